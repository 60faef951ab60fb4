//! What runs: one trait between the engine, which knows rotors, and the folder, which knows files.

use serde_json::Value;

use crate::checkpoint::State;
use crate::error::Result;
use crate::record::{Output, Recorder};
use crate::watch::Watcher;

/// A run block by block. Between blocks it can be saved; restored, it goes on to the same bits.
pub trait Engine {
    /// The files that it writes while it runs; the same whenever it is asked.
    fn outputs(&self) -> Vec<Output>;

    /// Sweeps in all, of all walkers together.
    fn total(&self) -> u64;

    /// Sweeps that are done; the run is over when they are all.
    fn done(&self) -> u64;

    /// One more block: at least one sweep, short enough to wait for.
    ///
    /// # Errors
    /// When the rotors have no answer, or a file cannot be written.
    fn advance(&mut self, recorder: &mut Recorder, watcher: &dyn Watcher) -> Result<()>;

    /// All that the rest of the run depends on, and no more: the same state gives the same bytes.
    fn save(&self) -> State;

    /// Goes back to a state that was saved by an engine of the same plan.
    ///
    /// # Errors
    /// When the state lacks something or does not fit the plan.
    fn restore(&mut self, state: &State) -> Result<()>;

    /// What is known so far: an object, with `results` and `warnings`.
    ///
    /// # Errors
    /// When there is no answer.
    fn results(&self) -> Result<Value>;
}
