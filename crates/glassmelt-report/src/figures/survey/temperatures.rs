//! The distribution of T0/Tg: a histogram for each kind of points.

use glassmelt_survey::{FittedCurve, Kept, Origin};

use super::{color, points_of};
use crate::canvas::{Axis, Key, Line, extent, round_above};
use crate::figures::Figure;
use crate::figures::parts::single;
use crate::survey::SurveyAnswer;

/// Kinds in the order of the legend.
const KINDS: [Origin; 3] = [Origin::Measured, Origin::Levels, Origin::Smoothed];

/// A histogram of T0/Tg by Vogel and Fulcher, duplicates left out.
///
/// None where fewer than three curves have one.
pub fn temperatures(survey: SurveyAnswer) -> Option<Figure> {
    let repeated = &survey.population.duplicates;
    let ratio = |curve: &FittedCurve| {
        let single = repeated.iter().all(|of| of.id != curve.id);
        curve.vogel.filter(|_| single)?.t0_over_tg
    };
    let kinds: Vec<(Origin, Vec<f64>)> = KINDS
        .into_iter()
        .map(|origin| {
            let curves = survey.kept.iter().filter_map(|kept| match kept {
                Kept::Fitted(curve) if curve.origin == origin => ratio(curve),
                _ => None,
            });
            (origin, curves.collect::<Vec<f64>>())
        })
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let all: Vec<f64> = kinds
        .iter()
        .flat_map(|(_, values)| values.clone())
        .collect();
    if all.len() < 3 {
        return None;
    }
    let (low, high) = extent(all.iter().copied())?;
    let width = round_above((high - low).max(0.01) / (all.len() as f64).sqrt().clamp(8.0, 24.0));
    let (first, last) = ((low / width).floor(), (high / width).floor() + 1.0);
    let drawn: Vec<(Origin, Vec<(f64, f64)>)> = kinds
        .iter()
        .map(|(origin, values)| (*origin, bins(values, width, first, last)))
        .collect();
    let most = drawn
        .iter()
        .flat_map(|(_, bins)| bins.iter().map(|bin| bin.1))
        .fold(1.0, f64::max);
    let x = Axis::exactly("T_{0}/T_{g}", (first * width, last * width), 6);
    let y = Axis::exactly("curves", (0.0, 1.08 * most), 5);
    let key = |(origin, values): &(Origin, Vec<f64>)| {
        let label = format!("{} ({})", points_of(*origin), values.len());
        Key::line(Line::full(color(*origin), 1.5), label)
    };
    let keys: Vec<Key> = kinds.iter().map(key).collect();
    let (mut canvas, panel) = single("t0-over-tg", (&x, &y), 190.0, 0.0, &keys);
    for (origin, bins) in &drawn {
        let band: Vec<(f64, f64, f64)> = steps(bins, width)
            .into_iter()
            .map(|(x, y)| (x, 0.0, y))
            .collect();
        canvas.band(&panel, &band, color(*origin));
        canvas.line(
            &panel,
            &steps(bins, width),
            &Line::full(color(*origin), 1.2),
        );
    }
    Some(Figure {
        name: "t0-over-tg",
        title: "T₀ over Tg".into(),
        caption: "T_{0} of Vogel, Fulcher and Tammann over the temperature at which the same fit reaches 10^{12} Pa s. \
                  Curves with T_{0} at zero are not among them; the errors of the fits widen the distribution."
            .into(),
        canvas,
    })
}

/// Left end and number of each bin.
fn bins(values: &[f64], width: f64, first: f64, last: f64) -> Vec<(f64, f64)> {
    let mut bins = Vec::new();
    let mut index = first;
    while index < last {
        let inside = values
            .iter()
            .filter(|value| (*value / width).floor() == index);
        bins.push((index * width, inside.count() as f64));
        index += 1.0;
    }
    bins
}

/// The outline of a histogram.
fn steps(bins: &[(f64, f64)], width: f64) -> Vec<(f64, f64)> {
    let mut outline = vec![(bins.first().map_or(0.0, |bin| bin.0), 0.0)];
    for (left, count) in bins {
        outline.extend([(*left, *count), (left + width, *count)]);
    }
    outline.push((bins.last().map_or(0.0, |bin| bin.0 + width), 0.0));
    outline
}
