"""Which of our samplers gives the most independent samples a second: a generator of rows.

A series of n sweeps with the integrated autocorrelation time tau is worth `n/(2 tau)` independent samples; tau
and its error come from `glassmelt_rotors::statistics`, seconds are those of one core.
"""

import math

import clock
from served import Served

SAMPLERS = ("hybrid", "heat_bath", "metropolis")
# By system: what is asked of it, its couplings X0, trajectories towards equilibrium, and sweeps of the sampler
# itself before anything is kept. A sweep of single rotors on 32^3 sites takes many seconds: none to spare.
SYSTEMS = {
    "16^3": ({"system": "lattice", "side": 16}, (0.3, 0.7), 400, 40),
    "32^3": ({"system": "lattice", "side": 32}, (0.3, 0.7), 400, 0),
    "1000 random": ({"system": "random", "count": 1000, "density": 0.2}, (0.3, 1.5, 4.0), 400, 80),
}
# Of processor time for each sampler.
SECONDS = 30.0
# With fewer independent samples tau is not to be trusted.
FEWEST = 20
# Standard errors between the energies of two samplers.
ALLOWED = 4.5


class Chain:
    """A sampler at work, in pieces of several sweeps."""

    def __init__(self, served, rounds):
        self.served = served
        self.first = self.cost(1)
        self.piece = max(1, round(SECONDS / rounds / self.first))
        self.pieces = min(rounds, math.ceil(SECONDS / self.first))
        self.seconds = []

    def cost(self, sweeps):
        start = self.served.spent()
        self.served.ask(sweeps)
        return self.served.spent() - start

    def go_on(self):
        if len(self.seconds) < self.pieces and self.first < SECONDS / 2:
            self.seconds.append(self.cost(self.piece) / self.piece)

    def time(self):
        """Seconds a sweep, and whether the pieces differ."""
        if len(self.seconds) < 2:
            return self.first, False
        time = clock.Time.of(self.seconds)
        return time.seconds, time.noisy


def samples(program, folder, rounds, systems=tuple(SYSTEMS)):
    """Hybrid Monte Carlo, heat bath and Metropolis on the same rotors from the same equilibrium, one core each."""
    for name in systems:
        system, couplings, trajectories, sweeps = SYSTEMS[name]
        for x0 in couplings:
            order = system | {"x0": x0, "trajectories": trajectories, "sweeps": sweeps}
            served = {sampler: Served(program, order | {"sampler": sampler}, 1) for sampler in SAMPLERS}
            chains = {sampler: Chain(runner, rounds) for sampler, runner in served.items()}
            for _ in range(rounds):
                for chain in chains.values():
                    chain.go_on()
            worth = {sampler: runner.ask("0") for sampler, runner in served.items()}
            for runner in served.values():
                runner.__exit__()
            for sampler in SAMPLERS:
                yield row(name, x0, sampler, chains[sampler].time(), worth)


def row(system, x0, sampler, time, worth):
    seconds, noisy = time
    found, energy = worth[sampler], worth["hybrid"]["energy"]
    row = {"system": system, "X0": x0, "sampler": sampler, "sweeps": found["sweeps"], "ms_a_sweep": 1e3 * seconds}
    row |= {"noisy": noisy, "acceptance": found["acceptance"]}
    for name in ("energy", "modulus"):
        row |= rate(name, found[name], found["sweeps"], seconds)
    row |= {"modulus_is": digits(found["modulus"]["mean"], found["modulus"]["error"])}
    error = math.hypot(found["energy"]["error"] or math.inf, energy["error"] or math.inf)
    return row | {"differ": abs(found["energy"]["mean"] - energy["mean"]) / error, "allowed": ALLOWED}


def rate(name, known, sweeps, seconds):
    """The memory in sweeps, and independent samples a second; where memory is not known, no more than one a sweep."""
    time = known["time"]
    if time is None or sweeps < 2 * FEWEST * time:
        return {f"tau_{name}": "", f"{name}_samples_a_second": f"at most {1 / seconds:.2g}"}
    tau, samples = digits(time, known["time_error"]), 0.5 / (time * seconds)
    return {f"tau_{name}": tau, f"{name}_samples_a_second": digits(samples, samples * known["time_error"] / time)}


def digits(number, error):
    """A number with its error to two digits, as 0.123 +- 0.012."""
    if error is None or error <= 0.0 or not math.isfinite(error):
        return f"{number:.3g}"
    places = max(0, 1 - math.floor(math.log10(error)))
    return f"{number:.{places}f} +- {error:.{places}f}"
