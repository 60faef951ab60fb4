//! What to mind about a modulus from stress: a cell that moves, a shear stress that is frozen in.

use glassmelt::Warning;
use glassmelt_statistics::estimate;

use super::series::Series;
use crate::frame::Dimension;

/// The volume moves when it does by this part.
const SAME_VOLUME: f64 = 1e-6;
/// A mean shear stress of so many of its errors is there.
const BEYOND: f64 = 5.0;

pub(super) fn of(series: &Series) -> Vec<Warning> {
    moving(series).into_iter().chain(sheared(series)).collect()
}

fn moving(series: &Series) -> Option<Warning> {
    let changes = series.looks.iter();
    let changes = changes.map(|look| (look.volume / series.volume - 1.0).abs());
    let most = changes.fold(0.0, f64::max);
    (most > SAME_VOLUME).then(|| {
        Warning::new(
            "cell_moves",
            format!(
                "The volume differs by up to {:.2} % from its mean: the fluctuation formula holds in a cell of fixed shape.",
                100.0 * most
            ),
        )
    })
}

fn sheared(series: &Series) -> Option<Warning> {
    let mut shears = match series.dimension {
        Dimension::Two => 5..6,
        Dimension::Three => 3..6,
    };
    shears.find_map(|i| {
        let s: Vec<f64> = series.looks.iter().map(|look| look.stress[i]).collect();
        let s = estimate(&s);
        let there = s.mean.abs() > BEYOND * s.error && s.mean.abs() > 1e-3 * series.ideal;
        there.then(|| {
            Warning::new(
                "frozen_shear_stress",
                format!(
                    "A mean shear stress of {:.4} +- {:.4} is frozen in: C44 - p holds under a pressure alone, and is \
                     off by about as much.",
                    s.mean, s.error
                ),
            )
        })
    })
}
