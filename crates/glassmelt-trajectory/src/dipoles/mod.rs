//! The elastic dipoles of rigid units (Eq. 5, by Kanzaki's forces), from a pair potential or from one that is fitted
//! to the forces of the trajectory.
//!
//! | question | answer |
//! | --- | --- |
//! | with which force do two atoms push | [`CentralForce`], fitted: [`ForceMatching`] |
//! | which dipole has a unit in a frame | [`kanzaki`] |
//! | which does it carry as it turns, which stays | [`UnitDipoles`] |

mod carried;
mod force;
mod kanzaki;
mod matching;

pub use carried::{DipolesOfUnits, UnitDipole, UnitDipoles, UnitDipolesPlan};
pub use force::{CentralForce, ForceTable, PairForces};
pub use kanzaki::{Kanzaki, kanzaki};
pub use matching::{ForceMatching, Matched};
