//! Extended XYZ with columns of one's own, as OVITO and ASE open it.

use std::io::{self, Write};
use std::path::Path;

use nalgebra::Vector3;

use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};
use crate::read::columns::counted;
use crate::write::whole_file::WholeFile;

/// One value for each atom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Values<'a> {
    /// Numbers.
    Scalars(&'a [f64]),
    /// Vectors along x, y, z.
    Vectors(&'a [Vector3<f64>]),
    /// Whole numbers, such as the label of a unit.
    Whole(&'a [i64]),
}

/// A named column of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtomColumn<'a> {
    /// Its name: letters, digits and underscores.
    pub name: &'a str,
    /// One value for each atom; what is not finite is written as nan or inf.
    pub values: Values<'a>,
}

impl Values<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Scalars(values) => values.len(),
            Self::Vectors(values) => values.len(),
            Self::Whole(values) => values.len(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Scalars(_) => "R:1",
            Self::Vectors(_) => "R:3",
            Self::Whole(_) => "I:1",
        }
    }

    fn write(&self, atom: usize, to: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Scalars(values) => write!(to, " {}", values[atom]),
            Self::Vectors(values) => vector(&values[atom], to),
            Self::Whole(values) => write!(to, " {}", values[atom]),
        }
    }
}

fn vector(v: &Vector3<f64>, to: &mut dyn Write) -> io::Result<()> {
    write!(to, " {} {} {}", v.x, v.y, v.z)
}

/// A file of extended XYZ, frame after frame; it has its name only after [`Self::finish`].
pub struct ExtxyzWriter {
    file: WholeFile,
}

impl ExtxyzWriter {
    /// Begins the file.
    ///
    /// # Errors
    /// When the operating system refuses to create it.
    pub fn create(path: &Path) -> Result<Self> {
        Ok(Self {
            file: WholeFile::begin(path)?,
        })
    }

    /// Adds a frame: identifiers, species, positions, velocities and forces where there are some, then `columns`.
    /// Numbers have as many digits as it takes to read the same ones back. Species that are numbers are written as
    /// the type; all others by their names, which ASE opens where they are those of elements.
    ///
    /// # Errors
    /// When a column has not one value for each atom, its name is not made of letters, digits and underscores or
    /// stands twice, or the file cannot be written, as on a full disk.
    pub fn frame(&mut self, frame: &Frame, columns: &[AtomColumn<'_>]) -> Result<()> {
        check(frame, columns)?;
        self.file.more(|to| {
            writeln!(to, "{}", frame.len())?;
            comment(frame, columns, to)?;
            (0..frame.len()).try_for_each(|atom| row(frame, columns, atom, to))
        })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When the file cannot be written; then no file is left, and an older one of this name stays as it was.
    pub fn finish(self) -> Result<()> {
        self.file.finish()
    }
}

const RESERVED: [&str; 6] = ["id", "species", "type", "pos", "velo", "forces"];

fn check(frame: &Frame, columns: &[AtomColumn<'_>]) -> Result<()> {
    for (index, column) in columns.iter().enumerate() {
        let refuse = |reason: String| Error::UnusableColumn {
            name: column.name.to_owned(),
            reason,
        };
        let known = RESERVED.contains(&column.name);
        let twice = columns[..index]
            .iter()
            .any(|other| other.name == column.name);
        if known || twice {
            return Err(refuse("another column has this name".to_owned()));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if column.name.is_empty() || !column.name.chars().all(plain) {
            return Err(refuse(
                "its name must be letters, digits and underscores".to_owned(),
            ));
        }
        let (count, atoms) = (column.values.len(), frame.len());
        if count != atoms {
            return Err(refuse(format!("it has {count} values for {atoms} atoms")));
        }
    }
    Ok(())
}

/// Are all species numbers, as the types of LAMMPS are?
fn numbered(frame: &Frame) -> bool {
    frame.species.iter().all(|name| name.parse::<u32>().is_ok())
}

fn comment(frame: &Frame, columns: &[AtomColumn<'_>], to: &mut dyn Write) -> io::Result<()> {
    if let Some(cell) = &frame.cell {
        let vectors: Vec<String> = cell.vectors().iter().map(f64::to_string).collect();
        let origin: Vec<String> = cell.origin().iter().map(f64::to_string).collect();
        write!(
            to,
            "Lattice=\"{}\" Origin=\"{}\" ",
            vectors.join(" "),
            origin.join(" ")
        )?;
    }
    let periodic = frame
        .cell
        .as_ref()
        .map_or([false; 3], crate::cell::Cell::periodic);
    let plane = frame.dimension == Dimension::Two;
    let [a, b, c] = periodic.map(|repeats| if repeats { 'T' } else { 'F' });
    let c = if plane { 'F' } else { c };
    let species = if numbered(frame) {
        "type:I:1"
    } else {
        "species:S:1"
    };
    write!(
        to,
        "pbc=\"{a} {b} {c}\" Properties={species}:pos:R:3:id:I:1"
    )?;
    if !frame.velocities.is_empty() {
        write!(to, ":velo:R:3")?;
    }
    if !frame.forces.is_empty() {
        write!(to, ":forces:R:3")?;
    }
    for column in columns {
        write!(to, ":{}:{}", column.name, column.values.kind())?;
    }
    if let Some(time) = frame.time {
        write!(to, " Time={time}")?;
    }
    writeln!(to, " Step={}", frame.step)
}

fn row(
    frame: &Frame,
    columns: &[AtomColumn<'_>],
    atom: usize,
    to: &mut dyn Write,
) -> io::Result<()> {
    let kind = frame.kinds.get(atom).copied().unwrap_or_default();
    let species = frame
        .species
        .get(usize::from(kind))
        .map_or("1", String::as_str);
    write!(to, "{species}")?;
    vector(&frame.positions[atom], to)?;
    let counted = counted(atom);
    write!(to, " {}", frame.ids.get(atom).copied().unwrap_or(counted))?;
    for vectors in [&frame.velocities, &frame.forces] {
        if let Some(v) = vectors.get(atom) {
            vector(v, to)?;
        }
    }
    columns
        .iter()
        .try_for_each(|column| column.values.write(atom, to))?;
    writeln!(to)
}
