"""Viscosity, relaxation time and strength, Eq. 24."""

from ._native import (
    coupling_from_strength,
    liquid_viscosity,
    ln_correlation_length,
    log10_relaxation_time,
    log10_viscosity,
    strength_from_coupling,
)

__all__ = [
    "coupling_from_strength",
    "liquid_viscosity",
    "ln_correlation_length",
    "log10_relaxation_time",
    "log10_viscosity",
    "strength_from_coupling",
]
