//! The primitive F of the flow's first integral, `y^2 - 32 pi F(m) = const`, and its inverse.

use super::exponential_integral::{e1_scaled, fraction_depth};
use super::{EULER_GAMMA, two_sum};

/// Below this m the power series of F loses nothing; above it the continued fraction is short.
pub(crate) const SERIES_LIMIT: f64 = 2.5;

/// `dF/d ln m = m F'(m) = (1 - exp(-m))/m`: what `ln mu_bar` costs in `y^2/32 pi`, Eqs. 16-17.
///
/// 1 at m = 0, where Eq. 18 holds; `1/m` for large m.
pub fn flow_primitive_slope(m: f64) -> f64 {
    if m == 0.0 { 1.0 } else { -(-m).exp_m1() / m }
}

/// `F(m) = -(1 - exp(-m))/m - E1(m)` for `m > 0`: negative, rising from minus infinity to zero.
///
/// NaN for negative m.
pub fn flow_primitive(m: f64) -> f64 {
    if m < SERIES_LIMIT {
        if m >= 0.0 {
            m.ln() + (EULER_GAMMA - 1.0) + series_part(m)
        } else {
            f64::NAN
        }
    } else {
        -(1.0 - e2(m)) / m
    }
}

/// `F(m) - ln m - gamma + 1 = sum_{k>=1} (-m)^k/(k (k+1)!)`.
pub(crate) fn series_part(m: f64) -> f64 {
    let mut power_over_factorial = 1.0;
    let mut sum = 0.0;
    for k in 1..=25 {
        let k = f64::from(k);
        power_over_factorial *= -m / (k + 1.0);
        let term = power_over_factorial / k;
        sum += term;
        if term.abs() < 1e-18 * m {
            break;
        }
    }
    sum
}

/// `(-1)^k/(k (k+1)!)` for `k = 1..=30`: the coefficients of [`series_part`].
const COEFFICIENTS: [f64; 30] = {
    let mut coefficients = [0.0; 30];
    let mut signed_factorial = 1.0;
    let mut k = 1;
    while k <= coefficients.len() {
        signed_factorial *= -(k as f64 + 1.0);
        coefficients[k - 1] = 1.0 / (k as f64 * signed_factorial);
        k += 1;
    }
    coefficients
};

/// `series_part(m) - series_part(m_c)`, given `m - m_c`, without cancellation however close they are:
/// each `m^k - m_c^k` is carried as `m - m_c` times a divided difference.
pub(crate) fn series_difference(m: f64, m_c: f64, difference: f64) -> f64 {
    let mut divided_difference = 1.0;
    let mut m_c_power = 1.0;
    let mut sum = 0.0;
    for coefficient in COEFFICIENTS {
        let term = divided_difference * coefficient;
        sum += term;
        if term.abs() < 1e-18 {
            break;
        }
        m_c_power *= m_c;
        divided_difference = m * divided_difference + m_c_power;
    }
    difference * sum
}

/// `E2(m) = exp(-m) - m E1(m)`, for `m >= 2.5`.
fn e2(m: f64) -> f64 {
    (-m).exp() * e2_fraction(m)
}

/// `exp(m) E2(m)` for `m > 0`: of order `1/m` where E2 itself underflows.
pub(crate) fn e2_scaled(m: f64) -> f64 {
    if m < SERIES_LIMIT {
        1.0 - m * e1_scaled(m)
    } else {
        e2_fraction(m)
    }
}

/// The continued fraction of `exp(m) E2(m)` (DLMF 8.19.17, even part), for `m >= 2.5`.
fn e2_fraction(m: f64) -> f64 {
    let mut tail = 0.0;
    for k in (1..=fraction_depth(m)).rev() {
        let k = f64::from(k);
        tail = k * (k + 1.0) / (m + 2.0 * k + 2.0 - tail);
    }
    1.0 / (m + 2.0 - tail)
}

/// The `m > 0` at which `F(m) = value`, for `value < 0`.
///
/// Zero where m would lie below the smallest double; NaN for a value that is not negative.
pub fn flow_primitive_inverse(value: f64) -> f64 {
    if value.is_nan() || value >= 0.0 {
        f64::NAN
    } else if value < -0.5 {
        inverse_small_argument(value)
    } else {
        inverse_large_argument(value)
    }
}

/// Newton on `ln m`, ended by `m = exp(value + 1 - gamma - sum_k ...)` with the sum in two doubles,
/// so that a large value costs no digits.
fn inverse_small_argument(value: f64) -> f64 {
    let (log_m0, rounding) = two_sum(1.0 - EULER_GAMMA, value);
    let mut m = log_m0.exp();
    for _ in 0..20 {
        let step = (value - flow_primitive(m)) / flow_primitive_slope(m);
        if !step.is_finite() {
            return 0.0;
        }
        m *= step.exp();
        if step.abs() < 1e-9 {
            break;
        }
    }
    log_m0.exp() * (rounding - series_part(m)).exp()
}

/// Newton on m itself: F is concave, and for m > 1.9 nearly `-1/m`.
fn inverse_large_argument(value: f64) -> f64 {
    let mut m = -1.0 / value;
    for _ in 0..40 {
        let step = (value - flow_primitive(m)) * m / flow_primitive_slope(m);
        m += step;
        if step.abs() < 1e-15 * m {
            break;
        }
    }
    m
}
