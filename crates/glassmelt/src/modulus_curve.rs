//! The shear modulus against scale, `mu_R(length)` or `mu_R(q)`: one type for the flow, the rotors and a
//! trajectory, so that one plot and one comparison serve all.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use crate::answer::{Estimate, Layer};

/// What a curve runs along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// A length, in units of the cut-off a: how far correlations are counted.
    Length,
    /// A wave number, in units of 1/a.
    WaveNumber,
}

/// How well a point is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// A number of a theory, without an error of its own.
    Exact,
    /// An estimate.
    Estimated {
        /// Its standard error.
        error: f64,
        /// How many independent samples stand behind it.
        independent_samples: f64,
    },
}

/// The modulus at one scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ModulusPoint {
    /// Length or wave number.
    pub at: f64,
    /// `mu_R/mu_0`.
    pub ratio: f64,
    /// How well it is known.
    pub known: Knowledge,
}

/// `mu_R/mu_0` against length or wave number, in ascending order of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModulusCurve {
    /// What it is, for a legend.
    pub name: String,
    /// The layer it comes from.
    pub layer: Layer,
    /// What it runs along.
    pub scale: Scale,
    /// Its points.
    pub points: Vec<ModulusPoint>,
}

/// Two curves at one scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Deviation {
    /// Length or wave number.
    pub at: f64,
    /// The one minus the other, in units of `mu_0`.
    pub difference: f64,
    /// The standard error of the difference; zero where both are exact.
    pub error: f64,
}

impl ModulusPoint {
    /// A point of a theory.
    pub fn exact(at: f64, ratio: f64) -> Self {
        let known = Knowledge::Exact;
        Self { at, ratio, known }
    }

    /// A measured point.
    pub fn estimated(at: f64, estimate: &Estimate) -> Self {
        let Estimate {
            mean,
            error,
            independent_samples,
        } = *estimate;
        Self {
            at,
            ratio: mean,
            known: Knowledge::Estimated {
                error,
                independent_samples,
            },
        }
    }

    /// Its standard error; zero if exact.
    pub fn error(&self) -> f64 {
        match self.known {
            Knowledge::Exact => 0.0,
            Knowledge::Estimated { error, .. } => error,
        }
    }
}

impl ModulusCurve {
    /// The curve through these points, which are put in order.
    pub fn new(
        name: impl Into<String>,
        layer: Layer,
        scale: Scale,
        mut points: Vec<ModulusPoint>,
    ) -> Self {
        points.sort_by(|a, b| a.at.total_cmp(&b.at));
        Self {
            name: name.into(),
            layer,
            scale,
            points,
        }
    }

    /// `mu_R/mu_0` and its error on the straight line between the points around `at`; none outside them.
    ///
    /// ```
    /// use glassmelt::Layer;
    /// use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
    ///
    /// let points = vec![ModulusPoint::exact(1.0, 0.9), ModulusPoint::exact(3.0, 0.7)];
    /// let curve = ModulusCurve::new("flow", Layer::Exact, Scale::Length, points);
    /// let (ratio, error) = curve.at(2.0).expect("between the points");
    /// assert!((ratio - 0.8).abs() < 1e-15 && error == 0.0);
    /// assert!(curve.at(4.0).is_none());
    /// ```
    pub fn at(&self, at: f64) -> Option<(f64, f64)> {
        let after = self.points.iter().position(|point| point.at >= at)?;
        let right = &self.points[after];
        if right.at == at {
            return Some((right.ratio, right.error()));
        }
        let left = &self.points[after.checked_sub(1)?];
        let part = (at - left.at) / (right.at - left.at);
        let ratio = left.ratio + part * (right.ratio - left.ratio);
        let error = ((1.0 - part) * left.error()).hypot(part * right.error());
        Some((ratio, error))
    }

    /// The same curve along the other scale, with `length = 2 pi/q`: a wave counts as its wavelength. The
    /// modulus is not changed: that correlations up to R act like a wave of length R holds up to a factor
    /// of order one.
    #[must_use]
    pub fn along(&self, scale: Scale) -> Self {
        let mut curve = self.clone();
        if scale != self.scale {
            for point in &mut curve.points {
                point.at = 2.0 * PI / point.at;
            }
            curve.points.reverse();
            curve.scale = scale;
        }
        curve
    }

    /// This curve minus `other` at the points of this one that lie on the other, on this one's scale.
    pub fn minus(&self, other: &Self) -> Vec<Deviation> {
        let other = other.along(self.scale);
        let of_point = |point: &ModulusPoint| {
            let (ratio, error) = other.at(point.at)?;
            Some(Deviation {
                at: point.at,
                difference: point.ratio - ratio,
                error: point.error().hypot(error),
            })
        };
        self.points.iter().filter_map(of_point).collect()
    }
}
