//! Amplitudes of displacement waves, `u(q) = N^(-1/2) sum_i u_i exp(-i q.R_i)`, of many frames at once.
//!
//! For a block of atoms the phases `cos q.R_i`, `-sin q.R_i` are a matrix (atoms times 2 waves) and the
//! displacements of a batch of frames another (3 frames times atoms): the amplitudes are their product. The phases
//! are products of powers of `exp(-i a*.R_i)`, so that each atom takes three sines and cosines.

use std::ops::Range;

use nalgebra::{Complex, DMatrix, Vector3};
use rayon::prelude::*;

use super::waves::Waves;

/// Atoms whose phases and displacements are in the cache together.
const BLOCK: usize = 256;
/// Atoms are cut into at most so many slices; their sums are added in order.
const SLICES: usize = 64;
/// Frames that are multiplied at once.
pub(crate) const BATCH: usize = 64;

type Point = Vector3<f64>;

/// The amplitudes of one frame: for each wave its parts along [`super::Wave::directions`].
pub type Amplitudes = Vec<[Complex<f64>; 3]>;

/// The amplitudes of these frames about the mean positions, and the mean squares of the displacements; each
/// frame's mean displacement is taken out first.
pub(crate) fn amplitudes<P: AsRef<[Point]> + Sync>(
    waves: &Waves,
    means: &[Point],
    frames: &[P],
) -> (Vec<Amplitudes>, Vec<f64>) {
    let mut all = Vec::with_capacity(frames.len());
    let mut squares = Vec::with_capacity(frames.len());
    for batch in frames.chunks(BATCH) {
        let sums = sums(waves, means, batch);
        let numbers = 0..batch.len();
        all.extend(numbers.map(|frame| turned(waves, &sums.waves, frame, means.len())));
        squares.extend(sums.squares.iter().map(|sum| sum / means.len() as f64));
    }
    (all, squares)
}

/// The slow, obvious sum over the atoms of one frame, against which the fast one is tested.
pub fn amplitudes_by_sum(waves: &Waves, means: &[Point], positions: &[Point]) -> Amplitudes {
    let count = means.len() as f64;
    let total = |points: &[Point]| points.iter().sum::<Point>() / count;
    let drift = total(positions) - total(means);
    let one = |wave: &super::Wave| {
        wave.directions.map(|direction| {
            let atoms = positions.iter().zip(means);
            let sum: Complex<f64> = atoms
                .map(|(r, mean)| {
                    Complex::from_polar((r - mean - drift).dot(&direction), -wave.q.dot(mean))
                })
                .sum();
            sum / count.sqrt()
        })
    };
    waves.all().iter().map(one).collect()
}

/// Sums over atoms for a batch of frames.
struct Sums {
    /// `sum_i u_i exp(-i q.R_i)`: rows are the parts x, y, z of each frame, columns the real and imaginary parts
    /// of each wave.
    waves: DMatrix<f64>,
    /// `sum_i |u_i|^2`.
    squares: Vec<f64>,
}

impl Sums {
    fn zero(waves: &Waves, frames: usize) -> Self {
        Self {
            waves: DMatrix::zeros(3 * frames, 2 * waves.all().len()),
            squares: vec![0.0; frames],
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        self.waves += &other.waves;
        let squares = self.squares.iter_mut().zip(&other.squares);
        squares.for_each(|(sum, square)| *sum += square);
        self
    }
}

fn sums<P: AsRef<[Point]> + Sync>(waves: &Waves, means: &[Point], frames: &[P]) -> Sums {
    let drift = |frame: &P| drift(means, frame.as_ref());
    let drifts: Vec<Point> = frames.iter().map(drift).collect();
    let slice = means.len().div_ceil(SLICES).max(BLOCK);
    let starts: Vec<usize> = (0..means.len()).step_by(slice).collect();
    let of_slice = |start: usize| {
        let end = (start + slice).min(means.len());
        let mut sums = Sums::zero(waves, frames.len());
        let mut phases = Phases::new(waves);
        for start in (start..end).step_by(BLOCK) {
            let atoms = start..(start + BLOCK).min(end);
            let phases = phases.of(waves, &means[atoms.clone()]);
            let displacements = displacements(means, frames, &drifts, atoms, &mut sums.squares);
            sums.waves.gemm(1.0, &displacements, phases, 1.0);
        }
        sums
    };
    let parts: Vec<Sums> = starts.into_par_iter().map(of_slice).collect();
    let zero = Sums::zero(waves, frames.len());
    parts.iter().fold(zero, Sums::plus)
}

/// The mean displacement of a frame, summed in slices of fixed size.
fn drift(means: &[Point], positions: &[Point]) -> Point {
    const SLICE: usize = 4096;
    let slices: Vec<Point> = means
        .par_chunks(SLICE)
        .zip(positions.par_chunks(SLICE))
        .map(|(means, positions)| {
            let pairs = positions.iter().zip(means);
            pairs.fold(Point::zeros(), |sum, (r, mean)| sum + (r - mean))
        })
        .collect();
    slices.iter().sum::<Point>() / means.len() as f64
}

/// Columns are atoms; the squares of each frame are added to `squares`.
fn displacements<P: AsRef<[Point]>>(
    means: &[Point],
    frames: &[P],
    drifts: &[Point],
    atoms: Range<usize>,
    squares: &mut [f64],
) -> DMatrix<f64> {
    let rows = 3 * frames.len();
    let mut matrix = DMatrix::zeros(rows, atoms.len());
    let all = matrix.as_mut_slice();
    for (number, (frame, drift)) in frames.iter().zip(drifts).enumerate() {
        let positions = &frame.as_ref()[atoms.clone()];
        let columns = all.chunks_exact_mut(rows);
        for ((column, r), mean) in columns.zip(positions).zip(&means[atoms.clone()]) {
            let u = r - mean - drift;
            squares[number] += u.norm_squared();
            column[3 * number..3 * number + 3].copy_from_slice(u.as_slice());
        }
    }
    matrix
}

/// Real parts of a block of atoms, then imaginary ones.
type Row = [[f64; BLOCK]; 2];

/// Phases of a block of atoms, and the powers that they are made of.
struct Phases {
    /// Rows are atoms, columns the real and imaginary parts of each wave.
    matrix: DMatrix<f64>,
    /// For each axis `exp(-i n a*.R)`, n from zero up.
    powers: [Vec<Row>; 3],
}

impl Phases {
    fn new(waves: &Waves) -> Self {
        let highest = |axis: usize| {
            let wholes = waves
                .all()
                .iter()
                .map(|wave| wave.whole[axis].unsigned_abs());
            wholes.max().unwrap_or(0) as usize
        };
        Self {
            matrix: DMatrix::zeros(0, 0),
            powers: [0, 1, 2].map(|axis| vec![[[0.0; BLOCK]; 2]; highest(axis) + 1]),
        }
    }

    fn of(&mut self, waves: &Waves, means: &[Point]) -> &DMatrix<f64> {
        let count = means.len();
        if self.matrix.nrows() != count {
            self.matrix = DMatrix::zeros(count, 2 * waves.all().len());
        }
        for (axis, powers) in self.powers.iter_mut().enumerate() {
            raise(powers, means, &waves.reciprocal().column(axis).into());
        }
        let columns = self.matrix.as_mut_slice().chunks_exact_mut(2 * count);
        for (column, wave) in columns.zip(waves.all()) {
            let (re, im) = column.split_at_mut(count);
            re.fill(1.0);
            im.fill(0.0);
            for (powers, whole) in self.powers.iter().zip(wave.whole) {
                turn(re, im, &powers[whole.unsigned_abs() as usize], whole);
            }
        }
        &self.matrix
    }
}

/// `exp(-i n a*.R)` for n from 0 to the last.
fn raise(powers: &mut [Row], means: &[Point], star: &Point) {
    for (atom, mean) in means.iter().enumerate() {
        let (sin, cos) = star.dot(mean).sin_cos();
        let (mut re, mut im) = (1.0, 0.0);
        for power in powers.iter_mut() {
            (power[0][atom], power[1][atom]) = (re, im);
            (re, im) = (re * cos + im * sin, im * cos - re * sin);
        }
    }
}

/// `z -> z w`, or `z conj(w)` where the whole number is negative.
fn turn(re: &mut [f64], im: &mut [f64], power: &Row, whole: i32) {
    if whole == 0 {
        return;
    }
    let sign = f64::from(whole.signum());
    let [w_re, w_im] = power;
    for (((x, y), c), s) in re.iter_mut().zip(im).zip(w_re).zip(w_im) {
        (*x, *y) = (*x * c - *y * (sign * s), *x * (sign * s) + *y * c);
    }
}

/// The amplitudes of one frame of a batch along the directions of each wave.
fn turned(waves: &Waves, sums: &DMatrix<f64>, frame: usize, atoms: usize) -> Amplitudes {
    let norm = (atoms as f64).sqrt().recip();
    let waves = waves.all().iter().enumerate();
    waves
        .map(|(number, wave)| {
            let part = |column: usize| sums.fixed_view::<3, 1>(3 * frame, column);
            let (re, im) = (part(2 * number), part(2 * number + 1));
            wave.directions
                .map(|e| Complex::new(re.dot(&e), im.dot(&e)) * norm)
        })
        .collect()
}
