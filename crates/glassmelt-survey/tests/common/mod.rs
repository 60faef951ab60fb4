//! Made-up liquids: Vogel-Fulcher curves with a scatter that is the same every time.
#![allow(dead_code, unreachable_pub)]

use std::ops::ControlFlow;

use glassmelt_fit::{Curve, FitOptions, Law, Quantity, laws};
use glassmelt_survey::{Input, Journal, Kept, Origin, Subject, fit_curves, identity};

/// A liquid of Vogel and Fulcher.
#[derive(Debug, Clone, Copy)]
pub struct Liquid {
    pub log10_eta0: f64,
    pub b: f64,
    pub t0: f64,
}

impl Liquid {
    pub fn at(self, t: f64) -> f64 {
        self.log10_eta0 + self.b / (t - self.t0)
    }

    /// The temperature at which log10 of the viscosity is this.
    pub fn temperature(self, log10: f64) -> f64 {
        self.t0 + self.b / (log10 - self.log10_eta0)
    }
}

/// A number from -1 to 1 that looks random and is the same every time.
pub fn noise(i: usize, j: usize) -> f64 {
    let x = (12.9898 * (i as f64 + 1.0) + 78.233 * (j as f64 + 1.0)).sin() * 43758.5453;
    2.0 * (x - x.floor()) - 1.0
}

/// `points` of a liquid over 12 decades, with scatter of this size in decades.
pub fn subject(number: usize, liquid: Liquid, points: usize, scatter: f64) -> Subject {
    let levels = (0..points).map(|j| 12.0 * j as f64 / (points as f64 - 1.0));
    let temperatures: Vec<f64> = levels.map(|level| liquid.temperature(level)).collect();
    let measured = |(j, t): (usize, &f64)| liquid.at(*t) + scatter * noise(number, j);
    Subject {
        id: format!("liquid {number}"),
        name: format!("liquid {number}"),
        group: None,
        curve: Curve {
            name: format!("liquid {number}"),
            quantity: Quantity::Viscosity,
            log10_values: temperatures.iter().enumerate().map(measured).collect(),
            temperatures,
            errors: None,
            modulus_gpa: None,
            entropy: None,
        },
        origin: Origin::Measured,
        mu0_gpa: None,
    }
}

/// Liquids that obey the paper with one alpha, `B = 2 T0^2/(alpha mu0)` with mu0 in K, and a scatter of ln B.
pub fn of_the_paper(count: usize, alpha: f64, a_nm: f64, scatter: f64) -> Vec<Subject> {
    (0..count)
        .map(|i| {
            let t0 = 500.0 + 200.0 * noise(i, 101);
            let mu0_gpa = 30.0 * (0.6 * noise(i, 202)).exp();
            let mu0 = glassmelt::units::modulus_in_kelvin(mu0_gpa, a_nm).unwrap();
            let b = 2.0 * t0 * t0 / (alpha * mu0) * (scatter * 1.7 * noise(i, 303)).exp();
            let liquid = Liquid {
                log10_eta0: -3.0,
                b: b / std::f64::consts::LN_10,
                t0,
            };
            Subject {
                mu0_gpa: Some(mu0_gpa),
                ..subject(i, liquid, 13, 0.02)
            }
        })
        .collect()
}

pub fn input(subjects: Vec<Subject>) -> Input {
    Input {
        subjects,
        ..Input::default()
    }
}

pub fn chosen(names: &[&str]) -> Vec<&'static dyn Law> {
    names
        .iter()
        .map(|name| laws::by_name(name).unwrap())
        .collect()
}

/// All answers, kept in a folder of their own.
pub fn answers(input: &Input, laws: &[&dyn Law]) -> Vec<Kept> {
    let folder = tempfile::tempdir().unwrap();
    let options = FitOptions::default();
    let known = identity(input, laws, options, "test").unwrap();
    let mut journal = Journal::open(folder.path(), &known).unwrap();
    fit_curves(input, laws, options, &mut journal, |_| {
        ControlFlow::Continue(())
    })
    .unwrap()
}
