//! What to know about the data and the verdict as a whole.

use glassmelt::Warning;

use crate::answer::{Fit, Withheld};
use crate::curve::{Curve, Quantity};

/// Scatter below this, in decades, is smaller than that of any viscometer: smoothed values.
const SMOOTH: f64 = 0.005;

/// A curve that spans less than this, in decades, says nothing of how it was made.
const VARIES: f64 = 1.0;

/// A range of values shorter than this, in decades, hardly bends.
const SHORT: f64 = 3.0;

/// The notes that concern the data and the verdict as a whole.
pub(crate) fn of_curve(curve: &Curve, fits: &[Fit], withheld: Option<&Withheld>) -> Vec<Warning> {
    [
        smoothed(curve, fits),
        short_range(curve),
        few_points(curve),
        tg_outside(curve, fits),
        not_withheld(withheld),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The values follow one law more closely than measured values can.
fn smoothed(curve: &Curve, fits: &[Fit]) -> Option<Warning> {
    let stated = curve.errors.as_ref().map(|errors| {
        let mut sorted = errors.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    });
    let closest = fits
        .iter()
        .filter(|fit| fit.residuals.len() >= 8 && fit.degrees_of_freedom >= 4)
        .min_by(|a, b| a.rms_dex.total_cmp(&b.rms_dex))?;
    let title = match closest.family {
        "vft" => "Vogel-Fulcher",
        _ => closest.title,
    };
    (closest.rms_dex < SMOOTH && curve.decades() > VARIES).then(|| {
        let stated = stated.map_or(String::new(), |e| format!(" (the stated error is {e:.3})"));
        Warning::new(
            "smoothed_data",
            format!(
                "these values lie within {:.4} decades of a {title} curve{stated}, closer than measurements scatter: they were probably computed from such a curve, and then testing that law on them is circular",
                closest.rms_dex
            ),
        )
    })
}

fn short_range(curve: &Curve) -> Option<Warning> {
    let decades = curve.decades();
    (decades < SHORT).then(|| {
        Warning::new(
            "short_range",
            format!(
                "the values span only {decades:.1} decades; over less than {SHORT:.0} most laws look alike, and what they say outside the measured range is a guess"
            ),
        )
    })
}

fn few_points(curve: &Curve) -> Option<Warning> {
    let n = curve.len();
    (n < 8).then(|| {
        Warning::new(
            "few_points",
            format!("{n} points leave few to spare for three parameters; the errors are themselves uncertain"),
        )
    })
}

/// Tg of the best law lies outside the measured range.
fn tg_outside(curve: &Curve, fits: &[Fit]) -> Option<Warning> {
    let own = fits.iter().filter(|fit| fit.law == fit.family);
    let best = own
        .min_by(|a, b| a.aicc.total_cmp(&b.aicc))
        .or(fits.first())?;
    let tg = best.derived.tg?;
    let (cold, hot) = (curve.t_min(), curve.t_max());
    let level = match curve.quantity {
        Quantity::Viscosity => "1e12 Pa s",
        Quantity::RelaxationTime => "100 s",
    };
    (tg < cold || tg > hot).then(|| {
        Warning::new(
            "tg_extrapolated",
            format!(
                "Tg = {tg:.1} K ({level}) lies outside the measured range, {cold:.1} to {hot:.1} K: it and m are extrapolated by {}",
                best.title
            ),
        )
    })
}

fn not_withheld(withheld: Option<&Withheld>) -> Option<Warning> {
    withheld.is_none().then(|| {
        Warning::new(
            "no_withheld_test",
            "the curve is too short to hold back its coldest third of decades: that takes three decades, six points in the hot part and three in the cold part",
        )
    })
}
