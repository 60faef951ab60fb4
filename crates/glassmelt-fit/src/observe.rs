//! How a run is watched: progress bars live outside the library, behind this trait.

/// Is told what happens during an analysis; called from many threads.
pub trait Observer: Sync {
    /// The fit of this law begins.
    fn law_started(&self, _law: &'static str) {}

    /// One bootstrap replica of this law is finished.
    fn replica_done(&self, _law: &'static str) {}

    /// This law is finished, fitted or not.
    fn law_done(&self, _law: &'static str) {}
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}
