//! C(t), G(t), the viscosity of Eq. 24 and G*(omega) against what is known of them.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts of steps

mod common;

use common::{Scatter, medium};
use std::f64::consts::TAU;

use glassmelt::dynamic_modulus::maxwell;
use glassmelt::{Estimate, SymmetricTensor};
use glassmelt_rotors::random::{Purpose, Seed};
use glassmelt_rotors::{
    Boundary, Cell, Conditions, Core, Correlation, Dynamics, Field, HybridMonteCarlo, Independent,
    Langevin, Lattice, LatticeSum, Leaps, Response, Rotors, Sampler, Steps, Viscosity,
    dynamic_modulus_of, free_softening,
};

const SHAPE: SymmetricTensor = SymmetricTensor::from_components([0.9, -0.2, -0.4, 0.1, 0.0, 0.3]);

fn assert_within(found: Estimate, expected: f64, what: &str) {
    println!(
        "{what}: {} +- {}, expected {expected}",
        found.mean, found.error
    );
    assert!(
        (found.mean - expected).abs() < 4.5 * found.error,
        "{what}: {found:?}, expected {expected}"
    );
}

/// M after each step of Langevin's equation.
fn totals(
    field: impl Field,
    (count, kt): (usize, f64),
    (step, steps): (f64, u64),
    walker: u32,
) -> Vec<SymmetricTensor> {
    let stream = Seed(21).stream(Purpose::Noise, walker, 0);
    let mut rotors = Rotors::random(SHAPE, count, stream).unwrap();
    let mut langevin = Langevin::new(field, Boundary::CLAMPED, step).unwrap();
    let (before, mut totals) = ((4.0 / step) as u64, Vec::new());
    let steps = Steps {
        stream,
        count: before + steps,
    };
    let run = langevin.run(&mut rotors, kt, steps, &mut |step, moment, _| {
        if step >= before {
            totals.push(moment.total);
        }
    });
    run.unwrap();
    totals
}

fn inside(work: impl FnOnce() + Send) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.unwrap().install(work);
}

#[test]
fn independent_rotors_are_debyes_relaxation_with_the_viscosity_x_mu0_over_6_d() {
    inside(|| {
        let (count, kt, cell) = (8, 0.7, Cell::cubic(2.0).unwrap());
        let field = Independent {
            medium: medium(1.0, 1.5),
            cell,
            places: count,
        };
        let [one, other] =
            [0, 1].map(|walker| totals(field.clone(), (count, kt), (0.03, 30_000), walker));
        let c = Correlation::new([&one, &other], 0.03, 200).unwrap();
        let square = SHAPE.deviator().norm().powi(2);
        for (lag, value) in c.values().into_iter().enumerate().step_by(4).take(8) {
            let time = 0.03 * lag as f64;
            let expected = count as f64 * square / 10.0 * (-6.0 * time).exp();
            assert_within(value, expected, "C");
        }
        let time = c.relaxation_time().unwrap();
        assert_within(time, 1.0 / 6.0, "memory");
        assert!(
            (time.independent_samples / 5400.0 - 1.0).abs() < 0.1,
            "{time:?}"
        );

        let conditions = Conditions {
            shear_modulus: 1.5,
            volume: cell.volume(),
            kt,
        };
        let response = Response::new(c, conditions).unwrap();
        let density = count as f64 / cell.volume();
        let softening = 1.5 * free_softening(density, &SHAPE, &medium(1.0, 1.5), kt);
        assert_within(response.relaxed_modulus(), 1.5 - softening, "mu_R");
        let viscosity = response.viscosity();
        let Viscosity::Measured {
            eta,
            window,
            left_out,
        } = viscosity
        else {
            panic!("{viscosity:?}")
        };
        assert_within(eta, softening / 6.0, "eta");
        assert!(eta.error < 0.03 * eta.mean, "{eta:?}");
        assert!((window - 1.0).abs() < 0.1, "{window}");
        assert_within(left_out, 0.0, "left out");
        assert_eq!(response.viscosity().warning(), None);
        let running = response.running_viscosity();
        assert_eq!(running[0].mean, 0.0);
        let at_window = running[(window / 0.03).round() as usize];
        assert!((at_window.mean - eta.mean).abs() < 1e-12 * eta.mean);
        for omega in [0.3, 2.0, 6.0, 20.0] {
            let found = response.dynamic_modulus(omega).unwrap();
            let debye = maxwell(omega / 6.0).unwrap();
            let expected = 1.5 - softening * (1.0 - debye.storage);
            assert_within(found.storage, expected, "G'");
            assert_within(found.loss, softening * debye.loss, "G''");
            assert!(found.unrelaxed < 0.05 * softening);
        }
    });
}

/// `sum_i a_i exp(-t/tau_i)` at equal steps.
fn decays(parts: &[(f64, f64)], step: f64, lags: usize) -> Vec<f64> {
    let at = |t: f64| parts.iter().map(|(a, tau)| a * (-t / tau).exp()).sum();
    (0..lags).map(|lag| at(step * lag as f64)).collect()
}

#[test]
fn the_transform_of_exponentials_is_debyes_at_all_frequencies_below_one_over_the_step() {
    let (parts, step) = ([(1.0, 1.0), (0.5, 0.1)], 0.002);
    let curve = decays(&parts, step, 15_000);
    for omega in [1e-3, 0.1, 1.0, 10.0, 100.0, 400.0] {
        let found = dynamic_modulus_of(&curve, step, 2.0, omega);
        let each = parts.map(|(a, tau)| (a, maxwell(omega * tau).unwrap()));
        let storage: f64 = each.iter().map(|(a, m)| 0.5 * a * m.storage).sum();
        let loss: f64 = each.iter().map(|(a, m)| 0.5 * a * m.loss).sum();
        assert!(
            (found.storage - storage).abs() < 4e-5,
            "{omega}: {found:?} {storage}"
        );
        assert!(
            (found.loss - loss).abs() < 1e-3 * loss,
            "{omega}: {found:?} {loss}"
        );
    }
}

#[test]
fn the_transform_is_of_second_order_in_the_step() {
    let error = |step: f64| {
        let curve = decays(&[(1.0, 1.0)], step, (40.0 / step) as usize);
        dynamic_modulus_of(&curve, step, 1.0, 1.0).loss - 0.5
    };
    let order = (error(0.2) / error(0.1)).log2();
    assert!((order - 2.0).abs() < 0.05, "{order}");
}

#[test]
fn a_frozen_part_is_all_storage() {
    let frozen: Vec<_> = decays(&[(1.0, 1.0)], 0.01, 3000)
        .into_iter()
        .map(|c| c + 0.25)
        .collect();
    let found = dynamic_modulus_of(&frozen, 0.01, 1.0, 1.0);
    assert!((found.storage - 0.75).abs() < 1e-4 && (found.loss - 0.5).abs() < 1e-4);
}

/// Normal numbers with the memory `exp(-t/tau)`, variance one in each shear component.
fn series(scatter: &mut Scatter, tau: f64, count: usize) -> Vec<SymmetricTensor> {
    let mut normal = || {
        let [u, v] = [0, 1].map(|_| 0.5 * (scatter.number() + 1.0));
        (-2.0 * (1.0 - u).ln()).sqrt() * (TAU * v).cos()
    };
    let kept = (-tau.recip()).exp();
    let width = (1.0 - kept * kept).sqrt();
    let mut state: [f64; 5] = std::array::from_fn(|_| normal());
    (0..count)
        .map(|_| {
            state = state.map(|s| kept * s + width * normal());
            let [xy, xz, yz, planar, axial] = state;
            let third = axial / 3.0_f64.sqrt();
            SymmetricTensor::from_components([
                planar - third,
                -planar - third,
                2.0 * third,
                yz,
                xz,
                xy,
            ])
        })
        .collect()
}

const UNITS: Conditions = Conditions {
    shear_modulus: 2.0,
    volume: 1.0,
    kt: 1.0,
};

#[test]
fn errors_are_as_large_as_the_scatter_of_many_runs() {
    let mut scatter = Scatter(5);
    let tau = 5.0;
    let (mut squares, mut sums, runs) = ([0.0; 4], [0.0; 4], 120);
    for _ in 0..runs {
        let pair = [0, 1].map(|_| series(&mut scatter, tau, 3000));
        let c = Correlation::new([&pair[0], &pair[1]], 1.0, 80).unwrap();
        let response = Response::new(c.clone(), UNITS).unwrap();
        let debye = maxwell(0.2 * tau).unwrap();
        let found = [
            (c.values()[0], 1.0),
            (c.values()[10], (-2.0_f64).exp()),
            (response.viscosity().eta().unwrap(), tau),
            (response.dynamic_modulus(0.2).unwrap().loss, debye.loss),
        ];
        for (index, (estimate, expected)) in found.into_iter().enumerate() {
            let off = (estimate.mean - expected) / estimate.error;
            squares[index] += off * off / f64::from(runs);
            sums[index] += off / f64::from(runs);
        }
    }
    println!("{squares:?} {sums:?}");
    // Sixteen blocks: the mean square is that of Student's t, 15/13.
    assert!(
        squares.iter().all(|s| (0.75..1.75).contains(s)),
        "{squares:?}"
    );
    assert!(sums.iter().all(|s| s.abs() < 0.55), "{sums:?}");
}

#[test]
fn at_time_zero_the_modulus_is_that_of_the_medium_without_error() {
    let mut scatter = Scatter(6);
    let pair = [0, 1].map(|_| series(&mut scatter, 3.0, 500));
    let c = Correlation::new([&pair[0], &pair[1]], 1.0, 50).unwrap();
    let response = Response::new(c, UNITS).unwrap();
    let start = response.relaxation_modulus()[0];
    assert_eq!((start.mean, start.error), (2.0, 0.0));
}

#[test]
fn c_is_the_plain_double_sum() {
    let mut scatter = Scatter(7);
    let pair = [0, 1].map(|_| series(&mut scatter, 3.0, 16 * 7 + 20));
    let c = Correlation::new([&pair[0], &pair[1]], 1.0, 20).unwrap();
    let shears = |q: &SymmetricTensor| {
        let axial = (2.0 * q.zz - q.xx - q.yy) / 12.0_f64.sqrt();
        [q.xy, q.xz, q.yz, 0.5 * (q.xx - q.yy), axial]
    };
    let lists = pair.map(|list| list.iter().map(shears).collect::<Vec<_>>());
    for lag in [0, 1, 20] {
        let mut expected = 0.0;
        for shear in 0..5 {
            let all: f64 = lists.iter().flatten().map(|v| v[shear]).sum();
            let center = all / 264.0;
            let about = lists.clone().map(|list| {
                let numbers = list.iter().map(|v| v[shear] - center);
                numbers.collect::<Vec<f64>>()
            });
            let mean = |a: &Vec<f64>| a[..112].iter().sum::<f64>() / 112.0;
            let product = |a: &Vec<f64>| (0..112).map(|s| a[s] * a[s + lag]).sum::<f64>() / 112.0;
            let [a, b] = &about;
            expected += 0.2 * (0.5 * (product(a) + product(b)) - mean(a) * mean(b));
        }
        let found = c.values()[lag].mean;
        assert!(
            (found - expected).abs() < 1e-13,
            "{lag}: {found} {expected}"
        );
    }
}

#[test]
fn what_has_not_decayed_has_no_viscosity_but_a_warning() {
    let mut scatter = Scatter(8);
    let frozen = [1.5, -1.5].map(|shift| {
        let mut list = series(&mut scatter, 3.0, 4000);
        for q in &mut list {
            q.xy += shift;
        }
        list
    });
    let slow = [0, 1].map(|_| series(&mut scatter, 300.0, 4000));
    for pair in [frozen, slow] {
        let c = Correlation::new([&pair[0], &pair[1]], 1.0, 200).unwrap();
        assert_eq!(c.relaxation_time(), None);
        let viscosity = Response::new(c, UNITS).unwrap().viscosity();
        assert_eq!(viscosity.eta(), None);
        let warning = viscosity.warning().unwrap();
        assert_eq!(warning.code, "not_decayed");
        let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count();
        let longest = warning.message.split_whitespace().map(digits).max();
        assert!((2..8).contains(&longest.unwrap()), "{}", warning.message);
        let Viscosity::NotDecayed { left, .. } = viscosity else {
            panic!("{viscosity:?}")
        };
        assert!(left.mean > 0.2, "{left:?}");
    }
}

#[test]
fn a_mean_that_both_replicas_share_is_not_part_of_c() {
    let mut scatter = Scatter(9);
    let pair = [0, 1].map(|_| series(&mut scatter, 3.0, 4000));
    let shift = SymmetricTensor::from_components([50.0, 20.0, -70.0, 10.0, 5.0, 30.0]);
    let moved = pair
        .clone()
        .map(|list| list.iter().map(|q| *q + shift).collect::<Vec<_>>());
    let [plain, moved] = [pair, moved].map(|pair| {
        Correlation::new([&pair[0], &pair[1]], 1.0, 60)
            .unwrap()
            .values()
    });
    for (a, b) in plain.iter().zip(&moved) {
        assert!((a.mean - b.mean).abs() < 1e-10);
    }
}

/// `<M_xy^2>` over the five shears, by hybrid Monte Carlo.
fn static_square(field: impl Field, (count, kt): (usize, f64)) -> Estimate {
    let stream = Seed(22).stream(Purpose::Noise, 0, 0);
    let mut rotors = Rotors::random(SHAPE, count, stream).unwrap();
    let leaps = Leaps {
        stride: 0.25,
        length: 1.25,
        most: 20,
    };
    let mut sampler = HybridMonteCarlo::new(field, Boundary::CLAMPED, leaps).unwrap();
    let mut squares = Vec::new();
    let steps = Steps {
        stream,
        count: 6000,
    };
    let run = sampler.sweeps(&mut rotors, kt, steps, &mut |step, _, rotors| {
        if step >= 100 {
            let sum = |sum: SymmetricTensor, q: &SymmetricTensor| sum + *q;
            let total = rotors.dipoles().iter().fold(SymmetricTensor::ZERO, sum);
            squares.push(0.1 * total.deviator().norm().powi(2));
        }
    });
    run.unwrap();
    let blocks: Vec<f64> = squares
        .chunks_exact(squares.len() / 20)
        .map(|block| block.iter().sum::<f64>() / block.len() as f64)
        .collect();
    let mean = blocks.iter().sum::<f64>() / 20.0;
    let scatter = blocks.iter().map(|b| (b - mean).powi(2)).sum::<f64>();
    Estimate {
        mean,
        error: (scatter / 20.0 / 19.0).sqrt(),
        independent_samples: 20.0,
    }
}

#[test]
fn the_modulus_of_coupled_rotors_falls_from_that_of_the_medium_to_that_of_static_fluctuations() {
    inside(|| {
        let (lattice, medium) = (Lattice::new([2, 2, 2], 1.0).unwrap(), medium(1.0, 1.0));
        let sites: Vec<_> = (0..8).collect();
        let field = || LatticeSum::new(lattice, medium, Core::Point, &sites).unwrap();
        let kt = 0.12;
        let [one, other] = [0, 1].map(|walker| totals(field(), (8, kt), (0.02, 12_000), walker));
        let c = Correlation::new([&one, &other], 0.02, 500).unwrap();
        let expected = static_square(field(), (8, kt));
        let free = 0.8 * SHAPE.deviator().norm().powi(2);
        println!("free {free}, coupled {expected:?}");
        assert!(
            (expected.mean / free - 1.0).abs() > 0.1,
            "rotors are coupled"
        );
        let start = c.values()[0];
        let both = Estimate {
            error: start.error.hypot(expected.error),
            ..start
        };
        assert_within(both, expected.mean, "C(0)");
        let conditions = Conditions {
            shear_modulus: 1.0,
            volume: 8.0,
            kt,
        };
        let response = Response::new(c, conditions).unwrap();
        let mu_r = 1.0 - expected.mean / (8.0 * kt);
        let last = response.relaxation_modulus()[400];
        let both = Estimate {
            error: last.error.hypot(expected.error / (8.0 * kt)),
            ..last
        };
        assert_within(both, mu_r, "G(inf)");
        assert_eq!(response.relaxation_modulus()[0].mean, 1.0);
        println!(
            "{:?} {:?}",
            response.viscosity(),
            response.correlation().relaxation_time()
        );
    });
}

#[test]
fn what_cannot_be_is_refused() {
    let mut scatter = Scatter(10);
    let list = series(&mut scatter, 3.0, 40);
    assert!(Correlation::new([&list, &list], 1.0, 24).is_ok());
    assert!(Correlation::new([&list, &list], 1.0, 25).is_err());
    assert!(Correlation::new([&list, &list[1..]], 1.0, 2).is_err());
    assert!(Correlation::new([&list, &list], 0.0, 2).is_err());
    assert!(Correlation::new([&[], &[]], 1.0, 0).is_err());
    let mut broken = list.clone();
    broken[3].xy = f64::NAN;
    assert!(Correlation::new([&list, &broken], 1.0, 2).is_err());
    let c = Correlation::new([&list, &list], 1.0, 0).unwrap();
    assert!(Response::new(c.clone(), Conditions { kt: 0.0, ..UNITS }).is_err());
    let response = Response::new(c, UNITS).unwrap();
    assert_eq!(response.viscosity().eta(), None);
    assert!(response.dynamic_modulus(0.0).is_err());
    assert!(response.dynamic_modulus(f64::INFINITY).is_err());
}
