//! Orientations spread evenly over all rotations, without chance.

use std::f64::consts::{SQRT_2, TAU};

use nalgebra::{Quaternion, UnitQuaternion};

/// The real root above 1 of `x^4 = x + 4`, the second number of the spiral (Alexa 2022).
const PSI: f64 = 1.533_751_168_755_204_3;

/// `count` orientations: the identity, then `count - 1` along a super-Fibonacci spiral (Alexa 2022,
/// "Super-Fibonacci spirals: fast, low-discrepancy sampling of SO(3)").
pub fn orientations(count: usize) -> impl Iterator<Item = UnitQuaternion<f64>> {
    let spiral = count.saturating_sub(1);
    let identity = (count > 0).then(UnitQuaternion::identity);
    identity
        .into_iter()
        .chain((0..spiral).map(move |i| on_spiral(i, spiral)))
}

fn on_spiral(index: usize, count: usize) -> UnitQuaternion<f64> {
    let s = index as f64 + 0.5;
    let t = s / count as f64;
    let (alpha, beta) = (TAU * s / SQRT_2, TAU * s / PSI);
    let (r, big_r) = (t.sqrt(), (1.0 - t).sqrt());
    UnitQuaternion::new_normalize(Quaternion::new(
        big_r * beta.cos(),
        r * alpha.sin(),
        r * alpha.cos(),
        big_r * beta.sin(),
    ))
}
