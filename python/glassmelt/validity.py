"""Where the theory's own assumptions break: each question answers with (code, message), or with None."""

from ._native import (
    adam_gibbs_not_constant,
    correlation_length_at_tg,
    negative_fugacity,
    not_dilute,
    outside_closure,
    strength_outside_closure,
)

__all__ = [
    "adam_gibbs_not_constant",
    "correlation_length_at_tg",
    "negative_fugacity",
    "not_dilute",
    "outside_closure",
    "strength_outside_closure",
]
