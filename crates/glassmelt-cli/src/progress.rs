//! Progress on standard error: the bar of a fit, a sign of life of what takes long.

use std::ops::ControlFlow;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use glassmelt_fit::Observer;
use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Failure;

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

/// Shows which part of a long work is done, and listens to Ctrl-C; silent where standard error is no terminal.
pub(crate) struct Part {
    bar: ProgressBar,
}

/// Steps of the bar of [`Part`].
const STEPS: u32 = 1000;

impl Part {
    /// A bar for work of this name; listens from here on.
    pub(crate) fn new(name: &'static str) -> Result<Self, Failure> {
        crate::stop::listen()?;
        Ok(Self::again(name))
    }

    /// A bar for the next work of a command that listens already.
    pub(crate) fn again(name: &'static str) -> Self {
        let bar = ProgressBar::new(STEPS.into());
        let style = ProgressStyle::with_template(
            "{msg:18} {wide_bar:.cyan} {percent:>3} % {elapsed_precise}, {eta} left",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(name);
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar }
    }

    /// Takes the part that is done, from 0 to 1; whether to go on.
    pub(crate) fn watch(&self, part: f64) -> ControlFlow<()> {
        let done = (1..=STEPS).take_while(|step| f64::from(*step) <= f64::from(STEPS) * part);
        self.bar.set_position(done.count() as u64);
        if crate::stop::asked() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// What takes less than this is not worth a sign of life.
const PATIENCE: Duration = Duration::from_secs(2);

/// A sign of life on standard error while work takes longer than two seconds.
pub(crate) struct Wait {
    done: Sender<()>,
    watch: Option<JoinHandle<()>>,
}

impl Wait {
    /// Starts to wait for work of this name.
    pub(crate) fn new(message: &'static str) -> Self {
        let (done, waiting) = channel();
        let watch = std::thread::spawn(move || {
            if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let spinner = ProgressBar::new_spinner().with_message(message);
                spinner.enable_steady_tick(Duration::from_millis(200));
                let _ = waiting.recv();
                spinner.finish_and_clear();
            }
        });
        Self {
            done,
            watch: Some(watch),
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let _ = self.done.send(());
        if let Some(watch) = self.watch.take() {
            let _ = watch.join();
        }
    }
}
