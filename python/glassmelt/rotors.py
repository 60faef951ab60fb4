"""Many rotors: runs from a run file, kept in folders, with the modulus they leave."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import _native
from ._answer import Answer, table

__all__ = ["RunResults", "resume", "run", "show"]

Progress = Callable[[float], Any]


class RunResults(Answer):
    """What a run found: `results`, one a coupling, each with `x0`, `mu_r_k0`, `mu_r_q`, `energy`, theories, ..."""

    folder: Path

    def to_pandas(self) -> Any:
        """A row a coupling, errors under name_error; needs pandas."""
        return table(self._data["results"], "to_pandas")

    def to_xarray(self) -> Any:
        """The modulus against coupling x0 and wave number q, with its error; needs xarray."""
        from ._optional import need

        results = self._data["results"]
        grids = {
            f"mu_r{suffix}": [[wave[key] for wave in at["mu_r_q"]] for at in results]
            for suffix, key in (("", "mean"), ("_error", "error"))
        }
        coordinates = {"x0": [at["x0"] for at in results], "q": [w["q"] for w in results[0]["mu_r_q"]]}
        dataset = need("xarray", "to_xarray").Dataset
        return dataset({k: (("x0", "q"), grid) for k, grid in grids.items()}, coords=coordinates)

    def __repr__(self) -> str:
        results = self._data["results"]
        moduli = ", ".join(f"{at['x0']:g}: {at['mu_r_k0']['mean']}" for at in results[:6])
        return f"RunResults: mu_R/mu_0 at k = 0 by X0: {moduli}"


def run(
    path: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    content: str | None = None,
    progress: Progress | None = None,
) -> RunResults:
    """Runs a run file into a new folder and answers with what it found; report.html is written there too.

    content: the text of the run file, if it is not to be read. progress: called with the part done, 0 to 1; what it
    raises stops the run. After Ctrl-C the run ends its block and saves: `resume(out)` goes on, to the same bytes.
    Raises RunError.
    """
    _native.rotors_run(os.fspath(path), content, os.fspath(out), progress)
    return show(out)


def resume(folder: str | os.PathLike[str], *, progress: Progress | None = None) -> RunResults:
    """Goes on with a run that was stopped, from its last checkpoint. Raises RunError."""
    _native.rotors_resume(os.fspath(folder), progress)
    return show(folder)


def show(folder: str | os.PathLike[str], *, page: bool = True) -> RunResults:
    """What a run has found so far; `results` is empty where there is nothing yet. page: write its page anew.

    Raises RunError where the folder holds no run.
    """
    text, _ = _native.rotors_show(os.fspath(folder), page)
    nothing: dict[str, Any] = {"glassmelt": _native.VERSION, "results": [], "warnings": []}
    found = RunResults(nothing if text is None else json.loads(text))
    found.folder = Path(folder)
    return found
