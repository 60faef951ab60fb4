//! The figures of a run of many rotors, each a pure function of the run.
//!
//! Filled points are equilibrated, open ones are numbers of the time that was waited.

mod coupling;
mod density;
mod motion;
mod order;
mod points;
mod runs;
mod scales;

pub use coupling::coupling;
pub use density::density;
pub use motion::motion;
pub use order::order;
pub use runs::runs;
pub use scales::{distance, wave};

use glassmelt_runs::{CouplingResult, RunResults};

use super::Figure;
use crate::canvas::{Axis, Key, Line, Marker};
use crate::rotors::RotorsRun;
use crate::style::{INK, temperature_color};

/// The words of all figures of a run.
pub(crate) const NAMES: [&str; 6] = [
    "modulus-coupling",
    "density-coupling",
    "modulus-wave",
    "modulus-distance",
    "order-coupling",
    "motion",
];

/// From this ratio of the strongest to the weakest coupling on, their axis is logarithmic.
const WIDE: f64 = 30.0;
/// The part of the axis beyond the strongest coupling.
const BEYOND: f64 = 1.06;
/// How many couplings make a line smooth.
const SMOOTH: u32 = 96;

/// The axis of the couplings: from zero, or logarithmic where they span much.
struct CouplingAxis {
    axis: Axis,
    logarithmic: bool,
}

impl CouplingAxis {
    /// None without couplings.
    fn of(results: &RunResults) -> Option<Self> {
        let (low, high) = range(results)?;
        let label = "coupling X_{0} = P_{0}^{2}/(8π μ_{0} k_{B}T a^{3})";
        let logarithmic = high > WIDE * low;
        let axis = if logarithmic {
            Axis::powers(label, (low.log10(), high.log10()), 5)
        } else {
            Axis::exactly(label, (0.0, BEYOND * high), 5)
        };
        Some(Self { axis, logarithmic })
    }

    /// Where a coupling stands on it.
    fn place(&self, x0: f64) -> f64 {
        if self.logarithmic { x0.log10() } else { x0 }
    }
}

/// The weakest and the strongest coupling.
fn range(results: &RunResults) -> Option<(f64, f64)> {
    let all = results.results.iter().map(|at| at.x0);
    crate::canvas::extent(all).filter(|(low, _)| *low > 0.0)
}

/// Couplings that make the lines of theories smooth where the figures of these results show them.
pub fn theory_couplings(results: &RunResults) -> Vec<f64> {
    let Some((low, high)) = range(results) else {
        return Vec::new();
    };
    let part = |i: u32| f64::from(i) / f64::from(SMOOTH);
    if high > WIDE * low {
        let at = |i| 0.8 * low * (1.6 * high / low).powf(part(i));
        (0..=SMOOTH).map(at).collect()
    } else {
        (1..=SMOOTH).map(|i| BEYOND * high * part(i)).collect()
    }
}

/// The couplings of a run from the weakest to the strongest.
fn weakest_first(results: &RunResults) -> Vec<&CouplingResult> {
    let mut sorted: Vec<&CouplingResult> = results.results.iter().collect();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    sorted
}

/// The colour of one of several couplings, weakest first: the strongest is the coldest.
fn coupling_color(index: usize, count: usize) -> String {
    temperature_color(count.saturating_sub(index + 1), count)
}

/// Legend entries of couplings; open where they are not equilibrated.
fn coupling_keys(couplings: &[&CouplingResult]) -> Vec<Key> {
    let key = |(i, at): (usize, &&CouplingResult)| {
        let color = coupling_color(i, couplings.len());
        let label = format!("X_{{0}} = {}", crate::rotors::plain(at.x0));
        Key::marker(points::marker(color, at.equilibrated), label)
    };
    couplings.iter().enumerate().map(key).collect()
}

/// What open points mean, where there are any.
fn open_key(results: &RunResults) -> Option<Key> {
    let any = results.results.iter().any(|at| !at.equilibrated);
    any.then(|| Key::marker(Marker::open(INK, 2.6), "open: not equilibrated"))
}

/// A thin line between points.
fn thread(color: &str) -> Line {
    Line::full(color, 0.6)
}

/// Every figure that the run has numbers for, in the order of the page.
pub fn all(run: &RotorsRun) -> Vec<Figure> {
    [coupling, density, wave, distance, order, motion]
        .into_iter()
        .filter_map(|draw| draw(run))
        .collect()
}
