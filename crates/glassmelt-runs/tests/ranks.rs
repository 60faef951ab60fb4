//! Runs over several ranks, which are threads here: the files are those of one process to the last byte, and
//! nobody is left waiting.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use common::threads::{ThreadRanks, each};
use common::{LATTICE, RANDOM, Stop, files, folder, plan, with};
use glassmelt_rotors::ranks::{Parts, Ranks};
use glassmelt_runs::{
    Ending, Nobody, Result, RunEngine, RunError, RunFolder, Simulation, Watcher, drive,
};

/// Walkers that change places, frames, and then motion in time.
fn lattice() -> String {
    let text = with(LATTICE, "exchange = false", "exchange = true");
    with(&text, "x0 = [1.0, 2.0]", "x0 = [1.0, 1.2, 1.4]") + MOTION
}

/// Single rotors in turn at random places, three couplings, frames.
fn random() -> String {
    let text = with(RANDOM, "x0 = [1.0]", "x0 = [0.5, 0.7, 1.0]");
    text + "[sampler]\nkind = \"metropolis\"\n[look]\nframes = 2\nradii = [1.0]\n"
}

const MOTION: &str = "
[dynamics]
kind = \"inertial\"
time_step = 0.01
duration = 0.3
";

type Files = BTreeMap<String, Vec<u8>>;

/// What one rank does: the root in the folder, the others as it says.
fn work(
    text: &str,
    ranks: Rc<dyn Ranks>,
    path: &Path,
    watcher: &dyn Watcher,
) -> Result<Option<Ending>> {
    let mut engine = Simulation::on(&plan(text)?, ranks)?;
    if !engine.is_root() {
        return engine.serve().map(|()| None);
    }
    let run = if path.join("run.toml").exists() {
        RunFolder::open(path)?
    } else {
        folder(path, text)
    };
    drive(&mut engine, &run, watcher).map(Some)
}

fn on(count: usize, text: &str, path: &Path, watcher: &dyn Watcher) -> Vec<Result<Option<Ending>>> {
    each(count, |ranks| work(text, Rc::new(ranks), path, watcher))
}

/// The files of a run on so many ranks.
fn whole_run(text: &str, count: usize) -> Files {
    let scratch = tempfile::tempdir().unwrap();
    for (rank, end) in on(count, text, scratch.path(), &Nobody)
        .into_iter()
        .enumerate()
    {
        let expected = (rank == 0).then_some(Ending::Finished);
        assert_eq!(end.unwrap(), expected);
    }
    files(scratch.path())
}

/// Names instead of pages of bytes.
fn assert_same(found: &Files, expected: &Files, what: &str) {
    assert!(found.keys().eq(expected.keys()), "{what}");
    for (name, bytes) in found {
        assert!(*bytes == expected[name], "{what}: {name}");
    }
}

#[test]
fn any_number_of_ranks_writes_the_files_of_one() {
    for text in [lattice(), random()] {
        let expected = whole_run(&text, 1);
        for name in ["checkpoint.glassmelt", "results.json"] {
            assert!(expected.contains_key(name));
        }
        assert!(expected.keys().any(|name| name.starts_with("trajectory/")));
        for count in [2, 3, 5] {
            assert_same(
                &whole_run(&text, count),
                &expected,
                &format!("{count} ranks"),
            );
        }
    }
}

#[test]
fn exchanges_and_motion_are_among_what_is_compared() {
    let scratch = tempfile::tempdir().unwrap();
    on(3, &lattice(), scratch.path(), &Nobody);
    let bytes = std::fs::read(scratch.path().join("results.json")).unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let first = &answer["results"][0];
    assert!(first["exchange"].as_f64().unwrap() > 0.0);
    assert!(!first["dynamics"]["g_t"].as_array().unwrap().is_empty());
    let series =
        std::fs::read_to_string(scratch.path().join("series/sample0-replica0-coupling0.csv"));
    let series = series.unwrap();
    let walkers = series
        .lines()
        .skip(1)
        .map(|row| row.split(',').nth(1).unwrap());
    let others = walkers.filter(|walker| *walker != "0").count();
    assert!(others > 0, "nobody changed places: {series}");
}

/// In the thermalization, in the measurement, in the motion; from each number of ranks to another.
#[test]
fn a_run_stopped_and_resumed_on_another_number_of_ranks_is_that_of_one() {
    for (text, stops) in [(lattice(), [2, 10, 19, 20]), (random(), [1, 2, 3, 4])] {
        let expected = whole_run(&text, 1);
        for (blocks, counts) in stops.into_iter().zip([[1, 3], [3, 1], [2, 5], [5, 2]]) {
            let scratch = tempfile::tempdir().unwrap();
            let mut ends = on(counts[0], &text, scratch.path(), &Stop::after(blocks, 100));
            let end = ends.swap_remove(0).unwrap();
            assert!(matches!(end, Some(Ending::Interrupted { .. })), "{end:?}");
            let mut ends = on(counts[1], &text, scratch.path(), &Nobody);
            assert_eq!(ends.swap_remove(0).unwrap(), Some(Ending::Finished));
            let what = format!("{counts:?} ranks, stopped before block {blocks}");
            assert_same(&files(scratch.path()), &expected, &what);
        }
    }
}

/// A root that fails before its first block, and one that fails later.
#[test]
fn a_root_that_cannot_write_lets_the_others_go() {
    for stands_in_the_way in ["series", "results.json/file"] {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join(stands_in_the_way);
        if stands_in_the_way.ends_with("file") {
            std::fs::create_dir_all(path.join("deep")).unwrap();
        } else {
            std::fs::write(&path, "a file where a folder should be").unwrap();
        }
        let ends = each(3, |ranks| {
            let root = ranks.rank() == 0;
            let mut engine = Simulation::on(&plan(LATTICE).unwrap(), Rc::new(ranks)).unwrap();
            if !root {
                return engine.serve().is_ok();
            }
            let run = begun(scratch.path());
            matches!(
                drive(&mut engine, &run, &Nobody),
                Err(RunError::Write { .. })
            )
        });
        assert_eq!(ends, [true; 3], "{stands_in_the_way}");
    }
}

/// The folder of a run that has only its run file, whatever else is in it.
fn begun(path: &Path) -> RunFolder {
    std::fs::write(path.join("run.toml"), LATTICE).unwrap();
    RunFolder::open(path).unwrap()
}

#[test]
fn a_root_without_a_folder_lets_the_others_go() {
    let ends = each(3, |ranks| {
        let root = ranks.rank() == 0;
        let mut engine = Simulation::on(&plan(LATTICE).unwrap(), Rc::new(ranks)).unwrap();
        // The root drops its engine before it has done anything.
        root || engine.serve().is_ok()
    });
    assert_eq!(ends, [true; 3]);
}

#[test]
fn ranks_with_other_plans_are_told_so() {
    let ends = each(3, |ranks| {
        let other = with(LATTICE, "measure = 12", "measure = 14");
        let text = if ranks.rank() == 1 { &other } else { LATTICE };
        Simulation::on(&plan(text).unwrap(), Rc::new(ranks)).err()
    });
    for end in ends {
        let words = end.unwrap().to_string();
        assert!(
            words.contains("rank 1") && words.contains("another run"),
            "{words}"
        );
    }
}

#[test]
fn a_rank_that_cannot_begin_is_an_error_on_all() {
    let ends = each(3, |ranks| {
        let refused = with(
            LATTICE,
            "exchange = false",
            "kind = \"metropolis\"\nexchange = false",
        ) + "[field]\nmethod = \"mesh\"\n";
        let text = if ranks.rank() == 2 { &refused } else { LATTICE };
        Simulation::on(&plan(text).unwrap(), Rc::new(ranks)).err()
    });
    let words: Vec<String> = ends
        .into_iter()
        .map(|end| end.unwrap().to_string())
        .collect();
    assert!(
        words[0].contains("rank 2") && words[1] == words[0],
        "{words:?}"
    );
    assert!(words[2].contains("single rotors"), "{words:?}");
}

/// A rank that hears long lists cut off.
struct Deaf(ThreadRanks);

impl Ranks for Deaf {
    fn rank(&self) -> usize {
        self.0.rank()
    }
    fn count(&self) -> usize {
        self.0.count()
    }
    fn all_gather(&self, own: &[f64]) -> Vec<Vec<f64>> {
        self.0.all_gather(own)
    }
    fn broadcast(&self, from_root: &mut Vec<f64>) {
        self.0.broadcast(from_root);
        from_root.truncate(16);
    }
    fn exchange(&self, to: &Parts, from: &mut Parts) {
        self.0.exchange(to, from);
    }
    fn barrier(&self) {
        self.0.barrier();
    }
}

#[test]
fn a_rank_that_cannot_take_up_a_state_stops_the_root_as_well() {
    let scratch = tempfile::tempdir().unwrap();
    on(1, LATTICE, scratch.path(), &Stop::after(3, 100));
    let ends = each(3, |ranks| {
        let ranks: Rc<dyn Ranks> = match ranks.rank() {
            1 => Rc::new(Deaf(ranks)),
            _ => Rc::new(ranks),
        };
        work(LATTICE, ranks, scratch.path(), &Nobody).err()
    });
    let words: Vec<String> = ends
        .into_iter()
        .map(|end| end.unwrap().to_string())
        .collect();
    assert!(
        words[0].contains("rank 1") && words[2] == words[0],
        "{words:?}"
    );
    assert!(words[1].contains("does not fit"), "{words:?}");
}

/// Nobody waits: `each` would not return.
#[test]
fn rotors_that_come_and_go_are_refused_on_every_rank_in_the_same_words() {
    let text = with(LATTICE, "exchange = false", "") + "\n[population]\ny0 = 0.1\n";
    for count in [2, 3] {
        let ends = each(count, |ranks| {
            let engine = RunEngine::on(&plan(&text).unwrap(), Rc::new(ranks));
            engine.err().map(|error| error.to_string())
        });
        let first = ends[0].clone().unwrap();
        assert!(first.contains("[population]"), "{first}");
        assert!(ends.iter().all(|end| end.as_ref() == Some(&first)));
    }
    let alone = each(1, |ranks| {
        RunEngine::on(&plan(&text).unwrap(), Rc::new(ranks)).is_ok()
    });
    assert_eq!(alone, [true]);
}
