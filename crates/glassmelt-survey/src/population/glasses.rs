//! The glasses that the paper's strength can be held against: those with T0, D and a shear modulus.

use serde::Serialize;

use crate::{FittedCurve, Origin};

/// A glass with its Vogel-Fulcher numbers and its modulus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Glass {
    /// Its name.
    pub id: String,
    /// What it belongs with.
    pub group: Option<String>,
    /// What its points are.
    pub origin: Origin,
    /// T0, K.
    pub t0: f64,
    /// Shear modulus, GPa.
    pub mu0_gpa: f64,
    /// Strength `D = B/T0`.
    pub strength_d: f64,
    /// Standard error of `ln D`.
    pub ln_strength_error: f64,
    /// Standard error of `ln(D/T0)`.
    pub ln_strength_over_t0_error: f64,
}

/// Curves that cannot be among them, each counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Over too few decades.
    pub too_short: usize,
    /// Without a modulus.
    pub no_modulus: usize,
    /// With T0 at its bound, zero.
    pub t0_at_zero: usize,
    /// Without Vogel-Fulcher numbers for another reason.
    pub no_strength: usize,
    /// With `D/T0` known to no better than a factor of e.
    pub uncertain: usize,
}

/// A standard error of `ln(D/T0)` above this says nothing of the glass.
const UNCERTAIN: f64 = 1.0;

pub(super) fn glasses(curves: &[&FittedCurve], least_decades: f64) -> (Vec<Glass>, LeftOut) {
    let mut left_out = LeftOut::default();
    let mut glasses = Vec::new();
    for curve in curves {
        match (curve.mu0_gpa, curve.vogel) {
            _ if curve.decades < least_decades => left_out.too_short += 1,
            (None, _) => left_out.no_modulus += 1,
            (_, None) if curve.t0_at_zero => left_out.t0_at_zero += 1,
            (_, None) => left_out.no_strength += 1,
            (_, Some(vogel)) if vogel.ln_strength_over_t0_error > UNCERTAIN => {
                left_out.uncertain += 1;
            }
            (Some(mu0_gpa), Some(vogel)) => glasses.push(Glass {
                id: curve.id.clone(),
                group: curve.group.clone(),
                origin: curve.origin,
                t0: vogel.t0,
                mu0_gpa,
                strength_d: vogel.strength_d,
                ln_strength_error: vogel.ln_strength_error,
                ln_strength_over_t0_error: vogel.ln_strength_over_t0_error,
            }),
        }
    }
    (glasses, left_out)
}
