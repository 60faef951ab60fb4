"""Figures of the reports from their answers, with matplotlib: each function draws into `ax`, or makes one, and returns it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy

from ._optional import need
from .fits import Analysis, Fit, Prediction
from .melting import Melting
from .rotors import RunResults
from .study import Study
from .trajectory import DynamicsAnswer, LocalAnswer, ModulusAnswer

__all__ = [
    "angell",
    "flow",
    "frequency",
    "heat",
    "length",
    "melting",
    "moduli",
    "modulus",
    "motion",
    "residuals",
    "rotors",
    "strains",
    "study",
    "viscosity",
    "withheld",
]


def _axes(ax: Any) -> Any:
    return need("matplotlib.pyplot", "glassmelt.plot").subplots(layout="constrained")[1] if ax is None else ax


def _symbol(fit: Fit) -> str:
    return r"$\log_{10}\,\eta$ / Pa s" if fit.curve.quantity == "viscosity" else r"$\log_{10}\,\tau$ / s"


def _fits(answer: Fit | Analysis | Iterable[Fit]) -> list[Fit]:
    if isinstance(answer, Fit):
        return [answer]
    return list(answer.fits if isinstance(answer, Analysis) else answer)


def _points(ax: Any, x: Any, fit: Fit) -> None:
    style = {"fmt": "o", "color": "black", "markersize": 4, "label": fit.curve.name, "zorder": 3}
    ax.errorbar(x, fit.curve.log10_value, yerr=fit.curve.sigma, **style)


def _grid(fit: Fit, count: int = 400) -> Any:
    inverse = 1.0 / numpy.asarray(fit.curve.temperature)
    return 1.0 / numpy.linspace(inverse.min(), inverse.max(), count)


def viscosity(answer: Fit | Analysis | Iterable[Fit], ax: Any = None) -> Any:
    """The measured curve and the fitted laws against 1000/T, with one standard error where there is one fit."""
    ax, fits = _axes(ax), _fits(answer)
    for fit in fits:
        t = _grid(fit)
        (line,) = ax.plot(1000.0 / t, fit.log10_at(t), label=fit.title)
        if len(fits) == 1:
            value, error = fit.log10_and_error(t)
            ax.fill_between(1000.0 / t, value - error, value + error, color=line.get_color(), alpha=0.25)
    _points(ax, 1000.0 / fits[0].curve.temperature, fits[0])
    ax.set(xlabel="1000 K / $T$", ylabel=_symbol(fits[0]))
    ax.legend(frameon=False, fontsize="small")
    return ax


def angell(answer: Fit | Analysis | Iterable[Fit], ax: Any = None) -> Any:
    """The same against Tg/T, each law with its own Tg, the points with that of the first law that has one."""
    ax, fits = _axes(ax), _fits(answer)
    with_tg = [fit for fit in fits if fit.derived.tg is not None]
    for fit in with_tg:
        t = _grid(fit)
        ax.plot(fit.derived.tg / t, fit.log10_at(t), label=f"{fit.title}, m = {fit.derived.m:.1f}")
    if with_tg:
        _points(ax, with_tg[0].derived.tg / with_tg[0].curve.temperature, with_tg[0])
    ax.set(xlabel="$T_g/T$", ylabel=_symbol(fits[0]))
    ax.legend(frameon=False, fontsize="small")
    return ax


def residuals(answer: Fit | Analysis | Iterable[Fit], ax: Any = None) -> Any:
    """Measured minus fitted, in decades, against temperature."""
    ax, fits = _axes(ax), _fits(answer)
    for fit in fits:
        style = {"marker": "o", "markersize": 3, "linewidth": 0.0}
        ax.plot(fit.curve.temperature, fit["residuals"], label=fit.title, **style)
    ax.axhline(0.0, color="black", linewidth=0.8)
    ax.set(xlabel="$T$ / K", ylabel="measured $-$ fitted / decades")
    ax.legend(frameon=False, fontsize="small")
    return ax


def withheld(analysis: Analysis, ax: Any = None) -> Any:
    """The cold third of the decades as the laws predict it from the hot two thirds."""
    ax, told = _axes(ax), analysis["withheld"]
    if told is None:
        raise ValueError("this analysis withheld nothing: the curve has too few points or decades")
    for law, values in told.to_dict()["predictions"]:
        ax.plot(told.temperatures, values, label=law, linewidth=1.0)
    _points(ax, analysis.curve.temperature, analysis.fits[0])
    ax.axvline(told.split, color="black", linestyle=":", linewidth=0.8)
    cold, hot = min(told.temperatures), told.split
    margin = 0.05 * (hot - cold)
    ax.set(xlabel="$T$ / K", ylabel=_symbol(analysis.fits[0]), xlim=(cold - margin, hot + 3 * margin))
    ax.legend(frameon=False, fontsize="small")
    return ax


def _band(ax: Any, x: Any, bands: list[dict[str, Any]], label: str) -> None:
    ends = {key: numpy.array([band[key] for band in bands], dtype=float) for key in ("value", "low", "high")}
    (line,) = ax.plot(x, ends["value"], label=label)
    ax.fill_between(x, ends["low"], ends["high"], color=line.get_color(), alpha=0.25)


def length(prediction: Prediction, ax: Any = None) -> Any:
    """The correlation length against temperature, with its band; shaded is what experiments find, 1 to 4 nm."""
    ax, states = _axes(ax), prediction.to_dict()["states"]
    _band(ax, [state["t"] for state in states], [state["log10_xi_nm"] for state in states], prediction.law)
    ax.axhspan(0.0, numpy.log10(4.0), color="grey", alpha=0.25, label="measured near $T_g$")
    ax.set(xlabel="$T$ / K", ylabel=r"$\log_{10}\,\xi$ / nm")
    ax.legend(frameon=False, fontsize="small")
    return ax


def heat(prediction: Prediction, ax: Any = None) -> Any:
    """Specific heat and entropy as printed against temperature, as log10 in k_B a cell."""
    ax, states = _axes(ax), prediction.to_dict()["states"]
    for key, label in (("log10_cv", "specific heat"), ("log10_entropy", "entropy")):
        _band(ax, [state["t"] for state in states], [state[key] for state in states], label)
    ax.set(xlabel="$T$ / K", ylabel=r"$\log_{10}$ of heat, entropy / $k_B$ a cell")
    ax.legend(frameon=False, fontsize="small")
    return ax


def modulus(prediction: Prediction, ax: Any = None) -> Any:
    """The shear modulus against length, a line a temperature."""
    ax = _axes(ax)
    for curve in prediction.to_dict()["modulus"]:
        _band(ax, curve["log10_length_nm"], curve["mu_over_mu0"], f"{curve['t']:.0f} K")
    ax.set(xlabel=r"$\log_{10}\,R$ / nm", ylabel=r"$\mu_R/\mu_0$")
    ax.legend(frameon=False, fontsize="small")
    return ax


def frequency(prediction: Prediction, ax: Any = None) -> Any:
    """G' (full) and G'' (dashed) against frequency, a colour a temperature."""
    ax = _axes(ax)
    for curve in prediction.to_dict()["complex_modulus"]:
        storage = [band["value"] for band in curve["storage"]]
        loss = [band["value"] for band in curve["loss"]]
        (line,) = ax.plot(curve["log10_omega"], storage, label=f"{curve['t']:.0f} K")
        ax.plot(curve["log10_omega"], loss, "--", color=line.get_color())
    ax.set(xlabel=r"$\log_{10}\,\omega$ / rad/s", ylabel="$G'$, $G''$ over $G_\\infty$")
    ax.legend(frameon=False, fontsize="small")
    return ax


def flow(lines: Any, ax: Any = None, *, ell: Any = None) -> Any:
    """The flow in the plane of coupling and fugacity: of a Prediction, or of flows such as ExactFlow.

    lines: a Prediction, a flow, or a list of flows; ell: scales of flows, 0 to 60 by default.
    """
    ax = _axes(ax)
    if isinstance(lines, Prediction):
        for line in lines.to_dict()["flow_lines"]:
            ax.plot(line["m"], line["y"], label=f"{line['t']:.0f} K")
        ax.set(xlabel=r"$m = \alpha\,\bar\mu$", ylabel="$y$")
    else:
        ell = numpy.linspace(0.0, 60.0, 600) if ell is None else ell
        for line in lines if isinstance(lines, Iterable) else [lines]:
            point = line.at(ell)
            label = rf"$\bar\mu_c$ = {line.fixed_point().mu_bar:.3g}"
            ax.plot(point.mu_bar, numpy.sqrt(point.y2), label=label)
        ax.set(xlabel=r"$\bar\mu$", ylabel="$y$")
    ax.legend(frameon=False, fontsize="small")
    return ax


def melting(answer: Melting, ax: Any = None) -> Any:
    """log10 of the viscosity of a glass heated under a closure, against temperature."""
    ax, points = _axes(ax), answer.to_dict()["points"]
    told = [(p["t"], p["log10_eta"]) for p in points if p["log10_eta"] is not None]
    if told:
        ax.plot(*zip(*told, strict=True), label=answer.closure)
    ax.set(xlabel="$T$ / K", ylabel=r"$\log_{10}\,\eta$ / Pa s")
    return ax


def study(answer: Study, ax: Any = None, *, quantity: str = "log10_eta") -> Any:
    """A quantity of the curves of a study against temperature, a line a closure that has it."""
    ax = _axes(ax)
    for curve in answer.to_dict()["closures"]:
        told = [(p["t"], p[quantity]) for p in curve["points"] if p[quantity] is not None]
        if told:
            ax.plot(*zip(*told, strict=True), label=curve["closure"])
    ax.set(xlabel="$T$ / K", ylabel=_LABELS.get(quantity, quantity))
    ax.legend(frameon=False, fontsize="small")
    return ax


_LABELS = {
    "log10_eta": r"$\log_{10}\,\eta$ / Pa s",
    "log10_xi_nm": r"$\log_{10}\,\xi$ / nm",
    "log10_tau_s": r"$\log_{10}\,\tau$ / s",
}

_THEORIES = ("independent", "clausius_mossotti", "virial", "flow")


def rotors(answer: RunResults, ax: Any = None) -> Any:
    """mu_R/mu_0 of a run against the coupling X0, beside what theories say."""
    ax, results = _axes(ax), answer.to_dict()["results"]
    x0 = [at["x0"] for at in results]
    mean = [_number(at["mu_r_k0"]["mean"]) for at in results]
    error = [_number(at["mu_r_k0"]["error"]) for at in results]
    ax.errorbar(x0, mean, yerr=error, fmt="o", color="black", label="rotors, $k = 0$", zorder=3)
    for theory in _THEORIES:
        ax.plot(x0, [_number(at[theory]) for at in results], label=theory.replace("_", "-"))
    ax.set(xlabel="$X_0$", ylabel=r"$\mu_R/\mu_0$", ylim=(-0.05, 1.05))
    ax.legend(frameon=False, fontsize="small")
    return ax


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _estimates(rows: list[dict[str, Any]], key: str) -> tuple[list[float], list[float]]:
    told = [row[key] or {"mean": None, "error": None} for row in rows]
    return [_number(one["mean"]) for one in told], [_number(one["error"]) for one in told]


def moduli(answer: ModulusAnswer, ax: Any = None) -> Any:
    """mu and lambda + 2 mu against the wave number, longest window."""
    ax, shells = _axes(ax), answer.to_dict()["modulus"]
    q = [shell["q"] for shell in shells]
    for key, label in (("mu", r"$\mu$"), ("lambda_plus_2mu", r"$\lambda + 2\mu$")):
        mean, error = _estimates(shells, key)
        ax.errorbar(q, mean, yerr=error, fmt="o-", markersize=4, label=label)
    units = answer.units
    ax.set(xlabel=f"$q$ / {units.length}$^{{-1}}$", ylabel=f"modulus / {units.modulus}")
    ax.legend(frameon=False)
    return ax


_MOTION = {"scattering": "$F_s(k, t)$", "msd": r"$\langle r^2 \rangle$"}


def motion(answer: DynamicsAnswer, ax: Any = None, *, quantity: str = "scattering") -> Any:
    """F_s(k, t) ("scattering") or the mean square displacement ("msd") of each kind of atoms against time."""
    ax = _axes(ax)
    for one in answer.to_dict()["dynamics"]["motions"]:
        mean, error = _estimates(one["points"], quantity)
        time = [point["time"] for point in one["points"]]
        name = one["of"] if isinstance(one["of"], str) else one["of"]["species"]
        ax.errorbar(time, mean, yerr=error, fmt="o-", markersize=3, label=f"{name}, {one['against']}")
    ax.set(xscale="log", xlabel=f"$t$ / {answer.units.time}", ylabel=_MOTION[quantity])
    if quantity == "msd":
        ax.set(yscale="log")
    ax.legend(frameon=False, fontsize="small")
    return ax


def strains(answer: LocalAnswer, ax: Any = None) -> Any:
    """The distribution of D2min over atoms of the last frame."""
    ax = _axes(ax)
    values = answer.atoms["d2min"]
    values = values[numpy.isfinite(values) & (values > 0.0)]
    ax.hist(numpy.log10(values), bins=40, color="tab:blue")
    ax.set(xlabel=r"$\log_{10}\,D^2_{min}$", ylabel="atoms")
    return ax
