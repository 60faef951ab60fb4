//! Heat and entropy of the singular free energy against mpmath, quadrature and differences at 90 digits.

use approx::assert_relative_eq;
use dashu_float::{FBig, round::mode::HalfEven};
use glassmelt::special::e1;
use glassmelt::special::quadrature::{GAUSS_16, integrate};
use glassmelt::{ConfigurationalHeat, HeatForm, VogelFulcher};
use proptest::prelude::*;

const FORMS: [HeatForm; 2] = [HeatForm::Printed, HeatForm::Singular];

/// The shared reference values: `(T, B, C printed, C singular, S printed)` at `T0 = 1`.
#[test]
fn heat_and_entropy_meet_the_reference_values() {
    for (t, natural_b, printed, singular, entropy) in [
        (
            1.2,
            2.0,
            3.0590232050182579e-7,
            0.0022024967076131463,
            3.0453599875658376e-9,
        ),
        (
            1.5,
            0.5,
            0.22313016014842983,
            0.50204286033396712,
            0.026428273035277428,
        ),
    ] {
        let heat = ConfigurationalHeat::new(natural_b, 1.0).unwrap();
        // T - T0 = 0.2 carries the rounding of T = 1.2 into the exponent 15.
        let tolerance = 2e-14;
        assert_relative_eq!(
            heat.heat(HeatForm::Printed, t).unwrap(),
            printed,
            max_relative = tolerance
        );
        assert_relative_eq!(
            heat.heat(HeatForm::Singular, t).unwrap(),
            singular,
            max_relative = tolerance
        );
        assert_relative_eq!(
            heat.entropy(HeatForm::Printed, t).unwrap(),
            entropy,
            epsilon = 0.0,
            max_relative = tolerance
        );
    }
}

/// `(T/T0, D, ln S)` of the printed entropy: closed form by mpmath 1.3 at 60 digits beyond those that
/// cancel. The first lies a millionth above T0.
#[rustfmt::skip]
const LN_ENTROPY: [(f64, f64, f64); 36] = [
    (1.0000009536743164, 0.01, -15752.166310238541),
    (1.03125, 0.01, -4.57102291554331872),
    (1.25, 0.01, -1.73102604213288207),
    (1.5, 0.01, -1.04433208304819093),
    (1.9375, 0.01, -0.506945443162233038),
    (2.5, 0.01, -0.157801931858849723),
    (10.0, 0.01, 0.803904774065077147),
    (1.03125, 0.5, -30.7507412101752697),
    (1.25, 0.5, -6.1189994837613797),
    (1.5, 0.5, -3.63332089357993464),
    (1.9375, 0.5, -2.17186254381411787),
    (2.5, 0.5, -1.38702869985462732),
    (10.0, 0.5, 0.314797790381273537),
    (1.03125, 3.0, -152.479816728098302),
    (1.25, 3.0, -22.5912465682558401),
    (1.5, 3.0, -12.4545028265389502),
    (1.9375, 3.0, -7.34242765996415353),
    (2.5, 3.0, -4.94450029204258599),
    (10.0, 3.0, -0.784369623076112307),
    (1.03125, 20.0, -970.365488419115243),
    (1.25, 20.0, -126.411709327408737),
    (1.5, 20.0, -65.2199862459345977),
    (1.9375, 20.0, -36.2368896132787926),
    (2.5, 20.0, -23.5718634479860922),
    (10.0, 20.0, -4.88825353856440921),
    (1.03125, 100.0, -4811.97328894361446),
    (1.25, 100.0, -608.009358562045278),
    (1.5, 100.0, -306.807919164134176),
    (1.9375, 100.0, -165.810493992279398),
    (2.5, 100.0, -105.129787851099031),
    (10.0, 100.0, -19.6464406416016304),
    (1.25, 3000.0, -18011.4076649392525),
    (1.5, 3000.0, -9010.2037772952045),
    (1.9375, 3000.0, -4809.20262395571107),
    (2.5, 3000.0, -3008.51765962053779),
    (10.0, 3000.0, -506.322162191117477),
];

#[test]
fn the_printed_entropy_meets_mpmath_from_t0_to_ten_times_t0() {
    for (t, strength, reference) in LN_ENTROPY {
        let heat = ConfigurationalHeat::new(strength, 1.0).unwrap();
        let error = (heat.ln_entropy(HeatForm::Printed, t).unwrap() - reference).abs();
        let exponent = heat.b() / (t - 1.0);
        assert!(
            error < 1e-14 + 2e-16 * exponent,
            "T = {t}, D = {strength}: {error:e}"
        );
    }
}

#[test]
fn at_t0_zero_the_printed_entropy_is_one_exponential_integral() {
    let heat = ConfigurationalHeat::new(3000.0, 0.0).unwrap();
    for t in [300.0, 1000.0, 5000.0] {
        let entropy = heat.entropy(HeatForm::Printed, t).unwrap();
        assert_relative_eq!(entropy, e1(4500.0 / t), max_relative = 1e-13);
    }
}

/// `int_T0^T C dT'/T'` over halving shells towards T0.
fn entropy_by_quadrature(heat: ConfigurationalHeat, form: HeatForm, t0: f64, t: f64) -> f64 {
    let over_t = |t| heat.heat(form, t).unwrap() / t;
    (0..60)
        .map(|shell| (t - t0) * 0.7_f64.powi(shell))
        .map(|excess| integrate(&GAUSS_16, t0 + 0.7 * excess, t0 + excess, over_t))
        .sum()
}

#[test]
fn the_entropy_is_the_integral_of_heat_over_temperature() {
    for form in FORMS {
        for (natural_b, t) in [(0.3, 1.6), (2.0, 1.2), (5.0, 1.5), (20.0, 1.9), (20.0, 4.0)] {
            let heat = ConfigurationalHeat::new(natural_b, 1.0).unwrap();
            let by_quadrature = entropy_by_quadrature(heat, form, 1.0, t);
            let closed = heat.entropy(form, t).unwrap();
            assert_relative_eq!(closed, by_quadrature, epsilon = 0.0, max_relative = 1e-11);
        }
    }
}

type Real = FBig<HalfEven, 2>;

fn real(value: f64) -> Real {
    Real::try_from(value).unwrap().with_precision(300).value()
}

/// `f = -T exp(-b/(T - T0))` in `k_B` per `a^3`, with `t` given at 90 digits.
fn free_energy(b: &Real, t0: &Real, t: &Real) -> Real {
    -(t.clone() * (-(b.clone() / (t.clone() - t0.clone()))).exp())
}

#[test]
fn the_singular_heat_and_entropy_are_derivatives_of_the_free_energy() {
    for (natural_b, t0, t) in [(2.0, 1.0, 1.25), (0.5, 1.0, 1.5), (650.0, 130.0, 160.0)] {
        let heat = ConfigurationalHeat::new(natural_b, t0).unwrap();
        let (b, t0) = (real(heat.b()), real(t0));
        let h = real(2.0_f64.powi(-60));
        let below = free_energy(&b, &t0, &(real(t) - h.clone()));
        let here = free_energy(&b, &t0, &real(t));
        let above = free_energy(&b, &t0, &(real(t) + h.clone()));
        let slope = (above.clone() - below.clone()) / (real(2.0) * h.clone());
        let curvature = (above + below - real(2.0) * here) / (h.clone() * h);
        let entropy = -slope.to_f64().value();
        let singular = -t * curvature.to_f64().value();
        let form = HeatForm::Singular;
        assert_relative_eq!(
            heat.entropy(form, t).unwrap(),
            entropy,
            epsilon = 0.0,
            max_relative = 1e-14
        );
        assert_relative_eq!(
            heat.heat(form, t).unwrap(),
            singular,
            epsilon = 0.0,
            max_relative = 1e-14
        );
    }
}

/// The audit of the paper, recomputed with mpmath to eight digits: `T S ln(eta/eta0)` over its
/// value at 1.3 T0.
#[test]
fn the_printed_entropy_breaks_adam_and_gibbs_by_tens_of_decades() {
    for (strength, t, reference) in [
        (5.0, 1.05, 9.0833163e-56),
        (5.0, 1.1, 6.7012521e-23),
        (5.0, 1.2, 2.5336154e-6),
        (5.0, 1.5, 35472.567),
        (20.0, 1.05, 1.2043427e-218),
        (20.0, 1.5, 3.8854399e17),
    ] {
        let heat = ConfigurationalHeat::new(strength, 1.0).unwrap();
        let ln_product = |t| heat.ln_adam_gibbs_product(HeatForm::Printed, t).unwrap();
        let ratio = f64::exp(ln_product(t) - ln_product(1.3));
        assert_relative_eq!(ratio, reference, epsilon = 0.0, max_relative = 2e-8);
    }
}

/// Fifty decades of viscosity and more: `xi^-3` is then below every double.
#[test]
fn logarithms_survive_where_heat_and_entropy_underflow() {
    let law = VogelFulcher::from_strength(-4.0, 20.0, 130.0).unwrap();
    let heat = ConfigurationalHeat::of(law).unwrap();
    let t = law.tg(300.0).unwrap();
    for form in FORMS {
        assert_eq!(heat.heat(form, t), Ok(0.0));
        assert!(heat.ln_abs_heat(form, t).unwrap() < -1000.0);
        assert!(heat.ln_entropy(form, t).unwrap() < -1000.0);
        assert!(heat.ln_adam_gibbs_product(form, t).unwrap().is_finite());
    }
}

#[test]
fn at_tg_the_volume_is_twenty_four_decades_for_every_strength() {
    for strength in [1.0, 10.0, 100.0] {
        let law = VogelFulcher::from_strength(-4.0, strength, 500.0).unwrap();
        let heat = ConfigurationalHeat::of(law).unwrap();
        let ln_heat = heat
            .ln_abs_heat(HeatForm::Printed, law.tg(12.0).unwrap())
            .unwrap();
        assert_relative_eq!(
            ln_heat,
            -24.0 * std::f64::consts::LN_10,
            max_relative = 1e-12
        );
    }
}

#[test]
fn the_singular_heat_changes_sign_where_it_says() {
    let (natural_b, t0) = (0.5, 100.0);
    let heat = ConfigurationalHeat::new(natural_b * t0, t0).unwrap();
    let zero = heat.singular_heat_vanishes_at().unwrap();
    assert_relative_eq!(zero, 160.0, max_relative = 1e-15);
    assert!(heat.heat(HeatForm::Singular, zero * 0.999).unwrap() > 0.0);
    assert!(heat.heat(HeatForm::Singular, zero * 1.001).unwrap() < 0.0);
}

#[test]
fn above_a_strength_of_four_thirds_the_singular_heat_is_positive_at_every_temperature() {
    let heat = ConfigurationalHeat::new(1.334 * 100.0, 100.0).unwrap();
    assert_eq!(heat.singular_heat_vanishes_at(), None);
    for t in [101.0, 200.0, 1e4, 1e8] {
        assert!(heat.heat(HeatForm::Singular, t).unwrap() > 0.0);
    }
}

#[test]
fn there_is_no_heat_at_or_below_t0() {
    let heat = ConfigurationalHeat::new(1000.0, 100.0).unwrap();
    for form in FORMS {
        assert!(heat.heat(form, 100.0).is_err());
        assert!(heat.entropy(form, 99.0).is_err());
        assert!(heat.ln_entropy(form, f64::INFINITY).is_err());
    }
    assert!(ConfigurationalHeat::new(0.0, 100.0).is_err());
    assert!(ConfigurationalHeat::new(1.0, -1.0).is_err());
}

proptest! {
    #[test]
    fn logarithms_and_values_agree(strength in 0.1..30.0, t in 1.1..3.0) {
        let heat = ConfigurationalHeat::new(strength * 100.0, 100.0).unwrap();
        for form in FORMS {
            let value = heat.heat(form, 100.0 * t).unwrap();
            let log = heat.ln_abs_heat(form, 100.0 * t).unwrap();
            prop_assert!((value.abs().ln() - log).abs() < 1e-12 * (1.0 + log.abs()));
            let entropy = heat.entropy(form, 100.0 * t).unwrap();
            let log = heat.ln_entropy(form, 100.0 * t).unwrap();
            prop_assert!((entropy.ln() - log).abs() < 1e-12 * (1.0 + log.abs()));
        }
    }

    #[test]
    fn only_ratios_of_temperatures_matter(strength in 0.1..100.0, t in 1.05..5.0, t0 in 10.0..2000.0) {
        let here = ConfigurationalHeat::new(strength * t0, t0).unwrap();
        let unit = ConfigurationalHeat::new(strength, 1.0).unwrap();
        for form in FORMS {
            let difference = here.ln_entropy(form, t * t0).unwrap() - unit.ln_entropy(form, t).unwrap();
            prop_assert!(difference.abs() < 1e-13 * (1.0 + strength / (t - 1.0).powi(2)));
        }
    }

    #[test]
    fn the_printed_entropy_rises_with_temperature(strength in 0.1..200.0, t in 1.01..8.0) {
        let heat = ConfigurationalHeat::new(strength, 1.0).unwrap();
        let ln_entropy = |t| heat.ln_entropy(HeatForm::Printed, t).unwrap();
        prop_assert!(ln_entropy(t * 1.001) > ln_entropy(t));
    }
}
