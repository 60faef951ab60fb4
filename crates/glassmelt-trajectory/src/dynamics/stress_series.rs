//! Series of stress from a file: what `fix ave/time` of LAMMPS writes, or CSV with named columns.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use glassmelt::SymmetricTensor;

use super::settings::Clock;
use super::stress_lines::Lines;
use crate::error::{Error, Place, Result};
use crate::frame::Dimension;
use crate::read::input::Input;
use crate::units::Units;

/// Two intervals are one if they differ by at most this part.
const SAME: f64 = 1e-6;

/// The columns of a file of stress.
#[derive(Debug, Clone, PartialEq)]
pub struct StressColumns {
    /// The names of xx, yy, zz, xy, xz, yz as the header has them (in a plane zz, xz and yz do not count); none
    /// where they speak for themselves: `pxx`, `v_pxx`, `p_xx`, `sxx`, `stress_xx`, `sigma_xx`, `pressure_xx`.
    pub names: Option<[String; 6]>,
    /// [`Clock::Step`]: the column is `TimeStep` or `step`; [`Clock::Frames`]: it is `time`.
    pub clock: Clock,
    /// Space or plane.
    pub dimension: Dimension,
    /// The units of the pressure in the file.
    pub units: Units,
}

/// Stress at equal intervals of time.
#[derive(Debug, Clone, PartialEq)]
pub struct StressSeries {
    /// Space or plane.
    pub dimension: Dimension,
    /// The interval, in the unit of time.
    pub interval: f64,
    /// Stress or pressure (the sign does not count), an energy over a volume in the units of the file.
    pub values: Vec<SymmetricTensor>,
    /// What is wrong with the line after the last value: a file that is still being written, or a broken one.
    pub broken: Option<Error>,
}

impl StressSeries {
    /// All rows of a file, up to the first that cannot be read.
    ///
    /// # Errors
    /// When the file cannot be opened, its header names no such columns, or its first two rows cannot be read.
    pub fn read(path: &Path, columns: &StressColumns) -> Result<Self> {
        let mut rows = StressRows::open(path, columns)?;
        let (mut values, mut broken) = (Vec::new(), None);
        for row in &mut rows {
            match row {
                Ok(value) => values.push(value),
                Err(error) => {
                    broken = Some(error);
                    break;
                }
            }
        }
        match (rows.interval(), broken) {
            (Some(interval), broken) => Ok(Self {
                dimension: columns.dimension,
                interval,
                values,
                broken,
            }),
            (None, Some(error)) => Err(error),
            (None, None) => Err(Error::TooFewFrames {
                frames: values.len() as u64,
                purpose: "a series of stress",
                needed: 2,
            }),
        }
    }
}

/// The rows of a file of stress, one at a time; after an error there are no more.
pub struct StressRows {
    path: PathBuf,
    text: BufReader<Box<dyn Read>>,
    number: u64,
    layout: Layout,
    unit: f64,
    step: f64,
    previous: Option<f64>,
    interval: Option<f64>,
    first_row: Option<String>,
    failed: bool,
}

/// Which column is what.
struct Layout {
    comma: bool,
    count: usize,
    time: usize,
    components: [Option<usize>; 6],
}

impl StressRows {
    /// The rows of a file, unpacked where it is packed by gzip.
    ///
    /// # Errors
    /// When it cannot be opened, or its header names no such columns.
    pub fn open(path: &Path, columns: &StressColumns) -> Result<Self> {
        let bytes = Input::File(path.to_owned()).bytes()?;
        Self::from_reader(bytes.source, path, columns)
    }

    /// The rows of any text, with a name for messages.
    ///
    /// # Errors
    /// When its header names no such columns.
    pub fn from_reader(text: Box<dyn Read>, name: &Path, columns: &StressColumns) -> Result<Self> {
        let step = match columns.clock {
            Clock::Frames => 1.0,
            Clock::Step(length) if length.is_finite() && length > 0.0 => length,
            Clock::Step(length) => {
                return Err(Error::Domain {
                    name: "length of a step",
                    value: length,
                    domain: "finite and positive",
                });
            }
        };
        let mut lines = Lines {
            path: name,
            text: BufReader::new(text),
            number: 0,
        };
        let (header, first_row) = lines.header()?;
        let layout = Layout::new(&header, columns).map_err(|expected| Error::Malformed {
            file: name.to_owned(),
            place: Place::Line(lines.number.saturating_sub(u64::from(first_row.is_some()))),
            found: format!("columns {header:?}"),
            expected,
        })?;
        Ok(Self {
            path: name.to_owned(),
            number: lines.number,
            text: lines.text,
            layout,
            unit: columns.units.pressure(),
            step,
            previous: None,
            interval: None,
            first_row,
            failed: false,
        })
    }

    /// The interval between rows in the unit of time, once two were read.
    pub fn interval(&self) -> Option<f64> {
        self.interval
    }

    fn next_row(&mut self) -> Result<Option<SymmetricTensor>> {
        let text = match self.first_row.take() {
            Some(row) => row,
            None => loop {
                let mut lines = Lines {
                    path: &self.path,
                    text: &mut self.text,
                    number: self.number,
                };
                let line = lines.line()?;
                self.number = lines.number;
                match line {
                    None => return Ok(None),
                    Some(line) if line.trim().is_empty() || line.starts_with('#') => {}
                    Some(line) => break line,
                }
            },
        };
        let fields = self.layout.fields(&text);
        if fields.len() != self.layout.count {
            return Err(self.malformed(
                format!("{} values", fields.len()),
                format!(
                    "{} values, as many as the header has names",
                    self.layout.count
                ),
            ));
        }
        let time = self.value(&fields, self.layout.time)? * self.step;
        self.check_time(time)?;
        let mut components = [0.0; 6];
        for (component, column) in components.iter_mut().zip(self.layout.components) {
            if let Some(column) = column {
                *component = self.value(&fields, column)? * self.unit;
            }
        }
        let [xx, yy, zz, xy, xz, yz] = components;
        Ok(Some(SymmetricTensor::from_components([
            xx, yy, zz, yz, xz, xy,
        ])))
    }

    fn value(&self, fields: &[&str], column: usize) -> Result<f64> {
        let number = fields[column].parse::<f64>().ok().filter(|x| x.is_finite());
        number.ok_or_else(|| {
            self.malformed(
                format!("{:?} in column {}", fields[column], column + 1),
                "a finite number".to_owned(),
            )
        })
    }

    fn check_time(&mut self, time: f64) -> Result<()> {
        if let Some(previous) = self.previous {
            let interval = time - previous;
            let expected = self.interval.unwrap_or(interval);
            let same = (interval - expected).abs() <= SAME * expected.max(time.abs() * 1e-6);
            if interval.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) || !same {
                let next = if interval > 0.0 {
                    previous + expected
                } else {
                    previous + self.interval.unwrap_or(0.0)
                };
                return Err(self.malformed(
                    format!("the time {time} after {previous}"),
                    format!("equal steps of time: {next}"),
                ));
            }
            self.interval.get_or_insert(interval);
        }
        self.previous = Some(time);
        Ok(())
    }

    fn malformed(&self, found: String, expected: String) -> Error {
        Error::Malformed {
            file: self.path.clone(),
            place: Place::Line(self.number),
            found,
            expected,
        }
    }
}

impl Iterator for StressRows {
    type Item = Result<SymmetricTensor>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let row = self.next_row();
        self.failed = !matches!(row, Ok(Some(_)));
        row.transpose()
    }
}

impl Layout {
    /// What is missing is told by what would be right.
    fn new(header: &str, columns: &StressColumns) -> std::result::Result<Self, String> {
        let comma = header.contains(',');
        let names: Vec<String> = split(header, comma)
            .into_iter()
            .map(|name| name.trim_matches('"').to_owned())
            .collect();
        let times: &[&str] = match columns.clock {
            Clock::Step(_) => &["timestep", "step"],
            Clock::Frames => &["time", "t"],
        };
        let of = |names_wanted: &[String]| -> Option<usize> {
            let lower = |name: &str| name.to_lowercase();
            names.iter().position(|name| {
                names_wanted.contains(name) || names_wanted.contains(&lower(bare(name)))
            })
        };
        let wanted: Vec<String> = times.iter().map(|name| (*name).to_owned()).collect();
        let time = of(&wanted).ok_or_else(|| format!("a column {}", times.join(" or ")))?;
        let needed = match columns.dimension {
            Dimension::Three => [true; 6],
            Dimension::Two => [true, true, false, true, false, false],
        };
        let mut components = [None; 6];
        for (number, axes) in ["xx", "yy", "zz", "xy", "xz", "yz"].iter().enumerate() {
            if !needed[number] {
                continue;
            }
            let (wanted, exact) = match &columns.names {
                Some(names) => (vec![names[number].clone()], true),
                None => (
                    ["p", "s", "p_", "s_", "stress_", "sigma_", "pressure_"]
                        .map(|before| format!("{before}{axes}"))
                        .to_vec(),
                    false,
                ),
            };
            let found = if exact {
                names.iter().position(|name| *name == wanted[0])
            } else {
                of(&wanted)
            };
            components[number] =
                Some(found.ok_or_else(|| format!("a column such as {}", wanted[0]))?);
        }
        Ok(Self {
            comma,
            count: names.len(),
            time,
            components,
        })
    }

    fn fields<'a>(&self, text: &'a str) -> Vec<&'a str> {
        split(text, self.comma)
    }
}

/// Without the `v_`, `c_`, `f_` of LAMMPS.
fn bare(name: &str) -> &str {
    ["v_", "c_", "f_"]
        .iter()
        .find_map(|before| name.strip_prefix(before))
        .unwrap_or(name)
}

fn split(text: &str, comma: bool) -> Vec<&str> {
    if comma {
        text.split(',').map(str::trim).collect()
    } else {
        text.split_whitespace().collect()
    }
}
