//! A measured column as a smooth function of temperature: piecewise cubics through its points.

/// A column and its slope at one temperature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sample {
    /// The column's value.
    pub value: f64,
    /// Its derivative by temperature, per K.
    pub slope: f64,
}

/// The column at temperature `t`, none outside the measured range.
///
/// Cubic Hermite pieces; the slope at a point is that of the parabola through it and its neighbours
/// (a straight line at the ends). `temperatures` fall, as in a curve; points at one temperature
/// count as their mean.
#[expect(clippy::float_cmp, reason = "a knot itself")]
pub(super) fn sample(temperatures: &[f64], column: &[f64], t: f64) -> Option<Sample> {
    let knots = merged(temperatures, column);
    let right = knots.iter().position(|&(x, _)| x <= t)?;
    let left = match right {
        0 if knots[0].0 == t => {
            return Some(Sample {
                value: knots[0].1,
                slope: slope_at(&knots, 0),
            });
        }
        0 => return None,
        _ => right - 1,
    };
    Some(hermite(
        knots[left],
        knots[right],
        slope_at(&knots, left),
        slope_at(&knots, right),
        t,
    ))
}

/// Points of equal temperature merged into their mean.
#[expect(clippy::float_cmp, reason = "equal as written in the table")]
fn merged(temperatures: &[f64], column: &[f64]) -> Vec<(f64, f64)> {
    let mut knots: Vec<(f64, f64)> = Vec::with_capacity(column.len());
    let mut count = 0.0;
    for (&t, &y) in temperatures.iter().zip(column) {
        match knots.last_mut() {
            Some(last) if last.0 == t => {
                count += 1.0;
                last.1 += (y - last.1) / count;
            }
            _ => {
                count = 1.0;
                knots.push((t, y));
            }
        }
    }
    knots
}

/// Slope at knot `k` of the parabola through it and its neighbours.
fn slope_at(knots: &[(f64, f64)], k: usize) -> f64 {
    let secant = |i: usize, j: usize| (knots[j].1 - knots[i].1) / (knots[j].0 - knots[i].0);
    if knots.len() < 2 {
        0.0
    } else if k == 0 {
        secant(0, 1)
    } else if k + 1 == knots.len() {
        secant(k - 1, k)
    } else {
        let (before, after) = (knots[k].0 - knots[k - 1].0, knots[k + 1].0 - knots[k].0);
        (secant(k - 1, k) * after + secant(k, k + 1) * before) / (before + after)
    }
}

/// The cubic with the given values and slopes at its two ends.
fn hermite(a: (f64, f64), b: (f64, f64), slope_a: f64, slope_b: f64, t: f64) -> Sample {
    let width = b.0 - a.0;
    let s = (t - a.0) / width;
    let secant = (b.1 - a.1) / width;
    let quadratic = 3.0 * secant - 2.0 * slope_a - slope_b;
    let cubic = slope_a + slope_b - 2.0 * secant;
    Sample {
        value: a.1 + width * s * (slope_a + s * (quadratic + s * cubic)),
        slope: slope_a + s * (2.0 * quadratic + 3.0 * s * cubic),
    }
}
