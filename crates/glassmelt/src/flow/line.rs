//! The fixed line y = 0 and the flow beside it, in the distance `z = ln(mu_bar/mu_c_bar)`.

use crate::special::quadrature::{GAUSS_10, GAUSS_16, Rule, integrate};
use crate::special::{
    EULER_GAMMA, SERIES_LIMIT, flow_primitive, flow_primitive_slope, series_difference, series_part,
};

/// A point `m_c` of the fixed line; flows above it have `m = m_c e^z`.
///
/// Kept as `ln m_c`, so that a fixed point too small for a double still has a flow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FixedLine {
    log_m_c: f64,
    m_c: f64,
    primitive: f64,
    slope: f64,
}

impl FixedLine {
    /// The point of the line with coupling `m_c > 0`.
    pub(crate) fn new(m_c: f64) -> Self {
        Self::at_log(m_c.ln())
    }

    /// The point of the line with coupling `e^log_m_c`.
    pub(crate) fn at_log(log_m_c: f64) -> Self {
        let m_c = log_m_c.exp();
        Self {
            log_m_c,
            m_c,
            primitive: primitive(log_m_c, m_c),
            slope: flow_primitive_slope(m_c),
        }
    }

    /// The distance `z0` to the line from coupling `m0`, where `y0^2/32 pi = fugacity >= 0`: the root
    /// of `F(m0) - F(m0 e^{-z}) = fugacity`.
    ///
    /// Convex and rising in z with a slope of at most 1: Newton overshoots at most once.
    pub(crate) fn distance(m0: f64, fugacity: f64) -> f64 {
        let mut z = fugacity;
        for _ in 0..100 {
            let log_m_c = m0.ln() - z;
            let m_c = log_m_c.exp();
            let climb = climb(log_m_c, m_c, z);
            let rise = rise(m_c, z, climb, || primitive(log_m_c, m_c));
            let step = (fugacity - rise) / flow_primitive_slope(m_c);
            z += step;
            // Newton's next step would be of order step^2.
            if step.abs() <= 1e-9 * z {
                break;
            }
        }
        z
    }

    pub(crate) fn m_c(&self) -> f64 {
        self.m_c
    }

    pub(crate) fn log_m_c(&self) -> f64 {
        self.log_m_c
    }

    /// `e^{m_c} - 1`: deviations from the line fall as `exp(-rate ell)`.
    pub(crate) fn rate(&self) -> f64 {
        self.m_c.exp_m1()
    }

    /// `dF/d ln m` on the line.
    pub(crate) fn slope(&self) -> f64 {
        self.slope
    }

    /// The coupling at distance z.
    pub(crate) fn coupling(&self, z: f64) -> f64 {
        self.m_c + climb(self.log_m_c, self.m_c, z)
    }

    /// `D(z) = F(m_c e^z) - F(m_c) = y^2/32 pi`, to full relative accuracy for every `z >= 0`.
    pub(crate) fn fugacity(&self, z: f64) -> f64 {
        self.coupling_and_fugacity(z).1
    }

    fn coupling_and_fugacity(&self, z: f64) -> (f64, f64) {
        let climb = climb(self.log_m_c, self.m_c, z);
        let fugacity = rise(self.m_c, z, climb, || self.primitive);
        (self.m_c + climb, fugacity)
    }

    /// `-d ell/d ln z = z e^{-m}/(m D(z))`, which tends to `1/rate` at the line.
    pub(crate) fn scale_slope(&self, z: f64) -> f64 {
        let (m, fugacity) = self.coupling_and_fugacity(z);
        z / fugacity * (-m).exp() / m
    }

    /// The distance beyond which no scale passes: there `m > 800`, and `e^{-m}` is below the smallest
    /// double.
    pub(crate) fn farthest(&self) -> f64 {
        800.0_f64.ln() - self.log_m_c
    }

    /// [`Self::scale_slope`] and its logarithmic derivative by `ln m_c` at fixed z:
    /// `-1 - m - (h(m) - h(m_c))/D` with `h = dF/d ln m`.
    pub(crate) fn scale_slope_and_sensitivity(&self, z: f64) -> (f64, f64) {
        let (m, fugacity) = self.coupling_and_fugacity(z);
        let slope_change = flow_primitive_slope(m) - self.slope;
        (
            z / fugacity * (-m).exp() / m,
            -1.0 - m - slope_change / fugacity,
        )
    }

    /// The lower end of a panel that begins at z, no lower than `floor` and short enough for sixteen
    /// points: at most 12 in m, 3 in ln m, 2 in ln z.
    pub(crate) fn next_panel(&self, z: f64, floor: f64) -> f64 {
        let longest = 3.0_f64.min(12.0 / self.coupling(z));
        (z - longest).max(z * (-2.0_f64).exp()).max(floor)
    }

    /// The rule for such a panel: near the line, and over at most 2 in m, ten points are enough.
    pub(crate) fn rule(&self, low: f64, high: f64) -> &'static Rule {
        if high <= 1.0 && self.coupling(high) - self.coupling(low) <= 2.0 {
            &GAUSS_10
        } else {
            &GAUSS_16
        }
    }
}

/// `F(m_c)`, also where only the logarithm of `m_c` is a double.
fn primitive(log_m_c: f64, m_c: f64) -> f64 {
    if m_c < SERIES_LIMIT {
        log_m_c + (EULER_GAMMA - 1.0) + series_part(m_c)
    } else {
        flow_primitive(m_c)
    }
}

/// `m - m_c = m_c (e^z - 1)`, also where only the logarithm of `m_c` is a double.
fn climb(log_m_c: f64, m_c: f64, z: f64) -> f64 {
    if m_c < f64::MIN_POSITIVE {
        (log_m_c + z).exp()
    } else {
        m_c * z.exp_m1()
    }
}

/// `F(m) - F(m_c)` at `m = m_c e^z = m_c + climb`; where m is large and z is not small it takes
/// `F(m_c)` as well.
fn rise(m_c: f64, z: f64, climb: f64, primitive: impl Fn() -> f64) -> f64 {
    let m = m_c + climb;
    if m < SERIES_LIMIT {
        z + series_difference(m, m_c, climb)
    } else if z > 0.7 {
        flow_primitive(m) - primitive()
    } else {
        rise_of_large_coupling(m_c, z, climb)
    }
}

/// `F(m) - F(m_c) = (1 - e^{-z})/m_c - int_{m_c}^m e^{-t}/t^2 dt` for `m_c > 1` and `z <= 0.7`, where
/// the second term is a correction.
fn rise_of_large_coupling(m_c: f64, z: f64, climb: f64) -> f64 {
    let correction = integrate(&GAUSS_10, 0.0, climb, |s| {
        let t = m_c + s;
        (-t).exp() / (t * t)
    });
    -(-z).exp_m1() / m_c - correction
}
