//! Moduli from displacements: harmonic lattices whose moduli at each wave are known, and invariances.

use std::f64::consts::TAU;
use std::ops::ControlFlow;

use glassmelt_trajectory::modulus::{
    Ending, ModulusAnswer, Question, Reference, WaveChoice, Waves, Windows, amplitudes_by_sum,
    modulus,
};
use glassmelt_trajectory::{Cell, Dimension, Error, Frame, InMemory};
use nalgebra::{Complex, Matrix3, Vector3};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

type Point = Vector3<f64>;

/// A Bravais lattice of central and noncentral springs.
struct Springs {
    dimension: Dimension,
    /// Its vectors and how many of each.
    vectors: [Point; 3],
    sizes: [i32; 3],
    /// One of each pair of neighbours, with the stiffness along and across.
    bonds: Vec<(Point, f64, f64)>,
    kt: f64,
}

/// Triangular, central springs 1 and transverse ones 0.1.
fn triangular(size: i32) -> Springs {
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
fn cubic(size: i32) -> Springs {
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
    fn sites(&self) -> Vec<Point> {
        let [n, m, o] = self.sizes;
        let all = (0..n).flat_map(|i| (0..m).flat_map(move |j| (0..o).map(move |k| [i, j, k])));
        let [a, b, c] = self.vectors;
        all.map(|s| a * f64::from(s[0]) + b * f64::from(s[1]) + c * f64::from(s[2]))
            .collect()
    }

    fn cell(&self) -> Cell {
        let vectors = [0, 1, 2].map(|axis| self.vectors[axis] * f64::from(self.sizes[axis]));
        Cell::new(vectors, Point::zeros(), [true; 3]).expect("a volume")
    }

    /// `sum over bonds 2 (1 - cos q.d)(along nn + across (1 - nn))`; in a plane with a one for z.
    fn dynamical(&self, q: &Point) -> Matrix3<f64> {
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
    fn covariance(&self, q: &Point) -> Matrix3<f64> {
        self.dynamical(q).try_inverse().expect("stable") * self.kt
    }

    /// mu and lambda + 2 mu of each shell by the definition of the module.
    fn exact(&self, waves: &Waves) -> Vec<[f64; 2]> {
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
    fn frames(&self, count: usize, keep: f64, rng: &mut ChaCha8Rng) -> Vec<Frame> {
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
    fn in_zone(&self, whole: [i32; 3]) -> bool {
        let inside =
            (0..3).all(|axis| 2 * whole[axis].abs() < self.sizes[axis] || self.sizes[axis] == 1);
        inside && whole != [0, 0, 0]
    }
}

fn frame_of(number: usize, cell: Cell, dimension: Dimension, positions: Vec<Point>) -> Frame {
    let mut frame = Frame::empty();
    frame.step = 10 * i64::try_from(number).expect("few");
    frame.cell = Some(cell);
    frame.dimension = dimension;
    frame.ids = (1..).take(positions.len()).collect();
    frame.kinds = vec![0; positions.len()];
    frame.positions = positions;
    frame
}

fn normals(rng: &mut ChaCha8Rng) -> Point {
    Point::from_fn(|_, _| {
        let (u, v): (f64, f64) = (rng.random(), rng.random());
        (-2.0 * (1.0 - u).ln()).sqrt() * (TAU * v).cos()
    })
}

fn question(kt: f64, shells: usize, windows: &[usize]) -> Question {
    let mut question = Question::new(kt);
    question.waves = WaveChoice::Shells(shells);
    question.windows = Windows::Lengths(windows.to_vec());
    question
}

fn answer(frames: &[Frame], question: &Question) -> ModulusAnswer {
    let outcome = modulus(&InMemory::new(frames), question, &mut |_| {
        ControlFlow::Continue(())
    });
    outcome.expect("an answer").answer
}

/// Over 100 seeds: how many of the numbers lie within one error, and the mean of (estimate - exact)/error with its
/// own error, for each of the exact numbers given.
struct Coverage {
    within: f64,
    worst_bias: f64,
    count: f64,
}

fn coverage(lattice: &Springs, frames: usize, keep: f64, window: usize, shells: usize) -> Coverage {
    let seeds = 100;
    let waves = Waves::new(
        &lattice.cell(),
        lattice.dimension,
        WaveChoice::Shells(shells),
    )
    .expect("waves");
    let exact = lattice.exact(&waves);
    let mut pulls = vec![Vec::new(); 2 * shells];
    for seed in 0..seeds {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let made = lattice.frames(frames, keep, &mut rng);
        let answer = answer(&made, &question(lattice.kt, shells, &[window]));
        for (number, shell) in answer.windows[0].shells.iter().enumerate() {
            let [mu, longitudinal] = exact[number];
            assert!(shell.transverse.share.is_some());
            pulls[2 * number].push((shell.mu.mean - mu) / shell.mu.error);
            let of = &shell.lambda_plus_2mu;
            pulls[2 * number + 1].push((of.mean - longitudinal) / of.error);
        }
    }
    let count = (pulls.len() * pulls[0].len()) as f64;
    let within = pulls
        .iter()
        .flatten()
        .filter(|pull| pull.abs() < 1.0)
        .count() as f64;
    let bias = |pulls: &Vec<f64>| (pulls.iter().sum::<f64>() / pulls.len() as f64).abs();
    Coverage {
        within: within / count,
        worst_bias: pulls.iter().map(bias).fold(0.0, f64::max),
        count,
    }
}

/// 68.3 % within one error, up to four binomial errors; the mean pull within 4.5 of its errors of zero.
fn covers(coverage: &Coverage) {
    let binomial = (0.683 * 0.317 / coverage.count).sqrt();
    println!(
        "within {} +- {binomial}, bias {}",
        coverage.within, coverage.worst_bias
    );
    assert!(
        (coverage.within - 0.683).abs() < 4.0 * binomial + 0.02,
        "{}",
        coverage.within
    );
    assert!(coverage.worst_bias < 0.45, "{}", coverage.worst_bias);
}

#[test]
fn a_triangular_lattice_of_springs_gives_back_its_moduli_at_each_wave_with_honest_errors() {
    covers(&coverage(&triangular(8), 300, 0.0, 300, 3));
}

#[test]
fn a_cubic_lattice_of_springs_gives_back_its_moduli_at_each_wave_with_honest_errors() {
    covers(&coverage(&cubic(4), 200, 0.0, 200, 2));
}

#[test]
fn what_the_mean_of_a_window_takes_is_put_back_with_honest_errors() {
    // tau = 1/2 + keep/(1 - keep) = 2.5 frames; windows of 100 lose a twentieth.
    covers(&coverage(&triangular(6), 800, 2.0 / 3.0, 100, 2));
}

#[test]
fn the_bias_of_a_finite_window_is_the_exact_one_of_an_ornstein_uhlenbeck_process() {
    let (lattice, keep, window) = (triangular(6), 0.8_f64, 20);
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let frames = lattice.frames(8000, keep, &mut rng);
    let answer = answer(&frames, &question(lattice.kt, 2, &[window]));
    let waves = Waves::new(&lattice.cell(), Dimension::Two, WaveChoice::Shells(2)).expect("waves");
    let exact = lattice.exact(&waves);
    // v/c(0) = 1/W (1 + 2 sum_k (1 - k/W) keep^k).
    let w = f64::from(window as u32);
    let sum: f64 = (1..window)
        .map(|k| (1.0 - k as f64 / w) * keep.powi(k as i32))
        .sum();
    let share = (1.0 + 2.0 * sum) / w;
    for (shell, exact) in answer.windows[0].shells.iter().zip(exact) {
        let seen = &shell.transverse.as_observed;
        let expected = exact[0] / (1.0 - share);
        assert!(
            (seen.mean - expected).abs() < 4.5 * seen.error,
            "{seen:?} {expected}"
        );
        // It does not forget in a quarter of 20 frames: nothing is corrected, and that is said.
        assert_eq!(shell.transverse.share, None);
        assert_eq!(shell.mu, *seen);
    }
}

#[test]
fn the_fast_amplitudes_are_those_of_the_sum_over_atoms() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let vectors = [
        Point::new(9.0, 0.0, 0.0),
        Point::new(2.0, 8.0, 0.0),
        Point::new(-1.0, 3.0, 7.0),
    ];
    let cell = Cell::new(vectors, Point::new(1.0, 2.0, 3.0), [true; 3]).expect("a volume");
    let means: Vec<Point> = (0..700).map(|_| 10.0 * normals(&mut rng)).collect();
    let one = |sign: f64, rng: &mut ChaCha8Rng| -> (Vec<Point>, Vec<Point>) {
        let both = means.iter().map(|r| {
            let u = normals(rng) * (0.3 * sign);
            (r + u, r - u)
        });
        both.unzip()
    };
    let (up, down) = one(1.0, &mut rng);
    let waves = Waves::new(&cell, Dimension::Three, WaveChoice::Shells(30)).expect("waves");
    // The two frames lie on either side of the means.
    let slow = amplitudes_by_sum(&waves, &means, &up);
    let frames = [up, down].into_iter().enumerate();
    let frames: Vec<Frame> = frames
        .map(|(number, positions)| frame_of(number, cell, Dimension::Three, positions))
        .collect();
    let answer = answer(&frames, &question(1.0, 30, &[2]));
    for (shell, found) in waves.shells().iter().zip(&answer.windows[0].shells) {
        let members = &slow[shell.members.clone()];
        let power = |u: &[Complex<f64>; 3]| 0.5 * (u[1].norm_sqr() + u[2].norm_sqr());
        let mean = members.iter().map(power).sum::<f64>() / members.len() as f64;
        let mu = answer.number_density / (shell.q * shell.q * mean);
        assert!((found.transverse.as_observed.mean / mu - 1.0).abs() < 1e-9);
    }
}

#[test]
fn a_single_transverse_wave_has_its_amplitude() {
    let lattice = cubic(8);
    let (sites, cell) = (lattice.sites(), lattice.cell());
    let q = TAU / 8.0;
    let amplitude = 1e-3;
    // u = +- A y cos(q x): u(q) = N^(1/2) A/2 in each frame.
    let frame = |number: usize| {
        let sign = if number.is_multiple_of(2) { 1.0 } else { -1.0 };
        let positions = sites
            .iter()
            .map(|r| r + Point::y() * (sign * amplitude * (q * r.x).cos()));
        frame_of(number, cell, Dimension::Three, positions.collect())
    };
    let frames: Vec<Frame> = (0..8).map(frame).collect();
    let answer = answer(&frames, &question(1.0, 1, &[8]));
    let shell = &answer.windows[0].shells[0];
    assert_eq!(shell.wavevectors, 3);
    // One of three waves, one of its two directions.
    let power = 512.0 * amplitude * amplitude / 4.0 / 6.0;
    let mu = 1.0 / (q * q * power);
    assert!((shell.transverse.as_observed.mean / mu - 1.0).abs() < 1e-12);
    assert!(shell.longitudinal.as_observed.mean > 1e15 * mu);
}

/// The same lattice in a sheared cell, moved, drifting, and turned, has the same modulus.
#[test]
fn motion_and_rotation_of_the_whole_and_another_cell_of_the_lattice_change_nothing() {
    let lattice = cubic(6);
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let frames = lattice.frames(32, 0.0, &mut rng);
    let asked = question(lattice.kt, 4, &[16]);
    let plain = answer(&frames, &asked);
    let turn = nalgebra::Rotation3::from_euler_angles(0.3, -1.1, 2.0);
    let columns: [Point; 3] = [0, 1, 2].map(|axis| lattice.cell().vectors().column(axis).into());
    let sheared = [columns[0], columns[1] + columns[0], columns[2] - columns[1]];
    let changed = |cell: [Point; 3], map: &dyn Fn(&Point, f64) -> Point| {
        let cell = Cell::new(cell, Point::new(0.1, 0.2, 0.3), [true; 3]).expect("a volume");
        let frames: Vec<Frame> = frames
            .iter()
            .enumerate()
            .map(|(number, frame)| {
                let positions = frame.positions.iter().map(|r| map(r, number as f64));
                frame_of(number, cell, Dimension::Three, positions.collect())
            })
            .collect();
        answer(&frames, &asked)
    };
    let same = |other: &ModulusAnswer| {
        for (one, two) in plain.windows[0].shells.iter().zip(&other.windows[0].shells) {
            assert_eq!(one.wavevectors, two.wavevectors);
            for (a, b) in [(one.mu, two.mu), (one.lambda_plus_2mu, two.lambda_plus_2mu)] {
                assert!((a.mean / b.mean - 1.0).abs() < 1e-6, "{a:?} {b:?}");
                assert!((a.error / b.error - 1.0).abs() < 1e-4, "{a:?} {b:?}");
            }
        }
    };
    same(&changed(columns, &|r, time| {
        r + Point::new(5.0, -3.0, 1.0) * (1.0 + 0.1 * time)
    }));
    same(&changed(sheared, &|r, _| *r));
    same(&changed(columns.map(|v| turn * v), &|r, _| turn * r));
}

#[test]
fn a_modulus_is_an_energy_over_a_volume() {
    let lattice = cubic(4);
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    let frames = lattice.frames(20, 0.0, &mut rng);
    let plain = answer(&frames, &question(lattice.kt, 3, &[20]));
    let larger = lattice.cell().vectors() * 2.0;
    let columns: [Point; 3] = [0, 1, 2].map(|axis| larger.column(axis).into());
    let cell = Cell::new(columns, Point::zeros(), [true; 3]).expect("a volume");
    let scaled: Vec<Frame> = frames
        .iter()
        .enumerate()
        .map(|(n, f)| {
            frame_of(
                n,
                cell,
                Dimension::Three,
                f.positions.iter().map(|r| r * 2.0).collect(),
            )
        })
        .collect();
    let scaled = answer(&scaled, &question(3.0 * lattice.kt, 3, &[20]));
    for (one, two) in plain.windows[0]
        .shells
        .iter()
        .zip(&scaled.windows[0].shells)
    {
        assert!((two.q / one.q - 0.5).abs() < 1e-12);
        assert!((two.mu.mean / one.mu.mean - 3.0 / 8.0).abs() < 1e-9);
    }
}

#[test]
fn windows_that_are_read_twice_give_the_bits_of_those_in_memory() {
    let lattice = cubic(4);
    let mut rng = ChaCha8Rng::seed_from_u64(13);
    let frames = lattice.frames(70, 0.5, &mut rng);
    let mut asked = question(lattice.kt, 3, &[8, 33]);
    let kept = answer(&frames, &asked);
    asked.buffer = 8 * 24 * 64;
    let streamed = answer(&frames, &asked);
    assert_eq!(kept, streamed);
    assert_eq!(
        streamed
            .windows
            .iter()
            .map(|w| w.windows)
            .collect::<Vec<_>>(),
        [8, 2]
    );
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let lattice = cubic(12);
    let mut rng = ChaCha8Rng::seed_from_u64(14);
    let sites = lattice.sites();
    let frames: Vec<Frame> = (0..8)
        .map(|n| {
            let positions = sites.iter().map(|r| r + normals(&mut rng) * 0.01).collect();
            frame_of(n, lattice.cell(), Dimension::Three, positions)
        })
        .collect();
    let asked = question(1.0, 5, &[4, 8]);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| answer(&frames, &asked))
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn mu_at_zero_is_that_of_the_elastic_limit() {
    let lattice = triangular(24);
    let mut rng = ChaCha8Rng::seed_from_u64(15);
    let frames = lattice.frames(60, 0.0, &mut rng);
    let answer = answer(&frames, &question(lattice.kt, 4, &[60]));
    // Isotropic: D(q) -> q^2/rho mu as q -> 0, from far below the first shell.
    let q = Point::new(1e-4, 0.0, 0.0);
    let d = lattice.dynamical(&q) * (answer.number_density / q.norm_squared());
    let (mu, longitudinal) = (d[(1, 1)], d[(0, 0)]);
    let window = answer.longest().expect("one window");
    let found = window.mu_zero.expect("two shells").at_zero;
    assert!(
        (found.mean - mu).abs() < 4.0 * found.error,
        "{found:?} {mu}"
    );
    assert!(found.error < 0.1 * mu);
    let found = window.lambda_plus_2mu_zero.expect("two shells").at_zero;
    assert!(
        (found.mean - longitudinal).abs() < 4.0 * found.error,
        "{found:?} {longitudinal}"
    );
    let reference = Reference {
        modulus: 2.0,
        length: 3.0,
    };
    let curve = window.curve("springs", reference);
    assert_eq!(curve.points.len(), 4);
    let (point, shell) = (&curve.points[0], &window.shells[0]);
    assert!(
        (point.at - 3.0 * shell.q).abs() < 1e-12
            && (point.ratio - 0.5 * shell.mu.mean).abs() < 1e-12
    );
}

#[test]
fn atoms_that_diffuse_are_no_solid() {
    let cell = Cell::orthorhombic([6.0; 3]).expect("a box");
    let mut rng = ChaCha8Rng::seed_from_u64(16);
    let mut positions = cubic(6).sites();
    let frames: Vec<Frame> = (0..256)
        .map(|n| {
            positions
                .iter_mut()
                .for_each(|r| *r += normals(&mut rng) * 0.05);
            frame_of(n, cell, Dimension::Three, positions.clone())
        })
        .collect();
    let mut asked = question(1.0, 3, &[]);
    asked.windows = Windows::PowersOfTwo;
    let answer = answer(&frames, &asked);
    let lengths: Vec<usize> = answer.windows.iter().map(|w| w.frames).collect();
    assert_eq!(lengths, [4, 8, 16, 32, 64, 128, 256]);
    let wandering = answer.windows[3].wandering;
    assert!((wandering - 2.0).abs() < 0.1, "{wandering}");
    let codes: Vec<&str> = answer.warnings.iter().map(|warning| warning.code).collect();
    assert!(
        codes.contains(&"atoms_wander") && codes.contains(&"modulus_falls_with_time"),
        "{codes:?}"
    );
}

#[test]
fn a_solid_gets_no_warning() {
    let lattice = triangular(8);
    let mut rng = ChaCha8Rng::seed_from_u64(17);
    let frames = lattice.frames(128, 0.3, &mut rng);
    let mut asked = question(lattice.kt, 3, &[]);
    asked.windows = Windows::PowersOfTwo;
    assert_eq!(answer(&frames, &asked).warnings, []);
}

#[test]
fn what_was_read_before_a_failure_is_answered() {
    let lattice = cubic(4);
    let mut rng = ChaCha8Rng::seed_from_u64(18);
    let mut frames = lattice.frames(20, 0.0, &mut rng);
    frames[17].positions.pop();
    let asked = question(lattice.kt, 2, &[8]);
    let outcome = modulus(&InMemory::new(&*frames), &asked, &mut |_| {
        ControlFlow::Continue(())
    });
    let outcome = outcome.expect("two windows");
    assert_eq!(outcome.answer.windows[0].windows, 2);
    assert!(matches!(
        outcome.ending,
        Ending::Broken(Error::OtherAtoms { frame: 17, .. })
    ));
    let mut calls = 0;
    let cancelled = modulus(&InMemory::new(&*frames), &asked, &mut |_| {
        calls += 1;
        if calls < 9 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    let cancelled = cancelled.expect("one window");
    assert_eq!(
        (cancelled.ending, cancelled.answer.windows[0].windows),
        (Ending::Cancelled, 1)
    );
}

#[test]
fn wrong_questions_are_errors() {
    let lattice = cubic(4);
    let mut rng = ChaCha8Rng::seed_from_u64(19);
    let frames = lattice.frames(4, 0.0, &mut rng);
    let ask = |frames: &[Frame], question: &Question| {
        modulus(&InMemory::new(frames), question, &mut |_| {
            ControlFlow::Continue(())
        })
    };
    let domain = |question: &Question| matches!(ask(&frames, question), Err(Error::Domain { .. }));
    assert!(domain(&question(0.0, 2, &[4])));
    assert!(domain(&question(1.0, 0, &[4])));
    assert!(domain(&question(1.0, 2, &[1])));
    assert!(domain(&question(1.0, 2, &[])));
    let long = ask(&frames, &question(1.0, 2, &[5]));
    assert!(matches!(
        long,
        Err(Error::TooFewFrames {
            frames: 4,
            needed: 5,
            ..
        })
    ));
    let mut wrapped = frames.clone();
    wrapped[0].places = glassmelt_trajectory::Places::Wrapped;
    assert!(matches!(
        ask(&wrapped, &question(1.0, 2, &[4])),
        Err(Error::Missing { .. })
    ));
    wrapped[0].cell = None;
    assert!(matches!(
        ask(&wrapped, &question(1.0, 2, &[4])),
        Err(Error::Missing {
            missing: "cell",
            ..
        })
    ));
}
