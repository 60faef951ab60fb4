//! Motion in time after the measurement: each walker goes on from where it is, by a law of motion.

use glassmelt::{Estimate, SymmetricTensor};
use glassmelt_rotors::random::Purpose;
use glassmelt_rotors::ranks::gathered;
use glassmelt_rotors::{
    Boundary, Conditions, Correlation, Dynamics, Inertial, Langevin, REPLICAS, Response, Steps,
    Viscosity,
};

use super::{Simulation, fields, places};
use crate::checkpoint::{Numbers, State};
use crate::error::{Result, RunError};
use crate::file::DynamicsKind;
use crate::plan::{DynamicsPlan, RunPlan};
use crate::results::{AtFrequency, AtTime, DynamicsResult, quantity};

/// C(t) is looked at up to this part of the time.
const LAG_SHARE: u64 = 4;
/// How many lags and frequencies are told.
const LAGS_TOLD: f64 = 60.0;
const FREQUENCIES: u32 = 24;
/// Components of a tensor.
const COMPONENTS: usize = 6;

/// What is known of the motion: M after every few steps of each walker that is done.
pub(super) struct Motion {
    plan: DynamicsPlan,
    /// By walker, in the order of sample, replica, coupling.
    totals: Vec<Vec<SymmetricTensor>>,
    /// On ranks that are not told the series.
    done: usize,
}

impl Motion {
    /// The motion that a plan asks for.
    pub(super) fn new(plan: &RunPlan) -> Result<Option<Self>> {
        let Some(dynamics) = plan.dynamics else {
            return Ok(None);
        };
        if let Boundary::Stress(_) = plan.boundary {
            return Err(fields::unanswered(
                "[dynamics] gives C(t) and G(t) at fixed strain: expected [boundary] hold = \"strain\"",
            ));
        }
        Ok(Some(Self {
            plan: dynamics,
            totals: Vec::new(),
            done: 0,
        }))
    }

    pub(super) fn total(&self, run: &Simulation) -> u64 {
        self.plan.steps * run.walkers() * run.samples.len() as u64
    }

    pub(super) fn done(&self) -> u64 {
        self.plan.steps * self.done as u64
    }

    pub(super) fn walkers_done(&self) -> usize {
        self.done
    }

    pub(super) fn go_to(&mut self, done: usize) {
        self.done = done;
    }

    /// The series, for a checkpoint.
    pub(super) fn parts(&self) -> Vec<(String, Numbers)> {
        let list = |totals: &Vec<SymmetricTensor>| {
            Numbers::Real(
                totals
                    .iter()
                    .flat_map(SymmetricTensor::components)
                    .collect(),
            )
        };
        let series = self.totals.iter().enumerate();
        series
            .map(|(walker, totals)| (format!("motion{walker}"), list(totals)))
            .collect()
    }

    pub(super) fn restore(&mut self, state: &State) -> Result<()> {
        let each = self.looks() * COMPONENTS;
        let mut totals = Vec::new();
        while let Ok(list) = state.real(&format!("motion{}", totals.len())) {
            if list.len() != each {
                return Err(RunError::State {
                    what: format!("a motion has {} numbers, expected {each}", list.len()),
                });
            }
            totals.push(tensors(list));
        }
        (self.done, self.totals) = (totals.len(), totals);
        Ok(())
    }

    /// How often M is looked at.
    #[allow(clippy::cast_possible_truncation)]
    fn looks(&self) -> usize {
        (self.plan.steps / self.plan.every) as usize
    }

    /// C(t), G(t), eta and G* at one coupling, when all walkers there are done.
    pub(super) fn result(&self, run: &Simulation, rung: usize) -> Result<Option<DynamicsResult>> {
        let rungs = run.plan.couplings.len();
        let series = |sample: usize, replica: usize| {
            self.totals
                .get((sample * REPLICAS + replica) * rungs + rung)
        };
        let mut responses = Vec::new();
        for sample in 0..run.samples.len() {
            let (Some(one), Some(other)) = (series(sample, 0), series(sample, 1)) else {
                return Ok(None);
            };
            let step = self.plan.time_step * self.plan.every as f64;
            let longest = one.len() / usize::try_from(LAG_SHARE).unwrap_or(4);
            let correlation = Correlation::new([one, other], step, longest)?;
            let conditions = Conditions {
                shear_modulus: run.plan.medium.mu(),
                volume: run.plan.cell().volume(),
                kt: run.plan.couplings[rung].kt,
            };
            responses.push(Response::new(correlation, conditions)?);
        }
        told(&self.plan, run.plan.medium.mu(), &responses).map(Some)
    }
}

/// What samples say together, moduli and viscosity in units of mu0.
fn told(plan: &DynamicsPlan, mu0: f64, responses: &[Response]) -> Result<DynamicsResult> {
    let over = |number: &dyn Fn(&Response) -> Estimate| {
        let all = responses
            .iter()
            .map(|response| in_units(&number(response), mu0));
        quantity(&all.collect::<Vec<_>>(), None)
    };
    let curves: Vec<_> = responses.iter().map(Response::relaxation_modulus).collect();
    let step = plan.time_step * plan.every as f64;
    let lags = curves.iter().map(Vec::len).min().unwrap_or(0);
    let at = |lag: usize| {
        let all: Vec<_> = curves
            .iter()
            .map(|curve| in_units(&curve[lag], mu0))
            .collect();
        AtTime {
            time: lag as f64 * step,
            g: quantity(&all, None),
        }
    };
    let viscosities: Vec<Viscosity> = responses.iter().map(Response::viscosity).collect();
    let etas: Option<Vec<Estimate>> = viscosities.iter().map(Viscosity::eta).collect();
    let times: Option<Vec<Estimate>> = responses
        .iter()
        .map(|response| response.correlation().relaxation_time())
        .collect();
    let mut moduli = Vec::new();
    for omega in frequencies(step, lags) {
        let all = responses
            .iter()
            .map(|response| response.dynamic_modulus(omega));
        let all = all.collect::<std::result::Result<Vec<_>, _>>()?;
        let part = |number: &dyn Fn(&glassmelt_rotors::ModulusEstimate) -> Estimate| {
            quantity(
                &all.iter()
                    .map(|one| in_units(&number(one), mu0))
                    .collect::<Vec<_>>(),
                None,
            )
        };
        moduli.push(AtFrequency {
            omega,
            storage: part(&|one| one.storage),
            loss: part(&|one| one.loss),
            unrelaxed: all
                .iter()
                .map(|one| one.unrelaxed / mu0)
                .fold(0.0, f64::max),
        });
    }
    Ok(DynamicsResult {
        kind: crate::results::word(plan.kind),
        mu_r: over(&Response::relaxed_modulus),
        g_t: lags_told(lags).into_iter().map(at).collect(),
        relaxation_time: times.map(|times| quantity(&times, None)),
        eta: etas.map(|etas| {
            quantity(
                &etas
                    .iter()
                    .map(|eta| in_units(eta, mu0))
                    .collect::<Vec<_>>(),
                None,
            )
        }),
        moduli,
        warnings: viscosities
            .iter()
            .filter_map(Viscosity::warning)
            .take(1)
            .map(|warning| (&warning).into())
            .collect(),
    })
}

fn in_units(estimate: &Estimate, unit: f64) -> Estimate {
    Estimate {
        mean: estimate.mean / unit,
        error: estimate.error / unit,
        ..*estimate
    }
}

/// The lags that are told: zero, and then by equal ratios as far as they are whole.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn lags_told(lags: usize) -> Vec<usize> {
    let last = lags.saturating_sub(1).max(1) as f64;
    let ratios =
        (0..=LAGS_TOLD as u32).map(|k| last.powf(f64::from(k) / LAGS_TOLD).round() as usize);
    let mut told: Vec<usize> = std::iter::once(0)
        .chain(ratios)
        .filter(|lag| *lag < lags)
        .collect();
    told.dedup();
    told
}

/// From a turn in all the lags to half a turn in a step.
fn frequencies(step: f64, lags: usize) -> Vec<f64> {
    if lags < 3 {
        return Vec::new();
    }
    let (low, high) = (
        1.0 / (step * (lags - 1) as f64),
        std::f64::consts::PI / step,
    );
    let part = |k: u32| f64::from(k) / f64::from(FREQUENCIES - 1);
    (0..FREQUENCIES)
        .map(|k| low * (high / low).powf(part(k)))
        .collect()
}

fn tensors(list: &[f64]) -> Vec<SymmetricTensor> {
    let (tensors, _) = list.as_chunks::<COMPONENTS>();
    tensors
        .iter()
        .map(|c| SymmetricTensor::from_components(*c))
        .collect()
}

impl Simulation {
    /// The next walkers move in time: as many as there are ranks, one on each.
    pub(super) fn step_motion(&mut self) -> Result<()> {
        let Some(mut motion) = self.motion.take() else {
            return Ok(());
        };
        let moved = self.move_next(&mut motion);
        self.motion = Some(motion);
        moved
    }

    fn move_next(&mut self, motion: &mut Motion) -> Result<()> {
        if motion.done == 0 {
            // Until here each rank knows its own walkers alone.
            for sample in &mut self.samples {
                sample.share(self.ranks.as_ref());
            }
        }
        let all = self.samples.len() * REPLICAS * self.plan.couplings.len();
        let count = self.ranks.count().min(all - motion.done);
        let own = self.ranks.rank();
        let moved = if own < count {
            self.move_walker(motion, motion.done + own)
        } else {
            Ok(Vec::new())
        };
        let list = |totals: Vec<SymmetricTensor>| {
            let numbers = totals.iter().flat_map(SymmetricTensor::components);
            numbers.collect()
        };
        let told = gathered(self.ranks.as_ref(), moved.map(list))?;
        motion.done += count;
        if self.is_root() {
            motion
                .totals
                .extend(told[..count].iter().map(|list| tensors(list)));
        }
        Ok(())
    }

    /// M of one walker after every few steps. The walker itself stays where it was measured last.
    fn move_walker(&mut self, motion: &Motion, number: usize) -> Result<Vec<SymmetricTensor>> {
        let rungs = self.plan.couplings.len();
        let (sample, replica, rung) = (
            number / rungs / REPLICAS,
            number / rungs % REPLICAS,
            number % rungs,
        );
        let ladder = &self.samples[sample].replicas()[replica];
        let (kt, walker) = (ladder.kt(rung), ladder.walker(rung));
        let mut rotors = walker.rotors.clone();
        let seed = self.plan.schedule.seed;
        let stream = seed.stream(Purpose::Noise, walker.number, ladder.step());
        let field = fields::field(&self.plan, &places(&self.plan, sample)?)?;
        let (boundary, step) = (self.plan.boundary, motion.plan.time_step);
        let mut law: Box<dyn Dynamics> = match motion.plan.kind {
            DynamicsKind::Overdamped => Box::new(Langevin::new(field, boundary, step)?),
            DynamicsKind::Inertial => {
                let mut law = Inertial::new(field, boundary, (step, 0.0))?;
                law.thermalize(rotors.count(), stream);
                Box::new(law)
            }
        };
        let first = stream.step();
        let count = motion.plan.steps;
        let mut totals = Vec::new();
        law.run(
            &mut rotors,
            kt,
            Steps { stream, count },
            &mut |number, moment, _| {
                if (number - first + 1).is_multiple_of(motion.plan.every) {
                    totals.push(moment.total);
                }
            },
        )?;
        Ok(totals)
    }
}
