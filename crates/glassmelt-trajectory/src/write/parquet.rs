//! Atoms as a Parquet table: a row for each atom of each frame, metadata of the run beside it.

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

use super::whole_file::WholeFile;
use super::{AtomColumn, Values};
use crate::error::{Error, Result};
use crate::frame::Frame;

/// A Parquet file that is being written, one group of rows a frame, for pandas, polars or `DuckDB`; it takes its name
/// when it is whole.
///
/// Its columns are `step`, `time` (empty where the frame tells none), `id`, `species` (where the first frame has
/// species), `x`, `y`, `z`, then `vx`, `vy`, `vz` and `fx`, `fy`, `fz` where the first frame has them, then the
/// caller's. Positions and the rest are in the units of the frames.
pub struct AtomTable {
    file: PathBuf,
    writer: SerializedFileWriter<WholeFile>,
    columns: Vec<(String, Holds)>,
}

impl AtomTable {
    /// Begins a file with the columns of `first` and those of the caller (of a vector `u`: `u_x`, `u_y`, `u_z`);
    /// `about` is kept as key-value metadata, beside the version of glassmelt. Nothing but the shape is taken.
    ///
    /// # Errors
    /// When the file cannot be written, or two columns have one name.
    pub fn create(
        file: impl AsRef<Path>,
        first: &Frame,
        columns: &[AtomColumn<'_>],
        about: &[(&str, &str)],
    ) -> Result<Self> {
        let file = file.as_ref().to_path_buf();
        let refused = |error: ParquetError| refused(&file, &error);
        let columns = all_columns(first, columns);
        for (index, (name, _)) in columns.iter().enumerate() {
            if columns[..index].iter().any(|(before, _)| before == name) {
                return Err(unusable(name, "another column has this name"));
            }
        }
        let schema = schema(&columns).map_err(refused)?;
        let sink = WholeFile::begin(&file)?;
        let writer = SerializedFileWriter::new(sink, schema, Arc::new(properties(about)))
            .map_err(refused)?;
        Ok(Self {
            file,
            writer,
            columns,
        })
    }

    /// Adds a frame and the columns of the caller.
    ///
    /// # Errors
    /// When the file cannot be written, there are other columns than at the start, or a column has not one value
    /// for each atom.
    pub fn add(&mut self, frame: &Frame, columns: &[AtomColumn<'_>]) -> Result<()> {
        self.check(frame, columns)?;
        let written = self.group(frame, columns);
        written.map_err(|error| refused(&self.file, &error))
    }

    /// Writes the footer, without which nobody can read the file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(self) -> Result<()> {
        let Self { file, writer, .. } = self;
        let whole = writer.into_inner();
        whole.map_err(|error| refused(&file, &error))?.finish()
    }

    fn check(&self, frame: &Frame, columns: &[AtomColumn<'_>]) -> Result<()> {
        let now = all_columns(frame, columns);
        let known = |column: &(String, Holds), others: &[(String, Holds)]| others.contains(column);
        if let Some((name, _)) = now.iter().find(|column| !known(column, &self.columns)) {
            return Err(unusable(name, "the table was begun without it"));
        }
        if let Some((name, _)) = self.columns.iter().find(|column| !known(column, &now)) {
            return Err(unusable(
                name,
                "the table was begun with it, and it is not there now",
            ));
        }
        if now != self.columns {
            let (name, _) = &now[now.len() - 1];
            return Err(unusable(
                name,
                "the columns have another order than at the start of the table",
            ));
        }
        let own = [
            ("id", Some(frame.ids.len())),
            (
                "species",
                (!frame.species.is_empty()).then_some(frame.kinds.len()),
            ),
            (
                "vx",
                (!frame.velocities.is_empty()).then_some(frame.velocities.len()),
            ),
            (
                "fx",
                (!frame.forces.is_empty()).then_some(frame.forces.len()),
            ),
        ];
        let theirs = columns
            .iter()
            .map(|column| (column.name, Some(column.values.len())));
        for (name, length) in own.into_iter().chain(theirs) {
            if let Some(length) = length.filter(|length| *length != frame.len()) {
                let reason = format!("it has {length} values for {} atoms", frame.len());
                return Err(unusable(name, &reason));
            }
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
        if !frame.species.is_empty() {
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
        if !frame.velocities.is_empty() {
            vectors(&mut group, &frame.velocities)?;
        }
        if !frame.forces.is_empty() {
            vectors(&mut group, &frame.forces)?;
        }
        for AtomColumn { values, .. } in columns {
            match values {
                Values::Scalars(values) => column::<DoubleType>(&mut group, values, None)?,
                Values::Vectors(values) => vectors(&mut group, values)?,
                Values::Whole(values) => column::<Int64Type>(&mut group, values, None)?,
            }
        }
        group.close()?;
        Ok(())
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Whole,
    Real,
    RealOrNone,
    Text,
}

/// Names and contents, in the order of the file.
fn all_columns(frame: &Frame, theirs: &[AtomColumn<'_>]) -> Vec<(String, Holds)> {
    let mut columns = vec![("step".to_owned(), Holds::Whole)];
    let mut add = |name: &str, holds| columns.push((name.to_owned(), holds));
    add("time", Holds::RealOrNone);
    add("id", Holds::Whole);
    if !frame.species.is_empty() {
        add("species", Holds::Text);
    }
    let vectors = [
        ("", true),
        ("v", !frame.velocities.is_empty()),
        ("f", !frame.forces.is_empty()),
    ];
    for (letter, _) in vectors.into_iter().filter(|(_, there)| *there) {
        for axis in ["x", "y", "z"] {
            add(&format!("{letter}{axis}"), Holds::Real);
        }
    }
    for column in theirs {
        match column.values {
            Values::Scalars(_) => add(column.name, Holds::Real),
            Values::Whole(_) => add(column.name, Holds::Whole),
            Values::Vectors(_) => {
                for axis in ["x", "y", "z"] {
                    add(&format!("{}_{axis}", column.name), Holds::Real);
                }
            }
        }
    }
    columns
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
    group: &mut SerializedRowGroupWriter<'_, WholeFile>,
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
    group: &mut SerializedRowGroupWriter<'_, WholeFile>,
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

fn unusable(name: &str, reason: &str) -> Error {
    Error::UnusableColumn {
        name: name.to_owned(),
        reason: reason.to_owned(),
    }
}
