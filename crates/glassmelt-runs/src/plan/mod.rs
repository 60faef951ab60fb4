//! What a run file means: a plan of plain numbers, in the unit of energy of the dipole and in hard cores a.

mod check;
mod options;
mod places_file;
mod population;
mod sites;
mod units;

use std::path::{Path, PathBuf};

use glassmelt::fugacity::fugacity_squared;
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::random::Seed;
use glassmelt_rotors::{Boundary, Cell, Core, Phase};
use glassmelt_study::Document;
use serde::Serialize;

use crate::error::Result;
use crate::file::{DynamicsKind, Method, RunFile, SamplerKind};
pub use sites::{Places, Sites};

/// A run, checked: everything that its engine needs.
///
/// Energies are in the unit of the dipole (eV in laboratory units), lengths in hard cores a, moduli in that
/// energy over a^3.
#[derive(Debug, Clone, PartialEq)]
pub struct RunPlan {
    /// The elastic medium.
    pub medium: Medium,
    /// The dipole that each rotor carries where it is not turned.
    pub dipole: SymmetricTensor,
    /// Where the rotors are.
    pub sites: Sites,
    /// The couplings, in the order of the file.
    pub couplings: Vec<Coupling>,
    /// How long the run is.
    pub schedule: Schedule,
    /// How rotors move.
    pub sampler: SamplerPlan,
    /// What holds the medium at large.
    pub boundary: Boundary,
    /// How the elastic energy is summed.
    pub field: FieldPlan,
    /// What is looked at.
    pub look: LookPlan,
    /// Motion in time, if it is asked for.
    pub dynamics: Option<DynamicsPlan>,
    /// Rotors that come and go, if they are asked for.
    pub population: Option<PopulationPlan>,
    /// The units in the laboratory, where the file tells them.
    pub scale: RunScale,
}

/// One coupling, and the temperature that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coupling {
    /// `X0 = P0^2/(8 pi mu k_B T a^3)`.
    pub x0: f64,
    /// `k_B T` in the unit of energy.
    pub kt: f64,
    /// T in K, where the units are told.
    pub temperature_k: Option<f64>,
}

/// How long a run is, in sweeps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// Sweeps before anything is measured.
    pub thermalize: u64,
    /// Sweeps to measure.
    pub measure: u64,
    /// Sweeps from one look to the next.
    pub every: u64,
    /// Independent sets of places.
    pub samples: u32,
    /// The seed of all random numbers but the places.
    pub seed: Seed,
    /// Seconds between checkpoints.
    pub checkpoint_seconds: f64,
}

impl Schedule {
    /// Sweeps of one walker in all.
    pub(crate) fn each(&self) -> u64 {
        self.thermalize + self.measure
    }

    /// The block of a walker that has done so many sweeps: its phase and how many sweeps it has. None is partly
    /// in both phases.
    pub(crate) fn block(&self, done: u64) -> (Phase, u64) {
        let (phase, last) = if done < self.thermalize {
            (Phase::Thermalize, self.thermalize)
        } else {
            (Phase::Measure, self.each())
        };
        (phase, self.every.min(last.saturating_sub(done)))
    }

    /// Whether a block ends after so many sweeps, or the first begins.
    pub(crate) fn ends_block(&self, done: u64) -> bool {
        let in_phase = match done.checked_sub(self.thermalize) {
            Some(measured) => measured,
            None => done,
        };
        done == self.each() || (done < self.each() && in_phase.is_multiple_of(self.every))
    }
}

/// How rotors move; what a kind does not know is as if it were not there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SamplerPlan {
    /// Kind of moves.
    pub kind: SamplerKind,
    /// Length of a trajectory (hybrid).
    pub length: f64,
    /// First stride (hybrid, metropolis).
    pub stride: f64,
    /// The acceptance to which the stride is tuned (hybrid, metropolis).
    pub acceptance: f64,
    /// Whether neighbours in coupling exchange their rotors.
    pub exchange: Exchange,
}

/// Whether neighbours in coupling exchange their rotors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// They do.
    Neighbours,
    /// Each coupling keeps its own.
    None,
}

/// How the elastic energy is summed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldPlan {
    /// The way; [`Method::Auto`] leaves it to the engine.
    pub method: Method,
    /// Relative accuracy of strains.
    pub accuracy: f64,
    /// What a dipole is near its own centre.
    pub core: Core,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct LookPlan {
    /// Largest index of a wave vector; zero for none.
    pub waves: u32,
    /// Radii of spheres, in hard cores.
    pub radii: Vec<f64>,
    /// Sweeps from one frame of the trajectory to the next, if there is one.
    pub frames: Option<u64>,
}

/// Motion in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DynamicsPlan {
    /// Kind of motion.
    pub kind: DynamicsKind,
    /// One step of time.
    pub time_step: f64,
    /// How many steps.
    pub steps: u64,
    /// Steps from one look to the next.
    pub every: u64,
}

/// Rotors that come and go with `y^2 = y0^2 (1 + n' exp(-2 E_d/k_B T))`, Eq. 11.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PopulationPlan {
    /// Fugacity at T = 0.
    pub y0: f64,
    /// Weight n'.
    pub n_prime: f64,
    /// `E_d` in the unit of energy.
    pub e_d: f64,
}

impl PopulationPlan {
    /// The activity z of a rotor at the thermal energy `kt`: per site of a lattice or per a^3, y of Eq. 11.
    ///
    /// # Errors
    /// When the numbers are outside their domains.
    pub fn activity(&self, kt: f64) -> Result<f64> {
        Ok(fugacity_squared(self.y0, self.n_prime, self.e_d, kt)?.sqrt())
    }
}

/// The units of a plan in the laboratory.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct RunScale {
    /// The unit of energy over `k_B`, K, where it is told.
    pub energy_k: Option<f64>,
    /// The hard core a, nm, where it is told.
    pub a_nm: Option<f64>,
}

/// Where a file of places lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlacesAt {
    /// As the run file says, seen from this folder.
    Beside(PathBuf),
    /// The copy in this folder of a run.
    Folder(PathBuf),
}

impl PlacesAt {
    /// The file of this name in the run file.
    fn file(&self, name: &Path) -> PathBuf {
        match self {
            Self::Beside(folder) => folder.join(name),
            Self::Folder(folder) => Self::copy_in(folder, name),
        }
    }

    /// Where the folder of a run keeps its copy of a file of places.
    pub(crate) fn copy_in(folder: &Path, file: &Path) -> PathBuf {
        let ending = file.extension().unwrap_or_default();
        folder.join("places").with_extension(ending)
    }
}

impl RunPlan {
    /// Reads a run file.
    ///
    /// # Errors
    /// When it or its file of places cannot be read or understood, or a number is out of its domain.
    pub fn read(path: &Path) -> Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::of(&Document::read(path)?, &PlacesAt::Beside(folder.into()))
    }

    /// The plan of a document, with its file of places `at` its place.
    ///
    /// # Errors
    /// As for [`RunPlan::read`].
    pub fn of(document: &Document, at: &PlacesAt) -> Result<Self> {
        let file: RunFile = document.parse(&crate::schema::run())?;
        check::plan(&file, document, at)
    }

    /// The places of one sample, from zero; the same whenever they are asked for.
    ///
    /// # Errors
    /// When the hard cores find no room.
    pub fn places(&self, sample: u32) -> Result<Places> {
        Ok(self.sites.places(sample)?)
    }

    /// The periodic cell.
    pub fn cell(&self) -> &Cell {
        self.sites.cell()
    }

    /// How many rotors there are, at first.
    pub fn count(&self) -> usize {
        self.sites.count()
    }
}
