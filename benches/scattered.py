"""The races of rotors off the lattice, each a generator of rows."""

import math
import time

import numpy as np

import images
import vectors
from clock import race
from orders import CORES, LAMBDA, MEDIUM, MU, fetched, lay, paths, uniaxial, worst
from served import Served, Timed

# The number of rotors in a cube of hard cores one apart.
DENSITY = 0.2
ACCURACY = 1e-4
CHOICE, MANY = 1000, 4000


def scattered(count, seed=7):
    """Random places (rows) at least one apart in a cube at the density, and its side."""
    random, side = np.random.default_rng(seed), (count / DENSITY) ** (1 / 3)
    places = np.empty((0, 3))
    while len(places) < count:
        new = random.uniform(0.0, side, 3)
        r = places - new
        r -= side * np.round(r / side)
        if len(places) == 0 or (r * r).sum(1).min() >= 1.0:
            places = np.vstack([places, new])
    return places.T.copy(), side


def off_lattice(kind, folder, count, **more):
    """An order for a sum at scattered places, with what it is made of."""
    places, side = scattered(count)
    dipoles = uniaxial(count)
    order = {"sum": kind, "side": side, **MEDIUM, **paths(folder), **more}
    order |= {"places": lay(folder / "places", places), "dipoles": lay(folder / "dipoles", dipoles)}
    return order, (places, dipoles, side)


def mesh(program, folder, rounds):
    """Elastic rotors by particle-mesh against vector dipoles by LAMMPS, a core each, torques to 1e-4."""
    error = mesh_error(program, folder)
    order, (places, _, side) = off_lattice("mesh", folder, MANY, accuracy=ACCURACY)
    with Served(program, order, 1) as served:
        runners = {"ours": served}
        peer, missing = vectors.library()
        errors = {"ours": error}
        if peer:
            spacing = DENSITY ** (-1 / 3)
            directions = np.random.default_rng(3).normal(size=(3, MANY))
            directions /= np.linalg.norm(directions, axis=0)
            cutoff, accuracy, errors["LAMMPS pppm/dipole"] = chosen(peer, spacing)
            theirs = vectors.Vectors(peer, side, places, directions, cutoff * spacing, accuracy)
            runners["LAMMPS pppm/dipole"] = Timed(lambda: theirs.steps(1))
        else:
            yield {"who": missing}
        times = race(runners, rounds)
        for name, taken in times.items():
            yield {
                "dipoles": MANY, "density": DENSITY, "who": name, "thousand_a_second": MANY / taken.seconds / 1e3,
                "times_slower_than_ours": taken.seconds / times["ours"].seconds, "noisy": taken.noisy,
                "differ": errors[name], "allowed": 2.0 * ACCURACY, "target": "ours >= 250 thousand, >= 10 times",
            }


def chosen(peer, spacing):
    """The fastest cutoff and accuracy of LAMMPS for the error asked, found at fewer dipoles."""
    places, side = scattered(CHOICE)
    directions = np.random.default_rng(4).normal(size=(3, CHOICE))
    directions /= np.linalg.norm(directions, axis=0)

    def cost(system):
        start = time.process_time()
        system.steps(5)
        return time.process_time() - start

    _, error, cutoff, accuracy = vectors.fastest(peer, (side, places, directions), spacing, ACCURACY, cost)
    return cutoff, accuracy, error


def mesh_error(program, folder):
    """Of the torques, at fewer rotors, against our own slow truth."""
    found = []
    for kind, more in (("mesh", {"accuracy": ACCURACY}), ("ewald", split(1e-10))):
        order, _ = off_lattice(kind, folder, CHOICE, **more)
        with Served(program, order, CORES) as served:
            served.write()
            found.append(fetched(folder / "torques", 3))
    return vectors.difference(*found)


def split(tolerance):
    return {"splitting": 0.5 * DENSITY ** (-1 / 3), "tolerance": tolerance}


def cut(tolerance):
    """The y at which `y^3 (1 + y^2) exp(-y^2)` has fallen to the tolerance, as in our program."""
    y = 4.0
    for _ in range(60):
        y = math.sqrt(math.log(y**3 * (1 + y * y) / tolerance))
    return y


def ewald(program, folder, rounds):
    """The slow truth against the same sum in numpy, a loop over dipoles and images, a core each."""
    for count in (64, 256, 1024):
        splitting = split(1e-10)
        order, (places, dipoles, side) = off_lattice("ewald", folder, count, **splitting)
        peer = images.Ewald(LAMBDA, MU, side, splitting["splitting"], cut(1e-10))
        with Served(program, order, 1) as served:
            energy = served.write()
            truth = fetched(folder / "torques", 3)
            theirs = peer(places, dipoles)
            differ = max(abs(theirs[0] / energy - 1), worst(theirs[2], truth))
            times = race({"ours": served, "numpy": Timed(lambda: peer(places, dipoles))}, min(rounds, 5))
        yield {
            "dipoles": count,
            "ours_thousand_a_second": count / times["ours"].seconds / 1e3,
            "numpy_thousand_a_second": count / times["numpy"].seconds / 1e3,
            "ratio": times["numpy"].seconds / times["ours"].seconds,
            "noisy": times["ours"].noisy or times["numpy"].noisy,
            "differ": differ,
            "allowed": 1e-9,
        }
