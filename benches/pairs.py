#!/usr/bin/env python3
"""A million pairs of dipoles against numpy: `python3 benches/pairs.py [--json] [--rounds N]`.

Energy, force and both torques, one thread each. Answers are compared before anything is timed. Beside
the race stand the limits of this machine: as many bytes moved with next to nothing computed, and the
kernel's operations at the speed at which independent fused products run.
"""

import environment

environment.enter()

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

import dipoles
from clock import Here, There, race

LAMBDA, MU = 2.5, 0.8
MANY, FEW = 1_000_000, 2_000
TARGET = 30
# Sums and products of the kernel for a pair, a fused one counted as two; beside a root and a division.
OPERATIONS = 275
# Fifteen numbers read and ten written.
BYTES = 25 * 8


def columns(count):
    """Dipoles with components in -1..1, separations of length 1 to 3."""
    random = np.random.default_rng(20261123)
    table = random.uniform(-1.0, 1.0, (15, count))
    r = random.normal(size=(3, count))
    table[12:] = r / np.linalg.norm(r, axis=0) * random.uniform(1.0, 3.0, count)
    return table


class Race:
    """The runners on one table of pairs."""

    def __init__(self, program, folder, count):
        self.table, self.answer = columns(count), np.empty((10, count))
        self.paths = {"pairs": str(folder / f"pairs{count}"), "answers": str(folder / f"answers{count}")}
        self.table.tofile(self.paths["pairs"])
        self.program = program

    def ours(self, work):
        return There(self.program, {"work": work, "lambda": LAMBDA, "mu": MU, **self.paths})

    def theirs(self, function):
        return Here(lambda: function(LAMBDA, MU, self.table, self.answer))

    def disagreement(self, work, function):
        """Largest difference in units of `|a||b|/(8 pi mu r^3)` (by r for the force)."""
        self.ours(work).answer()
        found = np.fromfile(self.paths["answers"]).reshape(10, -1)
        function(LAMBDA, MU, self.table, self.answer)
        r = np.linalg.norm(self.table[12:], axis=0)
        weights = np.array([1, 1, 1, 2, 2, 2])[:, None]
        norms = [np.sqrt((weights * t**2).sum(0)) for t in (self.table[:6], self.table[6:12])]
        unit = norms[0] * norms[1] / (8 * np.pi * MU * r**3)
        return float(np.max(np.abs(found - self.answer) / unit))


def answer(program, rounds):
    with tempfile.TemporaryDirectory() as folder:
        many, few = (Race(program, Path(folder), count) for count in (MANY, FEW))
        peers = {"numpy, whole columns": dipoles.whole, "numpy, blocks of 4096": dipoles.in_blocks}
        agreement = {
            f"{work} against {name}": many.disagreement(work, peer)
            for work in ("batch", "one")
            for name, peer in peers.items()
        }
        runners = {work: many.ours(work) for work in ("batch", "one", "memory", "arithmetic")}
        runners["in cache"] = few.ours("batch")
        products = few.ours("arithmetic").answer()["products"]
        runners |= {name: many.theirs(peer) for name, peer in peers.items()}
        times = race(runners, rounds)
    nanoseconds = {name: time.seconds / MANY * 1e9 for name, time in times.items()}
    nanoseconds["in cache"] *= MANY / FEW
    nanoseconds["arithmetic"] *= OPERATIONS / (2 * products)
    return {
        "pairs": MANY,
        "agreement": agreement,
        "nanoseconds_a_pair": nanoseconds,
        "noisy": [name for name, time in times.items() if time.noisy],
        "ratios": {name: nanoseconds[name] / nanoseconds["batch"] for name in peers},
        "times_the_limit": {
            "of memory, a million pairs": nanoseconds["batch"] / nanoseconds["memory"],
            "of arithmetic, a million pairs": nanoseconds["batch"] / nanoseconds["arithmetic"],
            f"of arithmetic, {FEW} pairs": nanoseconds["in cache"] / nanoseconds["arithmetic"],
        },
        "gigabytes_a_second": BYTES / nanoseconds["batch"],
        "machine": environment.description(),
    }


def printed(found):
    lines = [", ".join(f"{name} {value}" for name, value in found["machine"].items()), ""]
    for title, unit, key in (
        ("time", "ns a pair", "nanoseconds_a_pair"),
        ("numpy over batch", f"times (target {TARGET})", "ratios"),
        ("batch over limit", "times", "times_the_limit"),
    ):
        lines += [f"{title + ', ' + name:<45} {value:8.2f} {unit}" for name, value in found[key].items()]
    lines += [f"{'differ by at most, ' + name:<45} {value:8.0e}" for name, value in found["agreement"].items()]
    lines += [f"noisy: {', '.join(found['noisy'])}"] if found["noisy"] else []
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--rounds", type=int, default=9, help="measurements behind each median (9)")
    options = parser.parse_args()
    found = answer(environment.build_example("glassmelt", "pairs"), options.rounds)
    print(json.dumps(found, indent=1) if options.json else printed(found))
    return 1 if max(found["agreement"].values()) > 1e-13 else 0


if __name__ == "__main__":
    sys.exit(main())
