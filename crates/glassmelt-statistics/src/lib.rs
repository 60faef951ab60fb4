//! Numbers from series of correlated looks: how long a series remembers, what its mean is worth, and what a
//! function of several means is worth.
//!
//! | question | answer |
//! | --- | --- |
//! | how many looks until a series has forgotten | [`correlation_time`] |
//! | and how well that is known | [`correlation_time_error`] |
//! | a mean with its error | [`estimate`] |
//! | a function of several means, with its error | [`of_means`] |
//! | the same where a block at a time can be left out | [`jackknife_error`] |
//! | does the series drift | [`drift`] |
//! | products at all lags | [`LaggedProducts`] |
//! | many samples of frozen disorder | [`over_samples`] |
//!
//! A series that never moved has no error that could be told: its error is infinite, and it counts as one
//! independent sample.

mod correlation;
mod jackknife;
mod lagged;
mod mean;
mod samples;

pub use correlation::{correlation_time, correlation_time_error};
pub use jackknife::{Columns, Measurement, jackknife_error, of_means};
pub use lagged::LaggedProducts;
pub use mean::{drift, estimate};
pub use samples::{ONE_SIGMA, OverSamples, over_samples, student_factor};
