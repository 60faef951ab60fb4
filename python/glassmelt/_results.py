"""Answers with several parts, each a float or an array of the shape that was asked about."""

from __future__ import annotations

from typing import Any, NamedTuple

Number = Any
"""A float where all arguments were numbers, else an array of float64."""


class FlowPoint(NamedTuple):
    """A point of the flow at the scale ell = ln(R/a)."""

    ell: Number
    mu_bar: Number
    y2: Number


class FixedPoint(NamedTuple):
    """Where a flow ends: modulus, coupling m = alpha mu_bar, and the rate at which deviations fall with ell."""

    mu_bar: float
    m: float
    rate: float


class LengthAndSlope(NamedTuple):
    """ln(xi/a), and its derivative by temperature in 1/K."""

    ell: Number
    by_t: Number


class LnHeatAndEntropy(NamedTuple):
    """Natural logarithms of heat and entropy in k_B a cell: as printed, and of f = -k_B T xi^-3."""

    heat: Number
    heat_singular: Number
    entropy: Number
    entropy_singular: Number


class Observables(NamedTuple):
    """A liquid above T0: temperature in K, and log10 of what it has, in nm, Pa s, s and k_B a cell."""

    t: Number
    log10_xi_nm: Number
    log10_eta: Number
    log10_tau_s: Number
    log10_cv: Number
    log10_cv_singular: Number
    log10_entropy: Number
    log10_entropy_singular: Number

    def to_pandas(self) -> Any:
        """A table, one row a temperature; needs pandas."""
        from ._optional import need

        columns = {name: _flat(value) for name, value in zip(self._fields, self, strict=True)}
        return need("pandas", "to_pandas").DataFrame(columns)

    def to_xarray(self) -> Any:
        """A data set along t; needs xarray."""
        from ._optional import need

        columns = {name: _flat(value) for name, value in zip(self._fields, self, strict=True)}
        t = columns.pop("t")
        xarray = need("xarray", "to_xarray")
        return xarray.Dataset({k: ("t", v) for k, v in columns.items()}, coords={"t": t})


def _flat(value: Any) -> Any:
    import numpy

    return numpy.ravel(value)


class DynamicModulus(NamedTuple):
    """G* = G' + i G'', in the unit of the modulus it was made from."""

    storage: Number
    loss: Number


class PairInteraction(NamedTuple):
    """Energy of two dipoles, force on b, torques on a and on b, the last axis x, y, z."""

    energy: Number
    force: Any
    torque_a: Any
    torque_b: Any


class DipoleField(NamedTuple):
    """What a dipole does to the medium; tensors as xx, yy, zz, yz, xz, xy along the last axis."""

    displacement: Any
    strain: Any
    rotation: Any
    stress: Any


class OverDirections(NamedTuple):
    """A number that depends on direction: smallest, mean and largest over all directions."""

    min: float
    mean: float
    max: float
