//! What the traces of dipoles do: turning leaves it as it is, so it is summed once.

use glassmelt::SymmetricTensor;

use crate::answer::{EnergyAndSum, Interaction};
use crate::error::Result;

/// The traces of dipoles that only turn.
pub(crate) struct Traces {
    /// The deviator of the strain at each dipole that comes from the traces; nothing where all are zero.
    pub(crate) strains: Vec<SymmetricTensor>,
    /// The energy of the traces, and their sum.
    pub(crate) energy_and_sum: EnergyAndSum,
}

impl Traces {
    /// Those of `dipoles`, in a clamped medium that `interaction` sums; it is not asked where all are zero.
    pub(crate) fn of(
        dipoles: &[SymmetricTensor],
        interaction: impl FnOnce(&[SymmetricTensor]) -> Result<Interaction>,
    ) -> Result<Self> {
        let traces = isotropic_parts(dipoles);
        let alone = if any(&traces) {
            interaction(&traces)?
        } else {
            Interaction::default()
        };
        let total = traces.iter().fold(SymmetricTensor::ZERO, |m, q| m + *q);
        Ok(Self::new(total, &alone))
    }

    /// The sum of the traces, and their interaction where nothing else is.
    pub(crate) fn new(total: SymmetricTensor, alone: &Interaction) -> Self {
        let deviators = alone.strains.iter().map(SymmetricTensor::deviator);
        Self {
            strains: deviators.collect(),
            energy_and_sum: (alone.energy, total),
        }
    }
}

/// What turning leaves of each dipole; nothing where the trace is rounding.
pub(crate) fn isotropic_parts(dipoles: &[SymmetricTensor]) -> Vec<SymmetricTensor> {
    let isotropic = |dipole: &SymmetricTensor| {
        if dipole.trace().abs() <= 8.0 * f64::EPSILON * dipole.norm() {
            SymmetricTensor::ZERO
        } else {
            *dipole - dipole.deviator()
        }
    };
    dipoles.iter().map(isotropic).collect()
}

/// Whether any trace is there.
pub(crate) fn any(traces: &[SymmetricTensor]) -> bool {
    traces.iter().any(|q| *q != SymmetricTensor::ZERO)
}
