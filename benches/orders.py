"""What our program `steps` is asked, and the files of raw doubles in which it reads and answers."""

import numpy as np

LAMBDA, MU = 2.5, 0.8
MEDIUM = {"lambda": LAMBDA, "mu": MU}
CORES = 2


def uniaxial(count, seed=20261123):
    """`P0 (nn - 1/3)` of random directions, rows xx, yy, zz, yz, xz, xy."""
    n = np.random.default_rng(seed).normal(size=(3, count))
    n /= np.linalg.norm(n, axis=0)
    x, y, z = n
    return np.array([x * x - 1 / 3, y * y - 1 / 3, z * z - 1 / 3, y * z, x * z, x * y])


def lay(path, rows):
    """Rows as dipole after dipole."""
    np.ascontiguousarray(rows.T).tofile(path)
    return str(path)


def fetched(path, rows):
    return np.ascontiguousarray(np.fromfile(path).reshape(-1, rows).T)


def worst(found, truth):
    """Largest difference over the largest number."""
    return float(np.abs(found - truth).max() / np.abs(truth).max())


def paths(folder):
    return {"answers": [str(folder / "strains"), str(folder / "torques")]}
