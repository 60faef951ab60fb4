"""Energy, force and torques of pairs of dipoles in numpy, the formula of `interaction/exact.rs`."""

import math

import numpy as np


def dot(v, w):
    return v[0] * w[0] + v[1] * w[1] + v[2] * w[2]


def cross(v, w):
    return (
        v[1] * w[2] - v[2] * w[1],
        v[2] * w[0] - v[0] * w[2],
        v[0] * w[1] - v[1] * w[0],
    )


def rows(tensor):
    xx, yy, zz, yz, xz, xy = tensor
    return (xx, xy, xz), (xy, yy, yz), (xz, yz, zz)


def apply(tensor, v):
    return tuple(dot(row, v) for row in rows(tensor))


def split(tensor):
    """Deviator and trace."""
    trace = tensor[0] + tensor[1] + tensor[2]
    third = trace * (1.0 / 3.0)
    return (tensor[0] - third, tensor[1] - third, tensor[2] - third, *tensor[3:]), trace


def contract(p, q):
    return dot(p[:3], q[:3]) + 2.0 * dot(p[3:], q[3:])


def twist(p, q):
    """The axial vector of the product p q."""
    p, q = rows(p), rows(q)
    return (
        dot(p[1], q[2]) - dot(p[2], q[1]),
        dot(p[2], q[0]) - dot(p[0], q[2]),
        dot(p[0], q[1]) - dot(p[1], q[0]),
    )


def interactions(lam, mu, a, b, r, answer):
    """Into the ten rows of `answer`: energy, force on b, torque on a, torque on b.

    Columns are contiguous, operations whole columns at a time; what occurs twice is computed once, as
    in our own kernel.
    """
    c = mu / (lam + 2.0 * mu)
    kappa, hard, soft = 3.0 * (1.0 - 2.0 * c), 15.0 * (1.0 - c), 2.0 * c
    inverse_square = 1.0 / dot(r, r)
    inverse = np.sqrt(inverse_square)
    n = (r[0] * inverse, r[1] * inverse, r[2] * inverse)
    (p, t_a), (q, t_b) = split(a), split(b)
    v, w = apply(p, n), apply(q, n)
    s_a, s_b = dot(n, v), dot(n, w)
    face_a, face_b = hard * s_a, hard * s_b
    contraction, facing = contract(p, q), face_a * s_b
    energy = soft * (t_a * s_b + t_b * s_a - contraction) - 2.0 * kappa * dot(v, w) + facing
    along_a, along_b = face_b + soft * t_b, face_a + soft * t_a
    x, y = apply(p, w), apply(q, v)
    pull_a = [v[i] * along_a - kappa * x[i] for i in range(3)]
    pull_b = [w[i] * along_b - kappa * y[i] for i in range(3)]
    radial = -5.0 * energy - 2.0 * (soft * contraction + facing)
    unit = inverse_square * inverse * (1.0 / (8.0 * math.pi * mu))
    np.multiply(unit, energy, out=answer[0])
    on_force, on_torque = -unit * inverse, -2.0 * unit
    turned, across = twist(p, q), cross(v, w)
    lever_a, lever_b = cross(pull_a, n), cross(pull_b, n)
    for i in range(3):
        shared = soft * turned[i] + kappa * across[i]
        np.multiply(on_force, n[i] * radial + 2.0 * (pull_a[i] + pull_b[i]), out=answer[1 + i])
        np.multiply(on_torque, lever_a[i] - shared, out=answer[4 + i])
        np.multiply(on_torque, lever_b[i] + shared, out=answer[7 + i])


def whole(lam, mu, columns, answer):
    """All pairs in one go, as one writes it."""
    interactions(lam, mu, columns[:6], columns[6:12], columns[12:], answer)


def in_blocks(lam, mu, columns, answer, block=4096):
    """Blocks that stay in the cache: what one writes who has measured."""
    for start in range(0, columns.shape[1], block):
        part = slice(start, start + block)
        whole(lam, mu, columns[:, part], answer[:, part])
