//! All of the local numbers of a trajectory: each frame against the first one, or window by window.

use std::f64::consts::PI;

use serde::Serialize;

use super::correlation::{DisplacementCorrelation, DisplacementCorrelations};
use super::fit::LocalFit;
use super::follow::CellChange;
use super::imprisonment::{Imprisoned, Imprisonment};
use super::pattern::Plane;
use super::reference::Reference;
use super::shells::Shells;
use super::strain_correlation::{StrainCorrelation, StrainCorrelations};
use super::totals::{LocalMeans, LocalTotals, LogBins};
use super::unit::Unit;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};
use crate::frames::Frames;
use crate::neighbours::first_shell;
use crate::watch::{Outcome, Watch, each_frame};

/// D2min is sorted into bins from this part of the squared cutoff ...
const LOWEST: f64 = 1e-6;
/// ... to this multiple of it.
const HIGHEST: f64 = 1e2;
/// So many bins.
const BINS: usize = 48;
/// An atom is mobile, where nobody says otherwise, from this part of the squared cutoff for each neighbour on: a way
/// of a fifth of the cutoff that no strain explains.
const MOBILE: f64 = 0.04;

/// Which frames are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Each later frame with the first.
    WithFirst,
    /// The first with the last of windows of so many frames more than one: a lag of so many frames, again and again.
    AfterLag(u64),
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalQuestion {
    /// Out to where atoms are neighbours; none: to the first minimum of g(r) of the first frame.
    pub cutoff: Option<f64>,
    /// Which frames are compared.
    pub compared: Compared,
    /// D2min from which an atom counts as mobile; none: 0.04 of the squared cutoff for each of the neighbours that
    /// atoms of the first frame have in the mean.
    pub mobile: Option<f64>,
    /// Which strain is correlated with itself.
    pub plane: Plane,
    /// Out to where, in so many shells; none: eight cutoffs, but not beyond half of the cell, in sixteen shells a
    /// cutoff at most 128.
    pub shells: Option<Shells>,
    /// What is done with a change of the cell.
    pub change: CellChange,
}

impl Default for LocalQuestion {
    fn default() -> Self {
        Self {
            cutoff: None,
            compared: Compared::WithFirst,
            mobile: None,
            plane: Plane::Xy,
            shells: None,
            change: CellChange::Removed,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocalAnswer {
    /// Space or plane.
    pub dimension: Dimension,
    /// How many atoms.
    pub atoms: usize,
    /// Out to where atoms are neighbours.
    pub cutoff: f64,
    /// How many pairs of frames were compared.
    pub compared: u64,
    /// So many frames lie between those of a pair; none where all are compared with the first.
    pub lag: Option<u64>,
    /// What was done with the change of the cell.
    pub change: CellChange,
    /// Steps of the simulation between the frames of a pair, where they are the same for all.
    pub steps: Option<i64>,
    /// Means over atoms.
    pub means: LocalMeans,
    /// Mobile atoms per volume, or area; none without a cell.
    pub mobile_density: Option<f64>,
    /// How displacements that are not affine are correlated.
    pub displacements: DisplacementCorrelations,
    /// How strains are correlated, in the pattern of an elastic dipole too.
    pub strains: StrainCorrelations,
    /// How the shell of each atom turns against the medium around it.
    pub imprisonment: Imprisoned,
}

/// The atoms of the last comparison, for programs that show atoms.
#[derive(Debug, Clone, PartialEq)]
pub struct LastCompared {
    /// The later frame.
    pub frame: Frame,
    /// What happened around each atom since the reference.
    pub fits: Vec<Option<LocalFit>>,
}

/// Strains, rotations and D2min of a trajectory with all their means and correlations.
///
/// # Errors
/// When fewer than two frames can be read, the cutoff cannot be found, or an argument lies outside its domain.
pub fn local(
    frames: &mut dyn Frames,
    question: &LocalQuestion,
    watch: Watch,
) -> Result<(Outcome<LocalAnswer>, LastCompared)> {
    let mut gathering: Option<Gathering> = None;
    let ending = each_frame(frames, (0.0, 1.0), watch, &mut |frame| {
        match &mut gathering {
            None => gathering = Some(Gathering::new(frame, question)?),
            Some(gathering) => gathering.add(frame)?,
        }
        Ok(())
    });
    let answer = gathering.map_or_else(|| Err(too_few(0)), Gathering::finish);
    let outcome = ending.with(answer)?;
    let (answer, last) = outcome.answer;
    let ending = outcome.ending;
    Ok((Outcome { answer, ending }, last))
}

fn too_few(frames: u64) -> Error {
    Error::TooFewFrames {
        frames,
        purpose: "local strain",
        needed: 2,
    }
}

struct Gathering<'a> {
    question: &'a LocalQuestion,
    cutoff: f64,
    /// The first frame of the window, where one has begun.
    window: Option<Window>,
    totals: LocalTotals,
    displacements: DisplacementCorrelation,
    strains: StrainCorrelation,
    imprisonment: Imprisonment,
    steps: Steps,
    extent: Option<f64>,
    last: Option<LastCompared>,
    seen: u64,
}

struct Window {
    step: i64,
    age: u64,
    reference: Reference,
    units: Vec<Unit>,
}

/// More neighbours of an atom than these are a cutoff in a wrong unit.
const CROWD: f64 = 300.0;

/// How many neighbours an atom has, by the density alone.
fn crowd(frame: &Frame, cutoff: f64) -> Option<f64> {
    let sphere = match frame.dimension {
        Dimension::Two => PI * cutoff * cutoff,
        Dimension::Three => 4.0 / 3.0 * PI * cutoff.powi(3),
    };
    Some(sphere * frame.len() as f64 / frame.extent()?)
}

impl Window {
    fn new(frame: &Frame, cutoff: f64) -> Result<Self> {
        if let Some(value) = crowd(frame, cutoff).filter(|count| *count > CROWD) {
            return Err(Error::Domain {
                name: "neighbours of an atom",
                value,
                domain: "at most 300: choose a smaller cutoff",
            });
        }
        let reference = Reference::within(frame, cutoff)?;
        Ok(Self {
            step: frame.step,
            age: 0,
            units: Unit::of_shells(&reference),
            reference,
        })
    }
}

/// Whether the lag is always the same.
#[derive(Debug, Clone, Copy, Default)]
struct Steps {
    lag: Option<i64>,
    uneven: bool,
}

impl Steps {
    fn add(&mut self, lag: i64) {
        self.uneven |= self.lag.is_some_and(|known| known != lag);
        self.lag = Some(lag);
    }
}

impl<'a> Gathering<'a> {
    fn new(frame: &Frame, question: &'a LocalQuestion) -> Result<Self> {
        if question.compared == Compared::AfterLag(0) {
            return Err(Error::Domain {
                name: "lag",
                value: 0.0,
                domain: "at least 1 frame",
            });
        }
        let cutoff = question.cutoff.map_or_else(|| first_shell(frame), Ok)?;
        let window = Window::new(frame, cutoff)?;
        let shells = question.shells.map_or_else(|| shells(frame, cutoff), Ok)?;
        let square = cutoff * cutoff;
        let mobile = question.mobile.unwrap_or_else(|| {
            let neighbours = window.reference.neighbours();
            let links = neighbours.offsets().last().copied().unwrap_or(0) as f64;
            MOBILE * square * links / frame.len().max(1) as f64
        });
        let bins = LogBins::new(LOWEST * square, HIGHEST * square, BINS)?;
        Ok(Self {
            totals: LocalTotals::new(mobile, bins)?,
            displacements: DisplacementCorrelation::new(frame, shells)?,
            strains: StrainCorrelation::new(frame, shells, question.plane)?,
            imprisonment: Imprisonment::new(),
            steps: Steps::default(),
            extent: frame.extent(),
            last: None,
            seen: 1,
            window: Some(window),
            question,
            cutoff,
        })
    }

    fn add(&mut self, frame: &Frame) -> Result<()> {
        self.seen += 1;
        let Some(mut window) = self.window.take() else {
            self.displacements.rebase(frame)?;
            self.strains.rebase(frame)?;
            self.window = Some(Window::new(frame, self.cutoff)?);
            return Ok(());
        };
        window.age += 1;
        match self.question.compared {
            Compared::AfterLag(lag) if window.age < lag => self.window = Some(window),
            Compared::AfterLag(_) => self.compare(&window, frame)?,
            Compared::WithFirst => {
                self.compare(&window, frame)?;
                self.window = Some(window);
            }
        }
        Ok(())
    }

    fn compare(&mut self, window: &Window, frame: &Frame) -> Result<()> {
        let (reference, change) = (&window.reference, self.question.change);
        let fits = reference.fits(frame, change)?;
        self.totals.add(&fits);
        let displacements = reference.displacements(frame, change)?;
        self.displacements.add(&without_drift(displacements))?;
        self.strains.add(&fits)?;
        self.imprisonment
            .add(&reference.turns(&window.units, frame, change)?);
        self.steps.add(frame.step - window.step);
        self.last = Some(LastCompared {
            frame: frame.clone(),
            fits,
        });
        Ok(())
    }

    fn finish(self) -> Result<(LocalAnswer, LastCompared)> {
        let Some(last) = self.last else {
            return Err(too_few(self.seen));
        };
        let means = self.totals.finish()?;
        let atoms = last.frame.len();
        let mobile = means.mobile.mean * means.measured.mean * atoms as f64;
        let answer = LocalAnswer {
            dimension: last.frame.dimension,
            atoms,
            cutoff: self.cutoff,
            compared: means.frames,
            lag: match self.question.compared {
                Compared::WithFirst => None,
                Compared::AfterLag(lag) => Some(lag),
            },
            change: self.question.change,
            steps: self.steps.lag.filter(|_| !self.steps.uneven),
            mobile_density: self.extent.map(|extent| mobile / extent),
            means,
            displacements: self.displacements.finish()?,
            strains: self.strains.finish()?,
            imprisonment: self.imprisonment.finish()?,
        };
        Ok((answer, last))
    }
}

fn without_drift(mut displacements: Vec<nalgebra::Vector3<f64>>) -> Vec<nalgebra::Vector3<f64>> {
    let count = displacements.len().max(1) as f64;
    let drift = displacements.iter().sum::<nalgebra::Vector3<f64>>() / count;
    for u in &mut displacements {
        *u -= drift;
    }
    displacements
}

/// Eight cutoffs, but not beyond half of the smallest height of the cell.
fn shells(frame: &Frame, cutoff: f64) -> Result<Shells> {
    let half = frame.cell.as_ref().map_or(f64::INFINITY, |cell| {
        let heights = &cell.heights()[..frame.dimension.count()];
        0.5 * heights.iter().copied().fold(f64::INFINITY, f64::min)
    });
    let largest = (8.0 * cutoff).min(half);
    // Between 1 and 128.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let count = (16.0 * largest / cutoff).ceil().clamp(1.0, 128.0) as usize;
    Shells::new(largest, count)
}
