//! A piece of a flow far from its fixed line: the scale as a Chebyshev series in `ln z`.

use super::line::FixedLine;
use crate::special::chebyshev::{Chebyshev, nodes};
use crate::special::root::newton_in_bracket;

/// The flow between two distances from the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    low: f64,
    width: f64,
    /// The scale at the far end, where the flow comes in, and at the near end.
    pub(super) from: f64,
    pub(super) to: f64,
    /// `-dell/d ln z` as a function of the share of the way from near to far, and its integral.
    slope: Chebyshev,
    integral: Chebyshev,
}

impl Stretch {
    /// The near end of a stretch that begins at z, no nearer than `floor` and short enough for
    /// sixteen terms: at most 4 in m, 1.2 in ln m, 1 in ln z.
    pub(super) fn near_end(line: &FixedLine, z: f64, floor: f64) -> f64 {
        let longest = 0.8_f64.min(4.0 / line.coupling(z));
        (z - longest).max(z * (-1.0_f64).exp()).max(floor)
    }

    /// From distance `far`, reached at scale `from`, down to `near`.
    pub(super) fn new(line: &FixedLine, near: f64, far: f64, from: f64) -> Self {
        let low = near.ln();
        let width = (far / near).ln();
        let slope = nodes().map(|t| line.scale_slope((low + width * t).exp()));
        let slope = Chebyshev::through(&slope);
        let integral = slope.integral();
        Self {
            low,
            width,
            from,
            to: from + width * integral.at(1.0),
            slope,
            integral,
        }
    }

    /// The logarithm of the near end.
    pub(super) fn low(&self) -> f64 {
        self.low
    }

    /// The scale at `ln z` inside the stretch; that of its far end beyond.
    pub(super) fn ell(&self, log_z: f64) -> f64 {
        self.ell_at_share(((log_z - self.low) / self.width).min(1.0))
    }

    fn ell_at_share(&self, t: f64) -> f64 {
        self.from + self.width * (self.integral.at(1.0) - self.integral.at(t))
    }

    /// `ln z` at a scale between `from` and `to`.
    pub(super) fn log_z_at(&self, ell: f64) -> f64 {
        let guess = 1.0 - (ell - self.from) / (self.width * self.slope.at(1.0));
        let share = newton_in_bracket(0.0, 1.0, guess, 1e-15, |t| {
            (self.ell_at_share(t) - ell, -self.width * self.slope.at(t))
        });
        self.low + self.width * share
    }
}
