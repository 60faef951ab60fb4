//! The correlation of one shear strain with itself over distances, resolved in angle and projected on the pattern
//! of an elastic dipole.

use std::f64::consts::PI;

use glassmelt::Estimate;
use glassmelt_statistics::of_means;
use nalgebra::Vector3;
use serde::Serialize;

use super::correlation::{same_count, some_frames};
use super::fit::LocalFit;
use super::pairs::over_pairs;
use super::pattern::{Pattern, PatternSum, Plane};
use super::shells::Shells;
use crate::blocks::Blocks;
use crate::error::Result;
use crate::frame::{Dimension, Frame};
use crate::neighbours::CellList;

/// Bins of angle in half a circle.
const ANGLES: usize = 12;
/// A pair lies in the plane of the strain if its direction leaves it by less than this: 30 degrees.
const IN_PLANE: f64 = 0.5;
/// Columns of a shell: pairs, the nine sums of the pattern, pairs and products of each angle.
const COLUMNS: usize = 10 + 2 * ANGLES;
/// Columns before the shells: mean and mean square of the strain.
const BEFORE: usize = 2;

/// The correlation in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AngleBin {
    /// The angle in the plane of the strain from its first axis, the middle of the bin: the first is on the axis,
    /// the last 15 degrees short of its other end.
    pub theta: f64,
    /// `<e e'> - <e>^2`.
    pub covariance: Estimate,
}

/// The correlation at one distance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StrainShell {
    /// The middle of the shell.
    pub r: f64,
    /// `<e e'> - <e>^2` of all pairs.
    pub covariance: Estimate,
    /// The part l = 0 of the pattern, see [`Pattern`]; absent, with the others, where the directions of the
    /// pairs do not tell the patterns apart.
    pub constant: Option<Estimate>,
    /// The part l = 2; absent in a plane.
    pub quadratic: Option<Estimate>,
    /// The part l = 4, or cos 4 theta: the quadrupolar pattern of an elastic dipole.
    pub quartic: Option<Estimate>,
    /// Resolved in angle, of pairs within 30 degrees of the plane of the strain; bins without pairs are left out.
    pub angles: Vec<AngleBin>,
}

/// Strain-strain correlation, averaged over frames.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StrainCorrelations {
    /// Which component.
    pub plane: Plane,
    /// How many frames.
    pub frames: u64,
    /// `<e>`.
    pub mean: Estimate,
    /// `<e^2>`.
    pub mean_square: Estimate,
    /// The shells in which there are pairs.
    pub shells: Vec<StrainShell>,
}

/// Collects `<e(0) e(r)>` of one component of the infinitesimal strain, frame by frame.
#[derive(Debug, Clone)]
pub struct StrainCorrelation {
    cells: CellList,
    shells: Shells,
    plane: Plane,
    dimension: Dimension,
    blocks: Blocks,
}

impl StrainCorrelation {
    /// The correlation of the strain `plane` in these shells around the places of the `reference`.
    ///
    /// # Errors
    /// Those of [`CellList::new`].
    pub fn new(reference: &Frame, shells: Shells, plane: Plane) -> Result<Self> {
        Ok(Self {
            cells: CellList::new(reference, shells.largest())?,
            blocks: Blocks::new(BEFORE + COLUMNS * shells.count()),
            shells,
            plane,
            dimension: reference.dimension,
        })
    }

    /// The fits of one more frame; atoms without one are left out.
    ///
    /// # Errors
    /// When there are not as many as atoms in the reference.
    pub fn add(&mut self, fits: &[Option<LocalFit>]) -> Result<()> {
        let strain =
            |fit: &Option<LocalFit>| fit.map_or(f64::NAN, |fit| self.plane.of(&fit.strain()));
        let strains: Vec<f64> = fits.iter().map(strain).collect();
        self.add_strains(&strains)
    }

    /// The same of one number an atom, whatever it is; those that are not finite are left out.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn add_strains(&mut self, strains: &[f64]) -> Result<()> {
        same_count(strains.len(), &self.cells, &self.blocks)?;
        let known: Vec<f64> = strains.iter().copied().filter(|e| e.is_finite()).collect();
        let count = known.len().max(1) as f64;
        let mean = known.iter().sum::<f64>() / count;
        let mut row = vec![mean, known.iter().map(|e| e * e).sum::<f64>() / count];
        let columns = COLUMNS * self.shells.count();
        row.extend(over_pairs(
            &self.cells,
            columns,
            |sums, first, second, n, distance| {
                let product = (strains[first] - mean) * (strains[second] - mean);
                if product.is_finite() {
                    let column = COLUMNS * self.shells.of(distance);
                    self.pair(&mut sums[column..column + COLUMNS], n, product);
                }
            },
        ));
        self.blocks.add(&row);
        Ok(())
    }

    fn pair(&self, sums: &mut [f64], n: &Vector3<f64>, product: f64) {
        sums[0] += 1.0;
        let mut pattern = PatternSum::default();
        pattern.add(n, product, self.plane, self.dimension);
        sums[1..10]
            .iter_mut()
            .zip(pattern.sums)
            .for_each(|(sum, x)| *sum += x);
        if let Some(angle) = angle(n, self.plane) {
            sums[10 + 2 * angle] += 1.0;
            sums[11 + 2 * angle] += product;
        }
    }

    /// The correlation of the frames so far, with errors from blocks of frames (infinite for a single one).
    ///
    /// # Errors
    /// When there was none.
    pub fn finish(&self) -> Result<StrainCorrelations> {
        some_frames(&self.blocks, "a correlation of strains")?;
        Ok(StrainCorrelations {
            plane: self.plane,
            frames: self.blocks.frames(),
            mean: self.blocks.estimate(0),
            mean_square: self.blocks.estimate(1),
            shells: (0..self.shells.count())
                .filter_map(|shell| self.shell(shell))
                .collect(),
        })
    }

    fn shell(&self, shell: usize) -> Option<StrainShell> {
        let first = BEFORE + COLUMNS * shell;
        if self.blocks.estimate(first).mean == 0.0 {
            return None;
        }
        let record = [self.blocks.columns(first..first + COLUMNS)];
        let pattern = |means: &[Vec<f64>]| {
            let mut sums = PatternSum::default();
            sums.sums.copy_from_slice(&means[0][1..10]);
            sums.pattern()
        };
        let whole: Vec<f64> = (1..10)
            .map(|column| self.blocks.estimate(first + column).mean)
            .collect();
        let told = pattern(&[[vec![0.0], whole].concat()]).is_some();
        let part = |part: fn(Pattern) -> f64| {
            told.then(|| of_means(&record, |means| pattern(means).map_or(f64::NAN, part)).estimate)
        };
        Some(StrainShell {
            r: self.shells.middle(shell),
            // The first function is 1: its product with the value is the plain sum.
            covariance: of_means(&record, |m| m[0][7] / m[0][0]).estimate,
            constant: part(|pattern| pattern.constant),
            quadratic: part(|pattern| pattern.quadratic)
                .filter(|_| self.dimension == Dimension::Three),
            quartic: part(|pattern| pattern.quartic),
            angles: (0..ANGLES)
                .filter_map(|angle| self.angle(first, angle))
                .collect(),
        })
    }

    fn angle(&self, first: usize, angle: usize) -> Option<AngleBin> {
        let column = first + 10 + 2 * angle;
        if self.blocks.estimate(column).mean == 0.0 {
            return None;
        }
        let record = [self.blocks.columns(column..column + 2)];
        Some(AngleBin {
            theta: angle as f64 * PI / ANGLES as f64,
            covariance: of_means(&record, |m| m[0][1] / m[0][0]).estimate,
        })
    }
}

/// The bin of the angle of a direction that lies near the plane of the strain.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn angle(n: &Vector3<f64>, plane: Plane) -> Option<usize> {
    let (a, b) = plane.axes();
    let out = n[3 - a - b];
    let theta = n[b].atan2(n[a]).rem_euclid(PI);
    (out.abs() < IN_PLANE).then(|| (theta / PI * ANGLES as f64).round() as usize % ANGLES)
}
