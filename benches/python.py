"""The Python package against the Rust call, and against numpy and scipy doing the same.

    python3 tools/test_python.py && target/check-python/bin/python -m pip install scipy
    CARGO_TARGET_DIR=target/python cargo build --release --manifest-path python/Cargo.toml --example calls
    RAYON_NUM_THREADS=1 target/check-python/bin/python benches/python.py

Processor time of one call on one thread, the smallest of seven: other work on the machine counts little. The Rust
call makes its array anew, as numpy's; what the program costs to start and to make its numbers is taken off.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy
from scipy import special as scipy_special
from scipy.integrate import quad, solve_ivp

import glassmelt
from glassmelt import closure, special

ROOT = Path(__file__).resolve().parent.parent
CALLS = ROOT / "target" / "python" / "release" / "examples" / "calls"
T0, STRENGTH, FACTOR = 130.0, 20.0, 1.3030882321255788


def best(call, runs=7):
    """The smallest process time of a call, s."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        call()
        times.append(time.process_time() - began)
    return min(times)


def children():
    """Processor time of all programs that have ended, s."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def without_python(name, runs):
    """Processor time of the same call in Rust, s."""

    def program(runs):
        began = children()
        subprocess.run([CALLS, name, str(runs)], check=True)
        return children() - began

    return min((program(runs) - program(0)) / runs for _ in range(3))


def couplings(t):
    """alpha mu_c_bar and ln(mu_0/mu_c) of the linear closure."""
    return 2.0 / STRENGTH * (t - T0) / T0, numpy.log(T0 / t * (T0 / (t - T0)))


def printed(t):
    """ln(xi/a) of Eq. 23 with numpy."""
    return 0.5 * STRENGTH * T0 / (t - T0)


def small_coupling(t):
    """ln(xi/a) of Eq. 21 with scipy."""
    m_c, z0 = couplings(t)
    near = numpy.log(FACTOR)
    return numpy.where(z0 > near, (scipy_special.exp1(near) - scipy_special.exp1(z0)) / m_c, 0.0)


def primitive(m):
    """F(m) with scipy: -(1 - exp(-m))/m - E1(m)."""
    return numpy.expm1(-m) / m - scipy_special.exp1(m)


def exact(t):
    """ln(xi/a) of Eqs. 16-17 by the first integral and scipy's adaptive quadrature, one temperature after the other."""
    near = numpy.log(FACTOR)

    def one(t):
        m_c, z0 = couplings(t)
        if z0 <= near:
            return 0.0
        at_line = primitive(m_c)

        def slope(z):
            m = m_c * numpy.exp(z)
            return numpy.exp(-m) / (m * (primitive(m) - at_line))

        return quad(slope, near, z0, epsrel=1e-10)[0]

    return numpy.array([one(temperature) for temperature in t])


def flow(ell):
    """mu_bar of Eqs. 16-17 with scipy's LSODA."""

    def slopes(_, state):
        mu, y2 = state
        growth = numpy.exp(0.05 * mu)
        return [-0.05 / (32.0 * numpy.pi) * mu * mu * y2 * growth, -y2 * (growth - 1.0)]

    return solve_ivp(slopes, (0.0, ell[-1]), [10.0, 9.0], "LSODA", ell, rtol=1e-10, atol=1e-13).y[0]


def main():
    """Prints the table."""
    count = 1_000_000
    t = numpy.linspace(131.0, 195.0, count)
    x = numpy.linspace(0.01, 20.0, count)
    ell = numpy.linspace(0.0, 10.0, 100_000)
    liquids = {layer: glassmelt.Liquid(closure.Linear(T0, STRENGTH), layer) for layer in ("printed", "small-coupling", "exact")}
    rows = {
        "e1": (lambda: special.e1(x), lambda: scipy_special.exp1(x), 1.0, 1e-12),
        "length, printed": (lambda: liquids["printed"].log_length(t), lambda: printed(t), 1.0, 1e-12),
        "length, small-coupling": (lambda: liquids["small-coupling"].log_length(t), lambda: small_coupling(t), 1.0, 1e-9),
        "length, exact": (lambda: liquids["exact"].log_length(t), lambda: exact(t[::1000]), 1000.0, 1e-7),
        "flow, exact": (lambda: glassmelt.ExactFlow(0.05, 10.0, 3.0).at(ell).mu_bar, lambda: flow(ell), 1.0, 1e-8),
    }
    print(f"{'':24}{'Python/s':>10}{'Rust/s':>10}{'ratio':>7}{'peer/s':>10}{'factor':>8}")
    for name, (ours, theirs, part, tolerance) in rows.items():
        numpy.testing.assert_allclose(ours()[:: int(part)], theirs(), rtol=tolerance, err_msg=name)
        own, peer = best(ours), part * best(theirs, 3)
        rust = without_python(name, max(3, int(0.3 / own)))
        print(f"{name:24}{own:10.4f}{rust:10.4f}{own / rust:7.2f}{peer:10.4f}{peer / own:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
