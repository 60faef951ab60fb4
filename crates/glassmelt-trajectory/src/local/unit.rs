//! A group of atoms as a rigid body, and the medium around it: by how much each of them turns.

use std::collections::{BTreeMap, BTreeSet};

use nalgebra::{Matrix3, Vector3};
use rayon::prelude::*;

use super::fit::{LocalFit, nearest_rotation};
use super::follow::{CellChange, Followed};
use super::reference::{Reference, inverse};
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};

/// At least so many units are one piece of work.
const CHUNK: usize = 32;

/// An atom at one of its images: the index, and where it is in the reference.
type Member = (u32, [i8; 3]);

/// Atoms in the reference, about the centre of all of them.
#[derive(Debug, Clone, PartialEq)]
struct Cluster {
    members: Vec<Member>,
    /// From the centre to each member.
    vectors: Vec<Vector3<f64>>,
    /// The inverse of `sum d d^T`; none where they do not span the space.
    inverse: Option<Matrix3<f64>>,
}

/// A unit that may turn by itself, and the atoms next to it that are not in it: the medium.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    body: Cluster,
    around: Cluster,
    dimension: Dimension,
}

/// By how much a unit and the medium around it have turned, as axis times angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// The rotation of the best affine fit (polar decomposition) to the atoms around the unit: `curl u/2` where
    /// it is small.
    pub medium: Vector3<f64>,
    /// The best rigid rotation (Kabsch) of the unit about its own centre.
    pub unit: Vector3<f64>,
}

impl Unit {
    /// The unit of an atom and its neighbours; around it are the neighbours of those.
    ///
    /// None where one of the two does not span the space.
    pub fn of_shell(reference: &Reference, atom: usize) -> Option<Self> {
        let centre = (u32::try_from(atom).ok()?, [0; 3]);
        let mut members: Vec<Member> = vec![centre];
        members.extend(next_to(reference, centre));
        Self::of_members(reference, members)
    }

    /// The units of all atoms, in their order, without those that [`Self::of_shell`] has none of.
    pub fn of_shells(reference: &Reference) -> Vec<Self> {
        let atoms = 0..reference.home().points.len();
        let units = atoms.into_par_iter().with_min_len(CHUNK);
        units
            .filter_map(|atom| Self::of_shell(reference, atom))
            .collect()
    }

    /// The unit of these atoms, which must hang together through neighbours of the reference; around it are all
    /// neighbours of its atoms.
    ///
    /// None where the unit, or what is around it, does not span the space.
    ///
    /// # Errors
    /// When an atom is not there, or cannot be reached from the first one through neighbours inside the group.
    pub fn of_group(reference: &Reference, atoms: &[u32]) -> Result<Option<Self>> {
        let count = reference.home().points.len();
        let strange = |atom: u32, domain| Error::Domain {
            name: "atom of a unit",
            value: f64::from(atom),
            domain,
        };
        if let Some(atom) = atoms.iter().find(|atom| **atom as usize >= count) {
            return Err(strange(*atom, "an index below the number of atoms"));
        }
        let mut found: BTreeMap<u32, [i8; 3]> = atoms
            .first()
            .map(|atom| (*atom, [0; 3]))
            .into_iter()
            .collect();
        let mut open: Vec<Member> = found.iter().map(|(atom, image)| (*atom, *image)).collect();
        while let Some(member) = open.pop() {
            for (other, image) in next_to(reference, member) {
                if atoms.contains(&other) && !found.contains_key(&other) {
                    found.insert(other, image);
                    open.push((other, image));
                }
            }
        }
        if let Some(atom) = atoms.iter().find(|atom| !found.contains_key(atom)) {
            return Err(strange(
                *atom,
                "linked to the other atoms of its unit through neighbours",
            ));
        }
        Ok(Self::of_members(reference, found.into_iter().collect()))
    }

    fn of_members(reference: &Reference, members: Vec<Member>) -> Option<Self> {
        let around: BTreeSet<Member> = members
            .iter()
            .flat_map(|member| next_to(reference, *member))
            .collect();
        let inside: BTreeSet<Member> = members.iter().copied().collect();
        let around: Vec<Member> = around.difference(&inside).copied().collect();
        let unit = Self {
            body: Cluster::new(reference, members),
            around: Cluster::new(reference, around),
            dimension: reference.dimension(),
        };
        (unit.body.inverse.is_some() && unit.around.inverse.is_some()).then_some(unit)
    }

    /// By how much the unit and its medium have turned in a later frame; none where one of them is turned inside
    /// out.
    fn turn(&self, moved: &Followed) -> Option<Turn> {
        let one = Matrix3::identity();
        let gradient = self.around.product(moved) * self.around.inverse?;
        let medium = LocalFit {
            displacement_gradient: gradient,
            d2min: 0.0,
            neighbours: 0,
            dimension: self.dimension,
        };
        // sum d' d^T = sum u d^T + sum d d^T.
        let mut covariance = self.body.product(moved) + self.body.inverse?.try_inverse()?;
        if self.dimension == Dimension::Two {
            covariance.set_column(2, &one.column(2));
        }
        Some(Turn {
            medium: medium.rotation()?,
            unit: nearest_rotation(&covariance)?,
        })
    }
}

impl Reference {
    /// By how much each of these units and the medium around it have turned in a later frame; none where a fit
    /// turns one of them inside out.
    ///
    /// # Errors
    /// As [`Self::fits`].
    pub fn turns(
        &self,
        units: &[Unit],
        later: &Frame,
        change: CellChange,
    ) -> Result<Vec<Option<Turn>>> {
        let moved = self.follow(later, change)?;
        Ok(units.par_iter().map(|unit| unit.turn(&moved)).collect())
    }
}

impl Cluster {
    fn new(reference: &Reference, members: Vec<Member>) -> Self {
        let home = reference.home();
        let places = positions(&members, &home.points, home.cell.vectors());
        let centre = places.iter().sum::<Vector3<f64>>() / places.len().max(1) as f64;
        let vectors: Vec<_> = places.iter().map(|place| place - centre).collect();
        Self {
            inverse: inverse(&vectors, reference.dimension()),
            members,
            vectors,
        }
    }

    /// `sum u d^T`, where u is the displacement of a member; the mean of u falls out.
    fn product(&self, moved: &Followed) -> Matrix3<f64> {
        let places = positions(&self.members, &moved.points, &moved.vectors);
        let centre = places.iter().sum::<Vector3<f64>>() / places.len() as f64;
        let pairs = places.iter().zip(&self.vectors);
        pairs
            .map(|(place, d)| (place - centre - d) * d.transpose())
            .sum()
    }
}

fn positions(
    members: &[Member],
    points: &[Vector3<f64>],
    vectors: &Matrix3<f64>,
) -> Vec<Vector3<f64>> {
    let place = |(atom, image): &Member| {
        points[*atom as usize] + vectors * Vector3::from(image.map(f64::from))
    };
    members.iter().map(place).collect()
}

/// The neighbours of an atom at one of its images.
fn next_to(reference: &Reference, (atom, image): Member) -> impl Iterator<Item = Member> {
    let neighbours = reference.neighbours();
    let pairs = neighbours
        .indices(atom as usize)
        .iter()
        .zip(neighbours.images(atom as usize));
    pairs.map(move |(other, step)| {
        (
            *other,
            std::array::from_fn(|axis| image[axis].saturating_add(step[axis])),
        )
    })
}
