"""What the comparison needs: the peers in a Python of their own, and our release build."""

import json
import os
import platform
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

BENCHES = Path(__file__).resolve().parent
ROOT = BENCHES.parent
# A peer whose linear algebra spins on several threads would be charged for all of them.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def pinned():
    """The versions that requirements.txt asks for, by name."""
    lines = (BENCHES / "requirements.txt").read_text().splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def has_peers():
    try:
        return all(metadata.version(name) == version for name, version in pinned().items())
    except metadata.PackageNotFoundError:
        return False


def enter():
    """Goes on in a Python that has the pinned peers, each on one thread; makes it where it lacks."""
    if has_peers() and ONE_THREAD.items() <= os.environ.items():
        return
    python = Path(sys.executable)
    if not has_peers():
        home = BENCHES / ".venv"
        python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        if python == Path(sys.executable):
            sys.exit(f"{home} does not hold what requirements.txt asks for; remove it and try again")
        print(f"Setting up {home.relative_to(ROOT)} ...", file=sys.stderr)
        if not python.exists():
            venv.create(home, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", "-r", BENCHES / "requirements.txt"]
        subprocess.run(install, check=True)
    os.execve(python, [str(python), *sys.argv], os.environ | ONE_THREAD)


def build():
    """Builds our side in release; the paths of its programs by name."""
    command = ["cargo", "build", "--release", "--message-format=json-render-diagnostics"]
    command += ["-p", "glassmelt-fit", "--example", "work", "-p", "glassmelt-cli", "--bin", "glassmelt"]
    print("Building glassmelt ...", file=sys.stderr)
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    messages = map(json.loads, out.splitlines())
    return {m["target"]["name"]: m["executable"] for m in messages if m.get("executable")}


def description():
    """The machine and the versions, in a few words each."""
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "rustc": rustc.removeprefix("rustc "),
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in ("numpy", "scipy", "lmfit")},
    }


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
