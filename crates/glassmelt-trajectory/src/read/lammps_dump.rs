//! Dumps of LAMMPS, as text: custom columns, tilted and general triclinic cells.

use crate::cell::Cell;
use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::read::columns::Table;
use crate::read::description::Description;
use crate::read::dump_cell::{self, Bounds};
use crate::read::dump_columns;
use crate::read::input::Input;
use crate::read::lines::{Fault, Lines, quoted};
use crate::read::recognise::Format;
use crate::read::words::{Words, integer};
use crate::read::{How, Reader, Stamp};

/// A dump.
pub(crate) struct LammpsDump {
    lines: Lines,
    how: How,
    description: Description,
    header: Vec<u8>,
    table: Option<(Table, Dimension)>,
}

/// What stands before the rows of a frame.
#[derive(Default)]
struct Header {
    step: Option<i64>,
    time: Option<f64>,
    count: Option<u64>,
    cell: Option<Cell>,
}

const ITEMS: &str = "\"ITEM: TIMESTEP\", \"ITEM: NUMBER OF ATOMS\", \"ITEM: BOX BOUNDS\", \"ITEM: UNITS\", \
                     \"ITEM: TIME\" or \"ITEM: ATOMS\"";

impl LammpsDump {
    /// The dump in this input.
    pub(crate) fn open(input: &Input, how: &How) -> Result<Self> {
        Ok(Self {
            lines: Lines::open(input)?,
            how: how.clone(),
            description: Description::new(Format::LammpsDump),
            header: Vec::new(),
            table: None,
        })
    }

    /// Everything up to the line that names the columns; none at the end of the file.
    fn header(&mut self) -> Result<Option<Header>> {
        let mut header = Header::default();
        let mut begun = false;
        loop {
            let Some(line) = self.lines.next()? else {
                return if begun {
                    Err(self.lines.cut(ITEMS))
                } else {
                    Ok(None)
                };
            };
            if line.trim_ascii().is_empty() && !begun {
                continue;
            }
            begun = true;
            let Some(item) = line.strip_prefix(b"ITEM:") else {
                let fault = Fault::text(line, ITEMS);
                return Err(self.lines.error(fault));
            };
            let item = item.trim_ascii().to_vec();
            if let Some(columns) = item.strip_prefix(b"ATOMS") {
                self.columns(columns)?;
                return Ok(Some(header));
            }
            self.item(&item, &mut header)?;
        }
    }

    fn item(&mut self, item: &[u8], header: &mut Header) -> Result<()> {
        match item {
            b"TIMESTEP" => header.step = Some(self.value(|w| w.integer("the step"))?),
            b"TIME" => header.time = Some(self.value(|w| w.float("the time"))?),
            b"NUMBER OF ATOMS" => {
                let count = self.value(|w| count(w.word().unwrap_or_default()))?;
                header.count = Some(count);
            }
            b"UNITS" => {
                let units = self.value(|w| Ok(w.rest().to_vec()))?;
                self.description.units = Some(String::from_utf8_lossy(&units).into_owned());
            }
            _ => match item.strip_prefix(b"BOX BOUNDS") {
                Some(kind) => header.cell = Some(self.cell(kind)?),
                None => return Err(self.lines.error(Fault::text(item, ITEMS))),
            },
        }
        Ok(())
    }

    fn value<T>(&mut self, read: impl Fn(&mut Words<'_>) -> Result<T, Fault>) -> Result<T> {
        let Some(line) = self.lines.next()? else {
            return Err(self.lines.cut("the value of the item above"));
        };
        read(&mut Words::new(line)).map_err(|fault| self.lines.error(fault))
    }

    fn cell(&mut self, kind: &[u8]) -> Result<Cell> {
        let bounds = Bounds::of(kind).map_err(|fault| self.lines.error(fault))?;
        let mut rows = [[0.0; 4]; 3];
        for row in &mut rows {
            *row = self.value(|words| bounds.row(words))?;
        }
        bounds.told().clone_into(&mut self.description.cell);
        dump_cell::cell(bounds, &rows).map_err(|fault| self.lines.error(fault))
    }

    /// The table of these columns: made again only where they differ from those of the frame before.
    fn columns(&mut self, columns: &[u8]) -> Result<()> {
        if self.table.is_some() && self.header == columns {
            return Ok(());
        }
        let names = std::str::from_utf8(columns).map_err(|_| {
            self.lines
                .error(Fault::text(columns, "names of columns in UTF-8"))
        })?;
        let names: Vec<&str> = names.split_ascii_whitespace().collect();
        let table = dump_columns::table(&names, &self.how, &mut self.description);
        self.table = Some(table.map_err(|fault| self.lines.error(fault))?);
        self.header = columns.to_vec();
        Ok(())
    }

    fn complete(&self, header: &Header) -> Result<(i64, u64, Cell)> {
        let absent = |item: &str| {
            let found = format!("the rows of a frame without \"ITEM: {item}\" before them");
            self.lines
                .error(Fault::new(found, format!("\"ITEM: {item}\"")))
        };
        Ok((
            header.step.ok_or_else(|| absent("TIMESTEP"))?,
            header.count.ok_or_else(|| absent("NUMBER OF ATOMS"))?,
            header.cell.ok_or_else(|| absent("BOX BOUNDS"))?,
        ))
    }
}

impl Reader for LammpsDump {
    fn next_into(&mut self, frame: &mut Frame) -> Result<Option<Stamp>> {
        let Some(header) = self.header()? else {
            return Ok(None);
        };
        let (step, count, cell) = self.complete(&header)?;
        frame.clear();
        frame.time = header.time;
        frame.cell = Some(cell);
        if let Some((table, dimension)) = &self.table {
            frame.dimension = *dimension;
            table.read(&mut self.lines, count, frame)?;
        }
        if count > 0 && !self.lines.whole() {
            return Err(self.lines.cut("the end of the line"));
        }
        Ok(Some(Stamp::Told(step)))
    }

    fn skip(&mut self, _scratch: &mut Frame) -> Result<Option<Stamp>> {
        let Some(header) = self.header()? else {
            return Ok(None);
        };
        let (step, count, _) = self.complete(&header)?;
        self.lines.skip(count)?;
        Ok(Some(Stamp::Told(step)))
    }

    fn description(&self) -> &Description {
        &self.description
    }

    fn consumed(&self) -> u64 {
        self.lines.consumed()
    }
}

/// A number of atoms.
pub(crate) fn count(word: &[u8]) -> Result<u64, Fault> {
    let count = integer(word).and_then(|count| u64::try_from(count).ok());
    count.ok_or_else(|| Fault::new(quoted(word), "a number of atoms"))
}
