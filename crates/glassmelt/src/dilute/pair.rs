//! Two identical dipoles a distance apart along z, in reduced units: the exact energy in its own modes.

use serde::Serialize;

use crate::dipole::DipoleTensor;
use crate::error::{Result, positive};
use crate::medium::Medium;
use crate::tensor::SymmetricTensor;

/// Strength of the coupling between deviators by their angular momentum about the line of centres.
///
/// With the orthonormal components `q0 = sqrt(3/2) Q_zz`, `q1 = sqrt(2) (Q_xz, Q_yz)`,
/// `q2 = ((Q_xx - Q_yy)/sqrt(2), sqrt(2) Q_xy)` of the deviators and r along z, the exact energy is
/// `8 pi mu r^3 E2 = m0 q0 q0' + m1 q1.q1' + m2 q2.q2' + m_trace (q0 tr Q' + q0' tr Q)`. Dilatation
/// centres do not see each other, and `m0 + 2 m1 + 2 m2 = 0`: no direction is preferred on average.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Modes {
    /// `A + 5B`, along the line of centres.
    pub m0: f64,
    /// `(A - 7B)/2`, twice.
    pub m1: f64,
    /// `B - A`, twice.
    pub m2: f64,
    /// `sqrt(2/3) (A - B)`, between trace and deviator.
    pub m_trace: f64,
}

impl Modes {
    /// The modes of a medium; they depend on `lambda/mu` alone, by `c = mu/(lambda + 2 mu)`.
    ///
    /// They are [`pair_energy`](crate::interaction::pair_energy) in these components: `A = 1 + c`,
    /// `B = 1 - c`.
    pub fn of(medium: &Medium) -> Self {
        let c = medium.sound_ratio();
        Self {
            m0: 6.0 - 4.0 * c,
            m1: -3.0 + 4.0 * c,
            m2: -2.0 * c,
            m_trace: (2.0_f64 / 3.0).sqrt() * 2.0 * c,
        }
    }
}

/// The five orthonormal components of a deviator about the z axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Components {
    pub(super) q0: f64,
    pub(super) q1: [f64; 2],
    pub(super) q2: [f64; 2],
}

impl Components {
    pub(super) fn of(deviator: &SymmetricTensor) -> Self {
        let root2 = std::f64::consts::SQRT_2;
        Self {
            q0: 1.5_f64.sqrt() * deviator.zz,
            q1: [root2 * deviator.xz, root2 * deviator.yz],
            q2: [(deviator.xx - deviator.yy) / root2, root2 * deviator.xy],
        }
    }
}

/// Two identical dipoles that turn freely, in units of `Q_norm`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurningPair {
    modes: Modes,
    /// Principal values of the reduced deviator, the one most unlike the others last.
    principal: [f64; 3],
    reduced_trace: f64,
    norm: f64,
    scale: f64,
}

impl TurningPair {
    /// Two dipoles in a medium.
    ///
    /// # Errors
    /// When a component is not finite, or when the dipole has no deviator: dilatation centres have
    /// nothing to turn.
    pub fn new(medium: &Medium, dipole: &DipoleTensor) -> Result<Self> {
        let tensor = dipole.0.finite("dipole")?;
        let norm = positive("norm of the dipole's deviator", reduced_norm(dipole))?;
        let [low, middle, high] = tensor.deviator().principal().map(|(value, _)| value / norm);
        let principal = if high >= -low {
            [low, middle, high]
        } else {
            [middle, high, low]
        };
        Ok(Self {
            modes: Modes::of(medium),
            principal: rod_but_for_rounding(principal),
            reduced_trace: tensor.trace() / norm,
            norm,
            scale: medium.scale(),
        })
    }

    /// `Q_norm = sqrt((3/2) Q_dev:Q_dev)`, an energy.
    pub fn norm(&self) -> f64 {
        self.norm
    }

    /// The coupling `X = Q_norm^2/(8 pi mu k_B T r^3)` at distance r and thermal energy `kt`.
    pub fn coupling(&self, kt: f64, r: f64) -> Result<f64> {
        let (kt, r) = (positive("kt", kt)?, positive("r", r)?);
        Ok(self.norm * self.norm / (self.scale * kt * r.powi(3)))
    }

    /// The modes of the energy.
    pub fn modes(&self) -> Modes {
        self.modes
    }

    /// `tr Q/Q_norm`.
    pub fn reduced_trace(&self) -> f64 {
        self.reduced_trace
    }

    /// The reduced deviator along its principal axes; its square is 2/3.
    pub(super) fn body(&self) -> SymmetricTensor {
        let [x, y, z] = self.principal;
        SymmetricTensor::from_components([x, y, z, 0.0, 0.0, 0.0])
    }

    /// Whether a turn about the body's own axis changes nothing.
    pub(super) fn is_uniaxial(&self) -> bool {
        self.principal[0] == self.principal[1]
    }

    /// `m_trace tr Q/Q_norm`: what the other's trace does to `q0`.
    pub(super) fn trace_field(&self) -> f64 {
        self.modes.m_trace * self.reduced_trace
    }

    /// No orientation has a larger `|g|`.
    pub(super) fn largest_energy(&self) -> f64 {
        let Modes { m0, m1, m2, .. } = self.modes;
        let deviators = m0.abs().max(m1.abs()).max(m2.abs()) * 2.0 / 3.0;
        deviators + 2.0 * (2.0_f64 / 3.0).sqrt() * self.trace_field().abs()
    }
}

/// Two principal values this close are one: averages are even in their difference, so that its square
/// is what they lose, and a rod or disc saves two angles of five.
const ALIKE: f64 = 1e-8;

/// The first two principal values as their mean where they differ by rounding only.
fn rod_but_for_rounding([x, y, axis]: [f64; 3]) -> [f64; 3] {
    if (x - y).abs() < ALIKE {
        let mean = 0.5 * (x + y);
        [mean, mean, axis]
    } else {
        [x, y, axis]
    }
}

/// `sqrt((3/2) Q_dev:Q_dev)`; zero when the deviator is rounding only.
pub(super) fn reduced_norm(dipole: &DipoleTensor) -> f64 {
    let deviator = dipole.deviator().norm();
    if deviator > 8.0 * f64::EPSILON * dipole.0.norm() {
        1.5_f64.sqrt() * deviator
    } else {
        0.0
    }
}
