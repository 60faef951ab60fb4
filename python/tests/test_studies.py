"""Defects, studies, rotors and trajectories: the answers of the command line, from files and from ASE."""

import numpy
import pytest

import glassmelt
from glassmelt import errors, rotors, study, trajectory

RUN = """
[sites]
kind = "lattice"
size = 2
[coupling]
x0 = [1.0, 1.4]
[run]
thermalize = 6
measure = 24
every = 2
"""


def test_the_shipped_tetrahedron_has_eight_minima(root, tmp_path):
    found = study.defect(root / "examples" / "defects" / "tetrahedron.toml", out=tmp_path / "defect")
    assert len(found.minima) == 8
    assert found.alpha == pytest.approx(1.4148e-03, rel=1e-4)
    assert found.written[0].name == "defect.html" and found.written[0].exists()
    assert len(found.to_pandas()) == 8


def test_a_study_walks_from_a_tetrahedron_to_a_viscosity(root):
    walked = study.Study.run(root / "examples" / "study.toml")
    curve = {one.closure: one for one in walked.closures}["linear"]
    assert curve.t0 == 130.0
    assert any(point.log10_eta is not None for point in curve.points)
    assert {"linear", "fugacity"} <= set(walked.to_pandas()["closure"])


def test_a_mistake_in_a_file_is_told_with_its_line():
    with pytest.raises(errors.FileError, match="line 2"):
        study.defect("mine.toml", content='[core]\nshaep = "tetrahedron"\n')
    assert study.schema("defect")["properties"]


def test_a_run_of_rotors_is_kept_and_shown(tmp_path):
    parts = []
    found = rotors.run("run.toml", tmp_path / "run", content=RUN, progress=parts.append)
    assert [at.x0 for at in found.results] == [1.0, 1.4]
    assert all(0.0 <= part <= 1.0 for part in parts)
    again = rotors.show(tmp_path / "run")
    assert again.to_dict() == found.to_dict()
    assert (tmp_path / "run" / "report.html").exists()
    assert list(found.to_xarray()["mu_r"].dims) == ["x0", "q"]
    with pytest.raises(errors.RunError):
        rotors.run("run.toml", tmp_path / "run", content=RUN)
    with pytest.raises(errors.RunError):
        rotors.show(tmp_path / "none")


def test_a_run_that_is_stopped_ends_with_the_same_numbers(tmp_path):
    class Enough(Exception):
        pass

    def stop(part):
        if part > 0.0:
            raise Enough

    long = RUN.replace("measure = 24", "measure = 3000").replace("x0 = [1.0, 1.4]", "x0 = [1.0]")
    whole = rotors.run("run.toml", tmp_path / "whole", content=long)
    try:
        rotors.run("run.toml", tmp_path / "parts", content=long, progress=stop)
    except Enough:
        rotors.resume(tmp_path / "parts")
    assert rotors.show(tmp_path / "parts")["results"][0].to_dict() == whole["results"][0].to_dict()


@pytest.fixture(scope="module")
def crystal(root):
    return root / "examples" / "trajectories" / "crystal.lammpstrj.gz"


def test_the_modulus_of_the_crystal_is_that_of_the_readme(root, crystal):
    potential = root / "examples" / "potentials" / "lennard-jones.toml"
    found = trajectory.modulus(crystal, units="lj", temperature=0.1, shells=4, windows=[16, 64], potential=potential)
    first = found.modulus[0]
    assert float(first.mu) == pytest.approx(41.3, abs=0.05)
    assert first.q == pytest.approx(1.3367, abs=1e-4)
    assert found.stress.mu_affine.mean == pytest.approx(36.092, abs=1e-3)
    assert found.to_xarray()["mu"].shape == (2, 4)
    assert "mu_error" in found.to_pandas().columns


def test_atoms_of_ase_answer_as_their_file(tmp_path):
    ase = pytest.importorskip("ase")
    from ase.build import bulk

    random = numpy.random.default_rng(3)
    perfect = bulk("Ar", "fcc", a=5.3, cubic=True) * (3, 3, 3)
    frames = []
    for _ in range(8):
        frame = perfect.copy()
        frame.positions += random.normal(scale=0.05, size=frame.positions.shape)
        frames.append(frame)
    told = {"units": "metal", "temperature": 40.0, "shells": 3}
    from_memory = trajectory.modulus(frames, **told)
    from ase.io import write

    path = tmp_path / "argon.extxyz"
    for frame in frames:
        frame.positions = numpy.round(frame.positions, 8)
    write(path, frames, format="extxyz")
    from_file = trajectory.modulus(path, **told)
    assert float(from_memory.modulus[0].mu) == pytest.approx(float(from_file.modulus[0].mu), rel=1e-5)
    assert from_memory.displacements.atoms == len(perfect)
    assert ase


def test_local_strain_of_a_sheared_crystal_is_that_shear(tmp_path):
    pytest.importorskip("ase")
    from ase.build import bulk

    perfect = bulk("Ar", "fcc", a=5.3, cubic=True) * (3, 3, 3)
    perfect.pbc = True
    sheared = perfect.copy()
    matrix = numpy.eye(3)
    matrix[1, 0] = 0.02
    sheared.set_cell(perfect.cell @ matrix, scale_atoms=True)
    found = trajectory.local([perfect, sheared], units="metal", cutoff=4.5, keep_cell_change=True)
    assert found.atoms["d2min"].shape == (len(perfect),)
    numpy.testing.assert_allclose(found.atoms["d2min"], 0.0, atol=1e-20)
    numpy.testing.assert_allclose(found.atoms["shear_strain"], 0.01, rtol=0.02)


def test_motion_and_units_of_the_crystal(crystal):
    moved = trajectory.dynamics(crystal, units="lj", timestep=0.005)
    assert moved.dynamics.frames == 64
    assert (moved.to_pandas()["msd"] >= 0.0).all()
    found = trajectory.dipoles(crystal, units="lj")
    assert found.frames == 64 and found.notes


def test_wrong_questions_about_a_trajectory(crystal):
    with pytest.raises(errors.WordError, match="gromacs"):
        trajectory.local(crystal, units="stone")
    with pytest.raises(TypeError, match="tmestep"):
        trajectory.local(crystal, units="lj", tmestep=1.0)
    with pytest.raises(errors.TrajectoryError):
        trajectory.local("none.dump", units="lj")


def test_answers_speak_by_their_keys(crystal):
    moved = trajectory.dynamics(crystal, units="lj", timestep=0.005)
    assert moved.units.length == moved["units"]["length"] == "sigma"
    with pytest.raises(AttributeError, match="it has"):
        moved.nothing
    assert "dynamics" in dir(moved)
    assert isinstance(glassmelt.Answer(moved.to_dict()).to_json(), str)
