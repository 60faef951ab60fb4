//! Frames as the moduli need them: unwrapped positions of the same atoms in one cell, the mean where cells move.

use nalgebra::Vector3;

use super::cells::{Cells, columns, is_same, map};
use super::pace::Pace;
use super::question::Question;
use super::waves::Waves;
use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame, Places};
use crate::frames::Frames;

/// What the first frame says of all, in the cell that stands for all.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Setting {
    pub(crate) atoms: usize,
    pub(crate) dimension: Dimension,
    pub(crate) density: f64,
    pub(crate) cell: Cell,
    pub(crate) waves: Waves,
    ids: Vec<i64>,
}

impl Setting {
    /// `mean` is the cell where cells move; else it is that of the first frame.
    pub(crate) fn of(frame: &Frame, question: &Question, mean: Option<Cell>) -> Result<Self> {
        let own = frame.cell.or(question.cell);
        let cell = mean.or(own).ok_or(Error::Missing {
            missing: "cell",
            purpose: "a modulus against wavelength",
            remedy: "give the field of view as a cell",
        })?;
        if frame.len() < 2 {
            return Err(Error::Domain {
                name: "the number of atoms",
                value: frame.len() as f64,
                domain: "at least 2",
            });
        }
        let space = columns(&cell, frame.dimension).determinant().abs();
        Ok(Self {
            atoms: frame.len(),
            dimension: frame.dimension,
            density: frame.len() as f64 / space,
            cell,
            waves: Waves::new(&cell, frame.dimension, question.waves)?,
            ids: frame.ids.clone(),
        })
    }
}

/// One pass through a trajectory.
pub(crate) struct Reader {
    frames: Box<dyn Frames>,
    frame: Frame,
    pub(crate) read: u64,
    pub(crate) pace: Pace,
    pub(crate) cells: Cells,
}

impl Reader {
    pub(crate) fn new(frames: &dyn Frames) -> Result<Self> {
        Ok(Self {
            frames: frames.again()?,
            frame: Frame::empty(),
            read: 0,
            pace: Pace::default(),
            cells: Cells::default(),
        })
    }

    pub(crate) fn progress(&self) -> f64 {
        self.frames.progress().unwrap_or(0.0)
    }

    /// The next frame as it is; none at the end.
    pub(crate) fn frame(&mut self) -> Result<Option<&Frame>> {
        if !self.frames.next_into(&mut self.frame)? {
            return Ok(None);
        }
        self.read += 1;
        self.pace.add(&self.frame);
        self.cells.add(&self.frame);
        Ok(Some(&self.frame))
    }

    /// The positions of the next frame into `positions`, mapped with their cell onto that of the setting; false at
    /// the end. The setting is made of the first frame, and of the mean cell where that is known.
    pub(crate) fn positions(
        &mut self,
        (question, mean): (&Question, Option<Cell>),
        setting: &mut Option<Setting>,
        positions: &mut Vec<Vector3<f64>>,
    ) -> Result<bool> {
        if self.frame()?.is_none() {
            return Ok(false);
        }
        let frame = &self.frame;
        let setting = match setting {
            Some(setting) => setting,
            none => none.insert(Setting::of(frame, question, mean)?),
        };
        same_atoms(frame, setting, self.read - 1)?;
        positions.clone_from(&frame.positions);
        onto_one_cell(frame, setting, positions)?;
        if setting.dimension == Dimension::Two {
            for r in positions {
                r.z = 0.0;
            }
        }
        Ok(true)
    }
}

fn same_atoms(frame: &Frame, setting: &Setting, number: u64) -> Result<()> {
    if frame.places == Places::Wrapped {
        return Err(Error::Missing {
            missing: "unwrapped positions",
            purpose: "a mean position",
            remedy: "unwrap the trajectory, or write unwrapped columns",
        });
    }
    let difference = if frame.len() != setting.atoms {
        format!("it has {} atoms, not {}", frame.len(), setting.atoms)
    } else if frame.ids != setting.ids {
        "its identifiers are others, or in another order".to_owned()
    } else {
        return Ok(());
    };
    Err(Error::OtherAtoms {
        frame: number,
        difference,
    })
}

/// `r -> H_0 H^-1 r`.
fn onto_one_cell(frame: &Frame, setting: &Setting, positions: &mut [Vector3<f64>]) -> Result<()> {
    let Some(cell) = frame.cell else {
        return Ok(());
    };
    if is_same(&cell, &setting.cell, frame.dimension) {
        return Ok(());
    }
    let map = map(&cell, &setting.cell, frame.dimension).ok_or(Error::FlatCell { volume: 0.0 })?;
    for r in positions {
        *r = map * (*r - cell.origin()) + setting.cell.origin();
    }
    Ok(())
}
