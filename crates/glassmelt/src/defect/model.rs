//! What a defect is before it is relaxed: corners, neighbours, bonds, surroundings.

use nalgebra::{UnitQuaternion, Vector3};
use serde::Serialize;

use super::check;
use crate::error::Result;
use crate::medium::Medium;

/// A rigid polyhedron, the neighbours around it, and the bonds between them. Not relaxed: no dipole.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    corners: Vec<Vector3<f64>>,
    neighbours: Vec<Vector3<f64>>,
    bonds: Vec<Bond>,
}

/// A bond from a corner to a neighbour: one term of the potential, Eq. 4.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bond {
    /// Which corner, from zero.
    pub corner: usize,
    /// Which neighbour, from zero.
    pub neighbour: usize,
    /// Stiffness against bending, an energy: the prefactor of `(1 - cos omega)/2`.
    pub bend: f64,
    /// Stiffness against stretching, energy per length squared.
    pub stretch: f64,
    /// Where the length at rest comes from.
    pub rest_length: RestLength,
}

/// The length of a bond at rest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RestLength {
    /// The distance from corner to neighbour in the reference state, `|a - b|`.
    StressFree,
    /// `|a|`, the distance of the neighbour from the centre: Eq. 4 as printed, a bond under pressure.
    AsPrinted,
    /// A given length: a misfit.
    Given(f64),
}

/// What holds the neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Surroundings {
    /// Nothing moves but the core.
    Clamped,
    /// Each neighbour hangs on a spring of its own, `stiffness/2 |u|^2`.
    Springs {
        /// Energy per length squared, positive.
        stiffness: f64,
    },
    /// The elastic continuum: the neighbours are small spheres in it and feel each other through it.
    Continuum {
        /// The medium, in the bonds' unit of energy over the unit of length cubed.
        medium: Medium,
        /// Radius of the spheres over which the forces spread, positive, spheres not overlapping.
        site_radius: f64,
    },
}

/// Where everything is: the core turned and moved, the neighbours displaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration {
    /// R of Eq. 1.
    pub rotation: UnitQuaternion<f64>,
    /// d, the translation of the core that Eq. 1 leaves out.
    pub translation: Vector3<f64>,
    /// u of each neighbour.
    pub displacements: Vec<Vector3<f64>>,
}

impl Defect {
    /// A defect from corners `b_p` and neighbours `a_p` (both from the core's centre) and their bonds.
    ///
    /// A neighbour may serve several corners and a corner several neighbours. A corner or neighbour
    /// without a bond is harmless: it is carried along and feels no force.
    ///
    /// # Errors
    /// Without bonds; when a bond names a corner or neighbour that is not there; when a coordinate is
    /// not finite; when a bond's stiffness is negative or both are zero, its given rest length is not
    /// positive, its two ends coincide, or it bends about a corner that sits at the centre.
    pub fn new(
        corners: Vec<Vector3<f64>>,
        neighbours: Vec<Vector3<f64>>,
        bonds: Vec<Bond>,
    ) -> Result<Self> {
        check::sites("corner", &corners)?;
        check::sites("neighbour", &neighbours)?;
        check::bonds(&corners, &neighbours, &bonds)?;
        Ok(Self {
            corners,
            neighbours,
            bonds,
        })
    }

    /// The corners `b_p`.
    pub fn corners(&self) -> &[Vector3<f64>] {
        &self.corners
    }

    /// The neighbours `a_p`.
    pub fn neighbours(&self) -> &[Vector3<f64>] {
        &self.neighbours
    }

    /// The bonds.
    pub fn bonds(&self) -> &[Bond] {
        &self.bonds
    }

    /// The configuration with nothing turned and nothing moved.
    pub fn reference(&self) -> Configuration {
        Configuration {
            rotation: UnitQuaternion::identity(),
            translation: Vector3::zeros(),
            displacements: vec![Vector3::zeros(); self.neighbours.len()],
        }
    }
}
