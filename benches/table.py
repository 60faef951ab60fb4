"""Rows of several parts as tables for a terminal."""


def cell(value):
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def printed(rows):
    """One table for each part, a column for each key."""
    lines = []
    for name, part in rows.items():
        lines += ["", f"## {name}", ""]
        keys = list(dict.fromkeys(key for row in part for key in row))
        table = [keys] + [[cell(row.get(key, "")) for key in keys] for row in part]
        widths = [max(len(line[i]) for line in table) for i in range(len(keys))]
        lines += ["  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip() for line in table]
    return "\n".join(lines)
