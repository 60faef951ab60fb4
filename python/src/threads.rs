//! Work beside Python: the interpreter goes on meanwhile, Ctrl-C is heard, and a fork has threads of its own.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::ThreadPool;

/// The threads of this process. A forked child has none of its parent's, and makes its own.
static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

/// How often a waiting interpreter looks for Ctrl-C.
const LOOK: Duration = Duration::from_millis(25);

/// The threads for work of this process, as many as there are cores, or `RAYON_NUM_THREADS`.
pub(crate) fn pool() -> PyResult<Arc<ThreadPool>> {
    let process = std::process::id();
    let mut pool = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((owner, threads)) = pool.as_ref()
        && *owner == process
    {
        return Ok(threads.clone());
    }
    let made = rayon::ThreadPoolBuilder::new()
        .build()
        .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    let threads = Arc::new(made);
    // The threads of a parent are not here to be joined.
    std::mem::forget(pool.replace((process, threads.clone())));
    Ok(threads)
}

/// What work and Python tell each other: that it shall stop, and how far it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Talk(Arc<(AtomicBool, AtomicU64)>);

impl Talk {
    /// Whether somebody wants the work to stop.
    pub(crate) fn asked_to_stop(&self) -> bool {
        self.0.0.load(Ordering::Relaxed)
    }

    fn ask_to_stop(&self) {
        self.0.0.store(true, Ordering::Relaxed);
    }

    /// Tells which part of the work is done, from 0 to 1.
    pub(crate) fn tell(&self, part: f64) {
        self.0.1.store(part.to_bits(), Ordering::Relaxed);
    }

    fn part(&self) -> f64 {
        f64::from_bits(self.0.1.load(Ordering::Relaxed))
    }

    /// The answer of a watcher: go on, or stop.
    pub(crate) fn watch(&self, part: f64) -> ControlFlow<()> {
        self.tell(part);
        if self.asked_to_stop() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// What Python wants to be told, with the part that is done.
pub(crate) type Told<'py> = Option<Bound<'py, PyAny>>;

/// The answer of `work` on other threads, while Python goes on. After Ctrl-C the work is asked to stop and is not
/// waited for: what it still does is lost.
pub(crate) fn beside<T, F>(py: Python<'_>, work: F) -> PyResult<T>
where
    T: Send + 'static,
    F: FnOnce(&Talk) -> T + Send + 'static,
{
    watched(py, &None, work)
}

/// As [`beside`], with `progress` told how far the work is.
pub(crate) fn watched<T, F>(py: Python<'_>, progress: &Told<'_>, work: F) -> PyResult<T>
where
    T: Send + 'static,
    F: FnOnce(&Talk) -> T + Send + 'static,
{
    let (talk, answer) = begin(work)?;
    loop {
        if let Some(answer) = wait(py, &answer)? {
            return Ok(answer);
        }
        look(py, progress, &talk).inspect_err(|_| talk.ask_to_stop())?;
    }
}

/// As [`watched`], but work that is asked to stop is waited for: it ends what it began, and saves. The answer, and
/// what asked it to stop.
pub(crate) fn to_its_end<T, F>(
    py: Python<'_>,
    progress: &Told<'_>,
    work: F,
) -> PyResult<(T, Option<PyErr>)>
where
    T: Send + 'static,
    F: FnOnce(&Talk) -> T + Send + 'static,
{
    let (talk, answer) = begin(work)?;
    let mut stopped = None;
    loop {
        if let Some(answer) = wait(py, &answer)? {
            return Ok((answer, stopped));
        }
        if let Err(error) = look(py, progress, &talk) {
            talk.ask_to_stop();
            stopped.get_or_insert(error);
        }
    }
}

/// Ctrl-C, and who wants to know how far the work is.
fn look(py: Python<'_>, progress: &Told<'_>, talk: &Talk) -> PyResult<()> {
    py.check_signals()?;
    if let Some(progress) = progress {
        progress.call1((talk.part(),))?;
    }
    Ok(())
}

/// Work on its way: how to talk with it, and where its answer comes.
fn begin<T, F>(work: F) -> PyResult<(Talk, Mutex<Receiver<T>>)>
where
    T: Send + 'static,
    F: FnOnce(&Talk) -> T + Send + 'static,
{
    let talk = Talk::default();
    let inner = talk.clone();
    let (send, receive) = channel();
    let work = move || {
        // Whoever has left does not want the answer.
        let _ = send.send(work(&inner));
    };
    let threads = pool()?;
    // A thread of its own: those of the pool are for what the work divides.
    std::thread::Builder::new()
        .name("glassmelt".to_owned())
        .spawn(move || threads.install(work))?;
    Ok((talk, Mutex::new(receive)))
}

/// The answer if it comes before the next look for Ctrl-C.
fn wait<T: Send>(py: Python<'_>, answer: &Mutex<Receiver<T>>) -> PyResult<Option<T>> {
    let received = py.detach(|| {
        let answer = answer.lock().unwrap_or_else(PoisonError::into_inner);
        answer.recv_timeout(LOOK)
    });
    match received {
        Ok(answer) => Ok(Some(answer)),
        Err(RecvTimeoutError::Timeout) => Ok(None),
        Err(RecvTimeoutError::Disconnected) => Err(PyRuntimeError::new_err(
            "the work ended without an answer; the message above tells where: please report it",
        )),
    }
}
