//! Moduli from displacements over many seeds: their errors hold what they should, and the bias is the one derived.

mod springs;

use glassmelt_trajectory::Dimension;
use glassmelt_trajectory::modulus::{WaveChoice, Waves};
use springs::{Springs, answer, cubic, question, rng, triangular};

/// Over 100 seeds: how many of the numbers lie within one error, and the mean of (estimate - exact)/error with its
/// own error, for each of the exact numbers given.
struct Coverage {
    within: f64,
    worst_bias: f64,
    count: f64,
}

fn coverage(lattice: &Springs, frames: usize, keep: f64, window: usize, shells: usize) -> Coverage {
    let seeds = 100;
    let waves = Waves::new(
        &lattice.cell(),
        lattice.dimension,
        WaveChoice::Shells(shells),
    )
    .expect("waves");
    let exact = lattice.exact(&waves);
    let mut pulls = vec![Vec::new(); 2 * shells];
    for seed in 0..seeds {
        let mut rng = rng(seed);
        let made = lattice.frames(frames, keep, &mut rng);
        let answer = answer(&made, &question(lattice.kt, shells, &[window]));
        for (number, shell) in answer.windows[0].shells.iter().enumerate() {
            let [mu, longitudinal] = exact[number];
            assert!(shell.transverse.share.is_some());
            pulls[2 * number].push((shell.mu.mean - mu) / shell.mu.error);
            let of = &shell.lambda_plus_2mu;
            pulls[2 * number + 1].push((of.mean - longitudinal) / of.error);
        }
    }
    let count = (pulls.len() * pulls[0].len()) as f64;
    let within = pulls
        .iter()
        .flatten()
        .filter(|pull| pull.abs() < 1.0)
        .count() as f64;
    let bias = |pulls: &Vec<f64>| (pulls.iter().sum::<f64>() / pulls.len() as f64).abs();
    Coverage {
        within: within / count,
        worst_bias: pulls.iter().map(bias).fold(0.0, f64::max),
        count,
    }
}

/// 68.3 % within one error, up to four binomial errors; the mean pull within 4.5 of its errors of zero.
fn covers(coverage: &Coverage) {
    let binomial = (0.683 * 0.317 / coverage.count).sqrt();
    println!(
        "within {} +- {binomial}, bias {}",
        coverage.within, coverage.worst_bias
    );
    assert!(
        (coverage.within - 0.683).abs() < 4.0 * binomial + 0.02,
        "{}",
        coverage.within
    );
    assert!(coverage.worst_bias < 0.45, "{}", coverage.worst_bias);
}

#[test]
fn a_triangular_lattice_of_springs_gives_back_its_moduli_at_each_wave_with_honest_errors() {
    covers(&coverage(&triangular(8), 300, 0.0, 300, 3));
}

#[test]
fn a_cubic_lattice_of_springs_gives_back_its_moduli_at_each_wave_with_honest_errors() {
    covers(&coverage(&cubic(4), 200, 0.0, 200, 2));
}

#[test]
fn what_the_mean_of_a_window_takes_is_put_back_with_honest_errors() {
    // tau = 1/2 + keep/(1 - keep) = 2.5 frames; windows of 100 lose a twentieth.
    covers(&coverage(&triangular(6), 800, 2.0 / 3.0, 100, 2));
}

#[test]
fn the_bias_of_a_finite_window_is_the_exact_one_of_an_ornstein_uhlenbeck_process() {
    let (lattice, keep, window) = (triangular(6), 0.8_f64, 20_usize);
    let mut rng = rng(7);
    let frames = lattice.frames(8000, keep, &mut rng);
    let answer = answer(&frames, &question(lattice.kt, 2, &[window]));
    let waves = Waves::new(&lattice.cell(), Dimension::Two, WaveChoice::Shells(2)).expect("waves");
    let exact = lattice.exact(&waves);
    // v/c(0) = 1/W (1 + 2 sum_k (1 - k/W) keep^k).
    let w = window as f64;
    let sum: f64 = (1..window)
        .map(|k| (1.0 - k as f64 / w) * keep.powf(k as f64))
        .sum();
    let share = (1.0 + 2.0 * sum) / w;
    for (shell, exact) in answer.windows[0].shells.iter().zip(exact) {
        let seen = &shell.transverse.as_observed;
        let expected = exact[0] / (1.0 - share);
        assert!(
            (seen.mean - expected).abs() < 4.5 * seen.error,
            "{seen:?} {expected}"
        );
        // It does not forget in a quarter of 20 frames: nothing is corrected, and that is said.
        assert_eq!(shell.transverse.share, None);
        assert_eq!(shell.mu, *seen);
    }
}
