//! Tg, m and D of a fitted law, with errors by linear propagation of the covariance.

use crate::answer::Derived;
use crate::curve::Curve;
use crate::law::{Law, Parameter};

/// Tg, m and D at these parameters; errors from the covariance where every parameter that matters
/// has one.
pub fn derived(
    law: &dyn Law,
    curve: &Curve,
    bounds: &[Parameter],
    values: &[f64],
    covariance: &[Vec<f64>],
) -> Derived {
    let error = |f: &dyn Fn(&[f64]) -> Option<f64>| propagated(f, bounds, values, covariance);
    let tg = |p: &[f64]| law.tg(p, curve);
    let m = |p: &[f64]| fragility(law, curve, p);
    let strength = |p: &[f64]| law.strength(p, curve);
    Derived {
        tg: tg(values),
        tg_error: error(&tg),
        m: m(values),
        m_error: error(&m),
        strength_d: strength(values),
        strength_d_error: error(&strength).filter(|_| !runs_away(law, values, bounds)),
    }
}

/// Whether the strength stands where a technical bound put it.
fn runs_away(law: &dyn Law, values: &[f64], bounds: &[Parameter]) -> bool {
    law.runaway()
        .is_some_and(|r| values[r.bounded] <= bounds[r.bounded].lower)
}

/// Angell's fragility `d log10 eta/d(Tg/T)` at Tg, which is `-Tg d log10 eta/dT` there.
pub fn fragility(law: &dyn Law, curve: &Curve, values: &[f64]) -> Option<f64> {
    let tg = law.tg(values, curve)?;
    let m = -tg * law.slope_along(values, curve, tg);
    m.is_finite().then_some(m)
}

/// Standard error of `f`: `(g^T C g)^(1/2)` with the gradient g by differences as wide as a
/// thousandth of each parameter's error.
fn propagated(
    f: &dyn Fn(&[f64]) -> Option<f64>,
    bounds: &[Parameter],
    values: &[f64],
    covariance: &[Vec<f64>],
) -> Option<f64> {
    let k = values.len();
    let mut gradient = vec![0.0; k];
    let mut moved = values.to_vec();
    for j in 0..k {
        let error = covariance[j][j].sqrt();
        if error == 0.0 {
            continue;
        }
        let step = (1e-3 * error).max(1e-7 * values[j].abs());
        let above = (values[j] + step).min(bounds[j].upper);
        let below = (values[j] - step).max(bounds[j].lower);
        moved[j] = above;
        let up = f(&moved)?;
        moved[j] = below;
        let down = f(&moved)?;
        moved[j] = values[j];
        gradient[j] = (up - down) / (above - below);
    }
    let variance: f64 = (0..k)
        .map(|i| {
            (0..k)
                .map(|j| gradient[i] * covariance[i][j] * gradient[j])
                .sum::<f64>()
        })
        .sum();
    (f(values).is_some() && variance.is_finite()).then(|| variance.max(0.0).sqrt())
}
