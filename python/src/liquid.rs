//! What ties the flow to temperature, and the liquid above T0: closures, Liquid, melting.

use std::f64::consts::LOG10_E;

use glassmelt as rust;
use glassmelt::closure::{self, Closure};
use glassmelt::melting::{self, Laboratory};
use pyo3::prelude::*;

use crate::errors::theory;
use crate::numbers::{Numbers, map, one};
use crate::results::named;
use crate::threads::beside;
use crate::words;

/// The paper's closure, mu_c_bar = (mu_0/T0)(T - T0)/T0, below Eq. 20. T0 is put in by hand.
///
/// t0: K; strength: D = 2 T0/(alpha mu_0), the paper's f; alpha only sets the unit of mu_bar.
/// Raises DomainError unless all are positive.
#[pyclass(frozen, module = "glassmelt.closure", from_py_object)]
#[derive(Clone, Copy)]
pub(crate) struct Linear(closure::Linear);

#[pymethods]
impl Linear {
    #[new]
    #[pyo3(signature = (t0, strength, alpha = 1.0))]
    fn new(t0: f64, strength: f64, alpha: f64) -> PyResult<Self> {
        let made = closure::Linear::new(t0, strength).and_then(|made| made.with_alpha(alpha));
        made.map(Self).map_err(theory)
    }

    /// T0, K.
    #[getter]
    fn t0(&self) -> f64 {
        self.0.temperature()
    }

    /// The strength D.
    #[getter]
    fn strength(&self) -> f64 {
        self.0.strength()
    }

    /// alpha mu_c_bar = (2/D)(T - T0)/T0 at t in K, of any shape; negative below T0.
    fn m_c<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.m_c(t)))
    }

    /// alpha mu0_bar = (2/D) T0/T at t in K, of any shape.
    fn m0<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.m0(t)))
    }

    /// mu_c a^3/(k_B T) at t in K, of any shape; negative below T0.
    fn mu_c_bar<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.mu_c_bar(t)))
    }

    /// mu_0 a^3/(k_B T) at t in K, of any shape.
    fn mu0_bar<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.mu0_bar(t)))
    }

    /// ln(mu_0/|mu_c|) at t in K, of any shape; negative outside the closure.
    fn z0<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.z0(t)))
    }

    /// Where the length is down to a under mu(xi) = factor mu_c, K: 1.508 T0 for 1.303.
    fn end_of_length(&self, factor: f64) -> f64 {
        self.0.end_of_length(factor)
    }

    fn __repr__(&self) -> String {
        let (t0, strength) = (self.0.temperature(), self.0.strength());
        format!(
            "Linear: alpha mu_c_bar = (2/{strength}) (T - {t0})/{t0}, alpha mu0_bar = (2/{strength}) {t0}/T"
        )
    }
}

/// Eq. 11 drives the exact flow: nothing is put in by hand, and there is no T0 and no liquid.
///
/// alpha: pure number; mu0: mu_0 a^3/k_B in K; y0, n_prime: pure numbers; e_d in K.
#[pyclass(frozen, module = "glassmelt.closure", from_py_object)]
#[derive(Clone, Copy)]
pub(crate) struct Fugacity(closure::Fugacity);

#[pymethods]
impl Fugacity {
    #[new]
    #[pyo3(signature = (alpha, mu0, y0, n_prime = 0.0, e_d = 0.0))]
    fn new(alpha: f64, mu0: f64, y0: f64, n_prime: f64, e_d: f64) -> Self {
        Self(closure::Fugacity {
            alpha,
            mu0,
            y0,
            n_prime,
            e_d,
        })
    }

    /// The modulus at the fixed point, mu_c a^3/(k_B T), at t in K, of any shape.
    fn mu_c_bar<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.flow(t)?.fixed_point().mu_bar))
    }

    /// ln(xi/a), the healing length of the flow, at t in K, of any shape.
    fn healing_ell<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.flow(t)?.healing_ell()))
    }

    fn __repr__(&self) -> String {
        let closure::Fugacity {
            alpha,
            mu0,
            y0,
            n_prime,
            e_d,
        } = self.0;
        format!(
            "Fugacity: y^2 = {}  (1 + {n_prime} exp(-2 {e_d}/T)), alpha = {alpha}, mu0_bar = {mu0}/T",
            y0 * y0
        )
    }
}

/// The mean field of freely turning dipoles: mu_R/mu_0 = 1 - x/(1 + beta x). Not in the paper.
///
/// density: n a^3; dipole_deviator_squared: Q_dev:Q_dev of one rotor, K^2; mu0: mu_0 a^3/k_B in K.
/// Raises DomainError outside.
#[pyclass(frozen, module = "glassmelt.closure", from_py_object)]
#[derive(Clone, Copy)]
pub(crate) struct ClausiusMossotti(closure::ClausiusMossotti);

#[pymethods]
impl ClausiusMossotti {
    #[new]
    #[pyo3(signature = (density, dipole_deviator_squared, mu0, lambda_over_mu = 1.0))]
    fn new(
        density: f64,
        dipole_deviator_squared: f64,
        mu0: f64,
        lambda_over_mu: f64,
    ) -> PyResult<Self> {
        let made =
            closure::ClausiusMossotti::new(density, dipole_deviator_squared, mu0, lambda_over_mu);
        made.map(Self).map_err(theory)
    }

    /// Where the modulus vanishes, K.
    #[getter]
    fn t0(&self) -> Option<f64> {
        self.0.t0()
    }

    /// Eshelby's factor of a sheared ball (Eshelby1957).
    #[getter]
    fn beta(&self) -> f64 {
        self.0.beta()
    }

    /// The softening at which the modulus vanishes.
    #[getter]
    fn critical_softening(&self) -> f64 {
        self.0.critical_softening()
    }

    /// x = n <Q_xy^2>/(k_B T mu_0) at t in K, of any shape.
    fn independent_softening<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.independent_softening(t)))
    }

    /// mu_R/mu_0 at t in K, of any shape.
    fn modulus_ratio<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.modulus_ratio(t)))
    }

    /// mu_R/mu_0 at the softening x, of any shape.
    fn ratio_at<'py>(&self, py: Python<'py>, x: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&x], |[x]| Ok(self.0.ratio_at(x)))
    }

    fn __repr__(&self) -> String {
        let (x, beta) = (self.0.independent_softening(1.0), self.0.beta());
        format!("ClausiusMossotti: mu_R/mu_0 = 1 - x/(1 + {beta} x), x = {x}/T")
    }
}

/// The liquid of the linear closure above T0: length, viscosity, heat, entropy at any number of temperatures.
///
/// closure: Linear; layer: "printed" (Eqs. 22, 23), "small-coupling" (Eq. 21) or "exact" (Eqs. 16-17).
/// Raises NotInLayerError for "elastic".
#[pyclass(frozen, module = "glassmelt.liquid")]
pub(crate) struct Liquid(rust::Liquid);

#[pymethods]
impl Liquid {
    #[new]
    #[pyo3(signature = (closure, layer = "printed"))]
    fn new(closure: Linear, layer: &str) -> PyResult<Self> {
        let liquid = rust::Liquid::new(closure.0, words::layer(layer)?);
        liquid.map(Self).map_err(theory)
    }

    /// Its closure.
    #[getter]
    fn closure(&self) -> Linear {
        Linear(self.0.closure())
    }

    /// Its layer.
    #[getter]
    fn layer(&self) -> String {
        self.0.layer().to_string()
    }

    /// ln(xi/a), Eqs. 21 and 23, at t in K, of any shape; inf at T0 and below, 0 beyond the closure.
    fn log_length<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.log_length(t)))
    }

    /// ln(xi/a) and its derivative by temperature, a LengthAndSlope (ell, by_t in 1/K), at t in K, of any shape.
    fn length<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        let parts = map(py, [&t], |[t]| {
            let length = self.0.length(t);
            Ok([length.ell, length.by_t])
        })?;
        named(py, "LengthAndSlope", &parts)
    }

    /// ln of heat and entropy, an LnHeatAndEntropy, at t in K, of any shape; NaN where they are not positive.
    fn ln_heat_and_entropy<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let parts = map(py, [&t], |[t]| {
            let ln = self.0.ln_heat_and_entropy(t);
            Ok([ln.heat, ln.heat_singular, ln.entropy, ln.entropy_singular])
        })?;
        named(py, "LnHeatAndEntropy", &parts)
    }

    /// ln(T S ln(eta/eta0)) at t in K, of any shape: constant if Adam and Gibbs hold (AdamGibbs1965).
    fn ln_adam_gibbs_product<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.ln_adam_gibbs_product(t)))
    }

    /// mu_R/mu_0 at one temperature t in K and the scales ell, of any shape; NaN outside the closure.
    fn modulus<'py>(
        &self,
        py: Python<'py>,
        t: f64,
        ell: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&ell], |[ell]| {
            let ratio = self.0.modulus(t, &[ell]);
            Ok(ratio.first().copied().unwrap_or(f64::NAN))
        })
    }

    /// All at once, an Observables, at t in K, of any shape: xi, viscosity, time, heat, entropy as log10.
    ///
    /// a_nm: cut-off length, nm; eta0_pa_s: viscosity where xi = a, Pa s; omega_s: frequency of local shear
    /// phonons, rad/s. At T0 and below xi is infinite, and heat and entropy are NaN. Raises DomainError unless
    /// all three are positive.
    #[pyo3(signature = (t, *, a_nm = 0.5, eta0_pa_s = 1e-4, omega_s = 1e13))]
    fn observables<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
        a_nm: f64,
        eta0_pa_s: f64,
        omega_s: f64,
    ) -> PyResult<Bound<'py, PyAny>> {
        // One temperature asks whether the laboratory's numbers are in their domains.
        melting::linear(
            self.0.closure(),
            self.0.layer(),
            Laboratory {
                a_nm,
                eta0_pa_s,
                omega_s,
            },
            &[],
        )
        .map_err(theory)?;
        let (log10_a, log10_eta0, log10_omega) = (a_nm.log10(), eta0_pa_s.log10(), omega_s.log10());
        let t0 = self.0.closure().temperature();
        let parts = map(py, [&t], |[t]| {
            let decades = self.0.log_length(t) * LOG10_E;
            let heats = if t > t0 {
                let ln = self.0.ln_heat_and_entropy(t);
                [ln.heat, ln.heat_singular, ln.entropy, ln.entropy_singular]
            } else {
                [f64::NAN; 4]
            };
            let [cv, cv_singular, entropy, entropy_singular] = heats.map(|ln| ln * LOG10_E);
            Ok([
                t,
                log10_a + decades,
                log10_eta0 + 2.0 * decades,
                2.0 * decades - log10_omega,
                cv,
                cv_singular,
                entropy,
                entropy_singular,
            ])
        })?;
        named(py, "Observables", &parts)
    }

    fn __repr__(&self) -> String {
        let closure = self.0.closure();
        let (t0, strength) = (closure.temperature(), closure.strength());
        let equation = match self.0.layer() {
            rust::Layer::Printed => format!("ln(xi/a) = ({strength}/2) {t0}/(T - {t0})"),
            rust::Layer::SmallCoupling => format!(
                "ln(xi/a) = [E1(0.2647) - E1(ln mu_0/mu_c)]/(alpha mu_c_bar), \
                 alpha mu_c_bar = (2/{strength}) (T - {t0})/{t0}"
            ),
            _ => format!(
                "mu_bar(ln(xi/a)) = 1.303 mu_c_bar on the flow (16)-(17), \
                 alpha mu_c_bar = (2/{strength}) (T - {t0})/{t0}"
            ),
        };
        format!("Liquid ({}): {equation}", self.0.layer())
    }
}

/// The JSON of a glass heated under a closure; `closure` is one of three.
#[pyfunction]
#[pyo3(signature = (closure, temperatures, layer, a_nm, eta0_pa_s, omega_s))]
pub(crate) fn melt_json(
    py: Python<'_>,
    closure: AnyClosure,
    temperatures: Numbers<'_>,
    layer: &str,
    a_nm: f64,
    eta0_pa_s: f64,
    omega_s: f64,
) -> PyResult<String> {
    let (layer, temperatures) = (words::layer(layer)?, temperatures.flat());
    let laboratory = Laboratory {
        a_nm,
        eta0_pa_s,
        omega_s,
    };
    let melted = beside(py, move |_| match closure {
        AnyClosure::Linear(Linear(closure)) => {
            melting::linear(closure, layer, laboratory, &temperatures)
        }
        AnyClosure::Fugacity(Fugacity(closure)) => {
            melting::fugacity(&closure, laboratory, &temperatures)
        }
        AnyClosure::ClausiusMossotti(ClausiusMossotti(closure)) => {
            melting::clausius_mossotti(&closure, laboratory, &temperatures)
        }
    })?;
    crate::json::text(&melted.map_err(theory)?)
}

/// One of the closures.
#[derive(FromPyObject)]
pub(crate) enum AnyClosure {
    Linear(Linear),
    Fugacity(Fugacity),
    ClausiusMossotti(ClausiusMossotti),
}
