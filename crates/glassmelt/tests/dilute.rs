//! A dilute gas of turning dipoles: its averages against mpmath, closed forms, invariance and limits.

mod common;

use approx::assert_relative_eq;
use common::number;
use glassmelt::closure::ClausiusMossotti;
use glassmelt::dilute::{Gas, Integral, Modes, Moments, TurningPair, average, bulk};
use glassmelt::interaction::pair_energy;
use glassmelt::medium::Separation;
use glassmelt::special::quadrature::{GAUSS_16, integrate};
use glassmelt::{DipoleTensor, Medium, SymmetricTensor};
use nalgebra::{Rotation3, Vector3};
use proptest::prelude::*;
use serde_json::Value;

/// Values of the audit of the paper, from double-precision quadrature: lambda/mu, c2, c3, `<g^2>`.
const AUDIT: [(f64, f64, f64, f64); 4] = [
    (
        0.0,
        0.0036281179138332375,
        -0.009674981103553843,
        0.35555555555556395,
    ),
    (
        1.0,
        0.009110607205846673,
        -0.014799137762102815,
        0.5017283950617399,
    ),
    (
        2.0,
        0.01233560090703103,
        -0.01753590325019153,
        0.5955555555555685,
    ),
    (
        1e9,
        0.02394557817904979,
        -0.02612244894476635,
        0.9599999982933514,
    ),
];

fn table() -> Value {
    serde_json::from_str(include_str!("reference/dilute.json")).expect("the table is JSON")
}

fn components(c: [f64; 6]) -> DipoleTensor {
    DipoleTensor(SymmetricTensor::from_components(c))
}

fn rod(strength: f64) -> DipoleTensor {
    DipoleTensor(SymmetricTensor::uniaxial(strength, Vector3::z()))
}

fn medium(lambda_over_mu: f64) -> Medium {
    Medium::new(lambda_over_mu, 1.0).expect("stable")
}

fn rods(lambda_over_mu: f64) -> TurningPair {
    TurningPair::new(&medium(lambda_over_mu), &rod(1.0)).expect("a rod turns")
}

/// The pair of a row of the table, which names its tensor.
fn pair_of(table: &Value, row: &Value) -> TurningPair {
    let name = row["tensor"].as_str().expect("a name");
    let tensor = &table["tensors"][name]["components"];
    let dipole = components(std::array::from_fn(|i| number(&tensor[i])));
    TurningPair::new(&medium(number(&row["lambda_over_mu"])), &dipole).expect("it turns")
}

fn assert_moments_agree(a: &Moments, b: &Moments, tolerance: f64) {
    let size = b.g2.max(1.0);
    for (name, x, y) in [
        ("g", a.g, b.g),
        ("g2", a.g2, b.g2),
        ("g3", a.g3, b.g3),
        ("logarithm", a.logarithm, b.logarithm),
        ("c2", a.c2, b.c2),
        ("c3", a.c3, b.c3),
        ("c2_frozen", a.c2_frozen, b.c2_frozen),
    ] {
        let scale = size.powf(1.5);
        assert!((x - y).abs() < tolerance * scale, "{name}: {x} against {y}");
    }
}

/// Within `tolerance` of the exact value, and no farther from it than the error told (brute quadrature
/// in double precision stands for exact: it rounds at 1e-13 of the integrand, which is below one).
fn assert_within(integral: Integral, exact: f64, tolerance: f64) {
    let difference = (integral.value - exact).abs();
    assert!(integral.met, "{integral:?}");
    assert!(
        difference < tolerance * exact.abs() + 1e-13,
        "{integral:?} against {exact}"
    );
    assert!(
        difference < 3.0 * integral.error + 2e-12 * exact.abs() + 1e-13,
        "{integral:?} against {exact}"
    );
}

fn any_medium() -> impl Strategy<Value = Medium> {
    (-0.6_f64..20.0, 0.1_f64..10.0)
        .prop_map(|(ratio, mu)| Medium::new(ratio * mu, mu).expect("stable"))
}

fn any_dipole() -> impl Strategy<Value = DipoleTensor> {
    prop::array::uniform6(-1.0_f64..1.0)
        .prop_map(components)
        .prop_filter("something must turn", |dipole| {
            dipole.deviator().norm() > 0.2
        })
}

/// `m0 q0 q0' + m1 q1.q1' + m2 q2.q2' + m_trace (q0 tr Q' + q0' tr Q)`, r along z.
fn energy_by_modes(medium: &Medium, a: &SymmetricTensor, b: &SymmetricTensor) -> f64 {
    let modes = Modes::of(medium);
    let q0 = |q: &SymmetricTensor| 1.5_f64.sqrt() * q.deviator().zz;
    modes.m0 * q0(a) * q0(b)
        + modes.m1 * 2.0 * (a.xz * b.xz + a.yz * b.yz)
        + modes.m2 * (0.5 * (a.xx - a.yy) * (b.xx - b.yy) + 2.0 * a.xy * b.xy)
        + modes.m_trace * (q0(a) * b.trace() + q0(b) * a.trace())
}

#[test]
fn the_moments_of_rods_are_the_closed_forms_in_a_and_b() {
    for lambda_over_mu in [-0.6, 0.0, 1.0, 2.0, 7.5, 1e9] {
        let (a, b) = (medium(lambda_over_mu).a(), medium(lambda_over_mu).b());
        let moments = rods(lambda_over_mu).moments();
        let c2 = 2.0 * (137.0 * b * b + 2.0 * a * b - 7.0 * a * a) / 11025.0;
        let c3 = 4.0 * (a + 5.0 * b) * (a * a - 26.0 * a * b - 11.0 * b * b) / 33075.0;
        let g2 = 2.0 * (7.0 * a * a - 2.0 * a * b + 103.0 * b * b) / 225.0;
        assert_relative_eq!(moments.c2, c2, epsilon = 1e-16, max_relative = 1e-14);
        assert_relative_eq!(moments.c3, c3, epsilon = 1e-16, max_relative = 1e-14);
        assert_relative_eq!(moments.g2, g2, max_relative = 1e-14);
    }
    let incompressible = rods(1e15).moments();
    assert_relative_eq!(
        rods(1.0).moments().c2,
        904.0 / 99225.0,
        max_relative = 1e-14
    );
    assert_relative_eq!(
        rods(1.0).moments().c3,
        -1888.0 / 127575.0,
        max_relative = 1e-14
    );
    assert_relative_eq!(incompressible.c2, 88.0 / 3675.0, max_relative = 1e-14);
}

#[test]
fn the_moments_of_rods_meet_the_audit_of_the_paper() {
    for (lambda_over_mu, c2, c3, g2) in AUDIT {
        let moments = rods(lambda_over_mu).moments_by_quadrature();
        assert_relative_eq!(moments.c2, c2, max_relative = 1e-12);
        assert_relative_eq!(moments.c3, c3, max_relative = 1e-12);
        assert_relative_eq!(moments.g2, g2, max_relative = 1e-13);
        assert!(moments.g.abs() < 1e-15 && moments.logarithm.abs() < 1e-16);
    }
}

#[test]
fn the_moments_of_any_dipole_meet_mpmath() {
    let table = table();
    for row in table["moments"].as_array().expect("rows") {
        let value = |name: &str| number(&row[name]);
        let exact = Moments {
            g: value("g"),
            g2: value("g2"),
            g3: value("g3"),
            logarithm: value("logarithm"),
            c2: value("c2"),
            c3: value("c3"),
            c2_frozen: value("c2_frozen"),
        };
        let pair = pair_of(&table, row);
        assert_moments_agree(&pair.moments(), &exact, 2e-15);
        assert_moments_agree(&pair.moments_by_quadrature(), &exact, 2e-14);
    }
}

#[test]
fn averages_and_integrals_over_separation_meet_brute_quadrature() {
    let table = table();
    for case in table["couplings"].as_array().expect("cases") {
        let pair = pair_of(&table, case);
        for row in case["rows"].as_array().expect("rows") {
            let (x, value) = (number(&row["x"]), |name: &str| number(&row[name]));
            let at = pair.boltzmann(x).expect("within reach");
            let over = pair.integral(x).expect("within reach");
            assert_within(at.correlation, value("correlation"), 1e-10);
            assert_within(at.excess, value("excess"), 1e-10);
            assert!((at.alignment.value - value("alignment")).abs() < 1e-12);
            assert_within(over.correlation, value("integral"), 1e-9);
            assert_within(over.excess, value("integral_excess"), 1e-10);
            let frozen = pair.frozen_integral(x).expect("within reach");
            assert_within(frozen, value("integral_frozen"), 1e-8);
        }
    }
}

#[test]
fn the_integral_over_separations_meets_the_audit_and_so_do_its_parts() {
    let pair = rods(1.0);
    let j = |x0: f64| pair.integral(x0).expect("within reach").correlation;
    for (x0, exact) in [
        (0.1, 8.391099035947545e-05),
        (0.3, 0.0006352724629241961),
        (1.0, 0.003063356108106887),
        (3.0, -0.09577627206731604),
    ] {
        // The audit subtracts doubles near one: its first digits are lost at weak coupling.
        assert_relative_eq!(j(x0).value, exact, max_relative = 3e-10);
        assert!(j(x0).met && j(x0).error < 1e-10, "{:?}", j(x0));
    }
    let part = |x0, length| pair.integral_up_to(x0, length).expect("outwards").value;
    for (length, weak, strong) in [
        (2.0, 0.002036, -0.10319),
        (4.0, 0.002923, -0.09701),
        (8.0, 0.003046, -0.09594),
        (16.0, 0.003061, -0.09580),
    ] {
        assert!((part(1.0, length) - weak).abs() < 6e-7);
        assert!((part(3.0, length) - strong).abs() < 6e-6);
    }
    assert_eq!(part(1.0, 1.0), 0.0);
}

#[test]
fn eq_15_has_no_logarithm_its_integrand_falls_as_the_fourth_power() {
    let pair = rods(1.0);
    let tail = pair.moments().c2;
    let c = |x: f64| pair.boltzmann(x).expect("within reach").correlation.value;
    for distance in [10.0_f64, 100.0, 1000.0] {
        let x = distance.powi(-3);
        let integrand = 3.0 * distance * distance * c(x);
        let expected = 3.0 * tail * distance.powi(-4);
        assert_relative_eq!(integrand, expected, max_relative = 3.0 * x);
    }
    // From each doubling of the range a logarithm would gain the same; here the gain falls eightfold.
    let part = |length: f64| pair.integral_up_to(1.0, length).expect("outwards").value;
    let gain = |length: f64| part(2.0 * length) - part(length);
    assert!((gain(16.0) / gain(32.0) - 8.0).abs() < 0.01);
}

#[test]
fn pairs_soften_at_weak_coupling_and_stiffen_at_strong() {
    let pair = rods(1.0);
    let c = |x: f64| pair.boltzmann(x).expect("within reach").correlation.value;
    assert!(c(0.6) > 0.0 && c(1.0) < 0.0, "{} {}", c(0.6), c(1.0));
    let j = |x: f64| pair.integral(x).expect("within reach").correlation.value;
    assert!(j(1.0) > 0.0 && j(3.0) < 0.0);
}

#[test]
fn the_average_starts_as_its_series() {
    let dipole = components([1.0, -0.3, 0.2, 0.25, 0.1, 0.4]);
    for pair in [
        rods(1.0),
        TurningPair::new(&medium(2.0), &dipole).expect("it turns"),
    ] {
        let Moments {
            g2,
            g3,
            c2,
            c3,
            c2_frozen,
            ..
        } = pair.moments();
        for x in [1e-3, 1e-5, 1e-7] {
            let at = pair.boltzmann(x).expect("within reach");
            let close = |value: f64, series: f64, next: f64| {
                assert_relative_eq!(value, series, max_relative = next * x * x + 1e-12);
            };
            close(at.correlation.value, x * x * (c2 + c3 * x), 20.0);
            close(at.excess.value, x * x * (0.5 * g2 - g3 * x / 6.0), 20.0);
            let frozen = pair.frozen_correlation(x).expect("within reach").value;
            assert_relative_eq!(frozen, c2_frozen * x * x, max_relative = 40.0 * x + 1e-11);
            let j = pair.integral(x).expect("within reach").correlation.value;
            close(j, x * x * (c2 + 0.5 * c3 * x), 20.0);
        }
    }
}

#[test]
fn the_integral_is_that_of_the_average_shell_by_shell() {
    let dipole = components([0.2, 0.9, -0.4, 0.0, 0.3, 0.1]);
    let pair = TurningPair::new(&medium(0.5), &dipole).expect("it turns");
    let x0 = 0.9;
    let shells = integrate(&GAUSS_16, 0.0, 1.0, |s| {
        pair.boltzmann(x0 * s)
            .expect("within reach")
            .correlation
            .value
            / (s * s)
    });
    let whole = pair.integral(x0).expect("within reach").correlation;
    assert_relative_eq!(whole.value, shells, max_relative = 1e-10);
}

/// The dipole of a relaxed defect has the symmetry of its cage only to rounding. In five angles these
/// averages would take two hundred times as long and agree to ten digits only.
#[test]
fn a_rod_but_for_rounding_is_averaged_as_a_rod() {
    let third = 1.0 / 3.0;
    let noisy = components([-third + 2e-9, -third - 2e-9, 2.0 * third, 1e-9, -2e-9, 1e-9]);
    let pair = TurningPair::new(&medium(1.0), &noisy).expect("it turns");
    for x0 in [0.5, 5.0] {
        let (one, other) = (pair.integral(x0), rods(1.0).integral(x0));
        let (one, other) = (one.expect("in reach"), other.expect("in reach"));
        assert_relative_eq!(
            one.correlation.value,
            other.correlation.value,
            max_relative = 1e-13
        );
    }
    // Well apart, the two are told apart.
    let biaxial = components([-third + 1e-3, -third - 1e-3, 2.0 * third, 0.0, 0.0, 0.0]);
    let pair = TurningPair::new(&medium(1.0), &biaxial).expect("it turns");
    let change = pair.integral(1.0).expect("in reach").correlation.value
        - rods(1.0).integral(1.0).expect("in reach").correlation.value;
    assert!(change.abs() > 1e-9 && change.abs() < 1e-4, "{change}");
}

#[test]
fn a_coupling_too_strong_is_refused_and_one_that_strains_the_rule_is_told() {
    let pair = rods(1.0);
    assert!(pair.boltzmann(1e3).is_err());
    assert!(pair.boltzmann(-1.0).is_err());
    assert!(pair.integral(f64::NAN).is_err());
    assert!(pair.integral_up_to(1.0, 0.5).is_err());
    let biaxial = components([1.0, -1.0, 0.0, 0.0, 0.0, 0.0]);
    let strained = TurningPair::new(&medium(1.0), &biaxial).expect("it turns");
    let at = strained
        .boltzmann(60.0)
        .expect("not yet refused")
        .correlation;
    assert!(!at.met && at.error > 0.0, "{at:?}");
    assert!(TurningPair::new(&medium(1.0), &DipoleTensor(SymmetricTensor::IDENTITY)).is_err());
}

#[test]
fn pure_shear_without_trace_correlates_only_to_third_order_and_stiffens() {
    let shear = components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let pair = TurningPair::new(&medium(1.0), &shear).expect("it turns");
    assert!(pair.moments().c2.abs() < 1e-30);
    assert_relative_eq!(
        pair.moments().c3,
        rods(1.0).moments().c3,
        max_relative = 1e-14
    );
    assert!(pair.integral(0.1).expect("within reach").correlation.value < 0.0);
}

#[test]
fn at_frozen_positions_a_trace_turns_softening_by_pairs_into_stiffening() {
    let with_trace = components([4.0, 2.7, 2.7, 0.0, 0.0, 0.0]);
    let pair = TurningPair::new(&medium(1.0), &with_trace).expect("it turns");
    let moments = pair.moments();
    assert!(moments.c2 > 0.0 && moments.c2_frozen < 0.0, "{moments:?}");
    let j = pair.integral(0.05).expect("within reach").correlation.value;
    let frozen = pair.frozen_integral(0.05).expect("within reach").value;
    assert!(j > 0.0 && frozen < 0.0, "{j} {frozen}");
    let shear = components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let without = TurningPair::new(&medium(1.0), &shear)
        .expect("it turns")
        .moments();
    assert_eq!(without.c2, without.c2_frozen);
}

#[test]
fn the_mean_field_is_eshelbys_ball_by_averaging_the_kernel_over_directions() {
    // Q:Gamma(q):Q = (|Q q|^2 - B (q Q q)^2)/mu; its mean over q is (1/3 - 2B/15) Q:Q/mu for a deviator.
    let deviator = SymmetricTensor::from_components([1.0, -0.3, -0.7, 0.25, 0.1, 0.4]);
    for lambda_over_mu in [-0.5, 0.0, 1.0, 30.0] {
        let b = medium(lambda_over_mu).b();
        let mean = integrate(&GAUSS_16, -1.0, 1.0, |cos| {
            let around = (0..16).map(|k| {
                let phi = f64::from(k) * std::f64::consts::TAU / 16.0;
                let sin = (1.0 - cos * cos).sqrt();
                let q = Vector3::new(sin * phi.cos(), sin * phi.sin(), cos);
                deviator.apply(&q).norm_squared() - b * deviator.along(&q).powi(2)
            });
            around.sum::<f64>() / 32.0
        });
        let field = ClausiusMossotti::new(0.1, 1.0, 1.0, lambda_over_mu).expect("stable");
        let beta = 2.0 * mean / deviator.contract(&deviator);
        assert_relative_eq!(field.beta(), beta, max_relative = 1e-14);
        // Eshelby (1957): (2/15)(4 - 5 nu)/(1 - nu).
        let nu = medium(lambda_over_mu).poisson_ratio();
        let eshelby = 2.0 / 15.0 * (4.0 - 5.0 * nu) / (1.0 - nu);
        assert_relative_eq!(field.beta(), eshelby, max_relative = 1e-14);
    }
    let at_equal = ClausiusMossotti::new(0.1, 1.0, 1.0, 1.0).expect("stable");
    assert!((at_equal.critical_softening() - 1.9565).abs() < 5e-5);
    assert_relative_eq!(at_equal.beta(), 22.0 / 45.0, max_relative = 1e-15);
}

#[test]
fn the_softening_of_each_with_itself_and_the_pairs_meet_the_simulated_gas_of_the_audit() {
    // n a^3 = 0.1, X0 = 1: x = 0.168, mean field 0.8451, pairs 0.0019 of x.
    let norm = (8.0 * std::f64::consts::PI).sqrt();
    let answer = average(&medium(1.0), &rod(norm), 1.0, 1.0, 0.1).expect("a gas");
    let pairs = answer.pairs.expect("rods turn");
    assert_relative_eq!(answer.coupling_at_contact, 1.0, max_relative = 1e-14);
    assert!((answer.shear_softening - 0.168).abs() < 5e-4);
    assert!((answer.modulus_ratio - 0.8451).abs() < 5e-5);
    assert!((pairs.relative_softening - 0.0019).abs() < 5e-5);
    assert!(answer.warnings.iter().any(|w| w.code == "density_too_high"));
}

#[test]
fn the_answer_is_free_of_units() {
    let one = average(&medium(1.0), &rod(4.0), 1.0, 1.0, 0.01).expect("a gas");
    let (energy, length) = (1.7_f64, 0.4_f64);
    let mu = energy / length.powi(3);
    let scaled = Medium::new(mu, mu).expect("stable");
    let other = average(&scaled, &rod(4.0 * energy), length, energy, 0.01).expect("a gas");
    assert_relative_eq!(
        one.coupling_at_contact,
        other.coupling_at_contact,
        max_relative = 1e-13
    );
    assert_relative_eq!(
        one.shear_softening,
        other.shear_softening,
        max_relative = 1e-13
    );
    assert_relative_eq!(one.kt0 * energy, other.kt0, max_relative = 1e-13);
    let (one, other) = (one.pairs.expect("pairs"), other.pairs.expect("pairs"));
    let ratios = one.modulus_ratio.zip(other.modulus_ratio).expect("weak");
    assert_relative_eq!(ratios.0, ratios.1, max_relative = 1e-12);
}

#[test]
fn dilatation_centres_neither_soften_shear_nor_see_each_other() {
    let centre = DipoleTensor(SymmetricTensor::IDENTITY * 3.0);
    let answer = average(&medium(1.0), &centre, 1.0, 1.0, 0.01).expect("a gas");
    assert!(answer.pairs.is_none());
    assert_eq!((answer.shear_softening, answer.modulus_ratio), (0.0, 1.0));
    assert!(answer.warnings.iter().any(|w| w.code == "no_shear"));
}

#[test]
fn a_coupling_out_of_reach_is_an_answer_without_pairs() {
    let answer = average(&medium(1.0), &rod(1e3), 1.0, 1.0, 0.01).expect("a gas");
    assert!(answer.pairs.is_none());
    assert!(
        answer
            .warnings
            .iter()
            .any(|w| w.code == "coupling_out_of_reach")
    );
    let strong = average(&medium(1.0), &rod(10.0), 1.0, 1.0, 0.01).expect("a gas");
    assert!(strong.warnings.iter().any(|w| w.code == "strong_coupling"));
    let bound = average(&medium(1.0), &rod(16.0), 1.0, 1.0, 0.01).expect("a gas");
    assert!(bound.pairs.expect("within reach").modulus_ratio.is_none());
}

#[test]
fn the_answer_is_json_with_words() {
    let dipole = components([1.5, 0.2, 0.2, 0.0, 0.0, 0.0]);
    let answer = average(&medium(1.0), &dipole, 1.0, 1.0, 0.001).expect("a gas");
    let json = serde_json::to_value(&answer).expect("JSON");
    assert_eq!(json["layer"], "elastic");
    assert_eq!(json["pairs"]["moments"]["logarithm"], 0.0);
    assert_eq!(json["bulk"]["ratio_at_fixed_number"], 1.0);
    assert!(json["pairs"]["integral"]["correlation"]["error"].is_f64());
}

#[test]
fn bulk_needs_a_number_that_is_free_and_a_trace() {
    let shear = components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let traceless = Gas::new(medium(1.0), shear, 1.0, 1.0, 0.01).expect("a gas");
    let none = bulk(&traceless, 0.9, Some(0.2));
    assert_eq!(
        (none.compressive_softening, none.ratio_at_free_number),
        (0.0, 1.0)
    );
    // tr Q/3 = 1, K = 5/3, n = 0.01: x = 0.006, beta = 5/9.
    let expanding = Gas::new(medium(1.0), components([1.0; 6]), 1.0, 1.0, 0.01).expect("a gas");
    let some = bulk(&expanding, 1.0, Some(0.2));
    assert_relative_eq!(some.compressive_softening, 0.006, max_relative = 1e-14);
    assert_relative_eq!(some.beta, 5.0 / 9.0, max_relative = 1e-14);
    assert_relative_eq!(
        some.ratio_at_free_number,
        1.0 - 0.006 / (1.0 + 0.03 / 9.0),
        max_relative = 1e-14
    );
    let pairs = some.number_of_pairs.expect("given");
    assert_relative_eq!(
        pairs,
        -0.8 * 0.01 * 4.0 / 3.0 * std::f64::consts::PI,
        max_relative = 1e-14
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn closed_forms_are_the_quadrature_for_any_dipole(medium in any_medium(), dipole in any_dipole()) {
        let pair = TurningPair::new(&medium, &dipole).expect("it turns");
        assert_moments_agree(&pair.moments_by_quadrature(), &pair.moments(), 1e-13);
    }

    #[test]
    fn the_logarithm_is_absent_for_any_dipole(medium in any_medium(), dipole in any_dipole()) {
        let moments = TurningPair::new(&medium, &dipole).expect("it turns").moments_by_quadrature();
        prop_assert!(moments.logarithm.abs() < 1e-15 * (1.0 + moments.g2));
    }

    #[test]
    fn averages_do_not_know_how_the_dipole_is_turned(
        medium in any_medium(),
        dipole in any_dipole(),
        turn in prop::array::uniform3(-3.0_f64..3.0),
    ) {
        let rotation = Rotation3::new(Vector3::from(turn));
        let turned = DipoleTensor(dipole.0.rotated(rotation.matrix()));
        let of = |dipole| TurningPair::new(&medium, dipole).expect("it turns");
        assert_moments_agree(&of(&turned).moments(), &of(&dipole).moments(), 1e-13);
        let j = |pair: TurningPair| pair.integral(0.05).expect("within reach").correlation.value;
        prop_assert!((j(of(&turned)) - j(of(&dipole))).abs() < 1e-13 * (1.0 + of(&dipole).moments().g2));
    }

    #[test]
    fn pairs_gather_whatever_the_dipole(medium in any_medium(), dipole in any_dipole()) {
        // <e^-Xg> is 1 or more since <g> = 0.
        let pair = TurningPair::new(&medium, &dipole).expect("it turns");
        prop_assert!(pair.boltzmann(0.1).expect("within reach").excess.value > 0.0);
    }

    #[test]
    fn the_modes_are_the_exact_pair_energy(
        medium in any_medium(),
        a in any_dipole(),
        b in any_dipole(),
        distance in 0.5_f64..3.0,
    ) {
        let r = Vector3::z() * distance;
        let exact = pair_energy(&medium, &a.0, &b.0, &Separation::new(r).expect("apart"));
        let unit = 8.0 * std::f64::consts::PI * medium.mu() * distance.powi(3);
        let modes = energy_by_modes(&medium, &a.0, &b.0);
        prop_assert!((exact * unit - modes).abs() < 1e-12, "{} {}", exact * unit, modes);
    }

    #[test]
    fn the_modes_sum_to_zero_in_every_medium(medium in any_medium()) {
        let Modes { m0, m1, m2, .. } = Modes::of(&medium);
        prop_assert!((m0 + 2.0 * m1 + 2.0 * m2).abs() < 1e-14);
    }
}
