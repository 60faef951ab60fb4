//! `glassmelt length`: the correlation length of a flow to a given fixed point.

use glassmelt::length::{Criterion, log_length};
use glassmelt::special::FIXED_LINE_FACTOR;
use glassmelt::{Layer, Warning};
use serde::Serialize;

use super::LayerWord;
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::screen::number;
use crate::value;

/// Finds where the flow from mu0_bar to mu_c_bar has reached the correlation length.
#[derive(Debug, clap::Args)]
#[command(
    allow_negative_numbers = true,
    after_help = "Examples:\n  glassmelt length --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion fixed-line\n  glassmelt length --layer exact --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion fraction --fraction 0.9"
)]
pub(crate) struct Arguments {
    /// Which layer answers; `printed` is Eq. 23, whatever the criterion.
    #[arg(long, value_enum, default_value = "small-coupling")]
    layer: LayerWord,
    /// Coupling of a pair of defects, 16 pi |p|^2.
    #[arg(long, value_parser = value::positive)]
    alpha: f64,
    /// Bare shear modulus mu_0 a^3/(k_B T).
    #[arg(long, value_parser = value::positive)]
    mu0_bar: f64,
    /// The modulus at the fixed point, mu_c a^3/(k_B T).
    #[arg(long, value_parser = value::positive)]
    mu_c_bar: f64,
    /// Relative to what the modulus is judged.
    #[arg(long, value_enum, default_value = "fixed-line")]
    criterion: CriterionWord,
    /// For `fixed-line`: mu(xi) = factor mu_c; 1.303088232125579, which gives Eq. 23, by default.
    #[arg(long, value_parser = value::above_one)]
    factor: Option<f64>,
    /// For `fraction`: mu(xi) = fraction mu_0; 0.9 by default.
    #[arg(long, value_parser = value::fraction)]
    fraction: Option<f64>,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum CriterionWord {
    /// The modulus has come near its fixed point: gives the Vogel-Fulcher form.
    FixedLine,
    /// The modulus has fallen to a fraction of the bare one: the criterion the paper states.
    Fraction,
}

/// The paper's "a fraction" of the bare modulus, which it does not put into numbers.
const USUAL_FRACTION: f64 = 0.9;

#[derive(Debug, Serialize)]
struct Answer {
    glassmelt: &'static str,
    layer: Layer,
    criterion: Criterion,
    alpha_mu_c_ell: f64,
    ell: f64,
    xi_over_a: f64,
    log10_xi_over_a: f64,
    warnings: Vec<Warning>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let criterion = criterion(arguments)?;
    let layer = arguments.layer.into();
    let (mu0_bar, mu_c_bar) = (arguments.mu0_bar, arguments.mu_c_bar);
    let ell = log_length(layer, arguments.alpha, mu0_bar, mu_c_bar, criterion)?;
    let answer = Answer {
        glassmelt: VERSION,
        layer,
        criterion,
        alpha_mu_c_ell: arguments.alpha * mu_c_bar * ell,
        ell,
        xi_over_a: ell.exp(),
        log10_xi_over_a: ell * std::f64::consts::LOG10_E,
        warnings: warnings(arguments, criterion, ell),
    };
    print(arguments.form, &answer, text)
}

/// The criterion with its number; a number that belongs to the other one is a misunderstanding.
fn criterion(arguments: &Arguments) -> Result<Criterion, Failure> {
    match (arguments.criterion, arguments.factor, arguments.fraction) {
        (CriterionWord::FixedLine, _, Some(fraction)) => Err(Failure::Question(format!(
            "--fraction {fraction} has no part in the criterion fixed-line; expected --criterion \
             fraction beside it, or --factor"
        ))),
        (CriterionWord::Fraction, Some(factor), _) => Err(Failure::Question(format!(
            "--factor {factor} has no part in the criterion fraction; expected --criterion \
             fixed-line beside it, or --fraction"
        ))),
        (CriterionWord::FixedLine, factor, None) => Ok(Criterion::FixedLine {
            factor: factor.unwrap_or(FIXED_LINE_FACTOR),
        }),
        (CriterionWord::Fraction, None, fraction) => Ok(Criterion::Fraction {
            fraction: fraction.unwrap_or(USUAL_FRACTION),
        }),
    }
}

fn warnings(arguments: &Arguments, criterion: Criterion, ell: f64) -> Vec<Warning> {
    let ratio = arguments.mu_c_bar / arguments.mu0_bar;
    let mut warnings = Vec::new();
    if arguments.layer == LayerWord::Printed {
        warnings.push(Warning::new(
            "criterion_not_used",
            "Eq. 23 is the same for every criterion; the paper puts ln ln(mu_0/mu_c) = 1 in it.",
        ));
    }
    if ratio > 1.0 {
        warnings.push(Warning::new(
            "negative_fugacity",
            format!(
                "The fixed point lies above the starting point, mu_c = {ratio:.4} mu_0: Eq. 19 gives \
                 y^2 < 0, which no density of defects has."
            ),
        ));
    }
    if let Criterion::Fraction { fraction } = criterion {
        warnings.extend(about_fraction(fraction, ratio, ell));
    }
    if ell == 0.0 {
        warnings.push(no_length(criterion, ratio));
    }
    warnings
}

/// Why the length is a: the flow starts within the criterion, or falls to it at once.
fn no_length(criterion: Criterion, ratio: f64) -> Warning {
    let start = 1.0 / ratio;
    match criterion {
        Criterion::FixedLine { factor } if start > factor => Warning::new(
            "falls_at_once",
            "At this coupling the flow falls to the criterion within e^-700 of a: xi = a.",
        ),
        _ => Warning::new(
            "starts_at_criterion",
            format!(
                "The flow starts at mu_0 = {start:.4} mu_c, already within the criterion: xi = a."
            ),
        ),
    }
}

/// What the criterion of the paper's text does, and whether this flow ever meets it.
fn about_fraction(fraction: f64, ratio: f64, ell: f64) -> Vec<Warning> {
    let mut warnings = vec![Warning::new(
        "fraction_criterion",
        "Measured against mu_0 the length tends to a as mu_c vanishes: this criterion does not \
         give Eq. 23.",
    )];
    if ell.is_infinite() {
        warnings.push(Warning::new(
            "never_reached",
            format!(
                "The flow never falls to {fraction} mu_0: it stops at mu_c = {ratio:.4} mu_0, and no \
                 length answers the criterion."
            ),
        ));
    }
    warnings
}

fn text(answer: &Answer) -> String {
    format!(
        "ln(xi/a)             {}\nlog10(xi/a)          {}\nalpha mu_c ln(xi/a)  {}\n{}",
        number(answer.ell),
        number(answer.log10_xi_over_a),
        number(answer.alpha_mu_c_ell),
        warning_list(&answer.warnings)
    )
}
