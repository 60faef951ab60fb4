//! The units of a trajectory: Boltzmann's constant in them, and what a modulus in them is in gigapascals.

use serde::{Deserialize, Serialize};

/// In which units a trajectory is written: those of LAMMPS, by their names there, and those of GROMACS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Units {
    /// Reduced: sigma, epsilon, and `epsilon/k_B`.
    Lj,
    /// Angstrom, picosecond, electron volt, bar.
    Metal,
    /// Angstrom, femtosecond, kilocalorie per mole, atmosphere.
    Real,
    /// Metre, second, joule, pascal.
    Si,
    /// Nanometre, picosecond, kilojoule per mole, bar: those of GROMACS, in which TRR and XTC are written.
    Gromacs,
}

/// Boltzmann's constant in J/K, exact in the SI of 2019.
const BOLTZMANN: f64 = 1.380649e-23;
/// The elementary charge in C, exact in the SI of 2019: an electron volt in joules.
const ELECTRON_VOLT: f64 = 1.602176634e-19;
/// Avogadro's constant in 1/mol, exact in the SI of 2019.
const AVOGADRO: f64 = 6.02214076e23;
/// The thermochemical kilocalorie in joules, exact.
const KILOCALORIE: f64 = 4184.0;
/// A kilojoule in joules.
const KILOJOULE: f64 = 1e3;
/// An angstrom in metres.
const ANGSTROM: f64 = 1e-10;
/// A nanometre in metres.
const NANOMETRE: f64 = 1e-9;
/// A standard atmosphere in pascals, exact.
const ATMOSPHERE: f64 = 101_325.0;
/// A bar in pascals.
const BAR: f64 = 1e5;

impl Units {
    /// The unit of energy in joules; none for reduced units.
    pub fn energy_in_joules(self) -> Option<f64> {
        match self {
            Self::Lj => None,
            Self::Metal => Some(ELECTRON_VOLT),
            Self::Real => Some(KILOCALORIE / AVOGADRO),
            Self::Si => Some(1.0),
            Self::Gromacs => Some(KILOJOULE / AVOGADRO),
        }
    }

    /// The unit of length in metres; none for reduced units.
    pub fn length_in_metres(self) -> Option<f64> {
        match self {
            Self::Lj => None,
            Self::Metal | Self::Real => Some(ANGSTROM),
            Self::Si => Some(1.0),
            Self::Gromacs => Some(NANOMETRE),
        }
    }

    /// Energy of a temperature, `k_B T`, in the unit of energy: 1 for reduced units, which measure T so.
    pub fn boltzmann(self) -> f64 {
        self.energy_in_joules()
            .map_or(1.0, |joules| BOLTZMANN / joules)
    }

    /// What an energy per volume of 1 in these units is in gigapascals; none for reduced units.
    pub fn gigapascals(self) -> Option<f64> {
        let pascals = self.energy_in_joules()? / self.length_in_metres()?.powi(3);
        Some(1e-9 * pascals)
    }

    /// What a pressure of 1, as LAMMPS or GROMACS writes it in these units, is as an energy per volume.
    pub fn pressure(self) -> f64 {
        let pascals = match self {
            Self::Lj => return 1.0,
            Self::Metal | Self::Gromacs => BAR,
            Self::Real => ATMOSPHERE,
            Self::Si => 1.0,
        };
        self.gigapascals().map_or(1.0, |unit| 1e-9 * pascals / unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Constants of LAMMPS, `update.cpp` of the stable release 2025-07-22: `boltz` and `nktv2p`.
    #[test]
    fn constants_are_those_of_lammps() {
        let close = |ours: f64, theirs: f64| (ours / theirs - 1.0).abs() < 2e-6;
        assert!(close(Units::Metal.boltzmann(), 8.617343e-5));
        assert!(close(Units::Real.boltzmann(), 0.0019872067));
        assert!(close(1.0 / Units::Metal.pressure(), 1.6021765e6));
        assert!(close(1.0 / Units::Real.pressure(), 68568.415));
    }

    /// Constants of GROMACS: `c_boltz` and `c_presfac` of its reference manual, section on units.
    #[test]
    fn constants_are_those_of_gromacs() {
        let close = |ours: f64, theirs: f64| (ours / theirs - 1.0).abs() < 1e-6;
        assert!(close(Units::Gromacs.boltzmann(), 0.008314462618));
        assert!(close(1.0 / Units::Gromacs.pressure(), 16.6054));
        assert!(close(
            Units::Gromacs.gigapascals().unwrap_or(0.0),
            1.66053907e-3
        ));
        assert_eq!(Units::Gromacs.length_in_metres(), Some(1e-9));
    }

    #[test]
    fn an_electron_volt_per_cubic_angstrom_is_160_gigapascals() {
        let unit = Units::Metal.gigapascals().expect("not reduced");
        assert!((unit - 160.2176634).abs() < 1e-9);
        assert_eq!(Units::Lj.gigapascals(), None);
        assert_eq!(Units::Si.boltzmann(), BOLTZMANN);
    }
}
