//! The figures of an analysis of a trajectory, each a pure function of its answer and the words for units.
//!
//! Open points have no error that could be told; numbers that are none are gaps.

mod displacements;
pub(super) mod marks;
mod moduli;
mod motion;
mod strains;
mod stress;
mod turning;
mod van_hove;

pub use displacements::{d2min, displacement_correlation};
pub use moduli::{modulus_time, modulus_wave};
pub use motion::{displacement, non_gaussian, scattering, structure};
pub(crate) use strains::component;
pub use strains::{strain_angle, strain_correlation};
pub use stress::relaxation;
pub use turning::{force, turning};
pub use van_hove::van_hove;

use super::Figure;
use crate::trajectory::{TrajectoryAnswer, TrajectoryWords};

/// The words of all figures of a trajectory.
pub(crate) const NAMES: [&str; 14] = [
    "modulus-wave",
    "modulus-time",
    "displacement",
    "scattering",
    "non-gaussian",
    "van-hove",
    "structure",
    "stress-relaxation",
    "d2min",
    "displacement-correlation",
    "strain-correlation",
    "strain-angle",
    "turning",
    "force",
];

/// Colours that people who see colours differently tell apart (Okabe and Ito's, without yellow).
const COLORS: [&str; 6] = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#882255", "#E69F00",
];

/// Every figure that the answer has numbers for, in the order of the page.
pub fn all(answer: TrajectoryAnswer, words: &TrajectoryWords) -> Vec<Figure> {
    let drawn: Vec<Option<Figure>> = match answer {
        TrajectoryAnswer::Modulus {
            displacements,
            stress,
        } => vec![
            modulus_wave(displacements, words),
            modulus_time(displacements, stress, words),
        ],
        TrajectoryAnswer::Dynamics { motion, viscosity } => vec![
            displacement(motion, words),
            scattering(motion, words),
            non_gaussian(motion, words),
            van_hove(motion, words),
            structure(motion, words),
            viscosity.and_then(|stress| relaxation(stress, words)),
        ],
        TrajectoryAnswer::Local(answer) => vec![
            d2min(answer, words),
            displacement_correlation(answer, words),
            strain_correlation(answer, words),
            strain_angle(answer, words),
        ],
        TrajectoryAnswer::Units(answer) => vec![turning(answer, words), force(answer, words)],
    };
    drawn.into_iter().flatten().collect()
}
