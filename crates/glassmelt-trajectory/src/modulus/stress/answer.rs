//! What comes out: moduli for each observation time, and what they are made of.

use glassmelt::{Estimate, Warning};
use serde::Serialize;

use crate::frame::Dimension;

/// Moduli from the fluctuations of the stress: energies per volume (in a plane: per area).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StressAnswer {
    /// Plane or space.
    pub dimension: Dimension,
    /// How many atoms.
    pub atoms: usize,
    /// The mean volume, or area.
    pub volume: f64,
    /// `k_B T`.
    pub thermal_energy: f64,
    /// How many frames.
    pub frames: usize,
    /// `rho_n k_B T - tr<s>/d`.
    pub pressure: Estimate,
    /// The energy of the pairs over the volume, shifts included.
    pub energy_density: Estimate,
    /// mu without the fluctuation: of a medium that deforms affinely, at times too short to relax.
    pub mu_affine: Estimate,
    /// lambda + 2 mu without the fluctuation.
    pub lambda_plus_2mu_affine: Estimate,
    /// The part of `mu_affine` that comes from the jump of the force at the cutoff.
    pub mu_of_the_cut: f64,
    /// One for each observation time, from short to long.
    pub windows: Vec<StressWindow>,
    /// `C_IJ` of all frames together, I, J = xx, yy, zz, yz, xz, xy, if asked for; the pressure is not in it.
    pub elastic_constants: Option<[[Estimate; 6]; 6]>,
    /// What to mind.
    pub warnings: Vec<Warning>,
}

/// The moduli of one observation time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StressWindow {
    /// Frames of a window.
    pub frames: usize,
    /// The observation time: so many times the time between frames, where they tell their times and are evenly apart.
    pub time: Option<f64>,
    /// How many windows.
    pub windows: usize,
    /// `C44 - p`, averaged over directions.
    pub mu: Estimate,
    /// `C11 - p`, averaged over directions.
    pub lambda_plus_2mu: Estimate,
}
