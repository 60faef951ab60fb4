//! The folder: all files or none, errors that name the path.

mod fixture;

use std::fs;
use std::path::{Path, PathBuf};

use glassmelt_report::{Pictures, ReportError, ReportOptions, write_files, write_report};

/// The usual report in a folder.
fn write(folder: &Path, pictures: Pictures) -> Result<Vec<PathBuf>, ReportError> {
    let options = ReportOptions { pictures };
    write_report(
        &fixture::analysis(),
        &fixture::meta(),
        folder,
        options,
        Vec::new(),
    )
}

#[test]
fn every_file_that_is_announced_exists_and_nothing_else() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("new").join("report");
    let written = write(&folder, Pictures::SvgAndPng).unwrap();
    assert_eq!(written[0], folder.join("report.html"));
    assert!(written.iter().all(|path| path.is_file()));
    let mut found = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        found += if path.is_dir() {
            fs::read_dir(path).unwrap().count()
        } else {
            1
        };
    }
    assert_eq!(found, written.len(), "temporary files are gone");
}

#[test]
fn a_png_is_four_pixels_for_each_of_a_column_of_89_mm() {
    let scratch = tempfile::tempdir().unwrap();
    write(scratch.path(), Pictures::SvgAndPng).unwrap();
    let png = fs::read(scratch.path().join("figures/angell.png")).unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(
        u32::from_be_bytes([png[16], png[17], png[18], png[19]]),
        4 * 336
    );
    let svg = fs::read_to_string(scratch.path().join("figures/angell.svg")).unwrap();
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"88.90mm\""));
}

#[test]
fn without_png_there_is_no_png() {
    let scratch = tempfile::tempdir().unwrap();
    let written = write(scratch.path(), Pictures::Svg).unwrap();
    assert!(
        written
            .iter()
            .all(|path| path.extension().unwrap() != "png")
    );
    let page = fs::read_to_string(&written[0]).unwrap();
    assert!(!page.contains(".png"));
}

#[test]
fn an_earlier_report_is_replaced() {
    let scratch = tempfile::tempdir().unwrap();
    fs::write(scratch.path().join("report.html"), "old").unwrap();
    let first = write(scratch.path(), Pictures::Svg).unwrap();
    let second = write(scratch.path(), Pictures::Svg).unwrap();
    assert_eq!(first, second);
    assert!(
        fs::read_to_string(&second[0])
            .unwrap()
            .starts_with("<!DOCTYPE html>")
    );
}

#[test]
fn a_file_in_place_of_the_folder_is_named_and_left_alone() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("data.csv");
    fs::write(&path, "T_K").unwrap();
    let error = write(&path, Pictures::Svg).unwrap_err();
    assert!(matches!(&error, ReportError::NotAFolder { path: found } if *found == path));
    assert!(error.to_string().contains("data.csv"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "T_K");
}

#[test]
fn a_folder_below_a_file_is_an_error_with_its_path() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("data.csv");
    fs::write(&file, "T_K").unwrap();
    let error = write(&file.join("report"), Pictures::Svg).unwrap_err();
    assert!(error.to_string().contains("data.csv"), "{error}");
}

#[test]
fn a_report_that_cannot_be_finished_leaves_an_earlier_one_whole() {
    let scratch = tempfile::tempdir().unwrap();
    fs::write(scratch.path().join("report.html"), "old").unwrap();
    fs::write(scratch.path().join("figures"), "not a folder").unwrap();
    let error = write(scratch.path(), Pictures::Svg).unwrap_err();
    assert!(error.to_string().contains("figures"), "{error}");
    assert_eq!(
        fs::read_to_string(scratch.path().join("report.html")).unwrap(),
        "old"
    );
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 2);
}

#[test]
fn the_first_columns_of_the_data_table_are_the_data_to_the_last_digit() {
    let analysis = fixture::analysis();
    let scratch = tempfile::tempdir().unwrap();
    write(scratch.path(), Pictures::Svg).unwrap();
    let mut reader = csv::Reader::from_path(scratch.path().join("tables/data.csv")).unwrap();
    assert_eq!(&reader.headers().unwrap()[1], "log10_eta_Pa_s");
    for (i, row) in reader.records().enumerate() {
        let row = row.unwrap();
        assert_eq!(
            row[0].parse::<f64>().unwrap().to_bits(),
            analysis.curve.temperatures[i].to_bits()
        );
        assert_eq!(
            row[1].parse::<f64>().unwrap().to_bits(),
            analysis.curve.log10_values[i].to_bits()
        );
    }
}

#[test]
fn files_of_other_names_stay_and_folders_on_the_way_are_made() {
    let scratch = tempfile::tempdir().unwrap();
    fs::write(scratch.path().join("notes.txt"), "mine").unwrap();
    let files = [
        ("cage.svg".to_string(), b"<svg/>".to_vec()),
        ("frames/cage.extxyz".to_string(), b"0\n\n".to_vec()),
    ];
    let written = write_files(scratch.path(), &files).unwrap();
    assert_eq!(written.len(), 2);
    for (path, (_, bytes)) in written.iter().zip(&files) {
        assert_eq!(&fs::read(path).unwrap(), bytes);
    }
    let notes = fs::read_to_string(scratch.path().join("notes.txt")).unwrap();
    assert_eq!(notes, "mine");
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 3);
}
