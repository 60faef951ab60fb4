//! The priors: weakly informative by default, each with its reason; a file changes any of them.

mod file;

use glassmelt_fit::{Curve, EntropyOrigin, Law, Parameter, Quantity};

use crate::prior::Prior;

pub use file::Chosen;

/// Scatter about a law where no errors are given, decades: half-normal of this width. Good viscometers
/// agree within 0.05, poor ones within 0.3.
pub const SCATTER: Prior = Prior::HalfNormal { sd: 0.3 };

/// Spread of the offsets of laboratories, decades: half-normal of this width.
pub const BATCH_SPREAD: Prior = Prior::HalfNormal { sd: 0.3 };

/// The default prior of a parameter of a law on this curve; reasons in
/// `docs/decisions/0023-priors.md`.
///
/// Scales of temperature come from the range of the measured temperatures, never from the values.
pub fn default(law: &dyn Law, parameter: &Parameter, curve: &Curve) -> Prior {
    let (cold, hot) = (curve.t_min(), curve.t_max());
    let log_normal = |median: f64, sd: f64| Prior::LogNormal {
        median,
        sd,
        above: 0.0,
    };
    match (law.name(), parameter.name) {
        // At twice Tc, and at the onset, liquids are far from both ends of their curves.
        ("mct", "log10_eta0") | (_, "log10_eta_onset") => hot_limit(curve.quantity, 3.0, 4.0),
        (_, "log10_eta0" | "log10_eta_inf") => hot_limit(curve.quantity, 0.0, 2.0),
        // Sixteen decades at Tg are b = 5 to 16 Tg from fragile to strong liquids.
        (_, "b") => log_normal(7.0 * cold, 1.5),
        (_, "strength") => log_normal(10.0, 1.5),
        (_, "tg") => log_normal(0.9 * cold, 0.7),
        // From strong (17) to the most fragile (200) within two deviations.
        (_, "m") => log_normal(45.0, 0.7),
        (_, "exponent") => log_normal(3.0, 0.7),
        (_, "j") => log_normal(10.0 * cold, 1.0),
        (_, "t_onset") => log_normal(hot, 0.7),
        (_, "gamma") => log_normal(3.0, 1.0),
        (_, "c") => log_normal(15.0 * cold * entropy_scale(curve), 1.5),
        (_, "s0") => Prior::LogNormal {
            median: entropy_scale(curve),
            sd: 2.0,
            above: -lowest_entropy(curve),
        },
        // Fifteen decades at Tg with moduli of 3 to 30 GPa.
        (_, "v_c") => log_normal(0.03, 1.0),
        // T0 and Tc: every temperature at which they have a meaning.
        _ => Prior::flat(),
    }
}

/// Near 10^-3 Pa s (Zheng et al. 2011) and 10^-13 s, and higher where the law does not reach the limit.
fn hot_limit(quantity: Quantity, above: f64, sd: f64) -> Prior {
    let limit = match quantity {
        Quantity::Viscosity => -3.0,
        Quantity::RelaxationTime => -13.0,
    };
    Prior::Normal {
        mean: limit + above,
        sd,
    }
}

/// The range of the measured entropies in J/(mol K), or the largest where they are absolute.
fn entropy_scale(curve: &Curve) -> f64 {
    let Some(entropy) = &curve.entropy else {
        return 1.0;
    };
    let high = entropy
        .values
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let low = match entropy.origin {
        EntropyOrigin::Absolute => 0.0,
        EntropyOrigin::ZeroAt(_) => lowest_entropy(curve),
    };
    (high - low).max(f64::MIN_POSITIVE)
}

fn lowest_entropy(curve: &Curve) -> f64 {
    let entropy = curve.entropy.as_ref();
    entropy.map_or(0.0, |e| {
        e.values.iter().copied().fold(f64::INFINITY, f64::min)
    })
}
