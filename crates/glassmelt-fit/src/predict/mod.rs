//! What the fitted rotor law says beyond the curve: lengths, heat, entropy, moduli, its own limits.

mod ensemble;
mod rotor;
mod warnings;

use glassmelt::flow::ExactFlow;

use crate::answer::{
    ComplexModulusAtTemperature, Fit, FlowLineAtTemperature, ModulusAtTemperature, Prediction,
    RotorState,
};
use crate::curve::Curve;
use ensemble::Ensemble;
pub use rotor::Rotor;

/// What the viscosity curve alone does not tell and a prediction has to assume.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PredictOptions {
    /// The cut-off length a in nm: the distance between defects, a few atoms.
    pub a_nm: f64,
    /// The frequency of local shear phonons in rad/s.
    pub omega_s: f64,
}

impl Default for PredictOptions {
    /// Half a nanometre, `1e13` rad/s.
    fn default() -> Self {
        Self {
            a_nm: 0.5,
            omega_s: 1e13,
        }
    }
}

/// How many temperatures the grid of states has.
const STATES: usize = 81;
/// How many temperatures get curves of their own.
const SELECTED: u32 = 5;
/// How many points such a curve has.
const POINTS: u32 = 81;
/// log10 of the angular frequencies, rad/s: first and last.
const LOG10_OMEGA: (f64, f64) = (-8.0, 14.0);

/// The predictions of every rotor law among the fits.
///
/// Bands are one standard error, propagated from the covariance of the fit.
pub fn predictions(curve: &Curve, fits: &[Fit], options: PredictOptions) -> Vec<Prediction> {
    fits.iter()
        .filter_map(|fit| prediction(curve, fit, options))
        .collect()
}

fn prediction(curve: &Curve, fit: &Fit, options: PredictOptions) -> Option<Prediction> {
    let ensemble = Ensemble::of(fit, curve.quantity, options)?;
    let rotor = &ensemble.best;
    let cold = cold_end(curve, fit, rotor);
    let selected = selected_temperatures(rotor, cold, curve.t_max());
    Some(Prediction {
        law: fit.law,
        layer: rotor.liquid().layer(),
        a_nm: options.a_nm,
        omega_s: options.omega_s,
        states: even_grid(cold, curve.t_max(), STATES)
            .into_iter()
            .map(|t| state(&ensemble, t))
            .collect(),
        modulus: modulus_curves(&ensemble, &selected),
        complex_modulus: selected
            .iter()
            .map(|&t| complex_modulus(&ensemble, t))
            .collect(),
        flow_lines: selected
            .iter()
            .filter_map(|&t| flow_line(rotor, t))
            .collect(),
        warnings: warnings::of(curve, fit, rotor, cold)
            .into_iter()
            .chain(ensemble.warning())
            .collect(),
    })
}

/// Tg or the coldest point, whichever is colder, but above T0.
fn cold_end(curve: &Curve, fit: &Fit, rotor: &Rotor) -> f64 {
    let tg = fit.derived.tg.filter(|&tg| tg > rotor.t0());
    tg.map_or(curve.t_min(), |tg| tg.min(curve.t_min()))
}

fn even_grid(low: f64, high: f64, count: usize) -> Vec<f64> {
    let step = (high - low) / (count - 1) as f64;
    (0..count).map(|i| low + step * i as f64).collect()
}

/// Temperatures inside the closure's domain, even in `1/(T - T0)`, coldest first.
fn selected_temperatures(rotor: &Rotor, cold: f64, hot: f64) -> Vec<f64> {
    let hot = hot.min(0.999 * rotor.end_of_closure());
    if hot <= cold {
        return Vec::new();
    }
    let (first, last) = (1.0 / (cold - rotor.t0()), 1.0 / (hot - rotor.t0()));
    (0..SELECTED)
        .map(|i| first + (last - first) * f64::from(i) / f64::from(SELECTED - 1))
        .map(|inverse| rotor.t0() + 1.0 / inverse)
        .collect()
}

fn state(ensemble: &Ensemble, t: f64) -> RotorState {
    let bands = ensemble.bands(|rotor| rotor.state(t).to_vec());
    RotorState {
        t,
        log10_value: bands[0],
        log10_xi_nm: bands[1],
        log10_cv: bands[2],
        log10_cv_singular: bands[3],
        log10_entropy: bands[4],
        log10_entropy_singular: bands[5],
        m_c: ensemble.best.closure().m_c(t),
        m0: ensemble.best.closure().m0(t),
    }
}

/// `mu_R/mu_0` against length at each temperature, on one grid that reaches beyond the longest xi.
fn modulus_curves(ensemble: &Ensemble, temperatures: &[f64]) -> Vec<ModulusAtTemperature> {
    let longest = temperatures
        .iter()
        .map(|&t| ensemble.best.log_length(t))
        .fold(1.0, f64::max)
        * 1.3;
    let ells: Vec<f64> = (0..POINTS)
        .map(|i| longest * f64::from(i) / f64::from(POINTS - 1))
        .collect();
    let log10_a = ensemble.best.options().a_nm.log10();
    temperatures
        .iter()
        .map(|&t| ModulusAtTemperature {
            t,
            log10_length_nm: ells
                .iter()
                .map(|ell| log10_a + ell * std::f64::consts::LOG10_E)
                .collect(),
            mu_over_mu0: ensemble.bands(|rotor| rotor.liquid().modulus(t, &ells)),
        })
        .collect()
}

fn complex_modulus(ensemble: &Ensemble, t: f64) -> ComplexModulusAtTemperature {
    let (first, last) = LOG10_OMEGA;
    let log10_omega: Vec<f64> = (0..=POINTS)
        .map(|i| first + (last - first) * f64::from(i) / f64::from(POINTS))
        .collect();
    ComplexModulusAtTemperature {
        t,
        storage: ensemble.bands(|rotor| rotor.maxwell(t, &log10_omega, |g| g.storage)),
        loss: ensemble.bands(|rotor| rotor.maxwell(t, &log10_omega, |g| g.loss)),
        stopped_flow: ensemble.best.stopped_flow(t, &log10_omega),
        log10_omega,
    }
}

/// The exact flow from the bare modulus to the closure's fixed point, evenly in `ln mu`.
fn flow_line(rotor: &Rotor, t: f64) -> Option<FlowLineAtTemperature> {
    let flow: ExactFlow = rotor.closure().flow(t).ok()?;
    let m0 = rotor.closure().m0(t);
    let steps = POINTS - 1;
    let (m, y) = (0..=steps)
        .map(|i| {
            let z = flow.z0() * f64::from(i) / f64::from(steps);
            (m0 * (-z).exp(), flow.y2_at_distance(flow.z0() - z).sqrt())
        })
        .unzip();
    Some(FlowLineAtTemperature { t, m, y })
}
