//! One liquid in three languages: Vogel-Fulcher parameters, Angell's strength and fragility, MYEGA.
//!
//! A "level" is the `log10` of the viscosity (or relaxation time) that defines Tg: 12 for viscosity in
//! Pa s, 2 for a relaxation time in s. The decades `K = level - log10_eta0` are what the liquid climbs
//! from infinite temperature to Tg.

use std::f64::consts::LN_10;

use crate::closure::GOLDEN_RATIO;
use crate::error::{Result, non_negative, positive, require};

/// The usual level of Tg for a viscosity in Pa s: `log10(10^12)`.
pub const GLASS_LEVEL: f64 = 12.0;

/// `log10 eta = log10_eta0 + b/(T - t0)`: Vogel, Fulcher and Tammann, the form of Eqs. 23-24.
///
/// With `t0 = 0` it is the Arrhenius law. A fit may run to a negative `t0`: the curve still stands,
/// but there is no temperature T0 and no strength.
///
/// ```
/// use glassmelt::VogelFulcher;
/// let liquid = VogelFulcher::from_strength(-4.0, 20.0, 130.0)?;
/// let tg = liquid.tg(12.0)?;
/// assert!((liquid.log10_at(tg) - 12.0).abs() < 1e-13);
/// assert!((liquid.fragility(12.0)? - 45.47).abs() < 0.01);
/// # Ok::<(), glassmelt::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VogelFulcher {
    /// log10 of the viscosity (or time) at infinite temperature.
    pub log10_eta0: f64,
    /// The slope in decades times K; `B = b ln 10` in K is the one of the natural logarithm.
    pub b: f64,
    /// The temperature at which the law diverges, in K.
    pub t0: f64,
}

impl VogelFulcher {
    /// From the strength `D = B/T0`: `b = D T0/ln 10`.
    ///
    /// # Errors
    /// [`Error::Domain`](crate::Error::Domain) unless `strength` and `t0` are positive and
    /// `log10_eta0` is finite.
    pub fn from_strength(log10_eta0: f64, strength: f64, t0: f64) -> Result<Self> {
        let strength = positive("strength", strength)?;
        let t0 = positive("t0", t0)?;
        Ok(Self {
            log10_eta0: require("log10_eta0", log10_eta0, true, "finite")?,
            b: strength * t0 / LN_10,
            t0,
        })
    }

    /// The law with this Tg and fragility m at `level`: `b = K^2 Tg/m`, `t0 = Tg (1 - K/m)`.
    ///
    /// # Errors
    /// [`Error::Domain`](crate::Error::Domain) unless `tg`, `m` and `level - log10_eta0` are positive.
    pub fn from_glass_transition(log10_eta0: f64, tg: f64, m: f64, level: f64) -> Result<Self> {
        let decades = decades(level, log10_eta0)?;
        let tg = positive("tg", tg)?;
        let m = positive("m", m)?;
        Ok(Self {
            log10_eta0,
            b: decades * decades * tg / m,
            t0: tg * ((m - decades) / m),
        })
    }

    /// The law with the infinite-temperature limit, Tg and fragility of a [`Myega`] law whose Tg is
    /// taken at `level`. Value and slope (against `Tg/T`) agree at Tg, the values agree at infinite
    /// temperature; between and below they differ.
    ///
    /// # Errors
    /// As for [`VogelFulcher::from_glass_transition`].
    pub fn from_myega(law: Myega, level: f64) -> Result<Self> {
        Self::from_glass_transition(law.log10_eta_inf, law.tg, law.m, level)
    }

    /// `log10 eta` at `t` in K; infinite at and below T0, where the law has no liquid.
    pub fn log10_at(&self, t: f64) -> f64 {
        if t > self.t0 {
            self.log10_eta0 + self.b / (t - self.t0)
        } else {
            f64::INFINITY
        }
    }

    /// `B = b ln 10` in K, the slope of `ln(eta/eta0) = B/(T - T0)`.
    pub fn natural_b(&self) -> f64 {
        self.b * LN_10
    }

    /// Angell's strength `D = B/T0`, a pure number: large for a strong liquid. The paper's f.
    ///
    /// # Errors
    /// [`Error::Domain`](crate::Error::Domain) unless `b` and `t0` are positive: an Arrhenius liquid
    /// has no finite strength.
    pub fn strength(&self) -> Result<f64> {
        let b = positive("b", self.b)?;
        Ok(b * LN_10 / positive("t0", self.t0)?)
    }

    /// The temperature in K where `log10 eta` reaches `level`: `Tg = T0 + b/K`.
    ///
    /// # Errors
    /// [`Error::Domain`](crate::Error::Domain) unless `b` and `level - log10_eta0` are positive, or
    /// where a negative `t0` lets the law reach the level at no positive temperature.
    pub fn tg(&self, level: f64) -> Result<f64> {
        let b = positive("b", self.b)?;
        positive("tg", self.t0 + b / decades(level, self.log10_eta0)?)
    }

    /// Angell's fragility `m = d log10 eta/d(Tg/T)` at Tg: `K^2 Tg/b`, which is `K + K^2 ln 10/D`.
    ///
    /// # Errors
    /// As for [`VogelFulcher::tg`].
    pub fn fragility(&self, level: f64) -> Result<f64> {
        let decades = decades(level, self.log10_eta0)?;
        Ok(decades * decades * self.tg(level)? / self.b)
    }
}

/// `log10 eta = log10_eta_inf + K (Tg/T) exp[(m/K - 1)(Tg/T - 1)]`, `K = level - log10_eta_inf`:
/// Mauro, Yue, Ellison, Gupta and Allan (`Mauro2009` in `references.bib`). It has no divergence: `T0 = 0`.
///
/// ```
/// use glassmelt::{Myega, VogelFulcher};
/// let law = Myega { log10_eta_inf: -3.0, tg: 500.0, m: 40.0 };
/// let twin = VogelFulcher::from_myega(law, 12.0)?;
/// assert!((twin.tg(12.0)? - 500.0).abs() < 1e-12);
/// assert!((twin.t0 - 312.5).abs() < 1e-12);
/// # Ok::<(), glassmelt::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Myega {
    /// log10 of the viscosity (or time) at infinite temperature.
    pub log10_eta_inf: f64,
    /// The temperature in K at which log10 reaches the level.
    pub tg: f64,
    /// Angell's fragility at Tg, a pure number.
    pub m: f64,
}

impl Myega {
    /// The law with the infinite-temperature limit of a [`VogelFulcher`] law, its Tg and its fragility
    /// at `level`: the other direction of [`VogelFulcher::from_myega`], with the same agreement.
    ///
    /// # Errors
    /// As for [`VogelFulcher::tg`].
    pub fn from_vogel_fulcher(law: VogelFulcher, level: f64) -> Result<Self> {
        Ok(Self {
            log10_eta_inf: law.log10_eta0,
            tg: law.tg(level)?,
            m: law.fragility(level)?,
        })
    }

    /// `log10 eta` at `t > 0` in K, for a Tg taken at `level`.
    pub fn log10_at(&self, t: f64, level: f64) -> f64 {
        let decades = level - self.log10_eta_inf;
        let x = self.tg / t;
        self.log10_eta_inf + decades * x * ((self.m / decades - 1.0) * (x - 1.0)).exp()
    }
}

/// `K = level - log10_eta0`, which must be positive: a liquid thickens as it cools.
fn decades(level: f64, log10_eta0: f64) -> Result<f64> {
    positive("level - log10_eta0", level - log10_eta0)
}

/// `Tg/T0 = 1 + D/(K ln 10)`, with the strength D and K decades from eta0 to Tg.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless `strength` is zero or larger and `decades` positive.
///
/// ```
/// let ratio = glassmelt::angell::tg_over_t0(10.0, 12.0)?;
/// assert!((ratio - 1.361912068252710).abs() < 1e-15);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn tg_over_t0(strength: f64, decades: f64) -> Result<f64> {
    let strength = non_negative("strength", strength)?;
    let decades = positive("decades", decades)?;
    Ok(1.0 + strength / (decades * LN_10))
}

/// `m = K + K^2 ln 10/D`: Angell's fragility of a Vogel-Fulcher liquid with strength D and K decades.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless both are positive.
///
/// ```
/// let m = glassmelt::angell::fragility_from_strength(10.0, 12.0)?;
/// assert!((m - 45.15722533911426).abs() < 1e-13);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn fragility_from_strength(strength: f64, decades: f64) -> Result<f64> {
    let strength = positive("strength", strength)?;
    let decades = positive("decades", decades)?;
    Ok(decades + decades * decades * LN_10 / strength)
}

/// `D = K^2 ln 10/(m - K)`, [`fragility_from_strength`] the other way round.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless `decades` is positive and `m > decades`: at `m = K`
/// the liquid is Arrhenius, `T0 = 0`, and no strength is large enough.
///
/// ```
/// let strength = glassmelt::angell::strength_from_fragility(45.15722533911426, 12.0)?;
/// assert!((strength - 10.0).abs() < 1e-13);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn strength_from_fragility(m: f64, decades: f64) -> Result<f64> {
    let decades = positive("decades", decades)?;
    let m = require(
        "m",
        m,
        m > decades,
        "larger than the decades K (Arrhenius: m = K)",
    )?;
    Ok(decades * decades * LN_10 / (m - decades))
}

/// The largest strength for which the linear closure still holds at Tg: `D = K ln 10/1.618`, which is
/// 22.8 at 16 decades and 17.1 at 12.
///
/// Above it `Tg > 1.618 T0`, where the closure `mu_bar_c = (mu0/T0)(T - T0)/T0` exceeds `mu_bar_0` and
/// Eq. 19 makes `y^2` negative.
///
/// # Errors
/// [`Error::Domain`](crate::Error::Domain) unless `decades` is positive.
///
/// ```
/// let bound = glassmelt::angell::largest_strength_of_the_linear_closure(16.0)?;
/// assert!((bound - 22.77).abs() < 0.01);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn largest_strength_of_the_linear_closure(decades: f64) -> Result<f64> {
    Ok(positive("decades", decades)? * LN_10 / GOLDEN_RATIO)
}
