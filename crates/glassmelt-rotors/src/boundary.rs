//! What holds the medium at large: its mean strain, or the stress on it.

use glassmelt::{Medium, SymmetricTensor};

/// The part of the energy at q = 0, which no sum over wave vectors contains.
///
/// The mean strain e has the energy `V e:C:e/2 - e:M`, with M the sum of all dipoles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Boundary {
    /// The mean strain is this one, whatever the dipoles do. Zero leaves nothing: q = 0 is left out.
    Strain(SymmetricTensor),
    /// The mean strain follows the dipoles under this stress on the medium (an energy over a volume): it is
    /// `S:(stress + M/V)` with the compliance S, and the energy includes `-V stress:e`.
    Stress(SymmetricTensor),
}

impl Boundary {
    /// No mean strain.
    pub const CLAMPED: Self = Self::Strain(SymmetricTensor::ZERO);
    /// No stress.
    pub const FREE: Self = Self::Stress(SymmetricTensor::ZERO);

    pub(crate) fn tensor(&self) -> &SymmetricTensor {
        match self {
            Self::Strain(tensor) | Self::Stress(tensor) => tensor,
        }
    }

    /// By how much the mean strain follows a `change` of the sum of all dipoles in `volume`: not at all at
    /// fixed strain, `S:change/V` at fixed stress.
    pub(crate) fn follows(
        &self,
        medium: &Medium,
        volume: f64,
        change: &SymmetricTensor,
    ) -> SymmetricTensor {
        match self {
            Self::Strain(_) => SymmetricTensor::ZERO,
            Self::Stress(_) => compliance(medium, change) * volume.recip(),
        }
    }

    /// The mean strain and its energy, for dipoles of the sum `total` (an energy) in `volume`.
    pub(crate) fn at_large(
        &self,
        medium: &Medium,
        total: &SymmetricTensor,
        volume: f64,
    ) -> (SymmetricTensor, f64) {
        match self {
            Self::Strain(strain) => {
                let stored = 0.5 * volume * medium.stress(strain).contract(strain);
                (*strain, stored - strain.contract(total))
            }
            Self::Stress(stress) => {
                let load = *stress + *total * volume.recip();
                let strain = compliance(medium, &load);
                (strain, -0.5 * volume * load.contract(&strain))
            }
        }
    }
}

/// Hooke's law turned round: the strain of a stress.
fn compliance(medium: &Medium, stress: &SymmetricTensor) -> SymmetricTensor {
    let pressure = stress.trace() / (9.0 * medium.bulk_modulus());
    stress.deviator() * (0.5 / medium.mu()) + SymmetricTensor::IDENTITY * pressure
}
