//! The pair's correlation at any coupling, and its integral over separations: adaptive, with errors.

use serde::Serialize;

use super::orientations::{Point, average};
use super::pair::TurningPair;
use crate::error::{Result, non_negative, require};
use crate::special::quadrature::{GAUSS_10, GAUSS_16, Rule, visit};
use crate::special::{EULER_GAMMA, ei};

/// Orders of the rules tried in turn, in three angles for a rod or disc.
const ORDERS_UNIAXIAL: [usize; 8] = [8, 12, 18, 27, 40, 60, 90, 135];
/// The same in five angles.
const ORDERS: [usize; 5] = [8, 12, 17, 24, 32];
/// A rule is good enough when the one before differs by less than this part of the integrand's size.
const TOLERANCE: f64 = 1e-10;
/// The same where averages at many separations are summed, each of them anew.
const TOLERANCE_OF_MANY: f64 = 1e-7;
/// The largest `X |g|` taken: from there on exponentials are of no use to anyone.
const LARGEST_EXPONENT: f64 = 300.0;

/// An integral over orientations with the error of its quadrature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Integral {
    /// The integral by the finest rule.
    pub value: f64,
    /// Its difference from the rule before, and rounding.
    pub error: f64,
    /// Whether the error is below 1e-10 of the integrand's size (1e-6 of the value at frozen positions).
    pub met: bool,
}

/// Averages with Boltzmann's weight of a pair at one coupling X.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Boltzmann {
    /// `c(X) = <PP e^{-X g}>`.
    pub correlation: Integral,
    /// `<e^{-X g}> - 1`: zero or more.
    pub excess: Integral,
    /// `<q0 e^{-X g}>`: how far each is turned along the line of centres.
    pub alignment: Integral,
}

/// Integrals `3 int_1^inf x^2 (...)(X0/x^3) dx` over separations from contact outwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PairIntegral {
    /// J, that of `c(X)`: how pairs add to the softening of shear.
    pub correlation: Integral,
    /// That of `<e^{-X g}> - 1`: how pairs gather.
    pub excess: Integral,
}

impl TurningPair {
    /// The averages at coupling `x`, zero or larger.
    ///
    /// # Errors
    /// When `x |g|` may pass 300. Before that a tolerance that is not met is told by `met`.
    pub fn boltzmann(&self, x: f64) -> Result<Boltzmann> {
        self.boltzmann_within(x, TOLERANCE)
    }

    fn boltzmann_within(&self, x: f64, tolerance: f64) -> Result<Boltzmann> {
        self.coupling_within_reach(x)?;
        let [correlation, excess, alignment] = self.adaptive(tolerance, |at| {
            let z = x * at.energy;
            let curved = beyond_linear(z);
            [at.overlap * curved, curved, at.alignment * (curved - z)]
        });
        Ok(Boltzmann {
            correlation,
            excess,
            alignment,
        })
    }

    /// The integrals over all separations beyond contact, where the coupling is `x0`.
    ///
    /// With `s = 1/x^3` the integral is `int_0^1 c(X0 s) s^-2 ds`, which each orientation does in closed
    /// form; far out the integrand is `3 c2 X0^2/x^4`.
    ///
    /// # Errors
    /// As [`Self::boltzmann`].
    pub fn integral(&self, x0: f64) -> Result<PairIntegral> {
        self.coupling_within_reach(x0)?;
        let [correlation, excess] = self.adaptive(TOLERANCE, |at| {
            let summed = beyond_linear_over_separations(x0 * at.energy);
            [at.overlap * summed, summed]
        });
        Ok(PairIntegral {
            correlation,
            excess,
        })
    }

    /// `3 int_1^L x^2 c(X0/x^3) dx`: J up to the separation `length` (in units of contact, 1 or more).
    pub fn integral_up_to(&self, x0: f64, length: f64) -> Result<Integral> {
        let ok = length >= 1.0;
        let volume = require("length", length, ok, "1 (contact) or more, finite")?.powi(3);
        let all = self.integral(x0)?.correlation;
        let beyond = self.integral(x0 / volume)?.correlation;
        Ok(Integral {
            value: all.value - volume * beyond.value,
            error: all.error + volume * beyond.error,
            met: all.met && beyond.met,
        })
    }

    /// The pair's correlation when positions are frozen and the dipoles turn: with Boltzmann's weight
    /// normalised for each pair, `<D^a:D^b> - <D^a>.<D^b> - <D^a>.<D^a>`.
    ///
    /// The last two take off the mean that each pair has by itself, of the pair and of each dipole's own
    /// square: a frozen neighbour holds a dipole, which then answers less.
    pub fn frozen_correlation(&self, x: f64) -> Result<Integral> {
        self.frozen_within(x, TOLERANCE)
    }

    fn frozen_within(&self, x: f64, tolerance: f64) -> Result<Integral> {
        let Boltzmann {
            correlation,
            excess,
            alignment,
        } = self.boltzmann_within(x, tolerance)?;
        let weight = 1.0 + excess.value;
        let mean = alignment.value / weight;
        let value = correlation.value / weight - 2.0 * mean * mean;
        let error = (correlation.error
            + correlation.value.abs() * excess.error / weight
            + 4.0 * mean.abs() * (alignment.error + mean.abs() * excess.error))
            / weight;
        let met = correlation.met && excess.met && alignment.met;
        Ok(Integral { value, error, met })
    }

    /// J of [`Self::frozen_correlation`], by Gauss in `s = 1/x^3`; the error holds the difference of two
    /// rules.
    pub fn frozen_integral(&self, x0: f64) -> Result<Integral> {
        self.coupling_within_reach(x0)?;
        let (fine, size) = self.frozen_by(&GAUSS_16, x0)?;
        let (coarse, _) = self.frozen_by(&GAUSS_10, x0)?;
        let error = fine.error + (fine.value - coarse.value).abs();
        let met = fine.met && error <= 1e-6 * size;
        Ok(Integral { error, met, ..fine })
    }

    /// The integral by one rule, and that of the integrand's size.
    fn frozen_by(&self, rule: &Rule, x0: f64) -> Result<(Integral, f64)> {
        let (mut value, mut size) = (0.0, 0.0);
        let (mut error, mut met, mut failed) = (0.0, true, None);
        visit(rule, 0.0, 1.0, |s, weight| {
            match self.frozen_within(x0 * s, TOLERANCE_OF_MANY) {
                Ok(at) => {
                    let weight = weight / (s * s);
                    error = f64::max(error, at.error / (s * s));
                    met &= at.met;
                    value += weight * at.value;
                    size += weight * at.value.abs();
                }
                Err(problem) => failed = Some(problem),
            }
        });
        let integral = Integral { value, error, met };
        failed.map_or(Ok((integral, size)), Err)
    }

    fn coupling_within_reach(&self, x: f64) -> Result<f64> {
        non_negative("coupling", x)?;
        let ok = x * self.largest_energy() <= LARGEST_EXPONENT;
        require("coupling", x, ok, "small enough that X |g| stays below 300")
    }

    /// Averages by finer and finer rules until two in turn agree.
    fn adaptive<const N: usize>(
        &self,
        tolerance: f64,
        f: impl Fn(Point) -> [f64; N],
    ) -> [Integral; N] {
        let orders: &[usize] = if self.is_uniaxial() {
            &ORDERS_UNIAXIAL
        } else {
            &ORDERS
        };
        let mut before = average(self, orders[0], &f);
        let mut answer = before.map(|now| judged(now, (f64::INFINITY, 0.0), tolerance));
        for &order in &orders[1..] {
            let now = average(self, order, &f);
            answer = std::array::from_fn(|i| judged(now[i], before[i], tolerance));
            if answer.iter().all(|integral| integral.met) {
                break;
            }
            before = now;
        }
        answer
    }
}

/// One average (value, size) judged by the rule before.
fn judged((value, size): (f64, f64), before: (f64, f64), tolerance: f64) -> Integral {
    let error = (value - before.0).abs() + 4.0 * f64::EPSILON * size;
    Integral {
        value,
        error,
        met: error <= tolerance * size || size == 0.0,
    }
}

/// Up to this size exponentials less their first terms are summed as a series.
const SMALL: f64 = 0.02;

/// `e^{-z} - 1 + z` without cancellation.
fn beyond_linear(z: f64) -> f64 {
    if z.abs() < SMALL {
        alternating::<8>(z, &EXPONENTIAL)
    } else {
        (-z).exp_m1() + z
    }
}

/// `int_0^1 (e^{-z s} - 1 + z s) s^-2 ds = 1 - e^{-z} - z + z Ein(z)`, without cancellation.
fn beyond_linear_over_separations(z: f64) -> f64 {
    match z.abs() {
        0.0..SMALL => alternating::<8>(z, &OVER_SEPARATIONS),
        SMALL..0.5 => alternating::<14>(z, &OVER_SEPARATIONS),
        0.5..3.0 => alternating::<30>(z, &OVER_SEPARATIONS),
        size => {
            let ein = size.ln() + EULER_GAMMA - ei(-z);
            -(-z).exp_m1() - z + z * ein
        }
    }
}

/// `1/k!` for k from 2.
const EXPONENTIAL: [f64; 30] = {
    let (mut table, mut factorial, mut k) = ([0.0; 30], 1.0, 0);
    while k < 30 {
        factorial *= (k + 2) as f64;
        table[k] = 1.0 / factorial;
        k += 1;
    }
    table
};
/// `1/(k! (k - 1))` for k from 2.
const OVER_SEPARATIONS: [f64; 30] = {
    let (mut table, mut k) = (EXPONENTIAL, 0);
    while k < 30 {
        table[k] /= (k + 1) as f64;
        k += 1;
    }
    table
};

/// `sum_{k >= 2} c_k (-z)^k` by Horner, its first N terms.
fn alternating<const N: usize>(z: f64, coefficients: &[f64; 30]) -> f64 {
    let sum = |sum: f64, c: &f64| sum * -z + c;
    coefficients[..N].iter().rev().fold(0.0, sum) * z * z
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::quadrature::integrate;

    #[test]
    fn both_ways_to_sum_the_exponential_meet_where_they_change() {
        for z in [0.01999_f64, -0.01999] {
            assert!((beyond_linear(z) / ((-z).exp_m1() + z) - 1.0).abs() < 2e-12);
        }
        for z in [
            0.019_f64, 0.021, 0.499, 2.0, 2.999, 3.001, 8.0, -2.0, -2.999, -3.001, -8.0,
        ] {
            let by_parts = (0..64).fold(0.0, |sum, k| {
                let (low, high) = (f64::from(k) / 64.0, f64::from(k + 1) / 64.0);
                sum + integrate(&GAUSS_16, low, high, |s| beyond_linear(z * s) / (s * s))
            });
            let closed = beyond_linear_over_separations(z);
            assert!(
                (closed / by_parts - 1.0).abs() < 2e-13,
                "{z} {closed} {by_parts}"
            );
        }
    }
}
