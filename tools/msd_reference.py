"""Mean squared displacements by freud, for crates/glassmelt-trajectory/tests/motion_freud.rs.

    pip install freud-analysis numpy
    python tools/msd_reference.py

The walk needs no random numbers: x = cos(1.3 n + 0.7 atom) + 0.05 n sin(atom), and likewise y, z.
"""
import freud
import numpy as np

FRAMES, ATOMS = 40, 12
n = np.arange(FRAMES)[:, None]
a = np.arange(ATOMS)[None, :]
walk = np.stack(
    [
        np.cos(1.3 * n + 0.7 * a) + 0.05 * n * np.sin(a),
        np.sin(0.9 * n + 1.1 * a) - 0.03 * n * np.cos(2.0 * a),
        np.cos(0.4 * n - 0.3 * a) + 0.02 * n * a,
    ],
    axis=-1,
)
box = freud.box.Box.cube(1000.0)
windowed = freud.msd.MSD(box, mode="window").compute(walk).msd
print(f"// freud {freud.__version__}, mode window")
for lag in (1, 2, 3, 5, 8, 13, 21, 30):
    print(f"    ({lag}, {float(windowed[lag])!r}),")
