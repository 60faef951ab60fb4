//! The stream of a trajectory: files, then the same atoms in the same order, then followed or put back.

use glassmelt::Warning;

use crate::error::{Error, Place, Result};
use crate::files::{Files, Follow};
use crate::frame::{Dimension, Frame, Places};
use crate::frames::Frames;
use crate::read::description::Description;
use crate::read::recognise::Format;
use crate::same_atoms::SameAtoms;
use crate::trajectory::{Atoms, Trajectory};
use crate::unwrapping::Unwrapping;

/// A trajectory that is being read.
pub struct Stream {
    trajectory: Trajectory,
    files: Files,
    atoms: Option<SameAtoms>,
    unwrapping: Option<Unwrapping>,
    description: Description,
    dimension: Dimension,
    /// The frame that was read to open the stream.
    first: Option<Frame>,
    given: u64,
    error: Option<Error>,
}

impl Stream {
    /// Opens a trajectory whose options have been checked.
    pub(crate) fn open(trajectory: &Trajectory) -> Result<Self> {
        let mut stream = Self {
            trajectory: trajectory.clone(),
            files: Files::new(trajectory)?,
            atoms: None,
            unwrapping: None,
            description: Description::new(Format::LammpsDump),
            dimension: Dimension::Three,
            first: None,
            given: 0,
            error: None,
        };
        stream.begin()?;
        Ok(stream)
    }

    fn begin(&mut self) -> Result<()> {
        let mut frame = Frame::empty();
        let found = self.files.next_into(&mut frame, Follow::Selected)?;
        let Some(description) = self.files.description().filter(|_| found.is_some()) else {
            return Err(self.without_frames());
        };
        self.description = description.clone();
        self.dimension = frame.dimension;
        let usual = match description.format {
            Format::Tracks => Atoms::InAllFrames,
            _ => Atoms::Same,
        };
        self.atoms = match self.trajectory.atoms.unwrap_or(usual) {
            Atoms::Same => Some(SameAtoms::of_first(&frame)?),
            Atoms::InAllFrames => Some(SameAtoms::in_all(&mut Files::new(&self.trajectory)?)?),
            Atoms::AsWritten => None,
        };
        // A later file may be wrapped where the first one is not.
        let wrapped = frame.places == Places::Wrapped || self.trajectory.inputs.len() > 1;
        if wrapped && self.trajectory.places == Some(Places::Unwrapped) {
            self.unwrapping = Some(Unwrapping::new());
        }
        self.shape(&mut frame, 0)?;
        self.first = Some(frame);
        Ok(())
    }

    fn without_frames(&self) -> Error {
        let file = self.trajectory.inputs.first();
        let met = self.files.number();
        Error::Malformed {
            file: file
                .map(|input| input.name().to_path_buf())
                .unwrap_or_default(),
            place: Place::Whole,
            found: match (file, met) {
                (None, _) => "no file".to_owned(),
                (Some(_), 0) => "no frame".to_owned(),
                (Some(_), _) => format!("{met} frames, none of which is selected"),
            },
            expected: "a trajectory of at least one frame that is selected".to_owned(),
        }
    }

    /// What is read as what, in the words of the file.
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// Space or plane, as in the first frame.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The masses of species by name that the files read so far tell: those of the first one once the stream is
    /// open. Data files of LAMMPS tell them, in the unit of mass of the file.
    pub fn masses(&self) -> &[(String, f64)] {
        self.files.masses()
    }

    /// How many frames, so far, had the step of the one before and were passed over.
    pub fn repeated_frames(&self) -> u64 {
        self.files.repeated()
    }

    /// How many atoms are left out because not all frames have them.
    pub fn atoms_left_out(&self) -> u64 {
        self.atoms.as_ref().map_or(0, SameAtoms::left_out)
    }

    /// The longest way, so far, that an atom was followed from one frame to the next without image flags, in units
    /// of the smallest height of the cell; none where nothing had to be followed so. Above 1/2, ways are mistaken.
    pub fn largest_step(&self) -> Option<f64> {
        let unwrapping = self.unwrapping.as_ref();
        unwrapping
            .filter(|unwrapping| unwrapping.needs_each_frame())
            .map(Unwrapping::largest_step)
    }

    /// What a reader of results should know of what was read so far.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if let Some(step) = self.largest_step().filter(|step| *step > 0.25) {
            warnings.push(Warning::new(
                "long_steps_between_frames",
                format!(
                    "an atom moved by {step:.2} of the smallest height of the cell from one frame to the next: \
                     above a half, it is followed to the wrong image; write image flags, or frames more often"
                ),
            ));
        }
        match self.repeated_frames() {
            0 => {}
            1 => warnings.push(Warning::new(
                "repeated_frames",
                "1 frame had the step of the frame before it and was passed over",
            )),
            count => warnings.push(Warning::new(
                "repeated_frames",
                format!(
                    "{count} frames had the step of the frame before them and were passed over"
                ),
            )),
        }
        match self.atoms_left_out() {
            0 => {}
            1 => warnings.push(Warning::new(
                "atoms_left_out",
                "1 atom is not in all frames and was left out",
            )),
            count => warnings.push(Warning::new(
                "atoms_left_out",
                format!("{count} atoms are not in all frames and were left out"),
            )),
        }
        warnings
    }

    fn follow(&self) -> Follow {
        match &self.unwrapping {
            Some(unwrapping) if unwrapping.needs_each_frame() => Follow::Between,
            _ => Follow::Selected,
        }
    }

    fn read(&mut self, frame: &mut Frame) -> Result<bool> {
        if let Some(mut first) = self.first.take() {
            std::mem::swap(frame, &mut first);
            return Ok(true);
        }
        while let Some(chosen) = self.files.next_into(frame, self.follow())? {
            let number = self.files.number() - 1;
            self.shape(frame, number)?;
            if chosen {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Brings a frame from the files into the order and to the places that were asked for.
    fn shape(&mut self, frame: &mut Frame, number: u64) -> Result<()> {
        if let Some(atoms) = &mut self.atoms {
            atoms.arrange(frame, number)?;
        }
        if let Some(unwrapping) = &mut self.unwrapping {
            unwrapping.follow(frame)?;
        }
        if self.trajectory.places == Some(Places::Wrapped) {
            wrap(frame);
        }
        Ok(())
    }
}

impl Frames for Stream {
    fn next_into(&mut self, frame: &mut Frame) -> Result<bool> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let read = self.read(frame);
        match &read {
            Ok(true) => self.given += 1,
            Ok(false) => {}
            Err(error) => self.error = Some(error.clone()),
        }
        read
    }

    fn again(&self) -> Result<Box<dyn Frames>> {
        Ok(Box::new(Self::open(&self.trajectory)?))
    }

    fn progress(&self) -> Option<f64> {
        self.files.progress()
    }
}

/// Puts all atoms back into the cell, where there is one.
fn wrap(frame: &mut Frame) {
    if let Some(cell) = &frame.cell {
        for position in &mut frame.positions {
            *position = cell.wrapped(position);
        }
        frame.places = Places::Wrapped;
    }
}
