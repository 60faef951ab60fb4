//! Somebody's atoms: moduli, local strain, motion, rigid units, with the keys of the command line's JSON.

use std::path::PathBuf;

use glassmelt::{Estimate, Layer, Warning};
use glassmelt_report::{
    ReportMeta, TrajectoryAnswer, TrajectoryWords, write_files, write_trajectory_report,
};
use glassmelt_trajectory::dynamics::{
    Cage, Clock, Drift, DynamicsOptions, StressColumns, StressConditions, StressSeries, WaveNumber,
    dynamics as dynamics_of, viscosity,
};
use glassmelt_trajectory::local::{
    CellChange, Compared, LocalFit, LocalQuestion, Plane, Shells, local as local_of,
};
use glassmelt_trajectory::modulus::stress::{StressQuestion, Tensor, stress_modulus};
use glassmelt_trajectory::modulus::{Question, WaveChoice, Windows, modulus as modulus_of};
use glassmelt_trajectory::potential::Potential;
use glassmelt_trajectory::rigid::{
    Forces, Mobile, Stiff, UnitsBy, UnitsQuestion, units as units_of,
};
use glassmelt_trajectory::{
    Description, Dimension, Ending, Error, Frame, Frames, Places, Quantity, Result, Selection,
    Stream, Trajectory, Units, first_shell,
};
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use crate::errors::{raise, told};
use crate::files;
use crate::json::{VERSION, text};
use crate::numbers::array;
use crate::threads::{Talk, Told, watched};

/// Which atoms: files, or the bytes of one in memory; units and frames.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    files: Vec<PathBuf>,
    units: Units,
    timestep: Option<f64>,
    dimensions: Option<u8>,
    first: u64,
    last: Option<u64>,
    every: u64,
    out: Option<PathBuf>,
    png: bool,
}

impl Source {
    fn trajectory(&self, memory: Option<Vec<u8>>) -> Trajectory {
        let trajectory = match memory {
            Some(bytes) => Trajectory::in_memory("atoms.extxyz", bytes),
            None => Trajectory::new(&self.files),
        };
        let mut trajectory = trajectory.frames(Selection {
            first: self.first,
            last: self.last,
            every: self.every,
        });
        if let Some(count) = self.dimensions {
            let plane = count == 2;
            trajectory = trajectory.dimension(if plane {
                Dimension::Two
            } else {
                Dimension::Three
            });
        }
        match self.timestep {
            Some(timestep) => trajectory.timestep(timestep),
            None => trajectory,
        }
    }

    fn clock(&self) -> Clock {
        self.timestep.map_or(Clock::Frames, Clock::Step)
    }

    fn thermal_energy(&self, temperature: f64) -> f64 {
        self.units.boltzmann() * temperature
    }

    fn told(&self, stream: &Stream) -> ToldOf {
        let files = self.files.iter().map(|file| file.display().to_string());
        ToldOf {
            files: files.collect(),
            read_as: stream.description().clone(),
            units: UnitNames::of(self.units, stream.dimension()),
        }
    }

    /// The page of an answer and the answer itself, where a folder was asked for.
    fn report(
        &self,
        stream: &Stream,
        (found, species): (TrajectoryAnswer<'_>, &[String]),
        warnings: &[Warning],
        json: &str,
    ) -> std::result::Result<Vec<PathBuf>, glassmelt_report::ReportError> {
        let Some(out) = &self.out else {
            return Ok(Vec::new());
        };
        let title = self
            .files
            .first()
            .map_or_else(|| "atoms".to_owned(), |file| files::file_name(file));
        let meta = ReportMeta {
            data_name: title.clone(),
            title,
            command: "glassmelt.trajectory".to_owned(),
            version: VERSION.to_owned(),
            ..ReportMeta::default()
        };
        let words = TrajectoryWords {
            step: self.timestep,
            species: species.to_vec(),
            reading: stream.description().to_string(),
            warnings: warnings.to_vec(),
            ..TrajectoryWords::of(self.units, stream.dimension())
        };
        let mut written =
            write_trajectory_report(found, &words, &meta, out, files::options(self.png))?;
        let answer = ("answer.json".to_owned(), json.as_bytes().to_vec());
        written.extend(write_files(out, &[answer])?);
        Ok(written)
    }
}

/// What was read, and in which units the numbers are.
#[derive(Debug, Clone, Serialize)]
struct ToldOf {
    files: Vec<String>,
    read_as: Description,
    units: UnitNames,
}

/// The names of units, and what a modulus of one is in gigapascals.
#[derive(Debug, Clone, Copy, Serialize)]
struct UnitNames {
    name: Units,
    length: &'static str,
    time: &'static str,
    energy: &'static str,
    modulus: &'static str,
    modulus_in_gigapascals: Option<f64>,
}

impl UnitNames {
    fn of(units: Units, dimension: Dimension) -> Self {
        let (length, time, energy, plane, space) = match units {
            Units::Lj => (
                "sigma",
                "tau",
                "epsilon",
                "epsilon/sigma^2",
                "epsilon/sigma^3",
            ),
            Units::Metal => ("A", "ps", "eV", "eV/A^2", "eV/A^3"),
            Units::Real => ("A", "fs", "kcal/mol", "kcal/mol/A^2", "kcal/mol/A^3"),
            Units::Si => ("m", "s", "J", "J/m^2", "Pa"),
            Units::Gromacs => ("nm", "ps", "kJ/mol", "kJ/mol/nm^2", "kJ/mol/nm^3"),
        };
        let (modulus, modulus_in_gigapascals) = match dimension {
            Dimension::Two => (plane, None),
            Dimension::Three => (space, units.gigapascals()),
        };
        Self {
            name: units,
            length,
            time,
            energy,
            modulus,
            modulus_in_gigapascals,
        }
    }
}

/// The keys of an answer: what was read, then its own.
#[derive(Serialize)]
struct Answer<'a, T> {
    glassmelt: &'static str,
    layer: Layer,
    #[serde(flatten)]
    told: &'a ToldOf,
    #[serde(flatten)]
    own: T,
    warnings: &'a [Warning],
}

fn json<T: Serialize>(told: &ToldOf, own: T, warnings: &[Warning]) -> PyResult<String> {
    text(&Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        told,
        own,
        warnings,
    })
}

/// A warning where not all frames were read, and the error that ended the reading.
fn cut_short(ending: &Ending) -> Option<Warning> {
    let Ending::Broken(error) = ending else {
        return None;
    };
    let message = format!("The answer is that of the frames before the reading ended: {error}");
    Some(Warning::new("cut_short", message))
}

fn wrong(error: &Error) -> PyErr {
    if let Error::Domain {
        name,
        value,
        domain,
    } = error
    {
        let message = error.to_string();
        return Python::attach(|py| {
            let numbers = vec![
                ("name", crate::errors::object(py, *name)),
                ("value", crate::errors::object(py, *value)),
                ("domain", crate::errors::object(py, *domain)),
            ];
            raise("TrajectoryError", &message, numbers, py)
        });
    }
    told("TrajectoryError")(error)
}

fn question<Q: for<'de> Deserialize<'de>>(text: &str) -> PyResult<Q> {
    serde_json::from_str(text).map_err(|error| told("TrajectoryError")(&error))
}

fn potential(path: Option<&PathBuf>) -> PyResult<Option<Potential>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let text = std::fs::read_to_string(path)?;
    Potential::from_toml(&text, path)
        .map(Some)
        .map_err(|error| wrong(&error))
}

/// Work on a trajectory beside Python: its JSON and the paths of its page.
fn answered<'py>(
    py: Python<'py>,
    progress: &Told<'py>,
    work: impl FnOnce(&Talk) -> Result<PyResult<Whole>> + Send + 'static,
) -> PyResult<Whole> {
    watched(py, progress, work)?.map_err(|error| wrong(&error))?
}

/// The JSON of an answer, and the paths of its page.
type Whole = (String, Vec<String>);

fn whole(
    json: PyResult<String>,
    write: impl FnOnce(&str) -> std::result::Result<Vec<PathBuf>, glassmelt_report::ReportError>,
) -> PyResult<Whole> {
    let json = json?;
    let written = files::written(write(&json))?;
    Ok((json, written))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModulusAsked {
    temperature: f64,
    shells: usize,
    q_max: Option<f64>,
    windows: Option<Vec<usize>>,
    potential: Option<PathBuf>,
    constants: bool,
    mu0: Option<f64>,
}

/// Moduli against wavelength and observation time.
#[pyfunction]
#[pyo3(signature = (source, asked, memory, progress))]
pub(crate) fn trajectory_modulus<'py>(
    py: Python<'py>,
    source: &str,
    asked: &str,
    memory: Option<Vec<u8>>,
    progress: Told<'py>,
) -> PyResult<Whole> {
    let (source, asked): (Source, ModulusAsked) = (question(source)?, question(asked)?);
    let potential = potential(asked.potential.as_ref())?;
    answered(py, &progress, move |talk| {
        let trajectory = source.trajectory(memory).places(Places::Unwrapped);
        let trajectory = trajectory
            .without(Quantity::Velocities)
            .without(Quantity::Forces);
        let mut stream = trajectory.open()?;
        let told = source.told(&stream);
        let thermal_energy = source.thermal_energy(asked.temperature);
        let windows = asked.windows.map_or(Windows::PowersOfTwo, Windows::Lengths);
        let question = Question {
            waves: asked
                .q_max
                .map_or(WaveChoice::Shells(asked.shells), WaveChoice::UpTo),
            windows: windows.clone(),
            ..Question::new(thermal_energy)
        };
        let outcome = modulus_of(&stream, &question, &mut |part| talk.watch(part))?;
        let (displacements, mut ending) = (outcome.answer, outcome.ending);
        let mut stress = None;
        if let Some(potential) = potential {
            let tensor = if asked.constants {
                Tensor::All
            } else {
                Tensor::Skip
            };
            let question = StressQuestion {
                potential,
                thermal_energy,
                windows,
                tensor,
            };
            match stress_modulus(&mut stream, &question, &mut |part| talk.watch(part)) {
                Ok(outcome) => {
                    stress = Some(outcome.answer);
                    ending = if ending == Ending::Whole {
                        outcome.ending
                    } else {
                        ending
                    };
                }
                Err(error @ Error::UnknownSpecies { .. }) => return Err(error),
                Err(error) if ending == Ending::Whole => ending = Ending::Broken(error),
                Err(_) => {}
            }
        }
        let longest = displacements.longest();
        let length = asked.mu0.zip(longest);
        let mut warnings = displacements.warnings.clone();
        warnings.extend(stress.iter().flat_map(|stress| stress.warnings.clone()));
        warnings.extend(stream.warnings());
        warnings.extend(cut_short(&ending));
        let own = serde_json::json!({
            "temperature": asked.temperature,
            "modulus": longest.map_or(&[][..], |window| &window.shells),
            "displacements": &displacements,
            "stress": &stress,
            "correlation_length": length.map(|(mu0, window)| window.correlation_length(mu0)),
        });
        let found = TrajectoryAnswer::Modulus {
            displacements: &displacements,
            stress: stress.as_ref(),
        };
        Ok(whole(json(&told, own, &warnings), |json| {
            source.report(&stream, (found, &[]), &warnings, json)
        }))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LocalAsked {
    cutoff: Option<f64>,
    lag: Option<u64>,
    mobile: Option<f64>,
    plane: String,
    reach: Option<f64>,
    keep_cell_change: bool,
}

/// So many shells a reach that somebody gives.
const SHELLS: usize = 64;

/// Columns of atoms: names, numbers, how many a row.
type AtomColumns<'py> = Vec<(&'static str, Bound<'py, PyAny>)>;

/// Strain, rotation and D2min around each atom; the columns are those of the last frame.
#[pyfunction]
#[pyo3(signature = (source, asked, memory, progress))]
pub(crate) fn trajectory_local<'py>(
    py: Python<'py>,
    source: &str,
    asked: &str,
    memory: Option<Vec<u8>>,
    progress: Told<'py>,
) -> PyResult<(Whole, AtomColumns<'py>)> {
    let (source, asked): (Source, LocalAsked) = (question(source)?, question(asked)?);
    let plane = match asked.plane.as_str() {
        "xy" => Plane::Xy,
        "xz" => Plane::Xz,
        "yz" => Plane::Yz,
        other => return Err(crate::errors::word("plane", other, "xy, xz or yz")),
    };
    let found = watched(py, &progress, move |talk| -> Result<_> {
        let trajectory = source.trajectory(memory);
        let trajectory = trajectory
            .without(Quantity::Velocities)
            .without(Quantity::Forces);
        let mut stream = trajectory.open()?;
        let told = source.told(&stream);
        let change = if asked.keep_cell_change {
            CellChange::Kept
        } else {
            CellChange::Removed
        };
        let shells = asked
            .reach
            .map(|reach| Shells::new(reach, SHELLS))
            .transpose()?;
        let question = LocalQuestion {
            cutoff: asked.cutoff,
            compared: asked.lag.map_or(Compared::WithFirst, Compared::AfterLag),
            mobile: asked.mobile,
            plane,
            shells,
            change,
        };
        let (outcome, last) = local_of(&mut stream, &question, &mut |part| talk.watch(part))?;
        let mut warnings = stream.warnings();
        warnings.extend(cut_short(&outcome.ending));
        let own = serde_json::json!({ "local": &outcome.answer });
        let whole = whole(json(&told, own, &warnings), |json| {
            let found = TrajectoryAnswer::Local(&outcome.answer);
            source.report(&stream, (found, &last.frame.species), &warnings, json)
        });
        Ok((whole, last))
    })?;
    let (whole, last) = found.map_err(|error| wrong(&error))?;
    let count = last.fits.len();
    let scalar = |of: fn(&LocalFit) -> f64| {
        let fits = last.fits.iter();
        let values = fits.map(|fit| fit.as_ref().map_or(f64::NAN, of)).collect();
        array(py, values, &[count])
    };
    let rotation = last.fits.iter().flat_map(|fit| {
        let turned = fit.as_ref().and_then(LocalFit::rotation);
        turned.map_or([f64::NAN; 3], Into::into)
    });
    let places = last
        .frame
        .positions
        .iter()
        .flat_map(|place| [place.x, place.y, place.z]);
    let columns = vec![
        ("d2min", scalar(|fit| fit.d2min)?),
        ("shear_strain", scalar(LocalFit::shear_strain)?),
        ("volumetric_strain", scalar(LocalFit::volumetric_strain)?),
        ("neighbours", scalar(|fit| fit.neighbours.into())?),
        ("rotation", array(py, rotation.collect(), &[count, 3])?),
        ("position", array(py, places.collect(), &[count, 3])?),
    ];
    Ok((whole?, columns))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DynamicsAsked {
    temperature: Option<f64>,
    k: Option<f64>,
    keep_drift: bool,
    cage: bool,
    cutoff: Option<f64>,
    stress: Option<PathBuf>,
    stress_columns: Option<[String; 6]>,
    longest: Option<f64>,
}

/// Displacements, scattering, relaxation times; viscosity where stress is given.
#[pyfunction]
#[pyo3(signature = (source, asked, memory, progress))]
pub(crate) fn trajectory_dynamics<'py>(
    py: Python<'py>,
    source: &str,
    asked: &str,
    memory: Option<Vec<u8>>,
    progress: Told<'py>,
) -> PyResult<Whole> {
    let (source, asked): (Source, DynamicsAsked) = (question(source)?, question(asked)?);
    answered(py, &progress, move |talk| {
        let trajectory = source.trajectory(memory).places(Places::Unwrapped);
        let trajectory = trajectory
            .without(Quantity::Velocities)
            .without(Quantity::Forces);
        let mut stream = trajectory.open()?;
        let told = source.told(&stream);
        let options = DynamicsOptions {
            cage: match (asked.cage, asked.cutoff) {
                (false, _) => Cage::Ignored,
                (true, None) => Cage::FirstShell,
                (true, Some(cutoff)) => Cage::Within(cutoff),
            },
            drift: if asked.keep_drift {
                Drift::Kept
            } else {
                Drift::Mean
            },
            wave_number: asked.k.map_or(WaveNumber::FirstPeak, WaveNumber::Given),
            ..DynamicsOptions::new(source.clock())
        };
        let mut first = Frame::empty();
        trajectory.open()?.next_into(&mut first)?;
        let series = match &asked.stress {
            Some(path) => Some(StressSeries::read(
                path,
                &StressColumns {
                    names: asked.stress_columns,
                    clock: source.clock(),
                    dimension: stream.dimension(),
                    units: source.units,
                },
            )?),
            None => None,
        };
        let outcome = dynamics_of(&mut stream, &options, &mut |part| talk.watch(part))?;
        let flows = match (&series, asked.temperature) {
            (Some(series), Some(temperature)) => {
                let volume = first.extent().ok_or(Error::Missing {
                    missing: "cell",
                    purpose: "a viscosity",
                    remedy: "take a trajectory with one",
                })?;
                let kt = source.thermal_energy(temperature);
                let conditions = StressConditions { volume, kt };
                Some(viscosity(series, conditions, asked.longest)?)
            }
            _ => None,
        };
        let ending = match (outcome.ending, series.and_then(|series| series.broken)) {
            (Ending::Whole, Some(error)) => Ending::Broken(error),
            (ending, _) => ending,
        };
        let mut warnings = outcome.answer.warnings.clone();
        warnings.extend(flows.iter().flat_map(|answer| answer.warnings.clone()));
        warnings.extend(stream.warnings());
        warnings.extend(cut_short(&ending));
        let own = serde_json::json!({
            "temperature": asked.temperature,
            "dynamics": &outcome.answer,
            "viscosity": &flows,
        });
        let found = TrajectoryAnswer::Dynamics {
            motion: &outcome.answer,
            viscosity: flows.as_ref(),
        };
        Ok(whole(json(&told, own, &warnings), |json| {
            source.report(&stream, (found, &first.species), &warnings, json)
        }))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DipolesAsked {
    temperature: Option<f64>,
    cutoff: Option<f64>,
    border: Option<f64>,
    polyhedra: Option<[String; 2]>,
    smallest: usize,
    window: Option<usize>,
    mobile_angle: f64,
    mobile_distance: Option<f64>,
    potential: Option<PathBuf>,
    fit_forces: Option<f64>,
    intervals: usize,
    mu: Option<f64>,
    a: Option<f64>,
}

impl DipolesAsked {
    fn by(&self) -> UnitsBy {
        match self.polyhedra.clone() {
            Some([centre, corner]) => UnitsBy::Polyhedra {
                centre,
                corner,
                smallest: self.smallest,
            },
            None => UnitsBy::Fluctuation {
                stiff: self.border.map_or(Stiff::BestBorder, Stiff::Below),
                smallest: self.smallest,
            },
        }
    }
}

/// Units and their coupling, side by side.
#[derive(Serialize)]
struct UnitsAndCoupling<'a> {
    #[serde(flatten)]
    units_found: &'a glassmelt_trajectory::rigid::UnitsAnswer,
    x0: Option<Estimate>,
}

/// Rigid units, how they turn, which dipoles they carry.
#[pyfunction]
#[pyo3(signature = (source, asked, memory, progress))]
pub(crate) fn trajectory_dipoles<'py>(
    py: Python<'py>,
    source: &str,
    asked: &str,
    memory: Option<Vec<u8>>,
    progress: Told<'py>,
) -> PyResult<Whole> {
    let (source, asked): (Source, DipolesAsked) = (question(source)?, question(asked)?);
    let known = potential(asked.potential.as_ref())?;
    answered(py, &progress, move |talk| {
        let mut trajectory = source.trajectory(memory).places(Places::Unwrapped);
        trajectory = trajectory.without(Quantity::Velocities);
        if asked.fit_forces.is_none() {
            trajectory = trajectory.without(Quantity::Forces);
        }
        let mut stream = trajectory.open()?;
        let told = source.told(&stream);
        let mut first = Frame::empty();
        stream.next_into(&mut first)?;
        let cutoff = asked.cutoff.map_or_else(|| first_shell(&first), Ok)?;
        let question = UnitsQuestion {
            by: asked.by(),
            cutoff: Some(cutoff),
            window: asked.window,
            mobile: Mobile {
                angle: asked.mobile_angle.to_radians(),
                distance: asked.mobile_distance.unwrap_or(cutoff / 3.0),
            },
            forces: match (&known, asked.fit_forces) {
                (Some(potential), _) => Forces::Known(potential),
                (None, Some(cutoff)) => Forces::Fitted {
                    cutoff,
                    intervals: asked.intervals,
                },
                (None, None) => Forces::None,
            },
        };
        let outcome = units_of(&stream, &question, &mut |part| talk.watch(part))?;
        let found = outcome.answer;
        let x0: Option<Estimate> = match (&found.dipoles, asked.mu, asked.a, asked.temperature) {
            (Some(dipoles), Some(mu), Some(a), Some(temperature)) => {
                Some(dipoles.coupling(mu, source.thermal_energy(temperature), a)?)
            }
            _ => None,
        };
        let mut warnings = found.warnings(&question.by);
        warnings.extend(stream.warnings());
        warnings.extend(cut_short(&outcome.ending));
        let own = UnitsAndCoupling {
            units_found: &found,
            x0,
        };
        Ok(whole(json(&told, own, &warnings), |json| {
            source.report(
                &stream,
                (TrajectoryAnswer::Units(&found), &first.species),
                &warnings,
                json,
            )
        }))
    })
}
