//! `glassmelt claims`: the words of the interface, single claims, the page, wrong ids.

mod common;

use common::{ask, glassmelt, json, refusal, text};

#[test]
fn the_answer_has_the_keys_of_the_interface() {
    let answer = json("claims logarithm balance");
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["claims", "glassmelt", "warnings"]);
    let claims = answer["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0]["verdict"], "fails");
    assert_eq!(claims[0]["number"], 0.0);
    assert_eq!(claims[1]["verdict"], "holds with an assumption");
    for claim in claims {
        for key in [
            "id",
            "claim",
            "equation",
            "computation",
            "quantity",
            "unit",
            "expected",
        ] {
            assert!(claim[key].is_string(), "{key}");
        }
    }
    assert_eq!(answer["warnings"].as_array().unwrap().len(), 0);
}

#[test]
fn lines_fit_the_screen_and_have_no_colours_in_a_file() {
    for width in [80, 100] {
        let mut command = glassmelt();
        command.env("COLUMNS", width.to_string());
        command.args([
            "claims",
            "length-at-tg",
            "euler-angles",
            "adam-gibbs",
            "green-function",
        ]);
        let output = command.output().unwrap();
        let screen = text(&output.stdout);
        assert!(output.status.success() && !screen.contains('\u{1b}'));
        let longest = screen.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(width), "{screen}");
        for words in ["5e7 nm", "holds with", "fails: 2", "Assumed:"] {
            assert!(screen.contains(words), "{words}: {screen}");
        }
    }
}

#[test]
fn the_page_begins_with_a_heading_and_is_no_json() {
    let page = text(&ask("claims --markdown logarithm").stdout);
    assert!(page.starts_with("# The claims of the paper"), "{page}");
    assert!(page.contains("| `logarithm` |"), "{page}");
    assert!(refusal("claims --markdown --json").contains("--json"));
}

#[test]
fn an_id_that_does_not_exist_is_refused_with_those_that_do() {
    let message = refusal("claims logarythm");
    assert!(
        message.contains("there is no claim `logarythm`"),
        "{message}"
    );
    assert!(message.contains("logarithm, pairs-soften"), "{message}");
}
