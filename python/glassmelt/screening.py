"""First-order screening of the modulus, Eqs. 15 and 27."""

from ._native import (
    fugacity_integral,
    screened_modulus,
    screening_integral,
    screening_integral_as_printed,
)

__all__ = [
    "fugacity_integral",
    "screened_modulus",
    "screening_integral",
    "screening_integral_as_printed",
]
