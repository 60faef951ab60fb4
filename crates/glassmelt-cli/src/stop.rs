//! Ctrl-C: once to stop where the work can be stopped, twice to stop at once.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::Failure;

/// The exit code of work that somebody stopped, as shells have it for Ctrl-C.
pub(crate) const STOPPED: u8 = 130;

/// Somebody wants the work to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// Listens from here on.
pub(crate) fn listen() -> Result<(), Failure> {
    let told = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(STOPPED.into());
        }
    });
    Ok(told.map_err(std::io::Error::other)?)
}

/// Whether somebody wants the work to stop.
pub(crate) fn asked() -> bool {
    STOP.load(Ordering::Relaxed)
}
