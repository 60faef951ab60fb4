//! Both parts of the sum over fixed places: what the general sum and that of turning dipoles share.

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;
use rayon::prelude::*;

use super::cells::Boxes;
use super::influence::kernel;
use super::near::{Near, strain_of};
use super::parameters::MeshParameters;
use super::rotors::Rotors;
use super::spread::{Components, PlaneOfGrid};
use crate::cell::Cell;
use crate::error::Result;
use crate::form::Form;
use crate::lattice::basis::{components, tensor};
use crate::lattice::convolution::Convolution;
use crate::lattice::kernel::Kernel;
use crate::splitting::Splitting;

/// How many rotors one task takes.
const CHUNK: usize = 1024;
/// Beyond the tolerance nothing of the smooth part is left.
const TOLERANCE: f64 = 1e-17;

/// C components on the grid, P the number of their pairs, M numbers for a pair of neighbours.
pub(super) struct Body<const C: usize, const P: usize, const M: usize> {
    rotors: Rotors,
    kernel: Kernel<P>,
    convolution: Convolution<C, P>,
    near: Near<M>,
    itself: Form,
    /// Dipoles by rank, as components and as tensors; parts from the planes; strains of the near.
    dipoles: Vec<Components>,
    tensors: Vec<[f64; 6]>,
    parts: Vec<Components>,
    strains: Vec<[f64; 6]>,
}

impl<const C: usize, const P: usize, const M: usize> Body<C, P, M> {
    pub(super) fn new(
        (medium, cell): (&Medium, &Cell),
        boxes: &Boxes,
        parameters: &MeshParameters,
    ) -> Result<Self> {
        let splitting = Splitting::new(parameters.splitting, TOLERANCE)?;
        let MeshParameters { grid, order, .. } = *parameters;
        let rotors = Rotors::new(cell, boxes.inside(), (grid, order));
        let count = rotors.sorted.len();
        let orders = (&rotors.sorted[..], &rotors.ranks[..]);
        Ok(Self {
            kernel: kernel(medium, cell, &splitting, (grid, order)),
            convolution: Convolution::padded(grid, rotors.lanes),
            near: Near::new((medium, &splitting, parameters.cutoff), boxes, orders),
            itself: splitting.with_itself(medium),
            dipoles: vec![Components::default(); count],
            tensors: vec![[0.0; 6]; count],
            parts: vec![Components::default(); count * order],
            strains: vec![[0.0; 6]; count],
            rotors,
        })
    }

    /// How many dipoles it is made for.
    pub(super) fn count(&self) -> usize {
        self.rotors.sorted.len()
    }

    /// The strains of all wave vectors but zero; with five components, of deviators, and deviators.
    pub(super) fn strains_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        strains: &mut Vec<SymmetricTensor>,
    ) {
        self.sort(dipoles);
        self.smooth();
        self.near.strains(&self.tensors, &mut self.strains);
        strains.resize(dipoles.len(), SymmetricTensor::ZERO);
        let all = strains.par_iter_mut().zip(&self.rotors.ranks);
        all.with_min_len(CHUNK)
            .for_each(|(strain, rank)| *strain = self.strain(*rank as usize));
    }

    /// The dipoles by rank.
    fn sort(&mut self, dipoles: &[SymmetricTensor]) {
        let places = self.dipoles.par_iter_mut().zip(&mut self.tensors);
        let all = places.zip(&self.rotors.sorted).with_min_len(CHUNK);
        all.for_each(|((numbers, tensor), rotor)| {
            let whole = &dipoles[*rotor as usize];
            let dipole = if C < 6 { whole.deviator() } else { *whole };
            (*numbers, *tensor) = (components(&dipole), dipole.components());
        });
    }

    /// To the grid, through the waves and back to the parts.
    fn smooth(&mut self) {
        let mut parts = &mut self.parts[..];
        let mut planes = Vec::with_capacity(self.rotors.grid[0]);
        for (plane, &count) in self.rotors.in_plane.iter().enumerate() {
            let (here, there) = parts.split_at_mut(count);
            planes.push(PlaneOfGrid {
                plane,
                rotors: &self.rotors,
                dipoles: &self.dipoles,
                parts: here,
            });
            parts = there;
        }
        self.convolution.strains(&self.kernel, planes);
    }

    /// All parts of one strain.
    fn strain(&self, rank: usize) -> SymmetricTensor {
        let mut sum = Components::default();
        for part in self.rotors.parts_of(rank) {
            for (sum, number) in sum.iter_mut().zip(&self.parts[part]) {
                *sum += number;
            }
        }
        let dipole = SymmetricTensor::from_components(self.tensors[rank]);
        let own = self.itself.strain(&dipole, &Vector3::zeros());
        let rest = strain_of(&self.strains[rank]) - own;
        tensor(sum) + if C < 6 { rest.deviator() } else { rest }
    }
}
