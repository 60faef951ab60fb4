//! The dilute gas of the defects by elasticity itself: modulus and share of pairs against temperature.

use glassmelt_study::{Curves, DiluteStep, Study};

use crate::canvas::scale::{shared_power, with_unit};
use crate::canvas::{Axis, Key, Line, extent};
use crate::figures::Figure;
use crate::figures::parts::{heading, pair};

/// A ratio of moduli of a gas.
type Ratio = fn(&DiluteStep) -> Option<f64>;

/// What is drawn of the modulus: name, colour, dashes, number.
const MODULI: [(&str, &str, &[f64], Ratio); 3] = [
    ("each defect alone, 1 − x", "#0072B2", &[], |step| {
        Some(1.0 - step.gas.shear_softening)
    }),
    (
        "Clausius–Mossotti, 1 − x/(1 + βx)",
        "#D55E00",
        &[7.0, 2.5],
        |step| Some(step.gas.modulus_ratio),
    ),
    (
        "Clausius–Mossotti with pairs",
        "#009E73",
        &[2.0, 2.5],
        |step| step.gas.pairs.as_ref()?.modulus_ratio,
    ),
];
/// What is drawn of pairs.
const PAIRS: [(&str, &str, &[f64], Ratio); 2] = [
    ("pairs, positions in equilibrium", "#CC79A7", &[], |step| {
        Some(step.gas.pairs.as_ref()?.relative_softening)
    }),
    ("pairs, positions frozen", "#7F7F7F", &[4.0, 2.0], |step| {
        Some(step.gas.pairs.as_ref()?.relative_softening_frozen)
    }),
];

/// `mu_R/mu_0` of the gas against temperature, and how much pairs change its softening.
///
/// None where no average could be taken, where nothing softens, or at a single temperature.
pub fn dilute(_: &Study, curves: &Curves) -> Option<Figure> {
    let steps = &curves.dilute;
    let softens = steps.iter().any(|step| step.gas.shear_softening > 0.0);
    if steps.len() < 2 || !softens {
        return None;
    }
    let line = |of: Ratio| -> Vec<(f64, f64)> {
        let value = |step: &DiluteStep| (step.t, of(step).unwrap_or(f64::NAN));
        steps.iter().map(value).collect()
    };
    let values = |list: &[(&str, &str, &[f64], Ratio)]| {
        let lines = list.iter().flat_map(|entry| line(entry.3));
        extent(lines.map(|p| p.1))
    };
    let x = Axis::linear("T (K)", extent(steps.iter().map(|step| step.t))?, 5);
    let moduli = Axis::linear("μ_{R}/μ_{0}", values(&MODULI)?, 5);
    let (low, high) = values(&PAIRS).unwrap_or((0.0, 1.0));
    let power = shared_power(low.abs().max(high.abs()));
    let unit = 10f64.powi(power);
    let range = (low.min(0.0) / unit, high.max(0.0) / unit);
    let shares = Axis::linear(with_unit("change of x by pairs", power, ""), range, 5);
    let keys: Vec<Key> = MODULI
        .iter()
        .chain(&PAIRS)
        .map(|(name, color, dash, _)| Key::line(Line::dashed(*color, 1.5, dash), *name))
        .collect();
    let axes = [(&x, &moduli), (&x, &shares)];
    let (mut canvas, [left, right]) = pair("dilute", axes, 190.0, &keys);
    for (_, color, dash, of) in MODULI {
        canvas.line(&left, &line(of), &Line::dashed(color, 1.5, dash));
    }
    canvas.level(&right, 0.0);
    for (_, color, dash, of) in PAIRS {
        let scaled: Vec<_> = line(of).into_iter().map(|(t, y)| (t, y / unit)).collect();
        canvas.line(&right, &scaled, &Line::dashed(color, 1.5, dash));
    }
    heading(&mut canvas, &left, "(a) modulus of the gas");
    heading(&mut canvas, &right, "(b) what pairs add, as a share of x");
    Some(Figure {
        name: "dilute",
        title: "The dilute gas of these defects".into(),
        caption: "(a) The shear modulus of a dilute gas of these defects, each turning freely, against \
                  temperature: from each defect alone, by the mean field of Clausius and Mossotti, and with \
                  what pairs add. x is the softening by each defect with itself, which Eq. 12 leaves \
                  out; it is of first order in the density and falls as 1/T. (b) What pairs change of x, \
                  as a share of it: the part that Eqs. 12 to 15 are about. Where pairs at contact are \
                  bound the lines end."
            .into(),
        canvas,
    })
}
