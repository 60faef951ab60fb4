"""How long a survey takes: 1,000 made-up curves, eight laws with covariance, on two threads.

    python3 benches/survey.py [curves]

Builds the release program and measures `glassmelt survey` from start to end: processor time and time on the wall, once
with everything, once more with all fits kept (what is left is reading, the population, the report). The target is 5 s
on the wall on two cores for the whole command.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAWS = "rotor-printed,rotor-exact,vft,myega,avramov,parabolic,mct,arrhenius"
POINTS = 25
TARGET = 5.0


def curves(count):
    """A long table of Vogel-Fulcher liquids with a scatter of 0.03 decades and a modulus each."""
    generator = random.Random(6)
    lines = ["series,T_K,log10_eta_Pa_s,mu0_GPa"]
    for i in range(count):
        log10_eta0, t0 = generator.uniform(-5, -2), generator.uniform(300, 700)
        b, mu0 = t0 * generator.uniform(4, 14), generator.uniform(15, 40)
        for j in range(POINTS):
            t = t0 + b / (12.5 * j / (POINTS - 1) + 0.2 - log10_eta0)
            y = log10_eta0 + b / (t - t0) + generator.gauss(0, 0.03)
            lines.append(f"c{i},{t:.2f},{y:.4f},{mu0:.2f}")
    return "\n".join(lines) + "\n"


def timed(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"RAYON_NUM_THREADS": "2"})
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "glassmelt-cli"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder, "curves.csv"), Path(folder, "survey")
        data.write_text(curves(count))
        program = str(ROOT / "target/release/glassmelt")
        command = [program, "survey", str(data), "--modulus", "mu0_GPa", "--law", LAWS, "--out", str(out)]
        walls, costs = [], []
        for _ in range(3):
            shutil.rmtree(out, ignore_errors=True)
            wall, cost = timed(command)
            walls.append(wall)
            costs.append(cost)
        kept_wall, kept_cost = timed(command)
    fits = (min(costs) - kept_cost) / (8 * count)
    print(f"{count} curves of {POINTS} points, 8 laws, covariance; best of three, two threads")
    print(f"whole command       {min(walls):6.2f} s on the wall, {min(costs):6.2f} s of processor time")
    print(f"with all fits kept  {kept_wall:6.2f} s on the wall, {kept_cost:6.2f} s of processor time")
    print(f"a fit               {1e6 * fits:6.0f} us of processor time")
    met = "met" if min(walls) <= TARGET * max(1.0, count / 1000) else "missed"
    print(f"target              {TARGET:6.2f} s on the wall for 1000 curves on two quiet cores: {met}")


if __name__ == "__main__":
    main()
