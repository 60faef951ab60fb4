//! What the columns of a table are for.

use std::fmt;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Temperature.
    Temperature,
    /// Viscosity or relaxation time.
    Value,
    /// Standard error of the value.
    Error,
    /// High-frequency shear modulus.
    Modulus,
    /// Configurational entropy.
    Entropy,
    /// Heat capacity, of the liquid, of the glass, or the excess of one over the other.
    HeatCapacity,
}

impl Role {
    /// Names of columns that would be understood.
    pub fn examples(self) -> &'static str {
        match self {
            Self::Temperature => "T_K or T_C",
            Self::Value => {
                "eta_Pa_s, eta_poise, log10_eta_Pa_s, log10_eta_poise, tau_s or log10_tau_s"
            }
            Self::Error => "log10_eta_error, log10_tau_error, eta_error_Pa_s or tau_error_s",
            Self::Modulus => "G_GPa",
            Self::Entropy => "S_J_mol_K",
            Self::HeatCapacity => "cp_liquid_J_mol_K and cp_glass_J_mol_K, or cp_excess_J_mol_K",
        }
    }

    /// How a person can settle it without editing the table.
    pub(super) fn flag(self) -> &'static str {
        match self {
            Self::Temperature => ", or choose with temperature-column",
            Self::Value => ", or choose with value-column",
            Self::Error => ", or choose with error-column",
            Self::Modulus | Self::Entropy | Self::HeatCapacity => "",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Temperature => "the temperature",
            Self::Value => "the viscosity or relaxation time",
            Self::Error => "the error",
            Self::Modulus => "the shear modulus",
            Self::Entropy => "the entropy",
            Self::HeatCapacity => "the heat capacity",
        })
    }
}
