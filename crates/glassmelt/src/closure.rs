//! Closures: what ties the flow to temperature. The flow alone has no liquid and no T0.

use crate::answer::{Layer, Warning};
use crate::dipole::DipoleTensor;
use crate::error::{Result, non_negative, positive, require};
use crate::flow::{ExactFlow, Fate};
use crate::fugacity::fugacity_squared;
use crate::medium::Medium;
use crate::validity;

/// The golden ratio: the linear closure holds up to this multiple of T0, where `mu_c = mu_0`.
pub const GOLDEN_RATIO: f64 = 1.618_033_988_749_895;

/// An assumption that gives the flow its temperature.
pub trait Closure {
    /// Its word on the command line.
    fn name(&self) -> &'static str;

    /// The layer its answers belong to.
    fn layer(&self) -> Layer;

    /// The temperature at which the modulus vanishes, K, if this closure has one.
    fn t0(&self) -> Option<f64>;

    /// What becomes of the glass at temperature `t > 0`, K.
    fn fate(&self, t: f64) -> Result<Fate>;

    /// Where the closure's own assumptions break at temperature `t`, with the numbers.
    fn warnings(&self, t: f64) -> Vec<Warning>;
}

/// The paper's closure, `mu_c_bar = (mu_0/T0)(T - T0)/T0`, below Eq. 20.
///
/// Only two numbers matter: T0 and the strength `D = 2 T0/(alpha mu_0)`, the paper's f. T0 is put in
/// by hand. Meant for T near T0; beyond `1.618 T0` it has `mu_c > mu_0`, hence `y^2 < 0`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    t0: f64,
    strength: f64,
    alpha: f64,
}

impl Linear {
    /// The closure with T0 in K and strength D, both positive, in units where `alpha = 1`.
    pub fn new(t0: f64, strength: f64) -> Result<Self> {
        positive("t0", t0)?;
        positive("strength", strength)?;
        Ok(Self {
            t0,
            strength,
            alpha: 1.0,
        })
    }

    /// The same closure with its `alpha > 0` told: it scales `mu_bar` and nothing measurable.
    pub fn with_alpha(self, alpha: f64) -> Result<Self> {
        positive("alpha", alpha).map(|alpha| Self { alpha, ..self })
    }

    /// T0, K.
    pub fn temperature(&self) -> f64 {
        self.t0
    }

    /// The strength `D = 2 T0/(alpha mu_0)`.
    pub fn strength(&self) -> f64 {
        self.strength
    }

    /// The coupling of the fixed point, `alpha mu_c_bar = (2/D)(T - T0)/T0`: negative below T0, where
    /// only its size enters.
    pub fn m_c(&self, t: f64) -> f64 {
        2.0 / self.strength * (t - self.t0) / self.t0
    }

    /// The bare coupling, `alpha mu0_bar = (2/D) T0/T`.
    pub fn m0(&self, t: f64) -> f64 {
        2.0 / self.strength * self.t0 / t
    }

    /// `mu_c_bar`, signed as [`Self::m_c`].
    pub fn mu_c_bar(&self, t: f64) -> f64 {
        self.m_c(t) / self.alpha
    }

    /// `mu0_bar`.
    pub fn mu0_bar(&self, t: f64) -> f64 {
        self.m0(t) / self.alpha
    }

    /// Where the correlation length is down to a under the criterion `mu(xi) = factor mu_c`, K: the
    /// root of `T (T - T0) = T0^2/factor`; `1.618 T0` for a factor of 1, `1.508 T0` for 1.303.
    pub fn end_of_length(&self, factor: f64) -> f64 {
        0.5 * self.t0 * (1.0 + (1.0 + 4.0 / factor).sqrt())
    }

    /// `ln(mu_0/|mu_c|)`, the distance of the bare modulus from the fixed line: negative outside the
    /// closure.
    pub fn z0(&self, t: f64) -> f64 {
        (self.t0 / t * (self.t0 / (t - self.t0).abs())).ln()
    }

    /// The exact flow from the bare modulus to the fixed point at temperature `t`.
    ///
    /// An error at T0 itself and wherever `|mu_c| > mu_0`.
    pub fn flow(&self, t: f64) -> Result<ExactFlow> {
        positive("t", t)?;
        ExactFlow::towards(self.alpha, self.mu0_bar(t), self.mu_c_bar(t).abs())
    }
}

impl Closure for Linear {
    fn name(&self) -> &'static str {
        "linear"
    }

    fn layer(&self) -> Layer {
        Layer::Printed
    }

    fn t0(&self) -> Option<f64> {
        Some(self.t0)
    }

    fn fate(&self, t: f64) -> Result<Fate> {
        positive("t", t)?;
        Ok(if t > self.t0 {
            Fate::Liquid
        } else if t < self.t0 {
            Fate::Solid {
                mu_bar: -self.mu_c_bar(t),
            }
        } else {
            Fate::Undecided
        })
    }

    fn warnings(&self, t: f64) -> Vec<Warning> {
        [
            validity::outside_closure(t, self.t0),
            validity::negative_fugacity(t, self.m0(t), self.m_c(t)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Eq. 11 drives the exact flow: nothing is put in by hand, and no T0 exists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fugacity {
    /// `alpha = 16 pi |p|^2`.
    pub alpha: f64,
    /// Bare shear modulus `mu_0 a^3/k_B`, K.
    pub mu0: f64,
    /// Fugacity of the defects at T = 0.
    pub y0: f64,
    /// Weight n' of thermally created defects.
    pub n_prime: f64,
    /// Their cost in energy, K.
    pub e_d: f64,
}

impl Fugacity {
    /// The exact flow at temperature `t > 0`, K.
    pub fn flow(&self, t: f64) -> Result<ExactFlow> {
        positive("t", t)?;
        positive("mu0", self.mu0)?;
        let y2 = fugacity_squared(self.y0, self.n_prime, self.e_d, t)?;
        ExactFlow::new(self.alpha, self.mu0 / t, y2.sqrt())
    }
}

impl Closure for Fugacity {
    fn name(&self) -> &'static str {
        "fugacity"
    }

    fn layer(&self) -> Layer {
        Layer::Exact
    }

    fn t0(&self) -> Option<f64> {
        None
    }

    /// Always solid: the flow ends on its fixed line at a finite modulus, however small.
    fn fate(&self, t: f64) -> Result<Fate> {
        Ok(Fate::Solid {
            mu_bar: self.flow(t)?.fixed_point().mu_bar,
        })
    }

    fn warnings(&self, t: f64) -> Vec<Warning> {
        let mut warnings = vec![Warning::new(
            "no_t0",
            "Eq. 11 raises the fugacity with temperature, but at finite fugacity the flow always ends \
             at a finite modulus: this closure has no T0 and no liquid.",
        )];
        if let Ok(y2) = fugacity_squared(self.y0, self.n_prime, self.e_d, t) {
            warnings.extend(validity::not_dilute(y2.sqrt()));
        }
        warnings
    }
}

/// The mean field of elastic dipoles that rotate freely: a derived T0, from density and dipole.
///
/// Lorentz's argument for `n` rotors a volume in an isotropic medium: with
/// `x = n <Q_xy^2>/(k_B T mu_0)` and `beta = 2 (1/3 - 2B/15)`, `mu_R/mu_0 = 1 - x/(1 + beta x)`, which
/// vanishes at `k_B T0 = (1 - beta) n <Q_xy^2>/mu_0`. Not in the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClausiusMossotti {
    density: f64,
    dipole_squared: f64,
    mu0: f64,
    beta: f64,
}

impl ClausiusMossotti {
    /// `density = n a^3`; `dipole_deviator_squared = Q_dev:Q_dev` of one rotor in K^2 (so that
    /// `<Q_xy^2>` is a tenth of it); `mu0 = mu_0 a^3/k_B` in K; `lambda_over_mu` above -2/3.
    pub fn new(
        density: f64,
        dipole_deviator_squared: f64,
        mu0: f64,
        lambda_over_mu: f64,
    ) -> Result<Self> {
        non_negative("density", density)?;
        non_negative("dipole_deviator_squared", dipole_deviator_squared)?;
        positive("mu0", mu0)?;
        let stable = lambda_over_mu > -2.0 / 3.0;
        require(
            "lambda_over_mu",
            lambda_over_mu,
            stable,
            "above -2/3, or the bulk modulus is negative",
        )?;
        let b = 1.0 - 1.0 / (lambda_over_mu + 2.0);
        let beta = 2.0 * (1.0 / 3.0 - 2.0 * b / 15.0);
        Ok(Self {
            density,
            dipole_squared: dipole_deviator_squared / 10.0,
            mu0,
            beta,
        })
    }

    /// `mu_0 a^3/k_B`, K.
    pub fn mu0(&self) -> f64 {
        self.mu0
    }

    /// The mean field of rotors that carry `dipole` in `medium`; `density = n a^3` with the `cell` a.
    ///
    /// `kelvin` is the unit of energy (of the dipole, and of the medium times length cubed) in K; with one,
    /// temperatures are energies in that unit.
    ///
    /// ```
    /// use glassmelt::closure::{ClausiusMossotti, Closure};
    /// use glassmelt::{DipoleTensor, Medium, SymmetricTensor};
    ///
    /// // Energies in eV, lengths in nm: mu_0 = 20 eV/nm^3 = 3.2 GPa, rods of 3 eV, one in ten cells.
    /// let medium = Medium::new(20.0, 20.0)?;
    /// let rod = DipoleTensor(SymmetricTensor::uniaxial(3.0, nalgebra::Vector3::z()));
    /// let field = ClausiusMossotti::of_dipole(&medium, &rod, 0.5, 0.1, 11604.518)?;
    /// assert!((field.t0().expect("a mean field has one") - 142.35).abs() < 0.01);
    /// # Ok::<(), glassmelt::Error>(())
    /// ```
    pub fn of_dipole(
        medium: &Medium,
        dipole: &DipoleTensor,
        cell: f64,
        density: f64,
        kelvin: f64,
    ) -> Result<Self> {
        let volume = positive("cell", cell)?.powi(3);
        let kelvin = positive("kelvin", kelvin)?;
        let deviator = dipole.0.finite("dipole")?.deviator();
        Self::new(
            density,
            deviator.contract(&deviator) * kelvin * kelvin,
            medium.mu() * volume * kelvin,
            medium.lambda() / medium.mu(),
        )
    }

    /// Eshelby's factor of a sheared ball, `2 (1/3 - 2B/15)` (`Eshelby1957`).
    pub fn beta(&self) -> f64 {
        self.beta
    }

    /// `x = n <Q_xy^2>/(k_B T mu_0)`: the softening of independent rotors.
    pub fn independent_softening(&self, t: f64) -> f64 {
        self.density * self.dipole_squared / (t * self.mu0)
    }

    /// `mu_R/mu_0` at temperature `t > 0`; zero or negative at T0 and below.
    pub fn modulus_ratio(&self, t: f64) -> f64 {
        self.ratio_at(self.independent_softening(t))
    }

    /// `mu_R/mu_0 = 1 - x/(1 + beta x)` at the softening x, of independent rotors or with their pairs.
    pub fn ratio_at(&self, x: f64) -> f64 {
        1.0 - x / (1.0 + self.beta * x)
    }

    /// The softening at which the modulus vanishes, `1/(1 - beta)`: 1.9565 at `lambda = mu`.
    pub fn critical_softening(&self) -> f64 {
        1.0 / (1.0 - self.beta)
    }
}

impl Closure for ClausiusMossotti {
    fn name(&self) -> &'static str {
        "clausius-mossotti"
    }

    fn layer(&self) -> Layer {
        Layer::Elastic
    }

    fn t0(&self) -> Option<f64> {
        Some((1.0 - self.beta) * self.density * self.dipole_squared / self.mu0)
    }

    /// Solid above T0; below it the mean-field modulus is negative, and the closure cannot say
    /// whether the rotors freeze or the glass flows.
    fn fate(&self, t: f64) -> Result<Fate> {
        positive("t", t)?;
        let ratio = self.modulus_ratio(t);
        Ok(if ratio > 0.0 {
            Fate::Solid {
                mu_bar: ratio * self.mu0 / t,
            }
        } else {
            Fate::Undecided
        })
    }

    fn warnings(&self, t: f64) -> Vec<Warning> {
        let x = self.independent_softening(t);
        let mut warnings = vec![Warning::new(
            "softens_on_cooling",
            "At fixed density the rotors' susceptibility falls as 1/T: this mean field is soft below its T0 \
             and stiffens on heating, the opposite of melting, unless the density of rotors rises faster \
             than T.",
        )];
        if x > 1.0 {
            warnings.push(Warning::new(
                "mean_field_catastrophe",
                format!(
                    "The softening x = {x:.4} of independent rotors is not small (mean field ends at \
                     {:.4}); small simulations do not show its catastrophe.",
                    self.critical_softening()
                ),
            ));
        }
        warnings
    }
}
