//! The door between the laboratory (GPa, nm, rad/s) and the theory, where `k_B = 1`.

use crate::error::{Result, positive};

/// Boltzmann's constant in J/K, exact (SI, 2019).
pub const BOLTZMANN: f64 = 1.380649e-23;
/// Pa in one GPa.
pub const PASCAL_PER_GIGAPASCAL: f64 = 1e9;
/// J in one GPa nm^3.
const JOULE_PER_GPA_NM3: f64 = 1e-18;

/// `mu a^3/k_B` in K, from a modulus in GPa and a molecular length in nm.
///
/// Divided by the temperature it is the `mu_bar = mu a^3/(k_B T)` of the theory.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless both are positive.
///
/// ```
/// let kelvin = glassmelt::units::modulus_in_kelvin(3.0, 0.5)?;
/// assert!((kelvin - 27161.1).abs() < 0.1);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn modulus_in_kelvin(mu_gpa: f64, a_nm: f64) -> Result<f64> {
    let mu_gpa = positive("mu_gpa", mu_gpa)?;
    let a_nm = positive("a_nm", a_nm)?;
    Ok(mu_gpa * a_nm.powi(3) * (JOULE_PER_GPA_NM3 / BOLTZMANN))
}

/// J in one eV, exact (SI, 2019): the elementary charge in C.
pub const JOULE_PER_ELECTRON_VOLT: f64 = 1.602176634e-19;
/// eV in one GPa nm^3: the modulus 1 GPa is 6.24 eV/nm^3.
pub const ELECTRON_VOLT_PER_GPA_NM3: f64 = JOULE_PER_GPA_NM3 / JOULE_PER_ELECTRON_VOLT;
/// K in one eV: the temperature whose `k_B T` it is.
pub const KELVIN_PER_ELECTRON_VOLT: f64 = JOULE_PER_ELECTRON_VOLT / BOLTZMANN;

/// A modulus in GPa from `mu a^3/k_B` in K and the length in nm: [`modulus_in_kelvin`] the other way round.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless both are positive.
///
/// ```
/// use glassmelt::units::{modulus_in_gigapascal, modulus_in_kelvin};
/// let back = modulus_in_gigapascal(modulus_in_kelvin(3.0, 0.5)?, 0.5)?;
/// assert!((back - 3.0).abs() < 1e-15);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn modulus_in_gigapascal(mu_kelvin: f64, a_nm: f64) -> Result<f64> {
    let mu_kelvin = positive("mu_kelvin", mu_kelvin)?;
    let a_nm = positive("a_nm", a_nm)?;
    Ok(mu_kelvin * (BOLTZMANN / JOULE_PER_GPA_NM3) / a_nm.powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CODATA 2018: 1 eV is 11604.518 12... K.
    #[test]
    fn an_electron_volt_is_11604_kelvin_by_every_way() {
        assert!((KELVIN_PER_ELECTRON_VOLT - 11604.51812).abs() < 1e-5);
        // 1 GPa in a cell of 1 nm^3, through K and through eV.
        let kelvin = modulus_in_kelvin(1.0, 1.0).unwrap();
        let by_electron_volts = ELECTRON_VOLT_PER_GPA_NM3 * KELVIN_PER_ELECTRON_VOLT;
        assert!((kelvin / by_electron_volts - 1.0).abs() < 1e-15);
    }
}
