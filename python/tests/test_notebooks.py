"""Each notebook runs from its first line to its last."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"


@pytest.mark.parametrize("notebook", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_notebook_runs(notebook, tmp_path):
    """As a script, its results in a folder of its own, drawing without a screen."""
    surroundings = os.environ | {"MPLBACKEND": "Agg", "PYTHONWARNINGS": "error::RuntimeWarning"}
    command = [sys.executable, str(notebook)]
    ran = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "# %%" in notebook.read_text()


def test_there_is_one_for_each_chapter():
    assert len(list(FOLDER.glob("*.py"))) >= 6
