//! The processes of one run, as `mpirun` starts them: the root speaks, the others serve and end as it does.

use std::rc::Rc;

use glassmelt_rotors::Error;
use glassmelt_rotors::ranks::Ranks;
use glassmelt_runs::{RunEngine, RunError};

use crate::error::Failure;

/// How many processes were started together: as Open MPI tells, as MPICH and Slurm do.
const STARTED: [&str; 2] = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"];
/// How many of them are on this machine: Open MPI, MPICH.
const HERE: [&str; 2] = ["OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS"];

/// Does a job on all processes that were started together. One of them tells what went wrong; all end with
/// the same code.
pub(super) fn together(
    job: impl FnOnce(&Rc<dyn Ranks>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let ranks = started()?;
    let outcome = job(&ranks);
    let own = f64::from(outcome.as_ref().err().map_or(0, own_code));
    let codes = ranks.all_gather(&[own]).concat();
    let first = codes.iter().position(|code| *code != 0.0);
    let (Some(first), 2..) = (first, ranks.count()) else {
        return outcome;
    };
    if let (Err(failure), true) = (&outcome, first == ranks.rank()) {
        crate::tell(failure);
    }
    // The first that ends with a code has all others ended: not before it is told.
    ranks.barrier();
    Err(Failure::Told(code(codes[first])))
}

/// Serves the root until it is done. Who wants to stop the run tells the root, which saves.
pub(super) fn serve(mut engine: RunEngine) -> Result<(), Failure> {
    ctrlc::set_handler(|| {}).map_err(std::io::Error::other)?;
    Ok(engine.serve()?)
}

/// The threads of this process where several share the machine; nothing where it has it for itself.
pub(super) fn threads() -> Option<usize> {
    let here = number(&HERE).filter(|here| *here > 1)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Some((cores / here).max(1))
}

/// The code of a failure that began here: none for one that began on another rank, or for a closed pipe.
fn own_code(failure: &Failure) -> u8 {
    match failure {
        Failure::Run(RunError::Rotors(Error::Elsewhere { .. })) | Failure::ClosedPipe => 0,
        failure => failure.exit_code(),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn code(number: f64) -> u8 {
    number as u8
}

/// The first of these variables that is a number.
fn number(names: &[&str]) -> Option<usize> {
    let mut words = names.iter().filter_map(|name| std::env::var(name).ok());
    words.find_map(|word| word.parse().ok())
}

#[cfg(feature = "mpi")]
fn started() -> Result<Rc<dyn Ranks>, Failure> {
    use glassmelt_rotors::ranks::{Alone, MpiRanks};
    Ok(match number(&STARTED) {
        Some(_) => Rc::new(MpiRanks::world()?),
        None => Rc::new(Alone),
    })
}

#[cfg(not(feature = "mpi"))]
fn started() -> Result<Rc<dyn Ranks>, Failure> {
    match number(&STARTED) {
        Some(count @ 2..) => Err(Failure::Question(format!(
            "{count} processes were started together, but this glassmelt knows nothing of MPI: each would \
             do the same run; build it with `cargo build --release --features mpi`, or start one"
        ))),
        _ => Ok(Rc::new(glassmelt_rotors::ranks::Alone)),
    }
}
