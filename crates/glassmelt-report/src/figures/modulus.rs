//! The shear modulus that a probe of size R sees, at several temperatures.

use glassmelt_fit::answer::{Analysis, Band};

use super::Figure;
use super::parts::{
    center, coldest_first, drawn_with, kelvin, main_prediction, single, temperature_line, tint,
};
use crate::canvas::{Axis, Key, extent};

/// `mu_R/mu_0` against R at several temperatures.
///
/// None where no rotor law was fitted.
pub fn modulus(analysis: &Analysis) -> Option<Figure> {
    let prediction = main_prediction(analysis)?;
    let curves = coldest_first(&prediction.modulus, |curve| curve.t);
    let lengths = curves
        .iter()
        .flat_map(|c| c.log10_length_nm.iter().copied());
    let x = Axis::powers("R (nm)", extent(lengths)?, 6);
    let y = Axis::exactly("μ_{R}/μ_{0}", (0.0, 1.05), 5);
    let keys: Vec<Key> = curves
        .iter()
        .enumerate()
        .map(|(i, curve)| Key::line(temperature_line(i, curves.len()), kelvin(curve.t)))
        .collect();
    let (mut canvas, panel) = single("modulus", (&x, &y), 200.0, 0.0, &keys);
    for (i, curve) in curves.iter().enumerate() {
        let points: Vec<(f64, Band)> = curve
            .log10_length_nm
            .iter()
            .copied()
            .zip(curve.mu_over_mu0.iter().copied())
            .collect();
        let line = temperature_line(i, curves.len());
        canvas.band(&panel, &tint(&points), &line.color);
        canvas.line(&panel, &center(&points), &line);
    }
    Some(Figure {
        name: "modulus",
        title: "Shear modulus against length".into(),
        caption: format!(
            "The shear modulus that a probe of size R would feel, in units of the bare one: it \
             falls from its bare value at the cut-off to the fixed point that the closure asks for. {}",
            drawn_with(analysis, prediction.law)
        ),
        canvas,
    })
}
