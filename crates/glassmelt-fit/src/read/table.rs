//! A text cut into a header and rows of cells, each row knowing its line.

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::error::ReadError;
use super::header::{Heading, Meaning};
use super::number::{Commas, bare, is_number};
use super::separator::{Separator, blanks_to_tabs, take_separator_line};

/// Where the names of the columns come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// The first row.
    FirstRow,
    /// A comment just above the first row.
    Comment,
    /// Nowhere: the first row holds numbers.
    Nowhere,
}

/// A table that knows its header, ready to hand out rows.
pub(super) struct Table<'a> {
    pub(super) file: &'a str,
    /// Line of the header, or of the first row where there is none.
    pub(super) line: usize,
    pub(super) headings: Vec<Heading>,
    pub(super) names: Names,
    /// The first cell, as it stands.
    pub(super) first_cell: String,
    text: String,
    separator: Separator,
}

impl<'a> Table<'a> {
    /// Finds separator and header of a tidy text.
    pub(super) fn new(file: &'a str, mut text: String) -> Result<Self, ReadError> {
        let said = take_separator_line(&mut text);
        let empty = || ReadError::Empty {
            file: file.to_owned(),
        };
        let (first, comment) = first_line(&text).ok_or_else(empty)?;
        let separator = said.unwrap_or_else(|| Separator::of(first));
        let comment = comment.map(str::to_owned);
        if separator == Separator::Blanks {
            text = blanks_to_tabs(&text);
        }
        let mut table = Self {
            file,
            line: 0,
            headings: Vec::new(),
            names: Names::FirstRow,
            first_cell: String::new(),
            text,
            separator,
        };
        table.find_header(comment.as_deref())?;
        table.check_names()?;
        Ok(table)
    }

    /// How commas inside cells are read.
    pub(super) fn commas(&self) -> Commas {
        self.separator.commas()
    }

    /// The columns' names, for messages.
    pub(super) fn found(&self) -> String {
        const MOST: usize = 12;
        let names = |headings: &[Heading]| {
            let names: Vec<&str> = headings.iter().map(|h| h.name.as_str()).collect();
            names.join(", ")
        };
        match self.headings.get(..MOST) {
            Some(first) if self.headings.len() > MOST => {
                format!("{} and {} more", names(first), self.headings.len() - MOST)
            }
            _ => names(&self.headings),
        }
    }

    /// Calls `row` with every row of data in turn.
    pub(super) fn for_each_row(
        &self,
        mut row: impl FnMut(&Row<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut skip_header = self.names == Names::FirstRow;
        self.for_each_record(|record| {
            if std::mem::take(&mut skip_header) {
                return Ok(Next::Go);
            }
            self.check_width(record)?;
            row(record)?;
            Ok(Next::Go)
        })
    }

    /// Reads the first row, and decides whether it holds names.
    fn find_header(&mut self, comment: Option<&str>) -> Result<(), ReadError> {
        let mut first: Option<(usize, Vec<String>)> = None;
        self.for_each_record(|row| {
            first = Some((row.line(), row.cells.iter().map(str::to_owned).collect()));
            Ok(Next::Stop)
        })?;
        let (line, cells) = first.ok_or_else(|| ReadError::Empty {
            file: self.file.to_owned(),
        })?;
        self.line = line;
        let mut bare_cells = cells.iter().map(|cell| bare(cell));
        let first_cell = bare_cells.find(|cell| !cell.is_empty());
        self.first_cell = first_cell.map(str::to_owned).unwrap_or_default();
        let named: Vec<Heading> = headings(cells.iter().map(String::as_str));
        if !cells
            .iter()
            .all(|cell| bare(cell).is_empty() || is_number(cell))
        {
            self.headings = named;
        } else if let Some(from_comment) = self.header_in_comment(comment, named.len()) {
            self.headings = from_comment;
            self.names = Names::Comment;
        } else {
            self.headings = (0..named.len()).map(Heading::nameless).collect();
            self.names = Names::Nowhere;
        }
        Ok(())
    }

    /// Names in the comment above the first row, if it has as many and one of them is a
    /// temperature.
    fn header_in_comment(&self, comment: Option<&str>, count: usize) -> Option<Vec<Heading>> {
        let comment = comment?.trim_start_matches('#').trim();
        let headings = match self.separator {
            Separator::Blanks => headings(comment.split_whitespace()),
            other => headings(comment.split(char::from(other.byte()))),
        };
        let is_temperature = |h: &Heading| matches!(h.meaning, Meaning::Temperature(_));
        (headings.len() == count && headings.iter().any(is_temperature)).then_some(headings)
    }

    /// Names with blanks in them show against the first row of data, before anybody trusts one of
    /// them.
    fn check_names(&self) -> Result<(), ReadError> {
        if self.separator != Separator::Blanks {
            return Ok(());
        }
        let mut rows = 0;
        self.for_each_record(|row| {
            rows += 1;
            if rows == 1 {
                return Ok(Next::Go);
            }
            self.check_width(row).map(|()| Next::Stop)
        })
    }

    /// A row must not have more cells than the header has names.
    fn check_width(&self, row: &Row<'_>) -> Result<(), ReadError> {
        let names = self.headings.len();
        let cells = filled(row.cells.iter());
        if cells <= names && (self.separator != Separator::Blanks || cells == names) {
            return Ok(());
        }
        if self.separator == Separator::Blanks && cells < names {
            return Err(ReadError::BlanksInNames {
                file: self.file.to_owned(),
                line: row.line(),
                names,
                cells,
            });
        }
        Err(ReadError::TooManyCells {
            file: self.file.to_owned(),
            line: row.line(),
            names,
            cells,
            value: row
                .cells
                .get(names)
                .map(bare)
                .unwrap_or_default()
                .to_owned(),
            hint: match self.separator {
                Separator::Comma => " (decimal commas need ';' or a tab between columns)",
                _ => "",
            },
        })
    }

    /// Calls `visit` with every record that holds anything, the header included.
    fn for_each_record(
        &self,
        mut visit: impl FnMut(&Row<'_>) -> Result<Next, ReadError>,
    ) -> Result<(), ReadError> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .terminator(Terminator::Any(b'\n'))
            .delimiter(self.separator.byte())
            .from_reader(self.text.as_bytes());
        let mut cells = StringRecord::new();
        loop {
            let start = offset(&reader);
            let more = reader.read_record(&mut cells);
            if !more.map_err(|source| self.splitting(source))? {
                return Ok(());
            }
            let row = Row {
                file: self.file,
                text: &self.text,
                start,
                cells: &cells,
            };
            row.check_quotes(offset(&reader))?;
            if filled(cells.iter()) > 0 && visit(&row)? == Next::Stop {
                return Ok(());
            }
        }
    }

    fn splitting(&self, source: csv::Error) -> ReadError {
        ReadError::Splitting {
            file: self.file.to_owned(),
            source,
        }
    }
}

/// Whether to read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Go,
    Stop,
}

/// One row of cells.
pub(super) struct Row<'a> {
    pub(super) file: &'a str,
    text: &'a str,
    start: usize,
    cells: &'a StringRecord,
}

impl Row<'_> {
    /// The cell of a column, empty where the row is short.
    pub(super) fn cell(&self, index: usize) -> &str {
        self.cells.get(index).unwrap_or_default()
    }

    /// The line on which the row begins, counted from 1; found only when somebody asks.
    pub(super) fn line(&self) -> usize {
        let (before, _) = self.text.split_at(self.begin());
        before.matches('\n').count() + 1
    }

    /// Where the row begins in the text, behind comments and blank lines.
    fn begin(&self) -> usize {
        let start = self.text.len().min(self.start);
        let margin = self.text[start..]
            .split_inclusive('\n')
            .take_while(|line| line.starts_with(['#', '\n']));
        start + margin.map(str::len).sum::<usize>()
    }

    /// A row over several lines must close the quotes that it opens.
    fn check_quotes(&self, end: usize) -> Result<(), ReadError> {
        if !self.cells.as_slice().contains('\n') {
            return Ok(());
        }
        let raw = self.text.get(self.begin()..end).unwrap_or_default();
        if raw.matches('"').count() % 2 == 1 {
            return Err(ReadError::UnclosedQuote {
                file: self.file.to_owned(),
                line: self.line(),
            });
        }
        Ok(())
    }
}

/// How many bytes a reader has consumed.
fn offset(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// How many cells there are up to the last one that is not empty.
fn filled<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    let full = cells.enumerate().filter(|(_, cell)| !bare(cell).is_empty());
    full.last().map_or(0, |(index, _)| index + 1)
}

/// The headings of some cells, without the empty ones at the end.
fn headings<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<Heading> {
    let cells: Vec<&str> = cells.collect();
    let count = filled(cells.iter().copied());
    cells[..count]
        .iter()
        .enumerate()
        .map(|(index, cell)| Heading::new(cell, index))
        .collect()
}

/// The first line that is neither blank nor a comment, and the comment above it.
fn first_line(text: &str) -> Option<(&str, Option<&str>)> {
    let mut comment = None;
    for line in text.lines() {
        if line.starts_with('#') {
            comment = Some(line);
        } else if !line.is_empty() {
            return Some((line, comment));
        }
    }
    None
}
