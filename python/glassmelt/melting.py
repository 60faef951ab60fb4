"""A glass heated under a closure: fate, length, viscosity, time, heat and entropy, with what the numbers rest on."""

from __future__ import annotations

from typing import Any

from . import _native
from ._answer import Answer, table
from .closure import ClausiusMossotti, Fugacity, Linear

__all__ = ["Melting", "clausius_mossotti", "fugacity", "linear"]


class Melting(Answer):
    """A glass heated under a closure: `t0`, `strength`, `tg` (1e12 Pa s), `m`, `points`, `warnings`."""

    def to_pandas(self) -> Any:
        """A table, one row a temperature; needs pandas."""
        return table(self._data["points"], "to_pandas")


def linear(
    closure: Linear,
    temperatures: Any,
    *,
    layer: str = "printed",
    a_nm: float = 0.5,
    eta0_pa_s: float = 1e-4,
    omega_s: float = 1e13,
) -> Melting:
    """The paper's closure with T0 put in by hand: a liquid above it, in each layer of the flow.

    temperatures in K, positive. For very many of them take `glassmelt.Liquid(closure).observables`.
    Raises DomainError where a number is not positive.
    """
    return _melt(closure, temperatures, layer, a_nm, eta0_pa_s, omega_s)


def fugacity(
    closure: Fugacity, temperatures: Any, *, a_nm: float = 0.5, omega_s: float = 1e13
) -> Melting:
    """Eq. 11 drives the exact flow: moduli and healing lengths, no liquid. temperatures in K."""
    return _melt(closure, temperatures, "exact", a_nm, 1e-4, omega_s)


def clausius_mossotti(
    closure: ClausiusMossotti, temperatures: Any, *, a_nm: float = 0.5, omega_s: float = 1e13
) -> Melting:
    """Rotors in an elastic mean field: moduli and a T0, no length. temperatures in K."""
    return _melt(closure, temperatures, "elastic", a_nm, 1e-4, omega_s)


def _melt(closure: Any, temperatures: Any, layer: str, *laboratory: float) -> Melting:
    answer: Melting = Melting.of_json(_native.melt_json(closure, temperatures, layer, *laboratory))
    return answer
