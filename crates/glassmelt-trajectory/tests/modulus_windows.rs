//! How moduli are read: windows in memory and beyond it, threads, failures, questions that are wrong.

mod springs;

use std::ops::ControlFlow;

use glassmelt_trajectory::modulus::{ModulusAnswer, Question, Windows, modulus};
use glassmelt_trajectory::{Dimension, Ending, Error, Frame, InMemory};
use springs::{answer, cubic, frame_of, normals, question, rng, triangular};

#[test]
fn windows_that_are_read_twice_give_the_bits_of_those_in_memory() {
    let lattice = cubic(4);
    let mut rng = rng(13);
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
fn amplitudes_beyond_the_memory_are_kept_in_blocks_that_tell_the_same_modulus() {
    // 18 waves of 48 bytes and 4000 frames are more than 256 blocks: 16 frames each.
    let lattice = triangular(6);
    for keep in [0.0, 0.9] {
        let frames = lattice.frames(4000, keep, &mut rng(20));
        let mut asked = question(lattice.kt, 4, &[4000]);
        let whole = answer(&frames, &asked);
        asked.buffer = 0;
        let in_blocks = answer(&frames, &asked);
        let shells = |answer: &ModulusAnswer| answer.windows[0].shells.clone();
        for (one, other) in shells(&whole).iter().zip(&shells(&in_blocks)) {
            assert_eq!(one.transverse.as_observed, other.transverse.as_observed);
            assert_eq!(one.longitudinal.as_observed, other.longitudinal.as_observed);
            let [share, blocks] =
                [one, other].map(|shell| shell.transverse.share.expect("it forgets"));
            // The share is 2 tau/W: 2.4e-4 or 4.8e-3, and is known to a tenth of itself and 8 block lengths.
            assert!(
                (share - blocks).abs() < 0.3 * share + 4e-4,
                "{keep}: {share} {blocks}"
            );
            assert!((one.mu.mean - other.mu.mean).abs() < 0.1 * one.mu.error);
        }
    }
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let lattice = cubic(12);
    let mut rng = rng(14);
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
fn default_windows_are_powers_of_two_from_sixteen_frames_on_and_all() {
    let lattice = cubic(4);
    let frames = lattice.frames(70, 0.0, &mut rng(21));
    let mut asked = question(lattice.kt, 2, &[]);
    asked.windows = Windows::PowersOfTwo;
    let lengths = |frames: &[Frame]| -> Vec<usize> {
        let answer = answer(frames, &asked);
        answer.windows.iter().map(|window| window.frames).collect()
    };
    assert_eq!(lengths(&frames), [16, 32, 64, 70]);
    assert_eq!(lengths(&frames[..9]), [9]);
}

#[test]
fn what_was_read_before_a_failure_is_answered() {
    let lattice = cubic(4);
    let mut rng = rng(18);
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
    let mut rng = rng(19);
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
