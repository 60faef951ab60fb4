//! Means over atoms and frames: shear strain, D2min with its distribution, and the part of atoms that are mobile.

use glassmelt::Estimate;
use serde::Serialize;

use super::correlation::some_frames;
use super::fit::LocalFit;
use crate::blocks::Blocks;
use crate::error::{Error, Result};

/// Columns before the histogram.
const BEFORE: usize = 6;

/// Bins of D2min, equally wide in its logarithm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogBins {
    low: f64,
    high: f64,
    count: usize,
}

impl LogBins {
    /// `count` bins from `low` to `high` (squared lengths).
    ///
    /// # Errors
    /// When not `0 < low < high`, both finite, or there are no bins or more than 10 000.
    pub fn new(low: f64, high: f64, count: usize) -> Result<Self> {
        let domain = |name, value, domain| {
            Err(Error::Domain {
                name,
                value,
                domain,
            })
        };
        if !(low > 0.0 && low.is_finite()) {
            return domain("lowest D2min", low, "positive and finite");
        }
        if !(high > low && high.is_finite()) {
            return domain("highest D2min", high, "finite and above the lowest");
        }
        if !(1..=10_000).contains(&count) {
            return domain("bins", count as f64, "between 1 and 10000");
        }
        Ok(Self { low, high, count })
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn of(&self, d2min: f64) -> Option<usize> {
        let place = (d2min / self.low).ln() / (self.high / self.low).ln();
        (0.0..1.0)
            .contains(&place)
            .then(|| ((place * self.count as f64) as usize).min(self.count - 1))
    }

    fn edge(&self, bin: usize) -> f64 {
        self.low * (self.high / self.low).powf(bin as f64 / self.count as f64)
    }
}

/// One bin of the distribution of D2min.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HistogramBin {
    /// Its lower edge, a squared length.
    pub low: f64,
    /// Its upper edge.
    pub high: f64,
    /// The part of atoms in it.
    pub part: Estimate,
}

/// Means over atoms and frames.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocalMeans {
    /// How many frames.
    pub frames: u64,
    /// The part of atoms whose neighbours span the space; all other numbers are of these.
    pub measured: Estimate,
    /// The von Mises shear strain.
    pub shear_strain: Estimate,
    /// The volumetric strain.
    pub volumetric_strain: Estimate,
    /// D2min, the sum over neighbours.
    pub d2min: Estimate,
    /// D2min over the number of neighbours.
    pub d2min_a_neighbour: Estimate,
    /// D2min from which an atom counts as mobile.
    pub threshold: f64,
    /// The part of atoms that are mobile.
    pub mobile: Estimate,
    /// The distribution of D2min; what lies outside of the bins is not in it.
    pub histogram: Vec<HistogramBin>,
}

/// Collects local fits frame by frame.
#[derive(Debug, Clone)]
pub struct LocalTotals {
    threshold: f64,
    bins: LogBins,
    blocks: Blocks,
}

impl LocalTotals {
    /// Nothing yet; atoms with D2min above `threshold` (a squared length) will count as mobile.
    ///
    /// # Errors
    /// When the threshold is not a number or negative.
    pub fn new(threshold: f64, bins: LogBins) -> Result<Self> {
        if threshold.is_nan() || threshold < 0.0 {
            return Err(Error::Domain {
                name: "threshold of D2min",
                value: threshold,
                domain: "zero or positive",
            });
        }
        Ok(Self {
            threshold,
            bins,
            blocks: Blocks::new(BEFORE + bins.count),
        })
    }

    /// The fits of one more frame.
    pub fn add(&mut self, fits: &[Option<LocalFit>]) {
        let mut row = vec![0.0; BEFORE + self.bins.count];
        let mut measured = 0.0_f64;
        for fit in fits.iter().flatten() {
            measured += 1.0;
            row[1] += fit.shear_strain();
            row[2] += fit.volumetric_strain();
            row[3] += fit.d2min;
            row[4] += fit.mean_d2min();
            row[5] += f64::from(u8::from(fit.d2min > self.threshold));
            if let Some(bin) = self.bins.of(fit.d2min) {
                row[BEFORE + bin] += 1.0;
            }
        }
        for sum in &mut row {
            *sum /= measured.max(1.0);
        }
        row[0] = measured / fits.len().max(1) as f64;
        self.blocks.add(&row);
    }

    /// Means of the frames so far, with errors from blocks of frames (infinite for a single one).
    ///
    /// # Errors
    /// When there was none.
    pub fn finish(&self) -> Result<LocalMeans> {
        some_frames(&self.blocks, "means of local strain")?;
        let bin = |bin| HistogramBin {
            low: self.bins.edge(bin),
            high: self.bins.edge(bin + 1),
            part: self.blocks.estimate(BEFORE + bin),
        };
        Ok(LocalMeans {
            frames: self.blocks.frames(),
            measured: self.blocks.estimate(0),
            shear_strain: self.blocks.estimate(1),
            volumetric_strain: self.blocks.estimate(2),
            d2min: self.blocks.estimate(3),
            d2min_a_neighbour: self.blocks.estimate(4),
            threshold: self.threshold,
            mobile: self.blocks.estimate(5),
            histogram: (0..self.bins.count).map(bin).collect(),
        })
    }
}
