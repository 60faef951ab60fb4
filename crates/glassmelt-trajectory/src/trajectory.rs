//! Files as one trajectory: which ones, which frames of them, and what is taken for granted.

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::frame::{Dimension, Places};
use crate::read::input::Input;
use crate::read::lammps_data::AtomStyle;
use crate::read::recognise::Format;
use crate::read::tracks::TrackColumns;
use crate::read::{How, Quantity};
use crate::stream::Stream;

/// Which frames of a trajectory are given: each `every`-th from `first` to `last`, counted from zero over all files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The first frame.
    pub first: u64,
    /// The last frame, which is given too; none: to the end.
    pub last: Option<u64>,
    /// 1 for each frame, 2 for each second one.
    pub every: u64,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            first: 0,
            last: None,
            every: 1,
        }
    }
}

/// Which atoms the frames of a stream hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Atoms {
    /// Those of the first frame, sorted by identifier; other atoms in a later frame are an error.
    Same,
    /// Those that are there in all frames that are selected, sorted by identifier; the files are read twice.
    InAllFrames,
    /// Whatever each frame holds, in the order of the file.
    AsWritten,
}

/// One or many files that are read as one trajectory.
///
/// ```no_run
/// use glassmelt_trajectory::{Frame, Frames, Places, Trajectory};
///
/// let trajectory = Trajectory::new(["first.lammpstrj.gz", "second.lammpstrj.gz"]).places(Places::Unwrapped);
/// let mut stream = trajectory.open()?;
/// println!("{}", stream.description());
/// let mut frame = Frame::empty();
/// while stream.next_into(&mut frame)? {
///     println!("step {}: {} atoms", frame.step, frame.len());
/// }
/// # Ok::<(), glassmelt_trajectory::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    pub(crate) inputs: Vec<Input>,
    pub(crate) how: How,
    pub(crate) selection: Selection,
    pub(crate) atoms: Option<Atoms>,
    pub(crate) places: Option<Places>,
    pub(crate) timestep: Option<f64>,
}

impl Trajectory {
    /// These files, one after the other, in this order.
    pub fn new<P: Into<PathBuf>>(files: impl IntoIterator<Item = P>) -> Self {
        Self::of(
            files
                .into_iter()
                .map(|file| Input::File(file.into()))
                .collect(),
        )
    }

    /// The bytes of one file that is in memory; `name` stands in messages, and its end helps to tell the format.
    pub fn in_memory(name: impl Into<PathBuf>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self::of(vec![Input::Memory(name.into(), bytes.into())])
    }

    /// And after all files so far one more that is in memory.
    #[must_use]
    pub fn then_in_memory(mut self, name: impl Into<PathBuf>, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.inputs.push(Input::Memory(name.into(), bytes.into()));
        self
    }

    fn of(inputs: Vec<Input>) -> Self {
        Self {
            inputs,
            how: How::default(),
            selection: Selection::default(),
            atoms: None,
            places: None,
            timestep: None,
        }
    }

    /// The format of all files, instead of the one that each is recognised by.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.how.format = Some(format);
        self
    }

    /// Which frames.
    #[must_use]
    pub fn frames(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// Which atoms: without this, [`Atoms::InAllFrames`] for tracks and [`Atoms::Same`] for all others.
    #[must_use]
    pub fn atoms(mut self, atoms: Atoms) -> Self {
        self.atoms = Some(atoms);
        self
    }

    /// Space or plane, where the file does not say it: without this, plane where there is no z, else space.
    #[must_use]
    pub fn dimension(mut self, dimension: Dimension) -> Self {
        self.how.dimension = Some(dimension);
        self
    }

    /// What the positions shall be: put back into the cell, or followed as far as the atoms go. Without this, they
    /// are what the file holds.
    #[must_use]
    pub fn places(mut self, places: Places) -> Self {
        self.places = Some(places);
        self
    }

    /// The time between one step and the next, in the file's unit: frames that tell no time get this times their
    /// step.
    #[must_use]
    pub fn timestep(mut self, timestep: f64) -> Self {
        self.timestep = Some(timestep);
        self
    }

    /// The style of the atoms of data files of LAMMPS that do not name it.
    #[must_use]
    pub fn atom_style(mut self, style: AtomStyle) -> Self {
        self.how.atom_style = Some(style);
        self
    }

    /// The names of the columns of tables of tracks, where they are not those of trackpy.
    #[must_use]
    pub fn track_columns(mut self, columns: TrackColumns) -> Self {
        self.how.tracks = columns;
        self
    }

    /// Leaves velocities or forces out, which saves their time.
    #[must_use]
    pub fn without(mut self, quantity: Quantity) -> Self {
        self.how.without.push(quantity);
        self
    }

    /// Opens the files and reads the first frame, so that a question that cannot be answered fails here.
    ///
    /// # Errors
    /// When an option lies outside its domain, there is no file or no frame, or the first one cannot be read.
    pub fn open(&self) -> Result<Stream> {
        self.check()?;
        Stream::open(self)
    }

    fn check(&self) -> Result<()> {
        let Selection { first, last, every } = self.selection;
        if every == 0 {
            return Err(Error::Domain {
                name: "every",
                value: 0.0,
                domain: "at least 1",
            });
        }
        if let Some(last) = last.filter(|last| *last < first) {
            return Err(Error::Domain {
                name: "last",
                value: last as f64,
                domain: "not before the first frame",
            });
        }
        let wrong = |step: &f64| !(step.is_finite() && *step > 0.0);
        if let Some(value) = self.timestep.filter(wrong) {
            return Err(Error::Domain {
                name: "timestep",
                value,
                domain: "positive and finite",
            });
        }
        Ok(())
    }
}
