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
    home = BENCHES / ".venv"
    inside = Path(sys.prefix) == home
    if has_peers():
        if not ONE_THREAD.items() <= os.environ.items():
            go_on(sys.executable)
    elif inside:
        install()
        go_on(sys.executable)
    else:
        python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        if not python.exists():
            print(f"Making {home.relative_to(ROOT)} ...", file=sys.stderr)
            venv.create(home, with_pip=True)
        go_on(python)


def install():
    print("Installing the peers ...", file=sys.stderr)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "-r", BENCHES / "requirements.txt"]
    subprocess.run(command, check=True)


def go_on(python):
    """The same script again, in this Python."""
    os.execve(python, [str(python), *sys.argv], os.environ | ONE_THREAD)


def build():
    """Builds our side in release; the paths of its programs by name."""
    return built("-p", "glassmelt-fit", "--example", "work", "-p", "glassmelt-cli", "--bin", "glassmelt")


def build_example(package, name):
    """Builds one example in release; its path."""
    return built("-p", package, "--example", name)[name]


def built(*targets):
    command = ["cargo", "build", "--release", "--message-format=json-render-diagnostics", *targets]
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
