//! What all targets do: read everything, and hold what was read against the file.

use glassmelt_trajectory::{Format, Frame, Frames, Trajectory};

/// Reads a file to its end or its first error. No frame may hold more atoms than the file has bytes.
pub fn read(bytes: &[u8], formats: &[Format]) {
    for format in formats {
        let Ok(mut stream) = Trajectory::in_memory("fuzz", bytes).format(*format).open() else {
            continue;
        };
        let mut frame = Frame::empty();
        while let Ok(true) = stream.next_into(&mut frame) {
            // Packed bytes may hold a thousand times as many.
            assert!(frame.len() <= 1100 * bytes.len());
            assert_eq!(frame.len(), frame.ids.len());
        }
    }
}
