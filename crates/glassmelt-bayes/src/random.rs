//! Random numbers with addresses: a seed, what they are for, and which one of many.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a stream of random numbers is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Where a chain starts.
    Start,
    /// How it goes on.
    Chain,
    /// Points that a draw predicts.
    Predictive,
    /// Parameters and data of a simulated experiment.
    Simulation,
}

/// The generator of one purpose and one chain, or experiment.
pub(crate) fn stream(seed: u64, purpose: Purpose, which: u64) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(8 * which + purpose as u64);
    rng
}

/// A standard normal number (Box and Muller 1958; always two words of the generator).
pub(crate) fn normal(rng: &mut impl Rng) -> f64 {
    let (u, v): (f64, f64) = (rng.random(), rng.random());
    (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos()
}
