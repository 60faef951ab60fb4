//! The progress bar of a fit, on standard error.

use std::time::Duration;

use glassmelt_fit::Observer;
use indicatif::{ProgressBar, ProgressStyle};

/// Counts laws and bootstrap replicas; silent where standard error is no terminal.
pub(crate) struct Bar {
    bar: ProgressBar,
    replicas: u64,
}

impl Bar {
    /// A bar for this many laws with this many replicas each.
    pub(crate) fn new(laws: usize, replicas: usize) -> Self {
        let replicas = replicas as u64;
        let bar = ProgressBar::new(laws as u64 * (replicas + 1));
        let style = ProgressStyle::with_template(
            "{msg:18} {wide_bar:.cyan} {percent:>3} % {elapsed_precise}, {eta} left",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, replicas }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Bar {
    fn law_started(&self, law: &'static str) {
        self.bar.set_message(law);
    }

    fn replica_done(&self, _law: &'static str) {
        self.bar.inc(1);
    }

    fn law_done(&self, _law: &'static str) {
        self.bar.inc(1);
        if self.replicas == 0 {
            self.bar.tick();
        }
    }
}
