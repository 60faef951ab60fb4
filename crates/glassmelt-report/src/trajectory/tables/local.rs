//! Local strain, D2min, and correlations over distances.

use glassmelt_trajectory::local::LocalAnswer;

use super::{Header, three, three_or_none};
use crate::Table;
use crate::tables::{maybe, number};
use crate::trajectory::TrajectoryWords;

pub(super) fn all(answer: &LocalAnswer, words: &TrajectoryWords) -> Vec<Table> {
    vec![
        means(answer, words),
        d2min(answer, words),
        displacements(answer, words),
        strains(answer, words),
        angles(answer, words),
    ]
}

/// Every mean, a row each.
fn means(answer: &LocalAnswer, words: &TrajectoryWords) -> Table {
    let (means, turns) = (&answer.means, &answer.imprisonment);
    let area = words.area();
    let estimates = [
        ("measured", "", &means.measured),
        ("shear_strain", "", &means.shear_strain),
        ("volumetric_strain", "", &means.volumetric_strain),
        ("d2min", &area, &means.d2min),
        ("d2min_a_neighbour", &area, &means.d2min_a_neighbour),
        ("mobile", "", &means.mobile),
        (
            "displacement_squared",
            &area,
            &answer.displacements.mean_square,
        ),
        ("strain", "", &answer.strains.mean),
        ("strain_squared", "", &answer.strains.mean_square),
        ("imprisonment_slope", "", &turns.slope),
        ("imprisonment_reverse_slope", "", &turns.reverse_slope),
        ("imprisonment_correlation", "", &turns.correlation),
        ("unit_rotation_squared", "rad^2", &turns.unit),
        ("medium_rotation_squared", "rad^2", &turns.medium),
        ("turns_measured", "", &turns.measured),
    ];
    let row = |(name, unit, value): (&str, &str, &_)| {
        let mut row = vec![super::in_unit(name, unit)];
        row.extend(three(value));
        row
    };
    let mut rows: Vec<Vec<String>> = estimates.into_iter().map(row).collect();
    let density = words.density(answer.dimension);
    let exact = [
        ("cutoff", words.length.as_str(), Some(answer.cutoff)),
        ("threshold_of_d2min", &area, Some(means.threshold)),
        ("mobile_density", &density, answer.mobile_density),
    ];
    rows.extend(exact.map(|(name, unit, value)| {
        let name = super::in_unit(name, unit);
        vec![name, maybe(value), String::new(), String::new()]
    }));
    Table {
        name: "means",
        title: "Means over atoms",
        rows,
        header: Header::default().plain("what").estimate("mean", "").0,
    }
}

/// The distribution of D2min.
fn d2min(answer: &LocalAnswer, words: &TrajectoryWords) -> Table {
    let bins = answer.means.histogram.iter();
    let row = bins.map(|bin| {
        let mut row = vec![number(bin.low), number(bin.high)];
        row.extend(three(&bin.part));
        row
    });
    Table {
        name: "d2min",
        title: "Distribution of D2min",
        rows: row.collect(),
        header: Header::default()
            .with("from", &words.area())
            .with("to", &words.area())
            .estimate("part", "")
            .0,
    }
}

/// C(r) of displacements.
fn displacements(answer: &LocalAnswer, words: &TrajectoryWords) -> Table {
    let shells = answer.displacements.shells.iter();
    let row = shells.map(|shell| {
        let mut row = vec![number(shell.r)];
        row.extend(three(&shell.correlation));
        row.extend(three(&shell.along));
        row
    });
    Table {
        name: "displacement_correlation",
        title: "Correlation of displacements",
        rows: row.collect(),
        header: Header::default()
            .with("r", &words.length)
            .estimate("correlation", "")
            .estimate("along", "")
            .0,
    }
}

/// The patterns of the strain correlation.
fn strains(answer: &LocalAnswer, words: &TrajectoryWords) -> Table {
    let shells = answer.strains.shells.iter();
    let row = shells.map(|shell| {
        let mut row = vec![number(shell.r)];
        row.extend(three(&shell.covariance));
        for part in [&shell.constant, &shell.quadratic, &shell.quartic] {
            row.extend(three_or_none(part.as_ref()));
        }
        row
    });
    Table {
        name: "strain_correlation",
        title: "Correlation of strains",
        rows: row.collect(),
        header: Header::default()
            .with("r", &words.length)
            .estimate("covariance", "")
            .estimate("constant", "")
            .estimate("quadratic", "")
            .estimate("quartic", "")
            .0,
    }
}

/// The same against angle.
fn angles(answer: &LocalAnswer, words: &TrajectoryWords) -> Table {
    let rows = answer.strains.shells.iter().flat_map(|shell| {
        shell.angles.iter().map(|bin| {
            let mut row = vec![number(shell.r), number(bin.theta)];
            row.extend(three(&bin.covariance));
            row
        })
    });
    Table {
        name: "strain_angles",
        title: "Correlation of strains against angle",
        rows: rows.collect(),
        header: Header::default()
            .with("r", &words.length)
            .with("theta", "rad")
            .estimate("covariance", "")
            .0,
    }
}
