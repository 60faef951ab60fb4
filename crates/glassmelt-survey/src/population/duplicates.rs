//! Curves that repeat another: the same points under another name would count twice.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use crate::FittedCurve;

/// A curve that shares this part of the points of the shorter of two repeats the other.
const SHARED: f64 = 0.8;

/// A curve that repeats another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// Its name.
    pub id: String,
    /// The one that is kept.
    pub of: String,
}

/// Curves that share 80 percent of their points (to 1 K and 0.01 decades) with a better one that is no duplicate
/// itself: one with a modulus before one without, then the longer, then the earlier.
pub(super) fn duplicates(curves: &[&FittedCurve]) -> Vec<Duplicate> {
    let mut owners: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    let mut order: Vec<usize> = (0..curves.len()).collect();
    order.sort_by_key(|&i| {
        let curve = curves[i];
        (curve.mu0_gpa.is_none(), Reverse(distinct(curve).len()), i)
    });
    for i in order {
        let curve = curves[i];
        if let Some(of) = earlier(curve, curves, &owners) {
            found.push((i, of));
            continue;
        }
        for point in distinct(curve) {
            owners.entry(point).or_default().push(i);
        }
    }
    found.sort_unstable();
    let duplicate = |(i, of): (usize, usize)| Duplicate {
        id: curves[i].id.clone(),
        of: curves[of].id.clone(),
    };
    found.into_iter().map(duplicate).collect()
}

/// The first of the curves seen before that has enough of the same points.
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
