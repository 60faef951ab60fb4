//! Claims about what the fitted rotor laws predict.

mod common;

use std::f64::consts::{LN_10, LOG10_E};

use approx::assert_relative_eq;
use common::{bare_curve, exact, noisy};
use glassmelt_fit::answer::{Fit, Prediction};
use glassmelt_fit::{Curve, FitOptions, PredictOptions, Quantity, fit, laws, predictions};

fn curve_of(law: &str, parameters: &[f64]) -> Curve {
    let law = laws::by_name(law).expect("a known law");
    let bare = bare_curve(Quantity::Viscosity, 1500.0, 905.0, 30);
    noisy(exact(law, parameters, bare), 0.03, 7)
}

fn fitted(law: &str, curve: &Curve) -> Fit {
    fit(
        curve,
        laws::by_name(law).expect("a known law"),
        FitOptions::default(),
    )
    .expect("it fits")
}

fn predicted(law: &str, curve: &Curve) -> (Fit, Prediction) {
    let fit = fitted(law, curve);
    let options = PredictOptions::default();
    let mut all = predictions(curve, std::slice::from_ref(&fit), options);
    (fit, all.remove(0))
}

const PRINTED: [f64; 3] = [-4.0, 12.0, 700.0];
const EXACT: [f64; 3] = [-1.0, 3.0, 850.0];

#[test]
fn viscosity_is_the_square_of_the_length_in_both_layers() {
    for (law, parameters) in [("rotor-printed", PRINTED), ("rotor-exact", EXACT)] {
        let curve = curve_of(law, &parameters);
        let (fit, prediction) = predicted(law, &curve);
        let log10_eta0 = fit.values()[0];
        for state in &prediction.states {
            let log10_length = state.log10_xi_nm.value - prediction.a_nm.log10();
            let expected = log10_eta0 + 2.0 * log10_length;
            assert_relative_eq!(state.log10_value.value, expected, epsilon = 1e-12);
            assert_relative_eq!(state.log10_cv.value, -3.0 * log10_length, epsilon = 1e-9);
        }
    }
}

#[test]
fn the_printed_length_at_tg_is_what_the_decades_of_viscosity_ask_for() {
    let curve = curve_of("rotor-printed", &PRINTED);
    let (fit, prediction) = predicted("rotor-printed", &curve);
    let tg = fit.derived.tg.expect("it has one");
    let nearest = prediction
        .states
        .iter()
        .min_by(|a, b| (a.t - tg).abs().total_cmp(&(b.t - tg).abs()))
        .expect("there are states");
    let decades = 0.5 * (12.0 - fit.values()[0]) + prediction.a_nm.log10();
    assert!((nearest.log10_xi_nm.value - decades).abs() < 0.5);
}

#[test]
fn the_band_of_the_viscosity_is_the_error_of_the_fit() {
    let curve = curve_of("rotor-printed", &PRINTED);
    let (fit, prediction) = predicted("rotor-printed", &curve);
    let law = laws::by_name("rotor-printed").expect("known");
    for state in &prediction.states {
        let mut gradient = [0.0; 3];
        law.gradient_at(&fit.values(), Quantity::Viscosity, state.t, &mut gradient);
        let variance: f64 = (0..3)
            .flat_map(|i| (0..3).map(move |j| (i, j)))
            .map(|(i, j)| gradient[i] * fit.covariance[i][j] * gradient[j])
            .sum();
        let half = 0.5 * (state.log10_value.high - state.log10_value.low);
        assert_relative_eq!(half, variance.sqrt(), max_relative = 0.02);
    }
}

#[test]
fn vogel_fulcher_in_the_papers_parameters_is_the_same_prediction_as_its_own_fit() {
    let curve = curve_of("rotor-printed", &PRINTED);
    let (printed, vogel) = (fitted("rotor-printed", &curve), fitted("vft", &curve));
    let (p, v) = (printed.values(), vogel.values());
    assert_relative_eq!(p[1] * p[2] / LN_10, v[1], max_relative = 1e-6);
    assert_relative_eq!(printed.rss, vogel.rss, max_relative = 1e-9);
    assert!(predictions(&curve, &[vogel], PredictOptions::default()).is_empty());
}

#[test]
fn moduli_fall_with_length_and_rise_with_frequency() {
    for (law, parameters) in [("rotor-printed", PRINTED), ("rotor-exact", EXACT)] {
        let curve = curve_of(law, &parameters);
        let (_, prediction) = predicted(law, &curve);
        assert_eq!(prediction.modulus.len(), 5);
        for at in &prediction.modulus {
            let values: Vec<f64> = at.mu_over_mu0.iter().map(|band| band.value).collect();
            assert_relative_eq!(values[0], 1.0, epsilon = 1e-12);
            assert!(values.windows(2).all(|w| w[1] <= w[0] && w[1] > 0.0));
        }
        for at in &prediction.complex_modulus {
            assert!(at.storage.windows(2).all(|w| w[1].value >= w[0].value));
            assert!(at.stopped_flow.windows(2).all(|w| w[1] >= w[0] - 1e-14));
            let peak = at.loss.iter().map(|band| band.value).fold(0.0, f64::max);
            assert!(peak <= 0.5);
        }
    }
}

#[test]
fn flow_lines_run_from_the_bare_coupling_down_to_the_fixed_line() {
    let curve = curve_of("rotor-exact", &EXACT);
    let (_, prediction) = predicted("rotor-exact", &curve);
    for line in &prediction.flow_lines {
        assert!(line.m.windows(2).all(|w| w[1] < w[0]));
        assert!(line.y.windows(2).all(|w| w[1] < w[0]));
        assert_eq!(line.y.last(), Some(&0.0));
    }
}

#[test]
fn a_smaller_cut_off_shortens_the_length_and_nothing_else() {
    let curve = curve_of("rotor-printed", &PRINTED);
    let fit = fitted("rotor-printed", &curve);
    let at = |a_nm| {
        let options = PredictOptions {
            a_nm,
            ..PredictOptions::default()
        };
        predictions(&curve, std::slice::from_ref(&fit), options).remove(0)
    };
    let (half, tenth) = (at(0.5), at(0.05));
    for (a, b) in half.states.iter().zip(&tenth.states) {
        assert_relative_eq!(
            a.log10_xi_nm.value - b.log10_xi_nm.value,
            1.0,
            epsilon = 1e-12
        );
        assert_eq!(a.log10_value, b.log10_value);
        assert_eq!(a.log10_entropy, b.log10_entropy);
    }
}

#[test]
fn the_theory_says_where_it_breaks_on_ordinary_data() {
    let curve = curve_of("rotor-printed", &PRINTED);
    let (_, prediction) = predicted("rotor-printed", &curve);
    let codes: Vec<&str> = prediction.warnings.iter().map(|w| w.code).collect();
    for code in [
        "correlation_length_at_tg",
        "specific_heat_at_tg",
        "outside_closure",
        "adam_gibbs_not_constant",
        "not_dilute",
        "curve_rests_on_assumption",
    ] {
        assert!(codes.contains(&code), "{code} is missing from {codes:?}");
    }
}

#[test]
fn the_relaxation_time_is_the_time_of_a_random_walk_over_the_length() {
    let curve = curve_of("rotor-printed", &PRINTED);
    let (_, prediction) = predicted("rotor-printed", &curve);
    for at in &prediction.complex_modulus {
        // G'' peaks at omega tau = 1, where G' is a half.
        let near_peak = at
            .log10_omega
            .iter()
            .zip(&at.storage)
            .min_by(|a, b| (a.1.value - 0.5).abs().total_cmp(&(b.1.value - 0.5).abs()))
            .map(|(omega, _)| *omega)
            .expect("there are frequencies");
        let state = prediction
            .states
            .iter()
            .min_by(|a, b| (a.t - at.t).abs().total_cmp(&(b.t - at.t).abs()))
            .expect("there are states");
        let ell = (state.log10_xi_nm.value - prediction.a_nm.log10()) / LOG10_E;
        let log10_tau = 2.0 * ell * LOG10_E - prediction.omega_s.log10();
        assert!(
            (near_peak + log10_tau).abs() < 1.0,
            "{near_peak} {log10_tau}"
        );
    }
}
