"""Dipoles on a full lattice by Fourier transforms in Python: numpy's step, and the bare FFTs of FFTW."""

import math

import numpy as np
import scipy.fft

AXES = (1, 2, 3)
COMPONENTS = 5
ROOT_2, ROOT_6 = math.sqrt(2.0), math.sqrt(6.0)


def components(q):
    """Five numbers of deviators, rows of xx, yy, zz, yz, xz, xy, in an orthonormal basis."""
    xx, yy, zz, yz, xz, xy = q
    along = (2.0 * zz - xx - yy) / ROOT_6
    return np.array([(xx - yy) / ROOT_2, along, yz * ROOT_2, xz * ROOT_2, xy * ROOT_2])


def tensors(c, out):
    """The way back, into six rows."""
    across, along = c[0] / ROOT_2, c[1] / ROOT_6
    out[0], out[1], out[2] = across - along, -across - along, 2.0 * along
    out[3:] = c[2:] / ROOT_2


def torques(q, e, out):
    """`2 eps_ijk (Q strain)_jk`."""
    xx, yy, zz, yz, xz, xy = q
    exx, eyy, ezz, eyz, exz, exy = e
    out[0] = 2.0 * (xy * exz + yy * eyz + yz * ezz - (xz * exy + yz * eyy + zz * eyz))
    out[1] = 2.0 * (xz * exx + yz * exy + zz * exz - (xx * exz + xy * eyz + xz * ezz))
    out[2] = 2.0 * (xx * exy + xy * eyy + xz * eyz - (xy * exx + yy * exy + yz * exz))


class NumpyStep:
    """Energy, strains and torques of all sites: the same sum as ours, column by column, on two workers."""

    def __init__(self, responses, workers=2):
        """`responses[j]` are the strains (6, n, n, n) of a unit dipole of component j on the first site."""
        self.shape, self.workers = responses[0].shape[1:], workers
        waves = [scipy.fft.rfftn(components(r), axes=AXES, workers=workers) for r in responses]
        self.kernel = np.array([wave.real for wave in waves])
        self.imaginary = max(np.abs(wave.imag).max() for wave in waves)
        sites = math.prod(self.shape)
        self.strains, self.torques = np.empty((6, sites)), np.empty((3, sites))

    def __call__(self, dipoles):
        """Into `strains` and `torques`; the energy. Dipoles are six rows."""
        sites = components(dipoles).reshape(COMPONENTS, *self.shape)
        waves = scipy.fft.rfftn(sites, axes=AXES, workers=self.workers)
        self.multiply(waves)
        strains = scipy.fft.irfftn(waves, s=self.shape, axes=AXES, workers=self.workers, overwrite_x=True)
        tensors(strains.reshape(COMPONENTS, -1), self.strains)
        torques(dipoles, self.strains, self.torques)
        return -0.5 * np.vdot(sites, strains)

    def multiply(self, waves):
        """The symmetric kernel, plane by plane, so that what is added up stays in the cache."""
        for x in range(self.shape[0]):
            plane = waves[:, x]
            waves[:, x] = np.array([
                sum(self.kernel[i, j, x] * plane[j] for j in range(COMPONENTS)) for i in range(COMPONENTS)
            ])


def bare_transforms(fftw, side, threads):
    """Five components r2c forward and c2r back in three dimensions by FFTW, planned by measuring.

    Two ways by name: all five in one plan, and one after the other on arrays of their own.
    """
    real, waves = (COMPONENTS, side, side, side), (COMPONENTS, side, side, side // 2 + 1)
    sites, bins = fftw.empty_aligned(real, "float64"), fftw.empty_aligned(waves, "complex128")

    def plans(sites, bins, axes):
        flags = ("FFTW_MEASURE", "FFTW_DESTROY_INPUT")
        make = lambda a, b, way: fftw.FFTW(a, b, axes=axes, direction=way, flags=flags, threads=threads)
        return make(sites, bins, "FFTW_FORWARD"), make(bins, sites, "FFTW_BACKWARD")

    together = [plans(sites, bins, AXES)]
    apart = [plans(s, b, (0, 1, 2)) for s, b in zip(sites, bins)]
    # Zeros stay zeros, where other numbers would grow with each way there and back; the time is the same.
    sites[...] = 0.0

    def run(pairs):
        for forward, _ in pairs:
            forward.execute()
        for _, backward in pairs:
            backward.execute()

    return {"all five at once": lambda: run(together), "one after the other": lambda: run(apart)}
