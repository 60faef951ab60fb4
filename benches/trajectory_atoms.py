"""The atoms of the examples of glassmelt-trajectory (`examples/bench`), made again in numpy."""

import numpy as np

BASIS = np.array([(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)])


def random(first, count):
    """Numbers between 0 and 1 from the counters `first` and on (splitmix64)."""
    z = (np.arange(count, dtype=np.uint64) + np.uint64(first + 1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)) / 2.0**53


def sites(cubes):
    cube = np.arange(cubes**3)
    corners = np.column_stack([cube % cubes, cube // cubes % cubes, cube // cubes**2])
    return (corners[:, None, :] + BASIS).reshape(-1, 3)


def shaken(cubes, size, seed):
    """fcc with cubes of side 1, each atom displaced within a cube of this size."""
    rest = sites(cubes)
    return rest + size * (random(3 * seed * len(rest), rest.size).reshape(-1, 3) - 0.5)


def walks(atoms, frames):
    steps = random(0, 3 * atoms * frames).reshape(frames, atoms, 3) - 0.5
    # The first frame is one step from the origin, as in the example.
    return np.cumsum(steps, axis=0)
