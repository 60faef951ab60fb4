"""Reading: LAMMPS's text dump and extended XYZ, megabytes for each second of processor time."""

import os
import re
import subprocess
import time
import warnings

import numpy as np

from clock import Time
from trajectory_atoms import shaken

# 4000 atoms a frame; so many frames for us, and fewer for peers that take seconds for each hundred megabytes.
CUBES, FRAMES, FEWER = 10, 1500, 180
TARGET = 300


def dump(frame, step, cubes):
    bounds = f"0.0 {cubes}.0\n" * 3
    head = f"ITEM: TIMESTEP\n{step}\nITEM: NUMBER OF ATOMS\n{len(frame)}\nITEM: BOX BOUNDS pp pp pp\n{bounds}"
    rows = (f"{i} {1 + (i % 5 == 0)} {x:.6f} {y:.6f} {z:.6f}\n" for i, (x, y, z) in enumerate(frame.tolist(), 1))
    return head + "ITEM: ATOMS id type xu yu zu\n" + "".join(rows)


def xyz(frame, step, cubes):
    lattice = f"{cubes}.0 0.0 0.0 0.0 {cubes}.0 0.0 0.0 0.0 {cubes}.0"
    head = f'{len(frame)}\nLattice="{lattice}" Properties=species:S:1:pos:R:3 Step={step} pbc="T T T"\n'
    rows = (f"{'Ni' if i % 5 == 0 else 'Cu'} {x:.6f} {y:.6f} {z:.6f}\n" for i, (x, y, z) in enumerate(frame.tolist(), 1))
    return head + "".join(rows)


def files(folder, write, name):
    """The large file and its first frames as a small one: six decimals, frames that differ."""
    large, small = folder / f"large.{name}", folder / f"small.{name}"
    texts = [write(shaken(CUBES, 0.2, seed), 0, CUBES) for seed in range(8)]
    for path, count in ((large, FRAMES), (small, FEWER)):
        with path.open("w") as file:
            for step in range(count):
                mark = ("TIMESTEP\n0\n", f"TIMESTEP\n{step}\n") if name == "lammpstrj" else ("Step=0 ", f"Step={step} ")
                file.write(texts[step % len(texts)].replace(*mark, 1))
    return large, small


def ours(program, path):
    """Frames, the sum of the first x, and the seconds that the program prints."""
    said = subprocess.run([program, path], check=True, capture_output=True, text=True).stdout
    frames, total = re.search(r"(\d+) frames, .*first x (\S+)", said).groups()
    return int(frames), float(total), float(re.search(r"([\d.]+) s of processor", said)[1])


def by_mdanalysis(path):
    import MDAnalysis

    warnings.simplefilter("ignore")
    format = {"lammpstrj": "LAMMPSDUMP", "xyz": "XYZ"}[path.suffix[1:]]
    # Unwrapped columns, as they stand; without topology, which would read the file a second time.
    options = {"lammps_coordinate_convention": "unwrapped"} if format == "LAMMPSDUMP" else {}
    reader = MDAnalysis.coordinates.core.get_reader_for(path, format)
    with reader(str(path), n_atoms=4 * CUBES**3, **options) as frames:
        return total(frame.positions[0, 0] for frame in frames)


def by_ase(path):
    from ase.io import iread

    format = {"lammpstrj": "lammps-dump-text", "xyz": "extxyz"}[path.suffix[1:]]
    return total(atoms.positions[0, 0] for atoms in iread(path, ":", format=format))


def by_ovito(path):
    from ovito.io import import_file

    pipeline = import_file(str(path))
    count = pipeline.num_frames
    return total(np.asarray(pipeline.compute(frame).particles.positions)[0, 0] for frame in range(count))


def total(values):
    values = [float(value) for value in values]
    return len(values), sum(values)


def timed(read, path):
    start = time.process_time()
    found = read(path)
    return (*found, time.process_time() - start)


def reading(programs, folder, rounds):
    """One core each: a peer's threads are charged too."""
    os.environ["OVITO_THREAD_COUNT"] = "1"
    for write, name in ((dump, "lammpstrj"), (xyz, "xyz")):
        large, small = files(folder, write, name)
        runs = [ours(programs["read"], large) for _ in range(rounds)]
        mine = Time.of([run[2] for run in runs])
        speed = 1e-6 * large.stat().st_size / mine.seconds
        yield {
            "file": name, "who": "ours", "megabytes": 1e-6 * large.stat().st_size, "MB_a_second": speed,
            "noisy": mine.noisy, "target": f">= {TARGET}: {'met' if speed >= TARGET else 'missed'}",
        }
        frames, expected, _ = ours(programs["read"], small)
        for who, read in (("MDAnalysis", by_mdanalysis), ("ASE", by_ase), ("OVITO", by_ovito)):
            try:
                found = [timed(read, small) for _ in range(min(rounds, 5))]
            except ImportError as error:
                yield {"file": name, "who": f"{who} is missing ({error})"}
                continue
            time_of = Time.of([run[2] for run in found])
            theirs = 1e-6 * small.stat().st_size / time_of.seconds
            differ = abs(found[0][1] - expected) + abs(found[0][0] - frames)
            yield {
                "file": name, "who": who, "megabytes": 1e-6 * small.stat().st_size, "MB_a_second": theirs,
                "noisy": time_of.noisy, "ratio": speed / theirs, "differ": differ, "allowed": 1e-3,
            }
