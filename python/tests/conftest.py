"""What all tests need: the shipped files, the reference values, a drawing library without a screen."""

import json
import os
from pathlib import Path

os.environ.setdefault("MPLBACKEND", "Agg")

import pytest

import glassmelt

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root():
    """The clone."""
    return ROOT


@pytest.fixture(scope="session")
def reference():
    """The high-precision table of the Rust tests."""
    path = ROOT / "crates" / "glassmelt" / "tests" / "reference" / "values.json"
    return json.loads(path.read_text())


@pytest.fixture(scope="session")
def diopside():
    """A measured curve."""
    return glassmelt.read_curve(ROOT / "data" / "diopside.csv")


@pytest.fixture(scope="session")
def analysis(diopside):
    """Three laws on it."""
    return glassmelt.analyse(diopside, ["vft", "myega", "rotor-printed"], bootstrap=0)
