"""The elastic dipole of Eq. 5 and the coupling alpha that it makes."""

from __future__ import annotations

from typing import Any

from . import _native
from ._native import Medium
from ._results import OverDirections
from ._rows import tensors

__all__ = ["OverDirections", "alpha", "uniaxial"]


def alpha(medium: Medium, dipole: Any, a: float) -> OverDirections:
    """alpha = 16 pi |p|^2, below Eq. 15, with p the deviator over 8 pi mu a^3: smallest, mean, largest over directions.

    dipole: energies, (3, 3) or (6,); a: the cut-off length in the medium's unit, positive. The flow takes the mean.
    Raises DomainError otherwise.
    """
    return OverDirections(*_native.alpha_of(medium, tensors(dipole).tolist(), a))


def uniaxial(strength: Any, axis: Any) -> Any:
    """P0 (n n - 1/3), the dipole of a rod along n: tensors (..., 3, 3) in the unit of strength.

    axis: (..., 3), of any length; strength: a number, or an array of the leading shape.
    """
    import numpy

    axis = numpy.asarray(axis, dtype=float)
    n = axis / numpy.linalg.norm(axis, axis=-1, keepdims=True)
    outer = n[..., :, None] * n[..., None, :] - numpy.eye(3) / 3.0
    return numpy.asarray(strength, dtype=float)[..., None, None] * outer
