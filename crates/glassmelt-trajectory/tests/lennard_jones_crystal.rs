//! An fcc crystal of Lennard-Jones atoms near zero temperature: its waves against its dynamical matrix, and that
//! against elastic constants from sums over the lattice.

mod lattices;

use std::f64::consts::TAU;
use std::ops::ControlFlow;

use glassmelt_trajectory::modulus::{
    ModulusAnswer, Question, ShellModulus, WaveChoice, Waves, Windows, modulus,
};
use glassmelt_trajectory::potential::{Form, Pair, Shift};
use glassmelt_trajectory::{Frame, InMemory};
use lattices::fcc;
use nalgebra::{DMatrix, Matrix3, Vector3};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

type Point = Vector3<f64>;

/// So cold that all is harmonic: displacements of a ten-thousandth.
const THERMAL_ENERGY: f64 = 1e-6;

struct Crystal {
    side: f64,
    cubes: u16,
    pair: Pair,
}

/// At rest where the side is 1.556, under pressure where it is shorter. The force ends between two shells.
fn crystal(side: f64, cubes: u16) -> Crystal {
    let form = Form::LennardJones {
        epsilon: 1.0,
        sigma: 1.0,
    };
    let cutoff = 2.6 * side / 1.556;
    let pair = Pair::new(form, cutoff, Shift::Force).expect("a pair");
    Crystal { side, cubes, pair }
}

/// p, C11, C12, C44 (second derivatives of the energy by the Lagrangian strain).
struct Constants {
    p: f64,
    c11: f64,
    c12: f64,
    c44: f64,
}

impl Crystal {
    fn neighbours(&self) -> Vec<Point> {
        let half = 0.5 * self.side;
        let range = -5..=5_i32;
        let all = range.clone().flat_map(|i| {
            let range = range.clone();
            range
                .clone()
                .flat_map(move |j| range.clone().map(move |k| [i, j, k]))
        });
        let even = all.filter(|n| n.iter().sum::<i32>() % 2 == 0 && *n != [0; 3]);
        even.map(|n| Point::from(n.map(f64::from)) * half)
            .filter(|r| r.norm() < self.pair.cutoff())
            .collect()
    }

    /// Sums over the neighbours of one atom, a pair counted half at each end.
    fn constants(&self) -> Constants {
        let volume = 0.25 * self.side.powi(3);
        let sum = |term: &dyn Fn(&Point, f64, f64) -> f64| -> f64 {
            let one = |r: &Point| {
                let u = self.pair.at(r.norm());
                term(r, u.first / r.norm(), u.second)
            };
            0.5 * self.neighbours().iter().map(one).sum::<f64>() / volume
        };
        let born = |i: usize, j: usize| {
            sum(&|r, slope, second| (second - slope) * r[i] * r[i] * r[j] * r[j] / r.norm_squared())
        };
        Constants {
            p: -sum(&|r, slope, _| slope * r.x * r.x),
            c11: born(0, 0),
            c12: born(0, 1),
            // Central forces: sums over x x y y are those over x y x y.
            c44: born(0, 1),
        }
    }

    /// `D(q) = sum over R (1 - cos q.R) d^2 u/dr dr`.
    fn dynamical(&self, q: &Point) -> Matrix3<f64> {
        let one = |r: &Point| {
            let u = self.pair.at(r.norm());
            let nn = r * r.transpose() / r.norm_squared();
            let across = u.first / r.norm();
            (nn * (u.second - across) + Matrix3::identity() * across) * (1.0 - q.dot(r).cos())
        };
        self.neighbours().iter().map(one).sum()
    }

    fn at_rest(&self) -> Frame {
        let mut frame = fcc(self.cubes.into());
        let scale = Matrix3::identity() * self.side;
        frame = lattices::deformed(&frame, &scale);
        frame.ids = (1..).take(frame.positions.len()).collect();
        frame.kinds = vec![0; frame.positions.len()];
        frame
    }

    /// The wave vectors of the zone that fit, -q beside q: whole numbers h below n, k and l below 2 n, for (n, n, n)
    /// and (2n, 0, 0) are vectors of the reciprocal lattice.
    fn zone(&self) -> Vec<Point> {
        let n = i32::from(self.cubes);
        let unit = TAU / (self.side * f64::from(n));
        let all =
            (0..n).flat_map(|h| (0..2 * n).flat_map(move |k| (0..2 * n).map(move |l| [h, k, l])));
        let moving = all.filter(|whole| *whole != [0; 3]);
        moving
            .map(|whole| Point::from(whole.map(f64::from)) * unit)
            .collect()
    }

    /// Frames that know nothing of each other, all modes drawn from `k_B T D^-1`: with real and imaginary parts of
    /// variance one for q and for -q, the real part of their sum has the covariance `1/N sum k_B T D^-1 cos q.R`.
    fn frames(&self, count: usize, rng: &mut ChaCha8Rng) -> Vec<Frame> {
        let rest = self.at_rest();
        let (zone, atoms) = (self.zone(), rest.positions.len());
        let phases = DMatrix::from_fn(atoms, 2 * zone.len(), |atom, column| {
            let phase = zone[column / 2].dot(&rest.positions[atom]);
            if column % 2 == 0 {
                phase.cos()
            } else {
                -phase.sin()
            }
        });
        let mut modes = DMatrix::zeros(2 * zone.len(), 3 * count);
        for (wave, q) in zone.iter().enumerate() {
            let inverse = self.dynamical(q).try_inverse().expect("stable");
            let covariance = inverse * (THERMAL_ENERGY / atoms as f64);
            let root = covariance.cholesky().expect("positive").l();
            for frame in 0..count {
                for part in 0..2 {
                    let z = root * Point::from_fn(|_, _| normal(rng));
                    let place = (2 * wave + part, 3 * frame);
                    modes
                        .fixed_view_mut::<1, 3>(place.0, place.1)
                        .copy_from(&z.transpose());
                }
            }
        }
        let displacements = phases * modes;
        let one = |frame: usize| {
            let mut made = rest.clone();
            made.step = i64::try_from(frame).expect("few");
            for (atom, r) in made.positions.iter_mut().enumerate() {
                *r += displacements
                    .fixed_view::<1, 3>(atom, 3 * frame)
                    .transpose();
            }
            made
        };
        (0..count).map(one).collect()
    }

    fn density(&self) -> f64 {
        4.0 / self.side.powi(3)
    }

    /// mu and lambda + 2 mu of the shells by the dynamical matrix and the definition of the module.
    fn exact(&self, waves: &Waves) -> Vec<[f64; 2]> {
        let shell = |shell: &glassmelt_trajectory::modulus::Shell| {
            let members = &waves.all()[shell.members.clone()];
            [1..3, 0..1].map(|parts| {
                let count = (parts.len() * members.len()) as f64;
                let of = |wave: &glassmelt_trajectory::modulus::Wave| -> f64 {
                    let inverse = self.dynamical(&wave.q).try_inverse().expect("stable");
                    let directions = wave.directions[parts.clone()].iter();
                    directions.map(|e| (inverse * e).dot(e)).sum()
                };
                let power = members.iter().map(of).sum::<f64>() / count;
                self.density() / (shell.q * shell.q * power)
            })
        };
        waves.shells().iter().map(shell).collect()
    }
}

fn normal(rng: &mut impl Rng) -> f64 {
    let (u, v): (f64, f64) = (rng.random(), rng.random());
    (-2.0 * (1.0 - u).ln()).sqrt() * (TAU * v).cos()
}

fn measured(frames: &[Frame], shells: usize) -> ModulusAnswer {
    let mut question = Question::new(THERMAL_ENERGY);
    question.waves = WaveChoice::Shells(shells);
    question.windows = Windows::Lengths(vec![frames.len()]);
    let outcome = modulus(&InMemory::new(frames), &question, &mut |_| {
        ControlFlow::Continue(())
    });
    outcome.expect("an answer").answer
}

/// The long waves of the dynamical matrix have the moduli `C44 - p`, `(C11 - C12)/2 - p` and `C11 - p`, with p at rest
/// and under a pressure of more than a tenth of C44.
#[test]
fn long_waves_of_the_dynamical_matrix_have_the_moduli_of_the_lattice_sums() {
    for (side, least_pressure) in [(1.556, -0.001), (1.48, 0.1)] {
        let crystal = crystal(side, 1);
        let Constants { p, c11, c12, c44 } = crystal.constants();
        assert!(p > least_pressure * c44, "{p} {c44}");
        let (x, y, z) = (Point::x(), Point::y(), Point::z());
        let (along, across) = ((x + y).normalize(), (x - y).normalize());
        for (n, e, modulus) in [
            (x, y, c44 - p),
            (x, x, c11 - p),
            (along, z, c44 - p),
            (along, across, 0.5 * (c11 - c12) - p),
            (along, along, 0.5 * (c11 + c12 + 2.0 * c44) - p),
        ] {
            let q = 1e-3;
            let of_wave = crystal.density() * (crystal.dynamical(&(n * q)) * e).dot(&e) / (q * q);
            assert!(
                (of_wave / modulus - 1.0).abs() < 1e-5,
                "{of_wave} {modulus}"
            );
        }
    }
}

#[test]
fn the_dispersion_of_the_crystal_is_that_of_its_dynamical_matrix_at_rest_and_under_pressure() {
    for (seed, side) in [(1, 1.556), (2, 1.48)] {
        let crystal = crystal(side, 4);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let frames = crystal.frames(2000, &mut rng);
        let cell = frames[0].cell.expect("a cell");
        // Out to the corner (2, 2, 2) of the cell: q = 2 pi sqrt(3)/(2 side), twelve shells.
        let shells = 12;
        let waves =
            Waves::new(&cell, frames[0].dimension, WaveChoice::Shells(shells)).expect("waves");
        let exact = crystal.exact(&waves);
        let answer = measured(&frames, shells);
        let found = &answer.windows[0];
        assert!(found.shells.len() == shells && exact.len() == shells);
        for (shell, [mu, longitudinal]) in found.shells.iter().zip(exact) {
            for (ours, theirs) in [(shell.mu, mu), (shell.lambda_plus_2mu, longitudinal)] {
                assert!(ours.error < 0.02 * theirs);
                assert!(
                    (ours.mean - theirs).abs() < 4.5 * ours.error,
                    "q {}: {} +- {}, {theirs}",
                    shell.q,
                    ours.mean,
                    ours.error
                );
            }
        }
        // Not one modulus for all waves: the dispersion is there to be seen.
        assert!(exact_softening(&crystal.exact(&waves)) > 1.3);
    }
}

fn exact_softening(moduli: &[[f64; 2]]) -> f64 {
    let all = moduli.iter().map(|pair| pair[0]);
    all.clone().fold(0.0, f64::max) / all.fold(f64::INFINITY, f64::min)
}

/// 1/mu of two shells of one direction, q and 2 q, carried on to q = 0 as a line in q^2; with its error.
fn at_zero(near: &ShellModulus, far: &ShellModulus) -> (f64, f64) {
    assert!((far.q / near.q - 2.0).abs() < 1e-9);
    let value = (4.0 / near.mu.mean - 1.0 / far.mu.mean) / 3.0;
    let error = |shell: &ShellModulus| shell.mu.error / shell.mu.mean.powi(2);
    let error = (4.0 * error(near)).hypot(error(far)) / 3.0;
    (value.recip(), error / value.powi(2))
}

#[test]
fn mu_at_long_waves_is_c44_along_100_and_its_mean_with_half_c11_less_c12_along_110() {
    let crystal = crystal(1.556, 6);
    let frames = crystal.frames(1200, &mut ChaCha8Rng::seed_from_u64(3));
    let answer = measured(&frames, 7);
    let found = &answer.windows[0];
    // Directions alternate from shell to shell: the line through the first two is no limit, and that is said.
    assert!(
        answer
            .warnings
            .iter()
            .any(|warning| warning.code == "no_line_in_q2")
    );
    let Constants { p, c11, c12, c44 } = crystal.constants();
    let (steep, soft) = (c44 - p, 0.5 * (c11 - c12) - p);
    let unit = TAU / (6.0 * crystal.side);
    // Shells of h^2 + k^2 + l^2 = 1 and 4 hold waves along [100] alone, those of 2 and 8 along [110].
    let shell = |squares: f64| {
        let wanted = unit * squares.sqrt();
        let mut all = found.shells.iter();
        all.find(|shell| (shell.q - wanted).abs() < 1e-6)
            .expect("asked for")
    };
    let along_110 = 2.0 / (1.0 / steep + 1.0 / soft);
    for (near, far, expected) in [(1.0, 4.0, steep), (2.0, 8.0, along_110)] {
        let (value, error) = at_zero(shell(near), shell(far));
        println!("{value} +- {error}, {expected}");
        assert!(error < 0.02 * expected);
        // The line in q^2 leaves terms of q^4 out.
        assert!(
            (value - expected).abs() < 4.5 * error + 0.01 * expected,
            "{value} +- {error}, {expected}"
        );
    }
}
