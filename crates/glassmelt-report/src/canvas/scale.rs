//! From a number to its place on a colour bar: logarithmic, or with a sign.

use super::Axis;
use super::axis::{extent, plain};
use super::colors::ColorMap;

/// How numbers share the length of a colour bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scale {
    /// Positive numbers by their logarithm, between whole powers of ten.
    Powers {
        /// The power at the lower end.
        low: i32,
        /// The power at the upper end, above the lower.
        high: i32,
    },
    /// Both signs evenly, zero in the middle.
    Signed {
        /// The size at both ends, positive.
        limit: f64,
    },
    /// Both signs by their logarithm where they are large, evenly near zero.
    SignedPowers {
        /// The size at both ends, positive.
        limit: f64,
    },
}

/// The part of the limit of signed powers below which the scale is even.
const EVEN: f64 = 0.01;
/// The most decades that a logarithmic scale shows.
const DECADES: i32 = 4;

impl Scale {
    /// Powers of ten around the positive finite values, at most four decades; one decade around 1
    /// where there are none.
    pub(crate) fn powers(values: impl IntoIterator<Item = f64>) -> Self {
        let logs = values.into_iter().filter(|v| *v > 0.0).map(f64::log10);
        let (low, high) = extent(logs).unwrap_or((-0.5, 0.5));
        let high = whole(high.ceil());
        let low = whole(low.floor()).clamp(high - DECADES, high - 1);
        Self::Powers { low, high }
    }

    /// Both signs up to the largest finite size; up to 1 where all are zero.
    pub(crate) fn signed(values: impl IntoIterator<Item = f64>) -> Self {
        Self::Signed {
            limit: largest(values),
        }
    }

    /// Both signs by powers up to the largest finite size; up to 1 where all are zero.
    pub(crate) fn signed_powers(values: impl IntoIterator<Item = f64>) -> Self {
        Self::SignedPowers {
            limit: largest(values),
        }
    }

    /// Its colours.
    pub(crate) fn map(self) -> ColorMap {
        match self {
            Self::Powers { .. } => ColorMap::Sequential,
            Self::Signed { .. } | Self::SignedPowers { .. } => ColorMap::Diverging,
        }
    }

    /// Where a number stands, 0 at the lower end and 1 at the upper; at most a little beyond them.
    pub(crate) fn place(self, value: f64) -> f64 {
        let place = match self {
            Self::Powers { low, high } => {
                (value.max(0.0).log10() - f64::from(low)) / f64::from(high - low)
            }
            Self::Signed { limit } => 0.5 + 0.5 * value / limit,
            Self::SignedPowers { limit } => {
                let grown = |ratio: f64| (ratio / EVEN).asinh();
                0.5 + 0.5 * grown(value / limit) / grown(1.0)
            }
        };
        place.clamp(-0.1, 1.1)
    }

    /// Values and labels of the ticks of its bar; the labels' numbers are in units of [`Self::unit`].
    pub(crate) fn ticks(self) -> Vec<(f64, String)> {
        match self {
            Self::Powers { low, high } => (low..=high)
                .map(|k| (10f64.powi(k), power_of_ten(k)))
                .collect(),
            Self::Signed { limit } => {
                let unit = 10f64.powi(self.unit());
                let axis = Axis::exactly("", (-limit / unit, limit / unit), 6);
                let label = axis.format();
                let ticks = axis.ticks().into_iter();
                let written = |t: f64| {
                    if t.abs() < 1e-9 {
                        "0".into()
                    } else {
                        label.format(t)
                    }
                };
                ticks.map(|t| (t * unit, written(t))).collect()
            }
            Self::SignedPowers { limit } => {
                let top = whole(limit.log10().floor());
                let mut ticks = vec![(0.0, "0".to_string())];
                for k in [top - 1, top] {
                    let size = 10f64.powi(k);
                    ticks.push((size, power_of_ten(k)));
                    ticks.push((-size, format!("−{}", power_of_ten(k))));
                }
                ticks
            }
        }
    }

    /// The power of ten that the labels of the ticks leave out.
    pub(crate) fn unit(self) -> i32 {
        match self {
            Self::Signed { limit } => shared_power(limit),
            Self::Powers { .. } | Self::SignedPowers { .. } => 0,
        }
    }
}

/// The power of ten to take out of numbers up to this size: none between 0.1 and 1000.
pub(crate) fn shared_power(size: f64) -> i32 {
    if size.is_finite() && size > 0.0 && !(0.1..1000.0).contains(&size) {
        whole(size.log10().floor())
    } else {
        0
    }
}

/// A label with the unit in brackets, and the power of ten that its numbers leave out.
pub(crate) fn with_unit(label: &str, power: i32, unit: &str) -> String {
    let power = if power == 0 {
        String::new()
    } else {
        power_of_ten(power)
    };
    let parts: Vec<&str> = [power.as_str(), unit]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        label.into()
    } else {
        format!("{label} ({})", parts.join(" "))
    }
}

/// The largest finite size; 1 where there is none but zero.
fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    let sizes = values.into_iter().map(f64::abs);
    extent(sizes).map_or(1.0, |(_, high)| if high > 0.0 { high } else { 1.0 })
}

/// `10^k`; the numbers from 0.1 to 10 in full.
fn power_of_ten(power: i32) -> String {
    match power {
        -1 => "0.1".into(),
        0 => "1".into(),
        1 => "10".into(),
        k => format!("10^{{{}}}", plain(f64::from(k), 0)),
    }
}

/// A whole number that was computed as a real one; every finite f64 has its power of ten within.
fn whole(value: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation)] // clamped
    let whole = value.clamp(-400.0, 400.0) as i32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_stands_in_the_middle_and_signs_on_both_sides() {
        for scale in [
            Scale::signed([-3.0, 2.0]),
            Scale::signed_powers([-3.0, 2.0]),
        ] {
            assert!((scale.place(0.0) - 0.5).abs() < 1e-15);
            assert!((scale.place(-3.0)).abs() < 1e-15);
            assert!((scale.place(2.0) + scale.place(-2.0) - 1.0).abs() < 1e-15);
        }
    }

    #[test]
    fn a_scale_of_nothing_or_of_infinities_is_still_a_scale() {
        for values in [vec![], vec![0.0], vec![f64::INFINITY, f64::NAN]] {
            for scale in [
                Scale::powers(values.clone()),
                Scale::signed(values.clone()),
                Scale::signed_powers(values.clone()),
            ] {
                assert!(scale.place(1.0).is_finite());
                assert!(scale.place(f64::INFINITY) > 1.0);
                assert!(!scale.ticks().is_empty());
            }
        }
    }

    #[test]
    fn powers_span_whole_decades_and_no_more_than_four() {
        assert_eq!(
            Scale::powers([0.02, 3.0]),
            Scale::Powers { low: -2, high: 1 }
        );
        assert_eq!(
            Scale::powers([1e-12, 3.0]),
            Scale::Powers { low: -3, high: 1 }
        );
    }

    #[test]
    fn small_numbers_share_a_power_of_ten() {
        let scale = Scale::signed([4e-6]);
        assert_eq!(scale.unit(), -6);
        assert!(scale.ticks().iter().any(|(_, label)| label == "−4"));
        assert_eq!(with_unit("E", scale.unit(), "eV"), "E (10^{−6} eV)");
    }
}
