//! The law's slope against temperature, by which errors of temperature become errors of the value.

use glassmelt_fit::{Curve, Entropy, Law};

use crate::measured::Measured;

/// Half the step of the difference, as a fraction of the temperature: far below its distance from T0.
const STEP: f64 = 1e-5;

/// The law a little above and a little below each temperature.
#[derive(Clone)]
pub(super) struct Shifted<'a> {
    law: &'a dyn Law,
    above: Side,
    below: Side,
    /// Error of the temperature over the distance of the two sides.
    errors: Vec<f64>,
}

#[derive(Clone)]
struct Side {
    curve: Curve,
    values: Vec<f64>,
    rows: Vec<f64>,
}

impl Side {
    fn new(curve: &Curve, step: f64, parameters: usize) -> Self {
        let n = curve.len();
        Self {
            curve: moved(curve, step),
            values: vec![0.0; n],
            rows: vec![0.0; n * parameters],
        }
    }

    fn evaluate(&mut self, law: &dyn Law, values: &[f64]) {
        law.evaluate_all(values, &self.curve, &mut self.values, &mut self.rows);
    }
}

impl<'a> Shifted<'a> {
    pub(super) fn new(law: &'a dyn Law, data: &Measured, parameters: usize) -> Self {
        let distance = data.curve.temperatures.iter().map(|t| 2.0 * STEP * t);
        let errors = data.temperature_errors.iter();
        Self {
            law,
            above: Side::new(&data.curve, STEP, parameters),
            below: Side::new(&data.curve, -STEP, parameters),
            errors: errors.zip(distance).map(|(e, d)| e / d).collect(),
        }
    }

    pub(super) fn evaluate(&mut self, values: &[f64]) {
        self.above.evaluate(self.law, values);
        self.below.evaluate(self.law, values);
    }

    /// What the temperature of point `i` leaves unknown of its value, decades.
    fn error(&self, i: usize) -> f64 {
        self.errors[i] * (self.above.values[i] - self.below.values[i])
    }

    /// Its square.
    pub(super) fn variance(&self, i: usize) -> f64 {
        self.error(i).powi(2)
    }

    /// Adds the derivative of half the variance of point `i`, times `weight`, by each parameter.
    pub(super) fn add_gradient(&self, i: usize, weight: f64, gradient: &mut [f64]) {
        let k = gradient.len();
        let factor = weight * self.error(i) * self.errors[i];
        let rows = self.above.rows[i * k..]
            .iter()
            .zip(&self.below.rows[i * k..]);
        for (g, (above, below)) in gradient.iter_mut().zip(rows) {
            *g += factor * (above - below);
        }
    }
}

/// The curve at temperatures that are higher by a fraction `step`, its columns along their slopes.
fn moved(curve: &Curve, step: f64) -> Curve {
    let t = &curve.temperatures;
    let along = |column: &Vec<f64>| -> Vec<f64> {
        (0..t.len())
            .map(|i| column[i] + slope(t, column, i) * step * t[i])
            .collect()
    };
    Curve {
        temperatures: t.iter().map(|t| t * (1.0 + step)).collect(),
        modulus_gpa: curve.modulus_gpa.as_ref().map(along),
        entropy: curve.entropy.as_ref().map(|entropy| Entropy {
            origin: entropy.origin,
            values: along(&entropy.values),
        }),
        ..curve.clone()
    }
}

/// The slope of a column between the next hotter and the next colder temperature.
fn slope(t: &[f64], column: &[f64], i: usize) -> f64 {
    let hotter = (0..i).rev().find(|&j| t[j] > t[i]).unwrap_or(i);
    let colder = (i + 1..t.len()).find(|&j| t[j] < t[i]).unwrap_or(i);
    if hotter == colder {
        return 0.0;
    }
    (column[hotter] - column[colder]) / (t[hotter] - t[colder])
}
