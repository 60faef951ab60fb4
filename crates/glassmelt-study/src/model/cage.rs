//! Where the neighbours stand and which corner each is bonded to.

use std::f64::consts::TAU;

use nalgebra::{Unit, UnitQuaternion, Vector3};

use super::check::{MOST_SITES, vectors};
use crate::file::Cage;
use crate::mistake::{Checked, Mistake, check, needed, positive, unused};

/// The neighbours and the pairs (corner, neighbour).
pub(super) type Sites = (Vec<Vector3<f64>>, Vec<[usize; 2]>);

/// Neighbours at a distance outwards of the corners, or as they are given.
pub(super) fn sites(cage: &Cage, corners: &[Vector3<f64>]) -> Checked<Sites> {
    match (&cage.neighbours, cage.distance) {
        (Some(_), Some(_)) => Err(Mistake::at(
            "cage.distance",
            "expected either a distance or neighbours, not both",
        )),
        (None, None) => Err(Mistake::at(
            "cage",
            "expected distance = a length, or neighbours = [[x, y, z], ...]",
        )),
        (Some(neighbours), None) => given(cage, neighbours, corners.len()),
        (None, Some(distance)) => outwards(cage, distance, corners),
    }
}

fn given(cage: &Cage, neighbours: &[[f64; 3]], corners: usize) -> Checked<Sites> {
    let why = "belongs to a cage with a distance; expected none beside neighbours";
    unused(
        "cage.neighbours_per_corner",
        cage.neighbours_per_corner.as_ref(),
        why,
    )?;
    unused("cage.opening_angle", cage.opening_angle.as_ref(), why)?;
    let neighbours = vectors("cage.neighbours", neighbours)?;
    let bonds = match &cage.bonds {
        Some(bonds) => bonds.clone(),
        None if neighbours.len() == corners => (0..corners).map(|k| [k, k]).collect(),
        None => {
            return Err(Mistake::at(
                "cage",
                format!(
                    "{} neighbours for {corners} corners; expected bonds = [[corner, neighbour], ...], \
                     counted from zero, or as many neighbours as corners",
                    neighbours.len()
                ),
            ));
        }
    };
    check_bonds(&bonds, corners, neighbours.len())?;
    Ok((neighbours, bonds))
}

fn check_bonds(bonds: &[[usize; 2]], corners: usize, neighbours: usize) -> Checked<()> {
    check("cage.bonds", (), !bonds.is_empty(), "at least one bond")?;
    let nowhere = bonds
        .iter()
        .find(|[corner, neighbour]| *corner >= corners || *neighbour >= neighbours);
    if let Some([corner, neighbour]) = nowhere {
        return Err(Mistake::at(
            "cage.bonds",
            format!(
                "no bond [{corner}, {neighbour}]; expected a corner from 0 to {} and a neighbour \
                 from 0 to {}",
                corners - 1,
                neighbours - 1
            ),
        ));
    }
    let mut seen = std::collections::BTreeSet::new();
    match bonds.iter().find(|bond| !seen.insert(**bond)) {
        Some(bond) => Err(Mistake::at(
            "cage.bonds",
            format!("bond {bond:?} twice; expected each pair once"),
        )),
        None => Ok(()),
    }
}

fn outwards(cage: &Cage, distance: f64, corners: &[Vector3<f64>]) -> Checked<Sites> {
    positive("cage.distance", distance)?;
    unused(
        "cage.bonds",
        cage.bonds.as_ref(),
        "belongs to a cage with neighbours; expected none beside distance, which bonds each corner \
         to its own neighbours",
    )?;
    if corners.iter().any(|corner| corner.norm() == 0.0) {
        return Err(Mistake::at(
            "core.corners",
            "a corner at the centre has no direction outwards; expected cage.neighbours in place of \
             cage.distance",
        ));
    }
    let per_corner = cage.neighbours_per_corner.unwrap_or(1);
    let inside = (1..=12).contains(&per_corner) && per_corner * corners.len() <= MOST_SITES;
    check(
        "cage.neighbours_per_corner",
        (),
        inside,
        "1 to 12, and no more than 1000 neighbours in all",
    )?;
    let angle = opening(cage, per_corner)?;
    let neighbours = (0..corners.len())
        .flat_map(|k| cone(corners, k, per_corner, angle))
        .map(|direction| direction * distance)
        .collect();
    let bonds = (0..corners.len())
        .flat_map(|k| (0..per_corner).map(move |i| [k, k * per_corner + i]))
        .collect();
    Ok((neighbours, bonds))
}

/// The opening angle in radians: zero for one neighbour a corner, given for more.
fn opening(cage: &Cage, per_corner: usize) -> Checked<f64> {
    let key = "cage.opening_angle";
    if per_corner == 1 {
        unused(
            key,
            cage.opening_angle.as_ref(),
            "one neighbour stands straight outwards; expected neighbours_per_corner above 1 beside it",
        )?;
        return Ok(0.0);
    }
    let angle = needed(
        "cage",
        cage.opening_angle,
        "several neighbours a corner need opening_angle, in degrees",
    )?;
    let inside = angle > 0.0 && angle <= 180.0;
    check(
        key,
        angle.to_radians(),
        inside,
        "degrees above 0, at most 180",
    )
}

/// Directions evenly around that of corner k, the first on the side of the nearest other corner.
fn cone(
    corners: &[Vector3<f64>],
    k: usize,
    count: usize,
    angle: f64,
) -> impl Iterator<Item = Vector3<f64>> {
    let axis = Unit::new_normalize(corners[k]);
    let tilted = UnitQuaternion::from_axis_angle(&Unit::new_normalize(sideways(corners, k)), angle)
        * axis.into_inner();
    (0..count).map(move |i| {
        let turn = TAU * i as f64 / count as f64;
        UnitQuaternion::from_axis_angle(&axis, turn) * tilted
    })
}

/// The axis that tilts the direction of corner k towards the nearest corner that is not along it.
fn sideways(corners: &[Vector3<f64>], k: usize) -> Vector3<f64> {
    let axis = corners[k].normalize();
    let off_axis = |other: &&Vector3<f64>| axis.cross(other).norm() > 1e-6 * other.norm();
    let nearest = corners.iter().filter(off_axis).min_by(|a, b| {
        (*a - corners[k])
            .norm()
            .total_cmp(&(*b - corners[k]).norm())
    });
    match nearest {
        Some(other) => axis.cross(other),
        None => axis.cross(&Vector3::ith(axis.iamin(), 1.0)),
    }
}
