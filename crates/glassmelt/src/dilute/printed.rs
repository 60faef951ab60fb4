//! The paper's own averages in Eqs. 14 and 15, so that its claims can be weighed. Layer: printed.

use std::f64::consts::PI;

use serde::Serialize;

use crate::medium::Medium;

/// Weights of A^2, AB and B^2 in the average square of one shear component.
///
/// By Eq. 8 the shear strain goes as `A (n_x p_y + n_y p_x) + 2 B n_x n_y (n.p)` with the unit vectors n
/// (direction) and p (of the dipole's vector). The paper takes the magnitudes of p uniform and the two
/// dipoles alike; n and p are then averaged over the sphere.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Weights {
    /// Of `A^2`.
    pub aa: f64,
    /// Of `A B`.
    pub ab: f64,
    /// Of `B^2`.
    pub bb: f64,
}

/// The weights of Eq. 14: 2/9, 8/45, 4/45.
pub const WEIGHTS: Weights = Weights {
    aa: 2.0 / 9.0,
    ab: 8.0 / 45.0,
    bb: 4.0 / 45.0,
};

impl Weights {
    /// The parts of the whole that the three terms have in a medium; they sum to one.
    ///
    /// ```
    /// let medium = glassmelt::Medium::new(1.0, 1.0)?;
    /// let shares = glassmelt::dilute::printed::WEIGHTS.shares(&medium);
    /// assert!((shares.ab + shares.bb - 1.0 / 3.0).abs() < 1e-15);
    /// # Ok::<(), glassmelt::Error>(())
    /// ```
    #[must_use]
    pub fn shares(&self, medium: &Medium) -> Self {
        let (a, b) = (medium.a(), medium.b());
        let terms = [self.aa * a * a, self.ab * a * b, self.bb * b * b];
        let sum: f64 = terms.iter().sum();
        let [aa, ab, bb] = terms.map(|term| term / sum);
        Self { aa, ab, bb }
    }
}

/// What stands before the integral in Eqs. 12 and 14, `4 * 4 pi * (2/9) |p|^2`, over what stands there in
/// Eq. 15, `alpha/32 pi = |p|^2/2`: 64 pi/9, about 22.
pub fn prefactor_ratio() -> f64 {
    4.0 * 4.0 * PI * WEIGHTS.aa / 0.5
}

/// `<p.p' (-E2/k_B T)>/X` of unit vectors p, p' with the energy of Eq. 10, to first order: `A/3 + B/9`.
///
/// X is `8 pi mu |p|^2/(k_B T r^3)`. Not zero, so freely averaged Eq. 10 makes Eq. 14 fall as `r^-4`; and
/// the exponent of Eq. 15 is the largest value that Eq. 10 takes, not an average.
pub fn first_order_correlation(medium: &Medium) -> f64 {
    medium.a() / 3.0 + medium.b() / 9.0
}

/// The paper's averages in one medium.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PrintedAverage {
    /// The weights of Eq. 14.
    pub weights: Weights,
    /// Their parts of the whole in this medium.
    pub shares: Weights,
    /// As [`prefactor_ratio`].
    pub prefactor_ratio: f64,
    /// As [`first_order_correlation`].
    pub first_order_correlation: f64,
}

impl PrintedAverage {
    /// The averages in a medium.
    pub fn of(medium: &Medium) -> Self {
        Self {
            weights: WEIGHTS,
            shares: WEIGHTS.shares(medium),
            prefactor_ratio: prefactor_ratio(),
            first_order_correlation: first_order_correlation(medium),
        }
    }
}
