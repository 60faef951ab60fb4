"""The same work in Python, each written as its authors would: nothing slower than need be."""

import math

import numpy as np
from lmfit import Model
from scipy.integrate import odeint, solve_ivp
from scipy.optimize import curve_fit
from scipy.special import exp1

# Where the peers' fits begin; glassmelt finds its own start, and the search is in its time.
START = {"log10_eta0": -4.0, "b": 4000.0, "t0": 500.0}
RTOL, ATOL = 1e-10, 1e-14


def forty_points():
    """A Vogel-Fulcher liquid with scatter of about 0.03 decades, the same on every machine."""
    temperatures = 1700.0 - 750.0 * np.arange(40) / 39.0
    scatter = 0.05 * (np.arange(40) * 7919 % 101 / 50.0 - 1.0)
    return temperatures, vogel_fulcher(temperatures, -4.5, 5000.0, 620.0) + scatter


def vogel_fulcher(temperature, log10_eta0, b, t0):
    return log10_eta0 + b / (temperature - t0)


def vogel_fulcher_jacobian(temperature, log10_eta0, b, t0):
    by_b = 1.0 / (temperature - t0)
    return np.stack([np.ones_like(temperature), by_b, b * by_b * by_b], axis=1)


def by_lmfit(temperatures, values):
    """A function that fits by `Model.fit`; model and start are made beforehand."""
    model = Model(vogel_fulcher)
    start = model.make_params(**START)
    return lambda: model.fit(values, start, temperature=temperatures)


def of_lmfit(result):
    """Values and standard errors of an lmfit result."""
    parameters = [result.params[name] for name in START]
    return [p.value for p in parameters], [p.stderr for p in parameters]


def by_curve_fit(temperatures, values, **options):
    start = list(START.values())
    return lambda: curve_fit(vogel_fulcher, temperatures, values, start, **options)


def of_curve_fit(result):
    values, covariance = result
    return values, np.sqrt(np.diag(covariance))


def printed_flow(alpha):
    """Eqs. 16-17 for `(mu_bar, y2)`, with plain floats: faster here than arrays of two."""
    share = alpha / (32.0 * math.pi)

    def slope(_ell, state):
        mu_bar, y2 = float(state[0]), float(state[1])
        grown = math.exp(alpha * mu_bar)
        return -mu_bar * mu_bar * share * y2 * grown, y2 * (1.0 - grown)

    return slope


def by_solve_ivp(alpha, mu0_bar, y0, ells):
    slope, start, span = printed_flow(alpha), [mu0_bar, y0 * y0], (0.0, ells[-1])
    options = {"method": "LSODA", "t_eval": ells, "rtol": RTOL, "atol": ATOL}
    return lambda: solve_ivp(slope, span, start, **options).y.T


def by_odeint(alpha, mu0_bar, y0, ells):
    slope, start, times = printed_flow(alpha), [mu0_bar, y0 * y0], np.concatenate([[0.0], ells])
    options = {"tfirst": True, "rtol": RTOL, "atol": ATOL, "mxstep": 100000}
    return lambda: odeint(slope, start, times, **options)[1:]


def primitive(m):
    """`F(m) = -(1 - e^-m)/m - E1(m)`."""
    return np.expm1(-m) / m - exp1(m)
