//! The page of all claims, `docs/claims.md`.

use crate::claim::{Claim, Verdict};

/// The claims as a page in Markdown: how many hold, then one table.
pub fn page(claims: &[Claim]) -> String {
    let rows: Vec<String> = claims.iter().map(row).collect();
    format!(
        "# The claims of the paper, recomputed\n\n\
         Made by `glassmelt claims --markdown`, kept by `tools/check_claims.py`. Each number is computed from the \
         library when the command runs; the verdict follows from it by what stands under *expected*. E1 to E49 are \
         the departures of [errata.md](errata.md).\n\n\
         {}\n\n\
         | id | the paper says | equation | computed | number | expected | verdict |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n\
         {}\n",
        summary(claims),
        rows.join("\n")
    )
}

/// How many claims have each verdict, in a sentence.
fn summary(claims: &[Claim]) -> String {
    let parts: Vec<String> = Verdict::ALL
        .into_iter()
        .map(|verdict| {
            let count = claims
                .iter()
                .filter(|claim| claim.verdict == verdict)
                .count();
            format!("**{verdict}** {count}")
        })
        .collect();
    format!("Of {} claims: {}.", claims.len(), parts.join(", "))
}

fn row(claim: &Claim) -> String {
    let assumption = claim
        .assumption_in_words()
        .map(|words| format!(". {words}"));
    let erratum = if claim.erratum.is_empty() {
        String::new()
    } else {
        format!(" ({})", claim.erratum)
    };
    let plain = [
        claim.claim.to_owned(),
        claim.equation.to_owned(),
        format!("{}{erratum}", claim.computation),
        format!("{} = {}", claim.quantity, claim.number_in_words()),
        claim.expected.clone(),
    ]
    .map(|cell| escaped(&cell));
    let verdict = format!(
        "**{}**{}",
        claim.verdict,
        escaped(&assumption.unwrap_or_default())
    );
    format!("| `{}` | {} | {verdict} |", claim.id, plain.join(" | "))
}

/// The text with what Markdown would take for a table, a tag or emphasis as it stands.
fn escaped(text: &str) -> String {
    let escape = |character: char| match character {
        '|' | '<' | '>' | '*' => format!("\\{character}"),
        _ => character.to_string(),
    };
    text.chars().map(escape).collect()
}
