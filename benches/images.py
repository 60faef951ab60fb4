"""Ewald's sum of elastic dipoles in numpy, the formula of `src/ewald`: a loop over dipoles and images."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import erfc

from waves import torques


def symmetric(u, v):
    """The symmetric part of `u v` in rows xx, yy, zz, yz, xz, xy."""
    off = [0.5 * (u[i] * v[j] + u[j] * v[i]) for i, j in ((1, 2), (0, 2), (0, 1))]
    return np.array([u[0] * v[0], u[1] * v[1], u[2] * v[2], *off])


def apply(q, v):
    xx, yy, zz, yz, xz, xy = q
    return np.array([
        xx * v[0] + xy * v[1] + xz * v[2], xy * v[0] + yy * v[1] + yz * v[2], xz * v[0] + yz * v[1] + zz * v[2],
    ])


def strain(form, q, r):
    """Of dipoles q (rows) a vector r away: minus the derivative of the energy of five numbers."""
    pp, tt, vw, ts, ss = form
    w, trace = apply(q, r), q[0] + q[1] + q[2]
    s = (r * w).sum(0)
    found = pp * q + symmetric(r, vw * w + (ts * trace + ss * s) * r)
    found[:3] += tt * trace + ts * s
    return -found


@dataclass(frozen=True)
class Ewald:
    """The cube of side `side`; real space to `2 s cut`, waves to `cut/s`."""

    lam: float
    mu: float
    side: float
    s: float
    cut: float

    @property
    def b(self):
        return (self.lam + self.mu) / (self.lam + 2.0 * self.mu)

    def short(self, r):
        """The five numbers at vectors r (rows), zero where r is."""
        w, unit, b = 0.5 / self.s**2, 1.0 / (8.0 * math.pi * self.mu), self.b
        square = (r * r).sum(0)
        distance = np.sqrt(square)
        gaussian = np.exp(-0.5 * w * square) / (self.s * math.sqrt(math.pi))
        first = (erfc(0.5 * distance / self.s) / distance + gaussian) / square
        second = (3.0 * first + w * gaussian) / square
        third = (5.0 * second + w * w * gaussian) / square
        c = 1.0 - b
        return unit * np.array([
            w * gaussian - 2.0 * c * first, b * first,
            (4.0 * c - 2.0) * second - w * w * gaussian, -b * second, b * third,
        ])

    def near(self, places, dipoles):
        """Dipole by dipole the strain of all images within the range; columns are (rows, dipoles)."""
        reach = 2.0 * self.s * self.cut
        most = math.ceil(reach / self.side)
        steps = np.arange(-most, most + 1) * self.side
        images = np.array(np.meshgrid(steps, steps, steps)).reshape(3, -1)
        found = np.zeros_like(dipoles)
        for a in range(places.shape[1]):
            r = places[:, a, None] - places
            r -= self.side * np.round(r / self.side)
            r = r[:, :, None] + images[:, None, :]
            square = (r * r).sum(0)
            b, image = np.nonzero((square <= reach * reach) & (square > 0.0))
            r = r[:, b, image]
            found[:, a] = strain(self.short(r), dipoles[:, b], r).sum(1)
        return found

    def waves(self):
        """One of each pair q and -q."""
        step = 2.0 * math.pi / self.side
        most = math.floor(self.cut / self.s / step)
        n = np.arange(-most, most + 1)
        q = np.array(np.meshgrid(n, n, n, indexing="ij")).reshape(3, -1)
        q = q[:, q.shape[1] // 2 + 1 :] * step
        return q[:, (q * q).sum(0) <= (self.cut / self.s) ** 2]

    def far(self, places, dipoles):
        q = self.waves()
        square = (q * q).sum(0)
        reduced = square * self.s**2
        vw = -(1.0 + reduced) * np.exp(-reduced) / (self.mu * square)
        form = (0.0, 0.0, vw, 0.0, -self.b * vw / square)
        phase = places.T @ q
        cosine, sine = np.cos(phase), np.sin(phase)
        weight = 2.0 / self.side**3
        both = [weight * strain(form, dipoles @ wave, q) for wave in (cosine, sine)]
        return both[0] @ cosine.T + both[1] @ sine.T

    def itself(self, dipoles):
        weight = 5.0 / (16.0 * math.pi**1.5 * self.s**3 * self.mu)
        found = weight * (1.0 / 3.0 - 2.0 * self.b / 15.0) * dipoles
        found[:3] -= weight * self.b / 15.0 * dipoles[:3].sum(0)
        return found

    def __call__(self, places, dipoles):
        """Energy, strains, torques."""
        strains = self.near(places, dipoles) + self.far(places, dipoles) - self.itself(dipoles)
        turns = np.empty((3, dipoles.shape[1]))
        torques(dipoles, strains, turns)
        weights = np.array([1, 1, 1, 2, 2, 2])[:, None]
        return -0.5 * float((weights * dipoles * strains).sum()), strains, turns
