//! One way to sum, again and again, for `benches/rotors.py`, which measures how long that takes.
//!
//! The first line of standard input is the order, as JSON; it is answered when all is prepared. Each further
//! line says how often energy, strains and torques of all dipoles are to be computed, and is answered when
//! that is done; nothing is an order to write them to files. Dipoles, places and answers are files of raw
//! doubles, dipole after dipole: xx, yy, zz, yz, xz, xy. No clock runs here.

use std::fs;
use std::hint::black_box;
use std::io::{BufRead, stdin};
use std::path::{Path, PathBuf};

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::{
    Boundary, Cell, Core, Ewald, EwaldAt, Field, Interaction, Lattice, LatticeSum, ParticleMesh,
    Splitting,
};
use nalgebra::Vector3;
use serde::Deserialize;
use serde_json::json;

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Deserialize)]
struct Order {
    lambda: f64,
    mu: f64,
    /// The dipoles; without them, uniaxial ones on all sites.
    dipoles: Option<PathBuf>,
    /// Where strains and torques go.
    answers: Option<[PathBuf; 2]>,
    #[serde(flatten)]
    sum: Sum,
}

#[derive(Deserialize)]
#[serde(tag = "sum", rename_all = "snake_case")]
enum Sum {
    /// [`TurningSum`](glassmelt_rotors::TurningSum) on all sites of a cube.
    Lattice { side: usize },
    /// [`TurningMesh`](glassmelt_rotors::TurningMesh) in a cube.
    Mesh {
        side: f64,
        places: PathBuf,
        accuracy: f64,
    },
    /// [`Ewald`] in a cube.
    Ewald {
        side: f64,
        places: PathBuf,
        splitting: f64,
        tolerance: f64,
    },
}

fn main() -> Result<(), Failure> {
    let mut lines = stdin().lock().lines();
    let order: Order = serde_json::from_str(&lines.next().ok_or("no order")??)?;
    let mut dipoles = dipoles(&order)?;
    let mut field = field(&order, &dipoles)?;
    let (mut answer, mut torques) = (Interaction::default(), Vec::new());
    println!("{}", json!({"dipoles": dipoles.len()}));
    for line in lines {
        let repeats: usize = line?.trim().parse()?;
        if repeats == 0 {
            dipoles = self::dipoles(&order)?;
        }
        for _ in 0..repeats.max(1) {
            let dipoles = black_box(&dipoles);
            field.interaction_into(dipoles, &Boundary::CLAMPED, &mut answer)?;
            answer.torques_into(dipoles, &mut torques);
            black_box(&mut torques);
        }
        if let (0, Some([strains, turns])) = (repeats, &order.answers) {
            write(
                strains,
                answer.strains.iter().flat_map(SymmetricTensor::components),
            )?;
            write(turns, torques.iter().flatten().copied())?;
        }
        println!("{}", json!({"energy": answer.energy}));
    }
    Ok(())
}

fn field(order: &Order, dipoles: &[SymmetricTensor]) -> Result<Box<dyn Field>, Failure> {
    let medium = Medium::new(order.lambda, order.mu)?;
    Ok(match &order.sum {
        Sum::Lattice { side } => {
            let lattice = Lattice::new([*side; 3], 1.0)?;
            let sites: Vec<usize> = (0..lattice.sites()).collect();
            let sum = LatticeSum::new(lattice, medium, Core::Point, &sites)?;
            drop(sites);
            Box::new(sum.turning(dipoles)?)
        }
        Sum::Mesh {
            side,
            places,
            accuracy,
        } => {
            let (cell, places) = (Cell::cubic(*side)?, self::places(places)?);
            Box::new(ParticleMesh::new(medium, cell, &places, *accuracy)?.turning(dipoles)?)
        }
        Sum::Ewald {
            side,
            places,
            splitting,
            tolerance,
        } => Box::new(EwaldAt {
            ewald: Ewald::new(
                medium,
                Cell::cubic(*side)?,
                Splitting::new(*splitting, *tolerance)?,
            )?,
            places: self::places(places)?,
        }),
    })
}

fn places(path: &Path) -> Result<Vec<Vector3<f64>>, Failure> {
    Ok(read::<3>(path)?.into_iter().map(Vector3::from).collect())
}

fn dipoles(order: &Order) -> Result<Vec<SymmetricTensor>, Failure> {
    match (&order.dipoles, &order.sum) {
        (Some(path), _) => Ok(read::<6>(path)?
            .into_iter()
            .map(SymmetricTensor::from_components)
            .collect()),
        (None, Sum::Lattice { side }) => Ok((0..side.pow(3)).map(uniaxial).collect()),
        (None, _) => Err("dipoles off the lattice come from a file".into()),
    }
}

/// Along directions without order.
fn uniaxial(site: usize) -> SymmetricTensor {
    let phase = site as f64;
    let axis = Vector3::new(phase.sin(), (1.7 * phase).cos(), (2.3 * phase).sin());
    SymmetricTensor::uniaxial(1.0, axis)
}

fn read<const N: usize>(path: &Path) -> Result<Vec<[f64; N]>, Failure> {
    let bytes = fs::read(path)?;
    let numbers: Vec<f64> = bytes
        .as_chunks()
        .0
        .iter()
        .map(|&eight| f64::from_le_bytes(eight))
        .collect();
    Ok(numbers.as_chunks().0.to_vec())
}

fn write(path: &Path, numbers: impl Iterator<Item = f64>) -> Result<(), Failure> {
    let bytes: Vec<u8> = numbers.flat_map(f64::to_le_bytes).collect();
    Ok(fs::write(path, bytes)?)
}
