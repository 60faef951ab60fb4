//! Frames as the moduli need them: unwrapped positions of the same atoms in the cell of the first frame.

use nalgebra::{Matrix3, Vector3};

use super::measure::Question;
use super::waves::{Waves, spanned};
use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame, Places};
use crate::frames::Frames;

/// A cell that differs by less than this part is the same: files write six digits or more.
const SAME_CELL: f64 = 1e-6;

/// What the first frame says of all.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Setting {
    pub(crate) atoms: usize,
    pub(crate) dimension: Dimension,
    pub(crate) density: f64,
    pub(crate) cell: Cell,
    pub(crate) waves: Waves,
    ids: Vec<i64>,
    vectors: Matrix3<f64>,
}

impl Setting {
    pub(crate) fn of(frame: &Frame, question: &Question) -> Result<Self> {
        let cell = frame.cell.or(question.cell).ok_or(Error::Missing {
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
        let vectors = Matrix3::from_columns(&spanned(&cell, frame.dimension));
        Ok(Self {
            atoms: frame.len(),
            dimension: frame.dimension,
            density: frame.len() as f64 / vectors.determinant().abs(),
            cell,
            waves: Waves::new(&cell, frame.dimension, question.waves)?,
            ids: frame.ids.clone(),
            vectors,
        })
    }
}

/// One pass through a trajectory.
pub(crate) struct Reader {
    frames: Box<dyn Frames>,
    frame: Frame,
    pub(crate) read: u64,
    pub(crate) steps: Steps,
    pub(crate) moves: bool,
}

/// At which steps the frames are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Steps {
    last: Option<i64>,
    /// Between the first two frames.
    pub(crate) gap: Option<i64>,
    pub(crate) uneven: bool,
}

impl Steps {
    fn add(&mut self, step: i64) {
        if let Some(last) = self.last {
            let gap = step.saturating_sub(last);
            self.uneven |= *self.gap.get_or_insert(gap) != gap;
        }
        self.last = Some(step);
    }
}

impl Reader {
    pub(crate) fn new(frames: &dyn Frames) -> Result<Self> {
        Ok(Self {
            frames: frames.again()?,
            frame: Frame::empty(),
            read: 0,
            steps: Steps::default(),
            moves: false,
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
        self.steps.add(self.frame.step);
        Ok(Some(&self.frame))
    }

    /// The positions of the next frame into `positions`, mapped with their cell onto that of the first frame;
    /// false at the end. `setting` is made of the first frame.
    pub(crate) fn positions(
        &mut self,
        question: &Question,
        setting: &mut Option<Setting>,
        positions: &mut Vec<Vector3<f64>>,
    ) -> Result<bool> {
        if self.frame()?.is_none() {
            return Ok(false);
        }
        let frame = &self.frame;
        let setting = match setting {
            Some(setting) => setting,
            none => none.insert(Setting::of(frame, question)?),
        };
        same_atoms(frame, setting, self.read - 1)?;
        positions.clone_from(&frame.positions);
        self.moves |= onto_first(frame, setting, positions)?;
        if setting.dimension == Dimension::Two {
            positions.iter_mut().for_each(|r| r.z = 0.0);
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

/// `r -> H_0 H^-1 r`; whether the cell has moved.
fn onto_first(frame: &Frame, setting: &Setting, positions: &mut [Vector3<f64>]) -> Result<bool> {
    let Some(cell) = frame.cell else {
        return Ok(false);
    };
    let vectors = Matrix3::from_columns(&spanned(&cell, frame.dimension));
    if (vectors - setting.vectors).norm() <= SAME_CELL * setting.vectors.norm() {
        return Ok(false);
    }
    let inverse = vectors
        .try_inverse()
        .ok_or(Error::FlatCell { volume: 0.0 })?;
    let map = setting.vectors * inverse;
    for r in positions {
        *r = map * (*r - cell.origin()) + setting.cell.origin();
    }
    Ok(true)
}
