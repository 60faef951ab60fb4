//! The modulus as q -> 0, by a line in q^2 through the shells of smallest q.

use glassmelt::Estimate;
use serde::Serialize;

use super::line::{Line, Point};

/// `mu(q) = mu(0) + slope q^2` through the shells of smallest q that are corrected for their finite time, as many as
/// a line goes through: three at least where there are three.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Extrapolation {
    /// The modulus at q = 0.
    pub at_zero: Estimate,
    /// c, in modulus times length^2.
    pub slope: Estimate,
    /// How many shells.
    pub shells: usize,
    /// The largest q that the line was put through.
    pub last_q: f64,
    /// chi^2 a degree of freedom; none for two shells.
    pub chi_squared: Option<f64>,
}

impl Extrapolation {
    /// Through moduli, each with its q, in ascending order; those without an error that is known are left out.
    pub(super) fn of(moduli: &[(f64, Estimate)]) -> Option<Self> {
        let has_error = |error: f64| error.is_finite() && error > 0.0;
        let known = moduli
            .iter()
            .filter(|(_, modulus)| has_error(modulus.error));
        let points: Vec<Point> = known
            .clone()
            .map(|(q, modulus)| Point {
                x: q * q,
                y: modulus.mean,
                error: modulus.error,
            })
            .collect();
        // A line through two of more shells goes through anything: in a crystal, through unlike directions.
        let told = |line: &Line| line.chi_squared.is_some() || points.len() == 2;
        let line = Line::through_the_first(&points).filter(told)?;
        let used = known.take(line.points);
        let independent_samples = used
            .clone()
            .map(|(_, modulus)| modulus.independent_samples)
            .sum();
        let estimate = |mean, error| Estimate {
            mean,
            error,
            independent_samples,
        };
        Some(Self {
            at_zero: estimate(line.at_zero, line.at_zero_error),
            slope: estimate(line.slope, line.slope_error),
            shells: line.points,
            last_q: used.last()?.0,
            chi_squared: line.chi_squared,
        })
    }
}
