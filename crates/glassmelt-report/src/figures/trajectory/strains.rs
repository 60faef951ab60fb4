//! The strain correlation: its quadrupolar part against distance, and all of it against angle.

use std::f64::consts::PI;

use glassmelt::Estimate;
use glassmelt_trajectory::local::{LocalAnswer, Plane, StrainShell};

use super::marks::{
    Mark, RADIUS, across, across_with_errors, along, draw, logarithm, powers_axis, thread,
};
use crate::canvas::{Axis, Key, Line, Marker, extent};
use crate::figures::Figure;
use crate::figures::parts::single;
use crate::style::{GREY, INK, temperature_color};
use crate::trajectory::{TrajectoryWords, plain};

/// The colour of negative values.
const NEGATIVE: &str = "#D55E00";
/// Distances of the shells that are shown against angle, in cutoffs.
const SHOWN: [f64; 4] = [1.0, 1.5, 2.5, 4.0];
/// A value this many standard errors from zero is one.
const SURE: f64 = 2.0;
/// Decades below the largest value that the axis shows.
const DEPTH: f64 = 5.0;
/// Height of a panel, px.
const HEIGHT: f64 = 200.0;

/// The name of the strain.
pub(crate) fn component(plane: Plane) -> &'static str {
    match plane {
        Plane::Xy => "xy",
        Plane::Yz => "yz",
        Plane::Xz => "xz",
    }
}

fn negated(estimate: &Estimate) -> Estimate {
    Estimate {
        mean: -estimate.mean,
        ..*estimate
    }
}

/// The quadrupolar part against r beside the fall of an elastic dipole.
///
/// None where no shell tells the patterns apart.
pub fn strain_correlation(answer: &LocalAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let shells = &answer.strains.shells;
    let known: Vec<(f64, Estimate)> = shells
        .iter()
        .filter_map(|shell| Some((shell.r, shell.quartic?)))
        .collect();
    let of = |sign: fn(&Estimate) -> Estimate| -> Vec<Mark> {
        let signed = known.iter().map(|(r, quartic)| (r, sign(quartic)));
        signed
            .filter(|(_, quartic)| quartic.mean > 0.0)
            .map(|(r, quartic)| Mark::powers(logarithm(*r), &quartic))
            .collect()
    };
    let (above, below) = (of(|quartic| *quartic), of(negated));
    let both = [above.as_slice(), &below];
    let (low, high) = across(&both)?;
    let x = powers_axis(format!("distance r ({})", words.length), along(&both)?);
    let y = powers_axis("|quartic part|", (low.max(high - DEPTH), high));
    let d = answer.dimension.count();
    let guide = guide(&known, d);
    let fall = Line::dashed(GREY, 1.1, &[5.0, 2.5]);
    let mut keys = vec![Key::marker(Marker::filled(INK, RADIUS), "positive")];
    if below.iter().any(Mark::stands) {
        keys.push(Key::marker(Marker::filled(NEGATIVE, RADIUS), "negative"));
    }
    if guide.is_some() {
        keys.push(Key::line(
            fall.clone(),
            format!("r^{{−{d}}}, an elastic dipole's"),
        ));
    }
    let (mut canvas, panel) = single("strain-correlation", (&x, &y), HEIGHT, 0.0, &keys);
    if let Some(guide) = guide {
        let (left, right) = panel.x_range();
        let at = |x: f64| (x, guide - d as f64 * x);
        canvas.line(&panel, &[at(left), at(right)], &fall);
    }
    draw(&mut canvas, &panel, &below, NEGATIVE, 1.8);
    draw(&mut canvas, &panel, &above, INK, 1.8);
    Some(Figure {
        name: "strain-correlation",
        title: "Strain correlation against distance".into(),
        caption: format!(
            "The part of ⟨ε_{{{c}}}(0)ε_{{{c}}}(r)⟩ with the angles of an elastic dipole (l = 4; in a plane cos 4θ), its size \
             with one standard error, its sign by colour. The dashed line falls as r^{{−{d}}}; its height goes through the \
             values that are more than two standard errors from zero, and its slope is not fitted. An elastic dipole in \
             the medium shows points along it, all of one sign.",
            c = component(answer.strains.plane),
        ),
        canvas,
    })
}

/// log10 of A in `A r^-d` through the values that are sure, each decade of r weighing as its points do; none where
/// there are none.
fn guide(known: &[(f64, Estimate)], d: usize) -> Option<f64> {
    let sure = known
        .iter()
        .filter(|(r, q)| *r > 0.0 && q.error.is_finite() && q.mean.abs() > SURE * q.error);
    let logs: Vec<f64> = sure
        .map(|(r, q)| logarithm(q.mean.abs()) + d as f64 * r.log10())
        .filter(|log| log.is_finite())
        .collect();
    (!logs.is_empty()).then(|| logs.iter().sum::<f64>() / logs.len() as f64)
}

/// The covariance against angle at some distances, each times `r^d` over the mean square.
///
/// None where no pair lies near the plane of the strain.
pub fn strain_angle(answer: &LocalAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let strains = &answer.strains;
    let shells = shown(&strains.shells, answer.cutoff);
    let d = i32::try_from(answer.dimension.count()).unwrap_or(3);
    let curves: Vec<Vec<Mark>> = shells
        .iter()
        .map(|shell| {
            let unit = (shell.r / answer.cutoff).powi(d) / strains.mean_square.mean;
            let mark = |bin: &glassmelt_trajectory::local::AngleBin| {
                let value = Estimate {
                    mean: unit * bin.covariance.mean,
                    error: unit.abs() * bin.covariance.error,
                    ..bin.covariance
                };
                Mark::linear(bin.theta * 180.0 / PI, &value)
            };
            shell.angles.iter().map(mark).collect()
        })
        .collect();
    let all: Vec<&[Mark]> = curves.iter().map(Vec::as_slice).collect();
    along(&all)?;
    let (low, high) = extent_with_zero(across_with_errors(&all)?)?;
    let x = Axis::exactly("angle θ from the first axis (°)", (0.0, 180.0), 4).with_step(45.0, 3);
    let c = component(strains.plane);
    let label = format!("⟨ε_{{{c}}}ε_{{{c}}}⟩(r/r_{{c}})^{{{d}}}/⟨ε^{{2}}⟩");
    let y = Axis::linear(label, (low, high), 5);
    let color = |i: usize| temperature_color(i, curves.len());
    let keys: Vec<Key> = shells
        .iter()
        .enumerate()
        .map(|(i, shell)| {
            let label = format!("r = {} {}", plain(shell.r), words.length);
            Key::marker(Marker::filled(color(i), RADIUS), label)
        })
        .collect();
    let (mut canvas, panel) = single("strain-angle", (&x, &y), HEIGHT, 0.0, &keys);
    canvas.level(&panel, 0.0);
    for (i, marks) in curves.iter().enumerate() {
        thread(&mut canvas, &panel, marks, &Line::full(color(i), 0.8));
        draw(&mut canvas, &panel, marks, &color(i), 2.0);
    }
    Some(Figure {
        name: "strain-angle",
        title: "Strain correlation against angle".into(),
        caption: format!(
            "The covariance of ε_{{{c}}} of two atoms whose line lies within 30° of the plane of the strain, against the angle \
             of the line, with one standard error. Times (r/r_{{c}})^{{{d}}}, r_{{c}} = {} {}, the shells of an elastic pattern \
             lie on each other.",
            plain(answer.cutoff),
            words.length
        ),
        canvas,
    })
}

fn extent_with_zero((low, high): (f64, f64)) -> Option<(f64, f64)> {
    extent([low, high, 0.0])
}

/// The shells nearest to some multiples of the cutoff, each once, that have angles.
fn shown(shells: &[StrainShell], cutoff: f64) -> Vec<&StrainShell> {
    let with_angles: Vec<&StrainShell> = shells.iter().filter(|s| !s.angles.is_empty()).collect();
    let last = with_angles.last().map_or(0.0, |shell| shell.r);
    let mut chosen: Vec<&StrainShell> = Vec::new();
    for r in SHOWN.map(|part| part * cutoff) {
        let away = |shell: &&&StrainShell| (shell.r - r).abs();
        let nearest = with_angles
            .iter()
            .min_by(|a, b| away(a).total_cmp(&away(b)));
        if let Some(shell) = nearest.filter(|_| r <= 1.1 * last || chosen.is_empty())
            && chosen.last().is_none_or(|before| before.r < shell.r)
        {
            chosen.push(shell);
        }
    }
    chosen
}
