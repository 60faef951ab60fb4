//! The strain at one place from a dipole at another: a symmetric matrix of 21 numbers.

use glassmelt::SymmetricTensor;

/// Components of a symmetric tensor, and the pairs of them.
pub(super) const COMPONENTS: usize = 6;
pub(super) const PAIRS: usize = COMPONENTS * (COMPONENTS + 1) / 2;
/// How often each component stands in the full matrix.
const TIMES: [f64; COMPONENTS] = [1.0, 1.0, 1.0, 2.0, 2.0, 2.0];

/// K of `strain = K:Q`, with `K_ijkl = K_klij`: energy of two dipoles `-Q_a:K:Q_b`, an inverse energy.
///
/// The 21 components of K by the lower half of their matrix, in the order xx, yy, zz, yz, xz, xy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairMatrix([f64; PAIRS]);

impl PairMatrix {
    /// No coupling.
    pub const ZERO: Self = Self([0.0; PAIRS]);

    /// `K:Q`, the strain of a dipole Q (an energy).
    pub fn strain(&self, dipole: &SymmetricTensor) -> SymmetricTensor {
        let components = dipole.components();
        let vector: [f64; COMPONENTS] = std::array::from_fn(|i| TIMES[i] * components[i]);
        let mut strain = [0.0; COMPONENTS];
        let mut start = 0;
        for row in 0..COMPONENTS {
            let numbers = &self.0[start..=start + row];
            for column in 0..row {
                strain[row] += numbers[column] * vector[column];
                strain[column] += numbers[column] * vector[row];
            }
            strain[row] += numbers[row] * vector[row];
            start += row + 1;
        }
        SymmetricTensor::from_components(strain)
    }

    /// The matrix whose columns are the strains of the dipoles xx, yy, zz, yz, xz, xy: in each of them that
    /// component and its mirror are one, all others zero.
    pub(crate) fn of_columns(strains: &[SymmetricTensor; COMPONENTS]) -> Self {
        let mut numbers = [0.0; PAIRS];
        for (number, (row, column)) in numbers.iter_mut().zip(pairs()) {
            *number = strains[column].components()[row] / TIMES[column];
        }
        Self(numbers)
    }

    /// By its 21 components, in their order.
    pub(super) fn of_numbers(numbers: [f64; PAIRS]) -> Self {
        Self(numbers)
    }

    #[must_use]
    pub(crate) fn plus(mut self, other: &Self, weight: f64) -> Self {
        for (number, other) in self.0.iter_mut().zip(&other.0) {
            *number += weight * other;
        }
        self
    }

    #[must_use]
    pub(crate) fn times(&self, weight: f64) -> Self {
        Self(self.0.map(|number| weight * number))
    }
}

/// The pairs of components, in the order in which they are stored.
pub(super) fn pairs() -> impl Iterator<Item = (usize, usize)> {
    (0..COMPONENTS).flat_map(|row| (0..=row).map(move |column| (row, column)))
}

/// The dipoles with one component, and its mirror, equal to one.
pub(crate) fn units() -> [SymmetricTensor; COMPONENTS] {
    std::array::from_fn(|unit| {
        let one = |c| if c == unit { 1.0 } else { 0.0 };
        SymmetricTensor::from_components(std::array::from_fn(one))
    })
}
