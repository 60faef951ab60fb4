//! Measured curves, fits, comparison, predictions, and the report of a fit.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use glassmelt::Warning;
use glassmelt_fit as rust;
use glassmelt_fit::answer;
use glassmelt_fit::read::{self, Metadata, ReadOptions};
use glassmelt_fit::{
    FitOptions, Intervals, Law, Loss, Observer, Options, PredictOptions, Quantity, Weighting, laws,
};
use glassmelt_report::{ReportMeta, write_report};
use pyo3::prelude::*;
use serde::Serialize;

use crate::errors;
use crate::files;
use crate::json::{VERSION, text};
use crate::numbers::{Numbers, array, map, one};
use crate::threads::{Talk, Told, beside, watched};

/// A measured curve: temperatures in K, hottest first, and log10 of the viscosity in Pa s or of the relaxation time in s.
#[pyclass(frozen, module = "glassmelt.fits", subclass)]
pub(crate) struct Curve {
    curve: rust::Curve,
    source: Source,
}

/// Where a curve is from, and what is to be known about it.
#[derive(Debug, Clone)]
struct Source {
    file_name: String,
    digest: String,
    citation: Option<String>,
    warnings: Vec<Warning>,
}

/// A quantity by its word.
fn quantity(word: &str) -> PyResult<Quantity> {
    match word {
        "viscosity" => Ok(Quantity::Viscosity),
        "relaxation-time" => Ok(Quantity::RelaxationTime),
        _ => Err(errors::word(
            "quantity",
            word,
            "viscosity or relaxation-time",
        )),
    }
}

#[pymethods]
impl Curve {
    /// A curve from arrays of one length.
    #[new]
    #[pyo3(signature = (temperature, log10_value, *, sigma = None, modulus_gpa = None, quantity = "viscosity", name = "curve"))]
    fn new(
        temperature: Numbers<'_>,
        log10_value: Numbers<'_>,
        sigma: Option<Numbers<'_>>,
        modulus_gpa: Option<Numbers<'_>>,
        quantity: &str,
        name: &str,
    ) -> PyResult<Self> {
        let temperatures = temperature.flat();
        let (points, values) = (temperatures.len(), log10_value.flat());
        let mut columns = vec![("log10_value", values)];
        columns.extend(sigma.map(|column| ("sigma", column.flat())));
        columns.extend(modulus_gpa.map(|column| ("modulus_gpa", column.flat())));
        for (column, values) in &columns {
            let length = values.len();
            if length != points {
                return Err(errors::fit(rust::FitError::Ragged {
                    column,
                    points,
                    length,
                }));
            }
        }
        let mut hottest_first: Vec<usize> = (0..points).collect();
        hottest_first.sort_by(|&i, &j| temperatures[j].total_cmp(&temperatures[i]));
        let sorted = |values: &[f64]| {
            hottest_first
                .iter()
                .map(|&i| values[i])
                .collect::<Vec<f64>>()
        };
        let column = |name: &str| {
            let found = columns.iter().find(|(known, _)| *known == name);
            found.map(|(_, values)| sorted(values))
        };
        let curve = rust::Curve {
            name: name.to_owned(),
            quantity: self::quantity(quantity)?,
            temperatures: sorted(&temperatures),
            log10_values: column("log10_value").unwrap_or_default(),
            errors: column("sigma"),
            modulus_gpa: column("modulus_gpa"),
            entropy: None,
        };
        let bytes = text(&curve)?;
        Ok(Self {
            source: Source {
                file_name: "arrays".to_owned(),
                digest: files::sha256(bytes.as_bytes()),
                citation: None,
                warnings: Vec::new(),
            },
            curve,
        })
    }

    /// What people call it.
    #[getter]
    fn name(&self) -> &str {
        &self.curve.name
    }

    /// "viscosity" or "relaxation-time".
    #[getter]
    fn quantity(&self) -> &'static str {
        match self.curve.quantity {
            Quantity::Viscosity => "viscosity",
            Quantity::RelaxationTime => "relaxation-time",
        }
    }

    /// Temperatures in K, hottest first, shape (n,).
    #[getter]
    fn temperature<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        column(py, &self.curve.temperatures)
    }

    /// log10 of Pa s or s, shape (n,).
    #[getter]
    fn log10_value<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        column(py, &self.curve.log10_values)
    }

    /// One standard error of log10_value in decades, shape (n,); None where it is not known.
    #[getter]
    fn sigma<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let errors = self.curve.errors.as_ref();
        errors.map(|errors| column(py, errors)).transpose()
    }

    /// High-frequency shear modulus in GPa, shape (n,); None where it is not known.
    #[getter]
    fn modulus_gpa<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let modulus = self.curve.modulus_gpa.as_ref();
        modulus.map(|modulus| column(py, modulus)).transpose()
    }

    /// Where it was published, if the TOML beside the table says so.
    #[getter]
    fn source(&self) -> Option<&str> {
        self.source.citation.as_deref()
    }

    /// The name of its file without the folder; "arrays" where there was none.
    #[getter]
    fn file(&self) -> &str {
        &self.source.file_name
    }

    /// How many decades the values span.
    #[getter]
    fn decades(&self) -> f64 {
        self.curve.decades()
    }

    /// What to know about the table, pairs of code and message.
    #[getter]
    fn notes(&self) -> Vec<(&'static str, String)> {
        let notes = self.source.warnings.iter();
        notes
            .map(|note| (note.code, note.message.clone()))
            .collect()
    }

    fn __len__(&self) -> usize {
        self.curve.len()
    }

    fn __repr__(&self) -> String {
        let curve = &self.curve;
        format!(
            "Curve {:?}: {} points of log10 {}, {} to {} K, {:.2} decades",
            curve.name,
            curve.len(),
            curve.quantity.symbol(),
            curve.t_min(),
            curve.t_max(),
            curve.decades()
        )
    }
}

fn column<'py>(py: Python<'py>, values: &[f64]) -> PyResult<Bound<'py, PyAny>> {
    array(py, values.to_vec(), &[values.len()])
}

/// A curve from a table with a header that names each column and its unit.
#[pyfunction]
#[pyo3(signature = (path, *, temperature_column = None, value_column = None, error_column = None, temperature_unit = None, value_unit = None, t_min = None, t_max = None))]
pub(crate) fn read_curve(
    path: PathBuf,
    temperature_column: Option<String>,
    value_column: Option<String>,
    error_column: Option<String>,
    temperature_unit: Option<String>,
    value_unit: Option<String>,
    t_min: Option<f64>,
    t_max: Option<f64>,
) -> PyResult<Curve> {
    let options = ReadOptions {
        temperature_column,
        value_column,
        error_column,
        temperature_unit: unit("temperature_unit", temperature_unit)?,
        value_unit: unit("value_unit", value_unit)?,
    };
    let bytes = std::fs::read(&path)?;
    let read = read::read_curve(&path.display().to_string(), &bytes, &options);
    let reading = read.map_err(|error| errors::told("ReadError")(&error))?;
    let (metadata, left_aside) = Metadata::beside(&path);
    let mut curve = reading.curve;
    if let Some(title) = &metadata.title {
        curve.name.clone_from(title);
    } else if let Some(stem) = path.file_stem() {
        curve.name = stem.to_string_lossy().into();
    }
    let all = curve.len();
    let inside = t_min.unwrap_or(0.0)..=t_max.unwrap_or(f64::INFINITY);
    let kept: Vec<usize> = (0..all)
        .filter(|&i| inside.contains(&curve.temperatures[i]))
        .collect();
    let left_out = (kept.len() < all).then(|| {
        let message = format!(
            "{} of {all} points are left out by t_min and t_max.",
            all - kept.len()
        );
        Warning::new("points_left_out", message)
    });
    let notes = reading.notes.into_iter().chain(left_out);
    let notes = notes.chain(metadata.smoothing()).chain(left_aside);
    Ok(Curve {
        curve: curve.select(&kept),
        source: Source {
            file_name: files::file_name(&path),
            digest: files::sha256(&bytes),
            citation: metadata.citation(),
            warnings: notes.collect(),
        },
    })
}

/// A unit by its word.
fn unit<U: std::str::FromStr<Err = read::UnknownUnit>>(
    name: &str,
    word: Option<String>,
) -> PyResult<Option<U>> {
    let parse = |word: String| {
        let parsed = word.parse();
        parsed.map_err(|error: read::UnknownUnit| errors::word(name, &word, error.expected))
    };
    word.map(parse).transpose()
}

/// The words of the laws, each with its title, equation and the key of its source.
#[pyfunction]
pub(crate) fn law_words() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let words = |law: &&dyn Law| (law.name(), law.title(), law.equation(), law.reference());
    laws::all().iter().map(words).collect()
}

/// How to fit, by its words.
fn fit_options(loss: &str, weighting: &str) -> PyResult<FitOptions> {
    let loss = match loss {
        "squares" => Loss::Squares,
        "soft-l1" => Loss::SoftL1,
        "huber" => Loss::Huber,
        "cauchy" => Loss::Cauchy,
        _ => {
            return Err(errors::word(
                "loss",
                loss,
                "squares, soft-l1, huber or cauchy",
            ));
        }
    };
    let weighting = match weighting {
        "errors" => Weighting::Errors,
        "equal" => Weighting::Equal,
        _ => return Err(errors::word("weighting", weighting, "errors or equal")),
    };
    Ok(FitOptions { loss, weighting })
}

/// Tells how far an analysis is, and leaves it where somebody asked for that.
struct Watched<'a> {
    talk: &'a Talk,
    done: AtomicUsize,
    total: usize,
}

impl Watched<'_> {
    fn step(&self) {
        let done = 1 + self.done.fetch_add(1, Ordering::Relaxed);
        self.talk.tell(done as f64 / self.total as f64);
        if self.talk.asked_to_stop() {
            // Nobody waits for the answer: the threads are set free.
            resume_unwind(Box::new("stopped"));
        }
    }
}

impl Observer for Watched<'_> {
    fn replica_done(&self, _law: &'static str) {
        self.step();
    }

    fn law_done(&self, _law: &'static str) {
        self.step();
    }
}

/// One law fitted to one curve.
#[pyclass(frozen, module = "glassmelt.fits", from_py_object)]
#[derive(Clone)]
pub(crate) struct Fit {
    fit: Arc<answer::Fit>,
    curve: Arc<rust::Curve>,
}

#[pymethods]
impl Fit {
    /// All of it as JSON.
    fn json(&self) -> PyResult<String> {
        text(self.fit.as_ref())
    }

    /// The names of the parameters in the order of the law, which is that of the covariance.
    fn names(&self) -> Vec<String> {
        let parameters = self.fit.parameters.iter();
        parameters.map(|parameter| parameter.name.clone()).collect()
    }

    /// log10 at the temperatures t in K, of any shape; NaN where the law needs a column that the curve lacks there.
    fn log10_at<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        let law = laws::by_name(self.fit.law).map_err(errors::fit)?;
        let values = self.fit.values();
        one(py, [&t], |[t]| Ok(law.log10_along(&values, &self.curve, t)))
    }

    /// log10 at t and its standard error from the covariance of the parameters.
    fn log10_and_error<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let law = laws::by_name(self.fit.law).map_err(errors::fit)?;
        let (values, covariance) = (self.fit.values(), &self.fit.covariance);
        let [value, error] = map(py, [&t], |[t]| {
            let mut gradient = vec![0.0; values.len()];
            law.gradient_at(&values, self.curve.quantity, t, &mut gradient);
            let spread =
                |row: &Vec<f64>| row.iter().zip(&gradient).map(|(c, g)| c * g).sum::<f64>();
            let variance: f64 = covariance
                .iter()
                .zip(&gradient)
                .map(|(row, g)| g * spread(row))
                .sum();
            Ok([law.log10_along(&values, &self.curve, t), variance.sqrt()])
        })?;
        Ok((value, error))
    }
}

/// Fits one law, by its word, to a curve.
#[pyfunction]
#[pyo3(signature = (curve, law, *, loss, weighting, intervals, bootstrap, seed, progress))]
pub(crate) fn fit<'py>(
    py: Python<'py>,
    curve: &Bound<'py, Curve>,
    law: &str,
    loss: &str,
    weighting: &str,
    intervals: bool,
    bootstrap: usize,
    seed: u64,
    progress: Told<'py>,
) -> PyResult<Fit> {
    let law = laws::by_name(law).map_err(errors::fit)?;
    let options = Options {
        fit: fit_options(loss, weighting)?,
        intervals: if intervals {
            Intervals::Profile
        } else {
            Intervals::None
        },
        bootstraps: bootstrap,
        seed,
        ..Options::default()
    };
    let curve = Arc::new(curve.get().curve.clone());
    let to_fit = curve.clone();
    let fitted = watched(py, &progress, move |talk| {
        let total = 1 + options.bootstraps;
        let watched = Watched {
            talk,
            done: AtomicUsize::new(0),
            total,
        };
        rust::analyse::complete(&to_fit, law, &options, &watched)
    })?;
    let fit = Arc::new(fitted.map_err(errors::fit)?);
    Ok(Fit { fit, curve })
}

/// Which of the fits the data prefer, as JSON.
#[pyfunction]
pub(crate) fn compare(fits: Vec<Fit>) -> PyResult<String> {
    text(&rust::compare(&owned(&fits)))
}

fn owned(fits: &[Fit]) -> Vec<answer::Fit> {
    fits.iter().map(|fit| fit.fit.as_ref().clone()).collect()
}

/// What the rotor laws among the fits say beyond the curve, as JSON.
#[pyfunction]
pub(crate) fn predictions(
    py: Python<'_>,
    curve: &Bound<'_, Curve>,
    fits: Vec<Fit>,
    a_nm: f64,
    omega_s: f64,
) -> PyResult<String> {
    let curve = curve.get().curve.clone();
    let told = beside(py, move |_| {
        rust::predictions(&curve, &owned(&fits), PredictOptions { a_nm, omega_s })
    })?;
    text(&told)
}

/// A curve against several laws, with the verdict.
#[pyclass(frozen, module = "glassmelt.fits")]
pub(crate) struct Analysis {
    found: Arc<answer::Analysis>,
    source: Source,
    loss: String,
    weighting: &'static str,
}

/// The keys of `glassmelt fit --json`.
#[derive(Serialize)]
struct Whole<'a> {
    glassmelt: &'static str,
    data: Data<'a>,
    loss: &'a str,
    weighting: &'static str,
    fits: &'a [answer::Fit],
    preferred: Option<&'static str>,
    comparison: &'a answer::Comparison,
    withheld: Option<&'a answer::Withheld>,
    predictions: &'a [answer::Prediction],
    bootstraps: usize,
    seed: u64,
    warnings: &'a [Warning],
}

#[derive(Serialize)]
struct Data<'a> {
    name: &'a str,
    source: Option<&'a str>,
    sha256: &'a str,
    quantity: Quantity,
    n: usize,
    t_min: f64,
    t_max: f64,
    decades: f64,
}

impl Analysis {
    fn whole(&self) -> Whole<'_> {
        let (analysis, curve) = (&self.found, &self.found.curve);
        Whole {
            glassmelt: VERSION,
            data: Data {
                name: &curve.name,
                source: self.source.citation.as_deref(),
                sha256: &self.source.digest,
                quantity: curve.quantity,
                n: curve.len(),
                t_min: curve.t_min(),
                t_max: curve.t_max(),
                decades: curve.decades(),
            },
            loss: &self.loss,
            weighting: self.weighting,
            fits: &analysis.fits,
            preferred: analysis.comparison.preferred,
            comparison: &analysis.comparison,
            withheld: analysis.withheld.as_ref(),
            predictions: &analysis.predictions,
            bootstraps: analysis.bootstraps,
            seed: analysis.seed,
            warnings: &analysis.warnings,
        }
    }
}

#[pymethods]
impl Analysis {
    /// All of it as JSON, the keys of `glassmelt fit --json --predictions`.
    fn json(&self) -> PyResult<String> {
        text(&self.whole())
    }

    /// The fits, for predictions at any temperature.
    fn fits(&self) -> Vec<Fit> {
        let curve = Arc::new(self.found.curve.clone());
        let fits = self.found.fits.iter();
        fits.map(|fit| Fit {
            fit: Arc::new(fit.clone()),
            curve: curve.clone(),
        })
        .collect()
    }

    /// Writes the report into a folder and answers with the paths, the page first.
    fn write(
        &self,
        py: Python<'_>,
        out: PathBuf,
        command: String,
        png: bool,
    ) -> PyResult<Vec<String>> {
        let meta = ReportMeta {
            title: self.found.curve.name.clone(),
            command,
            version: VERSION.to_owned(),
            data_name: self.source.file_name.clone(),
            digest: format!("sha256:{}", self.source.digest),
            source: self.source.citation.clone(),
            ..ReportMeta::default()
        };
        let json = text(&self.whole())?.into_bytes();
        let analysis = self.found.clone();
        let written = beside(py, move |_| {
            let attached = vec![("analysis.json".to_owned(), json)];
            write_report(&analysis, &meta, &out, files::options(png), attached)
        })?;
        files::written(written)
    }
}

/// Fits laws, by their words, to a curve, compares them, and follows the rotor laws to what they predict.
#[pyfunction]
#[pyo3(signature = (curve, law_words, *, loss, weighting, bootstrap, seed, a_nm, omega_s, progress))]
pub(crate) fn analyse<'py>(
    py: Python<'py>,
    curve: &Bound<'py, Curve>,
    law_words: Vec<String>,
    loss: &str,
    weighting: &str,
    bootstrap: usize,
    seed: u64,
    a_nm: f64,
    omega_s: f64,
    progress: Told<'py>,
) -> PyResult<Analysis> {
    let mut chosen: Vec<&'static dyn Law> = Vec::new();
    for word in &law_words {
        let law = laws::by_name(word).map_err(errors::fit)?;
        if chosen.iter().all(|known| known.name() != law.name()) {
            chosen.push(law);
        }
    }
    let options = Options {
        fit: fit_options(loss, weighting)?,
        intervals: Intervals::Profile,
        bootstraps: bootstrap,
        seed,
        predict: PredictOptions { a_nm, omega_s },
    };
    let Curve { curve, source } = curve.get();
    let to_fit = curve.clone();
    let analysed = watched(py, &progress, move |talk| {
        let total = chosen.len() * (1 + options.bootstraps);
        let watched = Watched {
            talk,
            done: AtomicUsize::new(0),
            total,
        };
        rust::analyse(&to_fit, &chosen, &options, &watched)
    })?;
    let mut analysis = analysed.map_err(errors::fit)?;
    let known = source.warnings.iter().cloned();
    analysis.warnings.splice(0..0, known);
    let by_errors = curve.errors.is_some() && weighting == "errors";
    Ok(Analysis {
        found: Arc::new(analysis),
        source: source.clone(),
        loss: loss.to_owned(),
        weighting: if by_errors { "errors" } else { "equal" },
    })
}
