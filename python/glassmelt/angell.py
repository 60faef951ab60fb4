"""One liquid in three languages: Vogel-Fulcher parameters, Angell's strength and fragility, MYEGA."""

from ._native import (
    Myega,
    VogelFulcher,
    fragility_from_strength,
    largest_strength_of_the_linear_closure,
    strength_from_fragility,
    tg_over_t0,
)

__all__ = [
    "Myega",
    "VogelFulcher",
    "fragility_from_strength",
    "largest_strength_of_the_linear_closure",
    "strength_from_fragility",
    "tg_over_t0",
]
