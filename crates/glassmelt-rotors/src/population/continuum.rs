//! Places anywhere in a cell, which hard cores keep apart.

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;

use super::Space;
use crate::error::{Error, Result, positive};
use crate::ewald::Ewald;
use crate::pairs::{Couplings, PairMatrix, PairTable};
use crate::random::Draws;

/// Places in a cell, at least the hard core apart, images counted; work for a new place grows as their number,
/// by Ewald's sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Continuum {
    ewald: Ewald,
    core: f64,
    hop: f64,
    table: PairTable,
}

impl Continuum {
    /// An empty cell for defects with the hard `core` a, not longer than the shortest side; their hops are
    /// normal with the deviation `hop` along each axis. Both are lengths.
    ///
    /// # Errors
    /// When one of the two is outside its domain.
    pub fn new(ewald: Ewald, core: f64, hop: f64) -> Result<Self> {
        positive("core", core)?;
        positive("hop", hop)?;
        if core > ewald.cell().sides().min() {
            return Err(Error::Domain {
                name: "core",
                value: core,
                domain: "not longer than the shortest side of the cell",
            });
        }
        Ok(Self {
            table: PairTable::new(&ewald, &[])?,
            ewald,
            core,
            hop,
        })
    }

    fn distance(&self, one: &Vector3<f64>, other: &Vector3<f64>) -> f64 {
        self.ewald.cell().nearest(&(one - other)).norm()
    }

    /// The place if no other defect than the one given is in the way.
    fn free(&self, place: Vector3<f64>, itself: Option<usize>) -> Option<Vector3<f64>> {
        let mut others = self.taken().iter().enumerate();
        others
            .all(|(b, other)| Some(b) == itself || self.distance(&place, other) >= self.core)
            .then_some(place)
    }

    /// The first two that overlap.
    fn overlap(&self, places: &[Vector3<f64>]) -> Option<Error> {
        let core = self.core;
        let pairs = (0..places.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        pairs
            .map(|(first, second)| {
                (
                    first,
                    second,
                    self.distance(&places[first], &places[second]),
                )
            })
            .find(|(_, _, distance)| *distance < core)
            .map(|(first, second, distance)| Error::Overlap {
                first,
                second,
                distance,
                core,
            })
    }
}

impl Space for Continuum {
    type Place = Vector3<f64>;

    fn room(&self) -> f64 {
        self.ewald.cell().volume() / self.core.powi(3)
    }

    fn taken(&self) -> &[Vector3<f64>] {
        self.table.positions()
    }

    fn take_all(&mut self, places: &[Vector3<f64>]) -> Result<()> {
        let table = PairTable::new(&self.ewald, places)?;
        if let Some(error) = self.overlap(places) {
            return Err(error);
        }
        self.table = table;
        Ok(())
    }

    fn anywhere(&self, draws: &mut Draws) -> Option<Vector3<f64>> {
        let place = Vector3::from_fn(|_, _| draws.uniform());
        self.free(place.component_mul(&self.ewald.cell().sides()), None)
    }

    fn beside(&self, defect: usize, draws: &mut Draws) -> Option<Vector3<f64>> {
        let place = self.taken()[defect] + self.hop * draws.normal_vector();
        let sides = self.ewald.cell().sides();
        let inside = place.zip_map(&sides, |x, side| x - side * (x / side).floor());
        let moved = inside != self.taken()[defect];
        self.free(inside, Some(defect)).filter(|_| moved)
    }

    fn take(&mut self, place: Vector3<f64>) -> Result<()> {
        self.table.insert(place)
    }

    fn leave(&mut self, defect: usize) {
        self.table.remove(defect);
    }
}

impl Couplings for Continuum {
    fn places(&self) -> usize {
        self.table.places()
    }

    fn medium(&self) -> &Medium {
        self.table.medium()
    }

    fn volume(&self) -> f64 {
        self.table.volume()
    }

    fn between(&self, a: usize, b: usize) -> &PairMatrix {
        self.table.between(a, b)
    }

    fn strains(&self, dipoles: &[SymmetricTensor], strains: &mut [SymmetricTensor]) {
        self.table.strains(dipoles, strains);
    }
}
