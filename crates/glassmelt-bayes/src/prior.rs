//! Families of priors: densities, their slopes, draws, and how a person writes them.

use std::f64::consts::TAU;
use std::fmt;

use rand::{Rng, RngExt};
use serde::{Deserialize, Serialize};

use crate::error::BayesError;
use crate::random::normal;

/// What is believed of a parameter before the data, cut off at the bounds of the parameter's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "family", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Prior {
    /// A normal distribution.
    Normal {
        /// Its mean, in the parameter's unit.
        mean: f64,
        /// Its standard deviation, in the parameter's unit.
        sd: f64,
    },
    /// `ln(x - above)` is normal.
    LogNormal {
        /// The median of `x - above`.
        median: f64,
        /// Standard deviation of the logarithm.
        sd: f64,
        /// Where the parameter begins; zero unless said.
        #[serde(default)]
        above: f64,
    },
    /// The positive half of a normal distribution about zero.
    HalfNormal {
        /// Its standard deviation before it was halved, in the parameter's unit.
        sd: f64,
    },
    /// Every value alike from `low` to `high`, by default all that have a meaning.
    Uniform {
        /// The smallest value.
        #[serde(default = "minus_infinity")]
        low: f64,
        /// The largest.
        #[serde(default = "infinity")]
        high: f64,
    },
}

fn minus_infinity() -> f64 {
    f64::NEG_INFINITY
}

fn infinity() -> f64 {
    f64::INFINITY
}

impl Prior {
    /// Every value alike within the bounds of the parameter.
    pub fn flat() -> Self {
        Self::Uniform {
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
        }
    }

    /// ln of the density at `x` and its derivative, but for the share that bounds cut off.
    pub fn log_density(&self, x: f64) -> (f64, f64) {
        match *self {
            Self::Normal { mean, sd } => {
                let z = (x - mean) / sd;
                (-0.5 * z * z - sd.ln() - 0.5 * TAU.ln(), -z / sd)
            }
            Self::LogNormal { median, sd, above } => {
                let excess = x - above;
                let z = (excess / median).ln() / sd;
                let log = -0.5 * z * z - sd.ln() - 0.5 * TAU.ln() - excess.ln();
                (log, -(z / sd + 1.0) / excess)
            }
            Self::HalfNormal { sd } => {
                let z = x / sd;
                (-0.5 * z * z - sd.ln() + 0.5 * (4.0 / TAU).ln(), -z / sd)
            }
            Self::Uniform { .. } => (0.0, 0.0),
        }
    }

    /// Where the density is not zero.
    pub fn support(&self) -> (f64, f64) {
        match *self {
            Self::Normal { .. } => (f64::NEG_INFINITY, f64::INFINITY),
            Self::LogNormal { above, .. } => (above, f64::INFINITY),
            Self::HalfNormal { .. } => (0.0, f64::INFINITY),
            Self::Uniform { low, high } => (low, high),
        }
    }

    /// A draw within bounds; none where a thousand tries all fell outside, or the prior is flat without
    /// end.
    pub fn draw(&self, lower: f64, upper: f64, rng: &mut impl Rng) -> Option<f64> {
        (0..1000)
            .map(|_| self.draw_once(lower, upper, rng))
            .find(|x| x.is_finite() && (lower..=upper).contains(x))
    }

    fn draw_once(&self, lower: f64, upper: f64, rng: &mut impl Rng) -> f64 {
        match *self {
            Self::Normal { mean, sd } => mean + sd * normal(rng),
            Self::LogNormal { median, sd, above } => above + median * (sd * normal(rng)).exp(),
            Self::HalfNormal { sd } => sd * normal(rng).abs(),
            Self::Uniform { low, high } => {
                let (from, to) = (low.max(lower), high.min(upper));
                from + (to - from) * rng.random::<f64>()
            }
        }
    }

    /// Refuses numbers without a meaning.
    ///
    /// # Errors
    /// [`BayesError::BadPrior`] unless spreads and medians are positive, all numbers finite, and
    /// `low < high`.
    pub fn check(&self, parameter: &str) -> Result<(), BayesError> {
        let require = |number, value: f64, ok: bool, domain| {
            if ok {
                return Ok(());
            }
            Err(BayesError::BadPrior {
                parameter: parameter.to_owned(),
                number,
                value,
                domain,
            })
        };
        let positive = |number, value: f64| {
            let ok = value.is_finite() && value > 0.0;
            require(number, value, ok, "finite and positive")
        };
        match *self {
            Self::Normal { mean, sd } => {
                require("mean", mean, mean.is_finite(), "finite")?;
                positive("sd", sd)
            }
            Self::LogNormal { median, sd, above } => {
                positive("median", median)?;
                require("above", above, above.is_finite(), "finite")?;
                positive("sd", sd)
            }
            Self::HalfNormal { sd } => positive("sd", sd),
            Self::Uniform { low, high } => require("low", low, low < high, "below high"),
        }
    }
}

/// Four digits, without the zeros they end in.
fn short(x: f64) -> String {
    let size = x.abs();
    if size != 0.0 && !(1e-3..1e5).contains(&size) {
        return format!("{x:.3e}");
    }
    let before = size.max(1.0).log10().floor();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 6"
    )]
    let after = (if size < 0.1 { 5.0 } else { 3.0 } - before).max(0.0) as usize;
    let text = format!("{x:.after$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

impl fmt::Display for Prior {
    /// `normal(-3, 2)`, `log-normal(median 40, ln-sd 0.7)`, `half-normal(0.3)`, `uniform`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Normal { mean, sd } => write!(f, "normal({}, {})", short(mean), short(sd)),
            Self::LogNormal { median, sd, above } => {
                write!(
                    f,
                    "log-normal(median {}, ln-sd {}",
                    short(median),
                    short(sd)
                )?;
                if above != 0.0 {
                    write!(f, ", above {}", short(above))?;
                }
                f.write_str(")")
            }
            Self::HalfNormal { sd } => write!(f, "half-normal({})", short(sd)),
            Self::Uniform { low, high } if low.is_finite() || high.is_finite() => {
                write!(f, "uniform({}, {})", short(low), short(high))
            }
            Self::Uniform { .. } => f.write_str("uniform within its bounds"),
        }
    }
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    const ALL: [Prior; 3] = [
        Prior::Normal { mean: 2.0, sd: 0.7 },
        Prior::LogNormal {
            median: 3.0,
            sd: 0.6,
            above: 1.5,
        },
        Prior::HalfNormal { sd: 1.3 },
    ];

    #[test]
    fn densities_integrate_to_one_and_their_slopes_are_slopes() {
        for prior in ALL {
            let (low, _) = prior.support();
            let low = if low.is_finite() { low } else { -10.0 };
            let (n, high) = (200_000, 60.0);
            let step = (high - low) / f64::from(n);
            let total: f64 = (0..n)
                .map(|i| prior.log_density(low + (f64::from(i) + 0.5) * step).0.exp() * step)
                .sum();
            assert_relative_eq!(total, 1.0, epsilon = 1e-5);
            let h = 1e-6;
            let difference = prior.log_density(2.5 + h).0 - prior.log_density(2.5 - h).0;
            assert_relative_eq!(
                prior.log_density(2.5).1,
                difference / (2.0 * h),
                epsilon = 1e-6
            );
        }
    }

    #[test]
    fn draws_have_the_mean_of_their_density_and_stay_within_bounds() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        for prior in ALL {
            let draws: Vec<f64> = (0..20_000)
                .filter_map(|_| prior.draw(1.6, 4.0, &mut rng))
                .collect();
            assert!(draws.iter().all(|x| (1.6..=4.0).contains(x)));
            let mean = draws.iter().sum::<f64>() / draws.len() as f64;
            let moments = (0..24_000).map(|i| 1.6 + 1e-4 * (f64::from(i) + 0.5));
            let (mass, first) = moments.fold((0.0, 0.0), |(mass, first), x| {
                let density = prior.log_density(x).0.exp();
                (mass + density, first + density * x)
            });
            // Their spread is below 0.7: five errors of the mean are below 0.025.
            assert_relative_eq!(mean, first / mass, epsilon = 0.025);
        }
    }

    #[test]
    fn a_prior_prints_as_a_person_would_write_it() {
        assert_eq!(ALL[0].to_string(), "normal(2, 0.7)");
        assert_eq!(
            ALL[1].to_string(),
            "log-normal(median 3, ln-sd 0.6, above 1.5)"
        );
        assert_eq!(Prior::flat().to_string(), "uniform within its bounds");
        let wide = Prior::LogNormal {
            median: 4321.0,
            sd: 1.5,
            above: 0.0,
        };
        assert_eq!(wide.to_string(), "log-normal(median 4321, ln-sd 1.5)");
    }

    #[test]
    fn numbers_without_a_meaning_are_refused() {
        assert!(Prior::Normal { mean: 0.0, sd: 0.0 }.check("t0").is_err());
        assert!(
            Prior::Uniform {
                low: 2.0,
                high: 1.0
            }
            .check("t0")
            .is_err()
        );
        assert!(Prior::flat().check("t0").is_ok());
    }
}
