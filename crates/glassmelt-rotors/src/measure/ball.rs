//! The fluctuation of a ball inside the medium that it is part of: what pairs up to R say of the modulus.
//!
//! About a wave vector the five shears are two across (1), one along (0) and two that bend nothing (2). In a
//! medium that softened by `y = 1 - mu_R/mu0`, each answers its own strain besides the one from outside, and
//! has the fluctuation
//!
//! ```text
//! c_m = y/(1 - g_m y),   g_1 = 1,   g_0 = (4/3) mu0/(lambda + 2 mu0),   g_2 = 0.
//! ```
//!
//! Pairs up to R see all directions of q: `c = (2 c_1 + c_0 + 2 c_2)/5`, not the `c_1` of `mu_R = mu0/(1 +
//! c_1)`. In a periodic cell the mean over q without q = 0 shows besides, in proportion to the part v of the
//! cell that the ball fills: `c(R) = (1 - v) c + v c_k`, where `c_k` of k = 0 is y (strain given) or `y/(1 - y)`
//! (stress given). To first order in y, `c = y (1 + beta y)` with Eshelby's beta: Clausius-Mossotti.

use std::f64::consts::PI;

use super::measured::Setting;
use crate::boundary::Boundary;

/// Halvings of the interval of y.
const HALVINGS: u32 = 60;

/// A ball of the medium at large.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ball {
    g0: f64,
    part: f64,
    boundary: Boundary,
}

impl Ball {
    pub(super) fn new(setting: &Setting, radius: f64) -> Self {
        let volume = 4.0 * PI / 3.0 * radius.powi(3);
        Self {
            g0: 4.0 / 3.0 * setting.medium.sound_ratio(),
            part: volume / setting.probe.cell().volume(),
            boundary: setting.boundary,
        }
    }

    /// c(R) of a medium softened by y < 1; it grows with y.
    fn fluctuation(&self, y: f64) -> f64 {
        let across = y / (1.0 - y);
        let along = y / (1.0 - self.g0 * y);
        let all = (2.0 * across + along + 2.0 * y) / 5.0;
        let at_large = match self.boundary {
            Boundary::Strain(_) => y,
            Boundary::Stress(_) => across,
        };
        (1.0 - self.part) * all + self.part * at_large
    }

    /// `mu_R/mu0 = 1 - y` of the medium that has the fluctuation c.
    pub(super) fn modulus(&self, c: f64) -> f64 {
        // Below y = -1, a medium twice as stiff, nothing is looked for.
        let (mut low, mut high) = (-1.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if self.fluctuation(middle) < c {
                low = middle;
            } else {
                high = middle;
            }
        }
        1.0 - 0.5 * (low + high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At lambda = mu.
    fn ball(part: f64, boundary: Boundary) -> Ball {
        let g0 = 4.0 / 9.0;
        Ball { g0, part, boundary }
    }

    #[test]
    fn the_modulus_of_a_ball_of_independent_rotors_is_that_of_clausius_and_mossotti() {
        let field = glassmelt::closure::ClausiusMossotti::new(0.0, 0.0, 1.0, 1.0).unwrap();
        for x in [1e-3, 1e-2, 0.1] {
            let off = ball(0.0, Boundary::FREE).modulus(x) - field.ratio_at(x);
            assert!(off.abs() < x * x * x, "{x}: {off:e}");
        }
    }

    #[test]
    fn a_ball_as_large_as_the_cell_has_the_modulus_of_k_zero() {
        for c in [-0.2, 0.0, 0.3, 0.9] {
            assert!((ball(1.0, Boundary::CLAMPED).modulus(c) - (1.0 - c)).abs() < 1e-15);
            assert!((ball(1.0, Boundary::FREE).modulus(c) - 1.0 / (1.0 + c)).abs() < 1e-15);
        }
    }

    #[test]
    fn the_modulus_is_that_of_the_medium_with_the_fluctuation() {
        for y in [-0.5, 0.01, 0.4, 0.95] {
            let ball = ball(0.2, Boundary::CLAMPED);
            assert!((ball.modulus(ball.fluctuation(y)) - (1.0 - y)).abs() < 1e-14);
        }
    }
}
