//! Sites of a lattice as places: each has room for one defect, which hops to the six sites next to its own.

use glassmelt::Medium;

use super::Space;
use crate::error::Result;
use crate::lattice::{Core, Lattice};
use crate::pairs::{Couplings, LatticeTable, PairMatrix};
use crate::random::Draws;

/// The sites of a lattice, taken or free.
#[derive(Debug, Clone, PartialEq)]
pub struct Sites {
    table: LatticeTable,
    taken: Vec<usize>,
    occupied: Vec<bool>,
}

impl Sites {
    /// A lattice whose sites are all free.
    ///
    /// # Errors
    /// When the smearing of `core` is no length.
    pub fn new(lattice: Lattice, medium: Medium, core: Core) -> Result<Self> {
        Ok(Self {
            table: LatticeTable::new(lattice, medium, core, &[])?,
            taken: Vec::new(),
            occupied: vec![false; lattice.sites()],
        })
    }

    fn free(&self, site: usize) -> Option<usize> {
        (!self.occupied[site]).then_some(site)
    }
}

impl Space for Sites {
    type Place = usize;

    fn room(&self) -> f64 {
        self.occupied.len() as f64
    }

    fn taken(&self) -> &[usize] {
        &self.taken
    }

    fn take_all(&mut self, places: &[usize]) -> Result<()> {
        self.table = self.table.on(places)?;
        self.taken = places.to_vec();
        self.occupied.fill(false);
        for &site in places {
            self.occupied[site] = true;
        }
        Ok(())
    }

    fn anywhere(&self, draws: &mut Draws) -> Option<usize> {
        self.free(draws.index(self.occupied.len()))
    }

    fn beside(&self, defect: usize, draws: &mut Draws) -> Option<usize> {
        let [x, y, z] = self.table.lattice().shape();
        let site = self.taken[defect];
        let mut steps = [site / (y * z), site / z % y, site % z];
        let (axis, count) = [(0, x), (1, y), (2, z)][draws.index(3)];
        let forward = [1, count - 1][draws.index(2)];
        steps[axis] = (steps[axis] + forward) % count;
        self.free((steps[0] * y + steps[1]) * z + steps[2])
    }

    fn take(&mut self, place: usize) -> Result<()> {
        self.table.insert(place);
        self.taken.push(place);
        self.occupied[place] = true;
        Ok(())
    }

    fn leave(&mut self, defect: usize) {
        self.table.remove(defect);
        let site = self.taken.swap_remove(defect);
        self.occupied[site] = false;
    }
}

impl Couplings for Sites {
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
}
