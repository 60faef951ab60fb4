//! `glassmelt compare`: theory, rotors and trajectories in one figure, the modulus against length.

mod source;

use std::path::PathBuf;

use glassmelt::modulus_curve::{ModulusCurve, Scale};
use glassmelt::{Layer, Warning};
use glassmelt_report::{NamedCurve, ReportMeta, write_curves};
use serde::Serialize;
use serde_json::Value;

use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::folder::{command_line, options, written_line};
use crate::screen::{Column, table, width, wrapped};
use crate::value;
use source::{Units, curves_of};

/// Holds theory, rotors and trajectories against each other: mu_R/mu_0 against length over a, in one figure.
///
/// Each curve comes from an answer in JSON: that of `flow`, of `rotors show` (or the folder of a run), of `trajectory modulus`. A wave counts as its wavelength.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  glassmelt flow --alpha 0.05 --mu0-bar 10 --y0 0.3 --json > flow.json\n  glassmelt trajectory modulus glass.dump --units lj --temperature 0.1 --json > glass.json\n  glassmelt compare theory=flow.json rotors=melting glass=glass.json --mu0 20 --a 1 --out comparison"
)]
pub(crate) struct Arguments {
    /// Answers in JSON, or folders of runs, each as it is or as NAME=FILE.
    #[arg(required = true, value_name = "FILE")]
    answers: Vec<String>,
    /// The modulus that counts as one for trajectories, in energy per volume of their files, as eV/A^3 for metal.
    #[arg(long, value_parser = value::positive, requires = "a")]
    mu0: Option<f64>,
    /// The length that counts as one for trajectories, in their unit of length.
    #[arg(long, value_parser = value::positive, requires = "mu0")]
    a: Option<f64>,
    /// Of runs of rotors, only the couplings nearest to these, such as 1,2.5; by default all.
    #[arg(long, value_delimiter = ',', value_parser = value::positive)]
    x0: Vec<f64>,
    /// Folder for the page, figures and tables.
    #[arg(long)]
    out: PathBuf,
    /// Also write each figure as PNG.
    #[arg(long)]
    png: bool,
    #[command(flatten)]
    form: Form,
}

/// A curve with what is known of it.
struct Told {
    curve: ModulusCurve,
    note: String,
    /// What counts as one for it, where somebody said it.
    scale: Option<CurveScale>,
    /// What its answer warned of.
    warnings: Vec<Value>,
}

/// What counts as one for the curve of a trajectory, in its own units.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CurveScale {
    curve: String,
    mu0: f64,
    mu0_unit: String,
    a: f64,
    a_unit: String,
}

impl std::fmt::Display for CurveScale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "mu_0 = {} {}, a = {} {}",
            self.mu0, self.mu0_unit, self.a, self.a_unit
        )
    }
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    layer: Layer,
    curves: Vec<&'a ModulusCurve>,
    /// What counts as one for trajectories: `--mu0` and `--a` with their units.
    scales: Vec<&'a CurveScale>,
    /// Those of the answers, each with the name of its curve.
    warnings: Vec<Value>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    glassmelt_report::check_folder(&arguments.out)?;
    let units = arguments.mu0.zip(arguments.a);
    let units = units.map(|(modulus, length)| Units { modulus, length });
    let mut curves = Vec::new();
    for word in &arguments.answers {
        curves.extend(curves_of(word, units, &arguments.x0)?);
    }
    let scales: Vec<&CurveScale> = curves
        .iter()
        .filter_map(|told| told.scale.as_ref())
        .collect();
    let all = curves.iter().flat_map(|told| told.warnings.clone());
    let warnings: Vec<Value> = all.chain(other_units(&scales)).collect();
    let sentences: Vec<String> = warnings.iter().map(sentence).collect();
    let named: Vec<NamedCurve> = curves
        .iter()
        .map(|Told { curve, note, .. }| NamedCurve {
            name: &curve.name,
            curve,
            note,
        })
        .collect();
    let meta = ReportMeta {
        title: "Moduli against length".to_owned(),
        data_name: arguments.answers.join(", "),
        command: command_line(),
        version: VERSION.to_owned(),
        ..ReportMeta::default()
    };
    let written = write_curves(
        &named,
        &sentences,
        &meta,
        &arguments.out,
        options(arguments.png),
    )?;
    let answer = Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        curves: curves.iter().map(|curve| &curve.curve).collect(),
        scales,
        warnings,
    };
    print(arguments.form, &answer, |answer| {
        text(answer) + &written_line(&written)
    })
}

fn text(answer: &Answer) -> String {
    let lengths: Vec<ModulusCurve> = answer
        .curves
        .iter()
        .map(|curve| curve.along(Scale::Length))
        .collect();
    let ends = |of: fn(&ModulusCurve) -> Option<f64>| -> Vec<Option<f64>> {
        lengths.iter().map(of).collect()
    };
    let told = |warning: &Value| Warning::new("of_an_answer", sentence(warning));
    let warnings: Vec<Warning> = answer.warnings.iter().map(told).collect();
    let scales = answer
        .scales
        .iter()
        .map(|scale| wrapped(&format!("{}: {scale}", scale.curve), "", "  ", width()) + "\n");
    let curves = table(&[
        Column::words(
            "curve",
            lengths.iter().map(|curve| curve.name.clone()).collect(),
        ),
        Column::numbers(
            "points",
            lengths
                .iter()
                .map(|curve| curve.points.len().to_string())
                .collect(),
        ),
        Column::decimals("from", &ends(|curve| Some(curve.points.first()?.at)), 4),
        Column::decimals("to (a)", &ends(|curve| Some(curve.points.last()?.at)), 4),
        Column::decimals(
            "mu_R/mu_0 there",
            &ends(|curve| Some(curve.points.first()?.ratio)),
            4,
        ),
        Column::decimals(
            "and there",
            &ends(|curve| Some(curve.points.last()?.ratio)),
            4,
        ),
    ]);
    format!(
        "{curves}\n{}{}\n",
        scales.collect::<String>(),
        warning_list(&warnings)
    )
}

/// The message of a warning after the name of its curve.
fn sentence(warning: &Value) -> String {
    let part = |key: &str| warning.get(key).and_then(Value::as_str).unwrap_or_default();
    format!("{}: {}", part("curve"), part("message"))
}

/// That one number counts as one in unlike units.
fn other_units(scales: &[&CurveScale]) -> Option<Value> {
    let units = |scale: &CurveScale| (scale.mu0_unit.clone(), scale.a_unit.clone());
    let first = scales.first()?;
    let other = scales.iter().find(|scale| units(scale) != units(first))?;
    Some(serde_json::json!({
        "code": "units_differ",
        "message": format!(
            "its units are not those of {}: the same --mu0 and --a are {} there and {other} here, which are unlike things",
            first.curve, first
        ),
        "curve": other.curve,
    }))
}
