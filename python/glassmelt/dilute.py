"""A dilute gas of freely turning dipoles, Eqs. 12-15 by elasticity itself."""

from __future__ import annotations

from typing import Any

from . import _native
from ._answer import Answer
from ._native import Medium
from ._rows import tensors

__all__ = ["Dilute", "average"]


class Dilute(Answer):
    """The gas: `shear_softening`, `modulus_ratio`, `kt0`, `pairs`, `bulk`, `printed`, `warnings`."""


def average(medium: Medium, dipole: Any, cell: float, kt: float, density: float) -> Dilute:
    """Each dipole with itself, with the others in pairs, in a mean field; what Eqs. 14-15 print stands beside.

    dipole: energies, (3, 3) or (6,); cell: the hard core a, in the medium's unit of length; kt: k_B T, in the unit
    of energy; density: n a^3. Raises DomainError outside.
    """
    text = _native.dilute_json(medium, tensors(dipole).tolist(), cell, kt, density)
    gas: Dilute = Dilute.of_json(text)
    return gas
