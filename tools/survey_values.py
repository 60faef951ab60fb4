"""Makes crates/glassmelt-survey/tests/reference/statistics.json: statistics of small lists by SciPy and NumPy.

    python3 tools/survey_values.py > crates/glassmelt-survey/tests/reference/statistics.json

Needs scipy and numpy. Lists are drawn with a fixed seed and rounded, so that they hold ties.
"""

import json

import numpy
import scipy
from scipy.optimize import minimize_scalar
from scipy.stats import binomtest, rankdata, spearmanr


def partial_spearman(x, y, z):
    """Correlation of what is left of the ranks of x and y after a line in those of z."""
    x, y, z = (rankdata(v) for v in (x, y, z))
    columns = numpy.column_stack([numpy.ones_like(z), z])
    rest = [v - columns @ numpy.linalg.lstsq(columns, v, rcond=None)[0] for v in (x, y)]
    return float(numpy.corrcoef(*rest)[0, 1])


def restricted_likelihood(squared, y, variances):
    weights = 1 / (squared + variances)
    mean = numpy.sum(weights * y) / numpy.sum(weights)
    return 0.5 * (
        -numpy.sum(numpy.log(weights)) + numpy.log(numpy.sum(weights)) + numpy.sum(weights * (y - mean) ** 2)
    )


def random_effects(y, variances):
    y, variances = numpy.array(y), numpy.array(variances)
    grid = numpy.linspace(0, 4 * numpy.var(y), 4001)
    values = [restricted_likelihood(s, y, variances) for s in grid]
    best = int(numpy.argmin(values))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    found = minimize_scalar(
        restricted_likelihood, bounds=(low, high), args=(y, variances), method="bounded", options={"xatol": 1e-14}
    )
    squared = 0.0 if best == 0 and values[0] <= found.fun else float(found.x)
    weights = 1 / (squared + variances)
    return {
        "y": y.tolist(),
        "variances": variances.tolist(),
        "mean": float(numpy.sum(weights * y) / numpy.sum(weights)),
        "error": float(numpy.sum(weights) ** -0.5),
        "scatter": squared**0.5,
    }


def correlations(generator, count, decimals):
    z = generator.normal(size=count)
    x = numpy.round(z + generator.normal(size=count), decimals)
    y = numpy.round(x - 0.7 * z + generator.normal(size=count), decimals)
    z = numpy.round(z, decimals)
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "z": z.tolist(),
        "ranks": rankdata(x).tolist(),
        "pearson": float(numpy.corrcoef(x, y)[0, 1]),
        "spearman": float(spearmanr(x, y).statistic),
        "partial": partial_spearman(x, y, z),
        "quantiles": [float(numpy.quantile(x, p)) for p in (0.0, 0.025, 0.5, 0.9, 1.0)],
        "deviation": float(numpy.std(x, ddof=1)),
        "plane": numpy.linalg.lstsq(numpy.column_stack([numpy.ones(count), x, z]), y, rcond=None)[0].tolist(),
    }


def main():
    generator = numpy.random.default_rng(6)
    wilson = []
    for count, of in [(0, 7), (3, 7), (7, 7), (41, 83), (1, 756)]:
        interval = binomtest(count, of).proportion_ci(confidence_level=0.95, method="wilson")
        wilson.append({"count": count, "of": of, "low": float(interval.low), "high": float(interval.high)})
    effects = []
    for count, scatter in [(6, 0.0), (12, 0.5), (40, 2.0), (25, 0.05)]:
        variances = numpy.round(generator.uniform(0.01, 0.4, size=count), 4)
        y = numpy.round(1.7 + generator.normal(size=count) * numpy.sqrt(scatter**2 + variances), 4)
        effects.append(random_effects(y, variances))
    values = {
        "generator": f"tools/survey_values.py, scipy {scipy.__version__}, numpy {numpy.__version__}",
        "correlations": [correlations(generator, *of) for of in [(9, 1), (30, 1), (60, 3)]],
        "wilson": wilson,
        "random_effects": effects,
    }
    print(json.dumps(values, indent=1))


if __name__ == "__main__":
    main()
