//! Curves out of answers: of the flow, of rotors, of trajectories, told apart by their keys.

use std::path::Path;

use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
use glassmelt::{Estimate, Layer};
use serde_json::Value;

use super::{CurveScale, Told};
use crate::error::Failure;

/// What counts as one for a trajectory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Units {
    pub(super) modulus: f64,
    pub(super) length: f64,
}

/// The curves of `NAME=FILE`, or of a file that is called by its own name.
pub(super) fn curves_of(
    word: &str,
    units: Option<Units>,
    couplings: &[f64],
) -> Result<Vec<Told>, Failure> {
    let (name, path) = match word.rsplit_once('=') {
        Some((name, path)) if !Path::new(word).exists() => (name.to_owned(), Path::new(path)),
        _ => (stem(Path::new(word)), Path::new(word)),
    };
    let question = |reason: &str| Failure::Question(format!("{}: {reason}", path.display()));
    let file = if path.is_dir() {
        path.join("results.json")
    } else {
        path.to_owned()
    };
    let text = std::fs::read_to_string(&file).map_err(|error| {
        let what = "expected an answer in JSON, or the folder of a run with its results.json";
        Failure::Question(format!("{}: {error}; {what}", file.display()))
    })?;
    let answer: Value =
        serde_json::from_str(&text).map_err(|error| question(&format!("no JSON: {error}")))?;
    let curves = if answer.get("mu0_bar").is_some() && answer.get("points").is_some() {
        flow(&name, &answer)
    } else if answer.get("modulus").is_some() && answer.get("displacements").is_some() {
        let units = units.ok_or_else(|| {
            question("the answer of a trajectory needs --mu0 and --a, what counts as one")
        })?;
        trajectory(&name, &answer, units)
    } else if answer.get("results").is_some() {
        rotors(&name, &answer, couplings)
    } else {
        return Err(question(
            "an answer of another kind; expected that of `flow --json`, `rotors show --json` or `trajectory modulus --json`",
        ));
    };
    let mut curves = curves.ok_or_else(|| question("an answer that lacks numbers of its kind"))?;
    if let Some(first) = curves.first_mut() {
        first.warnings = warnings(&name, &answer);
    }
    if curves.iter().all(|curve| curve.curve.points.is_empty()) {
        return Err(question(
            "an answer without a modulus at any length or wave number",
        ));
    }
    Ok(curves)
}

/// The warnings of an answer with the name of its curve.
fn warnings(name: &str, answer: &Value) -> Vec<Value> {
    let all = answer.get("warnings").and_then(Value::as_array);
    let mut all = all.cloned().unwrap_or_default();
    all.retain(Value::is_object);
    for warning in &mut all {
        warning["curve"] = name.into();
    }
    all
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || path.display().to_string(),
        |stem| stem.to_string_lossy().into(),
    )
}

fn number(value: &Value, key: &str) -> Option<f64> {
    value.get(key)?.as_f64()
}

/// `mu_R/mu_0` at `exp(ell)`.
fn flow(name: &str, answer: &Value) -> Option<Vec<Told>> {
    let bare = number(answer, "mu0_bar")?;
    let point = |point: &Value| {
        let (ell, mu_bar) = (number(point, "ell")?, number(point, "mu_bar")?);
        Some(ModulusPoint::exact(ell.exp(), mu_bar / bare))
    };
    let points: Option<Vec<_>> = answer
        .get("points")?
        .as_array()?
        .iter()
        .map(point)
        .collect();
    let layer = serde_json::from_value(answer.get("layer")?.clone()).unwrap_or(Layer::Exact);
    let (alpha, y0) = (number(answer, "alpha")?, number(answer, "y0")?);
    Some(vec![Told {
        curve: ModulusCurve::new(name, layer, Scale::Length, points?),
        note: format!("flow of Eqs. 16-17, alpha = {alpha}, mu_0 a^3/(k_B T) = {bare}, y_0 = {y0}"),
        scale: None,
        warnings: Vec::new(),
    }])
}

/// `mu(q)/mu_0` at `q a`, of the longest window.
fn trajectory(name: &str, answer: &Value, units: Units) -> Option<Vec<Told>> {
    let point = |shell: &Value| {
        let estimate = estimate(shell.get("mu")?, 1.0 / units.modulus)?;
        Some(ModulusPoint::estimated(
            number(shell, "q")? * units.length,
            &estimate,
        ))
    };
    let shells = answer.get("modulus")?.as_array()?;
    let points = shells.iter().filter_map(point).collect();
    let temperature = number(answer, "temperature")?;
    let unit = |of: &str| answer.get("units")?.get(of)?.as_str().map(str::to_owned);
    let scale = CurveScale {
        curve: name.to_owned(),
        mu0: units.modulus,
        mu0_unit: unit("modulus").unwrap_or_default(),
        a: units.length,
        a_unit: unit("length").unwrap_or_default(),
    };
    Some(vec![Told {
        curve: ModulusCurve::new(name, Layer::Elastic, Scale::WaveNumber, points),
        note: format!(
            "displacements of a trajectory at T = {temperature}, {scale}{}",
            bounds(shells)
        ),
        scale: Some(scale),
        warnings: Vec::new(),
    }])
}

/// How many of the shells are but upper bounds: their memory outlasts the windows.
fn bounds(shells: &[Value]) -> String {
    let is_bound = |shell: &&Value| shell.get("corrected").and_then(Value::as_bool) == Some(false);
    match shells.iter().filter(is_bound).count() {
        0 => String::new(),
        count => format!("; {count} of {} points are upper bounds", shells.len()),
    }
}

/// `mu_R(q)/mu_0` of each coupling, or of those nearest to the ones that were asked for.
fn rotors(name: &str, answer: &Value, couplings: &[f64]) -> Option<Vec<Told>> {
    let results = answer.get("results")?.as_array()?;
    let x0: Vec<f64> = results
        .iter()
        .map(|at| number(at, "x0"))
        .collect::<Option<_>>()?;
    let is_nearest = |one: f64, wanted: &f64| {
        x0.iter()
            .all(|other| (one - wanted).abs() <= (other - wanted).abs())
    };
    let wanted = |one: f64| couplings.is_empty() || couplings.iter().any(|x| is_nearest(one, x));
    let curve = |(at, &x0): (&Value, &f64)| {
        let point = |wave: &Value| {
            let estimate = estimate(wave, 1.0).or_else(|| estimate(wave.get("mu_r")?, 1.0))?;
            Some(ModulusPoint::estimated(number(wave, "q")?, &estimate))
        };
        let waves = at.get("mu_r_q")?.as_array()?;
        let points = waves.iter().filter_map(point).collect();
        let stands = at
            .get("equilibrated")
            .and_then(Value::as_bool)
            .unwrap_or(false);
        Some(Told {
            curve: ModulusCurve::new(
                format!("{name}, X0 = {x0}"),
                Layer::Elastic,
                Scale::WaveNumber,
                points,
            ),
            note: if stands {
                String::new()
            } else {
                "not equilibrated".to_owned()
            },
            scale: None,
            warnings: Vec::new(),
        })
    };
    let chosen = results.iter().zip(&x0).filter(|(_, x0)| wanted(**x0));
    chosen.map(curve).collect()
}

/// A mean with its error; an error that JSON could not hold was infinite.
fn estimate(value: &Value, factor: f64) -> Option<Estimate> {
    Some(Estimate {
        mean: factor * number(value, "mean")?,
        error: number(value, "error").map_or(f64::INFINITY, |error| factor * error),
        independent_samples: number(value, "independent_samples").unwrap_or(1.0),
    })
}

#[cfg(test)]
mod tests {
    use glassmelt::modulus_curve::Knowledge;

    use super::*;

    #[test]
    fn a_flow_is_told_by_its_bare_modulus() {
        let answer = serde_json::json!({
            "layer": "exact", "alpha": 0.05, "mu0_bar": 10.0, "y0": 0.3,
            "points": [{"ell": 0.0, "mu_bar": 10.0}, {"ell": 1.0, "mu_bar": 8.0}],
        });
        let curve = &flow("theory", &answer).expect("a flow")[0].curve;
        assert_eq!(curve.points[1].ratio, 0.8);
        assert!((curve.points[1].at - 1.0_f64.exp()).abs() < 1e-15);
        assert_eq!(curve.points[1].known, Knowledge::Exact);
    }

    #[test]
    fn only_the_nearest_coupling_is_taken() {
        let at = |x0: f64| {
            serde_json::json!({
                "x0": x0, "equilibrated": true, "mu_r_q": [{"q": 0.5, "mean": 0.7, "error": 0.1}],
            })
        };
        let answer = serde_json::json!({"results": [at(1.0), at(2.0), at(4.0)]});
        let names = |couplings: &[f64]| -> Vec<String> {
            let curves = rotors("run", &answer, couplings).expect("rotors");
            curves.into_iter().map(|curve| curve.curve.name).collect()
        };
        assert_eq!(names(&[1.9]), ["run, X0 = 2"]);
        assert_eq!(names(&[]).len(), 3);
    }

    #[test]
    fn a_trajectory_is_measured_in_the_units_given() {
        let answer = serde_json::json!({
            "temperature": 0.1, "displacements": {},
            "units": {"modulus": "epsilon/sigma^3", "length": "sigma"},
            "modulus": [{"q": 0.5, "mu": {"mean": 10.0, "error": 1.0, "independent_samples": 9.0}}],
        });
        let units = Units {
            modulus: 20.0,
            length: 2.0,
        };
        let told = trajectory("glass", &answer, units).expect("a trajectory");
        let point = told[0].curve.points[0];
        let scale = told[0].scale.clone().expect("what counts as one");
        assert_eq!(scale.to_string(), "mu_0 = 20 epsilon/sigma^3, a = 2 sigma");
        assert_eq!((point.at, point.ratio, point.error()), (1.0, 0.5, 0.05));
    }

    #[test]
    fn points_that_are_upper_bounds_are_told() {
        let shell = |corrected: bool| serde_json::json!({ "corrected": corrected });
        assert_eq!(
            bounds(&[shell(true), shell(false), shell(false)]),
            "; 2 of 3 points are upper bounds"
        );
        assert_eq!(bounds(&[shell(true), serde_json::json!({})]), "");
    }
}
