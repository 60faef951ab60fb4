//! Work that takes long: who watches it, how it ended, and the loop over frames that both need.

use std::ops::ControlFlow;

use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::frames::Frames;

/// Is told which part of the work is done, from 0 to 1, and may end it.
pub type Watch<'a> = &'a mut dyn FnMut(f64) -> ControlFlow<()>;

/// How the reading of a stream ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    /// All frames were read.
    Whole,
    /// The watcher ended it: the answer is that of the frames until then.
    Cancelled,
    /// The stream failed: the answer is that of the frames until then.
    Broken(Error),
}

/// An answer, and how far it got.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<T> {
    /// The answer.
    pub answer: T,
    /// Whether all was read.
    pub ending: Ending,
}

/// Shows each frame of a stream to `visit`, and tells the watcher `part` of the progress before and after it. What
/// ends the stream, or `visit`, is the ending.
pub(crate) fn each_frame(
    frames: &mut dyn Frames,
    (from, to): (f64, f64),
    watch: Watch,
    visit: &mut dyn FnMut(&Frame) -> Result<()>,
) -> Ending {
    let mut frame = Frame::empty();
    loop {
        match frames.next_into(&mut frame) {
            Ok(true) => {}
            Ok(false) => return Ending::Whole,
            Err(error) => return Ending::Broken(error),
        }
        if let Err(error) = visit(&frame) {
            return Ending::Broken(error);
        }
        let part = frames.progress().unwrap_or(0.0).clamp(0.0, 1.0);
        if watch(from + part * (to - from)).is_break() {
            return Ending::Cancelled;
        }
    }
}

impl Ending {
    /// The answer with this ending; where there is none, what broke the stream comes before what `answer` says.
    pub(crate) fn with<T>(self, answer: Result<T>) -> Result<Outcome<T>> {
        match (answer, self) {
            (Ok(answer), ending) => Ok(Outcome { answer, ending }),
            (Err(_), Self::Broken(error)) | (Err(error), _) => Err(error),
        }
    }
}
