//! Defects that several tests use.
#![allow(dead_code)] // each test binary uses its own part of it

use glassmelt::Medium;
use glassmelt::defect::{
    Bond, BondKind, Cage, Configuration, Defect, Polyhedron, Potential, RestLength, Surroundings,
};
use nalgebra::{DVector, Vector3};

pub(crate) const REST_LENGTHS: [RestLength; 2] = [RestLength::StressFree, RestLength::AsPrinted];

/// Bonds of bending stiffness 1 and stretching stiffness 10.
pub(crate) fn kind(rest_length: RestLength) -> BondKind {
    BondKind {
        bend: 1.0,
        stretch: 10.0,
        rest_length,
    }
}

/// The regular tetrahedron of radius 1 with neighbours straight out at 2.
pub(crate) fn tetrahedron(rest_length: RestLength) -> Defect {
    let corners = Polyhedron::Tetrahedron.corners(1.0).unwrap();
    Cage::straight(2.0)
        .around(corners, kind(rest_length))
        .unwrap()
}

/// Four corners and four neighbours without any symmetry.
pub(crate) fn irregular(rest_length: RestLength) -> Defect {
    let neighbours = [
        [2.1, 0.0, 0.5],
        [-0.4, 1.9, 0.2],
        [-1.0, -1.3, 1.1],
        [0.2, -0.3, -2.0],
    ];
    let corners = [
        [1.0, 0.1, 0.2],
        [-0.3, 0.9, 0.0],
        [-0.4, -0.7, 0.6],
        [0.0, -0.2, -1.1],
    ];
    let bonds = (0..4).map(|p| bond(p, p, rest_length)).collect();
    Defect::new(vectors(&corners), vectors(&neighbours), bonds).unwrap()
}

/// Two corners; the first shares its neighbours with the second, one of which bends only.
pub(crate) fn shared_neighbours(rest_length: RestLength) -> Defect {
    let corners = vectors(&[[0.9, 0.1, 0.0], [-0.5, 0.7, 0.3], [0.0, -0.8, 0.4]]);
    let neighbours = vectors(&[[2.0, 1.0, 0.2], [-1.0, 1.8, -0.4], [0.3, -2.1, 0.9]]);
    let mut bonds: Vec<Bond> = [(0, 0), (1, 0), (1, 1), (0, 2), (2, 2), (2, 1)]
        .map(|(corner, neighbour)| bond(corner, neighbour, rest_length))
        .into();
    bonds[2].stretch = 0.0;
    bonds[3].bend = 0.0;
    Defect::new(corners, neighbours, bonds).unwrap()
}

pub(crate) fn bond(corner: usize, neighbour: usize, rest_length: RestLength) -> Bond {
    Bond {
        corner,
        neighbour,
        bend: 1.0,
        stretch: 10.0,
        rest_length,
    }
}

pub(crate) fn vectors(rows: &[[f64; 3]]) -> Vec<Vector3<f64>> {
    rows.iter().map(|&row| row.into()).collect()
}

pub(crate) const SPRINGS: Surroundings = Surroundings::Springs { stiffness: 5.0 };

/// The medium `lambda = mu = 1` with sites of radius 0.4.
pub(crate) fn continuum() -> Surroundings {
    Surroundings::Continuum {
        medium: Medium::new(1.0, 1.0).unwrap(),
        site_radius: 0.4,
    }
}

pub(crate) fn all_surroundings() -> [Surroundings; 3] {
    [Surroundings::Clamped, SPRINGS, continuum()]
}

/// All defects here, with both rest lengths, in all surroundings.
pub(crate) fn all_potentials() -> Vec<Potential> {
    let mut all = Vec::new();
    for rest_length in REST_LENGTHS {
        for defect in [
            tetrahedron(rest_length),
            irregular(rest_length),
            shared_neighbours(rest_length),
        ] {
            for surroundings in all_surroundings() {
                all.push(Potential::new(&defect, surroundings).unwrap());
            }
        }
    }
    all
}

/// A configuration away from any symmetry, the reference state turned, moved and displaced.
pub(crate) fn somewhere(potential: &Potential) -> Configuration {
    let wave = |i: usize, _| 0.2 * (1.7 * i as f64 + 0.4).sin();
    let step = DVector::from_fn(potential.dimension(), wave);
    potential.displaced(&potential.defect().reference(), &step)
}
