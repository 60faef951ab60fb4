"""The door between the laboratory (GPa, nm) and the theory, where k_B = 1."""

from ._native import (
    modulus_in_gigapascal,
    modulus_in_kelvin,
)

__all__ = [
    "modulus_in_gigapascal",
    "modulus_in_kelvin",
]
