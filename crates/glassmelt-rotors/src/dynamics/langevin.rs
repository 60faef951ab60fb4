//! Rotors without inertia: Langevin's equation on the group of rotations, of weak order two.
//!
//! In a time dt a rotor turns by `D torque/k_B T dt + (2 D dt)^(1/2) noise` (Stratonovich), which keeps the
//! weight `exp(-H/k_B T)`. The unit of time is 1/D, with D the rotational diffusion constant of a free rotor
//! (rad^2 over time): its dipole forgets itself as `exp(-6 D t)`. A step h is Heun's, by the exponential map:
//!
//! ```text
//! R' = exp(c h u(R) + v) R,    R <- exp(c h (u(R) + u(R'))/2 + v) R,    u = torque/k_B T,
//! v normal of the variance 2 h (1 - h/6) in each component,             c = 1 + h/6.
//! ```
//!
//! Both factors come from the curvature of the group. With L the generators of rotations and `L^2 = sum L_i L_i`,
//! the mean of `exp(v L)` is `1 + s L^2/2 + s^2 (L^4/8 + L^2/24)` for the variance s, since
//! `L_k L_i L_k = L_i L^2 + L_i`: diffusion is ahead by h/6. In the same way the mean of the terms with two v
//! and one u, their derivatives included, lacks `h^2 u L/6`. With both factors one step has the mean of any
//! function right up to `h^3`, so that stationary averages and relaxation times are off by `h^2`.

use nalgebra::{UnitQuaternion, Vector3};
use rayon::prelude::*;

use super::{Dynamics, Moment, time_step, total};
use crate::boundary::Boundary;
use crate::error::{Result, positive};
use crate::felt::{Felt, normal_vectors};
use crate::field::Field;
use crate::random::Purpose;
use crate::rotors::{CHUNK, Rotors};
use crate::sampling::Steps;

/// Langevin's equation without inertia, in a field. The unit of time is 1/D; a step takes the field twice.
///
/// ```
/// use glassmelt::{Medium, SymmetricTensor};
/// use glassmelt_rotors::random::{Purpose, Seed};
/// use glassmelt_rotors::{Boundary, Cell, Dynamics, Independent, Langevin, Rotors, Steps};
/// use nalgebra::Vector3;
///
/// let field = Independent { medium: Medium::new(1.0, 1.0)?, cell: Cell::cubic(2.0)?, places: 8 };
/// let stream = Seed(1).stream(Purpose::Noise, 0, 0);
/// let mut rotors = Rotors::random(SymmetricTensor::uniaxial(1.0, Vector3::z()), 8, stream)?;
/// let mut totals = Vec::new();
/// Langevin::new(field, Boundary::CLAMPED, 0.05)?.run(
///     &mut rotors, 1.0, Steps { stream, count: 10 }, &mut |_, moment, _| totals.push(moment.total),
/// )?;
/// assert_eq!(totals.len(), 10);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Langevin<F> {
    felt: Felt<F>,
    step: f64,
    turns: Vec<Vector3<f64>>,
    guess: Vec<Vector3<f64>>,
    before: Vec<UnitQuaternion<f64>>,
}

impl<F: Field> Langevin<F> {
    /// Steps of length `step` in units of 1/D, in this field, held at large as given. A step is short when
    /// `step (1 + |torque|/k_B T)` is below about a tenth.
    ///
    /// # Errors
    /// Unless the step is positive and at most 1.
    pub fn new(field: F, boundary: Boundary, step: f64) -> Result<Self> {
        Ok(Self {
            felt: Felt::new(field, boundary),
            step: time_step(step)?,
            turns: Vec::new(),
            guess: Vec::new(),
            before: Vec::new(),
        })
    }

    /// One step from the strains where the rotors are to those where they end, with three normal numbers for
    /// each in the list of turns.
    fn advance(&mut self, rotors: &mut Rotors, kt: f64) -> Result<()> {
        let half = 0.5 * drift(self.step) / kt;
        let width = noise(self.step);
        let turns = self.turns.par_iter_mut().with_min_len(CHUNK);
        turns.for_each(|turn| *turn *= width);
        self.before.clear();
        self.before.extend_from_slice(rotors.orientations());
        self.felt.kick(&mut self.turns, half);
        self.guess.clone_from(&self.turns);
        self.felt.kick(&mut self.guess, half);
        self.felt.drift(rotors, &self.guess, 1.0);
        self.felt.strains()?;
        self.felt.kick(&mut self.turns, half);
        rotors.orientations_mut().copy_from_slice(&self.before);
        self.felt.drift(rotors, &self.turns, 1.0);
        self.felt.strains()
    }
}

/// `(2 h (1 - h/6))^(1/2)`: the width of the noise of a step.
fn noise(step: f64) -> f64 {
    (2.0 * step * (1.0 - step / 6.0)).sqrt()
}

/// `h (1 + h/6)`: what multiplies `torque/k_B T` in a step.
fn drift(step: f64) -> f64 {
    step * (1.0 + step / 6.0)
}

impl<F: Field> Dynamics for Langevin<F> {
    fn time_step(&self) -> f64 {
        self.step
    }

    fn run(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, &Moment, &Rotors),
    ) -> Result<()> {
        positive("temperature", kt)?;
        self.felt.feel(rotors)?;
        for stream in steps.streams() {
            let noise = (stream, Purpose::Noise);
            normal_vectors(rotors.count(), noise, &mut self.turns);
            self.advance(rotors, kt)?;
            let moment = Moment {
                energy: self.felt.answer.energy,
                kinetic: 0.0,
                total: total(&self.felt.dipoles),
            };
            watch(stream.step(), &moment, rotors);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, Independent};
    use glassmelt::{Medium, SymmetricTensor};
    use nalgebra::{DMatrix, SymmetricEigen};

    /// Gauss's nodes and weights (sum one) of the polynomials `x p_k = b_(k+1) p_(k+1) + b_k p_(k-1)` with
    /// b^2 as given (Golub and Welsch 1969).
    fn gauss(count: usize, square: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        let beside = |i: usize, j: usize| match i.abs_diff(j) {
            1 => square(i.max(j) as f64).sqrt(),
            _ => 0.0,
        };
        let eigen = SymmetricEigen::new(DMatrix::from_fn(count, count, beside));
        let first = eigen.eigenvectors.row(0);
        let pairs = eigen.eigenvalues.iter().zip(first.iter());
        pairs.map(|(node, c)| (*node, c * c)).collect()
    }

    fn normal(count: usize) -> Vec<(f64, f64)> {
        gauss(count, |k| k)
    }

    fn uniform(count: usize) -> Vec<(f64, f64)> {
        gauss(count, |k| k * k / (4.0 * k * k - 1.0))
    }

    /// The mean of `f(n_z)` after one step in the field `-n_z^2` from an axis at `start`, over the noise.
    fn after_one_step(step: f64, start: f64, f: impl Fn(f64) -> f64) -> f64 {
        let mut noise = Vec::new();
        let mut weights = Vec::new();
        for (x, along_x) in normal(10) {
            for (y, along_y) in normal(10) {
                for (z, along_z) in normal(10) {
                    noise.push(Vector3::new(x, y, z));
                    weights.push(along_x * along_y * along_z);
                }
            }
        }
        let field = Independent {
            medium: Medium::new(1.0, 1.0).unwrap(),
            cell: Cell::cubic(1.0).unwrap(),
            places: noise.len(),
        };
        let strain = SymmetricTensor::uniaxial(1.0, Vector3::z());
        let mut langevin = Langevin::new(field, Boundary::Strain(strain), step).unwrap();
        let from = UnitQuaternion::from_axis_angle(&Vector3::x_axis(), start.acos());
        let mut rotors = Rotors::new(strain, vec![from; noise.len()]).unwrap();
        langevin.felt.feel(&rotors).unwrap();
        langevin.turns = noise;
        langevin.advance(&mut rotors, 1.0).unwrap();
        let ends = rotors.orientations().iter().map(|r| (r * Vector3::z()).z);
        ends.zip(&weights).map(|(z, weight)| weight * f(z)).sum()
    }

    /// The order at which an error vanishes with the step.
    fn order(error: impl Fn(f64) -> f64) -> f64 {
        (error(0.02) / error(0.01)).log2()
    }

    #[test]
    fn one_step_leaves_boltzmanns_weight_up_to_the_third_power_of_its_length() {
        for power in [2, 4] {
            let moved = |step: f64| -> f64 {
                let change = |z: f64| after_one_step(step, z, |z| z.powi(power)) - z.powi(power);
                let nodes = uniform(16).into_iter();
                nodes.map(|(z, w)| w * (z * z).exp() * change(z)).sum()
            };
            let order = order(moved);
            assert!((order - 3.0).abs() < 0.25, "{power}: {order}");
        }
    }

    /// `L = (1 - z^2) d^2/dz^2 - 2 z d/dz + 2 z (1 - z^2) d/dz` has `L z = -2 z^3`,
    /// `L^2 z = -12 z + 12 z^3 + 12 z^5`.
    #[test]
    fn one_step_is_that_of_smoluchowskis_equation_up_to_the_third_power_of_its_length() {
        for z in [0.2_f64, 0.5, 0.9] {
            let [first, second] = [-2.0 * z.powi(3), 12.0 * (-z + z.powi(3) + z.powi(5))];
            let error = |step: f64| {
                let expected = z + step * first + 0.5 * step * step * second;
                after_one_step(step, z, |z| z) - expected
            };
            let order = order(error);
            assert!((order - 3.0).abs() < 0.25, "{z}: {order}");
        }
    }
}
