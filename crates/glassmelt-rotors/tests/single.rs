//! Moves of one rotor at a time: Boltzmann's weight, exact limits, agreement with hybrid Monte Carlo, ranks.

mod chains;
mod common;

use chains::{Mean, Quadratic, axes, chain, on_threads, stream, two_rotors};
use common::{Scatter, ewald, medium};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::random::{Purpose, Stream};
use glassmelt_rotors::{
    Boundary, Cell, Couplings, Ewald, EwaldAt, Field, HeatBath, HybridMonteCarlo, Independent,
    Interaction, Leaps, Metropolis, PairTable, Rotors, Sampler, Steps, Sweep, Visits,
    thermal_energy, turned,
};
use nalgebra::{UnitQuaternion, Vector3};

/// The three samplers in the same field.
fn samplers<C: Couplings + Field + Clone + 'static>(
    couplings: &C,
    boundary: Boundary,
    stride: f64,
) -> [(&'static str, Box<dyn Sampler>); 4] {
    let leaps = Leaps {
        stride,
        length: 1.5,
        most: 20,
    };
    let one = |visits| Metropolis::new(couplings.clone(), boundary, 2.0 * stride, visits).unwrap();
    let hybrid = HybridMonteCarlo::new(couplings.clone(), boundary, leaps).unwrap();
    let heat_bath = HeatBath::new(couplings.clone(), boundary, Visits::InTurn);
    [
        ("hybrid", Box::new(hybrid)),
        ("Metropolis in turn", Box::new(one(Visits::InTurn))),
        ("Metropolis drawn", Box::new(one(Visits::Drawn))),
        ("heat bath", Box::new(heat_bath)),
    ]
}

fn uniaxial() -> SymmetricTensor {
    SymmetricTensor::uniaxial(1.0, Vector3::z())
}

/// With a trace.
fn biaxial() -> SymmetricTensor {
    SymmetricTensor::from_components([1.0, -0.2, -0.3, 0.1, 0.4, 0.0])
}

fn strain() -> SymmetricTensor {
    SymmetricTensor::from_components([0.3, -0.5, 0.1, 0.2, -0.4, 0.25])
}

fn one_alone() -> Independent {
    Independent {
        medium: medium(1.0, 1.0),
        cell: Cell::cubic(2.0).unwrap(),
        places: 1,
    }
}

fn kt(x0: f64, reference: &SymmetricTensor) -> f64 {
    thermal_energy(x0, reference, &medium(1.0, 1.0), 1.0).unwrap()
}

fn places(side: f64, count: usize) -> Vec<Vector3<f64>> {
    let mut places: Vec<Vector3<f64>> = Vec::new();
    let (mut scatter, cell) = (Scatter(51), Cell::cubic(side).unwrap());
    while places.len() < count {
        let place = scatter.vector() * (0.5 * side);
        let apart = |other: &Vector3<f64>| cell.nearest(&(place - other)).norm() > 1.0;
        if places.iter().all(apart) {
            places.push(place);
        }
    }
    places
}

fn sum(side: f64) -> Ewald {
    ewald(medium(1.0, 1.0), Cell::cubic(side).unwrap(), 0.2 * side)
}

#[test]
fn two_rotors_have_the_means_of_quadrature_whatever_the_coupling_and_the_boundary() {
    on_threads(1, || {
        let (reference, sum) = (uniaxial(), sum(2.5));
        let places = [Vector3::zeros(), Vector3::new(0.6, 0.3, 0.8)];
        let table = PairTable::new(&sum, &places).unwrap();
        for boundary in [
            Boundary::Strain(strain() * 0.05),
            Boundary::FREE,
            Boundary::Stress(strain() * 0.1),
        ] {
            let mut slow = EwaldAt {
                ewald: sum,
                places: places.to_vec(),
            };
            let form = Quadratic::of(&mut slow, 2, &boundary);
            for x0 in [0.5, 2.0, 4.0] {
                let kt = kt(x0, &reference);
                let [energy, product, _] = two_rotors(&form, 1.0, kt);
                for (name, mut sampler) in samplers(&table, boundary, 0.3).into_iter().skip(1) {
                    let mut rotors = Rotors::random(reference, 2, stream(52, 0)).unwrap();
                    let numbers = |sweep: Sweep, rotors: &Rotors| {
                        let [a, b] = [rotors.dipole(0), rotors.dipole(1)];
                        [sweep.energy, a.contract(&b)]
                    };
                    let lists = chain(sampler.as_mut(), &mut rotors, (kt, 53, 8_000), numbers);
                    let [e, p] = lists.map(|list| Mean::of(&list));
                    assert!(e.agrees(energy), "{name}, X0 = {x0}: {e:?} {energy}");
                    assert!(p.agrees(product), "{name}, X0 = {x0}: {p:?} {product}");
                    assert!(e.error < 0.2 * kt, "{name}, X0 = {x0}: {e:?} {kt}");
                }
            }
        }
    });
}

#[test]
fn all_samplers_agree_on_ten_rotors() {
    on_threads(1, || {
        let (reference, side) = (biaxial(), 3.2);
        let table = PairTable::new(&sum(side), &places(side, 10)).unwrap();
        for (x0, stride) in [(1.0, 0.15), (2.5, 0.08)] {
            let kt = kt(x0, &reference);
            let means = samplers(&table, Boundary::FREE, stride).map(|(name, mut sampler)| {
                let mut rotors = Rotors::random(reference, 10, stream(54, 0)).unwrap();
                let numbers = |sweep: Sweep, rotors: &Rotors| {
                    let all = rotors.dipoles().into_iter();
                    let total = all.fold(SymmetricTensor::ZERO, |sum, q| sum + q);
                    [
                        sweep.energy / kt,
                        total.contract(&total),
                        total.xy * total.xy,
                    ]
                };
                let lists = chain(sampler.as_mut(), &mut rotors, (kt, 55, 5_000), numbers);
                (name, lists.map(|list| Mean::of(&list)))
            });
            let (_, first) = &means[0];
            for (name, found) in &means[1..] {
                let [energy, square, _] = found;
                assert!(energy.error < 0.4, "{name}: {energy:?}");
                assert!(square.error < 0.15 * square.mean, "{name}: {square:?}");
                for (one, other) in first.iter().zip(found) {
                    assert!(one.agrees_with(other), "{name}, {x0}: {one:?} {other:?}");
                }
            }
        }
    });
}

#[test]
fn rotors_that_do_not_feel_each_other_turn_freely() {
    on_threads(1, || {
        let (reference, count) = (biaxial(), 20);
        let independent = Independent {
            places: count,
            ..one_alone()
        };
        for (name, mut sampler) in samplers(&independent, Boundary::CLAMPED, 0.4) {
            let mut rotors = Rotors::random(reference, count, stream(56, 0)).unwrap();
            let numbers = |sweep: Sweep, rotors: &Rotors| {
                let squares = rotors.dipoles().into_iter().map(|q| q.xy * q.xy);
                [squares.sum::<f64>(), sweep.energy, sweep.acceptance]
            };
            let lists = chain(sampler.as_mut(), &mut rotors, (1.0, 57, 4_000), numbers);
            let [square, energy, acceptance] = lists.map(|list| Mean::of(&list));
            let expected = count as f64 * reference.deviator().norm().powi(2) / 10.0;
            assert!(square.agrees(expected), "{name}: {square:?} {expected}");
            assert!(square.error < 0.02 * expected);
            assert!(energy.mean.abs() < 1e-15 && (acceptance.mean - 1.0).abs() < 1e-13);
        }
    });
}

/// The weight `exp(Q:strain/k_B T)` of an axis is Bingham's distribution.
#[test]
fn one_rotor_in_a_strain_has_the_means_of_quadrature() {
    on_threads(1, || {
        let (strain, reference) = (strain(), uniaxial());
        for kt in [1.0, 0.1, 0.02] {
            let [mut sum, mut along, mut square] = [0.0; 3];
            for (axis, weight) in axes(60) {
                let q = SymmetricTensor::uniaxial(1.0, axis);
                let weight = weight * (q.contract(&strain) / kt).exp();
                sum += weight;
                along += weight * q.contract(&strain);
                square += weight * q.xy * q.xy;
            }
            for (name, mut sampler) in samplers(&one_alone(), Boundary::Strain(strain), 0.2) {
                let mut rotors = Rotors::random(reference, 1, stream(58, 0)).unwrap();
                let numbers = |_: Sweep, rotors: &Rotors| {
                    let q = rotors.dipole(0);
                    [q.contract(&strain), q.xy * q.xy]
                };
                let lists = chain(sampler.as_mut(), &mut rotors, (kt, 59, 20_000), numbers);
                let [a, s] = lists.map(|list| Mean::of(&list));
                assert!(a.agrees(along / sum), "{name}, {kt}: {a:?} {}", along / sum);
                assert!(
                    s.agrees(square / sum),
                    "{name}, {kt}: {s:?} {}",
                    square / sum
                );
                assert!(a.error < 0.05 * kt, "{name}, {kt}: {a:?}");
            }
        }
    });
}

/// Three angles of a biaxial rotor swing about the lowest energy, each with `k_B T/2`; two of a uniaxial one.
#[test]
fn the_heat_bath_has_equipartition_at_the_lowest_temperatures() {
    on_threads(1, || {
        let strain = strain();
        for (reference, angles) in [(biaxial(), 3.0), (uniaxial(), 2.0)] {
            let lowest: f64 = reference
                .principal()
                .iter()
                .zip(strain.principal())
                .map(|(q, e)| -q.0 * e.0)
                .sum();
            for kt in [1e-4, 1e-7, 1e-10] {
                let mut sampler =
                    HeatBath::new(one_alone(), Boundary::Strain(strain), Visits::InTurn);
                let mut rotors = Rotors::random(reference, 1, stream(60, 0)).unwrap();
                let excess = |_: Sweep, rotors: &Rotors| {
                    [(-rotors.dipole(0).contract(&strain) - lowest) / kt]
                };
                let [list] = chain(&mut sampler, &mut rotors, (kt, 61, 5_000), excess);
                let found = Mean::of(&list);
                assert!(found.agrees(0.5 * angles), "{kt:e}: {found:?} {angles}");
                assert!(found.error < 0.2, "{kt:e}: {found:?}");
            }
        }
    });
}

/// What its own images do to one rotor in a small cell is of second order in its dipole.
#[test]
fn one_rotor_among_its_own_images_has_the_means_of_quadrature() {
    on_threads(1, || {
        let (reference, sum) = (uniaxial(), sum(1.0));
        let place = [Vector3::zeros()];
        let table = PairTable::new(&sum, &place).unwrap();
        for boundary in [Boundary::CLAMPED, Boundary::FREE] {
            let mut slow = EwaldAt {
                ewald: sum,
                places: place.to_vec(),
            };
            let form = Quadratic::of(&mut slow, 1, &boundary);
            let kt = kt(2.0, &reference);
            let [mut weights, mut energies, mut least, mut most] = [0.0, 0.0, f64::MAX, f64::MIN];
            for (axis, weight) in axes(40) {
                let energy = form.alone(0, &SymmetricTensor::uniaxial(1.0, axis));
                weights += weight * (-energy / kt).exp();
                energies += weight * energy * (-energy / kt).exp();
                (least, most) = (energy.min(least), energy.max(most));
            }
            assert!(most - least > kt, "{least} {most} {kt}");
            for (name, mut sampler) in samplers(&table, boundary, 0.2) {
                let mut rotors = Rotors::random(reference, 1, stream(62, 0)).unwrap();
                let energy = |sweep: Sweep, _: &Rotors| [sweep.energy];
                let [list] = chain(sampler.as_mut(), &mut rotors, (kt, 63, 20_000), energy);
                let found = Mean::of(&list);
                let expected = energies / weights;
                assert!(found.agrees(expected), "{name}: {found:?} {expected}");
                assert!(found.error < 0.05 * kt, "{name}: {found:?} {kt}");
            }
        }
    });
}

#[test]
fn the_energy_kept_from_move_to_move_is_that_of_the_rotors() {
    let (reference, side) = (biaxial(), 3.2);
    let mut table = PairTable::new(&sum(side), &places(side, 10)).unwrap();
    for boundary in [Boundary::Strain(strain()), Boundary::Stress(strain())] {
        for (name, mut sampler) in samplers(&table.clone(), boundary, 0.3).into_iter().skip(1) {
            let mut rotors = Rotors::random(reference, 10, stream(64, 0)).unwrap();
            let (mut found, mut answer) = (0.0, Interaction::default());
            let steps = Steps {
                stream: stream(64, 0),
                count: 20,
            };
            let mut watch = |_, sweep: Sweep, _: &Rotors| found = sweep.energy;
            let done = sampler.sweeps(&mut rotors, kt(1.0, &reference), steps, &mut watch);
            done.unwrap();
            let dipoles = rotors.dipoles();
            let expected = table.interaction_into(&dipoles, &boundary, &mut answer);
            expected.unwrap();
            let off = (found - answer.energy).abs();
            assert!(off < 1e-12 * answer.energy.abs(), "{name}: {off:e}");
        }
    }
}

#[test]
fn the_chain_has_the_same_bits_on_one_and_on_three_threads_and_in_several_calls() {
    let side = 3.2;
    let places = places(side, 10);
    for which in 1..4 {
        let run = |threads: usize, calls: &[u64]| {
            on_threads(threads, || {
                let table = PairTable::new(&sum(side), &places).unwrap();
                let mut rotors = Rotors::random(biaxial(), 10, stream(65, 0)).unwrap();
                let (mut energies, mut step) = (Vec::new(), 0);
                for &count in calls {
                    let mut all = samplers(&table, Boundary::FREE, 0.2);
                    let steps = Steps {
                        stream: stream(65, step),
                        count,
                    };
                    let mut watch = |step, sweep: Sweep, _: &Rotors| {
                        energies.push((step, sweep.energy.to_bits(), sweep.acceptance.to_bits()));
                    };
                    let kt = kt(2.0, &biaxial());
                    let done = all[which].1.sweeps(&mut rotors, kt, steps, &mut watch);
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
}

/// An orientation drawn exactly: any, kept with the weight that it has beside the largest possible.
fn exact_draw(reference: &SymmetricTensor, kt: f64, stream: Stream) -> UnitQuaternion<f64> {
    let strain = strain();
    let pairs = reference.principal().into_iter().zip(strain.principal());
    let most: f64 = pairs.map(|(q, e)| q.0 * e.0).sum();
    let kept = |trial: u32| {
        let mut draws = stream.of(trial);
        let rotation = draws.rotation();
        let gain = turned(reference, &rotation).contract(&strain) - most;
        (draws.uniform() < (gain / kt).exp()).then_some(rotation)
    };
    (0..).find_map(kept).unwrap()
}

/// The rank of an exact draw among the states of a chain through it, the draw at a place of the chain that is
/// drawn too: evenly distributed, for all reversible chains and none that leave the weight (Gandy and Scott
/// 2020, after Cook et al. 2006 and Talts et al. 2018).
#[test]
fn the_rank_of_an_exact_draw_in_a_chain_through_it_is_evenly_distributed() {
    const LENGTH: usize = 8;
    const APART: u64 = 3;
    const CHAINS: u32 = 8_000;
    on_threads(1, || {
        let (strain, reference, kt) = (strain(), biaxial(), 0.3);
        for (name, mut sampler) in samplers(&one_alone(), Boundary::Strain(strain), 0.5) {
            let mut ranks = [[0.0; LENGTH]; 3];
            for number in 0..CHAINS {
                let of_chain = stream(66, u64::from(number));
                let start = exact_draw(&reference, kt, of_chain);
                let mut draws = of_chain.with(Purpose::Order).of(0);
                let at = draws.index(LENGTH) as u64;
                let (mut below, mut equal) = ([0; 3], [0; 3]);
                let of_start = seen(&reference, &start);
                for (direction, count) in [at, LENGTH as u64 - 1 - at].into_iter().enumerate() {
                    let mut rotors = Rotors::new(reference, vec![start]).unwrap();
                    let purpose = stream(67 + direction as u64, 30 * u64::from(number));
                    let steps = Steps {
                        stream: purpose.with(Purpose::Start),
                        count: APART * count,
                    };
                    let mut watch = |step: u64, _: Sweep, rotors: &Rotors| {
                        if step % APART != APART - 1 {
                            return;
                        }
                        let found = seen(&reference, &rotors.orientations()[0]);
                        for i in 0..3 {
                            below[i] += usize::from(found[i] < of_start[i]);
                            equal[i] += usize::from(found[i] == of_start[i]);
                        }
                    };
                    sampler.sweeps(&mut rotors, kt, steps, &mut watch).unwrap();
                }
                // Among equals, which rejection leaves, any rank is as good.
                for i in 0..3 {
                    ranks[i][below[i] + draws.index(equal[i] + 1)] += 1.0;
                }
            }
            let expected = f64::from(CHAINS) / LENGTH as f64;
            for ranks in ranks {
                let parts = ranks
                    .iter()
                    .map(|n: &f64| (n - expected).powi(2) / expected);
                let chi_squared: f64 = parts.sum();
                // Seven degrees of freedom: above 30 once in ten thousand.
                assert!(chi_squared < 30.0, "{name}: {chi_squared} {ranks:?}");
            }
        }
    });
}

/// Energy, a shear, and a number that tells mirror images apart, of an orientation.
fn seen(reference: &SymmetricTensor, orientation: &UnitQuaternion<f64>) -> [f64; 3] {
    let q = turned(reference, orientation);
    let odd = (orientation * Vector3::x()).dot(&q.apply(&Vector3::new(0.3, 0.5, -0.4)));
    [q.contract(&strain()), q.xy, odd]
}

#[test]
fn strides_and_temperatures_that_are_none_are_refused() {
    let metropolis = |stride| {
        Metropolis::new(one_alone(), Boundary::FREE, stride, Visits::InTurn)
            .err()
            .is_some()
    };
    assert!(
        [0.0, -1.0, f64::NAN, f64::INFINITY]
            .into_iter()
            .all(metropolis)
    );
    let steps = Steps {
        stream: stream(68, 0),
        count: 1,
    };
    let nothing = &mut |_, _: Sweep, _: &Rotors| {};
    for (_, mut sampler) in samplers(&one_alone(), Boundary::FREE, 0.1) {
        let mut one = Rotors::random(uniaxial(), 1, stream(68, 0)).unwrap();
        assert!(sampler.sweeps(&mut one, 0.0, steps, nothing).is_err());
        let mut two = Rotors::random(uniaxial(), 2, stream(68, 0)).unwrap();
        assert!(sampler.sweeps(&mut two, 1.0, steps, nothing).is_err());
    }
}
