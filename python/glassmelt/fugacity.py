"""The density of defects against temperature, Eq. 11."""

from ._native import (
    fugacity_squared,
)

__all__ = [
    "fugacity_squared",
]
