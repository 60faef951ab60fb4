//! `glassmelt trajectory dynamics`: displacements, scattering, relaxation times, and viscosity from the stress.

use std::path::PathBuf;

use glassmelt::{Layer, Warning};
use glassmelt_report::TrajectoryAnswer;
use glassmelt_trajectory::dynamics::{
    Against, Cage, Clock, Distances, DynamicsAnswer, DynamicsOptions, Motion, Of, Relaxation,
    ShearViscosity, StressColumns, StressConditions, StressSeries, ViscosityAnswer, WaveNumber,
    dynamics, viscosity,
};
use glassmelt_trajectory::{Ending, Frame, Frames, Places, Quantity};
use serde::Serialize;

use super::drift;
use super::source::{Source, Told, conclude, cut_short, report};
use super::text::{estimates, head, in_both, number};
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::folder::{Folder, written_line};
use crate::progress::Part;
use crate::screen::{Column, NONE, table, width, wrapped};
use crate::value;

/// Displacements, the self-intermediate scattering function, relaxation times; viscosity where stress is given.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  glassmelt trajectory dynamics burst.lammpstrj far.lammpstrj --units lj --timestep 0.005 --temperature 0.6 --stress stress.txt"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The temperature, for a viscosity: in K, reduced for --units lj.
    #[arg(long, value_parser = value::positive)]
    temperature: Option<f64>,
    /// The wave number, in radians over the unit of length; by default the first peak of S(k).
    #[arg(long, value_parser = value::positive)]
    k: Option<f64>,
    #[command(flatten)]
    drift: drift::DriftArguments,
    /// Distributions of the distances that atoms have come, at the lags nearest to these, such as 0.1,10; a report has one a decade by default.
    #[arg(long, value_name = "LAGS", value_delimiter = ',', value_parser = value::positive)]
    van_hove: Vec<f64>,
    /// Motion as seen from the cage of neighbours too.
    #[arg(long)]
    cage: bool,
    /// Out to where atoms are neighbours, for the cage; by default to the first minimum of g(r).
    #[arg(long, value_parser = value::positive, requires = "cage")]
    cutoff: Option<f64>,
    /// A series of stress: what `fix ave/time` of LAMMPS writes, or CSV.
    #[arg(long, value_name = "FILE", requires = "temperature")]
    stress: Option<PathBuf>,
    /// Names of the columns of the stress as xx,yy,zz,xy,xz,yz, where they do not speak for themselves.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "stress")]
    stress_columns: Vec<String>,
    /// The longest lag of the stress, a time; by default an eighth of the series.
    #[arg(long, value_parser = value::positive, requires = "stress")]
    longest: Option<f64>,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    layer: Layer,
    #[serde(flatten)]
    told: &'a Told,
    temperature: Option<f64>,
    dynamics: &'a DynamicsAnswer,
    viscosity: Option<&'a ViscosityAnswer>,
    warnings: Vec<Warning>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let source = &arguments.source;
    arguments.folder.check()?;
    let columns = stress_names(&arguments.stress_columns)?;
    let trajectory = source
        .trajectory()
        .places(Places::Unwrapped)
        .without(Quantity::Velocities)
        .without(Quantity::Forces);
    let mut stream = trajectory.open()?;
    let told = source.told(&stream);
    let mut first = Frame::empty();
    trajectory.open()?.next_into(&mut first)?;
    let clock = source.timestep().map_or(Clock::Frames, Clock::Step);
    let options = DynamicsOptions {
        cage: match (arguments.cage, arguments.cutoff) {
            (false, _) => Cage::Ignored,
            (true, None) => Cage::FirstShell,
            (true, Some(cutoff)) => Cage::Within(cutoff),
        },
        drift: arguments.drift.drift(source, &stream, &first.species)?,
        distances: match (arguments.van_hove.as_slice(), &arguments.folder.out) {
            ([], None) => Distances::Unasked,
            ([], Some(_)) => Distances::EachDecade,
            (lags, _) => Distances::At(lags.to_vec()),
        },
        wave_number: arguments.k.map_or(WaveNumber::FirstPeak, WaveNumber::Given),
        ..DynamicsOptions::new(clock)
    };
    // Before the long passes: what is wrong with it is told at once.
    if arguments.stress.is_some() && first.cell.is_none() {
        return Err(without_cell());
    }
    let series = match &arguments.stress {
        Some(path) => Some(StressSeries::read(
            path,
            &StressColumns {
                names: columns,
                clock,
                dimension: stream.dimension(),
                units: source.units(),
            },
        )?),
        None => None,
    };
    let bar = Part::new("motion")?;
    let outcome = dynamics(&mut stream, &options, &mut |part| bar.watch(part))?;
    drop(bar);
    let viscosity = match (&series, arguments.temperature) {
        (Some(series), Some(temperature)) => {
            let conditions = StressConditions {
                volume: outcome.answer.volume.ok_or_else(without_cell)?.mean,
                kt: source.thermal_energy(temperature),
            };
            Some(viscosity(series, conditions, arguments.longest)?)
        }
        _ => None,
    };
    let broken_series = series.and_then(|series| series.broken);
    let ending = match (outcome.ending, broken_series) {
        (Ending::Whole, Some(error)) => Ending::Broken(error),
        (ending, _) => ending,
    };
    let mut warnings = outcome.answer.warnings.clone();
    warnings.extend(viscosity.iter().flat_map(|answer| answer.warnings.clone()));
    warnings.extend(stream.warnings());
    warnings.extend(cut_short(&ending));
    let answer = Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        temperature: arguments.temperature,
        dynamics: &outcome.answer,
        viscosity: viscosity.as_ref(),
        told: &told,
        warnings,
    };
    let words = source.words(&stream, &first.species, &answer.warnings);
    let meta = source.meta();
    let written = report(
        &arguments.folder,
        (
            TrajectoryAnswer::Dynamics {
                motion: &outcome.answer,
                viscosity: viscosity.as_ref(),
            },
            &words,
            &meta,
        ),
        &answer,
    )?;
    print(arguments.form, &answer, |answer| {
        text(answer) + "\n" + &written_line(&written)
    })?;
    conclude(ending)
}

fn without_cell() -> Failure {
    Failure::Question(
        "the frames have no cell, whose volume a viscosity needs; expected a trajectory with one"
            .to_owned(),
    )
}

fn stress_names(names: &[String]) -> Result<Option<[String; 6]>, Failure> {
    if names.is_empty() {
        return Ok(None);
    }
    let six = <[String; 6]>::try_from(names.to_vec());
    six.map(Some).map_err(|names| {
        Failure::Question(format!(
            "--stress-columns has {} names; expected six, xx,yy,zz,xy,xz,yz",
            names.len()
        ))
    })
}

fn text(answer: &Answer) -> String {
    let (told, all) = (answer.told, answer.dynamics);
    let (time, length) = (told.units.time, told.units.length);
    let mut parts = vec![format!(
        "{}\n{}",
        head(told),
        wrapped(
            &format!(
                "{} frames over {} {time}; k = {} /{length}; {}",
                all.frames,
                crate::screen::number(all.duration),
                crate::screen::number(all.wave_number),
                drift::told(&all.drift)
            ),
            "",
            "",
            width()
        )
    )];
    parts.push(format!(
        "Relaxation, times in {time}\n{}",
        relaxation(&all.motions)
    ));
    if let Some(motion) = all.motion(&Of::All, Against::Space) {
        parts.push(format!("All atoms\n{}", curves(motion)));
    }
    parts.extend(answer.viscosity.map(|found| viscosity_text(found, told)));
    parts.join("\n\n") + "\n" + &warning_list(&answer.warnings)
}

fn viscosity_text(found: &ViscosityAnswer, told: &Told) -> String {
    let names = &told.units;
    let unit = format!("{} {}", names.modulus, names.time);
    let pascals = names.modulus_in_gigapascals.map(|size| (size, "GPa"));
    let seconds = names.viscosity_in_pascal_seconds.map(|size| (size, "Pa s"));
    let viscosity = |value| in_both(value, &unit, seconds);
    let modulus = in_both(&found.infinite_frequency_modulus, names.modulus, pascals);
    let verdict = match &found.viscosity {
        ShearViscosity::Measured {
            eta,
            upper_limit,
            helfand,
            ..
        } => format!(
            "Viscosity {} by Green and Kubo up to t = {} {}; by Helfand {}",
            viscosity(eta),
            crate::screen::number(*upper_limit),
            names.time,
            viscosity(helfand)
        ),
        ShearViscosity::NotDecayed {
            until,
            left,
            so_far,
        } => format!(
            "No viscosity: after {} {} a part of {} of the stress is left; the integral is {} so far",
            crate::screen::number(*until),
            names.time,
            number(left),
            viscosity(so_far)
        ),
    };
    [format!("Modulus at infinite frequency {modulus}"), verdict]
        .map(|sentence| wrapped(&sentence, "", "  ", width()))
        .join("\n")
}

fn relaxation(motions: &[Motion]) -> String {
    let names = motions.iter().map(|motion| match &motion.of {
        Of::All => "all".to_owned(),
        Of::Species(name) => name.clone(),
    });
    let against = motions.iter().map(|motion| match motion.against {
        Against::Space => "space".to_owned(),
        Against::Cage => "cage".to_owned(),
    });
    let tau = motions.iter().map(|motion| match &motion.relaxation {
        Relaxation::Reached { tau } => number(tau),
        Relaxation::NotReached { longer_than, .. } => {
            format!("> {}", crate::screen::number(*longer_than))
        }
        Relaxation::TooFast { shorter_than } => {
            format!("< {}", crate::screen::number(*shorter_than))
        }
    });
    let stretched = |of: fn(&glassmelt_trajectory::dynamics::Stretched) -> &glassmelt::Estimate| {
        motions
            .iter()
            .map(move |motion| motion.stretched.as_ref().map(of))
    };
    table(&[
        Column::words("atoms", names.collect()),
        Column::words("against", against.collect()),
        Column::numbers(
            "number",
            motions
                .iter()
                .map(|motion| motion.atoms.to_string())
                .collect(),
        ),
        Column::numbers("tau_alpha", tau.collect()),
        estimates("stretched tau", stretched(|fit| &fit.tau)),
        estimates("beta", stretched(|fit| &fit.beta)),
        estimates("plateau", stretched(|fit| &fit.plateau)),
    ])
}

/// At most so many rows on the screen; all of them are in the JSON.
const ROWS: usize = 20;

fn curves(motion: &Motion) -> String {
    let every = motion.points.len().div_ceil(ROWS).max(1);
    let points: Vec<_> = motion.points.iter().step_by(every).collect();
    let times: Vec<f64> = points.iter().map(|point| point.time).collect();
    let time = times
        .iter()
        .map(|time| crate::screen::number(*time))
        .collect();
    let gaussian = points.iter().map(|point| point.non_gaussian.as_ref());
    if points.is_empty() {
        return NONE.to_owned();
    }
    table(&[
        Column::numbers("t", time),
        estimates("<r^2>", points.iter().map(|point| Some(&point.msd))),
        estimates("alpha2", gaussian),
        estimates(
            "F_s(k, t)",
            points.iter().map(|point| Some(&point.scattering)),
        ),
    ])
}
