//! All neighbours of all atoms, in three arrays and the places where each atom's part begins.

use std::ops::Range;

use nalgebra::Vector3;
use rayon::prelude::*;

use super::cells::{CellList, Neighbour};
use super::home::AtHome;
use crate::error::Result;
use crate::frame::Frame;

/// So many atoms are one piece of work.
const CHUNK: usize = 1024;

/// All pairs within a cutoff, each from both ends. The neighbours of an atom stand in the order of their index,
/// images of one atom in the order of z, y, x: nothing depends on how the pairs were found.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbours {
    pub(super) home: AtHome,
    pub(super) cutoff: f64,
    pub(super) offsets: Vec<usize>,
    pub(super) indices: Vec<u32>,
    pub(super) vectors: Vec<Vector3<f64>>,
    pub(super) images: Vec<[i8; 3]>,
}

impl Neighbours {
    /// All pairs within `cutoff` (inclusive, in the unit of length of the file), found in bins, in parallel.
    ///
    /// ```
    /// use glassmelt_trajectory::{Cell, Frame, Neighbours};
    /// use nalgebra::Vector3;
    /// let mut frame = Frame::empty();
    /// frame.cell = Some(Cell::orthorhombic([1.0, 4.0, 4.0])?);
    /// frame.positions = vec![Vector3::zeros()];
    /// // One atom in a narrow cell has its own images to the left and to the right.
    /// let neighbours = Neighbours::within(&frame, 1.1)?;
    /// assert_eq!(neighbours.indices(0), [0, 0]);
    /// # Ok::<(), glassmelt_trajectory::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`CellList::new`].
    pub fn within(frame: &Frame, cutoff: f64) -> Result<Self> {
        let cells = CellList::new(frame, cutoff)?;
        let atoms: Vec<usize> = (0..frame.len()).collect();
        let parts: Vec<(Vec<usize>, Vec<Neighbour>)> = atoms
            .par_chunks(CHUNK)
            .map(|atoms| part(&cells, atoms))
            .collect();
        let mut all = Self::empty(cells.home().clone(), cutoff);
        let pairs = parts.iter().map(|(_, pairs)| pairs.len()).sum();
        all.reserve(pairs);
        for (counts, pairs) in parts {
            let mut pairs = pairs.into_iter();
            for count in counts {
                all.push(pairs.by_ref().take(count));
            }
        }
        Ok(all)
    }

    /// How many atoms have a list, which may be empty.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// No atoms at all?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cutoff.
    pub fn cutoff(&self) -> f64 {
        self.cutoff
    }

    /// The atoms put back into their cell, as the pairs were found.
    pub fn home(&self) -> &AtHome {
        &self.home
    }

    /// Where the neighbours of an atom stand in the arrays over all pairs.
    pub fn range(&self, atom: usize) -> Range<usize> {
        self.offsets[atom]..self.offsets[atom + 1]
    }

    /// Where each atom's part begins, and the number of pairs at the end.
    pub fn offsets(&self) -> &[usize] {
        &self.offsets
    }

    /// Which atoms are neighbours of this one.
    pub fn indices(&self, atom: usize) -> &[u32] {
        &self.indices[self.range(atom)]
    }

    /// From this atom to each of its neighbours.
    pub fn vectors(&self, atom: usize) -> &[Vector3<f64>] {
        &self.vectors[self.range(atom)]
    }

    /// Which image of each neighbour, both put back into the cell.
    pub fn images(&self, atom: usize) -> &[[i8; 3]] {
        &self.images[self.range(atom)]
    }

    pub(super) fn empty(home: AtHome, cutoff: f64) -> Self {
        Self {
            home,
            cutoff,
            offsets: vec![0],
            indices: Vec::new(),
            vectors: Vec::new(),
            images: Vec::new(),
        }
    }

    fn reserve(&mut self, pairs: usize) {
        self.indices.reserve_exact(pairs);
        self.vectors.reserve_exact(pairs);
        self.images.reserve_exact(pairs);
    }

    /// The neighbours of the next atom.
    pub(super) fn push(&mut self, pairs: impl Iterator<Item = Neighbour>) {
        for Neighbour {
            index,
            vector,
            image,
        } in pairs
        {
            self.indices.push(index);
            self.vectors.push(vector);
            self.images.push(image);
        }
        self.offsets.push(self.indices.len());
    }
}

/// How many neighbours each of these atoms has, and all of them.
fn part(cells: &CellList, atoms: &[usize]) -> (Vec<usize>, Vec<Neighbour>) {
    let mut pairs = Vec::new();
    let counts = atoms.iter().map(|atom| {
        let first = pairs.len();
        cells.around(*atom, |neighbour| pairs.push(neighbour));
        pairs[first..].sort_unstable_by_key(order);
        pairs.len() - first
    });
    (counts.collect(), pairs)
}

/// The place of a neighbour in the list of an atom.
pub(super) fn order(neighbour: &Neighbour) -> (u32, i8, i8, i8) {
    let [x, y, z] = neighbour.image;
    (neighbour.index, z, y, x)
}
