"""Energy, force and torques of two elastic dipoles, Eqs. 9 and 10: what follows from elasticity, and what is printed."""

from __future__ import annotations

from typing import Any

from . import _native
from ._native import Medium
from ._results import PairInteraction
from ._rows import rows, tensors, vectors

__all__ = ["PairInteraction", "pair_energy", "pair_energy_as_printed", "pair_interaction"]


def pair_interaction(medium: Medium, dipole_a: Any, dipole_b: Any, r: Any) -> PairInteraction:
    """Energy, force on b, torques on a and b, of two dipoles, r from a to b; Eqs. 9-10 by exact elasticity.

    Dipoles are energies, (..., 3, 3) or (..., 6) as xx, yy, zz, yz, xz, xy; r: (..., 3), in the medium's unit of
    length. Leading axes are broadcast together: a million pairs are one call. Raises PairNotApartError where r is
    zero or no number.
    """
    shape, (dipole_a, dipole_b, r) = rows(tensors(dipole_a), tensors(dipole_b), vectors(r))
    energy, *others = _native.pair_rows(medium, dipole_a, dipole_b, r)
    energy = energy.reshape(shape) if shape else float(energy[0])
    return PairInteraction(energy, *(part.reshape(*shape, 3) for part in others))


def pair_energy(medium: Medium, dipole_a: Any, dipole_b: Any, r: Any) -> Any:
    """The energy alone of `pair_interaction`: a float, or an array of the shape of the leading axes."""
    return pair_interaction(medium, dipole_a, dipole_b, r).energy


def pair_energy_as_printed(medium: Medium, dipole_a: Any, dipole_b: Any, r: Any) -> Any:
    """Eq. 10 as printed, which is not the energy of two elastic dipoles; arguments as of `pair_interaction`."""
    shape, (dipole_a, dipole_b, r) = rows(tensors(dipole_a), tensors(dipole_b), vectors(r))
    energy = _native.printed_pair_rows(medium, dipole_a, dipole_b, r)
    return energy.reshape(shape) if shape else float(energy[0])
