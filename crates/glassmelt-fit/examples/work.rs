//! Does one piece of work again and again for `benches/compare.py`, which measures how long it takes.
//!
//! The work comes as JSON on standard input; the last answer goes to standard output. No clock runs
//! here: both sides of a comparison are timed by the same clock of the script.

use std::hint::black_box;
use std::io::stdin;

use glassmelt::flow::ExactFlow;
use glassmelt::special::{e1, flow_primitive};
use glassmelt_fit::laws::{Vft, by_name};
use glassmelt_fit::{Curve, FitOptions, Law, Options, Quantity, Silent, analyse, fit};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Order {
    repeat: usize,
    #[serde(flatten)]
    work: Work,
}

#[derive(Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
enum Work {
    /// One Vogel-Fulcher fit with covariance (and Tg, m and D with their errors, and the warnings).
    Fit {
        temperatures: Vec<f64>,
        log10_values: Vec<f64>,
    },
    /// One exact flow, and modulus and fugacity at each of the scales.
    Flow {
        alpha: f64,
        mu0_bar: f64,
        y0: f64,
        ells: Vec<f64>,
    },
    /// Many laws on one curve, with intervals, bootstrap, comparison and predictions.
    Analyse {
        temperatures: Vec<f64>,
        log10_values: Vec<f64>,
        laws: Vec<String>,
        bootstraps: usize,
    },
    /// A special function at each of the arguments.
    Special { function: String, points: Vec<f64> },
}

type Failure = Box<dyn std::error::Error>;

impl Order {
    fn answer(&self) -> Result<Value, Failure> {
        match &self.work {
            Work::Fit {
                temperatures,
                log10_values,
            } => self.fit(&curve(temperatures, log10_values)),
            Work::Flow {
                alpha,
                mu0_bar,
                y0,
                ells,
            } => self.flow(*alpha, *mu0_bar, *y0, ells),
            Work::Analyse {
                temperatures,
                log10_values,
                laws,
                bootstraps,
            } => self.analyse(&curve(temperatures, log10_values), laws, *bootstraps),
            Work::Special { function, points } => self.special(function, points),
        }
    }

    fn fit(&self, curve: &Curve) -> Result<Value, Failure> {
        let fit = self.again(|| fit(black_box(curve), &Vft, FitOptions::default()))?;
        let errors: Vec<Option<f64>> = fit.parameters.iter().map(|p| p.error).collect();
        Ok(json!({"values": fit.values(), "errors": errors}))
    }

    fn flow(&self, alpha: f64, mu0_bar: f64, y0: f64, ells: &[f64]) -> Result<Value, Failure> {
        let points = self.again(|| {
            let flow = ExactFlow::new(alpha, mu0_bar, y0)?;
            let at = |&ell: &f64| flow.at(ell).map(|point| [point.mu_bar, point.y2]);
            black_box(ells)
                .iter()
                .map(at)
                .collect::<Result<Vec<_>, _>>()
        })?;
        Ok(json!({"points": points}))
    }

    fn analyse(&self, curve: &Curve, laws: &[String], bootstraps: usize) -> Result<Value, Failure> {
        let laws = laws
            .iter()
            .map(|name| by_name(name))
            .collect::<Result<Vec<&dyn Law>, _>>()?;
        let options = Options {
            bootstraps,
            ..Options::default()
        };
        let analysis = self.again(|| analyse(black_box(curve), &laws, &options, &Silent))?;
        let replicas: usize = analysis.fits.iter().map(|fit| fit.replicas.len()).sum();
        Ok(json!({"fits": analysis.fits.len(), "replicas": replicas}))
    }

    fn special(&self, function: &str, points: &[f64]) -> Result<Value, Failure> {
        let f = match function {
            "e1" => e1,
            "f" => flow_primitive,
            _ => return Err(format!("no function {function}; expected e1 or f").into()),
        };
        let mut values = vec![0.0; points.len()];
        self.again(|| {
            for (value, &x) in values.iter_mut().zip(black_box(points)) {
                *value = f(x);
            }
            Ok::<_, Failure>(())
        })?;
        Ok(json!({"values": values}))
    }

    /// The answer of the last of `repeat` times.
    fn again<T, E>(&self, mut work: impl FnMut() -> Result<T, E>) -> Result<T, E> {
        for _ in 1..self.repeat {
            black_box(work()?);
        }
        work()
    }
}

fn curve(temperatures: &[f64], log10_values: &[f64]) -> Curve {
    Curve {
        name: "work".to_owned(),
        quantity: Quantity::Viscosity,
        temperatures: temperatures.to_vec(),
        log10_values: log10_values.to_vec(),
        errors: None,
        modulus_gpa: None,
        entropy: None,
    }
}

fn main() -> Result<(), Failure> {
    let order: Order = serde_json::from_reader(stdin())?;
    println!("{}", order.answer()?);
    Ok(())
}
