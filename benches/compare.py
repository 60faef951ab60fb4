#!/usr/bin/env python3
"""glassmelt and its peers on the same work: `python3 benches/compare.py [--json] [--rounds N]`."""

import environment

environment.enter()

import argparse
import json
import statistics
import sys

import numpy as np
from scipy.special import exp1

import peers
from clock import Command, Here, There, race

# alpha, mu0_bar, y0, and the last scale: weak and strong coupling, near the fixed line and far.
FLOWS = [
    (0.05, 10.0, 3.0, 20.0),
    (0.01, 10.0, 1.0, 100.0),
    (0.5, 20.0, 2.0, 1.0),
    (1.0, 1.0, 0.1, 10.0),
]
SCALES = (1, 20)
EIGHT_LAWS = "rotor-printed,rotor-exact,vft,myega,avramov,parabolic,mct,arrhenius"
BOOTSTRAPS = 1000
CORES = 2
SPECIAL = {"e1": ("scipy.special.exp1", exp1), "f": ("numpy + scipy.special.exp1", peers.primitive)}


def difference(ours, theirs):
    """Largest relative difference, number by number."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    return float(np.max(np.abs(ours - theirs) / np.abs(theirs)))


def row(work, ours, peer, theirs, **more):
    """One line of the answer; more: `target` (a ratio), `agreement` and how much is `allowed`."""
    return {
        "work": work,
        "glassmelt_seconds": ours.seconds,
        "peer": peer,
        "peer_seconds": theirs.seconds,
        "ratio": theirs.seconds / ours.seconds,
        "noisy": ours.noisy or theirs.noisy,
        **more,
    }


def fits(programs, rounds):
    """One Vogel-Fulcher fit of forty points with covariance."""
    temperatures, values = peers.forty_points()
    order = {"work": "fit", "temperatures": temperatures.tolist(), "log10_values": values.tolist()}
    ours = There(programs["work"], order)
    lmfit = peers.by_lmfit(temperatures, values)
    plain = peers.by_curve_fit(temperatures, values)
    sloped = peers.by_curve_fit(temperatures, values, jac=peers.vogel_fulcher_jacobian)
    theirs = {
        "lmfit Model.fit": (lmfit, peers.of_lmfit, 50),
        "scipy curve_fit": (plain, peers.of_curve_fit, 10),
        "scipy curve_fit with Jacobian": (sloped, peers.of_curve_fit, None),
    }
    found = ours.answer()
    agreed = {name: agreement(found, *read(work())) for name, (work, read, _) in theirs.items()}
    times = race({"ours": ours} | {name: Here(work) for name, (work, _, _) in theirs.items()}, rounds)
    for name, (_, _, target) in theirs.items():
        work = "VFT fit, 40 points, covariance"
        yield row(work, times["ours"], name, times[name], target=target, **agreed[name])


def agreement(found, best, errors):
    """Of a fit: parameters, and standard errors, which the peers take from finite differences."""
    return {
        "agreement": difference(found["values"], best),
        "allowed": 1e-6,
        "agreement_of_errors": difference(found["errors"], errors),
        "allowed_of_errors": 1e-4,
    }


def flows(programs, rounds):
    """One exact flow and its values at the same scales, one or many."""
    for flow in FLOWS:
        for scales in SCALES:
            yield from one_flow(programs, rounds, flow, scales)


def one_flow(programs, rounds, flow, scales):
    *parameters, last = flow
    alpha, mu0_bar, y0 = parameters
    ells = np.linspace(last / scales, last, scales)
    order = {"work": "flow", "alpha": alpha, "mu0_bar": mu0_bar, "y0": y0, "ells": ells.tolist()}
    theirs = {
        "scipy solve_ivp LSODA": peers.by_solve_ivp(*parameters, ells),
        "scipy odeint (LSODA)": peers.by_odeint(*parameters, ells),
    }
    ours = There(programs["work"], order)
    found = np.array(ours.answer()["points"])
    # Their absolute tolerance is what they know of a fugacity that has died away.
    reached = found > 1e-6
    agreed = {name: difference(found[reached], work()[reached]) for name, work in theirs.items()}
    times = race({"ours": ours} | {name: Here(work) for name, work in theirs.items()}, rounds)
    for name in theirs:
        yield row(
            f"flow, alpha {alpha:g}, mu0_bar {mu0_bar:g}, y0 {y0:g}, {scales} scale{'s' * (scales > 1)}",
            times["ours"], name, times[name], target=100, agreement=agreed[name], allowed=1e-7,
        )


def functions(programs, rounds):
    """Special functions over eight decades of the argument, a call each for us, arrays for numpy."""
    points = np.geomspace(1e-6, 100.0, 10000)
    for name, (peer, function) in SPECIAL.items():
        order = {"work": "special", "function": name, "points": points.tolist()}
        ours = There(programs["work"], order)
        agreed = difference(ours.answer()["values"], function(points))
        times = race({"ours": ours, "theirs": Here(lambda: function(points))}, rounds)
        yield row(
            f"{name.upper()} at 10000 points", times["ours"], peer, times["theirs"],
            target=None, agreement=agreed, allowed=1e-13,
        )


def analyses(programs, rounds):
    """Eight laws, a thousand bootstraps each: the library alone, and the command from start to end."""
    temperatures, values = peers.forty_points()
    order = {
        "work": "analyse", "temperatures": temperatures.tolist(), "log10_values": values.tolist(),
        "laws": EIGHT_LAWS.split(","), "bootstraps": BOOTSTRAPS,
    }
    words = [programs["glassmelt"], "fit", environment.ROOT / "data/diopside.csv", "--json"]
    words += ["--law", EIGHT_LAWS, "--bootstrap", str(BOOTSTRAPS)]
    runners = {
        "analyse, 40 points": There(programs["work"], order, CORES),
        "glassmelt fit data/diopside.csv": Command(words, CORES),
    }
    for name, time in race(runners, rounds).items():
        yield {
            "work": f"{name}, 8 laws, {BOOTSTRAPS} bootstraps each",
            "processor_seconds": time.seconds,
            "seconds_on_two_idle_cores": time.seconds / CORES,
            "wall_seconds": statistics.median(runners[name].wall),
            "target_seconds": 1.0,
            "noisy": time.noisy,
        }


def duration(seconds):
    scale, unit = next(((s, u) for s, u in ((1, "s"), (1e-3, "ms"), (1e-6, "us")) if seconds >= s), (1e-9, "ns"))
    return f"{seconds / scale:.3g} {unit}"


def disagrees(line):
    pairs = [("agreement", "allowed"), ("agreement_of_errors", "allowed_of_errors")]
    return any(line.get(seen, 0.0) > line.get(allowed, 0.0) for seen, allowed in pairs)


def verdict(line):
    words = ["noisy"] if line["noisy"] else []
    if line.get("target"):
        words.insert(0, "reached" if line["ratio"] >= line["target"] else "missed")
    if disagrees(line):
        words.insert(0, "DISAGREES")
    return ", ".join(words)


def ratio_cells(line):
    target = f">= {line['target']}" if line["target"] else "-"
    return [
        line["work"], duration(line["glassmelt_seconds"]), line["peer"], duration(line["peer_seconds"]),
        f"{line['ratio']:.1f}", target, f"{line['agreement']:.0e}", verdict(line),
    ]


def analysis_cells(line):
    return [
        line["work"], f"{line['processor_seconds']:.2f} s", f"{line['seconds_on_two_idle_cores']:.2f} s",
        f"{line['wall_seconds']:.2f} s", f"{line['target_seconds']:g} s", verdict(line),
    ]


def table(heads, rows):
    """Columns under their heads, numbers and words alike to the left."""
    rows = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(cells, widths)).rstrip() for cells in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def printed(answer):
    machine = ", ".join(f"{name} {value}" for name, value in answer["machine"].items())
    heads = ["work", "glassmelt", "peer", "its time", "ratio", "target", "differ by", ""]
    whole = ["work", "processor", "on two idle cores", "wall here", "target", ""]
    return "\n\n".join([
        machine,
        table(heads, map(ratio_cells, answer["ratios"])),
        table(whole, map(analysis_cells, answer["analyses"])),
    ])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--rounds", type=int, default=9, help="measurements behind each median (9)")
    options = parser.parse_args()
    if options.rounds < 2:
        parser.error("--rounds: a spread needs at least 2")
    programs = environment.build()
    measured = [line for part in (fits, flows, functions) for line in part(programs, options.rounds)]
    answer = {
        "machine": environment.description(),
        "ratios": measured,
        "analyses": list(analyses(programs, min(options.rounds, 5))),
    }
    print(json.dumps(answer, indent=2) if options.json else printed(answer))
    sys.exit(any(map(disagrees, measured)))


if __name__ == "__main__":
    main()
