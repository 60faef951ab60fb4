"""Makes the table that the diagnostics of glassmelt-bayes are tested against, with ArviZ 0.22.

    pip install arviz==0.22.0
    python3 tools/arviz_values.py > crates/glassmelt-bayes/tests/arviz.csv

Chains come from a congruential generator (twelve uniform numbers make a nearly normal one), so that the test
makes the same ones to the last bit. Each line is a case, a word and its number.
"""

import arviz
import numpy as np

MULTIPLIER, INCREMENT, MASK = 6364136223846793005, 1442695040888963407, (1 << 64) - 1


class Noise:
    """Nearly normal numbers: exactly the same in any language with 64-bit words."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state * MULTIPLIER + INCREMENT) & MASK
        return (self.state >> 11) / 9007199254740992.0

    def normal(self):
        total = 0.0
        for _ in range(12):
            total += self.uniform()
        return total - 6.0


def chains(seed, count, length, memory, shift):
    """`count` chains that remember a part of their last value; the last is moved by `shift`."""
    noise = Noise(seed)
    out = []
    for chain in range(count):
        value, row = 0.0, []
        for _ in range(length):
            value = memory * value + noise.normal()
            row.append(value + (shift if chain + 1 == count else 0.0))
        out.append(row)
    return np.array(out)


CASES = {
    "independent": (1, 4, 250, 0.0, 0.0),
    "slow": (2, 4, 250, 0.9, 0.0),
    "alternating": (3, 4, 251, -0.5, 0.0),
    "one_apart": (4, 4, 200, 0.3, 0.8),
    "two_chains": (5, 2, 101, 0.5, 0.0),
}

for name, arguments in CASES.items():
    x = chains(*arguments)
    print(f"{name},rhat,{arviz.rhat(x, method='rank'):.17g}")
    print(f"{name},ess_bulk,{arviz.ess(x, method='bulk'):.17g}")
    print(f"{name},ess_tail,{arviz.ess(x, method='tail'):.17g}")
    print(f"{name},ess_mean,{arviz.ess(x, method='mean'):.17g}")
    for i, value in enumerate(np.atleast_1d(arviz.bfmi(x))):
        print(f"{name},e_bfmi_{i},{value:.17g}")

# A mean drawn about zero; points ever further from it are ever harder to leave out.
draws = chains(6, 4, 500, 0.2, 0.0)
points = [0.4 * i for i in range(14)]
log_likelihood = np.stack([-0.5 * (p - draws) ** 2 / 0.8 for p in points], axis=-1)
data = arviz.from_dict(posterior={"mean": draws}, log_likelihood={"y": log_likelihood})
for word, efficiency in [("all", 1.0), ("half", 0.5)]:
    loo = arviz.loo(data, pointwise=True, reff=efficiency)
    print(f"loo_{word},elpd,{loo.elpd_loo:.17g}")
    print(f"loo_{word},error,{loo.se:.17g}")
    print(f"loo_{word},p_loo,{loo.p_loo:.17g}")
    for i, (part, k) in enumerate(zip(loo.loo_i.values, loo.pareto_k.values)):
        print(f"loo_{word},part_{i},{part:.17g}")
        print(f"loo_{word},k_{i},{k:.17g}")
