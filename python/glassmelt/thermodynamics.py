"""Heat and entropy of a Vogel-Fulcher liquid, between Eqs. 23 and 24."""

from ._native import (
    ConfigurationalHeat,
)

__all__ = [
    "ConfigurationalHeat",
]
