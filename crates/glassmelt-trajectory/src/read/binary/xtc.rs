//! XTC of GROMACS: XDR, per frame step, time, box, and positions as packed integers over a precision.

use nalgebra::Vector3;

use super::packed::{Fault, Packing};
use super::{Bytes, Layout, Width, count_atoms, set_cell, vectors};
use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::read::description::Description;
use crate::read::recognise::Format;
use crate::read::{How, Stamp};

/// The first number of a frame whose packed bytes are counted in 32 bits.
const SHORT: i32 = 1995;
/// The first number of a frame whose packed bytes are counted in 64 bits (GROMACS 2023, above 298 million atoms).
const LONG: i32 = 2023;
/// Up to so many atoms are not packed.
const UNPACKED: u64 = 9;
/// An atom takes at least two bits: so many atoms fit a byte.
const ATOMS_A_BYTE: u64 = 4;

/// An XTC file of GROMACS, in [`crate::Units::Gromacs`]: nm and ps; positions are those of its integers over its
/// precision.
pub(crate) struct Xtc {
    description: Description,
    how: How,
    numbers: Vec<f64>,
}

impl Layout for Xtc {
    fn begin(bytes: &mut Bytes, how: &How) -> Result<Self> {
        magic(bytes)?;
        bytes.go_to(0, "the first frame")?;
        let mut description = Description::new(Format::Xtc);
        "packed integers over the precision, in nm; taken as put back into the cell, where there is one".clone_into(&mut description.positions);
        "the box of each frame, with its corner at zero".clone_into(&mut description.cell);
        description.units = Some("nm, ps, kJ/mol".to_owned());
        Ok(Self {
            description,
            how: how.clone(),
            numbers: Vec::new(),
        })
    }

    fn frame(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<Option<Stamp>> {
        if bytes.left() == 0 {
            return Ok(None);
        }
        let magic = magic(bytes)?;
        let atoms = bytes.count("the number of atoms")?;
        let step = i64::from(bytes.i32("the step")?);
        bytes.reals(1, Width::Four, &mut self.numbers, "the time")?;
        frame.time = self.numbers.first().copied();
        frame.dimension = self.how.dimension.unwrap_or(Dimension::Three);
        self.cell(bytes, frame)?;
        let at = bytes.at();
        let again = bytes.count("the number of atoms")?;
        if again != atoms {
            let expected = format!("{atoms}, as at the start of the frame");
            return Err(bytes.malformed(at, format!("{again} atoms"), expected));
        }
        if atoms <= UNPACKED {
            bytes.reals(3 * atoms, Width::Four, &mut self.numbers, "the positions")?;
            vectors(&self.numbers, &mut frame.positions);
        } else {
            self.packed(bytes, frame, magic, atoms)?;
        }
        count_atoms(frame);
        Ok(Some(Stamp::Told(step)))
    }

    fn description(&self) -> &Description {
        &self.description
    }
}

impl Xtc {
    fn cell(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<()> {
        let at = bytes.at();
        bytes.reals(9, Width::Four, &mut self.numbers, "the box")?;
        let mut rows = [[0.0; 3]; 3];
        rows.as_flattened_mut().copy_from_slice(&self.numbers);
        set_cell(frame, bytes, at, rows)
    }

    fn packed(
        &mut self,
        bytes: &mut Bytes,
        frame: &mut Frame,
        magic: i32,
        atoms: u64,
    ) -> Result<()> {
        let at = bytes.at();
        bytes.reals(1, Width::Four, &mut self.numbers, "the precision")?;
        let precision = self.numbers.first().copied().unwrap_or(0.0);
        if precision <= 0.0 {
            return Err(bytes.malformed(
                at,
                format!("the precision {precision}"),
                "more than zero",
            ));
        }
        let mut corners = [[0; 3]; 2];
        for number in corners.as_flattened_mut() {
            *number = bytes.i32("the extent of the integers")?;
        }
        let [low, high] = corners;
        let step = bytes.count("the size of small steps")?;
        let size = bytes_of_data(bytes, magic, atoms)?;
        let packing = Packing {
            atoms: usize::try_from(atoms).unwrap_or(usize::MAX),
            low,
            high,
            step: usize::try_from(step).unwrap_or(usize::MAX),
        };
        let at = bytes.at();
        let data = bytes.take(size, "packed positions")?;
        frame.positions.reserve(packing.atoms);
        let positions = &mut frame.positions;
        let put =
            |integers: [i32; 3]| positions.push(Vector3::from(integers.map(f64::from)) / precision);
        packing
            .unpack(data, put)
            .map_err(|fault| told(bytes, at, fault))?;
        bytes.skip((4 - size % 4) % 4, "the filling behind packed positions")
    }
}

fn magic(bytes: &mut Bytes) -> Result<i32> {
    let at = bytes.at();
    match bytes.i32("the number 1995")? {
        magic @ (SHORT | LONG) => Ok(magic),
        other => Err(bytes.malformed(
            at,
            other.to_string(),
            "1995 or 2023, with which a frame of XTC begins",
        )),
    }
}

/// How many packed bytes there are, which must suffice for the atoms.
fn bytes_of_data(bytes: &mut Bytes, magic: i32, atoms: u64) -> Result<u64> {
    let at = bytes.at();
    let what = "the number of packed bytes";
    let size = if magic == LONG {
        bytes.u64(what)?
    } else {
        bytes.count(what)?
    };
    if atoms > size.saturating_mul(ATOMS_A_BYTE) {
        let expected = format!("two bits at least for each of {atoms} atoms");
        return Err(bytes.malformed(at, format!("{size} packed bytes"), expected));
    }
    Ok(size)
}

fn told(bytes: &Bytes, at: u64, fault: Fault) -> crate::error::Error {
    let (found, expected) = match fault {
        Fault::Short => (
            "packed positions that end before the last atom",
            "as many as there are atoms",
        ),
        Fault::Digits => (
            "a packed number outside its range",
            "numbers in the extent that the frame names",
        ),
        Fault::Size => ("small steps of a size out of range", "a size from 9 to 72"),
        Fault::TooMany => (
            "more packed positions than atoms",
            "as many as there are atoms",
        ),
    };
    bytes.malformed(at, found, expected)
}
