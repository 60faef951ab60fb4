//! What carries places that rotors take and leave: the sites of a lattice, or a cell with hard cores.

use std::fmt::Debug;

use glassmelt_rotors::population::{Continuum, Sites, Space};
use glassmelt_rotors::{Cell, Lattice};
use nalgebra::Vector3;

/// Where places are, and their numbers for a checkpoint.
pub(super) trait Ground: Copy + Send {
    /// What the moves of a population need.
    type Space: Space<Place = Self::Place> + Clone + Send;
    /// A place.
    type Place: Copy + PartialEq + Debug + Send + Sync;

    /// Where a place is, in hard cores.
    fn position(&self, place: Self::Place) -> Vector3<f64>;

    /// Places as numbers.
    fn numbers(places: &[Self::Place]) -> Vec<f64>;

    /// The places that had these numbers; none where they are of no places.
    fn places(&self, numbers: &[f64]) -> Option<Vec<Self::Place>>;
}

impl Ground for Lattice {
    type Space = Sites;
    type Place = usize;

    fn position(&self, site: usize) -> Vector3<f64> {
        Lattice::position(self, site)
    }

    fn numbers(sites: &[usize]) -> Vec<f64> {
        sites.iter().map(|&site| site as f64).collect()
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn places(&self, numbers: &[f64]) -> Option<Vec<usize>> {
        let exists = |site: f64| site >= 0.0 && site < self.sites() as f64 && site.fract() == 0.0;
        let sites = numbers.iter();
        sites
            .map(|&site| exists(site).then_some(site as usize))
            .collect()
    }
}

impl Ground for Cell {
    type Space = Continuum;
    type Place = Vector3<f64>;

    fn position(&self, place: Vector3<f64>) -> Vector3<f64> {
        place
    }

    fn numbers(places: &[Vector3<f64>]) -> Vec<f64> {
        places.iter().flatten().copied().collect()
    }

    fn places(&self, numbers: &[f64]) -> Option<Vec<Vector3<f64>>> {
        let (places, rest) = numbers.as_chunks::<3>();
        let finite = numbers.iter().all(|number| number.is_finite());
        (rest.is_empty() && finite).then(|| places.iter().map(|&place| place.into()).collect())
    }
}
