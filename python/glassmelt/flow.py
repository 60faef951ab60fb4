"""The flow of modulus and fugacity with the scale ell = ln(R/a), Eqs. 16-22, in its layers."""

from ._native import (
    ExactFlow,
    PrintedFlow,
    SmallCouplingFlow,
    largest_error_of_printed,
    late_amplitude_ratio,
)
from ._results import FixedPoint, FlowPoint

__all__ = [
    "ExactFlow",
    "FixedPoint",
    "FlowPoint",
    "PrintedFlow",
    "SmallCouplingFlow",
    "largest_error_of_printed",
    "late_amplitude_ratio",
]
