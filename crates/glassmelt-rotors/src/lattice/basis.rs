//! Symmetric tensors by six numbers of an orthonormal basis, in which mirrors change signs alone.

use glassmelt::SymmetricTensor;

/// How many components a symmetric tensor has.
pub(crate) const COMPONENTS: usize = 6;
/// How many different numbers a symmetric matrix between them has.
pub(crate) const PAIRS: usize = COMPONENTS * (COMPONENTS + 1) / 2;

/// The same of deviators, which come first.
pub(crate) const DEVIATORS: usize = COMPONENTS - 1;
pub(crate) const DEVIATOR_PAIRS: usize = DEVIATORS * (DEVIATORS + 1) / 2;

const ROOT_2: f64 = std::f64::consts::SQRT_2;
/// `1/sqrt(2)`, `1/sqrt(3)`, `1/sqrt(6)`: a division takes several times as long as a product.
const ROOT_OF_HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;
const ROOT_OF_THIRD: f64 = 0.577_350_269_189_625_8;
const ROOT_OF_SIXTH: f64 = 0.408_248_290_463_863;

/// How a component changes in the mirrors of x, y, z: not at all, or as yz, xz, xy do. The mirror class of a
/// product is the exclusive or of both.
pub(crate) const MIRROR: [usize; COMPONENTS] = [0, 0, 1, 2, 3, 0];

/// Two deviators along the axes, three shears, and the trace.
pub(crate) fn components(q: &SymmetricTensor) -> [f64; COMPONENTS] {
    [
        (q.xx - q.yy) * ROOT_OF_HALF,
        ((q.zz - q.xx) + (q.zz - q.yy)) * ROOT_OF_SIXTH,
        q.yz * ROOT_2,
        q.xz * ROOT_2,
        q.xy * ROOT_2,
        q.trace() * ROOT_OF_THIRD,
    ]
}

/// The tensor with these components.
pub(crate) fn tensor(c: [f64; COMPONENTS]) -> SymmetricTensor {
    let (across, along, mean) = (
        c[0] * ROOT_OF_HALF,
        c[1] * ROOT_OF_SIXTH,
        c[5] * ROOT_OF_THIRD,
    );
    SymmetricTensor::from_components([
        mean - along + across,
        mean - along - across,
        mean + 2.0 * along,
        c[2] * ROOT_OF_HALF,
        c[3] * ROOT_OF_HALF,
        c[4] * ROOT_OF_HALF,
    ])
}

/// The basis itself.
pub(crate) fn units() -> [SymmetricTensor; COMPONENTS] {
    std::array::from_fn(|unit| tensor(std::array::from_fn(|c| if c == unit { 1.0 } else { 0.0 })))
}

/// The pairs of components, in the order in which a symmetric matrix is stored.
pub(crate) fn pairs() -> impl Iterator<Item = (usize, usize)> {
    (0..COMPONENTS).flat_map(|row| (0..=row).map(move |column| (row, column)))
}
