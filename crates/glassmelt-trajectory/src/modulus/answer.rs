//! What comes out: moduli of each shell for each length of window, their value at q = 0, and what to mind.

use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
use glassmelt::{Estimate, Layer, Warning};
use glassmelt_statistics::estimate;
use serde::Serialize;

use super::collector::Collector;
use super::extrapolation::Extrapolation;
use super::length::CorrelationLength;
use super::passes::Run;
use super::reader::Setting;
use super::shell::ShellModulus;
use super::warnings;
use crate::frame::Dimension;

/// Atoms whose root mean square displacement is less than this part of the cell do not move: means of positions round
/// so.
const STILL: f64 = 1e-12;

/// The moduli of a trajectory. Moduli are energies per volume (in a plane: per area) in the units of the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModulusAnswer {
    /// Plane or space.
    pub dimension: Dimension,
    /// How many atoms.
    pub atoms: usize,
    /// Atoms per volume, or area; of the mean cell where it moves.
    pub number_density: f64,
    /// `k_B T`.
    pub thermal_energy: f64,
    /// How many frames were read.
    pub frames: u64,
    /// Steps between frames, where they are the same between all.
    pub steps_between_frames: Option<i64>,
    /// The time between frames, where they tell their times and are evenly apart.
    pub time_between_frames: Option<f64>,
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
    /// The observation time: so many times the time between frames, where that is known.
    pub time: Option<f64>,
    /// How many windows.
    pub windows: usize,
    /// `<|u|^2>` of an atom about its mean position in the window, its square length; zero of atoms that do not move.
    pub mean_square_displacement: Estimate,
    /// `<|mean position in the second half - in the first|^2>` over `<|u|^2>`: of order (correlation time)/W
    /// where atoms stay at their places, 2 for atoms that diffuse.
    pub wandering: f64,
    /// From small to large q.
    pub shells: Vec<ShellModulus>,
    /// mu as q -> 0; none for fewer than two corrected shells with errors, or where no line goes through the first
    /// three.
    pub mu_zero: Option<Extrapolation>,
    /// lambda + 2 mu as q -> 0.
    pub lambda_plus_2mu_zero: Option<Extrapolation>,
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
    pub(super) fn new(setting: &Setting, thermal_energy: f64, run: &Run) -> Self {
        let time = run.pace.time();
        let windows: Vec<WindowModulus> = run
            .collectors
            .iter()
            .filter(|collector| collector.windows > 0)
            .map(|collector| WindowModulus::new(setting, thermal_energy, collector, time))
            .collect();
        let warnings = warnings::of(&windows, setting, run);
        Self {
            dimension: setting.dimension,
            atoms: setting.atoms,
            number_density: setting.density,
            thermal_energy,
            frames: run.frames_read,
            steps_between_frames: run.pace.steps(),
            time_between_frames: time,
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
    fn new(
        setting: &Setting,
        thermal_energy: f64,
        collector: &Collector,
        time_between_frames: Option<f64>,
    ) -> Self {
        let squares = estimate(collector.squares.values());
        let still = squares.mean.sqrt() <= STILL * setting.cell.vectors().norm();
        let shells = setting.waves.shells().iter();
        let shells: Vec<ShellModulus> = if still {
            shells.map(ShellModulus::still).collect()
        } else {
            let each = shells.zip(&collector.shells);
            each.map(|both| ShellModulus::new(setting, thermal_energy, collector, both))
                .collect()
        };
        let shift = collector.shift / collector.windows as f64;
        let corrected = shells.iter().filter(|shell| shell.corrected);
        let mu: Vec<_> = corrected.map(|shell| (shell.q, shell.mu)).collect();
        let corrected = shells
            .iter()
            .filter(|shell| shell.lambda_plus_2mu_corrected);
        let longitudinal: Vec<_> = corrected
            .map(|shell| (shell.q, shell.lambda_plus_2mu))
            .collect();
        Self {
            frames: collector.length,
            time: time_between_frames.map(|time| time * collector.length as f64),
            windows: collector.windows,
            mean_square_displacement: Estimate {
                mean: if still { 0.0 } else { squares.mean },
                ..squares
            },
            wandering: if still { 0.0 } else { shift / squares.mean },
            mu_zero: Extrapolation::of(&mu),
            lambda_plus_2mu_zero: Extrapolation::of(&longitudinal),
            shells,
        }
    }

    /// Whether no atom moves about its mean position: then there is no modulus.
    pub fn is_still(&self) -> bool {
        self.mean_square_displacement.mean == 0.0
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
