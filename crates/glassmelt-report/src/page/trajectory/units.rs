//! Rigid units, their turning and their dipoles in words and tables.

use std::collections::BTreeMap;

use glassmelt::Estimate;
use glassmelt_trajectory::dipoles::DipolesOfUnits;
use glassmelt_trajectory::rigid::{Turned, UnitsAnswer};

use super::Told;
use super::words::{counted, estimate_text, in_unit};
use crate::page::shared::Item;
use crate::page::steps::{Step, StepTable, list};
use crate::trajectory::{TrajectoryWords, plain};

/// Between Gaussian fluctuations of one kind and two kinds.
const PARTED: f64 = 0.75;

pub(super) fn told(answer: &UnitsAnswer, words: &TrajectoryWords) -> Told {
    let mut steps: Vec<(Step, &'static [&'static str])> = vec![(found(answer, words), &[])];
    if let Some(turned) = &answer.turned {
        steps.push((turning(turned, words), &["turning"]));
    }
    if let Some(step) = dipoles(answer, words) {
        steps.push((step, &["force"]));
    }
    Told {
        data: format!(
            "{} frames, neighbours within {} {}",
            answer.frames,
            plain(answer.cutoff),
            words.length
        ),
        verdict: verdict(answer, words),
        answer: items(answer, words),
        steps,
        warnings: Vec::new(),
    }
}

fn verdict(answer: &UnitsAnswer, words: &TrajectoryWords) -> Vec<String> {
    let found = &answer.found;
    if found.moving_bonds == 0 && found.bonds > 0 {
        return vec!["No distance between neighbours fluctuates: the frames are the same.".into()];
    }
    if found.units.is_empty() {
        return vec!["No rigid units were found.".into()];
    }
    let mut sentences = vec![format!(
        "{} were found.",
        counted(found.units.len(), "rigid unit")
    )];
    if let Some(separation) = found.separation.filter(|part| *part < PARTED) {
        sentences.push(format!(
            "Fluctuations of distances do not part in two kinds ({} of their variance lies between stiff and soft, where \
             Gaussian ones of one kind have 0.64): what counts as rigid is a matter of the border.",
            plain(separation)
        ));
    }
    if let Some(turned) = &answer.turned {
        sentences.push(format!(
            "The part of them that is mobile at the end of a window is {}: turned by more than {} rad, or moved by more than {} {}.",
            estimate_text(&turned.mobile_part),
            plain(turned.mobile.angle),
            plain(turned.mobile.distance),
            words.length
        ));
    }
    sentences
}

fn items(answer: &UnitsAnswer, words: &TrajectoryWords) -> Vec<Item> {
    let found = &answer.found;
    let mut items = vec![Item {
        symbol: "",
        name: "Rigid units",
        value: found.units.len().to_string(),
        note: match found.border {
            Some(border) => format!(
                "{} of {} distances are stiff, below {} {}",
                found.stiff_bonds,
                found.bonds,
                plain(border),
                words.length
            ),
            None if found.units.is_empty() => {
                format!(
                    "{} of {} distances fluctuate",
                    found.moving_bonds, found.bonds
                )
            }
            None => "polyhedra by the names of their atoms".into(),
        },
    }];
    items.extend(answer.turned.as_ref().map(|turned| Item {
        symbol: "",
        name: "Mobile part of the units",
        value: estimate_text(&turned.mobile_part),
        note: turned.mobile_density.as_ref().map_or_else(
            || "no cell, no density".into(),
            |density| in_unit(density, &words.density(answer.dimension)),
        ),
    }));
    items.extend(answer.dipoles.as_ref().map(|dipoles| Item {
        symbol: "P_{0}^{2}",
        name: "Dipole that units carry, squared",
        value: in_unit(&dipoles.carried_strength_squared, &squared(words)),
        note: "the mean over units; the trace does not count".into(),
    }));
    items
}

fn squared(words: &TrajectoryWords) -> String {
    if words.energy.contains('/') {
        format!("({})^{{2}}", words.energy)
    } else {
        format!("{}^{{2}}", words.energy)
    }
}

/// The mean of some numbers; a dash without any.
fn mean(values: impl Iterator<Item = f64>, unit: &str) -> String {
    let all: Vec<f64> = values.collect();
    if all.is_empty() {
        return crate::number::NONE.into();
    }
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    format!("{}\u{a0}{unit}", plain(mean))
}

fn found(answer: &UnitsAnswer, words: &TrajectoryWords) -> Step {
    let mut step = Step::new("units", "The rigid units", "", None);
    step.words.push(
        "A unit is a group of atoms, each a stiff neighbour of all others: distances inside it fluctuate less than those to \
         neighbours outside. An atom may belong to several."
            .into(),
    );
    let mut sizes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, unit) in answer.found.units.iter().enumerate() {
        sizes.entry(unit.atoms.len()).or_default().push(index);
    }
    let row = |(size, members): (&usize, &Vec<usize>)| {
        let units = || members.iter().map(|index| &answer.found.units[*index]);
        vec![
            size.to_string(),
            members.len().to_string(),
            mean(units().map(|unit| unit.inner), &words.length),
            mean(units().filter_map(|unit| unit.outer), &words.length),
        ]
    };
    if !sizes.is_empty() {
        step.tables = vec![list(
            "Units by their number of atoms",
            &["atoms", "units", "fluctuation inside", "to neighbours"],
            sizes.iter().map(row).collect(),
        )];
    }
    step
}

fn turning(turned: &Turned, words: &TrajectoryWords) -> Step {
    let mut step = Step::new("turns", "How they turn", "", None);
    let end = turned.lags.last();
    let clock = words.lag_clock();
    step.words.push(end.map_or_else(
        || "No lag was reached.".into(),
        |end| {
            format!(
                "After the longest lag, {} {}, C_{{2}} is {} and the mean square angle {}.",
                plain(end.steps as f64 * clock.size),
                clock.unit,
                estimate_text(&end.c2),
                in_unit(&end.angle_squared, "rad^{2}")
            )
        },
    ));
    step
}

fn dipoles(answer: &UnitsAnswer, words: &TrajectoryWords) -> Option<Step> {
    if answer.dipoles.is_none() && answer.force.is_none() {
        return None;
    }
    let mut step = Step::new("dipoles", "Their dipoles", "Eq. 5", None);
    step.words.push(
        "Kanzaki's dipole of the forces of a unit on its surroundings, P_{0}^{2} = (3/2) Q:Q of its deviator. Carried is the \
         mean as seen from the unit, fixed that seen from the laboratory: a dipole that turns with its unit is carried, one \
         of the surroundings is fixed. Both are products of two sets of frames, which noise does not lift; that of single \
         frames has all thermal noise in it."
            .into(),
    );
    step.tables = answer
        .dipoles
        .iter()
        .map(|dipoles| strengths(dipoles, words))
        .collect();
    Some(step)
}

fn strengths(dipoles: &DipolesOfUnits, words: &TrajectoryWords) -> StepTable {
    let square = squared(words);
    let row = |name: &str, value: &Estimate, unit: &str, note: &str| {
        vec![name.into(), in_unit(value, unit), note.into()]
    };
    list(
        "Strengths, means over units",
        &["", "", ""],
        vec![
            row(
                "P_{0}^{2} carried",
                &dipoles.carried_strength_squared,
                &square,
                "turns with the unit",
            ),
            row(
                "P_{0}^{2} fixed",
                &dipoles.fixed_strength_squared,
                &square,
                "stays in the laboratory",
            ),
            row(
                "P_{0}^{2} of single frames",
                &dipoles.strength_squared,
                &square,
                "with thermal noise",
            ),
            row(
                "trace",
                &dipoles.trace,
                &words.energy,
                "positive where units push outwards",
            ),
        ],
    )
}
