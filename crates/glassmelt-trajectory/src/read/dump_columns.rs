//! Which columns of a dump of LAMMPS are read as what.

use crate::frame::{Dimension, Places};
use crate::read::columns::{Column, Coordinates, Table};
use crate::read::description::Description;
use crate::read::lines::Fault;
use crate::read::{How, Quantity};

/// A way in which a dump writes positions.
struct Family {
    names: [&'static str; 3],
    coordinates: Coordinates,
    places: Places,
}

/// In the order in which they are taken, where a dump has several: unwrapped ones tell more.
const FAMILIES: [Family; 4] = [
    Family {
        names: ["xu", "yu", "zu"],
        coordinates: Coordinates::Cartesian,
        places: Places::Unwrapped,
    },
    Family {
        names: ["xsu", "ysu", "zsu"],
        coordinates: Coordinates::Scaled,
        places: Places::Unwrapped,
    },
    Family {
        names: ["x", "y", "z"],
        coordinates: Coordinates::Cartesian,
        places: Places::Wrapped,
    },
    Family {
        names: ["xs", "ys", "zs"],
        coordinates: Coordinates::Scaled,
        places: Places::Wrapped,
    },
];

/// The table of the columns with these names, and whether it is of space or of a plane.
pub(crate) fn table(
    names: &[&str],
    how: &How,
    description: &mut Description,
) -> Result<(Table, Dimension), Fault> {
    let has = |name: &str| names.contains(&name);
    let all = |wanted: &[&str]| wanted.iter().all(|name| has(name));
    let three = FAMILIES.iter().find(|family| all(&family.names));
    let plane = || FAMILIES.iter().find(|family| all(&family.names[..2]));
    let (family, axes) = match (three, how.dimension) {
        (Some(family), _) => (family, 3),
        (None, Some(Dimension::Three)) => {
            return Err(no_positions(
                names,
                "x y z, xs ys zs, xu yu zu or xsu ysu zsu",
            ));
        }
        (None, _) => {
            let family = plane().ok_or_else(|| {
                no_positions(
                    names,
                    "x y z, xs ys zs, xu yu zu or xsu ysu zsu, or two of them in a plane",
                )
            })?;
            (family, 2)
        }
    };
    let count = if axes == 3 {
        Dimension::Three
    } else {
        Dimension::Two
    };
    let dimension = how.dimension.unwrap_or(count);
    let images = ["ix", "iy", "iz"];
    let has_images = family.places == Places::Wrapped && all(&images[..dimension.count()]);
    let kind = ["element", "type"].into_iter().find(|name| has(name));
    let velocities = how.wants(Quantity::Velocities) && all(&["vx", "vy", "vz"][..axes]);
    let forces = how.wants(Quantity::Forces) && all(&["fx", "fy", "fz"][..axes]);
    let axis_of =
        |family: [&str; 3], name: &str| family[..axes].iter().position(|known| *known == name);
    let column = |at: usize| {
        let name = &names[at];
        if names[..at].contains(name) {
            return Column::Skip;
        }
        if let Some(axis) = axis_of(family.names, name) {
            Column::Position(axis)
        } else if let Some(axis) = axis_of(images, name).filter(|_| has_images) {
            Column::Image(axis)
        } else if let Some(axis) = axis_of(["vx", "vy", "vz"], name).filter(|_| velocities) {
            Column::Velocity(axis)
        } else if let Some(axis) = axis_of(["fx", "fy", "fz"], name).filter(|_| forces) {
            Column::Force(axis)
        } else if *name == "id" {
            Column::Id
        } else if Some(*name) == kind {
            Column::Kind
        } else {
            Column::Skip
        }
    };
    let columns: Vec<Column> = (0..names.len()).map(column).collect();
    let positions = family.names[..axes].join(" ");
    description.positions = match (has_images, family.places) {
        (true, _) => format!(
            "{positions}, unwrapped by {}",
            images[..dimension.count()].join(" ")
        ),
        (false, Places::Wrapped) => format!("{positions} (wrapped)"),
        (false, Places::Unwrapped) => format!("{positions} (unwrapped)"),
    };
    description.identifiers = has("id").then(|| "id".to_owned());
    description.species = kind.map(str::to_owned);
    description.velocities = velocities.then(|| ["vx", "vy", "vz"][..axes].join(" "));
    description.forces = forces.then(|| ["fx", "fy", "fz"][..axes].join(" "));
    description.unused = names
        .iter()
        .zip(&columns)
        .filter(|(_, column)| **column == Column::Skip)
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let places = if has_images {
        Places::Unwrapped
    } else {
        family.places
    };
    Ok((Table::new(columns, family.coordinates, places), dimension))
}

fn no_positions(names: &[&str], expected: &str) -> Fault {
    Fault::new(
        format!("the columns \"{}\"", names.join(" ")),
        format!("positions among them: {expected}"),
    )
}
