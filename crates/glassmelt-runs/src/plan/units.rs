//! The door of a run file: what its numbers are in the laboratory.

use glassmelt::units::{ELECTRON_VOLT_PER_GPA_NM3, KELVIN_PER_ELECTRON_VOLT};
use glassmelt_study::System;
use glassmelt_study::mistake::{Checked, needed, positive, unused};

use super::RunScale;
use crate::file::RunUnits;

/// What is to be done with the moduli of a file, and what its units are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Door {
    /// The file's modulus in its energy over a^3.
    pub(super) modulus: f64,
    pub(super) scale: RunScale,
}

pub(super) fn door(units: &RunUnits) -> Checked<Door> {
    let a_nm = sized("units.a_nm", units.a_nm)?;
    let energy_k = sized("units.energy_k", units.energy_k)?;
    match units.system {
        System::Reduced => Ok(Door {
            modulus: 1.0,
            scale: RunScale { energy_k, a_nm },
        }),
        System::Laboratory => {
            let why = "belongs to reduced units; expected none with system = \"laboratory\", whose unit \
                       of energy is eV";
            unused("units.energy_k", units.energy_k.as_ref(), why)?;
            let why = "system = \"laboratory\" needs a_nm = the hard core a in nm: moduli in GPa are \
                       energies over a volume";
            let a_nm = needed("units", a_nm, why)?;
            Ok(Door {
                modulus: positive("units.a_nm", ELECTRON_VOLT_PER_GPA_NM3 * a_nm.powi(3))?,
                scale: RunScale {
                    energy_k: Some(KELVIN_PER_ELECTRON_VOLT),
                    a_nm: Some(a_nm),
                },
            })
        }
    }
}

fn sized(path: &str, value: Option<f64>) -> Checked<Option<f64>> {
    value.map(|value| positive(path, value)).transpose()
}
