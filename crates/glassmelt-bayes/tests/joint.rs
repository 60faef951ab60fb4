//! Joint fits: the gradient, and a liquid that is found again from all its tables.

use std::ops::ControlFlow;

use glassmelt::dynamic_modulus::maxwell;
use glassmelt_bayes::joint::{JointModel, Kind, Observation};
use glassmelt_bayes::posterior::joint_posterior;
use glassmelt_bayes::priors::Chosen;
use glassmelt_bayes::{Density, Knowledge, Model, Settings};
use glassmelt_fit::{Quantity, laws};

const STRENGTH: f64 = 9.0;
const T0: f64 = 150.0;
const LOG10_TAU0: f64 = -13.0;
const LOG10_G_INF: f64 = 9.6;

fn number(kind: Kind, t: f64, log10_omega: f64, value: f64) -> Observation {
    Observation {
        kind,
        t,
        log10_omega,
        value,
        knowledge: Knowledge::Measured,
        error: None,
    }
}

/// A Maxwell liquid of a rotor law with small waves on its numbers.
fn liquid(law: &str) -> Vec<Observation> {
    let law = laws::by_name(law).unwrap();
    let length = |t: f64| law.log10_at(&[0.0, STRENGTH, T0], Quantity::Viscosity, t);
    let wave = |i: usize| 0.02 * (5.0 * i as f64).sin();
    let mut all = Vec::new();
    for i in 0..10 {
        let t = 178.0 + 4.0 * i as f64;
        let log10_tau = LOG10_TAU0 + length(t);
        all.push(number(
            Kind::Viscosity,
            t,
            0.0,
            LOG10_G_INF + log10_tau + wave(i),
        ));
        all.push(number(
            Kind::RelaxationTime,
            t,
            0.0,
            log10_tau + wave(i + 3),
        ));
        let cp = 120.0 + 80.0 * 10_f64.powf(-1.5 * length(t));
        all.push(number(Kind::HeatCapacity, t, 0.0, cp + 20.0 * wave(i + 5)));
        let omega = -log10_tau + 0.4 * (i as f64 - 5.0);
        let modulus = maxwell(10_f64.powf(omega + log10_tau)).unwrap();
        let storage = LOG10_G_INF + modulus.storage.log10();
        all.push(number(Kind::Storage, t, omega, storage + wave(i + 7)));
        let loss = LOG10_G_INF + modulus.loss.log10();
        all.push(number(Kind::Loss, t, omega, loss + wave(i + 9)));
    }
    all[0].knowledge = Knowledge::Above;
    all[0].error = Some(0.05);
    all
}

#[test]
fn the_gradient_of_a_joint_fit_is_the_slope_of_its_posterior() {
    for name in ["rotor-printed", "rotor-exact"] {
        let observations = liquid(name);
        let law = laws::by_name(name).unwrap();
        let mut model = JointModel::new(law, &observations, &Chosen::default()).unwrap();
        let n = model.dimension();
        let at = model.starts().swap_remove(3);
        let (mut gradient, mut unused) = (vec![0.0; n], vec![0.0; n]);
        assert!(model.evaluate(&at, &mut gradient).is_finite());
        for j in 0..n {
            let h = 1e-5;
            let mut side = |step: f64| {
                let mut moved = at.clone();
                moved[j] += step;
                model.evaluate(&moved, &mut unused)
            };
            let slope = (8.0 * (side(h) - side(-h)) - side(2.0 * h) + side(-2.0 * h)) / (12.0 * h);
            let error = (slope - gradient[j]).abs();
            assert!(
                error < 1e-5 * (slope.abs() + 1.0),
                "{name} {j}: {slope} {}",
                gradient[j]
            );
        }
    }
}

#[test]
fn one_liquid_is_found_again_from_all_its_tables_together() {
    let observations = liquid("rotor-printed");
    let law = laws::by_name("rotor-printed").unwrap();
    let model = JointModel::new(law, &observations, &Chosen::default()).unwrap();
    let settings = Settings {
        draws: 500,
        ..Settings::default()
    };
    let go_on = |_| ControlFlow::Continue(());
    let found = joint_posterior(&model, None, settings, &go_on).unwrap();
    let codes: Vec<&str> = found.warnings.iter().map(|w| w.code).collect();
    assert!(!codes.contains(&"rhat_high"), "{codes:?}");
    for (name, truth) in [
        ("t0", T0),
        ("strength", STRENGTH),
        ("log10_tau0", LOG10_TAU0),
        ("log10_g_inf", LOG10_G_INF),
        ("cp0", 120.0),
    ] {
        let variable = found.variables.iter().find(|v| v.name == name).unwrap();
        assert!(
            (variable.mean - truth).abs() < 4.0 * variable.sd,
            "{variable:?}"
        );
    }
    let beta = found.variables.iter().find(|v| v.name == "beta").unwrap();
    assert!(beta.high > 0.95, "a Maxwell liquid: {beta:?}");
    assert_eq!(found.loo.pointwise.len(), observations.len());
}

#[test]
fn laws_without_a_length_and_too_few_numbers_are_refused() {
    let observations = liquid("rotor-printed");
    let vft = laws::by_name("vft").unwrap();
    assert!(JointModel::new(vft, &observations, &Chosen::default()).is_err());
    let exact = laws::by_name("rotor-exact").unwrap();
    assert!(JointModel::new(exact, &observations[..2], &Chosen::default()).is_err());
}
