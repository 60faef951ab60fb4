//! Defects that come and go, move and turn: the grand canonical ensemble, by Metropolis moves.
//!
//! The weight of a state of N defects is
//!
//! ```text
//! z^N/N! prod_a (dr_a/a^3) (dR_a) exp(-H/k_B T)     at any places whose hard cores of length a are apart,
//! z^N prod_a (dR_a) exp(-H/k_B T)                    on a lattice, where a site has room for one,
//! ```
//!
//! with each orientation R by Haar's measure of total weight one. An insertion of a defect, turned at random,
//! at a place drawn evenly from all the room (`V/a^3`, or the number of sites) is accepted with the
//! probability `min(1, z room/(N + 1) exp(-dE/k_B T))`, the deletion of one of N, drawn at random, with
//! `min(1, N/(z room) exp(-dE/k_B T))`; both are tried equally often. The flow from N to N + 1 and back is then
//! the same. Hops and turns are as likely as the way back, and are accepted with `min(1, exp(-dE/k_B T))`.
//!
//! **The activity z** is where the number of defects follows the temperature. Eq. 11 has the fugacity
//! `y^2 = y0^2 (1 + n' exp(-2 E_d/k_B T))` of a pair of defects; we take `z = y` for one of them, per volume
//! a^3 or per site, as [`glassmelt::fugacity::fugacity_squared`] gives it. The theory leaves this open: it does
//! not state what volume and what measure of orientations its y counts, so that a number of order one in z is
//! ours. The energy of a dipole with itself alone, infinite for points and the same for all, is part of z, as
//! that of the defect is; that with its own images is part of H.

mod continuum;
mod grand_canonical;
mod sites;
mod state;

use crate::error::Result;
use crate::pairs::Couplings;
use crate::random::Draws;

pub use continuum::Continuum;
pub use grand_canonical::{GrandCanonical, Moves};
pub use sites::Sites;
pub use state::{Population, Tally, Tried, Watch};

/// Places that can be taken and left.
pub trait Space: Couplings {
    /// One of them.
    type Place: Copy + PartialEq + std::fmt::Debug + Send + Sync;

    /// In units of one defect: the number of sites, or `V/a^3`.
    fn room(&self) -> f64;

    /// Those that are taken, in the order of the defects.
    fn taken(&self) -> &[Self::Place];

    /// Takes these, and no others.
    ///
    /// # Errors
    /// When one of them does not exist or two cannot be taken together.
    fn take_all(&mut self, places: &[Self::Place]) -> Result<()>;

    /// One drawn evenly from all the room; nothing where there is no space for one more.
    fn anywhere(&self, draws: &mut Draws) -> Option<Self::Place>;

    /// One to which the defect of that number may hop, such that the way back is as likely; nothing where
    /// another defect is in the way.
    fn beside(&self, defect: usize, draws: &mut Draws) -> Option<Self::Place>;

    /// Takes a place besides, for a defect with the last number.
    ///
    /// # Errors
    /// When it is the place of another.
    fn take(&mut self, place: Self::Place) -> Result<()>;

    /// Leaves the place of that number, which the last one then has.
    fn leave(&mut self, defect: usize);
}
