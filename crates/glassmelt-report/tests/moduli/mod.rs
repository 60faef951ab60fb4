//! An answer of moduli for the pages: three observation times of four shells.
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use glassmelt::{Estimate, Warning};
use glassmelt_trajectory::Dimension;
use glassmelt_trajectory::modulus::{
    Extrapolation, ModulusAnswer, Observed, ShellModulus, WindowModulus,
};

pub fn of(mean: f64, error: f64) -> Estimate {
    Estimate {
        mean,
        error,
        independent_samples: 40.0,
    }
}

pub fn shell(q: f64, mu: Estimate) -> ShellModulus {
    let observed = Observed {
        as_observed: mu,
        correlation_time: Some(3.0),
        share: Some(0.1),
        scatter_of_waves: None,
    };
    ShellModulus {
        q,
        wavevectors: 3,
        mu,
        corrected: true,
        lambda_plus_2mu: of(60.0 - q, 1.0),
        lambda_plus_2mu_corrected: true,
        transverse: observed,
        longitudinal: observed,
    }
}

pub fn line(at_zero: f64) -> Extrapolation {
    Extrapolation {
        at_zero: of(at_zero, 0.4),
        slope: of(-0.5, 0.1),
        shells: 3,
        last_q: 1.2,
        chi_squared: Some(0.8),
    }
}

pub fn window(frames: usize, mu_zero: Option<f64>) -> WindowModulus {
    let shells = (1..=4).map(|i| shell(0.4 * f64::from(i), of(15.0 - f64::from(i), 0.3)));
    WindowModulus {
        frames,
        time: Some(0.5 * frames as f64),
        windows: 4,
        mean_square_displacement: of(0.02, 0.001),
        wandering: 0.1,
        shells: shells.collect(),
        mu_zero: mu_zero.map(line),
        lambda_plus_2mu_zero: mu_zero.map(|_| line(61.0)),
    }
}

pub fn moduli() -> ModulusAnswer {
    ModulusAnswer {
        dimension: Dimension::Three,
        atoms: 4000,
        number_density: 1.2,
        thermal_energy: 0.3,
        frames: 64,
        steps_between_frames: Some(100),
        time_between_frames: Some(0.5),
        windows: vec![
            window(16, Some(20.0)),
            window(32, None),
            window(64, Some(14.5)),
        ],
        warnings: vec![Warning::new(
            "liquid",
            "the modulus of 14 +- 1 is still falling",
        )],
    }
}

/// The same where nobody knows the time between frames.
pub fn timeless(mut answer: ModulusAnswer) -> ModulusAnswer {
    answer.time_between_frames = None;
    for window in &mut answer.windows {
        window.time = None;
    }
    answer
}
