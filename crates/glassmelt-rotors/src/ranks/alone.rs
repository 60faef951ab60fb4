//! One process that shares its run with nobody.

use super::{Parts, Ranks};

/// One process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Alone;

impl Ranks for Alone {
    fn rank(&self) -> usize {
        0
    }

    fn count(&self) -> usize {
        1
    }

    fn all_gather(&self, own: &[f64]) -> Vec<Vec<f64>> {
        vec![own.to_vec()]
    }

    fn broadcast(&self, _from_root: &mut Vec<f64>) {}

    fn exchange(&self, to: &Parts, from: &mut Parts) {
        for (here, there) in from.part_mut(0).iter_mut().zip(to.part(0)) {
            *here = *there;
        }
    }

    fn barrier(&self) {}
}
