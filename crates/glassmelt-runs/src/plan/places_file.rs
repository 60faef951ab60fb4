//! Files of places: CSV with the columns x, y, z, or one frame of extended XYZ with its box.

use std::path::Path;

use glassmelt_rotors::{Cell, closer_than};
use glassmelt_study::mistake::{Checked, Mistake, needed};
use nalgebra::Vector3;

use crate::error::{Result, RunError, reading};

/// How a file of places is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Columns, in the cell that the run file gives.
    Csv(Cell),
    /// With its own box.
    Extxyz,
}

/// Two hard cores may touch; this much nearer is a matter of digits.
const TOUCH: f64 = 1.0 - 1e-6;

/// The kind of a file by its ending, and whether it goes with a cell of the run file.
pub(super) fn kind(name: &str, cell: Option<[f64; 3]>) -> Checked<Kind> {
    let ending = Path::new(name)
        .extension()
        .map(std::ffi::OsStr::to_ascii_lowercase);
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("csv") => {
            let why = "a .csv needs cell = [x, y, z], the sides of the periodic cell in units of a";
            let cell = Cell::new(needed("sites", cell, why)?);
            let wrong =
                |error: glassmelt_rotors::Error| Mistake::at("sites.cell", error.to_string());
            Ok(Kind::Csv(cell.map_err(wrong)?))
        }
        Some("xyz" | "extxyz") if cell.is_none() => Ok(Kind::Extxyz),
        Some("xyz" | "extxyz") => Err(Mistake::at(
            "sites.cell",
            "belongs to a .csv; expected none with an .extxyz, which has its own Lattice",
        )),
        _ => Err(Mistake::at(
            "sites.file",
            "expected a file that ends in .csv or .extxyz",
        )),
    }
}

/// The cell and the places of a file, all apart by at least the hard core.
pub(super) fn read(path: &Path, kind: &Kind) -> Result<(Cell, Vec<Vector3<f64>>)> {
    let text = std::fs::read_to_string(path).map_err(reading(path))?;
    let wrong = |(line, reason): (usize, String)| RunError::Places {
        path: path.into(),
        line,
        reason,
    };
    let (cell, first, places) = match kind {
        Kind::Csv(cell) => {
            let places = csv_places(&text).map_err(wrong)?;
            (*cell, 2, places)
        }
        Kind::Extxyz => {
            let (cell, places) = extxyz_places(&text).map_err(wrong)?;
            (cell, 3, places)
        }
    };
    if places.is_empty() {
        return Err(wrong((1, "no places; expected at least one".to_owned())));
    }
    if let Some((i, j, distance)) = closer_than(&cell, &places, TOUCH)? {
        return Err(wrong((
            first + j,
            format!(
                "this place is {distance} from that of line {}, counting periodic images; expected at \
                 least the hard core a, which is the unit of length",
                first + i
            ),
        )));
    }
    Ok((cell, places))
}

type Wrong = (usize, String);

/// One place a line below the header; other columns are passed over.
fn csv_places(text: &str) -> std::result::Result<Vec<Vector3<f64>>, Wrong> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| (1, error.to_string()))?
        .clone();
    let column = |name: &str| {
        let found = header.iter().position(|word| word == name);
        found.ok_or_else(|| {
            (
                1,
                format!("no column {name}; expected a header with x, y, z"),
            )
        })
    };
    let columns = [column("x")?, column("y")?, column("z")?];
    let mut places = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let line = index + 2;
        let record = record.map_err(|error| (line, error.to_string()))?;
        let words = columns.map(|column| record.get(column).unwrap_or_default());
        places.push(vector(words).ok_or_else(|| not_numbers(line, words))?);
    }
    Ok(places)
}

/// One frame: how many, a comment with the box and the columns, one place a line.
fn extxyz_places(text: &str) -> std::result::Result<(Cell, Vec<Vector3<f64>>), Wrong> {
    let mut lines = text.lines();
    let count = lines
        .next()
        .and_then(|line| line.trim().parse::<usize>().ok());
    let count = count.ok_or((1, "expected the number of places".to_owned()))?;
    let comment = lines.next().unwrap_or_default();
    let cell = lattice(comment).ok_or((
        2,
        "expected Lattice=\"x 0 0 0 y 0 0 0 z\" with positive sides along the axes".to_owned(),
    ))?;
    let first = position_column(comment).ok_or((
        2,
        "expected Properties with pos:R:3, such as Properties=species:S:1:pos:R:3".to_owned(),
    ))?;
    let mut places = Vec::new();
    for (index, line) in lines.filter(|line| !line.trim().is_empty()).enumerate() {
        let mut words = line.split_whitespace().skip(first);
        let words: [&str; 3] = std::array::from_fn(|_| words.next().unwrap_or_default());
        places.push(vector(words).ok_or_else(|| not_numbers(index + 3, words))?);
    }
    if places.len() == count {
        Ok((cell, places))
    } else {
        let found = places.len();
        Err((
            1,
            format!("{count} places are announced, {found} follow; expected one frame"),
        ))
    }
}

/// What stands behind `key=` in a comment line, with or without quotation marks.
fn value<'c>(comment: &'c str, key: &str) -> Option<&'c str> {
    let (_, rest) = comment.split_once(&format!("{key}="))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    }
}

/// The box, if it is upright.
fn lattice(comment: &str) -> Option<Cell> {
    let words = value(comment, "Lattice")?.split_whitespace();
    let numbers: Vec<f64> = words
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()
        .ok()?;
    let [x, a, b, c, y, d, e, f, z] = <[f64; 9]>::try_from(numbers).ok()?;
    let upright = [a, b, c, d, e, f].iter().all(|number| *number == 0.0);
    Cell::new([x, y, z]).ok().filter(|_| upright)
}

/// The first column of the positions.
fn position_column(comment: &str) -> Option<usize> {
    let words: Vec<&str> = value(comment, "Properties")?.split(':').collect();
    let mut column = 0;
    for property in words.chunks(3) {
        let [name, kind, count] = property else {
            return None;
        };
        let count: usize = count.parse().ok()?;
        if *name == "pos" {
            return (*kind == "R" && count == 3).then_some(column);
        }
        column += count;
    }
    None
}

fn vector(words: [&str; 3]) -> Option<Vector3<f64>> {
    let number = |word: &str| word.parse::<f64>().ok().filter(|number| number.is_finite());
    let [x, y, z] = words.map(number);
    Some(Vector3::new(x?, y?, z?))
}

fn not_numbers(line: usize, words: [&str; 3]) -> Wrong {
    (
        line,
        format!("`{}` are no three finite numbers x, y, z", words.join(" ")),
    )
}
