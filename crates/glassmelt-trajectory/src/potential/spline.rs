//! A natural cubic spline: twice differentiable, straight at its ends.

use super::form::Derivatives;
use crate::error::{Error, Result};

/// The spline through a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Spline {
    x: Vec<f64>,
    y: Vec<f64>,
    /// y'' at each x.
    bends: Vec<f64>,
}

impl Spline {
    pub(super) fn new(x: &[f64], y: &[f64]) -> Result<Self> {
        let ascends = x.windows(2).all(|pair| pair[1] > pair[0]) && x.first() > Some(&0.0);
        let finite = x.iter().chain(y).all(|value| value.is_finite());
        if x.len() < 3 || x.len() != y.len() || !ascends || !finite {
            return Err(Error::Domain {
                name: "the number of points of a table",
                value: x.len().min(y.len()) as f64,
                domain: "at least 3, as many r as u, all finite, r ascending from above zero",
            });
        }
        Ok(Self {
            x: x.to_vec(),
            y: y.to_vec(),
            bends: bends(x, y),
        })
    }

    /// The last distance.
    pub fn end(&self) -> f64 {
        self.x[self.x.len() - 1]
    }

    /// Beyond the ends the spline of the last piece goes on.
    pub(super) fn at(&self, r: f64) -> Derivatives {
        let after = self.x.partition_point(|x| *x < r);
        let right = after.clamp(1, self.x.len() - 1);
        let left = right - 1;
        let step = self.x[right] - self.x[left];
        let (a, b) = ((self.x[right] - r) / step, (r - self.x[left]) / step);
        let cubic = |a: f64| (a * a * a - a) * step * step / 6.0;
        let slope = |a: f64| (3.0 * a * a - 1.0) * step / 6.0;
        let (one, two) = (self.bends[left], self.bends[right]);
        Derivatives {
            value: a * self.y[left] + b * self.y[right] + cubic(a) * one + cubic(b) * two,
            first: (self.y[right] - self.y[left]) / step - slope(a) * one + slope(b) * two,
            second: a * one + b * two,
        }
    }
}

/// `h_(k-1) y''_(k-1) + 2 (h_(k-1) + h_k) y''_k + h_k y''_(k+1) = 6 (slope_k - slope_(k-1))`, by elimination.
fn bends(x: &[f64], y: &[f64]) -> Vec<f64> {
    let last = x.len() - 1;
    let step = |k: usize| x[k + 1] - x[k];
    let slope = |k: usize| (y[k + 1] - y[k]) / step(k);
    let (mut upper, mut right) = (vec![0.0; last + 1], vec![0.0; last + 1]);
    for k in 1..last {
        let pivot = 2.0 * (step(k - 1) + step(k)) - step(k - 1) * upper[k - 1];
        upper[k] = step(k) / pivot;
        right[k] = (6.0 * (slope(k) - slope(k - 1)) - step(k - 1) * right[k - 1]) / pivot;
    }
    for k in (1..last).rev() {
        right[k] -= upper[k] * right[k + 1];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fine_table_is_its_function() {
        let x: Vec<f64> = (0..2000).map(|i| 0.5 + 0.001 * f64::from(i)).collect();
        let y: Vec<f64> = x.iter().map(|x| (3.0 * x).sin()).collect();
        let spline = Spline::new(&x, &y).expect("a table");
        let at = spline.at(1.23456);
        assert!((at.value - 3.70368_f64.sin()).abs() < 1e-10);
        assert!((at.first - 3.0 * 3.70368_f64.cos()).abs() < 1e-6);
        assert!((at.second + 9.0 * 3.70368_f64.sin()).abs() < 1e-4);
        assert!((spline.at(0.5).value - y[0]).abs() < 1e-15);
    }

    #[test]
    fn a_table_that_is_none_is_refused() {
        assert!(Spline::new(&[1.0, 2.0], &[0.0, 0.0]).is_err());
        assert!(Spline::new(&[1.0, 1.0, 2.0], &[0.0; 3]).is_err());
        assert!(Spline::new(&[1.0, 2.0, 3.0], &[0.0; 2]).is_err());
        assert!(Spline::new(&[1.0, f64::NAN, 3.0], &[0.0; 3]).is_err());
    }
}
