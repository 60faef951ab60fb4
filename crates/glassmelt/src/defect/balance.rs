//! States of force balance that need not be stable: Newton's method for a vanishing gradient.

use super::freedom::Freedom;
use super::model::Configuration;
use super::potential::Potential;
use super::relaxed::{HeldDefect, RelaxedDefect};
use crate::error::{Error, Result};

/// Where the gradient counts as nothing, relative to stiffness times length.
const BALANCED: f64 = 1e-13;
/// What rounding may leave of it when no step makes it smaller.
const ROUNDED: f64 = 1e-11;
const LARGEST_NUMBER_OF_STEPS: usize = 100;

impl Potential {
    /// The state of force balance near `start` with its orientation held, stable or not.
    ///
    /// With a bond under pressure the core that sits in the middle of its cage can be unstable against
    /// translation; [`Potential::relax_held`] leaves it, this finds it. The eigenvalues of the result
    /// say which it is.
    ///
    /// # Errors
    /// When Newton's method does not get there from this start.
    pub fn balance_held(&self, start: &Configuration) -> Result<HeldDefect> {
        let end = self.balance(start, Freedom::Held)?;
        Ok(self.held_at_rest(end))
    }

    /// The state of force and torque balance near `start`, a minimum or a saddle.
    ///
    /// # Errors
    /// As for [`Potential::balance_held`].
    pub fn balance_free(&self, start: &Configuration) -> Result<RelaxedDefect> {
        let end = self.balance(start, Freedom::Everything)?;
        Ok(self.at_rest(end))
    }

    /// Newton's steps, halved until the gradient falls.
    pub(super) fn balance(&self, start: &Configuration, freedom: Freedom) -> Result<Configuration> {
        let mut at = start.clone();
        let (mut size, mut tolerance) = (f64::NAN, f64::NAN);
        let mut iterations = 0;
        while iterations < LARGEST_NUMBER_OF_STEPS {
            let free = self.even(&at, freedom);
            let (gradient, hessian) = self.along(&at, &free);
            size = gradient.norm();
            tolerance = BALANCED * hessian.amax() * self.length();
            if size <= tolerance {
                return Ok(at);
            }
            iterations += 1;
            let Some(newton) = hessian.lu().solve(&-gradient) else {
                break;
            };
            let shorter = |halvings| {
                let step = &free * &newton * 0.5_f64.powi(halvings);
                let there = self.displaced(&at, &step);
                let left = (self.even(&there, freedom).tr_mul(&self.gradient(&there))).norm();
                (left < size).then_some(there)
            };
            match (0..40).find_map(shorter) {
                Some(there) => at = there,
                None if size * BALANCED <= tolerance * ROUNDED => return Ok(at),
                None => break,
            }
        }
        Err(Error::NotAtRest {
            iterations,
            gradient: size,
            tolerance,
        })
    }
}
