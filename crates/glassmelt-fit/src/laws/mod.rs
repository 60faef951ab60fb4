//! The laws, one file each; a new law is a file here and a line in [`all`].

mod adam_gibbs;
mod arrhenius;
mod avramov;
mod column;
mod mct;
mod myega;
mod parabolic;
mod rotor_exact;
mod rotor_printed;
pub mod scan;
mod shoving;
pub mod transition;
mod vft;

use crate::error::FitError;
use crate::law::Law;

pub use adam_gibbs::AdamGibbs;
pub use arrhenius::Arrhenius;
pub use avramov::Avramov;
pub use mct::ModeCoupling;
pub use myega::Myega;
pub use parabolic::Parabolic;
pub use rotor_exact::{RotorExact, end_of_the_law};
pub use rotor_printed::RotorPrinted;
pub use shoving::Shoving;
pub use vft::Vft;

/// Every law, in the order in which they are shown.
pub fn all() -> Vec<&'static dyn Law> {
    vec![
        &RotorPrinted,
        &RotorExact,
        &Vft,
        &Myega,
        &Avramov,
        &Parabolic,
        &ModeCoupling,
        &Arrhenius,
        &AdamGibbs,
        &Shoving,
    ]
}

/// The law of that name.
///
/// # Errors
/// When there is none: the error names the nearest one and all of them.
pub fn by_name(name: &str) -> Result<&'static dyn Law, FitError> {
    all()
        .into_iter()
        .find(|law| law.name() == name)
        .ok_or_else(|| unknown(name))
}

/// The error for a name that no law has, with the nearest name as a suggestion.
fn unknown(name: &str) -> FitError {
    let names: Vec<&str> = all().iter().map(|law| law.name()).collect();
    let nearest = names
        .iter()
        .min_by_key(|known| edit_distance(&name.to_lowercase(), known))
        .map_or_else(String::new, ToString::to_string);
    FitError::UnknownLaw {
        name: name.to_owned(),
        nearest,
        known: names.join(", "),
    }
}

/// How many letters must be inserted, deleted or replaced to turn one word into the other
/// (Levenshtein 1966).
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The largest T0 or Tc that leaves a liquid at the coldest point: this fraction of its temperature.
const JUST_BELOW: f64 = 1.0 - 1e-4;

/// Fractions of the coldest temperature at which a divergence is looked for.
const DIVERGENCE_GRID: [f64; 16] = [
    0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995, 0.999,
];
