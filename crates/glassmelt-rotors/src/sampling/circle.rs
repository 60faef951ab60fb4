//! Angles drawn exactly from `exp(-e(theta)/k_B T)`, e a trigonometric polynomial of fourth order.
//!
//! The circle is cut into arcs until on each arc that matters e is nearly its lower bound
//! `e(middle) - |e'(middle)| h - c h^2/2` with the half length h and `c >= |e''|`. An arc is drawn by the
//! weight of its bound, a place on it evenly, and kept with the probability `exp(-(e - bound)/k_B T)`: exact,
//! however good the bounds are.

use std::f64::consts::PI;

use crate::random::Draws;

/// The order of the polynomial.
const ORDER: usize = 4;
/// Through so many points, evenly apart and twice the order and one, there is one such polynomial.
const POINTS: u32 = 9;
/// Arcs to begin with.
const FIRST: u32 = 8;
/// How far an arc's bound may be below its middle, and how far above the lowest energy found an arc no longer
/// matters, in units of `k_B T`.
const LOOSE: f64 = 0.5;
const NEGLIGIBLE: f64 = 40.0;
/// The half length of the shortest arc: beside one, the last digit of an angle.
const SHORTEST: f64 = 1e-16;
/// More trials than are ever needed: a trial succeeds about two times in three, never less than one in three.
const TRIALS: u32 = 128;

/// `e(theta) = mean + sum_m (cosine_m cos m theta + sine_m sin m theta)`, m from 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Harmonics {
    mean: f64,
    cosine: [f64; ORDER],
    sine: [f64; ORDER],
}

/// A part of the circle, with a number that e does not fall below on it.
#[derive(Debug, Clone, Copy)]
struct Arc {
    middle: f64,
    half: f64,
    value: f64,
    bound: f64,
}

impl Harmonics {
    /// The polynomial that takes the values of `e` at nine angles, 0 among them.
    pub(super) fn through(e: impl Fn(f64) -> f64) -> Self {
        let mut found = Self {
            mean: 0.0,
            cosine: [0.0; ORDER],
            sine: [0.0; ORDER],
        };
        let share = f64::from(POINTS).recip();
        for point in 0..POINTS {
            let angle = 2.0 * PI * share * f64::from(point);
            let value = e(angle);
            found.mean += share * value;
            for (m, (sine, cosine)) in multiples(angle).into_iter().enumerate() {
                found.cosine[m] += 2.0 * share * value * cosine;
                found.sine[m] += 2.0 * share * value * sine;
            }
        }
        found
    }

    /// An angle by its weight `exp(-e/kt)`.
    pub(super) fn draw(&self, kt: f64, draws: &mut Draws) -> f64 {
        let arcs = self.arcs(kt);
        let lowest = arcs
            .iter()
            .fold(f64::INFINITY, |low, arc| low.min(arc.bound));
        let weight = |arc: &Arc| arc.half * (-(arc.bound - lowest) / kt).exp();
        let total: f64 = arcs.iter().map(weight).sum();
        for _ in 0..TRIALS {
            let mut left = total * draws.uniform();
            let within = |arc: &&Arc| {
                left -= weight(arc);
                left <= 0.0
            };
            let Some(arc) = arcs.iter().find(within).or(arcs.last()) else {
                break;
            };
            let angle = arc.middle + arc.half * (2.0 * draws.uniform() - 1.0);
            if draws.uniform() < (-(self.at(angle).0 - arc.bound) / kt).exp() {
                return angle;
            }
        }
        0.0
    }

    /// The whole circle from -pi to pi.
    fn arcs(&self, kt: f64) -> Vec<Arc> {
        let (bend, half) = (self.largest_bend(), PI / f64::from(FIRST));
        let arc = |middle, half| self.arc(middle, half, bend);
        let middle = |i: u32| half * (2.0 * f64::from(i) + 1.0) - PI;
        let mut open: Vec<Arc> = (0..FIRST).map(|i| arc(middle(i), half)).collect();
        let mut lowest = open
            .iter()
            .fold(f64::INFINITY, |low, arc| low.min(arc.value));
        let mut done = Vec::new();
        while let Some(Arc {
            middle,
            half,
            value,
            bound,
        }) = open.pop()
        {
            let tight = value - bound <= LOOSE * kt || half < SHORTEST;
            if !tight && bound < lowest + NEGLIGIBLE * kt {
                let (low, high) = (
                    arc(middle - 0.5 * half, 0.5 * half),
                    arc(middle + 0.5 * half, 0.5 * half),
                );
                lowest = lowest.min(low.value).min(high.value);
                open.extend([low, high]);
            } else {
                done.push(Arc {
                    middle,
                    half,
                    value,
                    bound,
                });
            }
        }
        done
    }

    fn arc(&self, middle: f64, half: f64, bend: f64) -> Arc {
        let (value, slope) = self.at(middle);
        Arc {
            middle,
            half,
            value,
            bound: value - slope.abs() * half - 0.5 * bend * half * half,
        }
    }

    /// e and its slope.
    fn at(&self, angle: f64) -> (f64, f64) {
        let mut all = (self.mean, 0.0);
        for (m, (sine, cosine)) in multiples(angle).into_iter().enumerate() {
            let (a, b) = (self.cosine[m], self.sine[m]);
            all.0 += a * cosine + b * sine;
            all.1 += (m + 1) as f64 * (b * cosine - a * sine);
        }
        all
    }

    /// A number that `|e''|` does not exceed.
    fn largest_bend(&self) -> f64 {
        let terms = self.cosine.iter().zip(&self.sine).zip(1_u32..);
        terms
            .map(|((a, b), m)| f64::from(m * m) * a.hypot(*b))
            .sum()
    }
}

/// Sine and cosine of the angle, twice, three and four times it.
fn multiples(angle: f64) -> [(f64, f64); ORDER] {
    let (sine, cosine) = angle.sin_cos();
    let mut turned = (0.0, 1.0);
    [(); ORDER].map(|()| {
        turned = (
            turned.0 * cosine + turned.1 * sine,
            turned.1 * cosine - turned.0 * sine,
        );
        turned
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Seed};

    fn harmonics(scale: f64) -> Harmonics {
        Harmonics {
            mean: 0.3,
            cosine: [0.7, -1.1, 0.05, 0.02].map(|a| scale * a),
            sine: [-0.4, 0.9, -0.03, 0.04].map(|b| scale * b),
        }
    }

    #[test]
    fn nine_values_give_the_polynomial_back() {
        let exact = harmonics(1.0);
        let found = Harmonics::through(|angle| exact.at(angle).0);
        for step in 0..50 {
            let angle = 0.37 * f64::from(step);
            assert!((found.at(angle).0 - exact.at(angle).0).abs() < 1e-14);
        }
    }

    #[test]
    fn no_arc_has_a_value_below_its_bound_and_the_arcs_are_the_circle() {
        for kt in [1e3, 1.0, 1e-3, 1e-9] {
            let e = harmonics(2.0);
            let arcs = e.arcs(kt);
            let length: f64 = arcs.iter().map(|arc| 2.0 * arc.half).sum();
            assert!((length - 2.0 * PI).abs() < 1e-12);
            assert!(arcs.len() < 300, "{} arcs at {kt:e}", arcs.len());
            for arc in arcs {
                for part in -5..=5 {
                    let value = e.at(arc.middle + 0.2 * f64::from(part) * arc.half).0;
                    assert!(value >= arc.bound - 1e-14, "{value} {arc:?}");
                }
            }
        }
    }

    #[test]
    fn angles_come_with_their_boltzmann_weight() {
        let (bins, count) = (40, 100_000);
        for scale in [0.01, 1.0, 6.0] {
            let e = harmonics(scale);
            let weight = |angle: f64| (-e.at(angle).0).exp();
            let fine = |bin: usize| {
                let step = 2.0 * PI / (bins * 200) as f64;
                (0..200)
                    .map(|i| step * weight(((bin * 200 + i) as f64 + 0.5) * step - PI))
                    .sum::<f64>()
            };
            let expected: Vec<f64> = (0..bins).map(fine).collect();
            let total: f64 = expected.iter().sum();
            let mut found = vec![0.0; bins];
            for i in 0..count {
                let mut draws = Seed(5).stream(Purpose::Moves, 0, 1).of(i);
                let share = (e.draw(1.0, &mut draws) + PI) / (2.0 * PI);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let bin = ((share * bins as f64) as usize).min(bins - 1);
                found[bin] += 1.0;
            }
            let chi_squared: f64 = expected
                .iter()
                .zip(&found)
                .map(|(e, f)| (e / total * f64::from(count), f))
                .map(|(e, f)| (f - e).powi(2) / e.max(1.0))
                .sum();
            // Thirty-nine degrees of freedom: above 81 once in ten thousand.
            assert!(chi_squared < 81.0, "scale {scale}: {chi_squared}");
        }
    }
}
