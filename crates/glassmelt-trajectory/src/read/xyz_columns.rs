//! Which columns of XYZ are read as what.

use crate::frame::{Dimension, Places};
use crate::read::columns::{Column, Coordinates, Table};
use crate::read::description::Description;
use crate::read::lines::Fault;
use crate::read::recognise::Format;
use crate::read::xyz_comment::Comment;
use crate::read::{How, Quantity};

/// A property with its number of columns.
type Property = (String, usize);

/// No property has more columns: each is one word of a row.
const MOST_COLUMNS: usize = 10_000;

const POSITIONS: [&str; 3] = ["pos", "positions", "position"];
const VELOCITIES: [&str; 4] = ["velo", "vel", "velocities", "velocity"];
const FORCES: [&str; 3] = ["forces", "force", "frc"];
const KINDS: [&str; 5] = ["species", "element", "elements", "type", "z"];
const MASSES: [&str; 2] = ["masses", "mass"];

/// The table of a frame with this comment, and whether it is of space or of a plane.
pub(crate) fn table(
    format: Format,
    comment: &Comment,
    how: &How,
    description: &mut Description,
) -> Result<(Table, Dimension), Fault> {
    let properties = match (format, comment.columns.as_deref()) {
        (Format::Extxyz, Some(text)) => extended(text)?,
        (_, Some(text)) => plain(text),
        (_, None) => vec![("species".to_owned(), 1), ("pos".to_owned(), 3)],
    };
    let found = |names: &[&'static str]| {
        let known = |name: &&str| {
            properties
                .iter()
                .any(|(property, _)| property.eq_ignore_ascii_case(name))
        };
        names.iter().find(|name| known(name)).copied()
    };
    let Some(position) = found(&POSITIONS) else {
        let told = comment.columns.as_deref().unwrap_or_default();
        return Err(Fault::text(
            told.as_bytes(),
            "positions among the columns, such as pos:R:3",
        ));
    };
    let kind = found(&KINDS);
    let mass = found(&MASSES);
    let velocity = found(&VELOCITIES).or_else(|| mass.and(found(&["momenta"])));
    let velocity = velocity.filter(|_| how.wants(Quantity::Velocities));
    let force = found(&FORCES).filter(|_| how.wants(Quantity::Forces));
    let divide = velocity == Some("momenta");
    let images = comment.cell.is_some() && found(&["image"]).is_some();
    let mut columns = Vec::new();
    let mut unused = Vec::new();
    let mut dimension = Dimension::Three;
    for (name, count) in &properties {
        let is =
            |wanted: Option<&str>| wanted.is_some_and(|wanted| name.eq_ignore_ascii_case(wanted));
        let vector: Option<fn(usize) -> Column> = if is(Some(position)) {
            dimension = plane_or_space(name, *count)?;
            Some(Column::Position)
        } else if is(velocity) {
            Some(Column::Velocity)
        } else if is(force) {
            Some(Column::Force)
        } else if images && is(Some("image")) {
            Some(Column::Image)
        } else {
            None
        };
        if let Some(vector) = vector {
            plane_or_space(name, *count)?;
            columns.extend((0..*count).map(vector));
            continue;
        }
        let one = match *count {
            1 if is(kind) => Some(Column::Kind),
            1 if is(Some("id")) => Some(Column::Id),
            1 if divide && is(mass) => Some(Column::Mass),
            _ => None,
        };
        if one.is_none() {
            unused.push(name.clone());
        }
        columns.extend((0..*count).map(|_| one.unwrap_or(Column::Skip)));
        if columns.len() > MOST_COLUMNS {
            return Err(Fault::new(
                format!("more than {MOST_COLUMNS} columns"),
                "fewer",
            ));
        }
    }
    let places = match (images, comment.cell.is_some()) {
        (false, true) => Places::Wrapped,
        _ => Places::Unwrapped,
    };
    description.positions = match (images, comment.cell.is_some()) {
        (true, _) => format!("{position}, unwrapped by image flags"),
        (false, true) => {
            format!("{position} (the file does not say whether they are wrapped: taken as such)")
        }
        (false, false) => format!("{position}, without a cell"),
    };
    description.identifiers = found(&["id"]).map(str::to_owned);
    description.species = kind.map(str::to_owned);
    description.velocities = velocity.map(|name| {
        if divide {
            "momenta by masses".to_owned()
        } else {
            name.to_owned()
        }
    });
    description.forces = force.map(str::to_owned);
    description.unused = unused;
    let dimension = how.dimension.unwrap_or(dimension);
    Ok((
        Table::new(columns, Coordinates::Cartesian, places),
        dimension,
    ))
}

fn plane_or_space(name: &str, count: usize) -> Result<Dimension, Fault> {
    match count {
        2 => Ok(Dimension::Two),
        3 => Ok(Dimension::Three),
        _ => Err(Fault::new(format!("{count} columns for {name}"), "2 or 3")),
    }
}

/// `name:type:count` as often as there are properties.
fn extended(text: &str) -> Result<Vec<Property>, Fault> {
    let expected = "name:type:count, as in species:S:1:pos:R:3";
    let fault = || Fault::text(text.as_bytes(), expected);
    let words: Vec<&str> = text.split(':').collect();
    if !words.len().is_multiple_of(3) {
        return Err(fault());
    }
    let property = |triple: &[&str]| {
        let count = triple[2]
            .trim()
            .parse()
            .ok()
            .filter(|count| (1..=MOST_COLUMNS).contains(count));
        Ok((triple[0].trim().to_owned(), count.ok_or_else(fault)?))
    };
    words.chunks_exact(3).map(property).collect()
}

/// Names between commas, where x, y, z are the position, imx, imy, imz the image flags, vx, vy, vz the velocity.
fn plain(text: &str) -> Vec<Property> {
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    let vectors = [
        (["x", "y", "z"], "pos"),
        (["imx", "imy", "imz"], "image"),
        (["vx", "vy", "vz"], "vel"),
        (["fx", "fy", "fz"], "force"),
    ];
    let mut properties = Vec::new();
    let mut rest = names.as_slice();
    while let Some((name, behind)) = rest.split_first() {
        let vector = vectors.iter().find(|(parts, _)| rest.starts_with(parts));
        if let Some((parts, vector)) = vector {
            properties.push(((*vector).to_owned(), 3));
            rest = &rest[parts.len()..];
        } else {
            let count = if POSITIONS.contains(name) { 3 } else { 1 };
            properties.push(((*name).to_owned(), count));
            rest = behind;
        }
    }
    properties
}
