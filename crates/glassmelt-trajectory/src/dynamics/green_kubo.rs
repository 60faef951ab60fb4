//! Viscosity from the memory of stress (Green 1954; Kubo 1957), and from how far its integral walks (Helfand 1960).
//!
//! ```text
//! G(t) = V/(k_B T) <s(0) s(t)>,      eta = int_0^inf G dt = lim_t d/dt  V/(2 k_B T) <[int_0^t s dt']^2>,
//! ```
//!
//! the mean over the independent shears: five in space, two in a plane.

use glassmelt::{Estimate, SymmetricTensor, Warning};
use glassmelt_statistics::jackknife_error;
use serde::{Deserialize, Serialize};

use super::stress_correlation::{StressCorrelation, StressCorrelator};
use super::stress_series::StressSeries;
use crate::error::{Error, Result};
use crate::frame::Dimension;

/// What the stress was measured in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StressConditions {
    /// V, or the area of a plane, in the units of the file.
    pub volume: f64,
    /// `k_B T` in the unit of energy, see [`crate::Units::boltzmann`].
    pub kt: f64,
}

/// A number at a time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtTime {
    /// The time.
    pub time: f64,
    /// The number.
    pub value: Estimate,
}

/// A viscosity, or the reason why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum ShearViscosity {
    /// Stress forgot within the lags.
    Measured {
        /// `int G dt` up to the limit: an energy over a volume times the unit of time.
        eta: Estimate,
        /// The upper limit W of the integral: the first time that is [`MEMORIES`] times the mean relaxation time
        /// `int t G dt/int G dt` up to it.
        upper_limit: f64,
        /// That mean relaxation time.
        relaxation_time: f64,
        /// The integral from W to 2 W: zero within three errors, or below [`NEGLIGIBLE`] of eta.
        left_out: Estimate,
        /// By Helfand: how fast the squared integral of stress grows between W and 2 W.
        helfand: Estimate,
    },
    /// Stress did not forget within the lags: no number.
    NotDecayed {
        /// The longest lag.
        until: f64,
        /// `G` there over `G(0)`.
        left: Estimate,
        /// The integral up to there.
        so_far: Estimate,
    },
}

/// All that a series of stress says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ViscosityAnswer {
    /// Space or plane.
    pub dimension: Dimension,
    /// How long the series is.
    pub duration: f64,
    /// The interval of its values.
    pub interval: f64,
    /// `G(0)`, the modulus at infinite frequency where the interval resolves it.
    pub infinite_frequency_modulus: Estimate,
    /// `G(t)`, at lags that are spread over the logarithm of time.
    pub modulus: Vec<AtTime>,
    /// `int_0^t G dt'` at the same times: where it is flat, it is the viscosity.
    pub running: Vec<AtTime>,
    /// The viscosity, or why there is none.
    pub viscosity: ShearViscosity,
    /// What to keep in mind.
    pub warnings: Vec<Warning>,
}

/// The integral ends at so many mean relaxation times: of an exponential, 0.7 per cent are left.
pub const MEMORIES: f64 = 5.0;
/// What may be left beyond the limit whatever its error, as a part of the whole.
pub const NEGLIGIBLE: f64 = 0.02;
/// A series shorter than so many relaxation times gets a warning.
const SHORT: f64 = 20.0;
/// So many of the lags a decade are told.
const PER_DECADE: f64 = 20.0;
/// Blocks of time origins for the walk of the integral.
const BLOCKS: usize = 16;

/// Viscosity of a series of stress. The longest lag looked at, a time, is an eighth of the series where none is given.
///
/// # Errors
/// When volume or `k_B T` is not finite and positive, or the series is shorter than the longest lag.
pub fn viscosity(
    series: &StressSeries,
    conditions: StressConditions,
    longest: Option<f64>,
) -> Result<ViscosityAnswer> {
    let lags = longest.map_or(series.values.len() as f64 / 8.0, |t| t / series.interval);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
    let lags = lags.clamp(1.0, series.values.len() as f64) as usize;
    let mut correlator = StressCorrelator::new(series.dimension, series.interval, lags)?;
    for value in &series.values {
        correlator.add(value);
    }
    let correlation = correlator.finish()?;
    let kubo = GreenKubo::new(&correlation, conditions)?;
    Ok(kubo.answer(&series.values))
}

/// A correlation in its conditions.
#[derive(Debug, Clone, Copy)]
pub struct GreenKubo<'a> {
    correlation: &'a StressCorrelation,
    /// `V/(k_B T)`.
    weight: f64,
}

impl<'a> GreenKubo<'a> {
    /// Of a series that may have been too long for memory.
    ///
    /// # Errors
    /// When volume or `k_B T` is not finite and positive.
    pub fn new(correlation: &'a StressCorrelation, conditions: StressConditions) -> Result<Self> {
        for (name, value) in [("volume", conditions.volume), ("k_B T", conditions.kt)] {
            if !(value.is_finite() && value > 0.0) {
                return Err(Error::Domain {
                    name,
                    value,
                    domain: "finite and positive",
                });
            }
        }
        Ok(Self {
            correlation,
            weight: conditions.volume / conditions.kt,
        })
    }

    /// `G(t)` at a lag counted in intervals.
    pub fn modulus(&self, lag: usize) -> Estimate {
        let memory = lag as f64 * self.correlation.interval();
        self.correlation.estimate(memory, |c| self.weight * c[lag])
    }

    /// `int_0^t G dt'` up to a lag, by trapezoids: high by `(interval/tau)^2/12` of itself where G falls in the
    /// time tau and starts with a kink; much nearer where it starts flat.
    pub fn running(&self, lag: usize) -> Estimate {
        let memory = lag as f64 * self.correlation.interval();
        self.correlation
            .estimate(memory, |c| self.integral(c, 0..lag))
    }

    fn integral(&self, c: &[f64], lags: std::ops::Range<usize>) -> f64 {
        let ends = c[lags.start..=lags.end].windows(2);
        let sum: f64 = ends.map(|ends| ends[0] + ends[1]).sum();
        0.5 * self.weight * self.correlation.interval() * sum
    }

    /// The first lag that is [`MEMORIES`] times `int t G dt/int G dt` up to it, and that time in intervals.
    fn limit(&self) -> Option<(usize, f64)> {
        let c = self.correlation.values();
        let (mut whole, mut first_moment) = (0.0, 0.0);
        (1..c.len()).find_map(|lag| {
            let t = lag as f64;
            whole += 0.5 * (c[lag - 1] + c[lag]);
            first_moment += 0.5 * ((t - 1.0) * c[lag - 1] + t * c[lag]);
            let time = first_moment / whole;
            (whole > 0.0 && t >= MEMORIES * time && time > 0.0).then_some((lag, time))
        })
    }

    /// The viscosity where stress has forgotten: twice the upper limit fits into the lags, and between the limit
    /// and its double nothing is left. `values` are the series, for Helfand's walk.
    pub fn viscosity(&self, values: &[SymmetricTensor]) -> ShearViscosity {
        let last = self.correlation.values().len() - 1;
        let interval = self.correlation.interval();
        if let Some((limit, time)) = self.limit().filter(|(limit, _)| 2 * limit <= last) {
            let memory = 2.0 * time * interval;
            let estimate = |lags: std::ops::Range<usize>| {
                self.correlation
                    .estimate(memory, |c| self.integral(c, lags.clone()))
            };
            let (eta, left_out) = (estimate(0..limit), estimate(limit..2 * limit));
            // Where too few blocks tell no error, only what is negligible passes.
            let sure = Some(3.0 * left_out.error).filter(|error| error.is_finite());
            let small = (NEGLIGIBLE * eta.mean.abs()).max(sure.unwrap_or(0.0));
            if left_out.mean.abs() <= small {
                return ShearViscosity::Measured {
                    eta,
                    upper_limit: limit as f64 * interval,
                    relaxation_time: time * interval,
                    left_out,
                    helfand: self.helfand(values, limit),
                };
            }
        }
        ShearViscosity::NotDecayed {
            until: last as f64 * interval,
            left: self
                .correlation
                .estimate(last as f64 * interval, |c| c[last] / c[0]),
            so_far: self.running(last),
        }
    }

    /// `[H(2W) - H(W)]/W` with `H(t) = V/(2 k_B T) <[int_0^t s dt']^2>`, from the walk of the integral itself; the
    /// error by a jackknife over sixteen blocks of time origins. Not a number where the series is too short.
    pub fn helfand(&self, values: &[SymmetricTensor], limit: usize) -> Estimate {
        let walks = self.walks(values);
        let origins = values.len().saturating_sub(2 * limit);
        let block = |number: usize| number * origins / BLOCKS..(number + 1) * origins / BLOCKS;
        let sums: Vec<(f64, f64)> = (0..BLOCKS)
            .map(|number| {
                let growth = |start: usize| -> f64 {
                    walks
                        .iter()
                        .map(|walk| {
                            let near = walk[start + limit] - walk[start];
                            let far = walk[start + 2 * limit] - walk[start];
                            far * far - near * near
                        })
                        .sum()
                };
                let sum: f64 = block(number).map(growth).sum();
                (sum, (block(number).len() * walks.len()) as f64)
            })
            .collect();
        let slope = |left_out: Option<usize>| {
            let kept = sums
                .iter()
                .enumerate()
                .filter(|(n, _)| Some(*n) != left_out);
            let (sum, count) =
                kept.fold((0.0, 0.0), |(sum, count), (_, (s, c))| (sum + s, count + c));
            let span = limit as f64 * self.correlation.interval();
            0.5 * self.weight * sum / count / span
        };
        let without: Vec<f64> = (0..BLOCKS).map(|number| slope(Some(number))).collect();
        let span = 2.0 * limit as f64 * self.correlation.interval();
        Estimate {
            mean: slope(None),
            error: jackknife_error(&without),
            independent_samples: (self.correlation.duration() / span).max(1.0),
        }
    }

    /// The integrals of the shears over time, by trapezoids.
    fn walks(&self, values: &[SymmetricTensor]) -> Vec<Vec<f64>> {
        let shears: &[usize] = match self.correlation.dimension() {
            Dimension::Three => &[0, 1, 2, 3, 4],
            Dimension::Two => &[0, 3],
        };
        let half = 0.5 * self.correlation.interval();
        let walk = |shear: &usize| {
            let mut walk = Vec::with_capacity(values.len());
            let (mut sum, mut before) = (0.0, None);
            for value in values {
                let now = value.shears()[*shear];
                sum += before.map_or(0.0, |before: f64| half * (before + now));
                before = Some(now);
                walk.push(sum);
            }
            walk
        };
        shears.iter().map(walk).collect()
    }

    /// All of it.
    pub fn answer(&self, values: &[SymmetricTensor]) -> ViscosityAnswer {
        let lags = self.spread();
        let interval = self.correlation.interval();
        let curve = |number: &dyn Fn(usize) -> Estimate| {
            let point = |lag: &usize| AtTime {
                time: *lag as f64 * interval,
                value: number(*lag),
            };
            lags.iter().map(point).collect()
        };
        let viscosity = self.viscosity(values);
        ViscosityAnswer {
            dimension: self.correlation.dimension(),
            duration: self.correlation.duration(),
            interval,
            infinite_frequency_modulus: self.modulus(0),
            modulus: curve(&|lag| self.modulus(lag)),
            running: curve(&|lag| self.running(lag)),
            warnings: self.warnings(&viscosity),
            viscosity,
        }
    }

    /// Lags from zero, twenty a decade.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below the number of lags
    fn spread(&self) -> Vec<usize> {
        let last = self.correlation.values().len() - 1;
        let lag = |n: u32| 10_f64.powf(f64::from(n) / PER_DECADE).round() as usize;
        let mut lags: Vec<usize> = (0..400).map(lag).take_while(|lag| *lag < last).collect();
        lags.insert(0, 0);
        lags.push(last);
        lags.dedup();
        lags
    }

    fn warnings(&self, viscosity: &ShearViscosity) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let duration = self.correlation.duration();
        match viscosity {
            ShearViscosity::Measured {
                relaxation_time, ..
            } if duration < SHORT * relaxation_time => warnings.push(Warning::new(
                "short_series",
                format!(
                    "the series of stress lasts {duration}, less than twenty relaxation times of \
                     {relaxation_time}: the viscosity and its error are rough"
                ),
            )),
            ShearViscosity::Measured { eta, left_out, upper_limit, .. }
                if left_out.mean.abs() > eta.error.max(2.0 * left_out.error) =>
            {
                warnings.push(Warning::new(
                    "limit_matters",
                    format!(
                        "the integral from its limit {upper_limit} to the double of it is {} +- {}: more than \
                         noise, and than the error {} of the viscosity",
                        left_out.mean, left_out.error, eta.error
                    ),
                ));
            }
            ShearViscosity::NotDecayed { until, left, .. } => warnings.push(Warning::new(
                "not_decayed",
                format!(
                    "stress has not forgotten by t = {until}, where G/G(0) = {} +- {}: there is no viscosity \
                     without a longer series or longer lags",
                    left.mean, left.error
                ),
            )),
            ShearViscosity::Measured { .. } => {}
        }
        let c = self.correlation.values();
        if c[1] < 0.5 * c[0] {
            warnings.push(Warning::new(
                "coarse_stress",
                format!(
                    "stress falls to {} of its square within one interval of {}: write it more often",
                    c[1] / c[0],
                    self.correlation.interval()
                ),
            ));
        }
        warnings
    }
}
