//! Folders, long tables and tables of levels: what is read, what is asked, what is refused.

use std::path::Path;

use approx::assert_relative_eq;
use glassmelt_survey::{Columns, Input, Origin, SurveyError};

fn write(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn read(text: &str, columns: &Columns) -> Result<Input, SurveyError> {
    let folder = tempfile::tempdir().unwrap();
    Input::read(&write(folder.path(), "table.csv", text), columns)
}

fn plain(text: &str) -> Result<Input, SurveyError> {
    read(text, &Columns::default())
}

const WIDE: &str = "# a comment\nID,G_GPa,Density,T2,T4,T7.6,T12,ViscosityAt1073K\n\
                    a,30.5,2.5,1500,1200,900,700,5.1\nb,,2.4,1510,1210,,710,5.2\nc,31,2.4,1510,,,,\n";

#[test]
fn levels_are_temperatures_at_a_viscosity_and_viscosities_at_a_temperature_hottest_first() {
    let input = plain(WIDE).unwrap();
    let a = &input.subjects[0];
    assert_eq!(
        (a.id.as_str(), a.mu0_gpa, a.origin),
        ("a", Some(30.5), Origin::Levels)
    );
    assert_eq!(a.curve.temperatures, [1500.0, 1200.0, 1073.0, 900.0, 700.0]);
    assert_eq!(a.curve.log10_values, [2.0, 4.0, 5.1, 7.6, 12.0]);
    assert_eq!(input.subjects[1].mu0_gpa, None);
    assert_eq!(input.refused.len(), 1);
    assert!(
        input.refused[0].reason.contains("line 5: 1 levels"),
        "{:?}",
        input.refused
    );
}

#[test]
fn a_bad_cell_refuses_its_row_alone_and_is_named() {
    let text = "ID,T2,T4,T6,T8,T12\na,1500,1200,1000,900,700\nb,1500,12OO,1000,900,700\nb2,1500,-3,1000,900,700\n\
                a,1501,1200,1000,900,700\n";
    let input = plain(text).unwrap();
    assert_eq!(input.subjects.len(), 1);
    let reasons: Vec<&str> = input.refused.iter().map(|r| r.reason.as_str()).collect();
    assert!(
        reasons[0].contains("line 3, column T4: \"12OO\""),
        "{reasons:?}"
    );
    assert!(reasons[1].contains("-3 K"), "{reasons:?}");
    assert!(
        reasons[2].contains("stands on line 2 already"),
        "{reasons:?}"
    );
}

#[test]
fn a_long_table_takes_units_as_the_fit_does_and_keeps_curves_apart() {
    let text = "series;T_C;log10_eta_poise;G_GPa\nx;1000;3;30\ny;900;4;20\nx;900;5;30\nx;800;7;30\ny;800;6;20\n\
                x;700;9;30\ny;700;9;20\ny;650;12;20\n";
    let columns = Columns {
        modulus: Some("G_GPa".to_owned()),
        ..Columns::default()
    };
    let input = read(text, &columns).unwrap();
    let names: Vec<&str> = input.subjects.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(names, ["x", "y"]);
    let x = &input.subjects[0];
    assert_relative_eq!(x.curve.temperatures[0], 1273.15);
    assert_relative_eq!(x.curve.log10_values[0], 2.0);
    assert_eq!(
        (x.mu0_gpa, x.curve.modulus_gpa.clone(), x.origin),
        (Some(30.0), None, Origin::Measured)
    );
}

#[test]
fn a_mistake_in_a_long_table_is_told_with_the_line_of_the_whole_table() {
    let text = "series,T_K,log10_eta_Pa_s\nx,1000,3\ny,900,4\nx,900,5\nx,800,7\ny,800,six\nx,700,9\ny,700,9\ny,650,12\n";
    let input = plain(text).unwrap();
    assert_eq!(input.subjects.len(), 1);
    assert!(
        input.refused[0].reason.contains("line 6"),
        "{:?}",
        input.refused
    );
}

#[test]
fn a_second_modulus_of_one_curve_is_refused() {
    let text = "series,T_K,log10_eta_Pa_s,mu\nx,1000,3,30\nx,900,5,31\nx,800,7,30\nx,700,9,30\n";
    let columns = Columns {
        modulus: Some("mu".to_owned()),
        ..Columns::default()
    };
    assert!(
        read(text, &columns).unwrap().refused[0]
            .reason
            .contains("second shear modulus")
    );
}

#[test]
fn what_is_not_said_is_asked_and_never_guessed() {
    let long = "melt,T_K,log10_eta_Pa_s\nx,1000,3\n";
    assert!(matches!(plain(long), Err(SurveyError::NoColumn { .. })));
    let two = "ID,series,T_K,log10_eta_Pa_s\nx,1,1000,3\n";
    assert!(matches!(plain(two), Err(SurveyError::TwoColumns { .. })));
    let neither = "id,a,b\nx,1,2\n";
    assert!(matches!(plain(neither), Err(SurveyError::Shape { .. })));
    let both = "id,T_K,log10_eta_Pa_s,T1,T2,T3,T4\nx,1,2,3,4,5,6\n";
    assert!(matches!(plain(both), Err(SurveyError::Shape { .. })));
    let columns = Columns {
        id: Some("name".to_owned()),
        ..Columns::default()
    };
    let error = read(WIDE, &columns).unwrap_err().to_string();
    assert!(
        error.contains("no column \"name\"") && error.contains("ID, G_GPa"),
        "{error}"
    );
    let columns = Columns {
        levels: Some("T".to_owned()),
        ..Columns::default()
    };
    assert!(matches!(
        read(WIDE, &columns),
        Err(SurveyError::Pattern { .. })
    ));
}

#[test]
fn names_of_levels_may_be_said_in_the_toml_beside_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let table = write(
        folder.path(),
        "mine.csv",
        "glass,iso2,iso4,iso7,iso12,mu\nx,1500,1200,900,700,30\n",
    );
    write(
        folder.path(),
        "mine.toml",
        "title = \"mine\"\n[columns]\nlevels = \"iso{}\"\nmodulus = \"mu\"\n",
    );
    let input = Input::read(&table, &Columns::default()).unwrap();
    assert_eq!(input.subjects[0].curve.log10_values, [2.0, 4.0, 7.0, 12.0]);
    assert_eq!(input.subjects[0].mu0_gpa, Some(30.0));
    write(folder.path(), "mine.toml", "[columns]\nlevel = \"iso{}\"\n");
    let error = Input::read(&table, &Columns::default())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("mine.toml") && error.contains("level"),
        "{error}"
    );
}

#[test]
fn a_folder_is_one_curve_a_table_and_a_bad_one_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let good = "T_K,log10_eta_Pa_s\n1000,3\n900,5\n800,7\n700,9\n";
    write(folder.path(), "b.csv", good);
    write(folder.path(), "a.csv", good);
    write(
        folder.path(),
        "a.toml",
        "title = \"A\"\nsmoothed = true\nmu0_gpa = 25.0\ngroup = \"paper\"\n",
    );
    write(folder.path(), "c.csv", "T_K,eta\n1000,3\n");
    write(folder.path(), "notes.txt", "mine");
    let input = Input::read(folder.path(), &Columns::default()).unwrap();
    let a = &input.subjects[0];
    assert_eq!(
        (a.id.as_str(), a.name.as_str(), a.origin),
        ("a", "A", Origin::Smoothed)
    );
    assert_eq!((a.mu0_gpa, a.group.as_deref()), (Some(25.0), Some("paper")));
    assert_eq!(input.subjects.len(), 2);
    assert!(
        input.refused[0].reason.contains("unit"),
        "{:?}",
        input.refused
    );
}

#[test]
fn an_empty_folder_and_an_empty_table_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Input::read(folder.path(), &Columns::default()),
        Err(SurveyError::NoTables { .. })
    ));
    assert!(matches!(
        plain("id,T1,T2,T3,T4\n"),
        Err(SurveyError::NoCurves { .. })
    ));
    let nowhere = Input::read(Path::new("nowhere.csv"), &Columns::default());
    assert!(matches!(nowhere, Err(SurveyError::Unreadable { .. })));
}

#[test]
fn a_number_of_a_column_counts_all_columns_wherever_the_id_stands() {
    let columns = |t: &str, y: &str| Columns {
        temperature: Some(t.to_owned()),
        viscosity: Some(y.to_owned()),
        ..Columns::default()
    };
    let first = "id,T_K,T_set_K,log10_eta_Pa_s,log10_eta2_Pa_s\nx,1000,1,3,0\nx,900,2,5,0\nx,800,3,7,0\nx,700,4,9,0\n";
    let last = "T_K,T_set_K,log10_eta_Pa_s,log10_eta2_Pa_s,id\n1000,1,3,0,x\n900,2,5,0,x\n800,3,7,0,x\n700,4,9,0,x\n";
    for (text, t, y, id) in [(first, "2", "4", "1"), (last, "1", "3", "5")] {
        let input = read(text, &columns(t, y)).unwrap();
        assert_eq!(input.refused, []);
        let curve = &input.subjects[0].curve;
        assert_eq!(curve.temperatures, [1000.0, 900.0, 800.0, 700.0]);
        assert_eq!(curve.log10_values, [3.0, 5.0, 7.0, 9.0]);
        let refused = read(text, &columns(id, y));
        assert!(
            matches!(refused, Err(SurveyError::UnknownColumn { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn tables_that_differ_in_their_ending_alone_keep_it_in_their_names() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "a.csv",
        "T_K,log10_eta_Pa_s\n1000,3\n900,5\n800,7\n700,9\n",
    );
    write(
        folder.path(),
        "a.tsv",
        "T_K\tlog10_eta_Pa_s\n1000\t3\n900\t4\n800\t5\n700\t6\n",
    );
    write(
        folder.path(),
        "b.csv",
        "T_K,log10_eta_Pa_s\n1000,3\n900,5\n800,7\n700,9\n",
    );
    let input = Input::read(folder.path(), &Columns::default()).unwrap();
    let ids: Vec<&str> = input.subjects.iter().map(|of| of.id.as_str()).collect();
    assert_eq!(ids, ["a.csv", "a.tsv", "b"]);
}
