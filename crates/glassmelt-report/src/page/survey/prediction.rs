//! The step of the prediction: correlations beside their nulls, exponents, one alpha for all.

use glassmelt::Layer;
use glassmelt_survey::population::{Null, Population, Prediction, Tested};

use super::words::{chance, range};
use crate::number::{fixed, with_error};
use crate::page::steps::{Columns, Step, StepTable, list};

pub(super) fn step(prediction: &Prediction, population: &Population) -> Step {
    let mut step = Step::new(
        "strength-modulus",
        "Strength against T₀/μ₀",
        "Eq. 24",
        Some(Layer::Printed),
    );
    step.words = vec![
        "The paper: f = (2/α)(k_{B}T_{0}/(μ_{0}a^{3})), which is the strength D = B/T_{0}. Glasses with a larger \
         T_{0}/μ_{0} are stronger, in proportion, if α and a are the same in all."
            .into(),
        "D and T_{0}/μ_{0} share T_{0}, in opposite places: where B, T_{0} and μ_{0} know nothing of each other, the two \
         fall together. Two nulls tell how far: μ_{0} permuted among the glasses (T_{0} and D stay together), and B and \
         μ_{0} permuted each by itself. The p-value is two-sided, against the first; the one in brackets asks for the \
         rise that the paper predicts."
            .into(),
        left_out(population),
    ];
    step.tables = vec![tests(prediction), one_alpha(prediction)];
    step
}

fn left_out(population: &Population) -> String {
    let of = population.left_out;
    format!(
        "{} glasses are held against it. Left out: {} over too few decades, {} without a modulus, {} with T_{{0}} at zero, {} whose D/T_{{0}} is \
         known to no better than a factor of e, {} without Vogel-Fulcher numbers for another reason.",
        population.glasses.len(),
        of.too_short,
        of.no_modulus,
        of.t0_at_zero,
        of.uncertain,
        of.no_strength
    )
}

fn tests(prediction: &Prediction) -> StepTable {
    let rows: [(&str, &str, Tested); 6] = [
        (
            "rank correlation of D and T_{0}/μ_{0}",
            "above 0",
            prediction.rank_correlation,
        ),
        (
            "the same with T_{0} held",
            "above 0",
            prediction.with_t0_held,
        ),
        (
            "slope of ln D against ln T_{0}/μ_{0}",
            "1",
            prediction.slope,
        ),
        ("exponent of T_{0} in B", "2", prediction.exponent_of_t0),
        ("exponent of μ_{0} in B", "−1", prediction.exponent_of_mu0),
        (
            "variance of ln D explained by one α",
            "1 at best",
            prediction.one_alpha.explained,
        ),
    ];
    let of = |cell: &dyn Fn(&(&str, &str, Tested)) -> String| {
        rows.iter().map(cell).collect::<Vec<String>>()
    };
    let null = |null: Null| {
        format!(
            "{} ({})",
            fixed(Some(null.mean), 2),
            range(null.low, null.high)
        )
    };
    Columns::default()
        .words("", of(&|row| row.0.to_owned()))
        .words("the paper", of(&|row| row.1.to_owned()))
        .words(
            "found",
            of(&|row| with_error(row.2.found.value, Some(row.2.found.error))),
        )
        .words("95 %", of(&|row| range(row.2.found.low, row.2.found.high)))
        .words("μ_{0} permuted", of(&|row| null(row.2.mu0_permuted)))
        .words("all independent", of(&|row| null(row.2.all_independent)))
        .words(
            "p",
            of(&|row| {
                let null = row.2.mu0_permuted;
                format!("{} ({})", chance(null.p), chance(null.p_rise))
            }),
        )
        .table(&format!(
            "{} glasses in {} groups that are resampled together",
            prediction.glasses, prediction.groups
        ))
}

fn one_alpha(prediction: &Prediction) -> StepTable {
    let one = prediction.one_alpha;
    let row = |name: &str, value: String, note: String| vec![name.to_owned(), value, note];
    let number = |of: glassmelt_survey::population::Resampled| with_error(of.value, Some(of.error));
    list(
        "One α for all, with scatter: ln D = ln(2/α) + ln(k_{B}T_{0}/(μ_{0}a^{3})) + scatter",
        &["", "", ""],
        vec![
            row(
                "α a^{3}",
                format!("{} nm^{{3}}", number(one.alpha_a3_nm3)),
                "what the data know".into(),
            ),
            row(
                "α",
                number(one.alpha),
                format!("with a = {} nm, which is assumed", one.a_nm),
            ),
            row(
                "scatter of ln D about the line",
                number(one.scatter),
                format!(
                    "a factor of {}; about a constant {}",
                    fixed(Some(one.scatter.value.exp()), 2),
                    fixed(Some(one.scatter_of_strength), 3)
                ),
            ),
        ],
    )
}
