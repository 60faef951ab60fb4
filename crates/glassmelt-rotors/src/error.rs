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
    /// A hard core that finds no room among those put down at random.
    #[error(
        "{placed} of {count} defects have a place, the next finds no room: n a^3 = {density} is too dense \
         for random places, which end at 0.734, in small cells before; ask for fewer, or for another seed"
    )]
    Crowded {
        /// How many have a place.
        placed: usize,
        /// How many there should be.
        count: usize,
        /// The density asked for, in hard cores: n a^3.
        density: f64,
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
    /// A saved state that does not belong to the walkers it should go to.
    #[error(
        "the saved state does not fit: {numbers} numbers of temperatures where {expected} belong, or \
         other walkers or rotors"
    )]
    AnotherLadder {
        /// Numbers of the state.
        numbers: usize,
        /// Numbers of the ladder.
        expected: usize,
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
    /// A part of a record that is not there.
    #[error("the record has no part \"{name}\"")]
    MissingPart {
        /// Its name.
        name: String,
    },
    /// A part of a record that is longer or shorter than the others ask for.
    #[error(
        "the part \"{name}\" of a record has {found} numbers, where the others ask for {expected}"
    )]
    PartLength {
        /// Its name.
        name: &'static str,
        /// How many numbers it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A defect on a site that another rank has.
    #[error(
        "defect {index} (from zero) of this rank is on site {site}, but the sites of this rank are \
         those from {first} up to, not including, {end}"
    )]
    NotOwn {
        /// Which defect of this rank, from zero.
        index: usize,
        /// The site it was given.
        site: usize,
        /// The first site of this rank.
        first: usize,
        /// The site after its last one.
        end: usize,
    },
    /// Another rank cannot answer; what is wrong stands in its own error.
    #[error("rank {rank} (from zero) cannot answer, and without it none can: see its own error")]
    Elsewhere {
        /// The first rank that cannot.
        rank: usize,
    },
    /// The ranks were asked different questions.
    #[error("rank {rank} (from zero) was given another {what} than rank 0: all need the same")]
    Unlike {
        /// What is not the same.
        what: &'static str,
        /// The first rank where it is not.
        rank: usize,
    },
    /// MPI starts once in a process.
    #[error("MPI has been started before in this process: it can be started only once")]
    MpiStarted,
    /// An MPI library that was built for processes with one thread.
    #[error("this MPI library takes no processes with threads: it must give MPI_THREAD_FUNNELED")]
    MpiThreads,
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
