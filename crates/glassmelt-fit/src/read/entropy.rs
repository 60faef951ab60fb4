//! Configurational entropy from heat capacities: `S(T) - S(T_min) = int dT' (Cp_liquid -
//! Cp_glass)/T'`.

use crate::{Entropy, EntropyOrigin};

/// Entropy above the coldest point in J/(mol K), from the excess heat capacity at each temperature.
///
/// The integral over ln T goes by trapezoids between the table's own points: exact for a constant
/// excess, and off by a share `(Delta ln T)^2/12` of its curvature otherwise. Heat capacities say
/// nothing of the entropy at the coldest point itself; a law has to fit it.
///
/// `temperatures` in K, hottest first; `excess` in J/(mol K), one for each.
pub(super) fn above_the_coldest(temperatures: &[f64], excess: &[f64]) -> Entropy {
    let mut values = vec![0.0; temperatures.len()];
    for i in (1..temperatures.len()).rev() {
        let mean = f64::midpoint(excess[i], excess[i - 1]);
        values[i - 1] = values[i] + mean * (temperatures[i - 1] / temperatures[i]).ln();
    }
    Entropy {
        origin: EntropyOrigin::ZeroAt(temperatures.last().copied().unwrap_or(0.0)),
        values,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_on_a_grid(points: u32) -> f64 {
        // Excess heat capacity K/T, so S(T) - S(T0) = K (1/T0 - 1/T).
        let (k, coldest, hottest) = (30_000.0, 200.0, 400.0);
        let grid = |i: u32| hottest + (coldest - hottest) * f64::from(i) / f64::from(points - 1);
        let temperatures: Vec<f64> = (0..points).map(grid).collect();
        let excess: Vec<f64> = temperatures.iter().map(|t| k / t).collect();
        let exact = k * (1.0 / coldest - 1.0 / hottest);
        (above_the_coldest(&temperatures, &excess).values[0] / exact - 1.0).abs()
    }

    #[test]
    fn a_constant_excess_gives_a_logarithm_to_machine_precision() {
        let temperatures = [400.0, 310.0, 310.0, 205.0, 200.0];
        let entropy = above_the_coldest(&temperatures, &[80.0; 5]);
        for (t, s) in temperatures.iter().zip(&entropy.values) {
            assert!((s - 80.0 * (t / 200.0_f64).ln()).abs() < 1e-12);
        }
        assert_eq!(entropy.origin, EntropyOrigin::ZeroAt(200.0));
    }

    #[test]
    fn halving_the_steps_quarters_the_error_of_a_hyperbolic_excess() {
        let ratio = error_on_a_grid(21) / error_on_a_grid(41);
        assert!((ratio - 4.0).abs() < 0.05, "{ratio}");
        assert!(error_on_a_grid(41) < 2e-4);
    }
}
