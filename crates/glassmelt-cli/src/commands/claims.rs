//! `glassmelt claims`: what the paper claims, recomputed, with a verdict each.

use std::io::{IsTerminal, Write};

use clap::builder::styling::{AnsiColor, Style};
use glassmelt::Warning;
use glassmelt_claims::{Claim, Statement, Verdict, all, find, page};
use serde::Serialize;

use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::progress::Wait;
use crate::screen::{Column, table, width, wrapped};

/// Recomputes what the paper claims: each claim, the computation that decides it, its number, the verdict.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt claims\n  glassmelt claims logarithm pair-energy\n  glassmelt claims --json"
)]
pub(crate) struct Arguments {
    /// Claims by their ids; all of them if none is named.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Answer with the page docs/claims.md in Markdown.
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, Serialize)]
struct Answer {
    glassmelt: &'static str,
    claims: Vec<Claim>,
    warnings: Vec<Warning>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let answer = Answer {
        glassmelt: VERSION,
        claims: recomputed(&asked(&arguments.ids)?)?,
        warnings: Vec::new(),
    };
    if arguments.markdown {
        let mut output = std::io::stdout().lock();
        write!(output, "{}", page(&answer.claims))?;
        return Ok(output.flush()?);
    }
    print(arguments.form, &answer, text)
}

/// The claims with these ids, in the order asked for.
fn asked(ids: &[String]) -> Result<Vec<&'static Statement>, Failure> {
    if ids.is_empty() {
        return Ok(all().collect());
    }
    let of = |id: &String| find(id).ok_or_else(|| unknown(id));
    ids.iter().map(of).collect()
}

fn unknown(id: &str) -> Failure {
    let ids: Vec<&str> = all().map(|statement| statement.id).collect();
    let width = crate::screen::width();
    let list = wrapped(&ids.join(", "), "  ", "  ", width);
    Failure::Question(format!("there is no claim `{id}`; expected one of\n{list}"))
}

fn recomputed(statements: &[&Statement]) -> Result<Vec<Claim>, Failure> {
    let _sign_of_life = Wait::new("recomputing the claims");
    let claims = statements.iter().map(|statement| statement.recompute());
    Ok(claims.collect::<glassmelt_claims::Result<_>>()?)
}

/// The columns of verdict and number; what is left is for the claim.
const VERDICT_WIDTH: usize = 10;
const NUMBER_WIDTH: usize = 24;
/// Blanks between columns.
const GAP: usize = 2;

fn text(answer: &Answer) -> String {
    let claim_width = width() - VERDICT_WIDTH - NUMBER_WIDTH - 2 * GAP;
    let cells = |cell: &dyn Fn(&Claim) -> String| answer.claims.iter().map(cell).collect();
    let columns = [
        Column::words(
            "verdict",
            cells(&|claim| fold(claim.verdict.words(), VERDICT_WIDTH)),
        ),
        Column::words("claim", cells(&|claim| words(claim, claim_width))),
        Column::words("number", cells(&|claim| number(claim, NUMBER_WIDTH))),
    ];
    let text = format!("{}\n{}", table(&columns), summary(&answer.claims));
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if colours { coloured(&text) } else { text }
}

/// What the paper says and where, and what was computed; an empty line below.
fn words(claim: &Claim, width: usize) -> String {
    let head = format!("{} ({})", claim.id, place(claim.equation));
    let computed = format!("Computed: {}.", claim.computation);
    let assumed = claim.assumption_in_words().unwrap_or_default();
    let paragraphs = [head.as_str(), claim.claim, &computed, &assumed];
    let folded = paragraphs.into_iter().filter(|text| !text.is_empty());
    let mut lines: Vec<String> = folded.map(|text| fold(text, width)).collect();
    lines.push(String::new());
    lines.join("\n")
}

/// `Eq. 6`, or the words that stand for it.
fn place(equation: &str) -> String {
    if equation.starts_with(|c: char| c.is_ascii_digit()) {
        let several = equation.contains([',', '-']);
        format!("{} {equation}", if several { "Eqs." } else { "Eq." })
    } else {
        equation
            .replace("below ", "below Eq. ")
            .replace("above ", "above Eq. ")
    }
}

fn number(claim: &Claim, width: usize) -> String {
    let asked = format!("asked: {}", claim.expected);
    [&claim.number_in_words(), claim.quantity, &asked]
        .map(|text| fold(text, width))
        .join("\n")
}

fn fold(text: &str, width: usize) -> String {
    wrapped(text, "", "", width)
}

fn summary(claims: &[Claim]) -> String {
    let count = |verdict: Verdict| {
        claims
            .iter()
            .filter(|claim| claim.verdict == verdict)
            .count()
    };
    let parts: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| count(*verdict) > 0)
        .map(|verdict| format!("{verdict}: {}", count(verdict)))
        .collect();
    parts.join(", ")
}

/// The verdicts at the beginning of lines in colours.
fn coloured(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let verdict = line.split("  ").next().unwrap_or_default();
        match colour(verdict) {
            Some(style) => format!("{style}{verdict}{style:#}{}", &line[verdict.len()..]),
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The colour of a verdict, or of a line of the one that is folded.
fn colour(words: &str) -> Option<Style> {
    let colour = match words {
        "holds" => AnsiColor::Green,
        "holds with" | "an" | "assumption" => AnsiColor::Yellow,
        "open" => AnsiColor::Cyan,
        "fails" => AnsiColor::Red,
        _ => return None,
    };
    Some(colour.on_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_have_colours_and_words_elsewhere_have_none() {
        let text = "fails  it fails\nholds with  x\nverdict     claim\n  fails";
        let lines: Vec<String> = coloured(text).lines().map(str::to_owned).collect();
        assert_eq!(lines[0], "\u{1b}[31mfails\u{1b}[0m  it fails");
        assert!(lines[1].starts_with("\u{1b}[33mholds with\u{1b}[0m"));
        assert_eq!(lines[2..], ["verdict     claim", "  fails"]);
    }

    #[test]
    fn places_are_equations_or_words() {
        assert_eq!(place("16, 17"), "Eqs. 16, 17");
        assert_eq!(place("below 20"), "below Eq. 20");
        assert_eq!(place("conclusions"), "conclusions");
    }
}
