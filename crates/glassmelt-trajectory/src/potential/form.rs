//! Pair energies u(r) with their first two derivatives, cut at a distance.

use serde::{Deserialize, Serialize};

use super::spline::Spline;
use crate::error::{Error, Result};

/// u, u', u'' at one distance.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Derivatives {
    /// u, an energy.
    pub value: f64,
    /// u', an energy over a length; the force is -u'.
    pub first: f64,
    /// u''.
    pub second: f64,
}

/// What is done at the cutoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// Nothing: u jumps. The dynamics feel no such jump, and the moduli are those of `Energy`.
    None,
    /// `u(r) - u(r_c)`: the force jumps.
    Energy,
    /// `u(r) - u(r_c) - (r - r_c) u'(r_c)`: the force is continuous.
    Force,
}

/// u(r) before it is cut.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// `4 epsilon ((sigma/r)^12 - (sigma/r)^6)`.
    LennardJones {
        /// The depth, an energy.
        epsilon: f64,
        /// Where u = 0.
        sigma: f64,
    },
    /// `depth (exp(-2 s) - 2 exp(-s))`, `s = stiffness (r - distance)`.
    Morse {
        /// The depth, an energy.
        depth: f64,
        /// One over a length.
        stiffness: f64,
        /// Where the minimum is.
        distance: f64,
    },
    /// `epsilon (sigma/r)^exponent`.
    InversePower {
        /// u at sigma, an energy.
        epsilon: f64,
        /// A length.
        sigma: f64,
        /// Positive.
        exponent: f64,
    },
    /// `strength exp(-r/screening)/r`.
    Yukawa {
        /// An energy times a length.
        strength: f64,
        /// The screening length.
        screening: f64,
    },
    /// A natural cubic spline through given values.
    Table(Spline),
}

impl Form {
    /// A table of distances, ascending, and energies.
    ///
    /// # Errors
    /// For fewer than three points, lists of unlike length, distances that do not ascend from above zero, or
    /// numbers that are not finite.
    pub fn table(r: &[f64], u: &[f64]) -> Result<Self> {
        Spline::new(r, u).map(Self::Table)
    }

    /// u, u', u'' at r > 0.
    pub fn at(&self, r: f64) -> Derivatives {
        match self {
            Self::LennardJones { epsilon, sigma } => {
                let [twelve, six] =
                    [12.0, 6.0].map(|exponent| power(4.0 * epsilon, *sigma, exponent, r));
                Derivatives {
                    value: twelve.value - six.value,
                    first: twelve.first - six.first,
                    second: twelve.second - six.second,
                }
            }
            Self::Morse {
                depth,
                stiffness,
                distance,
            } => {
                let e = (-stiffness * (r - distance)).exp();
                Derivatives {
                    value: depth * e * (e - 2.0),
                    first: 2.0 * depth * stiffness * e * (1.0 - e),
                    second: 2.0 * depth * stiffness * stiffness * e * (2.0 * e - 1.0),
                }
            }
            Self::InversePower {
                epsilon,
                sigma,
                exponent,
            } => power(*epsilon, *sigma, *exponent, r),
            Self::Yukawa {
                strength,
                screening,
            } => {
                let value = strength * (-r / screening).exp() / r;
                let (k, s) = (screening.recip(), r.recip());
                Derivatives {
                    value,
                    first: -value * (k + s),
                    second: value * ((k + s) * (k + s) + s * s),
                }
            }
            Self::Table(spline) => spline.at(r),
        }
    }
}

/// `energy (sigma/r)^n` with its derivatives.
fn power(energy: f64, sigma: f64, exponent: f64, r: f64) -> Derivatives {
    let value = energy * (sigma / r).powf(exponent);
    Derivatives {
        value,
        first: -exponent * value / r,
        second: exponent * (exponent + 1.0) * value / (r * r),
    }
}

/// A form with its cutoff.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    form: Form,
    cutoff: f64,
    shift: Shift,
    at_cutoff: Derivatives,
}

impl Pair {
    /// This form up to this distance.
    ///
    /// # Errors
    /// When the cutoff is not positive and finite, or u or a derivative is not finite there.
    pub fn new(form: Form, cutoff: f64, shift: Shift) -> Result<Self> {
        let at_cutoff = form.at(cutoff);
        let Derivatives {
            value,
            first,
            second,
        } = at_cutoff;
        let finite = (value + first + second).is_finite();
        if !(cutoff > 0.0 && cutoff.is_finite() && finite) {
            return Err(Error::Domain {
                name: "the cutoff of a pair",
                value: cutoff,
                domain: "positive, finite, and where the potential is finite",
            });
        }
        Ok(Self {
            form,
            cutoff,
            shift,
            at_cutoff,
        })
    }

    /// Where it ends.
    pub fn cutoff(&self) -> f64 {
        self.cutoff
    }

    /// u, u', u'' at r > 0, zero from the cutoff on.
    pub fn at(&self, r: f64) -> Derivatives {
        if r >= self.cutoff {
            return Derivatives::default();
        }
        let mut u = self.form.at(r);
        match self.shift {
            Shift::None => {}
            Shift::Energy => u.value -= self.at_cutoff.value,
            Shift::Force => {
                u.value -= self.at_cutoff.value + (r - self.cutoff) * self.at_cutoff.first;
                u.first -= self.at_cutoff.first;
            }
        }
        u
    }

    /// u' just before the cutoff: by what the force jumps there.
    pub fn jump(&self) -> f64 {
        match self.shift {
            Shift::None | Shift::Energy => self.at_cutoff.first,
            Shift::Force => 0.0,
        }
    }
}
