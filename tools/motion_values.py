"""Values for tests/motion_peer.rs: mean square displacements of freud and of MDAnalysis for the same walkers.

    pip install freud-analysis MDAnalysis numpy
    python tools/motion_values.py > crates/glassmelt-trajectory/tests/data/msd_peers.csv

Forty walkers take 63 steps, uniform in a cube of side 1, with a drift along x: the arithmetic of the test
(splitmix64). Both peers average over all atoms and all origins and leave the drift in; both keep positions in
single precision, and freud takes squares by Fourier transforms besides.
"""

import warnings

import freud
import MDAnalysis
import numpy as np
from MDAnalysis.analysis.msd import EinsteinMSD

WALKERS, FRAMES = 40, 64
DRIFT = 0.125
MASK = (1 << 64) - 1


def random(counter):
    z = (counter + 1) * 0x9E3779B97F4A7C15 & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return ((z ^ (z >> 31)) >> 11) / 2**53


def walks():
    def step(frame, atom, axis):
        return random(3 * (WALKERS * frame + atom) + axis) - 0.5 + (DRIFT if axis == 0 else 0.0)

    steps = [[[step(f, a, k) for k in range(3)] for a in range(WALKERS)] for f in range(FRAMES)]
    return np.cumsum(np.array(steps), axis=0)


def of_freud(places):
    # Without a box positions are taken as they are.
    return freud.msd.MSD(mode="window").compute(places).msd


def of_mdanalysis(places):
    universe = MDAnalysis.Universe.empty(WALKERS, trajectory=True)
    universe.load_new(places.astype(np.float32), order="fac")
    return EinsteinMSD(universe, select="all", msd_type="xyz", fft=False).run().results.timeseries


def main():
    warnings.simplefilter("ignore")
    places = walks()
    ours, theirs = of_freud(places), of_mdanalysis(places)
    print("# freud and MDAnalysis on the same walkers; made by tools/motion_values.py")
    print("lag,freud,mdanalysis")
    for lag in range(1, FRAMES):
        print(f"{lag},{ours[lag]:.12g},{theirs[lag]:.9g}")


main()
