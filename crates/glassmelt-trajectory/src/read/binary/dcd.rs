//! DCD: records of Fortran, a header of twenty numbers, then per frame the cell and the columns x, y, z.

use super::{Bytes, Layout, Order, Width, count_atoms, set_cell};
use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::read::description::Description;
use crate::read::recognise::Format;
use crate::read::{How, Stamp};

/// The header is a record of this many bytes: `CORD` and twenty numbers.
const HEADER: u64 = 84;

/// A DCD file: positions only, in the writer's unit of length (angstrom of CHARMM, NAMD and `OpenMM`; that of the
/// run of LAMMPS).
///
/// Both orders of bytes are read; marks of 64 bits around the records and velocities (`VELD`) are refused. The
/// step is that of the header, `ISTART + k NSAVC`, or counted where that stands still; the time is not given, since
/// writers disagree on its unit. Angles of the cell that all lie in [-1, 1] are cosines, angles that all lie between
/// 1 and 180 are degrees, and others are refused; so is a skew cell under a title of CHARMM (`*`), which may be a
/// matrix instead. Atoms that are fixed keep the positions of the first frame; a fourth coordinate is passed over.
pub(crate) struct Dcd {
    description: Description,
    dimension: Dimension,
    first_step: i64,
    stride: i64,
    frame: i64,
    atoms: u64,
    /// Indices of the atoms that move, where not all do.
    free: Option<Vec<usize>>,
    /// The columns x, y, z of the first frame, where some atoms are fixed.
    fixed: [Vec<f64>; 3],
    cell: Record,
    fourth: Record,
    title: Title,
    column: Vec<f64>,
}

/// Whether each frame has a certain record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Record {
    Present,
    Absent,
}

/// Who wrote the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Title {
    /// CHARMM, whose lines begin with a star, and whose skew cells are matrices.
    Charmm,
    /// Another, or nobody.
    Other,
}

impl Layout for Dcd {
    fn begin(bytes: &mut Bytes, how: &How) -> Result<Self> {
        bytes.order = order(bytes)?;
        let numbers = header(bytes)?;
        let title = title(bytes)?;
        let atoms = atoms(bytes)?;
        let fixed = numbers[8];
        let at = bytes.at();
        let moving = u64::try_from(fixed)
            .ok()
            .and_then(|fixed| atoms.checked_sub(fixed))
            .ok_or_else(|| {
                bytes.malformed(
                    at,
                    format!("{fixed} fixed atoms"),
                    format!("0 to {atoms} of the {atoms} atoms"),
                )
            })?;
        let free = if fixed == 0 {
            None
        } else {
            Some(free_atoms(bytes, moving, atoms)?)
        };
        let charmm = numbers[19] != 0;
        let record = |flag: i32| {
            if charmm && flag != 0 {
                Record::Present
            } else {
                Record::Absent
            }
        };
        Ok(Self {
            description: describe(record(numbers[10])),
            dimension: how.dimension.unwrap_or(Dimension::Three),
            first_step: i64::from(numbers[1]),
            stride: i64::from(numbers[2]),
            frame: 0,
            atoms,
            free,
            fixed: Default::default(),
            cell: record(numbers[10]),
            fourth: record(numbers[11]),
            title,
            column: Vec::new(),
        })
    }

    fn frame(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<Option<Stamp>> {
        if bytes.left() == 0 {
            return Ok(None);
        }
        let stamp = self.stamp();
        frame.time = None;
        frame.dimension = self.dimension;
        let at = bytes.at();
        let rows = match self.cell {
            Record::Present => cell(bytes, self.title)?,
            Record::Absent => [[0.0; 3]; 3],
        };
        set_cell(frame, bytes, at, rows)?;
        for axis in 0..3 {
            self.column(bytes, frame, axis)?;
        }
        if self.fourth == Record::Present {
            let size = mark(bytes, "the fourth coordinate")?;
            bytes.skip(size, "the fourth coordinate")?;
            close(bytes, size)?;
        }
        count_atoms(frame);
        self.frame = self.frame.saturating_add(1);
        Ok(Some(stamp))
    }

    fn description(&self) -> &Description {
        &self.description
    }
}

impl Dcd {
    /// The step of the next frame.
    fn stamp(&self) -> Stamp {
        if self.stride <= 0 {
            return Stamp::Counted;
        }
        Stamp::Told(
            self.first_step
                .saturating_add(self.stride.saturating_mul(self.frame)),
        )
    }

    /// The record of one coordinate: of all atoms, or from the second frame on of those that move.
    fn column(&mut self, bytes: &mut Bytes, frame: &mut Frame, axis: usize) -> Result<()> {
        let what = [
            "the coordinates x",
            "the coordinates y",
            "the coordinates z",
        ][axis];
        let moving = match &self.free {
            Some(free) if self.frame > 0 => free.len() as u64,
            _ => self.atoms,
        };
        open(bytes, 4 * moving, what)?;
        bytes.reals(moving, Width::Four, &mut self.column, what)?;
        close(bytes, 4 * moving)?;
        let column = match &self.free {
            None => &self.column,
            Some(_) if self.frame == 0 => {
                self.fixed[axis].clone_from(&self.column);
                &self.column
            }
            Some(free) => {
                for (atom, number) in free.iter().zip(&self.column) {
                    self.fixed[axis][*atom] = *number;
                }
                &self.fixed[axis]
            }
        };
        frame
            .positions
            .resize(column.len(), nalgebra::Vector3::zeros());
        for (position, number) in frame.positions.iter_mut().zip(column) {
            position[axis] = *number;
        }
        Ok(())
    }
}

fn describe(cell: Record) -> Description {
    let mut description = Description::new(Format::Dcd);
    "x, y, z in the order of the file; taken as put back into the cell, where there is one"
        .clone_into(&mut description.positions);
    match cell {
        Record::Present => "six numbers a frame; angles in [-1, 1] are cosines, else degrees",
        Record::Absent => "none",
    }
    .clone_into(&mut description.cell);
    description
}

/// The order of bytes in which the mark before the header is 84.
fn order(bytes: &mut Bytes) -> Result<Order> {
    let first: [u8; 8] = bytes.array("the mark of the header")?;
    let long = [u64::from_be_bytes(first), u64::from_le_bytes(first)].contains(&HEADER);
    let [a, b, c, d, ..] = first;
    let order = match [a, b, c, d] {
        _ if long => None,
        [84, 0, 0, 0] => Some(Order::Little),
        [0, 0, 0, 84] => Some(Order::Big),
        _ => None,
    };
    let found = if long {
        "marks of 64 bits around the records"
    } else {
        "no mark of a header"
    };
    bytes.go_to(0, "the header")?;
    order.ok_or_else(|| bytes.malformed(0, found, "DCD with 32 bits that say 84 before its header"))
}

/// The twenty numbers.
fn header(bytes: &mut Bytes) -> Result<[i32; 20]> {
    open(bytes, HEADER, "the header")?;
    let kind: [u8; 4] = bytes.array("the header")?;
    if &kind != b"CORD" {
        let found = format!("`{}`", kind.escape_ascii());
        return Err(bytes.malformed(4, found, "`CORD`, a trajectory of positions"));
    }
    let mut numbers = [0; 20];
    for number in &mut numbers {
        *number = bytes.i32("the header")?;
    }
    close(bytes, HEADER)?;
    Ok(numbers)
}

fn title(bytes: &mut Bytes) -> Result<Title> {
    let size = mark(bytes, "the title")?;
    let text = bytes.take(size, "the title")?;
    let charmm = text.get(4).is_some_and(|first| *first == b'*');
    close(bytes, size)?;
    Ok(if charmm { Title::Charmm } else { Title::Other })
}

fn atoms(bytes: &mut Bytes) -> Result<u64> {
    open(bytes, 4, "the number of atoms")?;
    let at = bytes.at();
    let atoms = bytes.count("the number of atoms")?;
    if atoms == 0 {
        return Err(bytes.malformed(at, "no atoms", "at least one"));
    }
    close(bytes, 4)?;
    Ok(atoms)
}

/// The atoms that move, numbered from one in the file.
fn free_atoms(bytes: &mut Bytes, moving: u64, atoms: u64) -> Result<Vec<usize>> {
    let size = moving.saturating_mul(4);
    open(bytes, size, "the atoms that move")?;
    let left = bytes.left();
    let mut free = Vec::with_capacity(usize::try_from(moving.min(left / 4)).unwrap_or(0));
    for _ in 0..moving {
        let at = bytes.at();
        let number = bytes.count("the atoms that move")?;
        match usize::try_from(number) {
            Ok(index) if (1..=atoms).contains(&number) => free.push(index - 1),
            _ => {
                let expected = format!("a number from 1 to {atoms}");
                return Err(bytes.malformed(
                    at,
                    format!("atom {number} among those that move"),
                    expected,
                ));
            }
        }
    }
    close(bytes, size)?;
    Ok(free)
}

/// The cell A, gamma, B, beta, alpha, C as vectors in a row: a along x, b in the plane of x and y.
fn cell(bytes: &mut Bytes, title: Title) -> Result<[[f64; 3]; 3]> {
    let what = "the cell";
    open(bytes, 48, what)?;
    let at = bytes.at();
    let mut numbers = Vec::new();
    bytes.reals(6, Width::Eight, &mut numbers, what)?;
    close(bytes, 48)?;
    let [a, gamma, b, beta, alpha, c] = [0, 1, 2, 3, 4, 5].map(|index| numbers[index]);
    let angles = [alpha, beta, gamma];
    let Some([cos_alpha, cos_beta, cos_gamma]) = cosines(angles) else {
        let found = format!("angles {alpha}, {beta}, {gamma}");
        let expected = "three cosines, or three angles in degrees (a matrix of CHARMM is not read)";
        return Err(bytes.malformed(at, found, expected));
    };
    let skew = [cos_alpha, cos_beta, cos_gamma]
        .iter()
        .any(|cosine| *cosine != 0.0);
    if skew && title == Title::Charmm {
        let found = "a skew cell under a title of CHARMM, which may be a matrix or angles";
        return Err(bytes.malformed(at, found, "a cell with right angles there"));
    }
    let sin_gamma = (1.0 - cos_gamma * cos_gamma).max(0.0).sqrt();
    let across = (cos_alpha - cos_beta * cos_gamma) / sin_gamma;
    let up = (1.0 - cos_beta * cos_beta - across * across)
        .max(0.0)
        .sqrt();
    let skewed = [b * cos_gamma, b * sin_gamma, 0.0];
    Ok([[a, 0.0, 0.0], skewed, [c * cos_beta, c * across, c * up]])
}

/// Cosines of angles that are written as such or in degrees; 90 degrees are exactly square.
fn cosines(angles: [f64; 3]) -> Option<[f64; 3]> {
    if angles.iter().all(|angle| (-1.0..=1.0).contains(angle)) {
        return Some(angles);
    }
    let degrees = angles.iter().all(|angle| *angle > 1.0 && *angle < 180.0);
    degrees.then(|| {
        angles.map(|angle| {
            if angle == 90.0 {
                0.0
            } else {
                angle.to_radians().cos()
            }
        })
    })
}

/// The mark before a record: its bytes.
fn mark(bytes: &mut Bytes, what: &str) -> Result<u64> {
    let at = bytes.at();
    let size = bytes.count(what)?;
    if size > bytes.left() {
        let found = format!(
            "a record of {size} bytes for {what}, with {} bytes left",
            bytes.left()
        );
        return Err(bytes.malformed(at, found, "a record that ends in the file"));
    }
    Ok(size)
}

/// The mark before a record whose size is known.
fn open(bytes: &mut Bytes, size: u64, what: &str) -> Result<()> {
    let at = bytes.at();
    let found = mark(bytes, what)?;
    if found == size {
        return Ok(());
    }
    let expected = format!("{size} bytes");
    Err(bytes.malformed(
        at,
        format!("a record of {found} bytes for {what}"),
        expected,
    ))
}

/// The mark behind a record, which repeats the one before it.
fn close(bytes: &mut Bytes, size: u64) -> Result<()> {
    let at = bytes.at();
    let found = bytes.i32("the mark behind a record")?;
    if u64::try_from(found) == Ok(size) {
        return Ok(());
    }
    let expected = format!("{size}, the mark before it");
    Err(bytes.malformed(at, format!("{found} behind a record"), expected))
}
