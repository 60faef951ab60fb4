//! What is asked of the stress.

use crate::modulus::Windows;
use crate::potential::Potential;

/// Whether all elastic constants are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tensor {
    /// Moduli only.
    Skip,
    /// `C_IJ` too.
    All,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct StressQuestion {
    /// The potential, in the units of the file.
    pub potential: Potential,
    /// `k_B T`, in the unit of energy.
    pub thermal_energy: f64,
    /// Which observation times.
    pub windows: Windows,
    /// Whether all elastic constants are wanted.
    pub tensor: Tensor,
}
