"""The theory from Python: the reference values of the Rust tests, arrays as loops, shapes as in numpy."""

import math

import numpy
import pytest

import glassmelt
from glassmelt import angell, closure, dipole, dynamic_modulus, fugacity, interaction
from glassmelt import length, medium, melting, screening, special, thermodynamics, units, viscosity


@pytest.mark.parametrize("name", ["e1", "ei", "li"])
def test_special_functions_meet_mpmath(reference, name):
    table = reference["special_functions"][name]
    x = numpy.array([float(x) for x, _ in table])
    expected = numpy.array([float(value) for _, value in table])
    numpy.testing.assert_allclose(getattr(special, name)(x), expected, rtol=1e-13, atol=1e-300)


FUNCTIONS = [
    (special.li, (2.5,)),
    (special.e1, (0.3,)),
    (special.e1_inverse, (0.3,)),
    (special.flow_primitive, (1.3,)),
    (fugacity.fugacity_squared, (1.0, 1000.0, 1000.0, 200.0)),
    (screening.screening_integral, (0.5, 5.0)),
    (screening.screened_modulus, (0.05, 10.0, 1.0, 2.0)),
    (length.log_length, (0.05, 10.0, 1.0)),
    (viscosity.log10_viscosity, (-4.0, 18.0)),
    (viscosity.strength_from_coupling, (0.01, 27000.0, 135.0)),
    (angell.fragility_from_strength, (10.0, 12.0)),
    (dynamic_modulus.stopping_scale, (1e3, 1e13)),
    (units.modulus_in_kelvin, (3.0, 0.5)),
]


@pytest.mark.parametrize(("function", "arguments"), FUNCTIONS, ids=lambda one: getattr(one, "__name__", ""))
def test_an_array_is_a_loop_of_numbers(function, arguments):
    stretched = [value * numpy.linspace(1.0, 1.1, 300).reshape(3, 100) for value in arguments]
    many = function(*stretched)
    each = numpy.array([function(*(float(one) for one in row)) for row in zip(*map(numpy.ravel, stretched))])
    assert many.shape == (3, 100)
    numpy.testing.assert_array_equal(many.ravel(), each)
    assert isinstance(function(*arguments), float)


def test_shapes_broadcast_as_in_numpy():
    alpha, mu = numpy.array([0.01, 0.02, 0.05])[:, None], numpy.linspace(5.0, 10.0, 7)
    lengths = length.log_length(alpha, mu, 1.0)
    assert lengths.shape == (3, 7)
    assert lengths[2, 6] == length.log_length(0.05, 10.0, 1.0)
    with pytest.raises(ValueError, match="broadcast"):
        length.log_length(alpha, numpy.ones((2, 7)), 1.0)
    assert special.li(numpy.empty((0, 3))).shape == (0, 3)


def test_views_integers_lists_and_single_precision_are_numbers_too():
    x = numpy.arange(2.0, 22.0)
    expected = special.li(x[::2])
    numpy.testing.assert_array_equal(special.li(list(range(2, 22, 2))), expected)
    numpy.testing.assert_array_equal(special.li(numpy.arange(2, 22, 2)), expected)
    numpy.testing.assert_array_equal(special.li(x[::2].astype("float32")), expected)
    assert special.li(2) == special.li(2.0)
    assert special.li(numpy.float64(2.0)) == special.li(2.0)
    for wrong in (1j, "2", [None], [True], numpy.array(["2"])):
        with pytest.raises(TypeError, match="real numbers"):
            special.li(wrong)


def test_the_flow_is_that_of_the_readme():
    flow = glassmelt.ExactFlow(0.05, 10.0, 3.0)
    point = flow.at([0.5, 1.0, 10.0])
    numpy.testing.assert_allclose(point.mu_bar, [9.69613844868, 9.48789259457, 8.94038983927], rtol=1e-11)
    assert flow.fixed_point().mu_bar == pytest.approx(8.937288203827486, abs=1e-12)
    assert flow.fixed_point().rate == pytest.approx(math.expm1(flow.fixed_point().m))
    numpy.testing.assert_allclose(flow.ell_at(point.mu_bar), point.ell, rtol=1e-9)


def test_the_flow_as_printed_step_by_step_is_the_exact_one():
    ell = numpy.linspace(0.0, 5.0, 11)
    walked = glassmelt.PrintedFlow(0.05).integrate(10.0, 3.0, ell)
    exact = glassmelt.ExactFlow(0.05, 10.0, 3.0).at(ell)
    numpy.testing.assert_allclose(walked.mu_bar, exact.mu_bar, rtol=1e-9)
    numpy.testing.assert_allclose(walked.y2, exact.y2, rtol=1e-8)


def test_weak_coupling_is_the_small_coupling_flow():
    ell = numpy.linspace(0.0, 1000.0, 50)
    small = glassmelt.SmallCouplingFlow(1e-4, 10.0, 3.0).at(ell)
    exact = glassmelt.ExactFlow(1e-4, 10.0, 3.0).at(ell)
    numpy.testing.assert_allclose(small.mu_bar, exact.mu_bar, rtol=1e-3)


@pytest.mark.parametrize("layer", ["printed", "small-coupling", "exact"])
def test_observables_are_those_of_the_glass_heated_temperature_by_temperature(layer):
    linear = closure.Linear(130.0, 20.0)
    t = numpy.linspace(140.0, 190.0, 9)
    at_once = glassmelt.Liquid(linear, layer).observables(t)
    one_by_one = melting.linear(linear, t, layer=layer).to_dict()["points"]
    for key in ("log10_xi_nm", "log10_eta", "log10_tau_s", "log10_cv", "log10_entropy"):
        expected = [point[key] for point in one_by_one]
        numpy.testing.assert_allclose(getattr(at_once, key), expected, rtol=1e-12)


def test_a_million_temperatures_are_one_call():
    liquid = glassmelt.Liquid(closure.Linear(130.0, 20.0), "exact")
    t = numpy.linspace(131.0, 195.0, 1_000_000)
    lengths = liquid.log_length(t)
    assert lengths.shape == t.shape
    assert numpy.all(numpy.diff(lengths) < 0.0)
    assert lengths[123_456] == liquid.log_length(float(t[123_456]))


def test_the_glass_below_t0_has_no_liquid_length():
    liquid = glassmelt.Liquid(closure.Linear(130.0, 20.0))
    point = liquid.observables([100.0, 130.0, 150.0])
    assert list(numpy.isinf(point.log10_eta)) == [True, True, False]
    assert list(numpy.isnan(point.log10_cv)) == [True, True, False]


def test_vogel_fulcher_and_myega_meet_at_tg():
    law = glassmelt.VogelFulcher.from_strength(-4.0, 20.0, 130.0)
    twin = glassmelt.Myega.from_vogel_fulcher(law)
    assert law.tg() == pytest.approx(200.573, abs=1e-3)
    assert law.fragility() == pytest.approx(45.47, abs=0.01)
    assert float(twin.log10_at(law.tg())) == pytest.approx(12.0)
    heat = thermodynamics.ConfigurationalHeat.of(law)
    assert heat.ln_abs_heat(law.tg()) / math.log(10.0) == pytest.approx(-24.0)


def test_maxwell_at_the_peak():
    assert dynamic_modulus.maxwell(1.0) == (0.5, 0.5)


SHEAR = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]


def test_the_energy_of_a_pair_is_that_of_the_readme():
    unit = glassmelt.Medium(1.0, 1.0)
    pair = interaction.pair_interaction(unit, SHEAR, SHEAR, [0.3, -0.7, 1.1])
    assert pair.energy == pytest.approx(-0.023772215942, abs=1e-12)
    numpy.testing.assert_allclose(pair.force, [-0.05927067, 0.02214735, -0.03457482], atol=1e-8)
    numpy.testing.assert_allclose(pair.torque_a, [0.00007985, 0.02741265, 0.01742263], atol=1e-8)
    printed = interaction.pair_energy_as_printed(unit, SHEAR, SHEAR, [0.3, -0.7, 1.1])
    assert printed == pytest.approx(-0.007787640774, abs=1e-12)


def test_pairs_of_any_shape_are_a_loop_of_pairs():
    random = numpy.random.default_rng(7)
    matrix = random.normal(size=(5, 1, 3, 3))
    r = random.normal(size=(4, 3))
    unit = glassmelt.Medium(1.0, 1.0)
    many = interaction.pair_interaction(unit, matrix, SHEAR, r)
    assert many.energy.shape == (5, 4) and many.force.shape == (5, 4, 3)
    for i in range(5):
        for j in range(4):
            one = interaction.pair_interaction(unit, matrix[i, 0], SHEAR, r[j])
            numpy.testing.assert_allclose(many.energy[i, j], one.energy, rtol=1e-12)
            numpy.testing.assert_allclose(many.torque_b[i, j], one.torque_b, rtol=1e-10, atol=1e-14)


def test_the_energy_is_minus_the_dipole_in_the_strain_of_the_other():
    unit = glassmelt.Medium(2.0, 1.0)
    rod = dipole.uniaxial(1.0, [1.0, 2.0, 3.0])
    field = medium.dipole_field(unit, rod, [1.0, 0.4, -0.3])
    twice_the_shears = numpy.array([1.0, 1.0, 1.0, 2.0, 2.0, 2.0])
    energy = -numpy.sum(twice_the_shears * field.strain * numpy.array(SHEAR))
    assert energy == pytest.approx(interaction.pair_energy(unit, rod, SHEAR, [1.0, 0.4, -0.3]))


def test_alpha_of_a_rod_grows_with_the_square_of_its_dipole():
    unit = glassmelt.Medium(1.0, 1.0)
    one, two = (dipole.alpha(unit, dipole.uniaxial(p, [0.0, 0.0, 1.0]), 1.0) for p in (1.0, 2.0))
    assert two.mean == pytest.approx(4.0 * one.mean)
    assert one.min <= one.mean <= one.max


def test_objects_print_their_equation_with_its_numbers():
    assert "-(0.05/32 pi) mu_bar^2" in repr(glassmelt.ExactFlow(0.05, 10.0, 3.0))
    assert repr(glassmelt.VogelFulcher(-4.0, 900.0, 130.0)) == "VogelFulcher: log10 eta = -4 + 900/(T - 130)"
    assert "(2/20) (T - 130)/130" in repr(closure.Linear(130.0, 20.0))


def test_the_dilute_gas_softens_by_its_coupling():
    from glassmelt import dilute

    rod = dipole.uniaxial(1.0, [0.0, 0.0, 1.0])
    one, two = (dilute.average(glassmelt.Medium(1.0, 1.0), rod, 1.0, 0.05, n) for n in (0.01, 0.02))
    assert two.shear_softening == pytest.approx(2.0 * one.shear_softening)
    # n <Q_xy^2>/(k_B T mu) with <Q_xy^2> = dev:dev/10 and dev:dev = 2/3.
    assert one.shear_softening == pytest.approx(0.01 * (2.0 / 3.0) / 10.0 / 0.05)


def test_broken_assumptions_are_told():
    from glassmelt import validity

    assert validity.not_dilute(0.5) is None
    code, message = validity.not_dilute(3.0)
    assert code == "not_dilute" and "8.6 %" in message
