//! The second line of a frame of XYZ: cell, columns, step and time, in the dialects that are met.

use nalgebra::Vector3;

use crate::cell::Cell;
use crate::read::Stamp;
use crate::read::dump_cell::checked;
use crate::read::lines::Fault;
use crate::read::words::float;

/// What a comment tells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Comment {
    /// The cell.
    pub(crate) cell: Option<Cell>,
    /// What is said of the cell, and what is taken for granted.
    pub(crate) cell_told: &'static str,
    /// The names of the columns, as they stand there.
    pub(crate) columns: Option<String>,
    step: Option<i64>,
    /// The time.
    pub(crate) time: Option<f64>,
}

impl Comment {
    /// The stamp of the frame.
    pub(crate) fn stamp(&self) -> Stamp {
        self.step.map_or(Stamp::Counted, Stamp::Told)
    }

    /// A comment of extended XYZ: `key=value` with the keys `Lattice` (a, b, c one after the other), `Origin`,
    /// `pbc`, `Properties`, `Time`, and `Step` or `Timestep`, in capitals or not.
    pub(crate) fn extended(line: &[u8]) -> Result<Self, Fault> {
        let line = text(line)?;
        let mut comment = Self::empty();
        let (mut vectors, mut origin, mut periodic) = (None, Vector3::zeros(), None);
        for (key, value) in pairs(line)? {
            match key.to_ascii_lowercase().as_str() {
                "lattice" | "cell" => vectors = Some(vectors_of(value)?),
                "origin" => origin = numbers::<3>(value, "the origin of the cell")?.into(),
                "pbc" => periodic = Some(flags(value)?),
                "properties" => comment.columns = Some(value.to_owned()),
                "time" => comment.time = value.parse().ok().filter(|time: &f64| time.is_finite()),
                "step" | "timestep" => comment.step = value.parse().ok(),
                _ => {}
            }
        }
        if let Some(vectors) = vectors {
            comment.cell = Some(checked(vectors, origin, periodic.unwrap_or([true; 3]))?);
            comment.cell_told = match periodic {
                Some(_) => "Lattice and pbc of each frame",
                None => "Lattice of each frame; no pbc: taken as periodic",
            };
        }
        Ok(comment)
    }

    /// A comment of plain XYZ, in which three programs put a cell: `sim_box=RectangularSimulationBox,x,y,z` or
    /// `boxLengths=x,y,z` with `timeStepIndex=` and `columns=` (RUMD, whose boxes have their middle at zero), and
    /// `cell:x,y,z` with `step:` and `columns:`. All other words are left alone.
    pub(crate) fn plain(line: &[u8]) -> Result<Self, Fault> {
        let Ok(line) = text(line) else {
            return Ok(Self::empty());
        };
        let mut comment = Self::empty();
        for word in line.split_ascii_whitespace() {
            let Some((key, value)) = word.split_once(['=', ':']) else {
                continue;
            };
            match key {
                "sim_box" => {
                    let Some(sides) = value.strip_prefix("RectangularSimulationBox,") else {
                        return Err(Fault::text(value.as_bytes(), "a RectangularSimulationBox"));
                    };
                    comment.set_box(
                        sides,
                        "sim_box of each frame, around zero; taken as periodic",
                    )?;
                }
                "boxLengths" => comment.set_box(
                    value,
                    "boxLengths of each frame, around zero; taken as periodic",
                )?,
                "cell" => {
                    comment.set_box(value, "cell of each frame, around zero; taken as periodic")?;
                }
                "timeStepIndex" | "step" => comment.step = value.parse().ok(),
                "columns" => comment.columns = Some(value.to_owned()),
                _ => {}
            }
        }
        Ok(comment)
    }

    fn empty() -> Self {
        Self {
            cell: None,
            cell_told: "none",
            columns: None,
            step: None,
            time: None,
        }
    }

    fn set_box(&mut self, sides: &str, told: &'static str) -> Result<(), Fault> {
        let sides = numbers::<3>(sides, "the sides of the cell")?;
        let vectors = [
            Vector3::new(sides[0], 0.0, 0.0),
            Vector3::new(0.0, sides[1], 0.0),
            Vector3::new(0.0, 0.0, sides[2]),
        ];
        let origin = Vector3::from(sides) * -0.5;
        self.cell = Some(checked(vectors, origin, [true; 3])?);
        self.cell_told = told;
        Ok(())
    }
}

fn text(line: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(line).map_err(|_| Fault::text(line, "a comment in UTF-8"))
}

/// `key=value` pairs; values may be quoted or stand in brackets; a key without a value stands alone.
fn pairs(line: &str) -> Result<Vec<(&str, &str)>, Fault> {
    let mut pairs = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (key, behind) = rest.split_at(end);
        let spaced = behind.trim_start();
        let Some(value) = spaced.strip_prefix('=') else {
            rest = spaced;
            continue;
        };
        let (value, behind) = value_of(value.trim_start())?;
        pairs.push((key.trim_matches('"'), value));
        rest = behind.trim_start();
    }
    Ok(pairs)
}

/// A value, and what stands behind it.
fn value_of(text: &str) -> Result<(&str, &str), Fault> {
    let close = match text.chars().next() {
        Some('"') => '"',
        Some('\'') => '\'',
        Some('{') => '}',
        Some('[') => return bracketed(text),
        _ => {
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            return Ok(text.split_at(end));
        }
    };
    let inside = &text[1..];
    let Some(end) = inside.find(close) else {
        return Err(Fault::text(
            text.as_bytes(),
            format!("{close} at the end of the value"),
        ));
    };
    Ok((&inside[..end], &inside[end + 1..]))
}

/// A value in brackets, which may hold more of them.
fn bracketed(text: &str) -> Result<(&str, &str), Fault> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok((&text[1..at], &text[at + 1..]));
        }
    }
    Err(Fault::text(text.as_bytes(), "] at the end of the value"))
}

fn words(value: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| c.is_whitespace() || c == ',' || c == '[' || c == ']';
    value.split(between).filter(|word| !word.is_empty())
}

fn numbers<const N: usize>(value: &str, name: &str) -> Result<[f64; N], Fault> {
    let fault = || Fault::text(value.as_bytes(), format!("{N} finite numbers for {name}"));
    let mut numbers = [0.0; N];
    let mut words = words(value);
    for number in &mut numbers {
        *number = words
            .next()
            .and_then(|word| float(word.as_bytes()))
            .ok_or_else(fault)?;
    }
    match words.next() {
        None => Ok(numbers),
        Some(_) => Err(fault()),
    }
}

fn vectors_of(value: &str) -> Result<[Vector3<f64>; 3], Fault> {
    let n = numbers::<9>(value, "the vectors of the cell")?;
    Ok([
        Vector3::new(n[0], n[1], n[2]),
        Vector3::new(n[3], n[4], n[5]),
        Vector3::new(n[6], n[7], n[8]),
    ])
}

fn flags(value: &str) -> Result<[bool; 3], Fault> {
    let fault = || Fault::text(value.as_bytes(), "three of T and F for pbc");
    let mut flags = [false; 3];
    let mut words = words(value);
    for flag in &mut flags {
        *flag = match words.next().ok_or_else(fault)? {
            "T" | "True" | "true" | "TRUE" | "1" => true,
            "F" | "False" | "false" | "FALSE" | "0" => false,
            _ => return Err(fault()),
        };
    }
    Ok(flags)
}
