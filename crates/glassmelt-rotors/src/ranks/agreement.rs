//! All ranks answer, or none: an error on one of them must not leave the others waiting.

use super::Ranks;
use crate::error::Error;

/// What a rank says of itself: whether it has failed.
const WELL: f64 = 0.0;
const FAILED: f64 = 1.0;

/// This rank's `own` result where all ranks have one and were given the same numbers for `what`; all must
/// come here, with a result or without.
///
/// # Errors
/// Otherwise on all ranks: its own on a rank that has no result.
pub fn agreed<T, E: From<Error>>(
    ranks: &dyn Ranks,
    own: Result<T, E>,
    (what, numbers): (&'static str, &[f64]),
) -> Result<T, E> {
    let told = own.is_ok().then_some(numbers);
    let lists = ranks.all_gather(&message(told));
    let value = own?;
    all_well(&lists)?;
    let bits = |list: &[f64]| -> Vec<u64> { list.iter().map(|x| x.to_bits()).collect() };
    let of_root = lists.first().map(|root| bits(root));
    match lists.iter().position(|list| Some(bits(list)) != of_root) {
        Some(rank) => Err(Error::Unlike { what, rank }.into()),
        None => Ok(value),
    }
}

/// Every rank's list, in the order of the ranks, on all of them, where all have one; all must come here, with
/// a list or without.
///
/// # Errors
/// Otherwise on all ranks: its own on a rank that has no list.
pub fn gathered<E: From<Error>>(
    ranks: &dyn Ranks,
    own: Result<Vec<f64>, E>,
) -> Result<Vec<Vec<f64>>, E> {
    let mut lists = ranks.all_gather(&message(own.as_deref().ok()));
    own?;
    all_well(&lists)?;
    for list in &mut lists {
        list.pop();
    }
    Ok(lists)
}

/// The numbers of a rank, and last whether it has failed.
fn message(own: Option<&[f64]>) -> Vec<f64> {
    match own {
        Some(numbers) => [numbers, &[WELL]].concat(),
        None => vec![FAILED],
    }
}

fn all_well(lists: &[Vec<f64>]) -> Result<(), Error> {
    match lists.iter().position(|list| list.last() != Some(&WELL)) {
        Some(rank) => Err(Error::Elsewhere { rank }),
        None => Ok(()),
    }
}
