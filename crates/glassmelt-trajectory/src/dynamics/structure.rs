//! S(k) of all atoms, and where its first peak lies.

use std::f64::consts::PI;

use nalgebra::Vector3;
use rayon::prelude::*;
use serde::Serialize;

use crate::cell::Cell;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};

/// S(k) of one shell of wave vectors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StructurePoint {
    /// The mean length of the wave vectors, radians over the unit of length.
    pub k: f64,
    /// `<|sum_j exp(i k r_j)|^2>/N`.
    pub s: f64,
    /// How many wave vectors, `k` and `-k` once.
    pub vectors: usize,
}

/// So many wave vectors a shell at most, evenly picked from those that are there.
const IN_A_SHELL: usize = 60;
/// The peak is looked for between these multiples of `2 pi` over the mean distance `(V/N)^(1/d)`.
const FROM: f64 = 0.6;
const TO: f64 = 1.6;
/// And in shells no thinner than this one, which bounds the work in a large cell.
const FINEST: f64 = 0.02;

/// S(k) around its first peak, frame after frame, over wave vectors of the cell of each frame: shells half as thick as
/// the shortest wave number of the first frame's cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Structure {
    shell: f64,
    first: f64,
    sums: Vec<[f64; 3]>,
}

impl Structure {
    /// Without frames.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// When its cell does not repeat in all directions of its dimension, or it has no atoms.
    pub fn add(&mut self, frame: &Frame) -> Result<()> {
        let cell = cell_of(frame)?;
        let reciprocal = cell.reciprocal();
        let dimensions = frame.dimension.count();
        let volume = match frame.dimension {
            Dimension::Three => cell.volume(),
            Dimension::Two => cell
                .vectors()
                .column(0)
                .cross(&cell.vectors().column(1))
                .norm(),
        };
        let distance = (volume / frame.len() as f64).powf(1.0 / dimensions as f64);
        if self.sums.is_empty() {
            let lengths = (0..dimensions).map(|axis| reciprocal.column(axis).norm());
            let finest = FINEST * 2.0 * PI / distance;
            self.shell = finest.max(0.5 * lengths.fold(0.0, f64::max));
            self.first = FROM * 2.0 * PI / distance;
            let last = TO * 2.0 * PI / distance;
            let shells = ((last - self.first) / self.shell).ceil().clamp(1.0, 1e4);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
            let shells = shells as usize;
            self.sums = vec![[0.0; 3]; shells];
        }
        let vectors = self.vectors(cell, frame.dimension);
        let found: Vec<(usize, f64, f64)> = vectors
            .into_par_iter()
            .map(|(shell, k)| (shell, k.norm(), intensity(frame, &k)))
            .collect();
        for (shell, k, intensity) in found {
            let sum = &mut self.sums[shell];
            sum[0] += 1.0;
            sum[1] += k;
            sum[2] += intensity;
        }
        Ok(())
    }

    /// Half of the wave vectors of the cell in each shell, thinned.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bounded by the shells
    fn vectors(&self, cell: &Cell, dimension: Dimension) -> Vec<(usize, Vector3<f64>)> {
        let last = self.first + self.shell * self.sums.len() as f64;
        let turns = |axis: usize| {
            let length = cell.vectors().column(axis).norm();
            (last * length / (2.0 * PI)).floor() as i32
        };
        let depth = if dimension == Dimension::Three {
            turns(2)
        } else {
            0
        };
        let mut shells = vec![Vec::new(); self.sums.len()];
        for h in 0..=turns(0) {
            for k in -turns(1)..=turns(1) {
                for l in -depth..=depth {
                    if h == 0 && (k < 0 || (k == 0 && l <= 0)) {
                        continue;
                    }
                    let numbers = Vector3::new(f64::from(h), f64::from(k), f64::from(l));
                    let vector = cell.reciprocal() * numbers;
                    let shell = (vector.norm() - self.first) / self.shell;
                    if shell >= 0.0 && (shell as usize) < shells.len() {
                        shells[shell as usize].push(vector);
                    }
                }
            }
        }
        let thin = |(shell, vectors): (usize, Vec<Vector3<f64>>)| {
            let stride = vectors.len().div_ceil(IN_A_SHELL).max(1);
            vectors
                .into_iter()
                .step_by(stride)
                .map(move |vector| (shell, vector))
        };
        shells.into_iter().enumerate().flat_map(thin).collect()
    }

    /// S(k) so far, in the range where the first peak is looked for.
    pub fn points(&self) -> Vec<StructurePoint> {
        let filled = self.sums.iter().filter(|sum| sum[0] > 0.0);
        filled
            .map(|[count, k, intensity]| StructurePoint {
                k: k / count,
                s: intensity / count,
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
                vectors: *count as usize,
            })
            .collect()
    }

    /// Where S(k) is highest: the top of the parabola through the highest shell and its neighbours. None without
    /// frames, or where the highest shell is at an end of the range.
    pub fn first_peak(&self) -> Option<f64> {
        let points = self.points();
        let highest = (0..points.len()).max_by(|a, b| points[*a].s.total_cmp(&points[*b].s))?;
        let [left, middle, right] = [
            points.get(highest.checked_sub(1)?)?,
            &points[highest],
            points.get(highest + 1)?,
        ];
        let (a, b) = (middle.k - left.k, right.k - middle.k);
        let (rise, fall) = (middle.s - left.s, middle.s - right.s);
        let curvature = a * fall + b * rise;
        if curvature <= 0.0 {
            return Some(middle.k);
        }
        Some(middle.k + 0.5 * (b * b * rise - a * a * fall) / curvature)
    }
}

fn cell_of(frame: &Frame) -> Result<&Cell> {
    let count = frame.dimension.count();
    let repeats = |cell: &&Cell| cell.periodic()[..count].iter().all(|repeats| *repeats);
    let cell = frame.cell.as_ref().filter(repeats);
    cell.filter(|_| !frame.is_empty()).ok_or(Error::Missing {
        missing: "atoms in a periodic cell",
        purpose: "S(k)",
        remedy: "give the wave number",
    })
}

/// `|sum_j exp(i k r_j)|^2/N`.
fn intensity(frame: &Frame, k: &Vector3<f64>) -> f64 {
    let (mut cosines, mut sines) = (0.0, 0.0);
    for r in &frame.positions {
        let (sine, cosine) = k.dot(r).sin_cos();
        cosines += cosine;
        sines += sine;
    }
    (cosines * cosines + sines * sines) / frame.len() as f64
}
