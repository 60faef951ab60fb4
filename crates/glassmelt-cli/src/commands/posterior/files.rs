//! The folder of posteriors: the answer in JSON, and every draw as CSV and as JSON for other programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use glassmelt_bayes::Posterior;
use glassmelt_report::{File, ReportMeta, write_posterior_report};

use super::{Answer, Arguments, Input};
use crate::answer::VERSION;
use crate::error::Failure;
use crate::folder::{command_line, options};

/// Writes page, figures, tables, `posterior.json`, and for each law `draws/LAW.csv` and `draws/LAW.json`.
pub(super) fn write(
    arguments: &Arguments,
    input: &Input,
    answer: &Answer,
    folder: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    let meta = ReportMeta {
        title: input.name(),
        command: command_line(),
        version: VERSION.to_owned(),
        data_name: input.files.join(", "),
        digest: input.digests.join(", "),
        source: input.citation.clone(),
        ..ReportMeta::default()
    };
    let mut attachments: Vec<File> = vec![(
        "posterior.json".to_owned(),
        serde_json::to_vec_pretty(answer)?,
    )];
    for posterior in &answer.analysis.posteriors {
        let path = format!("draws/{}", posterior.law);
        attachments.push((format!("{path}.csv"), table(posterior).into_bytes()));
        attachments.push((format!("{path}.json"), chains(posterior)?));
    }
    Ok(write_posterior_report(
        answer.analysis,
        input.data(),
        &meta,
        folder,
        options(arguments.png),
        attachments,
    )?)
}

/// A cell that may hold commas or quotes.
fn quoted(name: &str) -> String {
    if name.contains([',', '"']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

/// One line a draw: chain, draw, every variable, energy, whether its path diverged.
fn table(posterior: &Posterior) -> String {
    let draws = &posterior.draws;
    let names = draws.variables.iter().map(|v| quoted(&v.name));
    let names: Vec<String> = names.collect();
    let mut text = format!("chain,draw,{},energy,diverging\n", names.join(","));
    for chain in 0..draws.chains() {
        for draw in 0..draws.length() {
            let values: Vec<String> = draws.at(chain, draw).iter().map(f64::to_string).collect();
            let energy = draws.energies[chain][draw];
            let diverging = u8::from(draws.divergent[chain][draw]);
            let values = values.join(",");
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{chain},{draw},{values},{energy},{diverging}");
        }
    }
    text
}

/// `{"posterior": {variable: chains}, "sample_stats": {"energy": chains, "diverging": chains}}`, as
/// `arviz.from_dict(**json.load(file))` takes it.
fn chains(posterior: &Posterior) -> Result<Vec<u8>, Failure> {
    let draws = &posterior.draws;
    let names = draws.variables.iter().map(|v| v.name.as_str());
    let values: BTreeMap<&str, &Vec<Vec<f64>>> = names.zip(&draws.values).collect();
    let all = serde_json::json!({
        "posterior": values,
        "sample_stats": { "energy": draws.energies, "diverging": draws.divergent },
    });
    Ok(serde_json::to_vec(&all)?)
}
