//! Storage and loss modulus against frequency: Maxwell, and the stopped flow beside it.

use glassmelt_fit::answer::{Analysis, Band, ComplexModulusAtTemperature};

use super::Figure;
use super::parts::{
    center, coldest_first, drawn_with, heading, kelvin, main_prediction, pair, temperature_line,
    tint,
};
use crate::canvas::{Axis, Key, Line, extent};
use crate::number::significant;
use crate::style::GREY;

/// How far below the full modulus the axes reach, decades.
const DEPTH: f64 = 4.0;
/// Dashes of the extension.
const STOPPED: [f64; 2] = [2.0, 2.0];

/// G'(omega) and G''(omega) in units of the bare modulus, at several temperatures.
///
/// None where no rotor law was fitted.
pub fn frequency(analysis: &Analysis) -> Option<Figure> {
    let prediction = main_prediction(analysis)?;
    let curves = coldest_first(&prediction.complex_modulus, |curve| curve.t);
    let omegas = curves.iter().flat_map(|c| c.log10_omega.iter().copied());
    let x = Axis::powers("ω (rad/s)", extent(omegas)?, 6);
    let storage = Axis::powers("G′/G_{∞}", (-DEPTH, 0.1), 5);
    let loss = Axis::powers("G″/G_{∞}", (-DEPTH, 0.1), 5);
    let mut keys: Vec<Key> = curves
        .iter()
        .enumerate()
        .map(|(i, curve)| Key::line(temperature_line(i, curves.len()), kelvin(curve.t)))
        .collect();
    let has_stopped = curves
        .iter()
        .any(|c| c.stopped_flow.iter().any(|g| g.is_finite()));
    if has_stopped {
        let label = "flow stopped at R_{ω} (extension, not in the paper)";
        keys.push(Key::line(Line::dashed(GREY, 1.4, &STOPPED), label));
    }
    let axes = [(&x, &storage), (&x, &loss)];
    let (mut canvas, [left, right]) = pair("frequency", axes, 200.0, &keys);
    for (i, curve) in curves.iter().enumerate() {
        let line = temperature_line(i, curves.len());
        for (panel, values) in [(&left, &curve.storage), (&right, &curve.loss)] {
            let points = logarithms(curve, values);
            canvas.band(panel, &tint(&points), &line.color);
            canvas.line(panel, &center(&points), &line);
        }
        let stopped: Vec<(f64, f64)> = curve
            .log10_omega
            .iter()
            .zip(&curve.stopped_flow)
            .map(|(&omega, &g)| (omega, g.log10()))
            .collect();
        canvas.line(&left, &stopped, &Line::dashed(line.color, 1.4, &STOPPED));
    }
    heading(&mut canvas, &left, "(a) storage modulus");
    heading(&mut canvas, &right, "(b) loss modulus");
    Some(Figure {
        name: "frequency",
        title: "Frequency-dependent shear modulus".into(),
        caption: format!(
            "Full lines: a Maxwell liquid with the predicted relaxation time, with local shear phonons \
             at ω_{{s}} = {} rad/s. Dotted: the flow of the modulus stopped at R_{{ω}} = a (ω_{{s}}/ω)^{{1/2}}, an \
             extension that is not in the paper. {}",
            significant(prediction.omega_s, 2),
            drawn_with(analysis, prediction.law)
        ),
        canvas,
    })
}

/// log10 of a modulus and its band.
fn logarithms(curve: &ComplexModulusAtTemperature, values: &[Band]) -> Vec<(f64, Band)> {
    curve
        .log10_omega
        .iter()
        .zip(values)
        .map(|(&omega, band)| {
            let band = Band {
                value: band.value.log10(),
                low: band.low.log10(),
                high: band.high.log10(),
            };
            (omega, band)
        })
        .collect()
}
