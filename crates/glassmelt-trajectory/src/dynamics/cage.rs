//! Motion seen from the cage: the displacement of an atom beyond the mean of its neighbours' (Mazoyer et al. 2009;
//! Vivek et al. 2017; Illing et al. 2017), which long waves do not move.

use nalgebra::Vector3;

/// The neighbours of each atom, one list after the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cages {
    starts: Vec<usize>,
    neighbours: Vec<u32>,
}

impl Cages {
    /// From a list for each atom.
    pub(super) fn new<'a>(lists: impl Iterator<Item = &'a [u32]>) -> Self {
        let mut cages = Self {
            starts: vec![0],
            neighbours: Vec::new(),
        };
        for list in lists {
            cages.neighbours.extend_from_slice(list);
            cages.starts.push(cages.neighbours.len());
        }
        cages
    }

    /// `u_i - sum_j u_j/n_i` over the n neighbours; none for an atom without neighbours.
    pub(super) fn relative(&self, displacements: &[Vector3<f64>]) -> Vec<Option<Vector3<f64>>> {
        let bounds = self.starts.windows(2);
        let cage = bounds.map(|ends| &self.neighbours[ends[0]..ends[1]]);
        displacements
            .iter()
            .zip(cage)
            .map(|(own, cage)| {
                let sum: Vector3<f64> = cage.iter().map(|j| displacements[*j as usize]).sum();
                (!cage.is_empty()).then(|| own - sum / cage.len() as f64)
            })
            .collect()
    }
}
