//! `defect --out` and `study --out`: complete folders, honest pages, no empty figures.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::{files_of, json, repository, text};
use serde_json::Value;

const TETRAHEDRON: &str = "defect examples/defects/tetrahedron.toml";
const STUDY: &str = "study examples/study.toml";

/// The screen of a command that writes a folder.
fn write(line: &str, folder: &Path) -> String {
    let output = common::glassmelt()
        .args(line.split_whitespace())
        .arg("--out")
        .arg(folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout)
}

/// A page without its tags, as it is read: only what a warning could share with it.
fn read(page: &str) -> String {
    let mut told = String::new();
    let mut inside = false;
    for letter in page.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => told.push(letter),
            _ => {}
        }
    }
    plain(
        &told
            .replace("&#x2f;", "/")
            .replace("&#x27;", "'")
            .replace("&quot;", "\""),
    )
}

/// Small Latin letters alone, what is set as Greek left out: what typesetting does not change.
fn plain(text: &str) -> String {
    const SET: [(&str, &str); 8] = [
        ("alpha", ""),
        ("eta", ""),
        ("tau", ""),
        ("mu_c", "c"),
        ("mu_0", ""),
        ("mu0", ""),
        ("xi", ""),
        ("omega_s", "s"),
    ];
    let bare = SET
        .iter()
        .fold(text.to_owned(), |text, (word, set)| text.replace(word, set));
    bare.chars().filter(char::is_ascii_lowercase).collect()
}

fn page_of(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn names(folder: &Path) -> BTreeSet<PathBuf> {
    files_of(folder).into_keys().collect()
}

/// The files that a page links to.
fn links(page: &str) -> Vec<String> {
    page.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|link| link.replace("&#x2f;", "/"))
        .collect()
}

fn shipped() -> Vec<String> {
    let entries = std::fs::read_dir(repository().join("examples/defects")).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| format!("defect examples/defects/{name}"))
        .collect()
}

/// Everything that must hold of any page and its folder.
#[track_caller]
fn is_sound(folder: &Path, name: &str) -> String {
    let page = page_of(folder, name);
    for word in ["NaN", ">inf", "-inf", "None", "undefined"] {
        assert!(!page.contains(word), "{word} stands on the page");
    }
    for word in [
        "<script", "<link", "<iframe", " src=", "@import", "url(http", "https://",
    ] {
        assert!(
            !page.contains(word),
            "{word} on a page that needs no network"
        );
    }
    let written = names(folder);
    for link in links(&page) {
        assert!(written.contains(Path::new(&link)), "{link} is not there");
    }
    for figure in written
        .iter()
        .filter(|n| n.extension().is_some_and(|e| e == "svg"))
    {
        let stem = figure.file_stem().unwrap().to_string_lossy();
        assert!(page.contains(&format!("<figure id=\"{stem}\"")), "{stem}");
        let svg = std::fs::read_to_string(folder.join(figure)).unwrap();
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{stem}");
        let drawn = ["<polyline", "<path", "<circle"]
            .iter()
            .any(|mark| svg.contains(mark));
        assert!(drawn, "{stem} is empty");
    }
    page
}

#[test]
fn the_page_of_a_defect_holds_every_warning_and_every_figure() {
    for line in shipped() {
        let scratch = tempfile::tempdir().unwrap();
        write(&line, scratch.path());
        let page = read(&is_sound(scratch.path(), "defect.html"));
        for warning in json(&line)["warnings"].as_array().unwrap() {
            let message = warning["message"].as_str().unwrap();
            assert!(page.contains(&plain(message)), "{line}: {message}");
        }
    }
}

#[test]
fn the_page_of_a_study_holds_every_warning_beside_its_step() {
    let scratch = tempfile::tempdir().unwrap();
    write(STUDY, scratch.path());
    let page = is_sound(scratch.path(), "study.html");
    let answer = json(STUDY);
    for warning in answer["warnings"].as_array().unwrap() {
        let step = warning["step"].as_str().unwrap();
        let home = step.split(' ').next().unwrap();
        let section = page.split(&format!("<section id=\"{home}\"")).nth(1);
        let section = section.unwrap_or_else(|| panic!("no section {home}"));
        let section = section.split("</section>\n\n").next().unwrap();
        let message = warning["message"].as_str().unwrap();
        assert!(read(section).contains(&plain(message)), "{step}: {message}");
    }
}

#[test]
fn the_json_in_the_folder_is_the_json_that_is_printed() {
    for (line, name) in [(TETRAHEDRON, "defect.json"), (STUDY, "study.json")] {
        let scratch = tempfile::tempdir().unwrap();
        write(line, scratch.path());
        let bytes = std::fs::read(scratch.path().join(name)).unwrap();
        let written: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(written, json(line));
    }
}

#[test]
fn the_atoms_are_the_reference_state_and_every_minimum() {
    for line in shipped() {
        let scratch = tempfile::tempdir().unwrap();
        write(&line, scratch.path());
        let atoms = std::fs::read_to_string(scratch.path().join("defect.extxyz")).unwrap();
        let frames = atoms
            .lines()
            .filter(|l| l.starts_with("Properties="))
            .count();
        let answer = json(&line);
        assert_eq!(
            frames,
            1 + answer["minima"].as_array().unwrap().len(),
            "{line}"
        );
        let count = |key: &str| usize::try_from(answer[key].as_u64().unwrap()).unwrap();
        let expected = count("corners") + count("neighbours") + 1;
        assert_eq!(
            atoms.lines().next(),
            Some(expected.to_string().as_str()),
            "{line}"
        );
    }
}

#[test]
fn what_has_no_dipole_has_no_picture_of_one() {
    let scratch = tempfile::tempdir().unwrap();
    write(
        "defect examples/defects/tetrahedron-stress-free.toml",
        scratch.path(),
    );
    let figures = names(&scratch.path().join("figures"));
    let expected = ["cage.svg", "energy-angle.svg"].map(PathBuf::from);
    assert_eq!(figures, BTreeSet::from(expected));
}

#[test]
fn without_a_medium_there_is_a_page_without_strain_pairs_and_alpha() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("bare.toml");
    let toml = std::fs::read_to_string(repository().join("examples/defects/asymmetric.toml"));
    let toml = toml.unwrap();
    let bare = toml.split("[medium]").next().unwrap();
    std::fs::write(&file, bare).unwrap();
    let folder = scratch.path().join("report");
    write(&format!("defect {}", file.display()), &folder);
    let page = is_sound(&folder, "defect.html");
    assert!(page.contains("without a medium there is no α"));
    for name in ["figures/strain.svg", "figures/pair.svg"] {
        assert!(!folder.join(name).exists(), "{name}");
    }
}

#[test]
fn the_energy_against_angle_is_lowest_at_the_ground_state_of_a_path_through_it() {
    let scratch = tempfile::tempdir().unwrap();
    write(TETRAHEDRON, scratch.path());
    let table = std::fs::read_to_string(scratch.path().join("tables/energy_angle.csv")).unwrap();
    let energies = table.lines().filter_map(|l| l.strip_prefix("defect,"));
    let energies = energies.map(|l| l.split(',').nth(1).unwrap().parse::<f64>().unwrap());
    let lowest = energies.fold(f64::INFINITY, f64::min);
    let ground = common::number(&json(TETRAHEDRON)["minima"][0]["energy"]);
    common::assert_close(lowest, ground, 1e-12);
}

#[test]
fn a_second_page_replaces_the_first_and_leaves_other_reports_alone() {
    let scratch = tempfile::tempdir().unwrap();
    let line = "fit data/glycerol.csv --law vft,rotor-exact --bootstrap 0";
    write(line, scratch.path());
    let fit = names(scratch.path());
    write(TETRAHEDRON, scratch.path());
    write(
        "defect examples/defects/tetrahedron-stress-free.toml",
        scratch.path(),
    );
    let both = names(scratch.path());
    assert!(fit.is_subset(&both));
    assert!(!both.contains(Path::new("figures/strain.svg")));
    assert!(!both.contains(Path::new("tables/saddles.csv")));
    is_sound_without_the_fit(scratch.path());
}

#[track_caller]
fn is_sound_without_the_fit(folder: &Path) {
    let written = names(folder);
    for link in links(&page_of(folder, "defect.html")) {
        assert!(written.contains(Path::new(&link)), "{link} is not there");
    }
}

#[test]
fn a_verdict_tells_what_was_put_in_by_hand_and_what_was_derived() {
    let scratch = tempfile::tempdir().unwrap();
    write(STUDY, scratch.path());
    let page = page_of(scratch.path(), "study.html");
    let verdict = page.split("class=\"verdict\">").nth(1).unwrap();
    let verdict = verdict.split("</p>").next().unwrap();
    for words in [
        "put in by hand",
        "stays solid at every temperature",
        "derives a T",
    ] {
        assert!(verdict.contains(words), "{words}: {verdict}");
    }
}

#[test]
fn a_study_without_a_dipole_that_shears_has_a_page() {
    let scratch = tempfile::tempdir().unwrap();
    let study = std::fs::read_to_string(repository().join("examples/study.toml")).unwrap();
    let defect = repository().join("examples/defects/tetrahedron-laboratory.toml");
    let defect = std::fs::read_to_string(defect).unwrap();
    std::fs::write(
        scratch.path().join("defect.toml"),
        defect.replace("\"as_printed\"", "\"stress_free\""),
    )
    .unwrap();
    let file = scratch.path().join("study.toml");
    let study = study.replace("defects/tetrahedron-laboratory.toml", "defect.toml");
    std::fs::write(&file, study).unwrap();
    let folder = scratch.path().join("report");
    write(&format!("study {}", file.display()), &folder);
    let page = is_sound(&folder, "study.html");
    assert!(page.contains("it makes no dipole"));
    assert!(!folder.join("figures/viscosity.svg").exists());
}

#[test]
fn pictures_in_pixels_stand_beside_every_figure_when_asked_for() {
    let scratch = tempfile::tempdir().unwrap();
    write(&format!("{TETRAHEDRON} --png"), scratch.path());
    let figures = names(&scratch.path().join("figures"));
    let with = |ending: &str| -> BTreeSet<PathBuf> {
        let of_kind = figures
            .iter()
            .filter(|n| n.extension().is_some_and(|e| e == ending));
        of_kind.map(|name| name.with_extension("")).collect()
    };
    assert_eq!(with("png"), with("svg"));
    assert_eq!(with("png").len(), 4);
}

#[test]
fn two_pages_of_one_defect_are_the_same_to_the_last_byte() {
    let [first, second] = [1, 2].map(|_| {
        let scratch = tempfile::tempdir().unwrap();
        write(TETRAHEDRON, scratch.path());
        let mut files = files_of(scratch.path());
        let page = files.remove(Path::new("defect.html")).unwrap();
        let folder = scratch.path().to_string_lossy().replace('/', "&#x2f;");
        (files, text(&page).replace(&folder, "FOLDER"))
    });
    assert!(first == second);
}

#[test]
fn what_stands_in_the_file_is_shown_and_runs_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("odd.toml");
    let example = repository().join("examples/defects/octahedron.toml");
    let toml = std::fs::read_to_string(example).unwrap();
    std::fs::write(
        &file,
        format!("# <script>alert(1)</script> {{{{ title }}}}\n{toml}"),
    )
    .unwrap();
    let folder = scratch.path().join("report");
    write(&format!("defect {}", file.display()), &folder);
    let page = is_sound(&folder, "defect.html");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt; {{ title }}"));
}
