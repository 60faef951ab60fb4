//! Special functions of the flow: E1, Ei, li, the primitive F of the first integral, their inverses.
//!
//! Relative errors are measured in `tests/special_functions.rs` against two independent sources.
//! Outside its domain each function returns NaN, as the standard library's do.

pub mod chebyshev;
mod exponential_integral;
mod flow_primitive;
pub mod quadrature;
pub mod root;

pub use exponential_integral::{e1, e1_inverse, e1_scaled, ei, li, li_two_terms};
pub(crate) use flow_primitive::{SERIES_LIMIT, e2_scaled, series_difference, series_part};
pub use flow_primitive::{flow_primitive, flow_primitive_inverse, flow_primitive_slope};

/// Euler's constant (DLMF 5.2.3).
pub const EULER_GAMMA: f64 = 0.577_215_664_901_532_9;

/// The factor k at which `E1(ln k) = 1`: measured against the fixed line, `mu(xi) = k mu_c` gives
/// `alpha mu_c_bar ln(xi/a) = 1`, the Vogel-Fulcher form (23), far from the starting point.
pub const FIXED_LINE_FACTOR: f64 = 1.303_088_232_125_578_8;

/// `a + b` and the rounding error of that sum (Knuth's two-sum).
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_rounded = sum - a;
    (sum, (a - (sum - b_rounded)) + (b - b_rounded))
}
