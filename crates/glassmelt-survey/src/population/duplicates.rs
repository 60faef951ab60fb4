//! Curves that repeat another: the same points under another name would count twice.

use std::collections::HashMap;

use serde::Serialize;

use crate::FittedCurve;

/// A curve that shares this part of the points of the shorter of two repeats the other.
const SHARED: f64 = 0.8;

/// A curve that repeats an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// Its name.
    pub id: String,
    /// The earlier one.
    pub of: String,
}

/// Curves that share 80 percent of their points (to 1 K and 0.01 decades) with an earlier one that is no
/// duplicate itself.
pub(super) fn duplicates(curves: &[&FittedCurve]) -> Vec<Duplicate> {
    let mut owners: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut duplicates = Vec::new();
    for (i, curve) in curves.iter().enumerate() {
        if let Some(of) = earlier(curve, curves, &owners) {
            duplicates.push(Duplicate {
                id: curve.id.clone(),
                of: curves[of].id.clone(),
            });
            continue;
        }
        for point in distinct(curve) {
            owners.entry(point).or_default().push(i);
        }
    }
    duplicates
}

/// The first of the earlier curves that has enough of the same points.
fn earlier(
    curve: &FittedCurve,
    curves: &[&FittedCurve],
    owners: &HashMap<(i64, i64), Vec<usize>>,
) -> Option<usize> {
    let mut shared: HashMap<usize, usize> = HashMap::new();
    let points = distinct(curve);
    for point in &points {
        for owner in owners.get(point).into_iter().flatten() {
            *shared.entry(*owner).or_default() += 1;
        }
    }
    let enough = |(owner, count): (usize, usize)| {
        let shorter = points.len().min(distinct(curves[owner]).len());
        (count as f64 >= SHARED * shorter as f64).then_some(owner)
    };
    shared.into_iter().filter_map(enough).min()
}

fn distinct(curve: &FittedCurve) -> Vec<(i64, i64)> {
    let mut points = curve.fingerprint.clone();
    points.dedup();
    points
}
