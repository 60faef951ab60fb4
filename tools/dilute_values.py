"""Reference values of the dilute gas of turning dipoles, for the tests of the crate glassmelt.

    python3 -m pip install mpmath
    python3 tools/dilute_values.py > crates/glassmelt/tests/reference/dilute.json

Moments: mpmath, 30 digits, product rules over whole circles and the whole sphere, that are exact for
these polynomials. Averages with exponentials: the same rules, with all five angles (three for a rod) and
no other use of symmetry, at 30 digits for rods and in double precision for the rest. The energy is the Cartesian closed form of Kelvin's solution, not the modes that
the crate uses; the integral over separations is done numerically.
"""

import json
import math

from mpmath import matrix as mpmatrix
from mpmath import cos, eigsy, expm1, fsum, legendre, mp, mpf, nstr, pi, polyroots, sin, sqrt, taylor

mp.dps = 30

TENSORS = {  # xx yy zz yz xz xy
    "uniaxial": ["2/3", "-1/3", "-1/3", "0", "0", "0"],
    "disc": ["-2/3", "1/3", "1/3", "0", "0", "0"],
    "pure_shear": ["0", "0", "0", "0", "0", "1"],
    "biaxial": ["1", "-0.3", "-0.7", "0.25", "0.1", "0.4"],
    "rod_with_trace": ["1.5", "0.2", "0.2", "0", "0", "0"],
    "asymmetric_with_trace": ["1", "-0.3", "0.2", "0.25", "0.1", "0.4"],
}


def number(text):
    top, _, bottom = text.partition("/")
    return mpf(top) / mpf(bottom or 1)


def matrix(components):
    xx, yy, zz, yz, xz, xy = components
    return [[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]]


def rotation(cos_beta, alpha, gamma, cosine, sine, root):
    """Rz(alpha) Ry(beta) Rz(gamma)."""
    cb, sb = cos_beta, root(1 - cos_beta * cos_beta)
    ca, sa, cg, sg = cosine(alpha), sine(alpha), cosine(gamma), sine(gamma)
    return [
        [ca * cb * cg - sa * sg, -ca * cb * sg - sa * cg, ca * sb],
        [sa * cb * cg + ca * sg, -sa * cb * sg + ca * cg, sa * sb],
        [-sb * cg, sb * sg, cb],
    ]


def turned(q, r):
    rq = [[sum(r[i][k] * q[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    return [[sum(rq[i][k] * r[j][k] for k in range(3)) for j in range(3)] for i in range(3)]


def flat(q):
    """xx yy zz yz xz xy."""
    return [q[0][0], q[1][1], q[2][2], q[1][2], q[0][2], q[0][1]]


def contraction(a, b):
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + 2 * (a[3] * b[3] + a[4] * b[4] + a[5] * b[5])


def energy(a, b, cap_a, cap_b, trace):
    """8 pi mu r^3 E2 with r along z and both traces `trace`."""
    vw = a[4] * b[4] + a[3] * b[3] + a[2] * b[2]
    return (
        (cap_b - cap_a) * contraction(a, b)
        + cap_b * trace * trace
        + (3 * cap_a - 9 * cap_b) * vw
        - 3 * cap_b * trace * (a[2] + b[2])
        + 15 * cap_b * a[2] * b[2]
    )


def gauss(n, convert):
    """Gauss and Legendre on [-1, 1], weights that sum to one."""
    mp.dps = 60
    roots = polyroots(list(reversed(taylor(lambda x: legendre(n, x), 0, n))), maxsteps=500, extraprec=400)
    rule = []
    for x in roots:
        slope = n * (x * legendre(n, x) - legendre(n - 1, x)) / (x * x - 1)
        rule.append((convert(x), convert(1 / ((1 - x * x) * slope**2))))
    mp.dps = 30
    return rule


def orientations(q, cosines, alphas, gammas, functions):
    """All turned tensors with their weights."""
    kind = type(cosines[0][0])
    circle = 2 * (pi if kind is mpf else math.pi)
    rows = []
    for x, weight in cosines:
        for i in range(alphas):
            for j in range(gammas):
                r = rotation(x, circle * i / alphas, circle * j / gammas, *functions)
                rows.append((weight / (alphas * gammas), flat(turned(q, r))))
    return rows


def reduced(name):
    """The tensor in units of Q_norm, its trace, and Q_norm."""
    components = [number(c) for c in TENSORS[name]]
    trace = components[0] + components[1] + components[2]
    deviator = [c - trace / 3 if i < 3 else c for i, c in enumerate(components)]
    norm = sqrt(mpf(3) / 2 * contraction(deviator, deviator))
    return [c / norm for c in components], trace / norm, norm


def medium(lam):
    ratio = 1 / (mpf(lam) + 2)
    return 1 + ratio, 1 - ratio


def moments(name, lam):
    components, trace, _ = reduced(name)
    cap_a, cap_b = medium(lam)
    functions = (cos, sin, sqrt)
    rule = gauss(5, mpf)
    first = orientations(matrix(components), rule, 1, 9, functions)
    second = orientations(matrix(components), rule, 9, 9, functions)
    sums = [mpf(0)] * 6
    aligned = mpf(0)
    for wa, a in first:
        for wb, b in second:
            g = energy(a, b, cap_a, cap_b, trace)
            overlap = contraction(a, b) - trace * trace / 3
            w = wa * wb
            values = (g, g * g, g**3, overlap * g, overlap * g * g, overlap * g**3)
            sums = [s + w * v for s, v in zip(sums, values)]
            aligned += w * (a[2] - trace / 3) * g
    return {
        "tensor": name,
        "lambda_over_mu": lam,
        "g": nstr(sums[0], 20),
        "g2": nstr(sums[1], 20),
        "g3": nstr(sums[2], 20),
        "logarithm": nstr(-sums[3], 20),
        "c2": nstr(sums[4] / 2, 20),
        "c3": nstr(-sums[5] / 6, 20),
        "c2_frozen": nstr(sums[4] / 2 - 2 * (mpf(3) / 2) * aligned**2, 20),
    }


class Sampler:
    """Overlap, energy and alignment on a fixed grid over all angles: mpmath for rods, doubles otherwise."""

    def __init__(self, name, lam, order, turns):
        components, trace, _ = reduced(name)
        self.uniaxial = name in ("uniaxial", "disc", "rod_with_trace")
        self.kind = mpf if self.uniaxial else float
        trace = self.kind(trace)
        cap_a, cap_b = (self.kind(v) for v in medium(lam))
        functions = (cos, sin, sqrt) if self.uniaxial else (math.cos, math.sin, math.sqrt)
        rule = gauss(order, self.kind)
        # Along its principal axes gamma enters by exp(2 i gamma), and for a rod along z not at all.
        values = sorted(self.kind(v) for v in eigsy(mpmatrix(matrix(components)), eigvals_only=True))
        if values[2] - values[1] < values[1] - values[0]:
            values.reverse()
        xx, yy, zz = values
        body = matrix([xx, yy, zz, 0, 0, 0])
        spins = 1 if self.uniaxial else turns // 2 + 3  # odd for 20: then steps of a circle are steps of its half
        first = orientations(body, rule, 1, spins, functions)
        second = orientations(body, rule, turns, spins, functions)
        self.rows = []
        for wa, a in first:
            for wb, b in second:
                g = energy(a, b, cap_a, cap_b, trace)
                overlap = contraction(a, b) - trace * trace / 3
                self.rows.append((wa * wb, overlap, g, functions[2](self.kind(3) / 2) * (a[2] - trace / 3)))

    def boltzmann(self, x):
        """The averages; what is known to average to zero is left out of each term."""
        c, excess, aligned = [], [], []
        x = self.kind(x)
        rising = expm1 if self.uniaxial else math.expm1
        for w, overlap, g, q0 in self.rows:
            weight = w * rising(-x * g)
            curved = weight + w * x * g
            c.append(overlap * curved)
            excess.append(curved)
            aligned.append(q0 * weight)
        total = fsum if self.uniaxial else math.fsum
        return total(c), total(excess), total(aligned)

    def integrals(self, x0, points):
        """int_0^1 (...)(x0 s) s^-2 ds of c, the excess, and c at frozen positions."""
        sums = [self.kind(0)] * 3
        for node, weight in gauss(points, self.kind):
            s = (1 + node) / 2
            c, excess, aligned = self.boltzmann(x0 * s)
            frozen = c / (1 + excess) - 2 * (aligned / (1 + excess)) ** 2
            for i, value in enumerate((c, excess, frozen)):
                sums[i] += weight * value / (s * s)
        return sums


def couplings(name, lam, order, turns, xs):
    sampler = Sampler(name, lam, order, turns)
    words = ("correlation", "excess", "alignment", "integral", "integral_excess", "integral_frozen")
    rows = []
    for x in xs:
        values = [*sampler.boltzmann(x), *sampler.integrals(x, 14)]
        rows.append({"x": repr(x)} | {word: nstr(mpf(value), 17) for word, value in zip(words, values)})
    return {"tensor": name, "lambda_over_mu": lam, "rows": rows}


def main():
    names = list(TENSORS)
    print(
        json.dumps(
            {
                "generator": "tools/dilute_values.py",
                "tensors": {
                    name: {"components": [nstr(number(c), 20) for c in TENSORS[name]], "norm": nstr(reduced(name)[2], 20)}
                    for name in names
                },
                "moments": [moments(name, lam) for name in names for lam in ("-0.5", "1", "1e9")],
                "couplings": [
                    couplings("uniaxial", "1", 24, 32, (0.1, 1.0, 3.0)),
                    couplings("uniaxial", "0", 24, 32, (1.0,)),
                    couplings("disc", "1e9", 24, 32, (1.0,)),
                    couplings("rod_with_trace", "1", 24, 32, (0.3, 1.0)),
                    couplings("asymmetric_with_trace", "1", 18, 20, (0.3, 1.0)),
                    couplings("biaxial", "2", 18, 20, (0.7,)),
                ],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
