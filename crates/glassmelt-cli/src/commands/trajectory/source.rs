//! Which trajectory: files, units, frames; and how its reading ends.

use std::path::{Path, PathBuf};

use glassmelt::Warning;
use glassmelt_report::{
    ReportMeta, TrajectoryAnswer, TrajectoryWords, write_files, write_trajectory_report,
};
use glassmelt_trajectory::dynamics::LaboratoryScale;
use glassmelt_trajectory::potential::Potential;
use glassmelt_trajectory::{
    AtomStyle, Cell, Description, Dimension, Ending, Format, Selection, Stream, TrackColumns,
    Trajectory, Units,
};
use nalgebra::Vector3;
use serde::Serialize;

use crate::answer::VERSION;
use crate::error::Failure;
use crate::folder::{Folder, command_line};
use crate::value;

/// Units by their names in LAMMPS, and those of GROMACS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum UnitsWord {
    /// Reduced: sigma, epsilon, epsilon/k_B.
    Lj,
    /// Angstrom, ps, eV, bar, K.
    Metal,
    /// Angstrom, fs, kcal/mol, atm, K.
    Real,
    /// m, s, J, Pa, K.
    Si,
    /// nm, ps, kJ/mol, bar, K.
    Gromacs,
}

/// Formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FormatWord {
    /// A dump of LAMMPS, as text.
    LammpsDump,
    /// A data file of LAMMPS.
    LammpsData,
    /// Extended XYZ.
    Extxyz,
    /// Plain XYZ.
    Xyz,
    /// A table of tracks.
    Tracks,
    /// DCD.
    Dcd,
    /// XTC.
    Xtc,
    /// TRR.
    Trr,
    /// GSD.
    Gsd,
}

/// Styles of atoms in a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum StyleWord {
    /// id, type, x, y, z.
    Atomic,
    /// id, type, q, x, y, z.
    Charge,
    /// id, molecule, type, x, y, z.
    Molecular,
    /// id, molecule, type, q, x, y, z.
    Full,
}

/// The trajectory and its units.
#[derive(Debug, clap::Args)]
pub(super) struct Source {
    /// Files, in order, read as one trajectory: LAMMPS dump and data, extended and plain XYZ, DCD, XTC, TRR, GSD, tracks as CSV; gzip too.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The units of the files; nothing is guessed.
    #[arg(long, value_enum)]
    units: UnitsWord,
    /// The time of one step, or picture, in the unit of time, where frames do not tell their time.
    #[arg(long, value_parser = value::positive)]
    timestep: Option<f64>,
    /// Space or plane, where the file does not say.
    #[arg(long, value_parser = clap::value_parser!(u8).range(2..=3))]
    dimensions: Option<u8>,
    /// The first frame, counted from zero.
    #[arg(long, default_value_t = 0, value_name = "FRAME")]
    first: u64,
    /// The last frame.
    #[arg(long, value_name = "FRAME")]
    last: Option<u64>,
    /// Each so manieth frame.
    #[arg(long, default_value_t = 1, value_name = "FRAMES")]
    every: u64,
    /// The format, where the content does not tell.
    #[arg(long, value_enum)]
    format: Option<FormatWord>,
    /// The columns of a LAMMPS data file without a comment that names them.
    #[arg(long, value_enum)]
    atom_style: Option<StyleWord>,
    /// Names of the columns of tracks, as frame,particle,x,y or frame,particle,x,y,z.
    #[arg(long, value_name = "NAMES", value_parser = columns)]
    columns: Option<TrackColumns>,
    /// The field of view where frames have no cell, as x,y or x,y,z from the smallest coordinate on; it does not repeat.
    #[arg(long, value_name = "SIDES", value_parser = sides)]
    field: Option<[f64; 3]>,
}

fn columns(text: &str) -> Result<TrackColumns, String> {
    let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
    match names.as_slice() {
        [frame, particle, x, y, rest @ ..] if rest.len() < 2 => Ok(TrackColumns {
            frame: frame.clone(),
            particle: particle.clone(),
            x: x.clone(),
            y: y.clone(),
            z: rest.first().map_or_else(|| "z".to_owned(), Clone::clone),
        }),
        _ => Err("expected four or five names such as frame,particle,x,y".to_owned()),
    }
}

fn sides(text: &str) -> Result<[f64; 3], String> {
    let numbers: Result<Vec<f64>, String> = text.split(',').map(value::positive).collect();
    match numbers.as_deref() {
        Ok([x, y]) => Ok([*x, *y, 1.0]),
        Ok([x, y, z]) => Ok([*x, *y, *z]),
        _ => Err("expected two or three positive numbers such as 120,80".to_owned()),
    }
}

impl Source {
    /// The trajectory as it lies in the files.
    pub(super) fn trajectory(&self) -> Trajectory {
        let selection = Selection {
            first: self.first,
            last: self.last,
            every: self.every,
        };
        let mut trajectory = Trajectory::new(&self.files).frames(selection);
        if let Some(format) = self.format {
            trajectory = trajectory.format(format.into());
        }
        if let Some(style) = self.atom_style {
            trajectory = trajectory.atom_style(style.into());
        }
        if let Some(columns) = &self.columns {
            trajectory = trajectory.track_columns(columns.clone());
        }
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

    pub(super) fn units(&self) -> Units {
        match self.units {
            UnitsWord::Lj => Units::Lj,
            UnitsWord::Metal => Units::Metal,
            UnitsWord::Real => Units::Real,
            UnitsWord::Si => Units::Si,
            UnitsWord::Gromacs => Units::Gromacs,
        }
    }

    /// How long a step lasts, where somebody said it.
    pub(super) fn timestep(&self) -> Option<f64> {
        self.timestep
    }

    /// The masses that a data file of LAMMPS tells.
    pub(super) fn masses_in(&self, path: &Path) -> Result<Vec<(String, f64)>, Failure> {
        let mut file = Trajectory::new([path]).format(Format::LammpsData);
        if let Some(style) = self.atom_style {
            file = file.atom_style(style.into());
        }
        Ok(file.open()?.masses().to_vec())
    }

    /// `k_B T` in the unit of energy.
    pub(super) fn thermal_energy(&self, temperature: f64) -> f64 {
        self.units().boltzmann() * temperature
    }

    /// The cell of frames without one.
    pub(super) fn field(&self) -> Result<Option<Cell>, Failure> {
        let Some(sides) = self.field else {
            return Ok(None);
        };
        let columns = [0, 1, 2].map(|axis| {
            let mut vector = Vector3::zeros();
            vector[axis] = sides[axis];
            vector
        });
        Ok(Some(Cell::new(columns, Vector3::zeros(), [false; 3])?))
    }

    /// What a report says of itself.
    pub(super) fn meta(&self) -> ReportMeta {
        let title = self.title();
        ReportMeta {
            data_name: title.clone(),
            title,
            command: command_line(),
            version: VERSION.to_owned(),
            ..ReportMeta::default()
        }
    }

    /// Units, files and warnings as a report tells them.
    pub(super) fn words(
        &self,
        stream: &Stream,
        species: &[String],
        warnings: &[Warning],
    ) -> TrajectoryWords {
        TrajectoryWords {
            step: self.timestep,
            species: species.to_vec(),
            reading: stream.description().to_string(),
            warnings: warnings.to_vec(),
            ..TrajectoryWords::of(self.units(), stream.dimension())
        }
    }

    /// What the answer says of the files.
    pub(super) fn told(&self, stream: &Stream) -> Told {
        Told {
            files: self
                .files
                .iter()
                .map(|file| file.display().to_string())
                .collect(),
            read_as: stream.description().clone(),
            units: UnitNames::of(self.units(), stream.dimension()),
        }
    }

    /// The name of the first file, and how many more there are.
    fn title(&self) -> String {
        let first = self.files.first().and_then(|file| file.file_name());
        let first = first.map_or_else(String::new, |name| name.to_string_lossy().into());
        match self.files.len() {
            0 | 1 => first,
            more => format!("{first} and {} more", more - 1),
        }
    }
}

/// What was read, and in which units the numbers are.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Told {
    /// The files, in order.
    pub(super) files: Vec<String>,
    /// What was read as what.
    pub(super) read_as: Description,
    /// The units of all numbers.
    pub(super) units: UnitNames,
}

/// The names of units, and what a modulus of one is in gigapascals.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct UnitNames {
    pub(super) name: Units,
    pub(super) length: &'static str,
    pub(super) time: &'static str,
    pub(super) energy: &'static str,
    pub(super) modulus: &'static str,
    /// Of an energy per volume; none in a plane, and for reduced units.
    pub(super) modulus_in_gigapascals: Option<f64>,
    /// Of an energy per volume times a time, the unit of viscosities; none where there are no gigapascals.
    pub(super) viscosity_in_pascal_seconds: Option<f64>,
}

impl UnitNames {
    fn of(units: Units, dimension: Dimension) -> Self {
        let (length, time, energy, [plane, space]) = match units {
            Units::Lj => (
                "sigma",
                "tau",
                "epsilon",
                ["epsilon/sigma^2", "epsilon/sigma^3"],
            ),
            Units::Metal => ("A", "ps", "eV", ["eV/A^2", "eV/A^3"]),
            Units::Real => ("A", "fs", "kcal/mol", ["kcal/mol/A^2", "kcal/mol/A^3"]),
            Units::Si => ("m", "s", "J", ["J/m^2", "Pa"]),
            Units::Gromacs => ("nm", "ps", "kJ/mol", ["kJ/mol/nm^2", "kJ/mol/nm^3"]),
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
            viscosity_in_pascal_seconds: modulus_in_gigapascals
                .and_then(|_| LaboratoryScale::of(units).ok())
                .map(|scale| scale.pascal_seconds),
        }
    }
}

/// The report of an answer in its folder, and the answer itself as answer.json; the paths, the page first, nothing
/// where no folder was asked for.
pub(super) fn report<T: Serialize>(
    folder: &Folder,
    (found, words, meta): (TrajectoryAnswer<'_>, &TrajectoryWords, &ReportMeta),
    answer: &T,
) -> Result<Vec<PathBuf>, Failure> {
    let Some(out) = &folder.out else {
        return Ok(Vec::new());
    };
    let mut written = write_trajectory_report(found, words, meta, out, folder.options())?;
    let json = serde_json::to_string_pretty(answer)?.into_bytes();
    written.extend(write_files(out, &[("answer.json".to_owned(), json)])?);
    Ok(written)
}

/// A pair potential from its file.
pub(super) fn potential(path: &Path) -> Result<Potential, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Question(format!("{}: {error}", path.display())))?;
    Ok(Potential::from_toml(&text, path)?)
}

/// Nothing where all was read; else what to say after the answer of what was.
pub(super) fn conclude(ending: Ending) -> Result<(), Failure> {
    match ending {
        Ending::Whole => Ok(()),
        Ending::Cancelled => Err(Failure::Interrupted(
            "stopped: the answer is that of the frames read until then".to_owned(),
        )),
        Ending::Broken(error) => Err(error.into()),
    }
}

/// What ended the reading first.
pub(super) fn first_of(one: Ending, other: Ending) -> Ending {
    if one == Ending::Whole { other } else { one }
}

/// That the answer is not that of all frames, for those who read only the answer.
pub(super) fn cut_short(ending: &Ending) -> Option<Warning> {
    let reason = match ending {
        Ending::Whole => return None,
        Ending::Cancelled => "somebody stopped the reading".to_owned(),
        Ending::Broken(error) => error.to_string(),
    };
    Some(Warning::new(
        "cut_short",
        format!("The answer is that of the frames before the reading ended: {reason}"),
    ))
}

impl From<FormatWord> for Format {
    fn from(word: FormatWord) -> Self {
        match word {
            FormatWord::LammpsDump => Self::LammpsDump,
            FormatWord::LammpsData => Self::LammpsData,
            FormatWord::Extxyz => Self::Extxyz,
            FormatWord::Xyz => Self::Xyz,
            FormatWord::Tracks => Self::Tracks,
            FormatWord::Dcd => Self::Dcd,
            FormatWord::Xtc => Self::Xtc,
            FormatWord::Trr => Self::Trr,
            FormatWord::Gsd => Self::Gsd,
        }
    }
}

impl From<StyleWord> for AtomStyle {
    fn from(word: StyleWord) -> Self {
        match word {
            StyleWord::Atomic => Self::Atomic,
            StyleWord::Charge => Self::Charge,
            StyleWord::Molecular => Self::Molecular,
            StyleWord::Full => Self::Full,
        }
    }
}
