//! The mean positions over a window that comes frame by frame, those of its halves kept apart.

use nalgebra::Vector3;
use rayon::prelude::*;

/// Sums of positions over the first and the second half.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Means {
    halves: [Vec<Vector3<f64>>; 2],
    frames: usize,
    length: usize,
}

impl Means {
    pub(crate) fn new(atoms: usize, length: usize) -> Self {
        Self {
            halves: [vec![Vector3::zeros(); atoms], vec![Vector3::zeros(); atoms]],
            frames: 0,
            length,
        }
    }

    pub(crate) fn add(&mut self, positions: &[Vector3<f64>]) {
        let half = usize::from(self.frames >= self.length / 2);
        self.frames += 1;
        let sums = self.halves[half].par_iter_mut().with_min_len(4096);
        sums.zip(positions).for_each(|(sum, r)| *sum += r);
    }

    pub(crate) fn means(&self) -> Vec<Vector3<f64>> {
        let frames = self.length as f64;
        let halves = self.halves[0].iter().zip(&self.halves[1]);
        halves
            .map(|(first, second)| (first + second) / frames)
            .collect()
    }

    /// `<|mean of the second half - mean of the first|^2>` over the atoms, their common shift taken out.
    pub(crate) fn shift(&self) -> f64 {
        let first = (self.length / 2) as f64;
        let second = self.length as f64 - first;
        let halves = self.halves[0].iter().zip(&self.halves[1]);
        let shifts = halves.map(|(a, b)| b / second - a / first);
        let atoms = self.halves[0].len() as f64;
        let (sum, squares) = shifts.fold((Vector3::zeros(), 0.0), |(sum, squares), shift| {
            (sum + shift, squares + shift.norm_squared())
        });
        (squares / atoms - (sum / atoms).norm_squared()).max(0.0)
    }
}
