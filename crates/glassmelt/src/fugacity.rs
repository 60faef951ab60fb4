//! The fugacity of a pair of defects, Eq. 11.

use crate::error::{Result, non_negative, positive};

/// `y^2 = y0^2 (1 + n' exp(-2 E_d/k_B T))`, Eq. 11, with `k_B = 1`: pure number.
///
/// `y0` is the fugacity of the defects frozen in at T = 0, `n_prime` the weight of those that heat
/// creates, `e_d` the energy of one of them in K (a pair costs `2 E_d`), `temperature` in K.
/// The answer lies between `y0^2` and `y0^2 (1 + n')`: nothing in it singles out a temperature T0.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless `y0`, `n_prime`, `e_d` are zero or larger and
/// `temperature` is positive.
///
/// ```
/// let cold = glassmelt::fugacity::fugacity_squared(1.0, 1000.0, 1000.0, 200.0)?;
/// assert!((cold - 1.045399929762485).abs() < 1e-15);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn fugacity_squared(y0: f64, n_prime: f64, e_d: f64, temperature: f64) -> Result<f64> {
    let y0 = non_negative("y0", y0)?;
    let n_prime = non_negative("n_prime", n_prime)?;
    let e_d = non_negative("e_d", e_d)?;
    let temperature = positive("temperature", temperature)?;
    Ok(y0 * y0 * (1.0 + n_prime * (-2.0 * e_d / temperature).exp()))
}

#[cfg(test)]
mod tests {
    use super::fugacity_squared;
    use proptest::prelude::*;

    #[test]
    fn defects_frozen_in_are_all_there_is_at_absolute_zero() {
        assert_eq!(fugacity_squared(0.7, 1e3, 1e4, 1.0), Ok(0.7 * 0.7));
    }

    #[test]
    fn defects_that_cost_nothing_are_all_there() {
        assert_eq!(fugacity_squared(2.0, 3.0, 0.0, 50.0), Ok(16.0));
    }

    #[test]
    fn a_temperature_of_zero_is_refused() {
        assert!(fugacity_squared(1.0, 1.0, 1.0, 0.0).is_err());
        assert!(fugacity_squared(1.0, -1.0, 1.0, 1.0).is_err());
        assert!(fugacity_squared(f64::NAN, 1.0, 1.0, 1.0).is_err());
    }

    proptest! {
        #[test]
        fn the_fugacity_rises_with_temperature_and_stays_within_its_bounds(
            y0 in 0.0..30.0, n_prime in 0.0..1e4, e_d in 0.0..1e4, t in 1.0..2e3, dt in 0.0..1e3,
        ) {
            let cold = fugacity_squared(y0, n_prime, e_d, t).unwrap();
            let warm = fugacity_squared(y0, n_prime, e_d, t + dt).unwrap();
            prop_assert!(y0 * y0 <= cold && cold <= warm);
            prop_assert!(warm <= y0 * y0 * (1.0 + n_prime));
        }

        #[test]
        fn only_the_ratio_of_energy_and_temperature_matters(
            e_d in 0.0..1e4, t in 1.0..2e3, unit in 0.01..100.0,
        ) {
            let kelvin = fugacity_squared(1.0, 10.0, e_d, t).unwrap();
            let other = fugacity_squared(1.0, 10.0, e_d * unit, t * unit).unwrap();
            prop_assert!((kelvin - other).abs() <= 1e-11 * kelvin);
        }
    }
}
