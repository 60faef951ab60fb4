//! Whoever watches a run: told what happens, asked whether to save or to stop.

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is measured yet; strides are tuned.
    Thermalizing,
    /// Looks are taken.
    Measuring,
    /// Rotors move in time.
    Moving,
    /// A checkpoint is written.
    Saving,
}

/// How far a run is, and what it saw last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Sweeps done, of all walkers together.
    pub done: u64,
    /// Sweeps in all.
    pub total: u64,
    /// H for each rotor, in units of `k_B T`, of the walker that moved last.
    pub energy: f64,
    /// The part of its moves that was accepted.
    pub acceptance: f64,
}

/// Watches a run. It never changes what a run answers, only when it saves and stops.
pub trait Watcher: Sync {
    /// Another phase begins.
    fn phase(&self, _phase: Phase) {}

    /// A sweep or a block of them is done.
    fn progress(&self, _progress: Progress) {}

    /// Whether it is time for a checkpoint; asked between blocks.
    fn save_is_due(&self) -> bool {
        false
    }

    /// A checkpoint is on the disk.
    fn saved(&self) {}

    /// Whether the run is to stop at the end of its block.
    fn interrupted(&self) -> bool {
        false
    }
}

/// Nobody: no checkpoint but the last, no stop.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Watcher for Nobody {}
