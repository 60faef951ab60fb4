//! Motion of atoms whose laws are known: free flight, diffusion, springs; and what must not matter.

// Counts of frames and atoms are small here.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss
)]

use std::f64::consts::{E, TAU};
use std::ops::ControlFlow;

use glassmelt::Estimate;
use glassmelt_trajectory::dynamics::{
    Against, Cage, Clock, Distances, Drift, Dynamics, DynamicsAnswer, DynamicsOptions, LagChoice,
    Motion, MotionOptions, Of, Plan, Relaxation, VanHove, WaveNumber, dynamics,
};
use glassmelt_trajectory::{
    Cell, Dimension, Ending, Error, Frame, Frames, InMemory, Places, Result,
};
use nalgebra::Vector3;

/// Numbers from a counter (splitmix64, Steele et al. 2014).
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E3779B97F4A7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58476D1CE4E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D049BB133111EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (TAU * self.uniform()).cos()
    }

    fn vector(&mut self, dimension: Dimension) -> Vector3<f64> {
        let z = match dimension {
            Dimension::Two => 0.0,
            Dimension::Three => self.normal(),
        };
        Vector3::new(self.normal(), self.normal(), z)
    }
}

fn frame(step: i64, positions: Vec<Vector3<f64>>, dimension: Dimension) -> Frame {
    let count = positions.len();
    Frame {
        step,
        dimension,
        places: Places::Unwrapped,
        species: vec!["A".into(), "B".into()],
        ids: (1..=count as i64).collect(),
        kinds: (0..count).map(|atom| u16::from(atom % 5 == 0)).collect(),
        positions,
        ..Frame::empty()
    }
}

fn options(k: f64) -> DynamicsOptions {
    DynamicsOptions {
        wave_number: WaveNumber::Given(k),
        drift: Drift::Kept,
        ..DynamicsOptions::new(Clock::Step(0.1))
    }
}

fn answer(frames: Vec<Frame>, options: &DynamicsOptions) -> DynamicsAnswer {
    let run = dynamics(&mut InMemory::new(frames), options, &mut |_| {
        ControlFlow::Continue(())
    })
    .expect("frames that move");
    assert_eq!(run.ending, Ending::Whole);
    run.answer
}

fn all(answer: &DynamicsAnswer) -> &Motion {
    answer.motion(&Of::All, Against::Space).expect("of all")
}

/// Within so many of its own errors, which must be a small part of what is expected.
fn agrees(found: Estimate, expected: f64, errors: f64) -> bool {
    (found.mean - expected).abs() <= errors * found.error
}

fn brownian(atoms: usize, frames: usize, step: f64, dimension: Dimension, seed: u64) -> Vec<Frame> {
    let mut random = Random(seed);
    let mut positions = vec![Vector3::zeros(); atoms];
    (0..frames as i64)
        .map(|n| {
            let now = frame(n, positions.clone(), dimension);
            for r in &mut positions {
                *r += random.vector(dimension) * step;
            }
            now
        })
        .collect()
}

#[test]
fn free_flight_has_the_square_of_its_way_and_the_wave_of_one_distance() {
    for (dimension, expected) in [
        (Dimension::Three, (1.8_f64).sin() / 1.8),
        (Dimension::Two, 0.3399864110425584), // J0(1.8), Abramowitz and Stegun, table 9.1
    ] {
        let mut random = Random(1);
        let directions: Vec<_> = (0..50)
            .map(|_| random.vector(dimension).normalize())
            .collect();
        let at = |n: i64| {
            let positions = directions.iter().map(|v| v * (0.3 * n as f64)).collect();
            frame(n, positions, dimension)
        };
        let answer = answer((0..20).map(at).collect(), &options(1.5));
        let point = all(&answer).points[3];
        assert!((point.time - 0.4).abs() < 1e-12);
        assert!((point.msd.mean - 1.44).abs() < 1e-12);
        assert!((point.scattering.mean - expected).abs() < 1e-9);
        // All atoms are equally far: <r^4> = <r^2>^2.
        let d = dimension.count() as f64;
        let narrow = d / (d + 2.0) - 1.0;
        assert!((point.non_gaussian.expect("they move").mean - narrow).abs() < 1e-12);
    }
}

#[test]
fn diffusion_has_a_straight_msd_a_gaussian_wave_and_no_alpha2() {
    for dimension in [Dimension::Three, Dimension::Two] {
        let d = dimension.count() as f64;
        let (step, k) = (0.2, 2.0);
        let answer = answer(brownian(300, 400, step, dimension, 7), &options(k));
        let motion = all(&answer);
        for point in motion.points.iter().filter(|point| point.time < 8.0) {
            let steps = point.time / 0.1;
            let square = d * step * step * steps;
            assert!(agrees(point.msd, square, 4.5), "{point:?} {square}");
            assert!(point.msd.error < 0.1 * square);
            let wave = (-k * k * square / (2.0 * d)).exp();
            assert!(agrees(point.scattering, wave, 4.5), "{point:?} {wave}");
            let alpha2 = point.non_gaussian.expect("they move");
            assert!(agrees(alpha2, 0.0, 4.5), "{point:?}");
        }
        let tau = 0.1 * 2.0 / (k * step).powi(2);
        let Relaxation::Reached { tau: found } = motion.relaxation else {
            panic!("{:?}", motion.relaxation);
        };
        // A straight line in ln t between lags, eight a decade, is off by up to a per cent.
        assert!(
            (found.mean / tau - 1.0).abs() < 0.02 + 4.5 * found.error / tau,
            "{found:?} {tau}"
        );
        let fit = motion.stretched.expect("a late decay");
        assert!(
            (fit.beta.mean - 1.0).abs() < 4.5 * fit.beta.error + 0.01,
            "{fit:?}"
        );
        assert!((fit.plateau.mean - 1.0).abs() < 4.5 * fit.plateau.error + 0.01);
        assert!(agrees(fit.tau, tau, 4.5), "{fit:?}");
    }
}

#[test]
fn errors_cover_the_truth_as_often_as_they_should() {
    let (mut within, mut tau_within, mut count) = (0, 0, 0);
    for seed in 0..100 {
        let answer = answer(
            brownian(20, 120, 0.3, Dimension::Three, 1000 + seed),
            &options(2.0),
        );
        let motion = all(&answer);
        for point in motion.points.iter().filter(|point| point.time < 0.65) {
            let truth = 3.0 * 0.09 * point.time / 0.1;
            count += 1;
            within += usize::from(agrees(point.msd, truth, 2.0));
        }
        let tau = motion.relaxation.tau().expect("reached");
        tau_within += usize::from(agrees(tau, 0.1 * 2.0 / 0.36, 2.0));
    }
    let part = f64::from(u32::try_from(within).expect("small")) / f64::from(count);
    // 95 per cent, and a jackknife's own noise; larger errors than needed are allowed.
    assert!((0.91..=1.0).contains(&part), "{part}");
    assert!(tau_within >= 85, "{tau_within}");
}

#[test]
fn springs_hold_their_atoms_at_a_plateau_and_the_time_is_censored() {
    // Ornstein and Uhlenbeck: <r^2> = 6 s^2 (1 - exp(-t/tau)), F_s = exp(-k^2 <r^2>/6).
    let (spread, memory, k): (f64, f64, f64) = (0.1, 1.0, 4.0);
    let keep = (-0.1 / memory).exp();
    let mut random = Random(3);
    let homes: Vec<_> = (0..200)
        .map(|_| random.vector(Dimension::Three) * 5.0)
        .collect();
    let mut off: Vec<_> = homes
        .iter()
        .map(|_| random.vector(Dimension::Three) * spread)
        .collect();
    let mut frames = Vec::new();
    for n in 0..600 {
        let positions = homes
            .iter()
            .zip(&off)
            .map(|(home, off)| home + off)
            .collect();
        frames.push(frame(n, positions, Dimension::Three));
        for u in &mut off {
            let kick = random.vector(Dimension::Three) * (spread * (1.0 - keep * keep).sqrt());
            *u = *u * keep + kick;
        }
    }
    let answer = answer(frames, &options(k));
    let motion = all(&answer);
    for point in motion.points.iter().filter(|point| point.time < 15.0) {
        let square = 6.0 * spread * spread * (1.0 - (-point.time / memory).exp());
        assert!(agrees(point.msd, square, 4.5), "{point:?} {square}");
        assert!(
            agrees(point.scattering, (-k * k * square / 6.0).exp(), 4.5),
            "{point:?}"
        );
    }
    let Relaxation::NotReached { longer_than, left } = motion.relaxation else {
        panic!("{:?}", motion.relaxation);
    };
    assert!(longer_than > 40.0);
    assert!((left.mean - (-k * k * spread * spread).exp()).abs() < 0.03);
    assert_eq!(motion.stretched, None);
}

/// The slow obvious way: all pairs of frames.
fn direct(frames: &[Frame], lag: usize) -> (f64, f64) {
    let (mut squares, mut fourths, mut count) = (0.0, 0.0, 0.0);
    for (before, now) in frames.iter().zip(&frames[lag..]) {
        for (a, b) in before.positions.iter().zip(&now.positions) {
            let square = (b - a).norm_squared();
            squares += square;
            fourths += square * square;
            count += 1.0;
        }
    }
    let square: f64 = squares / count;
    (square, 0.6 * fourths / count / square.powi(2) - 1.0)
}

#[test]
fn with_room_for_all_origins_each_lag_is_the_sum_over_all_pairs() {
    let frames = brownian(10, 90, 0.4, Dimension::Three, 5);
    let mut options = options(1.0);
    options.lags = LagChoice {
        origins: usize::MAX,
        stored: usize::MAX,
        ..LagChoice::default()
    };
    let answer = answer(frames.clone(), &options);
    for point in &all(&answer).points {
        let lag = (point.time / 0.1).round() as usize;
        assert_eq!(point.origins, 90 - lag);
        let (square, alpha2) = direct(&frames, lag);
        assert!((point.msd.mean / square - 1.0).abs() < 1e-12);
        assert!((point.non_gaussian.expect("they move").mean - alpha2).abs() < 1e-11);
    }
}

#[test]
fn with_little_room_lags_are_the_same_and_agree_within_errors() {
    let frames = brownian(50, 500, 0.4, Dimension::Three, 6);
    let mut narrow = options(1.0);
    narrow.lags.stored = 24;
    narrow.lags.origins = 40;
    let (few, many) = (
        answer(frames.clone(), &narrow),
        answer(frames, &options(1.0)),
    );
    assert!(few.stored <= 30 && many.stored <= 64);
    for (few, many) in all(&few).points.iter().zip(&all(&many).points) {
        assert!((few.time / many.time - 1.0).abs() < 1e-12);
        assert!(few.origins <= 40 && few.origins <= many.origins);
        let error = few.msd.error.hypot(many.msd.error);
        assert!((few.msd.mean - many.msd.mean).abs() < 4.5 * error);
    }
}

#[test]
fn a_drift_of_all_atoms_does_not_count_unless_it_is_kept() {
    let still = brownian(40, 60, 0.3, Dimension::Three, 8);
    let mut drifting = still.clone();
    for (n, frame) in drifting.iter_mut().enumerate() {
        for r in &mut frame.positions {
            *r += Vector3::new(0.7, -0.2, 0.1) * n as f64;
        }
    }
    let masses = Drift::CentreOfMass(vec![("A".into(), 1.0), ("B".into(), 3.0)]);
    for drift in [Drift::Mean, masses] {
        let mut options = options(1.0);
        options.drift = drift;
        let (a, b) = (
            answer(still.clone(), &options),
            answer(drifting.clone(), &options),
        );
        for (a, b) in all(&a).points.iter().zip(&all(&b).points) {
            assert!((a.msd.mean - b.msd.mean).abs() < 1e-10);
            assert!((a.scattering.mean - b.scattering.mean).abs() < 1e-10);
        }
    }
    let kept = answer(drifting, &options(1.0));
    let last = all(&kept).points[10];
    assert!(last.msd.mean > 0.5 * 0.54 * (last.time / 0.1).powi(2));
}

#[test]
fn a_mass_that_nobody_gives_is_asked_for() {
    let mut options = options(1.0);
    options.drift = Drift::CentreOfMass(vec![("A".into(), 1.0)]);
    let frames = brownian(10, 10, 0.3, Dimension::Three, 8);
    let run = dynamics(&mut InMemory::new(frames), &options, &mut |_| {
        ControlFlow::Continue(())
    });
    let Err(error @ Error::UnknownMass { .. }) = run else {
        panic!("{run:?}");
    };
    let told = error.to_string();
    assert!(
        told.contains("species B are") && told.contains("known: A = 1"),
        "{told}"
    );
}

#[test]
fn species_are_told_apart_and_make_up_the_whole() {
    let mut frames = brownian(100, 50, 0.1, Dimension::Three, 9);
    for frame in &mut frames {
        for (atom, r) in frame.positions.iter_mut().enumerate() {
            if atom % 5 == 0 {
                *r *= 3.0;
            }
        }
    }
    let answer = answer(frames, &options(1.0));
    let of = |name: &str| {
        answer
            .motion(&Of::Species(name.into()), Against::Space)
            .expect("a species")
    };
    let (slow, fast) = (of("A"), of("B"));
    assert_eq!((slow.atoms, fast.atoms), (80, 20));
    let whole = 0.8 * slow.points[0].msd.mean + 0.2 * fast.points[0].msd.mean;
    assert!((whole / all(&answer).points[0].msd.mean - 1.0).abs() < 1e-12);
    assert!((fast.points[0].msd.mean / slow.points[0].msd.mean - 9.0).abs() < 1.0);
}

/// A square or cubic lattice in a periodic cell.
fn lattice(dimension: Dimension) -> (Vec<Vector3<f64>>, Cell) {
    let depth = if dimension == Dimension::Two { 1 } else { 6 };
    let mut sites = Vec::new();
    for x in 0..6 {
        for y in 0..6 {
            for z in 0..depth {
                sites.push(Vector3::new(f64::from(x), f64::from(y), f64::from(z)));
            }
        }
    }
    (sites, Cell::orthorhombic([6.0; 3]).expect("a box"))
}

#[test]
fn a_wave_longer_than_the_cage_moves_atoms_in_space_but_not_in_the_cage() {
    for dimension in [Dimension::Two, Dimension::Three] {
        let (sites, cell) = lattice(dimension);
        let mut random = Random(4);
        let jumps: Vec<_> = (0..30).map(|_| random.vector(dimension) * 2.0).collect();
        let frames: Vec<_> = (0..30)
            .map(|n| {
                let positions = sites.iter().map(|r| r + jumps[n]).collect();
                let mut frame = frame(n as i64, positions, dimension);
                frame.cell = Some(cell);
                frame
            })
            .collect();
        let mut options = options(2.0);
        options.cage = Cage::Within(1.2);
        let answer = answer(frames, &options);
        let cage = answer.motion(&Of::All, Against::Cage).expect("cages");
        for (space, cage) in all(&answer).points.iter().zip(&cage.points) {
            assert!(space.msd.mean > 0.5);
            assert!(cage.msd.mean < 1e-20);
            assert!((cage.scattering.mean - 1.0).abs() < 1e-12);
        }
        assert!(matches!(cage.relaxation, Relaxation::NotReached { .. }));
    }
}

#[test]
fn independent_neighbours_add_their_share_to_the_motion_in_the_cage() {
    // var(u - mean of n others) = (1 + 1/n) var(u).
    for (dimension, neighbours) in [(Dimension::Two, 4.0), (Dimension::Three, 6.0)] {
        let (sites, cell) = lattice(dimension);
        let mut random = Random(11);
        let frames: Vec<_> = (0..80)
            .map(|n| {
                let moved = sites.iter().map(|r| r + random.vector(dimension) * 0.02);
                let mut frame = frame(n, moved.collect(), dimension);
                frame.cell = Some(cell);
                frame
            })
            .collect();
        let mut options = options(2.0);
        options.cage = Cage::Within(1.3);
        let answer = answer(frames, &options);
        let cage = answer
            .motion(&Of::All, Against::Cage)
            .expect("cages")
            .points[0];
        let expected = 2.0 * dimension.count() as f64 * 4e-4 * (1.0 + 1.0 / neighbours);
        assert!(agrees(cage.msd, expected, 4.5), "{cage:?} {expected}");
    }
}

#[test]
fn distances_of_diffusion_are_distributed_as_maxwell_says() {
    let mut options = options(1.0);
    options.distances = Distances::Given(VanHove {
        lags: vec![0.5],
        width: 0.1,
        bins: 60,
    });
    let answer = answer(brownian(400, 200, 0.2, Dimension::Three, 12), &options);
    let found = &all(&answer).van_hove;
    assert_eq!(found.len(), 1);
    let time = found[0].time;
    let s2 = 0.04 * time / 0.1;
    let sum: f64 = found[0].density.iter().map(|d| d.mean * 0.1).sum();
    assert!((sum - 1.0).abs() < 1e-12);
    for (bin, density) in found[0].density.iter().enumerate().take(12) {
        // Simpson over the bin.
        let at = |r: f64| {
            (2.0 / std::f64::consts::PI).sqrt() * r * r * (-r * r / (2.0 * s2)).exp() / s2.powf(1.5)
        };
        let r = 0.1 * bin as f64;
        let expected = (at(r) + 4.0 * at(r + 0.05) + at(r + 0.1)) / 6.0;
        assert!(
            (density.mean - expected).abs() < 4.5 * density.error + 1e-4,
            "{bin} {density:?} {expected}"
        );
    }
}

#[test]
fn without_a_wave_number_it_is_the_first_peak_of_the_structure() {
    // Two-dimensional crystal: the peak of a square lattice of spacing 1 is at 2 pi.
    let (sites, _) = lattice(Dimension::Three);
    let cell = Cell::orthorhombic([6.0; 3]).expect("a box");
    let mut random = Random(21);
    let frames: Vec<_> = (0..10)
        .map(|n| {
            let moved = sites
                .iter()
                .map(|r| r + random.vector(Dimension::Three) * 0.05);
            let mut frame = frame(n, moved.collect(), Dimension::Three);
            frame.cell = Some(cell);
            frame
        })
        .collect();
    let mut options = options(1.0);
    options.wave_number = WaveNumber::FirstPeak;
    let answer = answer(frames, &options);
    assert!(
        (answer.wave_number - TAU).abs() < 0.5,
        "{}",
        answer.wave_number
    );
    assert!(!answer.structure.is_empty());
}

#[test]
fn without_a_cell_the_wave_number_must_be_given() {
    let mut options = options(1.0);
    options.wave_number = WaveNumber::FirstPeak;
    let frames = brownian(10, 10, 0.3, Dimension::Two, 8);
    let run = dynamics(&mut InMemory::new(frames), &options, &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(matches!(
        run,
        Err(Error::Missing {
            purpose: "S(k)",
            ..
        })
    ));
}

#[test]
fn wrapped_positions_have_no_displacements() {
    let mut frames = brownian(10, 10, 0.3, Dimension::Three, 8);
    frames[0].places = Places::Wrapped;
    let run = dynamics(&mut InMemory::new(frames), &options(1.0), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(matches!(
        run,
        Err(Error::Missing {
            missing: "unwrapped positions",
            ..
        })
    ));
}

/// A stream that fails after some frames.
struct Broken {
    inner: InMemory,
    left: usize,
}

impl Frames for Broken {
    fn next_into(&mut self, frame: &mut Frame) -> Result<bool> {
        if self.left == 0 {
            return Err(Error::Unreadable {
                file: "broken".into(),
                reason: "gone".into(),
            });
        }
        self.left -= 1;
        self.inner.next_into(frame)
    }

    fn again(&self) -> Result<Box<dyn Frames>> {
        Ok(Box::new(Self {
            inner: self.inner.clone(),
            left: self.left,
        }))
    }

    fn progress(&self) -> Option<f64> {
        None
    }
}

#[test]
fn what_came_before_a_failure_is_the_answer_and_the_failure_is_told() {
    let frames = brownian(20, 50, 0.3, Dimension::Three, 8);
    let whole = answer(frames[..30].to_vec(), &options(1.0));
    let mut broken = Broken {
        inner: InMemory::new(frames),
        left: 30,
    };
    let run = dynamics(&mut broken, &options(1.0), &mut |_| {
        ControlFlow::Continue(())
    })
    .expect("30 frames");
    assert!(matches!(
        run.ending,
        Ending::Broken(Error::Unreadable { .. })
    ));
    assert_eq!(run.answer, whole);
}

#[test]
fn atoms_that_change_in_the_middle_end_the_answer_there() {
    let mut frames = brownian(20, 50, 0.3, Dimension::Three, 8);
    let whole = answer(frames[..30].to_vec(), &options(1.0));
    frames[30].positions.pop();
    let mut stream = InMemory::new(frames);
    let run = dynamics(&mut stream, &options(1.0), &mut |_| {
        ControlFlow::Continue(())
    })
    .expect("30 frames");
    assert!(matches!(
        run.ending,
        Ending::Broken(Error::OtherAtoms { frame: 30, .. })
    ));
    assert_eq!(run.answer.frames, 30);
    let (cut, first) = (all(&run.answer).points[0], all(&whole).points[0]);
    assert!((cut.msd.mean / first.msd.mean - 1.0).abs() < 0.2);
}

#[test]
fn an_observer_can_stop_and_keeps_what_was_seen() {
    let mut stream = InMemory::new(brownian(20, 50, 0.3, Dimension::Three, 8));
    let mut observer = |part: f64| {
        if part > 0.8 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let run = dynamics(&mut stream, &options(1.0), &mut observer).expect("half of it");
    assert_eq!(run.ending, Ending::Cancelled);
    assert!(run.answer.frames > 25 && run.answer.frames < 40);
}

#[test]
fn frames_that_a_restart_writes_again_are_left_out_with_a_warning() {
    let frames = brownian(20, 50, 0.3, Dimension::Three, 8);
    let mut doubled = frames.clone();
    doubled.insert(20, frames[19].clone());
    let (once, twice) = (
        answer(frames, &options(1.0)),
        answer(doubled, &options(1.0)),
    );
    assert_eq!(once.motions, twice.motions);
    assert_eq!(
        twice.warnings.last().map(|w| w.code),
        Some("repeated_frames")
    );
}

#[test]
fn other_atoms_in_a_later_frame_are_refused() {
    let mut frames = brownian(20, 5, 0.3, Dimension::Three, 8);
    frames[3].positions.pop();
    let times = (0..5).map(f64::from).collect();
    let plan = Plan::new(times, LagChoice::default()).expect("a plan");
    let options = MotionOptions {
        wave_number: 1.0,
        drift: Drift::Kept,
        cage: Cage::Ignored,
        van_hove: VanHove::default(),
    };
    let mut motion = Dynamics::new(plan, options).expect("options");
    let added: Vec<_> = frames
        .iter()
        .map(|frame| motion.add(frame).is_ok())
        .collect();
    assert_eq!(added[..4], [true, true, true, false]);
}

#[test]
fn threads_do_not_change_a_bit() {
    let frames = brownian(64, 80, 0.3, Dimension::Three, 13);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| answer(frames.clone(), &options(1.0)))
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn a_gaussian_relaxes_where_its_exponent_is_one() {
    // Free flight with Maxwell's velocities: F_s = exp(-k^2 v^2 t^2/2).
    let mut random = Random(17);
    let velocities: Vec<_> = (0..4000).map(|_| random.vector(Dimension::Three)).collect();
    let at = |n: i64| {
        let positions = velocities.iter().map(|v| v * (0.1 * n as f64)).collect();
        frame(n, positions, Dimension::Three)
    };
    let mut options = options(2.0);
    options.lags.per_decade = 30;
    let answer = answer((0..40).map(at).collect(), &options);
    let tau = all(&answer).relaxation.tau().expect("it decays");
    assert!(
        (tau.mean - 2.0_f64.sqrt() / 2.0).abs() < 4.5 * tau.error + 0.005,
        "{tau:?}"
    );
    assert!(
        all(&answer)
            .points
            .iter()
            .all(|p| p.scattering.mean < 1.0 + E * 1e-12)
    );
}
