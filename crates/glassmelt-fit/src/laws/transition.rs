//! The glass transition of any law: Tg by bracketing, m and D from it.

use std::f64::consts::LN_10;

use crate::curve::Curve;

/// Derivative of `f` at `x > 0` by central differences, Richardson-extrapolated from two steps.
pub fn richardson(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    let step = 1e-3 * x;
    let central = |h: f64| (f(x + h) - f(x - h)) / (2.0 * h);
    (4.0 * central(0.5 * step) - central(step)) / 3.0
}

/// Strength by the Vogel-Fulcher relation `m = K + K^2 ln 10/D`; none for an Arrhenius liquid.
pub fn strength_of_fragility(m: f64, decades: f64) -> Option<f64> {
    (m > decades && decades > 0.0).then(|| decades * decades * LN_10 / (m - decades))
}

/// Where `log10` falls through `level` with rising temperature, K: searched from the measured range
/// outwards, to a fifth of its coldest and five times its hottest temperature.
pub fn tg_by_root(log10: impl Fn(f64) -> f64, curve: &Curve, level: f64) -> Option<f64> {
    let (cold, hot) = (curve.t_min(), curve.t_max());
    let excess = |t: f64| log10(t) - level;
    let grid =
        |from: f64, to: f64| (0..=64).map(move |k| from * (to / from).powf(f64::from(k) / 64.0));
    [(cold, hot), (cold, 0.2 * cold), (hot, 5.0 * hot)]
        .into_iter()
        .find_map(|(from, to)| first_crossing(&excess, grid(from, to)))
}

/// The first pair of neighbours on the grid between which `excess` changes sign, refined.
fn first_crossing(excess: &impl Fn(f64) -> f64, grid: impl Iterator<Item = f64>) -> Option<f64> {
    let mut before: Option<(f64, f64)> = None;
    for t in grid {
        let value = excess(t);
        if let Some((t_before, value_before)) = before
            && value_before * value <= 0.0
        {
            return Some(bisect(excess, t_before, value_before, t));
        }
        // An infinite value has a sign; one that is not a number breaks the chain.
        before = (!value.is_nan()).then_some((t, value));
    }
    None
}

/// Bisection to the last digit between `a` (where the value is `value_a`) and `b`.
#[expect(clippy::float_cmp, reason = "no number is left between the two")]
fn bisect(f: &impl Fn(f64) -> f64, a: f64, value_a: f64, b: f64) -> f64 {
    let (mut a, mut b) = (a, b);
    for _ in 0..100 {
        let middle = 0.5 * (a + b);
        if middle == a || middle == b {
            break;
        }
        if f(middle) * value_a > 0.0 {
            a = middle;
        } else {
            b = middle;
        }
    }
    0.5 * (a + b)
}
