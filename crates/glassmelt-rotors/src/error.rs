//! Questions without an answer: one error enum, each with its numbers and what would be right.

use thiserror::Error;

/// A question that the many rotors cannot answer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// An argument lies outside its domain.
    #[error("{name} = {value} is outside its domain: it must be {domain}")]
    Domain {
        /// The argument, in the words of the public interface.
        name: &'static str,
        /// What was given.
        value: f64,
        /// What would be right.
        domain: &'static str,
    },
    /// There are not as many dipoles as places for them.
    #[error("{dipoles} dipoles for {places} places: each place needs one dipole")]
    UnequalCounts {
        /// How many dipoles were given.
        dipoles: usize,
        /// How many places there are.
        places: usize,
    },
    /// Two point dipoles at one place, or at images of it: their energy is infinite.
    #[error(
        "dipoles {first} and {second} (from zero) are {distance} apart, counting periodic images: \
         point dipoles must be apart"
    )]
    NotApart {
        /// One of them, from zero.
        first: usize,
        /// The other.
        second: usize,
        /// The length of the shortest vector between them.
        distance: f64,
    },
    /// A dipole that is the same however it turns.
    #[error(
        "the dipole is isotropic (trace {trace}): it is the same however it turns; rotors need a \
         deviator"
    )]
    Isotropic {
        /// Its trace.
        trace: f64,
    },
    /// A lattice that is too large to be counted, or has no sites.
    #[error(
        "a lattice of {x} by {y} by {z} sites cannot be: each side needs at least one site, all \
         together at most 2^32"
    )]
    Shape {
        /// Sites along x.
        x: usize,
        /// Sites along y.
        y: usize,
        /// Sites along z.
        z: usize,
    },
    /// A defect on a site that the lattice does not have, or on one that is taken or out of order.
    #[error(
        "defect {index} (from zero) is on site {site}: sites must ascend, each taken once, and be \
         below {count}"
    )]
    Site {
        /// Which defect, from zero.
        index: usize,
        /// The site it was given.
        site: usize,
        /// How many sites there are.
        count: usize,
    },
    /// A defect of a population on a site that the lattice does not have, or on one that is taken.
    #[error(
        "defect {index} (from zero) is on site {site}: sites must be below {count}, each taken once"
    )]
    Taken {
        /// Which defect, from zero.
        index: usize,
        /// The site it was given.
        site: usize,
        /// How many sites there are.
        count: usize,
    },
    /// Two defects of a population whose hard cores overlap.
    #[error(
        "defects {first} and {second} (from zero) are {distance} apart, counting periodic images: their \
         hard cores keep them at least {core} apart"
    )]
    Overlap {
        /// One of them, from zero.
        first: usize,
        /// The other.
        second: usize,
        /// The distance of their nearest images.
        distance: f64,
        /// The hard core.
        core: f64,
    },
}

/// The result of a question to the many rotors.
pub type Result<T> = std::result::Result<T, Error>;

/// `value` if it is finite and positive; otherwise an error that names it.
pub(crate) fn positive(name: &'static str, value: f64) -> Result<f64> {
    if value > 0.0 && value.is_finite() {
        Ok(value)
    } else {
        Err(Error::Domain {
            name,
            value,
            domain: "finite and positive",
        })
    }
}

/// Whether all numbers of each tensor are finite; the first that is not is named `name`.
pub(crate) fn finite<'a>(
    name: &'static str,
    numbers: impl IntoIterator<Item = &'a f64>,
) -> Result<()> {
    match numbers.into_iter().find(|value| !value.is_finite()) {
        None => Ok(()),
        Some(&value) => Err(Error::Domain {
            name,
            value,
            domain: "finite",
        }),
    }
}
