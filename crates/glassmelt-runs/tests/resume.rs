//! Runs that are stopped or killed and go on: in the end the same files to the last byte.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{LATTICE, RANDOM, folder, plan, with};
use glassmelt_runs::{
    Ending, Engine, Nobody, Output, Recorder, Result, RunError, RunFolder, Simulation, State,
    Watcher, drive, look,
};
use serde_json::Value;

/// Every file below a folder but the lock.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = files(&path).into_iter();
            found.extend(below.map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else if name != ".lock" {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// Stops before the block with this number, saves every so many blocks.
struct Stop {
    left: AtomicU64,
    every: u64,
}

impl Stop {
    fn after(blocks: u64, every: u64) -> Self {
        Self {
            left: AtomicU64::new(blocks),
            every,
        }
    }
}

impl Watcher for Stop {
    fn interrupted(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    fn save_is_due(&self) -> bool {
        let left = self.left.fetch_sub(1, Ordering::Relaxed) - 1;
        left.is_multiple_of(self.every)
    }
}

/// An engine that dies in the middle of a block, with part of its rows written.
struct Killed(Simulation, u64);

impl Engine for Killed {
    fn outputs(&self) -> Vec<Output> {
        self.0.outputs()
    }
    fn total(&self) -> u64 {
        self.0.total()
    }
    fn done(&self) -> u64 {
        self.0.done()
    }
    fn advance(&mut self, recorder: &mut Recorder, watcher: &dyn Watcher) -> Result<()> {
        self.0.advance(recorder, watcher)?;
        if self.1 == 0 {
            recorder.sync()?;
            return Err(RunError::Unanswered {
                what: "killed".into(),
            });
        }
        self.1 -= 1;
        Ok(())
    }
    fn save(&self) -> State {
        self.0.save()
    }
    fn restore(&mut self, state: &State) -> Result<()> {
        self.0.restore(state)
    }
    fn results(&self) -> Result<Value> {
        self.0.results()
    }
}

fn whole_run(text: &str) -> BTreeMap<String, Vec<u8>> {
    let scratch = tempfile::tempdir().unwrap();
    let run = folder(scratch.path(), text);
    let mut engine = Simulation::new(run.plan()).unwrap();
    assert_eq!(drive(&mut engine, &run, &Nobody).unwrap(), Ending::Finished);
    files(scratch.path())
}

fn go_on(path: &Path, watcher: &dyn Watcher) -> Ending {
    let run = RunFolder::open(path).unwrap();
    let mut engine = Simulation::new(run.plan()).unwrap();
    drive(&mut engine, &run, watcher).unwrap()
}

#[test]
fn a_run_stopped_before_any_block_and_resumed_is_the_uninterrupted_one() {
    for text in [LATTICE, RANDOM] {
        let expected = whole_run(text);
        for blocks in 0..9 {
            let scratch = tempfile::tempdir().unwrap();
            let run = folder(scratch.path(), text);
            let mut engine = Simulation::new(run.plan()).unwrap();
            let ending = drive(&mut engine, &run, &Stop::after(blocks, 100)).unwrap();
            drop(run);
            if let Ending::Interrupted { done, total } = ending {
                assert!(done < total);
                let seen = look(scratch.path()).unwrap();
                assert_eq!(seen.results.unwrap()["sweeps"]["done"], done);
            }
            assert_eq!(go_on(scratch.path(), &Nobody), Ending::Finished);
            assert_eq!(
                files(scratch.path()),
                expected,
                "stopped before block {blocks}"
            );
        }
    }
}

#[test]
fn a_run_killed_at_any_block_loses_the_work_since_the_last_checkpoint_alone() {
    let expected = whole_run(LATTICE);
    for blocks in 0..9 {
        for every in [1, 3, 100] {
            let scratch = tempfile::tempdir().unwrap();
            let run = folder(scratch.path(), LATTICE);
            let mut engine = Killed(Simulation::new(run.plan()).unwrap(), blocks);
            assert!(drive(&mut engine, &run, &Stop::after(1000, every)).is_err());
            drop(run);
            let saved = look(scratch.path()).unwrap().checkpoint;
            if every == 1 {
                assert_eq!(saved.is_some(), blocks > 0);
            }
            assert_eq!(go_on(scratch.path(), &Nobody), Ending::Finished);
            assert_eq!(
                files(scratch.path()),
                expected,
                "killed at {blocks}, saved every {every}"
            );
        }
    }
}

#[test]
fn a_run_stopped_again_and_again_is_the_uninterrupted_one() {
    let scratch = tempfile::tempdir().unwrap();
    drop(folder(scratch.path(), LATTICE));
    let mut times = 0;
    while go_on(scratch.path(), &Stop::after(1, 1)) != Ending::Finished {
        times += 1;
    }
    // Two samples, three blocks to thermalize and six to measure: it stops after each but the last.
    assert_eq!(times, 17);
    assert_eq!(files(scratch.path()), whole_run(LATTICE));
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let pool = |threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
    };
    let one = pool(1).install(|| whole_run(LATTICE));
    assert_eq!(one, pool(3).install(|| whole_run(LATTICE)));
}

#[test]
fn a_finished_run_stays_as_it_is_when_it_is_resumed() {
    let scratch = tempfile::tempdir().unwrap();
    drop(folder(scratch.path(), RANDOM));
    assert_eq!(go_on(scratch.path(), &Nobody), Ending::Finished);
    let before = files(scratch.path());
    assert_eq!(go_on(scratch.path(), &Nobody), Ending::Finished);
    assert_eq!(files(scratch.path()), before);
}

#[test]
fn series_that_do_not_fit_the_checkpoint_are_refused() {
    let scratch = tempfile::tempdir().unwrap();
    drop(folder(scratch.path(), RANDOM));
    go_on(scratch.path(), &Stop::after(3, 1));
    let path = scratch.path().join("series/sample0-replica1-coupling0.csv");
    let whole = std::fs::read_to_string(&path).unwrap();
    let refused = |text: &str| {
        std::fs::write(&path, text).unwrap();
        let run = RunFolder::open(scratch.path()).unwrap();
        let mut engine = Simulation::new(run.plan()).unwrap();
        drive(&mut engine, &run, &Nobody).unwrap_err().to_string()
    };
    let shorter = refused(&whole[..whole.len() - 1]);
    assert!(
        shorter.contains("coupling0.csv") && shorter.contains("the checkpoint saw"),
        "{shorter}"
    );
    let other = refused(&with(&whole, "sweep", "Sweep"));
    assert!(other.contains("begins otherwise"), "{other}");
    std::fs::write(&path, whole + "1,2,3").unwrap();
    assert_eq!(go_on(scratch.path(), &Nobody), Ending::Finished);
    assert_eq!(files(scratch.path()), whole_run(RANDOM));
}

#[test]
fn a_state_that_does_not_fit_the_run_is_refused() {
    let mut small = Simulation::new(&plan(RANDOM).unwrap()).unwrap();
    let large = Simulation::new(&plan(LATTICE).unwrap()).unwrap();
    let words = small.restore(&large.save()).unwrap_err().to_string();
    assert!(words.contains("sweeps are not those of the run"), "{words}");
    assert!(small.restore(&State::default()).is_err());
}

/// Frames hold what the series say: the same energies after the same sweeps, and dipoles of the right kind.
#[test]
fn series_and_trajectory_tell_the_same() {
    let files = whole_run(LATTICE);
    let name = "sample1-replica0-coupling1";
    let series = String::from_utf8(files[&format!("series/{name}.csv")].clone()).unwrap();
    let mut lines = series.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("sweep,walker,energy,m_xx")
    );
    assert_eq!(lines.clone().count(), 6);
    let last: Vec<&str> = lines.next_back().unwrap().split(',').collect();
    assert_eq!(&last[..2], ["12", "5"]);
    let trajectory =
        String::from_utf8(files[&format!("trajectory/{name}.extxyz")].clone()).unwrap();
    let frames: Vec<&str> = trajectory
        .lines()
        .filter(|line| line.starts_with("Lattice"))
        .collect();
    assert_eq!(frames.len(), 3);
    assert!(frames[2].contains("sweep=12") && frames[2].contains(&format!("energy={}", last[2])));
    let atoms = trajectory.lines().rev().take(8);
    let dipole = |line: &str| -> Vec<f64> {
        let numbers = line.split_whitespace().skip(9);
        numbers.map(|word| word.parse().unwrap()).collect()
    };
    let mut sum = [0.0; 6];
    for line in atoms {
        let numbers = dipole(line);
        let norm: f64 = (0..6)
            .map(|k| numbers[k].powi(2) * if k < 3 { 1.0 } else { 2.0 })
            .sum();
        assert!((norm - 2.0 / 3.0).abs() < 1e-12, "{line}");
        (0..6).for_each(|k| sum[k] += numbers[k]);
    }
    for (k, total) in sum.iter().enumerate() {
        let told: f64 = last[3 + k].parse().unwrap();
        assert!((total - told).abs() < 1e-12);
    }
}
