#!/usr/bin/env python3
"""Many rotors against numpy, FFTW, LAMMPS: `python3 benches/rotors.py [--json] [--rounds N] [PART ...]`.

The parts are `lattice`, `sizes`, `mesh`, `ewald`; without one, all but the long ones: `huge`, the lattice of 256^3
sites alone, and `samples`, in which our own samplers race each other. Answers are compared before anything is
timed, those of samplers after. A peer that is not installed is said to be missing.
"""

import environment

environment.enter()

import argparse
import json
import sys
import tempfile
from pathlib import Path

import lattices
import samples
import scattered
import table

# Each with the example of glassmelt-rotors that is our side.
PARTS = {
    "lattice": ("steps", lattices.lattice),
    "sizes": ("steps", lattices.sizes),
    "huge": ("steps", lattices.huge),
    "mesh": ("steps", scattered.mesh),
    "ewald": ("steps", scattered.ewald),
    "samples": ("samples", samples.samples),
}
LONG = ("huge", "samples")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--rounds", type=int, default=9, help="measurements behind each median (9)")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    options = parser.parse_args()
    if wrong := set(options.parts) - set(PARTS):
        parser.error(f"no part {', '.join(wrong)}; there are {', '.join(PARTS)}")
    chosen = options.parts or [name for name in PARTS if name not in LONG]
    examples = {PARTS[name][0] for name in chosen}
    programs = {name: environment.build_example("glassmelt-rotors", name) for name in examples}
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            print(f"Measuring: {name} ...", file=sys.stderr)
            example, race = PARTS[name]
            rows[name] = list(race(programs[example], Path(folder), options.rounds))
    found = {"machine": environment.description(), "rows": rows}
    machine = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    print(json.dumps(found, indent=1) if options.json else machine + "\n" + table.printed(rows))
    wrong = [row for part in rows.values() for row in part if row.get("differ", 0.0) > row.get("allowed", 1.0)]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
