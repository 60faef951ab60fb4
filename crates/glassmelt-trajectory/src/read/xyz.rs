//! XYZ, plain and extended: a number of atoms, a line of comment, the atoms.

use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::read::columns::Table;
use crate::read::description::Description;
use crate::read::input::Input;
use crate::read::lammps_dump::count;
use crate::read::lines::Lines;
use crate::read::recognise::Format;
use crate::read::xyz_comment::Comment;
use crate::read::{How, Reader, Stamp, xyz_columns};

/// A file of XYZ.
pub(crate) struct Xyz {
    lines: Lines,
    how: How,
    format: Format,
    description: Description,
    /// The words that name the columns, and the table that they make.
    table: Option<(Option<String>, Table, Dimension)>,
}

impl Xyz {
    /// The frames in this input, whose comments are those of `format`.
    pub(crate) fn open(input: &Input, how: &How, format: Format) -> Result<Self> {
        Ok(Self {
            lines: Lines::open(input)?,
            how: how.clone(),
            format,
            description: Description::new(format),
            table: None,
        })
    }

    /// The number of atoms and the comment; none at the end of the file.
    fn header(&mut self) -> Result<Option<(u64, Comment)>> {
        let count = loop {
            let Some(line) = self.lines.next()? else {
                return Ok(None);
            };
            let word = line.trim_ascii();
            if !word.is_empty() {
                break count(word);
            }
        };
        let count = count.map_err(|fault| self.lines.error(fault))?;
        let Some(line) = self.lines.next()? else {
            return Err(self.lines.cut("a line of comment"));
        };
        let comment = match self.format {
            Format::Extxyz => Comment::extended(line),
            _ => Comment::plain(line),
        };
        let comment = comment.map_err(|fault| self.lines.error(fault))?;
        Ok(Some((count, comment)))
    }

    fn columns(&mut self, comment: &Comment) -> Result<()> {
        let known = self
            .table
            .as_ref()
            .is_some_and(|(columns, ..)| *columns == comment.columns);
        if known {
            return Ok(());
        }
        let table = xyz_columns::table(self.format, comment, &self.how, &mut self.description);
        let (table, dimension) = table.map_err(|fault| self.lines.error(fault))?;
        self.table = Some((comment.columns.clone(), table, dimension));
        Ok(())
    }
}

impl Reader for Xyz {
    fn next_into(&mut self, frame: &mut Frame) -> Result<Option<Stamp>> {
        let Some((count, comment)) = self.header()? else {
            return Ok(None);
        };
        self.columns(&comment)?;
        comment.cell_told.clone_into(&mut self.description.cell);
        frame.clear();
        frame.time = comment.time;
        frame.cell = comment.cell;
        if let Some((_, table, dimension)) = &self.table {
            frame.dimension = *dimension;
            table.read(&mut self.lines, count, frame)?;
        }
        if frame.cell.is_none() {
            frame.places = crate::frame::Places::Unwrapped;
        }
        Ok(Some(comment.stamp()))
    }

    fn skip(&mut self, _scratch: &mut Frame) -> Result<Option<Stamp>> {
        let Some((count, comment)) = self.header()? else {
            return Ok(None);
        };
        self.lines.skip(count)?;
        Ok(Some(comment.stamp()))
    }

    fn description(&self) -> &Description {
        &self.description
    }

    fn consumed(&self) -> u64 {
        self.lines.consumed()
    }
}
