"""The theory of melting of glasses (C. M. Varma, arXiv:2208.11648), from the flow of the shear modulus to viscosity.

The modules have the words of the Rust crates:

- the theory: `special`, `medium`, `dipole`, `interaction`, `fugacity`, `screening`, `flow`, `closure`, `length`,
  `liquid`, `melting`, `thermodynamics`, `viscosity`, `dynamic_modulus`, `angell`, `units`,
  `dilute`, `validity`
- measured curves: `fits` (`read_curve`, `fit`, `analyse`, `compare`, `predict`, `report`)
- defects and the whole chain: `study`; many rotors: `rotors`; somebody's atoms: `trajectory`
- figures: `plot` (needs matplotlib)

Numbers come one or as arrays of any shape, broadcast as in numpy, a million in one call. `k_B = 1`;
`mu_bar = mu a^3/(k_B T)`, `m = alpha mu_bar`, `ell = ln(R/a)`; temperatures in K, viscosity in Pa s.
Whatever is wrong is a `GlassmeltError`, a ValueError with its numbers as attributes.
"""

from . import (
    angell,
    closure,
    dilute,
    dipole,
    dynamic_modulus,
    errors,
    fits,
    flow,
    fugacity,
    interaction,
    length,
    liquid,
    medium,
    melting,
    rotors,
    screening,
    special,
    study,
    thermodynamics,
    trajectory,
    units,
    validity,
    viscosity,
)
from ._answer import Answer, Estimate
from ._native import VERSION as __version__
from .angell import Myega, VogelFulcher
from .errors import DomainError, GlassmeltError
from .fits import Curve, analyse, compare, fit, laws, predict, read_curve, report
from .flow import ExactFlow, PrintedFlow, SmallCouplingFlow
from .liquid import Liquid
from .medium import Medium
from .thermodynamics import ConfigurationalHeat

__all__ = [
    "Answer",
    "ConfigurationalHeat",
    "Curve",
    "DomainError",
    "Estimate",
    "ExactFlow",
    "GlassmeltError",
    "Liquid",
    "Medium",
    "Myega",
    "PrintedFlow",
    "SmallCouplingFlow",
    "VogelFulcher",
    "__version__",
    "analyse",
    "angell",
    "closure",
    "compare",
    "dilute",
    "dipole",
    "dynamic_modulus",
    "errors",
    "fit",
    "fits",
    "flow",
    "fugacity",
    "interaction",
    "laws",
    "length",
    "liquid",
    "medium",
    "melting",
    "predict",
    "read_curve",
    "report",
    "rotors",
    "screening",
    "special",
    "study",
    "thermodynamics",
    "trajectory",
    "units",
    "validity",
    "viscosity",
]
