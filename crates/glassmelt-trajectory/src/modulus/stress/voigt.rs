//! Elastic constants by Voigt's numbers xx, yy, zz, yz, xz, xy, and the means over directions that are isotropic.

use nalgebra::Vector3;

use crate::frame::Dimension;

/// A symmetric tensor of second rank.
pub(super) type Six = [f64; 6];

/// `n_a n_b` times `factor`.
pub(super) fn squares(r: &Vector3<f64>) -> Six {
    [
        r.x * r.x,
        r.y * r.y,
        r.z * r.z,
        r.y * r.z,
        r.x * r.z,
        r.x * r.y,
    ]
}

/// The 21 pairs I <= J.
pub(super) fn pairs() -> impl Iterator<Item = (usize, usize)> {
    (0..6).flat_map(|i| (i..6).map(move |j| (i, j)))
}

/// Weights of the `C_IJ`, I <= J (off the diagonal of both `C_IJ` and `C_JI` together), in a modulus.
pub(super) type Weights = [[f64; 6]; 6];

/// Which modulus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modulus {
    Mu,
    LambdaPlus2Mu,
}

/// The rotational mean (Voigt): in space `mu = (C11 + C22 + C33 - C12 - C23 - C13 + 3 (C44 + C55 + C66))/15` and
/// `lambda + 2 mu = (3 (C11 + C22 + C33) + 2 (C12 + C23 + C13) + 4 (C44 + C55 + C66))/15`, in a plane
/// `mu = (C11 + C22 - 2 C12 + 4 C66)/8` and `lambda + 2 mu = (3 C11 + 3 C22 + 2 C12 + 4 C66)/8`.
pub(super) fn isotropic(modulus: Modulus, dimension: Dimension) -> Weights {
    let (plain, mixed, shear, whole) = match (dimension, modulus) {
        (Dimension::Three, Modulus::Mu) => (1.0, -1.0, 3.0, 15.0),
        (Dimension::Three, Modulus::LambdaPlus2Mu) => (3.0, 2.0, 4.0, 15.0),
        (Dimension::Two, Modulus::Mu) => (1.0, -2.0, 4.0, 8.0),
        (Dimension::Two, Modulus::LambdaPlus2Mu) => (3.0, 2.0, 4.0, 8.0),
    };
    let axes = dimension.count();
    let mut weights = [[0.0; 6]; 6];
    for i in 0..axes {
        weights[i][i] = plain / whole;
        for weight in &mut weights[i][i + 1..axes] {
            *weight = mixed / whole;
        }
    }
    let shears = if dimension == Dimension::Two {
        5..6
    } else {
        3..6
    };
    for i in shears {
        weights[i][i] = shear / whole;
    }
    weights
}

/// One elastic constant alone.
pub(super) fn single(i: usize, j: usize) -> Weights {
    let mut weights = [[0.0; 6]; 6];
    weights[i.min(j)][i.max(j)] = 1.0;
    weights
}

/// `sum_IJ w_IJ v_IJ`, of values in the order of [`pairs`].
pub(super) fn of_pairs(weights: &Weights, values: &[f64]) -> f64 {
    pairs()
        .zip(values)
        .map(|((i, j), value)| weights[i][j] * value)
        .sum()
}

/// `sum_IJ w_IJ a_I b_J`.
pub(super) fn contract(weights: &Weights, a: &Six, b: &Six) -> f64 {
    pairs()
        .map(|(i, j)| weights[i][j] * 0.5 * (a[i] * b[j] + a[j] * b[i]))
        .sum()
}

/// Of `delta_ac delta_bd + delta_ad delta_bc`: 2 for xx-xx, 1 for xy-xy.
pub(super) fn of_identity(weights: &Weights) -> f64 {
    let diagonal = (0..6).map(|i| weights[i][i] * if i < 3 { 2.0 } else { 1.0 });
    diagonal.sum()
}
