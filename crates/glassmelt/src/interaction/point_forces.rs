//! The slow truth about two dipoles: pairs of opposite forces a finite arm apart, and the limit of no arm.

use nalgebra::Vector3;

use crate::error::{Result, require};
use crate::medium::{Medium, Separation};
use crate::tensor::SymmetricTensor;

/// The longest arm in units of |r|, and the numbers by which it is divided in turn.
const LONGEST_ARM: f64 = 0.2;
const DIVISORS: [f64; 6] = [1.0, 4.0 / 3.0, 2.0, 3.0, 4.0, 6.0];

/// A limit with an estimate of its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The limit.
    pub value: f64,
    /// By how much the last step of the extrapolation changed it.
    pub last_change: f64,
}

/// The energy `-sum f G f'` of two dipoles, each made of six forces `+-Q e_j/(2 h)` at `+-h e_j`, j = x, y, z;
/// `arm` is h, positive and below |r|/2 so that no two forces meet.
///
/// Forces on the same dipole do not count: their energy does not depend on where the other one is.
pub fn pair_energy(
    medium: &Medium,
    a: &SymmetricTensor,
    b: &SymmetricTensor,
    r: &Separation,
    arm: f64,
) -> Result<f64> {
    let apart = arm > 0.0 && arm < 0.5 * r.distance();
    require("arm", arm, apart, "positive and below half of |r|")?;
    let (forces_a, forces_b) = (six_forces(a, arm), six_forces(b, arm));
    let pairs = forces_a
        .iter()
        .flat_map(|one| forces_b.iter().map(move |other| (one, other)));
    Ok(pairs
        .map(|((x, f), (y, g))| -f.dot(&(medium.green(&(r.vector() + y - x)) * g)))
        .sum())
}

/// The limit of no arm, by a polynomial in the arm's square through six arms.
///
/// Differences of differences cost digits: ten are left.
pub fn pair_energy_limit(
    medium: &Medium,
    a: &SymmetricTensor,
    b: &SymmetricTensor,
    r: &Separation,
) -> Result<Limit> {
    let arms = DIVISORS.map(|divisor| LONGEST_ARM * r.distance() / divisor);
    let mut column = Vec::with_capacity(arms.len());
    for &arm in &arms {
        column.push(pair_energy(medium, a, b, r, arm)?);
    }
    Ok(extrapolated(&arms.map(|arm| arm * arm), column))
}

/// Where each force acts, and the force.
fn six_forces(dipole: &SymmetricTensor, arm: f64) -> [(Vector3<f64>, Vector3<f64>); 6] {
    std::array::from_fn(|index| {
        let side = if index % 2 == 0 { 1.0 } else { -1.0 };
        let axis = Vector3::ith(index / 2, side);
        (axis * arm, dipole.apply(&axis) / (2.0 * arm))
    })
}

/// Neville's scheme at zero.
fn extrapolated<const N: usize>(x: &[f64; N], mut column: Vec<f64>) -> Limit {
    let mut last_change = 0.0;
    for order in 1..N {
        let before = column[N - order];
        for i in 0..N - order {
            let share = x[i] / (x[i] - x[i + order]);
            column[i] += (column[i + 1] - column[i]) * share;
        }
        last_change = (column[N - order - 1] - before).abs();
    }
    Limit {
        value: column[0],
        last_change,
    }
}
