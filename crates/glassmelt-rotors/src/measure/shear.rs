//! The five shears of a dipole: an orthonormal basis of tensors without trace.

use glassmelt::SymmetricTensor;

/// How many there are.
pub(crate) const SHEARS: usize = 5;

/// `(xx - yy)/sqrt 2`, `(2 zz - xx - yy)/sqrt 6`, `sqrt 2 yz`, `sqrt 2 xz`, `sqrt 2 xy`: the components c of
/// the deviator in an orthonormal basis, so that `sum c^2 = q:q`.
///
/// A strain along one basis tensor meets c as the strain `gamma/2` of a simple shear meets `sqrt 2 Q_xy`: in
/// every estimator `c^2/2` stands for `Q_xy^2`.
pub fn shear_components(dipole: &SymmetricTensor) -> [f64; 5] {
    let SymmetricTensor {
        xx,
        yy,
        zz,
        yz,
        xz,
        xy,
    } = *dipole;
    let root = 2.0_f64.sqrt();
    [
        (xx - yy) / root,
        ((zz - xx) + (zz - yy)) / 6.0_f64.sqrt(),
        root * yz,
        root * xz,
        root * xy,
    ]
}

/// The sum of the products of components.
pub(crate) fn dot(a: &[f64; SHEARS], b: &[f64; SHEARS]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The five components at a place of a flat list.
pub(crate) fn five(list: &[f64], index: usize) -> [f64; SHEARS] {
    std::array::from_fn(|c| list[SHEARS * index + c])
}
