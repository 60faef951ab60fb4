//! Connected averages of two replicas: the mean square of each, without the product of their means.

use crate::statistics::Columns;

/// The columns for [`of`]: the sum of the squares of all `members` first, then the members.
pub(super) fn columns(members: Vec<Vec<f64>>) -> Columns {
    let looks = members.first().map_or(0, Vec::len);
    let mut squares = vec![0.0; looks];
    for member in &members {
        for (square, x) in squares.iter_mut().zip(member) {
            *square += x * x;
        }
    }
    std::iter::once(squares).chain(members).collect()
}

/// `(<A A>_1 + <A A>_2)/2 - <A>_1 <A>_2`, summed over the members, from the means of both replicas.
pub(super) fn of(means: &[Vec<f64>]) -> f64 {
    let (one, other) = (&means[0], &means[1]);
    let product: f64 = one[1..].iter().zip(&other[1..]).map(|(a, b)| a * b).sum();
    0.5 * (one[0] + other[0]) - product
}

/// `(<A A>_1 - <A>_1^2 + <A A>_2 - <A>_2^2)/2`, summed over the members: what each replica has by itself.
pub(super) fn within(means: &[Vec<f64>]) -> f64 {
    let variance = |m: &Vec<f64>| m[0] - m[1..].iter().map(|a| a * a).sum::<f64>();
    means.iter().map(variance).sum::<f64>() / means.len().max(1) as f64
}
