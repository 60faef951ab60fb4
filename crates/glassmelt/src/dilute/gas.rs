//! A gas of identical turning dipoles in a medium: its reduced numbers, Eq. 12 to first order in density.

use crate::closure::ClausiusMossotti;
use crate::dipole::DipoleTensor;
use crate::error::{Result, non_negative, positive};
use crate::medium::Medium;

/// Identical dipoles that turn freely, at random places no nearer than the cell, in thermal equilibrium.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gas {
    medium: Medium,
    dipole: DipoleTensor,
    cell: f64,
    kt: f64,
    density: f64,
}

impl Gas {
    /// `dipole` and `kt = k_B T` in one unit of energy, `cell` (the cut-off a) in one of length, the
    /// medium in energy per volume; `density = n a^3` is a pure number.
    ///
    /// # Errors
    /// Unless `cell` and `kt` are positive, `density` zero or larger, and the dipole finite.
    pub fn new(
        medium: Medium,
        dipole: DipoleTensor,
        cell: f64,
        kt: f64,
        density: f64,
    ) -> Result<Self> {
        Ok(Self {
            medium,
            dipole: DipoleTensor(dipole.0.finite("dipole")?),
            cell: positive("cell", cell)?,
            kt: positive("kt", kt)?,
            density: non_negative("density", density)?,
        })
    }

    /// The medium without defects.
    pub fn medium(&self) -> Medium {
        self.medium
    }

    /// The dipole of each.
    pub fn dipole(&self) -> DipoleTensor {
        self.dipole
    }

    /// The cut-off a.
    pub fn cell(&self) -> f64 {
        self.cell
    }

    /// `k_B T`.
    pub fn kt(&self) -> f64 {
        self.kt
    }

    /// `n a^3`.
    pub fn density(&self) -> f64 {
        self.density
    }

    /// `x = n <Q_xy^2>/(k_B T mu_0)`, `<Q_xy^2> = Q_dev:Q_dev/10`: each defect with itself, the term of
    /// first order in the density that Eq. 12 leaves out.
    pub fn shear_softening(&self) -> f64 {
        let deviator = self.dipole.deviator();
        self.density_per_energy() * deviator.contract(&deviator) / 10.0 / self.medium.mu()
    }

    /// `n (tr Q/3)^2/(k_B T K_0)`: what the same sum gives for compression where the number of defects
    /// is free to change; nothing where it is fixed.
    pub fn compressive_softening(&self) -> f64 {
        let pressure = self.dipole.trace() / 3.0;
        self.density_per_energy() * pressure * pressure / self.medium.bulk_modulus()
    }

    /// The mean field of these dipoles, its temperature in the unit of `kt`.
    pub fn mean_field(&self) -> Result<ClausiusMossotti> {
        ClausiusMossotti::of_dipole(&self.medium, &self.dipole, self.cell, self.density, 1.0)
    }

    /// `n/(k_B T)`.
    fn density_per_energy(&self) -> f64 {
        self.density / self.cell.powi(3) / self.kt
    }
}
