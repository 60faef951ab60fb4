//! The shear modulus at a frequency: Maxwell's (below Eq. 24), and the flow stopped at a scale.

use crate::error::{Result, positive, require};

/// `G* = G' + i G''`, in the unit of the modulus it was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DynamicModulus {
    /// `G'`, in phase with the strain.
    pub storage: f64,
    /// `G''`, in phase with the rate of strain.
    pub loss: f64,
}

/// Maxwell's `G*/G_inf = i w/(1 + i w)` with `w = omega tau`: `G' = w^2/(1 + w^2)`, `G'' = w/(1 + w^2)`.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless `omega_tau` is positive.
///
/// ```
/// let at_the_peak = glassmelt::dynamic_modulus::maxwell(1.0)?;
/// assert_eq!((at_the_peak.storage, at_the_peak.loss), (0.5, 0.5));
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn maxwell(omega_tau: f64) -> Result<DynamicModulus> {
    let w = positive("omega_tau", omega_tau)?;
    // The smaller of w and 1/w: its square may vanish but does not overflow.
    let small = w.min(w.recip());
    let share = small * small / (1.0 + small * small);
    Ok(DynamicModulus {
        storage: if w < 1.0 { share } else { 1.0 - share },
        loss: small / (1.0 + small * small),
    })
}

/// Maxwell's `G*(omega)` with modulus `g_inf` (GPa) at `omega` (rad/s) for a relaxation time given by
/// its `log10_tau` (tau in s), which may lie beyond every double.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless `g_inf` and `omega` are positive and `log10_tau` is
/// finite.
///
/// ```
/// // Far below Tg every experiment sees the glass.
/// let glass = glassmelt::dynamic_modulus::maxwell_at(3.0, 1.0, 500.0)?;
/// assert_eq!((glass.storage, glass.loss), (3.0, 0.0));
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn maxwell_at(g_inf: f64, omega: f64, log10_tau: f64) -> Result<DynamicModulus> {
    let g_inf = positive("g_inf", g_inf)?;
    let omega = positive("omega", omega)?;
    let log10_tau = require("log10_tau", log10_tau, true, "finite")?;
    let log10_w = (omega.log10() + log10_tau).clamp(-LARGEST_DECADE, LARGEST_DECADE);
    let reduced = maxwell(10.0_f64.powf(log10_w))?;
    Ok(DynamicModulus {
        storage: g_inf * reduced.storage,
        loss: if log10_w.abs() < LARGEST_DECADE {
            g_inf * reduced.loss
        } else {
            0.0
        },
    })
}

/// Beyond `10^300` and `10^-300` the loss is zero in any unit.
const LARGEST_DECADE: f64 = 300.0;

/// `ell = (1/2) ln(omega_s/omega)`, zero for `omega >= omega_s`: where an experiment at `omega` stops
/// the flow. **An extension, not in the paper.**
///
/// Shear diffuses over `R` in `(R/a)^2/omega_s`; within one period of the experiment it comes as far as
/// `R_omega = a (omega_s/omega)^(1/2)`, and longer scales have no time to soften the modulus.
/// Frequencies in rad/s.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless both are positive.
///
/// ```
/// let ell = glassmelt::dynamic_modulus::stopping_scale(1e3, 1e13)?;
/// assert!((ell - 5.0 * std::f64::consts::LN_10).abs() < 1e-14);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn stopping_scale(omega: f64, omega_s: f64) -> Result<f64> {
    let omega = positive("omega", omega)?;
    let omega_s = positive("omega_s", omega_s)?;
    Ok((0.5 * (omega_s.ln() - omega.ln())).max(0.0))
}

/// `mu(omega) = mu_R` at the [`stopping_scale`], for any flow `mu_at(ell)`. **An extension, not in the
/// paper.**
///
/// It is real: how much such a flow dissipates is not said. Frequencies in rad/s; the unit is that
/// of `mu_at`.
///
/// # Errors
/// As for [`stopping_scale`].
///
/// ```
/// use glassmelt::dynamic_modulus::stopped_modulus;
/// let flow = |ell: f64| 3.0 + 7.0 * (-0.1 * ell).exp();
/// assert_eq!(stopped_modulus(1e13, 1e13, flow)?, 10.0);
/// assert!(stopped_modulus(1.0, 1e13, flow)? < 4.7);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn stopped_modulus(omega: f64, omega_s: f64, mu_at: impl Fn(f64) -> f64) -> Result<f64> {
    Ok(mu_at(stopping_scale(omega, omega_s)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    /// The shared reference values: `(omega tau, G', G'')`.
    #[test]
    fn maxwell_meets_the_reference_values() {
        for (w, storage, loss) in [
            (0.1, 0.009900990099009901, 0.09900990099009901),
            (1.0, 0.5, 0.5),
            (3.0, 0.9, 0.3),
        ] {
            let modulus = maxwell(w).unwrap();
            assert_relative_eq!(modulus.storage, storage, max_relative = 4e-16);
            assert_relative_eq!(modulus.loss, loss, max_relative = 4e-16);
        }
    }

    #[test]
    fn a_slow_liquid_flows_and_a_fast_probe_sees_a_solid() {
        let slow = maxwell(1e-200).unwrap();
        assert_relative_eq!(slow.loss, 1e-200, epsilon = 0.0, max_relative = 1e-15);
        assert_eq!(maxwell(1e300).map(|glass| glass.storage), Ok(1.0));
        let liquid = maxwell_at(3.0, 1.0, -500.0);
        assert_eq!(liquid.map(|liquid| liquid.storage), Ok(0.0));
    }

    #[test]
    fn at_low_frequency_the_loss_is_viscosity_times_frequency() {
        let (g_inf, omega, log10_tau) = (3.0, 1e-3, -4.0);
        let loss = maxwell_at(g_inf, omega, log10_tau).unwrap().loss;
        assert_relative_eq!(
            loss,
            g_inf * 1e-4 * omega,
            epsilon = 0.0,
            max_relative = 1e-13
        );
    }

    #[test]
    fn at_the_frequency_of_local_phonons_the_flow_has_not_begun() {
        assert_eq!(stopping_scale(1e13, 1e13), Ok(0.0));
        assert_eq!(stopping_scale(1e15, 1e13), Ok(0.0));
    }

    /// `omega tau = 1` with `tau = (xi/a)^2/omega_s` stops the flow at xi itself.
    #[test]
    fn a_probe_at_one_over_the_relaxation_time_stops_the_flow_at_the_correlation_length() {
        let (ln_xi, omega_s) = (18.0, 1e13);
        let log10_tau = crate::viscosity::log10_relaxation_time(omega_s, ln_xi).unwrap();
        let ell = stopping_scale(10.0_f64.powf(-log10_tau), omega_s).unwrap();
        assert_relative_eq!(ell, ln_xi, max_relative = 1e-13);
    }

    #[test]
    fn a_frequency_of_zero_is_refused() {
        assert!(maxwell(0.0).is_err());
        assert!(maxwell_at(3.0, 0.0, 1.0).is_err());
        assert!(maxwell_at(3.0, 1.0, f64::NAN).is_err());
        assert!(stopping_scale(0.0, 1e13).is_err());
        assert!(stopped_modulus(1.0, -1.0, |_| 1.0).is_err());
    }

    proptest! {
        #[test]
        fn storage_and_loss_lie_on_the_cole_cole_half_circle(log10_w in -8.0..8.0) {
            let modulus = maxwell(10.0_f64.powf(log10_w)).unwrap();
            let radius = (modulus.storage - 0.5).hypot(modulus.loss);
            prop_assert!((radius - 0.5).abs() < 1e-15);
        }

        #[test]
        fn time_and_frequency_enter_as_their_product(log10_w in -8.0..8.0, log10_tau in -12.0..12.0) {
            let omega = 10.0_f64.powf(log10_w - log10_tau);
            let here = maxwell_at(1.0, omega, log10_tau).unwrap();
            let reduced = maxwell(10.0_f64.powf(log10_w)).unwrap();
            prop_assert!((here.storage - reduced.storage).abs() < 1e-13);
            prop_assert!((here.loss - reduced.loss).abs() < 1e-13);
        }
    }
}
