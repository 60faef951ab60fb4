//! The flow of modulus and fugacity, Eqs. 16-22, in its layers.

use glassmelt::flow::small_coupling;
use glassmelt::flow::{self as rust, ode};
use pyo3::prelude::*;

use crate::errors;
use crate::numbers::{Numbers, array, elementwise, map, one};
use crate::results::named;

elementwise! {
    /// By how much Eq. 22 is too large at most, over all scales, as a part of the modulus; below Eq. 22.
    ///
    /// ratio: mu0/mu_c, above 1, of any shape. Raises DomainError otherwise.
    fn largest_error_of_printed(ratio) = small_coupling::largest_error_of_printed(ratio);
    /// The late deviation of Eq. 21 from its fixed point over that of Eq. 22.
    ///
    /// ratio: mu0/mu_c, above 1, of any shape. Raises DomainError otherwise.
    fn late_amplitude_ratio(ratio) = small_coupling::late_amplitude_ratio(ratio);
}

/// A point of a flow at each scale.
fn points<'py>(
    py: Python<'py>,
    ell: &Numbers<'py>,
    at: impl Fn(f64) -> glassmelt::Result<rust::FlowPoint> + Sync + Send,
) -> PyResult<Bound<'py, PyAny>> {
    let parts = map(py, [ell], |[ell]| {
        at(ell).map(|point| [point.ell, point.mu_bar, point.y2])
    })?;
    named(py, "FlowPoint", &parts)
}

/// Where a flow ends.
fn fixed(py: Python<'_>, point: rust::FixedPoint) -> PyResult<Bound<'_, PyAny>> {
    let parts = [point.mu_bar, point.m, point.rate];
    let parts = parts.map(|part| part.into_pyobject(py).map(Bound::into_any));
    let [Ok(mu_bar), Ok(m), Ok(rate)] = parts;
    named(py, "FixedPoint", &[mu_bar, m, rate])
}

/// The flow (16)-(17) by its first integral and one quadrature, to 1e-12.
///
/// alpha, mu0_bar: positive; y0: from 0 to 1e10; pure numbers. Raises DomainError otherwise.
#[pyclass(frozen, module = "glassmelt.flow")]
pub(crate) struct ExactFlow {
    flow: rust::ExactFlow,
    alpha: f64,
    mu0_bar: f64,
}

#[pymethods]
impl ExactFlow {
    #[new]
    fn new(alpha: f64, mu0_bar: f64, y0: f64) -> PyResult<Self> {
        let flow = rust::ExactFlow::new(alpha, mu0_bar, y0).map_err(errors::theory)?;
        Ok(Self {
            flow,
            alpha,
            mu0_bar,
        })
    }

    /// The flow from mu0_bar that ends at mu_c_bar, its fixed point, with the fugacity that this takes.
    ///
    /// Raises DomainError unless all are positive and mu_c_bar is at most mu0_bar.
    #[staticmethod]
    fn towards(alpha: f64, mu0_bar: f64, mu_c_bar: f64) -> PyResult<Self> {
        let flow = rust::ExactFlow::towards(alpha, mu0_bar, mu_c_bar).map_err(errors::theory)?;
        Ok(Self {
            flow,
            alpha,
            mu0_bar,
        })
    }

    /// The FlowPoint (ell, mu_bar, y2) at the scales ell = ln(R/a), zero or larger, of any shape.
    fn at<'py>(&self, py: Python<'py>, ell: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        points(py, &ell, |ell| self.flow.at(ell))
    }

    /// The scale at which the modulus is mu_bar, of any shape. Raises NotOnFlowError where it never is.
    fn ell_at<'py>(&self, py: Python<'py>, mu_bar: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&mu_bar], |[mu_bar]| self.flow.ell_at(mu_bar))
    }

    /// The scale at the distance z = ln(mu_bar/mu_c_bar) from the fixed line, of any shape.
    fn ell_at_distance<'py>(
        &self,
        py: Python<'py>,
        z: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&z], |[z]| Ok(self.flow.ell_at_distance(z)))
    }

    /// y^2 at the distance z = ln(mu_bar/mu_c_bar) from the fixed line, of any shape.
    fn y2_at_distance<'py>(&self, py: Python<'py>, z: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&z], |[z]| Ok(self.flow.y2_at_distance(z)))
    }

    /// Where it ends, a FixedPoint (mu_bar, m, rate): deviations fall as exp(-rate ell), rate = exp(m) - 1.
    fn fixed_point<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        fixed(py, self.flow.fixed_point())
    }

    /// y^2 - 32 pi F(alpha mu_bar), constant along the flow.
    #[getter]
    fn first_integral(&self) -> f64 {
        self.flow.first_integral()
    }

    /// y^2 where it starts.
    #[getter]
    fn y0_squared(&self) -> f64 {
        self.flow.y0_squared()
    }

    /// ln(mu0_bar/mu_c_bar), the distance from the fixed line where it starts.
    #[getter]
    fn z0(&self) -> f64 {
        self.flow.z0()
    }

    /// ln(xi/a): where the modulus has come to 1.303 mu_c.
    #[getter]
    fn healing_ell(&self) -> f64 {
        self.flow.healing_ell()
    }

    /// ln of the amplitude A of the late deviation ln(mu_bar/mu_c_bar) = A exp(-rate ell).
    #[getter]
    fn log_late_amplitude(&self) -> f64 {
        self.flow.log_late_amplitude()
    }

    fn __repr__(&self) -> String {
        let (alpha, mu0, y2) = (self.alpha, self.mu0_bar, self.flow.y0_squared());
        format!(
            "ExactFlow: d mu_bar/d ell = -({alpha}/32 pi) mu_bar^2 y^2 exp({alpha} mu_bar), \
             d y^2/d ell = -y^2 [exp({alpha} mu_bar) - 1]; mu_bar = {mu0}, y^2 = {y2} at ell = 0"
        )
    }
}

/// The flow for small coupling alpha mu_bar << 1, Eqs. 18-22.
///
/// alpha, mu0_bar: positive; y0: zero or larger; pure numbers. Raises DomainError otherwise.
#[pyclass(frozen, module = "glassmelt.flow")]
pub(crate) struct SmallCouplingFlow {
    flow: rust::SmallCouplingFlow,
    alpha: f64,
    mu0_bar: f64,
}

#[pymethods]
impl SmallCouplingFlow {
    #[new]
    fn new(alpha: f64, mu0_bar: f64, y0: f64) -> PyResult<Self> {
        let flow = rust::SmallCouplingFlow::new(alpha, mu0_bar, y0).map_err(errors::theory)?;
        Ok(Self {
            flow,
            alpha,
            mu0_bar,
        })
    }

    /// The flow from mu0_bar that ends at mu_c_bar, its fixed point.
    ///
    /// Raises DomainError unless all are positive and mu_c_bar is at most mu0_bar.
    #[staticmethod]
    fn towards(alpha: f64, mu0_bar: f64, mu_c_bar: f64) -> PyResult<Self> {
        let flow = rust::SmallCouplingFlow::towards(alpha, mu0_bar, mu_c_bar);
        let flow = flow.map_err(errors::theory)?;
        Ok(Self {
            flow,
            alpha,
            mu0_bar,
        })
    }

    /// Eq. 21: the FlowPoint (ell, mu_bar, y2) at the scales ell = ln(R/a), zero or larger, of any shape.
    fn at<'py>(&self, py: Python<'py>, ell: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        points(py, &ell, |ell| self.flow.at(ell))
    }

    /// Eq. 22, as printed: the FlowPoint (ell, mu_bar, y2) at the scales ell, of any shape.
    fn at_printed<'py>(&self, py: Python<'py>, ell: Numbers<'py>) -> PyResult<Bound<'py, PyAny>> {
        points(py, &ell, |ell| self.flow.at_printed(ell))
    }

    /// The relative error of the modulus of Eq. 22 against Eq. 21 at the scales ell, of any shape.
    fn error_of_printed<'py>(
        &self,
        py: Python<'py>,
        ell: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&ell], |[ell]| self.flow.error_of_printed(ell))
    }

    /// The scale at the distance z = ln(mu_bar/mu_c_bar) from the fixed line, of any shape.
    fn ell_at_distance<'py>(
        &self,
        py: Python<'py>,
        z: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&z], |[z]| Ok(self.flow.ell_at_distance(z)))
    }

    /// Where it ends, a FixedPoint (mu_bar, m, rate), rate = m.
    fn fixed_point<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        fixed(py, self.flow.fixed_point())
    }

    /// y^2 - 32 pi ln mu_bar, constant along the flow, Eqs. 18 and 19.
    #[getter]
    fn first_integral(&self) -> f64 {
        self.flow.first_integral()
    }

    /// The modulus at the fixed point.
    #[getter]
    fn mu_c_bar(&self) -> f64 {
        self.flow.mu_c_bar()
    }

    /// ln(mu0_bar/mu_c_bar), the distance from the fixed line where it starts.
    #[getter]
    fn z0(&self) -> f64 {
        self.flow.z0()
    }

    fn __repr__(&self) -> String {
        let (mu_c, alpha) = (self.flow.mu_c_bar(), self.alpha);
        format!(
            "SmallCouplingFlow: li({mu_c}/mu_bar) - li({mu_c}/{}) = -{alpha} {mu_c} ell, \
             y^2 = 32 pi ln(mu_bar/{mu_c})",
            self.mu0_bar
        )
    }
}

/// The flow (16)-(17) as printed, step by step with a general solver.
///
/// alpha: positive, a pure number. Raises DomainError otherwise.
#[pyclass(frozen, module = "glassmelt.flow")]
pub(crate) struct PrintedFlow {
    flow: rust::PrintedFlow,
    alpha: f64,
}

#[pymethods]
impl PrintedFlow {
    #[new]
    fn new(alpha: f64) -> PyResult<Self> {
        let flow = rust::PrintedFlow::new(alpha).map_err(errors::theory)?;
        Ok(Self { flow, alpha })
    }

    /// d y^2/d ell of Eq. 16 at mu_bar and y2, broadcast together.
    fn fugacity_slope<'py>(
        &self,
        py: Python<'py>,
        mu_bar: Numbers<'py>,
        y2: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&mu_bar, &y2], |[mu_bar, y2]| {
            Ok(self.flow.fugacity_slope(mu_bar, y2))
        })
    }

    /// d mu_bar/d ell of Eq. 17 at mu_bar and y2, broadcast together.
    fn modulus_slope<'py>(
        &self,
        py: Python<'py>,
        mu_bar: Numbers<'py>,
        y2: Numbers<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        one(py, [&mu_bar, &y2], |[mu_bar, y2]| {
            Ok(self.flow.modulus_slope(mu_bar, y2))
        })
    }

    /// The FlowPoint (ell, mu_bar, y2) at the scales ell, ascending from 0 on, from mu0_bar and y0.
    ///
    /// relative: the tolerance of the solver. Raises IntegrationError where the solver fails.
    #[pyo3(signature = (mu0_bar, y0, ell, *, relative = 1e-12))]
    fn integrate<'py>(
        &self,
        py: Python<'py>,
        mu0_bar: f64,
        y0: f64,
        ell: Numbers<'py>,
        relative: f64,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (flow, ells) = (self.flow, ell.flat());
        let tolerance = ode::Tolerance {
            relative,
            absolute: 0.01 * relative,
        };
        let asked = ells.clone();
        let walked = crate::threads::beside(py, move |_| {
            ode::integrate(&flow, &[mu0_bar, y0 * y0], &asked, tolerance)
        })?;
        let states = walked.map_err(errors::theory)?.states;
        let part = |k: usize| states.iter().map(|state| state[k]).collect::<Vec<f64>>();
        let shape = [ells.len()];
        let columns = [ells.clone(), part(0), part(1)];
        let [ell, mu_bar, y2] = columns.map(|column| array(py, column, &shape));
        named(py, "FlowPoint", &[ell?, mu_bar?, y2?])
    }

    fn __repr__(&self) -> String {
        let alpha = self.alpha;
        format!(
            "PrintedFlow: d y^2/d ell = -y^2 [exp({alpha} mu_bar) - 1], \
             d mu_bar/d ell = -({alpha}/32 pi) mu_bar^2 y^2 exp({alpha} mu_bar)"
        )
    }
}
