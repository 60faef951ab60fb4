"""Makes every figure of the book by the program `glassmelt`: its own reports, and curves from its JSON.

    cargo build --release && python3 book/figures/figures.py     # writes book/src/figures
    python3 book/figures/figures.py --program PATH               # by another build of the program
"""

import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from plot import Curve, Panel, draw

ROOT = Path(__file__).resolve().parent.parent.parent
FIGURES = ROOT / "book" / "src" / "figures"

# Figures that reports of the program hold: command, and what is taken from it under which name.
REPORTS = {
    "defect examples/defects/tetrahedron.toml": {"cage": "cage", "energy-angle": "energy-angle"},
    "study examples/study.toml": {
        "strain": "strain",
        "pair": "pair",
        "dilute": "dilute",
        "flow-modulus": "study-modulus",
    },
    "fit data/diopside.csv": {
        "angell": "diopside-viscosity",
        "withheld": "diopside-withheld",
        "residuals": "diopside-residuals",
        "flow": "diopside-flow",
        "heat": "diopside-heat",
        "frequency": "diopside-frequency",
    },
    "rotors run examples/runs/melting.toml": {
        "modulus-coupling": "rotors-modulus",
        "order-coupling": "rotors-order",
        "modulus-distance": "rotors-distance",
    },
    "trajectory modulus examples/trajectories/crystal.lammpstrj.gz --units lj --temperature 0.1"
    " --windows 4,8,16,32,64 --potential examples/potentials/lennard-jones.toml": {
        "modulus-wave": "crystal-waves",
        "modulus-time": "crystal-time",
    },
}


def program():
    words = sys.argv[1:]
    if "--program" in words:
        return Path(words[words.index("--program") + 1]).resolve()
    return ROOT / "target" / "release" / "glassmelt"


def run(*words):
    return subprocess.run([program(), *map(str, words)], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def ask(command, **options):
    """An answer in JSON: `ask("flow", alpha=0.05, ...)`."""
    words = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    return json.loads(run(*command.split(), *words, "--json"))


def spaced(low, high, count):
    return [low + (high - low) * i / (count - 1) for i in range(count)]


def listed(numbers):
    return ",".join(f"{number:.6g}" for number in numbers)


def needles():
    """Two equal needles whose line of centres stands at an angle to both, Eqs. 9 and 10."""
    dipole, exact, printed = "-0.3333333333,-0.3333333333,0.6666666667,0,0,0", [], []
    for degrees in range(0, 91, 2):
        angle = math.radians(degrees)
        r = f"{math.sin(angle):.12f},0,{math.cos(angle):.12f}"
        pair = ask("pair", dipole_a=dipole, dipole_b=dipole, r=r, **{"lambda": 1, "mu": 1})
        exact.append((degrees, 8 * math.pi * pair["energy_exact"]))
        printed.append((degrees, 8 * math.pi * pair["energy_printed"]))
    return draw(
        Panel(
            "two parallel needles, λ = μ",
            "angle between needles and r (degrees)",
            "8π μ r^3^ E_2_/P_0_^2^",
            [Curve(exact, "exact, from Eqs. 6, 7 and 9", 0), Curve(printed, "Eq. 10 as printed", 1)],
            (0, 90),
            (-2.0, 4.0),
            rules=[(0, "y")],
        )
    )


def flows():
    """The flow from several fugacities, and three ways to follow one of them."""
    ells = listed(spaced(0, 20, 41))
    left = [
        Curve(
            [(p["ell"], p["mu_bar"] / 10) for p in ask("flow", alpha=0.05, mu0_bar=10, y0=y0, ell=ells)["points"]],
            f"(a) exact, y_0_ = {y0}",
            style,
        )
        for style, y0 in enumerate((1, 3, 10, 25))
    ]
    strong = {"alpha": 0.2, "mu0_bar": 10, "y0": 15}
    end = ask("flow", ell="0,1", **strong)["fixed_point"]["mu_bar"] / 10
    right = []
    for layer, name, style, marks in (
        ("exact", "(b) exact", 0, False),
        ("small-coupling", "(b) small coupling, Eqs. 18-21", 4, False),
        ("printed", "(b) Eqs. 16-17 step by step", 5, True),
    ):
        points = ask("flow", layer=layer, ell=listed(spaced(0, 20, 81 if not marks else 21)), **strong)["points"]
        right.append(Curve([(p["ell"], p["mu_bar"] / 10) for p in points], name, style, marks))
    return draw(
        Panel("(a) m_0_ = 0.5", "ℓ = ln(R/a)", "μ_R_/μ_0_", left, (0, 20), (0, 1.05)),
        Panel("(b) m_0_ = 2, y_0_ = 15", "ℓ = ln(R/a)", "μ_R_/μ_0_", right, (0, 20), (0, 1.05), rules=[(end, "y")]),
    )


def agreements():
    """How far the step by step solution is from the exact one, in decades."""
    ells, curves = listed(spaced(0.5, 20, 40)), []
    for style, (alpha, y0) in enumerate(((0.05, 3), (0.2, 15), (0.5, 25))):
        exact, steps = (
            ask("flow", layer=layer, alpha=alpha, mu0_bar=10, y0=y0, ell=ells)["points"] for layer in ("exact", "printed")
        )
        points = [
            (a["ell"], math.log10(max(abs(b["mu_bar"] / a["mu_bar"] - 1), 1e-16))) for a, b in zip(exact, steps)
        ]
        curves.append(Curve(points, f"m_0_ = {10 * alpha:g}, y_0_ = {y0}", style))
    return draw(Panel("exact against step by step", "ℓ = ln(R/a)", "log_10_ |δμ|/μ", curves, (0, 20), (-16.5, -9)))


def lengths():
    """The reduced length against mu_0/mu_c by both criteria, in each layer."""
    ratios = [10 ** (0.08 * i) for i in range(2, 76)]
    curves = []
    for layer, criterion, name, style in (
        ("printed", "fixed-line", "Eq. 23 as printed", 1),
        ("small-coupling", "fixed-line", "near the fixed line, small coupling", 0),
        ("exact", "fixed-line", "near the fixed line, exact, m_0_ = 0.5", 2),
        ("small-coupling", "fraction", "a fraction 0.9 of μ_0_, the stated criterion", 3),
    ):
        points = []
        for ratio in ratios:
            answer = ask("length", layer=layer, criterion=criterion, alpha=0.05, mu0_bar=10, mu_c_bar=10 / ratio)
            points.append((ratio, answer["alpha_mu_c_ell"]))
        curves.append(Curve(points, name, style))
    stated = curves[3]
    bare = [(ratio, value * ratio) for ratio, value in stated.points]
    return draw(
        Panel("(a) α μ_c_ ln(ξ/a)", "μ_0_/μ_c_", "α μ_c_ ln(ξ/a)", curves, (1, 1e6), (0, 1.2), log_x=True),
        Panel(
            "(b) the stated criterion", "μ_0_/μ_c_", "α μ_0_ ln(ξ/a)", [Curve(bare, stated.name, 3)],
            (1, 1e6), (0, 0.4), log_x=True,
        ),
    )


def viscosities():
    """log10 eta under the linear closure, in three layers, and its length."""
    temperatures = listed(spaced(1.02, 1.6, 117))
    curves = []
    for layer, style in (("printed", 1), ("small-coupling", 0), ("exact", 2)):
        answer = ask("melt", t0=1, strength=5, layer=layer, temperatures=temperatures, a_nm=1)
        points = [(point["t"], point["log10_eta"]) for point in answer["points"] if point["log10_eta"] is not None]
        curves.append(Curve(points, layer, style))
    panel = Panel(
        "D = 5", "T/T_0_", "log_10_ η (Pa s)", curves, (1.0, 1.6), (-6, 16),
        rules=[(1.508, "x"), (12, "y")],
    )
    return draw(panel)


def closures():
    """What each closure leaves of the modulus against temperature."""
    def shares(points):
        return [(p["t"], p["mu_bar_c"] / p["mu_bar_0"]) for p in points if p["mu_bar_c"] is not None]

    fugacity = ask(
        "melt", closure="fugacity", alpha=0.02, mu0_k=2000, y0=1, n_prime=1000, e_d_k=1000,
        temperatures=listed(spaced(50, 1000, 96)),
    )
    mean_field = ask(
        "melt", closure="clausius-mossotti", density=0.2, dipole_squared_k2=4e7, mu0_k=2000,
        temperatures=listed(spaced(205, 1000, 160)),
    )
    linear = [(t, abs(t * (t - 300) / 300**2)) for t in spaced(2, 485, 200)]
    return draw(
        Panel(
            "three closures", "T (K)", "μ_c_/μ_0_",
            [
                Curve(linear, "linear, T_0_ = 300 K, by hand", 0),
                Curve(shares(fugacity["points"]), "fugacity: Eq. 11 drives the flow", 1),
                Curve(shares(mean_field["points"]), "Clausius-Mossotti, turning dipoles", 2),
            ],
            (0, 1000), (0, 1.05), rules=[(300, "x")],
        )
    )


def strengths():
    """Angell's plot of the printed law for several strengths."""
    curves = []
    for style, strength in enumerate((3, 5, 10, 20)):
        tg = ask("melt", t0=1, strength=strength, temperatures="2")["tg"]
        scaled = spaced(0.3, 1.0, 71)
        answer = ask("melt", t0=1, strength=strength, temperatures=listed(sorted(tg / s for s in scaled)))
        points = [(tg / point["t"], point["log10_eta"]) for point in answer["points"]]
        m = answer["m"]
        curves.append(Curve(points, f"D = {strength}, m = {m:.0f}", style))
    return draw(Panel("Eqs. 23 and 24", "T_g_/T", "log_10_ η (Pa s)", curves, (0.3, 1.0), (-4, 13)))


def comparison(folder):
    """The figure of the simulator's tutorial: crystal, rotors, flow."""
    crystal = ask("trajectory modulus examples/trajectories/crystal.lammpstrj.gz", units="lj", temperature=0.1)
    flow = ask("flow", alpha=0.05, mu0_bar=400, y0=0.3, ell="0:2.5:0.1")
    for name, answer in (("crystal", crystal), ("theory", flow)):
        (folder / f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")
    rotors = folder / str(list(REPORTS).index("rotors run examples/runs/melting.toml"))
    curves = [f"crystal={folder}/crystal.json", f"rotors={rotors}", f"theory={folder}/theory.json"]
    run("compare", *curves, "--mu0", 36, "--a", 1, "--x0", 2, "--out", folder / "comparison")
    shutil.copyfile(folder / "comparison" / "figures" / "curves.svg", FIGURES / "comparison.svg")


OWN = {
    "needles": needles,
    "flows": flows,
    "agreements": agreements,
    "lengths": lengths,
    "viscosities": viscosities,
    "closures": closures,
    "strengths": strengths,
}


def main():
    FIGURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, (command, taken) in enumerate(REPORTS.items()):
            out = Path(folder) / str(number)
            run(*command.split(), "--out", out)
            for name, ours in taken.items():
                shutil.copyfile(out / "figures" / f"{name}.svg", FIGURES / f"{ours}.svg")
        comparison(Path(folder))
    for name, make in OWN.items():
        (FIGURES / f"{name}.svg").write_text(make(), encoding="utf-8")
    shutil.copyfile(ROOT / "docs" / "pipeline.svg", FIGURES / "pipeline.svg")
    print(f"{len(list(FIGURES.glob('*.svg')))} figures in {FIGURES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
