//! How often something happens, with what a count can know of it.

use serde::Serialize;

/// A share with its 95 percent interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Proportion {
    /// How often.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// `count/of`, zero of zero.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// 97.5 percent point of the normal distribution.
const Z: f64 = 1.959963984540054;

/// Wilson's interval (Wilson 1927): all p for which `|count/of - p| <= 1.96 (p(1 - p)/of)^(1/2)`; from 0 to 1 of none.
///
/// ```
/// let none = glassmelt_survey::statistics::wilson(0, 10);
/// assert!(none.low.abs() < 1e-12 && (none.high - 0.2775).abs() < 1e-4);
/// ```
pub fn wilson(count: usize, of: usize) -> Proportion {
    if of == 0 {
        return Proportion {
            count,
            of,
            value: 0.0,
            low: 0.0,
            high: 1.0,
        };
    }
    let n = of as f64;
    let p = count as f64 / n;
    let center = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Proportion {
        count,
        of,
        value: p,
        low: (center - half).max(0.0),
        high: (center + half).min(1.0),
    }
}
