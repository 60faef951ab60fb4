//! How much the distances of neighbours fluctuate: what tells a rigid group from its surroundings.

use nalgebra::Vector3;
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::frame::Frame;

/// At least so many pairs are one piece of work.
const CHUNK: usize = 2048;

/// Two atoms, and what their distance did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bond {
    /// Their numbers in the frame, the smaller first.
    pub atoms: [u32; 2],
    /// The mean distance.
    pub length: f64,
    /// Its standard deviation over the frames.
    pub fluctuation: f64,
}

/// Means and variances of the distances of some pairs, gathered frame by frame (Welford's recurrence); the memory
/// is that of the pairs.
#[derive(Debug, Clone)]
pub struct Fluctuations {
    pairs: Vec<[u32; 2]>,
    mean: Vec<f64>,
    squares: Vec<f64>,
    frames: u64,
}

impl Fluctuations {
    /// Nothing yet, of these pairs.
    pub fn new(pairs: Vec<[u32; 2]>) -> Self {
        let count = pairs.len();
        Self {
            pairs,
            mean: vec![0.0; count],
            squares: vec![0.0; count],
            frames: 0,
        }
    }

    /// Looks at one more frame.
    ///
    /// # Errors
    /// When it holds fewer atoms than the pairs name.
    pub fn add(&mut self, frame: &Frame) -> Result<()> {
        self.check(frame)?;
        self.frames += 1;
        let weight = 1.0 / self.frames as f64;
        let known = self.mean.par_iter_mut().zip(&mut self.squares);
        let pairs = self.pairs.par_iter().with_min_len(CHUNK).zip(known);
        pairs.for_each(|(&[i, j], (mean, squares))| {
            let distance = between(frame, i, j).norm();
            let off = distance - *mean;
            *mean += weight * off;
            *squares += off * (distance - *mean);
        });
        Ok(())
    }

    /// What was found.
    ///
    /// # Errors
    /// With fewer than two frames.
    pub fn finish(self) -> Result<Vec<Bond>> {
        if self.frames < 2 {
            return Err(Error::TooFewFrames {
                frames: self.frames,
                purpose: "the fluctuation of distances",
                needed: 2,
            });
        }
        let degrees = (self.frames - 1) as f64;
        let measured = self.mean.iter().zip(&self.squares);
        let bonds = self.pairs.iter().zip(measured);
        let bond = |(&atoms, (&length, &squares)): (&[u32; 2], (&f64, &f64))| Bond {
            atoms,
            length,
            fluctuation: (squares / degrees).sqrt(),
        };
        Ok(bonds.map(bond).collect())
    }

    fn check(&self, frame: &Frame) -> Result<()> {
        let last = self.pairs.iter().flatten().max();
        match last {
            Some(&last) if last as usize >= frame.len() => Err(Error::OtherAtoms {
                frame: self.frames,
                difference: format!("{} atoms instead of more than {last}", frame.len()),
            }),
            _ => Ok(()),
        }
    }
}

/// From atom i to the nearest image of atom j.
pub(super) fn between(frame: &Frame, i: u32, j: u32) -> Vector3<f64> {
    let difference = frame.positions[j as usize] - frame.positions[i as usize];
    let cell = frame.cell.as_ref();
    cell.map_or(difference, |cell| cell.nearest(&difference))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;

    fn frame(places: &[[f64; 3]]) -> Frame {
        let mut frame = Frame::empty();
        frame.positions = places.iter().map(|&place| place.into()).collect();
        frame.cell = Cell::orthorhombic([10.0; 3]).ok();
        frame
    }

    #[test]
    fn mean_and_deviation_are_those_of_the_distances_across_the_cell() {
        let mut gathered = Fluctuations::new(vec![[0, 1]]);
        for x in [9.0, 9.2, 9.6] {
            gathered
                .add(&frame(&[[0.5, 0.0, 0.0], [x, 0.0, 0.0]]))
                .expect("two atoms");
        }
        let bond = gathered.finish().expect("three frames")[0];
        // 1.5, 1.3, 0.9 across the face.
        assert!((bond.length - 3.7 / 3.0).abs() < 1e-12);
        let variance = (0.0711111111111111 + 0.0044444444444444 + 0.1111111111111111) / 2.0;
        assert!((bond.fluctuation - f64::sqrt(variance)).abs() < 1e-12);
    }

    #[test]
    fn one_frame_has_no_fluctuation() {
        let mut gathered = Fluctuations::new(vec![[0, 1]]);
        gathered
            .add(&frame(&[[0.0; 3], [1.0; 3]]))
            .expect("two atoms");
        assert!(matches!(
            gathered.finish(),
            Err(Error::TooFewFrames { frames: 1, .. })
        ));
    }

    #[test]
    fn a_frame_that_lost_an_atom_is_told() {
        let mut gathered = Fluctuations::new(vec![[0, 1]]);
        let lost = gathered.add(&frame(&[[0.0; 3]]));
        assert!(matches!(lost, Err(Error::OtherAtoms { .. })));
    }
}
