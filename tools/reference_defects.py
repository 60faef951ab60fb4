"""High-precision values of defects in their cages (Eqs. 1-5), for the tests of the crate glassmelt.

    python3 -m pip install mpmath
    python3 tools/reference_defects.py > crates/glassmelt/tests/reference/defects.json

The energy is written down with vectors, forces and torques are its derivatives by mpmath's own
differences or by the bond's force law, and states of rest are roots of force and torque balance at 50
digits: no formula for a gradient by rotation, no Hessian, no retraction of the crate is used. In the
continuum the response between two spheres is the surface average of Kelvin's function, by quadrature.
"""

import json

from mpmath import cos, diff, eye, inverse, lu_solve, matrix, mp, mpf, nstr, pi, sin, sqrt, zeros
from mpmath.calculus.quadrature import GaussLegendre

mp.dps = 50
BEND, STRETCH, SPRING = mpf(1), mpf(10), mpf(5)
LAMBDA, MU, RADIUS = mpf(1), mpf(1), mpf(2) / 5


def text(value):
    if isinstance(value, (list, tuple)):
        return [text(v) for v in value]
    return nstr(value if abs(value) > mpf(10) ** -35 else mpf(0), 30)


def add(x, y, factor=1):
    return [p + factor * q for p, q in zip(x, y)]


def times(x, factor):
    return [p * factor for p in x]


def dot(x, y):
    return sum(p * q for p, q in zip(x, y))


def cross(x, y):
    return [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]]


def norm(x):
    return sqrt(dot(x, x))


def turned(rotation_vector, x):
    """Rodrigues' rotation."""
    angle = norm(rotation_vector)
    if angle == 0:
        return list(x)
    n = times(rotation_vector, 1 / angle)
    along = times(n, dot(n, x) * (1 - cos(angle)))
    return add(add(times(x, cos(angle)), times(cross(n, x), sin(angle))), along)


class Defect:
    def __init__(self, name, neighbours, corners, rest):
        self.name, self.a, self.b, self.rest = name, neighbours, corners, rest

    def rest_length(self, p):
        return norm(self.a[p]) if self.rest == "as_printed" else norm(add(self.a[p], self.b[p], -1))

    def bond(self, p, d, w, u):
        corner = turned(w, self.b[p])
        return corner, add(add(add(self.a[p], u[p]), d, -1), corner, -1)

    def cos_omega(self, p, d, w, u):
        c, l = self.bond(p, d, w, u)
        return dot(c, l) / (norm(c) * norm(l))

    def energy(self, d, w, u):
        def one(p):
            l = self.bond(p, d, w, u)[1]
            stretching = STRETCH / 2 * (norm(l) - self.rest_length(p)) ** 2
            return BEND / 2 * (1 - self.cos_omega(p, d, w, u)) + stretching

        return sum(one(p) for p in range(len(self.a)))

    def force(self, p, d, w, u):
        """On neighbour p: along the bond against stretching, across it against bending."""
        c, l = self.bond(p, d, w, u)
        r, n, c = norm(l), times(l, 1 / norm(l)), times(c, 1 / norm(c))
        across = add(c, n, -dot(c, n))
        return add(times(across, BEND / (2 * r)), n, -STRETCH * (r - self.rest_length(p)))

    def forces(self, d, w, u):
        return [self.force(p, d, w, u) for p in range(len(self.a))]

    def check_forces(self, d, w, u):
        """The force law against differences of the energy."""
        for p in range(len(self.a)):
            for k in range(3):
                def along(x):
                    moved = [list(v) for v in u]
                    moved[p][k] += x
                    return self.energy(d, w, moved)

                assert abs(diff(along, 0) + self.force(p, d, w, u)[k]) < mpf(10) ** -20


def moment(forces, places):
    return [[sum(f[i] * y[j] for f, y in zip(forces, places)) for j in range(3)] for i in range(3)]


def kelvin(r):
    share = MU / (LAMBDA + 2 * MU)
    n = times(r, 1 / norm(r))
    scale = 8 * pi * MU * norm(r)
    return [[((1 + share) * (i == j) + (1 - share) * n[i] * n[j]) / scale for j in range(3)] for i in range(3)]


def nodes():
    """Of Gauss and Legendre on [-1, 1], 48 of them; with 96 azimuths exact here beyond 30 digits."""
    return GaussLegendre(mp).calc_nodes(5, mp.prec)


def between(r):
    """Kelvin's function averaged over the sphere of the receiver and over that of the giver.

    The mean of a biharmonic function over a sphere is a polynomial of degree two in its radius; hence
    the mean over two spheres is that over one of sqrt(2) their radius, which does not reach the other's
    centre here. That mean is done by quadrature.
    """
    radius = RADIUS * sqrt(2)
    assert 2 * radius < norm(r)
    mean = zeros(3)
    for z, weight in nodes():
        s = sqrt(1 - z * z)
        for k in range(96):
            angle = 2 * pi * k / 96
            point = add(r, [s * cos(angle), s * sin(angle), z], radius)
            mean += matrix(kelvin(point)) * (weight / 192)
    return mean


def own():
    """Of a sphere on itself: the mean of 1/r over two points of a sphere is one over its radius."""
    share = MU / (LAMBDA + 2 * MU)
    return ((1 + share) + (1 - share) / 3) / (8 * pi * MU * RADIUS)


def stiffness(defect, kind):
    n = len(defect.a)
    if kind == "springs":
        return eye(3 * n) * SPRING
    response = zeros(3 * n)
    for p in range(n):
        for q in range(n):
            block = eye(3) * own() if p == q else between(add(defect.a[p], defect.a[q], -1))
            for i in range(3):
                for j in range(3):
                    response[3 * p + i, 3 * q + j] = block[i, j]
    return inverse(response)


def unpack(x, held, n):
    d = [x[k] for k in range(3)]
    w = held if held else [x[k] for k in range(3, 6)]
    start = 3 if held else 6
    return d, w, [[x[start + 3 * p + k] for k in range(3)] for p in range(n)]


def imbalance(defect, k, x, held):
    n = len(defect.a)
    d, w, u = unpack(x, held, n)
    forces = defect.forces(d, w, u)
    rows = [sum(f[i] for f in forces) for i in range(3)]
    if not held:
        places = [add(a, v) for a, v in zip(defect.a, u)]
        torques = [cross(y, f) for y, f in zip(places, forces)]
        rows += [sum(t[i] for t in torques) for i in range(3)]
    flat = [c for v in u for c in v]
    for i in range(3 * n):
        rows.append(sum(k[i, j] * flat[j] for j in range(3 * n)) - forces[i // 3][i % 3])
    return matrix(rows)


def relaxed(defect, k, x, held=None):
    """Newton with differences for the slopes: the balance of forces (and torques) as equations."""
    step = mpf(10) ** -25
    for _ in range(60):
        here = imbalance(defect, k, x, held)
        if norm(here) < mpf(10) ** -38:
            return x
        slopes = zeros(len(x))
        for j in range(len(x)):
            moved = list(x)
            moved[j] += step
            slopes[:, j] = (imbalance(defect, k, moved, held) - here) / step
        change = list(lu_solve(slopes, -here))
        while norm(imbalance(defect, k, add(x, change), held)) > norm(here):
            change = times(change, mpf(1) / 2)
        x = add(x, change)
    raise ArithmeticError(f"{defect.name} {defect.rest} {held}")


def answer(defect, kind, k, d, w, u):
    forces = defect.forces(d, w, u)
    places = [add(a, v) for a, v in zip(defect.a, u)]
    torques = [cross(y, f) for y, f in zip(places, forces)]
    flat = [c for v in u for c in v]
    size = len(flat)
    elastic = sum(flat[i] * k[i, j] * flat[j] for i in range(size) for j in range(size)) / 2 if k else mpf(0)
    energy = defect.energy(d, w, u)
    dipole = moment(forces, places)
    defect.check_forces(d, w, u)
    return {
        "defect": defect.name,
        "rest_length": defect.rest,
        "surroundings": kind,
        "neighbours": text(defect.a),
        "corners": text(defect.b),
        "rotation_vector": text(w),
        "translation": text(d),
        "displacements": text(u),
        "cos_omega": text([defect.cos_omega(p, d, w, u) for p in range(len(defect.a))]),
        "bond_energy": text(energy),
        "elastic_energy": text(elastic),
        "forces": text(forces),
        "moment": text(dipole),
        "far_moment": text(moment(forces, defect.a)),
        "torque": text([sum(t[i] for t in torques) for i in range(3)]),
        "trace": text(sum(dipole[i][i] for i in range(3))),
        "square": text(sum(dipole[i][j] ** 2 for i in range(3) for j in range(3))),
    }


def vectors(rows):
    return [[mpf(x) for x in row] for row in rows]


TETRAHEDRON = [times(v, 1 / sqrt(mpf(3))) for v in vectors([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]])]
IRREGULAR = vectors([["2.1", 0, "0.5"], ["-0.4", "1.9", "0.2"], [-1, "-1.3", "1.1"], ["0.2", "-0.3", -2]])
IRREGULAR_CORE = vectors([[1, "0.1", "0.2"], ["-0.3", "0.9", 0], ["-0.4", "-0.7", "0.6"], [0, "-0.2", "-1.1"]])
TURNS = {
    "nothing": vectors([[0, 0, 0]])[0],
    "a tenth about z": vectors([[0, 0, "0.1"]])[0],
    "general": vectors([["0.3", "-0.2", "0.5"]])[0],
}


def defects(rest):
    return (
        Defect("tetrahedron", [times(v, 2) for v in TETRAHEDRON], TETRAHEDRON, rest),
        Defect("irregular", IRREGULAR, IRREGULAR_CORE, rest),
    )


def numbers(line):
    return [mpf(x) for x in line.split()]


# Near which d and u the core of a bond under pressure sits in the middle of its cage, unstable.
MIDDLE = {
    "tetrahedron": numbers("0 0 0  .38 .38 .38  .38 -.38 -.38  -.38 .38 -.38  -.38 -.38 .38"),
    "irregular": numbers(".43 0 -.22  .7 -.13 .47  -.2 .44 .15  -.26 -.18 .2  -.24 -.14 -.83"),
}
# Near which w, d and u the lowest minimum is.
LOWEST = {
    ("tetrahedron", "stress_free"): numbers(".1 .05 -.1") + [mpf(0)] * 15,
    ("irregular", "stress_free"): numbers(".05 -.07 -.1") + [mpf(0)] * 15,
    ("tetrahedron", "as_printed"): numbers(
        ".64 -.64 .64  .64 -.64 .64  .03 .1 .03  .03 -.03 -.1  .04 -.04 .04  -.1 -.03 .03"
    ),
    ("irregular", "as_printed"): numbers(
        ".94 .02 .11  -1.13 -.04 -.43  -.11 0 -.04  .03 .09 .04  .01 -.07 .08  .08 -.02 -.08"
    ),
}


def table():
    still = [[mpf(0)] * 3 for _ in range(4)]
    clamped, held, free = [], [], []
    for rest in ("stress_free", "as_printed"):
        for defect in defects(rest):
            for turn in TURNS.values():
                clamped.append(answer(defect, "clamped", None, [mpf(0)] * 3, turn, still))
            for kind in ("springs", "continuum"):
                k = stiffness(defect, kind)
                for turn in list(TURNS.values())[:2]:
                    start = MIDDLE[defect.name] if rest == "as_printed" else [mpf(0)] * 15
                    x = relaxed(defect, k, start, turn)
                    held.append(answer(defect, kind, k, *unpack(x, turn, 4)))
                start = LOWEST[defect.name, rest]
                x = relaxed(defect, k, start[3:6] + start[:3] + start[6:])
                free.append(answer(defect, kind, k, *unpack(x, None, 4)))
    return {"constants": constants(), "clamped": clamped, "held": held, "free": free}


def constants():
    return {
        "bend": text(BEND),
        "stretch": text(STRETCH),
        "spring": text(SPRING),
        "lambda": text(LAMBDA),
        "mu": text(MU),
        "site_radius": text(RADIUS),
    }


def lines(value):
    """One case a line."""
    parts = []
    for key, part in value.items():
        if isinstance(part, list):
            part = "[\n  " + ",\n  ".join(json.dumps(case) for case in part) + "\n ]"
        else:
            part = json.dumps(part)
        parts.append(f' "{key}": {part}')
    return "{\n" + ",\n".join(parts) + "\n}"


if __name__ == "__main__":
    print(lines({"generator": "tools/reference_defects.py"} | table()))
