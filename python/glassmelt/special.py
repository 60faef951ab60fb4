"""Special functions of the flow: li, E1, Ei, F, their inverses, on arrays."""

from ._native import (
    e1,
    e1_inverse,
    e1_scaled,
    ei,
    flow_primitive,
    flow_primitive_inverse,
    flow_primitive_slope,
    li,
    li_two_terms,
)

__all__ = [
    "e1",
    "e1_inverse",
    "e1_scaled",
    "ei",
    "flow_primitive",
    "flow_primitive_inverse",
    "flow_primitive_slope",
    "li",
    "li_two_terms",
]
