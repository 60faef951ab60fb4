"""High-precision values of the theory's functions, for the tests of the crate glassmelt.

    python3 -m pip install mpmath
    python3 tools/reference_values.py > crates/glassmelt/tests/reference/values.json

Everything is computed with mpmath at 60 digits from definitions (integrals, mpmath's own special
functions), never from the formulas that the crate uses. Arguments are doubles, written so that they
read back exactly; values are decimal strings.
"""

import json
import random

from mpmath import e1, ei, euler, exp, expm1, findroot, log, mp, mpf, nstr, pi, quad

mp.dps = 60
random.seed(20261123)


def text(value, digits=30):
    return nstr(value, digits)


def primitive(m):
    """F(m) = -(1 - exp(-m))/m - E1(m)."""
    return expm1(-m) / m - e1(m)


def primitive_inverse(value):
    s = value + 1 - euler if value < -1 else -log(-value)
    for _ in range(200):
        step = (value - primitive(exp(s))) / (-expm1(-exp(s)) / exp(s))
        s += step
        if abs(step) < mpf(10) ** -55:
            break
    return exp(s)


def e1_inverse(value):
    """Newton on ln E1, which is concave and falling: from the left it never overshoots."""
    z = exp(-euler - value) if value > mpf(1) / 4 else mpf(1) / 2
    for _ in range(2000):
        step = (log(e1(z)) - log(value)) * e1(z) * z * exp(z)
        z += step
        if abs(step) < mpf(10) ** -55 * z:
            break
    return z


def log_uniform(low, high):
    return 10 ** random.uniform(low, high)


def special_functions():
    def table(function, arguments):
        return [[repr(x), text(function(mpf(x)))] for x in arguments]

    m = [log_uniform(-12, 2.845) for _ in range(150)] + [1e-12, 1e-6, 1.0, 2.4999, 2.5, 2.5001, 700.0]
    x = [log_uniform(-12, 2.84) for _ in range(100)] + [0.1, 0.5, 0.9999999, 1.0, 2.0, 10.0, 700.0]
    near_zero_of_ei = [0.37250741 + random.uniform(-0.2, 0.2) for _ in range(20)]
    signed = [s * t for t in x for s in (1, -1)] + near_zero_of_ei + [39.9, 40.0, 40.1]
    below_one = [log_uniform(-300, 0) for _ in range(40)] + [random.random() for _ in range(40)]
    above_one = [1 + log_uniform(-9, 300) for _ in range(60)] + [1.4 + 0.1 * random.random() for _ in range(20)]
    values = [-log_uniform(-2.8, 2.8) for _ in range(100)]
    exponentials = [log_uniform(-300, 2.8) for _ in range(60)] + [log_uniform(-3, 1) for _ in range(60)]
    return {
        "e1": table(e1, x),
        "ei": table(ei, signed),
        "li": table(lambda y: ei(log(y)), below_one + above_one + [1e-12, 0.001, 0.1, 0.5, 0.99, 1.1, 2.0, 10.0, 1000.0]),
        "flow_primitive": table(primitive, m),
        "flow_primitive_inverse": table(primitive_inverse, values),
        "e1_inverse": table(e1_inverse, exponentials),
        "fixed_line_factor": text(exp(e1_inverse(mpf(1)))),
    }


class Flow:
    """Eqs. 16-17 from (m0, y0), with alpha = 1."""

    def __init__(self, m0, y0):
        self.m0 = m0
        self.m_c = primitive_inverse(primitive(m0) - y0**2 / (32 * pi))
        self.z0 = log(m0 / self.m_c)

    def y2(self, z):
        return 32 * pi * (primitive(self.m_c * exp(z)) - primitive(self.m_c))

    def ell(self, z):
        """By mpmath's quadrature over short panels in ln z."""

        def slope(u):
            m = self.m_c * exp(exp(u))
            return exp(u) * exp(-m) / (m * (primitive(m) - primitive(self.m_c)))

        edges = [self.z0]
        while edges[-1] > z:
            m = self.m_c * exp(edges[-1])
            edges.append(max(z, edges[-1] - min(mpf(1), 1 / m), edges[-1] / 2))
        return quad(slope, [log(edge) for edge in reversed(edges)])

    def z_at(self, ell):
        """By the secant method on ell(ln z)."""
        slope_at_line = 1 / expm1(self.m_c)
        u = log(self.z0) - ell / slope_at_line / 2
        return exp(findroot(lambda u: self.ell(exp(u)) - ell, (u, u - mpf(1) / 100), tol=1e-60))


def decimal_flow(alpha, mu0, y0, ells, ratios):
    alpha, mu0, y0 = mpf(alpha), mpf(mu0), mpf(y0)
    flow = Flow(alpha * mu0, y0)
    mp.dps = 35
    points = []
    for ell in ells:
        z = flow.z_at(mpf(ell))
        points.append({"ell": ell, "mu_bar": text(flow.m_c * exp(z) / alpha, 20), "y2": text(flow.y2(z), 17)})
    small = mpf(10) ** -25
    late = log(flow.m_c) + log(small) + expm1(flow.m_c) * flow.ell(small)
    crossings = [
        {"mu_over_mu_c": r, "ell": text(flow.ell(log(mpf(r))), 20)} for r in ratios if log(mpf(r)) < flow.z0
    ]
    mp.dps = 60
    return {
        "alpha": text(alpha, 5),
        "mu0_bar": text(mu0, 5),
        "y0": text(y0, 5),
        "first_integral": text(y0**2 - 32 * pi * primitive(alpha * mu0)),
        "mu_c_bar": text(flow.m_c / alpha),
        "rate": text(expm1(flow.m_c)),
        "log_late_amplitude_of_m": text(late, 15),
        "points": points,
        "crossings": crossings,
    }


def random_flows(count):
    """Doubles m0 in 1e-8..500 and y0, a distance z, and the scale there."""
    rows = []
    while len(rows) < count:
        m0, y0 = log_uniform(-8, 2.699), log_uniform(-2, 2)
        flow = Flow(mpf(m0), mpf(y0))
        z = float(flow.z0 * (random.random() if random.random() < 0.5 else log_uniform(-12, 0)))
        ell = flow.ell(mpf(z))
        if not 1e-12 < ell < 1e6:
            continue
        rows.append(
            {
                "m0": repr(m0),
                "y0": repr(y0),
                "ell": text(ell),
                "m": text(flow.m_c * exp(mpf(z))),
                "y2": text(flow.y2(mpf(z))),
                "m_c": text(flow.m_c),
            }
        )
    return rows


def small_coupling():
    """Eq. 20 by E1, which mpmath inverts; Eq. 22 as printed."""
    rows = []
    for ratio in ("1.1", "2", "10", "100"):
        for s in ("0.01", "0.1", "0.5", "1", "3"):
            z0 = log(mpf(ratio))
            rows.append(
                {
                    "mu0_over_mu_c": ratio,
                    "s": s,
                    "eq21": text(exp(e1_inverse(e1(z0) + mpf(s)))),
                    "eq22": text(exp(z0 * exp(-mpf(s)))),
                }
            )
    lengths = []
    for ratio in ("2", "10", "100"):
        z0 = log(mpf(ratio))
        for factor in ("1.01", "1.1", "1.303088232125578884", "1.9"):
            lengths.append({"mu0_over_mu_c": ratio, "factor": factor, "k": text(e1(log(mpf(factor))) - e1(z0))})
        for fraction in ("0.9", "0.6"):
            k = e1(z0 + log(mpf(fraction))) - e1(z0)
            lengths.append({"mu0_over_mu_c": ratio, "fraction": fraction, "k": text(k)})
    return {"points": rows, "lengths": lengths}


def main():
    ells = ("0.5", "1", "2", "5", "10", "20", "50")
    ratios = ("1.01", "1.1", "1.303088232125578884", "1.5")
    print(
        json.dumps(
            {
                "generator": "tools/reference_values.py",
                "special_functions": special_functions(),
                "flows": [
                    decimal_flow("0.02", "10", "1", ells, ratios),
                    decimal_flow("0.05", "10", "3", ells, ratios),
                    decimal_flow("0.2", "10", "15", ells, ratios),
                ],
                "fixed_points": [
                    {"alpha": a, "mu0_bar": m, "y0": y, "mu_c_bar": text(Flow(mpf(a) * mpf(m), mpf(y)).m_c / mpf(a), 15)}
                    for a, m, y in (("0.001", "160", "10"), ("0.5", "10", "25"))
                ],
                "random_flows": random_flows(120),
                "small_coupling": small_coupling(),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
