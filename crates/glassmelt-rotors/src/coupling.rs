//! How strongly rotors are coupled: X0, and the temperature that it stands for.

use std::f64::consts::PI;

use glassmelt::{Medium, SymmetricTensor};

use crate::error::{Result, positive};
use crate::rotors::strength;

/// `k_B T = P0^2/(8 pi mu X0 a^3)` for the hard core a, in the unit of energy of the dipole.
///
/// # Errors
/// Unless `x0` and `core` are positive and finite.
pub fn thermal_energy(
    x0: f64,
    dipole: &SymmetricTensor,
    medium: &Medium,
    core: f64,
) -> Result<f64> {
    positive("x0", x0)?;
    positive("core", core)?;
    let energy = strength(dipole).powi(2) / (8.0 * PI * medium.mu() * core.powi(3));
    positive("temperature", energy / x0)
}

/// `x = n <Q_xy^2>/(k_B T mu)` with `<Q_xy^2> = q:q/10`: what `density` dipoles, free to turn, take off the
/// shear modulus in units of it.
pub fn free_softening(density: f64, dipole: &SymmetricTensor, medium: &Medium, kt: f64) -> f64 {
    let mean_square = dipole.deviator().norm().powi(2) / 10.0;
    density * mean_square / (kt * medium.mu())
}
