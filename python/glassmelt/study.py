"""Files of defects and studies: from a polyhedron in a TOML file to alpha, and on to a viscosity curve."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from . import _native
from ._answer import Answer, table

__all__ = ["DefectReport", "Study", "defect", "schema"]


class DefectReport(Answer):
    """A defect at rest: `minima`, `saddles`, `alpha` (mean over directions), `medium`, `warnings`."""

    written: list[Path]

    def to_pandas(self) -> Any:
        """The minima, a row each; needs pandas."""
        return table(self._data["minima"], "to_pandas")

    def __repr__(self) -> str:
        return f"DefectReport: {len(self._data['minima'])} minima, alpha = {self._data['alpha']}"


class Study(Answer):
    """The whole chain: `defect`, `dipole`, `coupling`, `dilute`, `flow`, `closures` (curves), `warnings`."""

    written: list[Path]

    @classmethod
    def run(
        cls,
        path: str | os.PathLike[str],
        *,
        content: str | None = None,
        out: str | os.PathLike[str] | None = None,
        png: bool = False,
    ) -> Study:
        """Walks the chain of a study file: defect, dipole, coupling, flow, closures, viscosity.

        content: the text of the file, if it is not to be read; paths in it are seen from the folder of `path`.
        out: a folder for study.html, figures, tables, study.json; the paths stand in `written`.
        Raises FileError with file, line and key, ReportError where the folder cannot be written.
        """
        folder = None if out is None else os.fspath(out)
        text, written = _native.study(os.fspath(path), content, folder, png)
        study: Study = cls.of_json(text)
        study.written = [Path(one) for one in written]
        return study

    def to_pandas(self) -> Any:
        """The curves of all closures, a row a closure and temperature; needs pandas."""
        rows = [
            {"closure": curve["closure"], **point}
            for curve in self._data["closures"]
            for point in curve["points"]
        ]
        return table(rows, "to_pandas")

    def __repr__(self) -> str:
        alpha, closures = self._data["defect"]["alpha"], self._data["closures"]
        return f"Study: alpha = {alpha}, closures {', '.join(c['closure'] for c in closures)}"


def defect(
    path: str | os.PathLike[str],
    *,
    content: str | None = None,
    starts: int | None = None,
    out: str | os.PathLike[str] | None = None,
    png: bool = False,
) -> DefectReport:
    """Relaxes a rigid defect in its cage from many starts: minima, barriers, dipole (Eq. 5), alpha.

    starts: so many orientations to start from, in place of what the file says; the others as in `Study.run`.
    Raises FileError with file, line and key, ReportError where the folder cannot be written.
    """
    folder = None if out is None else os.fspath(out)
    text, written = _native.defect(os.fspath(path), content, starts, folder, png)
    found: DefectReport = DefectReport.of_json(text)
    found.written = [Path(one) for one in written]
    return found


def schema(of: str) -> dict[str, Any]:
    """The JSON schema of a file: of "defect" or "study". Raises WordError otherwise."""
    told: dict[str, Any] = json.loads(_native.file_schema(of))
    return told
