//! Ranks that are threads of one process: what MPI does, without MPI.

use std::sync::{Arc, Barrier, Mutex, MutexGuard};
use std::thread;

use glassmelt_rotors::ranks::{Parts, Ranks};

/// What the answers of `job` are on so many ranks, in their order.
pub(crate) fn side_by_side<T: Send>(count: usize, job: impl Fn(&dyn Ranks) -> T + Sync) -> Vec<T> {
    each(count, |ranks| job(&ranks))
}

/// The same for a job that keeps its rank.
pub(crate) fn each<T: Send>(count: usize, job: impl Fn(ThreadRanks) -> T + Sync) -> Vec<T> {
    let meeting = Arc::new(Meeting {
        barrier: Barrier::new(count),
        tables: (0..count).map(|_| Mutex::default()).collect(),
    });
    let job = &job;
    thread::scope(|scope| {
        let start = |rank| {
            let meeting = meeting.clone();
            scope.spawn(move || job(ThreadRanks { rank, meeting }))
        };
        let started: Vec<_> = (0..count).map(start).collect();
        started
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    })
}

/// Where each rank lays down one list for each other.
struct Meeting {
    barrier: Barrier,
    tables: Vec<Mutex<Vec<Vec<f64>>>>,
}

/// One of the threads.
pub(crate) struct ThreadRanks {
    rank: usize,
    meeting: Arc<Meeting>,
}

impl ThreadRanks {
    fn table(&self, rank: usize) -> MutexGuard<'_, Vec<Vec<f64>>> {
        self.meeting.tables[rank].lock().expect("no panic")
    }

    /// Lays down lists, and looks at what each rank has for this one.
    fn swap(&self, own: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        *self.table(self.rank) = own;
        self.barrier();
        let lists = (0..self.count()).map(|rank| self.table(rank)[self.rank].clone());
        let lists = lists.collect();
        self.barrier();
        lists
    }
}

impl Ranks for ThreadRanks {
    fn rank(&self) -> usize {
        self.rank
    }

    fn count(&self) -> usize {
        self.meeting.tables.len()
    }

    fn all_gather(&self, own: &[f64]) -> Vec<Vec<f64>> {
        self.swap(vec![own.to_vec(); self.count()])
    }

    fn broadcast(&self, from_root: &mut Vec<f64>) {
        *from_root = self.all_gather(from_root).swap_remove(0);
    }

    fn exchange(&self, to: &Parts, from: &mut Parts) {
        let lists = (0..self.count()).map(|rank| to.part(rank).to_vec());
        for (rank, list) in self.swap(lists.collect()).iter().enumerate() {
            from.part_mut(rank).copy_from_slice(list);
        }
    }

    fn barrier(&self) {
        self.meeting.barrier.wait();
    }
}
