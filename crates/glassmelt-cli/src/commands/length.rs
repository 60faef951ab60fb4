//! `glassmelt length`: the correlation length of a flow to a given fixed point.

use glassmelt::length::{Criterion, log_length};
use glassmelt::special::FIXED_LINE_FACTOR;
use glassmelt::{Layer, Warning};
use serde::Serialize;

use super::LayerWord;
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::screen::number;

/// Finds where the flow from mu0_bar to mu_c_bar has reached the correlation length.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt length --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion fixed-line\n  glassmelt length --layer exact --alpha 0.05 --mu0-bar 10 --mu-c-bar 1 --criterion fraction --fraction 0.9"
)]
pub(crate) struct Arguments {
    /// Which layer answers; `printed` is Eq. 23, whatever the criterion.
    #[arg(long, value_enum, default_value = "small-coupling")]
    layer: LayerWord,
    /// Coupling of a pair of defects, 16 pi |p|^2.
    #[arg(long)]
    alpha: f64,
    /// Bare shear modulus mu_0 a^3/(k_B T).
    #[arg(long)]
    mu0_bar: f64,
    /// The modulus at the fixed point, mu_c a^3/(k_B T).
    #[arg(long)]
    mu_c_bar: f64,
    /// Relative to what the modulus is judged.
    #[arg(long, value_enum, default_value = "fixed-line")]
    criterion: CriterionWord,
    /// For `fixed-line`: mu(xi) = factor mu_c.
    #[arg(long, default_value_t = FIXED_LINE_FACTOR)]
    factor: f64,
    /// For `fraction`: mu(xi) = fraction mu_0.
    #[arg(long, default_value_t = 0.9)]
    fraction: f64,
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
    let criterion = match arguments.criterion {
        CriterionWord::FixedLine => Criterion::FixedLine {
            factor: arguments.factor,
        },
        CriterionWord::Fraction => Criterion::Fraction {
            fraction: arguments.fraction,
        },
    };
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
        warnings: warnings(arguments, ell),
    };
    print(arguments.form, &answer, text)
}

fn warnings(arguments: &Arguments, ell: f64) -> Vec<Warning> {
    let ratio = arguments.mu_c_bar / arguments.mu0_bar;
    let mut warnings = Vec::new();
    if arguments.layer == LayerWord::Printed {
        warnings.push(Warning::new(
            "criterion_not_used",
            "Eq. 23 is the same for every criterion; the paper puts ln ln(mu_0/mu_c) = 1 in it.",
        ));
    }
    if arguments.criterion == CriterionWord::Fraction {
        warnings.push(Warning::new(
            "fraction_criterion",
            "Measured against mu_0 the length tends to a as mu_c vanishes: this criterion does not \
             give Eq. 23.",
        ));
    }
    if ell == 0.0 {
        warnings.push(Warning::new(
            "starts_at_criterion",
            format!(
                "The flow starts at mu_0 = {:.6} mu_c, already within the criterion: xi = a.",
                1.0 / ratio
            ),
        ));
    } else if ell.is_infinite() {
        warnings.push(Warning::new(
            "never_reached",
            format!(
                "The flow never falls to {:.6} mu_0: it stops at mu_c = {ratio:.6} mu_0, and no length \
                 answers the criterion.",
                arguments.fraction
            ),
        ));
    }
    warnings
}

fn text(answer: &Answer) -> String {
    format!(
        "ln(xi/a)             {}\nxi/a                 {}\nalpha mu_c ln(xi/a)  {}\n{}",
        number(answer.ell),
        number(answer.xi_over_a),
        number(answer.alpha_mu_c_ell),
        warning_list(&answer.warnings)
    )
}
