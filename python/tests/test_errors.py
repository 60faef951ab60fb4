"""What goes wrong carries its numbers, and says what would be right."""

import pickle

import numpy
import pytest

import glassmelt
from glassmelt import closure, errors, fits, fugacity, interaction, screening, special


def test_an_argument_out_of_its_domain_is_told_with_its_numbers():
    with pytest.raises(glassmelt.DomainError, match="y0 = -1") as told:
        fugacity.fugacity_squared(-1.0, 0.0, 0.0, 300.0)
    assert (told.value.name, told.value.value, told.value.index) == ("y0", -1.0, None)
    assert isinstance(told.value, (ValueError, glassmelt.GlassmeltError))


def test_the_first_element_without_an_answer_is_told_whatever_the_threads():
    t = numpy.full(200_000, 300.0)
    t[[150_001, 190_000]] = -1.0
    for _ in range(3):
        with pytest.raises(glassmelt.DomainError, match="element 150001") as told:
            fugacity.fugacity_squared(1.0, 0.0, 0.0, t)
        assert told.value.index == 150_001


def test_each_error_has_a_class_of_its_own():
    with pytest.raises(errors.UnstableMediumError) as medium:
        glassmelt.Medium(1.0, -1.0)
    assert medium.value.mu == -1.0
    with pytest.raises(errors.NotOnFlowError) as flow:
        glassmelt.ExactFlow(0.05, 10.0, 3.0).ell_at(11.0)
    assert flow.value.from_ == 10.0
    with pytest.raises(errors.NotInLayerError, match="elastic"):
        glassmelt.Liquid(closure.Linear(130.0, 20.0), "elastic")
    with pytest.raises(errors.WordError, match="small-coupling") as word:
        glassmelt.Liquid(closure.Linear(130.0, 20.0), "exakt")
    assert word.value.value == "exakt"
    with pytest.raises(errors.DivergesError):
        screening.screening_integral_as_printed(0.5)
    r = numpy.ones((5, 3))
    r[3] = 0.0
    with pytest.raises(errors.PairNotApartError) as pair:
        interaction.pair_energy(glassmelt.Medium(1.0, 1.0), numpy.eye(3), numpy.eye(3), r)
    assert pair.value.index == 3
    with pytest.raises(errors.ShapeError, match=r"shape \(4,\)"):
        interaction.pair_energy(glassmelt.Medium(1.0, 1.0), numpy.eye(3), numpy.eye(3), [1, 2, 3, 4])


def test_an_unknown_law_is_told_with_the_nearest(diopside):
    with pytest.raises(errors.UnknownLawError, match='did you mean "vft"') as told:
        glassmelt.fit(diopside, "vtf")
    assert told.value.nearest == "vft"


def test_a_curve_that_cannot_be_fitted_says_why():
    with pytest.raises(errors.FitError) as few:
        glassmelt.fit(fits.Curve([300.0, 310.0], [5.0, 4.0]))
    assert few.value.points == 2
    with pytest.raises(errors.FitError) as ragged:
        fits.Curve([300.0, 310.0], [5.0])
    assert ragged.value.length == 1
    with pytest.raises(errors.FitError) as bad:
        glassmelt.fit(fits.Curve([300.0, 310.0, 320.0, -1.0], [5.0, 4.0, 3.0, 2.0]))
    assert bad.value.value == -1.0


def test_a_table_without_units_is_refused(tmp_path):
    table = tmp_path / "open.csv"
    table.write_text("T_K,eta\n300,1e5\n310,1e4\n320,1e3\n330,1e2\n")
    with pytest.raises(errors.ReadError, match="does not say its unit"):
        glassmelt.read_curve(table)
    assert len(glassmelt.read_curve(table, value_unit="pa-s")) == 4
    with pytest.raises(errors.WordError, match="poise"):
        glassmelt.read_curve(table, value_unit="stone")
    with pytest.raises(FileNotFoundError):
        glassmelt.read_curve(tmp_path / "none.csv")


def test_errors_survive_pickling():
    with pytest.raises(glassmelt.DomainError) as told:
        glassmelt.ExactFlow(-1.0, 1.0, 1.0)
    again = pickle.loads(pickle.dumps(told.value))
    assert type(again) is glassmelt.DomainError and again.name == "alpha" and str(again) == str(told.value)


def test_a_missing_package_is_told_with_its_remedy(monkeypatch, diopside):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(errors.MissingPackageError, match="pip install pandas") as told:
        glassmelt.fit(diopside, intervals=False).to_pandas()
    assert isinstance(told.value, ImportError)


def test_what_is_outside_is_nan_where_the_function_says_so():
    assert numpy.isnan(special.e1(-1.0)) and numpy.isnan(special.li(-1.0))
