//! How far apart frames are, in steps and in time.

use crate::frame::Frame;

/// Two gaps in time are one when they differ by less than this part of the first ...
const SAME_GAP: f64 = 1e-3;
/// ... or by what single precision, in which some files write, rounds of the time.
const ROUNDING: f64 = 4.0 * f32::EPSILON as f64;

/// The frames so far.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Pace {
    frames: u64,
    last_step: i64,
    gap: i64,
    uneven_steps: bool,
    first_time: f64,
    last_time: f64,
    time_gap: f64,
    uneven_times: bool,
    timeless: bool,
}

impl Pace {
    pub(crate) fn add(&mut self, frame: &Frame) {
        self.add_step(frame.step);
        match frame.time.filter(|time| time.is_finite()) {
            Some(time) => self.add_time(time),
            None => self.timeless = true,
        }
        self.frames += 1;
    }

    fn add_step(&mut self, step: i64) {
        let gap = step.saturating_sub(self.last_step);
        match self.frames {
            0 => {}
            1 => self.gap = gap,
            _ => self.uneven_steps |= gap != self.gap,
        }
        self.last_step = step;
    }

    fn add_time(&mut self, time: f64) {
        let gap = time - self.last_time;
        match self.frames {
            0 => self.first_time = time,
            1 => self.time_gap = gap,
            _ => {
                let same = SAME_GAP * self.time_gap.abs() + ROUNDING * time.abs();
                self.uneven_times |= (gap - self.time_gap).abs() > same;
            }
        }
        self.last_time = time;
    }

    /// Steps between frames, where they are the same between all.
    pub(crate) fn steps(&self) -> Option<i64> {
        (self.frames > 1 && !self.uneven_steps).then_some(self.gap)
    }

    /// Time between frames, where each tells its time and they are evenly apart.
    pub(crate) fn time(&self) -> Option<f64> {
        let gaps = self.frames.saturating_sub(1) as f64;
        let gap = (self.last_time - self.first_time) / gaps;
        (!self.timeless && !self.uneven_times && gap.is_finite() && gap > 0.0).then_some(gap)
    }

    /// Whether frames are not equally far apart, by their steps or by their times.
    pub(crate) fn is_uneven(&self) -> bool {
        self.uneven_steps || (self.uneven_times && !self.timeless)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(frames: &[(i64, Option<f64>)]) -> Pace {
        let mut pace = Pace::default();
        let mut frame = Frame::empty();
        for (step, time) in frames {
            (frame.step, frame.time) = (*step, *time);
            pace.add(&frame);
        }
        pace
    }

    #[test]
    fn even_frames_tell_their_gap_and_others_none() {
        let even = of(&[(5, Some(0.5)), (10, Some(1.0)), (15, Some(1.5))]);
        assert_eq!((even.steps(), even.time()), (Some(5), Some(0.5)));
        assert!(!even.is_uneven());
        let uneven = of(&[(5, Some(0.5)), (10, Some(1.0)), (20, Some(2.0))]);
        assert_eq!((uneven.steps(), uneven.time()), (None, None));
        assert!(uneven.is_uneven());
        let timeless = of(&[(5, None), (10, Some(1.0)), (15, Some(1.5))]);
        assert_eq!((timeless.steps(), timeless.time()), (Some(5), None));
        assert_eq!(of(&[(5, Some(0.5))]).time(), None);
        assert_eq!(of(&[(5, Some(0.5))]).steps(), None);
    }

    #[test]
    fn times_in_single_precision_are_even_however_late() {
        let frames: Vec<(i64, Option<f64>)> = (0..500)
            .map(|n| (n, Some(f64::from(2e4_f32 + 0.1 * n as f32))))
            .collect();
        let gap = of(&frames).time().expect("even");
        assert!((gap - 0.1).abs() < 1e-4, "{gap}");
    }
}
