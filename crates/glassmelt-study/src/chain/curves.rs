//! The curves of a chain, at more temperatures and lengths than were asked for: what figures draw.

use std::f64::consts::{LN_10, LOG10_E};

use glassmelt::closure::Linear;
use glassmelt::melting::Melting;
use glassmelt::{Layer, Liquid};
use serde::Serialize;

use super::{DiluteStep, FlowStep, Study, StudyPlan, closures, dilute, flow};
use crate::error::Result;

/// How many temperatures a curve has, and how many the dilute averages.
const TEMPERATURES: usize = 121;
const DILUTE: usize = 25;
/// How many temperatures show the modulus against length, and how many lengths each has.
const SHOWN: usize = 4;
const LENGTHS: usize = 161;
/// The longest length, decades above a.
const DECADES: f64 = 60.0;
/// A flow is followed for so many times the inverse of its rate.
const FOLLOWED: f64 = 6.0;

/// The curves of a study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Curves {
    /// Each closure, at temperatures evenly between the coldest and the hottest.
    pub closures: Vec<Melting>,
    /// The exact flow under Eq. 11 at the same temperatures.
    pub flow: Vec<FlowStep>,
    /// The dilute gas, at fewer temperatures, where its pairs are not bound.
    pub dilute: Vec<DiluteStep>,
    /// The modulus against length of the flow that Eq. 11 drives, at a few temperatures.
    pub flow_modulus: Vec<ModulusAtTemperature>,
    /// The modulus against length under the linear closure, at a few temperatures.
    pub linear_modulus: Vec<ModulusAtTemperature>,
}

/// The modulus that a probe of some size sees.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModulusAtTemperature {
    /// Where it comes from.
    pub layer: Layer,
    /// Temperature, K.
    pub t: f64,
    /// log10 of the length R, nm.
    pub log10_length_nm: Vec<f64>,
    /// `mu_R/mu_0`; NaN outside the closure.
    pub mu_over_mu0: Vec<f64>,
}

impl Study {
    /// The curves of this study, whose plan is `plan`.
    ///
    /// # Errors
    /// As for [`Study::run`].
    pub fn curves(&self, plan: &StudyPlan) -> Result<Curves> {
        let finer = StudyPlan {
            temperatures: evenly(&plan.temperatures, TEMPERATURES),
            ..plan.clone()
        };
        let few = evenly(&plan.temperatures, DILUTE);
        let (closures, _) = closures::steps(&finer, &self.dipole, &self.coupling, self.liquid)?;
        Ok(Curves {
            closures,
            flow: flow::steps(&finer, &self.coupling)?,
            dilute: dilute::steps(plan, &self.dipole, &few)?.0,
            flow_modulus: self.flow_modulus(),
            linear_modulus: self.linear_modulus(plan),
        })
    }

    /// The exact flow at a few of the temperatures asked for.
    fn flow_modulus(&self) -> Vec<ModulusAtTemperature> {
        let shown = a_few(&self.flow);
        let slowest = shown
            .iter()
            .map(|step| step.kappa)
            .fold(f64::INFINITY, f64::min);
        let ells = lengths(FOLLOWED / slowest);
        let at = |step: &FlowStep| {
            let flow = self.coupling.fugacity().flow(step.t).ok()?;
            let ratio = |&ell: &f64| flow.at(ell).map_or(f64::NAN, |p| p.mu_bar / step.mu0_bar);
            let values = ells.iter().map(ratio).collect();
            Some(self.modulus_at(Layer::Exact, step.t, &ells, values))
        };
        shown.into_iter().filter_map(at).collect()
    }

    /// The liquid of the linear closure at a few of the temperatures above T0.
    fn linear_modulus(&self, plan: &StudyPlan) -> Vec<ModulusAtTemperature> {
        let Some(liquid) = self.liquid(plan) else {
            return Vec::new();
        };
        let length = |t: &f64| liquid.log_length(*t);
        let has_length = |t: &&f64| length(t) > 0.0 && length(t).is_finite();
        let flowing: Vec<f64> = plan
            .temperatures
            .iter()
            .filter(has_length)
            .copied()
            .collect();
        let shown = a_few(&flowing);
        let longest = shown.iter().map(|&t| length(t)).fold(0.0, f64::max);
        let ells = lengths(1.5 * longest);
        let at = |&t: &f64| self.modulus_at(liquid.layer(), t, &ells, liquid.modulus(t, &ells));
        shown.into_iter().map(at).collect()
    }

    /// The liquid of the linear closure, where it is among the closures.
    fn liquid(&self, plan: &StudyPlan) -> Option<Liquid> {
        let melting = self.closures.iter().find(|m| m.strength.is_some())?;
        let closure = Linear::new(melting.t0?, melting.strength?).ok()?;
        let closure = closure.with_alpha(self.coupling.alpha).ok()?;
        Liquid::new(closure, plan.layer.into()).ok()
    }

    fn modulus_at(
        &self,
        layer: Layer,
        t: f64,
        ells: &[f64],
        mu_over_mu0: Vec<f64>,
    ) -> ModulusAtTemperature {
        let log10 = |ell: &f64| self.coupling.a_nm.log10() + ell * LOG10_E;
        ModulusAtTemperature {
            layer,
            t,
            log10_length_nm: ells.iter().map(log10).collect(),
            mu_over_mu0,
        }
    }
}

/// So many numbers evenly between the smallest and the largest of these; one where they are one.
fn evenly(values: &[f64], count: usize) -> Vec<f64> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low >= high {
        return values.first().copied().into_iter().collect();
    }
    let share = |i: usize| i as f64 / (count - 1) as f64;
    (0..count).map(|i| low + (high - low) * share(i)).collect()
}

/// `ln(R/a)` from 0 to here, at most 60 decades.
fn lengths(longest: f64) -> Vec<f64> {
    evenly(&[0.0, longest.min(DECADES * LN_10)], LENGTHS)
}

/// At most four of these, the first and the last among them.
fn a_few<T>(all: &[T]) -> Vec<&T> {
    let count = all.len().min(SHOWN);
    let index = |i: usize| i * (all.len() - 1) / (count.max(2) - 1);
    (0..count).map(|i| &all[index(i)]).collect()
}
