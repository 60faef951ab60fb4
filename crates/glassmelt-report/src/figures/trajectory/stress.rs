//! How stress relaxes, and the integral whose end is the viscosity.

use glassmelt::Estimate;
use glassmelt_trajectory::dynamics::{AtTime, ShearViscosity, ViscosityAnswer};

use super::marks::{Mark, across_with_errors, along, logarithm, powers_axis, thread, tint};
use crate::canvas::{Axis, Key, Line, extent};
use crate::figures::Figure;
use crate::figures::parts::{heading, mark_above, pair};
use crate::style::INK;
use crate::trajectory::TrajectoryWords;

/// The colour of the viscosity.
const ETA: &str = "#D55E00";

/// G(t) and its running integral, with the limit that was taken.
///
/// None without lags.
pub fn relaxation(stress: &ViscosityAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let marks = |all: &[AtTime], shown: &dyn Fn(&Estimate) -> Estimate| -> Vec<Mark> {
        let later = all.iter().filter(|at| at.time > 0.0);
        later
            .map(|at| Mark::linear(logarithm(at.time), &shown(&at.value)))
            .collect()
    };
    let modulus = marks(&stress.modulus, &|value| words.shown(value));
    let running = marks(&stress.running, &|value| words.shown_viscosity(value));
    let x = powers_axis(
        format!("time t ({})", words.time),
        along(&[&modulus, &running])?,
    );
    let (eta, limit) = match stress.viscosity {
        ShearViscosity::Measured {
            eta, upper_limit, ..
        } => (Some(words.shown_viscosity(&eta).mean), Some(upper_limit)),
        ShearViscosity::NotDecayed { .. } => (None, None),
    };
    let axis = |marks: &[Mark], label: String, also: Option<f64>| {
        let range = across_with_errors(&[marks]).unwrap_or((0.0, 1.0));
        let all = [range.0, range.1, 0.0].into_iter().chain(also);
        Axis::linear(label, extent(all).unwrap_or((0.0, 1.0)), 5)
    };
    let y = [
        axis(&modulus, format!("G(t) ({})", words.modulus.name), None),
        axis(&running, format!("∫G dt ({})", words.viscosity.name), eta),
    ];
    let mut keys = vec![Key::line(
        Line::full(INK, 1.4),
        "stress, one standard error",
    )];
    let level = Line::dashed(ETA, 1.2, &[5.0, 2.5]);
    if eta.is_some() {
        keys.push(Key::line(level.clone(), "viscosity η"));
    }
    let axes = [(&x, &y[0]), (&x, &y[1])];
    let (mut canvas, panels) = pair("stress-relaxation", axes, 190.0, &keys);
    for (panel, marks) in panels.iter().zip([&modulus, &running]) {
        canvas.level(panel, 0.0);
        tint(&mut canvas, panel, marks, INK);
        thread(&mut canvas, panel, marks, &Line::full(INK, 1.4));
        if let Some(limit) = limit {
            mark_above(&mut canvas, panel, logarithm(limit), "W");
        }
    }
    if let Some(eta) = eta {
        let (left, right) = panels[1].x_range();
        canvas.line(&panels[1], &[(left, eta), (right, eta)], &level);
    }
    heading(&mut canvas, &panels[0], "(a) memory of stress");
    heading(&mut canvas, &panels[1], "(b) its integral");
    Some(Figure {
        name: "stress-relaxation",
        title: "Stress relaxation and viscosity".into(),
        caption: if eta.is_some() {
            "(a) G(t) = V/(k_{B}T)⟨s(0)s(t)⟩, the mean over independent shears. (b) Its integral up to t: where it is flat \
             it is the viscosity. W is the limit at which it was read."
                .into()
        } else {
            "(a) G(t) = V/(k_{B}T)⟨s(0)s(t)⟩, the mean over independent shears. (b) Its integral up to t: stress has not \
             forgotten within these lags, and there is no viscosity to be read."
                .into()
        },
        canvas,
    })
}
