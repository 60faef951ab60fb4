//! One liquid in three languages, and its heat: VogelFulcher, Myega, ConfigurationalHeat.

use glassmelt as rust;
use pyo3::prelude::*;

use crate::errors::theory;
use crate::numbers::{Numbers, one};
use crate::words;

/// log10 eta = log10_eta0 + b/(T - t0), the form of Eqs. 23 and 24.
///
/// log10_eta0: log10 of Pa s (or s); b: decades times K; t0: K.
#[pyclass(frozen, module = "glassmelt.angell", from_py_object)]
#[derive(Clone, Copy)]
pub(crate) struct VogelFulcher(pub(crate) rust::VogelFulcher);

#[pymethods]
impl VogelFulcher {
    #[new]
    fn new(log10_eta0: f64, b: f64, t0: f64) -> Self {
        Self(rust::VogelFulcher { log10_eta0, b, t0 })
    }

    /// From the strength D = B/T0 and T0 in K. Raises DomainError unless both are positive.
    #[staticmethod]
    fn from_strength(log10_eta0: f64, strength: f64, t0: f64) -> PyResult<Self> {
        let law = rust::VogelFulcher::from_strength(log10_eta0, strength, t0);
        law.map(Self).map_err(theory)
    }

    /// From Tg in K and Angell's fragility m at level. Raises DomainError unless both are positive.
    #[staticmethod]
    #[pyo3(signature = (log10_eta0, tg, m, level = 12.0))]
    fn from_glass_transition(log10_eta0: f64, tg: f64, m: f64, level: f64) -> PyResult<Self> {
        let law = rust::VogelFulcher::from_glass_transition(log10_eta0, tg, m, level);
        law.map(Self).map_err(theory)
    }

    /// With the hot limit, Tg and m of a Myega law.
    #[staticmethod]
    #[pyo3(signature = (law, level = 12.0))]
    fn from_myega(law: Myega, level: f64) -> PyResult<Self> {
        let law = rust::VogelFulcher::from_myega(law.0, level);
        law.map(Self).map_err(theory)
    }

    /// log10 eta at the temperatures t in K, of any shape; inf at and below T0.
    fn log10_at<'py>(&self, py: Python<'py>, t: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.log10_at(t)))
    }

    /// The temperature in K where log10 eta is level. Raises DomainError where there is none.
    #[pyo3(signature = (level = 12.0))]
    fn tg(&self, level: f64) -> PyResult<f64> {
        self.0.tg(level).map_err(theory)
    }

    /// Angell's m = d log10 eta/d(Tg/T) at Tg. Raises DomainError where there is no Tg.
    #[pyo3(signature = (level = 12.0))]
    fn fragility(&self, level: f64) -> PyResult<f64> {
        self.0.fragility(level).map_err(theory)
    }

    /// D = B/T0, the paper's f. Raises DomainError unless b and t0 are positive.
    fn strength(&self) -> PyResult<f64> {
        self.0.strength().map_err(theory)
    }

    /// B = b ln 10 in K, of ln(eta/eta0) = B/(T - T0).
    fn natural_b(&self) -> f64 {
        self.0.natural_b()
    }

    /// log10 of the hot limit.
    #[getter]
    fn log10_eta0(&self) -> f64 {
        self.0.log10_eta0
    }

    /// The slope, decades times K.
    #[getter]
    fn b(&self) -> f64 {
        self.0.b
    }

    /// Where it diverges, K.
    #[getter]
    fn t0(&self) -> f64 {
        self.0.t0
    }

    fn __repr__(&self) -> String {
        let law = self.0;
        format!(
            "VogelFulcher: log10 eta = {} + {}/(T - {})",
            law.log10_eta0, law.b, law.t0
        )
    }
}

/// log10 eta = log10_eta_inf + K (Tg/T) exp[(m/K - 1)(Tg/T - 1)], K = level - log10_eta_inf (Mauro2009).
///
/// log10_eta_inf: log10 of Pa s (or s); tg: K; m: Angell's fragility.
#[pyclass(frozen, module = "glassmelt.angell", from_py_object)]
#[derive(Clone, Copy)]
pub(crate) struct Myega(pub(crate) rust::Myega);

#[pymethods]
impl Myega {
    #[new]
    fn new(log10_eta_inf: f64, tg: f64, m: f64) -> Self {
        Self(rust::Myega {
            log10_eta_inf,
            tg,
            m,
        })
    }

    /// With the hot limit, Tg and m of a VogelFulcher law.
    #[staticmethod]
    #[pyo3(signature = (law, level = 12.0))]
    fn from_vogel_fulcher(law: VogelFulcher, level: f64) -> PyResult<Self> {
        let law = rust::Myega::from_vogel_fulcher(law.0, level);
        law.map(Self).map_err(theory)
    }

    /// log10 eta at the temperatures t in K, of any shape.
    #[pyo3(signature = (t, level = 12.0))]
    fn log10_at<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
        level: f64,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&t], |[t]| Ok(self.0.log10_at(t, level)))
    }

    /// log10 of the hot limit.
    #[getter]
    fn log10_eta_inf(&self) -> f64 {
        self.0.log10_eta_inf
    }

    /// Where log10 eta is the level, K.
    #[getter]
    fn tg(&self) -> f64 {
        self.0.tg
    }

    /// Angell's fragility.
    #[getter]
    fn m(&self) -> f64 {
        self.0.m
    }

    fn __repr__(&self) -> String {
        let rust::Myega {
            log10_eta_inf,
            tg,
            m,
        } = self.0;
        format!(
            "Myega: log10 eta = {log10_eta_inf} + K ({tg}/T) exp[({m}/K - 1)({tg}/T - 1)], \
             K = level - {log10_eta_inf}"
        )
    }
}

/// Heat and entropy of a Vogel-Fulcher liquid, (a/xi)^3 = exp(-b/(T - T0)), between Eqs. 23 and 24.
///
/// natural_b: B of ln(eta/eta0) = B/(T - T0), in K, positive; t0 in K. Raises DomainError otherwise.
#[pyclass(frozen, module = "glassmelt.thermodynamics")]
pub(crate) struct ConfigurationalHeat {
    heat: rust::ConfigurationalHeat,
    t0: f64,
}

type OfHeat = fn(&rust::ConfigurationalHeat, rust::HeatForm, f64) -> rust::Result<f64>;

impl ConfigurationalHeat {
    fn each<'py>(
        &self,
        py: Python<'py>,
        t: &Numbers<'py>,
        form: &str,
        quantity: OfHeat,
    ) -> PyResult<Bound<'py, PyAny>> {
        let form = words::heat_form(form)?;
        one(py, [t], |[t]| quantity(&self.heat, form, t))
    }
}

#[pymethods]
impl ConfigurationalHeat {
    #[new]
    fn new(natural_b: f64, t0: f64) -> PyResult<Self> {
        let heat = rust::ConfigurationalHeat::new(natural_b, t0).map_err(theory)?;
        Ok(Self { heat, t0 })
    }

    /// Of a Vogel-Fulcher law.
    #[staticmethod]
    fn of(law: VogelFulcher) -> PyResult<Self> {
        let heat = rust::ConfigurationalHeat::of(law.0).map_err(theory)?;
        Ok(Self { heat, t0: law.0.t0 })
    }

    /// b = 3 B/2 in K.
    #[getter]
    fn b(&self) -> f64 {
        self.heat.b()
    }

    /// Specific heat at the temperatures t > t0 in K, of any shape; form "printed" (C0) or "singular" (k_B a cell).
    #[pyo3(signature = (t, form = "printed"))]
    fn heat<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
        form: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.each(py, &t, form, rust::ConfigurationalHeat::heat)
    }

    /// ln |specific heat|, which does not underflow.
    #[pyo3(signature = (t, form = "printed"))]
    fn ln_abs_heat<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
        form: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.each(py, &t, form, rust::ConfigurationalHeat::ln_abs_heat)
    }

    /// Entropy above T0 at the temperatures t > t0 in K, of any shape; units as of heat.
    #[pyo3(signature = (t, form = "printed"))]
    fn entropy<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
        form: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.each(py, &t, form, rust::ConfigurationalHeat::entropy)
    }

    /// ln entropy, which does not underflow.
    #[pyo3(signature = (t, form = "printed"))]
    fn ln_entropy<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
        form: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.each(py, &t, form, rust::ConfigurationalHeat::ln_entropy)
    }

    /// ln(T S ln(eta/eta0)), constant if Adam and Gibbs hold (AdamGibbs1965).
    #[pyo3(signature = (t, form = "printed"))]
    fn ln_adam_gibbs_product<'py>(
        &self,
        py: Python<'py>,
        t: Numbers<'py>,
        form: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.each(
            py,
            &t,
            form,
            rust::ConfigurationalHeat::ln_adam_gibbs_product,
        )
    }

    /// Where the singular heat changes its sign, K; None where it does not.
    fn singular_heat_vanishes_at(&self) -> Option<f64> {
        self.heat.singular_heat_vanishes_at()
    }

    fn __repr__(&self) -> String {
        format!(
            "ConfigurationalHeat: (a/xi)^3 = exp[-{}/(T - {})]",
            self.heat.b(),
            self.t0
        )
    }
}
