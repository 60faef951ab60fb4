//! TRR of GROMACS: XDR, per frame a header of sizes, then box, virials, positions, velocities, forces.

use super::{Bytes, Layout, Width, count_atoms, set_cell, vectors};
use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::read::description::Description;
use crate::read::recognise::Format;
use crate::read::{How, Quantity, Stamp};

/// The first number of each frame.
const MAGIC: i32 = 1993;

/// A TRR file of GROMACS, in single or double precision, in [`crate::Units::Gromacs`]: nm and ps.
///
/// Frames without positions (velocities or forces alone) are passed over.
pub(crate) struct Trr {
    description: Description,
    how: How,
    numbers: Vec<f64>,
}

/// What the header of a frame says: bytes of each part.
struct Sizes {
    cell: u64,
    virial: u64,
    pressure: u64,
    positions: u64,
    velocities: u64,
    forces: u64,
    atoms: u64,
    step: i32,
    width: Width,
}

impl Layout for Trr {
    fn begin(bytes: &mut Bytes, how: &How) -> Result<Self> {
        magic(bytes)?;
        bytes.go_to(0, "the first frame")?;
        let mut description = Description::new(Format::Trr);
        "x of each frame, in nm; taken as put back into the cell, where there is one"
            .clone_into(&mut description.positions);
        "the box of each frame, with its corner at zero".clone_into(&mut description.cell);
        description.units = Some("nm, ps, kJ/mol".to_owned());
        Ok(Self {
            description,
            how: how.clone(),
            numbers: Vec::new(),
        })
    }

    fn frame(&mut self, bytes: &mut Bytes, frame: &mut Frame) -> Result<Option<Stamp>> {
        while bytes.left() > 0 {
            let sizes = sizes(bytes)?;
            self.stamp(bytes, frame, &sizes)?;
            self.parts(bytes, frame, &sizes)?;
            if sizes.positions > 0 || sizes.atoms == 0 {
                count_atoms(frame);
                return Ok(Some(Stamp::Told(i64::from(sizes.step))));
            }
        }
        Ok(None)
    }

    fn description(&self) -> &Description {
        &self.description
    }
}

impl Trr {
    /// The time, and lambda, which nobody reads.
    fn stamp(&mut self, bytes: &mut Bytes, frame: &mut Frame, sizes: &Sizes) -> Result<()> {
        bytes.reals(2, sizes.width, &mut self.numbers, "time and lambda")?;
        frame.time = self.numbers.first().copied();
        frame.dimension = self.how.dimension.unwrap_or(Dimension::Three);
        Ok(())
    }

    fn parts(&mut self, bytes: &mut Bytes, frame: &mut Frame, sizes: &Sizes) -> Result<()> {
        let (at, width) = (bytes.at(), sizes.width);
        let mut rows = [[0.0; 3]; 3];
        if sizes.cell > 0 {
            bytes.reals(9, width, &mut self.numbers, "the box")?;
            rows.as_flattened_mut().copy_from_slice(&self.numbers);
        }
        set_cell(frame, bytes, at, rows)?;
        bytes.skip(sizes.virial, "the virial")?;
        bytes.skip(sizes.pressure, "the pressure")?;
        let columns = [
            (sizes.positions, &mut frame.positions, "positions", None),
            (
                sizes.velocities,
                &mut frame.velocities,
                "velocities",
                Some(Quantity::Velocities),
            ),
            (
                sizes.forces,
                &mut frame.forces,
                "forces",
                Some(Quantity::Forces),
            ),
        ];
        for (size, column, what, quantity) in columns {
            if quantity.is_some_and(|quantity| !self.how.wants(quantity)) {
                bytes.skip(size, what)?;
                continue;
            }
            bytes.reals(size / width.bytes(), width, &mut self.numbers, what)?;
            vectors(&self.numbers, column);
        }
        self.tell(sizes);
        Ok(())
    }

    /// Which columns there are.
    fn tell(&mut self, sizes: &Sizes) {
        let told = |size: u64, name: &str| (size > 0).then(|| name.to_owned());
        self.description.velocities = told(sizes.velocities, "v, in nm/ps");
        self.description.forces = told(sizes.forces, "f, in kJ/mol/nm");
    }
}

fn magic(bytes: &mut Bytes) -> Result<()> {
    let at = bytes.at();
    match bytes.i32("the number 1993")? {
        MAGIC => Ok(()),
        other => Err(bytes.malformed(
            at,
            other.to_string(),
            "1993, with which a frame of TRR begins",
        )),
    }
}

/// The sizes in the header, in the order of the file; they must agree on the width of a number.
fn sizes(bytes: &mut Bytes) -> Result<Sizes> {
    magic(bytes)?;
    let at = bytes.at();
    let lengths = [bytes.count("the version")?, bytes.count("the version")?];
    if lengths != [13, 12] {
        let found = format!("a version of {} and {} bytes", lengths[0], lengths[1]);
        return Err(bytes.malformed(at, found, "13 and 12"));
    }
    let version: [u8; 12] = bytes.array("the version")?;
    if &version != b"GMX_trn_file" {
        let found = format!("`{}`", version.escape_ascii());
        return Err(bytes.malformed(at + 8, found, "`GMX_trn_file`"));
    }
    let at = bytes.at();
    let mut sizes = [0; 10];
    for size in &mut sizes {
        *size = bytes.count("the sizes of a frame")?;
    }
    let [
        input,
        energy,
        cell,
        virial,
        pressure,
        topology,
        symbols,
        positions,
        velocities,
        forces,
    ] = sizes;
    if [input, energy, topology, symbols] != [0; 4] {
        let found = "parts that no GROMACS since version 3 writes";
        return Err(bytes.malformed(
            at,
            found,
            "box, virial, pressure, positions, velocities, forces",
        ));
    }
    let atoms = bytes.count("the number of atoms")?;
    let step = bytes.i32("the step")?;
    bytes.i32("the number of energies")?;
    let vectors = [positions, velocities, forces];
    let matrices = [cell, virial, pressure];
    let width = width(atoms, matrices, vectors).ok_or_else(|| {
        bytes.malformed(
            at,
            format!("sizes {sizes:?} of {atoms} atoms"),
            "4 or 8 bytes a number",
        )
    })?;
    Ok(Sizes {
        cell,
        virial,
        pressure,
        positions,
        velocities,
        forces,
        atoms,
        step,
        width,
    })
}

/// The one width with which each part that is there has nine numbers, or three for each atom.
fn width(atoms: u64, matrices: [u64; 3], vectors: [u64; 3]) -> Option<Width> {
    [Width::Four, Width::Eight].into_iter().find(|width| {
        let fits =
            |size: u64, numbers: u64| size == 0 || size == numbers.saturating_mul(width.bytes());
        let some = matrices.iter().chain(&vectors).any(|size| *size > 0);
        some && matrices.iter().all(|size| fits(*size, 9))
            && vectors
                .iter()
                .all(|size| fits(*size, atoms.saturating_mul(3)))
    })
}
