//! Viscosity and relaxation time from the correlation length, Eq. 24 and the text around it.
//!
//! The length enters as `ln_xi = ln(xi/a)` and leaves as a logarithm: near the glass transition
//! `xi/a` is `10^6` to `10^8` and grows without bound, its logarithm does not overflow.

use std::f64::consts::LN_10;

use crate::error::{Result, positive, require};
use crate::units::PASCAL_PER_GIGAPASCAL;

/// `log10 eta` of `eta = eta0 (xi/a)^2`, below Eq. 24; in the unit of eta0, such as Pa s.
///
/// Shear travels the correlated length as a random walk: `tau = (xi/a)^2/omega_s`, `eta = mu0 tau`.
///
/// ```
/// let log10_eta = glassmelt::viscosity::log10_viscosity(-4.0, 8.0 * std::f64::consts::LN_10);
/// assert!((log10_eta - 12.0).abs() < 1e-14);
/// ```
pub fn log10_viscosity(log10_eta0: f64, ln_xi: f64) -> f64 {
    log10_eta0 + 2.0 * ln_xi / LN_10
}

/// `ln(xi/a) = (1/2) ln(eta/eta0)`: the length that a measured viscosity asks for.
///
/// ```
/// // Sixteen decades of viscosity are eight decades of length.
/// let ln_xi = glassmelt::viscosity::ln_correlation_length(12.0, -4.0);
/// assert!((ln_xi - 8.0 * std::f64::consts::LN_10).abs() < 1e-13);
/// ```
pub fn ln_correlation_length(log10_eta: f64, log10_eta0: f64) -> f64 {
    0.5 * LN_10 * (log10_eta - log10_eta0)
}

/// `log10 tau` (tau in s) of `tau = (xi/a)^2/omega_s`, with the frequency `omega_s` of the local shear
/// phonons in rad/s.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless `omega_s` is positive and `ln_xi` finite.
///
/// ```
/// let log10_tau = glassmelt::viscosity::log10_relaxation_time(1e13, 0.0)?;
/// assert_eq!(log10_tau, -13.0);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn log10_relaxation_time(omega_s: f64, ln_xi: f64) -> Result<f64> {
    let omega_s = positive("omega_s", omega_s)?;
    let ln_xi = require("ln_xi", ln_xi, true, "finite")?;
    Ok(2.0 * ln_xi / LN_10 - omega_s.log10())
}

/// `eta0 = mu0/omega_s` in Pa s, from `mu0_gpa` in GPa and `omega_s` in rad/s: the viscosity at `xi = a`.
///
/// The paper writes mu0 for this viscosity too and puts it at 0.1 poise for glycerol; a modulus of
/// 3 GPa and `1e13` rad/s give 3e-4 Pa s, which is 0.003 poise.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless both are positive.
///
/// ```
/// let eta0 = glassmelt::viscosity::liquid_viscosity(3.0, 1e13)?;
/// assert!((eta0 - 3e-4).abs() < 1e-18);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn liquid_viscosity(mu0_gpa: f64, omega_s: f64) -> Result<f64> {
    let mu0_gpa = positive("mu0_gpa", mu0_gpa)?;
    let omega_s = positive("omega_s", omega_s)?;
    Ok(mu0_gpa * PASCAL_PER_GIGAPASCAL / omega_s)
}

/// `D = f = 2 T0/(alpha mu0)`, the paper's "fragility" f, with `mu0` as `mu0 a^3/k_B` in K.
///
/// Viscosity squares the correlation length (23): `ln(eta/eta0) = D T0/(T - T0)`. A large f is a
/// strong liquid, so f is Angell's strength, not a fragility.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless all three are positive.
///
/// ```
/// let strength = glassmelt::viscosity::strength_from_coupling(0.01, 27000.0, 135.0)?;
/// assert!((strength - 1.0).abs() < 1e-15);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn strength_from_coupling(alpha: f64, mu0: f64, t0: f64) -> Result<f64> {
    let alpha = positive("alpha", alpha)?;
    let mu0 = positive("mu0", mu0)?;
    let t0 = positive("t0", t0)?;
    Ok(2.0 * t0 / (alpha * mu0))
}

/// `alpha = 2 T0/(D mu0)`: the coupling that a measured strength asks for, [`strength_from_coupling`]
/// the other way round. The flow then starts from `alpha mu_bar_0 = 2/D` at T0.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless all three are positive.
///
/// ```
/// let alpha = glassmelt::viscosity::coupling_from_strength(1.0, 27000.0, 135.0)?;
/// assert!((alpha - 0.01).abs() < 1e-17);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn coupling_from_strength(strength: f64, mu0: f64, t0: f64) -> Result<f64> {
    let strength = positive("strength", strength)?;
    let mu0 = positive("mu0", mu0)?;
    let t0 = positive("t0", t0)?;
    Ok(2.0 * t0 / (strength * mu0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    #[test]
    fn maxwell_holds_viscosity_is_modulus_times_relaxation_time() {
        let (mu0_gpa, omega_s, ln_xi) = (3.0, 1e13, 15.0);
        let log10_eta0 = liquid_viscosity(mu0_gpa, omega_s).unwrap().log10();
        let log10_tau = log10_relaxation_time(omega_s, ln_xi).unwrap();
        let log10_modulus = (mu0_gpa * PASCAL_PER_GIGAPASCAL).log10();
        assert_relative_eq!(
            log10_viscosity(log10_eta0, ln_xi),
            log10_modulus + log10_tau,
            max_relative = 1e-14
        );
    }

    /// The audit of the paper: 3 GPa/1e13 rad/s is 0.003 poise, not 0.1 poise.
    #[test]
    fn the_printed_viscosity_of_the_liquid_is_thirty_times_too_large() {
        let poise = 10.0 * liquid_viscosity(3.0, 1e13).unwrap();
        assert_relative_eq!(poise, 0.003, max_relative = 1e-14);
    }

    #[test]
    fn a_length_beyond_every_double_still_has_a_viscosity() {
        let log10_eta = log10_viscosity(-4.0, 1e6);
        assert!(log10_eta.is_finite() && log10_eta > 8e5);
    }

    #[test]
    fn at_the_molecular_length_the_viscosity_is_that_of_the_liquid() {
        assert_relative_eq!(log10_viscosity(-3.7, 0.0), -3.7);
    }

    #[test]
    fn what_has_no_strength_is_refused() {
        assert!(strength_from_coupling(0.0, 1.0, 1.0).is_err());
        assert!(coupling_from_strength(1.0, 1.0, 0.0).is_err());
        assert!(log10_relaxation_time(0.0, 1.0).is_err());
        assert!(log10_relaxation_time(1e13, f64::INFINITY).is_err());
        assert!(liquid_viscosity(3.0, -1.0).is_err());
    }

    proptest! {
        #[test]
        fn viscosity_and_length_are_inverse(log10_eta0 in -6.0..0.0, ln_xi in 0.0..1e4) {
            let back = ln_correlation_length(log10_viscosity(log10_eta0, ln_xi), log10_eta0);
            prop_assert!((back - ln_xi).abs() < 1e-14 * (ln_xi + 20.0));
        }

        #[test]
        fn strength_and_coupling_are_inverse(alpha in 1e-6..10.0, mu0 in 1.0..1e6, t0 in 1.0..1e4) {
            let strength = strength_from_coupling(alpha, mu0, t0).unwrap();
            let back = coupling_from_strength(strength, mu0, t0).unwrap();
            prop_assert!((back / alpha - 1.0).abs() < 1e-15);
            let m0_at_t0 = alpha * mu0 / t0;
            prop_assert!((m0_at_t0 * strength - 2.0).abs() < 1e-14);
        }

        /// `ln(xi/a)` of Eq. 23 in its printed parameters, squared, against Angell's form.
        #[test]
        fn the_squared_length_of_eq_23_is_the_vogel_law(
            alpha in 1e-4..1.0, mu0 in 1e3..1e5, t0 in 50.0..1e3, excess in 1.0..500.0,
        ) {
            let t = t0 + excess;
            let ln_xi = t0 / (alpha * mu0) * (t0 / (t - t0));
            let strength = strength_from_coupling(alpha, mu0, t0).unwrap();
            let law = crate::VogelFulcher::from_strength(-4.0, strength, t0).unwrap();
            let error = log10_viscosity(-4.0, ln_xi) - law.log10_at(t);
            prop_assert!(error.abs() < 1e-13 * (4.0 + ln_xi));
        }
    }
}
