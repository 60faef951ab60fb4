//! The lowest point of a quadratic model inside a sphere, by the eigenvalues of its Hessian.

use nalgebra::{Cholesky, DMatrix, DVector, SymmetricEigen};

use crate::special::root::newton_in_bracket;

/// Eigenvalues below this share of the largest count as zero: such directions cost nothing.
pub(super) const FLAT: f64 = 1e-8;

/// The step that minimises `g.s + s H s/2` over `|s| <= radius` (`MoreSorensen1983`).
///
/// Components of g within `noise` along their eigenvector count as zero, so that directions which
/// cost nothing are left alone. Negative curvature is followed to the sphere even where g vanishes.
pub(super) fn step(g: &DVector<f64>, h: DMatrix<f64>, radius: f64, noise: f64) -> DVector<f64> {
    newton(g, &h, radius).unwrap_or_else(|| in_eigenbasis(g, h, radius, noise))
}

/// Newton's step where the Hessian is safely positive definite and the step is short enough.
fn newton(g: &DVector<f64>, h: &DMatrix<f64>, radius: f64) -> Option<DVector<f64>> {
    let factor = Cholesky::new(h.clone())?;
    let pivots = factor.l_dirty().diagonal().map(|x| x * x);
    let step = -factor.solve(g);
    (pivots.min() > FLAT * pivots.max() && step.norm() <= radius).then_some(step)
}

fn in_eigenbasis(g: &DVector<f64>, h: DMatrix<f64>, radius: f64, noise: f64) -> DVector<f64> {
    let eigen = SymmetricEigen::new(h);
    let lambda = &eigen.eigenvalues;
    let forces = eigen
        .eigenvectors
        .tr_mul(g)
        .map(|x| if x.abs() > noise { x } else { 0.0 });
    let lowest = lambda.imin();
    let floor = (-lambda[lowest]).max(0.0);
    let mut step = shifted(&forces, lambda, floor);
    if step.norm() > radius {
        step = shifted(&forces, lambda, shift(&forces, lambda, floor, radius));
    } else if lambda[lowest] < -FLAT * lambda.amax() {
        let left = radius.powi(2) - step.norm_squared();
        step[lowest] += left.max(0.0).sqrt();
    }
    eigen.eigenvectors * step
}

/// `-g/(lambda + shift)` by component; zero where there is no force.
fn shifted(forces: &DVector<f64>, lambda: &DVector<f64>, shift: f64) -> DVector<f64> {
    forces.zip_map(lambda, |g, l| if g == 0.0 { 0.0 } else { -g / (l + shift) })
}

/// The shift above `floor` that brings the step to the sphere.
fn shift(forces: &DVector<f64>, lambda: &DVector<f64>, floor: f64, radius: f64) -> f64 {
    let high = floor + forces.norm() / radius;
    newton_in_bracket(floor, high, high, 1e-6, |shift| {
        let step = shifted(forces, lambda, shift);
        let length = step.norm();
        let falling = step.zip_map(lambda, |s, l| s * s / (l + shift)).sum();
        (1.0 / length - 1.0 / radius, falling / length.powi(3))
    })
}
