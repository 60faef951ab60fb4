//! One walker: the rotors of one sample at one coupling.

use std::ops::Range;

use glassmelt::SymmetricTensor;
use glassmelt_rotors::random::{Purpose, Stream};
use glassmelt_rotors::{Cell, HybridMonteCarlo, Leaps, Rotors, Sampler, Steps, Sweep, Tuning};
use nalgebra::Vector3;
use serde_json::{Value, json};

use super::field::{AnyField, field};
use crate::error::Result;
use crate::plan::{Coupling, Places, RunPlan};
use crate::series::Number;
use crate::trajectory::RotorFrame;

pub(super) struct Walker {
    sample: u32,
    slot: usize,
    pub(super) coupling: Coupling,
    places: Vec<Vector3<f64>>,
    sampler: HybridMonteCarlo<AnyField>,
    stream: Stream,
    pub(super) rotors: Rotors,
    pub(super) tuning: Tuning,
    /// The acceptances of all sweeps of the measurement.
    pub(super) accepted: f64,
    pub(super) last: Sweep,
}

impl Walker {
    pub(super) fn new(plan: &RunPlan, places: &Places, sample: u32, slot: usize) -> Result<Self> {
        let leaps = Leaps {
            stride: plan.sampler.stride.min(plan.sampler.length),
            length: plan.sampler.length,
        };
        #[allow(clippy::cast_possible_truncation)] // at most 1000 couplings, 100000 samples
        let number = sample * plan.couplings.len() as u32 + slot as u32;
        let stream = plan.schedule.seed.stream(Purpose::Momenta, number, 0);
        Ok(Self {
            sample,
            slot,
            coupling: plan.couplings[slot],
            places: places.positions(),
            sampler: HybridMonteCarlo::new(field(plan, places)?, plan.boundary, leaps)?,
            stream,
            rotors: Rotors::random(plan.dipole, plan.count(), stream)?,
            tuning: Tuning::new(leaps.stride, leaps.length, plan.sampler.acceptance),
            accepted: 0.0,
            last: Sweep::default(),
        })
    }

    pub(super) fn name(&self) -> String {
        format!("sample-{}-slot-{}", self.sample, self.slot)
    }

    /// Sweeps whose acceptance tunes the stride.
    pub(super) fn thermalize(&mut self, sweeps: Range<u64>) -> Result<()> {
        for sweep in sweeps {
            self.sampler.set_stride(self.tuning.stride());
            self.sweep(sweep..sweep + 1)?;
            self.tuning.saw(self.last.acceptance);
        }
        Ok(())
    }

    /// Sweeps at the frozen stride.
    pub(super) fn measure(&mut self, sweeps: Range<u64>) -> Result<()> {
        self.sampler.set_stride(self.tuning.frozen());
        self.accepted += self.sweep(sweeps)?;
        Ok(())
    }

    /// The sum of the acceptances.
    fn sweep(&mut self, sweeps: Range<u64>) -> Result<f64> {
        let (mut accepted, mut last) = (0.0, self.last);
        let steps = Steps {
            stream: self.stream.later(sweeps.start),
            count: sweeps.end - sweeps.start,
        };
        let (sampler, rotors) = (&mut self.sampler, &mut self.rotors);
        sampler.sweeps(rotors, self.coupling.kt, steps, &mut |_, sweep, _| {
            accepted += sweep.acceptance;
            last = sweep;
        })?;
        self.last = last;
        Ok(accepted)
    }

    pub(super) fn row(&self, sweep: u64) -> Vec<Number> {
        let dipoles = self.rotors.dipoles();
        let moment = dipoles.iter().fold(SymmetricTensor::ZERO, |m, q| m + *q);
        let mut row = vec![
            Number::Whole(u64::from(self.sample)),
            Number::Whole(self.slot as u64),
            Number::Real(self.coupling.x0),
            Number::Whole(sweep),
            Number::Real(self.last.energy),
            Number::Real(self.last.acceptance),
        ];
        row.extend(moment.components().map(Number::Real));
        row
    }

    pub(super) fn frame<'a>(&'a self, cell: &'a Cell, sweep: u64) -> RotorFrame<'a> {
        RotorFrame {
            cell,
            places: &self.places,
            rotors: &self.rotors,
            sweep,
            sample: self.sample,
            x0: self.coupling.x0,
            energy: self.last.energy,
        }
    }

    /// What the walker knows of itself; the physics is in its series.
    pub(super) fn result(&self, measured: u64) -> Value {
        let acceptance = (measured > 0).then(|| self.accepted / measured as f64);
        json!({
            "x0": self.coupling.x0,
            "kt": self.coupling.kt,
            "temperature_k": self.coupling.temperature_k,
            "sample": self.sample,
            "measured": measured,
            "acceptance": acceptance,
            "stride": self.tuning.frozen(),
        })
    }
}
