//! Eq. 10 as the page has it.

use crate::medium::{Medium, Separation};
use crate::tensor::SymmetricTensor;

/// Eq. 10 as printed, as an energy: `-8 pi mu (A p.p' + B (p.n)(p'.n))/r^3` with the vectors `p = Q n/(8 pi mu)`.
///
/// The misprint `p = P (8 pi mu)` is mended, for p is to have no unit but that of a volume. It does not
/// follow from Eqs. 6, 7 and 9: what does is [`super::pair_energy`].
pub fn pair_energy(
    medium: &Medium,
    a: &SymmetricTensor,
    b: &SymmetricTensor,
    r: &Separation,
) -> f64 {
    let n = r.direction();
    let (v, w) = (a.apply(&n), b.apply(&n));
    let bracket = medium.a() * v.dot(&w) + medium.b() * n.dot(&v) * n.dot(&w);
    -bracket / (medium.scale() * r.distance().powi(3))
}
