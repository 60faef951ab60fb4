//! How far atoms have come at several lags: the self part of the van Hove function, beside the Gaussian of the same
//! mean square.

use std::f64::consts::PI;

use glassmelt_trajectory::Dimension;
use glassmelt_trajectory::dynamics::{Against, Distribution, DynamicsAnswer, Motion, Of};

use super::marks::{Mark, logarithm, powers_axis, tint};
use crate::canvas::{Axis, Key, Line, extent};
use crate::figures::Figure;
use crate::figures::parts::single;
use crate::style::{GREY, temperature_color};
use crate::trajectory::{TrajectoryWords, plain};

/// So many decades are shown below the highest density at most.
const DECADES: f64 = 4.0;
/// Height of the panel, px.
const HEIGHT: f64 = 190.0;
/// Points of a Gaussian.
const POINTS: u32 = 200;

/// Distances travelled by all atoms, in space, at each lag that was asked for.
///
/// None where no lag was asked for.
pub fn van_hove(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let motion = answer.motion(&Of::All, Against::Space)?;
    let all: Vec<&Distribution> = motion.van_hove.iter().collect();
    let marks: Vec<Vec<Mark>> = all.iter().map(|at| of_bins(at)).collect();
    let standing = || marks.iter().flatten().filter(|mark| mark.stands());
    let (low, high) = extent(standing().map(|mark| mark.y))?;
    let low = low.max(high - DECADES);
    let shown = standing().filter(|mark| mark.y >= low);
    let (_, furthest) = extent(shown.map(|mark| mark.x))?;
    let furthest = 1.05 * furthest;
    let x = Axis::exactly(format!("distance r ({})", words.length), (0.0, furthest), 6);
    let y = powers_axis(
        format!("{} (1/{})", density_name(answer.dimension), words.length),
        (low, high),
    );
    let color = |i: usize| temperature_color(i, all.len());
    let mut keys: Vec<Key> = all
        .iter()
        .enumerate()
        .map(|(i, at)| {
            let time = format!("t = {} {}", plain(at.time), words.time);
            Key::line(Line::full(color(i), 1.4), time)
        })
        .collect();
    keys.push(Key::line(
        gaussian_line(GREY),
        "Gaussian of the same ⟨r^{2}⟩",
    ));
    let (mut canvas, panel) = single("van-hove", (&x, &y), HEIGHT, 0.0, &keys);
    for (i, (at, marks)) in all.iter().zip(&marks).enumerate() {
        let color = color(i);
        tint(&mut canvas, &panel, marks, &color);
        let points: Vec<(f64, f64)> = marks.iter().map(|mark| (mark.x, mark.y)).collect();
        canvas.line(&panel, &points, &Line::full(color.clone(), 1.4));
        if let Some(square) = square_at(motion, at.time) {
            let curve = gaussian(answer.dimension, square, furthest);
            canvas.line(&panel, &curve, &gaussian_line(&color));
        }
    }
    Some(Figure {
        name: "van-hove",
        title: "Distances travelled".into(),
        caption: format!(
            "How many of all atoms have come how far in the lag t, with one standard error. Thin: Gaussian motion with the \
             same mean square; more atoms far out are some that hop while others stay, and a second hump are hops by \
             the distance of neighbours.{}",
            missing(&all)
        ),
        canvas,
    })
}

/// The density on a logarithmic axis at the middle of each bin; empty bins are gaps.
fn of_bins(at: &Distribution) -> Vec<Mark> {
    let place = |bin: usize| at.width * (bin as f64 + 0.5);
    let bins = at.density.iter().enumerate();
    bins.map(|(bin, density)| Mark::powers(place(bin), density))
        .collect()
}

fn density_name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Three => "4πr^{2}G_{s}(r, t)",
        Dimension::Two => "2πrG_{s}(r, t)",
    }
}

fn gaussian_line(color: &str) -> Line {
    Line::dashed(color, 0.7, &[2.0, 2.0])
}

/// `<r^2>` at the lag.
fn square_at(motion: &Motion, time: f64) -> Option<f64> {
    let mut points = motion.points.iter();
    let same = points.find(|point| (point.time / time - 1.0).abs() < 1e-9);
    same.map(|point| point.msd.mean)
        .filter(|square| *square > 0.0)
}

/// log10 of the density of distances whose components are normal, of the mean square `square`, out to `reach`.
fn gaussian(dimension: Dimension, square: f64, reach: f64) -> Vec<(f64, f64)> {
    let at = |n: u32| {
        let r = reach * f64::from(n) / f64::from(POINTS);
        let density = match dimension {
            Dimension::Three => {
                let norm = 4.0 * PI * (1.5 / PI / square).powf(1.5);
                norm * r * r * (-1.5 * r * r / square).exp()
            }
            Dimension::Two => 2.0 * r / square * (-r * r / square).exp(),
        };
        (r, logarithm(density))
    };
    (1..=POINTS).map(at).collect()
}

/// The part beyond the last bin, where it is more than a thousandth.
fn missing(all: &[&Distribution]) -> String {
    let beyond = all.iter().filter_map(|at| {
        let inside: f64 = at.density.iter().map(|density| density.mean).sum();
        let left = 1.0 - at.width * inside;
        (left > 1e-3).then(|| {
            format!(
                "{} of the atoms at t = {}",
                crate::number::significant(left, 2),
                plain(at.time)
            )
        })
    });
    let beyond: Vec<String> = beyond.collect();
    if beyond.is_empty() {
        String::new()
    } else {
        format!(" Beyond the last bin are {}.", beyond.join(", "))
    }
}
