//! Viscosity by Green and Kubo, Eq. 24, or what there is in its place.

use glassmelt::{Estimate, Warning};

use super::modulus::Response;

/// The viscosity of what flows beside the elastic modulus, or the reason why there is no number.
#[derive(Debug, Clone, PartialEq)]
pub enum Viscosity {
    /// C decayed within the time of the series.
    Measured {
        /// `int C dt/(V k_B T)`, an energy over a volume times the unit of time, from zero to the window.
        eta: Estimate,
        /// The end of the window, a time: six times the memory `int C dt/C(0)`.
        window: f64,
        /// The same integral from the window to its double: zero within its error, or below one per cent.
        left_out: Estimate,
    },
    /// C did not decay in the time that the series resolves: no number.
    NotDecayed {
        /// Up to here C was looked at, a time.
        until: f64,
        /// `C/C(0)` there.
        left: Estimate,
        /// The integral up to there: a viscosity is at least of this order.
        so_far: Estimate,
    },
}

impl Viscosity {
    /// The number, if there is one.
    pub fn eta(&self) -> Option<Estimate> {
        match self {
            Self::Measured { eta, .. } => Some(*eta),
            Self::NotDecayed { .. } => None,
        }
    }

    /// Why there is none.
    pub fn warning(&self) -> Option<Warning> {
        let Self::NotDecayed { until, left, .. } = self else {
            return None;
        };
        let message = format!(
            "C(t) has not decayed by t = {until:.4}, where C/C(0) = {:.4} +- {:.4}: there is no viscosity without a \
             longer run, or the rotors are frozen",
            left.mean, left.error
        );
        Some(Warning::new("not_decayed", message))
    }
}

impl Response {
    /// Eq. 24 with the classical prefactor `1/k_B T`: `eta = int_0^inf C dt/(V k_B T)`, by trapezoids, high by
    /// `(step/tau)^2/12` of itself where C falls in the time tau.
    ///
    /// The window ends at the first time that is six times `int C dt/C(0)` up to it. There is a number only if
    /// twice this window fits into the lags and into a block, and what C has between the window and its double
    /// is zero within three errors or below one per cent.
    pub fn viscosity(&self) -> Viscosity {
        let (c, weight) = (self.correlation(), self.weight());
        let step = c.time_step();
        let Some(window) = c.window() else {
            let last = c.lags() - 1;
            return Viscosity::NotDecayed {
                until: last as f64 * step,
                left: c.estimate(|values| values[last] / values[0]),
                so_far: c.estimate(|values| c.integral(values, 0..last) / weight),
            };
        };
        Viscosity::Measured {
            eta: c.estimate(|values| c.integral(values, 0..window) / weight),
            window: window as f64 * step,
            left_out: c.estimate(|values| c.integral(values, window..2 * window) / weight),
        }
    }

    /// The running integral `int_0^t C dt/(V k_B T)` at each lag from zero: where it is flat, it is eta.
    pub fn running_viscosity(&self) -> Vec<Estimate> {
        let (c, weight) = (self.correlation(), self.weight());
        let half = 0.5 * c.time_step() / weight;
        c.curve(|values| {
            let steps = values.windows(2).map(|ends| half * (ends[0] + ends[1]));
            let sums = steps.scan(0.0, |sum, step| {
                *sum += step;
                Some(*sum)
            });
            std::iter::once(0.0).chain(sums).collect()
        })
    }
}
