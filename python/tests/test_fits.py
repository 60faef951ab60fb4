"""Fits: the numbers of the command line, laws that return, tables, and the report."""

import json

import numpy
import pytest

import glassmelt


def test_vft_on_diopside_is_that_of_the_shipped_fit(diopside):
    fit = glassmelt.fit(diopside, "vft")
    assert fit.derived.tg == pytest.approx(994.171, abs=1e-3)
    assert fit.rms_dex == pytest.approx(0.0589, abs=1e-4)
    assert list(fit.by_name) == ["log10_eta0", "b", "t0"]
    assert fit.parameters.t0.low < fit.by_name["t0"] < fit.parameters.t0.high
    values = " ".join(f"{value:.6g}" for value in fit.by_name.values())
    assert all(value in repr(fit) for value in values.split())


def test_a_law_returns_from_its_own_curve():
    t = numpy.linspace(400.0, 800.0, 25)[::-1]
    law = glassmelt.VogelFulcher(-3.0, 2000.0, 250.0)
    fit = glassmelt.fit(glassmelt.Curve(t[::-1], law.log10_at(t[::-1])), intervals=False)
    assert fit.by_name == pytest.approx({"log10_eta0": -3.0, "b": 2000.0, "t0": 250.0}, rel=1e-6)
    numpy.testing.assert_allclose(fit.log10_at(t), law.log10_at(t), atol=1e-8)


def test_errors_of_predictions_grow_beyond_the_data(diopside):
    fit = glassmelt.fit(diopside, "vft", intervals=False)
    value, error = fit.log10_and_error([1100.0, 2500.0, 900.0])
    assert numpy.all(error > 0.0) and error[2] > error[0] and error[1] > error[0]
    numpy.testing.assert_array_equal(value, fit.log10_at([1100.0, 2500.0, 900.0]))


def test_an_analysis_compares_and_predicts(diopside, analysis):
    assert [fit.law for fit in analysis.fits] == ["vft", "myega", "rotor-printed"]
    assert analysis.comparison.verdict == glassmelt.compare(analysis.fits).verdict
    (prediction,) = glassmelt.predict(diopside, analysis.fits)
    assert prediction.law == "rotor-printed"
    assert prediction.to_dict() == analysis.predictions[0].to_dict()
    assert analysis.fit("vft").rms_dex == glassmelt.fit(diopside).rms_dex
    with pytest.raises(KeyError):
        analysis.fit("arrhenius")


def test_tables_and_grids(analysis):
    table = analysis.to_pandas()
    assert table.loc["vft", "derived_tg"] == analysis.fit("vft").derived.tg
    assert analysis.comparison.to_pandas().iloc[0]["delta_aicc"] == 0.0
    assert list(analysis.fit("vft").to_pandas().index) == ["log10_eta0", "b", "t0"]
    grid = analysis.predictions[0].to_xarray()
    assert grid["mu_over_mu0"].dims == ("t", "length", "band")
    assert float(grid["mu_over_mu0"].isel(t=0, length=0, band=0)) == 1.0
    assert len(analysis.predictions[0].to_pandas()) == 81


def test_progress_goes_to_its_end(diopside):
    seen = []
    glassmelt.analyse(diopside, ["vft", "rotor-exact"], bootstrap=200, progress=seen.append)
    assert seen and seen == sorted(seen) and seen[-1] <= 1.0


def test_what_progress_raises_ends_the_work(diopside):
    def stop(part):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        glassmelt.analyse(diopside, bootstrap=20_000, progress=stop)


def test_the_report_of_issue_one(tmp_path, diopside, analysis):
    page = glassmelt.report(analysis, tmp_path / "report")
    assert page == tmp_path / "report" / "report.html"
    text = page.read_text()
    assert "Diopside" in text and "<svg" in text
    told = json.loads((page.parent / "analysis.json").read_text())
    assert told == analysis.to_dict()
    assert list(page.parent.rglob("*.csv"))


def test_relaxation_times_have_their_own_words():
    t = numpy.linspace(200.0, 300.0, 12)
    curve = glassmelt.Curve(t, glassmelt.VogelFulcher(-14.0, 700.0, 150.0).log10_at(t), quantity="relaxation-time")
    fit = glassmelt.fit(curve, intervals=False)
    assert "log10_tau0" in fit.by_name and curve.quantity == "relaxation-time"


def test_laws_are_told_with_their_sources():
    laws = {law.name: law for law in glassmelt.laws()}
    assert laws["vft"].reference == "Fulcher1925" and len(laws) >= 10
