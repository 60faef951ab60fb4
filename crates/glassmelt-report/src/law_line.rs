//! A fitted law as a line between and beyond the measured points.

use glassmelt_fit::answer::{Analysis, Fit};
use glassmelt_fit::{Curve, laws};

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
    points.dedup_by(|a, b| a.0.total_cmp(&b.0).is_eq());
    points
}

/// How many pieces a law's line is drawn with.
const PIECES: u32 = 240;

/// `(T, log10 value)` of a fitted law, hottest first, down to a temperature: even in 1/T, or at the
/// measured points where the temperature alone does not give the value.
pub(crate) fn fitted_line(analysis: &Analysis, fit: &Fit, cold_end: f64) -> Vec<(f64, f64)> {
    let curve = &analysis.curve;
    let line = evaluated(curve, fit, cold_end);
    if line.iter().any(|(_, value)| value.is_finite()) {
        line
    } else {
        fitted_points(curve, fit)
    }
}

/// The law itself on a grid; nothing for a law that glassmelt does not know by this word.
fn evaluated(curve: &Curve, fit: &Fit, cold_end: f64) -> Vec<(f64, f64)> {
    let parameters = fit.values();
    let Ok(law) = laws::by_name(fit.law) else {
        return Vec::new();
    };
    if curve.is_empty() || law.parameters(curve).len() != parameters.len() {
        return Vec::new();
    }
    let (hot, cold) = (1.0 / curve.t_max(), 1.0 / cold_end);
    (0..=PIECES)
        .map(|i| {
            let t = 1.0 / (hot + (cold - hot) * f64::from(i) / f64::from(PIECES));
            (t, law.log10_at(&parameters, curve.quantity, t))
        })
        .collect()
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

/// The glass transition temperature of one law, else that of the figures.
pub(crate) fn tg_of(analysis: &Analysis, law: &str) -> Option<f64> {
    let fit = analysis.fits.iter().find(|fit| fit.law == law);
    let own = fit.and_then(|fit| fit.derived.tg);
    own.filter(|tg| tg.is_finite() && *tg > 0.0)
        .or_else(|| tg(analysis).map(|(tg, _)| tg))
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
