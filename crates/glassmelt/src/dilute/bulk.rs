//! The bulk modulus of a dilute gas of defects: does it soften "parallel to the shear modulus"?
//!
//! A dilation e (strain `e/3` along each axis) meets the total dipole through `-e tr(sum Q)/3`. Hence,
//! at given strain, `K_R = K_0 - <(tr sum Q/3)^2>_c/(V k_B T)`, with the connected average.
//!
//! * **Exact.** A rotation does not change the trace. Where the number of defects is fixed, and in
//!   linear elasticity, `tr sum Q` does not fluctuate, whatever the interaction and the density: `K_R =
//!   K_0` at every temperature. The longitudinal modulus `K_R + 4 mu_R/3` softens through `mu_R` alone, and
//!   `lambda_R = K_0 - 2 mu_R/3` rises: it does "not renormalize to 0", as the paper says below Eq. 29.
//! * **With a number that is free to change** (Eq. 11 read as a reservoir) `<(tr sum Q/3)^2>_c` is
//!   `(tr Q/3)^2` times the variance of the number: `n V` for an ideal gas, and with pairs, hard inside
//!   contact, that times `1 + n int d^3r (e^{-E2/k_B T} - 1)`. As for shear, a ball in the bare medium
//!   gives `K_R/K_0 = 1 - x/(1 + beta x)`, with the `beta = 3 K/(3 K + 4 mu)` of `Eshelby1957`; exact
//!   to second order in n. It is nothing for defects without a trace.
//! * **Not in it**: how `r` in `E2` itself changes with dilation, and moduli that depend on density; both
//!   are beyond linear elasticity.

use std::f64::consts::PI;

use serde::Serialize;

use super::gas::Gas;
use crate::medium::Medium;

/// The response to compression of a gas of defects, as ratios to the medium without them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bulk {
    /// `K_0 = lambda + 2 mu/3`, in the medium's unit.
    pub bulk_modulus: f64,
    /// `K_R/K_0` with a fixed number of defects that turn: one, exactly.
    pub ratio_at_fixed_number: f64,
    /// `(K_0 + 4 mu_R/3)/(K_0 + 4 mu_0/3)`, with the `mu_R` of the gas.
    pub longitudinal_ratio: f64,
    /// `lambda_R = K_0 - 2 mu_R/3`, in the medium's unit.
    pub lambda_r: f64,
    /// `n (tr Q/3)^2/(k_B T K_0)`, for a number that is free to change.
    pub compressive_softening: f64,
    /// The same over that of shear; absent when nothing softens shear.
    pub relative_to_shear: Option<f64>,
    /// Eshelby's factor of a ball under pressure, `3 K/(3 K + 4 mu)`.
    pub beta: f64,
    /// `K_R/K_0` of an ideal gas whose number is free to change.
    pub ratio_at_free_number: f64,
    /// `n int d^3r (<e^{-E2/k_B T}> - 1)`: pairs in the variance of the number; absent without pairs.
    pub number_of_pairs: Option<f64>,
    /// `K_R/K_0` with those pairs; absent where they outweigh the first order.
    pub ratio_at_free_number_with_pairs: Option<f64>,
}

/// The response to compression of `gas`, whose shear modulus fell by `shear_ratio = mu_R/mu_0`.
///
/// `excess` is `3 int_1^inf x^2 (<e^{-X g}> - 1) dx` of a pair, where there is one.
pub fn bulk(gas: &Gas, shear_ratio: f64, excess: Option<f64>) -> Bulk {
    let medium = gas.medium();
    let (k0, mu_r) = (medium.bulk_modulus(), medium.mu() * shear_ratio);
    let (softening, shear) = (gas.compressive_softening(), gas.shear_softening());
    let number_of_pairs = excess.map(|excess| pairs_in_the_number(gas.density(), excess));
    Bulk {
        bulk_modulus: k0,
        ratio_at_fixed_number: 1.0,
        longitudinal_ratio: (k0 + 4.0 / 3.0 * mu_r) / (k0 + 4.0 / 3.0 * medium.mu()),
        lambda_r: k0 - 2.0 / 3.0 * mu_r,
        compressive_softening: softening,
        relative_to_shear: (shear > 0.0).then(|| softening / shear),
        beta: eshelby_under_pressure(&medium),
        ratio_at_free_number: bulk_ratio(&medium, softening),
        number_of_pairs,
        ratio_at_free_number_with_pairs: number_of_pairs
            .filter(|pairs| pairs.abs() < 1.0)
            .map(|pairs| bulk_ratio(&medium, softening * (1.0 + pairs))),
    }
}

/// `K_R/K_0 = 1 - x/(1 + beta x)` at the compressive softening x.
fn bulk_ratio(medium: &Medium, softening: f64) -> f64 {
    1.0 - softening / (1.0 + eshelby_under_pressure(medium) * softening)
}

/// `3 K/(3 K + 4 mu)`.
fn eshelby_under_pressure(medium: &Medium) -> f64 {
    let three_k = 3.0 * medium.bulk_modulus();
    three_k / (three_k + 4.0 * medium.mu())
}

/// `n int d^3r (...) = (4 pi/3) n a^3 (excess - 1)`: no two within contact, `excess` beyond it.
fn pairs_in_the_number(density: f64, excess: f64) -> f64 {
    4.0 * PI / 3.0 * density * (excess - 1.0)
}
