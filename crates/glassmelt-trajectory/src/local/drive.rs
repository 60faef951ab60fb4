//! The thin loop: each frame of a stream against one reference.

use std::ops::ControlFlow;

use super::fit::LocalFit;
use super::follow::CellChange;
use super::reference::Reference;
use crate::error::Result;
use crate::frame::Frame;
use crate::frames::Frames;

impl Reference {
    /// Shows the fits of each frame of a stream to `visit`, which may end it; returns how many frames it saw. The
    /// last argument of `visit` is the part of the stream that has been read, where that can be told.
    ///
    /// What `visit` has collected before an error is whole: it can be finished with the frames so far.
    ///
    /// # Errors
    /// Those of the stream and of [`Self::fits`].
    pub fn over_frames(
        &self,
        frames: &mut dyn Frames,
        change: CellChange,
        visit: &mut dyn FnMut(&Frame, &[Option<LocalFit>], Option<f64>) -> ControlFlow<()>,
    ) -> Result<u64> {
        let (mut frame, mut seen) = (Frame::empty(), 0);
        while frames.next_into(&mut frame)? {
            let fits = self.fits(&frame, change)?;
            seen += 1;
            if visit(&frame, &fits, frames.progress()).is_break() {
                break;
            }
        }
        Ok(seen)
    }
}
