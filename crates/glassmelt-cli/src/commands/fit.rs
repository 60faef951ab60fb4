//! `glassmelt fit`: a measured curve against every law, the verdict, the report.

use std::path::{Path, PathBuf};

use glassmelt::Warning;
use glassmelt_fit::answer::{Analysis, Comparison, Fit, Prediction, Withheld};
use glassmelt_fit::read::{
    LEAST_POINTS, Metadata, ReadOptions, Reading, TemperatureUnit, ValueUnit, read_curve,
};
use glassmelt_fit::{
    Curve, FitOptions, Intervals, Law, Loss, Options, PredictOptions, Quantity, Weighting, analyse,
    laws,
};
use glassmelt_report::{Pictures, ReportMeta, ReportOptions, number, write_report};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::progress::Bar;
use crate::screen::{table, width, wrapped};

/// Fits the laws of viscosity to a measured curve, compares them, and follows the rotor law to what
/// it predicts.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt fit data/diopside.csv --out report\n  glassmelt fit data/diopside.csv --law vft,myega,rotor-exact --json\n  glassmelt fit table.csv --temperature-column T --temperature-unit C --value-column visc --value-unit log10-poise"
)]
pub(crate) struct Arguments {
    /// Table with a header: temperature, viscosity or relaxation time, errors where known.
    data: PathBuf,
    /// Laws to fit, with commas between; all of them by default.
    #[arg(long = "law", value_delimiter = ',')]
    laws: Vec<String>,
    /// Folder for the report: report.html, figures, tables, analysis.json.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Also write each figure of the report as PNG.
    #[arg(long, requires = "out")]
    png: bool,
    /// Bootstrap replicas for each law; 0 for none.
    #[arg(long, default_value_t = 200)]
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
    #[arg(long, default_value_t = 0.5)]
    a_nm: f64,
    /// Frequency of local shear phonons for the predictions, rad/s.
    #[arg(long, default_value_t = 1e13)]
    omega_s: f64,
    /// Leave out points colder than this, K.
    #[arg(long)]
    t_min: Option<f64>,
    /// Leave out points hotter than this, K.
    #[arg(long)]
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
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
    let laws = chosen_laws(arguments)?;
    let input = Input::open(arguments)?;
    let mut analysis = analyse_with_bar(arguments, &input, &laws)?;
    analysis
        .warnings
        .splice(0..0, input.warnings.iter().cloned());
    let written = match &arguments.out {
        Some(folder) => write(arguments, &input, &analysis, folder)?,
        None => Vec::new(),
    };
    let answer = answer(&input, &analysis, arguments.predictions);
    print(arguments.form, &answer, |answer| {
        text(answer, &analysis, &written)
    })
}

fn chosen_laws(arguments: &Arguments) -> Result<Vec<&'static dyn Law>, Failure> {
    for (name, value) in [("--a-nm", arguments.a_nm), ("--omega-s", arguments.omega_s)] {
        if !(value.is_finite() && value > 0.0) {
            return Err(Failure::Question(format!(
                "{name}: {value} must be finite and positive"
            )));
        }
    }
    if arguments.laws.is_empty() {
        return Ok(laws::all());
    }
    let mut chosen: Vec<&'static dyn Law> = Vec::new();
    for word in &arguments.laws {
        let law = laws::by_name(word.trim())?;
        if chosen.iter().all(|known| known.name() != law.name()) {
            chosen.push(law);
        }
    }
    Ok(chosen)
}

/// The table with all that is known about it.
struct Input {
    reading: Reading,
    metadata: Metadata,
    warnings: Vec<Warning>,
    digest: String,
    file_name: String,
}

impl Input {
    fn open(arguments: &Arguments) -> Result<Self, Failure> {
        let path = &arguments.data;
        let bytes = std::fs::read(path).map_err(|error| {
            Failure::Question(format!(
                "{}: {error}; expected a readable table",
                path.display()
            ))
        })?;
        let mut reading = read_curve(
            &path.display().to_string(),
            &bytes,
            &read_options(arguments),
        )?;
        let outside = restrict(&mut reading.curve, arguments)?;
        let (metadata, left_aside) = Metadata::beside(path);
        let file_name = path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into());
        if let Some(title) = &metadata.title {
            reading.curve.name.clone_from(title);
        } else if let Some(stem) = path.file_stem() {
            reading.curve.name = stem.to_string_lossy().into();
        }
        let warnings = reading
            .notes
            .iter()
            .cloned()
            .chain(outside)
            .chain(metadata.smoothing())
            .chain(left_aside)
            .collect();
        let digest = hexadecimal(&Sha256::digest(&bytes));
        Ok(Self {
            reading,
            metadata,
            warnings,
            digest,
            file_name,
        })
    }
}

/// Leaves out what lies outside `--t-min` and `--t-max`, and says how much that was.
fn restrict(curve: &mut Curve, arguments: &Arguments) -> Result<Option<Warning>, Failure> {
    let low = arguments.t_min.unwrap_or(f64::NEG_INFINITY);
    let high = arguments.t_max.unwrap_or(f64::INFINITY);
    let inside: Vec<usize> = (0..curve.len())
        .filter(|&i| (low..=high).contains(&curve.temperatures[i]))
        .collect();
    let left_out = curve.len() - inside.len();
    if left_out == 0 {
        return Ok(None);
    }
    if inside.len() < LEAST_POINTS {
        return Err(Failure::Question(format!(
            "--t-min {low}, --t-max {high}: {} of {} points remain; a fit needs {LEAST_POINTS}",
            inside.len(),
            curve.len()
        )));
    }
    *curve = curve.select(&inside);
    let message = format!("{left_out} points outside {low} to {high} K are left out as asked.");
    Ok(Some(Warning::new("points_left_out", message)))
}

/// Bytes in base sixteen.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| b"0123456789abcdef"[usize::from(digit)] as char)
        .collect()
}

fn read_options(arguments: &Arguments) -> ReadOptions {
    ReadOptions {
        temperature_column: arguments.temperature_column.clone(),
        value_column: arguments.value_column.clone(),
        error_column: arguments.error_column.clone(),
        temperature_unit: arguments.temperature_unit,
        value_unit: arguments.value_unit,
    }
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

fn answer<'a>(input: &Input, analysis: &'a Analysis, predictions: bool) -> Answer<'a> {
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
        generated: None,
    };
    let pictures = if arguments.png {
        Pictures::SvgAndPng
    } else {
        Pictures::Svg
    };
    let json = serde_json::to_vec_pretty(&answer(input, analysis, true))?;
    let attachments = vec![("analysis.json".to_owned(), json)];
    Ok(write_report(
        analysis,
        &meta,
        folder,
        ReportOptions { pictures },
        attachments,
    )?)
}

/// The command line as typed, fit to be typed again.
fn command_line() -> String {
    let words = std::env::args().skip(1).map(|word| {
        let plain = |c: char| c.is_alphanumeric() || "-_./,:=+".contains(c);
        if !word.is_empty() && word.chars().all(plain) {
            word
        } else {
            format!("'{}'", word.replace('\'', r"'\''"))
        }
    });
    std::iter::once("glassmelt".to_owned())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

fn text(answer: &Answer, analysis: &Analysis, written: &[PathBuf]) -> String {
    let data = &answer.data;
    let mut sections = vec![format!(
        "{}: {} points, {:.1} to {:.1} K, {:.1} decades",
        data.name, data.n, data.t_min, data.t_max, data.decades
    )];
    sections.push(comparison_table(analysis));
    sections.push(wrapped(&answer.comparison.verdict, "", "", width()));
    sections.push(parameter_table(analysis));
    sections.push(warnings_of_all(analysis));
    if let Some(page) = written.first() {
        sections.push(format!(
            "Report: {} and {} more files",
            page.display(),
            written.len() - 1
        ));
    }
    sections.join("\n")
}

/// One line a law, best first.
fn comparison_table(analysis: &Analysis) -> String {
    let rows = analysis.comparison.standings.iter().filter_map(|standing| {
        let fit = analysis.fits.iter().find(|fit| fit.law == standing.law)?;
        let with_error = |value: Option<f64>, error| {
            value.map_or_else(|| "–".to_owned(), |value| number::with_error(value, error))
        };
        Some(vec![
            fit.law.to_owned(),
            format!("{:.4}", fit.rms_dex),
            format!("{:.1} ± {:.1}", standing.delta_aicc, standing.delta_error),
            format!("{:.1}", standing.delta_bic),
            with_error(fit.withheld_rms_dex, fit.withheld_error),
            with_error(fit.derived.tg, fit.derived.tg_error),
            with_error(fit.derived.m, fit.derived.m_error),
            with_error(fit.derived.strength_d, fit.derived.strength_d_error),
        ])
    });
    let headers = [
        "law",
        "rms (dex)",
        "ΔAICc",
        "ΔBIC",
        "withheld (dex)",
        "Tg (K)",
        "m",
        "D",
    ];
    table(&headers, rows.collect())
}

/// One line a parameter, with its 95 percent interval.
fn parameter_table(analysis: &Analysis) -> String {
    let mut rows = Vec::new();
    for fit in &analysis.fits {
        for parameter in &fit.parameters {
            let end = |value: Option<f64>| {
                value.map_or_else(|| "open".to_owned(), |v| number::significant(v, 6))
            };
            let value = if parameter.at_bound {
                format!("{} (bound)", number::significant(parameter.value, 6))
            } else {
                number::with_error(parameter.value, parameter.error)
            };
            rows.push(vec![
                format!("{} {}", fit.law, parameter.name),
                value,
                end(parameter.low),
                end(parameter.high),
                parameter.unit.to_owned(),
            ]);
        }
    }
    table(
        &["parameter", "value ± error", "95 % from", "to", "unit"],
        rows,
    )
}

/// The warnings of the curve, of each fit and of each prediction, each told once.
fn warnings_of_all(analysis: &Analysis) -> String {
    let mut all: Vec<Warning> = analysis.warnings.clone();
    for (law, warnings) in analysis
        .fits
        .iter()
        .map(|fit| (fit.law, &fit.warnings))
        .chain(analysis.predictions.iter().map(|p| (p.law, &p.warnings)))
    {
        for warning in warnings {
            if all.iter().all(|known| known.message != warning.message) {
                all.push(Warning::new(
                    warning.code,
                    format!("{law}: {}", warning.message),
                ));
            }
        }
    }
    warning_list(&all)
}
