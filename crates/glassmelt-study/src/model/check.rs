//! The checks that turn the tables of a file into a model.

use std::f64::consts::PI;

use glassmelt::defect::{Bond, Defect, Polyhedron, RestLength, Surroundings};
use glassmelt::{Medium, Warning};
use nalgebra::Vector3;

use super::units::{Door, door};
use super::{DefectModel, cage};
use crate::file::{Bonds, Cell, Core, DefectFile, Kind, MediumTable, NumberOrList, RestLengths};
use crate::mistake::{Checked, Mistake, check, finite, needed, non_negative, positive, unused};

/// The most corners, and the most neighbours: their surroundings are a dense matrix.
pub(super) const MOST_SITES: usize = 1000;
/// Lengths of bonds whose powers stay finite numbers.
const LENGTHS: std::ops::RangeInclusive<f64> = 1e-100..=1e100;
/// The most orientations to start from.
const MOST_STARTS: usize = 100_000;

/// The model of a file.
pub(crate) fn model(file: &DefectFile) -> Checked<DefectModel> {
    let door = door(file.units)?;
    let corners = corners(&file.core)?;
    let (neighbours, pairs) = cage::sites(&file.cage, &corners)?;
    let lengths = reference_lengths(&corners, &neighbours, &pairs)?;
    let bonds = bonds(&file.bonds, &pairs)?;
    let medium = medium(file.medium, &door)?;
    let surroundings = surroundings(file, medium, &neighbours, &lengths)?;
    let (cell, warning) = cell(file.cell, &neighbours)?;
    let defect = Defect::new(corners, neighbours, bonds)
        .map_err(|error| Mistake::at("bonds", error.to_string()))?;
    let starts = file.search.unwrap_or_default().starts;
    let inside = (1..=MOST_STARTS).contains(&starts);
    Ok(DefectModel {
        defect,
        surroundings,
        site_radius_assumed: file.surroundings.site_radius.is_none(),
        medium,
        cell,
        starts: check("search.starts", starts, inside, "1 to 100000 starts")?,
        scale: door.scale,
        warnings: warning.into_iter().collect(),
    })
}

/// Vectors with finite components, not too many of them.
pub(super) fn vectors(path: &str, rows: &[[f64; 3]]) -> Checked<Vec<Vector3<f64>>> {
    let right = !rows.is_empty() && rows.len() <= MOST_SITES;
    check(path, (), right, "1 to 1000 positions [x, y, z]")?;
    let right = rows.iter().flatten().all(|value| value.is_finite());
    check(path, (), right, "finite numbers in every position")?;
    Ok(rows.iter().map(|row| Vector3::from(*row)).collect())
}

fn corners(core: &Core) -> Checked<Vec<Vector3<f64>>> {
    match (&core.corners, core.shape) {
        (Some(_), Some(_)) => Err(Mistake::at(
            "core.corners",
            "expected either a shape with its radius or corners, not both",
        )),
        (None, None) => Err(Mistake::at(
            "core",
            "expected shape = \"tetrahedron\" (or another) with radius = a length, or corners = \
             [[x, y, z], ...]",
        )),
        (Some(corners), None) => {
            let why = "belongs to a shape; expected none beside corners";
            unused("core.radius", core.radius.as_ref(), why)?;
            vectors("core.corners", corners)
        }
        (None, Some(shape)) => {
            let why = "a shape needs radius = the distance of its corners from the centre";
            let radius = positive("core.radius", needed("core", core.radius, why)?)?;
            let corners = Polyhedron::from(shape).corners(radius);
            corners.map_err(|error| Mistake::at("core.radius", error.to_string()))
        }
    }
}

/// The distance of corner and neighbour of each bond; none may be zero.
fn reference_lengths(
    corners: &[Vector3<f64>],
    neighbours: &[Vector3<f64>],
    pairs: &[[usize; 2]],
) -> Checked<Vec<f64>> {
    pairs
        .iter()
        .map(|&[corner, neighbour]| {
            let (b, a) = (corners[corner], neighbours[neighbour]);
            let length = (a - b).norm();
            let size = a.norm().max(b.norm());
            let sized = LENGTHS.contains(&length);
            let away = length > 1e-12 * size;
            check("cage", (), away || size > 1e100, &apart(neighbour, corner))?;
            check("cage", length, sized, "bond lengths from 1e-100 to 1e100")
        })
        .collect()
}

/// What two ends of a bond must be.
fn apart(neighbour: usize, corner: usize) -> String {
    format!(
        "neighbour {neighbour} away from corner {corner} (from zero), which it is bonded to: a bond \
         needs a length"
    )
}

fn bonds(table: &Bonds, pairs: &[[usize; 2]]) -> Checked<Vec<Bond>> {
    let bend = each("bonds.bend", &table.bend, pairs.len(), non_negative)?;
    let stretch = each("bonds.stretch", &table.stretch, pairs.len(), non_negative)?;
    let rest = rest_lengths(&table.rest_length, pairs.len())?;
    let bond = |k: usize| Bond {
        corner: pairs[k][0],
        neighbour: pairs[k][1],
        bend: bend[k],
        stretch: stretch[k],
        rest_length: rest[k],
    };
    Ok((0..pairs.len()).map(bond).collect())
}

fn rest_lengths(table: &RestLengths, bonds: usize) -> Checked<Vec<RestLength>> {
    match table {
        RestLengths::StressFree => Ok(vec![RestLength::StressFree; bonds]),
        RestLengths::AsPrinted => Ok(vec![RestLength::AsPrinted; bonds]),
        RestLengths::Given(lengths) => {
            let lengths = each("bonds.rest_length", lengths, bonds, positive)?;
            Ok(lengths.into_iter().map(RestLength::Given).collect())
        }
    }
}

/// One number a bond, each in its domain.
fn each(
    path: &str,
    numbers: &NumberOrList,
    bonds: usize,
    domain: fn(&str, f64) -> Checked<f64>,
) -> Checked<Vec<f64>> {
    let wrong_count = || {
        Mistake::at(
            path,
            format!("expected one number, or a list of {bonds}, one a bond"),
        )
    };
    let numbers = numbers.each(bonds).ok_or_else(wrong_count)?;
    numbers
        .into_iter()
        .map(|number| domain(path, number))
        .collect()
}

fn medium(table: Option<MediumTable>, door: &Door) -> Checked<Option<Medium>> {
    let Some(MediumTable { lambda, mu }) = table else {
        return Ok(None);
    };
    finite("medium.lambda", lambda)?;
    positive("medium.mu", mu)?;
    let stable = 3.0 * lambda + 2.0 * mu > 0.0;
    check(
        "medium.lambda",
        (),
        stable,
        &format!(
            "3 lambda + 2 mu above zero, that is lambda above {}",
            -2.0 * mu / 3.0
        ),
    )?;
    let medium = Medium::new(lambda * door.modulus, mu * door.modulus);
    medium
        .map(Some)
        .map_err(|error| Mistake::at("medium", error.to_string()))
}

fn surroundings(
    file: &DefectFile,
    medium: Option<Medium>,
    neighbours: &[Vector3<f64>],
    lengths: &[f64],
) -> Checked<Surroundings> {
    let table = &file.surroundings;
    let (stiffness, site_radius) = ("surroundings.stiffness", "surroundings.site_radius");
    if table.kind != Kind::Springs {
        let why = "belongs to kind = \"springs\"; expected none with another kind";
        unused(stiffness, table.stiffness.as_ref(), why)?;
    }
    if table.kind != Kind::Continuum {
        let why = "belongs to kind = \"continuum\"; expected none with another kind";
        unused(site_radius, table.site_radius.as_ref(), why)?;
    }
    match table.kind {
        Kind::Clamped => Ok(Surroundings::Clamped),
        Kind::Springs => {
            let why = "kind = \"springs\" needs stiffness = an energy over a length squared";
            let value = needed("surroundings", table.stiffness, why)?;
            Ok(Surroundings::Springs {
                stiffness: positive(stiffness, value)?,
            })
        }
        Kind::Continuum => {
            let why = "kind = \"continuum\" needs the table [medium] with lambda and mu";
            Ok(Surroundings::Continuum {
                medium: needed("surroundings", medium, why)?,
                site_radius: radius(table.site_radius, neighbours, lengths)?,
            })
        }
    }
}

/// The given radius of the sites, or half of the smallest bond length or distance of neighbours.
fn radius(given: Option<f64>, neighbours: &[Vector3<f64>], lengths: &[f64]) -> Checked<f64> {
    let apart = smallest_distance(neighbours);
    if apart <= 0.0 {
        return Err(Mistake::at(
            "cage",
            "two neighbours stand at one place, which the continuum cannot tell apart; expected \
             distinct positions",
        ));
    }
    let bond = lengths.iter().copied().fold(f64::INFINITY, f64::min);
    match given {
        None => Ok(0.5 * apart.min(bond)),
        Some(radius) => {
            positive("surroundings.site_radius", radius)?;
            let expected = format!("at most {}: the spheres must not overlap", 0.5 * apart);
            check(
                "surroundings.site_radius",
                radius,
                radius <= 0.5 * apart,
                &expected,
            )
        }
    }
}

fn smallest_distance(sites: &[Vector3<f64>]) -> f64 {
    let pairs = (0..sites.len()).flat_map(|i| (0..i).map(move |j| (sites[i] - sites[j]).norm()));
    pairs.fold(f64::INFINITY, f64::min)
}

/// The cut-off a: given, or the cube root of the volume of a sphere through the neighbours.
fn cell(table: Option<Cell>, neighbours: &[Vector3<f64>]) -> Checked<(f64, Option<Warning>)> {
    let mean = neighbours.iter().map(Vector3::norm).sum::<f64>() / neighbours.len() as f64;
    if let Some(Cell { length }) = table {
        positive("cell.length", length)?;
        let near = (1e-3 * mean..=1e3 * mean).contains(&length);
        let expected = format!(
            "a length near that of the cage, {mean} from the centre (a thousandth to a thousand times)"
        );
        return Ok((check("cell.length", length, near, &expected)?, None));
    }
    let length = positive("cage", (4.0 * PI / 3.0).cbrt() * mean)?;
    let warning = Warning::new(
        "cell_from_cage",
        format!(
            "The cut-off a = {length:.4} is the cube root of the volume of a sphere through the \
             neighbours, for want of [cell] length: alpha goes as a^-6, so 10 % more of a are 44 % \
             less of alpha."
        ),
    );
    Ok((length, Some(warning)))
}
