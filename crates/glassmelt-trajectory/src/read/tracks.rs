//! Tables of the tracks of colloids: one row for a particle in a picture, sorted by picture.

use nalgebra::Vector3;

use crate::error::Result;
use crate::frame::{Dimension, Frame, Places};
use crate::read::description::Description;
use crate::read::input::Input;
use crate::read::lines::{Fault, Lines};
use crate::read::recognise::Format;
use crate::read::words::{float, integer};
use crate::read::{How, Reader, Stamp};

/// The names of the columns of a table of tracks; the defaults are those of trackpy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackColumns {
    /// The number of the picture.
    pub frame: String,
    /// The number of the particle.
    pub particle: String,
    /// x.
    pub x: String,
    /// y.
    pub y: String,
    /// z; a table without this column is of a plane.
    pub z: String,
}

impl Default for TrackColumns {
    fn default() -> Self {
        let [frame, particle, x, y, z] = ["frame", "particle", "x", "y", "z"].map(str::to_owned);
        Self {
            frame,
            particle,
            x,
            y,
            z,
        }
    }
}

impl TrackColumns {
    /// Does this line name the columns?
    pub(crate) fn are_in(&self, line: &[u8]) -> bool {
        self.find(line).is_ok()
    }

    fn find(&self, line: &[u8]) -> Result<Found, Fault> {
        let separator = [b',', b';', b'\t']
            .into_iter()
            .find(|byte| line.contains(byte));
        let separator = separator.unwrap_or(b',');
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        let names: Vec<String> = fields(line, separator)
            .map(|field| String::from_utf8_lossy(field).into_owned())
            .collect();
        let at = |wanted: &String| names.iter().position(|name| name == wanted);
        let need = |wanted: &String| {
            at(wanted).ok_or_else(|| {
                let wanted = [&self.frame, &self.particle, &self.x, &self.y]
                    .map(String::as_str)
                    .join(", ");
                Fault::text(
                    line,
                    format!("columns of the names {wanted}; name others by an option"),
                )
            })
        };
        let mut found = Found {
            separator,
            frame: need(&self.frame)?,
            particle: need(&self.particle)?,
            axes: vec![need(&self.x)?, need(&self.y)?],
            unused: Vec::new(),
        };
        found.axes.extend(at(&self.z));
        let used = |index: usize| {
            index == found.frame || index == found.particle || found.axes.contains(&index)
        };
        let unused = names
            .iter()
            .enumerate()
            .filter(|(index, name)| !used(*index) && !name.is_empty());
        found.unused = unused.map(|(_, name)| name.clone()).collect();
        Ok(found)
    }
}

/// Where the columns stand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    separator: u8,
    frame: usize,
    particle: usize,
    axes: Vec<usize>,
    unused: Vec<String>,
}

/// One particle in one picture.
#[derive(Clone, Copy)]
struct Row {
    frame: i64,
    particle: i64,
    position: Vector3<f64>,
}

impl Found {
    fn row(&self, line: &[u8]) -> Result<Row, Fault> {
        let mut row = Row {
            frame: 0,
            particle: 0,
            position: Vector3::zeros(),
        };
        let mut missing = 2 + self.axes.len();
        for (index, field) in fields(line, self.separator).enumerate() {
            if index == self.frame {
                row.frame = whole(field, "the number of a picture")?;
            } else if index == self.particle {
                row.particle = whole(field, "the number of a particle")?;
            } else if let Some(axis) = self.axes.iter().position(|at| *at == index) {
                row.position[axis] =
                    float(field).ok_or_else(|| Fault::text(field, "a finite position"))?;
            } else {
                continue;
            }
            missing -= 1;
        }
        if missing > 0 {
            return Err(Fault::text(
                line,
                "as many fields as the first line has names",
            ));
        }
        Ok(row)
    }
}

/// A whole number, which tables of floating-point numbers write as 12.0.
fn whole(field: &[u8], name: &str) -> Result<i64, Fault> {
    /// Whole numbers below this are exact as floating-point numbers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let rounded = || float(field).filter(|x| x.trunc() == *x && x.abs() < EXACT);
    #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2^53")]
    let value = integer(field).or_else(|| rounded().map(|x| x as i64));
    value.ok_or_else(|| Fault::text(field, format!("a whole number for {name}")))
}

fn fields(line: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    line.split(move |byte| *byte == separator).map(|field| {
        let field = field.trim_ascii();
        let inner = field
            .strip_prefix(b"\"")
            .and_then(|inner| inner.strip_suffix(b"\""));
        inner.unwrap_or(field)
    })
}

/// A table of tracks.
pub(crate) struct Tracks {
    lines: Lines,
    how: How,
    found: Found,
    /// The first row of the next picture.
    ahead: Option<Row>,
    description: Description,
}

impl Tracks {
    /// The table in this input.
    pub(crate) fn open(input: &Input, how: &How) -> Result<Self> {
        let mut lines = Lines::open(input)?;
        let Some(names) = lines.next()? else {
            return Err(lines.cut("a line with the names of the columns"));
        };
        let found = how.tracks.find(names);
        let found = found.map_err(|fault| lines.error(fault))?;
        let mut description = Description::new(Format::Tracks);
        let TrackColumns { x, y, z, .. } = &how.tracks;
        let names = [x, y, z].map(String::as_str);
        description.positions = format!("{} (as they stand)", names[..found.axes.len()].join(" "));
        description.identifiers = Some(how.tracks.particle.clone());
        description.cell = format!("none; pictures by {}", how.tracks.frame);
        description.unused.clone_from(&found.unused);
        Ok(Self {
            lines,
            how: how.clone(),
            found,
            ahead: None,
            description,
        })
    }

    fn row(&mut self) -> Result<Option<Row>> {
        if let Some(row) = self.ahead.take() {
            return Ok(Some(row));
        }
        loop {
            let Some(line) = self.lines.next()? else {
                return Ok(None);
            };
            if line.trim_ascii().is_empty() {
                continue;
            }
            let row = self.found.row(line);
            return row.map(Some).map_err(|fault| self.lines.error(fault));
        }
    }

    fn unsorted(&self, last: i64, next: i64) -> crate::error::Error {
        let frame = &self.how.tracks.frame;
        let particle = &self.how.tracks.particle;
        let expected = format!(
            "rows sorted by {frame}; with pandas: \
             tracks.sort_values([\"{frame}\", \"{particle}\"]).to_csv(\"sorted.csv\", index=False)"
        );
        self.lines.error(Fault::new(
            format!("picture {next} after picture {last}"),
            expected,
        ))
    }
}

impl Reader for Tracks {
    fn next_into(&mut self, frame: &mut Frame) -> Result<Option<Stamp>> {
        let Some(first) = self.row()? else {
            return Ok(None);
        };
        let axes = self.found.axes.len();
        let told = if axes == 2 {
            Dimension::Two
        } else {
            Dimension::Three
        };
        frame.clear();
        frame.time = None;
        frame.cell = None;
        frame.places = Places::Unwrapped;
        frame.dimension = self.how.dimension.unwrap_or(told);
        let Some(kind) = frame.kind_of("1") else {
            return Ok(None);
        };
        let mut row = first;
        loop {
            frame.ids.push(row.particle);
            frame.kinds.push(kind);
            frame.positions.push(row.position);
            match self.row()? {
                None => break,
                Some(next) if next.frame == first.frame => row = next,
                Some(next) if next.frame < first.frame => {
                    return Err(self.unsorted(first.frame, next.frame));
                }
                Some(next) => {
                    self.ahead = Some(next);
                    break;
                }
            }
        }
        Ok(Some(Stamp::Told(first.frame)))
    }

    fn description(&self) -> &Description {
        &self.description
    }

    fn consumed(&self) -> u64 {
        self.lines.consumed()
    }
}
