//! Who is near whom: all pairs within a cutoff in any cell, and the radial distribution function whose first
//! minimum is the cutoff that one takes without a better reason.
//!
//! | question | answer |
//! | --- | --- |
//! | all neighbours of all atoms, kept | [`Neighbours::within`] |
//! | the same by looking at all pairs | [`Neighbours::slowly`] |
//! | neighbours of one atom, without keeping them | [`CellList::around`] |
//! | g(r) of each pair of species | [`RadialDistribution`], [`Radial`] |
//! | the default cutoff: the first minimum of g(r) | [`first_shell`] |
//!
//! Cells may be tilted, repeat along some vectors only, be those of a plane, or be absent. A cutoff longer than
//! half of the cell is answered exactly: then an atom is a neighbour several times, once for each of its images,
//! and may be its own.

mod cells;
mod home;
mod list;
mod radial;
mod slow;

pub use cells::{CellList, Neighbour};
pub use home::{AtHome, spanned};
pub(crate) use home::{check, flat, shift};
pub use list::Neighbours;
pub use radial::{PairOfSpecies, Radial, RadialDistribution, Shell, first_minimum, first_shell};
