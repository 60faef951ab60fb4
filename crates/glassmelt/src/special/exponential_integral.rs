//! The exponential integrals E1 and Ei, the logarithmic integral li of Eq. 21, and the inverse of E1.

use super::{EULER_GAMMA, two_sum};

/// The zero of Ei, as a sum of two doubles (DLMF 6.13; 40 digits from mpmath).
const EI_ZERO: (f64, f64) = (0.3725074107813666, 1.3140183414386028e-17);
/// The zero of li, `exp(EI_ZERO)`, as a sum of two doubles.
const LI_ZERO: (f64, f64) = (1.451369234883381, -4.82713642696033e-17);
/// From here on the asymptotic series of Ei holds to less than one rounding error.
const EI_ASYMPTOTIC: f64 = 40.0;

/// `E1(x) = int_x^inf exp(-t)/t dt` for `x > 0` (DLMF 6.2.1).
///
/// E1(0) is infinite; NaN for negative x.
pub fn e1(x: f64) -> f64 {
    if x < 1.0 {
        if x >= 0.0 {
            -EULER_GAMMA - x.ln() + entire_part(x)
        } else {
            f64::NAN
        }
    } else {
        (-x).exp() * e1_fraction(x)
    }
}

/// `exp(x) E1(x)` for `x > 0`: of order `1/x` where E1 itself underflows.
pub fn e1_scaled(x: f64) -> f64 {
    if x < 1.0 {
        x.exp() * e1(x)
    } else {
        e1_fraction(x)
    }
}

/// `Ein(x) = int_0^x (1 - exp(-t))/t dt = - sum_k (-x)^k / (k k!)` (DLMF 6.2.3), for `|x| <= 1`.
fn entire_part(x: f64) -> f64 {
    let mut power_over_factorial = 1.0;
    let mut sum = 0.0;
    for k in 1..=20 {
        let k = f64::from(k);
        power_over_factorial *= -x / k;
        sum -= power_over_factorial / k;
    }
    sum
}

/// The continued fraction of `exp(x) E1(x)` (DLMF 6.9.1, even part), for `x >= 1`.
fn e1_fraction(x: f64) -> f64 {
    let mut tail = 0.0;
    for k in (1..=fraction_depth(x)).rev() {
        let k = f64::from(k);
        tail = k * k / (x + 2.0 * k + 1.0 - tail);
    }
    1.0 / (x + 1.0 - tail)
}

/// Terms after which the continued fractions of E1 and E2 have converged: the error falls as
/// `exp(-4 sqrt(n x))`.
pub(super) fn fraction_depth(x: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 8 and 108
    let depth = (100.0 / x) as u32 + 8;
    depth
}

/// The principal value `Ei(x)` for any real `x` but zero (DLMF 6.2.5); `Ei(-x) = -E1(x)`.
pub fn ei(x: f64) -> f64 {
    if x < 0.0 {
        -e1(-x)
    } else if (0.2..0.6).contains(&x) {
        ei_near_zero_of_ei((x - EI_ZERO.0) - EI_ZERO.1)
    } else if x < EI_ASYMPTOTIC {
        EULER_GAMMA + x.ln() + ei_series(x)
    } else {
        x.exp() * ei_scaled_asymptotic(x)
    }
}

/// `sum_k x^k / (k k!)` for `0 < x < 40`, smallest terms first.
fn ei_series(x: f64) -> f64 {
    let mut terms = [0.0; 160];
    let mut power_over_factorial = 1.0;
    let mut count = 0;
    for (k, term) in (1_u8..).zip(terms.iter_mut()) {
        let k = f64::from(k);
        power_over_factorial *= x / k;
        *term = power_over_factorial / k;
        count += 1;
        if k > x && *term < 1e-18 * x {
            break;
        }
    }
    terms[..count].iter().rev().sum()
}

/// Ei at distance `d` from its zero r: `ln(1 + d/r) + sum_k ((r+d)^k - r^k) / (k k!)`, each
/// difference carried as `d` times a divided difference, so that nothing cancels.
fn ei_near_zero_of_ei(d: f64) -> f64 {
    let r = EI_ZERO.0;
    let x = r + d;
    let mut divided_difference = 1.0;
    let mut r_power = 1.0;
    let mut factorial = 1.0;
    let mut sum = 0.0;
    for k in 1..=18 {
        let k = f64::from(k);
        factorial *= k;
        sum += divided_difference / (k * factorial);
        r_power *= r;
        divided_difference = x * divided_difference + r_power;
    }
    (d / r).ln_1p() + d * sum
}

/// `exp(-x) Ei(x) = (1/x) sum_k k!/x^k` for `x >= 40` (DLMF 6.12.2), up to its smallest term.
fn ei_scaled_asymptotic(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..=40 {
        term *= f64::from(k) / x;
        if term < 1e-18 {
            break;
        }
        sum += term;
    }
    sum / x
}

/// The logarithmic integral `li(x) = P.V. int_0^x dy/ln y`, below Eq. 21.
///
/// Its series is `gamma + ln|ln x| + sum_n (ln x)^n/(n n!)`: the paper's `ln ln|x|` would be complex
/// for `x < 1`. Real and negative on `(0, 1)`, minus infinity at 1; NaN for negative x.
pub fn li(x: f64) -> f64 {
    let log = x.ln();
    if x == 0.0 {
        0.0
    } else if log < -1.0 {
        -x * e1_fraction(-log)
    } else if (1.25..1.75).contains(&x) {
        let log_ratio = (((x - LI_ZERO.0) - LI_ZERO.1) / LI_ZERO.0).ln_1p();
        ei_near_zero_of_ei(log_ratio)
    } else if log < 1.0 {
        ei(log)
    } else if log < EI_ASYMPTOTIC {
        // x exp(-ln x) is 1 but for the rounding of ln x, which it takes out again.
        x * (-log).exp() * ei(log)
    } else {
        x * ei_scaled_asymptotic(log)
    }
}

/// The two terms of li that the paper keeps for its Eq. 22: `gamma + ln|ln x|`.
///
/// The error is `sum_n (ln x)^n/(n n!)`: +0.010 at x = 0.99, +0.10 at 0.9, +0.59 at 0.5.
pub fn li_two_terms(x: f64) -> f64 {
    EULER_GAMMA + x.ln().abs().ln()
}

/// The `z > 0` at which `E1(z) = value`, for `value > 0`.
///
/// Zero where z would lie below the smallest double (`value > 744`); NaN for a value that is not
/// positive.
pub fn e1_inverse(value: f64) -> f64 {
    if value.is_nan() || value <= 0.0 {
        f64::NAN
    } else if value < 0.25 {
        e1_inverse_large_argument(value)
    } else {
        e1_inverse_small_argument(value)
    }
}

/// Newton on `ln E1`, whose slope is `-1/(z exp(z) E1(z))`; z is about 1 or larger.
fn e1_inverse_large_argument(value: f64) -> f64 {
    let log_value = value.ln();
    let mut z = (-log_value - (1.0 - log_value).ln()).max(0.5);
    for _ in 0..12 {
        let scaled = e1_scaled(z);
        let step = (scaled.ln() - z - log_value) * z * scaled;
        z += step;
        if step.abs() < 1e-15 * z {
            break;
        }
    }
    z
}

/// Newton on `ln z`, ended by `z = exp(-gamma - value + Ein(z))` with the sum in two doubles, so that
/// a large value costs no digits.
fn e1_inverse_small_argument(value: f64) -> f64 {
    let (log_z0, rounding) = two_sum(-EULER_GAMMA, -value);
    let mut z = log_z0.exp();
    for _ in 0..12 {
        let step = (e1(z) - value) * z.exp();
        if !step.is_finite() {
            return 0.0;
        }
        z *= step.exp();
        if step.abs() < 1e-9 {
            break;
        }
    }
    log_z0.exp() * (rounding + entire_part(z)).exp()
}
