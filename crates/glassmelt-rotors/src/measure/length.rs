//! The correlation length: how fast the softening falls with the wave vector.
//!
//! With `chi(q) = mu0/mu_R(q) - 1`, the compliance that the rotors add, and the form of Ornstein and Zernike
//! `chi(q) = chi(0)/(1 + xi^2 q^2)` through the two smallest lengths along the axes of
//! the cell (one family: in a crystal another direction shears in another way, which is no dispersion),
//!
//! ```text
//! xi^2 = (chi_1 - chi_2)/(chi_2 q_2^2 - chi_1 q_1^2).
//! ```
//!
//! q = 0 itself is left out: there the long range of elasticity makes chi depend on how the medium is held.

use glassmelt::Warning;
use serde::Serialize;

use super::connected;
use super::measured::Setting;
use super::moduli::wave_columns;
use super::record::Record;
use super::waves::Family;
use crate::statistics::{Columns, Measurement, of_means};

/// The softening falls with q when it does by so many standard errors.
const BEYOND: f64 = 2.0;

/// The correlation length, or why there is none to be told. Its error is that of the looks at one set of
/// places; other places give another length, which only several samples can show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrelationLength {
    /// xi, in the unit of length of the places.
    pub xi: Option<Measurement>,
    /// `chi_1 - chi_2`, what the softening falls by between the lengths; absent when there are not two.
    pub fall: Option<Measurement>,
    /// Why there is no xi: `no_dependence_on_q`, `not_ornstein_zernike`, or `too_few_shells`.
    pub reason: Option<Warning>,
}

impl CorrelationLength {
    pub(super) fn of(setting: &Setting, records: [&Record; 2]) -> Self {
        let shells = setting.probe.waves().family(Family::Axis);
        let [first, second, ..] = shells.as_slice() else {
            return Self::none(None, too_few(shells.len()));
        };
        let q2 = [first, second].map(|shell| {
            let wave = setting.probe.waves().waves()[shell[0]];
            wave.q.norm_squared()
        });
        let weights = [first, second].map(|shell| setting.fluctuation_weight(shell));
        let (columns, split) = joined(records, first, second);
        let softenings = |means: &[Vec<f64>]| {
            let parts = [0..split, split..means[0].len()];
            let mut parts = parts.into_iter().zip(weights).map(|(range, weight)| {
                let of_shell: Vec<Vec<f64>> = means
                    .iter()
                    .map(|means| means[range.clone()].to_vec())
                    .collect();
                weight * connected::of(&of_shell)
            });
            [parts.next().unwrap_or(0.0), parts.next().unwrap_or(0.0)]
        };
        let fall = of_means(&columns, |means| {
            let [near, far] = softenings(means);
            near - far
        });
        if fall.estimate.mean.abs() <= BEYOND * fall.estimate.error {
            return Self::none(Some(fall), no_dependence(&fall));
        }
        let square = |means: &[Vec<f64>]| {
            let [near, far] = softenings(means);
            (near - far) / (far * q2[1] - near * q2[0])
        };
        let xi = of_means(&columns, |means| square(means).max(0.0).sqrt());
        if xi.estimate.mean > 0.0 && xi.estimate.error.is_finite() {
            Self {
                xi: Some(xi),
                fall: Some(fall),
                reason: None,
            }
        } else {
            Self::none(Some(fall), not_of_this_form())
        }
    }

    fn none(fall: Option<Measurement>, reason: Warning) -> Self {
        Self {
            xi: None,
            fall,
            reason: Some(reason),
        }
    }
}

/// The columns of two shells side by side, and where the second begins.
fn joined(records: [&Record; 2], first: &[usize], second: &[usize]) -> ([Columns; 2], usize) {
    let [one, other] = wave_columns(records, first);
    let split = one.len();
    let [next_one, next_other] = wave_columns(records, second);
    let join = |a: Columns, b: Columns| a.into_iter().chain(b).collect();
    ([join(one, next_one), join(other, next_other)], split)
}

fn too_few(shells: usize) -> Warning {
    Warning::new(
        "too_few_shells",
        format!("There are {shells} whole shells of wave vectors; a length needs two."),
    )
}

fn no_dependence(fall: &Measurement) -> Warning {
    let fall = fall.estimate;
    Warning::new(
        "no_dependence_on_q",
        format!(
            "The softening does not depend on q beyond its errors: between the two smallest shells it falls by \
             {:.4} +- {:.4}. No correlation length can be told.",
            fall.mean, fall.error
        ),
    )
}

fn not_of_this_form() -> Warning {
    Warning::new(
        "not_ornstein_zernike",
        "The softening rises with q, or falls faster than 1/q^2: it has no length of Ornstein and Zernike.",
    )
}
