//! One frame: where the atoms are, in which cell, and what else the file says of them.

use nalgebra::Vector3;
use serde::{Deserialize, Serialize};

use crate::cell::Cell;

/// Atoms in space, or colloids in a plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// A plane: z is the same for all and does not count.
    Two,
    /// Space.
    Three,
}

impl Dimension {
    /// 2 or 3.
    pub fn count(self) -> usize {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// What the positions of a frame are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Places {
    /// Put back into the cell whenever they leave it.
    Wrapped,
    /// As far as the atoms have come.
    Unwrapped,
}

/// One frame of a trajectory. The columns that a file does not hold are empty; the others have one entry an atom.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The step of the simulation, or the number of the picture.
    pub step: i64,
    /// The time, in the file's unit, where the file tells it.
    pub time: Option<f64>,
    /// The cell; none for a microscope's field of view without one.
    pub cell: Option<Cell>,
    /// Space or plane.
    pub dimension: Dimension,
    /// What the positions are.
    pub places: Places,
    /// Names of the species.
    pub species: Vec<String>,
    /// The identifier of each atom; without one, its number in the file, from one.
    pub ids: Vec<i64>,
    /// The species of each atom, as an index into [`Self::species`]; empty where the file names none.
    pub kinds: Vec<u16>,
    /// Positions.
    pub positions: Vec<Vector3<f64>>,
    /// Velocities.
    pub velocities: Vec<Vector3<f64>>,
    /// Forces.
    pub forces: Vec<Vector3<f64>>,
}

impl Frame {
    /// A frame without atoms, to be filled by a stream.
    pub fn empty() -> Self {
        Self {
            step: 0,
            time: None,
            cell: None,
            dimension: Dimension::Three,
            places: Places::Unwrapped,
            species: Vec::new(),
            ids: Vec::new(),
            kinds: Vec::new(),
            positions: Vec::new(),
            velocities: Vec::new(),
            forces: Vec::new(),
        }
    }

    /// The species of an atom, as an index into [`Self::species`]; 0 for all where the file names none.
    #[must_use]
    pub fn kind(&self, atom: usize) -> u16 {
        self.kinds.get(atom).copied().unwrap_or(0)
    }

    /// How many atoms.
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Without atoms?
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// Volume of the cell, or its area in the plane; none without a cell.
    pub fn extent(&self) -> Option<f64> {
        let cell = self.cell.as_ref()?;
        Some(match self.dimension {
            Dimension::Two => cell.area(),
            Dimension::Three => cell.volume(),
        })
    }

    /// Takes all atoms out and keeps the memory that they took.
    pub fn clear(&mut self) {
        self.ids.clear();
        self.kinds.clear();
        self.positions.clear();
        self.velocities.clear();
        self.forces.clear();
    }

    /// The index of a species, which is added where it is new; none where 65536 are there.
    pub fn kind_of(&mut self, name: &str) -> Option<u16> {
        let known = self.species.iter().position(|species| species == name);
        let index = known.unwrap_or_else(|| {
            self.species.push(name.to_owned());
            self.species.len() - 1
        });
        u16::try_from(index).ok()
    }
}
