//! In which order the rotors of a sweep are visited, one at a time.

use crate::random::{Purpose, Stream};
use crate::rotors::address;

/// Which rotor moves next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visits {
    /// One after the other. Each move keeps the Boltzmann weight, hence the sweep too; a sweep backwards is
    /// another sweep.
    #[default]
    InTurn,
    /// Each time one of all, drawn at random, as often as there are rotors. Such a sweep is its own mirror
    /// image in time.
    Drawn,
}

impl Visits {
    /// The rotors of a sweep, each with the number of the visit.
    pub(super) fn of(self, count: usize, stream: Stream) -> impl Iterator<Item = (u32, usize)> {
        let order = stream.with(Purpose::Order);
        let rotor = move |visit: usize| match self {
            Self::InTurn => visit,
            Self::Drawn => order.of(address(visit)).index(count),
        };
        (0..count).map(move |visit| (address(visit), rotor(visit)))
    }
}
