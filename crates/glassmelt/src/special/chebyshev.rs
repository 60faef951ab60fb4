//! Chebyshev series: a smooth function on an interval, and its integral, from its values at sixteen
//! nodes.

use std::array::from_fn;
use std::f64::consts::PI;
use std::sync::LazyLock;

use super::quadrature::{GAUSS_16, integrate};

/// How many nodes, and how many terms.
pub const TERMS: usize = 16;

/// `sum_k c_k T_k(2 t - 1)` for a share `t` of the interval from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chebyshev {
    coefficients: [f64; TERMS],
}

/// Numbers that depend on the nodes alone; matrices are stored column after column.
struct Table {
    nodes: [f64; TERMS],
    coefficients_of_values: [[f64; TERMS]; TERMS],
    means_of_values: [[f64; TERMS]; TERMS],
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    fn new() -> Self {
        // sin^2(theta/2) keeps all digits of the nodes near 0.
        let quarter = |halves: usize| PI * halves as f64 / (4 * TERMS) as f64;
        let nodes = from_fn(|j| quarter(2 * j + 1).sin().powi(2));
        // T_k(-cos theta) = cos(k (pi - theta)), its angle kept below 2 pi.
        let term = |k: usize, j: usize| {
            let halves = k * (2 * TERMS - 2 * j - 1) % (4 * TERMS);
            quarter(2 * halves).cos()
        };
        let coefficient = |k: usize, j: usize| {
            let norm = if k == 0 { 1.0 } else { 2.0 } / TERMS as f64;
            norm * term(k, j)
        };
        let coefficients_of_values = from_fn(|j| from_fn(|k| coefficient(k, j)));
        let cardinal = |j: usize| Chebyshev {
            coefficients: coefficients_of_values[j],
        };
        let mean =
            |j: usize, upto: f64| integrate(&GAUSS_16, 0.0, 1.0, |t| cardinal(j).at(t * upto));
        Self {
            nodes,
            coefficients_of_values,
            means_of_values: from_fn(|j| from_fn(|i| mean(j, nodes[i]))),
        }
    }
}

/// The nodes, rising, as shares of the interval: `sin^2((2 j + 1) pi/64)`.
pub fn nodes() -> &'static [f64; TERMS] {
    &TABLE.nodes
}

/// Means of a function from the start of the interval to each node, from its values at the nodes.
///
/// Each is a weighted mean of values, so it is as accurate near the start as anywhere.
pub fn means(values: &[f64; TERMS]) -> [f64; TERMS] {
    product(&TABLE.means_of_values, values)
}

fn product(columns: &[[f64; TERMS]; TERMS], values: &[f64; TERMS]) -> [f64; TERMS] {
    let mut sum = [0.0; TERMS];
    for (column, value) in columns.iter().zip(values) {
        for (sum, entry) in sum.iter_mut().zip(column) {
            *sum += entry * value;
        }
    }
    sum
}

impl Chebyshev {
    /// The series that takes these values at the [`nodes`].
    pub fn through(values: &[f64; TERMS]) -> Self {
        Self {
            coefficients: product(&TABLE.coefficients_of_values, values),
        }
    }

    /// The value at share `t` of the interval (Clenshaw 1955), even and odd terms side by side: with
    /// `T_2k(x) = T_k(2 x^2 - 1)` neither sum waits for the other.
    pub fn at(&self, t: f64) -> f64 {
        let x = 2.0 * t - 1.0;
        let twice_y = 4.0 * x * x - 2.0;
        let (mut even, mut odd) = ([0.0; 2], [0.0; 2]);
        for pair in self.coefficients.chunks_exact(2).rev() {
            even = [twice_y * even[0] + (pair[0] - even[1]), even[0]];
            odd = [twice_y * odd[0] + (pair[1] - odd[1]), odd[0]];
        }
        (even[0] - 0.5 * twice_y * even[1]) + x * (odd[0] - odd[1])
    }

    /// Its integral from 0 to t, in shares of the interval.
    #[must_use]
    pub fn integral(&self) -> Self {
        let c = |k: usize| self.coefficients.get(k).copied().unwrap_or(0.0);
        let mut coefficients = from_fn(|k| match k {
            0 => 0.0,
            1 => 0.5 * (c(0) - 0.5 * c(2)),
            _ => 0.25 * (c(k - 1) - c(k + 1)) / k as f64,
        });
        let start = Self { coefficients }.at(0.0);
        coefficients[0] = -start;
        Self { coefficients }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(f: impl Fn(f64) -> f64) -> Chebyshev {
        Chebyshev::through(&nodes().map(f))
    }

    #[test]
    fn a_smooth_function_and_its_integral_hold_to_all_digits() {
        let series = series(|t| (-2.0 * t).exp());
        let integral = series.integral();
        for t in [0.0, 1e-3, 0.2, 0.5, 0.99, 1.0] {
            assert!((series.at(t) - (-2.0 * t).exp()).abs() < 1e-15);
            assert!((integral.at(t) + 0.5 * (-2.0 * t).exp_m1()).abs() < 1e-15);
        }
    }

    #[test]
    fn means_from_the_start_keep_all_digits_at_every_node() {
        let means = means(&nodes().map(|t| (-2.0 * t).exp()));
        for (mean, t) in means.iter().zip(nodes()) {
            let exact = -(-2.0 * t).exp_m1() / (2.0 * t);
            assert!((mean / exact - 1.0).abs() < 2e-15);
        }
    }

    #[test]
    fn a_polynomial_of_degree_fifteen_is_its_own_series() {
        let series = series(|t| (2.0 * t - 1.0).powi(15));
        for t in [0.1, 0.43, 0.77] {
            assert!((series.at(t) - (2.0_f64 * t - 1.0).powi(15)).abs() < 1e-15);
        }
    }
}
