//! `glassmelt survey`: every law on many measured curves, and what they say together.

mod text;

use std::path::{Path, PathBuf};

use clap::builder::RangedU64ValueParser;
use glassmelt::{Layer, Warning};
use glassmelt_fit::read::{TemperatureUnit, ValueUnit};
use glassmelt_fit::{FitOptions, Law};
use glassmelt_report::{ReportMeta, SurveyAnswer, check_folder, write_survey};
use glassmelt_survey::{
    Columns, FittedCurve, Input, Journal, Kept, Population, PopulationOptions, fit_curves,
    identity, population,
};
use serde::Serialize;

use crate::answer::{Form, VERSION, print};
use crate::commands::fit::{chosen_laws, help_of_laws};
use crate::error::Failure;
use crate::folder::{command_line, digest, options};
use crate::progress::{Part, Wait};
use crate::value;

/// Fits every law to every curve of a folder or a table, and asks who wins how often, how T0/Tg is distributed, and
/// whether strong glasses have a large T0/mu0 as the paper has it.
///
/// Each curve's answer is kept in the folder as soon as it is known: the same command goes on where it stopped.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  glassmelt survey data --out survey\n\nA long table names the curve in a column (--id series); a wide one has a row for each curve\n(--levels T{} --isotherms ViscosityAt{}K --modulus G_GPa --group Author)."
)]
pub(crate) struct Arguments {
    /// Folder of tables as `fit` reads them, or one table of many curves, long or wide.
    #[arg(value_name = "DIR_OR_CSV")]
    data: PathBuf,
    /// Folder for the answers and the report; what it holds of this survey is not done again.
    #[arg(long)]
    out: PathBuf,
    #[arg(long = "law", value_delimiter = ',', help = help_of_laws())]
    laws: Vec<String>,
    #[command(flatten)]
    columns: ColumnWords,
    /// Cut-off length a, nm, assumed for all glasses: alpha goes as its inverse cube.
    #[arg(long, default_value = "0.5", value_parser = value::positive)]
    a_nm: f64,
    /// Leave curves over fewer decades out of T0/Tg and of the prediction.
    #[arg(long, default_value = "0", value_parser = value::non_negative)]
    min_decades: f64,
    /// Replicas of each bootstrap and permutation of the population, 100 to 100000.
    #[arg(long, default_value = "2000", value_parser = replicas())]
    replicas: usize,
    /// Seed of the replicas.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Also write each figure of the report as PNG.
    #[arg(long)]
    png: bool,
    #[command(flatten)]
    form: Form,
}

/// Which column is what; the table [columns] of the TOML beside a table says the same.
#[derive(Debug, clap::Args)]
struct ColumnWords {
    /// Column that names the curve.
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// Column of the temperature of a long table, by name or number.
    #[arg(long, value_name = "COLUMN")]
    temperature: Option<String>,
    /// Column of the viscosity of a long table, by name or number.
    #[arg(long, value_name = "COLUMN")]
    viscosity: Option<String>,
    /// Column of the errors of a long table, by name or number.
    #[arg(long, value_name = "COLUMN")]
    error: Option<String>,
    /// Column of the shear modulus of the glass, GPa, one a curve.
    #[arg(long, value_name = "COLUMN")]
    modulus: Option<String>,
    /// Column of what belongs together, such as a paper: it is resampled together.
    #[arg(long, value_name = "COLUMN")]
    group: Option<String>,
    /// Names of columns with the temperature in K where log10(eta/Pa s) is the number in place of {}.
    #[arg(long, value_name = "T{}")]
    levels: Option<String>,
    /// Names of columns with log10(eta/Pa s) at the temperature in K in place of {}.
    #[arg(long, value_name = "ViscosityAt{}K")]
    isotherms: Option<String>,
    /// Unit of the temperature: K or C.
    #[arg(long)]
    temperature_unit: Option<TemperatureUnit>,
    /// Unit of the viscosity: pa-s, mpa-s or poise, after log10- or ln- where it is a logarithm.
    #[arg(long)]
    value_unit: Option<ValueUnit>,
}

impl ColumnWords {
    fn columns(&self) -> Columns {
        Columns {
            id: self.id.clone(),
            temperature: self.temperature.clone(),
            viscosity: self.viscosity.clone(),
            error: self.error.clone(),
            modulus: self.modulus.clone(),
            group: self.group.clone(),
            levels: self.levels.clone(),
            isotherms: self.isotherms.clone(),
            temperature_unit: self.temperature_unit,
            value_unit: self.value_unit,
        }
    }
}

/// Fewer say nothing of a 95 percent interval, more fill the memory.
fn replicas() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(100..=100_000)
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    layer: Layer,
    reading: &'a str,
    laws: Vec<&'static str>,
    intervals: &'static str,
    options: &'a PopulationOptions,
    #[serde(flatten)]
    population: &'a Population,
    #[serde(skip_serializing_if = "Option::is_none")]
    fits: Option<Vec<&'a FittedCurve>>,
}

impl Answer<'_> {
    fn warnings(&self) -> &[Warning] {
        &self.population.warnings
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let laws = chosen_laws(&arguments.laws)?;
    check_folder(&arguments.out)?;
    let input = Input::read(&arguments.data, &arguments.columns.columns())?;
    if input.subjects.is_empty() {
        return Err(Failure::Question(no_curve(arguments, &input)));
    }
    let kept = kept(arguments, &input, &laws)?;
    let waiting = Wait::new("Resampling the population");
    let options = PopulationOptions {
        a_nm: arguments.a_nm,
        least_decades: arguments.min_decades,
        replicas: arguments.replicas,
        seed: arguments.seed,
    };
    let population = population(&input, &kept, &options);
    let answer = |fits| Answer {
        glassmelt: VERSION,
        layer: Layer::Printed,
        reading: &input.reading,
        laws: laws.iter().map(|law| law.name()).collect(),
        intervals: "covariance",
        options: &options,
        population: &population,
        fits,
    };
    let survey = SurveyAnswer {
        kept: &kept,
        population: &population,
        options: &options,
        reading: &input.reading,
    };
    let written = write(arguments, survey, &answer(Some(fitted(&kept))))?;
    drop(waiting);
    print(arguments.form, &answer(None), |answer| {
        text::text(answer, &written)
    })
}

/// Why there is nothing to fit: the first reason of all.
fn no_curve(arguments: &Arguments, input: &Input) -> String {
    let first = input
        .refused
        .first()
        .map_or("", |refused| refused.reason.as_str());
    format!(
        "{}: no curve can be read; the first: {first}",
        arguments.data.display()
    )
}

/// Every curve's answer, from the folder where it is known, with a bar.
fn kept(arguments: &Arguments, input: &Input, laws: &[&dyn Law]) -> Result<Vec<Kept>, Failure> {
    let options = FitOptions::default();
    let mut journal = Journal::open(&arguments.out, &identity(input, laws, options, VERSION)?)?;
    let part = Part::new("Fitting curves")?;
    Ok(fit_curves(input, laws, options, &mut journal, |done| {
        part.watch(done)
    })?)
}

fn fitted(kept: &[Kept]) -> Vec<&FittedCurve> {
    kept.iter()
        .filter_map(|kept| match kept {
            Kept::Fitted(curve) => Some(curve.as_ref()),
            Kept::Refused(_) => None,
        })
        .collect()
}

fn write(
    arguments: &Arguments,
    survey: SurveyAnswer,
    answer: &Answer,
) -> Result<Vec<PathBuf>, Failure> {
    let name = |path: &Path| {
        path.file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into())
    };
    let data_name = name(&arguments.data);
    let meta = ReportMeta {
        title: format!("Survey of {data_name}"),
        command: command_line(),
        version: VERSION.to_owned(),
        // A folder has no digest of its own.
        digest: std::fs::read(&arguments.data)
            .map_or_else(|_| String::new(), |bytes| digest(&bytes)),
        data_name,
        ..ReportMeta::default()
    };
    let json = serde_json::to_vec_pretty(answer)?;
    Ok(write_survey(
        survey,
        &meta,
        &arguments.out,
        options(arguments.png),
        vec![("survey.json".to_owned(), json)],
    )?)
}
