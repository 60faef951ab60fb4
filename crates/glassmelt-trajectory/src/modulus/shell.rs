//! The moduli of the wave vectors of one length, as observed and corrected for the window's finite time.

use glassmelt::Estimate;
use glassmelt_statistics::estimate;
use serde::Serialize;

use super::collector::{Collector, ShellRecord};
use super::finite_time::Memory;
use super::reader::Setting;
use super::waves::Shell;

/// The moduli of the wave vectors of one length. Of atoms that do not move there are none: they are not a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShellModulus {
    /// Their length, in radians over the unit of length.
    pub q: f64,
    /// How many, one of each pair +-q.
    pub wavevectors: usize,
    /// `rho_n k_B T/(q^2 <|u_T|^2>)`, corrected for the window's mean where that can be told.
    pub mu: Estimate,
    /// Whether mu is corrected; else it is an upper bound.
    pub corrected: bool,
    /// The same of the longitudinal waves.
    pub lambda_plus_2mu: Estimate,
    /// Whether lambda + 2 mu is corrected; else it is an upper bound.
    pub lambda_plus_2mu_corrected: bool,
    /// What mu was made of.
    pub transverse: Observed,
    /// What lambda + 2 mu was made of.
    pub longitudinal: Observed,
}

/// A modulus before its correction, and the correction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Observed {
    /// The modulus of the power about the window's mean.
    pub as_observed: Estimate,
    /// The integrated correlation time of u(q, t), in frames; none where u(q, t) does not forget within a quarter
    /// of the window, and nothing is corrected.
    pub correlation_time: Option<f64>,
    /// The part of the power that the window's mean has taken; the modulus is `(1 - share) as_observed`.
    pub share: Option<f64>,
    /// The standard error of the modulus as the waves of the shell scatter: larger than the other error where
    /// directions differ or slow waves are not averaged. None for one wave.
    pub scatter_of_waves: Option<f64>,
}

/// Transverse and longitudinal, as they stand in the records.
const TRANSVERSE: usize = 0;
const LONGITUDINAL: usize = 1;

impl ShellModulus {
    pub(super) fn new(
        setting: &Setting,
        thermal_energy: f64,
        collector: &Collector,
        (shell, record): (&Shell, &ShellRecord),
    ) -> Self {
        let waves = Waves {
            record,
            unit: thermal_energy * setting.density / (shell.q * shell.q),
            collector,
        };
        let (mu, transverse) = waves.modulus(TRANSVERSE, setting.dimension.count() - 1);
        let (lambda_plus_2mu, longitudinal) = waves.modulus(LONGITUDINAL, 1);
        Self {
            q: shell.q,
            wavevectors: shell.members.len(),
            mu,
            corrected: transverse.share.is_some(),
            lambda_plus_2mu,
            lambda_plus_2mu_corrected: longitudinal.share.is_some(),
            transverse,
            longitudinal,
        }
    }

    /// Of atoms that do not move.
    pub(super) fn still(shell: &Shell) -> Self {
        let nothing = Estimate {
            mean: f64::NAN,
            error: f64::INFINITY,
            independent_samples: 0.0,
        };
        let observed = Observed {
            as_observed: nothing,
            correlation_time: None,
            share: None,
            scatter_of_waves: None,
        };
        Self {
            q: shell.q,
            wavevectors: shell.members.len(),
            mu: nothing,
            corrected: false,
            lambda_plus_2mu: nothing,
            lambda_plus_2mu_corrected: false,
            transverse: observed,
            longitudinal: observed,
        }
    }
}

/// The waves of a shell in all windows of one length.
struct Waves<'a> {
    record: &'a ShellRecord,
    /// `rho_n k_B T/q^2`: the modulus times a power.
    unit: f64,
    collector: &'a Collector,
}

impl Waves<'_> {
    /// The modulus of one kind of waves (so many directions a wave), with what it was made of.
    fn modulus(&self, kind: usize, directions: usize) -> (Estimate, Observed) {
        let as_observed = over(self.unit, &estimate(self.record.power[kind].values()));
        let by_wave = &self.record.by_wave[kind];
        let memory = self.memory(kind);
        let series = 2 * directions * by_wave.len();
        let frames = (series * self.collector.frames()) as f64;
        let modulus = memory.map_or(as_observed, |memory| {
            corrected(&as_observed, &memory, frames)
        });
        let observed = Observed {
            as_observed,
            correlation_time: memory.map(|memory| memory.correlation_time),
            share: memory.map(|memory| memory.share),
            scatter_of_waves: relative_scatter(by_wave).map(|scatter| scatter * as_observed.mean),
        };
        (modulus, observed)
    }

    fn memory(&self, kind: usize) -> Option<Memory> {
        let Collector {
            length,
            each,
            windows,
            ..
        } = *self.collector;
        let windows = windows as f64;
        let products = self.record.products[kind].iter();
        let products: Vec<f64> = products.map(|sum| sum / windows).collect();
        if each == 1 {
            return Memory::of(&products, length);
        }
        let by_wave = &self.record.by_wave[kind];
        let power = by_wave.iter().sum::<f64>() / (windows * by_wave.len() as f64);
        Memory::of_blocks(&products, length / each, each, power)
    }
}

/// `unit/power`, with its relative error.
fn over(unit: f64, power: &Estimate) -> Estimate {
    let mean = unit / power.mean;
    Estimate {
        mean,
        error: mean * power.error / power.mean,
        independent_samples: power.independent_samples,
    }
}

/// The errors are added: slow waves that happen to be large raise both the power and the share.
fn corrected(as_observed: &Estimate, memory: &Memory, frames: f64) -> Estimate {
    let left = 1.0 - memory.share;
    let mean = left * as_observed.mean;
    Estimate {
        mean,
        error: left * as_observed.error + mean.abs() * memory.error(frames).abs(),
        independent_samples: as_observed.independent_samples,
    }
}

/// The standard error of the mean over the mean.
fn relative_scatter(values: &[f64]) -> Option<f64> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    (values.len() > 1).then(|| (squares / (count - 1.0) / count).sqrt() / mean)
}
