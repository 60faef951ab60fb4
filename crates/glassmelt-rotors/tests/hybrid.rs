//! Hybrid Monte Carlo: what Newton's equations and Boltzmann's weight demand of it.

mod chains;
mod common;

use chains::{Mean, Quadratic, chain, on_threads, stream, two_rotors};
use common::{Scatter, ewald, medium};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::random::Purpose;
use glassmelt_rotors::{
    Boundary, Cell, EwaldAt, Field, HybridMonteCarlo, Interaction, Leaps, PairTable, Rotors,
    Sampler, Steps, thermal_energy,
};
use nalgebra::{Rotation3, UnitQuaternion, Vector3};

const SIDE: f64 = 3.5;

/// Biaxial, with a trace.
fn dipole() -> SymmetricTensor {
    SymmetricTensor::from_components([1.0, -0.2, -0.3, 0.1, 0.4, 0.0])
}

fn places(count: usize) -> Vec<Vector3<f64>> {
    let mut places: Vec<Vector3<f64>> = Vec::new();
    let (mut scatter, cell) = (Scatter(41), Cell::cubic(SIDE).unwrap());
    while places.len() < count {
        let place = scatter.vector() * (0.5 * SIDE);
        let apart = |other: &Vector3<f64>| cell.nearest(&(place - other)).norm() > 0.9;
        if places.iter().all(apart) {
            places.push(place);
        }
    }
    places
}

fn table(places: &[Vector3<f64>]) -> PairTable {
    let sum = ewald(medium(1.0, 1.0), Cell::cubic(SIDE).unwrap(), 0.7);
    PairTable::new(&sum, places).unwrap()
}

fn sampler(places: &[Vector3<f64>], stride: f64) -> HybridMonteCarlo<PairTable> {
    let leaps = Leaps {
        stride,
        length: 1.5,
        most: 20,
    };
    HybridMonteCarlo::new(table(places), Boundary::FREE, leaps).unwrap()
}

fn momenta(count: usize, step: u64) -> Vec<Vector3<f64>> {
    let stream = stream(43, step).with(Purpose::Noise);
    (0..u32::try_from(count).unwrap())
        .map(|rotor| stream.of(rotor).normal_vector())
        .collect()
}

fn kt(x0: f64) -> f64 {
    thermal_energy(x0, &dipole(), &medium(1.0, 1.0), 1.0).unwrap()
}

/// `H/k_B T + w w/2`.
fn total_energy(field: &mut dyn Field, rotors: &Rotors, momenta: &[Vector3<f64>], kt: f64) -> f64 {
    let mut answer = Interaction::default();
    let dipoles = rotors.dipoles();
    let done = field.interaction_into(&dipoles, &Boundary::FREE, &mut answer);
    done.unwrap();
    answer.energy / kt + 0.5 * momenta.iter().map(Vector3::norm_squared).sum::<f64>()
}

#[test]
fn a_trajectory_with_its_momenta_turned_round_leads_back_to_its_start() {
    for x0 in [1.0, 10.0] {
        let (places, kt) = (places(8), kt(x0));
        let mut sampler = sampler(&places, 0.1);
        let start = Rotors::random(dipole(), 8, stream(42, 0)).unwrap();
        let (mut rotors, initial) = (start.clone(), momenta(8, 0));
        let mut w = initial.clone();
        let leaps = (0.05, 60);
        sampler.trajectory(&mut rotors, &mut w, kt, leaps).unwrap();
        assert!(rotors.orientations()[0].angle_to(&start.orientations()[0]) > 0.1);
        for w in &mut w {
            *w = -*w;
        }
        sampler.trajectory(&mut rotors, &mut w, kt, leaps).unwrap();
        for (back, start) in rotors.orientations().iter().zip(start.orientations()) {
            assert!(back.angle_to(start) < 1e-10);
        }
        for (back, start) in w.iter().zip(&initial) {
            assert!((back + start).norm() < 1e-10);
        }
    }
}

#[test]
fn the_error_of_energy_falls_as_the_square_of_the_leap() {
    let (places, kt) = (places(8), kt(5.0));
    let mut sampler = sampler(&places, 0.1);
    let start = Rotors::random(dipole(), 8, stream(42, 1)).unwrap();
    let before = total_energy(&mut table(&places), &start, &momenta(8, 1), kt);
    let mut error = |count: u32| {
        let (mut rotors, mut w) = (start.clone(), momenta(8, 1));
        let leaps = (0.8 / f64::from(count), count);
        sampler.trajectory(&mut rotors, &mut w, kt, leaps).unwrap() - before
    };
    let errors = [40, 80, 160, 320].map(&mut error);
    for pair in errors.windows(2) {
        let ratio = pair[0] / pair[1];
        assert!((ratio - 4.0).abs() < 0.1, "{errors:?}");
    }
    assert!(errors[3].abs() > 1e-9);
}

/// `<exp(-dE/k_B T)> = 1` for trajectories from equilibrium, however coarse (Creutz 1988).
#[test]
fn the_mean_of_the_boltzmann_factor_of_the_error_is_one() {
    on_threads(1, || {
        let (places, kt) = (places(8), kt(2.0));
        let (mut sampler, mut table) = (sampler(&places, 0.15), table(&places));
        let mut rotors = Rotors::random(dipole(), 8, stream(42, 2)).unwrap();
        let (mut factors, mut acceptance) = (Vec::new(), 0.0);
        for step in 0..11_000 {
            let steps = Steps {
                stream: stream(44, step),
                count: 1,
            };
            let mut watch = |_, sweep: glassmelt_rotors::Sweep, _: &Rotors| {
                acceptance += sweep.acceptance / 11_000.0;
            };
            sampler.sweeps(&mut rotors, kt, steps, &mut watch).unwrap();
            let (mut end, mut w) = (rotors.clone(), momenta(8, step));
            let before = total_energy(&mut table, &rotors, &w, kt);
            let after = sampler
                .trajectory(&mut end, &mut w, kt, (0.15, 10))
                .unwrap();
            if step >= 1000 {
                factors.push((before - after).exp());
            }
        }
        let found = Mean::of(&factors);
        // Coarse enough for the claim to say something.
        assert!((0.3..0.95).contains(&acceptance), "{acceptance}");
        assert!(found.agrees(1.0) && found.error < 0.05, "{found:?}");
    });
}

#[test]
fn two_rotors_have_the_means_of_quadrature() {
    on_threads(1, || {
        let places = [Vector3::zeros(), Vector3::new(0.6, 0.3, 0.8)];
        let reference = SymmetricTensor::uniaxial(1.0, Vector3::z());
        let (medium, cell) = (medium(1.0, 1.0), Cell::cubic(2.5).unwrap());
        let ewald = ewald(medium, cell, 0.5);
        let strain = SymmetricTensor::from_components([0.02, 0.0, -0.01, 0.0, 0.01, 0.0]);
        for boundary in [Boundary::Strain(strain), Boundary::FREE] {
            let mut slow = EwaldAt {
                ewald,
                places: places.to_vec(),
            };
            let form = Quadratic::of(&mut slow, 2, &boundary);
            for (x0, stride) in [(1.0, 0.7), (4.0, 0.35)] {
                let kt = thermal_energy(x0, &reference, &medium, 1.0).unwrap();
                let [energy, product, _] = two_rotors(&form, 1.0, kt);
                let table = PairTable::new(&ewald, &places).unwrap();
                let leaps = Leaps {
                    stride,
                    length: 1.8,
                    most: 20,
                };
                let mut sampler = HybridMonteCarlo::new(table, boundary, leaps).unwrap();
                let mut rotors = Rotors::random(reference, 2, stream(45, 0)).unwrap();
                let numbers = |sweep: glassmelt_rotors::Sweep, rotors: &Rotors| {
                    let [a, b] = [rotors.dipole(0), rotors.dipole(1)];
                    [sweep.energy, a.contract(&b)]
                };
                let lists = chain(&mut sampler, &mut rotors, (kt, 46, 30_000), numbers);
                let [e, p] = lists.map(|list| Mean::of(&list));
                assert!(e.agrees(energy), "X0 = {x0}: {e:?} {energy}");
                assert!(p.agrees(product), "X0 = {x0}: {p:?} {product}");
                assert!(e.error < 0.12 * kt, "{e:?} {kt}");
            }
        }
    });
}

#[test]
fn the_chain_has_the_same_bits_on_one_and_on_three_threads_and_in_several_calls() {
    let places = places(16);
    let run = |threads: usize, calls: &[u64]| {
        on_threads(threads, || {
            let mut rotors = Rotors::random(dipole(), 16, stream(47, 0)).unwrap();
            let (mut energies, mut step) = (Vec::new(), 0);
            for &count in calls {
                let mut sampler = sampler(&places, 0.2);
                let steps = Steps {
                    stream: stream(47, step),
                    count,
                };
                let mut watch = |_, sweep: glassmelt_rotors::Sweep, _: &Rotors| {
                    energies.push((sweep.energy.to_bits(), sweep.acceptance.to_bits()));
                };
                let done = sampler.sweeps(&mut rotors, kt(4.0), steps, &mut watch);
                done.unwrap();
                step += count;
            }
            (energies, rotors)
        })
    };
    let whole = run(1, &[9]);
    assert_eq!(run(3, &[9]), whole);
    assert_eq!(run(1, &[1, 5, 3]), whole);
}

#[test]
fn places_rotors_and_momenta_turned_together_by_a_symmetry_of_the_cell_go_the_same_way() {
    let (straight, kt) = (places(10), kt(4.0));
    let about = |axis: Vector3<f64>| UnitQuaternion::new(axis * std::f64::consts::FRAC_PI_2);
    for turn in [
        about(Vector3::z()),
        about(Vector3::x()) * about(Vector3::y()),
    ] {
        let rotation: Rotation3<f64> = turn.to_rotation_matrix();
        let turned: Vec<_> = straight.iter().map(|r| rotation * r).collect();
        let start = Rotors::random(dipole(), 10, stream(48, 0)).unwrap();
        let orientations = start.orientations().iter().map(|r| turn * r).collect();
        let (mut one, mut other) = (start, Rotors::new(dipole(), orientations).unwrap());
        let mut w = momenta(10, 0);
        let mut v: Vec<_> = w.iter().map(|w| rotation * w).collect();
        let leaps = (0.1, 12);
        let expected = sampler(&straight, 0.1).trajectory(&mut one, &mut w, kt, leaps);
        let found = sampler(&turned, 0.1).trajectory(&mut other, &mut v, kt, leaps);
        let (expected, found) = (expected.unwrap(), found.unwrap());
        assert!((found - expected).abs() < 1e-11 * expected.abs().max(1.0));
        for (one, other) in one.orientations().iter().zip(other.orientations()) {
            assert!((turn * one).angle_to(other) < 1e-10);
        }
    }
}
