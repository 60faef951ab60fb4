"""The shear modulus at a frequency: Maxwell's, below Eq. 24, and the flow stopped at a scale."""

from ._native import (
    maxwell,
    maxwell_at,
    stopping_scale,
)

__all__ = [
    "maxwell",
    "maxwell_at",
    "stopping_scale",
]
