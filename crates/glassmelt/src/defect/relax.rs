//! The way down: Newton's method in a sphere of trust, on the group of rotations.

use nalgebra::{DMatrix, DVector, UnitQuaternion};

use super::freedom::Freedom;
use super::model::Configuration;
use super::potential::Potential;
use super::relaxed::{HeldDefect, RelaxedDefect};
use super::trust;
use crate::error::{Error, Result};

/// Where the gradient counts as nothing, relative to stiffness times length.
const AT_REST: f64 = 1e-13;
/// What rounding may leave of it when no step makes it smaller.
const ROUNDED: f64 = 1e-11;
/// Changes of energy below this share of stiffness times length squared are rounding.
const NOISE: f64 = 1e-12;
const LARGEST_NUMBER_OF_STEPS: usize = 500;

impl Potential {
    /// The minimum below `start`: forces and torques are solved to zero there.
    ///
    /// From a saddle the way goes down along negative curvature, so what comes out is a minimum. Of a
    /// clamped defect the displacements of `start` stay as they are.
    ///
    /// # Errors
    /// When the gradient does not vanish within 500 steps, as for a start that is not finite.
    pub fn relax(&self, start: &Configuration) -> Result<RelaxedDefect> {
        let end = self.descend(start, Freedom::Everything)?;
        Ok(self.at_rest(end))
    }

    /// The minimum with the orientation held: only the core's place and the neighbours relax.
    ///
    /// Forces sum to zero, a torque is left. It starts from the reference state turned.
    ///
    /// # Errors
    /// As for [`Potential::relax`].
    pub fn relax_at(&self, rotation: UnitQuaternion<f64>) -> Result<HeldDefect> {
        let start = Configuration {
            rotation,
            ..self.defect.reference()
        };
        self.relax_held(&start)
    }

    /// The minimum below `start` with its orientation held.
    ///
    /// # Errors
    /// As for [`Potential::relax`].
    pub fn relax_held(&self, start: &Configuration) -> Result<HeldDefect> {
        let end = self.descend(start, Freedom::Held)?;
        Ok(self.held_at_rest(end))
    }

    /// Down from `start` until the gradient along the free directions vanishes.
    pub(super) fn descend(&self, start: &Configuration, freedom: Freedom) -> Result<Configuration> {
        let length = self.length();
        let mut radius = 0.3 * length;
        let mut here = Point::new(self, start.clone(), freedom);
        for _ in 0..LARGEST_NUMBER_OF_STEPS {
            let force_unit = here.stiffest() * length;
            if !here.gradient.norm().is_finite() {
                break;
            }
            let noise = 0.1 * AT_REST * force_unit;
            let step = trust::step(&here.gradient, here.hessian.clone(), radius, noise);
            if here.gradient.norm() <= AT_REST * force_unit && here.saves(&step) >= 0.0 {
                let tiny = here.saves(&step) <= NOISE * force_unit * length;
                if tiny {
                    return Ok(here.at);
                }
            }
            let there = here.after(self, &step, freedom);
            match here.judge(&there, &step, NOISE * force_unit * length) {
                Verdict::Good(ratio) => {
                    if ratio > 0.75 && step.norm() > 0.8 * radius {
                        radius = (2.0 * radius).min(length);
                    } else if ratio < 0.25 {
                        radius = 0.5 * step.norm();
                    }
                    here = there;
                }
                Verdict::Rounding if here.gradient.norm() <= ROUNDED * force_unit => {
                    return Ok(here.at);
                }
                Verdict::Rounding | Verdict::Bad => radius = 0.25 * step.norm().min(radius),
            }
            if radius < f64::EPSILON * length {
                break;
            }
        }
        Err(Error::NotAtRest {
            iterations: LARGEST_NUMBER_OF_STEPS,
            gradient: here.gradient.norm(),
            tolerance: AT_REST * here.stiffest() * length,
        })
    }
}

/// A configuration with its energy and derivatives along the free directions.
struct Point {
    at: Configuration,
    energy: f64,
    free: DMatrix<f64>,
    gradient: DVector<f64>,
    hessian: DMatrix<f64>,
}

/// What a step was worth.
enum Verdict {
    /// It went down by this share of what was promised.
    Good(f64),
    /// It went up, or nowhere.
    Bad,
    /// What it promised lies below rounding, and the gradient did not fall either.
    Rounding,
}

impl Point {
    fn new(potential: &Potential, at: Configuration, freedom: Freedom) -> Self {
        let free = potential.free(&at, freedom);
        let (gradient, hessian) = potential.along(&at, &free);
        Self {
            energy: potential.energy(&at),
            at,
            free,
            gradient,
            hessian,
        }
    }

    fn after(&self, potential: &Potential, step: &DVector<f64>, freedom: Freedom) -> Self {
        let at = potential.displaced(&self.at, &(&self.free * step));
        Self::new(potential, at, freedom)
    }

    /// The largest entry of the Hessian.
    fn stiffest(&self) -> f64 {
        self.hessian.amax()
    }

    /// How much energy the quadratic model promises to save.
    fn saves(&self, step: &DVector<f64>) -> f64 {
        -self.gradient.dot(step) - 0.5 * step.dot(&(&self.hessian * step))
    }

    fn judge(&self, there: &Self, step: &DVector<f64>, noise: f64) -> Verdict {
        let promised = self.saves(step);
        if promised <= noise {
            let falls = there.gradient.norm() < self.gradient.norm();
            return if falls {
                Verdict::Good(0.5)
            } else {
                Verdict::Rounding
            };
        }
        let ratio = (self.energy - there.energy) / promised;
        if ratio > 0.05 {
            Verdict::Good(ratio)
        } else {
            Verdict::Bad
        }
    }
}
