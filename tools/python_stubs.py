"""Writes python/glassmelt/_native.pyi from the installed package: run it after a change of python/src.

Names, arguments, defaults and words come from the native module; the types from the tables below.
"""

import inspect
import sys
from pathlib import Path

from glassmelt import _native

STUB = Path(__file__).resolve().parent.parent / "python" / "glassmelt" / "_native.pyi"

HEAD = '''"""The native half of glassmelt; use the modules of the package. Written by tools/python_stubs.py."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from numpy.typing import ArrayLike

from ._results import (
    DipoleField,
    DynamicModulus,
    FixedPoint,
    FlowPoint,
    LengthAndSlope,
    LnHeatAndEntropy,
    Observables,
    PairInteraction,
)

VERSION: str
'''

# An argument is a number or an array of any shape unless its name stands here.
ARGUMENTS = {
    "medium": "Medium",
    "layer": "str",
    "criterion": "str",
    "form": "str",
    "law": "str",
    "number": "float | None",
    "cell": "float",
    "level": "float",
    "relative": "float",
    "a_nm": "float",
    "eta0_pa_s": "float",
    "omega_s": "float",
    "closure": "Linear | Fugacity | ClausiusMossotti",
    "curve": "Curve",
    "fits": "Sequence[Fit]",
    "law_words": "Sequence[str]",
    "loss": "str",
    "weighting": "str",
    "intervals": "bool",
    "bootstrap": "int",
    "seed": "int",
    "progress": "Callable[[float], Any] | None",
    "path": "str | os.PathLike[str]",
    "out": "str | os.PathLike[str] | None",
    "folder": "str | os.PathLike[str]",
    "content": "str | None",
    "starts": "int | None",
    "png": "bool",
    "page": "bool",
    "of": "str",
    "command": "str",
    "source": "str",
    "asked": "str",
    "memory": "bytes | None",
    "sigma": "ArrayLike | None",
    "modulus_gpa": "ArrayLike | None",
    "quantity": "str",
    "name": "str",
    "temperature_column": "str | None",
    "value_column": "str | None",
    "error_column": "str | None",
    "temperature_unit": "str | None",
    "value_unit": "str | None",
    "t_min": "float | None",
    "t_max": "float | None",
    "factor": "float",
    "kt": "float",
    "density": "float",
}

# Classes are made of floats, these of something else.
OF_CLASSES = {
    ("Liquid", "closure"): "Linear",
    ("Curve", "temperature"): "ArrayLike",
    ("Curve", "log10_value"): "ArrayLike",
    ("VogelFulcher.from_myega", "law"): "Myega",
    ("Myega.from_vogel_fulcher", "law"): "VogelFulcher",
    ("ConfigurationalHeat.of", "law"): "VogelFulcher",
    ("PrintedFlow.integrate", "mu0_bar"): "float",
    ("PrintedFlow.integrate", "y0"): "float",
    ("Liquid.modulus", "t"): "float",
    ("alpha_of", "dipole"): "Sequence[float]",
    ("dilute_json", "dipole"): "Sequence[float]",
}

# An answer is a float or an array (Any) unless its name stands here.
NOTE = "tuple[str, str] | None"
ANSWERS = {
    "not_dilute": NOTE,
    "strength_outside_closure": NOTE,
    "outside_closure": NOTE,
    "negative_fugacity": NOTE,
    "correlation_length_at_tg": NOTE,
    "adam_gibbs_not_constant": NOTE,
    "dilute_json": "str",
    "maxwell": "DynamicModulus",
    "maxwell_at": "DynamicModulus",
    "pair_rows": "PairInteraction",
    "dipole_field_rows": "DipoleField",
    "alpha_of": "tuple[float, float, float]",
    "at": "FlowPoint",
    "at_printed": "FlowPoint",
    "integrate": "FlowPoint",
    "fixed_point": "FixedPoint",
    "length": "LengthAndSlope",
    "ln_heat_and_entropy": "LnHeatAndEntropy",
    "observables": "Observables",
    "melt_json": "str",
    "read_curve": "Curve",
    "law_words": "list[tuple[str, str, str, str]]",
    "fit": "Fit",
    "compare": "str",
    "predictions": "str",
    "analyse": "Analysis",
    "json": "str",
    "names": "list[str]",
    "log10_and_error": "tuple[Any, Any]",
    "fits": "list[Fit]",
    "write": "list[str]",
    "study": "tuple[str, list[str]]",
    "defect": "tuple[str, list[str]]",
    "file_schema": "str",
    "rotors_run": "None",
    "rotors_resume": "None",
    "rotors_show": "tuple[str | None, list[str]]",
    "trajectory_modulus": "tuple[str, list[str]]",
    "trajectory_local": "tuple[tuple[str, list[str]], list[tuple[str, Any]]]",
    "trajectory_dynamics": "tuple[str, list[str]]",
    "trajectory_dipoles": "tuple[str, list[str]]",
    "tg": "float",
    "fragility": "float",
    "strength": "float",
    "natural_b": "float",
    "end_of_length": "float",
    "singular_heat_vanishes_at": "float | None",
    "towards": None,
    "from_strength": None,
    "from_glass_transition": None,
    "from_myega": None,
    "from_vogel_fulcher": None,
    "of": None,
}

PROPERTIES = {
    "closure": "Linear",
    "layer": "str",
    "name": "str",
    "quantity": "str",
    "source": "str | None",
    "notes": "list[tuple[str, str]]",
    "temperature": "Any",
    "log10_value": "Any",
    "sigma": "Any",
    "modulus_gpa": "Any",
}


def words(thing, indent):
    """The docstring, as the body of what it belongs to."""
    text = inspect.getdoc(thing) or ""
    lines = text.replace("\\", "\\\\").splitlines()
    body = f"\n{indent}".join(lines) if len(lines) > 1 else "".join(lines)
    end = f"\n{indent}" if len(lines) > 1 else ""
    return f'{indent}"""{body}{end}"""'.replace(f"\n{indent}\n", "\n\n")


NOTES = {name for name, answer in ANSWERS.items() if answer == NOTE}


def argument(owner, parameter, default_type):
    """One argument with its type and default."""
    key = (owner, parameter.name)
    kind = OF_CLASSES.get(key) or ARGUMENTS.get(parameter.name, default_type)
    if key == ("PrintedFlow.integrate", "ell"):
        kind = "ArrayLike"
    default = parameter.default
    if default is inspect.Parameter.empty:
        return f"{parameter.name}: {kind}"
    return f"{parameter.name}: {kind} = {default!r}"


def arguments(owner, thing, default_type="ArrayLike", first=()):
    """All arguments between the brackets."""
    told, keywords = list(first), False
    for parameter in inspect.signature(thing).parameters.values():
        if parameter.name in ("self", "$self"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keywords:
            told.append("*")
            keywords = True
        told.append(argument(owner, parameter, default_type))
    return ", ".join(told)


def function(name, thing):
    """A function of the module."""
    answer = ANSWERS.get(name, "Any")
    default = "float" if name in NOTES else "ArrayLike"
    return f"def {name}({arguments(name, thing, default)}) -> {answer}:\n{words(thing, '    ')}\n"


def member(owner, name, thing, raw):
    """A method, a static method or a property."""
    pad = "    "
    if isinstance(raw, staticmethod):
        given = arguments(f"{owner}.{name}", thing, "float")
        return f"{pad}@staticmethod\n{pad}def {name}({given}) -> {owner}:\n{words(thing, pad * 2)}\n"
    if not callable(raw):
        kind = PROPERTIES.get(name, "float")
        return f"{pad}@property\n{pad}def {name}(self) -> {kind}:\n{words(raw, pad * 2)}\n"
    given = arguments(f"{owner}.{name}", thing, first=("self",))
    return f"{pad}def {name}({given}) -> {ANSWERS.get(name, 'Any')}:\n{words(thing, pad * 2)}\n"


def klass(name, thing):
    """A class with its members in order."""
    parts = [f"class {name}:\n{words(thing, '    ')}\n"]
    if "__new__" in vars(thing):
        parts.append(f"    def __init__({arguments(name, thing, 'float', ('self',))}) -> None: ...\n")
    if "__len__" in vars(thing):
        parts.append("    def __len__(self) -> int: ...\n")
    for key in sorted(vars(thing)):
        if not key.startswith("_"):
            parts.append(member(name, key, getattr(thing, key), vars(thing)[key]))
    return "\n".join(parts)


def stub():
    """The whole stub."""
    names = sorted(name for name in dir(_native) if not name.startswith("_") and name != "VERSION")
    things = [(name, getattr(_native, name)) for name in names]
    parts = [klass(name, thing) for name, thing in things if inspect.isclass(thing)]
    parts += [function(name, thing) for name, thing in things if not inspect.isclass(thing)]
    return HEAD + "\n\n" + "\n\n".join(parts)


if __name__ == "__main__":
    written = stub()
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if STUB.read_text() == written else "python/glassmelt/_native.pyi is old: run tools/python_stubs.py")
    STUB.write_text(written)
