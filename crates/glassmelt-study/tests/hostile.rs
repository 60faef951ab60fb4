//! Files that somebody broke: whatever is in them, the answer is a model or an error.

mod common;

use common::{TETRAHEDRON, model, repository};
use glassmelt_study::{Document, StudyPlan};
use proptest::prelude::*;

/// Things to put in place of a piece of a file.
const PIECES: [&str; 18] = [
    "",
    "nan",
    "-1",
    "1e999",
    "\"",
    "[",
    "]",
    "{}",
    "[core]",
    "\n",
    "\u{0}",
    "é",
    "true",
    "[[0, 0, 0]]",
    "1979-05-27",
    "9223372036854775807",
    "= = =",
    "'''",
];

fn mutated(text: &str, at: usize, length: usize, piece: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = at % (characters.len() + 1);
    let end = (at + length).min(characters.len());
    let start: String = characters[..at].iter().collect();
    let rest: String = characters[end..].iter().collect();
    format!("{start}{piece}{rest}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_mutated_defect_is_a_model_or_an_error_with_words(
        at in 0_usize..1000, length in 0_usize..30, piece in 0_usize..18, again in 0_usize..1000,
    ) {
        let once = mutated(TETRAHEDRON, at, length, PIECES[piece]);
        let twice = mutated(&once, again, 3, PIECES[(piece + at) % PIECES.len()]);
        for text in [once, twice] {
            if let Err(error) = model(&text) {
                prop_assert!(error.to_string().contains("defect.toml"), "{error}");
            }
        }
    }

    #[test]
    fn a_mutated_study_is_a_plan_or_an_error_with_words(
        at in 0_usize..3000, length in 0_usize..30, piece in 0_usize..18,
    ) {
        let folder = repository().join("examples");
        let text = std::fs::read_to_string(folder.join("study.toml")).unwrap();
        let text = mutated(&text, at, length, PIECES[piece]);
        if let Err(error) = StudyPlan::of(&Document::new("study.toml", text), &folder) {
            prop_assert!(error.to_string().len() > 20, "{error}");
        }
    }

    #[test]
    fn any_text_at_all_is_refused_without_a_panic(text in "\\PC{0,200}") {
        prop_assert!(model(&text).is_err());
    }
}
