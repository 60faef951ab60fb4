//! What a rank can see is wrong with its own question, and what all ranks must be asked alike.

use glassmelt::{Medium, SymmetricTensor};

use super::super::occupied::Occupied;
use super::super::shape::Lattice;
use super::super::terms::{Core, Terms};

use crate::boundary::Boundary;
use crate::error::{Error, Result};
use crate::ranks::{Ranks, agreed};

/// What a rank finds out for itself.
pub(super) fn prepared(
    ranks: &dyn Ranks,
    (lattice, medium, core): (&Lattice, &Medium, Core),
    sites: &[usize],
) -> Result<(Terms, Occupied, f64)> {
    let terms = Terms::new(lattice, medium, core)?;
    let occupied = Occupied::new(lattice, sites)?;
    let own = lattice.slab(ranks);
    match sites.iter().position(|site| !own.contains(site)) {
        Some(index) => Err(Error::NotOwn {
            index,
            site: sites[index],
            first: own.start,
            end: own.end,
        }),
        None => Ok((terms, occupied, lattice.cell()?.volume())),
    }
}

/// What all ranks need to be asked alike, in numbers.
pub(super) fn question(lattice: &Lattice, medium: &Medium, core: Core) -> [f64; 7] {
    let [x, y, z] = lattice.shape().map(|count| count as f64);
    let smearing = match core {
        Core::Point => 0.0,
        Core::Smeared(length) => length,
    };
    let (lambda, mu) = (medium.lambda(), medium.mu());
    [x, y, z, lattice.spacing(), lambda, mu, smearing]
}

/// On all ranks one finite dipole for each defect; and one finite boundary.
pub(super) fn agreed_dipoles(
    ranks: &dyn Ranks,
    occupied: &Occupied,
    dipoles: &[SymmetricTensor],
    boundary: &Boundary,
) -> Result<()> {
    let kind = match boundary {
        Boundary::Strain(_) => 0.0,
        Boundary::Stress(_) => 1.0,
    };
    let mut asked = vec![kind];
    asked.extend(boundary.tensor().components());
    let own = occupied.check(dipoles, boundary);
    agreed(ranks, own, ("boundary", &asked))
}
