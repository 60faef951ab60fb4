//! Ranks that are the processes of MPI.

use std::num::NonZeroUsize;
use std::ops::Range;

use mpi::collective::SystemOperation;
use mpi::datatype::{Partition, PartitionMut};
use mpi::environment::{Threading, Universe, initialize_with_threading};
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, CommunicatorCollectives, Root};
use mpi::{Count, Rank};

use super::{Parts, Ranks};
use crate::error::{Error, Result};

/// MPI counts and places the numbers of a message by this type.
const LONGEST: usize = Count::MAX.unsigned_abs() as usize;

/// The exit code of a Rust process that panicked.
const PANICKED: i32 = 101;

/// All processes that `mpirun` started together. MPI ends when this is dropped.
pub struct MpiRanks {
    world: SimpleCommunicator,
    longest: usize,
    _universe: Universe,
}

impl MpiRanks {
    /// Starts MPI.
    ///
    /// # Errors
    /// When MPI has been started before in this process, or does not let the process have threads.
    pub fn world() -> Result<Self> {
        let (universe, threads) =
            initialize_with_threading(Threading::Funneled).ok_or(Error::MpiStarted)?;
        if threads < Threading::Funneled {
            return Err(Error::MpiThreads);
        }
        Ok(Self {
            world: universe.world(),
            longest: LONGEST,
            _universe: universe,
        })
    }

    /// The same ranks, which send and take at most so many numbers at once (one for each rank at least, and
    /// never more than MPI can count); longer lists go in rounds. The answers do not depend on it.
    #[must_use]
    pub fn in_rounds_of(mut self, numbers: NonZeroUsize) -> Self {
        self.longest = numbers.get().min(LONGEST);
        self
    }

    /// The pieces of lists of which the longest has so many numbers: all together are never too long.
    fn rounds(&self, length: usize) -> impl Iterator<Item = Range<usize>> {
        let piece = self.piece();
        (0..length)
            .step_by(piece)
            .map(move |start| start..start.saturating_add(piece))
    }

    fn piece(&self) -> usize {
        (self.longest / self.count()).max(1)
    }

    /// The length of the longest part that any rank sends.
    fn longest_part(&self, to: &Parts) -> usize {
        let own = to.lengths().max().unwrap_or(0) as u64;
        let mut all = 0;
        self.world
            .all_reduce_into(&own, &mut all, SystemOperation::max());
        size(all)
    }

    fn exchange_at_once(&self, to: &Parts, from: &mut Parts) {
        let (sent, placed) = (counts(to.lengths()), places(to.lengths()));
        let out = Partition::new(to.numbers(), sent, placed);
        let (taken, placed) = (counts(from.lengths()), places(from.lengths()));
        let mut into = PartitionMut::new(from.numbers_mut(), taken, placed);
        self.world.all_to_all_varcount_into(&out, &mut into);
    }
}

/// A process that panics leaves no others waiting for it: MPI ends all of them.
impl Drop for MpiRanks {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.world.abort(PANICKED);
        }
    }
}

impl Ranks for MpiRanks {
    fn rank(&self) -> usize {
        size(self.world.rank().unsigned_abs().into())
    }

    fn count(&self) -> usize {
        size(self.world.size().unsigned_abs().into())
    }

    fn all_gather(&self, own: &[f64]) -> Vec<Vec<f64>> {
        let mut lengths = vec![0_u64; self.count()];
        self.world
            .all_gather_into(&(own.len() as u64), &mut lengths[..]);
        let lengths: Vec<_> = lengths.into_iter().map(size).collect();
        let mut lists: Vec<_> = lengths.iter().map(|n| Vec::with_capacity(*n)).collect();
        let mut piece = Parts::default();
        for round in self.rounds(lengths.iter().copied().max().unwrap_or(0)) {
            piece.arrange(lengths.iter().map(|length| within(*length, &round).len()));
            let (taken, placed) = (counts(piece.lengths()), places(piece.lengths()));
            let mut into = PartitionMut::new(piece.numbers_mut(), taken, placed);
            let own = &own[within(own.len(), &round)];
            self.world.all_gather_varcount_into(own, &mut into);
            for (rank, list) in lists.iter_mut().enumerate() {
                list.extend_from_slice(piece.part(rank));
            }
        }
        lists
    }

    fn broadcast(&self, from_root: &mut Vec<f64>) {
        let root = self.world.process_at_rank(Rank::default());
        let mut length = from_root.len() as u64;
        root.broadcast_into(&mut length);
        from_root.resize(size(length), 0.0);
        for piece in from_root.chunks_mut(self.longest) {
            root.broadcast_into(piece);
        }
    }

    fn exchange(&self, to: &Parts, from: &mut Parts) {
        let longest = self.longest_part(to);
        if longest <= self.piece() {
            self.exchange_at_once(to, from);
            return;
        }
        let (mut out, mut into) = (Parts::default(), Parts::default());
        for round in self.rounds(longest) {
            let piece = |length| within(length, &round);
            out.arrange(to.lengths().map(|length| piece(length).len()));
            into.arrange(from.lengths().map(|length| piece(length).len()));
            for rank in 0..self.count() {
                let part = to.part(rank);
                out.part_mut(rank).copy_from_slice(&part[piece(part.len())]);
            }
            self.exchange_at_once(&out, &mut into);
            for rank in 0..self.count() {
                let part = from.part_mut(rank);
                let range = piece(part.len());
                part[range].copy_from_slice(into.part(rank));
            }
        }
    }

    fn barrier(&self) {
        self.world.barrier();
    }
}

/// What a list of this length has of a round.
fn within(length: usize, round: &Range<usize>) -> Range<usize> {
    round.start.min(length)..round.end.min(length)
}

/// Lengths as MPI counts them; rounds keep them countable.
fn counts(lengths: impl Iterator<Item = usize>) -> Vec<Count> {
    lengths.map(count).collect()
}

/// Where parts of these lengths start.
fn places(lengths: impl Iterator<Item = usize>) -> Vec<Count> {
    let start = |next: &mut usize, length| Some(count(std::mem::replace(next, *next + length)));
    lengths.scan(0, start).collect()
}

fn count(length: usize) -> Count {
    Count::try_from(length).unwrap_or(Count::MAX)
}

/// The number of things that are in the memory of one machine.
fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
