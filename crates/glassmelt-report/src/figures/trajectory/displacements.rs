//! The distribution of D2min, and how displacements that are not affine are correlated.

use glassmelt::Estimate;
use glassmelt_trajectory::local::{DisplacementShell, LocalAnswer};

use super::marks::{
    Mark, SMALL, across_with_errors, along, draw, logarithm, open_key, powers_axis, thread,
};
use crate::canvas::{Axis, Key, Line, extent};
use crate::figures::Figure;
use crate::figures::parts::{mark_above, single};
use crate::style::INK;
use crate::trajectory::{TrajectoryWords, plain};

/// The colour of the part along the line between two atoms.
const ALONG: &str = "#0072B2";
/// The colour of the part across it.
const ACROSS: &str = "#D55E00";
/// Height of a panel, px.
const HEIGHT: f64 = 190.0;

/// The distribution of D2min over its logarithm, with the border of mobile atoms.
///
/// None where no atom was measured.
pub fn d2min(answer: &LocalAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let bins = &answer.means.histogram;
    let marks: Vec<Mark> = bins
        .iter()
        .map(|bin| {
            let (low, high) = (logarithm(bin.low), logarithm(bin.high));
            Mark::linear(0.5 * (low + high), &scaled(&bin.part, 1.0 / (high - low)))
        })
        .collect();
    let filled = |mark: &&Mark| mark.stands() && mark.y > 0.0;
    let (first, last) = extent(marks.iter().filter(filled).map(|mark| mark.x))?;
    let threshold = logarithm(answer.means.threshold);
    let (low, high) = extent([first - 0.3, last + 0.3, threshold])?;
    let x = powers_axis(format!("D^{{2}}_{{min}} ({})", words.area()), (low, high));
    let (_, top) = across_with_errors(&[&marks])?;
    let y = Axis::linear("part of atoms a decade", (0.0, top), 5);
    let line = Line::full(INK, 1.2);
    let keys = [Key::line(line.clone(), "all frames, one standard error")];
    let (mut canvas, panel) = single("d2min", (&x, &y), HEIGHT, 0.0, &keys);
    mark_above(&mut canvas, &panel, threshold, "mobile from here");
    let stairs = bins.iter().zip(&marks).flat_map(|(bin, mark)| {
        let y = if mark.stands() { mark.y } else { f64::NAN };
        [(logarithm(bin.low), y), (logarithm(bin.high), y)]
    });
    let stairs: Vec<(f64, f64)> = stairs.collect();
    canvas.line(&panel, &stairs, &line);
    for mark in marks.iter().filter(|mark| mark.stands()) {
        if let Some([low, high]) = mark.ends {
            let thin = Line::full(INK, 0.6);
            canvas.line(&panel, &[(mark.x, low), (mark.x, high)], &thin);
        }
    }
    Some(Figure {
        name: "d2min",
        title: "Motion that no strain explains".into(),
        caption: format!(
            "The distribution of D^{{2}}_{{min}}, the sum over neighbours within {} {} of what the best local strain leaves \
             (Falk and Langer 1998). Atoms beyond {} {} count as mobile.",
            plain(answer.cutoff),
            words.length,
            plain(answer.means.threshold),
            words.area()
        ),
        canvas,
    })
}

fn scaled(estimate: &Estimate, factor: f64) -> Estimate {
    Estimate {
        mean: factor * estimate.mean,
        error: factor * estimate.error,
        ..*estimate
    }
}

/// C(r) of displacements that are not affine, and its parts along r and across.
///
/// None without pairs.
pub fn displacement_correlation(answer: &LocalAnswer, words: &TrajectoryWords) -> Option<Figure> {
    let shells = &answer.displacements.shells;
    let of = |value: fn(&DisplacementShell) -> Estimate| -> Vec<Mark> {
        let mark = |shell: &DisplacementShell| Mark::linear(shell.r, &value(shell));
        shells.iter().map(mark).collect()
    };
    let all = of(|shell| shell.correlation);
    let lengthwise = of(|shell| shell.along);
    // Its error is not told: the two are not independent.
    let crosswise: Vec<Mark> = all
        .iter()
        .zip(&lengthwise)
        .map(|(all, along)| Mark {
            y: all.y - along.y,
            ends: None,
            ..*all
        })
        .collect();
    let series = [all.as_slice(), &lengthwise, &crosswise];
    let (_, furthest) = along(&series)?;
    let x = Axis::exactly(
        format!("distance r ({})", words.length),
        (0.0, 1.04 * furthest),
        5,
    );
    let (low, high) = across_with_errors(&series)?;
    let y = Axis::linear("⟨u(0)·u(r)⟩/⟨u^{2}⟩", (low.min(0.0), high.max(0.0)), 5);
    let lines = [
        Line::full(INK, 0.8),
        Line::full(ALONG, 0.8),
        Line::dashed(ACROSS, 1.0, &[3.0, 2.0]),
    ];
    let names = ["C(r)", "along r", "across"];
    let mut keys: Vec<Key> = lines
        .iter()
        .zip(names)
        .map(|(line, name)| Key::line(line.clone(), name))
        .collect();
    keys.extend(open_key(&series[..2]));
    let (mut canvas, panel) = single("displacement-correlation", (&x, &y), HEIGHT, 0.0, &keys);
    canvas.level(&panel, 0.0);
    for (marks, line) in series.iter().zip(&lines) {
        thread(&mut canvas, &panel, marks, line);
    }
    for (marks, line) in series.iter().zip(&lines).take(2) {
        draw(&mut canvas, &panel, marks, &line.color, SMALL);
    }
    Some(Figure {
        name: "displacement-correlation",
        title: "Correlation of displacements".into(),
        caption: "Displacements without the affine part, at the distance r, with one standard error. The slow fall at \
                  large r is that of elastic waves; what is left across is the correlation less its part along r."
            .into(),
        canvas,
    })
}
