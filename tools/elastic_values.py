"""High-precision values of Kelvin's solution and of two dipoles, for the tests of the crate glassmelt.

    python3 -m pip install mpmath
    python3 tools/elastic_values.py > crates/glassmelt/tests/reference/elastic.json

The Green function is the textbook's, in Poisson's ratio. All else is differentiation at 120 digits, by
differences: fields of a dipole from derivatives of the Green function; the energy of two dipoles from
point forces on arms of 1e-20, and force and torques from shifted and turned dipoles. No closed form of
the crate occurs. Inputs are doubles that read back exactly; values are decimal strings.
"""

import itertools
import json

from mpmath import cos, diff, matrix, mp, mpf, nstr, pi, sin, sqrt

mp.dps = 120
ARM, STEP = mpf(10) ** -20, mpf(10) ** -15
AXES = range(3)

TENSORS = {
    "iso": (1.0, 1.0, 1.0, 0.0, 0.0, 0.0),
    "shear_xy": (0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    "gen1": (1.0, -0.3, 0.2, 0.25, 0.1, 0.4),
    "gen2": (-0.2, 0.9, -0.4, 0.3, -0.5, 0.7),
}
# Ordinary media, one without lateral contraction, nearly incompressible ones, nearly collapsing ones.
MEDIA = [(1.0, 1.0), (2.5, 0.8), (0.0, 2.0), (1e10, 1.0), (-0.6666, 1.0), (-0.5, 1.0)]
PLACES = [(0.3, -0.7, 1.1), (0.0, 0.0, 2.0), (1.0, 1.0, 1.0), (-40.0, 3.0, 0.01)]


def text(value):
    """Thirty digits; differences leave about twenty-five, and what is far below them is zero."""
    return "0" if abs(value) < mpf(10) ** -28 else nstr(value, 25)


def texts(values):
    return [texts(v) if isinstance(v, list) else text(v) for v in values]


def full(tensor):
    xx, yy, zz, yz, xz, xy = map(mpf, tensor)
    return matrix([[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]])


def green(medium, x, y, z, i, k):
    lam, mu = map(mpf, medium)
    nu = lam / (2 * (lam + mu))
    r, at = sqrt(x * x + y * y + z * z), (x, y, z)
    return ((3 - 4 * nu) * (i == k) + at[i] * at[k] / r**2) / (16 * pi * mu * (1 - nu) * r)


def derivative(medium, r, i, k, axes):
    orders = tuple(axes.count(axis) for axis in AXES)
    place = tuple(map(mpf, r))
    return diff(lambda x, y, z: green(medium, x, y, z, i, k), place, orders)


class Derivatives:
    """Derivatives of the Green function at one place, each computed once."""

    def __init__(self, medium, r):
        self.medium, self.r, self.known = medium, r, {}

    def __call__(self, i, k, *axes):
        key = (min(i, k), max(i, k), tuple(sorted(axes)))
        if key not in self.known:
            self.known[key] = derivative(self.medium, self.r, *key)
        return self.known[key]


def fields(medium, r):
    g, (lam, mu) = Derivatives(medium, r), map(mpf, medium)
    answer = {"lambda": repr(medium[0]), "mu": repr(medium[1]), "r": list(map(repr, r))}
    answer["green"] = texts([[g(i, k) for k in AXES] for i in AXES])
    answer["gradient"] = texts([[[g(i, k, m) for k in AXES] for i in AXES] for m in AXES])
    answer["second"] = texts(
        [[[[g(i, k, j, m) for k in AXES] for i in AXES] for m in AXES] for j in AXES]
    )
    answer["third"] = texts(
        [[[[[g(i, k, n, j, m) for k in AXES] for i in AXES] for m in AXES] for j in AXES] for n in AXES]
    )
    answer["dipoles"] = {}
    for name, tensor in TENSORS.items():
        q = full(tensor)
        pairs = list(itertools.product(AXES, AXES))
        u = [-sum(g(i, k, m) * q[k, m] for k, m in pairs) for i in AXES]
        d = [[-sum(g(i, k, m, j) * q[k, m] for k, m in pairs) for j in AXES] for i in AXES]
        dilation = d[0][0] + d[1][1] + d[2][2]
        stress = [[lam * dilation * (i == j) + mu * (d[i][j] + d[j][i]) for j in AXES] for i in AXES]
        answer["dipoles"][name] = {
            "dipole": list(map(repr, tensor)),
            "displacement": texts(u),
            "distortion": texts(d),
            "stress": texts(stress),
        }
    return answer


def point_forces(dipole):
    """Opposite forces on arms along the axes: places and forces."""
    for j, side in itertools.product(AXES, (1, -1)):
        place = [side * ARM * (axis == j) for axis in AXES]
        yield place, [side * dipole[i, j] / (2 * ARM) for i in AXES]


def energy(medium, a, b, r):
    """-sum f G f'; what the arms' length leaves is of relative order 1e-40."""
    total = mpf(0)
    for (x, f), (y, g) in itertools.product(point_forces(a), point_forces(b)):
        at = [r[i] + y[i] - x[i] for i in AXES]
        total -= sum(f[i] * green(medium, *at, i, k) * g[k] for i, k in itertools.product(AXES, AXES))
    return total


def turned(dipole, axis, angle):
    i, j = (axis + 1) % 3, (axis + 2) % 3
    turn = matrix([[int(m == n) for n in AXES] for m in AXES])
    turn[i, i] = turn[j, j] = cos(angle)
    turn[j, i], turn[i, j] = sin(angle), -sin(angle)
    return turn * dipole * turn.T


def fall(function):
    """Minus the derivative at zero, by a central difference."""
    return (function(-STEP) - function(STEP)) / (2 * STEP)


def pair(medium, r, one, other):
    a, b, place = full(TENSORS[one]), full(TENSORS[other]), list(map(mpf, r))
    shifted = lambda axis, step: [place[i] + step * (i == axis) for i in AXES]
    force = [fall(lambda s: energy(medium, a, b, shifted(axis, s))) for axis in AXES]
    torque_a = [fall(lambda s: energy(medium, turned(a, axis, s), b, place)) for axis in AXES]
    torque_b = [fall(lambda s: energy(medium, a, turned(b, axis, s), place)) for axis in AXES]
    return {
        "lambda": repr(medium[0]),
        "mu": repr(medium[1]),
        "r": list(map(repr, r)),
        "dipole_a": list(map(repr, TENSORS[one])),
        "dipole_b": list(map(repr, TENSORS[other])),
        "energy": text(energy(medium, a, b, place)),
        "force": texts(force),
        "torque_a": texts(torque_a),
        "torque_b": texts(torque_b),
    }


def main():
    couples = [("iso", "iso"), ("iso", "gen1"), ("shear_xy", "shear_xy"), ("gen1", "gen2")]
    answer = {"generator": "tools/elastic_values.py", "fields": [], "pairs": []}
    for medium, r in itertools.product(MEDIA, PLACES):
        answer["fields"].append(fields(medium, r))
        answer["pairs"] += [pair(medium, r, *couple) for couple in couples]
    print(json.dumps(answer, separators=(",", ":")).replace('},{"lambda"', '},\n{"lambda"'))


if __name__ == "__main__":
    main()
