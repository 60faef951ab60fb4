//! `glassmelt rotors`: runs kept in folders, stopped, resumed, shown; refusals that say what would be right.

mod common;

use std::path::Path;
use std::process::{Command as Process, Output, Stdio};
use std::time::{Duration, Instant};

use common::{glassmelt, json_of, refusal_of, repository, text};

fn rotors(words: &[&str], folder: &Path) -> Output {
    let mut command = glassmelt();
    command.arg("rotors").args(words).arg(folder);
    command.output().unwrap()
}

fn run(file: &str, folder: &Path) -> Output {
    rotors(&["run", file, "--json", "--out"], folder)
}

const LATTICE: &str = "examples/runs/lattice.toml";
const POPULATION: &str = "examples/runs/population.toml";
const RANDOM: &str = "examples/runs/random.toml";

#[test]
fn a_run_leaves_a_folder_that_show_reads() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a/run");
    let answer = json_of(&run(RANDOM, &folder));
    assert_eq!(answer["layer"], "elastic");
    assert_eq!(answer["sweeps"]["done"], answer["sweeps"]["total"]);
    assert_eq!(answer["results"].as_array().unwrap().len(), 2);
    assert_eq!(json_of(&rotors(&["show", "--json"], &folder)), answer);
    let original = std::fs::read(repository().join(RANDOM)).unwrap();
    assert_eq!(std::fs::read(folder.join("run.toml")).unwrap(), original);
    for name in [
        "meta.json",
        "checkpoint.glassmelt",
        "results.json",
        "series/sample0-replica0-coupling0.csv",
    ] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    let screen = text(&rotors(&["show"], &folder).stdout);
    assert!(
        screen.contains("24 rotors") && screen.contains("accepted"),
        "{screen}"
    );
    assert!(screen.contains("sweeps are done") && screen.contains("report.html"));
    for name in [
        "report.html",
        "figures/modulus-coupling.svg",
        "tables/modulus.csv",
    ] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    for result in answer["results"].as_array().unwrap() {
        for key in ["x0", "equilibrated", "mu_r_k0", "mu_r_q", "energy"] {
            assert!(!result[key].is_null(), "{key}");
        }
        for key in ["clausius_mossotti", "independent", "virial"] {
            assert!(result.get(key).is_some(), "{key}");
        }
        for key in ["mean", "error", "independent_samples"] {
            assert!(result["mu_r_k0"].get(key).is_some(), "{key}");
        }
        for key in ["q", "mean", "error"] {
            assert!(result["mu_r_q"][0].get(key).is_some(), "{key}");
        }
    }
}

#[test]
fn another_run_is_not_written_over() {
    let scratch = tempfile::tempdir().unwrap();
    let first = run(LATTICE, scratch.path());
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    let before = std::fs::read(scratch.path().join("results.json")).unwrap();
    let message = refusal_of(&run(RANDOM, scratch.path()));
    assert!(message.contains("already holds run.toml"), "{message}");
    assert!(
        message.contains("resume") && message.contains("another folder"),
        "{message}"
    );
    assert_eq!(
        std::fs::read(scratch.path().join("results.json")).unwrap(),
        before
    );
}

#[test]
fn what_is_no_run_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    for words in [&["resume"], &["show"]] {
        let message = refusal_of(&rotors(words, scratch.path()));
        assert!(message.contains("is not the folder of a run"), "{message}");
    }
    let file = scratch.path().join("mine.toml");
    std::fs::write(&file, "[sites]\nkind = \"random\"\ncount = 5\ndensity = 0.9\n[coupling]\nx0 = [1]\n[run]\nthermalize = 1\nmeasure = 1\n").unwrap();
    let message = refusal_of(&run(file.to_str().unwrap(), &scratch.path().join("out")));
    assert!(
        message.contains("mine.toml, line 4: [sites] density = 0.9"),
        "{message}"
    );
    assert!(!scratch.path().join("out").exists());
}

#[test]
fn a_damaged_checkpoint_is_told_and_nothing_is_lost() {
    let scratch = tempfile::tempdir().unwrap();
    assert_eq!(run(LATTICE, scratch.path()).status.code(), Some(0));
    let path = scratch.path().join("checkpoint.glassmelt");
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let series =
        std::fs::read(scratch.path().join("series/sample0-replica0-coupling0.csv")).unwrap();
    let message = refusal_of(&rotors(&["resume"], scratch.path()));
    assert!(
        message.contains("checkpoint.glassmelt") && message.contains("checksum"),
        "{message}"
    );
    assert_eq!(
        std::fs::read(scratch.path().join("series/sample0-replica0-coupling0.csv")).unwrap(),
        series
    );
}

/// Long enough to be stopped on the way, with a checkpoint after each block.
fn long(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("long.toml");
    let text = std::fs::read_to_string(repository().join(LATTICE)).unwrap();
    let longer = text.replace("measure = 400", "measure = 20000\ncheckpoint_seconds = 0");
    assert_ne!(text, longer);
    std::fs::write(
        &file,
        longer.replace("[look]\nwaves = 2\nframes = 200\n", ""),
    )
    .unwrap();
    file
}

fn started(file: &Path, folder: &Path) -> std::process::Child {
    let mut process = Process::new(env!("CARGO_BIN_EXE_glassmelt"));
    process
        .args(["rotors", "run"])
        .arg(file)
        .arg("--out")
        .arg(folder);
    let child = process
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !folder.join("checkpoint.glassmelt").exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "no checkpoint");
        std::thread::sleep(Duration::from_millis(10));
    }
    child
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_saves_and_says_how_to_go_on() {
    let scratch = tempfile::tempdir().unwrap();
    let (file, folder) = (long(scratch.path()), scratch.path().join("run"));
    let child = started(&file, &folder);
    let second = refusal_or_failure(&rotors(&["resume"], &folder));
    assert!(second.contains("another process"), "{second}");
    let id = child.id().to_string();
    assert!(
        Process::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{message}");
    assert!(
        message.contains("and saved: `glassmelt rotors resume"),
        "{message}"
    );
    let answer = json_of(&rotors(&["show", "--json"], &folder));
    assert!(answer["sweeps"]["done"].as_u64() < answer["sweeps"]["total"].as_u64());
}

#[cfg(unix)]
fn refusal_or_failure(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    text(&output.stderr)
}

#[test]
fn a_run_that_is_killed_and_resumed_equals_the_uninterrupted_one() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("short.toml");
    let text = std::fs::read_to_string(long(scratch.path())).unwrap();
    std::fs::write(&file, text.replace("measure = 20000", "measure = 600")).unwrap();
    let (killed, whole) = (scratch.path().join("killed"), scratch.path().join("whole"));
    let mut child = started(&file, &killed);
    child.kill().unwrap();
    child.wait().unwrap();
    let resumed = rotors(&["resume", "--threads", "1"], &killed);
    assert_eq!(resumed.status.code(), Some(0));
    assert_eq!(run(file.to_str().unwrap(), &whole).status.code(), Some(0));
    for name in [
        "checkpoint.glassmelt",
        "series/sample0-replica0-coupling0.csv",
        "results.json",
        "meta.json",
    ] {
        let bytes = |folder: &Path| std::fs::read(folder.join(name)).unwrap();
        assert!(bytes(&killed) == bytes(&whole), "{name}");
    }
}

#[cfg(not(feature = "mpi"))]
#[test]
fn several_processes_are_refused_where_mpi_is_not_built_in() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("run");
    for started in ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"] {
        for words in [&["resume"][..], &["run", LATTICE, "--out"]] {
            let mut command = glassmelt();
            command.env(started, "4").arg("rotors").args(words);
            let message = refusal_of(&command.arg(&folder).output().unwrap());
            assert!(message.contains("--features mpi"), "{message}");
        }
    }
    assert!(!folder.exists());
}

/// What `[population]` adds stands in the text, and a modulus says of which shear it is.
#[test]
fn the_numbers_of_rotors_that_come_and_go_are_shown() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("run");
    let shown = text(&rotors(&["run", POPULATION, "--out"], &folder).stdout);
    for words in [
        "Numbers of rotors",
        "n a^3",
        "inserted",
        "22 rotors at the start",
        "[110]: both",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(std::fs::exists(folder.join("tables/population.csv")).unwrap());
    assert!(std::fs::exists(folder.join("figures/density-coupling.svg")).unwrap());
}

#[cfg(feature = "mpi")]
#[test]
fn rotors_that_come_and_go_are_refused_under_mpirun_in_one_message() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("run");
    let mut command = Process::new("mpirun");
    command.args(["--oversubscribe", "--allow-run-as-root", "-n", "3"]);
    command.arg(glassmelt().get_program());
    command
        .args(["rotors", "run"])
        .arg(repository().join(POPULATION));
    let output = command.arg("--out").arg(&folder).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.matches("glassmelt: ").count(), 1, "{told}");
    assert!(told.contains("[population]") && !folder.exists(), "{told}");
}
