"""What ties the flow to temperature: the paper's closure, Eq. 11, and a mean field."""

from ._native import (
    ClausiusMossotti,
    Fugacity,
    Linear,
)

__all__ = [
    "ClausiusMossotti",
    "Fugacity",
    "Linear",
]
