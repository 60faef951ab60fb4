//! The modulus against length: of the flow that Eq. 11 drives, and under the linear closure.

use glassmelt_study::{Curves, ModulusAtTemperature, Study};

use crate::canvas::{Axis, Key, extent};
use crate::figures::Figure;
use crate::figures::parts::{heading, kelvin, pair, single, temperature_line};

/// `mu_R/mu_0` against R at a few temperatures, exact flow and linear closure side by side.
///
/// None without coupling.
pub fn modulus(_: &Study, curves: &Curves) -> Option<Figure> {
    let sets = [&curves.flow_modulus, &curves.linear_modulus];
    let mut temperatures: Vec<f64> = sets
        .iter()
        .flat_map(|set| set.iter().map(|c| c.t))
        .collect();
    temperatures.sort_by(f64::total_cmp);
    temperatures.dedup();
    let line = |t: f64| {
        let index = temperatures.iter().position(|known| *known == t);
        temperature_line(index.unwrap_or(0), temperatures.len())
    };
    let keys: Vec<Key> = temperatures
        .iter()
        .map(|&t| Key::line(line(t), kelvin(t)))
        .collect();
    let shown: Vec<(&Vec<ModulusAtTemperature>, (Axis, Axis), &str)> = sets
        .into_iter()
        .zip([
            "flow driven by Eq. 11, exact",
            "linear closure, T_{0} put in by hand",
        ])
        .filter_map(|(set, title)| Some((set, axes(set)?, title)))
        .collect();
    let (canvas, panels) = match shown.as_slice() {
        [] => return None,
        [(_, (x, y), _)] => {
            let (canvas, panel) = single("flow-modulus", (x, y), 200.0, 0.0, &keys);
            (canvas, vec![panel])
        }
        [(_, a, _), (_, b, _), ..] => {
            let axes = [(&a.0, &a.1), (&b.0, &b.1)];
            let (canvas, panels) = pair("flow-modulus", axes, 200.0, &keys);
            (canvas, panels.to_vec())
        }
    };
    let mut canvas = canvas;
    for ((panel, (set, _, title)), letter) in panels.iter().zip(&shown).zip(["(a) ", "(b) "]) {
        for curve in *set {
            canvas.line(panel, &points(curve), &line(curve.t));
        }
        if shown.len() > 1 {
            heading(&mut canvas, panel, &format!("{letter}{title}"));
        }
    }
    Some(Figure {
        name: "flow-modulus",
        title: "Shear modulus against length".into(),
        caption: caption(shown.len()),
        canvas,
    })
}

/// Axes over everything finite; none where nothing is.
fn axes(set: &[ModulusAtTemperature]) -> Option<(Axis, Axis)> {
    let all = || set.iter().flat_map(points);
    let (low, _) = extent(all().map(|p| p.1))?;
    let x = Axis::powers("R (nm)", extent(all().map(|p| p.0))?, 6);
    let y = if low > 0.8 {
        Axis::linear("μ_{R}/μ_{0}", (low, 1.0), 5)
    } else {
        Axis::exactly("μ_{R}/μ_{0}", (0.0, 1.05), 5)
    };
    Some((x, y))
}

fn points(curve: &ModulusAtTemperature) -> Vec<(f64, f64)> {
    let lengths = curve.log10_length_nm.iter().copied();
    lengths.zip(curve.mu_over_mu0.iter().copied()).collect()
}

/// How to read it.
fn caption(panels: usize) -> String {
    let flow = "The shear modulus that a probe of size R would feel, in units of the bare one";
    if panels > 1 {
        format!(
            "{flow}. (a) The exact flow from the fugacity of Eq. 11: it stops at a finite modulus at every \
             temperature, and glass it stays. (b) Under the linear closure the modulus falls to what the \
             closure asks for, μ_{{c}} ∝ T − T_{{0}}; the closure, not the flow, brings the temperature in. \
             Mind the different scales."
        )
    } else {
        format!("{flow}, at several temperatures.")
    }
}
