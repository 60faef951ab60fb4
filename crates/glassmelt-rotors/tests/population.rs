//! Defects that come and go: ideal gases, few defects counted exactly, and the weight of all states.

mod chains;
mod common;

use std::fmt::Debug;

use chains::{Mean, Quadratic, axes, on_threads, stream, two_rotors};
use common::{ewald, medium};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::population::{
    Continuum, GrandCanonical, Moves, Population, Sites, Space, Tally,
};
use glassmelt_rotors::random::Purpose;
use glassmelt_rotors::{
    Boundary, Cell, Core, Couplings, Error, Ewald, EwaldAt, Interaction, Lattice, PairTable,
    Rotors, Steps, thermal_energy,
};
use nalgebra::Vector3;

fn uniaxial() -> SymmetricTensor {
    SymmetricTensor::uniaxial(1.0, Vector3::z())
}

fn strain() -> SymmetricTensor {
    SymmetricTensor::from_components([0.03, -0.05, 0.01, 0.02, -0.04, 0.025])
}

fn kt(x0: f64) -> f64 {
    thermal_energy(x0, &uniaxial(), &medium(1.0, 1.0), 1.0).unwrap()
}

fn lattice(shape: [usize; 3]) -> Lattice {
    Lattice::new(shape, 1.0).unwrap()
}

fn sites(shape: [usize; 3]) -> Sites {
    Sites::new(lattice(shape), medium(1.0, 1.0), Core::Point).unwrap()
}

fn sum(side: f64) -> Ewald {
    ewald(medium(1.0, 1.0), Cell::cubic(side).unwrap(), 0.2 * side)
}

fn moves(exchanges: u32, hops: u32, turns: u32) -> Moves {
    Moves {
        exchanges,
        hops,
        turns,
        stride: 0.8,
    }
}

/// What each sweep left behind, without the first tenth.
fn tallies<S: Space>(
    gas: &mut GrandCanonical<S>,
    population: &mut Population<S::Place>,
    (kt, seed, count): (f64, u64, u64),
) -> Vec<Tally> {
    let mut all = Vec::new();
    let steps = Steps {
        stream: stream(seed, 0),
        count: count + count / 10,
    };
    let mut watch = |step: u64, tally: &Tally, _: &Population<S::Place>| {
        if step >= count / 10 {
            all.push(*tally);
        }
    };
    gas.sweeps(population, kt, steps, &mut watch).unwrap();
    all
}

fn mean(tallies: &[Tally], number: impl Fn(&Tally) -> f64) -> Mean {
    Mean::of(&tallies.iter().map(number).collect::<Vec<_>>())
}

#[test]
fn an_ideal_gas_on_a_lattice_takes_each_site_by_itself() {
    on_threads(1, || {
        let (shape, count) = ([4, 3, 5], 60.0);
        let gas = GrandCanonical::new(sites(shape), Boundary::FREE, 0.5, moves(40, 5, 0));
        let mut gas = gas.unwrap();
        for activity in [0.05, 1.0, 7.0] {
            gas.set_activity(activity).unwrap();
            let mut population = Population::empty(uniaxial() * 1e-9).unwrap();
            let found = tallies(&mut gas, &mut population, (1.0, 71, 5_000));
            let taken = activity / (1.0 + activity);
            let n = mean(&found, |tally| tally.count as f64);
            assert!(n.agrees(count * taken), "{activity}: {n:?}");
            let scatter = mean(&found, |tally| (tally.count as f64 - count * taken).powi(2));
            let expected = count * taken * (1.0 - taken);
            assert!(
                scatter.agrees(expected),
                "{activity}: {scatter:?} {expected}"
            );
            assert!(scatter.error < 0.2 * expected);
        }
    });
}

#[test]
fn an_ideal_gas_anywhere_has_the_numbers_of_poisson() {
    on_threads(1, || {
        let (core, expected) = (1e-3_f64, 2.0);
        let space = Continuum::new(sum(3.0), core, 0.5).unwrap();
        let activity = expected / space.room();
        let gas = GrandCanonical::new(space, Boundary::FREE, activity, moves(4, 1, 0));
        let mut population = Population::empty(uniaxial() * 1e-12).unwrap();
        let found = tallies(&mut gas.unwrap(), &mut population, (1.0, 72, 2_000));
        let mut poisson = (-expected).exp();
        for n in 0..6_u32 {
            let share = mean(&found, |tally| {
                f64::from(u8::from(tally.count == n as usize))
            });
            assert!(share.agrees(poisson), "{n}: {share:?} {poisson}");
            poisson *= expected / f64::from(n + 1);
        }
        let n = mean(&found, |tally| tally.count as f64);
        assert!(n.agrees(expected) && n.error < 0.25, "{n:?}");
    });
}

/// The energy of dipoles at `places` as a quadratic form, by the slow truth.
fn form(ewald: Ewald, places: &[Vector3<f64>], boundary: &Boundary) -> Quadratic {
    let mut slow = EwaldAt {
        ewald,
        places: places.to_vec(),
    };
    Quadratic::of(&mut slow, places.len(), boundary)
}

/// Mean energy and partition sum of one rotor.
fn one_rotor(form: &Quadratic, kt: f64) -> [f64; 2] {
    let [mut sum, mut of_energy] = [0.0; 2];
    for (axis, weight) in axes(20) {
        let h = form.constant() + form.alone(0, &SymmetricTensor::uniaxial(1.0, axis));
        sum += weight * (-h / kt).exp();
        of_energy += weight * h * (-h / kt).exp();
    }
    [of_energy / sum, sum]
}

/// Two sites and all numbers of defects on them: none, one at two places, two.
#[test]
fn two_sites_have_the_numbers_and_energies_of_the_partition_sum() {
    on_threads(1, || {
        let (shape, activity) = ([2, 1, 1], 0.4);
        let lattice = lattice(shape);
        let slow = ewald(medium(1.0, 1.0), lattice.cell().unwrap(), 0.4);
        let places = [lattice.position(0), lattice.position(1)];
        for (boundary, x0) in [
            (Boundary::CLAMPED, 1.0),
            (Boundary::FREE, 0.5),
            (Boundary::FREE, 1.0),
            (Boundary::Strain(strain()), 2.0),
            (Boundary::Stress(strain()), 1.0),
        ] {
            let kt = kt(x0);
            let [one, two] = [1, 2].map(|n| form(slow, &places[..n], &boundary));
            let none = (-one.constant() / kt).exp();
            let [energy_one, sum_one] = one_rotor(&one, kt);
            let [energy_two, _, sum_two] = two_rotors(&two, 1.0, kt);
            let weights = [none, 2.0 * activity * sum_one, activity.powi(2) * sum_two];
            let total: f64 = weights.iter().sum();
            let energies = [one.constant(), energy_one, energy_two];
            let gas = GrandCanonical::new(sites(shape), boundary, activity, moves(3, 1, 2));
            let mut population = Population::empty(uniaxial()).unwrap();
            let found = tallies(&mut gas.unwrap(), &mut population, (kt, 73, 20_000));
            for (n, weight) in weights.iter().enumerate() {
                let share = mean(&found, |tally| f64::from(u8::from(tally.count == n)));
                let expected = weight / total;
                assert!(
                    share.agrees(expected),
                    "{boundary:?}, {n}: {share:?} {expected}"
                );
                assert!(share.error < 0.02, "{n}: {share:?}");
            }
            let expected = weights
                .iter()
                .zip(energies)
                .map(|(w, e)| w * e)
                .sum::<f64>()
                / total;
            let energy = mean(&found, |tally| tally.energy);
            assert!(
                energy.agrees(expected),
                "{boundary:?}: {energy:?} {expected}"
            );
            assert!(energy.error < 0.3 * kt, "{boundary:?}: {energy:?} {kt}");
        }
    });
}

/// `Z_1/Z_0` and `Z_2/Z_0` anywhere in a small cell, the second by places and orientations drawn evenly.
#[test]
fn one_and_two_defects_anywhere_have_their_share_of_the_partition_sum() {
    on_threads(1, || {
        let (side, core, activity, kt) = (1.6, 0.8, 0.12, kt(0.7));
        let slow = sum(side);
        let space = Continuum::new(slow, core, 0.3).unwrap();
        let room = space.room();
        let [_, own] = one_rotor(&form(slow, &[Vector3::zeros()], &Boundary::FREE), kt);
        let factor = |number: u32| {
            let mut draws = stream(74, 0).with(Purpose::Places).of(number);
            let r = Vector3::from_fn(|_, _| side * draws.uniform());
            if slow.cell().nearest(&r).norm() < core {
                return 0.0;
            }
            let table = PairTable::new(&slow, &[Vector3::zeros(), r]).unwrap();
            let rotors = [draws.rotation(), draws.rotation()];
            let dipoles = Rotors::new(uniaxial(), rotors.to_vec()).unwrap().dipoles();
            (-energy(&table, &dipoles, &Boundary::FREE) / kt).exp()
        };
        let factors: Vec<f64> = (0..8_000).map(factor).collect();
        let pair = Mean::of(&factors);
        let gas = GrandCanonical::new(space, Boundary::FREE, activity, moves(3, 1, 1));
        let mut population = Population::empty(uniaxial()).unwrap();
        let found = tallies(&mut gas.unwrap(), &mut population, (kt, 75, 8_000));
        let [none, one, two] =
            [0, 1, 2].map(|n| mean(&found, |tally| f64::from(u8::from(tally.count == n))));
        let ratio = |more: Mean| {
            let mean = more.mean / none.mean;
            let error = mean * (more.error / more.mean).hypot(none.error / none.mean);
            Mean { mean, error }
        };
        let expected = activity * room * own;
        assert!(ratio(one).agrees(expected), "{:?} {expected}", ratio(one));
        let weight = (activity * room).powi(2) / 2.0;
        let expected = Mean {
            mean: weight * pair.mean,
            error: weight * pair.error,
        };
        assert!(
            ratio(two).agrees_with(&expected),
            "{:?} {expected:?}",
            ratio(two)
        );
        assert!(expected.error < 0.05 * expected.mean && two.mean > 0.02);
    });
}

/// H of dipoles on the places of a table.
fn energy(couplings: &PairTable, dipoles: &[SymmetricTensor], boundary: &Boundary) -> f64 {
    use glassmelt_rotors::Field;
    let mut answer = Interaction::default();
    let done = couplings
        .clone()
        .interaction_into(dipoles, boundary, &mut answer);
    done.unwrap();
    answer.energy
}

#[test]
fn the_energy_kept_from_move_to_move_is_that_of_the_defects_where_they_are() {
    let (side, boundary) = (3.0, Boundary::Stress(strain()));
    let space = Continuum::new(sum(side), 0.9, 0.2).unwrap();
    let mut gas = GrandCanonical::new(space, boundary, 0.5, moves(60, 40, 40)).unwrap();
    let mut population = Population::empty(uniaxial()).unwrap();
    let tallies = tallies(&mut gas, &mut population, (kt(0.5), 76, 4));
    let last = tallies.last().unwrap();
    assert!(
        last.count > 3 && last.count == population.count(),
        "{last:?}"
    );
    for kind in [last.insertions, last.deletions, last.hops, last.turns] {
        assert!((1..kind.attempts).contains(&kind.accepted), "{last:?}");
    }
    let dipoles = population.rotors().dipoles();
    let expected = sum(side).interaction(population.places(), &dipoles, &boundary);
    let expected = expected.unwrap().energy;
    let off = (last.energy - expected).abs();
    assert!(off < 1e-11 * expected.abs(), "{off:e} {expected}");
    for (b, one) in population.places().iter().enumerate() {
        for other in &population.places()[..b] {
            let apart = Cell::cubic(side).unwrap().nearest(&(one - other)).norm();
            assert!(apart >= 0.9);
        }
    }
}

/// The bits of all energies and counts, and the population at the end, by calls of so many sweeps.
fn run<S: Space>(
    space: impl Fn() -> S,
    calls: &[u64],
) -> (Vec<(usize, u64)>, Population<S::Place>) {
    let mut population = Population::empty(uniaxial()).unwrap();
    let (mut seen, mut step) = (Vec::new(), 0);
    for &count in calls {
        let gas = GrandCanonical::new(space(), Boundary::FREE, 0.3, moves(30, 10, 10));
        let steps = Steps {
            stream: stream(77, step),
            count,
        };
        let mut watch = |_, tally: &Tally, _: &Population<S::Place>| {
            seen.push((tally.count, tally.energy.to_bits()));
        };
        let done = gas
            .unwrap()
            .sweeps(&mut population, kt(1.0), steps, &mut watch);
        done.unwrap();
        step += count;
    }
    (seen, population)
}

fn has_the_same_bits<S: Space>(space: impl Fn() -> S + Sync)
where
    Population<S::Place>: PartialEq + Debug + Send,
{
    let whole = on_threads(1, || run(&space, &[7]));
    assert!(whole.1.count() > 2);
    assert_eq!(on_threads(3, || run(&space, &[7])), whole);
    assert_eq!(on_threads(1, || run(&space, &[1, 4, 2])), whole);
}

#[test]
fn the_chain_has_the_same_bits_on_one_and_on_three_threads_and_in_several_calls() {
    has_the_same_bits(|| sites([3, 3, 3]));
    has_the_same_bits(|| Continuum::new(sum(3.0), 0.8, 0.2).unwrap());
}

#[test]
fn populations_that_cannot_be_are_refused() {
    let two = |places| {
        let rotors = Rotors::random(uniaxial(), 2, stream(78, 0)).unwrap();
        Population::new(places, rotors).unwrap()
    };
    let steps = Steps {
        stream: stream(78, 0),
        count: 1,
    };
    let mut gas =
        GrandCanonical::new(sites([2, 2, 2]), Boundary::FREE, 1.0, moves(1, 1, 1)).unwrap();
    for places in [vec![3, 3], vec![0, 8]] {
        let site = places[1];
        let refused = gas.sweeps(&mut two(places), 1.0, steps, &mut |_, _, _| {});
        let expected = Error::Taken {
            index: 1,
            site,
            count: 8,
        };
        assert_eq!(refused, Err(expected));
    }
    let space = Continuum::new(sum(3.0), 1.0, 0.1).unwrap();
    assert_eq!(space.places(), 0);
    let mut gas = GrandCanonical::new(space, Boundary::FREE, 1.0, moves(1, 1, 1)).unwrap();
    let near = vec![Vector3::zeros(), Vector3::new(0.0, 2.5, 0.0)];
    let mut population =
        Population::new(near, Rotors::random(uniaxial(), 2, stream(78, 1)).unwrap()).unwrap();
    let refused = gas.sweeps(&mut population, 1.0, steps, &mut |_, _, _| {});
    let expected = Error::Overlap {
        first: 0,
        second: 1,
        distance: 0.5,
        core: 1.0,
    };
    assert_eq!(refused, Err(expected));
    let rotors = Rotors::random(uniaxial(), 2, stream(78, 2)).unwrap();
    assert!(Population::new(vec![1_usize], rotors).is_err());
    for activity in [0.0, -1.0, f64::NAN] {
        let wrong = GrandCanonical::new(sites([2, 2, 2]), Boundary::FREE, activity, moves(1, 1, 1));
        assert!(wrong.is_err() && gas.set_activity(activity).is_err());
    }
    assert_eq!(gas.activity(), 1.0);
    assert!(Continuum::new(sum(3.0), 3.5, 0.1).is_err());
    assert!(Continuum::new(sum(3.0), 1.0, 0.0).is_err());
}
