//! Random occupation: so many sites of a lattice, every choice equally likely.

use crate::error::{Error, Result};
use crate::lattice::Lattice;
use crate::random::{Purpose, Stream};
use crate::rotors::address;

/// `count` sites of the lattice in ascending order, every choice of so many equally likely (selection
/// sampling: Fan, Muller and Rezucha 1962). They depend on the numbers of `stream` alone, which are taken for
/// [`Purpose::Places`].
///
/// # Errors
/// When the lattice has fewer sites.
pub fn random_sites(lattice: &Lattice, count: usize, stream: Stream) -> Result<Vec<usize>> {
    let sites = lattice.sites();
    if count > sites {
        return Err(Error::UnequalCounts {
            dipoles: count,
            places: sites,
        });
    }
    let stream = stream.with(Purpose::Places);
    let mut taken = Vec::with_capacity(count);
    for site in 0..sites {
        let (left, wanted) = ((sites - site) as f64, (count - taken.len()) as f64);
        if stream.of(address(site)).uniform() * left < wanted {
            taken.push(site);
        }
    }
    Ok(taken)
}
