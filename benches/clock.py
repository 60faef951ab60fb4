"""Processor time, by one clock for both sides: many repetitions, rounds in turn, medians."""

import json
import os
import resource
import statistics
import subprocess
import time
from dataclasses import dataclass

# Seconds of processor time in one measurement: far above the clock's grain.
LONG_ENOUGH = 0.15
NOISY = 0.20


@dataclass(frozen=True)
class Time:
    """Seconds for one piece of work: the median, and the spread of the middle half about it."""

    seconds: float
    spread: float

    @classmethod
    def of(cls, sample):
        middle = statistics.median(sample)
        first, _, third = statistics.quantiles(sample, n=4, method="inclusive")
        return cls(middle, (third - first) / middle)

    @property
    def noisy(self):
        return self.spread > NOISY


class Here:
    """A Python function."""

    def __init__(self, work):
        self.work = work
        self.repeats = enough(lambda n: self.cost(n))

    def cost(self, repeats):
        start = time.process_time()
        for _ in range(repeats):
            self.work()
        return time.process_time() - start

    def once(self):
        return self.cost(self.repeats) / self.repeats


class There:
    """Work of our own program, which repeats it; what it costs to start and read is taken off."""

    def __init__(self, program, order, threads=1):
        self.program, self.order, self.threads = program, order, threads
        self.wall = []
        self.repeats = enough(lambda n: self.cost(n + 1) - self.cost(1))

    def answer(self, repeats=1):
        environment = os.environ | {"RAYON_NUM_THREADS": str(self.threads)}
        order = json.dumps(self.order | {"repeat": repeats})
        done = subprocess.run(
            [self.program], input=order, env=environment, check=True, capture_output=True, text=True
        )
        return json.loads(done.stdout)

    def cost(self, repeats):
        start = children()
        self.answer(repeats)
        return children() - start

    def once(self):
        least, wall = self.cost(1), time.perf_counter()
        cost = self.cost(self.repeats + 1)
        self.wall.append((time.perf_counter() - wall) / (self.repeats + 1))
        return (cost - least) / self.repeats


class Command:
    """A whole command, from start to end."""

    def __init__(self, words, threads):
        self.words, self.threads = words, threads
        self.wall = []

    def once(self):
        environment = os.environ | {"RAYON_NUM_THREADS": str(self.threads)}
        start, wall = children(), time.perf_counter()
        subprocess.run(self.words, env=environment, check=True, capture_output=True)
        self.wall.append(time.perf_counter() - wall)
        return children() - start


def children():
    """Processor time, user and system, of the programs that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def enough(cost):
    """Repetitions that take long enough to be measured."""
    repeats = 1
    while (spent := cost(repeats)) < LONG_ENOUGH:
        repeats = max(2 * repeats, round(1.2 * LONG_ENOUGH / max(spent, 1e-3) * repeats))
    return repeats


def race(runners, rounds):
    """The time of each runner by name, round by round, so that all see the same weather."""
    samples = {name: [] for name in runners}
    for _ in range(rounds):
        for name, runner in runners.items():
            samples[name].append(runner.once())
    return {name: Time.of(sample) for name, sample in samples.items()}
