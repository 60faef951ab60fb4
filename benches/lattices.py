"""The races of full lattices, each a generator of rows."""

import importlib
import math

import numpy as np

import waves
from clock import race
from orders import CORES, MEDIUM, fetched, lay, paths, uniaxial, worst
from served import Served, Timed, on_the_wall

SIDES = (64, 128)


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
