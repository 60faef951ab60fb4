//! The page of moduli against length: what they are, where they agree, where they do not.

use glassmelt::modulus_curve::{Knowledge, Scale};

use super::shared::{Head, Item, render};
use super::steps::{Columns, Numbering, Step, StepTable, StepsPage, cautions, list};
use crate::canvas::extent;
use crate::compare::{CurvesPictures, NamedCurve, Pair, pairs};
use crate::number::{NONE, with_error};
use crate::trajectory::plain;
use crate::{ReportError, ReportMeta, ReportOptions};

/// The page as one HTML file that needs no other.
pub(crate) fn render_curves(
    curves: &[NamedCurve],
    warnings: &[String],
    pictures: &CurvesPictures,
    meta: &ReportMeta,
    options: ReportOptions,
) -> Result<String, ReportError> {
    let pairs = pairs(curves);
    let mut numbering = Numbering::new();
    let mut step = Step::new("sources", "The curves", "Eqs. 12-17", None);
    step.tables = vec![sources(curves)];
    let mut apart = Step::new("apart", "How far they are apart", "", None);
    apart.tables = vec![differences(curves, &pairs)];
    apart.words.push(
        "Differences are taken at the points of one curve that lie between points of the other. The mean square in errors is \
         about one where two curves agree within them; points of one curve are not always independent of each other."
            .into(),
    );
    for (step, name) in [(&mut step, "curves"), (&mut apart, "deviations")] {
        let figures = pictures.figures.iter();
        step.figures = numbering.next(figures.filter(|figure| figure.name == name));
    }
    let page = StepsPage {
        head: Head::new(meta, &pictures.tables, options, Vec::new()),
        data: format!(
            "{} curves of the shear modulus against length",
            curves.len()
        ),
        verdict: verdict(curves, &pairs),
        answer: answer(curves, &pairs),
        cautions: cautions(warnings.iter().map(String::as_str)),
        steps: if curves.is_empty() {
            Vec::new()
        } else if pairs.is_empty() {
            vec![step]
        } else {
            vec![step, apart]
        },
        inputs: &meta.inputs,
    };
    render("steps.html", page)
}

fn verdict(curves: &[NamedCurve], pairs: &[Pair]) -> String {
    if curves.is_empty() {
        return "There are no curves.".into();
    }
    let sentences: Vec<String> = pairs.iter().map(|pair| sentence(curves, pair)).collect();
    if sentences.is_empty() {
        "There is one curve, and nothing to hold it against.".into()
    } else {
        sentences.join(" ")
    }
}

/// How two curves stand to each other.
fn sentence(curves: &[NamedCurve], pair: &Pair) -> String {
    let [one, other] = pair.curves.map(|i| curves[i].name);
    let (Some((low, high)), Some(largest)) = (pair.range(), pair.largest()) else {
        return format!("{one} and {other} share no length.");
    };
    format!(
        "From {} to {} a, {one} and {other} differ by at most {} μ_{{0}}, at {} a.",
        plain(low),
        plain(high),
        plain(largest.difference.abs()),
        plain(largest.at)
    )
}

fn answer(curves: &[NamedCurve], pairs: &[Pair]) -> Vec<Item> {
    let item = |pair: &Pair| {
        let largest = pair.largest()?;
        let [one, other] = pair.curves.map(|i| curves[i].name);
        Some(Item {
            symbol: "",
            name: "Largest difference",
            value: format!("{} μ_{{0}}", difference(largest.difference, largest.error)),
            note: format!("{one} − {other}, at {} a", plain(largest.at)),
        })
    };
    pairs.iter().filter_map(item).collect()
}

fn difference(value: f64, error: f64) -> String {
    if error.is_finite() && error > 0.0 {
        let text = with_error(value, Some(error));
        format!("({text})")
    } else if error == 0.0 {
        plain(value)
    } else {
        format!("({} ± ?)", plain(value))
    }
}

/// What the curves are.
fn sources(curves: &[NamedCurve]) -> StepTable {
    let row = |named: &NamedCurve| {
        let curve = named.curve.along(Scale::Length);
        let lengths = extent(curve.points.iter().map(|point| point.at));
        let estimated = |known: &Knowledge| matches!(known, Knowledge::Estimated { .. });
        let measured = curve.points.iter().any(|point| estimated(&point.known));
        vec![
            named.name.to_owned(),
            curve.layer.to_string(),
            if measured { "estimated" } else { "exact" }.to_owned(),
            curve.points.len().to_string(),
            lengths.map_or_else(
                || NONE.into(),
                |(low, high)| format!("{} to {}", plain(low), plain(high)),
            ),
            named.note.to_owned(),
        ]
    };
    list(
        "Where they come from",
        &["curve", "layer", "numbers", "points", "lengths (a)", ""],
        curves.iter().map(row).collect(),
    )
}

fn differences(curves: &[NamedCurve], pairs: &[Pair]) -> StepTable {
    let named = |which: usize| -> Vec<String> {
        let names = pairs.iter().map(|pair| curves[pair.curves[which]].name);
        names.map(str::to_owned).collect()
    };
    let of = |value: &dyn Fn(&Pair) -> Option<f64>| -> Vec<Option<f64>> {
        pairs.iter().map(value).collect()
    };
    Columns::default()
        .words("curve", named(0))
        .words("minus", named(1))
        .numbers("points", &of(&|pair| Some(pair.deviations.len() as f64)), 6)
        .numbers("from (a)", &of(&|pair| Some(pair.range()?.0)), 4)
        .numbers("to (a)", &of(&|pair| Some(pair.range()?.1)), 4)
        .numbers(
            "root mean square (μ_{0})",
            &of(&|pair| pair.root_mean_square()),
            3,
        )
        .numbers("mean square in errors", &of(&|pair| pair.in_errors()), 3)
        .table("Differences on the lengths that both have")
}
