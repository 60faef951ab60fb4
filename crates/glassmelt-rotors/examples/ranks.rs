//! Checks, on as many processes as `mpirun` starts, that what they have together is what one process has:
//!
//! ```text
//! cargo build -p glassmelt-rotors --features mpi --example ranks
//! mpirun -n 4 target/debug/examples/ranks
//! ```
//!
//! It fails, on all of them, if one number is off by one bit.

#[path = "../tests/common/mod.rs"]
mod common;

use std::num::NonZeroUsize;
use std::process::ExitCode;

use common::slabs::{Kind, Whole, wrong_messages};
use common::{Scatter, boundaries, medium};
use glassmelt_rotors::ranks::{MpiRanks, Ranks};
use glassmelt_rotors::{Boundary, Core, Lattice, Result};

/// Divided evenly and not; with fewer planes or rows than ranks; with sums whose chunks straddle ranks.
const SHAPES: [[usize; 3]; 6] = [
    [8, 8, 8],
    [5, 7, 6],
    [2, 9, 4],
    [9, 1, 3],
    [1, 1, 1],
    [20, 21, 22],
];
/// Numbers in a message: as many as MPI takes, and so few that all goes over in rounds.
const MESSAGES: [usize; 3] = [usize::MAX, 1000, 1];

fn main() -> ExitCode {
    let checked = MpiRanks::world().and_then(all);
    match checked {
        Ok((wrong, true)) if wrong.is_empty() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What is wrong here, and whether nothing is wrong anywhere.
fn all(mut ranks: MpiRanks) -> Result<(Vec<String>, bool)> {
    let mut wrong = Vec::new();
    for numbers in MESSAGES.into_iter().filter_map(NonZeroUsize::new) {
        ranks = ranks.in_rounds_of(numbers);
        for what in wrong_messages(&ranks) {
            wrong.push(format!("{what} in messages of {numbers}"));
        }
    }
    let mut answers = 0;
    for (numbers, shapes) in [(usize::MAX, &SHAPES[..]), (100, &SHAPES[1..3])] {
        ranks = ranks.in_rounds_of(NonZeroUsize::new(numbers).unwrap_or(NonZeroUsize::MIN));
        for shape in shapes {
            answers += lattice(&ranks, *shape, &mut wrong)?;
        }
    }
    for what in &wrong {
        eprintln!("rank {}: {what}", ranks.rank());
    }
    let counts = ranks.all_gather(&[wrong.len() as f64]);
    let right = counts.iter().flatten().all(|count| *count == 0.0);
    if ranks.rank() == 0 && right {
        println!(
            "{} ranks: lists arrive whole in messages of any length; {answers} answers on {} lattices are \
             those of one process, bit for bit",
            ranks.count(),
            SHAPES.len()
        );
    }
    Ok((wrong, right))
}

/// Answers of one lattice, under each kind of boundary; how many.
fn lattice(ranks: &MpiRanks, shape: [usize; 3], wrong: &mut Vec<String>) -> Result<usize> {
    let mut scatter = Scatter(70);
    let lattice = Lattice::new(shape, 1.3)?;
    let taken = |scatter: &mut Scatter| scatter.number() < 0.5;
    let sites: Vec<_> = (0..lattice.sites())
        .filter(|_| taken(&mut scatter))
        .collect();
    let whole = Whole {
        lattice,
        medium: medium(2.5, 0.8),
        core: Core::Smeared(0.9),
        dipoles: scatter.tensors(sites.len()),
        sites,
    };
    let held = boundaries(&mut scatter);
    let questions = held
        .iter()
        .flat_map(|boundary| [Kind::Any, Kind::Turning].map(|kind| (kind, boundary)));
    let mut answers = 0;
    for (kind, boundary) in questions {
        answers += 1;
        if !is_that_of_one_process(&whole, ranks, kind, boundary)? {
            wrong.push(format!("{shape:?}, {kind:?}, {boundary:?}"));
        }
    }
    Ok(answers)
}

fn is_that_of_one_process(
    whole: &Whole,
    ranks: &MpiRanks,
    kind: Kind,
    boundary: &Boundary,
) -> Result<bool> {
    let alone = whole.alone(kind, boundary)?;
    let found = whole.shared(ranks, kind, boundary)?;
    Ok(whole.is_part(ranks, &found, &alone))
}
