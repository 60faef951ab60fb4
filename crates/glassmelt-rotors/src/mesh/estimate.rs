//! What a choice of parameters leaves out, as root mean squares over random places and orientations.
//!
//! The argument of Kolafa and Perram 1992 for both parts: strains left out by different
//! dipoles add like random numbers.

use std::f64::consts::PI;
use std::sync::LazyLock;

use glassmelt::Medium;
use nalgebra::Vector3;

use super::cells::Boxes;
use super::spline::{squared_transform, sum_over_aliases};
use crate::error::{Error, Result};
use crate::form::Form;
use crate::lattice::basis::{DEVIATOR_PAIRS, pairs};
use crate::lattice::terms::packed;
use crate::splitting::Splitting;

/// Orders of splines to choose from, and grid steps over splitting lengths between which is interpolated.
pub(super) const ORDERS: [usize; 7] = [4, 6, 8, 10, 12, 14, 16];
const STEPS: usize = 24;
const FINEST: f64 = 0.15;
const COARSEST: f64 = 1.5;
/// Points along half an axis of the zone over which the error is integrated.
const POINTS: usize = 10;

/// The mean square of the strain from a unit deviator of any direction: a fifth of the sum of the squares.
pub(super) fn mean_square(form: &Form, r: &Vector3<f64>) -> f64 {
    let matrix = packed(form, r);
    let deviators = pairs().zip(matrix).take(DEVIATOR_PAIRS);
    let both = |(i, j)| if i == j { 1.0 } else { 2.0 };
    0.2 * deviators.map(|(at, x)| both(at) * x * x).sum::<f64>()
}

/// The root mean square strain at a typical rotor (the median one) from unit deviators of random directions,
/// by the bare pair energy.
///
/// # Errors
/// When two rotors are nearer than `touching` mean distances: the first pair in order.
pub(super) fn typical_strain(
    medium: &Medium,
    volume: f64,
    boxes: &Boxes,
    touching: f64,
) -> Result<f64> {
    let count = boxes.positions().len().max(1) as f64;
    let spacing = (volume / count).cbrt();
    let range = 2.0 * spacing;
    let at = |rotor: usize| {
        let (mut sum, mut wrong) = (0.0, None);
        boxes.neighbours(rotor, range, |other, r| {
            sum += r.norm_squared().powi(3).recip();
            if other != rotor && r.norm() <= touching * spacing {
                wrong = Some(wrong.map_or((other, r.norm()), |w: (usize, f64)| {
                    if other < w.0 { (other, r.norm()) } else { w }
                }));
            }
        });
        (sum, wrong)
    };
    let all: Vec<_> = in_parallel(boxes.positions().len(), at);
    for (first, (_, wrong)) in all.iter().enumerate() {
        if let Some((second, distance)) = *wrong {
            return Err(Error::NotApart {
                first,
                second,
                distance,
            });
        }
    }
    let mut sums: Vec<f64> = all.into_iter().map(|(sum, _)| sum).collect();
    sums.sort_by(f64::total_cmp);
    let median = sums.get(sums.len() / 2).copied().unwrap_or(0.0);
    let beyond = 4.0 * PI * count / (3.0 * volume * range.powi(3));
    Ok(((median + beyond) * bare(medium)).sqrt())
}

/// [`mean_square`] of the pair energy itself at the distance one.
fn bare(medium: &Medium) -> f64 {
    let r = Vector3::x();
    let (b, c) = (medium.b(), medium.sound_ratio());
    let unit = (8.0 * PI * medium.mu()).recip();
    let form = Form {
        pp: -2.0 * unit * c,
        tt: unit * b,
        vw: unit * 3.0 * (4.0 * c - 2.0),
        ts: -3.0 * unit * b,
        ss: 15.0 * unit * b,
    };
    mean_square(&form, &r)
}

/// The root mean square strain from unit deviators of this `density` beyond the cutoff, short part alone.
pub(super) fn beyond_cutoff(
    medium: &Medium,
    splitting: &Splitting,
    cutoff: f64,
    density: f64,
) -> f64 {
    let step = 0.1 * splitting.length();
    let shells = (0..60).map(|i| cutoff + (f64::from(i) + 0.5) * step);
    let sum: f64 = shells
        .map(|distance| {
            let r = Vector3::new(distance, 0.0, 0.0);
            distance * distance * mean_square(&splitting.short(medium, &r), &r)
        })
        .sum();
    (4.0 * PI * density * step * sum).sqrt()
}

/// The root mean square error of the smooth strain from unit deviators of this `density`, in units of
/// [`of_mesh`].
pub(super) fn mesh_unit(medium: &Medium, length: f64, density: f64) -> Result<f64> {
    let (q, sharp) = (Vector3::x(), Splitting::new(1e-8, 1e-16)?);
    let square = mean_square(&sharp.smooth(medium, &q), &q);
    Ok((density * square / length.powi(3)).sqrt())
}

/// The error of a mesh with a step of `ratio` splitting lengths and splines of this order.
pub(super) fn of_mesh(order: usize, ratio: f64) -> f64 {
    let zone = PI / ratio;
    let aliases: Vec<[(f64, f64); 3]> = (0..POINTS)
        .map(|i| {
            let t = 0.5 * (i as f64 + 0.5) / POINTS as f64;
            [0.0, -1.0, 1.0].map(|m| {
                let weight = squared_transform(order, t + m) / sum_over_aliases(order, t);
                (2.0 * zone * (t + m), weight)
            })
        })
        .collect();
    let mut sum = 0.0;
    for x in &aliases {
        for y in &aliases {
            for z in &aliases {
                sum += error_at([x, y, z]);
            }
        }
    }
    // The mean over the zone times its volume over (2 pi)^3.
    (sum / (POINTS.pow(3) as f64) / ratio.powi(3)).sqrt()
}

/// `sum phi^2 - (sum W^2 phi)^2/(sum W^2)^2` over the aliases, without the cancellation.
fn error_at(axes: [&[(f64, f64); 3]; 3]) -> f64 {
    let phi = |square: f64| (1.0 + square) * (-square).exp();
    let (mut aliased, mut mean, mut first) = (0.0, 0.0, None);
    for (qx, wx) in axes[0] {
        for (qy, wy) in axes[1] {
            for (qz, wz) in axes[2] {
                let (phi, w) = (phi(qx * qx + qy * qy + qz * qz), wx * wy * wz);
                if first.is_none() {
                    first = Some(phi);
                } else {
                    aliased += phi * phi;
                    mean += w * phi;
                }
            }
        }
    }
    let first = first.unwrap_or(0.0);
    let share: f64 = axes.iter().map(|axis| axis[0].1).product();
    // 1 - share, from the shares of the others.
    let lost = 1.0 - share;
    let along: f64 = axes.iter().map(|a| a[1].1 + a[2].1).sum();
    let lost = if lost < 1e-6 { along } else { lost };
    let kept = first * (1.0 - lost) + mean;
    (aliased + (first - kept) * (first + kept)).max(0.0)
}

/// For each order the logarithms of errors on logarithmic steps.
static ERRORS: LazyLock<Vec<[f64; STEPS]>> = LazyLock::new(|| {
    let all = in_parallel(ORDERS.len() * STEPS, |i| {
        of_mesh(ORDERS[i / STEPS], step(i % STEPS)).ln()
    });
    let row = |row: &[f64]| std::array::from_fn(|i| row[i]);
    all.chunks_exact(STEPS).map(row).collect()
});

fn step(index: usize) -> f64 {
    FINEST * (COARSEST / FINEST).powf(index as f64 / (STEPS - 1) as f64)
}

/// The coarsest step, in splitting lengths, at which splines of the order numbered have at most this error.
pub(super) fn coarsest(order: usize, error: f64) -> f64 {
    let (row, goal) = (&ERRORS[order], error.ln());
    let above = row.iter().position(|e| *e > goal).unwrap_or(STEPS);
    match above {
        // Below the finest step the error falls as its power of the order.
        0 => FINEST * ((goal - row[0]) / ORDERS[order] as f64).exp(),
        STEPS => COARSEST,
        _ => {
            let share = (goal - row[above - 1]) / (row[above] - row[above - 1]);
            step(above - 1) * (step(above) / step(above - 1)).powf(share)
        }
    }
}

/// A list in order, made by all threads.
fn in_parallel<T: Send>(count: usize, at: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    (0..count).into_par_iter().map(at).collect()
}
