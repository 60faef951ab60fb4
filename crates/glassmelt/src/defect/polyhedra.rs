//! Corners of regular polyhedra, and cages around given corners.

use std::f64::consts::TAU;

use nalgebra::Vector3;

use super::model::{Bond, Defect, RestLength};
use super::null::across;
use crate::error::{Error, Result, positive, require};

/// A regular body by its corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polyhedron {
    /// A single strong bond along z: two corners, opposite each other.
    StrongBond,
    /// Corners along (1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1).
    Tetrahedron,
    /// Corners along the six half-axes.
    Octahedron,
    /// Corners along (1, 1, 1) with all signs.
    Cube,
    /// Corners along (0, 1, g) with all signs and turned cyclically, g the golden ratio.
    Icosahedron,
}

impl Polyhedron {
    /// The corners at the distance `circumradius` from the centre.
    ///
    /// # Errors
    /// When the radius is not finite and positive.
    pub fn corners(self, circumradius: f64) -> Result<Vec<Vector3<f64>>> {
        positive("circumradius", circumradius)?;
        let onto = |v: Vector3<f64>| v.normalize() * circumradius;
        Ok(self.directions().into_iter().map(onto).collect())
    }

    fn directions(self) -> Vec<Vector3<f64>> {
        let signs = [1.0, -1.0];
        match self {
            Self::StrongBond => vec![Vector3::z(), -Vector3::z()],
            Self::Tetrahedron => [(1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)]
                .map(|(y, z)| Vector3::new(y * z, y, z))
                .into(),
            Self::Octahedron => (0..3)
                .flat_map(|axis| signs.map(|s| Vector3::ith(axis, s)))
                .collect(),
            Self::Cube => signs
                .iter()
                .flat_map(|&x| signs.iter().map(move |&y| (x, y)))
                .flat_map(|(x, y)| signs.map(|z| Vector3::new(x, y, z)))
                .collect(),
            Self::Icosahedron => (0..3)
                .flat_map(|axis| signs.map(|s| (axis, s)))
                .flat_map(|(axis, s)| signs.map(|g| golden(axis, s, g)))
                .collect(),
        }
    }
}

/// `one` along an axis and `sign` times the golden ratio along the next.
fn golden(axis: usize, one: f64, sign: f64) -> Vector3<f64> {
    let ratio = sign * crate::closure::GOLDEN_RATIO;
    Vector3::ith(axis, one) + Vector3::ith((axis + 1) % 3, ratio)
}

/// Neighbours of each corner, around its direction from the centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cage {
    /// Distance of the neighbours from the centre.
    pub distance: f64,
    /// How many a corner.
    pub per_corner: usize,
    /// Angle in radians between a corner's direction and those of its neighbours: 0 is straight out.
    pub opening: f64,
}

/// What all bonds of a regular defect share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BondKind {
    /// Stiffness against bending, an energy.
    pub bend: f64,
    /// Stiffness against stretching, energy per length squared.
    pub stretch: f64,
    /// The length at rest.
    pub rest_length: RestLength,
}

impl Cage {
    /// One neighbour a corner, straight outwards.
    pub fn straight(distance: f64) -> Self {
        Self {
            distance,
            per_corner: 1,
            opening: 0.0,
        }
    }

    /// The defect with these corners, each bonded to its own neighbours in this cage.
    ///
    /// Several neighbours lie evenly on a cone; the first one's azimuth is fixed by the corner alone.
    ///
    /// # Errors
    /// When the distance is not positive, there are no neighbours, several would coincide because the
    /// opening is 0 (or it is not between 0 and pi), a corner sits at the centre, or the bonds are
    /// none as in [`Defect::new`].
    pub fn around(&self, corners: Vec<Vector3<f64>>, kind: BondKind) -> Result<Defect> {
        self.check()?;
        let mut neighbours = Vec::with_capacity(corners.len() * self.per_corner);
        let mut bonds = Vec::with_capacity(neighbours.capacity());
        for (corner, b) in corners.iter().enumerate() {
            let axis = b.try_normalize(0.0).ok_or(Error::Domain {
                name: "|b|",
                value: b.norm(),
                domain: "finite and positive: a corner at the centre has no direction outwards",
            })?;
            for turn in 0..self.per_corner {
                bonds.push(bond(corner, neighbours.len(), kind));
                neighbours.push(self.neighbour(&axis, turn));
            }
        }
        Defect::new(corners, neighbours, bonds)
    }

    /// Neighbour number `turn` around the unit vector `axis`.
    fn neighbour(&self, axis: &Vector3<f64>, turn: usize) -> Vector3<f64> {
        let (sine, cosine) = self.opening.sin_cos();
        let azimuth = TAU * turn as f64 / self.per_corner as f64;
        let [x, y] = across(axis);
        let side = x * azimuth.cos() + y * azimuth.sin();
        (axis * cosine + side * sine) * self.distance
    }

    fn check(&self) -> Result<()> {
        positive("distance", self.distance)?;
        let several = self.per_corner > 1;
        let count = self.per_corner as f64;
        require("per_corner", count, self.per_corner > 0, "at least 1")?;
        let half_turn = std::f64::consts::PI;
        let ok = (0.0..half_turn).contains(&self.opening) && !(several && self.opening == 0.0);
        let domain = "from 0 to below pi, and positive where a corner has several neighbours";
        require("opening", self.opening, ok, domain).map(|_| ())
    }
}

fn bond(corner: usize, neighbour: usize, kind: BondKind) -> Bond {
    Bond {
        corner,
        neighbour,
        bend: kind.bend,
        stretch: kind.stretch,
        rest_length: kind.rest_length,
    }
}
