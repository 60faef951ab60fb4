"""Our program as a runner that stays: prepared once, then so many evaluations on demand (Linux)."""

import json
import os
import subprocess
import time
from pathlib import Path

import clock


class Served:
    """Sums of fixed dipoles, `crates/glassmelt-rotors/examples/steps.rs`, on some threads."""

    def __init__(self, program, order, threads):
        environment = os.environ | {"RAYON_NUM_THREADS": str(threads)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        start = time.perf_counter()
        self.process = subprocess.Popen([program], env=environment, **pipes)
        self.dipoles = self.ask(json.dumps(order))["dipoles"]
        self.prepared = time.perf_counter() - start
        self.wall, self.repeats = [], 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, line):
        print(line, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("the program ended early: its message stands above")
        return json.loads(answer)

    def write(self):
        """Dipoles read anew, strains and torques written; the energy."""
        return self.ask("0")["energy"]

    def once(self):
        """Seconds of processor time for one evaluation; those on the wall are kept."""
        if not self.repeats:
            self.repeats = clock.enough(self.cost)
        cost, start = self.spent(), time.perf_counter()
        self.ask(self.repeats)
        self.wall.append((time.perf_counter() - start) / self.repeats)
        return (self.spent() - cost) / self.repeats

    def cost(self, repeats):
        start = self.spent()
        self.ask(repeats)
        return self.spent() - start

    def spent(self):
        """Processor time of all threads so far, to the nanosecond."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) * 1e-9

    def peak_bytes(self):
        """The most memory that was ever resident."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


class Timed(clock.Here):
    """A Python function, with the time on the wall kept beside that of the processor."""

    def __init__(self, work):
        self.wall = []
        super().__init__(work)

    def once(self):
        start = time.perf_counter()
        seconds = super().once()
        self.wall.append((time.perf_counter() - start) / self.repeats)
        return seconds


def on_the_wall(runner):
    """Median and spread of the same rounds by the clock on the wall."""
    return clock.Time.of(runner.wall)
