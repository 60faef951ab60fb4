//! Rigid units, how they turn, their dipoles, and the force that was fitted.

use glassmelt_trajectory::rigid::{Turned, UnitsAnswer};

use super::{Header, three};
use crate::Table;
use crate::tables::{maybe, number};
use crate::trajectory::TrajectoryWords;

pub(super) fn all(answer: &UnitsAnswer, words: &TrajectoryWords) -> Vec<Table> {
    let mut tables = vec![units(answer, words)];
    if let Some(turned) = &answer.turned {
        tables.push(turning(turned, words));
        tables.push(mobility(turned, answer, words));
    }
    tables.extend(strengths(answer, words));
    tables.extend(force(answer, words));
    tables
}

/// Every unit with its dipoles.
fn units(answer: &UnitsAnswer, words: &TrajectoryWords) -> Table {
    let dipoles = answer.dipoles.iter().flat_map(|dipoles| &dipoles.units);
    let mut dipoles = dipoles.map(Some).chain(std::iter::repeat(None));
    let rows = answer.found.units.iter().enumerate().map(|(index, unit)| {
        let atoms: Vec<String> = unit.atoms.iter().map(u32::to_string).collect();
        let mut row = vec![index.to_string(), atoms.join(" ")];
        row.extend([number(unit.inner), maybe(unit.outer)]);
        let dipole = dipoles.next().flatten();
        row.extend(
            [
                dipole.map(|dipole| 1.5 * dipole.carried_squared),
                dipole.map(|dipole| 1.5 * dipole.fixed_squared),
                dipole.map(|dipole| 1.5 * dipole.squared),
                dipole.map(|dipole| dipole.fixed.trace()),
                dipole.map(|dipole| dipole.torque),
            ]
            .map(maybe),
        );
        row
    });
    let energy = &words.energy;
    let square = format!("({energy})^2");
    Table {
        name: "units",
        title: "Rigid units",
        rows: rows.collect(),
        header: Header::default()
            .plain("unit")
            .plain("atoms")
            .with("inner_fluctuation", &words.length)
            .with("outer_fluctuation", &words.length)
            .with("carried_strength_squared", &square)
            .with("fixed_strength_squared", &square)
            .with("strength_squared", &square)
            .with("trace", energy)
            .with("torque", energy)
            .0,
    }
}

/// Turning and moving after each lag.
fn turning(turned: &Turned, words: &TrajectoryWords) -> Table {
    let clock = words.lag_clock();
    let row = turned.lags.iter().map(|at| {
        let mut row = vec![at.frames.to_string(), number(at.steps as f64 * clock.size)];
        for estimate in [&at.angle_squared, &at.c1, &at.c2, &at.displacement_squared] {
            row.extend(three(estimate));
        }
        row
    });
    Table {
        name: "turning",
        title: "Turning of units",
        rows: row.collect(),
        header: Header::default()
            .plain("lag_frames")
            .with("lag", clock.unit)
            .estimate("angle_squared", "rad^2")
            .estimate("c1", "")
            .estimate("c2", "")
            .estimate("displacement_squared", &words.area())
            .0,
    }
}

/// How many units are mobile.
fn mobility(turned: &Turned, answer: &UnitsAnswer, words: &TrajectoryWords) -> Table {
    let mut row = vec![turned.units.to_string(), turned.windows.to_string()];
    row.extend([
        number(turned.mobile.angle),
        number(turned.mobile.distance),
        number(answer.cutoff),
        maybe(answer.found.border),
        maybe(answer.found.separation),
    ]);
    row.extend(three(&turned.mobile_part));
    row.extend(super::three_or_none(turned.mobile_density.as_ref()));
    let length = &words.length;
    Table {
        name: "mobility",
        title: "Mobile units",
        rows: vec![row],
        header: Header::default()
            .plain("units")
            .plain("windows")
            .with("mobile_angle", "rad")
            .with("mobile_distance", length)
            .with("cutoff", length)
            .with("border", length)
            .plain("separation")
            .estimate("mobile_part", "")
            .estimate("mobile_density", &words.density(answer.dimension))
            .0,
    }
}

/// The strengths of dipoles, means over units.
fn strengths(answer: &UnitsAnswer, words: &TrajectoryWords) -> Option<Table> {
    let dipoles = answer.dipoles.as_ref()?;
    let square = format!("({})^2", words.energy);
    let all = [
        (
            "carried_strength_squared",
            &square,
            &dipoles.carried_strength_squared,
        ),
        (
            "fixed_strength_squared",
            &square,
            &dipoles.fixed_strength_squared,
        ),
        ("strength_squared", &square, &dipoles.strength_squared),
        ("trace", &words.energy, &dipoles.trace),
    ];
    let row = |(name, unit, value): (&str, &String, &_)| {
        let mut row = vec![super::in_unit(name, unit)];
        row.extend(three(value));
        row
    };
    Some(Table {
        name: "dipoles",
        title: "Dipoles of units",
        rows: all.into_iter().map(row).collect(),
        header: Header::default().plain("what").estimate("mean", "").0,
    })
}

/// The fitted force of each pair of species.
fn force(answer: &UnitsAnswer, words: &TrajectoryWords) -> Option<Table> {
    let matched = answer.force.as_ref()?;
    let pairs = (0..matched.table.species).flat_map(|high| (0..=high).map(move |low| (low, high)));
    let rows = pairs
        .zip(matched.table.rows.iter().zip(&matched.errors))
        .flat_map(|((low, high), (forces, errors))| {
            let both = forces.iter().zip(errors).enumerate();
            both.map(move |(entry, (force, error))| {
                let known = error.is_some();
                vec![
                    words.species(low),
                    words.species(high),
                    number(matched.table.step * entry as f64),
                    maybe(known.then_some(*force)),
                    maybe(*error),
                ]
            })
        });
    let unit = format!("{}/{}", words.energy, words.length);
    Some(Table {
        name: "force",
        title: "Fitted force",
        rows: rows.collect(),
        header: Header::default()
            .plain("one")
            .plain("other")
            .with("r", &words.length)
            .with("push", &unit)
            .with("push_error", &unit)
            .0,
    })
}
