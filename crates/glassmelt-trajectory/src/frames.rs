//! A stream of frames: one at a time into the same memory, and from the start as often as one likes.

use crate::error::Result;
use crate::frame::Frame;

/// A trajectory that is read from its first frame to its last.
///
/// A stream that fails has lost nothing of what it gave before: an analysis keeps the frames that it has seen.
pub trait Frames {
    /// Puts the next frame into `frame`, whose memory is used again; false, with `frame` undefined, at the end.
    ///
    /// # Errors
    /// When the file cannot be read or is malformed there; then each further call says the same.
    fn next_into(&mut self, frame: &mut Frame) -> Result<bool>;

    /// The same trajectory from its start, as a stream of its own.
    ///
    /// # Errors
    /// When the files cannot be opened again.
    fn again(&self) -> Result<Box<dyn Frames>>;

    /// Which part of the trajectory has been given, from 0 to 1, where that can be told: bytes, not frames.
    fn progress(&self) -> Option<f64>;
}

/// Frames that are in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct InMemory {
    frames: std::sync::Arc<[Frame]>,
    next: usize,
}

impl InMemory {
    /// A stream of these frames.
    pub fn new(frames: impl Into<std::sync::Arc<[Frame]>>) -> Self {
        Self {
            frames: frames.into(),
            next: 0,
        }
    }
}

impl Frames for InMemory {
    fn next_into(&mut self, frame: &mut Frame) -> Result<bool> {
        let Some(next) = self.frames.get(self.next) else {
            return Ok(false);
        };
        frame.clone_from(next);
        self.next += 1;
        Ok(true)
    }

    fn again(&self) -> Result<Box<dyn Frames>> {
        Ok(Box::new(Self::new(self.frames.clone())))
    }

    fn progress(&self) -> Option<f64> {
        let all = self.frames.len();
        (all > 0).then(|| self.next as f64 / all as f64)
    }
}
