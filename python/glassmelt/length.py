"""The correlation length, Eqs. 21 and 23, by two criteria in three layers."""

from ._native import (
    log_length,
)

__all__ = [
    "log_length",
]
