//! Harmonic lattices whose moduli at each wave are known, and the moduli of their frames.
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use std::f64::consts::TAU;
use std::ops::ControlFlow;

use glassmelt_trajectory::modulus::{ModulusAnswer, Question, WaveChoice, Waves, Windows, modulus};
use glassmelt_trajectory::{Cell, Dimension, Frame, InMemory};
use nalgebra::{Matrix3, Vector3};
use rand::{RngExt, SeedableRng};
pub use rand_chacha::ChaCha8Rng;

pub type Point = Vector3<f64>;

/// A Bravais lattice of central and noncentral springs.
pub struct Springs {
    pub dimension: Dimension,
    /// Its vectors and how many of each.
    pub vectors: [Point; 3],
    pub sizes: [i32; 3],
    /// One of each pair of neighbours, with the stiffness along and across.
    pub bonds: Vec<(Point, f64, f64)>,
    pub kt: f64,
}

/// Triangular, central springs 1 and transverse ones 0.1.
pub fn triangular(size: i32) -> Springs {
    let (half, height) = (0.5, 0.75_f64.sqrt());
    let bond = |x: f64, y: f64| (Point::new(x, y, 0.0), 1.0, 0.1);
    Springs {
        dimension: Dimension::Two,
        vectors: [Point::x(), Point::new(half, height, 0.0), Point::z()],
        sizes: [size, size, 1],
        bonds: vec![bond(1.0, 0.0), bond(half, height), bond(-half, height)],
        kt: 1e-6,
    }
}

/// Simple cubic with nearest and next neighbours.
pub fn cubic(size: i32) -> Springs {
    let mut bonds = Vec::new();
    for (i, j) in [(0, 1), (1, 2), (2, 0)] {
        let (a, b) = (Point::ith(i, 1.0), Point::ith(j, 1.0));
        bonds.extend([(a, 1.0, 0.1), (a + b, 0.6, 0.05), (a - b, 0.6, 0.05)]);
    }
    Springs {
        dimension: Dimension::Three,
        vectors: [Point::x(), Point::y(), Point::z()],
        sizes: [size, size, size],
        bonds,
        kt: 1e-6,
    }
}

impl Springs {
    pub fn sites(&self) -> Vec<Point> {
        let [n, m, o] = self.sizes;
        let all = (0..n).flat_map(|i| (0..m).flat_map(move |j| (0..o).map(move |k| [i, j, k])));
        let [a, b, c] = self.vectors;
        all.map(|s| a * f64::from(s[0]) + b * f64::from(s[1]) + c * f64::from(s[2]))
            .collect()
    }

    pub fn cell(&self) -> Cell {
        let vectors = [0, 1, 2].map(|axis| self.vectors[axis] * f64::from(self.sizes[axis]));
        Cell::new(vectors, Point::zeros(), [true; 3]).expect("a volume")
    }

    /// `sum over bonds 2 (1 - cos q.d)(along nn + across (1 - nn))`; in a plane with a one for z.
    pub fn dynamical(&self, q: &Point) -> Matrix3<f64> {
        let mut plane = Matrix3::identity();
        if self.dimension == Dimension::Two {
            plane[(2, 2)] = 0.0;
        }
        let bond = |(d, along, across): &(Point, f64, f64)| {
            let nn = d.normalize() * d.normalize().transpose();
            (nn * *along + (plane - nn) * *across) * (2.0 - 2.0 * q.dot(d).cos())
        };
        self.bonds.iter().map(bond).sum::<Matrix3<f64>>() + Matrix3::identity() - plane
    }

    /// `k_B T D^-1`.
    pub fn covariance(&self, q: &Point) -> Matrix3<f64> {
        self.dynamical(q).try_inverse().expect("stable") * self.kt
    }

    /// mu and lambda + 2 mu of each shell by the definition of the module.
    pub fn exact(&self, waves: &Waves) -> Vec<[f64; 2]> {
        let axes = self.dimension.count();
        let sites = self.sites().len() as f64;
        let cell = self.cell();
        let space = match self.dimension {
            Dimension::Two => cell.volume() / cell.heights()[2],
            Dimension::Three => cell.volume(),
        };
        let density = sites / space;
        let shell = |shell: &glassmelt_trajectory::modulus::Shell| {
            let members = &waves.all()[shell.members.clone()];
            let power = |parts: std::ops::Range<usize>| {
                let count = (parts.len() * members.len()) as f64;
                let of = |wave: &glassmelt_trajectory::modulus::Wave| -> f64 {
                    let covariance = self.covariance(&wave.q);
                    let directions = wave.directions[parts.clone()].iter();
                    directions.map(|e| (covariance * e).dot(e)).sum()
                };
                members.iter().map(of).sum::<f64>() / count
            };
            [power(1..axes), power(0..1)].map(|p| self.kt * density / (shell.q * shell.q * p))
        };
        waves.shells().iter().map(shell).collect()
    }

    /// Frames with all waves excited: each an Ornstein-Uhlenbeck process that keeps the part `keep` from frame to
    /// frame.
    pub fn frames(&self, count: usize, keep: f64, rng: &mut ChaCha8Rng) -> Vec<Frame> {
        let sites = self.sites();
        let longest = 2.0 * TAU;
        let waves =
            Waves::new(&self.cell(), self.dimension, WaveChoice::UpTo(longest)).expect("waves");
        let zone: Vec<_> = waves
            .all()
            .iter()
            .filter(|w| self.in_zone(w.whole))
            .collect();
        let scale = (2.0 / sites.len() as f64).sqrt();
        let mut displacements = vec![vec![Point::zeros(); sites.len()]; count];
        for wave in zone {
            let root = self.covariance(&wave.q).cholesky().expect("positive").l();
            let phases: Vec<(f64, f64)> = sites.iter().map(|r| wave.q.dot(r).sin_cos()).collect();
            let mut z = [normals(rng), normals(rng)];
            for frame in &mut displacements {
                // u = N^(-1/2) (u(q) exp(iqR) + conjugate); real and imaginary parts of u(q) have half its power.
                let [re, im] = z.map(|z| root * z * scale);
                for (u, (sin, cos)) in frame.iter_mut().zip(&phases) {
                    *u += re * *cos - im * *sin;
                }
                z = z.map(|z| z * keep + normals(rng) * (1.0 - keep * keep).sqrt());
            }
        }
        let frame = |(number, displacements): (usize, &Vec<Point>)| {
            let pairs = sites.iter().zip(displacements);
            let flat = |u: &Point| match self.dimension {
                Dimension::Two => Point::new(u.x, u.y, 0.0),
                Dimension::Three => *u,
            };
            let positions = pairs.map(|(r, u)| r + flat(u)).collect();
            frame_of(number, self.cell(), self.dimension, positions)
        };
        displacements.iter().enumerate().map(frame).collect()
    }

    /// One of each class modulo the sizes, of each pair +-q, without those that are their own pair.
    pub fn in_zone(&self, whole: [i32; 3]) -> bool {
        let inside =
            (0..3).all(|axis| 2 * whole[axis].abs() < self.sizes[axis] || self.sizes[axis] == 1);
        inside && whole != [0, 0, 0]
    }
}

pub fn frame_of(number: usize, cell: Cell, dimension: Dimension, positions: Vec<Point>) -> Frame {
    let mut frame = Frame::empty();
    frame.step = 10 * i64::try_from(number).expect("few");
    frame.cell = Some(cell);
    frame.dimension = dimension;
    frame.ids = (1..).take(positions.len()).collect();
    frame.kinds = vec![0; positions.len()];
    frame.positions = positions;
    frame
}

pub fn normals(rng: &mut ChaCha8Rng) -> Point {
    Point::from_fn(|_, _| {
        let (u, v): (f64, f64) = (rng.random(), rng.random());
        (-2.0 * (1.0 - u).ln()).sqrt() * (TAU * v).cos()
    })
}

pub fn question(kt: f64, shells: usize, windows: &[usize]) -> Question {
    let mut question = Question::new(kt);
    question.waves = WaveChoice::Shells(shells);
    question.windows = Windows::Lengths(windows.to_vec());
    question
}

pub fn answer(frames: &[Frame], question: &Question) -> ModulusAnswer {
    let outcome = modulus(&InMemory::new(frames), question, &mut |_| {
        ControlFlow::Continue(())
    });
    outcome.expect("an answer").answer
}

/// Random numbers of this seed.
pub fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// The codes of what there is to mind.
pub fn codes(answer: &ModulusAnswer) -> Vec<&'static str> {
    answer.warnings.iter().map(|warning| warning.code).collect()
}
