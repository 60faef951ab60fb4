"""Effective draws a second of one Vogel-Fulcher posterior: glassmelt against emcee and PyMC.

    pip install arviz==0.22.0 emcee pymc
    cargo build --release -p glassmelt-bayes --example effective_draws
    python3 benches/posterior.py data/diopside.csv

All draw from the same posterior: priors of docs/decisions/0023-priors.md, scatter unknown. The smallest bulk
effective sample size of the four variables over the processor seconds of sampling and tuning, without starting
and compiling; one thread each. emcee begins at the posterior's maximum, with numpy's vectorized likelihood.
"""

import json
import math
import os
import resource
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import arviz
import emcee
import numpy as np


def table(path):
    data = np.genfromtxt(path, delimiter=",", names=True, comments="#")
    return data["T_K"], data["log10_eta_Pa_s"]


def smallest(chains):
    """Of an array (chain, draw, variable)."""
    return min(float(arviz.ess(chains[:, :, j], method="bulk")) for j in range(chains.shape[2]))


def run_emcee(t, y):
    cold = t.min()

    def log_density(walkers):
        hot, b, t0, sigma = walkers.T
        inside = (b > 0) & (t0 > 0) & (t0 < (1 - 1e-4) * cold) & (sigma > 0)
        out = np.full(len(walkers), -np.inf)
        hot, b, t0, sigma = (x[inside, None] for x in (hot, b, t0, sigma))
        z = (y - hot - b / (t - t0)) / sigma
        likelihood = (-0.5 * z**2 - np.log(sigma)).sum(axis=1)
        prior = -0.5 * ((hot + 3) / 2) ** 2 - 0.5 * (np.log(b / (7 * cold)) / 1.5) ** 2 - np.log(b) - 0.5 * (sigma / 0.3) ** 2
        out[inside] = likelihood + prior[:, 0]
        return out

    from scipy.optimize import curve_fit

    best, covariance = curve_fit(lambda t, h, b, t0: h + b / (t - t0), t, y, (-4, 5 * cold, 0.6 * cold))
    scatter = np.std(y - best[0] - best[1] / (t - best[2]))
    generator = np.random.default_rng(1)
    begin = np.column_stack([generator.multivariate_normal(best, covariance, 32), scatter * np.exp(0.1 * generator.normal(size=32))])
    np.random.seed(1)
    sampler = emcee.EnsembleSampler(32, 4, log_density, vectorize=True)
    start = time.process_time()
    sampler.run_mcmc(begin, 11_000)
    seconds = time.process_time() - start
    return smallest(np.swapaxes(sampler.get_chain(discard=1000), 0, 1)), seconds


def run_pymc(t, y):
    import pymc

    cold = t.min()
    with pymc.Model():
        hot = pymc.Normal("hot", -3, 2)
        b = pymc.LogNormal("b", math.log(7 * cold), 1.5)
        t0 = pymc.Uniform("t0", 0, (1 - 1e-4) * cold)
        sigma = pymc.HalfNormal("sigma", 0.3)
        pymc.Normal("y", hot + b / (t - t0), sigma, observed=y)
        # Compiled once before the clock runs.
        options = {"chains": 4, "cores": 1, "progressbar": False, "random_seed": 1, "compute_convergence_checks": False}
        pymc.sample(draws=10, tune=10, **options)
        start = time.process_time()
        trace = pymc.sample(draws=300, tune=500, **options)
        seconds = time.process_time() - start
    posterior = trace.posterior
    chains = np.stack([posterior[name].values for name in ("hot", "b", "t0", "sigma")], axis=-1)
    return smallest(chains), seconds


def children():
    """Processor seconds of programs that were started and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "data/diopside.csv"
    t, y = table(path)
    program = sys.argv[2] if len(sys.argv) > 2 else "target/release/examples/effective_draws"
    before = children()
    answer = json.loads(subprocess.check_output([program, path]))
    told("glassmelt", answer["min_ess_bulk"], children() - before)
    told("emcee", *run_emcee(t, y))
    try:
        told("PyMC", *run_pymc(t, y))
    except ImportError:
        print("PyMC is not installed")


def told(name, size, seconds):
    print(f"{name:10} {size:8.0f} effective draws in {seconds:8.3f} s: {size / seconds:10.0f} a second", flush=True)


if __name__ == "__main__":
    main()
