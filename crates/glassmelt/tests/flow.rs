//! The flow (16)-(22): the exact solution against mpmath, against a stepwise solver, in its limits.

mod common;

use common::{number, reference, relative_error};
use glassmelt::Error;
use glassmelt::flow::exact::scale_interval;
use glassmelt::flow::small_coupling::{largest_error_of_printed, late_amplitude_ratio};
use glassmelt::flow::{ExactFlow, FUGACITY_UNIT, Flow, PrintedFlow, SmallCouplingFlow, ode};
use proptest::prelude::*;
use serde_json::Value;

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn flow_of(case: &Value) -> ExactFlow {
    ExactFlow::new(
        number(&case["alpha"]),
        number(&case["mu0_bar"]),
        number(&case["y0"]),
    )
    .expect("inside the domain")
}

#[test]
fn the_exact_flow_meets_mpmath_along_whole_trajectories() {
    for case in rows(&reference()["flows"]) {
        let flow = flow_of(case);
        for point in rows(&case["points"]) {
            let answer = flow.at(number(&point["ell"])).expect("inside the domain");
            assert!(relative_error(answer.mu_bar, number(&point["mu_bar"])) < 1e-14);
            assert!(relative_error(answer.y2, number(&point["y2"])) < 1e-12);
        }
        let alpha = number(&case["alpha"]);
        let fixed = flow.fixed_point();
        assert!(relative_error(fixed.mu_bar, number(&case["mu_c_bar"])) < 4e-15);
        assert!(relative_error(fixed.m, alpha * number(&case["mu_c_bar"])) < 4e-15);
        assert!(relative_error(fixed.rate, number(&case["rate"])) < 1e-14);
        assert!(relative_error(flow.first_integral(), number(&case["first_integral"])) < 4e-15);
        let late = number(&case["log_late_amplitude_of_m"]);
        assert!((flow.log_late_amplitude() - late).abs() < 1e-12);
        for crossing in rows(&case["crossings"]) {
            let z = number(&crossing["mu_over_mu_c"]).ln();
            let error = relative_error(flow.ell_at_distance(z), number(&crossing["ell"]));
            assert!(error < 1e-12, "ell_at is off by {error:e}");
        }
    }
    for case in rows(&reference()["fixed_points"]) {
        let error = relative_error(
            flow_of(case).fixed_point().mu_bar,
            number(&case["mu_c_bar"]),
        );
        assert!(error < 1e-14);
    }
}

#[test]
fn the_exact_flow_holds_to_1e_12_from_weak_to_strong_coupling_and_at_all_scales() {
    for row in rows(&reference()["random_flows"]) {
        let flow = ExactFlow::new(1.0, number(&row["m0"]), number(&row["y0"])).expect("valid");
        let point = flow.at(number(&row["ell"])).expect("valid");
        let of_m = relative_error(point.mu_bar, number(&row["m"]));
        let of_y2 = relative_error(point.y2, number(&row["y2"]));
        assert!(of_m < 1e-12 && of_y2 < 1e-12, "{row}: {of_m:e}, {of_y2:e}");
        assert!(relative_error(flow.fixed_point().mu_bar, number(&row["m_c"])) < 1e-13);
    }
}

#[test]
fn the_general_solver_follows_the_printed_flow_to_the_exact_one() {
    for (alpha, mu0_bar, y0) in [(0.02, 10.0, 1.0), (0.05, 10.0, 3.0), (0.2, 10.0, 15.0)] {
        let exact = ExactFlow::new(alpha, mu0_bar, y0).expect("valid");
        let printed = PrintedFlow::new(alpha).expect("valid");
        let ells = [0.0, 0.3, 1.0, 4.0, 12.0];
        let tolerance = ode::Tolerance::default();
        let path =
            ode::integrate(&printed, &[mu0_bar, y0 * y0], &ells, tolerance).expect("integrates");
        for (state, ell) in path.states.iter().zip(ells) {
            let point = exact.at(ell).expect("valid");
            assert!(relative_error(state[0], point.mu_bar) < 1e-10);
            assert!(relative_error(state[1], point.y2) < 1e-9);
        }
        assert!(path.invariant_drift.expect("it has one") < 1e-8);
    }
}

#[test]
fn a_flow_that_a_user_writes_is_followed_too() {
    /// The flow of Kosterlitz: dx/dl = -y^2, dy/dl = -x y, with x^2 - y^2 constant.
    struct Kosterlitz;
    impl Flow for Kosterlitz {
        fn dimension(&self) -> usize {
            2
        }
        fn slope(&self, _ell: f64, state: &[f64], slope: &mut [f64]) {
            slope[0] = -state[1] * state[1];
            slope[1] = -state[0] * state[1];
        }
        fn invariant(&self, state: &[f64]) -> Option<f64> {
            Some(state[0] * state[0] - state[1] * state[1])
        }
    }
    // On the separatrix x = y the flow is x = 1/(1 + l).
    let tolerance = ode::Tolerance::default();
    let path = ode::integrate(&Kosterlitz, &[1.0, 1.0], &[9.0], tolerance).expect("integrates");
    assert!(relative_error(path.states[0][0], 0.1) < 1e-9);
    assert!(path.invariant_drift.expect("it has one") < 1e-10);
    let error = ode::integrate(&Kosterlitz, &[1.0, 1.0], &[2.0, 1.0], tolerance);
    assert!(matches!(error, Err(Error::Domain { name: "ell", .. })));
}

#[test]
fn without_fugacity_nothing_flows() {
    let flow = ExactFlow::new(0.05, 10.0, 0.0).expect("valid");
    let point = flow.at(1e6).expect("valid");
    assert_eq!((point.mu_bar, point.y2), (10.0, 0.0));
}

#[test]
fn a_fugacity_beyond_all_doubles_still_has_a_flow() {
    // y0 = 1000 puts mu_c_bar at 10 exp(-9948): no double, but the flow towards it is.
    let flow = ExactFlow::new(0.02, 10.0, 1000.0).expect("valid");
    assert_eq!(flow.fixed_point().mu_bar, 0.0);
    let point = flow.at(1e6).expect("valid");
    // dm/dell = -m^2 D e^m with D all but constant: m = 1/(D ell) at late scales.
    let d = point.y2 / FUGACITY_UNIT;
    assert!(relative_error(0.02 * point.mu_bar, 1.0 / (d * 1e6)) < 0.01);
}

#[test]
fn couplings_beyond_all_exponentials_fall_at_once_to_where_they_matter() {
    for m0 in [1e3, 1e6, 1e12] {
        let flow = ExactFlow::new(1.0, m0, 1.0).expect("valid");
        let weak = ExactFlow::new(1.0, 900.0, 1.0).expect("valid");
        // F(m0) is all but zero: both flows end at the same point and forget where they began.
        let (a, b) = (flow.at(1.0).expect("valid"), weak.at(1.0).expect("valid"));
        assert!(
            relative_error(a.mu_bar, b.mu_bar) < 0.12,
            "{m0}: {} {}",
            a.mu_bar,
            b.mu_bar
        );
        assert!(flow.at(0.0).expect("valid").mu_bar == m0);
        assert!(flow.ell_at(0.99 * m0).expect("on the flow") < 1e-300);
    }
    assert_eq!(scale_interval(1e6, 0.3, 2.0).ell, 0.0);
}

#[test]
fn questions_outside_the_domain_are_errors_with_numbers() {
    for (alpha, mu0_bar, y0) in [
        (0.0, 1.0, 1.0),
        (1.0, -1.0, 1.0),
        (1.0, 1.0, -1.0),
        (f64::NAN, 1.0, 1.0),
    ] {
        assert!(matches!(
            ExactFlow::new(alpha, mu0_bar, y0),
            Err(Error::Domain { .. })
        ));
        assert!(matches!(
            SmallCouplingFlow::new(alpha, mu0_bar, y0),
            Err(Error::Domain { .. })
        ));
    }
    let flow = ExactFlow::new(0.05, 10.0, 3.0).expect("valid");
    assert!(flow.at(-1.0).is_err() && flow.at(f64::INFINITY).is_err());
    let message = flow
        .ell_at(1.0)
        .expect_err("below the fixed point")
        .to_string();
    assert!(message.contains("8.937"), "{message}");
    assert!(ExactFlow::towards(0.05, 10.0, 11.0).is_err());
}

#[test]
fn eq_21_in_its_e1_form_meets_mpmath_and_eq_22_is_what_the_paper_prints() {
    for row in rows(&reference()["small_coupling"]["points"]) {
        let (ratio, s) = (number(&row["mu0_over_mu_c"]), number(&row["s"]));
        // alpha mu_c = 1, so that ell = s.
        let flow = SmallCouplingFlow::towards(1.0, ratio, 1.0).expect("valid");
        let exact = flow.at(s).expect("valid").mu_bar;
        let printed = flow.at_printed(s).expect("valid").mu_bar;
        assert!(relative_error(exact, number(&row["eq21"])) < 4e-15);
        assert!(relative_error(printed, number(&row["eq22"])) < 4e-15);
        let told = flow.error_of_printed(s).expect("valid");
        assert!((told - (printed / exact - 1.0)).abs() < 1e-13 * (1.0 + told));
    }
}

#[test]
fn the_error_of_eq_22_is_known_without_following_the_flow() {
    let known = [
        (1.01, 2.5e-5),
        (1.1, 0.0022),
        (1.5, 0.040),
        (2.0, 0.115),
        (5.0, 0.67),
        (10.0, 1.56),
    ];
    for (ratio, largest) in known {
        let told = largest_error_of_printed(ratio).expect("valid");
        assert!(relative_error(told, largest) < 0.03, "{ratio}: {told}");
        let flow = SmallCouplingFlow::towards(1.0, ratio, 1.0).expect("valid");
        let scanned = (1..4000)
            .map(|i| flow.error_of_printed(f64::from(i) * 1e-3).expect("valid"))
            .fold(0.0, f64::max);
        assert!(
            relative_error(told, scanned) < 1e-3,
            "{ratio}: {told} against {scanned}"
        );
    }
    for (ratio, late) in [(1.01, 1.010), (1.5, 1.445), (10.0, 4.24), (1000.0, 12.3)] {
        assert!(relative_error(late_amplitude_ratio(ratio).expect("valid"), late) < 0.005);
    }
}

/// `-d ell/dz` at distance z.
fn slope_at(m_c: f64, z: f64) -> f64 {
    scale_interval(m_c, z * (1.0 - 1e-9), z).by_z_far
}

proptest! {
    #[test]
    fn the_first_integral_is_constant_along_the_flow(
        log_m0 in -18.0..6.2_f64, y0 in 0.01..60.0_f64, log_ell in -5.0..12.0_f64,
    ) {
        let flow = ExactFlow::new(1.0, log_m0.exp(), y0).unwrap();
        let point = flow.at(log_ell.exp()).unwrap();
        let later = point.y2 - FUGACITY_UNIT * glassmelt::special::flow_primitive(point.mu_bar);
        prop_assert!(relative_error(later, flow.first_integral()) < 1e-12);
    }

    #[test]
    fn following_the_flow_in_two_steps_is_following_it_in_one(
        log_m0 in -8.0..4.0_f64, y0 in 0.1..30.0_f64, first in 0.01..10.0_f64, second in 0.01..10.0_f64,
    ) {
        let whole = ExactFlow::new(1.0, log_m0.exp(), y0).unwrap();
        let half = whole.at(first).unwrap();
        prop_assume!(half.y2 > 1e-200);
        let rest = ExactFlow::new(1.0, half.mu_bar, half.y2.sqrt()).unwrap();
        let (direct, composed) = (whole.at(first + second).unwrap(), rest.at(second).unwrap());
        prop_assert!(relative_error(direct.mu_bar, composed.mu_bar) < 1e-11);
        // Rounding m_c once more shifts y2 by rate * ell * m_c roundings.
        let rate = whole.fixed_point().rate;
        prop_assert!(relative_error(direct.y2, composed.y2) < 1e-11 * (1.0 + rate * second * half.mu_bar));
    }

    #[test]
    fn scale_and_modulus_invert_each_other(
        log_m0 in -10.0..5.0_f64, y0 in 0.1..40.0_f64, share in 0.001..0.999_f64,
    ) {
        let flow = ExactFlow::new(1.0, log_m0.exp(), y0).unwrap();
        let z = share * flow.z0();
        let ell = flow.ell_at_distance(z);
        prop_assume!(ell > 0.0 && ell < 1e290);
        let point = flow.at(ell).unwrap();
        prop_assert!(relative_error(point.mu_bar, flow.fixed_point().mu_bar * z.exp()) < 1e-12);
    }

    #[test]
    fn an_interval_of_scale_is_the_sum_of_its_parts(
        log_m_c in -8.0..6.0_f64, near in 0.001..2.0_f64, width in 0.01..4.0_f64,
    ) {
        let m_c = log_m_c.exp();
        let far = near + width;
        // Beyond, e^{-m} is no normal double.
        prop_assume!(m_c * far.exp() < 700.0);
        let edge = |k: i32| near * (far / near).powf(f64::from(k) / 13.0);
        let parts: f64 = (0..13).map(|k| scale_interval(m_c, edge(k), edge(k + 1)).ell).sum();
        prop_assert!(relative_error(scale_interval(m_c, near, far).ell, parts) < 2e-12);
    }

    #[test]
    fn the_series_of_the_flow_are_the_plain_quadrature(
        log_m_c in -9.0..6.2_f64, width in 0.001..8.0_f64, share in 0.001..0.999_f64,
    ) {
        let m_c = log_m_c.exp();
        let z0 = width.min((500.0 / m_c).ln());
        prop_assume!(z0 > 0.0);
        let flow = ExactFlow::towards(1.0, m_c * z0.exp(), m_c).unwrap();
        let (m_c, z0) = (flow.fixed_point().m, flow.z0());
        let z = z0 * share * share;
        // Ten pieces, so that the rule of the quadrature is beyond doubt.
        let edge = |k: i32| z * (z0 / z).powf(f64::from(k) / 10.0);
        let plain: f64 = (0..10).map(|k| scale_interval(m_c, edge(k), edge(k + 1)).ell).sum();
        let error_of_log_mu = (flow.ell_at_distance(z) - plain) / slope_at(m_c, z);
        prop_assert!(error_of_log_mu.abs() < 1e-12, "{error_of_log_mu:e}");
    }

    #[test]
    fn weak_coupling_is_the_small_coupling_flow(log_m0 in -16.0..-7.0_f64, y0 in 0.5..20.0_f64) {
        let (exact, small) = (
            ExactFlow::new(1.0, log_m0.exp(), y0).unwrap(),
            SmallCouplingFlow::new(1.0, log_m0.exp(), y0).unwrap(),
        );
        let ell = 0.7 / log_m0.exp();
        let (a, b) = (exact.at(ell).unwrap(), small.at(ell).unwrap());
        prop_assert!(relative_error(a.mu_bar, b.mu_bar) < 3.0 * log_m0.exp());
    }

    #[test]
    fn the_interval_of_scale_is_the_flow_and_its_derivatives_are_differences(
        log_m_c in -8.0..3.0_f64, near in 0.01..1.0_f64, width in 0.01..4.0_f64,
    ) {
        let far = near + width;
        let at = |log_m_c: f64, far: f64| scale_interval(log_m_c.exp(), near, far).ell;
        let interval = scale_interval(log_m_c.exp(), near, far);
        let flow = ExactFlow::towards(1.0, (log_m_c + far).exp(), log_m_c.exp()).unwrap();
        prop_assert!(relative_error(interval.ell, flow.ell_at_distance(near)) < 1e-11);
        let h = 1e-4;
        let difference = |f: &dyn Fn(f64) -> f64| {
            (8.0 * (f(h) - f(-h)) - (f(2.0 * h) - f(-2.0 * h))) / (12.0 * h)
        };
        let by_m_c = difference(&|d| at(log_m_c + d, far));
        prop_assert!(relative_error(interval.by_log_m_c, by_m_c) < 1e-7);
        prop_assert!((interval.by_z_far - difference(&|d| at(log_m_c, far + d))).abs()
            < 1e-7 * interval.by_z_far + 1e-9 * interval.ell);
    }
}
