//! `glassmelt fit`: a measured curve against every law, the verdict, the report.

mod input;
mod text;

use std::path::{Path, PathBuf};

use clap::builder::RangedU64ValueParser;
use glassmelt::Warning;
use glassmelt_fit::answer::{Analysis, Comparison, Fit, Prediction, Withheld};
use glassmelt_fit::read::{TemperatureUnit, ValueUnit};
use glassmelt_fit::{
    FitOptions, Intervals, Law, Loss, Options, PredictOptions, Quantity, Weighting, analyse, laws,
};
use glassmelt_report::{ReportMeta, check_folder, write_report};
use serde::Serialize;

use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::folder::{command_line, options};
use crate::progress::Bar;
use crate::value;
use input::Input;

/// Fits the laws of viscosity to a measured curve, compares them, and follows the rotor law to what
/// it predicts.
#[derive(Debug, clap::Args)]
#[command(
    allow_negative_numbers = true,
    after_help = "Examples:\n  glassmelt fit data/diopside.csv --out report\n  glassmelt fit data/diopside.csv --law vft,myega,rotor-exact --json\n  glassmelt fit data/glycerol.csv --temperature-column 1 --temperature-unit K --value-column 2 --value-unit log10-pa-s"
)]
pub(crate) struct Arguments {
    /// Table with a header: temperature, viscosity or relaxation time, errors where known.
    data: PathBuf,
    #[arg(long = "law", value_delimiter = ',', help = help_of_laws())]
    laws: Vec<String>,
    /// Folder for the report: report.html, figures, tables, analysis.json.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Also write each figure of the report as PNG.
    #[arg(long, requires = "out")]
    png: bool,
    /// Bootstrap replicas for each law, at most 100000; 0 for none.
    #[arg(long, default_value = "200", value_parser = replicas())]
    bootstrap: usize,
    /// Seed of the bootstrap.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What a residual costs: `squares`, or a loss that forgives outliers.
    #[arg(long, value_enum, default_value = "squares")]
    loss: LossWord,
    /// Count all points alike, whatever errors the table gives.
    #[arg(long)]
    equal_weights: bool,
    /// Put the predictions of the rotor laws into the JSON answer too.
    #[arg(long, requires = "json")]
    predictions: bool,
    /// Cut-off length a for the predictions, nm.
    #[arg(long, default_value = "0.5", value_parser = value::positive)]
    a_nm: f64,
    /// Frequency of local shear phonons for the predictions, rad/s.
    #[arg(long, default_value = "1e13", value_parser = value::positive)]
    omega_s: f64,
    /// Leave out points colder than this, K.
    #[arg(long, value_parser = value::positive)]
    t_min: Option<f64>,
    /// Leave out points hotter than this, K.
    #[arg(long, value_parser = value::positive)]
    t_max: Option<f64>,
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

pub(crate) fn help_of_laws() -> String {
    let names: Vec<&str> = laws::all().iter().map(|law| law.name()).collect();
    format!(
        "Laws to fit, with commas between; all of them by default: {}",
        names.join(", ")
    )
}

/// More replicas than this tell nothing new and fill the memory.
fn replicas() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(0..=100_000)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum LossWord {
    Squares,
    SoftL1,
    Huber,
    Cauchy,
}

impl From<LossWord> for Loss {
    fn from(word: LossWord) -> Self {
        match word {
            LossWord::Squares => Self::Squares,
            LossWord::SoftL1 => Self::SoftL1,
            LossWord::Huber => Self::Huber,
            LossWord::Cauchy => Self::Cauchy,
        }
    }
}

/// The data in a few numbers.
#[derive(Debug, Serialize)]
struct Data {
    name: String,
    source: Option<String>,
    sha256: String,
    quantity: Quantity,
    n: usize,
    t_min: f64,
    t_max: f64,
    decades: f64,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    data: Data,
    loss: LossWord,
    weighting: &'static str,
    fits: &'a [Fit],
    preferred: Option<&'static str>,
    comparison: &'a Comparison,
    withheld: Option<&'a Withheld>,
    #[serde(skip_serializing_if = "Option::is_none")]
    predictions: Option<&'a [Prediction]>,
    bootstraps: usize,
    seed: u64,
    warnings: &'a [Warning],
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let laws = chosen_laws(&arguments.laws)?;
    if let Some(folder) = &arguments.out {
        check_folder(folder)?;
    }
    let input = Input::open(arguments)?;
    let mut analysis = analyse_with_bar(arguments, &input, &laws)?;
    analysis
        .warnings
        .splice(0..0, input.warnings.iter().cloned());
    let written = match &arguments.out {
        Some(folder) => write(arguments, &input, &analysis, folder)?,
        None => Vec::new(),
    };
    let answer = answer(arguments, &input, &analysis, arguments.predictions);
    print(arguments.form, &answer, |answer| {
        text::text(answer, &analysis, &written)
    })
}

/// The laws of these words, each once; all of them where there is none.
pub(crate) fn chosen_laws(words: &[String]) -> Result<Vec<&'static dyn Law>, Failure> {
    if words.is_empty() {
        return Ok(laws::all());
    }
    let mut chosen: Vec<&'static dyn Law> = Vec::new();
    for word in words {
        let law = laws::by_name(word.trim())?;
        if chosen.iter().all(|known| known.name() != law.name()) {
            chosen.push(law);
        }
    }
    Ok(chosen)
}

fn analyse_with_bar(
    arguments: &Arguments,
    input: &Input,
    laws: &[&dyn Law],
) -> Result<Analysis, Failure> {
    let weighting = if arguments.equal_weights {
        Weighting::Equal
    } else {
        Weighting::Errors
    };
    let options = Options {
        fit: FitOptions {
            loss: arguments.loss.into(),
            weighting,
        },
        intervals: Intervals::Profile,
        bootstraps: arguments.bootstrap,
        seed: arguments.seed,
        predict: PredictOptions {
            a_nm: arguments.a_nm,
            omega_s: arguments.omega_s,
        },
    };
    let bar = Bar::new(laws.len(), arguments.bootstrap);
    let analysis = analyse(&input.reading.curve, laws, &options, &bar);
    bar.finish();
    Ok(analysis?)
}

fn answer<'a>(
    arguments: &Arguments,
    input: &Input,
    analysis: &'a Analysis,
    predictions: bool,
) -> Answer<'a> {
    let curve = &analysis.curve;
    Answer {
        glassmelt: VERSION,
        data: Data {
            name: curve.name.clone(),
            source: input.metadata.citation(),
            sha256: input.digest.clone(),
            quantity: curve.quantity,
            n: curve.len(),
            t_min: curve.t_min(),
            t_max: curve.t_max(),
            decades: curve.decades(),
        },
        loss: arguments.loss,
        weighting: if curve.errors.is_some() && !arguments.equal_weights {
            "errors"
        } else {
            "equal"
        },
        fits: &analysis.fits,
        preferred: analysis.comparison.preferred,
        comparison: &analysis.comparison,
        withheld: analysis.withheld.as_ref(),
        predictions: predictions.then_some(analysis.predictions.as_slice()),
        bootstraps: analysis.bootstraps,
        seed: analysis.seed,
        warnings: &analysis.warnings,
    }
}

fn write(
    arguments: &Arguments,
    input: &Input,
    analysis: &Analysis,
    folder: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    let meta = ReportMeta {
        title: analysis.curve.name.clone(),
        command: command_line(),
        version: VERSION.to_owned(),
        data_name: input.file_name.clone(),
        digest: format!("sha256:{}", input.digest),
        source: input.metadata.citation(),
        ..ReportMeta::default()
    };
    let json = serde_json::to_vec_pretty(&answer(arguments, input, analysis, true))?;
    let attachments = vec![("analysis.json".to_owned(), json)];
    Ok(write_report(
        analysis,
        &meta,
        folder,
        options(arguments.png),
        attachments,
    )?)
}
