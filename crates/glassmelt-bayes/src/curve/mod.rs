//! One law on one curve, or on pooled ones: the posterior that is sampled.

pub(crate) mod likelihood;
mod slopes;
mod starts;

use glassmelt_fit::{Law, Parameter, Quantity};
use serde::Serialize;

use crate::density::{Density, Model, Variable};
use crate::error::BayesError;
use crate::measured::Measured;
use crate::prior::Prior;
use crate::priors::{self, Chosen};
use crate::transform::Transform;
use likelihood::{Noise, Points};

/// Where the scatter about the law is a parameter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scatter {
    /// At points without an error of their own.
    #[default]
    WhereNoError,
    /// At all points, added in squares to the errors that were given.
    Everywhere,
}

/// What points of several sources share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Batches {
    /// Each source has an offset of its own, drawn from a normal distribution of unknown width.
    #[default]
    Offsets,
    /// All sources agree.
    Together,
}

/// How a posterior is made of a curve.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CurveOptions {
    /// Priors in place of the default ones.
    pub priors: Chosen,
    /// Where the scatter is a parameter.
    pub scatter: Scatter,
    /// What points of several sources share.
    pub batches: Batches,
}

/// A coordinate: what it is called, what is believed of it, how it is unbounded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Coordinate {
    pub(crate) variable: Variable,
    pub(crate) prior: Prior,
    pub(crate) transform: Transform,
}

impl Coordinate {
    /// For a parameter within bounds: the transform keeps to what bounds and prior share.
    pub(crate) fn new(
        name: String,
        unit: &'static str,
        (lower, upper): (f64, f64),
        prior: Prior,
    ) -> Result<Self, BayesError> {
        prior.check(&name)?;
        let (low, high) = prior.support();
        let (from, to) = (lower.max(low), upper.min(high));
        if from >= to {
            return Err(BayesError::NoOverlap {
                parameter: name,
                low,
                high,
                lower,
                upper,
            });
        }
        Ok(Self {
            transform: Transform::within(from, to),
            variable: Variable {
                name,
                unit,
                prior: prior.to_string(),
            },
            prior,
        })
    }

    /// The value at `u`, its slope, and ln of the density of u with its derivative.
    pub(crate) fn at(&self, u: f64) -> (f64, f64, f64, f64) {
        let point = self.transform.at(u);
        let (log, slope) = self.prior.log_density(point.value);
        (
            point.value,
            point.slope,
            log + point.log_jacobian,
            slope * point.slope + point.log_jacobian_slope,
        )
    }
}

/// The posterior of a law's parameters, of the scatter where no errors are given, and of the offsets of
/// the sources where there are several.
///
/// Points are independent and normal about the law plus their source's offset. Their variance is that
/// of the given error, or of the scatter, plus the square of the law's slope times the error of the
/// temperature: temperatures are integrated out to first order. A limit has the share of that normal
/// distribution on its side of the value.
#[derive(Clone)]
pub struct CurveModel<'a> {
    law: &'a dyn Law,
    data: &'a Measured,
    points: Points<'a>,
    coordinates: Vec<Coordinate>,
    parameters: usize,
    scatter: Option<usize>,
    /// The width of the offsets; they themselves are the coordinates behind it, in its units.
    batch_spread: Option<usize>,
    natural: Vec<f64>,
    slopes: Vec<f64>,
    offsets: Vec<f64>,
    by_value: Vec<f64>,
}

impl<'a> CurveModel<'a> {
    /// The posterior of this law on these data.
    ///
    /// # Errors
    /// [`BayesError::Fit`] where the law needs a column that the curve lacks, or finds fewer than three
    /// points; errors of the priors.
    pub fn new(
        law: &'a dyn Law,
        data: &'a Measured,
        options: &CurveOptions,
    ) -> Result<Self, BayesError> {
        starts::check(law, data)?;
        // "Above 13 at 300 K" is true of every law that diverges hotter than that.
        let bounding = data.without_upper_points();
        let bounding = if bounding.is_empty() {
            &data.curve
        } else {
            &bounding
        };
        let parameters = law.parameters(bounding);
        let known: Vec<String> = names(&parameters, data.curve.quantity);
        options.priors.check_names("priors", law.name(), &known)?;
        let mut coordinates = Vec::new();
        for (parameter, name) in parameters.iter().zip(known) {
            let chosen = options.priors.of(law.name(), &name);
            let prior = chosen.unwrap_or_else(|| priors::default(law, parameter, bounding));
            let bounds = (parameter.lower, parameter.upper);
            coordinates.push(Coordinate::new(name, parameter.unit, bounds, prior)?);
        }
        let count = coordinates.len();
        let open = data.errors.iter().any(Option::is_none);
        let has_scatter = open || options.scatter == Scatter::Everywhere;
        let scatter = has_scatter.then_some(count);
        if has_scatter {
            coordinates.push(beside(law, options, "sigma", priors::SCATTER)?);
        }
        let several = data.sources.len() > 1 && options.batches == Batches::Offsets;
        let batch_spread = several.then_some(coordinates.len());
        if several {
            coordinates.push(beside(law, options, "batch_spread", priors::BATCH_SPREAD)?);
            for source in &data.sources {
                let standard = Prior::Normal { mean: 0.0, sd: 1.0 };
                let all = (f64::NEG_INFINITY, f64::INFINITY);
                let mut offset =
                    Coordinate::new(format!("offset[{source}]"), "dex", all, standard)?;
                "normal(0, batch_spread)".clone_into(&mut offset.variable.prior);
                coordinates.push(offset);
            }
        }
        let n = coordinates.len();
        Ok(Self {
            law,
            data,
            points: Points::new(law, data, options.scatter, count),
            parameters: count,
            scatter,
            batch_spread,
            natural: vec![0.0; n],
            slopes: vec![0.0; n],
            offsets: vec![0.0; data.sources.len()],
            by_value: vec![0.0; n],
            coordinates,
        })
    }

    /// The law.
    pub fn law(&self) -> &'a dyn Law {
        self.law
    }

    /// The data.
    pub fn data(&self) -> &'a Measured {
        self.data
    }

    /// How many of the variables, the first ones, are the law's.
    pub fn parameters(&self) -> usize {
        self.parameters
    }

    /// Which variable is the scatter, where it is one.
    pub fn scatter(&self) -> Option<usize> {
        self.scatter
    }

    /// The offsets of the sources in units of their width become decades.
    pub(crate) fn natural_offsets(&self, values: &mut [f64]) {
        if let Some(spread) = self.batch_spread {
            let width = values[spread];
            for offset in &mut values[spread + 1..] {
                *offset *= width;
            }
        }
    }

    /// The prior and the transform of each coordinate, in order.
    pub(crate) fn coordinates(&self) -> &[Coordinate] {
        &self.coordinates
    }

    /// Mean and standard deviation of each point, offsets and errors of temperature included.
    pub(crate) fn expected(&self, values: &[f64]) -> Vec<(f64, f64)> {
        let none = vec![0.0; self.data.sources.len()];
        let mut points = self.points.clone();
        points.expected(&values[..self.parameters], self.noise(values, &none))
    }

    fn noise<'b>(&self, values: &'b [f64], no_offsets: &'b [f64]) -> Noise<'b> {
        Noise {
            scatter: self.scatter.map_or(0.0, |j| values[j]),
            offsets: self.batch_spread.map_or(no_offsets, |j| &values[j + 1..]),
        }
    }
}

fn beside(
    law: &dyn Law,
    options: &CurveOptions,
    name: &str,
    default: Prior,
) -> Result<Coordinate, BayesError> {
    let prior = options.priors.of(law.name(), name).unwrap_or(default);
    Coordinate::new(name.to_owned(), "dex", (0.0, f64::INFINITY), prior)
}

fn names(parameters: &[Parameter], quantity: Quantity) -> Vec<String> {
    parameters.iter().map(|p| p.name_for(quantity)).collect()
}

impl Density for CurveModel<'_> {
    fn dimension(&self) -> usize {
        self.coordinates.len()
    }

    fn evaluate(&mut self, at: &[f64], gradient: &mut [f64]) -> f64 {
        let mut total = 0.0;
        for (j, coordinate) in self.coordinates.iter().enumerate() {
            let (value, slope, log, by_u) = coordinate.at(at[j]);
            (self.natural[j], self.slopes[j], gradient[j]) = (value, slope, by_u);
            total += log;
        }
        let spread = self.batch_spread.map(|j| self.natural[j]);
        if let (Some(j), Some(width)) = (self.batch_spread, spread) {
            for (offset, z) in self.offsets.iter_mut().zip(&self.natural[j + 1..]) {
                *offset = width * z;
            }
        }
        let noise = Noise {
            scatter: self.scatter.map_or(0.0, |j| self.natural[j]),
            offsets: &self.offsets,
        };
        let k = self.parameters;
        self.by_value.fill(0.0);
        let (by_law, rest) = self.by_value.split_at_mut(k);
        let (by_scatter, by_offset) = rest.split_at_mut(usize::from(self.scatter.is_some()));
        let by_offset = by_offset.get_mut(1..).unwrap_or_default();
        total += self
            .points
            .evaluate(&self.natural[..k], noise, by_law, by_scatter, by_offset);
        if let (Some(j), Some(width)) = (self.batch_spread, spread) {
            // offset = width z: the width feels every offset, each z its own.
            for source in 0..self.offsets.len() {
                let by_offset = self.by_value[j + 1 + source];
                self.by_value[j] += by_offset * self.natural[j + 1 + source];
                self.by_value[j + 1 + source] = by_offset * width;
            }
        }
        for ((g, by_value), slope) in gradient.iter_mut().zip(&self.by_value).zip(&self.slopes) {
            *g += by_value * slope;
        }
        total
    }
}

impl Model for CurveModel<'_> {
    fn name(&self) -> String {
        self.law.name().to_owned()
    }

    fn variables(&self) -> Vec<Variable> {
        self.coordinates
            .iter()
            .map(|c| c.variable.clone())
            .collect()
    }

    fn starts(&self) -> Vec<Vec<f64>> {
        starts::of(self)
    }

    fn values(&self, at: &[f64]) -> Vec<f64> {
        let coordinates = self.coordinates.iter().zip(at);
        let mut values: Vec<f64> = coordinates.map(|(c, u)| c.transform.at(*u).value).collect();
        self.natural_offsets(&mut values);
        values
    }

    fn points(&self) -> usize {
        self.data.len()
    }

    fn log_likelihoods(&mut self, values: &[f64], out: &mut [f64]) {
        let none = vec![0.0; self.data.sources.len()];
        let noise = self.noise(values, &none);
        self.points
            .log_likelihoods(&values[..self.parameters], noise, out);
    }
}
