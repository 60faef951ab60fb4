//! When two replicas are not in equilibrium, and what is said of them then.

use crate::common::medium;
use crate::{BIAXIAL, at_random, codes, held, probe, record, stream};
use glassmelt_rotors::measure::{Measured, Record, Setting};
use glassmelt_rotors::{Boundary, Cell, Rotors, turned};

#[test]
fn replicas_that_keep_apart_or_disagree_are_not_equilibrated() {
    let cell = Cell::cubic(6.0).unwrap();
    let count = 20;
    let probe = probe(cell, count, &[2.0]);
    let trembling = |walker: u32| {
        let centre = Rotors::random(BIAXIAL, count, stream(walker, 0)).unwrap();
        move |step: u64| {
            let shake = |a: u32| stream(walker, step).of(a).normal_vector() * 0.1;
            let turns = (100_u32..).zip(centre.orientations());
            turns
                .map(|(a, r)| turned(&BIAXIAL, &(nalgebra::UnitQuaternion::new(shake(a)) * r)))
                .collect()
        }
    };
    let setting = held(&probe, 0.1);
    let [one, other, again] = [50, 51, 50].map(|w| record(&probe, 600, trembling(w)));
    let apart = Measured::of(&setting, [&one, &other]).unwrap();
    assert!(!apart.verdict.equilibrated);
    assert!(
        codes(&apart).contains(&"replicas_keep_apart"),
        "{:?}",
        codes(&apart)
    );
    assert!(apart.order.self_overlap.mean > 0.9);
    assert!(apart.order.edwards_anderson.mean.abs() < 0.3);
    let alike = Measured::of(&setting, [&one, &again]).unwrap();
    assert_eq!(codes(&alike), [""; 0]);

    let hotter = {
        let mut record = Record::new(&probe);
        for step in 0..600 {
            let dipoles = at_random(count, 60, step);
            let mut look = probe.look(&dipoles, 0.0).unwrap();
            look.energy = 1.0 + stream(61, step).of(0).normal_pair()[0];
            record.add(&look, &dipoles).unwrap();
        }
        record
    };
    let disagree = Measured::of(&setting, [&one, &hotter]).unwrap();
    assert!(codes(&disagree).contains(&"replica_energies_disagree"));

    let still = record(&probe, 600, |_| at_random(count, 70, 0));
    let stuck = Measured::of(&setting, [&still, &still]).unwrap();
    assert!(codes(&stuck).contains(&"too_few_samples_of_shear"));
    assert_eq!(stuck.mu_r_k0.estimate.error, f64::INFINITY);
    assert!(stuck.mu_r_k0.estimate.independent_samples <= 1.0);

    let cold = Setting {
        kt: 1e-3,
        ..setting
    };
    let free = record(&probe, 600, |step| at_random(count, 80, step));
    let soft = Measured::of(&cold, [&free, &free]).unwrap();
    assert!(soft.mu_r_k0.estimate.mean < 0.0);
    assert!(codes(&soft).contains(&"modulus_negative"));
}

#[test]
fn a_drift_is_seen() {
    let cell = Cell::cubic(6.0).unwrap();
    let probe = probe(cell, 20, &[]);
    // The energy falls all the while, by two of its deviations.
    let falling = |walker: u32| {
        let mut record = Record::new(&probe);
        for step in 0..2000 {
            let dipoles = at_random(20, walker, step);
            let noise = stream(walker + 1, step).of(0).normal_pair()[0];
            let energy = noise - 2.0 * step as f64 / 2000.0;
            let look = probe.look(&dipoles, energy).unwrap();
            record.add(&look, &dipoles).unwrap();
        }
        record
    };
    let setting = held(&probe, 1.0);
    let found = Measured::of(&setting, [&falling(90), &falling(92)]).unwrap();
    assert!(
        codes(&found).contains(&"energy_drifts"),
        "{:?}",
        codes(&found)
    );
}

#[test]
fn records_of_few_looks_or_of_no_numbers_are_answered_with_a_warning() {
    let cell = Cell::cubic(6.0).unwrap();
    let probe = probe(cell, 20, &[1.5]);
    let setting = Setting {
        probe: &probe,
        medium: medium(1.0, 1.0),
        dipole: BIAXIAL,
        kt: 0.1,
        boundary: Boundary::FREE,
    };
    for (looks, others) in [(1, 1), (2, 1), (3, 5), (4, 40)] {
        let one = record(&probe, looks, |step| at_random(20, 14, step));
        let other = record(&probe, others, |step| at_random(20, 15, step));
        let found = Measured::of(&setting, [&one, &other]).unwrap();
        assert!(
            codes(&found).contains(&"too_few_samples_of_shear"),
            "{looks}"
        );
        let samples = found.mu_r_k0.estimate.independent_samples;
        assert!(looks > 3 || samples <= 1.0, "{looks}: {samples}");
        assert!(found.correlation_length.xi.is_none());
    }
    let mut broken = record(&probe, 50, |step| at_random(20, 14, step));
    let dipoles = at_random(20, 14, 50);
    let look = probe.look(&dipoles, f64::NAN).unwrap();
    broken.add(&look, &dipoles).unwrap();
    let found = Measured::of(&setting, [&broken, &broken]).unwrap();
    assert!(codes(&found).contains(&"not_a_number"));
    assert!(!found.verdict.equilibrated);
}
