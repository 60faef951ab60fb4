//! Local strains and rigid units do not depend on the number of threads, to the last bit.

mod lattices;

use std::ops::ControlFlow;

use glassmelt_trajectory::local::{LocalQuestion, Reference, Unit, local};
use glassmelt_trajectory::rigid::{Forces, Mobile, Stiff, UnitsBy, UnitsQuestion, units};
use glassmelt_trajectory::{Frame, InMemory};
use lattices::{displaced, fcc, noise};

/// A shaken crystal of 500 atoms: more than one piece of each work.
fn frames() -> Vec<Frame> {
    let crystal = fcc(5);
    let shaken = |number: u64| {
        let mut frame = displaced(&crystal, |atom, _| noise(10_000 * number, atom) * 0.03);
        frame.step = i64::try_from(number).expect("few");
        frame
    };
    (0..4).map(shaken).collect()
}

fn with<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("a pool").install(work)
}

#[test]
fn strains_correlations_and_turns_of_shells_are_the_same_on_any_number_of_threads() {
    let asked = LocalQuestion {
        cutoff: Some(0.85),
        ..LocalQuestion::default()
    };
    let answer = |threads: usize| {
        with(threads, || {
            let mut stream = InMemory::new(frames());
            let answer = local(&mut stream, &asked, &mut |_| ControlFlow::Continue(()));
            answer.expect("four frames").0.answer
        })
    };
    let one = answer(1);
    assert_eq!(one.imprisonment.measured.mean, 1.0);
    assert_eq!(one, answer(2));
    assert_eq!(one, answer(5));
}

#[test]
fn the_units_of_all_atoms_are_those_of_each_one_in_order() {
    let crystal = fcc(5);
    let reference = Reference::within(&crystal, 0.85).expect("a crystal");
    let each: Vec<Unit> = (0..crystal.len())
        .filter_map(|atom| Unit::of_shell(&reference, atom))
        .collect();
    for threads in [1, 3] {
        assert_eq!(with(threads, || Unit::of_shells(&reference)), each);
    }
}

#[test]
fn rigid_units_and_how_they_turn_are_the_same_on_any_number_of_threads() {
    let asked = UnitsQuestion {
        by: UnitsBy::Fluctuation {
            stiff: Stiff::BestBorder,
            smallest: 3,
        },
        cutoff: Some(0.85),
        window: Some(2),
        mobile: Mobile {
            angle: 0.1,
            distance: 0.1,
        },
        forces: Forces::None,
    };
    let answer = |threads: usize| {
        let frames = InMemory::new(frames());
        let asked = &asked;
        with(threads, move || {
            let answer = units(&frames, asked, &mut |_| ControlFlow::Continue(()));
            answer.expect("four frames").answer
        })
    };
    let one = answer(1);
    assert!(one.found.units.len() > 50 && one.turned.is_some());
    assert_eq!(one, answer(2));
    assert_eq!(one, answer(5));
}
