//! What is asked of a trajectory for its moduli: which waves, and how long to look.

use super::waves::WaveChoice;
use crate::cell::Cell;
use crate::error::{Error, Result};

/// Positions of one window are kept up to so many bytes, and its amplitudes up to as many.
const BUFFER: usize = 512 << 20;
/// The shortest power of two: in windows of 8 frames the correction (see [`super::Memory`]) asks for waves that have
/// forgotten all from one frame to the next, and finds that by chance; 16 is the first that holds the end of a memory.
const SHORTEST_POWER: usize = 16;
/// The shortest window of all frames: two halves, each with a mean of its own.
const SHORTEST: usize = 4;

/// How long to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Windows {
    /// 16, 32, 64 ... frames, and all, where there are four at least.
    PowersOfTwo,
    /// These numbers of frames; those that the trajectory does not hold are left out.
    Lengths(Vec<usize>),
}

impl Windows {
    /// The lengths in a trajectory of so many frames, in ascending order.
    pub(crate) fn in_frames(&self, frames: usize) -> Vec<usize> {
        match self {
            Self::PowersOfTwo => powers_of_two(frames),
            Self::Lengths(lengths) => {
                let mut lengths = lengths.clone();
                lengths.sort_unstable();
                lengths.dedup();
                lengths
            }
        }
    }

    /// The fewest frames of which anything can be said.
    pub(super) fn shortest(&self) -> usize {
        match self {
            Self::PowersOfTwo => SHORTEST,
            Self::Lengths(lengths) => lengths.iter().copied().min().unwrap_or(0),
        }
    }
}

/// 16, 32, 64 ... and all.
fn powers_of_two(frames: usize) -> Vec<usize> {
    let powers = std::iter::successors(Some(SHORTEST_POWER), |length| length.checked_mul(2));
    let mut lengths: Vec<usize> = powers.take_while(|length| *length < frames).collect();
    lengths.extend((frames >= SHORTEST).then_some(frames));
    lengths
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// `k_B T`, in the unit of energy: `units.boltzmann() * T`.
    pub thermal_energy: f64,
    /// Which waves.
    pub waves: WaveChoice,
    /// Which observation times.
    pub windows: Windows,
    /// The cell of frames that have none: a microscope's field of view.
    pub cell: Option<Cell>,
    /// Bytes for the positions of a window (24 an atom and frame), and as many for its amplitudes (48 a wave and
    /// frame). Windows whose positions are more are read twice. Amplitudes that are more are kept as means over
    /// blocks of 2, 4, 8 ... frames, at least 256 of them; powers stay those of each frame.
    pub buffer: usize,
}

impl Question {
    /// Twelve shells, all powers of two, half a gibibyte.
    pub fn new(thermal_energy: f64) -> Self {
        Self {
            thermal_energy,
            waves: WaveChoice::Shells(12),
            windows: Windows::PowersOfTwo,
            cell: None,
            buffer: BUFFER,
        }
    }

    pub(super) fn checked(&self) -> Result<()> {
        let energy = self.thermal_energy;
        if !(energy > 0.0 && energy.is_finite()) {
            return Err(Error::Domain {
                name: "k_B T",
                value: energy,
                domain: "positive and finite",
            });
        }
        let shortest = self.windows.shortest();
        if shortest < 2 {
            return Err(Error::Domain {
                name: "the frames of a window",
                value: shortest as f64,
                domain: "at least 2, and at least one window",
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modulus::Memory;

    #[test]
    fn windows_begin_where_a_memory_can_be_corrected_and_all_frames_are_one() {
        assert_eq!(powers_of_two(70), [16, 32, 64, 70]);
        assert_eq!(powers_of_two(16), [16]);
        assert_eq!(powers_of_two(10), [10]);
        assert_eq!(powers_of_two(3), [0; 0]);
    }

    /// A(k) of a c that is 1 at 0 and `next` one frame on, and ends there: by the formula of the module `finite_time`.
    fn products(next: f64, window: usize) -> Vec<f64> {
        let frames = window as f64;
        let c = |lag: usize| [1.0, next, 0.0][lag.min(2)];
        let g = |j: usize| (0..window).map(|l| c(j.abs_diff(l))).sum::<f64>() / frames;
        let v = (0..window).map(g).sum::<f64>() / frames;
        let at = |lag: usize| {
            let both: f64 = (0..window - lag).map(|j| g(j) + g(j + lag)).sum();
            c(lag) - both / (window - lag) as f64 + v
        };
        (0..=window / 2).map(at).collect()
    }

    #[test]
    fn four_frames_are_never_corrected_eight_only_without_a_memory_and_sixteen_with_one() {
        let told = |next: f64, window: usize| Memory::of(&products(next, window), window).is_some();
        assert!(!told(0.0, 4) && !told(0.1, 4));
        assert!(told(0.0, 8) && !told(0.1, 8));
        assert!(told(0.0, SHORTEST_POWER) && told(0.1, SHORTEST_POWER));
    }
}
