//! What is told of a modulus beside its value: bounds, times, cells that move, atoms that do not.

mod springs;

use glassmelt_trajectory::modulus::{ModulusAnswer, WaveChoice, Waves, Windows};
use glassmelt_trajectory::{Cell, Dimension, Frame};
use springs::{Point, Springs, answer, codes, cubic, frame_of, normals, question, rng, triangular};

#[test]
fn atoms_that_diffuse_are_no_solid() {
    let cell = Cell::orthorhombic([6.0; 3]).expect("a box");
    let mut rng = rng(16);
    let mut positions = cubic(6).sites();
    let frames: Vec<Frame> = (0..256)
        .map(|n| {
            for r in &mut positions {
                *r += normals(&mut rng) * 0.05;
            }
            frame_of(n, cell, Dimension::Three, positions.clone())
        })
        .collect();
    let mut asked = question(1.0, 3, &[]);
    asked.windows = Windows::PowersOfTwo;
    let answer = answer(&frames, &asked);
    let lengths: Vec<usize> = answer.windows.iter().map(|w| w.frames).collect();
    assert_eq!(lengths, [16, 32, 64, 128, 256]);
    let wandering = answer.windows[1].wandering;
    assert!((wandering - 2.0).abs() < 0.1, "{wandering}");
    let codes = codes(&answer);
    assert!(codes.contains(&"atoms_wander"), "{codes:?}");
    // They never forget: what is observed falls, but it is a bound at each time, and no limit goes through bounds.
    for code in ["upper_bound", "no_corrected_shells", "fall_not_told"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
    for window in &answer.windows {
        assert_eq!(window.mu_zero, None);
        assert!(window.shells.iter().all(|shell| !shell.corrected));
    }
}

#[test]
fn a_solid_gets_no_warning() {
    let lattice = triangular(8);
    let mut rng = rng(17);
    let frames = lattice.frames(128, 0.3, &mut rng);
    let mut asked = question(lattice.kt, 3, &[]);
    asked.windows = Windows::PowersOfTwo;
    assert_eq!(answer(&frames, &asked).warnings, []);
}

/// A lattice whose longest waves remember, by a slow wave of their own, for as long as the windows are.
fn with_a_slow_wave(lattice: &Springs, count: usize) -> Vec<Frame> {
    let mut frames = lattice.frames(count, 0.0, &mut rng(22));
    let waves =
        Waves::new(&lattice.cell(), lattice.dimension, WaveChoice::Shells(1)).expect("waves");
    let wave = waves.all()[0];
    for (number, frame) in frames.iter_mut().enumerate() {
        let phase = std::f64::consts::TAU * number as f64 / count as f64;
        for r in &mut frame.positions {
            // Transverse, at the smallest q, ten times what a spring allows.
            let size = 0.01 * (phase.cos() + 0.3 * (3.0 * phase).sin());
            *r += wave.directions[1] * (size * wave.q.dot(r).cos());
        }
    }
    frames
}

#[test]
fn a_shell_that_does_not_forget_is_a_bound_and_takes_no_part_in_the_limit() {
    let lattice = triangular(12);
    let frames = with_a_slow_wave(&lattice, 64);
    let found = answer(&frames, &question(lattice.kt, 5, &[16, 64]));
    let window = found.longest().expect("two windows");
    let corrected: Vec<bool> = window.shells.iter().map(|shell| shell.corrected).collect();
    assert_eq!(corrected, [false, true, true, true, true]);
    assert!(window.shells[0].mu.mean < 0.1 * window.shells[1].mu.mean);
    // As if the first shell were not there.
    let plain = answer(
        &lattice.frames(64, 0.0, &mut rng(22)),
        &question(lattice.kt, 5, &[64]),
    );
    let limit = window.mu_zero.expect("four shells");
    let of_the_others = plain.windows[0].mu_zero.expect("five shells");
    let error = limit.at_zero.error.hypot(of_the_others.at_zero.error);
    assert!((limit.at_zero.mean - of_the_others.at_zero.mean).abs() < 4.0 * error);
    let codes = codes(&found);
    assert!(
        codes.contains(&"upper_bound") && !codes.contains(&"no_corrected_shells"),
        "{codes:?}"
    );
    // The wave is larger in the longer windows: that bound falls says nothing.
    assert!(!codes.contains(&"modulus_falls_with_time"), "{codes:?}");
}

#[test]
fn a_modulus_that_falls_in_shells_that_are_corrected_is_told() {
    let lattice = triangular(8);
    let mut frames = lattice.frames(1024, 0.0, &mut rng(23));
    let sites = lattice.sites();
    for (number, frame) in frames.iter_mut().enumerate() {
        // Places that move from one stretch of 16 frames to the next without a memory: seen by long windows alone.
        let stretch = number as u64 / 16;
        let moved = lattice.frames(1, 0.0, &mut rng(1000 + stretch));
        for ((r, place), site) in frame
            .positions
            .iter_mut()
            .zip(&moved[0].positions)
            .zip(&sites)
        {
            *r += (place - site) * 2.0;
        }
    }
    let answer = answer(&frames, &question(lattice.kt, 3, &[16, 1024]));
    let codes = codes(&answer);
    assert!(
        answer
            .windows
            .iter()
            .all(|window| window.shells[0].corrected)
    );
    assert!(codes.contains(&"modulus_falls_with_time"), "{codes:?}");
}

#[test]
fn windows_tell_their_time_where_frames_do_evenly_and_null_elsewhere() {
    let lattice = cubic(4);
    let plain = lattice.frames(32, 0.0, &mut rng(24));
    let times = |frames: &[Frame]| {
        let answer = answer(frames, &question(lattice.kt, 2, &[8, 32]));
        let of: Vec<Option<f64>> = answer.windows.iter().map(|window| window.time).collect();
        let json = serde_json::to_value(&answer).expect("JSON");
        let first = &json["windows"][0]["time"];
        assert_eq!(first.as_f64(), of[0]);
        assert!(of[0].is_some() || first.is_null());
        (answer.time_between_frames, of)
    };
    assert_eq!(times(&plain), (None, vec![None, None]));
    let mut timed = plain.clone();
    for (number, frame) in timed.iter_mut().enumerate() {
        frame.time = Some(100.0 + 0.25 * number as f64);
    }
    assert_eq!(times(&timed), (Some(0.25), vec![Some(2.0), Some(8.0)]));
    timed[20].time = Some(105.1);
    assert_eq!(times(&timed), (None, vec![None, None]));
}

/// Frames in cells of their own, the atoms with them.
fn in_cells(lattice: &Springs, frames: &[Frame], strain: impl Fn(usize) -> f64) -> Vec<Frame> {
    let one = |(number, frame): (usize, &Frame)| {
        let stretch = 1.0 + strain(number);
        let vectors = lattice.cell().vectors() * stretch;
        let columns: [Point; 3] = [0, 1, 2].map(|axis| vectors.column(axis).into());
        let cell = Cell::new(columns, Point::zeros(), [true; 3]).expect("a volume");
        let positions = frame.positions.iter().map(|r| r * stretch).collect();
        frame_of(number, cell, Dimension::Three, positions)
    };
    frames.iter().enumerate().map(one).collect()
}

#[test]
fn a_cell_that_moves_is_the_mean_one_whichever_comes_first() {
    let lattice = cubic(4);
    let still = lattice.frames(32, 0.0, &mut rng(25));
    // 0.4 % about a mean of 0.2 %: the first frame has the smallest cell.
    let strain =
        |number: usize| 0.002 - 0.004 * (number as f64 * std::f64::consts::TAU / 32.0).cos();
    let breathing = in_cells(&lattice, &still, strain);
    let mean = in_cells(&lattice, &still, |_| 0.002);
    for windows in [Windows::Lengths(vec![16, 32]), Windows::PowersOfTwo] {
        let mut asked = question(lattice.kt, 3, &[]);
        asked.windows = windows;
        let (moving, at_rest) = (answer(&breathing, &asked), answer(&mean, &asked));
        assert!((moving.number_density / at_rest.number_density - 1.0).abs() < 1e-12);
        for (one, other) in moving.windows.iter().zip(&at_rest.windows) {
            for (a, b) in one.shells.iter().zip(&other.shells) {
                assert!((a.q / b.q - 1.0).abs() < 1e-12);
                assert!(
                    (a.mu.mean / b.mu.mean - 1.0).abs() < 1e-6,
                    "{:?} {:?}",
                    a.mu,
                    b.mu
                );
            }
        }
        let codes = codes(&moving);
        assert!(
            codes.contains(&"cell_moves") && !codes.contains(&"cell_changes"),
            "{codes:?}"
        );
        assert!(!springs::codes(&at_rest).contains(&"cell_moves"));
    }
}

#[test]
fn a_cell_that_changes_by_more_than_a_hundredth_is_warned_of_with_the_size_of_the_change() {
    let lattice = cubic(4);
    let still = lattice.frames(16, 0.0, &mut rng(26));
    let grown = in_cells(&lattice, &still, |number| 0.002 * number as f64);
    let answer = answer(&grown, &question(lattice.kt, 2, &[16]));
    let warning = answer
        .warnings
        .iter()
        .find(|warning| warning.code == "cell_changes");
    let message = &warning.expect("3 % are more than 1 %").message;
    assert!(
        message.contains("3.00 %") && message.contains("1 %"),
        "{message}"
    );
}

fn has_a_modulus(answer: &ModulusAnswer) -> bool {
    let windows = answer.windows.iter();
    windows
        .flat_map(|window| &window.shells)
        .any(|shell| shell.mu.mean.is_finite())
}

#[test]
fn atoms_that_do_not_move_have_no_modulus_and_that_is_said() {
    for (lattice, shift) in [(triangular(7), 0.0), (cubic(5), 3.0)] {
        let positions: Vec<Point> = lattice
            .sites()
            .iter()
            .map(|r| r * 1.01 + Point::x() * shift)
            .collect();
        let frame = |number| frame_of(number, lattice.cell(), lattice.dimension, positions.clone());
        let frames: Vec<Frame> = (0..48).map(frame).collect();
        let mut asked = question(1.0, 3, &[]);
        asked.windows = Windows::PowersOfTwo;
        let answer = answer(&frames, &asked);
        assert!(!has_a_modulus(&answer));
        assert_eq!(codes(&answer), ["atoms_do_not_move"]);
        let text = serde_json::to_string(&answer).expect("JSON");
        assert!(
            text.contains("\"mu\":{\"mean\":null") && text.contains("\"mu_zero\":null"),
            "{text}"
        );
        assert!(!format!("{:?}", answer.warnings).contains("NaN"));
    }
    let lattice = cubic(5);
    let moving = lattice.frames(16, 0.0, &mut rng(27));
    assert!(has_a_modulus(&answer(
        &moving,
        &question(lattice.kt, 3, &[16])
    )));
}
