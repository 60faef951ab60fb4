//! What was measured: a curve, limits, errors of temperature, who measured; several curves as one.

use glassmelt::Warning;
use glassmelt_fit::{Curve, Entropy};
use serde::Serialize;

use crate::error::BayesError;

/// How a point is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// The value was measured.
    #[default]
    Measured,
    /// The value is above the one that stands there.
    Above,
    /// The value is below the one that stands there.
    Below,
}

/// A curve with all that a likelihood can use of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The points, hottest first; its errors stand here only where every point has one.
    pub curve: Curve,
    /// One standard error of each log10 value in decades, where it was given.
    pub errors: Vec<Option<f64>>,
    /// How each point is known.
    pub knowledge: Vec<Knowledge>,
    /// One standard error of each temperature in K; zero where none was given.
    pub temperature_errors: Vec<f64>,
    /// Who measured each point: indices into `sources`.
    pub source: Vec<usize>,
    /// The names of those who measured.
    pub sources: Vec<String>,
}

impl From<Curve> for Measured {
    /// All points measured by one, temperatures exact.
    fn from(curve: Curve) -> Self {
        let n = curve.len();
        let errors = curve.errors.as_ref();
        Self {
            errors: errors.map_or(vec![None; n], |e| e.iter().copied().map(Some).collect()),
            knowledge: vec![Knowledge::Measured; n],
            temperature_errors: vec![0.0; n],
            source: vec![0; n],
            sources: vec![curve.name.clone()],
            curve,
        }
    }
}

impl Measured {
    /// How many points there are.
    pub fn len(&self) -> usize {
        self.curve.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.curve.is_empty()
    }

    /// The points of the given indices, those of the coldest last.
    #[must_use]
    pub fn select(&self, indices: &[usize]) -> Self {
        Self {
            curve: self.curve.select(indices),
            errors: picked(&self.errors, indices),
            knowledge: picked(&self.knowledge, indices),
            temperature_errors: picked(&self.temperature_errors, indices),
            source: picked(&self.source, indices),
            sources: self.sources.clone(),
        }
    }

    /// The points that are no limits: what a least-squares fit can start from.
    pub fn without_limits(&self) -> Curve {
        let measured = |i: &usize| self.knowledge[*i] == Knowledge::Measured;
        let indices: Vec<usize> = (0..self.len()).filter(measured).collect();
        self.curve.select(&indices)
    }

    /// The curve without the points that lie above a limit: those may be colder than the divergence of a law.
    pub fn without_upper_points(&self) -> Curve {
        let bounding = |i: &usize| self.knowledge[*i] != Knowledge::Above;
        let indices: Vec<usize> = (0..self.len()).filter(bounding).collect();
        self.curve.select(&indices)
    }

    /// How many points are limits.
    pub fn limits(&self) -> usize {
        let limits = self.knowledge.iter().filter(|k| **k != Knowledge::Measured);
        limits.count()
    }
}

fn picked<T: Clone>(values: &[T], indices: &[usize]) -> Vec<T> {
    indices.iter().map(|&i| values[i].clone()).collect()
}

/// Several curves of one liquid as one, hottest first, each point knowing who measured it.
///
/// A column that some curves lack (modulus, entropy) is left out, with a warning; so is an entropy that
/// is counted from different origins. Sources of equal names are told apart by a number.
///
/// # Errors
/// [`BayesError::NotPoolable`] where the curves are of different quantities.
pub fn pool(curves: Vec<Measured>) -> Result<(Measured, Vec<Warning>), BayesError> {
    let mut rest = curves.into_iter();
    let Some(mut all) = rest.next() else {
        return Ok((Measured::from(nothing()), Vec::new()));
    };
    let mut warnings = Vec::new();
    for next in rest {
        if next.curve.quantity != all.curve.quantity {
            return Err(BayesError::NotPoolable {
                first: all.curve.name.clone(),
                second: next.curve.name.clone(),
                reason: "one is a viscosity, the other a relaxation time; a joint model holds both"
                    .to_owned(),
            });
        }
        append(&mut all, next, &mut warnings);
    }
    distinct(&mut all.sources);
    let mut order: Vec<usize> = (0..all.len()).collect();
    let t = &all.curve.temperatures;
    order.sort_by(|&i, &j| t[j].total_cmp(&t[i]));
    Ok((all.select(&order), warnings))
}

fn nothing() -> Curve {
    Curve {
        name: String::new(),
        quantity: glassmelt_fit::Quantity::Viscosity,
        temperatures: Vec::new(),
        log10_values: Vec::new(),
        errors: None,
        modulus_gpa: None,
        entropy: None,
    }
}

fn append(all: &mut Measured, next: Measured, warnings: &mut Vec<Warning>) {
    let shift = all.sources.len();
    all.source.extend(next.source.iter().map(|s| s + shift));
    all.sources.extend(next.sources);
    all.errors.extend(next.errors);
    all.knowledge.extend(next.knowledge);
    all.temperature_errors.extend(next.temperature_errors);
    let (curve, more) = (&mut all.curve, next.curve);
    curve.temperatures.extend(more.temperatures);
    curve.log10_values.extend(more.log10_values);
    curve.errors = both(curve.errors.take(), more.errors);
    let had = (curve.modulus_gpa.is_some(), curve.entropy.is_some());
    curve.modulus_gpa = both(curve.modulus_gpa.take(), more.modulus_gpa);
    curve.entropy = both_entropies(curve.entropy.take(), more.entropy);
    let lost = [
        ("the shear modulus", had.0 && curve.modulus_gpa.is_none()),
        ("the entropy", had.1 && curve.entropy.is_none()),
    ];
    for (what, _) in lost.into_iter().filter(|(_, lost)| *lost) {
        let message = format!(
            "{what} is left out: {} does not have it in the same way as the curves before.",
            more.name
        );
        warnings.push(Warning::new("column_not_pooled", message));
    }
}

fn both(first: Option<Vec<f64>>, second: Option<Vec<f64>>) -> Option<Vec<f64>> {
    first.zip(second).map(|(a, b)| [a, b].concat())
}

fn both_entropies(first: Option<Entropy>, second: Option<Entropy>) -> Option<Entropy> {
    let (first, second) = first.zip(second)?;
    (first.origin == second.origin).then(|| Entropy {
        origin: first.origin,
        values: [first.values, second.values].concat(),
    })
}

/// Puts a number behind a name that came before.
fn distinct(names: &mut [String]) {
    for i in 1..names.len() {
        let before = names[..i].iter().filter(|name| **name == names[i]).count();
        if before > 0 {
            names[i] = format!("{} ({})", names[i], before + 1);
        }
    }
}
