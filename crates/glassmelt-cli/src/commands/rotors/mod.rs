//! `glassmelt rotors`: runs of many rotors, kept in folders.

mod compare;
mod ranks;
mod show;
mod text;
mod watch;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use glassmelt_rotors::ranks::{Ranks, agreed};
use glassmelt_runs::{Ending, PlacesAt, RunEngine, RunFolder, RunPlan, drive};
use glassmelt_study::Document;

use crate::answer::Form;
use crate::error::Failure;
use watch::Screen;

/// Runs many rotors from a run file, goes on with a run, shows what it found.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt rotors run examples/runs/lattice.toml --out melting\n  glassmelt rotors resume melting\n  glassmelt rotors show melting --json"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Run a run file into a new folder.
    #[command(
        after_help = "Ctrl-C ends the block, saves, and exits with 130; `glassmelt rotors resume` goes on.\n\nExample:\n  glassmelt rotors run examples/runs/random.toml --out random --threads 2"
    )]
    Run(RunArguments),
    /// Go on with a run that was stopped, from its last checkpoint.
    Resume(ResumeArguments),
    /// Show how far a run is and what it found.
    Show(show::Arguments),
    /// Show several runs side by side: sizes, densities, ways to hold the medium.
    #[command(
        after_help = "Example:\n  glassmelt rotors compare small=runs/64 large=runs/256 --out comparison"
    )]
    Compare(compare::Arguments),
}

#[derive(Debug, clap::Args)]
struct RunArguments {
    /// What to run: a file such as examples/runs/lattice.toml.
    file: PathBuf,
    /// Folder for the run, which must not hold another one.
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, clap::Args)]
struct ResumeArguments {
    /// The folder of the run.
    folder: PathBuf,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    form: Form,
}

/// The threads to work on; the answer does not depend on them.
#[derive(Debug, Clone, Copy, clap::Args)]
struct Threads {
    /// Threads of each process, by default as many as there are cores for it; the answer does not depend on them.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=4096))]
    threads: Option<u16>,
}

impl Threads {
    /// Before anything is summed: there is one pool of threads for all of a process.
    fn set_up(self) -> Result<(), Failure> {
        let Some(threads) = self.threads.map(usize::from).or_else(ranks::threads) else {
            return Ok(());
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        Ok(pool.build_global().map_err(std::io::Error::other)?)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Run(arguments) => {
            arguments.threads.set_up()?;
            ranks::together(|ranks| begin(arguments, ranks))
        }
        Command::Resume(arguments) => {
            arguments.threads.set_up()?;
            ranks::together(|ranks| resume(arguments, ranks))
        }
        Command::Show(arguments) => show::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
    }
}

fn begin(arguments: &RunArguments, ranks: &Rc<dyn Ranks>) -> Result<(), Failure> {
    let read = || -> Result<_, Failure> {
        let document = Document::read(&arguments.file)?;
        let beside = arguments.file.parent().unwrap_or(Path::new(""));
        let plan = RunPlan::of(&document, &PlacesAt::Beside(beside.into()))?;
        Ok((document, plan))
    };
    let (document, plan) = agreed(ranks.as_ref(), read(), ("run", &[]))?;
    // Refused before anything is written.
    let engine = RunEngine::on(&plan, ranks.clone())?;
    if !engine.is_root() {
        return ranks::serve(engine);
    }
    let folder = RunFolder::create(&arguments.out, &document, plan)?;
    go(engine, &folder, arguments.form)
}

fn resume(arguments: &ResumeArguments, ranks: &Rc<dyn Ranks>) -> Result<(), Failure> {
    let path = &arguments.folder;
    if ranks.rank() != 0 {
        let plan = agreed(
            ranks.as_ref(),
            RunFolder::plan_in(path).map_err(Failure::from),
            ("run", &[]),
        )?;
        return ranks::serve(RunEngine::on(&plan, ranks.clone())?);
    }
    let opened = RunFolder::open(path).map_err(Failure::from);
    let folder = agreed(ranks.as_ref(), opened, ("run", &[]))?;
    let engine = RunEngine::on(folder.plan(), ranks.clone())?;
    go(engine, &folder, arguments.form)
}

/// Runs to the end and answers as `show` does, or until somebody stops it.
fn go(mut engine: RunEngine, folder: &RunFolder, form: Form) -> Result<(), Failure> {
    let screen = Screen::new(folder.plan().schedule.checkpoint_seconds)?;
    let ending = drive(&mut engine, folder, &screen);
    screen.finish();
    match ending? {
        Ending::Finished => show::answer_of(folder.path(), form),
        Ending::Interrupted { done, total } => Err(Failure::Interrupted(format!(
            "stopped after {done} of {total} sweeps and saved: `glassmelt rotors resume {}` goes on",
            shown(folder.path())
        ))),
    }
}

fn shown(path: &Path) -> String {
    crate::folder::quoted(&path.display().to_string())
}
