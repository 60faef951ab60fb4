//! Bootstrap and permutation with random numbers that have addresses: threads change nothing.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The random numbers of one replica of one purpose.
pub fn stream(seed: u64, purpose: u32, replica: usize) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream((u64::from(purpose) << 40) ^ replica as u64);
    rng
}

/// The numbers in an order drawn at random (Fisher and Yates).
pub fn permuted(values: &[f64], rng: &mut ChaCha8Rng) -> Vec<f64> {
    let mut values = values.to_vec();
    for i in (1..values.len()).rev() {
        values.swap(i, rng.random_range(0..=i));
    }
    values
}

/// Which items belong together and are drawn together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups(Vec<Vec<usize>>);

impl Groups {
    /// Items by the words of their groups, in the order of first appearance; an item without a word stands alone.
    pub fn by_words<'a>(words: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut places = std::collections::HashMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (i, word) in words.enumerate() {
            let place = match word {
                Some(word) => *places.entry(word).or_insert(groups.len()),
                None => groups.len(),
            };
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(i);
        }
        Self(groups)
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As many groups as there are, drawn with replacement; their items.
    pub fn drawn(&self, rng: &mut ChaCha8Rng) -> Vec<usize> {
        let count = self.0.len();
        (0..count)
            .flat_map(|_| self.0[rng.random_range(0..count)].iter().copied())
            .collect()
    }
}

/// `(1 + how many of null are at least value)/(1 + how many)`: the p-value of a permutation test (Davison and
/// Hinkley 1997, ch. 4.2).
///
/// ```
/// assert_eq!(glassmelt_survey::statistics::share_at_least(&[0.1, 0.2, 0.3], 0.25), 0.5);
/// ```
pub fn share_at_least(null: &[f64], value: f64) -> f64 {
    let above = null.iter().filter(|x| **x >= value).count();
    (1.0 + above as f64) / (1.0 + null.len() as f64)
}
