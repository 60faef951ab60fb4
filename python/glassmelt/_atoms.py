"""ASE Atoms as extended XYZ in memory, to the last digit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy


def is_atoms(item: Any) -> bool:
    """Whether it is an ASE Atoms, or has what one has."""
    return all(hasattr(item, name) for name in ("get_positions", "get_chemical_symbols", "cell"))


def extxyz(frames: Iterable[Any]) -> bytes:
    """The frames one after the other: cell, species, positions, forces where they have been calculated."""
    return "".join(_frame(atoms) for atoms in frames).encode()


def _frame(atoms: Any) -> str:
    columns = [numpy.asarray(atoms.get_positions(), dtype=float)]
    properties = "species:S:1:pos:R:3"
    forces = _forces(atoms)
    if forces is not None:
        columns.append(forces)
        properties += ":forces:R:3"
    numbers = numpy.hstack(columns)
    lattice = " ".join(repr(float(number)) for number in numpy.ravel(numpy.asarray(atoms.cell)))
    periodic = " ".join("T" if axis else "F" for axis in atoms.pbc)
    head = f'Lattice="{lattice}" Properties={properties} pbc="{periodic}"'
    rows = (
        f"{symbol} {' '.join(map(repr, row))}\n"
        for symbol, row in zip(atoms.get_chemical_symbols(), numbers.tolist(), strict=True)
    )
    return f"{len(numbers)}\n{head}\n{''.join(rows)}"


def _forces(atoms: Any) -> Any:
    """Forces that a calculator holds for these places; none are calculated anew."""
    results = getattr(getattr(atoms, "calc", None), "results", {})
    forces = results.get("forces")
    return None if forces is None else numpy.asarray(forces, dtype=float)
