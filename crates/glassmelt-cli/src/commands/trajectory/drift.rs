//! Which motion of all atoms together is taken from each, and the masses that it takes.

use std::path::{Path, PathBuf};

use glassmelt_trajectory::dynamics::Drift;
use glassmelt_trajectory::{Error, Stream, Units, atomic_weight};

use super::source::Source;
use crate::error::Failure;
use crate::screen;

/// What is taken from all displacements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum DriftWord {
    /// The mean motion of all atoms.
    Mean,
    /// The motion of their centre of mass.
    Mass,
    /// Nothing.
    Keep,
}

/// Masses as they are given.
#[derive(Debug, Clone)]
enum Masses {
    Given(Vec<(String, f64)>),
    In(PathBuf),
}

/// The drift of all atoms.
#[derive(Debug, clap::Args)]
pub(super) struct DriftArguments {
    /// What is taken from all displacements: the mean motion of all atoms, that of their centre of mass, or nothing.
    #[arg(long, value_enum, default_value_t = DriftWord::Mean)]
    drift: DriftWord,
    /// Masses for --drift mass, as Si=28.085,O=15.999, or a LAMMPS data file that tells them; without it, those of a data file among the files, and of species that are named as elements.
    #[arg(long, value_name = "MASSES", value_parser = masses)]
    masses: Option<Masses>,
    /// The same as --drift keep.
    #[arg(long, hide = true, conflicts_with = "drift")]
    keep_drift: bool,
}

fn masses(text: &str) -> Result<Masses, String> {
    if Path::new(text).exists() {
        return Ok(Masses::In(text.into()));
    }
    let pair = |pair: &str| {
        let (name, mass) = pair.split_once('=')?;
        let mass = crate::value::positive(mass).ok()?;
        Some((name.trim().to_owned(), mass))
    };
    let pairs: Option<Vec<_>> = text.split(',').map(pair).collect();
    pairs.map(Masses::Given).ok_or_else(|| {
        "expected positive masses such as Si=28.085,O=15.999, or a data file that is there"
            .to_owned()
    })
}

impl DriftArguments {
    /// What is taken away, for atoms of these species.
    pub(super) fn drift(
        &self,
        source: &Source,
        stream: &Stream,
        species: &[String],
    ) -> Result<Drift, Failure> {
        match self.drift {
            _ if self.keep_drift => Ok(Drift::Kept),
            DriftWord::Mass => self
                .masses(source, stream, species)
                .map(Drift::CentreOfMass),
            _ if self.masses.is_some() => Err(Failure::Question(
                "--masses are those of a centre of mass; expected --drift mass beside them"
                    .to_owned(),
            )),
            DriftWord::Mean => Ok(Drift::Mean),
            DriftWord::Keep => Ok(Drift::Kept),
        }
    }

    /// Those that are given, then those of the files; elements stand for themselves where units are not reduced.
    fn masses(
        &self,
        source: &Source,
        stream: &Stream,
        species: &[String],
    ) -> Result<Vec<(String, f64)>, Failure> {
        let one = ["1".to_owned()];
        let species = if species.is_empty() { &one } else { species };
        let mut known = match &self.masses {
            Some(Masses::Given(given)) => {
                check_names(given, species)?;
                given.clone()
            }
            Some(Masses::In(path)) => source.masses_in(path)?,
            None => Vec::new(),
        };
        known.extend_from_slice(stream.masses());
        if source.units() != Units::Lj {
            let elements = species.iter();
            known.extend(elements.filter_map(|name| Some((name.clone(), atomic_weight(name)?))));
        }
        let mass = |name: &String| known.iter().find(|(known, _)| known == name).cloned();
        Ok(species.iter().filter_map(mass).collect())
    }
}

/// A mass of a species that is not there is a slip of the pen.
fn check_names(given: &[(String, f64)], species: &[String]) -> Result<(), Failure> {
    match given.iter().find(|(name, _)| !species.contains(name)) {
        None => Ok(()),
        Some((name, _)) => Err(Error::UnknownSpecies {
            name: name.clone(),
            known: species.join(", "),
        }
        .into()),
    }
}

/// What was taken away, in words.
pub(super) fn told(drift: &Drift) -> String {
    match drift {
        Drift::Mean => "less the mean motion of all atoms".to_owned(),
        Drift::Kept => "drift kept".to_owned(),
        Drift::CentreOfMass(masses) => {
            let masses: Vec<String> = masses
                .iter()
                .map(|(name, mass)| format!("{name} = {}", screen::number(*mass)))
                .collect();
            format!(
                "less the motion of the centre of mass (masses {})",
                masses.join(", ")
            )
        }
    }
}
