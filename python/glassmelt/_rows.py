"""Vectors and tensors of any leading shape as rows for the native half."""

from __future__ import annotations

from typing import Any

import numpy

from .errors import ShapeError

_COMPONENTS = ((0, 1, 2, 1, 0, 0), (0, 1, 2, 2, 2, 1))


def tensors(values: Any) -> Any:
    """(..., 6) from (..., 3, 3), of which the symmetric part counts, or from (..., 6)."""
    array = numpy.asarray(values, dtype=float)
    if array.shape[-2:] == (3, 3):
        array = 0.5 * (array + numpy.swapaxes(array, -1, -2))
        return array[..., _COMPONENTS[0], _COMPONENTS[1]]
    return _last(array, 6, "a tensor is (..., 3, 3), or (..., 6) as xx, yy, zz, yz, xz, xy")


def vectors(values: Any) -> Any:
    """(..., 3)."""
    return _last(numpy.asarray(values, dtype=float), 3, "a vector is (..., 3)")


def _last(array: Any, expected: int, words: str) -> Any:
    length = array.shape[-1] if array.ndim else 0
    if length != expected:
        message = f"{words}; this has the shape {array.shape}"
        raise ShapeError(message, length=length, expected=expected)
    return array


def rows(*arrays: Any) -> tuple[tuple[int, ...], list[Any]]:
    """The leading shape of all together, and each as rows; one that is the same for all stays one row."""
    shape = numpy.broadcast_shapes(*(array.shape[:-1] for array in arrays))

    def flat(array: Any) -> Any:
        if array.ndim == 1 or array[..., 0].size == 1:
            return numpy.ascontiguousarray(array.reshape(1, -1))
        full = numpy.broadcast_to(array, (*shape, array.shape[-1]))
        return numpy.ascontiguousarray(full.reshape(-1, array.shape[-1]))

    flattened = [flat(array) for array in arrays]
    if 0 in shape:
        flattened = [row[:0] for row in flattened]
    return shape, flattened
