//! Binary trajectories: the stream that all of them share, and the layout of each.

mod bytes;
mod dcd;
mod gsd;
mod gsd_file;
mod packed;
mod trr;
mod xtc;

use std::path::PathBuf;
use std::sync::Arc;

use nalgebra::Vector3;

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frame::{Frame, Places};
use crate::frames::Frames;

pub(crate) use bytes::Bytes;
use bytes::{Order, Origin, Width};
pub(crate) use dcd::DcdLayout;
pub(crate) use gsd::GsdLayout;
pub(crate) use trr::TrrLayout;
pub(crate) use xtc::XtcLayout;

/// A DCD file: positions only, in the writer's unit of length (angstrom of CHARMM, NAMD and `OpenMM`; that of the
/// run of LAMMPS).
///
/// Both orders of bytes are read; marks of 64 bits around the records and velocities (`VELD`) are refused. The
/// step is that of the header, `ISTART + k NSAVC`; the time is not given, since writers disagree on its unit.
/// Angles of the cell that all lie in [-1, 1] are cosines, angles that all lie between 1 and 180 are degrees, and
/// others are refused; so is a skew cell under a title of CHARMM (`*`), which may be a matrix instead. Atoms that
/// are fixed keep the positions of the first frame; a fourth coordinate is passed over.
pub type Dcd = Binary<DcdLayout>;

/// A TRR file of GROMACS, in single or double precision, in [`crate::Units::Gromacs`]: nm and ps.
///
/// Frames without positions (velocities or forces alone) are passed over.
pub type Trr = Binary<TrrLayout>;

/// An XTC file of GROMACS, in [`crate::Units::Gromacs`]: nm and ps; positions are those of its integers over its
/// precision.
pub type Xtc = Binary<XtcLayout>;

/// A GSD file with the schema of HOOMD-blue, version 2 of the file layer.
///
/// What a frame leaves out is that of the first frame, as the schema says; images and velocities count only where
/// they are written anew in later frames: a run that writes positions alone leaves those of the first frame
/// behind. With images the positions are unwrapped by them.
pub type Gsd = Binary<GsdLayout>;

/// How a format lies in its file.
pub trait Layout: Sized {
    /// Reads what comes before the first frame.
    ///
    /// # Errors
    /// When the file cannot be read or is malformed.
    fn begin(bytes: &mut Bytes) -> Result<Self>;

    /// Reads the next frame into an empty one; false at the end.
    ///
    /// # Errors
    /// When the file cannot be read or is malformed there.
    fn frame(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<bool>;

    /// Which part has been read: the bytes up to here, unless the layout knows better.
    fn progress(&self, bytes: &Bytes) -> Option<f64> {
        let length = bytes.length();
        (length > 0).then(|| bytes.at() as f64 / length as f64)
    }
}

/// A binary trajectory, as a stream of its frames.
///
/// Atoms are counted in the order of the file, from one. Where the file has a cell but does not say whether atoms
/// are put back into it, they are [`Places::Wrapped`]. A number that is not finite is an error, with its byte.
pub struct Binary<L> {
    bytes: Bytes,
    layout: L,
    failed: Option<Error>,
}

impl<L: Layout> Binary<L> {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read, or its beginning is malformed.
    pub fn open(file: impl Into<PathBuf>) -> Result<Self> {
        Self::begin(&Origin::File(file.into()))
    }

    /// Reads bytes in memory; `name` stands for the file in messages.
    ///
    /// # Errors
    /// When the beginning is malformed.
    pub fn in_memory(name: impl Into<PathBuf>, bytes: impl Into<Arc<[u8]>>) -> Result<Self> {
        Self::begin(&Origin::Memory(name.into(), bytes.into()))
    }

    fn begin(origin: &Origin) -> Result<Self> {
        let mut bytes = origin.open()?;
        let layout = L::begin(&mut bytes)?;
        Ok(Self {
            bytes,
            layout,
            failed: None,
        })
    }
}

impl<L: Layout + 'static> Frames for Binary<L> {
    fn next_into(&mut self, frame: &mut Frame) -> Result<bool> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        frame.clear();
        let read = self.layout.frame(&mut self.bytes, frame);
        self.failed = read.as_ref().err().cloned();
        read
    }

    fn again(&self) -> Result<Box<dyn Frames>> {
        Ok(Box::new(Self::begin(self.bytes.origin())?))
    }

    fn progress(&self) -> Option<f64> {
        self.layout.progress(&self.bytes)
    }
}

/// Puts rows of three numbers into vectors.
fn vectors(numbers: &[f64], to: &mut Vec<Vector3<f64>>) {
    let (rows, _) = numbers.as_chunks::<3>();
    to.clear();
    to.extend(rows.iter().map(|row| Vector3::from(*row)));
}

/// Atoms without identifiers, counted from one.
fn count_atoms(frame: &mut Frame) {
    frame.ids.clear();
    frame.ids.extend((1_i64..).take(frame.positions.len()));
}

/// The cell of three vectors in a row, none where all are zero; and what positions in it are.
fn set_cell(frame: &mut Frame, bytes: &Bytes, at: u64, rows: [[f64; 3]; 3]) -> Result<()> {
    if rows.as_flattened().iter().all(|number| *number == 0.0) {
        frame.cell = None;
        frame.places = Places::Unwrapped;
        return Ok(());
    }
    let cell = Cell::new(rows.map(Vector3::from), Vector3::zeros(), [true; 3])
        .map_err(|flat| bytes.malformed(at, flat.to_string(), "a cell with a volume, or none"))?;
    frame.cell = Some(cell);
    frame.places = Places::Wrapped;
    Ok(())
}
