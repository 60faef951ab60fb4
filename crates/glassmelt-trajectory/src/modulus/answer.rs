//! What comes out: moduli of each shell for each length of window, their value at q = 0, and what to mind.

use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
use glassmelt::{Estimate, Layer, Warning};
use glassmelt_statistics::estimate;
use serde::Serialize;

use super::collector::{Collector, ShellRecord};
use super::finite_time::Memory;
use super::length::CorrelationLength;
use super::line::{Line, Point};
use super::reader::{Setting, Steps};
use super::warnings;
use crate::frame::Dimension;

/// The moduli of a trajectory. Moduli are energies per volume (in a plane: per area) in the units of the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModulusAnswer {
    /// Plane or space.
    pub dimension: Dimension,
    /// How many atoms.
    pub atoms: usize,
    /// Atoms per volume, or area.
    pub number_density: f64,
    /// `k_B T`.
    pub thermal_energy: f64,
    /// How many frames were read.
    pub frames: u64,
    /// Steps between frames, where they are the same between all.
    pub steps_between_frames: Option<i64>,
    /// One for each observation time, from short to long.
    pub windows: Vec<WindowModulus>,
    /// What to mind.
    pub warnings: Vec<Warning>,
}

/// The moduli of one observation time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WindowModulus {
    /// Frames of a window.
    pub frames: usize,
    /// How many windows.
    pub windows: usize,
    /// `<|u|^2>` of an atom about its mean position in the window, its square length.
    pub mean_square_displacement: Estimate,
    /// `<|mean position in the second half - in the first|^2>` over `<|u|^2>`: of order (correlation time)/W
    /// where atoms stay at their places, 2 for atoms that diffuse.
    pub wandering: f64,
    /// From small to large q.
    pub shells: Vec<ShellModulus>,
    /// mu as q -> 0; none for fewer than two shells with errors, or where no line goes through the first three.
    pub mu_zero: Option<Extrapolation>,
    /// lambda + 2 mu as q -> 0.
    pub lambda_plus_2mu_zero: Option<Extrapolation>,
}

/// The moduli of the wave vectors of one length.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShellModulus {
    /// Their length, in radians over the unit of length.
    pub q: f64,
    /// How many, one of each pair +-q.
    pub wavevectors: usize,
    /// `rho_n k_B T/(q^2 <|u_T|^2>)`, corrected for the window's mean where that can be told.
    pub mu: Estimate,
    /// The same of the longitudinal waves.
    pub lambda_plus_2mu: Estimate,
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

/// `mu(q) = mu(0) + slope q^2` through the shells of smallest q, as many as a line goes through: three at least where there are three.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Extrapolation {
    /// The modulus at q = 0.
    pub at_zero: Estimate,
    /// c, in modulus times length^2.
    pub slope: Estimate,
    /// How many shells.
    pub shells: usize,
    /// chi^2 a degree of freedom; none for two shells.
    pub chi_squared: Option<f64>,
}

/// What a curve is measured in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reference {
    /// `mu_0`, the modulus that counts as one, in the units of the trajectory.
    pub modulus: f64,
    /// a, the length that counts as one.
    pub length: f64,
}

impl ModulusAnswer {
    pub(super) fn new(
        setting: &Setting,
        thermal_energy: f64,
        collectors: &[Collector],
        frames: u64,
        (steps, moves): (Steps, bool),
    ) -> Self {
        let windows: Vec<WindowModulus> = collectors
            .iter()
            .filter(|collector| collector.windows > 0)
            .map(|collector| WindowModulus::new(setting, thermal_energy, collector))
            .collect();
        let warnings = warnings::of(&windows, setting, (steps, moves));
        Self {
            dimension: setting.dimension,
            atoms: setting.atoms,
            number_density: setting.density,
            thermal_energy,
            frames,
            steps_between_frames: steps.gap.filter(|_| !steps.uneven),
            windows,
            warnings,
        }
    }

    /// The longest observation time.
    pub fn longest(&self) -> Option<&WindowModulus> {
        self.windows.last()
    }
}

impl WindowModulus {
    fn new(setting: &Setting, thermal_energy: f64, collector: &Collector) -> Self {
        let shells = setting.waves.shells().iter().zip(&collector.shells);
        let shells: Vec<ShellModulus> = shells
            .map(|(shell, record)| {
                let unit = thermal_energy * setting.density / (shell.q * shell.q);
                let transverse = setting.dimension.count() - 1;
                let (mu, of_mu) = modulus(record, 0, transverse, unit, collector);
                let (longitudinal, of_longitudinal) = modulus(record, 1, 1, unit, collector);
                ShellModulus {
                    q: shell.q,
                    wavevectors: shell.members.len(),
                    mu,
                    lambda_plus_2mu: longitudinal,
                    transverse: of_mu,
                    longitudinal: of_longitudinal,
                }
            })
            .collect();
        let squares = estimate(collector.squares.values());
        let shift = collector.shift / collector.windows as f64;
        Self {
            frames: collector.length,
            windows: collector.windows,
            mean_square_displacement: squares,
            wandering: if squares.mean > 0.0 {
                shift / squares.mean
            } else {
                0.0
            },
            mu_zero: Extrapolation::of(&shells, |shell| &shell.mu),
            lambda_plus_2mu_zero: Extrapolation::of(&shells, |shell| &shell.lambda_plus_2mu),
            shells,
        }
    }

    /// `mu(q)/mu_0` against `q a`; shells without a finite error are left out.
    pub fn curve(&self, name: impl Into<String>, reference: Reference) -> ModulusCurve {
        let shells = self
            .shells
            .iter()
            .filter(|shell| shell.mu.error.is_finite());
        let point = |shell: &ShellModulus| {
            let Estimate {
                mean,
                error,
                independent_samples,
            } = shell.mu;
            let ratio = Estimate {
                mean: mean / reference.modulus,
                error: error / reference.modulus.abs(),
                independent_samples,
            };
            ModulusPoint::estimated(shell.q * reference.length, &ratio)
        };
        let points = shells.map(point).collect();
        ModulusCurve::new(name, Layer::Elastic, Scale::WaveNumber, points)
    }

    /// How fast the softening `mu_0/mu(q) - 1` falls with q, for the bare modulus `mu_0` of the caller.
    pub fn correlation_length(&self, bare_modulus: f64) -> CorrelationLength {
        CorrelationLength::of(&self.shells, bare_modulus)
    }
}

/// The modulus of one kind of waves (so many directions a wave), with what it was made of.
fn modulus(
    record: &ShellRecord,
    kind: usize,
    directions: usize,
    unit: f64,
    collector: &Collector,
) -> (Estimate, Observed) {
    let as_observed = over(unit, &estimate(record.power[kind].values()));
    let by_wave = &record.by_wave[kind];
    let windows = collector.windows as f64;
    let products: Vec<f64> = record.products[kind]
        .iter()
        .map(|sum| sum / windows)
        .collect();
    let memory = Memory::of(&products, collector.length);
    let series = 2 * directions * by_wave.len();
    let frames = (series * collector.frames()) as f64;
    let corrected = memory.map_or(as_observed, |memory| {
        corrected(&as_observed, &memory, frames)
    });
    let observed = Observed {
        as_observed,
        correlation_time: memory.map(|memory| memory.correlation_time),
        share: memory.map(|memory| memory.share),
        scatter_of_waves: relative_scatter(by_wave).map(|scatter| scatter * as_observed.mean),
    };
    (corrected, observed)
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

impl Extrapolation {
    fn of(shells: &[ShellModulus], modulus: impl Fn(&ShellModulus) -> &Estimate) -> Option<Self> {
        let known = shells.iter().filter(|shell| {
            let error = modulus(shell).error;
            error.is_finite() && error > 0.0
        });
        let points: Vec<Point> = known
            .clone()
            .map(|shell| Point {
                x: shell.q * shell.q,
                y: modulus(shell).mean,
                error: modulus(shell).error,
            })
            .collect();
        // A line through two of more shells goes through anything: in a crystal, through unlike directions.
        let told = |line: &Line| line.chi_squared.is_some() || points.len() == 2;
        let line = Line::through_the_first(&points).filter(told)?;
        let used = known.take(line.points);
        let independent_samples = used.map(|shell| modulus(shell).independent_samples).sum();
        let estimate = |mean, error| Estimate {
            mean,
            error,
            independent_samples,
        };
        Some(Self {
            at_zero: estimate(line.at_zero, line.at_zero_error),
            slope: estimate(line.slope, line.slope_error),
            shells: line.points,
            chi_squared: line.chi_squared,
        })
    }
}
