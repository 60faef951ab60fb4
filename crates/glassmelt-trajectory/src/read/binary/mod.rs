//! Binary trajectories: the stream that all of them share, and the layout of each.

mod bytes;
mod dcd;
mod gsd;
mod gsd_file;
mod packed;
mod trr;
mod xtc;

use nalgebra::Vector3;

use crate::cell::Cell;
use crate::error::Result;
use crate::frame::{Frame, Places};
use crate::read::description::Description;
use crate::read::input::Input;
use crate::read::{How, Reader, Stamp};

use bytes::{Bytes, Order, Width};
pub(crate) use dcd::Dcd;
pub(crate) use gsd::Gsd;
pub(crate) use trr::Trr;
pub(crate) use xtc::Xtc;

/// How a format lies in its file.
///
/// Atoms are counted in the order of the file, from one. Where the file has a cell but does not say whether atoms
/// are put back into it, they are [`Places::Wrapped`]. A number that is not finite is an error, with its byte.
pub(crate) trait Layout: Sized {
    /// Reads what comes before the first frame.
    fn begin(bytes: &mut Bytes, how: &How) -> Result<Self>;

    /// Reads the next frame into an empty one; none at the end.
    fn frame(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<Option<Stamp>>;

    /// What is read as what.
    fn description(&self) -> &Description;

    /// How many bytes have been used, as far as that says how many are left.
    fn consumed(&self, bytes: &Bytes) -> u64 {
        bytes.at()
    }
}

/// A binary trajectory.
pub(crate) struct Binary<L> {
    bytes: Bytes,
    layout: L,
}

impl<L: Layout> Binary<L> {
    /// The trajectory in this input.
    pub(crate) fn open(input: &Input, how: &How) -> Result<Self> {
        let mut bytes = Bytes::open(input)?;
        let layout = L::begin(&mut bytes, how)?;
        Ok(Self { bytes, layout })
    }
}

impl<L: Layout> Reader for Binary<L> {
    fn next_into(&mut self, frame: &mut Frame) -> Result<Option<Stamp>> {
        frame.clear();
        self.layout.frame(&mut self.bytes, frame)
    }

    fn description(&self) -> &Description {
        self.layout.description()
    }

    fn consumed(&self) -> u64 {
        self.layout.consumed(&self.bytes)
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
