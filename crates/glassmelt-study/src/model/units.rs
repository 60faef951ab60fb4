//! The door of a file: what its numbers are in the laboratory.

use glassmelt::units::{ELECTRON_VOLT_PER_GPA_NM3, KELVIN_PER_ELECTRON_VOLT};
use serde::Serialize;

use crate::file::{System, Units};
use crate::mistake::{Checked, Mistake, positive, unused};

/// The units of a model in the laboratory.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scale {
    /// The unit of energy over `k_B`, K.
    pub energy_k: f64,
    /// The unit of length, nm.
    pub length_nm: f64,
}

/// What is to be done with the moduli of a file, and what its units are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Door {
    /// The file's modulus in its energy over its length cubed.
    pub(super) modulus: f64,
    /// Its units in the laboratory, if they are told.
    pub(super) scale: Option<Scale>,
}

pub(super) fn door(units: Option<Units>) -> Checked<Door> {
    let units = units.unwrap_or_default();
    match units.system {
        System::Laboratory => {
            let why = "belongs to reduced units; expected none with system = \"laboratory\", whose \
                       units are eV and nm";
            unused("units.energy_k", units.energy_k.as_ref(), why)?;
            unused("units.length_nm", units.length_nm.as_ref(), why)?;
            Ok(Door {
                modulus: ELECTRON_VOLT_PER_GPA_NM3,
                scale: Some(Scale {
                    energy_k: KELVIN_PER_ELECTRON_VOLT,
                    length_nm: 1.0,
                }),
            })
        }
        System::Reduced => Ok(Door {
            modulus: 1.0,
            scale: reduced_scale(units)?,
        }),
    }
}

fn reduced_scale(units: Units) -> Checked<Option<Scale>> {
    match (units.energy_k, units.length_nm) {
        (None, None) => Ok(None),
        (Some(energy_k), Some(length_nm)) => Ok(Some(Scale {
            energy_k: positive("units.energy_k", energy_k)?,
            length_nm: positive("units.length_nm", length_nm)?,
        })),
        _ => Err(Mistake::at(
            "units",
            "expected both energy_k and length_nm, or neither",
        )),
    }
}
