//! Averages over the free rotations of two dipoles: product rules, exact for polynomials, spectral beyond.
//!
//! Rotations are `Rz(alpha) Ry(beta) Rz(gamma)`. Only the difference of the two alpha matters. A half
//! turn about any principal axis leaves a symmetric tensor alone, so that `cos beta` runs over [0, 1]
//! and gamma over [0, pi). After the sums over alpha (equal steps) what is left is a polynomial in
//! `cos beta` and in `exp(2 i gamma)`.

use std::f64::consts::PI;

use nalgebra::{Rotation3, Vector3};

use super::pair::{Components, TurningPair};

/// What the functions to be averaged may depend on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    /// `Q_dev^a:Q_dev^b/Q_norm^2`.
    pub(super) overlap: f64,
    /// g.
    pub(super) energy: f64,
    /// Half the sum of the two `q0`.
    pub(super) alignment: f64,
}

/// One dipole's orientation up to its alpha.
struct Orientation {
    weight: f64,
    at: Components,
}

/// The averages of the functions of `f`, each with the average of its size, by a rule of order `order`.
///
/// Exact when f is a polynomial of degree below `order` in each of the dipoles.
pub(super) fn average<const N: usize>(
    pair: &TurningPair,
    order: usize,
    f: impl Fn(Point) -> [f64; N],
) -> [(f64, f64); N] {
    let orientations = orientations(pair, order);
    let turns = turns(2 * order);
    let mut sums = [(0.0, 0.0); N];
    for (index, a) in orientations.iter().enumerate() {
        for (other, b) in orientations[index..].iter().enumerate() {
            let times = if other == 0 { 1.0 } else { 2.0 };
            let weight = times * a.weight * b.weight / turns.len() as f64;
            for_each_turn(pair, &a.at, &b.at, &turns, |point| {
                for (sum, value) in sums.iter_mut().zip(f(point)) {
                    sum.0 += weight * value;
                    sum.1 += weight * value.abs();
                }
            });
        }
    }
    sums
}

/// Calls `visit` for each relative turn of the two about the line of centres.
fn for_each_turn(
    pair: &TurningPair,
    a: &Components,
    b: &Components,
    turns: &[[f64; 4]],
    mut visit: impl FnMut(Point),
) {
    let modes = pair.modes();
    let along = a.q0 * b.q0;
    let constant = modes.m0 * along + pair.trace_field() * (a.q0 + b.q0);
    let (re1, im1) = times_conjugate(a.q1, b.q1);
    let (re2, im2) = times_conjugate(a.q2, b.q2);
    for [cos1, sin1, cos2, sin2] in turns {
        let first = re1 * cos1 - im1 * sin1;
        let second = re2 * cos2 - im2 * sin2;
        visit(Point {
            overlap: along + first + second,
            energy: constant + modes.m1 * first + modes.m2 * second,
            alignment: 0.5 * (a.q0 + b.q0),
        });
    }
}

/// Real and imaginary part of `conj(a) b`.
fn times_conjugate(a: [f64; 2], b: [f64; 2]) -> (f64, f64) {
    (a[0] * b[0] + a[1] * b[1], a[0] * b[1] - a[1] * b[0])
}

/// `cos alpha, sin alpha, cos 2 alpha, sin 2 alpha` at equal steps round the circle.
fn turns(count: usize) -> Vec<[f64; 4]> {
    (0..count)
        .map(|k| {
            let alpha = 2.0 * PI * k as f64 / count as f64;
            let (sin1, cos1) = alpha.sin_cos();
            let (sin2, cos2) = (2.0 * alpha).sin_cos();
            [cos1, sin1, cos2, sin2]
        })
        .collect()
}

/// The product of Gauss in `cos beta` and equal steps in gamma.
fn orientations(pair: &TurningPair, order: usize) -> Vec<Orientation> {
    let steps = if pair.is_uniaxial() { 1 } else { order };
    let body = pair.body();
    let mut all = Vec::with_capacity(order * steps);
    for (cos_beta, weight) in gauss_on_unit_interval(order) {
        let tilt = Rotation3::from_axis_angle(&Vector3::y_axis(), cos_beta.acos());
        for step in 0..steps {
            let gamma = PI * step as f64 / steps as f64;
            let rotation = tilt * Rotation3::from_axis_angle(&Vector3::z_axis(), gamma);
            all.push(Orientation {
                weight: weight / steps as f64,
                at: Components::of(&body.rotated(rotation.matrix())),
            });
        }
    }
    all
}

/// Gauss and Legendre's rule of any order on [0, 1], by Newton's method from Tricomi's estimate.
fn gauss_on_unit_interval(order: usize) -> Vec<(f64, f64)> {
    let n = order as f64;
    (0..order)
        .map(|k| {
            let mut x = (PI * (k as f64 + 0.75) / (n + 0.5)).cos();
            for _ in 0..8 {
                let (value, slope) = legendre(order, x);
                x -= value / slope;
            }
            let (_, slope) = legendre(order, x);
            (0.5 * (1.0 + x), 1.0 / ((1.0 - x * x) * slope * slope))
        })
        .collect()
}

/// `P_n(x)` and its derivative, by the recurrence of three terms; `|x| < 1`, n at least 1.
fn legendre(order: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for k in 2..=order {
        let k = k as f64;
        (before, value) = (
            value,
            ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k,
        );
    }
    (value, order as f64 * (x * value - before) / (x * x - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_order_n_is_exact_to_degree_2n_minus_1_and_no_further() {
        for order in [2_usize, 5, 16, 90] {
            let rule = gauss_on_unit_interval(order);
            for degree in [0, 1, order, 2 * order - 1] {
                let power = i32::try_from(degree).expect("small");
                let sum: f64 = rule.iter().map(|(x, w)| w * x.powi(power)).sum();
                let exact = 1.0 / (degree as f64 + 1.0);
                assert!((sum - exact).abs() < 2e-15, "{order} {degree} {sum}");
            }
        }
        let beyond: f64 = gauss_on_unit_interval(2)
            .iter()
            .map(|(x, w)| w * x.powi(4))
            .sum();
        assert!((beyond - 0.2).abs() > 1e-3);
    }
}
