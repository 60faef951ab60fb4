//! Kelvin's Green function, Eq. 6, and its derivatives of first to third order in closed form.
//!
//! `8 pi mu G_ik = 2 delta_ik/r - B d_i d_k r`: all follow from derivatives of r and 1/r.

use nalgebra::{Matrix3, Vector3};

use super::{Medium, Separation};

/// `d_l G_ik` as `[l][(i, k)]`.
pub type GreenGradient = [Matrix3<f64>; 3];

/// `d_j d_l G_ik` as `[j][l][(i, k)]`.
pub type GreenSecond = [[Matrix3<f64>; 3]; 3];

/// `d_m d_j d_l G_ik` as `[m][j][l][(i, k)]`.
pub type GreenThird = [[[Matrix3<f64>; 3]; 3]; 3];

impl Medium {
    /// Kelvin's Green function `G_ij = (A delta_ij + B eta_i eta_j)/(8 pi mu |r|)`, Eq. 6: the
    /// displacement at `r` along i by a unit force at the origin along j. `r` must not be zero; what a
    /// person typed goes through [`Separation`] first.
    pub fn green(&self, r: &Vector3<f64>) -> Matrix3<f64> {
        let n = r.normalize();
        (Matrix3::identity() * self.a() + n * n.transpose() * self.b()) / (self.scale() * r.norm())
    }

    /// `d_l G_ik`, of Eq. 6, as `[l][(i, k)]`.
    pub fn green_gradient(&self, r: &Separation) -> GreenGradient {
        std::array::from_fn(|l| self.green_derivative(r, [l]))
    }

    /// `d_j d_l G_ik`, the `G_ik,lj` of Eq. 7, as `[j][l][(i, k)]`.
    pub fn green_second(&self, r: &Separation) -> GreenSecond {
        std::array::from_fn(|j| std::array::from_fn(|l| self.green_derivative(r, [j, l])))
    }

    /// `d_m d_j d_l G_ik`, of which the force between two dipoles is made, as `[m][j][l][(i, k)]`.
    pub fn green_third(&self, r: &Separation) -> GreenThird {
        let third = |m, j| std::array::from_fn(|l| self.green_derivative(r, [m, j, l]));
        std::array::from_fn(|m| std::array::from_fn(|j| third(m, j)))
    }

    /// The matrix `d... G_ik` for the derivatives along `axes`.
    fn green_derivative<const N: usize>(&self, r: &Separation, axes: [usize; N]) -> Matrix3<f64> {
        let inverse = 2.0 * derivative_of_power(-1, r, &axes);
        Matrix3::from_fn(|i, k| {
            let mut all = axes.to_vec();
            all.extend([i, k]);
            let delta = if i == k { inverse } else { 0.0 };
            (delta - self.b() * derivative_of_power(1, r, &all)) / self.scale()
        })
    }
}

/// The derivative of `|r|^power` along each of `axes` in turn.
fn derivative_of_power(power: i32, r: &Separation, axes: &[usize]) -> f64 {
    let order = i32::try_from(axes.len()).unwrap_or(i32::MAX);
    pairings(power, &r.direction(), axes, 0) * r.distance().powi(power - order)
}

/// Each axis gives a factor of n, or forms a Kronecker delta with a later one; `factors` counts both.
/// `d_i r^p = p r^(p-2) r_i`, so that k factors bring down `p (p - 2) ... (p - 2 k + 2)`.
fn pairings(power: i32, n: &Vector3<f64>, axes: &[usize], factors: i32) -> f64 {
    let Some((&axis, rest)) = axes.split_first() else {
        return (0..factors).map(|j| f64::from(power - 2 * j)).product();
    };
    let alone = n[axis] * pairings(power, n, rest, factors + 1);
    let partners = (0..rest.len()).filter(|&j| rest[j] == axis);
    let paired = partners.map(|j| {
        pairings(
            power,
            n,
            &[&rest[..j], &rest[j + 1..]].concat(),
            factors + 1,
        )
    });
    alone + paired.sum::<f64>()
}
