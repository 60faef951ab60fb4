//! Single equations on numbers of any shape: fugacity, screening, length, viscosity, frequency, Angell's numbers, units.

use glassmelt::{angell, dynamic_modulus, fugacity, length, screening, units, viscosity};
use pyo3::prelude::*;

use crate::numbers::{Numbers, elementwise, map, one};
use crate::results::named;
use crate::words;

elementwise! {
    /// y^2 = y0^2 (1 + n' exp(-2 E_d/T)), Eq. 11, a pure number.
    ///
    /// y0 and n_prime: pure numbers; e_d and temperature in K. Broadcast together.
    /// Raises DomainError unless y0, n_prime and e_d are zero or larger and temperature is positive.
    fn fugacity_squared(y0, n_prime, e_d, temperature) =
        fugacity::fugacity_squared(y0, n_prime, e_d, temperature);
    /// int_a^R (dr/r) exp(m (a/r)^3) = (1/3) [Ei(m) - Ei(m exp(-3 ell))], Eq. 15 with the cut-off R = a exp(ell).
    ///
    /// m: couplings alpha mu_bar from 0 to 700; ell: ln(R/a), zero or larger. Broadcast together.
    /// Raises DomainError outside.
    fn screening_integral(m, ell) = screening::screening_integral(m, ell);
    /// The integral of Eq. 15 up to infinity, as printed: it diverges, and this raises DivergesError, always.
    fn screening_integral_as_printed(m) = screening::screening_integral_as_printed(m);
    /// int_1^inf (dx/x^4) exp(m/x^3) = (exp(m) - 1)/(3 m), Eq. 27 mended.
    ///
    /// m: couplings from 0 to 700, of any shape. Raises DomainError outside.
    fn fugacity_integral(m) = screening::fugacity_integral(m);
    /// The screened modulus mu_bar of first order, the root of Eq. 15 with the cut-off R = a exp(ell).
    ///
    /// alpha, mu0_bar, y, ell: pure numbers, broadcast together. Raises DomainError outside their domains.
    fn screened_modulus(alpha, mu0_bar, y, ell) = screening::screened_modulus(alpha, mu0_bar, y, ell);
    /// log10 eta of eta = eta0 (xi/a)^2, below Eq. 24, in the unit of eta0 such as Pa s.
    ///
    /// log10_eta0: log10 of the viscosity where xi = a; ln_xi: ln(xi/a). Broadcast together.
    fn log10_viscosity(log10_eta0, ln_xi) = Ok(viscosity::log10_viscosity(log10_eta0, ln_xi));
    /// ln(xi/a) = (1/2) ln(eta/eta0): the length that a viscosity asks for.
    ///
    /// log10_eta and log10_eta0 in one unit, broadcast together.
    fn ln_correlation_length(log10_eta, log10_eta0) =
        Ok(viscosity::ln_correlation_length(log10_eta, log10_eta0));
    /// log10 tau, tau in s, of tau = (xi/a)^2/omega_s, below Eq. 24.
    ///
    /// omega_s: frequency of local shear phonons, rad/s; ln_xi: ln(xi/a). Broadcast together.
    /// Raises DomainError unless omega_s is positive and ln_xi finite.
    fn log10_relaxation_time(omega_s, ln_xi) = viscosity::log10_relaxation_time(omega_s, ln_xi);
    /// eta0 = mu0/omega_s in Pa s: the viscosity at xi = a.
    ///
    /// mu0_gpa in GPa, omega_s in rad/s, broadcast together. Raises DomainError unless both are positive.
    fn liquid_viscosity(mu0_gpa, omega_s) = viscosity::liquid_viscosity(mu0_gpa, omega_s);
    /// D = f = 2 T0/(alpha mu0), below Eq. 24: large for a strong liquid.
    ///
    /// alpha: pure number; mu0: mu_0 a^3/k_B in K; t0 in K. Broadcast together.
    /// Raises DomainError unless all are positive.
    fn strength_from_coupling(alpha, mu0, t0) = viscosity::strength_from_coupling(alpha, mu0, t0);
    /// alpha = 2 T0/(D mu0): strength_from_coupling the other way round.
    ///
    /// strength: pure number; mu0: mu_0 a^3/k_B in K; t0 in K. Broadcast together.
    /// Raises DomainError unless all are positive.
    fn coupling_from_strength(strength, mu0, t0) = viscosity::coupling_from_strength(strength, mu0, t0);
    /// Tg/T0 = 1 + D/(K ln 10).
    ///
    /// strength: D; decades: K, from eta0 to Tg. Broadcast together.
    /// Raises DomainError unless strength is zero or larger and decades positive.
    fn tg_over_t0(strength, decades) = angell::tg_over_t0(strength, decades);
    /// m = K + K^2 ln 10/D, Angell's fragility of a Vogel-Fulcher liquid.
    ///
    /// strength: D; decades: K, from eta0 to Tg. Broadcast together. Raises DomainError unless both are positive.
    fn fragility_from_strength(strength, decades) = angell::fragility_from_strength(strength, decades);
    /// D = K^2 ln 10/(m - K): fragility_from_strength the other way round.
    ///
    /// m: fragility, above decades; decades: K. Broadcast together. Raises DomainError otherwise.
    fn strength_from_fragility(m, decades) = angell::strength_from_fragility(m, decades);
    /// The largest strength for which the linear closure still holds at Tg, D = K ln 10/1.618.
    ///
    /// decades: K, positive, of any shape.
    fn largest_strength_of_the_linear_closure(decades) =
        angell::largest_strength_of_the_linear_closure(decades);
    /// ell = (1/2) ln(omega_s/omega), zero from omega_s on: where an experiment at omega stops the flow.
    ///
    /// An extension, not in the paper. Both in rad/s, broadcast together. Raises DomainError unless both are positive.
    fn stopping_scale(omega, omega_s) = dynamic_modulus::stopping_scale(omega, omega_s);
    /// mu a^3/k_B in K, from a modulus in GPa and a length in nm; over T it is mu_bar.
    ///
    /// Broadcast together. Raises DomainError unless both are positive.
    fn modulus_in_kelvin(mu_gpa, a_nm) = units::modulus_in_kelvin(mu_gpa, a_nm);
    /// A modulus in GPa from mu a^3/k_B in K and a length in nm.
    ///
    /// Broadcast together. Raises DomainError unless both are positive.
    fn modulus_in_gigapascal(mu_kelvin, a_nm) = units::modulus_in_gigapascal(mu_kelvin, a_nm);
}

/// ell = ln(xi/a) of a flow from mu0_bar to the fixed point mu_c_bar, Eqs. 21 and 23.
///
/// alpha, mu0_bar, mu_c_bar: pure numbers, broadcast together. layer: "printed" (Eq. 23), "small-coupling" or
/// "exact". criterion: "fixed-line", with number the factor over mu_c (1.303 by default), or "fraction", with number
/// the part of mu0 (0.9 by default), which the paper states and which does not diverge.
/// Raises DomainError unless all are positive and mu_c_bar is at most mu0_bar (printed: any), NotInLayerError for
/// "elastic".
#[pyfunction]
#[pyo3(signature = (alpha, mu0_bar, mu_c_bar, *, layer = "small-coupling", criterion = "fixed-line", number = None))]
pub(crate) fn log_length<'py>(
    py: Python<'py>,
    alpha: Numbers<'py>,
    mu0_bar: Numbers<'py>,
    mu_c_bar: Numbers<'py>,
    layer: &str,
    criterion: &str,
    number: Option<f64>,
) -> PyResult<Bound<'py, PyAny>> {
    let layer = words::layer(layer)?;
    let criterion = words::criterion(criterion, number)?;
    one(py, [&alpha, &mu0_bar, &mu_c_bar], |[alpha, mu0, mu_c]| {
        length::log_length(layer, alpha, mu0, mu_c, criterion)
    })
}

/// Maxwell's G*/G_inf = i w/(1 + i w), below Eq. 24: a DynamicModulus of storage and loss.
///
/// omega_tau: w = omega tau, positive, of any shape. Raises DomainError otherwise.
#[pyfunction]
pub(crate) fn maxwell<'py>(
    py: Python<'py>,
    omega_tau: Numbers<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let parts = map(py, [&omega_tau], |[w]| {
        dynamic_modulus::maxwell(w).map(|modulus| [modulus.storage, modulus.loss])
    })?;
    named(py, "DynamicModulus", &parts)
}

/// Maxwell's G*(omega) for a relaxation time given by its log10: a DynamicModulus of storage and loss, GPa.
///
/// g_inf in GPa, omega in rad/s, log10_tau with tau in s. Broadcast together.
/// Raises DomainError unless g_inf and omega are positive and log10_tau is finite.
#[pyfunction]
pub(crate) fn maxwell_at<'py>(
    py: Python<'py>,
    g_inf: Numbers<'py>,
    omega: Numbers<'py>,
    log10_tau: Numbers<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let parts = map(
        py,
        [&g_inf, &omega, &log10_tau],
        |[g_inf, omega, log10_tau]| {
            let modulus = dynamic_modulus::maxwell_at(g_inf, omega, log10_tau)?;
            Ok([modulus.storage, modulus.loss])
        },
    )?;
    named(py, "DynamicModulus", &parts)
}
