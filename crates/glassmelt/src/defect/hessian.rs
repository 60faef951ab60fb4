//! The exact second derivatives of the potential by d, w, u.

use nalgebra::{DMatrix, Matrix3, SMatrix, Vector3};

use super::bond::{Curvatures, Slopes};
use super::model::Configuration;
use super::potential::Potential;

/// Derivatives of one bond by d, w and the u of its neighbour, in this order.
pub(super) type Block = SMatrix<f64, 9, 9>;

impl Potential {
    /// The second derivatives of the energy along steps of [`Potential::displaced`], exact.
    ///
    /// Symmetric: the second derivative by w is that of `V(exp(w) R)` at w = 0.
    pub fn hessian(&self, at: &Configuration) -> DMatrix<f64> {
        let mut hessian = DMatrix::zeros(self.dimension(), self.dimension());
        if let Some(k) = &self.stiffness {
            let mut cage = hessian.view_mut((6, 6), k.shape());
            cage.copy_from(k);
        }
        for (link, c, l) in self.placed(at) {
            let block = block(&c, &link.slopes(&c, &l), &link.curvatures(&c, &l));
            let start = 6 + 3 * link.neighbour;
            add(&mut hessian, (0, 0), &block.fixed_view::<6, 6>(0, 0).into());
            if self.stiffness.is_some() {
                add(
                    &mut hessian,
                    (start, 0),
                    &block.fixed_view::<3, 6>(6, 0).into(),
                );
                add(
                    &mut hessian,
                    (0, start),
                    &block.fixed_view::<6, 3>(0, 6).into(),
                );
                add(
                    &mut hessian,
                    (start, start),
                    &block.fixed_view::<3, 3>(6, 6).into(),
                );
            }
        }
        hessian
    }
}

/// By the chain rule: to first order `dc = w x c` and `dl = du - dd - dc`; the corner also moves by
/// `w x (w x c)/2` to second order, which the slopes feel.
pub(super) fn block(c: &Vector3<f64>, slopes: &Slopes, curvatures: &Curvatures) -> Block {
    let turned = -c.cross_matrix();
    let mut of_bond = SMatrix::<f64, 3, 9>::zeros();
    of_bond
        .fixed_view_mut::<3, 3>(0, 0)
        .copy_from(&-Matrix3::identity());
    of_bond.fixed_view_mut::<3, 3>(0, 3).copy_from(&-turned);
    of_bond
        .fixed_view_mut::<3, 3>(0, 6)
        .copy_from(&Matrix3::identity());
    let mut of_corner = SMatrix::<f64, 3, 9>::zeros();
    of_corner.fixed_view_mut::<3, 3>(0, 3).copy_from(&turned);

    let mixed = of_bond.transpose() * curvatures.bond_corner * of_corner;
    let mut block =
        of_bond.transpose() * curvatures.bond_bond * of_bond + mixed + mixed.transpose();

    let pull = slopes.by_corner - slopes.by_bond;
    let outer = pull * c.transpose();
    let bent = (outer + outer.transpose()) * 0.5 - Matrix3::identity() * pull.dot(c);
    let mut turning = block.fixed_view_mut::<3, 3>(3, 3);
    turning += bent;
    block
}

fn add<const R: usize, const C: usize>(
    hessian: &mut DMatrix<f64>,
    start: (usize, usize),
    part: &SMatrix<f64, R, C>,
) {
    let mut view = hessian.fixed_view_mut::<R, C>(start.0, start.1);
    view += part;
}
