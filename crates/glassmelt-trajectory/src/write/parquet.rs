//! Atoms as a Parquet table: a row for each atom of each frame, metadata of the run beside it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nalgebra::Vector3;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::AtomColumn;
use crate::error::{Error, Result};
use crate::frame::Frame;

/// A Parquet file that is being written, one group of rows a frame, for pandas, polars or `DuckDB`.
///
/// Its columns are `step`, `time` (empty where the frame tells none), `id`, `species` (where the first frame has
/// species), `x`, `y`, `z`, then `vx`, `vy`, `vz` and `fx`, `fy`, `fz` where the first frame has them, then the
/// caller's. Positions and the rest are in the units of the frames.
pub struct AtomTable {
    file: PathBuf,
    writer: SerializedFileWriter<File>,
    parts: Parts,
    names: Vec<String>,
    frames: u64,
}

/// Which columns the first frame has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts {
    species: bool,
    velocities: bool,
    forces: bool,
}

impl AtomTable {
    /// Begins a file with the columns of `first` and those of the caller, named `names`; `about` is kept as
    /// key-value metadata, beside the version of glassmelt.
    ///
    /// # Errors
    /// When the file cannot be written, or two columns have one name.
    pub fn create(
        file: impl AsRef<Path>,
        first: &Frame,
        names: &[&str],
        about: &[(&str, &str)],
    ) -> Result<Self> {
        let file = file.as_ref().to_path_buf();
        let refused = |error: ParquetError| refused(&file, &error);
        let parts = Parts::of(first);
        let columns = parts.columns(names);
        if let Some(twice) = columns
            .iter()
            .enumerate()
            .find(|(index, column)| columns[..*index].iter().any(|before| before.0 == column.0))
        {
            return Err(Error::Unwritable {
                file,
                reason: format!("two columns have the name `{}`", twice.1.0),
            });
        }
        let schema = schema(&columns).map_err(refused)?;
        let sink = File::create(&file).map_err(|error| refused(error.into()))?;
        let writer = SerializedFileWriter::new(sink, schema, Arc::new(properties(about)))
            .map_err(refused)?;
        Ok(Self {
            file,
            writer,
            parts,
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            frames: 0,
        })
    }

    /// Adds a frame and the columns of the caller, in the order of their names.
    ///
    /// # Errors
    /// When the file cannot be written, the frame has other columns than the first, or a column of the caller has
    /// another name or another length than it must.
    pub fn add(&mut self, frame: &Frame, columns: &[AtomColumn<'_>]) -> Result<()> {
        self.check(frame, columns)?;
        let written = self.group(frame, columns);
        written.map_err(|error| refused(&self.file, &error))?;
        self.frames += 1;
        Ok(())
    }

    /// Writes the footer, without which nobody can read the file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(self) -> Result<()> {
        let Self { file, writer, .. } = self;
        writer.close().map_err(|error| refused(&file, &error))?;
        Ok(())
    }

    fn check(&self, frame: &Frame, columns: &[AtomColumn<'_>]) -> Result<()> {
        let uneven = |column: &str, found: usize| {
            Err(Error::OtherColumns {
                frame: self.frames,
                difference: format!("{found} values of `{column}` for {} atoms", frame.len()),
            })
        };
        if Parts::of(frame) != self.parts {
            return Err(Error::OtherColumns {
                frame: self.frames,
                difference: "species, velocities or forces are there in one of them alone"
                    .to_owned(),
            });
        }
        let own = [
            ("id", Some(frame.ids.len())),
            ("species", self.parts.species.then_some(frame.kinds.len())),
            (
                "vx",
                self.parts.velocities.then_some(frame.velocities.len()),
            ),
            ("fx", self.parts.forces.then_some(frame.forces.len())),
        ];
        let theirs = columns
            .iter()
            .map(|column| (column.name, Some(column.values.len())));
        for (name, length) in own.into_iter().chain(theirs) {
            if let Some(length) = length.filter(|length| *length != frame.len()) {
                return uneven(name, length);
            }
        }
        if !columns
            .iter()
            .map(|column| column.name)
            .eq(self.names.iter().map(String::as_str))
        {
            let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
            return Err(Error::OtherColumns {
                frame: self.frames,
                difference: format!("columns {names:?} instead of {:?}", self.names),
            });
        }
        Ok(())
    }

    fn group(
        &mut self,
        frame: &Frame,
        columns: &[AtomColumn<'_>],
    ) -> std::result::Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        let atoms = frame.len();
        column::<Int64Type>(&mut group, &vec![frame.step; atoms], None)?;
        let times: Vec<f64> = frame.time.map(|time| vec![time; atoms]).unwrap_or_default();
        let told = i16::from(frame.time.is_some());
        column::<DoubleType>(&mut group, &times, Some(&vec![told; atoms]))?;
        column::<Int64Type>(&mut group, &frame.ids, None)?;
        if self.parts.species {
            let name = |kind: &u16| {
                frame
                    .species
                    .get(usize::from(*kind))
                    .map_or("", String::as_str)
            };
            let names: Vec<ByteArray> = frame.kinds.iter().map(|kind| name(kind).into()).collect();
            column::<ByteArrayType>(&mut group, &names, None)?;
        }
        vectors(&mut group, &frame.positions)?;
        if self.parts.velocities {
            vectors(&mut group, &frame.velocities)?;
        }
        if self.parts.forces {
            vectors(&mut group, &frame.forces)?;
        }
        for AtomColumn { values, .. } in columns {
            column::<DoubleType>(&mut group, values, None)?;
        }
        group.close()?;
        Ok(())
    }
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Whole,
    Real,
    RealOrNone,
    Text,
}

impl Parts {
    fn of(frame: &Frame) -> Self {
        Self {
            species: !frame.species.is_empty(),
            velocities: !frame.velocities.is_empty(),
            forces: !frame.forces.is_empty(),
        }
    }

    /// Names and contents, in the order of the file.
    fn columns(self, names: &[&str]) -> Vec<(String, Holds)> {
        let mut columns = vec![
            ("step", Holds::Whole),
            ("time", Holds::RealOrNone),
            ("id", Holds::Whole),
        ];
        if self.species {
            columns.push(("species", Holds::Text));
        }
        let mut vectors =
            |names: [&'static str; 3]| columns.extend(names.map(|name| (name, Holds::Real)));
        vectors(["x", "y", "z"]);
        if self.velocities {
            vectors(["vx", "vy", "vz"]);
        }
        if self.forces {
            vectors(["fx", "fy", "fz"]);
        }
        let theirs = names.iter().map(|name| (*name, Holds::Real));
        let all = columns.into_iter().chain(theirs);
        all.map(|(name, holds)| (name.to_owned(), holds)).collect()
    }
}

fn schema(columns: &[(String, Holds)]) -> std::result::Result<Arc<Type>, ParquetError> {
    let mut fields = Vec::new();
    for (name, holds) in columns {
        let (physical, repetition) = match holds {
            Holds::Whole => (Physical::INT64, Repetition::REQUIRED),
            Holds::Real => (Physical::DOUBLE, Repetition::REQUIRED),
            Holds::RealOrNone => (Physical::DOUBLE, Repetition::OPTIONAL),
            Holds::Text => (Physical::BYTE_ARRAY, Repetition::REQUIRED),
        };
        let mut field = Type::primitive_type_builder(name, physical).with_repetition(repetition);
        if *holds == Holds::Text {
            field = field
                .with_logical_type(Some(LogicalType::String))
                .with_converted_type(ConvertedType::UTF8);
        }
        fields.push(Arc::new(field.build()?));
    }
    Ok(Arc::new(
        Type::group_type_builder("atoms")
            .with_fields(fields)
            .build()?,
    ))
}

fn properties(about: &[(&str, &str)]) -> WriterProperties {
    let pair = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    let version = pair("glassmelt", env!("CARGO_PKG_VERSION"));
    let pairs = about
        .iter()
        .map(|(key, value)| pair(key, value))
        .chain([version])
        .collect();
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("glassmelt version {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(pairs))
        .build()
}

/// Writes the next column; `told` says of each row of an optional one whether it has a value.
fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    values: &[T::T],
    told: Option<&[i16]>,
) -> std::result::Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General(
            "more columns than the schema has".to_owned(),
        ));
    };
    column.typed::<T>().write_batch(values, told, None)?;
    column.close()
}

fn vectors(
    group: &mut SerializedRowGroupWriter<'_, File>,
    rows: &[Vector3<f64>],
) -> std::result::Result<(), ParquetError> {
    for axis in 0..3 {
        let numbers: Vec<f64> = rows.iter().map(|row| row[axis]).collect();
        column::<DoubleType>(group, &numbers, None)?;
    }
    Ok(())
}

fn refused(file: &Path, error: &ParquetError) -> Error {
    Error::Unwritable {
        file: file.to_path_buf(),
        reason: error.to_string(),
    }
}
