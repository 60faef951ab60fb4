"""Installs the Python package into an environment of its own under target/ and runs its tests there."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "target" / "check-python"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main() -> int:
    """The exit code of pytest, or of what failed before it."""
    if not PYTHON.exists():
        print(f"Making {ENVIRONMENT.relative_to(ROOT)}", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    # The crates are built where a later build finds them.
    surroundings = os.environ | {"CARGO_TARGET_DIR": str(ROOT / "target" / "python")}
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ".[test]"]
    print("Building and installing the Python package", flush=True)
    for command in (install, [PYTHON, "-m", "pytest", *sys.argv[1:]]):
        code = subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode
        if code != 0:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
