//! Answers are kept whole or not at all, and a survey goes on where it stopped.

mod common;

use std::ops::ControlFlow;
use std::path::Path;

use common::{Liquid, chosen, input, subject};
use glassmelt_fit::FitOptions;
use glassmelt_survey::{Input, Journal, Kept, Subject, SurveyError, fit_curves, identity};

fn liquids(count: usize) -> Input {
    let liquid = |i: usize| Liquid {
        log10_eta0: -3.0,
        b: 3000.0 + i as f64,
        t0: 500.0,
    };
    input((0..count).map(|i| subject(i, liquid(i), 8, 0.03)).collect())
}

fn survey(folder: &Path, input: &Input, until: usize) -> Result<Vec<Kept>, SurveyError> {
    let laws = chosen(&["vft", "arrhenius"]);
    let options = FitOptions::default();
    let mut journal = Journal::open(folder, &identity(input, &laws, options, "1")?)?;
    let mut looks = 0;
    fit_curves(input, &laws, options, &mut journal, |_| {
        looks += 1;
        if looks > until {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
}

#[test]
fn a_survey_that_was_stopped_goes_on_and_ends_with_the_same_bytes() {
    let input = liquids(70);
    let (whole, parts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let at_once = survey(whole.path(), &input, 99).unwrap();
    let Err(SurveyError::Stopped { done, total }) = survey(parts.path(), &input, 1) else {
        panic!("it should have been stopped");
    };
    assert_eq!((done, total), (32, 70));
    let resumed = survey(parts.path(), &input, 99).unwrap();
    assert_eq!(at_once, resumed);
    let bytes = |folder: &Path| std::fs::read(folder.join("answers.jsonl")).unwrap();
    assert_eq!(bytes(whole.path()), bytes(parts.path()));
}

#[test]
fn a_line_that_breaks_off_is_done_again() {
    let input = liquids(5);
    let folder = tempfile::tempdir().unwrap();
    let answers = survey(folder.path(), &input, 9).unwrap();
    let path = folder.path().join("answers.jsonl");
    let bytes = std::fs::read(&path).unwrap();
    for cut in [1, 100, bytes.len() - 5, bytes.len() - 1] {
        std::fs::write(&path, &bytes[..bytes.len() - cut]).unwrap();
        assert_eq!(survey(folder.path(), &input, 9).unwrap(), answers);
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn a_line_that_breaks_off_inside_a_character_is_done_again() {
    let mut input = liquids(3);
    input.subjects[2].id = "Glas ä".to_owned();
    let folder = tempfile::tempdir().unwrap();
    let answers = survey(folder.path(), &input, 9).unwrap();
    let path = folder.path().join("answers.jsonl");
    let bytes = std::fs::read(&path).unwrap();
    let inside = bytes.iter().rposition(|byte| *byte == 0xc3).unwrap() + 1;
    std::fs::write(&path, &bytes[..inside]).unwrap();
    assert_eq!(survey(folder.path(), &input, 9).unwrap(), answers);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_folder_of_another_survey_is_refused_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    survey(folder.path(), &liquids(3), 9).unwrap();
    let path = folder.path().join("answers.jsonl");
    let before = std::fs::read(&path).unwrap();
    let refused = survey(folder.path(), &liquids(4), 9);
    assert!(
        matches!(refused, Err(SurveyError::AnotherSurvey { .. })),
        "{refused:?}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_that_is_no_survey_is_refused_and_a_damaged_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.jsonl");
    for text in ["my notes\n", "my notes"] {
        std::fs::write(&path, text).unwrap();
        assert!(matches!(
            survey(folder.path(), &liquids(3), 9),
            Err(SurveyError::AnotherSurvey { .. })
        ));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
    std::fs::remove_file(&path).unwrap();
    survey(folder.path(), &liquids(3), 9).unwrap();
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replacen("\"fitted\"", "\"fi", 1);
    std::fs::write(&path, text).unwrap();
    let refused = survey(folder.path(), &liquids(3), 9);
    assert!(
        matches!(refused, Err(SurveyError::Damaged { line: 2, .. })),
        "{refused:?}"
    );
}

#[test]
fn two_surveys_do_not_write_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    let _held = Journal::open(folder.path(), "one").unwrap();
    assert!(matches!(
        Journal::open(folder.path(), "one"),
        Err(SurveyError::Locked { .. })
    ));
}

#[test]
fn one_bad_curve_is_listed_with_its_reason_and_the_others_are_fitted() {
    let mut input = liquids(3);
    input.subjects[1].curve.temperatures[0] = f64::NAN;
    let folder = tempfile::tempdir().unwrap();
    let answers = survey(folder.path(), &input, 9).unwrap();
    let refused: Vec<&str> = answers
        .iter()
        .filter_map(|kept| match kept {
            Kept::Refused(refused) => Some(refused.reason.as_str()),
            Kept::Fitted(_) => None,
        })
        .collect();
    assert_eq!((answers.len(), refused.len()), (3, 1));
    assert!(refused[0].contains("temperatures"), "{refused:?}");
}

#[test]
fn kept_numbers_are_the_fitted_ones_to_the_last_bit() {
    let input = liquids(2);
    let laws = chosen(&["vft", "myega", "mct"]);
    let fresh: Vec<Kept> = input
        .subjects
        .iter()
        .map(|subject: &Subject| {
            glassmelt_survey::run::answer(subject, &laws, FitOptions::default())
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    Journal::open(folder.path(), "x")
        .unwrap()
        .keep(fresh.clone())
        .unwrap();
    let again = Journal::open(folder.path(), "x").unwrap();
    for kept in &fresh {
        assert_eq!(again.answer(kept.id()), Some(kept));
    }
}
