//! `glassmelt posterior`: what measured curves leave open about each law, and which law foretells best.

mod files;
mod input;
mod text;

use std::path::PathBuf;

use glassmelt::Warning;
use glassmelt_bayes::posterior::analyse_joint;
use glassmelt_bayes::priors::Chosen;
use glassmelt_bayes::{Analysis, Batches, CurveOptions, Scatter, Settings, analyse};
use glassmelt_fit::read::{TemperatureUnit, ValueUnit};
use glassmelt_fit::{Law, Quantity, laws};
use glassmelt_report::check_folder;
use serde::Serialize;

use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::progress::Part;
use crate::value;
use input::{Input, Tables};

/// Draws from the posterior of the laws of viscosity: what measured curves leave open about each
/// parameter, and which law foretells left-out points best.
///
/// Several curves of one liquid are pooled: each laboratory has an offset of its own. Tables may also
/// have the columns `censored` (above, below; or values written as >13), `sigma_T_K` and `source`.
///
/// A joint fit is a file with [[table]] entries, each with `file`, `kind` (viscosity, relaxation-time, heat-capacity, modulus) and, where known, `sigma`; its `laws` are rotor-printed and rotor-exact.
#[derive(Debug, clap::Args)]
#[command(
    allow_negative_numbers = true,
    after_help = "Examples:\n  glassmelt posterior data/diopside.csv --law vft --draws 250 --out posterior\n  glassmelt posterior data/glycerol.csv --law vft,myega,rotor-exact --draws 250 --json"
)]
pub(crate) struct Arguments {
    /// Tables of one liquid, each with a header: temperature, viscosity or relaxation time.
    #[arg(required_unless_present = "joint", value_name = "CURVE")]
    data: Vec<PathBuf>,
    /// TOML of a joint fit of viscosity, relaxation time, heat capacity and G* of one liquid, in place of curves.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data", "sigma_t", "scatter", "no_offsets", "laws"])]
    joint: Option<PathBuf>,
    #[arg(long = "law", value_delimiter = ',', default_value = "all", help = help_of_laws())]
    laws: Vec<String>,
    /// Folder for draws, tables, figures and the answer in JSON.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Also write each figure as PNG.
    #[arg(long, requires = "out")]
    png: bool,
    /// Draws kept of each chain, at least 8.
    #[arg(long, default_value_t = 1000)]
    draws: usize,
    /// Draws before them that tune the sampler, at least 50.
    #[arg(long, default_value_t = 500)]
    tune: usize,
    /// Independent chains, at least 2.
    #[arg(long, default_value_t = 4)]
    chains: usize,
    /// The acceptance that the step is tuned to: nearer to one, fewer paths diverge.
    #[arg(long, default_value = "0.8", value_parser = value::fraction)]
    target_accept: f64,
    /// Seed of all random numbers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// TOML with priors in place of the default ones: a table for each law, or [all].
    #[arg(long, value_name = "FILE")]
    priors: Option<PathBuf>,
    /// One standard error of every temperature, K, where the table gives none.
    #[arg(long, value_name = "K", value_parser = value::positive)]
    sigma_t: Option<f64>,
    /// Scatter about the law at every point, also where the table gives errors.
    #[arg(long)]
    scatter: bool,
    /// All sources agree: no offsets.
    #[arg(long)]
    no_offsets: bool,
    /// Column of the temperature, by name or number.
    #[arg(long)]
    temperature_column: Option<String>,
    /// Column of the viscosity or relaxation time, by name or number.
    #[arg(long)]
    value_column: Option<String>,
    /// Column of the errors, by name or number.
    #[arg(long)]
    error_column: Option<String>,
    /// Unit of the temperature: K or C.
    #[arg(long)]
    temperature_unit: Option<TemperatureUnit>,
    /// Unit of the value: pa-s, mpa-s, poise or s, after log10- or ln- where it is a logarithm.
    #[arg(long)]
    value_unit: Option<ValueUnit>,
    #[command(flatten)]
    form: Form,
}

fn help_of_laws() -> String {
    let names: Vec<&str> = laws::all().iter().map(|law| law.name()).collect();
    format!("Laws, with commas between, or all: {}", names.join(", "))
}

/// The data in a few numbers.
#[derive(Debug, Serialize)]
struct Data {
    name: String,
    files: Vec<String>,
    sha256: Vec<String>,
    quantity: Option<Quantity>,
    n: usize,
    limits: usize,
    sources: Vec<String>,
    t_min: Option<f64>,
    t_max: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    data: Data,
    sampling: Settings,
    scatter: Scatter,
    #[serde(flatten)]
    analysis: &'a Analysis,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let laws = chosen_laws(&arguments.laws)?;
    if let Some(folder) = &arguments.out {
        check_folder(folder)?;
    }
    let options = options(arguments)?;
    let input = match &arguments.joint {
        Some(path) => Input::joint(path)?,
        None => Input::open(arguments)?,
    };
    let mut analysis = analyse_with_bar(arguments, &input, &laws, &options)?;
    analysis
        .warnings
        .splice(0..0, input.warnings.iter().cloned());
    let answer = Answer {
        glassmelt: VERSION,
        data: input.in_numbers(),
        sampling: settings(arguments),
        scatter: options.scatter,
        analysis: &analysis,
    };
    let written = match &arguments.out {
        Some(folder) => files::write(arguments, &input, &answer, folder)?,
        None => Vec::new(),
    };
    print(arguments.form, &answer, |answer| {
        text::text(answer, &written)
    })
}

fn chosen_laws(words: &[String]) -> Result<Vec<&'static dyn Law>, Failure> {
    let mut chosen: Vec<&'static dyn Law> = Vec::new();
    for word in words.iter().map(|word| word.trim()) {
        let found = match word {
            "all" => laws::all(),
            word => vec![laws::by_name(word)?],
        };
        for law in found {
            if chosen.iter().all(|known| known.name() != law.name()) {
                chosen.push(law);
            }
        }
    }
    Ok(chosen)
}

fn options(arguments: &Arguments) -> Result<CurveOptions, Failure> {
    let priors = match &arguments.priors {
        None => Chosen::default(),
        Some(path) => {
            let file = path.display().to_string();
            let text = std::fs::read_to_string(path).map_err(|error| {
                Failure::Question(format!("{file}: {error}; expected a file of priors"))
            })?;
            Chosen::from_toml(&file, &text)?
        }
    };
    Ok(CurveOptions {
        priors,
        scatter: if arguments.scatter {
            Scatter::Everywhere
        } else {
            Scatter::WhereNoError
        },
        batches: if arguments.no_offsets {
            Batches::Together
        } else {
            Batches::Offsets
        },
    })
}

fn settings(arguments: &Arguments) -> Settings {
    Settings {
        chains: arguments.chains,
        draws: arguments.draws,
        tune: arguments.tune,
        target_accept: arguments.target_accept,
        seed: arguments.seed,
    }
}

fn analyse_with_bar(
    arguments: &Arguments,
    input: &Input,
    laws: &[&dyn Law],
    options: &CurveOptions,
) -> Result<Analysis, Failure> {
    let bar = Part::new("posteriors")?;
    let watch = |done: f64| bar.watch(done);
    let settings = settings(arguments);
    Ok(match &input.tables {
        Tables::Curve(data) => analyse(laws, data, options, settings, &watch)?,
        Tables::Joint(file) => analyse_joint(file, &options.priors, settings, &watch)?,
    })
}

/// All warnings of an analysis under the words of their laws.
fn warnings_by_law(analysis: &Analysis) -> Vec<(String, &[Warning])> {
    let general = ("What to know".to_owned(), analysis.warnings.as_slice());
    let laws = analysis.posteriors.iter().map(|posterior| {
        (
            format!("About {}", posterior.law),
            posterior.warnings.as_slice(),
        )
    });
    std::iter::once(general).chain(laws).collect()
}
