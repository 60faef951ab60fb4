//! Motion against lag, relaxation times, S(k), and the memory of stress.

use glassmelt_trajectory::dynamics::{
    Against, DynamicsAnswer, Motion, Of, Relaxation, ShearViscosity, ViscosityAnswer,
};

use super::{Header, three, three_or_none};
use crate::Table;
use crate::tables::{maybe, number};
use crate::trajectory::TrajectoryWords;

pub(super) fn all(
    answer: &DynamicsAnswer,
    stress: Option<&ViscosityAnswer>,
    words: &TrajectoryWords,
) -> Vec<Table> {
    let mut tables = vec![
        motion(answer, words),
        relaxation_times(answer, words),
        van_hove(answer, words),
        structure(answer, words),
    ];
    tables.extend(stress.map(|stress| stress_relaxation(stress, words)));
    tables.extend(stress.map(|stress| viscosity(stress, words)));
    tables
}

/// Of which atoms, against what.
fn which(motion: &Motion) -> [String; 2] {
    let of = match &motion.of {
        Of::All => "all".to_owned(),
        Of::Species(name) => name.clone(),
    };
    let against = match motion.against {
        Against::Space => "space",
        Against::Cage => "cage",
    };
    [of, against.to_owned()]
}

/// Every curve against lag.
fn motion(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Table {
    let rows = answer.motions.iter().flat_map(|motion| {
        motion.points.iter().map(move |point| {
            let mut row = Vec::from(which(motion));
            row.extend([number(point.time), point.origins.to_string()]);
            row.extend(three(&point.msd));
            row.extend(three_or_none(point.non_gaussian.as_ref()));
            row.extend(three(&point.scattering));
            row
        })
    });
    Table {
        name: "motion",
        title: "Motion against lag",
        rows: rows.collect(),
        header: Header::default()
            .plain("of")
            .plain("against")
            .with("lag", &words.time)
            .plain("origins")
            .estimate("msd", &words.area())
            .estimate("non_gaussian", "")
            .estimate("scattering", "")
            .0,
    }
}

/// Relaxation times and the stretched exponentials.
fn relaxation_times(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Table {
    let row = |motion: &Motion| {
        let mut row = Vec::from(which(motion));
        row.push(motion.atoms.to_string());
        row.push(number(answer.wave_number));
        let (longer, shorter, left) = match motion.relaxation {
            Relaxation::Reached { .. } => (None, None, None),
            Relaxation::NotReached { longer_than, left } => (Some(longer_than), None, Some(left)),
            Relaxation::TooFast { shorter_than } => (None, Some(shorter_than), None),
        };
        row.extend(three_or_none(motion.relaxation.tau().as_ref()));
        row.extend([longer, shorter].map(maybe));
        row.extend(three_or_none(left.as_ref()));
        let stretched = motion.stretched.as_ref();
        row.extend(three_or_none(stretched.map(|s| &s.plateau)));
        row.extend(three_or_none(stretched.map(|s| &s.tau)));
        row.extend(three_or_none(stretched.map(|s| &s.beta)));
        row
    };
    Table {
        name: "relaxation_times",
        title: "Relaxation times",
        rows: answer.motions.iter().map(row).collect(),
        header: Header::default()
            .plain("of")
            .plain("against")
            .plain("atoms")
            .with("k", &format!("1/{}", words.length))
            .estimate("tau", &words.time)
            .with("tau_longer_than", &words.time)
            .with("tau_shorter_than", &words.time)
            .estimate("scattering_at_longest_lag", "")
            .estimate("stretched_plateau", "")
            .estimate("stretched_tau", &words.time)
            .estimate("stretched_beta", "")
            .0,
    }
}

/// How far atoms have come.
fn van_hove(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Table {
    let rows = answer.motions.iter().flat_map(|motion| {
        motion.van_hove.iter().flat_map(move |at| {
            at.density.iter().enumerate().map(move |(bin, density)| {
                let mut row = Vec::from(which(motion));
                row.push(number(at.time));
                row.push(number(at.width * bin as f64));
                row.push(number(at.width * (bin + 1) as f64));
                row.extend(three(density));
                row
            })
        })
    });
    Table {
        name: "van_hove",
        title: "Distances travelled",
        rows: rows.collect(),
        header: Header::default()
            .plain("of")
            .plain("against")
            .with("lag", &words.time)
            .with("from", &words.length)
            .with("to", &words.length)
            .estimate("density", &format!("1/{}", words.length))
            .0,
    }
}

/// S(k).
fn structure(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Table {
    let points = answer.structure.iter();
    let row = points.map(|at| vec![number(at.k), number(at.s), at.vectors.to_string()]);
    Table {
        name: "structure",
        title: "Structure factor",
        rows: row.collect(),
        header: Header::default()
            .with("k", &format!("1/{}", words.length))
            .plain("s")
            .plain("vectors")
            .0,
    }
}

/// G(t) and its integral.
fn stress_relaxation(stress: &ViscosityAnswer, words: &TrajectoryWords) -> Table {
    let both = stress.modulus.iter().zip(&stress.running);
    let row = both.map(|(modulus, running)| {
        let mut row = vec![number(modulus.time)];
        row.extend(three(&words.shown(&modulus.value)));
        row.extend(three(&words.shown_viscosity(&running.value)));
        row
    });
    Table {
        name: "stress_relaxation",
        title: "Memory of stress",
        rows: row.collect(),
        header: Header::default()
            .with("time", &words.time)
            .estimate("g", &words.modulus.name)
            .estimate("integral", &words.viscosity.name)
            .0,
    }
}

/// The viscosity or what is known of it.
fn viscosity(stress: &ViscosityAnswer, words: &TrajectoryWords) -> Table {
    let mut row = Vec::from(three(&words.shown(&stress.infinite_frequency_modulus)));
    match stress.viscosity {
        ShearViscosity::Measured {
            eta,
            upper_limit,
            relaxation_time,
            left_out,
            helfand,
        } => {
            row.push("measured".into());
            row.extend(three(&words.shown_viscosity(&eta)));
            row.extend([upper_limit, relaxation_time].map(number));
            row.extend(three(&words.shown_viscosity(&left_out)));
            row.extend(three(&words.shown_viscosity(&helfand)));
            row.extend(three_or_none(None));
        }
        ShearViscosity::NotDecayed {
            until,
            left,
            so_far,
        } => {
            row.push("not_decayed".into());
            row.extend(three(&words.shown_viscosity(&so_far)));
            row.extend([number(until), String::new()]);
            row.extend(three_or_none(None));
            row.extend(three_or_none(None));
            row.extend(three(&left));
        }
    }
    let unit = words.viscosity.name.as_str();
    Table {
        name: "viscosity",
        title: "Viscosity",
        rows: vec![row],
        header: Header::default()
            .estimate("g_zero", &words.modulus.name)
            .plain("outcome")
            .estimate("integral", unit)
            .with("upper_limit", &words.time)
            .with("relaxation_time", &words.time)
            .estimate("left_out", unit)
            .estimate("helfand", unit)
            .estimate("left_of_g", "")
            .0,
    }
}
