"""The elastic medium and the field of a dipole in it, Eqs. 6 and 7."""

from __future__ import annotations

from typing import Any

from . import _native
from ._native import Medium
from ._results import DipoleField
from ._rows import rows, tensors, vectors

__all__ = ["DipoleField", "Medium", "dipole_field"]


def dipole_field(medium: Medium, dipole: Any, r: Any) -> DipoleField:
    """Displacement, strain, rotation and stress of a dipole at the origin, Eq. 7 made symmetric.

    dipole: energies, (..., 3, 3) or (..., 6) as xx, yy, zz, yz, xz, xy; r: (..., 3), not zero. Leading axes are
    broadcast together. Raises DomainError where r is zero or no number.
    """
    shape, (dipole, r) = rows(tensors(dipole), vectors(r))
    parts = _native.dipole_field_rows(medium, dipole, r)
    return DipoleField(*(part.reshape(*shape, part.shape[-1]) for part in parts))
