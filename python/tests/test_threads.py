"""Python goes on while glassmelt works, hears Ctrl-C, and may fork."""

import multiprocessing
import signal
import subprocess
import sys
import threading
import time
import warnings

import numpy

import glassmelt
from glassmelt import closure, special

# Whoever starts the tests in the background has Ctrl-C ignored, and so have their children.
LISTEN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"

LONG = """
import numpy, glassmelt, sys
from glassmelt import closure
print("begins", flush=True)
liquid = glassmelt.Liquid(closure.Linear(130.0, 20.0), "exact")
liquid.ln_heat_and_entropy(numpy.linspace(131.0, 195.0, 3_000_000))
print("ends", flush=True)
"""

FIT = """
import glassmelt, sys
curve = glassmelt.read_curve(sys.argv[1])
print("begins", flush=True)
glassmelt.analyse(curve, bootstrap=100_000)
print("ends", flush=True)
"""


def test_another_thread_goes_on_meanwhile():
    liquid = glassmelt.Liquid(closure.Linear(130.0, 20.0), "exact")
    t = numpy.linspace(131.0, 195.0, 3000)
    worker = threading.Thread(target=liquid.ln_heat_and_entropy, args=(t,))
    worker.start()
    ticks = 0
    while worker.is_alive():
        time.sleep(0.001)
        ticks += 1
    assert ticks > 10


def interrupted(code, *arguments):
    started = subprocess.Popen(
        [sys.executable, "-c", LISTEN + code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stdout.readline() == "begins\n"
    time.sleep(0.5)
    began = time.monotonic()
    started.send_signal(signal.SIGINT)
    try:
        out, err = started.communicate(timeout=60)
    finally:
        started.kill()
    return time.monotonic() - began, out, err, started.returncode


def test_ctrl_c_ends_a_long_call_on_arrays():
    seconds, out, err, code = interrupted(LONG)
    assert "KeyboardInterrupt" in err and "ends" not in out
    assert code != 0 and seconds < 20.0


def test_ctrl_c_ends_a_long_fit(root):
    seconds, out, err, code = interrupted(FIT, str(root / "data" / "diopside.csv"))
    assert "KeyboardInterrupt" in err and "ends" not in out
    assert code != 0 and seconds < 20.0


def answer(queue):
    queue.put(special.e1(numpy.linspace(0.1, 5.0, 100_000)).sum())


def test_a_forked_child_has_threads_of_its_own():
    expected = special.e1(numpy.linspace(0.1, 5.0, 100_000)).sum()
    fork = multiprocessing.get_context("fork")
    queue = fork.Queue()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = fork.Process(target=answer, args=(queue,))
        child.start()
    assert queue.get(timeout=60) == expected
    child.join(timeout=60)
    assert child.exitcode == 0
