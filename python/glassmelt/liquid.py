"""The liquid of the linear closure above T0: length, viscosity, heat, entropy, Eqs. 21-24."""

from ._native import Liquid
from ._results import LengthAndSlope, LnHeatAndEntropy, Observables

__all__ = ["LengthAndSlope", "Liquid", "LnHeatAndEntropy", "Observables"]
