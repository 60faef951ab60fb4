"""Curves in SVG: panels beside each other, axes, a legend below. Enough for the book, and nothing to install."""

import math
from dataclasses import dataclass, field
from html import escape

# The colours of Okabe and Ito, which most eyes tell apart; each curve has its dash too.
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#222222"]
DASHES = ["", "7 4", "2 3", "9 3 2 3", "12 4", "1 4"]
WIDTH, HEIGHT = 300, 230
LEFT, RIGHT, TOP, BELOW = 62, 14, 26, 48
ROW = 18
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"


@dataclass
class Curve:
    """Points of one curve; a name for the legend, which may be empty; marks in place of a line."""

    points: list
    name: str = ""
    style: int = 0
    marks: bool = False


@dataclass
class Panel:
    """One pair of axes. A label may hold `_x_` for a subscript and `^x^` for a superscript."""

    title: str
    x: str
    y: str
    curves: list
    x_range: tuple
    y_range: tuple
    log_x: bool = False
    rules: list = field(default_factory=list)


def label(text):
    """Sub- and superscripts as SVG: `μ_c_`, `10^3^`."""
    out, parts = "", escape(text)
    for sign, shift in (("_", "3"), ("^", "-5")):
        pieces = parts.split(sign)
        out = pieces[0]
        for i, piece in enumerate(pieces[1:], 1):
            if i % 2:
                out += f'<tspan dy="{shift}" font-size="75%">{piece}</tspan>'
            else:
                out += f'<tspan dy="{-int(shift)}">{piece}</tspan>' if piece else ""
        parts = out
    return parts


def ticks(low, high):
    """Round numbers between two ends, four to eight of them."""
    step = 10 ** math.floor(math.log10((high - low) / 4))
    while (high - low) / step > 8:
        step *= 2 if (high - low) / step <= 16 else 5
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return [(i * step, f"{i * step:.{digits}f}".replace("-", "−")) for i in range(first, last + 1)]


def decades(low, high):
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    step = max(1, (last - first) // 6)
    return [(10.0**i, f"10^{i}^".replace("-", "−")) for i in range(first, last + 1, step)]


class Axes:
    """From numbers to places on the sheet."""

    def __init__(self, panel, column):
        self.panel = panel
        self.x0, self.y0 = column * (WIDTH + LEFT + RIGHT) + LEFT, TOP
        self.clip = f"panel-{column}"

    def x(self, value):
        low, high = self.panel.x_range
        if self.panel.log_x:
            low, high, value = math.log10(low), math.log10(high), math.log10(value)
        return self.x0 + WIDTH * (value - low) / (high - low)

    def y(self, value):
        low, high = self.panel.y_range
        return self.y0 + HEIGHT * (1 - (value - low) / (high - low))

    def frame(self):
        panel, right, bottom = self.panel, self.x0 + WIDTH, self.y0 + HEIGHT
        yield f'<clipPath id="{self.clip}"><rect x="{self.x0}" y="{self.y0}" width="{WIDTH}" height="{HEIGHT}"/></clipPath>'
        for value, text in decades(*panel.x_range) if panel.log_x else ticks(*panel.x_range):
            x = self.x(value)
            yield f'<path d="M{x:.1f} {bottom}v5M{x:.1f} {self.y0}v-3" stroke="#222"/>'
            yield f'<text x="{x:.1f}" y="{bottom + 19}" text-anchor="middle">{label(text)}</text>'
        for value, text in ticks(*panel.y_range):
            y = self.y(value)
            yield f'<path d="M{self.x0} {y:.1f}h-5M{right} {y:.1f}h3" stroke="#222"/>'
            yield f'<text x="{self.x0 - 8}" y="{y + 4:.1f}" text-anchor="end">{text}</text>'
        yield f'<rect x="{self.x0}" y="{self.y0}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#222"/>'
        middle = self.y0 + HEIGHT / 2
        yield f'<text x="{self.x0}" y="{self.y0 - 10}">{label(panel.title)}</text>'
        yield f'<text x="{self.x0 + WIDTH / 2}" y="{bottom + 39}" text-anchor="middle">{label(panel.x)}</text>'
        place = self.x0 - 46
        yield f'<text transform="translate({place} {middle}) rotate(-90)" text-anchor="middle">{label(panel.y)}</text>'

    def curves(self):
        yield f'<g clip-path="url(#{self.clip})">'
        for value, axis in self.panel.rules:
            if axis == "x":
                yield f'<path d="M{self.x(value):.1f} {self.y0}v{HEIGHT}" stroke="#999" stroke-dasharray="3 3"/>'
            else:
                yield f'<path d="M{self.x0} {self.y(value):.1f}h{WIDTH}" stroke="#999" stroke-dasharray="3 3"/>'
        for curve in self.panel.curves:
            places = [f"{self.x(x):.2f} {self.y(y):.2f}" for x, y in curve.points]
            colour = COLOURS[curve.style]
            if curve.marks:
                for place in places:
                    x, y = place.split()
                    yield f'<circle cx="{x}" cy="{y}" r="3" fill="white" stroke="{colour}" stroke-width="1.4"/>'
            else:
                yield (
                    f'<path d="M{"L".join(places)}" fill="none" stroke="{colour}" stroke-width="1.8"'
                    f' stroke-dasharray="{DASHES[curve.style]}"/>'
                )
        yield "</g>"


def columns_of(names, width):
    """As many columns as the longest name leaves room for."""
    longest = max((len(name.replace("_", "")) for name, _, _ in names), default=0)
    return max(1, min(len(names), int((width - LEFT) // (45 + 7 * longest))))


def legend(names, width, top):
    """Names in columns below the panels."""
    columns = columns_of(names, width)
    for i, (name, style, marks) in enumerate(names):
        x, y = LEFT + (i % columns) * (width - LEFT) / columns, top + ROW * (i // columns)
        if marks:
            yield f'<circle cx="{x + 13}" cy="{y - 4}" r="3" fill="white" stroke="{COLOURS[style]}" stroke-width="1.4"/>'
        else:
            yield (
                f'<path d="M{x} {y - 4}h26" stroke="{COLOURS[style]}" stroke-width="1.8"'
                f' stroke-dasharray="{DASHES[style]}"/>'
            )
        yield f'<text x="{x + 33}" y="{y}">{label(name)}</text>'


def draw(*panels):
    """The panels as one SVG."""
    names = []
    for curve in (curve for panel in panels for curve in panel.curves):
        entry = (curve.name, curve.style, curve.marks)
        if curve.name and entry not in names:
            names.append(entry)
    width = len(panels) * (WIDTH + LEFT + RIGHT)
    columns = columns_of(names, width)
    below = TOP + HEIGHT + BELOW + 12
    height = below + ROW * math.ceil(len(names) / columns)
    body = []
    for column, panel in enumerate(panels):
        axes = Axes(panel, column)
        body += [*axes.frame(), *axes.curves()]
    body += legend(names, width, below + 4)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{FONT}" font-size="13" fill="#222222">',
        '<rect width="100%" height="100%" fill="white"/>',
        *body,
        "</svg>\n",
    ])
