//! Rotors whose fluctuations are known: what one look sees, what a record keeps, what two replicas say.

mod common;

use std::f64::consts::PI;

use common::{hard_core_places, medium, of_shears};
use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
use glassmelt::{Layer, SymmetricTensor};
use glassmelt_rotors::measure::{
    Family, Measured, Probe, Record, Setting, WaveVectors, shear_components,
};
use glassmelt_rotors::random::{Purpose, Seed, Stream};
use glassmelt_rotors::statistics::Measurement;
use glassmelt_rotors::{
    Boundary, Cell, Error, HybridMonteCarlo, Independent, Leaps, Rotors, Sampler, Steps,
    free_softening, turned,
};
use nalgebra::{Complex, Matrix3, Vector3};

/// Three different principal values, turned, with a trace.
const BIAXIAL: SymmetricTensor = SymmetricTensor::from_components([1.1, -0.4, 0.5, 0.2, -0.3, 0.6]);

fn stream(walker: u32, step: u64) -> Stream {
    Seed(4).stream(Purpose::Start, walker, step)
}

/// Dipoles turned at random, anew at each step.
fn at_random(count: usize, walker: u32, step: u64) -> Vec<SymmetricTensor> {
    Rotors::random(BIAXIAL, count, stream(walker, step))
        .unwrap()
        .dipoles()
}

fn probe(cell: Cell, count: usize, radii: &[f64]) -> Probe {
    let places = hard_core_places(&cell, count, 0);
    Probe::new(cell, &places, WaveVectors::new(&cell, 2, 2), radii.to_vec()).unwrap()
}

/// A record of dipoles that `at` gives for each look.
fn record(probe: &Probe, looks: u64, at: impl Fn(u64) -> Vec<SymmetricTensor>) -> Record {
    let mut record = Record::new(probe);
    for step in 0..looks {
        let dipoles = at(step);
        let energy = stream(77, step).of(0).normal_pair()[0];
        record
            .add(&probe.look(&dipoles, energy).unwrap(), &dipoles)
            .unwrap();
    }
    record
}

/// In units of the standard error.
fn off(measured: &Measurement, expected: f64) -> f64 {
    (measured.estimate.mean - expected) / measured.estimate.error
}

fn codes(measured: &Measured) -> Vec<&'static str> {
    let reasons = measured.verdict.reasons.iter();
    reasons.map(|warning| warning.code).collect()
}

#[test]
fn the_shears_are_an_orthonormal_basis_of_tensors_without_trace() {
    for c in 0..5 {
        let mut unit = [0.0; 5];
        unit[c] = 1.0;
        let tensor = of_shears(&unit);
        assert!((tensor.norm() - 1.0).abs() < 1e-15 && tensor.trace().abs() < 1e-15);
        let found = shear_components(&tensor);
        assert!(found.iter().zip(unit).all(|(x, y)| (x - y).abs() < 1e-15));
    }
    let squares: f64 = shear_components(&BIAXIAL).iter().map(|c| c * c).sum();
    assert!((squares - BIAXIAL.deviator().norm().powi(2)).abs() < 1e-14);
    assert!((shear_components(&BIAXIAL)[4].powi(2) / 2.0 - BIAXIAL.xy.powi(2)).abs() < 1e-15);
}

#[test]
fn wave_vectors_come_in_whole_shells_and_along_lines() {
    let waves = WaveVectors::new(&Cell::cubic(7.0).unwrap(), 3, 2);
    let shells = waves.shells();
    let counts: Vec<usize> = shells.iter().map(Vec::len).collect();
    // Half of 6, 12, 8, 6: the neighbours of a simple cubic lattice.
    assert_eq!(counts, [3, 6, 4, 3]);
    for (family, count) in [
        (Family::Axis, 3),
        (Family::FaceDiagonal, 6),
        (Family::BodyDiagonal, 4),
    ] {
        let lines = waves.family(family);
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [count; 3]);
    }
    for wave in waves.waves() {
        let [t, s] = wave.across;
        let q = wave.q.normalize();
        let products = [t.dot(&q), s.dot(&q), t.dot(&s)];
        assert!(products.iter().all(|product| product.abs() < 1e-15));
        assert!((t.norm() - 1.0).abs() < 1e-15 && (s.norm() - 1.0).abs() < 1e-15);
    }
    let flat = WaveVectors::new(&Cell::new([8.0, 8.0, 4.0]).unwrap(), 1, 2);
    let axis: Vec<usize> = flat.family(Family::Axis).iter().map(Vec::len).collect();
    // (1,0,0), (0,1,0); then (2,0,0), (0,2,0) and (0,0,1), which are of one length.
    assert_eq!(axis, [2, 3]);
}

#[test]
fn a_look_is_the_plain_sum_over_rotors_and_over_pairs() {
    let cell = Cell::new([6.0, 7.0, 9.0]).unwrap();
    let radii = [1.2, 2.0, 3.0];
    for count in [1, 50] {
        let places = hard_core_places(&cell, count, 3);
        let shifted: Vec<Vector3<f64>> = places
            .iter()
            .enumerate()
            .map(|(a, r)| r + cell.sides() * (a as f64 - 3.0))
            .collect();
        let waves = WaveVectors::new(&cell, 4, 2);
        let probe = Probe::new(cell, &shifted, waves, radii.to_vec()).unwrap();
        let dipoles = at_random(count, 1, 0);
        let look = probe.look(&dipoles, -2.5).unwrap();
        assert_eq!(look.energy, -2.5);
        let total = dipoles.iter().fold(SymmetricTensor::ZERO, |m, q| m + *q);
        let off = (of_shears(&look.total) - total.deviator()).norm();
        assert!(off < 1e-13, "{off}");
        for (wave, modes) in probe.waves().waves().iter().zip(&look.modes) {
            for (t, mode) in wave.across.iter().zip(modes) {
                let sum: Complex<f64> = places
                    .iter()
                    .zip(&dipoles)
                    .map(|(r, q)| {
                        let shear = t.dot(&q.apply(&wave.q.normalize()));
                        Complex::from_polar(shear, -wave.q.dot(r))
                    })
                    .sum();
                assert!((mode - sum).norm() < 1e-12, "{:?}", wave.indices);
            }
        }
        for (radius, found) in radii.iter().zip(&look.pairs) {
            let mut sum = 0.0;
            for (r, q) in places.iter().zip(&dipoles) {
                for (s, p) in places.iter().zip(&dipoles) {
                    if cell.nearest(&(r - s)).norm() <= *radius {
                        sum += q.deviator().contract(&p.deviator());
                    }
                }
            }
            assert!((found - sum).abs() < 1e-12, "{radius}: {found}, {sum}");
        }
    }
}

#[test]
fn pairs_found_in_boxes_are_those_of_the_double_loop() {
    // Wide enough for boxes: ten along each side.
    let cell = Cell::new([16.0, 17.0, 15.0]).unwrap();
    let places = hard_core_places(&cell, 1000, 9);
    let dipoles = at_random(1000, 9, 0);
    let near = Probe::new(cell, &places, WaveVectors::new(&cell, 0, 0), vec![1.3]).unwrap();
    // One box: the whole cell.
    let wide = Probe::new(cell, &places, WaveVectors::new(&cell, 0, 0), vec![1.3, 7.0]).unwrap();
    let (near, wide) = (
        near.look(&dipoles, 0.0).unwrap(),
        wide.look(&dipoles, 0.0).unwrap(),
    );
    assert!((near.pairs[0] - wide.pairs[0]).abs() < 1e-10);
    let itself: f64 = dipoles.iter().map(|q| q.deviator().norm().powi(2)).sum();
    assert!((near.pairs[0] - itself).abs() > 1.0);
}

#[test]
fn a_look_does_not_depend_on_the_number_of_threads() {
    let cell = Cell::cubic(22.0).unwrap();
    let probe = probe(cell, 2000, &[1.5, 3.0]);
    let dipoles = at_random(2000, 2, 0);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().unwrap();
        pool.install(|| probe.look(&dipoles, 0.0).unwrap())
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn turning_the_cube_leaves_shells_pairs_and_the_total_as_they_are() {
    let cell = Cell::cubic(6.0).unwrap();
    let places = hard_core_places(&cell, 30, 5);
    let dipoles = at_random(30, 3, 0);
    let turns = [
        Matrix3::new(0.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Matrix3::new(0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
        Matrix3::new(-1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
    ];
    let seen = |turn: &Matrix3<f64>| {
        let places: Vec<_> = places.iter().map(|r| turn * r).collect();
        let dipoles: Vec<_> = dipoles.iter().map(|q| q.rotated(turn)).collect();
        let waves = WaveVectors::new(&cell, 3, 3);
        let probe = Probe::new(cell, &places, waves, vec![1.5, 2.5]).unwrap();
        let look = probe.look(&dipoles, 0.0).unwrap();
        let power = |wave: &usize| look.modes[*wave].iter().map(Complex::norm_sqr).sum::<f64>();
        let shells = probe.waves().shells();
        let mut numbers: Vec<f64> = shells
            .iter()
            .map(|shell| shell.iter().map(power).sum())
            .collect();
        numbers.extend(&look.pairs);
        numbers.push(look.total.iter().map(|c| c * c).sum());
        numbers
    };
    let expected = seen(&Matrix3::identity());
    for turn in turns {
        for (x, y) in seen(&turn).iter().zip(&expected) {
            assert!((x - y).abs() < 1e-11 * y.abs().max(1.0), "{x}, {y}");
        }
    }
}

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
        probe: &probe,
        medium,
        dipole: BIAXIAL,
        kt,
        boundary: Boundary::CLAMPED,
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
    let setting = Setting {
        probe: &probe,
        medium,
        dipole: BIAXIAL,
        kt,
        boundary: Boundary::CLAMPED,
    };
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
    let setting = Setting {
        probe: &probe,
        medium: medium(1.0, 1.0),
        dipole: BIAXIAL,
        kt: 0.1,
        boundary: Boundary::CLAMPED,
    };
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
    let setting = Setting {
        probe: &probe,
        medium: medium(1.0, 1.0),
        dipole: BIAXIAL,
        kt: 1.0,
        boundary: Boundary::CLAMPED,
    };
    let found = Measured::of(&setting, [&falling(90), &falling(92)]).unwrap();
    assert!(
        codes(&found).contains(&"energy_drifts"),
        "{:?}",
        codes(&found)
    );
}

#[test]
fn a_record_comes_back_from_its_parts_to_the_last_bit_and_goes_on_the_same() {
    let cell = Cell::cubic(6.0).unwrap();
    let probe = probe(cell, 20, &[1.5, 2.5]);
    for (first, more) in [(0, 5), (1, 0), (7, 30), (97, 200)] {
        let add = |record: &mut Record, steps: std::ops::Range<u64>| {
            for step in steps {
                let dipoles = at_random(20, 5, step);
                let look = probe.look(&dipoles, 0.1 * step as f64).unwrap();
                record.add(&look, &dipoles).unwrap();
            }
        };
        let mut whole = Record::with_blocks(&probe, 8);
        add(&mut whole, 0..first);
        let mut restored = Record::from_parts(&whole.parts()).unwrap();
        assert_eq!(restored, whole);
        add(&mut whole, first..first + more);
        add(&mut restored, first..first + more);
        let bits = |record: &Record| -> Vec<Vec<u64>> {
            let parts = record.parts().into_iter();
            parts
                .map(|(_, numbers)| numbers.iter().map(|x| x.to_bits()).collect())
                .collect()
        };
        assert_eq!(bits(&restored), bits(&whole));
    }
}

#[test]
fn parts_that_do_not_fit_are_refused_by_name() {
    let cell = Cell::cubic(6.0).unwrap();
    let probe = probe(cell, 20, &[1.5]);
    let record = record(&probe, 10, |step| at_random(20, 5, step));
    let parts = record.parts();
    for index in 0..parts.len() {
        let mut fewer = parts.clone();
        let (name, _) = fewer.remove(index);
        assert_eq!(
            Record::from_parts(&fewer),
            Err(Error::MissingPart {
                name: name.to_owned()
            })
        );
        let mut shorter = parts.clone();
        shorter[index].1.pop();
        assert!(Record::from_parts(&shorter).is_err(), "{name}");
        let mut strange = parts.clone();
        strange[0].1[index.min(4)] = f64::NAN;
        assert!(Record::from_parts(&strange).is_err());
    }
    let other = Probe::new(
        cell,
        &hard_core_places(&cell, 19, 0),
        WaveVectors::new(&cell, 1, 1),
        vec![],
    )
    .unwrap();
    let setting = Setting {
        probe: &other,
        medium: medium(1.0, 1.0),
        dipole: BIAXIAL,
        kt: 1.0,
        boundary: Boundary::CLAMPED,
    };
    assert!(Measured::of(&setting, [&record, &record]).is_err());
    let empty = Record::new(&other);
    assert!(Measured::of(&setting, [&empty, &empty]).is_err());
}

#[test]
fn radii_out_of_order_or_beyond_half_the_cell_are_refused() {
    let cell = Cell::cubic(6.0).unwrap();
    let places = hard_core_places(&cell, 5, 0);
    for radii in [vec![2.0, 1.0], vec![3.1], vec![0.0], vec![f64::NAN]] {
        let waves = WaveVectors::new(&cell, 1, 1);
        assert!(Probe::new(cell, &places, waves, radii).is_err());
    }
}

#[test]
fn the_length_of_ornstein_and_zernike_is_found_where_it_was_put_in() {
    let cell = Cell::cubic(10.0).unwrap();
    let probe = probe(cell, 20, &[]);
    let setting = Setting {
        probe: &probe,
        medium: medium(1.0, 1.0),
        dipole: BIAXIAL,
        kt: 1.0,
        boundary: Boundary::CLAMPED,
    };
    let xi = 1.5;
    // Amplitudes drawn with the variance of chi(q) = 0.8/(1 + xi^2 q^2).
    let drawn = |walker: u32| {
        let mut record = Record::new(&probe);
        for step in 0..2000 {
            let dipoles = at_random(20, walker, step);
            let mut look = probe.look(&dipoles, 0.0).unwrap();
            let waves = probe.waves().waves().iter().zip(&mut look.modes);
            for (index, (wave, modes)) in (0_u32..).zip(waves) {
                let chi = 0.8 / (1.0 + (xi * wave.q.norm()).powi(2));
                let scale = (0.5 * chi * cell.volume()).sqrt();
                let mut draws = stream(walker, step).with(Purpose::Noise).of(index);
                for mode in modes {
                    let [re, im] = draws.normal_pair();
                    *mode = Complex::new(re, im) * scale;
                }
            }
            record.add(&look, &dipoles).unwrap();
        }
        record
    };
    let found = Measured::of(&setting, [&drawn(100), &drawn(101)]).unwrap();
    let length = found.correlation_length;
    let found_xi = length.xi.unwrap();
    assert!(off(&found_xi, xi).abs() < 4.5, "{found_xi:?}");
    assert!(found_xi.estimate.error < 0.2, "{found_xi:?}");
    let smallest = &found.mu_r_q[0];
    let chi = 0.8 / (1.0 + (xi * 2.0 * PI / 10.0).powi(2));
    assert!(off(&smallest.mu_r, 1.0 / (1.0 + chi)).abs() < 4.5);
}

#[test]
fn a_measured_curve_and_a_theory_are_compared_on_one_scale() {
    let cell = Cell::cubic(8.0).unwrap();
    let probe = probe(cell, 60, &[1.5, 4.0]);
    let records = [12, 13].map(|walker| record(&probe, 200, |step| at_random(60, walker, step)));
    let setting = Setting {
        probe: &probe,
        medium: medium(1.0, 1.0),
        dipole: BIAXIAL,
        kt: 0.1,
        boundary: Boundary::CLAMPED,
    };
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
