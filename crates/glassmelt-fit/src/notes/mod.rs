//! What these data cannot decide, in plain words.

mod on_curve;
mod on_fit;

pub(crate) use on_curve::of_curve;
pub(crate) use on_fit::{of_fit, of_intervals, robust_scale};
