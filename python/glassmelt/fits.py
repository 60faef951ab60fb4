"""Measured curves against laws: fits, intervals, comparison, predictions, the report."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from . import _native
from ._answer import Answer, table
from ._native import Curve

__all__ = [
    "Analysis",
    "Comparison",
    "Curve",
    "Fit",
    "Law",
    "Prediction",
    "analyse",
    "compare",
    "fit",
    "laws",
    "predict",
    "read_curve",
    "report",
]

Progress = Callable[[float], Any]


class Law(NamedTuple):
    """A law by its word, what people call it, its equation, and the key of its source in references.bib."""

    name: str
    title: str
    equation: str
    reference: str


def laws() -> list[Law]:
    """All laws, in the order in which they are shown."""
    return [Law(*words) for words in _native.law_words()]


def read_curve(path: str | os.PathLike[str], **options: Any) -> Curve:
    """A curve from a table (CSV, TSV, semicolons) with a header that names each column and its unit.

    Read are T_K, log10_eta_Pa_s, tau_s, viscosity (poise), error, G_GPa and their like; nothing is guessed.
    options: temperature_column, value_column, error_column (a name, or a number from 1 as text); temperature_unit
    ("K" or "C"); value_unit ("pa-s", "mpa-s", "poise", "s", after "log10-" or "ln-"); t_min and t_max in K.
    Raises ReadError with file, line and column; WordError for an unknown unit; OSError where there is no such file.
    """
    return _native.read_curve(os.fspath(path), **options)


class Fit(Answer):
    """One law fitted to one curve: `parameters` with errors and 95 % intervals, `derived`, `rms_dex`, `aicc`, ..."""

    _handle: _native.Fit
    curve: Curve

    def __init__(self, handle: _native.Fit, curve: Curve) -> None:
        super().__init__(json.loads(handle.json()))
        self._handle = handle
        self.curve = curve

    @property
    def by_name(self) -> dict[str, float]:
        """The best values of the parameters by name, in the order of the law and of `covariance`."""
        return {name: self._data["parameters"][name]["value"] for name in self._handle.names()}

    def log10_at(self, t: Any) -> Any:
        """log10 of the viscosity in Pa s (or of the time in s) at t in K, of any shape."""
        return self._handle.log10_at(t)

    def log10_and_error(self, t: Any) -> tuple[Any, Any]:
        """`log10_at`, and one standard error of it from the covariance of the parameters; of any shape."""
        value, error = self._handle.log10_and_error(t)
        return value, error

    def to_pandas(self) -> Any:
        """The parameters, a row each; needs pandas."""
        parts = self._data["parameters"]
        rows = [{"name": name, **parts[name]} for name in self._handle.names()]
        return table(rows, "to_pandas").set_index("name")

    def __repr__(self) -> str:
        equation = self._data["equation"]
        for name, value in self.by_name.items():
            equation = re.sub(rf"\b{re.escape(name)}\b", f"{value:.6g}", equation)
        return f"Fit {self._data['law']}: {equation}; rms {self._data['rms_dex']:.4f} decades"


class Comparison(Answer):
    """Which law the data prefer, and whether they can: `preferred`, `tied`, `verdict`, `standings`."""

    def to_pandas(self) -> Any:
        """The standings, a row a law, best first; needs pandas."""
        return table(self._data["standings"], "to_pandas").set_index("law")

    def __repr__(self) -> str:
        return f"Comparison: {self._data['verdict']}"


class Prediction(Answer):
    """What a fitted rotor law says beyond the curve: `states`, `modulus`, `complex_modulus`, `flow_lines`."""

    def to_pandas(self) -> Any:
        """The states, a row a temperature, each number with the ends of its band; needs pandas."""
        return table(self._data["states"], "to_pandas")

    def to_xarray(self) -> Any:
        """mu/mu_0 and G* on their grids, with the ends of their bands; needs xarray."""
        from ._grids import prediction

        return prediction(self._data)

    def __repr__(self) -> str:
        states = self._data["states"]
        return f"Prediction of {self._data['law']}: {len(states)} states from {states[0]['t']:.4g} to {states[-1]['t']:.4g} K"


class Analysis(Answer):
    """A curve against several laws: `data`, `fits`, `comparison`, `withheld`, `predictions`, `warnings`."""

    _handle: _native.Analysis
    curve: Curve

    def __init__(self, handle: _native.Analysis, curve: Curve) -> None:
        super().__init__(json.loads(handle.json()))
        self._handle = handle
        self.curve = curve

    @property
    def fits(self) -> list[Fit]:
        """A Fit a law, in the order of the laws."""
        return [Fit(handle, self.curve) for handle in self._handle.fits()]

    def fit(self, law: str) -> Fit:
        """The fit of this law; KeyError where it was not fitted."""
        for handle in self.fits:
            if handle["law"] == law:
                return handle
        raise KeyError(law)

    @property
    def comparison(self) -> Comparison:
        """Which law the data prefer."""
        return Comparison(self._data["comparison"])

    @property
    def predictions(self) -> list[Prediction]:
        """What the rotor laws say beyond the curve."""
        return [Prediction(data) for data in self._data["predictions"]]

    def to_pandas(self) -> Any:
        """The laws, a row each, in the order of the comparison where there is one; needs pandas."""
        keys = ("law", "rms_dex", "aicc", "bic", "withheld_rms_dex", "derived")
        rows = [{key: fit[key] for key in keys} for fit in self._data["fits"]]
        return table(rows, "to_pandas").set_index("law").sort_values("aicc")

    def report(self, out: str | os.PathLike[str], *, png: bool = False) -> Path:
        """Writes report.html with figures, tables and analysis.json into the folder `out`; its path.

        The page opens from disk and needs no network. Raises ReportError where it cannot be written.
        """
        command = f"python -c \"import glassmelt; glassmelt.report('{self.curve.file}', '{os.fspath(out)}')\""
        return Path(self._handle.write(os.fspath(out), command, png)[0])

    def __repr__(self) -> str:
        data = self._data["data"]
        return f"Analysis of {data['name']!r}, {data['n']} points, {len(self._data['fits'])} laws: {self._data['comparison']['verdict']}"


def fit(
    curve: Curve,
    law: str = "vft",
    *,
    loss: str = "squares",
    weighting: str = "errors",
    intervals: bool = True,
    bootstrap: int = 0,
    seed: int = 1,
    progress: Progress | None = None,
) -> Fit:
    """Fits one law to a curve by bounded least squares from every valley of the law.

    law: a word of `laws()`. loss: "squares", or "soft-l1", "huber", "cauchy", which forgive outliers. weighting:
    "errors" (those of the curve) or "equal". intervals: 95 % by profile likelihood. bootstrap: so many replicas.
    progress: called with the part done, 0 to 1. Raises UnknownLawError, FitError, WordError; Ctrl-C is heard.
    """
    options: dict[str, Any] = {"loss": loss, "weighting": weighting, "intervals": intervals, "seed": seed}
    handle = _native.fit(curve, law, bootstrap=bootstrap, progress=progress, **options)
    return Fit(handle, curve)


def analyse(
    curve: Curve,
    laws: Iterable[str] | None = None,
    *,
    loss: str = "squares",
    weighting: str = "errors",
    bootstrap: int = 200,
    seed: int = 1,
    a_nm: float = 0.5,
    omega_s: float = 1e13,
    progress: Progress | None = None,
) -> Analysis:
    """Fits laws (all by default) to a curve, compares them, and follows the rotor laws to what they predict.

    What `glassmelt fit` answers; a law that cannot be fitted becomes a warning. a_nm: cut-off length of the
    predictions, nm; omega_s: frequency of local shear phonons, rad/s; the others as in `fit`.
    Raises UnknownLawError, FitError, WordError; Ctrl-C is heard.
    """
    words = [words[0] for words in _native.law_words()] if laws is None else list(laws)
    options: dict[str, Any] = {
        "loss": loss,
        "weighting": weighting,
        "bootstrap": bootstrap,
        "seed": seed,
    }
    handle = _native.analyse(
        curve, words, a_nm=a_nm, omega_s=omega_s, progress=progress, **options
    )
    return Analysis(handle, curve)


def compare(fits: Iterable[Fit]) -> Comparison:
    """Which of the fits to one curve the data prefer, by AICc with the error of its differences (Vuong1989)."""
    answer: Comparison = Comparison.of_json(_native.compare([fit._handle for fit in fits]))
    return answer


def predict(
    curve: Curve, fits: Fit | Iterable[Fit], *, a_nm: float = 0.5, omega_s: float = 1e13
) -> list[Prediction]:
    """What the rotor laws among the fits say beyond the curve; other laws say nothing, so the list may be empty.

    a_nm: cut-off length, nm; omega_s: frequency of local shear phonons, rad/s. For log10 eta of any law at any
    temperature take `Fit.log10_at`.
    """
    handles = [fits._handle] if isinstance(fits, Fit) else [fit._handle for fit in fits]
    told = json.loads(_native.predictions(curve, handles, a_nm, omega_s))
    return [Prediction(data) for data in told]


def report(
    curve: Curve | Analysis | str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    png: bool = False,
    **options: Any,
) -> Path:
    """Analyses a curve (or the table at a path, or takes an Analysis) and writes the report; the path of its page.

    options are those of `analyse`.
    """
    if isinstance(curve, Analysis):
        return curve.report(out, png=png)
    if not isinstance(curve, Curve):
        curve = read_curve(curve)
    return analyse(curve, **options).report(out, png=png)
