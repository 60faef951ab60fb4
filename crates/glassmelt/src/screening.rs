//! How far pairs of defects screen the shear modulus: Eq. 15 with a cut-off R, and Eq. 27 mended.

use crate::error::{Error, Result, non_negative, positive, require};
use crate::flow::FUGACITY_UNIT;
use crate::special::quadrature::{GAUSS_16, integrate};
use crate::special::{EULER_GAMMA, ei};

/// The largest coupling `m` taken: soon after it `exp(m)` overflows.
pub const LARGEST_COUPLING: f64 = 700.0;
/// From this coupling on, Ei is large enough to be subtracted.
const LARGE_COUPLING: f64 = 40.0;
/// Below this difference of the exponents, two values of Ei are too near each other to be subtracted.
const NEAR: f64 = 8.0;
/// Below this argument the entire part of Ei is lost beside `Ei(40)`.
const SMALL_ARGUMENT: f64 = 0.5;

/// `int_a^R (dr/r) exp(m (a/r)^3) = (1/3) [Ei(m) - Ei(m exp(-3 ell))]`, the integral of Eq. 15 up to
/// the cut-off `R = a exp(ell)`; pure number.
///
/// `m = alpha mu_bar` is the coupling. For `m = 0` the integral is `ell`; for large ell it grows as
/// `ell` plus a constant: this is the marginal logarithm of the theory.
///
/// # Errors
/// [`Error::Domain`] unless `m` lies between 0 and 700 and `ell` is zero or larger.
///
/// ```
/// let integral = glassmelt::screening::screening_integral(0.5, 5.0)?;
/// assert!((integral - 5.190050422523473).abs() < 1e-14);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn screening_integral(m: f64, ell: f64) -> Result<f64> {
    let m = coupling(m)?;
    let ell = non_negative("ell", ell)?;
    let lost_exponent = -m * (-3.0 * ell).exp_m1();
    Ok(if m < LARGE_COUPLING {
        ell + screening_series(m, ell) / 3.0
    } else if lost_exponent < NEAR {
        screening_of_a_thin_shell(m, lost_exponent)
    } else {
        screening_by_ei(m, ell)
    })
}

/// `0 <= m <= 700`.
fn coupling(m: f64) -> Result<f64> {
    let inside = (0.0..=LARGEST_COUPLING).contains(&m);
    require("m", m, inside, "between 0 and 700 (exp(m) overflows)")
}

/// `sum_k m^k/(k k!) (1 - exp(-3 k ell))`: positive terms, nothing cancels.
fn screening_series(m: f64, ell: f64) -> f64 {
    let mut power_over_factorial = 1.0;
    let mut sum = 0.0;
    for k in 1..=200 {
        let k = f64::from(k);
        power_over_factorial *= m / k;
        let term = power_over_factorial / k * -(-3.0 * k * ell).exp_m1();
        sum += term;
        if k > m && term <= 1e-18 * sum {
            break;
        }
    }
    sum
}

/// `(1/3) int_{m-d}^m exp(t)/t dt` for a small difference d of the exponents.
fn screening_of_a_thin_shell(m: f64, d: f64) -> f64 {
    m.exp() / 3.0 * integrate(&GAUSS_16, 0.0, d, |s| (-s).exp() / (m - s))
}

/// The closed form, for `m >= 40`: `Ei(m exp(-3 ell))` is its logarithm where its entire part is lost.
fn screening_by_ei(m: f64, ell: f64) -> f64 {
    let x = m * (-3.0 * ell).exp();
    if x < SMALL_ARGUMENT {
        ell + (ei(m) - m.ln() - EULER_GAMMA) / 3.0
    } else {
        (ei(m) - ei(x)) / 3.0
    }
}

/// The integral of Eq. 15 with the upper limit the paper prints, R to infinity.
///
/// # Errors
/// [`Error::Diverges`], always: far out the integrand is `1/r`. [`Error::Domain`] comes first if `m`
/// is out of range.
///
/// ```
/// use glassmelt::{Error, screening::screening_integral_as_printed};
/// assert!(matches!(screening_integral_as_printed(0.5), Err(Error::Diverges(_))));
/// ```
pub fn screening_integral_as_printed(m: f64) -> Result<f64> {
    coupling(m)?;
    Err(Error::Diverges(
        "the integral of Eq. 15 grows as ln(R/a) and diverges for R to infinity, its printed upper limit: give a cut-off ell = ln(R/a)",
    ))
}

/// `int_1^inf (dx/x^4) exp(m/x^3) = (exp(m) - 1)/(3 m)`, Eq. 27 mended: pure number.
///
/// Printed is `(m/3) (1 - exp(m))`, which is negative although its integrand is positive.
///
/// # Errors
/// [`Error::Domain`] unless `m` lies between 0 and 700.
///
/// ```
/// let integral = glassmelt::screening::fugacity_integral(0.7)?;
/// assert!((integral - 0.48273938450975073).abs() < 1e-15);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn fugacity_integral(m: f64) -> Result<f64> {
    let m = coupling(m)?;
    Ok(if m == 0.0 {
        1.0 / 3.0
    } else {
        m.exp_m1() / (3.0 * m)
    })
}

/// `mu_bar_R` of `1/mu_bar_R = 1/mu_bar_0 + y^2 (alpha/32 pi) int_a^R (dr/r) exp(alpha mu_bar_R (a/r)^3)`,
/// Eq. 15 with the cut-off `R = a exp(ell)`, solved for the `mu_bar_R` on both of its sides.
///
/// `alpha`, `mu0_bar`, `y` are pure numbers; `A = 1`, as the paper takes it from its Eq. 29 on.
/// The exponent holds the one modulus at R, not those of the smaller scales: this is the integral
/// that the flow (16)-(17) starts from, not its solution. It falls as `32 pi/(alpha y^2 ell)`, at any
/// temperature, where the flow stops at its fixed line.
///
/// # Errors
/// [`Error::Domain`] unless `mu0_bar` is positive, `alpha`, `y` and `ell` are zero or larger, and
/// `alpha mu0_bar` is at most 700.
///
/// ```
/// let softened = glassmelt::screening::screened_modulus(0.05, 10.0, 3.0, 1.0)?;
/// assert!((softened - 9.502).abs() < 1e-3);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn screened_modulus(alpha: f64, mu0_bar: f64, y: f64, ell: f64) -> Result<f64> {
    let alpha = non_negative("alpha", alpha)?;
    let mu0_bar = positive("mu0_bar", mu0_bar)?;
    let y = non_negative("y", y)?;
    let ell = non_negative("ell", ell)?;
    coupling(alpha * mu0_bar)?;
    let weight = y * y * alpha / FUGACITY_UNIT;
    if weight == 0.0 || ell == 0.0 {
        return Ok(mu0_bar);
    }
    let compliance = self_consistent_compliance(alpha, 1.0 / mu0_bar, weight, ell)?;
    Ok(1.0 / compliance)
}

/// The root of `J - J0 = weight I(alpha/J, ell)` in the compliance J, by bisection: the left side rises
/// and the right side falls. For `J >= alpha` the integral is below `ell + 1/2`, which bounds the root.
fn self_consistent_compliance(alpha: f64, start: f64, weight: f64, ell: f64) -> Result<f64> {
    let mut low = start;
    let mut high = alpha.max(start + weight * (ell + 0.5));
    while high - low > 2.0 * f64::EPSILON * high {
        let middle = low.midpoint(high);
        let integral = screening_integral((alpha / middle).min(LARGEST_COUPLING), ell)?;
        if middle - start < weight * integral {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(low.midpoint(high))
}
