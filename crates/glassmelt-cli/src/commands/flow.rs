//! `glassmelt flow`: modulus and fugacity against scale.

use glassmelt::flow::{
    ExactFlow, FixedPoint, FlowPoint, PrintedFlow, SmallCouplingFlow, ode,
    small_coupling::largest_error_of_printed,
};
use glassmelt::{Layer, Warning, validity};
use serde::Serialize;

use super::LayerWord;
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::list::{self, List};
use crate::screen::{Column, number, powers, precise, table};
use crate::value;

/// Follows the renormalization flow of Eqs. 16-17 from the bare modulus to its fixed point.
#[derive(Debug, clap::Args)]
#[command(
    allow_negative_numbers = true,
    after_help = "Example:\n  glassmelt flow --alpha 0.05 --mu0-bar 10 --y0 3 --ell 0.5,1,10"
)]
pub(crate) struct Arguments {
    /// Coupling of a pair of defects, 16 pi |p|^2.
    #[arg(long, value_parser = value::positive)]
    alpha: f64,
    /// Bare shear modulus mu_0 a^3/(k_B T).
    #[arg(long, value_parser = value::positive)]
    mu0_bar: f64,
    /// Bare fugacity of the defects.
    #[arg(long, value_parser = value::non_negative)]
    y0: f64,
    /// Scales ln(R/a): a list 0.5,1,10 or a range 0:20:2.
    #[arg(long, default_value = "0:20:2", value_parser = list::scales, allow_hyphen_values = true)]
    ell: List,
    /// Which layer answers; `printed` integrates Eqs. 16-17 step by step.
    #[arg(long, value_enum, default_value = "exact")]
    layer: LayerWord,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, Serialize)]
struct Answer {
    glassmelt: &'static str,
    layer: Layer,
    alpha: f64,
    mu0_bar: f64,
    y0: f64,
    first_integral: f64,
    fate: &'static str,
    fixed_point: FixedPoint,
    points: Vec<FlowPoint>,
    warnings: Vec<Warning>,
}

/// What a layer says of the flow as a whole.
struct Solved {
    first_integral: f64,
    fixed_point: FixedPoint,
    points: Vec<FlowPoint>,
    warnings: Vec<Warning>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ells = &arguments.ell.0;
    let solved = match arguments.layer {
        LayerWord::Exact => exact(arguments, ells)?,
        LayerWord::Printed => printed(arguments, ells)?,
        LayerWord::SmallCoupling => small_coupling(arguments, ells)?,
    };
    let mut warnings: Vec<Warning> = validity::not_dilute(arguments.y0).into_iter().collect();
    warnings.extend(solved.warnings);
    warnings.extend(rate_beyond_numbers(solved.fixed_point));
    let answer = Answer {
        glassmelt: VERSION,
        layer: arguments.layer.into(),
        alpha: arguments.alpha,
        mu0_bar: arguments.mu0_bar,
        y0: arguments.y0,
        first_integral: solved.first_integral,
        fate: "solid",
        fixed_point: solved.fixed_point,
        points: solved.points,
        warnings,
    };
    print(arguments.form, &answer, text)
}

/// The flow at each scale asked for.
fn points(
    ells: &[f64],
    at: impl Fn(f64) -> glassmelt::Result<FlowPoint>,
) -> glassmelt::Result<Vec<FlowPoint>> {
    ells.iter().map(|&ell| at(ell)).collect()
}

fn exact(arguments: &Arguments, ells: &[f64]) -> Result<Solved, Failure> {
    let flow = ExactFlow::new(arguments.alpha, arguments.mu0_bar, arguments.y0)?;
    Ok(Solved {
        first_integral: flow.first_integral(),
        fixed_point: flow.fixed_point(),
        points: points(ells, |ell| flow.at(ell))?,
        warnings: underflow(arguments, &flow).into_iter().collect(),
    })
}

/// A fixed point too small for a double is finite all the same: its logarithm is.
fn underflow(arguments: &Arguments, flow: &ExactFlow) -> Option<Warning> {
    (flow.fixed_point().mu_bar == 0.0).then(|| {
        let log10_mu_bar = arguments.mu0_bar.log10() - flow.z0() * std::f64::consts::LOG10_E;
        Warning::new(
            "fixed_point_underflows",
            format!(
                "The fixed point is no double, but finite: log10 mu_bar = {log10_mu_bar:.2}, and the \
                 flow comes near it at scales beyond all use."
            ),
        )
    })
}

/// Errors relative to each quantity alone, so that a fugacity that dies away keeps its digits.
fn relative() -> ode::Tolerance {
    ode::Tolerance {
        absolute: f64::MIN_POSITIVE,
        ..ode::Tolerance::default()
    }
}

/// Eqs. 16-17 step by step; the fixed point by the first integral, its rate as the paper has it.
fn printed(arguments: &Arguments, ells: &[f64]) -> Result<Solved, Failure> {
    let exact = exact(arguments, &[])?;
    let flow = PrintedFlow::new(arguments.alpha)?;
    let mut order: Vec<usize> = (0..ells.len()).collect();
    order.sort_by(|&i, &j| ells[i].total_cmp(&ells[j]));
    let sorted: Vec<f64> = order.iter().map(|&i| ells[i]).collect();
    let start = [arguments.mu0_bar, arguments.y0 * arguments.y0];
    let path = ode::integrate(&flow, &start, &sorted, relative())?;
    let mut points = vec![
        FlowPoint {
            ell: 0.0,
            mu_bar: 0.0,
            y2: 0.0
        };
        ells.len()
    ];
    for (&i, state) in order.iter().zip(&path.states) {
        points[i] = FlowPoint {
            ell: ells[i],
            mu_bar: state[0],
            y2: state[1],
        };
    }
    let m = exact.fixed_point.m;
    Ok(Solved {
        fixed_point: FixedPoint {
            rate: m,
            ..exact.fixed_point
        },
        points,
        warnings: vec![Warning::new(
            "printed_rate",
            format!(
                "The printed rate of approach is alpha mu_c = {m:.6}; the flow's own is \
                 e^(alpha mu_c) - 1 = {:.6}.",
                exact.fixed_point.rate
            ),
        )],
        ..exact
    })
}

fn small_coupling(arguments: &Arguments, ells: &[f64]) -> Result<Solved, Failure> {
    let flow = SmallCouplingFlow::new(arguments.alpha, arguments.mu0_bar, arguments.y0)?;
    let mut warnings = Vec::new();
    let m0 = arguments.alpha * arguments.mu0_bar;
    if m0 > 0.1 {
        let exact = ExactFlow::new(arguments.alpha, arguments.mu0_bar, arguments.y0)?;
        warnings.push(Warning::new(
            "coupling_not_small",
            format!(
                "alpha mu0_bar = {m0:.4} is not small: the exact fixed point is {:.6}, this layer's \
                 {:.6}.",
                exact.fixed_point().mu_bar,
                flow.mu_c_bar()
            ),
        ));
    }
    if let Ok(error) = largest_error_of_printed(flow.z0().exp()) {
        warnings.push(Warning::new(
            "error_of_eq_22",
            format!(
                "Along this flow the paper's shorter Eq. 22 is up to {:.2} % too large.",
                100.0 * error
            ),
        ));
    }
    Ok(Solved {
        first_integral: flow.first_integral(),
        fixed_point: flow.fixed_point(),
        points: points(ells, |ell| flow.at(ell))?,
        warnings,
    })
}

/// A rate that is larger than all doubles, and so null in JSON.
fn rate_beyond_numbers(fixed_point: FixedPoint) -> Option<Warning> {
    fixed_point.rate.is_infinite().then(|| {
        Warning::new(
            "rate_beyond_numbers",
            format!(
                "The rate e^(alpha mu_c) - 1 at alpha mu_c = {} is beyond double precision.",
                number(fixed_point.m)
            ),
        )
    })
}

fn text(answer: &Answer) -> String {
    let points = &answer.points;
    let ells: Vec<Option<f64>> = points.iter().map(|p| Some(p.ell)).collect();
    let y2: Vec<f64> = points.iter().map(|p| p.y2).collect();
    let columns = [
        Column::decimals("ell = ln(R/a)", &ells, 6),
        modulus(points),
        Column::numbers("y^2", powers(&y2)),
    ];
    let end = answer.fixed_point;
    let summary = [
        ("fate", answer.fate.to_owned()),
        ("fixed point mu_bar", precise(end.mu_bar)),
        ("alpha mu_bar there", precise(end.m)),
        ("rate of approach", precise(end.rate)),
        ("first integral", precise(answer.first_integral)),
    ];
    let lines: Vec<String> = summary
        .iter()
        .map(|(name, value)| format!("{name:<20}{value}"))
        .collect();
    format!(
        "{}\n{}\n{}",
        table(&columns),
        lines.join("\n"),
        warning_list(&answer.warnings)
    )
}

/// The moduli in twelve digits, in powers of ten where they fall by more than a million.
fn modulus(points: &[FlowPoint]) -> Column {
    let values: Vec<f64> = points.iter().map(|p| p.mu_bar).collect();
    let largest = values.iter().copied().fold(0.0, f64::max);
    if values.iter().any(|&value| value < 1e-6 * largest) {
        Column::numbers("mu_bar", powers(&values))
    } else {
        let values: Vec<Option<f64>> = values.into_iter().map(Some).collect();
        Column::decimals("mu_bar", &values, 12)
    }
}
