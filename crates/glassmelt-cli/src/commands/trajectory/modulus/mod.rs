//! `glassmelt trajectory modulus`: mu(q, t) from displacements, and from the stress where a potential is given.

mod text;

use std::path::PathBuf;

use glassmelt::{Layer, Warning};
use glassmelt_report::{FurtherNumber, TrajectoryAnswer};
use glassmelt_trajectory::modulus::stress::{StressAnswer, StressQuestion, Tensor, stress_modulus};
use glassmelt_trajectory::modulus::{
    CorrelationLength, ModulusAnswer, Question, ShellModulus, WaveChoice, Windows, modulus,
};
use glassmelt_trajectory::{Ending, Error, Places, Quantity};
use serde::Serialize;

use super::source::{Source, Told, conclude, cut_short, first_of, potential, report};
use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::folder::{Folder, written_line};
use crate::progress::Part;
use crate::value;

/// The shear modulus against wavelength and observation time, from how atoms shake about their mean positions.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  glassmelt trajectory modulus glass.lammpstrj --units lj --temperature 0.3 --potential examples/potentials/kob-andersen.toml"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The temperature: in K, reduced for --units lj.
    #[arg(long, value_parser = value::positive)]
    temperature: f64,
    /// How many shells of wave vectors, from the smallest on.
    #[arg(long, default_value_t = 12)]
    shells: usize,
    /// All wave vectors up to this length instead, in radians over the unit of length.
    #[arg(long, value_parser = value::positive, conflicts_with = "shells")]
    q_max: Option<f64>,
    /// Observation times, as numbers of frames such as 10,100,1000; by default 16, 32, 64 ... and all.
    #[arg(long, value_delimiter = ',', value_name = "FRAMES")]
    windows: Vec<usize>,
    /// A pair potential: the modulus from the fluctuations of the stress too.
    #[arg(long, value_name = "FILE")]
    potential: Option<PathBuf>,
    /// All elastic constants from the stress, not only moduli.
    #[arg(long, requires = "potential")]
    constants: bool,
    /// The modulus that counts as bare, for a correlation length: in energy per volume of the files, as eV/A^3 for metal.
    #[arg(long, value_parser = value::positive)]
    mu0: Option<f64>,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    form: Form,
}

/// The keys of the JSON.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    layer: Layer,
    #[serde(flatten)]
    told: &'a Told,
    temperature: f64,
    /// The longest window.
    modulus: &'a [ShellModulus],
    /// All windows.
    displacements: &'a ModulusAnswer,
    stress: Option<&'a StressAnswer>,
    correlation_length: Option<CorrelationLength>,
    warnings: Vec<Warning>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let source = &arguments.source;
    arguments.folder.check()?;
    let potential = arguments.potential.as_deref().map(potential).transpose()?;
    let trajectory = source
        .trajectory()
        .places(Places::Unwrapped)
        .without(Quantity::Velocities)
        .without(Quantity::Forces);
    let mut stream = trajectory.open()?;
    let told = source.told(&stream);
    let thermal_energy = source.thermal_energy(arguments.temperature);
    let windows = if arguments.windows.is_empty() {
        Windows::PowersOfTwo
    } else {
        Windows::Lengths(arguments.windows.clone())
    };
    let question = Question {
        waves: arguments
            .q_max
            .map_or(WaveChoice::Shells(arguments.shells), WaveChoice::UpTo),
        windows: windows.clone(),
        cell: source.field()?,
        ..Question::new(thermal_energy)
    };
    let bar = Part::new("displacements")?;
    let outcome = modulus(&stream, &question, &mut |part| bar.watch(part))?;
    drop(bar);
    let displacements = outcome.answer;
    let mut ending = outcome.ending;
    let mut stress = None;
    if let Some(potential) = potential.filter(|_| ending != Ending::Cancelled) {
        let question = StressQuestion {
            potential,
            thermal_energy,
            windows,
            tensor: if arguments.constants {
                Tensor::All
            } else {
                Tensor::Skip
            },
        };
        let bar = Part::again("stress");
        match stress_modulus(&mut stream, &question, &mut |part| bar.watch(part)) {
            Ok(outcome) => {
                stress = Some(outcome.answer);
                ending = first_of(ending, outcome.ending);
            }
            Err(error @ Error::UnknownSpecies { .. }) => return Err(error.into()),
            // The displacements have been answered.
            Err(error) => ending = first_of(ending, Ending::Broken(error)),
        }
    }
    let longest = displacements.longest();
    let length = arguments.mu0.zip(longest);
    let answer = Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        temperature: arguments.temperature,
        modulus: longest.map_or(&[], |window| &window.shells),
        stress: stress.as_ref(),
        correlation_length: length.map(|(mu0, window)| window.correlation_length(mu0)),
        warnings: warnings(&displacements, stress.as_ref(), stream.warnings(), &ending),
        displacements: &displacements,
        told: &told,
    };
    let mut words = source.words(&stream, &[], &answer.warnings);
    let xi = answer
        .correlation_length
        .as_ref()
        .and_then(|length| length.xi);
    words.further.extend(xi.map(|value| FurtherNumber {
        name: "Correlation length",
        symbol: "ξ",
        value,
        unit: words.length.clone(),
        note: "from the fall of mu_0/mu(q) - 1 with q".to_owned(),
    }));
    let meta = source.meta();
    let written = report(
        &arguments.folder,
        (
            TrajectoryAnswer::Modulus {
                displacements: &displacements,
                stress: stress.as_ref(),
            },
            &words,
            &meta,
        ),
        &answer,
    )?;
    print(arguments.form, &answer, |answer| {
        text::text(answer) + "\n" + &written_line(&written)
    })?;
    conclude(ending)
}

fn warnings(
    displacements: &ModulusAnswer,
    stress: Option<&StressAnswer>,
    of_stream: Vec<Warning>,
    ending: &Ending,
) -> Vec<Warning> {
    let of_stress = stress.map_or(&[][..], |stress| &stress.warnings);
    let mut all = displacements.warnings.clone();
    all.extend_from_slice(of_stress);
    all.extend(of_stream);
    all.extend(cut_short(ending));
    all
}
