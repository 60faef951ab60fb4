//! All ranks answer, or none: an error on one of them must not leave the others waiting.

use crate::error::{Error, Result};
use crate::ranks::Ranks;

/// This rank's `own` result where all ranks have one and were given the same numbers for `what`; otherwise
/// all ranks get an error.
pub(super) fn agreed<T>(
    ranks: &dyn Ranks,
    own: Result<T>,
    (what, numbers): (&'static str, &[f64]),
) -> Result<T> {
    let mut message = vec![f64::from(u8::from(own.is_err()))];
    message.extend(numbers);
    let messages = ranks.all_gather(&message);
    let value = own?;
    if let Some(rank) = messages.iter().position(|m| m.first() != Some(&0.0)) {
        return Err(Error::Elsewhere { rank });
    }
    let bits = |list: &[f64]| -> Vec<u64> { list.iter().map(|x| x.to_bits()).collect() };
    let of_root = messages.first().map(|root| bits(root));
    match messages.iter().position(|m| Some(bits(m)) != of_root) {
        Some(rank) => Err(Error::Unlike { what, rank }),
        None => Ok(value),
    }
}
