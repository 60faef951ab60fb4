//! Local strain, mobile atoms, correlations and imprisonment in words and tables.

use std::cmp::Ordering;

use glassmelt_trajectory::local::LocalAnswer;

use super::Told;
use super::words::{against, estimate_text, in_unit};
use crate::figures::trajectory::component;
use crate::page::shared::Item;
use crate::page::steps::{Step, list};
use crate::trajectory::{TrajectoryWords, plain};

pub(super) fn told(answer: &LocalAnswer, words: &TrajectoryWords) -> Told {
    let steps = vec![
        (strain(answer, words), ["d2min"].as_slice()),
        (displacements(), &["displacement-correlation"]),
        (correlation(answer), &["strain-correlation", "strain-angle"]),
        (imprisonment(answer), &[]),
    ];
    Told {
        data: data(answer, words),
        verdict: verdict(answer),
        answer: items(answer, words),
        steps,
        warnings: Vec::new(),
    }
}

fn data(answer: &LocalAnswer, words: &TrajectoryWords) -> String {
    let clock = words.lag_clock();
    let lag = answer.steps.map_or_else(
        || "of different lags".to_owned(),
        |steps| format!("{} {} apart", plain(steps as f64 * clock.size), clock.unit),
    );
    format!(
        "{} atoms, neighbours within {} {}, {} pairs of frames {lag}",
        answer.atoms,
        plain(answer.cutoff),
        words.length,
        answer.compared,
    )
}

fn verdict(answer: &LocalAnswer) -> Vec<String> {
    let mobile = format!(
        "Of the atoms {} are mobile.",
        estimate_text(&answer.means.mobile)
    );
    vec![mobile, slope_in_words(answer)]
}

/// What the slope says of the paper's imprisonment.
fn slope_in_words(answer: &LocalAnswer) -> String {
    let slope = &answer.imprisonment.slope;
    let text = estimate_text(slope);
    if !(slope.mean.is_finite() && slope.error.is_finite()) {
        return format!(
            "The slope of the turns of atoms' shells against those of the medium is {text}: with no error that could be \
             told nothing is said of it."
        );
    }
    match (against(slope, 0.0), against(slope, 1.0)) {
        (_, Ordering::Equal) => format!(
            "Shells of atoms turn with the medium around them: the slope is {text}, as the paper's imprisonment asks (1)."
        ),
        (Ordering::Equal, _) => format!(
            "Shells of atoms turn no more with the medium than by chance: the slope is {text}, where imprisonment asks \
             for 1."
        ),
        (_, Ordering::Greater) => format!(
            "Shells of atoms turn more than the medium around them: the slope is {text}, where imprisonment asks for 1."
        ),
        _ => format!(
            "Shells of atoms turn with the medium in part: the slope is {text}, where imprisonment asks for 1 and freedom \
             for 0; noise in the rotation of the medium makes it smaller."
        ),
    }
}

fn items(answer: &LocalAnswer, words: &TrajectoryWords) -> Vec<Item> {
    let means = &answer.means;
    let density = answer.mobile_density.map_or_else(
        || "no cell, no density".to_owned(),
        |density| format!("{} {}", plain(density), words.density(answer.dimension)),
    );
    vec![
        Item {
            symbol: "",
            name: "Mobile part of the atoms",
            value: estimate_text(&means.mobile),
            note: density,
        },
        Item {
            symbol: "D^{2}_{min}",
            name: "Motion that no strain explains",
            value: in_unit(&means.d2min, &words.area()),
            note: format!(
                "mean of the sum over neighbours; mobile from {} {} on",
                plain(means.threshold),
                words.area()
            ),
        },
        Item {
            symbol: "",
            name: "Slope of turns",
            value: estimate_text(&answer.imprisonment.slope),
            note: "1 for shells that turn with the medium, 0 for free ones".into(),
        },
    ]
}

fn strain(answer: &LocalAnswer, words: &TrajectoryWords) -> Step {
    let mut step = Step::new("strain", "Strain and what no strain explains", "", None);
    step.words.push(
        "Around each atom the displacements of its neighbours are held against the best affine one: its strain is the \
         local strain, and what it leaves of the squares, summed over neighbours, is D^{2}_{min}."
            .into(),
    );
    let means = &answer.means;
    let row = |name: &str, value: String, note: &str| vec![name.into(), value, note.into()];
    step.tables = vec![list(
        "Means over atoms",
        &["", "mean", ""],
        vec![
            row(
                "measured",
                estimate_text(&means.measured),
                "part of the atoms whose neighbours span the space",
            ),
            row(
                "shear strain",
                estimate_text(&means.shear_strain),
                "von Mises",
            ),
            row(
                "volumetric strain",
                estimate_text(&means.volumetric_strain),
                "",
            ),
            row(
                "D^{2}_{min}",
                in_unit(&means.d2min, &words.area()),
                "sum over neighbours",
            ),
            row(
                "D^{2}_{min} a neighbour",
                in_unit(&means.d2min_a_neighbour, &words.area()),
                "",
            ),
        ],
    )];
    step
}

fn displacements() -> Step {
    let mut step = Step::new("displacements", "How far atoms move together", "", None);
    step.words.push(
        "C(r) = ⟨u(0)·u(r)⟩/⟨u^{2}⟩ of displacements without drift and without the affine part of the cell."
            .into(),
    );
    step
}

fn correlation(answer: &LocalAnswer) -> Step {
    let mut step = Step::new("correlation", "How strains are correlated", "Eq. 6", None);
    let c = component(answer.strains.plane);
    step.words.push(format!(
        "The strain around an elastic dipole falls as r^{{−{d}}} and changes sign with angle. Where strained places are such \
         dipoles ⟨ε_{{{c}}}(0)ε_{{{c}}}(r)⟩ carries that pattern. ⟨ε_{{{c}}}⟩ is {}, ⟨ε_{{{c}}}^{{2}}⟩ is {}.",
        estimate_text(&answer.strains.mean),
        estimate_text(&answer.strains.mean_square),
        d = answer.dimension.count(),
    ));
    step
}

fn imprisonment(answer: &LocalAnswer) -> Step {
    let turns = &answer.imprisonment;
    let mut step = Step::new(
        "imprisonment",
        "Do atoms' shells turn with the medium?",
        "",
        None,
    );
    step.words.push(
        "In the paper a defect is imprisoned: it turns with the medium around it, by ω = curl u/2. Here the turn of each \
         atom's shell of neighbours is held against that of the medium around the shell."
            .into(),
    );
    step.words.push(slope_in_words(answer));
    let row = |name: &str, value, note: &str| vec![name.into(), value, note.into()];
    step.tables = vec![list(
        "Turns of shells and medium",
        &["", "", ""],
        vec![
            row(
                "⟨ω_{shell}ω_{medium}⟩/⟨ω_{medium}^{2}⟩",
                estimate_text(&turns.slope),
                "noise in the medium's turn makes it smaller",
            ),
            row(
                "⟨ω_{shell}ω_{medium}⟩/⟨ω_{shell}^{2}⟩",
                estimate_text(&turns.reverse_slope),
                "noise in the shell's turn makes it smaller",
            ),
            row("correlation", estimate_text(&turns.correlation), ""),
            row("⟨ω_{shell}^{2}⟩", in_unit(&turns.unit, "rad^{2}"), ""),
            row("⟨ω_{medium}^{2}⟩", in_unit(&turns.medium, "rad^{2}"), ""),
            row(
                "measured",
                estimate_text(&turns.measured),
                "part of the shells that have both turns",
            ),
        ],
    )];
    step
}
