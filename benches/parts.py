"""The races of `rotors.py`, each a generator of rows."""

import importlib
import math
import time

import numpy as np

import images
import vectors
import waves
from clock import race
from served import Served, Timed, on_the_wall

LAMBDA, MU = 2.5, 0.8
MEDIUM = {"lambda": LAMBDA, "mu": MU}
CORES = 2
SIDES = (64, 128)
# Of rotors off the lattice: the number in a cube of hard cores one apart.
DENSITY = 0.2
ACCURACY = 1e-4
CHOICE, MANY = 1000, 4000


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


def numpy_step(served, folder, side):
    """The step in numpy, whose kernel is what our program answers to a single dipole."""
    count, responses = side**3, []
    for component in range(waves.COMPONENTS):
        unit = np.zeros((6, 1))
        waves.tensors(np.eye(waves.COMPONENTS)[component][:, None], unit)
        dipoles = np.zeros((6, count))
        dipoles[:, :1] = unit
        lay(folder / "dipoles", dipoles)
        served.write()
        responses.append(fetched(folder / "strains", 6).reshape(6, side, side, side))
    return waves.NumpyStep(responses, CORES)


def ratios(times, walls, name):
    """Of one runner over ours, by both clocks."""
    return {
        "ratio_on_the_wall": walls[name].seconds / walls["ours"].seconds,
        "ratio_of_processor_time": times[name].seconds / times["ours"].seconds,
        "noisy": walls[name].noisy or walls["ours"].noisy,
    }


def lattice(program, folder, rounds):
    """One force evaluation on a full lattice against numpy and against the bare transforms by FFTW."""
    for side in SIDES:
        dipoles = uniaxial(side**3)
        order = {"sum": "lattice", "side": side, **MEDIUM, **paths(folder)}
        order["dipoles"] = lay(folder / "dipoles", dipoles)
        for threads in (1, CORES):
            with Served(program, order, threads) as served:
                yield from lattice_rows(served, folder, (side, threads), dipoles, rounds)


def lattice_rows(served, folder, size, dipoles, rounds):
    side, threads = size
    step = numpy_step(served, folder, side)
    lay(folder / "dipoles", dipoles)
    energy = served.write()
    differ = max(abs(step(dipoles) / energy - 1), worst(step.torques, fetched(folder / "torques", 3)))
    assert step.imaginary <= 1e-12 * np.abs(step.kernel).max()
    runners = {"ours": served}
    if threads == CORES:
        runners["numpy, scipy.fft on two workers"] = Timed(lambda: step(dipoles))
    try:
        fftw = importlib.import_module("pyfftw")
        bare = waves.bare_transforms(fftw, side, threads)
        runners |= {f"bare FFTs by FFTW, {how}": Timed(work) for how, work in bare.items()}
    except ImportError as error:
        yield {"sites": f"{side}^3", "peer": f"FFTW is missing ({error}): pip install pyfftw"}
    times = race(runners, rounds)
    walls = {name: on_the_wall(runner) for name, runner in runners.items()}
    for name in runners:
        row = {"sites": f"{side}^3", "threads": threads, "who": name}
        row |= {"wall_ms": 1e3 * walls[name].seconds, "processor_ms": 1e3 * times[name].seconds}
        row |= {"best_wall_ms": 1e3 * min(runners[name].wall)}
        if name != "ours":
            row |= ratios(times, walls, name)
        if name.startswith("numpy"):
            row |= {"target": ">= 5", "differ": differ, "allowed": 1e-9}
        elif name != "ours":
            row |= {"ours_over_it_on_the_wall": 1 / row["ratio_on_the_wall"], "target": "ours <= 1.5 times it"}
        yield row


def sizes(program, folder, rounds, sides=(32, 64, 128)):
    """Time and memory a site, two threads; the best of the rounds, for other work slows this down."""
    for side in sides:
        with Served(program, {"sum": "lattice", "side": side, **MEDIUM}, CORES) as served:
            seconds = min(served.once() for _ in range(rounds))
            sites = side**3
            nanoseconds = 1e9 * seconds / sites
            yield {
                "sites": f"{side}^3",
                "processor_ns_a_site": nanoseconds,
                "wall_ns_a_site": 1e9 * min(served.wall) / sites,
                "over_log2_of_sites": nanoseconds / math.log2(sites),
                "peak_bytes_a_site": served.peak_bytes() / sites,
                "peak_GiB": served.peak_bytes() / 2**30,
                "prepared_s": served.prepared,
                "target": "over log2 no growth, 250 bytes, 5 GiB",
            }


def huge(program, folder, rounds):
    """The largest lattice, for which a few rounds are enough."""
    yield from sizes(program, folder, min(rounds, 3), (256,))


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
