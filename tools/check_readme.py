"""Checks that the README shows what the program says today.

    cargo build --release && python3 tools/check_readme.py           # ends with 1 where they differ
    cargo build --release && python3 tools/check_readme.py --write   # puts today's answers in

Each ```console block holds one command after `$ ` and its output on standard output.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PROGRAM = ROOT / "target" / "release" / "glassmelt"
BLOCK = re.compile(r"(```console\n\$ (glassmelt [^\n]*)\n)(.*?)(```)", re.DOTALL)


def answer(command):
    words = [str(PROGRAM), *shlex.split(command)[1:]]
    narrow = {**os.environ, "COLUMNS": "80"}
    run = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=narrow, check=False)
    if run.returncode != 0:
        sys.exit(f"{command}\nends with {run.returncode}: {run.stderr}")
    lines = [line.rstrip() for line in run.stdout.strip().splitlines()]
    return "\n".join(lines) + "\n"


def main():
    text = README.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda block: block[1] + answer(block[2]) + block[4], text)
    stale = [new[2] for old, new in zip(BLOCK.finditer(text), BLOCK.finditer(fresh)) if old[3] != new[3]]
    if "--write" in sys.argv[1:]:
        README.write_text(fresh, encoding="utf-8")
    elif stale:
        for command in stale:
            print(f"README.md: the output of `{command}` is another today")
        return 1
    print(f"{len(BLOCK.findall(fresh))} commands of the README with their outputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
