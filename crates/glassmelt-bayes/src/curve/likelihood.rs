//! How likely each point is about a law: normal, or one side of a normal for a limit.

use glassmelt_fit::Law;

use super::Scatter;
use super::slopes::Shifted;
use crate::measured::{Knowledge, Measured};
use crate::tails::log_below;

/// What stands between a law and its points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noise<'a> {
    /// Scatter about the law in decades; zero where it is no parameter.
    pub scatter: f64,
    /// What each source adds, decades.
    pub offsets: &'a [f64],
}

/// The points of a likelihood, with room for one evaluation of the law.
#[derive(Clone)]
pub(super) struct Points<'a> {
    law: &'a dyn Law,
    data: &'a Measured,
    /// Square of the given error of each point, and whether the scatter counts there: 1 or 0.
    known: Vec<(f64, f64)>,
    shifted: Option<Shifted<'a>>,
    means: Vec<f64>,
    rows: Vec<f64>,
}

impl<'a> Points<'a> {
    pub(super) fn new(
        law: &'a dyn Law,
        data: &'a Measured,
        scatter: Scatter,
        parameters: usize,
    ) -> Self {
        let known = data.errors.iter().map(|error| match error {
            Some(error) => {
                let also = f64::from(u8::from(scatter == Scatter::Everywhere));
                (error * error, also)
            }
            None => (0.0, 1.0),
        });
        let uncertain = data.temperature_errors.iter().any(|e| *e > 0.0);
        Self {
            law,
            data,
            known: known.collect(),
            shifted: uncertain.then(|| Shifted::new(law, data, parameters)),
            means: vec![0.0; data.len()],
            rows: vec![0.0; data.len() * parameters],
        }
    }

    /// The sum over points, its derivatives added to those by the law's parameters, the scatter (where
    /// there is one) and the offsets (where there are any).
    pub(super) fn evaluate(
        &mut self,
        values: &[f64],
        noise: Noise,
        by_law: &mut [f64],
        by_scatter: &mut [f64],
        by_offset: &mut [f64],
    ) -> f64 {
        let k = values.len();
        self.law
            .evaluate_all(values, &self.data.curve, &mut self.means, &mut self.rows);
        if let Some(shifted) = &mut self.shifted {
            shifted.evaluate(values);
        }
        let mut width = Width::default();
        let mut total = 0.0;
        for i in 0..self.means.len() {
            if self.is_certain(i) {
                continue;
            }
            let extra = self.shifted.as_ref().map_or(0.0, |s| s.variance(i));
            let (own, share) = self.known[i];
            width.set(own + share * noise.scatter * noise.scatter + extra);
            let source = self.data.source[i];
            let part = self.part(i, noise.offsets[source], width);
            total += part.log;
            for (g, row) in by_law.iter_mut().zip(&self.rows[i * k..]) {
                *g += part.by_mean * row;
            }
            // d width/d x = x/width for what is added in squares.
            let by_square = part.by_width / width.sigma;
            if let Some(g) = by_scatter.first_mut() {
                *g += by_square * share * noise.scatter;
            }
            if let Some(g) = by_offset.get_mut(source) {
                *g += part.by_mean;
            }
            if let Some(shifted) = &self.shifted {
                shifted.add_gradient(i, by_square, by_law);
            }
        }
        total
    }

    pub(super) fn log_likelihoods(&mut self, values: &[f64], noise: Noise, out: &mut [f64]) {
        self.law
            .log10_all(values, &self.data.curve, &mut self.means);
        if let Some(shifted) = &mut self.shifted {
            shifted.evaluate(values);
        }
        let mut width = Width::default();
        for (i, out) in out.iter_mut().enumerate() {
            if self.is_certain(i) {
                *out = 0.0;
                continue;
            }
            let extra = self.shifted.as_ref().map_or(0.0, |s| s.variance(i));
            let (own, share) = self.known[i];
            width.set(own + share * noise.scatter * noise.scatter + extra);
            *out = self.part(i, noise.offsets[self.data.source[i]], width).log;
        }
    }

    /// Mean and standard deviation of each point.
    pub(super) fn expected(&mut self, values: &[f64], noise: Noise) -> Vec<(f64, f64)> {
        self.law
            .log10_all(values, &self.data.curve, &mut self.means);
        if let Some(shifted) = &mut self.shifted {
            shifted.evaluate(values);
        }
        let point = |i: usize| {
            let extra = self.shifted.as_ref().map_or(0.0, |s| s.variance(i));
            let (own, share) = self.known[i];
            let variance = own + share * noise.scatter * noise.scatter + extra;
            (
                self.means[i] + noise.offsets[self.data.source[i]],
                variance.sqrt(),
            )
        };
        (0..self.means.len()).map(point).collect()
    }

    /// Where a law has diverged, the value lies above any limit.
    fn is_certain(&self, i: usize) -> bool {
        self.means[i] == f64::INFINITY && self.data.knowledge[i] == Knowledge::Above
    }

    fn part(&self, i: usize, offset: f64, width: Width) -> Part {
        let curve = &self.data.curve;
        let knowledge = self.data.knowledge[i];
        part(
            curve.log10_values[i],
            self.means[i] + offset,
            width,
            knowledge,
        )
    }
}

/// How likely a value is about a mean, or the side of it that a limit names.
pub(crate) fn part(value: f64, mean: f64, width: Width, knowledge: Knowledge) -> Part {
    let z = (value - mean) / width.sigma;
    match knowledge {
        Knowledge::Measured => Part {
            log: -0.5 * z * z - width.log - HALF_LOG_TAU,
            by_mean: z / width.sigma,
            by_width: (z * z - 1.0) / width.sigma,
        },
        Knowledge::Above => one_side(-z, 1.0, width.sigma),
        Knowledge::Below => one_side(z, -1.0, width.sigma),
    }
}

/// `ln(2 pi)/2`.
const HALF_LOG_TAU: f64 = 0.918938533204672741780329736405617640;

/// The share of the distribution on one side; `w` deviations inside, rising with the mean by `sign`.
fn one_side(w: f64, sign: f64, sigma: f64) -> Part {
    let (log, hazard) = log_below(w);
    Part {
        log,
        by_mean: sign * hazard / sigma,
        by_width: -hazard * w / sigma,
    }
}

/// ln of the likelihood of a point, its derivatives by the mean and by the width.
pub(crate) struct Part {
    pub(crate) log: f64,
    pub(crate) by_mean: f64,
    pub(crate) by_width: f64,
}

/// A standard deviation with its logarithm, computed anew only where it changes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Width {
    variance: f64,
    pub(crate) sigma: f64,
    log: f64,
}

impl Width {
    pub(crate) fn set(&mut self, variance: f64) {
        if self.variance != variance {
            *self = Self {
                variance,
                sigma: variance.sqrt(),
                log: 0.5 * variance.ln(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;

    use super::*;

    #[test]
    fn half_the_logarithm_of_two_pi_is_itself() {
        assert_relative_eq!(
            HALF_LOG_TAU,
            0.5 * std::f64::consts::TAU.ln(),
            max_relative = 1e-15
        );
    }
}
