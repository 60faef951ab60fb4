//! Specific heat and entropy of the singular free energy, unnumbered, between Eqs. 23 and 24.
//!
//! Viscosity is `(xi/a)^2` and the free-energy density `(xi/a)^-3`: with `ln(eta/eta0) = B/(T - T0)`,
//! `(xi/a)^-3 = exp(-b/(T - T0))`, `b = 3 B/2`. At the glass transition this is `10^-18` to `10^-24`,
//! so every quantity also comes as its logarithm.

use crate::angell::VogelFulcher;
use crate::error::{Result, non_negative, positive, require};
use crate::special::quadrature::{GAUSS_16, integrate};
use crate::special::{e1_scaled, e2_scaled};

/// Which specific heat is meant: the one the paper prints, or the one its free energy has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeatForm {
    /// `C = C0 (a/xi)^3`, as printed: heat and entropy in units of the constant C0, which the paper
    /// leaves open.
    Printed,
    /// `C = -T f''` of `f = -k_B T xi^-3`, with the powers of `1/(T - T0)` that "proportional to
    /// `xi^-3`" drops: heat and entropy in units of `k_B` per `a^3`.
    Singular,
}

/// The heat and entropy that go with one Vogel-Fulcher law: `(xi/a)^-3 = exp(-b/(T - T0))`.
///
/// All methods take `t > t0` in K. Both forms go to zero at T0 faster than any power: T0 is the
/// Kauzmann temperature by construction.
///
/// ```
/// use glassmelt::{ConfigurationalHeat, HeatForm, VogelFulcher};
/// let law = VogelFulcher::from_strength(-4.0, 20.0, 130.0)?;
/// let heat = ConfigurationalHeat::of(law)?;
/// let tg = law.tg(12.0)?;
/// // Sixteen decades of viscosity are twenty-four of xi^-3.
/// let decades = heat.ln_abs_heat(HeatForm::Printed, tg)? / std::f64::consts::LN_10;
/// assert!((decades + 24.0).abs() < 1e-12);
/// # Ok::<(), glassmelt::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConfigurationalHeat {
    b: f64,
    t0: f64,
}

impl ConfigurationalHeat {
    /// From `natural_b`, the B of `ln(eta/eta0) = B/(T - T0)` (that is `D T0`), and `t0`, both in K.
    /// `t0 = 0` is the Arrhenius liquid.
    ///
    /// # Errors
    /// [`Error::Domain`](crate::Error::Domain) unless `natural_b` is positive and `t0` zero or larger.
    pub fn new(natural_b: f64, t0: f64) -> Result<Self> {
        Ok(Self {
            b: 1.5 * positive("natural_b", natural_b)?,
            t0: non_negative("t0", t0)?,
        })
    }

    /// The heat that goes with a viscosity law.
    ///
    /// # Errors
    /// As for [`ConfigurationalHeat::new`].
    pub fn of(law: VogelFulcher) -> Result<Self> {
        Self::new(law.natural_b(), law.t0)
    }

    /// `b = 3 B/2` in K.
    pub fn b(&self) -> f64 {
        self.b
    }

    /// The specific heat: `exp(-b/(T - T0))` as printed, in C0; in the singular form
    /// `[T b (T b - 2 T0 (T - T0))/(T - T0)^4] exp(-b/(T - T0))`, in `k_B` per `a^3`.
    ///
    /// The singular heat is negative where `T b < 2 T0 (T - T0)`, see
    /// [`ConfigurationalHeat::singular_heat_vanishes_at`].
    ///
    /// # Errors
    /// [`Error::Domain`](crate::Error::Domain) unless `t > t0`.
    pub fn heat(&self, form: HeatForm, t: f64) -> Result<f64> {
        let excess = self.excess(t)?;
        Ok(self.heat_prefactor(form, t, excess) * (-self.b / excess).exp())
    }

    /// `ln |C|`, which does not underflow; C itself has the sign of [`ConfigurationalHeat::heat`].
    ///
    /// # Errors
    /// As for [`ConfigurationalHeat::heat`].
    pub fn ln_abs_heat(&self, form: HeatForm, t: f64) -> Result<f64> {
        let excess = self.excess(t)?;
        Ok(self.heat_prefactor(form, t, excess).abs().ln() - self.b / excess)
    }

    /// The entropy `int_T0^T C dT'/T'`, in the units of the heat; positive for both forms.
    ///
    /// Printed: `S = C0 [E1(b/(T - T0)) - exp(b/T0) E1(b T/(T0 (T - T0)))]`.
    /// Singular: `S = -df/dT = [1 + T b/(T - T0)^2] exp(-b/(T - T0))`.
    ///
    /// # Errors
    /// As for [`ConfigurationalHeat::heat`].
    pub fn entropy(&self, form: HeatForm, t: f64) -> Result<f64> {
        let excess = self.excess(t)?;
        Ok(self.entropy_prefactor(form, t, excess) * (-self.b / excess).exp())
    }

    /// `ln S`, which does not underflow.
    ///
    /// # Errors
    /// As for [`ConfigurationalHeat::heat`].
    pub fn ln_entropy(&self, form: HeatForm, t: f64) -> Result<f64> {
        let excess = self.excess(t)?;
        Ok(self.entropy_prefactor(form, t, excess).ln() - self.b / excess)
    }

    /// `ln [T S ln(eta/eta0)]`, constant for a liquid that follows Adam and Gibbs (1965).
    ///
    /// Here it varies by tens of decades: Adam-Gibbs with Vogel-Fulcher needs an entropy that rises as
    /// `1 - T0/T`. Only differences between temperatures mean something, the units of S are open.
    ///
    /// # Errors
    /// As for [`ConfigurationalHeat::heat`].
    pub fn ln_adam_gibbs_product(&self, form: HeatForm, t: f64) -> Result<f64> {
        let ln_viscosity_ratio = self.b / 1.5 / self.excess(t)?;
        Ok((t * ln_viscosity_ratio).ln() + self.ln_entropy(form, t)?)
    }

    /// Where the singular heat changes sign, in K: positive below `2 T0^2/(2 T0 - b)`, negative above.
    ///
    /// `None` where it is positive at every temperature: for `b >= 2 T0`, a strength of 4/3 or more,
    /// hence for every known liquid.
    pub fn singular_heat_vanishes_at(&self) -> Option<f64> {
        let room = 2.0 * self.t0 - self.b;
        (room > 0.0).then(|| 2.0 * self.t0 * (self.t0 / room))
    }

    /// `T - T0 > 0`.
    fn excess(&self, t: f64) -> Result<f64> {
        let t = require("t", t, t > self.t0, "finite and above t0")?;
        Ok(t - self.t0)
    }

    /// `C exp(b/(T - T0))`.
    fn heat_prefactor(&self, form: HeatForm, t: f64, excess: f64) -> f64 {
        match form {
            HeatForm::Printed => 1.0,
            HeatForm::Singular => {
                let slope = self.log_slope(t, excess);
                slope * (slope - 2.0 * self.t0 / excess)
            }
        }
    }

    /// `S exp(b/(T - T0))`.
    fn entropy_prefactor(&self, form: HeatForm, t: f64, excess: f64) -> f64 {
        match form {
            HeatForm::Printed => printed_entropy_prefactor(self.b / excess, excess / self.t0),
            HeatForm::Singular => 1.0 + self.log_slope(t, excess),
        }
    }

    /// `d ln xi^-3/d ln T = T b/(T - T0)^2`.
    fn log_slope(&self, t: f64, excess: f64) -> f64 {
        t / excess * (self.b / excess)
    }
}

/// `e(x) - e(x (1 + r))` with `e(x) = exp(x) E1(x)`, `x = b/(T - T0)` and `r = (T - T0)/T0`.
///
/// Near T0 the two values are close; there their difference is the integral of its own derivative,
/// `-de/dln u = exp(u) E2(u)`, over `ln u`.
fn printed_entropy_prefactor(x: f64, r: f64) -> f64 {
    if r < 1.0 {
        integrate(&GAUSS_16, 0.0, r.ln_1p(), |v| e2_scaled(x * v.exp()))
    } else {
        e1_scaled(x) - e1_scaled(x + x * r)
    }
}
