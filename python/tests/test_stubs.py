"""The stubs name what there is, with its arguments; everything public has its words."""

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import glassmelt
from glassmelt import _native

PACKAGE = Path(glassmelt.__file__).parent
STUB = ast.parse((PACKAGE / "_native.pyi").read_text())
MODULES = [
    importlib.import_module(f"glassmelt.{module.name}")
    for module in pkgutil.iter_modules([str(PACKAGE)])
    if not module.name.startswith("_")
]


def public(module):
    return [(name, getattr(module, name)) for name in module.__all__ if not name.startswith("_")]


def stubs(body):
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name: node for node in body if isinstance(node, kinds)}


def arguments(node):
    named = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    return [one.arg for one in named if one.arg not in ("self", "cls")]


def signature(thing):
    skipped = ("self", "cls", "$self")
    return [name for name in inspect.signature(thing).parameters if name not in skipped]


def test_each_native_name_is_in_the_stubs_and_no_other():
    there = {name for name in dir(_native) if not name.startswith("_") and name != "VERSION"}
    assert there == set(stubs(STUB.body))


def test_functions_of_the_stubs_have_the_arguments_of_the_native_ones():
    for name, node in stubs(STUB.body).items():
        native = getattr(_native, name)
        if isinstance(node, ast.FunctionDef):
            assert arguments(node) == signature(native), name
            continue
        methods = {key: value for key, value in vars(native).items() if not key.startswith("_")}
        declared = {key: value for key, value in stubs(node.body).items() if not key.startswith("_")}
        assert methods.keys() == declared.keys(), name
        for key, method in methods.items():
            if callable(method) or isinstance(method, staticmethod):
                assert arguments(declared[key]) == signature(getattr(native, key)), f"{name}.{key}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_everything_public_says_what_it_is(module):
    assert module.__doc__
    for name, thing in public(module):
        assert inspect.getdoc(thing), name
        if not inspect.isclass(thing):
            continue
        for key, member in vars(thing).items():
            if not key.startswith("_") and (callable(member) or isinstance(member, property)):
                assert inspect.getdoc(member), f"{name}.{key}"


def test_the_package_is_typed(root):
    assert (PACKAGE / "py.typed").exists()
    sources = str(root / "python" / "glassmelt")
    command = [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", sources]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
