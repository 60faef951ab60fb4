//! Vogel-Fulcher, Angell and MYEGA parameters: reference values, round trips, and where they end.

use approx::assert_relative_eq;
use glassmelt::angell::{
    fragility_from_strength, largest_strength_of_the_linear_closure, strength_from_fragility,
    tg_over_t0,
};
use glassmelt::{Myega, VogelFulcher};
use proptest::prelude::*;

/// The shared reference values at twelve decades: `(D, Tg/T0, m)`.
#[test]
fn strength_tg_and_fragility_meet_the_reference_values() {
    for (strength, ratio, m) in [
        (3.0, 1.1085736204758130, 122.52408446371419),
        (10.0, 1.3619120682527098, 45.157225339114258),
        (20.0, 1.7238241365054197, 28.578612669557129),
        (100.0, 4.6191206825270986, 15.315722533911426),
    ] {
        assert_relative_eq!(
            tg_over_t0(strength, 12.0).unwrap(),
            ratio,
            max_relative = 4e-16
        );
        let fragility = fragility_from_strength(strength, 12.0).unwrap();
        assert_relative_eq!(fragility, m, max_relative = 4e-16);
    }
}

/// The audit of the paper, at sixteen decades.
#[test]
fn the_fragilities_of_the_audit_at_sixteen_decades() {
    for (strength, m) in [
        (3.0, 212.5),
        (5.0, 133.9),
        (10.0, 74.9),
        (20.0, 45.5),
        (50.0, 27.8),
        (100.0, 21.9),
    ] {
        let fragility = fragility_from_strength(strength, 16.0).unwrap();
        assert!((fragility - m).abs() < 0.05, "D = {strength}: {fragility}");
    }
}

#[test]
fn the_vogel_law_is_arrhenius_when_t0_is_zero() {
    let law = VogelFulcher {
        log10_eta0: -4.0,
        b: 16000.0,
        t0: 0.0,
    };
    assert_relative_eq!(law.tg(12.0).unwrap(), 1000.0, max_relative = 1e-15);
    assert_relative_eq!(law.fragility(12.0).unwrap(), 16.0, max_relative = 1e-15);
    assert!(law.strength().is_err());
    let myega = Myega::from_vogel_fulcher(law, 12.0).unwrap();
    for t in [500.0, 1000.0, 3000.0] {
        assert_relative_eq!(
            myega.log10_at(t, 12.0),
            law.log10_at(t),
            max_relative = 1e-14
        );
    }
}

#[test]
fn a_negative_t0_still_has_a_tg_but_no_strength() {
    let law = VogelFulcher::from_glass_transition(-4.0, 1400.0, 14.0, 12.0).unwrap();
    assert!(law.t0 < 0.0);
    assert_relative_eq!(law.tg(12.0).unwrap(), 1400.0, max_relative = 1e-14);
    assert!(law.strength().is_err());
}

#[test]
fn at_and_below_t0_there_is_no_liquid() {
    let law = VogelFulcher::from_strength(-4.0, 10.0, 100.0).unwrap();
    assert!(law.log10_at(100.0).is_infinite() && law.log10_at(50.0).is_infinite());
}

#[test]
fn the_largest_strength_of_the_closure_puts_tg_at_the_golden_ratio() {
    for decades in [10.0, 12.0, 16.0] {
        let strength = largest_strength_of_the_linear_closure(decades).unwrap();
        let ratio = tg_over_t0(strength, decades).unwrap();
        assert_relative_eq!(ratio * (ratio - 1.0), 1.0, max_relative = 1e-15);
    }
    let at_sixteen = largest_strength_of_the_linear_closure(16.0).unwrap();
    assert!((at_sixteen - 22.8).abs() < 0.05);
}

#[test]
fn questions_without_an_answer_are_refused() {
    assert!(strength_from_fragility(12.0, 12.0).is_err());
    assert!(strength_from_fragility(40.0, 0.0).is_err());
    assert!(fragility_from_strength(0.0, 12.0).is_err());
    assert!(VogelFulcher::from_strength(f64::NAN, 1.0, 1.0).is_err());
    assert!(VogelFulcher::from_glass_transition(12.0, 300.0, 50.0, 12.0).is_err());
    let above = VogelFulcher::from_strength(-4.0, 10.0, 100.0).unwrap();
    assert!(above.tg(-5.0).is_err());
}

/// `d log10 eta/d(Tg/T)` at Tg by a symmetric difference.
fn slope_at_tg(tg: f64, log10_at: impl Fn(f64) -> f64) -> f64 {
    let h = 1e-5;
    (log10_at(tg / (1.0 + h)) - log10_at(tg / (1.0 - h))) / (2.0 * h)
}

proptest! {
    #[test]
    fn strength_and_fragility_are_inverse(strength in 0.5..500.0, decades in 5.0..20.0) {
        let m = fragility_from_strength(strength, decades).unwrap();
        let back = strength_from_fragility(m, decades).unwrap();
        prop_assert!((back / strength - 1.0).abs() < 1e-13);
    }

    #[test]
    fn the_law_returns_from_its_glass_transition(
        log10_eta0 in -7.0..0.0, strength in 1.0..200.0, t0 in 20.0..1500.0,
    ) {
        let law = VogelFulcher::from_strength(log10_eta0, strength, t0).unwrap();
        let (tg, m) = (law.tg(12.0).unwrap(), law.fragility(12.0).unwrap());
        let back = VogelFulcher::from_glass_transition(log10_eta0, tg, m, 12.0).unwrap();
        prop_assert!((back.b / law.b - 1.0).abs() < 1e-13);
        prop_assert!((back.t0 - law.t0).abs() < 1e-13 * tg);
        prop_assert!((law.strength().unwrap() / strength - 1.0).abs() < 1e-14);
    }

    #[test]
    fn the_method_and_the_formula_give_one_fragility(
        log10_eta0 in -7.0..0.0, strength in 1.0..200.0, t0 in 20.0..1500.0, level in 1.0..13.0,
    ) {
        let law = VogelFulcher::from_strength(log10_eta0, strength, t0).unwrap();
        let by_strength = fragility_from_strength(strength, level - log10_eta0).unwrap();
        prop_assert!((law.fragility(level).unwrap() / by_strength - 1.0).abs() < 1e-13);
        let ratio = tg_over_t0(strength, level - log10_eta0).unwrap();
        prop_assert!((law.tg(level).unwrap() / t0 / ratio - 1.0).abs() < 1e-14);
    }

    #[test]
    fn myega_and_its_twin_share_tg_slope_and_high_temperature_limit(
        log10_eta_inf in -7.0..0.0, tg in 50.0..2000.0, m in 15.0..200.0,
    ) {
        let law = Myega { log10_eta_inf, tg, m };
        let twin = VogelFulcher::from_myega(law, 12.0).unwrap();
        prop_assert!((law.log10_at(tg, 12.0) - 12.0).abs() < 1e-13);
        prop_assert!((twin.log10_at(tg) - 12.0).abs() < 1e-12);
        prop_assert!((slope_at_tg(tg, |t| law.log10_at(t, 12.0)) / m - 1.0).abs() < 1e-6);
        prop_assert!((slope_at_tg(tg, |t| twin.log10_at(t)) / m - 1.0).abs() < 1e-6);
        let hot = 1e13 * tg;
        prop_assert!((law.log10_at(hot, 12.0) - twin.log10_at(hot)).abs() < 1e-10);
    }

    #[test]
    fn myega_returns_from_its_vogel_fulcher_twin(
        log10_eta_inf in -7.0..0.0, tg in 50.0..2000.0, m in 15.0..200.0, level in 1.0..13.0,
    ) {
        let law = Myega { log10_eta_inf, tg, m };
        let twin = VogelFulcher::from_myega(law, level).unwrap();
        let back = Myega::from_vogel_fulcher(twin, level).unwrap();
        prop_assert!((back.tg / tg - 1.0).abs() < 1e-14);
        prop_assert!((back.m / m - 1.0).abs() < 1e-14);
    }
}
