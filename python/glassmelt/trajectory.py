"""Somebody's atoms: moduli against wavelength, local strain, motion, rigid units, from files or from ASE."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from . import _native
from ._answer import Answer, table
from ._atoms import extxyz, is_atoms
from .errors import TrajectoryError

__all__ = [
    "DynamicsAnswer",
    "LocalAnswer",
    "ModulusAnswer",
    "UnitsAnswer",
    "dipoles",
    "dynamics",
    "local",
    "modulus",
]

Progress = Callable[[float], Any]


class TrajectoryAnswer(Answer):
    """An answer about a trajectory; `units` names the unit of each number, `written` the files of its page."""

    written: list[Path]


Found = TypeVar("Found", bound=TrajectoryAnswer)


class ModulusAnswer(TrajectoryAnswer):
    """Moduli: `modulus` (shells of wave vectors, longest window), `displacements`, `stress`, `correlation_length`."""

    def to_pandas(self) -> Any:
        """The shells of the longest window, a row each; needs pandas."""
        return table(self._data["modulus"], "to_pandas")

    def to_xarray(self) -> Any:
        """mu against window (frames) and q, with its error; needs xarray."""
        from ._optional import need

        windows = self._data["displacements"]["windows"]
        grids = {
            f"mu{suffix}": [[shell["mu"][key] for shell in window["shells"]] for window in windows]
            for suffix, key in (("", "mean"), ("_error", "error"))
        }
        coordinates = {
            "frames": [window["frames"] for window in windows],
            "q": [shell["q"] for shell in windows[-1]["shells"]],
        }
        dataset = need("xarray", "to_xarray").Dataset
        return dataset({k: (("frames", "q"), v) for k, v in grids.items()}, coords=coordinates)

    def __repr__(self) -> str:
        shells = self._data["modulus"]
        least = f"mu = {shells[0]['mu']['mean']} at q = {shells[0]['q']}" if shells else "no shells"
        return f"ModulusAnswer: {least}, in {self._data['units']['modulus']}"


class LocalAnswer(TrajectoryAnswer):
    """Strain around each atom: `local` (means, correlations), and `atoms`, arrays by name for the last frame."""

    atoms: dict[str, Any]

    def to_pandas(self) -> Any:
        """The atoms of the last frame, a row each, what has one number an atom; needs pandas."""
        from ._optional import need

        flat = {name: values for name, values in self.atoms.items() if values.ndim == 1}
        return need("pandas", "to_pandas").DataFrame(flat)

    def __repr__(self) -> str:
        means = self._data["local"]["means"]
        return f"LocalAnswer: {self._data['local']['atoms']} atoms, D2min = {means['d2min']['mean']}"


class DynamicsAnswer(TrajectoryAnswer):
    """Motion: `dynamics` (motions with points and relaxation), `viscosity` where stress was given."""

    def to_pandas(self) -> Any:
        """The points of the motion of all atoms, a row a lag; needs pandas."""
        motions = self._data["dynamics"]["motions"]
        return table(motions[0]["points"], "to_pandas")

    def __repr__(self) -> str:
        dynamics = self._data["dynamics"]
        return f"DynamicsAnswer: {dynamics['frames']} frames over {dynamics['duration']} {self._data['units']['time']}"


class UnitsAnswer(TrajectoryAnswer):
    """Rigid units: `found`, `turned`, `force`, `dipoles`, `x0`."""

    def __repr__(self) -> str:
        return f"UnitsAnswer: {len(self._data['found']['units'])} rigid units in {self._data['frames']} frames"


def modulus(
    trajectory: Any,
    *,
    units: str,
    temperature: float,
    shells: int = 12,
    q_max: float | None = None,
    windows: Sequence[int] | None = None,
    potential: str | os.PathLike[str] | None = None,
    constants: bool = False,
    mu0: float | None = None,
    progress: Progress | None = None,
    **source: Any,
) -> ModulusAnswer:
    """The shear modulus against wavelength and observation time, from how atoms shake about their mean positions.

    trajectory: a path, paths in order, an ASE Atoms, or a list of them. units: "lj", "metal", "real", "si",
    "gromacs"; ASE is "metal". temperature in K, reduced for "lj". windows: numbers of frames. potential: a TOML file
    of a pair potential, for the modulus of the stress too; constants: all elastic constants. mu0: the bare modulus,
    energy per volume, for a correlation length. source: timestep, dimensions (2 or 3), first, last, every (frames),
    out (a folder for the page), png. Moduli are in energy per volume. Raises TrajectoryError with file and line.
    """
    asked = {
        "temperature": temperature,
        "shells": shells,
        "q_max": q_max,
        "windows": None if windows is None else [int(frames) for frames in windows],
        "potential": None if potential is None else os.fspath(potential),
        "constants": constants,
        "mu0": mu0,
    }
    text, written = _ask(_native.trajectory_modulus, trajectory, units, source, asked, progress)
    return _told(ModulusAnswer, text, written)


def local(
    trajectory: Any,
    *,
    units: str,
    cutoff: float | None = None,
    lag: int | None = None,
    mobile: float | None = None,
    plane: str = "xy",
    reach: float | None = None,
    keep_cell_change: bool = False,
    progress: Progress | None = None,
    **source: Any,
) -> LocalAnswer:
    """Strain, rotation and D2min around each atom (Falk1998), their means, distributions and correlations.

    cutoff: out to where atoms are neighbours, by default the first minimum of g(r). lag: compare frames so far
    apart instead of all with the first. mobile: D2min from which an atom is mobile. plane: of the strain that is
    correlated. reach: of correlations. keep_cell_change: do not take the cell's own strain away. The others as in
    `modulus`. `atoms` holds d2min, shear_strain, volumetric_strain, neighbours, rotation, position of the last
    frame; NaN where neighbours do not span the space.
    """
    asked = {
        "cutoff": cutoff,
        "lag": lag,
        "mobile": mobile,
        "plane": plane,
        "reach": reach,
        "keep_cell_change": keep_cell_change,
    }
    (text, written), columns = _ask(
        _native.trajectory_local, trajectory, units, source, asked, progress
    )
    found = _told(LocalAnswer, text, written)
    found.atoms = dict(columns)
    return found


def dynamics(
    trajectory: Any,
    *,
    units: str,
    temperature: float | None = None,
    k: float | None = None,
    keep_drift: bool = False,
    cage: bool = False,
    cutoff: float | None = None,
    stress: str | os.PathLike[str] | None = None,
    stress_columns: Sequence[str] | None = None,
    longest: float | None = None,
    progress: Progress | None = None,
    **source: Any,
) -> DynamicsAnswer:
    """Displacements, the self-intermediate scattering function, relaxation times; viscosity where stress is given.

    k: wave number, by default the first peak of S(k). keep_drift: do not take the mean motion away. cage: motion
    seen from the neighbours too, within cutoff. stress: a series as `fix ave/time` of LAMMPS writes it, which needs
    a temperature; stress_columns: six names xx, yy, zz, xy, xz, yz; longest: its longest lag, a time. The others as
    in `modulus`; `timestep` makes times of frames.
    """
    if stress is not None and temperature is None:
        raise TrajectoryError("a viscosity from the stress needs a temperature")
    asked = {
        "temperature": temperature,
        "k": k,
        "keep_drift": keep_drift,
        "cage": cage,
        "cutoff": cutoff,
        "stress": None if stress is None else os.fspath(stress),
        "stress_columns": None if stress_columns is None else list(stress_columns),
        "longest": longest,
    }
    text, written = _ask(_native.trajectory_dynamics, trajectory, units, source, asked, progress)
    return _told(DynamicsAnswer, text, written)


def dipoles(
    trajectory: Any,
    *,
    units: str,
    temperature: float | None = None,
    cutoff: float | None = None,
    border: float | None = None,
    polyhedra: tuple[str, str] | None = None,
    smallest: int = 4,
    window: int | None = None,
    mobile_angle: float = 20.0,
    mobile_distance: float | None = None,
    potential: str | os.PathLike[str] | None = None,
    fit_forces: float | None = None,
    intervals: int = 100,
    mu: float | None = None,
    a: float | None = None,
    progress: Progress | None = None,
    **source: Any,
) -> UnitsAnswer:
    """Rigid units, how they turn, how many are mobile; the dipoles they carry where forces are known.

    border: bonds that fluctuate less are stiff. polyhedra: species of centre and corner instead. smallest: fewest
    atoms of a unit. window: frames in which units turn. mobile_angle in degrees, mobile_distance: what counts as
    mobile. potential: a TOML file; or fit_forces: fit a pair force out to there, in so many intervals. mu, a and
    temperature together give the coupling `x0`. The others as in `modulus`.
    """
    asked = {
        "temperature": temperature,
        "cutoff": cutoff,
        "border": border,
        "polyhedra": None if polyhedra is None else list(polyhedra),
        "smallest": smallest,
        "window": window,
        "mobile_angle": mobile_angle,
        "mobile_distance": mobile_distance,
        "potential": None if potential is None else os.fspath(potential),
        "fit_forces": fit_forces,
        "intervals": intervals,
        "mu": mu,
        "a": a,
    }
    text, written = _ask(_native.trajectory_dipoles, trajectory, units, source, asked, progress)
    return _told(UnitsAnswer, text, written)


_SOURCE: dict[str, Any] = {
    "timestep": None,
    "dimensions": None,
    "first": 0,
    "last": None,
    "every": 1,
    "out": None,
    "png": False,
}


def _ask(
    native: Callable[..., Any],
    trajectory: Any,
    units: str,
    source: dict[str, Any],
    asked: dict[str, Any],
    progress: Progress | None,
) -> Any:
    unknown = sorted(source.keys() - _SOURCE.keys())
    if unknown:
        raise TypeError(f"unknown arguments {', '.join(unknown)}; there are {', '.join(_SOURCE)}")
    files, memory = _files(trajectory)
    told = {**_SOURCE, **source, "files": files, "units": _units(units)}
    if told["out"] is not None:
        told["out"] = os.fspath(told["out"])
    return native(json.dumps(told), json.dumps(asked), memory, progress)


def _files(trajectory: Any) -> tuple[list[str], bytes | None]:
    if isinstance(trajectory, (str, os.PathLike)):
        return [os.fspath(trajectory)], None
    if is_atoms(trajectory):
        return [], extxyz([trajectory])
    items: list[Any] = list(trajectory) if isinstance(trajectory, Iterable) else [trajectory]
    if items and all(is_atoms(item) for item in items):
        return [], extxyz(items)
    return [os.fspath(item) for item in items], None


def _units(word: str) -> str:
    known = ("lj", "metal", "real", "si", "gromacs")
    if word not in known:
        from .errors import WordError

        expected = ", ".join(known)
        message = f'units = "{word}" is no word for it: expected one of {expected}'
        raise WordError(message, name="units", value=word, expected=expected)
    return word


def _told(kind: type[Found], text: str, written: list[str]) -> Found:
    found: Found = kind.of_json(text)
    found.written = [Path(one) for one in written]
    return found
