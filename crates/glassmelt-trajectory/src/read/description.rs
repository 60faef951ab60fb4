//! What a reader took from a file, in words: nothing is guessed in silence.

use std::fmt;

use serde::Serialize;

use crate::read::recognise::Format;

/// What was read as what. The names are those of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Description {
    /// The format.
    pub format: Format,
    /// From which columns, and how, positions come.
    pub positions: String,
    /// From which column the identifiers of the atoms come; none: they are counted in the order of the file.
    pub identifiers: Option<String>,
    /// From which column the species come; none: there is one species.
    pub species: Option<String>,
    /// From which columns velocities come.
    pub velocities: Option<String>,
    /// From which columns forces come.
    pub forces: Option<String>,
    /// What the file says of the cell, and what had to be taken for granted.
    pub cell: String,
    /// The units that the file names.
    pub units: Option<String>,
    /// Columns that nobody reads.
    pub unused: Vec<String>,
}

impl Description {
    /// Of a file of which nothing is known but its format.
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            positions: String::new(),
            identifiers: None,
            species: None,
            velocities: None,
            forces: None,
            cell: String::new(),
            units: None,
            unused: Vec::new(),
        }
    }
}

impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: positions from {}", self.format, self.positions)?;
        let counted = "the order in the file";
        let atoms = self.identifiers.as_deref().unwrap_or(counted);
        write!(f, "; atoms by {atoms}; cell: {}", self.cell)?;
        let told = [
            ("species", &self.species),
            ("velocities", &self.velocities),
            ("forces", &self.forces),
            ("units", &self.units),
        ];
        for (name, value) in told {
            if let Some(value) = value {
                write!(f, "; {name}: {value}")?;
            }
        }
        if !self.unused.is_empty() {
            write!(f, "; not used: {}", self.unused.join(" "))?;
        }
        Ok(())
    }
}
