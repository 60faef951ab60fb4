#!/usr/bin/env python3
"""Trajectories against MDAnalysis, ASE, OVITO, freud, numpy: `python3 benches/trajectories.py [--json] [PART ...]`.

The parts are `reading`, `waves`, `d2min`, `msd`; without one, all. Each side has one core and is charged for the
processor time of all its threads. Answers are compared. A peer that is not installed is said to be missing.
"""

import environment

environment.enter()

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import table
import trajectory_files
import trajectory_sums

# Each with the example of glassmelt-trajectory that is our side.
PARTS = {
    "reading": ("read", trajectory_files.reading),
    "waves": ("waves", trajectory_sums.waves),
    "d2min": ("strain", trajectory_sums.d2min),
    "msd": ("motion", trajectory_sums.msd),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--rounds", type=int, default=7, help="measurements behind each median (7)")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    options = parser.parse_args()
    if options.rounds < 2:
        parser.error("--rounds: a spread needs at least 2")
    if wrong := set(options.parts) - set(PARTS):
        parser.error(f"no part {', '.join(wrong)}; there are {', '.join(PARTS)}")
    chosen = options.parts or list(PARTS)
    examples = {PARTS[name][0] for name in chosen}
    programs = {name: environment.build_example("glassmelt-trajectory", name) for name in examples}
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            print(f"Measuring: {name} ...", file=sys.stderr)
            rows[name] = list(PARTS[name][1](programs, Path(folder), options.rounds))
    machine = environment.description() | {"load": os.getloadavg()[0]}
    found = {"machine": machine, "rows": rows}
    words = ", ".join(f"{name} {value}" for name, value in machine.items())
    print(json.dumps(found, indent=1) if options.json else words + "\n" + table.printed(rows))
    wrong = [row for part in rows.values() for row in part if row.get("differ", 0.0) > row.get("allowed", 1.0)]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
