//! A table of many curves as cells, with the lines they stand on and columns by their names.

use std::path::Path;

use crate::SurveyError;

/// A row with its line, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// A table; lines that begin with `#` are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) file: String,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// How a column is looked for.
pub(super) struct Wanted<'a> {
    /// What it is for.
    pub(super) role: &'static str,
    /// The name that was given.
    pub(super) said: Option<&'a str>,
    /// Names that are known, in small letters.
    pub(super) known: &'static [&'static str],
    /// How to say which.
    pub(super) flag: &'static str,
}

impl Sheet {
    pub(super) fn read(path: &Path) -> Result<Self, SurveyError> {
        let bytes = std::fs::read(path).map_err(|source| SurveyError::Unreadable {
            path: path.into(),
            source,
        })?;
        Self::of(&path.display().to_string(), &bytes)
    }

    /// Commas, or the tabs or semicolons of the first line that is no comment.
    pub(super) fn of(file: &str, bytes: &[u8]) -> Result<Self, SurveyError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let wrong = |source| SurveyError::Csv {
            file: file.to_owned(),
            source,
        };
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .delimiter(delimiter(bytes))
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(bytes);
        let header = reader
            .headers()
            .map_err(wrong)?
            .iter()
            .map(str::to_owned)
            .collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(wrong)?;
            rows.push(Row {
                line: record.position().map_or(0, csv::Position::line),
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
        if rows.is_empty() {
            return Err(SurveyError::NoCurves {
                file: file.to_owned(),
            });
        }
        Ok(Self {
            file: file.to_owned(),
            header,
            rows,
        })
    }

    /// The column of that name, or the only one that is known by its name; none where none is.
    pub(super) fn find(&self, wanted: &Wanted) -> Result<Option<usize>, SurveyError> {
        if let Some(said) = wanted.said {
            let place = self.header.iter().position(|name| name == said);
            return place.map(Some).ok_or_else(|| SurveyError::UnknownColumn {
                file: self.file.clone(),
                column: said.to_owned(),
                role: wanted.role,
                known: self.names(),
            });
        }
        let known = |name: &&String| wanted.known.contains(&name.to_lowercase().as_str());
        let found: Vec<&String> = self.header.iter().filter(known).collect();
        match found.as_slice() {
            [] => Ok(None),
            [name] => Ok(self.header.iter().position(|other| other == *name)),
            several => Err(SurveyError::TwoColumns {
                file: self.file.clone(),
                role: wanted.role,
                columns: several
                    .iter()
                    .map(|name| name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
                flag: wanted.flag,
            }),
        }
    }

    /// The column that names the curve.
    pub(super) fn id(&self, said: Option<&str>) -> Result<usize, SurveyError> {
        let wanted = Wanted {
            role: "what names the curve",
            said,
            known: &["id", "series", "curve", "sample", "glass", "liquid"],
            flag: "--id",
        };
        self.find(&wanted)?.ok_or_else(|| SurveyError::NoColumn {
            file: self.file.clone(),
            role: "what names the curve",
            expected: "id, series, curve, sample, glass or liquid, or a name given with --id",
            known: self.names(),
        })
    }

    /// The column of the modulus of the glass.
    pub(super) fn modulus(&self, said: Option<&str>) -> Result<Option<usize>, SurveyError> {
        self.find(&Wanted {
            role: "the shear modulus of the glass in GPa",
            said,
            known: &["g_gpa", "mu0_gpa", "shear_modulus_gpa"],
            flag: "--modulus",
        })
    }

    /// The column of what belongs together; only where it is said.
    pub(super) fn group(&self, said: Option<&str>) -> Result<Option<usize>, SurveyError> {
        self.find(&Wanted {
            role: "what belongs together",
            said,
            known: &[],
            flag: "--group",
        })
    }

    pub(super) fn names(&self) -> String {
        self.header.join(", ")
    }
}

impl Row {
    /// The cell of a column, empty where the row is short.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The number in a column; none where the cell is empty.
    ///
    /// # Errors
    /// In words, when what stands there is no finite number.
    pub(super) fn number(&self, column: usize, name: &str) -> Result<Option<f64>, String> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Ok(None);
        }
        match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(format!(
                "line {}, column {name}: \"{cell}\" is no finite number",
                self.line
            )),
        }
    }

    /// The words in a column; none where the cell is empty or there is no column.
    pub(super) fn words(&self, column: Option<usize>) -> Option<String> {
        let cell = self.cell(column?);
        (!cell.is_empty()).then(|| cell.to_owned())
    }
}

/// What parts the cells of the first line that is no comment.
fn delimiter(bytes: &[u8]) -> u8 {
    let lines = bytes.split(|byte| *byte == b'\n');
    let mut told = lines.filter(|line| !line.starts_with(b"#") && !line.trim_ascii().is_empty());
    let first = told.next().unwrap_or_default();
    [b'\t', b';']
        .into_iter()
        .find(|mark| first.contains(mark))
        .unwrap_or(b',')
}

/// A modulus that is positive.
pub(super) fn positive_modulus(number: Option<f64>, line: u64) -> Result<Option<f64>, String> {
    match number {
        Some(modulus) if modulus <= 0.0 => Err(format!(
            "line {line}: a shear modulus of {modulus} GPa; expected a positive one"
        )),
        number => Ok(number),
    }
}
