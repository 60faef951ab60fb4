//! What `pair` and `strain` share: the medium on the command line, rows of vectors, numbers too large.

use glassmelt::medium::Medium;

use crate::error::Failure;
use crate::screen::{Column, table};
use crate::value;

/// The medium.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct MediumWords {
    /// First Lame coefficient; 3 lambda + 2 mu must be positive.
    #[arg(long, value_parser = value::finite)]
    lambda: f64,
    /// Shear modulus, positive.
    #[arg(long, value_parser = value::finite)]
    mu: f64,
}

impl MediumWords {
    pub(crate) fn medium(self) -> Result<Medium, Failure> {
        Ok(Medium::new(self.lambda, self.mu)?)
    }
}

/// Numbers that fit: JSON has no word for the others.
pub(crate) fn all_finite(some: &[f64], more: &[f64]) -> Result<(), Failure> {
    match some.iter().chain(more).find(|number| !number.is_finite()) {
        None => Ok(()),
        Some(number) => Err(Failure::Question(format!(
            "the answer is {number}, beyond the largest number; expected dipoles, moduli and r in units \
             in which they are of the order of one"
        ))),
    }
}

/// Rows of x, y, z, each with its name.
pub(crate) fn vectors(rows: &[(&str, [f64; 3])]) -> String {
    let names = rows.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut columns = vec![Column::words("", names)];
    for (axis, header) in ["x", "y", "z"].into_iter().enumerate() {
        let values: Vec<Option<f64>> = rows.iter().map(|(_, v)| Some(v[axis])).collect();
        columns.push(Column::decimals(header, &values, 8));
    }
    table(&columns)
}
