//! One law on one curve, checked and prepared: what the fit, the profiles and the bootstrap share.

use crate::curve::Curve;
use crate::error::FitError;
use crate::law::{Law, Parameter};
use crate::solve::{Loss, Minimum, Objective, Outcome, Robust, minimise, sigma_from_mad};

/// How a law is fitted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FitOptions {
    /// What a residual costs.
    pub loss: Loss,
    /// Whether the errors of the curve are used.
    pub weighting: Weighting,
}

/// What the errors of the curve are used for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weighting {
    /// Where the curve gives errors they are the weights, and are believed.
    #[default]
    Errors,
    /// All points count alike.
    Equal,
}

/// A law, a curve, and what the least squares need to know of both.
pub struct Task<'a> {
    /// The law.
    pub law: &'a dyn Law,
    /// The curve.
    pub curve: &'a Curve,
    /// The law's parameters with their bounds on this curve.
    pub parameters: Vec<Parameter>,
    /// `1/error` of each point where errors are used.
    pub weights: Option<Vec<f64>>,
    loss: Loss,
}

impl<'a> Task<'a> {
    /// Prepares the fit.
    ///
    /// # Errors
    /// When the curve is ragged or holds a number without a meaning, when it has too few points or
    /// temperatures for the law, or lacks a column that the law needs.
    pub fn new(law: &'a dyn Law, curve: &'a Curve, options: FitOptions) -> Result<Self, FitError> {
        check_curve(curve)?;
        if let Some(reason) = law.needs(curve) {
            return Err(FitError::Needs {
                law: law.name(),
                reason,
            });
        }
        let parameters = law.parameters(curve);
        check_numbers(law, curve, parameters.len())?;
        let weights = match (options.weighting, &curve.errors) {
            (Weighting::Errors, Some(errors)) => Some(errors.iter().map(|e| 1.0 / e).collect()),
            _ => None,
        };
        Ok(Self {
            law,
            curve,
            parameters,
            weights,
            loss: options.loss,
        })
    }

    /// The sum to make small for these values in place of the curve's own.
    pub fn objective<'b>(&'b self, targets: &'b [f64], loss: Robust) -> Objective<'b> {
        Objective::new(
            self.law,
            self.curve,
            targets,
            self.weights.as_deref(),
            &self.parameters,
            loss,
        )
    }

    /// The best fit to the curve, and the loss with the scale that was found for it.
    ///
    /// A robust loss takes its scale from the median absolute residual of the fit before it, twice.
    ///
    /// # Errors
    /// When no start led to a minimum.
    pub fn solve(&self) -> Result<(Minimum, Robust), FitError> {
        let starts = self.law.starts(self.curve);
        let mut best = self.lowest(&starts, Robust::Squares)?;
        if self.loss == Loss::Squares {
            return Ok((best, Robust::Squares));
        }
        let mut loss = Robust::Squares;
        for _ in 0..3 {
            let residuals = self
                .objective(&self.curve.log10_values, loss)
                .residuals(&best.values);
            let sigma = sigma_from_mad(&residuals);
            if sigma <= 0.0 {
                break;
            }
            loss = self.loss.with_sigma(sigma);
            let from: Vec<Vec<f64>> = std::iter::once(best.values.clone())
                .chain(starts.iter().cloned())
                .collect();
            best = self.lowest(&from, loss)?;
        }
        Ok((best, loss))
    }

    fn lowest(&self, starts: &[Vec<f64>], loss: Robust) -> Result<Minimum, FitError> {
        let no_minimum = |reason: String| FitError::NoMinimum {
            law: self.law.name(),
            starts: starts.len(),
            reason,
        };
        let objective = self.objective(&self.curve.log10_values, loss);
        let Some(minimum) = minimise(&objective, starts, &[]) else {
            return Err(no_minimum("there is no starting point".to_owned()));
        };
        match &minimum.outcome {
            _ if minimum.converged() => Ok(minimum),
            Outcome::Stopped(reason) => Err(no_minimum(reason.clone())),
            Outcome::Converged => Err(no_minimum("the residuals are not finite".to_owned())),
        }
    }
}

/// Refuses columns of unequal length and numbers without a meaning.
fn check_curve(curve: &Curve) -> Result<(), FitError> {
    let points = curve.len();
    let any = |_: f64| true;
    let positive = |x: f64| x > 0.0;
    check_column(
        "temperatures",
        points,
        &curve.temperatures,
        positive,
        "finite and positive",
    )?;
    check_column("log10_values", points, &curve.log10_values, any, "finite")?;
    if let Some(errors) = &curve.errors {
        check_column("errors", points, errors, positive, "finite and positive")?;
    }
    if let Some(modulus) = &curve.modulus_gpa {
        check_column(
            "modulus_gpa",
            points,
            modulus,
            positive,
            "finite and positive",
        )?;
    }
    if let Some(entropy) = &curve.entropy {
        check_column("entropy", points, &entropy.values, any, "finite")?;
    }
    Ok(())
}

fn check_column(
    column: &'static str,
    points: usize,
    values: &[f64],
    ok: fn(f64) -> bool,
    domain: &'static str,
) -> Result<(), FitError> {
    if values.len() != points {
        return Err(FitError::Ragged {
            column,
            points,
            length: values.len(),
        });
    }
    match values.iter().position(|&x| !x.is_finite() || !ok(x)) {
        Some(index) => Err(FitError::BadPoint {
            index,
            column,
            value: values[index],
            domain,
        }),
        None => Ok(()),
    }
}

/// Refuses fewer points than parameters and one, and fewer temperatures than parameters.
fn check_numbers(law: &dyn Law, curve: &Curve, parameters: usize) -> Result<(), FitError> {
    let (law, points) = (law.name(), curve.len());
    let needed = parameters + 1;
    if points < needed {
        return Err(FitError::TooFewPoints {
            law,
            parameters,
            needed,
            points,
        });
    }
    let mut sorted = curve.temperatures.clone();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup();
    let temperatures = sorted.len();
    if temperatures < parameters {
        return Err(FitError::TooFewTemperatures {
            law,
            parameters,
            temperatures,
        });
    }
    Ok(())
}
