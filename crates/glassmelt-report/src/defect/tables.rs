//! The tables of a defect: its minima, its saddles, its energy against angle.

use glassmelt::SymmetricTensor;
use glassmelt_study::{DefectReport, Minimum, Pass, Turning, TurningPoint};

use crate::Table;
use crate::tables::{header, maybe, number};

/// Every table that has rows.
pub(super) fn all(report: &DefectReport, turning: Option<&Turning>) -> Vec<Table> {
    let mut tables = vec![minima(report), saddles(report)];
    tables.extend(turning.map(energy_angle));
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Every minimum with all its numbers.
fn minima(report: &DefectReport) -> Table {
    let rows = report.minima.iter().enumerate();
    Table {
        name: "minima",
        title: "Minima",
        header: header(&[
            "minimum",
            "energy",
            "bond_energy",
            "elastic_energy",
            "rotation_x_rad",
            "rotation_y_rad",
            "rotation_z_rad",
            "translation_x",
            "translation_y",
            "translation_z",
            "hessian_min",
            "lowest_barrier",
            "barrier_from_ground_state",
            "dipole_xx",
            "dipole_yy",
            "dipole_zz",
            "dipole_yz",
            "dipole_xz",
            "dipole_xy",
            "dipole_trace",
            "dipole_deviator_norm",
            "principal_1",
            "principal_2",
            "principal_3",
            "far_dipole_xx",
            "far_dipole_yy",
            "far_dipole_zz",
            "far_dipole_yz",
            "far_dipole_xz",
            "far_dipole_xy",
            "alpha",
            "alpha_min",
            "alpha_max",
            "zero_modes",
            "null_rotations",
            "found_from_starts",
            "residual_force",
        ]),
        rows: rows.map(|(i, minimum)| row(i, minimum)).collect(),
    }
}

/// One minimum.
fn row(index: usize, minimum: &Minimum) -> Vec<String> {
    let six = |tensor: &SymmetricTensor| tensor.components().map(number);
    let mut row = vec![index.to_string()];
    row.extend([minimum.energy, minimum.bond_energy, minimum.elastic_energy].map(number));
    row.extend(minimum.rotation_vector.map(number));
    row.extend(minimum.translation.map(number));
    row.push(number(minimum.hessian_min));
    row.extend([minimum.escape, minimum.barrier].map(maybe));
    row.extend(six(&minimum.dipole.0));
    row.extend([minimum.trace, minimum.dipole_deviator_norm].map(number));
    row.extend(minimum.principal.map(number));
    row.extend(six(&minimum.far_dipole.0));
    row.extend([minimum.alpha, minimum.alpha_min, minimum.alpha_max].map(maybe));
    row.extend(
        [
            minimum.zero_modes,
            minimum.null_rotations,
            minimum.found_from,
        ]
        .map(|n| n.to_string()),
    );
    row.push(number(minimum.residual));
    row
}

/// Every saddle and what it lies between.
fn saddles(report: &DefectReport) -> Table {
    let row = |pass: &Pass| {
        let mut row = vec![number(pass.energy)];
        row.extend(pass.between.map(|minimum| minimum.to_string()));
        row.extend(pass.rotation_vector.map(number));
        row.extend([number(pass.curvature), pass.zero_modes.to_string()]);
        row
    };
    Table {
        name: "saddles",
        title: "Saddles",
        header: header(&[
            "energy",
            "from_minimum",
            "to_minimum",
            "rotation_x_rad",
            "rotation_y_rad",
            "rotation_z_rad",
            "curvature",
            "zero_modes",
        ]),
        rows: report.saddles.iter().map(row).collect(),
    }
}

/// Energies against angle, in long form.
fn energy_angle(turning: &Turning) -> Table {
    let path = |series: &'static str, points: &[TurningPoint]| -> Vec<Vec<String>> {
        let row = |p: &TurningPoint| vec![series.into(), number(p.angle), number(p.energy)];
        points.iter().map(row).collect()
    };
    let mut rows = path("defect", &turning.path);
    if let Some(other) = &turning.counterpart {
        rows.extend(path(other.rest_length, &other.path));
    }
    Table {
        name: "energy_angle",
        title: "Energy against angle",
        header: header(&["series", "angle_degrees", "energy"]),
        rows,
    }
}
