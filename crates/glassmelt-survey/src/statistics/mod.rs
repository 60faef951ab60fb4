//! Small pure functions of numbers: ranks, proportions, least squares, random effects, resampling.

mod correlation;
mod least_squares;
mod proportion;
mod quantile;
mod random_effects;
mod resampling;

pub use correlation::{partial, partial_spearman, pearson, ranks, spearman};
pub use least_squares::least_squares;
pub use proportion::{Proportion, wilson};
pub use quantile::{mean, quantile, sorted, standard_deviation};
pub use random_effects::{RandomEffects, random_effects};
pub use resampling::{Groups, permuted, share_at_least, stream};
