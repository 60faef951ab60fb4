//! Starting points without luck: all laws here are straight lines once one parameter is given, so a
//! scan over that parameter with a linear regression at each value finds every valley (variable
//! projection, Golub and Pereyra 1973).

use crate::curve::Curve;

/// The best straight line `intercept + slope x` through a curve, slope zero or larger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// The scanned parameter.
    pub at: f64,
    /// Value at `x = 0`, decades.
    pub intercept: f64,
    /// Decades per unit of `x`, zero or larger.
    pub slope: f64,
    /// Sum of squared residuals, weighted where the curve has errors.
    pub rss: f64,
}

/// A curve prepared for many regressions: weights that sum to one, values about their mean.
pub struct Scan<'a> {
    curve: &'a Curve,
    weights: Vec<f64>,
    mean: f64,
    deviations: Vec<f64>,
    scatter: f64,
}

impl<'a> Scan<'a> {
    /// Prepares the curve; its errors, where given, are the weights.
    pub fn new(curve: &'a Curve) -> Self {
        let weights = normalized_weights(curve);
        let mean = dot(&weights, &curve.log10_values);
        let deviations: Vec<f64> = curve.log10_values.iter().map(|y| y - mean).collect();
        let scatter = weights
            .iter()
            .zip(&deviations)
            .map(|(w, y)| w * y * y)
            .sum();
        Self {
            curve,
            weights,
            mean,
            deviations,
            scatter,
        }
    }

    /// The best line when the abscissa of point `i` at temperature `t` is `x(i, t)`.
    pub fn line(&self, at: f64, x: impl Fn(usize, f64) -> f64) -> Line {
        let (mut sum, mut square, mut product) = (0.0, 0.0, 0.0);
        for (i, &t) in self.curve.temperatures.iter().enumerate() {
            let (w, x) = (self.weights[i], x(i, t));
            sum += w * x;
            square += w * x * x;
            product += w * x * self.deviations[i];
        }
        let variance = square - sum * sum;
        let slope = if variance > 1e-14 * square {
            (product / variance).max(0.0)
        } else {
            0.0
        };
        Line {
            at,
            intercept: self.mean - slope * sum,
            slope,
            rss: (self.scatter - slope * (2.0 * product - slope * variance)).max(0.0),
        }
    }

    /// The valleys of the sum of squares over a rising grid, deepest first, each refined by a
    /// parabola through its three lowest grid points; `x(at, i, t)` is the abscissa of point `i`.
    pub fn valleys(&self, grid: &[f64], x: impl Fn(f64, usize, f64) -> f64) -> Vec<Line> {
        let line = |at: f64| self.line(at, |i, t| x(at, i, t));
        let lines: Vec<Line> = grid.iter().map(|&at| line(at)).collect();
        let height = |k: usize| lines.get(k).map_or(f64::INFINITY, |l| l.rss);
        let mut valleys: Vec<Line> = (0..lines.len())
            .filter(|&k| height(k) <= height(k.wrapping_sub(1)) && height(k) < height(k + 1))
            .map(|k| match vertex(&lines, k).map(line) {
                Some(refined) if refined.rss < lines[k].rss => refined,
                _ => lines[k],
            })
            .collect();
        valleys.sort_by(|a, b| a.rss.total_cmp(&b.rss));
        valleys
    }
}

/// Where the parabola through `lines[k]` and its two neighbours is lowest.
fn vertex(lines: &[Line], k: usize) -> Option<f64> {
    let (before, here, after) = (lines.get(k.checked_sub(1)?)?, &lines[k], lines.get(k + 1)?);
    let (left, right) = (here.at - before.at, after.at - here.at);
    let (up_left, up_right) = (before.rss - here.rss, after.rss - here.rss);
    let curvature = up_left * right + up_right * left;
    (curvature > 0.0)
        .then(|| here.at + 0.5 * (up_left * right * right - up_right * left * left) / curvature)
}

/// Weights `1/error^2` (or equal ones), scaled so that they sum to one.
fn normalized_weights(curve: &Curve) -> Vec<f64> {
    let raw: Vec<f64> = match &curve.errors {
        Some(errors) => errors.iter().map(|e| 1.0 / (e * e)).collect(),
        None => vec![1.0; curve.len()],
    };
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|w| w / sum).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// `n + 1` numbers from `from` to `to` with equal ratios; both positive, `from < to`.
pub fn geometric(from: f64, to: f64, n: u32) -> Vec<f64> {
    (0..=n)
        .map(|k| from * (to / from).powf(f64::from(k) / f64::from(n)))
        .collect()
}
