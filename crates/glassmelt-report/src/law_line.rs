//! A fitted law as a line between and beyond the measured points.

use glassmelt_fit::Curve;
use glassmelt_fit::answer::{Analysis, Fit};

/// `(T, log10 value)` of a fitted law at the measured points, hottest first: measured minus residual.
pub(crate) fn fitted_points(curve: &Curve, fit: &Fit) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = curve
        .temperatures
        .iter()
        .zip(curve.log10_values.iter().zip(&fit.residuals))
        .map(|(&t, (&value, &residual))| (t, value - residual))
        .filter(|(t, value)| t.is_finite() && value.is_finite())
        .collect();
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    points.dedup_by(|a, b| a.0 == b.0);
    points
}

/// `(T, log10 value)` of a fitted law, hottest first, on a grid even in 1/T where it can be evaluated.
pub(crate) fn fitted_line(analysis: &Analysis, fit: &Fit, _cold_end: f64) -> Vec<(f64, f64)> {
    fitted_points(&analysis.curve, fit)
}

/// The glass transition temperature that the figures use, with its error: of the preferred law, else
/// of the best one that has it.
pub(crate) fn tg(analysis: &Analysis) -> Option<(f64, Option<f64>)> {
    let of = |law: &str| {
        let derived = analysis.fits.iter().find(|fit| fit.law == law)?.derived;
        let tg = derived.tg.filter(|tg| tg.is_finite() && *tg > 0.0)?;
        Some((tg, derived.tg_error))
    };
    let best_first = analysis.comparison.standings.iter().map(|s| s.law);
    let asked_first = analysis.fits.iter().map(|fit| fit.law);
    best_first.chain(asked_first).find_map(of)
}

/// The laws best first: as the comparison ranks them, then those it does not know.
pub(crate) fn best_first(analysis: &Analysis) -> Vec<&Fit> {
    let rank = |fit: &Fit| {
        let standings = &analysis.comparison.standings;
        standings
            .iter()
            .position(|s| s.law == fit.law)
            .unwrap_or(standings.len())
    };
    let mut fits: Vec<&Fit> = analysis.fits.iter().collect();
    fits.sort_by_key(|fit| rank(fit));
    fits
}
