//! All pairs of places anywhere: a triangle of matrices, made once by Ewald's sum.

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;
use rayon::prelude::*;

use super::{Couplings, PairMatrix, interaction_into};
use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::error::{Error, Result, finite};
use crate::ewald::{Ewald, Images};
use crate::field::Field;

/// Into how many parts the triangle is cut for a sum over all of it; fixed, so that the sum does not depend on
/// the number of threads.
const PARTS: usize = 16;

/// Places anywhere in a cell with the matrices between them: `84 N^2` bytes for N places, fast up to about a
/// thousand.
///
/// ```
/// use glassmelt::Medium;
/// use glassmelt_rotors::{Cell, Couplings, Ewald, PairTable, Splitting};
/// use nalgebra::Vector3;
///
/// let ewald = Ewald::new(Medium::new(1.0, 1.0)?, Cell::cubic(4.0)?, Splitting::new(0.5, 1e-14)?)?;
/// let table = PairTable::new(&ewald, &[Vector3::zeros(), Vector3::new(1.0, 0.5, 2.0)])?;
/// assert_eq!(table.places(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PairTable {
    images: Images,
    places: Vec<Vector3<f64>>,
    own: PairMatrix,
    /// `K_ab` for b < a.
    rows: Vec<Vec<PairMatrix>>,
}

impl PairTable {
    /// The matrices between `places`, inside the cell or not, by the sum of `ewald`; it is split anew, so
    /// that a pair costs little.
    ///
    /// # Errors
    /// When two places are one, or a number is not finite.
    pub fn new(ewald: &Ewald, places: &[Vector3<f64>]) -> Result<Self> {
        for place in places {
            finite("position", place.iter())?;
        }
        let images = Images::new(ewald);
        let row = |a: usize| row(&images, &places[..a], &places[a]);
        // Rayon would return the error that comes first in time; this is the first in order.
        let rows: Vec<Result<_>> = (0..places.len()).into_par_iter().map(row).collect();
        let rows = rows.into_iter().collect::<Result<_>>()?;
        Ok(Self {
            own: images.own(),
            images,
            places: places.to_vec(),
            rows,
        })
    }

    /// Where the places are.
    pub fn positions(&self) -> &[Vector3<f64>] {
        &self.places
    }

    /// One place more, the last.
    pub(crate) fn insert(&mut self, place: Vector3<f64>) -> Result<()> {
        self.rows.push(row(&self.images, &self.places, &place)?);
        self.places.push(place);
        Ok(())
    }

    /// One place less; the last takes its number.
    pub(crate) fn remove(&mut self, index: usize) {
        self.places.swap_remove(index);
        let Some(mut last) = self.rows.pop() else {
            return;
        };
        if index < self.rows.len() {
            let after = last.split_off(index);
            let below = self.rows[index + 1..].iter_mut().zip(&after[1..]);
            below.for_each(|(row, matrix)| row[index] = *matrix);
            self.rows[index] = last;
        }
    }

    /// Some rows of the triangle, each matrix for both of its places.
    fn part(
        &self,
        rows: std::ops::Range<usize>,
        dipoles: &[SymmetricTensor],
    ) -> Vec<SymmetricTensor> {
        let mut strains = vec![SymmetricTensor::ZERO; rows.end];
        for a in rows {
            let mut strain = self.own.strain(&dipoles[a]);
            for (b, matrix) in self.rows[a].iter().enumerate() {
                strain = strain + matrix.strain(&dipoles[b]);
                strains[b] = strains[b] + matrix.strain(&dipoles[a]);
            }
            strains[a] = strains[a] + strain;
        }
        strains
    }
}

/// The matrices between one place and others.
fn row(images: &Images, others: &[Vector3<f64>], place: &Vector3<f64>) -> Result<Vec<PairMatrix>> {
    let touching = |(b, distance): (usize, f64)| Error::NotApart {
        first: b,
        second: others.len(),
        distance,
    };
    let distance = |other: &Vector3<f64>| images.cell().nearest(&(place - other)).norm();
    let mut distances = others.iter().map(distance).enumerate();
    match distances.find(|(_, distance)| !images.apart(*distance)) {
        Some(pair) => Err(touching(pair)),
        None => Ok(others
            .par_iter()
            .map(|other| images.between(&(place - other)))
            .collect()),
    }
}

/// Where a part of the triangle begins, each about as large as the others.
fn begins(part: usize, count: usize) -> usize {
    let share = (part as f64 / PARTS as f64).sqrt();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let begin = (share * count as f64).round() as usize;
    begin.min(count)
}

impl Couplings for PairTable {
    fn places(&self) -> usize {
        self.places.len()
    }

    fn medium(&self) -> &Medium {
        self.images.medium()
    }

    fn volume(&self) -> f64 {
        self.images.cell().volume()
    }

    fn between(&self, a: usize, b: usize) -> &PairMatrix {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => &self.rows[b][a],
            std::cmp::Ordering::Equal => &self.own,
            std::cmp::Ordering::Greater => &self.rows[a][b],
        }
    }

    fn strains(&self, dipoles: &[SymmetricTensor], strains: &mut [SymmetricTensor]) {
        let count = dipoles.len();
        let part = |part: usize| self.part(begins(part, count)..begins(part + 1, count), dipoles);
        let parts: Vec<_> = (0..PARTS).into_par_iter().map(part).collect();
        strains.fill(SymmetricTensor::ZERO);
        for part in parts {
            for (strain, more) in strains.iter_mut().zip(part) {
                *strain = *strain + more;
            }
        }
    }
}

impl Field for PairTable {
    fn interaction_into(
        &mut self,
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
        answer: &mut Interaction,
    ) -> Result<()> {
        interaction_into(self, dipoles, boundary, answer)
    }
}
