//! Claims about ladders of temperatures: exchanges leave every rung's Boltzmann weight as it is.

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::random::Seed;
use glassmelt_rotors::ranks::Alone;
use glassmelt_rotors::{
    Boundary, Cell, Core, Crew, Exchange, HybridMonteCarlo, Independent, Ladder, LadderPlan,
    Lattice, LatticeSum, Leaps, Phase, Tuning, block,
};
use nalgebra::Vector3;

const ROTORS: usize = 24;
const KTS: [f64; 4] = [0.1, 0.14, 0.2, 0.3];

/// A mean strain that turns each rotor towards z.
fn pulled() -> Boundary {
    Boundary::Strain(SymmetricTensor::uniaxial(1.0, Vector3::z()))
}

fn needle() -> SymmetricTensor {
    SymmetricTensor::uniaxial(1.0, Vector3::z())
}

fn plan(exchange: Exchange) -> LadderPlan {
    LadderPlan {
        kts: KTS.to_vec(),
        tuning: Tuning::new(0.3, 1.0, 0.85),
        exchange,
        seed: Seed(7),
        first_walker: 3,
    }
}

fn free_crew(samplers: usize) -> Crew {
    let field = Independent {
        medium: Medium::new(1.0, 1.0).unwrap(),
        cell: Cell::cubic(10.0).unwrap(),
        places: ROTORS,
    };
    let leaps = Leaps {
        stride: 0.3,
        length: 1.2,
        most: 20,
    };
    let sampler = || -> Box<dyn glassmelt_rotors::Sampler> {
        Box::new(HybridMonteCarlo::new(field.clone(), pulled(), leaps).unwrap())
    };
    Crew::new((0..samplers).map(|_| sampler()).collect())
}

fn lattice_crew(samplers: usize) -> Crew {
    let medium = Medium::new(1.0, 1.0).unwrap();
    let lattice = Lattice::new([3, 4, 2], 1.0).unwrap();
    let sites: Vec<usize> = (0..ROTORS).collect();
    let leaps = Leaps {
        stride: 0.2,
        length: 1.0,
        most: 20,
    };
    let sampler = || -> Box<dyn glassmelt_rotors::Sampler> {
        let sum = LatticeSum::new(lattice, medium, Core::Point, &sites).unwrap();
        Box::new(HybridMonteCarlo::new(sum, Boundary::FREE, leaps).unwrap())
    };
    Crew::new((0..samplers).map(|_| sampler()).collect())
}

fn advance(ladder: &mut Ladder, crew: &mut Crew, sweeps: u64, phase: Phase) {
    block(std::slice::from_mut(ladder), crew, (sweeps, phase), &Alone).unwrap();
}

/// `<cos^2 - 1/3>` under the weight `exp(cos^2/kT)`, by Simpson's rule.
fn alignment(kt: f64) -> f64 {
    let steps = 20_000;
    let (mut weight, mut sum) = (0.0, 0.0);
    for i in 0..=steps {
        let c = f64::from(i) / f64::from(steps);
        let simpson = match i {
            0 => 1.0,
            i if i == steps => 1.0,
            i if i % 2 == 1 => 4.0,
            _ => 2.0,
        };
        let boltzmann = simpson * ((c * c - 1.0) / kt).exp();
        weight += boltzmann;
        sum += boltzmann * (c * c - 1.0 / 3.0);
    }
    sum / weight
}

/// `V e:C:e/2` of the mean strain: the energy without rotors.
fn strained_medium() -> f64 {
    let strain = needle();
    let stress = Medium::new(1.0, 1.0).unwrap().stress(&strain);
    0.5 * 1000.0 * stress.contract(&strain)
}

#[test]
fn every_rung_keeps_its_own_boltzmann_weight_while_walkers_change_places() {
    let mut ladder = Ladder::new(&plan(Exchange::Neighbours), needle(), ROTORS).unwrap();
    let mut crew = free_crew(2);
    for _ in 0..100 {
        advance(&mut ladder, &mut crew, 1, Phase::Thermalize);
    }
    let blocks = 40;
    let length = 50;
    let mut means = vec![Vec::new(); KTS.len()];
    for _ in 0..blocks {
        let mut sums = [0.0; KTS.len()];
        for _ in 0..length {
            advance(&mut ladder, &mut crew, 1, Phase::Measure);
            for (rung, sum) in sums.iter_mut().enumerate() {
                *sum += ladder.walker(rung).energy;
            }
        }
        for (rung, sum) in sums.into_iter().enumerate() {
            let energy = sum / f64::from(length) - strained_medium();
            means[rung].push(-energy / ROTORS as f64);
        }
    }
    for (rung, means) in means.iter().enumerate() {
        let count = means.len() as f64;
        let mean: f64 = means.iter().sum::<f64>() / count;
        let spread: f64 = means.iter().map(|x| (x - mean).powi(2)).sum::<f64>();
        let error = (spread / (count * (count - 1.0))).sqrt();
        let exact = alignment(KTS[rung]);
        assert!(
            (mean - exact).abs() < 4.5 * error && error < 0.02 * exact.abs(),
            "rung {rung}: {mean} +- {error}, exact {exact}"
        );
    }
    let moved = (0..KTS.len() - 1).all(|rung| {
        let rate = ladder.exchanges(rung).rate().unwrap();
        rate > 0.05 && rate < 0.95
    });
    assert!(moved);
    assert!(
        (0..KTS.len()).any(|rung| usize::try_from(ladder.walker(rung).number).unwrap() != rung + 3)
    );
}

#[test]
fn the_number_of_samplers_and_of_threads_changes_no_bit() {
    let run = |samplers: usize, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let mut ladder = Ladder::new(&plan(Exchange::Neighbours), needle(), ROTORS).unwrap();
            let mut crew = lattice_crew(samplers);
            for _ in 0..5 {
                advance(&mut ladder, &mut crew, 2, Phase::Thermalize);
            }
            for _ in 0..10 {
                advance(&mut ladder, &mut crew, 3, Phase::Measure);
            }
            ladder
        })
    };
    let one = run(1, 1);
    assert_eq!(one, run(2, 3));
    assert_eq!(one, run(4, 2));
}

#[test]
fn a_ladder_that_is_saved_and_taken_up_goes_on_as_if_nothing_had_been() {
    let mut crew = lattice_crew(2);
    let mut straight = Ladder::new(&plan(Exchange::Neighbours), needle(), ROTORS).unwrap();
    for _ in 0..7 {
        advance(&mut straight, &mut crew, 2, Phase::Thermalize);
    }
    let kept = straight.numbers();
    let numbers: Vec<Vec<f64>> = (0..KTS.len()).map(|w| straight.walker_numbers(w)).collect();
    let mut resumed = Ladder::new(&plan(Exchange::Neighbours), needle(), ROTORS).unwrap();
    resumed.restore(&kept, &numbers).unwrap();
    assert_eq!(straight, resumed);
    for ladder in [&mut straight, &mut resumed] {
        for _ in 0..5 {
            advance(ladder, &mut crew, 3, Phase::Measure);
        }
    }
    assert_eq!(straight, resumed);
}

#[test]
fn the_state_of_another_ladder_is_refused() {
    let mut ladder = Ladder::new(&plan(Exchange::Never), needle(), ROTORS).unwrap();
    let state = ladder.numbers();
    let numbers: Vec<Vec<f64>> = (0..KTS.len()).map(|w| ladder.walker_numbers(w)).collect();
    let before = ladder.clone();
    assert!(ladder.restore(&state, &numbers[1..]).is_err());
    let mut twice = state.clone();
    twice[1] = 1.0;
    assert!(ladder.restore(&twice, &numbers).is_err());
    let mut short = numbers.clone();
    short[2].pop();
    assert!(ladder.restore(&state, &short).is_err());
    assert!(format!("{ladder:?}") == format!("{before:?}"));
}

#[test]
fn strides_are_tuned_to_the_acceptance_asked_for_and_then_stay() {
    let mut ladder = Ladder::new(&plan(Exchange::Never), needle(), ROTORS).unwrap();
    let mut crew = free_crew(1);
    for _ in 0..300 {
        advance(&mut ladder, &mut crew, 1, Phase::Thermalize);
    }
    let frozen: Vec<f64> = (0..4)
        .map(|rung| ladder.stride(rung, Phase::Measure))
        .collect();
    for _ in 0..400 {
        advance(&mut ladder, &mut crew, 1, Phase::Measure);
    }
    for (rung, stride) in frozen.into_iter().enumerate() {
        assert_eq!(stride, ladder.stride(rung, Phase::Measure));
        let rate = ladder.acceptance(rung).rate().unwrap();
        assert!(
            (rate - 0.85).abs() < 0.1 || stride > 0.95,
            "{rung}: {rate} at {stride}"
        );
    }
}
