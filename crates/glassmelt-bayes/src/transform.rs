//! From a parameter with bounds to a coordinate without: transforms, their slopes and Jacobians.

/// How a coordinate `u` on the whole line becomes a parameter `x` within bounds.
///
/// A density of x becomes one of u when it is multiplied by `dx/du`; its logarithm and the slope of
/// that logarithm come with every [`Point`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Transform {
    /// `x = u`.
    Free,
    /// `x = lower + e^u`.
    Above(f64),
    /// `x = upper - e^-u`: x rises with u.
    Below(f64),
    /// `x = lower + (upper - lower)/(1 + e^-u)`.
    Between(f64, f64),
}

/// A parameter at a coordinate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// `x(u)`.
    pub value: f64,
    /// `dx/du`.
    pub slope: f64,
    /// `ln(dx/du)`.
    pub log_jacobian: f64,
    /// `d ln(dx/du)/du`.
    pub log_jacobian_slope: f64,
}

impl Transform {
    /// The transform for these bounds, either of which may be infinite.
    pub fn within(lower: f64, upper: f64) -> Self {
        match (lower.is_finite(), upper.is_finite()) {
            (false, false) => Self::Free,
            (true, false) => Self::Above(lower),
            (false, true) => Self::Below(upper),
            (true, true) => Self::Between(lower, upper),
        }
    }

    /// The bounds, infinite where there is none.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::Free => (f64::NEG_INFINITY, f64::INFINITY),
            Self::Above(lower) => (lower, f64::INFINITY),
            Self::Below(upper) => (f64::NEG_INFINITY, upper),
            Self::Between(lower, upper) => (lower, upper),
        }
    }

    /// The parameter at `u`.
    pub fn at(self, u: f64) -> Point {
        match self {
            Self::Free => Point {
                value: u,
                slope: 1.0,
                log_jacobian: 0.0,
                log_jacobian_slope: 0.0,
            },
            Self::Above(lower) => {
                let slope = u.exp();
                Point {
                    value: lower + slope,
                    slope,
                    log_jacobian: u,
                    log_jacobian_slope: 1.0,
                }
            }
            Self::Below(upper) => {
                let slope = (-u).exp();
                Point {
                    value: upper - slope,
                    slope,
                    log_jacobian: -u,
                    log_jacobian_slope: -1.0,
                }
            }
            Self::Between(lower, upper) => between(lower, upper, u),
        }
    }

    /// The coordinate of `x`; values on or beyond a bound are moved inside by 1e-7 of the range
    /// (1e-4 of the bound and one where there is no range).
    pub fn inverse(self, x: f64) -> f64 {
        const INSIDE: f64 = 1e-4;
        const EDGE: f64 = 1e-7;
        match self {
            Self::Free => x,
            Self::Above(lower) => (x - lower).max(INSIDE * (1.0 + lower.abs())).ln(),
            Self::Below(upper) => -(upper - x).max(INSIDE * (1.0 + upper.abs())).ln(),
            Self::Between(lower, upper) => {
                let share = ((x - lower) / (upper - lower)).clamp(EDGE, 1.0 - EDGE);
                (share / (1.0 - share)).ln()
            }
        }
    }
}

/// `x` between two bounds, computed from the small side so that neither share loses its digits.
fn between(lower: f64, upper: f64, u: f64) -> Point {
    let width = upper - lower;
    let small = (-u.abs()).exp();
    let norm = 1.0 + small;
    let (share, rest) = if u < 0.0 {
        (small / norm, 1.0 / norm)
    } else {
        (1.0 / norm, small / norm)
    };
    Point {
        value: if u < 0.0 {
            lower + width * share
        } else {
            upper - width * rest
        },
        slope: width * share * rest,
        log_jacobian: width.ln() - u.abs() - 2.0 * norm.ln(),
        log_jacobian_slope: rest - share,
    }
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    use super::*;

    const ALL: [Transform; 4] = [
        Transform::Free,
        Transform::Above(-2.0),
        Transform::Below(11.0),
        Transform::Between(3.0, 700.0),
    ];

    proptest! {
        #[test]
        fn slopes_and_jacobians_are_those_of_the_value(u in -12.0..12.0) {
            let h = 1e-5;
            for transform in ALL {
                let [below, here, above] = [u - h, u, u + h].map(|u| transform.at(u));
                let slope = (above.value - below.value) / (2.0 * h);
                assert_relative_eq!(here.slope, slope, max_relative = 1e-5, epsilon = 1e-6);
                assert_relative_eq!(here.log_jacobian, here.slope.ln(), epsilon = 1e-12, max_relative = 1e-12);
                let bend = (above.log_jacobian - below.log_jacobian) / (2.0 * h);
                assert_relative_eq!(here.log_jacobian_slope, bend, epsilon = 1e-8);
            }
        }

        #[test]
        fn the_inverse_brings_every_coordinate_back(u in -6.0..6.0) {
            for transform in ALL {
                assert_relative_eq!(transform.inverse(transform.at(u).value), u, epsilon = 1e-8);
            }
        }
    }

    #[test]
    fn far_out_the_value_stays_within_its_bounds() {
        for u in [-1e3, -40.0, 40.0, 1e3] {
            let point = Transform::Between(3.0, 700.0).at(u);
            assert!((3.0..=700.0).contains(&point.value));
            assert!(point.log_jacobian.is_finite());
        }
        assert!(Transform::Above(0.0).inverse(-1.0).is_finite());
    }
}
