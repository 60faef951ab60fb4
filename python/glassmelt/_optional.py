"""Packages that only some answers need, imported when they are."""

from __future__ import annotations

import importlib
from typing import Any

from .errors import MissingPackageError


def need(package: str, purpose: str) -> Any:
    """The module of this name, or an error that says how to install it."""
    try:
        return importlib.import_module(package)
    except ImportError as missing:
        name = package.partition(".")[0]
        message = f"{purpose} needs {name}, which is not installed: pip install {name}"
        raise MissingPackageError(message, package=name) from missing
