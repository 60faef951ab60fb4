//! What all answers about trajectories have in common on the screen.

use glassmelt::Estimate;
use glassmelt_report::number::with_error;

use super::source::Told;
use crate::screen::{Column, NONE, at_the_sign, width, wrapped};

/// What was read, as what.
pub(super) fn head(told: &Told) -> String {
    let files = match told.files.as_slice() {
        [one] => one.clone(),
        several => format!("{} files", several.len()),
    };
    wrapped(&format!("{files} as {}", told.read_as), "", "", width())
}

/// `0.396 ± 0.016`, `0.396 ± ?` without a finite error.
pub(super) fn number(estimate: &Estimate) -> String {
    let error = Some(estimate.error).filter(|error| error.is_finite());
    if !estimate.mean.is_finite() {
        return NONE.to_owned();
    }
    let text = with_error(estimate.mean, error).replace('−', "-");
    if error.is_none() {
        text + " ± ?"
    } else {
        text
    }
}

/// A column of estimates; a dash for none.
pub(super) fn estimates<'a>(
    header: &'static str,
    values: impl Iterator<Item = Option<&'a Estimate>>,
) -> Column {
    let cells: Vec<String> = values
        .map(|value| value.map_or_else(|| NONE.to_owned(), number))
        .collect();
    Column::numbers(header, at_the_sign(&cells))
}

/// A number in the units of the file, and in brackets in those of the laboratory where there are any and they differ.
pub(super) fn in_both(estimate: &Estimate, unit: &str, laboratory: Option<(f64, &str)>) -> String {
    let ours = format!("{} {unit}", number(estimate));
    match laboratory {
        Some((factor, name)) if name != unit => {
            format!("{ours} ({} {name})", number(&times(estimate, factor)))
        }
        _ => ours,
    }
}

/// The same number in another unit.
pub(super) fn times(estimate: &Estimate, factor: f64) -> Estimate {
    Estimate {
        mean: factor * estimate.mean,
        error: factor.abs() * estimate.error,
        independent_samples: estimate.independent_samples,
    }
}
