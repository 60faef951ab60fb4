//! An axis: its range, its label and where its ticks stand.

use kuva::render::layout::TickFormat;
use kuva::render::render_utils::{generate_minor_ticks, generate_ticks_with_step};
use std::sync::Arc;

use crate::canvas::text;
use crate::style::TICK_SIZE;

/// How tick labels are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// With so many decimals.
    Plain(usize),
    /// The axis carries a decimal logarithm; labels read `10^k`.
    Powers,
    /// There are none: another panel of the sheet has them.
    Hidden,
}

/// One axis of a panel, in data units; a logarithmic one carries log10 of its quantity.
#[derive(Debug, Clone)]
pub(crate) struct Axis {
    /// What is drawn along it, with its unit; scripts as `^{...}` and `_{...}`.
    pub label: String,
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Distance of labelled ticks.
    pub step: f64,
    /// How many parts small ticks make of a step.
    pub parts: u32,
    /// How labels are written.
    pub numbers: Numbers,
}

impl Axis {
    /// A linear axis over a range that is widened a little, with about so many labels.
    pub(crate) fn linear(label: impl Into<String>, range: (f64, f64), labels: usize) -> Self {
        let (low, high) = widened(range, 0.04);
        Self::exactly(label, (low, high), labels)
    }

    /// A linear axis over exactly this range.
    pub(crate) fn exactly(label: impl Into<String>, range: (f64, f64), labels: usize) -> Self {
        let (low, high) = widened(range, 0.0);
        let step = round_near((high - low) / labels.max(1) as f64);
        Self {
            label: label.into(),
            low,
            high,
            step,
            parts: small_parts(step),
            numbers: Numbers::Plain(decimals(step)),
        }
    }

    /// A linear axis whose labels stand at whole numbers where its range allows.
    pub(crate) fn whole(label: impl Into<String>, range: (f64, f64), labels: usize) -> Self {
        let axis = Self::linear(label, range, labels);
        let step = axis.step.ceil();
        if axis.high - axis.low > 2.0 {
            axis.with_step(step, 2)
        } else {
            axis
        }
    }

    /// A logarithmic axis over a range of log10, with about so many labels at whole powers.
    pub(crate) fn powers(label: impl Into<String>, range: (f64, f64), labels: usize) -> Self {
        let (low, high) = widened(range, 0.04);
        let about = (high - low) / labels.max(1) as f64;
        let step = [1.0, 2.0, 3.0, 5.0, 10.0]
            .into_iter()
            .find(|step| *step >= about)
            .unwrap_or_else(|| round_above(about));
        Self {
            label: label.into(),
            low,
            high,
            step,
            parts: [(2.0, 2), (3.0, 3), (5.0, 5), (10.0, 5)]
                .into_iter()
                .find(|(known, _)| (known - step).abs() < 0.5)
                .map_or(1, |(_, parts)| parts),
            numbers: Numbers::Powers,
        }
    }

    /// The same axis with labels at this distance, and so many small parts of it.
    #[must_use]
    pub(crate) fn with_step(mut self, step: f64, parts: u32) -> Self {
        self.step = step;
        self.parts = parts;
        if self.numbers != Numbers::Powers {
            self.numbers = Numbers::Plain(decimals(step));
        }
        self
    }

    /// The same axis without labels at its ticks.
    #[must_use]
    pub(crate) fn without_labels(mut self) -> Self {
        self.numbers = Numbers::Hidden;
        self
    }

    /// Where labelled ticks stand.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        generate_ticks_with_step(self.low, self.high, self.step)
    }

    /// Where small ticks stand: at equal parts of a step; on a logarithmic axis with every power
    /// labelled, at 2 to 9 times it.
    pub(crate) fn small_ticks(&self) -> Vec<f64> {
        let mut ends = vec![((self.low / self.step).ceil() - 1.0) * self.step];
        ends.extend(self.ticks());
        ends.push(((self.high / self.step).floor() + 1.0) * self.step);
        let small = if self.numbers == Numbers::Powers && self.step < 1.5 {
            ends.iter()
                .flat_map(|power| (2..10).map(move |k| power + f64::from(k).log10()))
                .collect()
        } else {
            generate_minor_ticks(&ends, self.parts)
        };
        small
            .into_iter()
            .filter(|tick| *tick > self.low && *tick < self.high)
            .collect()
    }

    /// How kuva writes a tick's label.
    pub(crate) fn format(&self) -> TickFormat {
        match self.numbers {
            Numbers::Plain(decimals) => TickFormat::Custom(Arc::new(move |v| plain(v, decimals))),
            Numbers::Powers => TickFormat::Custom(Arc::new(power)),
            Numbers::Hidden => TickFormat::Custom(Arc::new(|_| String::new())),
        }
    }

    /// The width of its widest tick label, px.
    pub(crate) fn widest_label(&self) -> f64 {
        let format = self.format();
        self.ticks()
            .into_iter()
            .map(|tick| text::width(&format.format(tick), f64::from(TICK_SIZE)))
            .fold(0.0, f64::max)
    }
}

/// A number with a true minus sign.
pub(crate) fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// `10^k`; 1 and 10 as they are.
fn power(exponent: f64) -> String {
    match exponent.round() {
        0.0 => "1".into(),
        1.0 => "10".into(),
        k => format!("10^{{{}}}", plain(k, 0)),
    }
}

/// The range, in order, never empty, finite, and by this part wider on both sides.
fn widened((a, b): (f64, f64), part: f64) -> (f64, f64) {
    let (low, high) = if a.is_finite() && b.is_finite() {
        (a.min(b), a.max(b))
    } else {
        (0.0, 1.0)
    };
    if high - low <= 1e-12 * low.abs().max(high.abs()).max(1e-12) {
        let half = if low == 0.0 { 0.5 } else { 0.05 * low.abs() };
        return (low - half, high + half);
    }
    let more = part * (high - low);
    (low - more, high + more)
}

/// Decimals that write a step in full.
fn decimals(step: f64) -> usize {
    (0..8)
        .find(|&d| {
            let scaled = step * 10f64.powi(d);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs()
        })
        .and_then(|d| usize::try_from(d).ok())
        .unwrap_or(8)
}

/// The next 1, 2 or 5 times a power of ten at or above a positive number.
pub(crate) fn round_above(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|leading| leading * power)
        .find(|round| *round >= value * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// The 1, 2 or 5 times a power of ten that is nearest to a positive number, by their ratio.
fn round_near(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let distance = |round: &f64| (round / value).ln().abs();
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|leading| leading * power)
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
        .unwrap_or(value)
}

/// Four small parts of a step that begins with 2, five of any other.
fn small_parts(step: f64) -> u32 {
    let leading = step / 10f64.powf(step.log10().floor());
    if (leading - 2.0).abs() < 0.1 { 4 } else { 5 }
}

/// The smallest and largest finite number; none where there is none.
pub(crate) fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values
        .into_iter()
        .filter(|v| v.is_finite())
        .fold(None, |range, v| match range {
            None => Some((v, v)),
            Some((low, high)) => Some((low.min(v), high.max(v))),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_or_infinite_range_still_makes_an_axis() {
        for range in [
            (3.0, 3.0),
            (0.0, 0.0),
            (f64::NAN, 1.0),
            (f64::INFINITY, 0.0),
        ] {
            let axis = Axis::linear("x", range, 5);
            assert!(axis.low < axis.high && axis.step > 0.0, "{range:?}");
        }
    }

    #[test]
    fn powers_stand_at_whole_decades() {
        let axis = Axis::powers("x", (-40.0, 2.0), 6);
        assert!((axis.step - 10.0).abs() < f64::EPSILON);
        assert_eq!(axis.format().format(-20.0), "10^{−20}");
        assert_eq!(axis.format().format(0.0), "1");
    }

    #[test]
    fn small_ticks_of_a_decade_are_its_multiples() {
        let small = Axis::powers("x", (-1.0, 1.0), 5).small_ticks();
        for expected in [2.0, 3.0, 9.0] {
            assert!(
                small
                    .iter()
                    .any(|t| (t - f64::log10(expected)).abs() < 1e-12)
            );
        }
    }

    #[test]
    fn small_ticks_reach_beyond_the_last_label() {
        let small = Axis::exactly("x", (0.0, 1.1), 5).small_ticks();
        assert!(small.iter().any(|t| (t - 1.05).abs() < 1e-9), "{small:?}");
    }

    #[test]
    fn labels_carry_as_many_decimals_as_the_step_needs() {
        assert_eq!(Axis::exactly("x", (0.0, 1.0), 5).numbers, Numbers::Plain(1));
        assert_eq!(Axis::exactly("x", (0.0, 0.2), 4).numbers, Numbers::Plain(2));
        assert_eq!(
            Axis::exactly("x", (800.0, 1900.0), 5).numbers,
            Numbers::Plain(0)
        );
    }
}
