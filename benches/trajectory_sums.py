"""Sums over atoms: moduli of waves, D2min, mean square displacements."""

import json
import os
import subprocess
import time
import warnings

import numpy as np

from clock import Time
from trajectory_atoms import shaken, walks

CUBES, SHELLS, SIZE = 29, 12, 0.1
FRAMES, FEWER = 200, (5, 25)
WAVES_TARGET, D2MIN_TARGET = 20, 3e6


def ours(program, *arguments):
    """What one of our examples says, on one thread."""
    words = [program, *map(str, arguments)]
    environment = os.environ | {"RAYON_NUM_THREADS": "1"}
    return json.loads(subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout)


def costs(work, rounds):
    """The time of each round, and what the work gave."""
    sample = []
    for _ in range(max(rounds, 2)):
        start = time.process_time()
        found = work()
        sample.append(time.process_time() - start)
    return Time.of(sample), found


def largest(found, expected):
    return float(np.max(np.abs(np.asarray(found) / np.asarray(expected) - 1)))


def wave_vectors(cubes, shells):
    """One of each pair of the shortest shells, ordered by length."""
    whole = np.array([(h, k, l) for h in range(-5, 6) for k in range(-5, 6) for l in range(-5, 6)])
    whole = whole[[tuple(w) > (0, 0, 0) for w in whole]]
    squares = np.sum(whole**2, axis=1)
    chosen = np.isin(squares, np.unique(squares)[:shells])
    order = np.argsort(squares[chosen], kind="stable")
    return 2 * np.pi / cubes * whole[chosen][order]


def plain(frames, q):
    """As one writes it: phases once, a sum over atoms for each frame."""
    mean = np.mean(frames, axis=0)
    phases = np.exp(-1j * (mean @ q.T))
    drifts = [np.mean(frame - mean, axis=0) for frame in frames]
    return np.array([np.einsum("iw,ik->wk", phases, frame - mean - drift) for frame, drift in zip(frames, drifts)])


def by_product(frames, q, block=4096):
    """As one writes it after measuring: real matrix products of blocks of atoms."""
    mean = np.mean(frames, axis=0)
    drifts = np.mean(frames - mean, axis=1)
    sums = np.zeros((2 * len(q), 3 * len(frames)))
    for start in range(0, len(mean), block):
        atoms = slice(start, start + block)
        angles = q @ mean[atoms].T
        parts = np.concatenate([np.cos(angles), -np.sin(angles)])
        moved = frames[:, atoms] - mean[atoms] - drifts[:, None, :]
        sums += parts @ moved.transpose(1, 0, 2).reshape(-1, 3 * len(frames))
    both = sums.reshape(2, len(q), len(frames), 3)
    return (both[0] + 1j * both[1]).transpose(1, 0, 2)


def moduli(amplitudes, q, atoms, volume):
    """mu and lambda + 2 mu of each shell, at k_B T = 1, from sums over atoms."""
    along = q / np.linalg.norm(q, axis=1)[:, None]
    longitudinal = np.mean(np.abs(np.einsum("fwk,wk->fw", amplitudes, along)) ** 2, axis=0) / atoms
    transverse = (np.mean(np.sum(np.abs(amplitudes) ** 2, axis=2), axis=0) / atoms - longitudinal) / 2
    squares = np.sum(q**2, axis=1)
    names = np.round(squares / squares[0]).astype(int)
    mean = lambda power, name: (atoms / volume) / (squares[names == name][0] * np.mean(power[names == name]))
    shells = np.unique(names)
    return [mean(transverse, name) for name in shells], [mean(longitudinal, name) for name in shells]


def waves(programs, folder, rounds):
    """mu(q) of about 1e5 atoms and 101 waves; the plain sum on two sizes, from which that on all frames follows."""
    q, rounds = wave_vectors(CUBES, SHELLS), min(rounds, 3)
    frames = np.array([shaken(CUBES, SIZE, number) for number in range(FRAMES)])
    sample = [ours(programs["waves"], CUBES, FRAMES, SHELLS, 1) for _ in range(rounds)]
    mine, atoms = Time.of([found["seconds"] for found in sample]), sample[0]["atoms"]
    size = {"atoms": atoms, "waves": len(q)}
    yield {"who": "ours", **size, "frames": FRAMES, "seconds": mine.seconds, "noisy": mine.noisy}

    def row(who, count, cost, seconds, amplitudes):
        few = sample[0] if count == FRAMES else ours(programs["waves"], CUBES, count, SHELLS, 1)
        mu, longitudinal = moduli(amplitudes, q, atoms, CUBES**3)
        differ = max(largest(few["mu"], mu), largest(few["lambda_plus_2mu"], longitudinal))
        found = {"seconds": seconds, "noisy": cost.noisy, "ratio": seconds / mine.seconds}
        return {"who": who, **size, **found, "differ": differ, "allowed": 1e-9}

    cost, amplitudes = costs(lambda: by_product(frames, q), rounds)
    yield row("numpy, products", FRAMES, cost, cost.seconds, amplitudes) | {"frames": FRAMES}
    few, more = FEWER
    start, _ = costs(lambda: plain(frames[:few], q), rounds)
    cost, amplitudes = costs(lambda: plain(frames[:more], q), rounds)
    seconds = start.seconds + (cost.seconds - start.seconds) * (FRAMES - few) / (more - few)
    last = row("numpy, plain", more, cost, seconds, amplitudes)
    verdict = "met" if last["ratio"] >= WAVES_TARGET else "missed"
    yield last | {"frames": f"{few} and {more}, carried on", "target": f">= {WAVES_TARGET}: {verdict}"}


def ovito_strain(before, after, cutoff):
    """A function that gives OVITO's D2min, found anew, neighbours included."""
    from ovito.data import DataCollection, SimulationCell
    from ovito.modifiers import AtomicStrainModifier
    from ovito.pipeline import Pipeline, StaticSource

    def data(positions):
        collection = DataCollection()
        cell = SimulationCell(pbc=(True, True, True))
        cell[...] = np.column_stack([CUBES * np.eye(3), np.zeros(3)])
        collection.objects.append(cell)
        collection.create_particles(count=len(positions)).create_property("Position", data=positions)
        return collection

    first, second = data(before), data(after)

    def work():
        # The way that keeps nothing from one run to the next.
        modifier = AtomicStrainModifier(cutoff=cutoff, output_nonaffine_squared_displacements=True)
        modifier.reference = StaticSource(data=first)
        pipeline = Pipeline(source=StaticSource(data=second))
        pipeline.modifiers.append(modifier)
        return np.asarray(pipeline.compute().particles["Nonaffine Squared Displacement"])

    return work


def d2min(programs, folder, rounds):
    """Atoms a second on one core; what OVITO does is neighbours and fit together. LAMMPS has no D2min."""
    cutoff = 0.92
    sample = [ours(programs["strain"], CUBES, cutoff, 5) for _ in range(rounds)]
    atoms, neighbours = sample[0]["atoms"], sample[0]["neighbours"]
    fit = Time.of([found["fit_seconds"] for found in sample])
    both = Time.of([found["fit_seconds"] + found["reference_seconds"] for found in sample])
    row = {"atoms": atoms, "neighbours": neighbours}
    verdict = "met" if atoms / fit.seconds >= D2MIN_TARGET else "missed"
    yield {"who": "ours, neighbours known", **row, "million_atoms_a_second": 1e-6 * atoms / fit.seconds,
           "noisy": fit.noisy, "target": f">= {1e-6 * D2MIN_TARGET:g}: {verdict}"}
    yield {"who": "ours, neighbours found", **row, "million_atoms_a_second": 1e-6 * atoms / both.seconds, "noisy": both.noisy}
    os.environ["OVITO_THREAD_COUNT"] = "1"
    try:
        work = ovito_strain(shaken(CUBES, 0.3, 0), shaken(CUBES, 0.3, 1), cutoff)
        cost, found = costs(work, min(rounds, 5))
    except ImportError as error:
        yield {"who": f"OVITO is missing ({error})"}
        return
    yield {"who": "OVITO, neighbours found", **row, "million_atoms_a_second": 1e-6 * atoms / cost.seconds,
           "noisy": cost.noisy, "ratio": cost.seconds / both.seconds,
           "differ": largest(sample[0]["first"], found[:100]), "allowed": 1e-9}


def by_freud(places):
    import freud

    return lambda: freud.msd.MSD(mode="window").compute(places).msd


def by_mdanalysis(places, fft):
    import MDAnalysis
    from MDAnalysis.analysis.msd import EinsteinMSD

    warnings.simplefilter("ignore")
    universe = MDAnalysis.Universe.empty(places.shape[1], trajectory=True)
    universe.load_new(places.astype(np.float32), order="fac")
    return lambda: EinsteinMSD(universe, select="all", msd_type="xyz", fft=fft).run().results.timeseries


def msd(programs, folder, rounds):
    """All origins: peers at all lags, ours at lags that grow, with F_s(k, t) and alpha2 at each."""
    atoms, frames = 2000, 1000
    sample = [ours(programs["motion"], atoms, frames, 1) for _ in range(min(rounds, 5))]
    mine, lags = Time.of([found["seconds"] for found in sample]), np.round(sample[0]["lags"]).astype(int)
    yield {"who": "ours", "atoms": atoms, "frames": frames, "lags": len(lags), "seconds": mine.seconds, "noisy": mine.noisy}
    places = walks(atoms, frames)
    peers = {
        "freud, window": lambda: by_freud(places),
        "MDAnalysis, Fourier": lambda: by_mdanalysis(places, True),
        "MDAnalysis, windows": lambda: by_mdanalysis(places, False),
    }
    for who, peer in peers.items():
        try:
            cost, found = costs(peer(), min(rounds, 3))
        except ImportError as error:
            yield {"who": f"{who} is missing ({error})"}
            continue
        yield {"who": who, "atoms": atoms, "frames": frames, "lags": frames - 1, "seconds": cost.seconds,
               "noisy": cost.noisy, "ratio": cost.seconds / mine.seconds,
               "differ": largest(sample[0]["msd"], found[lags]), "allowed": 1e-4}
