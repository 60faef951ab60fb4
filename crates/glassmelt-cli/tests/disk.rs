//! Disks that are full, places that cannot be written, runs that are stopped: exit code 1, a clear
//! message, an earlier report whole.

mod common;

use std::path::Path;
use std::process::Output;

use common::{files_of, glassmelt, text};

fn fit_into(folder: &Path) -> Output {
    let mut command = glassmelt();
    command.args("fit data/glycerol.csv --law vft --bootstrap 0 --out".split(' '));
    command.arg(folder).output().unwrap()
}

/// The message of a failure that is the machine's: exit code 1, nothing on standard output.
#[track_caller]
fn failure_of(output: &Output) -> String {
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert_eq!(text(&output.stdout), "");
    assert!(!message.contains("panicked"), "{message}");
    message
}

#[test]
fn a_folder_that_is_a_file_or_lies_below_one_is_refused_and_the_file_stays() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("notes.txt");
    std::fs::write(&file, "mine").unwrap();
    for folder in [file.clone(), file.join("report"), file.join("a/b/report")] {
        let message = failure_of(&fit_into(&folder));
        assert!(message.contains("notes.txt is not a folder"), "{message}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_place_that_cannot_hold_a_report_is_told_before_the_table_is_read() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("notes.txt");
    std::fs::write(&file, "mine").unwrap();
    let mut command = glassmelt();
    command.args(["fit", "nowhere.csv", "--out"]).arg(&file);
    assert!(failure_of(&command.output().unwrap()).contains("notes.txt"));
}

/// The other commands that write a folder.
const PAGES: [&str; 2] = [
    "defect examples/defects/tetrahedron.toml",
    "study examples/study.toml",
];

fn page_into(line: &str, folder: &Path) -> Output {
    let mut command = glassmelt();
    command.args(line.split(' ')).arg("--out").arg(folder);
    command.output().unwrap()
}

#[test]
fn pages_are_refused_where_a_file_stands_before_any_work_is_done() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("notes.txt");
    std::fs::write(&file, "mine").unwrap();
    for line in PAGES
        .into_iter()
        .chain(["defect nowhere.toml", "study nowhere.toml"])
    {
        for folder in [file.clone(), file.join("a/report")] {
            let message = failure_of(&page_into(line, &folder));
            assert!(message.contains("notes.txt is not a folder"), "{message}");
        }
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_file_in_the_way_inside_the_folder_is_named_and_nothing_is_written() {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("figures"), "mine").unwrap();
    let message = failure_of(&fit_into(scratch.path()));
    assert!(message.contains("figures"), "{message}");
    assert_eq!(files_of(scratch.path()).len(), 1);
}

#[cfg(unix)]
mod unix {
    use std::io::Read;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    fn shell(script: &str, folder: &Path) -> Output {
        Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_glassmelt")])
            .arg(folder)
            .current_dir(common::repository())
            .output()
            .unwrap()
    }

    /// A limit on the size of files stops a report halfway, as a full disk does.
    #[test]
    fn a_report_that_does_not_fit_leaves_the_earlier_one_whole() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("report");
        assert_eq!(fit_into(&folder).status.code(), Some(0));
        let before = files_of(&folder);
        let script = "trap '' XFSZ; ulimit -f 40; \
                      exec \"$0\" fit data/diopside.csv --law vft --bootstrap 0 --out \"$1\"";
        let message = failure_of(&shell(script, &folder));
        assert!(message.contains("cannot write the report"), "{message}");
        assert!(message.contains("report"), "{message}");
        assert!(files_of(&folder) == before);
    }

    #[test]
    fn a_first_report_that_does_not_fit_leaves_no_folder() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("deep/report");
        let script = "trap '' XFSZ; ulimit -f 40; \
                      exec \"$0\" fit data/diopside.csv --law vft --bootstrap 0 --out \"$1\"";
        failure_of(&shell(script, &folder));
        assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_page_that_does_not_fit_leaves_the_earlier_one_whole_and_no_new_folder() {
        for line in PAGES {
            let scratch = tempfile::tempdir().unwrap();
            let folder = scratch.path().join("report");
            assert_eq!(page_into(line, &folder).status.code(), Some(0));
            let before = files_of(&folder);
            let script = format!("trap '' XFSZ; ulimit -f 40; exec \"$0\" {line} --out \"$1\"");
            let message = failure_of(&shell(&script, &folder));
            assert!(message.contains("cannot write the report"), "{message}");
            assert!(files_of(&folder) == before, "{line}");
            failure_of(&shell(&script, &scratch.path().join("deep/new")));
            assert!(!scratch.path().join("deep").exists(), "{line}");
        }
    }

    /// A disk of 2 MB in memory, full but for 100 kB; where the system does not let us have one, the
    /// limits above stand alone.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_leaves_the_earlier_report_whole() {
        let scratch = tempfile::tempdir().unwrap();
        let script = r#"
            mount -t tmpfs -o size=2m none "$1" 2>/dev/null || exit 77
            "$0" fit data/glycerol.csv --law vft --bootstrap 0 --out "$1/report" >/dev/null || exit 78
            before=$(cd "$1/report" && find . -type f | sort | xargs cksum)
            dd if=/dev/zero of="$1/filler" bs=1k count=4000 2>/dev/null
            "$0" fit data/diopside.csv --bootstrap 0 --out "$1/report"
            code=$?
            test "$before" = "$(cd "$1/report" && find . -type f | sort | xargs cksum)" || exit 79
            exit $code"#;
        let output = Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", script])
            .arg(env!("CARGO_BIN_EXE_glassmelt"))
            .arg(scratch.path())
            .current_dir(common::repository())
            .output();
        match output {
            Ok(output) if output.status.code() != Some(77) && !refused_by_the_system(&output) => {
                let message = failure_of(&output);
                assert!(message.contains("No space left"), "{message}");
            }
            _ => eprintln!("this system lends no disk in memory"),
        }
    }

    #[cfg(target_os = "linux")]
    fn refused_by_the_system(output: &Output) -> bool {
        text(&output.stderr).starts_with("unshare:")
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_answer_that_cannot_be_printed_is_a_failure_and_no_panic() {
        for script in [
            "exec \"$0\" length --alpha 1 --mu0-bar 2 --mu-c-bar 1 >/dev/full",
            "exec \"$0\" fit data/glycerol.csv --law vft --bootstrap 0 --json >/dev/full",
        ] {
            let message = failure_of(&shell(script, Path::new(".")));
            assert!(message.contains("cannot write the answer"), "{message}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_refusal_that_nobody_can_hear_keeps_its_exit_code() {
        for script in [
            "exec \"$0\" fit nowhere.csv 2>/dev/full",
            "exec \"$0\" fit nowhere.csv 2>&-",
            "exec \"$0\" melt --temperatures 200 2>/dev/full",
        ] {
            assert_eq!(
                shell(script, Path::new(".")).status.code(),
                Some(2),
                "{script}"
            );
        }
    }

    #[test]
    fn a_reader_who_has_seen_enough_is_no_error() {
        for line in [
            "flow --alpha 0.05 --mu0-bar 10 --y0 3 --ell 0:100000:1",
            "fit data/diopside.csv --bootstrap 0 --predictions --json",
            "fit --help",
        ] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_glassmelt"))
                .args(line.split(' '))
                .current_dir(common::repository())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut first = [0; 1];
            child.stdout.take().unwrap().read_exact(&mut first).unwrap();
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{line}");
            assert_eq!(text(&output.stderr), "", "{line}");
        }
    }

    /// Ctrl-C during a bootstrap of minutes.
    #[test]
    fn a_run_that_is_stopped_writes_nothing() {
        let scratch = tempfile::tempdir().unwrap();
        let earlier = scratch.path().join("earlier");
        assert_eq!(fit_into(&earlier).status.code(), Some(0));
        let before = files_of(&earlier);
        for folder in [scratch.path().join("new"), earlier.clone()] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_glassmelt"))
                .args("fit data/diopside.csv --bootstrap 100000 --out".split(' '))
                .arg(&folder)
                .current_dir(common::repository())
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(700));
            let begun = Instant::now();
            let kill = Command::new("kill")
                .args(["-INT", &child.id().to_string()])
                .status();
            assert!(kill.unwrap().success());
            assert!(!child.wait().unwrap().success());
            assert!(begun.elapsed() < Duration::from_secs(5));
        }
        assert!(!scratch.path().join("new").exists());
        assert!(files_of(&earlier) == before);
    }
}
