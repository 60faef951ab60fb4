"""Each figure draws what its answer holds."""

import numpy
import pytest

import glassmelt

matplotlib = pytest.importorskip("matplotlib")

from matplotlib import pyplot

from glassmelt import closure, melting, plot, rotors, study, trajectory


@pytest.fixture(autouse=True)
def closed():
    yield
    pyplot.close("all")


def test_the_points_of_the_curve_and_the_line_of_the_law(analysis, diopside):
    axes = plot.viscosity(analysis.fit("vft"))
    line = axes.lines[0]
    numpy.testing.assert_allclose(line.get_ydata(), analysis.fit("vft").log10_at(1000.0 / line.get_xdata()))
    assert axes.get_xlabel() == "1000 K / $T$"
    assert len(plot.viscosity(analysis).get_legend().get_texts()) == 4


@pytest.mark.parametrize("draw", [plot.angell, plot.residuals, plot.withheld])
def test_figures_of_an_analysis(analysis, draw):
    axes = draw(analysis)
    assert axes.has_data()
    axes.figure.canvas.draw()


@pytest.mark.parametrize("draw", [plot.length, plot.heat, plot.modulus, plot.frequency, plot.flow])
def test_figures_of_a_prediction(analysis, draw):
    axes = draw(analysis.predictions[0])
    assert axes.has_data()
    axes.figure.canvas.draw()


def test_lines_of_flows_end_at_their_fixed_points():
    flow = glassmelt.ExactFlow(0.05, 10.0, 3.0)
    axes = plot.flow([flow, glassmelt.SmallCouplingFlow(0.05, 10.0, 3.0)])
    assert axes.lines[0].get_xdata()[-1] == pytest.approx(flow.fixed_point().mu_bar)


def test_a_glass_that_melts_and_a_study(root):
    melted = melting.linear(closure.Linear(130.0, 20.0), [120.0, 160.0, 180.0])
    assert len(plot.melting(melted).lines[0].get_xdata()) == 2
    assert plot.study(study.Study.run(root / "examples" / "study.toml")).has_data()


def test_figures_of_atoms(root):
    crystal = root / "examples" / "trajectories" / "crystal.lammpstrj.gz"
    assert plot.moduli(trajectory.modulus(crystal, units="lj", temperature=0.1, shells=4)).has_data()
    moved = trajectory.dynamics(crystal, units="lj", timestep=0.005)
    assert plot.motion(moved).has_data() and plot.motion(moved, quantity="msd").has_data()
    assert plot.strains(trajectory.local(crystal, units="lj")).has_data()


def test_the_figure_of_a_run(tmp_path):
    from test_studies import RUN

    axes = plot.rotors(rotors.run("run.toml", tmp_path / "run", content=RUN))
    axes.figure.canvas.draw()
    assert axes.has_data()


def test_axes_that_are_given_are_drawn_into(analysis):
    figure, axes = pyplot.subplots()
    assert plot.residuals(analysis, axes) is axes
    assert figure.axes == [axes]
