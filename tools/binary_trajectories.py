"""Writes the binary trajectories of crates/glassmelt-trajectory/tests/data with MDAnalysis and mdtraj.

The atom i (from 0) of frame k stands at

    x = 0.1 i + 0.01 k,   y = 0.2 (i mod 5) - 0.3,   z = 1.5 - 0.05 i k     (nm in XTC and TRR, angstrom in DCD)

in a triclinic box whose sides are 2, 2.2, 2.5 with the angles 80, 85, 70 degrees; velocities are (i, k, -i)/8 nm/ps
and forces (k, i, 1)/4 kJ/mol/nm. In mdtraj-wide.xtc positions are 4000 times as large: numbers beyond 64 bits.

    pip install MDAnalysis==2.11.0 mdtraj==1.11.1
    python tools/binary_trajectories.py crates/glassmelt-trajectory/tests/data
"""

import sys
import warnings
from pathlib import Path

import MDAnalysis
import mdtraj
import numpy as np

ATOMS, FRAMES = 12, 3
BOX = [2.0, 2.2, 2.5, 80.0, 85.0, 70.0]


def positions(frame):
    i = np.arange(ATOMS)
    return np.stack([0.1 * i + 0.01 * frame, 0.2 * (i % 5) - 0.3, 1.5 - 0.05 * i * frame], axis=1)


def velocities(frame):
    i = np.arange(ATOMS)
    return np.stack([i, 0 * i + frame, -i], axis=1) / 8


def forces(frame):
    i = np.arange(ATOMS)
    return np.stack([0 * i + frame, i, 0 * i + 1], axis=1) / 4


def by_mdanalysis(to):
    """MDAnalysis thinks in angstrom and converts to what the format holds."""
    for end, scale in [("xtc", 10.0), ("trr", 10.0), ("dcd", 1.0)]:
        universe = MDAnalysis.Universe.empty(ATOMS, trajectory=True, velocities=True, forces=True)
        with MDAnalysis.Writer(str(to / f"mdanalysis.{end}"), n_atoms=ATOMS) as writer:
            for frame in range(FRAMES):
                step = universe.trajectory.ts
                step.frame, step.data["step"], step.time = frame, 100 * frame, 0.5 * frame
                step.positions = scale * positions(frame)
                step.velocities = scale * velocities(frame)
                step.forces = forces(frame) / scale
                step.dimensions = [scale * side for side in BOX[:3]] + BOX[3:]
                writer.write(universe.atoms)


def by_mdtraj(to):
    xyz = np.array([positions(frame) for frame in range(FRAMES)], dtype=np.float32)
    vectors = mdtraj.utils.lengths_and_angles_to_box_vectors(*BOX)
    box = np.array([vectors] * FRAMES, dtype=np.float32)
    time = 0.5 * np.arange(FRAMES, dtype=np.float32)
    step = 100 * np.arange(FRAMES, dtype=np.int32)
    for name, scale in [("mdtraj", 1), ("mdtraj-wide", 4000)]:
        with mdtraj.formats.XTCTrajectoryFile(str(to / f"{name}.xtc"), "w") as file:
            file.write(scale * xyz, time=time, step=step, box=box)
    with mdtraj.formats.DCDTrajectoryFile(str(to / "mdtraj.dcd"), "w") as file:
        file.write(xyz, cell_lengths=[BOX[:3]] * FRAMES, cell_angles=[BOX[3:]] * FRAMES)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    by_mdanalysis(folder)
    by_mdtraj(folder)
