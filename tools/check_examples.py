"""Checks the shipped files of defects, studies and runs against the published JSON Schemas.

    python3 -m pip install jsonschema && python3 tools/check_examples.py

Prints what does not fit and ends with 1, or prints one line and ends with 0.
"""

import json
import sys
import tomllib
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "defect": sorted((ROOT / "examples/defects").glob("*.toml")),
    "study": sorted((ROOT / "examples").glob("*.toml")),
    "run": [*sorted((ROOT / "examples/runs").glob("*.toml")), *sorted((ROOT / "docs/results/runs").glob("*.toml"))],
}


def problems(kind: str) -> list[str]:
    """What is wrong with the files of one kind."""
    schema = json.loads((ROOT / f"docs/schema/{kind}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = []
    for path in FILES[kind]:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        errors = validator.iter_errors(content)
        found += [f"{path.relative_to(ROOT)}: {error.json_path}: {error.message}" for error in errors]
    return found


def main() -> int:
    """Every kind of file."""
    found = [line for kind in FILES for line in problems(kind)]
    print("\n".join(found) or f"{sum(map(len, FILES.values()))} files, each as its schema says")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
