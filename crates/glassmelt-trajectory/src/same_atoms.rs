//! The same atoms in the same order in each frame: sorted by identifier, others refused or left out.

use nalgebra::Vector3;

use crate::error::{Error, Result};
use crate::files::{Files, Follow};
use crate::frame::Frame;

/// Marks an identifier that is not among the atoms.
const ABSENT: u32 = u32::MAX;

/// A fixed set of atoms, in the order of their identifiers.
pub(crate) struct SameAtoms {
    ids: Vec<i64>,
    slots: Slots,
    left_out: u64,
    selecting: Selecting,
    source: Vec<u32>,
    vectors: Vec<Vector3<f64>>,
    kinds: Vec<u16>,
}

/// May a frame hold atoms that are not among these?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Selecting {
    No,
    Yes,
}

/// From an identifier to its place among the sorted ones.
enum Slots {
    /// A table, where the identifiers lie close together.
    Dense { least: i64, slots: Vec<u32> },
    /// By bisection.
    Sparse,
}

impl SameAtoms {
    /// The atoms of this frame, all of which each later frame must hold.
    pub(crate) fn of_first(frame: &Frame) -> Result<Self> {
        let mut ids = frame.ids.clone();
        ids.sort_unstable();
        if let Some([twice, _]) = ids.array_windows().find(|[a, b]| a == b) {
            return Err(other_atoms(0, format!("atom {twice} is there twice")));
        }
        Ok(Self::new(ids, 0, Selecting::No))
    }

    /// The atoms that are there in all frames. Memory: two numbers for each atom that is ever met.
    pub(crate) fn in_all(files: &mut Files) -> Result<Self> {
        let mut frame = Frame::empty();
        let mut met: std::collections::BTreeMap<i64, u64> = std::collections::BTreeMap::new();
        let mut frames = 0;
        while files.next_into(&mut frame, Follow::Selected)?.is_some() {
            for id in &frame.ids {
                let seen = met.entry(*id).or_default();
                if *seen > frames {
                    return Err(other_atoms(frames, format!("atom {id} is there twice")));
                }
                // An atom that was away does not come back into the count.
                if *seen == frames {
                    *seen += 1;
                }
            }
            frames += 1;
        }
        let all = met.len();
        let ids: Vec<i64> = met
            .into_iter()
            .filter(|(_, seen)| *seen == frames)
            .map(|(id, _)| id)
            .collect();
        if ids.is_empty() {
            let difference = format!(
                "none of {all} atoms is there in all of {frames} frames; select fewer of them"
            );
            return Err(other_atoms(frames.saturating_sub(1), difference));
        }
        let left_out = (all - ids.len()) as u64;
        Ok(Self::new(ids, left_out, Selecting::Yes))
    }

    fn new(ids: Vec<i64>, left_out: u64, selecting: Selecting) -> Self {
        Self {
            slots: Slots::of(&ids),
            ids,
            left_out,
            selecting,
            source: Vec::new(),
            vectors: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// How many atoms were met that are not in all frames.
    pub(crate) fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Brings the atoms of a frame into the order; `number` counts frames for the error.
    pub(crate) fn arrange(&mut self, frame: &mut Frame, number: u64) -> Result<()> {
        if frame.ids == self.ids {
            return Ok(());
        }
        self.find(frame, number)?;
        let source = &self.source;
        gather(&mut frame.positions, source, &mut self.vectors);
        gather(&mut frame.velocities, source, &mut self.vectors);
        gather(&mut frame.forces, source, &mut self.vectors);
        gather(&mut frame.kinds, source, &mut self.kinds);
        frame.ids.clone_from(&self.ids);
        Ok(())
    }

    /// Where in the frame each atom stands.
    fn find(&mut self, frame: &Frame, number: u64) -> Result<()> {
        self.source.clear();
        self.source.resize(self.ids.len(), ABSENT);
        for (index, id) in (0_u32..).zip(&frame.ids) {
            match self.slots.slot(*id, &self.ids) {
                Some(slot) if self.source[slot] == ABSENT => self.source[slot] = index,
                Some(_) => return Err(other_atoms(number, format!("atom {id} is there twice"))),
                None if self.selecting == Selecting::Yes => {}
                None => return Err(other_atoms(number, format!("atom {id} is new"))),
            }
        }
        match self.source.iter().position(|index| *index == ABSENT) {
            Some(slot) => Err(other_atoms(
                number,
                format!("atom {} is missing", self.ids[slot]),
            )),
            None => Ok(()),
        }
    }
}

impl Slots {
    fn of(ids: &[i64]) -> Self {
        let (Some(least), Some(most)) = (ids.first(), ids.last()) else {
            return Self::Sparse;
        };
        let span = most
            .checked_sub(*least)
            .and_then(|span| usize::try_from(span).ok());
        let Some(span) = span.filter(|span| *span < 8 * ids.len()) else {
            return Self::Sparse;
        };
        let mut slots = vec![ABSENT; span + 1];
        for (slot, id) in (0_u32..).zip(ids) {
            if let Some(place) = usize::try_from(id - least)
                .ok()
                .and_then(|at| slots.get_mut(at))
            {
                *place = slot;
            }
        }
        Self::Dense {
            least: *least,
            slots,
        }
    }

    fn slot(&self, id: i64, ids: &[i64]) -> Option<usize> {
        match self {
            Self::Sparse => ids.binary_search(&id).ok(),
            Self::Dense { least, slots } => {
                let at = usize::try_from(id.checked_sub(*least)?).ok()?;
                let slot = slots.get(at).filter(|slot| **slot != ABSENT)?;
                Some(*slot as usize)
            }
        }
    }
}

/// Takes the entries `source` out of a column that is there.
fn gather<T: Copy>(column: &mut Vec<T>, source: &[u32], scratch: &mut Vec<T>) {
    if column.is_empty() {
        return;
    }
    scratch.clear();
    scratch.extend(source.iter().map(|index| column[*index as usize]));
    std::mem::swap(column, scratch);
}

fn other_atoms(frame: u64, difference: String) -> Error {
    Error::OtherAtoms { frame, difference }
}
