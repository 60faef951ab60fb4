//! Heats of boron oxide and what follows: excess heat, excess entropy, Kauzmann's temperature.

/// The gas constant, J/(mol K): heats a mole over it are in `k_B` a formula unit. CODATA 2018, exact.
pub(crate) const GAS_CONSTANT: f64 = 8.31446261815324;
/// Heat of fusion, J/mol (`Haynes2014`).
const HEAT_OF_FUSION: f64 = 24560.0;
/// Melting temperature, K (`Haynes2014`).
const MELTING: f64 = 723.15;
/// Temperature in K and heat capacity in J/(mol K) of the liquid and the crystal (`Chase1998`): from 600 K, where
/// the liquid is one, to the melting point. Read through the Python package chemicals, not in the tables themselves.
const HEATS: [(f64, f64, f64); 3] = [
    (600.0, 132.842, 98.115),
    (700.0, 129.788, 105.228),
    (723.0, 129.704, 106.692),
];

/// How the excess heat goes on below the coldest measured liquid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Below {
    /// As it is at 600 K.
    Constant,
    /// On the line through 600 and 700 K.
    Line,
}

/// Heat of the liquid above that of the crystal, `k_B` a formula unit, linear between the table's temperatures.
pub(crate) fn excess_heat(t: f64, below: Below) -> f64 {
    let excess = |(t, liquid, crystal): (f64, f64, f64)| (t, (liquid - crystal) / GAS_CONSTANT);
    let [cold, middle, hot] = HEATS.map(excess);
    match below {
        Below::Constant if t < cold.0 => cold.1,
        _ if t < middle.0 => on_the_line(cold, middle, t),
        _ => on_the_line(middle, hot, t),
    }
}

fn on_the_line(a: (f64, f64), b: (f64, f64), t: f64) -> f64 {
    a.1 + (b.1 - a.1) * (t - a.0) / (b.0 - a.0)
}

/// Entropy of the liquid above that of the crystal, `k_B` a formula unit: that of fusion less the excess heat on
/// the way down, by Simpson's rule in `ln T`.
pub(crate) fn excess_entropy(t: f64, below: Below) -> f64 {
    const STEPS: u32 = 400;
    let step = (MELTING / t).ln() / f64::from(2 * STEPS);
    let heat = |k: u32| excess_heat(t * (step * f64::from(k)).exp(), below);
    let panel = |k: u32| (heat(2 * k) + 4.0 * heat(2 * k + 1) + heat(2 * k + 2)) * step / 3.0;
    HEAT_OF_FUSION / (MELTING * GAS_CONSTANT) - (0..STEPS).map(panel).sum::<f64>()
}

/// Where the excess entropy, carried on below 600 K, would be gone: Kauzmann's temperature, K.
pub(crate) fn kauzmann_temperature(below: Below) -> f64 {
    let (mut low, mut high) = (1.0, MELTING);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if excess_entropy(middle, below) > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_melting_point_the_excess_entropy_is_that_of_fusion() {
        let fusion = HEAT_OF_FUSION / MELTING / GAS_CONSTANT;
        assert!((excess_entropy(MELTING, Below::Line) - fusion).abs() < 1e-12);
        assert!((fusion - 4.085).abs() < 1e-3);
    }

    #[test]
    fn a_constant_excess_heat_ends_in_an_exponential() {
        // S(600) = C ln(600/T_K).
        let (entropy, heat) = (
            excess_entropy(600.0, Below::Constant),
            excess_heat(600.0, Below::Constant),
        );
        let expected = 600.0 * (-entropy / heat).exp();
        assert!((kauzmann_temperature(Below::Constant) / expected - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_entropy_falls_by_the_heat_over_the_temperature() {
        for t in [450.0, 620.0, 710.0] {
            let h = 1e-3 * t;
            let slope = excess_entropy(t + h, Below::Line) - excess_entropy(t - h, Below::Line);
            let expected = 2.0 * h * excess_heat(t, Below::Line) / t;
            assert!(
                (slope / expected - 1.0).abs() < 1e-3,
                "{t} {slope} {expected}"
            );
        }
    }
}
