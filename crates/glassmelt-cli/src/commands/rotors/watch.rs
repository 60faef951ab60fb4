//! What a person sees of a run: a bar, and that it listens to Ctrl-C.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use glassmelt_runs::{Phase, Progress, Watcher};
use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Failure;
use crate::stop;

/// The bar of a run, silent where standard error is no terminal, and the clock of its checkpoints.
pub(super) struct Screen {
    bar: ProgressBar,
    between: Duration,
    saved: Mutex<Instant>,
}

impl Screen {
    /// Listens to Ctrl-C from here on: once to stop after the block, twice to stop at once.
    pub(super) fn new(checkpoint_seconds: f64) -> Result<Self, Failure> {
        stop::listen()?;
        let bar = ProgressBar::no_length();
        let style = ProgressStyle::with_template(
            "{prefix:12} {wide_bar:.cyan} {percent:>3} % {elapsed_precise}, {eta} left  {msg}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Ok(Self {
            bar,
            between: Duration::try_from_secs_f64(checkpoint_seconds).unwrap_or(Duration::MAX),
            saved: Mutex::new(Instant::now()),
        })
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watcher for Screen {
    fn phase(&self, phase: Phase) {
        self.bar.set_prefix(match phase {
            Phase::Thermalizing => "thermalizing",
            Phase::Measuring => "measuring",
            Phase::Moving => "moving",
            Phase::Saving => "saving",
        });
    }

    fn progress(&self, progress: Progress) {
        self.bar.set_length(progress.total);
        if self.bar.position() == 0 && progress.done > 1 {
            // A resumed run has begun before: its time left is that of the rest.
            self.bar.set_position(progress.done);
            self.bar.reset_eta();
        }
        self.bar.set_position(progress.done);
        self.bar.set_message(format!(
            "H/N kT {:.3}, accepted {:.0} %",
            progress.energy,
            100.0 * progress.acceptance
        ));
    }

    fn save_is_due(&self) -> bool {
        let saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        saved.elapsed() >= self.between
    }

    fn saved(&self) {
        *self.saved.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn interrupted(&self) -> bool {
        stop::asked()
    }
}
