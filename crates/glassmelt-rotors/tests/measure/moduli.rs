//! Moduli of rotors that are independent, frozen by half, or turned by their sampler, and as a curve.

use crate::common::medium;
use crate::{BIAXIAL, at_random, held, off, probe, record, stream};
use glassmelt::Layer;
use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
use glassmelt_rotors::measure::{Measured, Record, Setting};
use glassmelt_rotors::random::{Purpose, Seed};
use glassmelt_rotors::{
    Boundary, Cell, HybridMonteCarlo, Independent, Leaps, Rotors, Sampler, Steps, free_softening,
};

#[test]
fn independent_rotors_soften_by_x_at_k_zero_at_each_q_and_up_to_each_radius() {
    let cell = Cell::cubic(8.0).unwrap();
    let count = 60;
    let probe = probe(cell, count, &[0.5, 1.5, 2.5, 4.0]);
    let (medium, kt) = (medium(1.0, 2.0), 0.05);
    let x = free_softening(count as f64 / cell.volume(), &BIAXIAL, &medium, kt);
    assert!((0.1..1.0).contains(&x), "{x}");
    let one = record(&probe, 3000, |step| at_random(count, 10, step));
    let other = record(&probe, 3000, |step| at_random(count, 11, step));
    let held = Setting {
        medium,
        ..held(&probe, kt)
    };
    let found = Measured::of(&held, [&one, &other]).unwrap();
    assert!(found.verdict.equilibrated, "{:?}", found.verdict.reasons);
    assert!(off(&found.mu_r_k0, 1.0 - x).abs() < 4.5);
    assert!(found.mu_r_k0.estimate.error < 0.02 * x);
    for each in &found.mu_r_k0_of_each {
        assert!(off(each, 1.0 - x).abs() < 4.5);
    }
    let free = Setting {
        boundary: Boundary::FREE,
        ..held
    };
    let free = Measured::of(&free, [&one, &other]).unwrap();
    assert!(off(&free.mu_r_k0, 1.0 / (1.0 + x)).abs() < 4.5);
    let expected = 1.0 / (1.0 + x);
    let groups = found.mu_r_along.iter().flat_map(|(_, groups)| groups);
    for group in found.mu_r_q.iter().chain(groups) {
        assert!(off(&group.mu_r, expected).abs() < 4.5, "{group:?}");
    }
    let squares: Vec<f64> = found
        .mu_r_waves
        .iter()
        .map(|wave| off(&wave.mu_r, expected).powi(2))
        .collect();
    let mean = squares.iter().sum::<f64>() / squares.len() as f64;
    let sigma = (2.0 / squares.len() as f64).sqrt();
    assert!(
        (mean - 1.0).abs() < 4.5 * sigma,
        "{mean} of {}",
        squares.len()
    );
    for at in &found.mu_r_r {
        let close = (at.mu_r.estimate.mean - expected).abs() < 1e-3;
        assert!(close || off(&at.mu_r, expected).abs() < 4.5, "{at:?}");
    }
    // Up to half a core there is each rotor with itself alone, known to the mean dipoles.
    assert!((found.mu_r_r[0].mu_r.estimate.mean - expected).abs() < 1e-4);
    assert!(found.order.edwards_anderson.mean.abs() < 4.5 * found.order.edwards_anderson.error);
    let square = &found.order.ferroelastic_square;
    assert!(off(square, 1.0 / count as f64).abs() < 4.5);
    let fall = found.correlation_length.reason.unwrap();
    assert_eq!(fall.code, "no_dependence_on_q");
}

#[test]
fn what_stands_still_in_both_replicas_does_not_soften() {
    let cell = Cell::cubic(8.0).unwrap();
    let count = 60;
    let probe = probe(cell, count, &[1.5, 4.0]);
    let (medium, kt) = (medium(1.0, 1.0), 0.05);
    let frozen = at_random(count, 20, 0);
    let half = |walker: u32| {
        let frozen = frozen.clone();
        move |step| {
            let mut dipoles = frozen.clone();
            dipoles[..count / 2].copy_from_slice(&at_random(count / 2, walker, step));
            dipoles
        }
    };
    let setting = held(&probe, kt);
    let records = [
        record(&probe, 3000, half(21)),
        record(&probe, 3000, half(22)),
    ];
    let found = Measured::of(&setting, [&records[0], &records[1]]).unwrap();
    assert!(found.verdict.equilibrated, "{:?}", found.verdict.reasons);
    let x = free_softening(0.5 * count as f64 / cell.volume(), &BIAXIAL, &medium, kt);
    assert!(off(&found.mu_r_k0, 1.0 - x).abs() < 4.5);
    for shell in &found.mu_r_q {
        assert!(off(&shell.mu_r, 1.0 / (1.0 + x)).abs() < 4.5, "{shell:?}");
    }
    for at in &found.mu_r_r {
        assert!(off(&at.mu_r, 1.0 / (1.0 + x)).abs() < 4.5, "{at:?}, {x}");
    }
    let order = found.order.edwards_anderson;
    assert!(
        (order.mean - 0.5).abs() < 4.5 * order.error.max(1e-4),
        "{order:?}"
    );
}

#[test]
fn a_medium_held_and_a_free_one_have_the_same_modulus() {
    let cell = Cell::cubic(14.0).unwrap();
    let count = 300;
    let medium = medium(1.0, 1.0);
    let kt = free_softening(count as f64 / cell.volume(), &BIAXIAL, &medium, 1.0) / 0.4;
    let probe = probe(cell, count, &[]);
    let run = |walker: u32, boundary: Boundary| {
        let field = Independent {
            medium,
            cell,
            places: count,
        };
        let leaps = Leaps {
            stride: 0.5,
            length: 2.0,
            most: 20,
        };
        let mut sampler = HybridMonteCarlo::new(field, boundary, leaps).unwrap();
        let mut rotors = Rotors::random(BIAXIAL, count, stream(walker, 0)).unwrap();
        let mut record = Record::with_blocks(&probe, 8);
        let stream = Seed(8).stream(Purpose::Moves, walker, 0);
        let steps = Steps {
            stream,
            count: 1100,
        };
        sampler
            .sweeps(&mut rotors, kt, steps, &mut |step, sweep, rotors| {
                if step >= 100 {
                    let dipoles = rotors.dipoles();
                    let look = probe.look(&dipoles, sweep.energy).unwrap();
                    record.add(&look, &dipoles).unwrap();
                }
            })
            .unwrap();
        record
    };
    let measured = |boundary: Boundary, walker: u32| {
        let records = [run(walker, boundary), run(walker + 1, boundary)];
        let setting = Setting {
            probe: &probe,
            medium,
            dipole: BIAXIAL,
            kt,
            boundary,
        };
        Measured::of(&setting, [&records[0], &records[1]]).unwrap()
    };
    let (held, free) = (
        measured(Boundary::CLAMPED, 30),
        measured(Boundary::FREE, 40),
    );
    for found in [&held, &free] {
        assert!(found.verdict.equilibrated, "{:?}", found.verdict.reasons);
        // Corrections of finite number are of the order 1/300.
        let sigma = off(&found.mu_r_k0, 0.6);
        assert!(sigma.abs() < 4.5, "{:?}", found.mu_r_k0);
        assert!(found.mu_r_k0.estimate.error < 0.02);
    }
}

#[test]
fn a_measured_curve_and_a_theory_are_compared_on_one_scale() {
    let cell = Cell::cubic(8.0).unwrap();
    let probe = probe(cell, 60, &[1.5, 4.0]);
    let records = [12, 13].map(|walker| record(&probe, 200, |step| at_random(60, walker, step)));
    let setting = held(&probe, 0.1);
    let found = Measured::of(&setting, [&records[0], &records[1]]).unwrap();
    let curve = found.curve_in_q();
    assert_eq!(curve.points.len(), found.mu_r_q.len());
    assert!(curve.minus(&curve).iter().all(|d| d.difference == 0.0));
    // A theory that runs along lengths, exact: what is left is the error of the rotors.
    let lengths = [1.0, 9.0].map(|length| ModulusPoint::exact(length, 1.0 - 0.01 * length));
    let theory = ModulusCurve::new("line", Layer::Elastic, Scale::Length, lengths.into());
    let deviations = curve.minus(&theory);
    assert_eq!(deviations.len(), curve.points.len());
    for (point, deviation) in curve.points.iter().zip(&deviations) {
        assert_eq!(deviation.error, point.error());
        assert!(point.error() > 0.0);
    }
    // The largest wave number is the shortest wave; between the points the line runs in q.
    let there_and_back = theory.along(Scale::WaveNumber).along(Scale::Length);
    for (one, other) in theory.points.iter().zip(&there_and_back.points) {
        assert!((one.at - other.at).abs() < 1e-14 && one.ratio == other.ratio);
    }
    let short = ModulusCurve::new("point", Layer::Elastic, Scale::WaveNumber, vec![]);
    assert!(curve.minus(&short).is_empty());
    assert_eq!(found.curve_in_radius().points.len(), 2);
}
