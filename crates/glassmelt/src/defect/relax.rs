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
/// The first sphere of trust, relative to the length of the bonds.
const FIRST_RADIUS: f64 = 0.3;
const LARGEST_NUMBER_OF_STEPS: usize = 500;

impl Potential {
    /// The minimum below `start`: forces and torques are solved to zero there.
    ///
    /// From a saddle the way goes down along negative curvature, so what comes out is a minimum. Of a
    /// clamped defect the displacements of `start` stay as they are.
    ///
    /// # Errors
    /// When the gradient does not vanish within 500 steps, or none is left that makes it smaller, as for a
    /// start that is not finite.
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
        let mut radius = FIRST_RADIUS * length;
        let mut here = Point::new(self, start.clone(), freedom);
        let mut iterations = 0;
        while iterations < LARGEST_NUMBER_OF_STEPS {
            let unit = here.stiffest() * length;
            let force = here.gradient.norm();
            if !force.is_finite() || radius < f64::EPSILON * length {
                break;
            }
            iterations += 1;
            let noise = 0.1 * AT_REST * unit;
            let step = trust::step(&here.gradient, here.hessian.clone(), radius, noise);
            let there = here.after(self, &step, freedom);
            let verdict = here.judge(&there, &step, NOISE * unit * length);
            if verdict.is_rounding() && force <= AT_REST * unit {
                return Ok(here.with_less_force(there).at);
            }
            match verdict {
                Verdict::Good(ratio) => {
                    radius = next_radius(radius, step.norm(), ratio).min(length);
                    here = there;
                }
                Verdict::Calmer => here = there,
                Verdict::Lost if force <= ROUNDED * unit => return Ok(here.at),
                Verdict::Lost | Verdict::Bad => radius = 0.25 * step.norm().min(radius),
            }
        }
        Err(Error::NotAtRest {
            iterations,
            gradient: here.gradient.norm(),
            tolerance: AT_REST * here.stiffest() * length,
        })
    }
}

/// The sphere grows when the model was right at its surface and shrinks when it was wrong.
fn next_radius(radius: f64, step: f64, ratio: f64) -> f64 {
    match ratio {
        r if r > 0.75 && step > 0.8 * radius => 2.0 * radius,
        r if r < 0.25 => 0.5 * step,
        _ => radius,
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
    /// It went up, or not down enough.
    Bad,
    /// What it promised lies below rounding; the gradient became smaller.
    Calmer,
    /// What it promised lies below rounding, and the gradient did not become smaller.
    Lost,
}

impl Verdict {
    fn is_rounding(&self) -> bool {
        matches!(self, Self::Calmer | Self::Lost)
    }
}

impl Point {
    fn new(potential: &Potential, at: Configuration, freedom: Freedom) -> Self {
        let free = potential.even(&at, freedom);
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

    /// Of two points the one with the smaller gradient.
    fn with_less_force(self, there: Self) -> Self {
        if there.gradient.norm() < self.gradient.norm() {
            there
        } else {
            self
        }
    }

    /// How much energy the quadratic model promises to save.
    fn saves(&self, step: &DVector<f64>) -> f64 {
        -self.gradient.dot(step) - 0.5 * step.dot(&(&self.hessian * step))
    }

    fn judge(&self, there: &Self, step: &DVector<f64>, noise: f64) -> Verdict {
        let promised = self.saves(step);
        if promised <= noise {
            let calmer = there.gradient.norm() < self.gradient.norm();
            return if calmer {
                Verdict::Calmer
            } else {
                Verdict::Lost
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
