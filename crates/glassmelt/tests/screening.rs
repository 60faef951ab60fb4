//! The screening integral of Eq. 15 against mpmath, quadrature, and what the audit of the paper found.

use glassmelt::screening::{
    fugacity_integral, screened_modulus, screening_integral, screening_integral_as_printed,
};
use glassmelt::special::quadrature::{GAUSS_16, integrate};
use proptest::prelude::*;

fn relative_error(value: f64, reference: f64) -> f64 {
    ((value - reference) / reference).abs()
}

/// `(m, ell, value)`: mpmath 1.3, difference of Ei at 120 digits or more.
#[rustfmt::skip]
const CUT_OFF_INTEGRAL: [(f64, f64, f64); 88] = [
        (1e-12, 1e-12, 1.000000000001e-12),
        (1e-12, 1e-06, 1.000000000001e-6),
        (1e-12, 0.01, 0.010000000000009852),
        (1e-12, 0.1, 0.1000000000000864),
        (1e-12, 1.0, 1.0000000000003167),
        (1e-12, 5.0, 5.0000000000003333),
        (1e-12, 50.0, 50.000000000000333),
        (1e-12, 1000000.0, 1000000.0),
        (0.001, 1e-12, 1.0010005001667068e-12),
        (0.001, 1e-06, 1.001000498665209e-6),
        (0.001, 0.01, 0.010009856343366958),
        (0.001, 0.1, 0.10008643153646164),
        (0.001, 1.0, 1.0003168207891677),
        (0.001, 5.0, 5.0003334165832212),
        (0.001, 50.0, 50.000333416685189),
        (0.001, 1000000.0, 1000000.0003334167),
        (0.1, 1e-12, 1.1051709180754818e-12),
        (0.1, 1e-06, 1.1051707523001922e-6),
        (0.1, 0.01, 0.011035312354475927),
        (0.1, 0.1, 0.10902661942003003),
        (0.1, 1.0, 1.0325239011811675),
        (0.1, 5.0, 5.0341855278443346),
        (0.1, 50.0, 50.034185538041079),
        (0.1, 1000000.0, 1000000.034185538),
        (0.5, 1e-12, 1.6487212706988916e-12),
        (0.5, 1e-06, 1.6487200341610299e-6),
        (0.5, 0.01, 0.016365388255880453),
        (0.5, 0.1, 0.15413661501308417),
        (0.5, 1.0, 1.1817007010993194),
        (0.5, 5.0, 5.1900504225234733),
        (0.5, 50.0, 50.190050473507195),
        (0.5, 1000000.0, 1000000.1900504735),
        (2.0, 1e-12, 7.3890560989084829e-12),
        (2.0, 1e-06, 7.3890339318288544e-6),
        (2.0, 0.01, 0.071738562649919328),
        (2.0, 0.1, 0.56921640143584559),
        (2.0, 1.0, 2.1939209107492027),
        (2.0, 5.0, 6.2279569662452258),
        (2.0, 50.0, 51.227957170180137),
        (2.0, 1000000.0, 1000001.2279571702),
        (10.0, 1e-12, 2.2026465794476319e-8),
        (10.0, 1e-06, 0.022026135401454128),
        (10.0, 0.01, 190.55796919895688),
        (10.0, 0.1, 741.37268120605941),
        (10.0, 1.0, 830.59392837904337),
        (10.0, 5.0, 834.78305747498555),
        (10.0, 50.0, 879.78305849466073),
        (10.0, 1000000.0, 1000829.7830584947),
        (39.9, 1e-12, 212985.39707576706),
        (39.9, 1e-06, 212972650433.84161),
        (39.9, 0.01, 1247126973081438.0),
        (39.9, 0.1, 1826263686818629.8),
        (39.9, 1.0, 1826344016300629.5),
        (39.9, 5.0, 1826344016300634.8),
        (39.9, 50.0, 1826344016300679.8),
        (39.9, 1000000.0, 1826344017300629.8),
        (40.0, 1e-12, 235385.26682289686),
        (40.0, 1e-06, 235371144300.03928),
        (40.0, 0.01, 1376634990502459.5),
        (40.0, 0.1, 2013153139230927.1),
        (40.0, 1.0, 2013239421203745.6),
        (40.0, 5.0, 2013239421203750.8),
        (40.0, 50.0, 2013239421203795.8),
        (40.0, 1000000.0, 2013239422203745.8),
        (60.0, 1e-12, 114200738971290.36),
        (60.0, 1e-06, 1.1419046154199299e+20),
        (60.0, 0.01, 5.3242336677923945e+23),
        (60.0, 0.1, 6.4539391673600246e+23),
        (60.0, 1.0, 6.4539407130975885e+23),
        (60.0, 5.0, 6.4539407130975885e+23),
        (60.0, 50.0, 6.4539407130975885e+23),
        (60.0, 1000000.0, 6.4539407130975885e+23),
        (300.0, 1e-12, 1.942426394367164e+118),
        (300.0, 1e-06, 1.9415525664054715e+124),
        (300.0, 0.01, 2.1651793743189816e+127),
        (300.0, 0.1, 2.1654941693628886e+127),
        (300.0, 1.0, 2.1654941693628886e+127),
        (300.0, 5.0, 2.1654941693628886e+127),
        (300.0, 50.0, 2.1654941693628886e+127),
        (300.0, 1000000.0, 2.1654941693628886e+127),
        (700.0, 1e-12, 1.0142320536700608e+292),
        (700.0, 1e-06, 1.0131678572101574e+298),
        (700.0, 0.01, 4.8365957816795079e+300),
        (700.0, 0.1, 4.8365957868418695e+300),
        (700.0, 1.0, 4.8365957868418695e+300),
        (700.0, 5.0, 4.8365957868418695e+300),
        (700.0, 50.0, 4.8365957868418695e+300),
        (700.0, 1000000.0, 4.8365957868418695e+300),
];

#[test]
fn the_cut_off_integral_meets_mpmath_from_tiny_to_huge_couplings() {
    for (m, ell, reference) in CUT_OFF_INTEGRAL {
        let error = relative_error(screening_integral(m, ell).unwrap(), reference);
        assert!(error < 2e-15, "m = {m}, ell = {ell}: {error:e}");
    }
}

/// The shared reference values of Eq. 15, `(m, ell, value)`.
#[test]
fn the_cut_off_integral_meets_the_reference_values() {
    for (m, ell, reference) in [
        (0.1, 1.0, 1.0325239011811676),
        (0.1, 5.0, 5.034185527844335),
        (0.5, 1.0, 1.1817007010993193),
        (0.5, 5.0, 5.1900504225234733),
        (2.0, 1.0, 2.193920910749203),
        (2.0, 5.0, 6.227956966245226),
    ] {
        assert!(relative_error(screening_integral(m, ell).unwrap(), reference) < 4e-16);
    }
}

/// The shared reference values of Eq. 27.
#[test]
fn the_mended_integral_of_eq_27_meets_the_reference_values() {
    for (m, reference) in [
        (0.1, 0.35056972691882542),
        (0.7, 0.48273938450975073),
        (2.0, 1.0648426831551084),
    ] {
        assert!(relative_error(fugacity_integral(m).unwrap(), reference) < 4e-16);
    }
    assert_eq!(fugacity_integral(0.0), Ok(1.0 / 3.0));
}

/// With `s = x^-3` the integral is `(1/3) int_0^1 exp(m s) ds`.
#[test]
fn the_printed_right_side_of_eq_27_has_the_wrong_sign_and_size() {
    let m: f64 = 0.7;
    let by_quadrature = integrate(&GAUSS_16, 0.0, 1.0, |s| (m * s).exp()) / 3.0;
    let as_printed = m / 3.0 * (1.0 - m.exp());
    assert!(relative_error(fugacity_integral(m).unwrap(), by_quadrature) < 1e-15);
    assert!((as_printed + 0.236542).abs() < 1e-6);
}

#[test]
fn eq_15_as_printed_is_refused_with_the_reason() {
    let error = screening_integral_as_printed(0.5).unwrap_err();
    assert!(error.to_string().contains("diverges"));
}

#[test]
fn without_coupling_the_integral_is_the_bare_logarithm() {
    for ell in [0.0, 1e-300, 0.3, 1e6, 1e300] {
        assert_eq!(screening_integral(0.0, ell), Ok(ell));
    }
}

#[test]
fn couplings_whose_exponential_overflows_are_refused() {
    assert!(screening_integral(700.1, 1.0).is_err());
    assert!(screening_integral(-0.1, 1.0).is_err());
    assert!(screening_integral(1.0, -1.0).is_err());
    assert!(screened_modulus(1.0, 701.0, 1.0, 1.0).is_err());
}

/// `(alpha, mu0_bar, y, ell, mu_bar_R)`: the root of Eq. 15 by mpmath's Ei and bisection.
#[test]
fn the_screened_modulus_is_the_root_of_eq_15() {
    for (alpha, mu0_bar, y, ell, reference) in [
        (0.05, 10.0, 3.0, 1.0, 9.501770995870724),
        (0.05, 10.0, 3.0, 10.0, 6.881201630048156),
        (0.05, 10.0, 3.0, 1e4, 0.022290416329149445),
        (0.2, 10.0, 15.0, 1.0, 1.6683319342767179),
        (1.0, 600.0, 1.0, 1.0, 5.413761990779211),
    ] {
        let modulus = screened_modulus(alpha, mu0_bar, y, ell).unwrap();
        let error = relative_error(modulus, reference);
        assert!(error < 4e-15, "{alpha} {mu0_bar} {y} {ell}: {error:e}");
    }
}

#[test]
fn taken_literally_eq_15_melts_every_solid_as_one_over_the_logarithm() {
    let (alpha, y, ell): (f64, f64, f64) = (0.05, 3.0, 1e8);
    let asymptote = 32.0 * std::f64::consts::PI / (alpha * y * y * ell);
    for mu0_bar in [1.0, 10.0, 1000.0] {
        let modulus = screened_modulus(alpha, mu0_bar, y, ell).unwrap();
        assert!(relative_error(modulus, asymptote) < 1e-5);
    }
}

#[test]
fn without_defects_or_at_the_shortest_scale_nothing_softens() {
    assert_eq!(screened_modulus(0.05, 10.0, 0.0, 9.0), Ok(10.0));
    assert_eq!(screened_modulus(0.05, 10.0, 3.0, 0.0), Ok(10.0));
    assert_eq!(screened_modulus(0.0, 10.0, 3.0, 9.0), Ok(10.0));
}

#[test]
fn the_strongest_couplings_neither_overflow_nor_hang() {
    let modulus = screened_modulus(700.0, 1.0, 1e6, 1e6).unwrap();
    assert!(modulus > 0.0 && modulus < 1.0);
}

proptest! {
    #[test]
    fn the_integral_is_additive_over_shells(m in 1e-6..600.0, near in 1e-3..3.0, far in 1e-3..30.0) {
        let beyond = m * f64::exp(-3.0 * near);
        let whole = screening_integral(m, near + far).unwrap();
        let parts = screening_integral(m, near).unwrap() + screening_integral(beyond, far).unwrap();
        prop_assert!(relative_error(parts, whole) < 1e-12);
    }

    #[test]
    fn the_integral_lies_between_the_bare_logarithm_and_its_first_value_times_it(
        m in 0.0..700.0, ell in 0.0..40.0,
    ) {
        let integral = screening_integral(m, ell).unwrap();
        prop_assert!(integral >= ell * (1.0 - 1e-15));
        prop_assert!(integral <= ell * m.exp() * (1.0 + 1e-14));
    }

    #[test]
    fn the_screened_modulus_never_exceeds_the_bare_one(
        alpha in 1e-4..10.0, mu0_bar in 1e-3..60.0, y in 0.0..30.0, ell in 0.0..100.0,
    ) {
        let modulus = screened_modulus(alpha, mu0_bar, y, ell).unwrap();
        prop_assert!(modulus > 0.0 && modulus <= mu0_bar);
    }
}
