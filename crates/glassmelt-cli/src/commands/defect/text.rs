//! The answer about a defect as text.

use glassmelt::defect::Surroundings;
use glassmelt_study::{DefectReport, Minimum};

use crate::answer::warning_list;
use crate::screen::{Column, NONE, number, power, table};

/// The defect, its minima, the dipole of the ground state, alpha, the warnings.
pub(super) fn whole(report: &DefectReport) -> String {
    format!(
        "{}\n{}\n{}\n{}\n{}",
        minima(report),
        dipole(report),
        imprisonment(report),
        alpha(report),
        warning_list(&report.warnings)
    )
}

/// The defect in one line and a table of its minima, those of one energy in one row.
pub(crate) fn minima(report: &DefectReport) -> String {
    let kinds = report.kinds();
    let column = |header, digits, of: &dyn Fn(&Minimum) -> Option<f64>| {
        let values: Vec<Option<f64>> = kinds.iter().map(|kind| of(kind[0])).collect();
        Column::decimals(header, &values, digits)
    };
    let words = |header, of: &dyn Fn(&[&Minimum]) -> String| {
        Column::numbers(header, kinds.iter().map(|kind| of(kind)).collect())
    };
    let columns = [
        column("energy", 6, &|m| Some(m.energy)),
        words("minima", &|kind| kind.len().to_string()),
        words("from\nstarts", &|kind| {
            kind.iter().map(|m| m.found_from).sum::<usize>().to_string()
        }),
        words("turned\n/deg", &smallest_angle),
        column("softest\nmode", 4, &|m| Some(m.hessian_min)),
        column("lowest\nbarrier", 4, &|m| m.escape),
        column("dipole\ntrace", 4, &|m| Some(m.trace)),
        column("dipole\ndeviator", 5, &|m| Some(m.dipole_deviator_norm)),
        words("alpha", &|kind| {
            kind[0].alpha.map_or_else(|| NONE.to_owned(), power)
        }),
    ];
    format!("{}\n{}", defect(report), table(&columns))
}

/// The smallest rotation among the minima of one energy.
fn smallest_angle(kind: &[&Minimum]) -> String {
    let angle = |m: &&Minimum| m.rotation_vector.iter().map(|x| x * x).sum::<f64>().sqrt();
    let smallest = kind.iter().map(angle).fold(f64::INFINITY, f64::min);
    format!("{:.2}", smallest.to_degrees())
}

fn defect(report: &DefectReport) -> String {
    let surroundings = match report.surroundings {
        Surroundings::Clamped => "a clamped cage".to_owned(),
        Surroundings::Springs { stiffness } => format!("springs of {}", number(stiffness)),
        Surroundings::Continuum { site_radius, .. } => {
            format!("the continuum, sites of radius {}", number(site_radius))
        }
    };
    let units = match report.units {
        Some(scale) if scale.length_nm == 1.0 && scale.energy_k > 11604.0 => {
            "\nEnergies in eV, lengths in nm"
        }
        _ => "",
    };
    let bonds = if report.bonds == 1 { "bond" } else { "bonds" };
    format!(
        "{} corners, {} neighbours, {} {bonds}, in {surroundings}{units}",
        report.corners, report.neighbours, report.bonds
    )
}

fn dipole(report: &DefectReport) -> String {
    let Some(ground) = report.minima.first() else {
        return String::new();
    };
    let rows: [[f64; 3]; 3] = ground.dipole.0.into();
    let names = ["Dipole of the ground state", "", ""];
    let largest = rows.iter().flatten().fold(0.0, |a: f64, b| a.max(b.abs()));
    let plain = largest == 0.0 || (1e-2..1e5).contains(&largest);
    let cell = |value: f64| {
        if plain {
            format!("{:>13.6}", value + 0.0)
        } else {
            format!("{:>13.5e}", value + 0.0)
        }
    };
    let row = |i: usize| format!("{:26}{}", names[i], rows[i].map(cell).concat());
    [row(0), row(1), row(2)].join("\n")
}

/// The rotation of the ground state's core by a far distortion.
fn imprisonment(report: &DefectReport) -> String {
    let ground = report.minima.first();
    let Some(held) = ground.and_then(|minimum| minimum.imprisonment.as_ref()) else {
        return "Imprisoned: no linear answer to a strain, for the state is one of a family"
            .to_owned();
    };
    let largest =
        |rows: &[[f64; 6]; 3]| rows.iter().flatten().fold(0.0, |a: f64, b| a.max(b.abs()));
    let turned = largest(&held.by_strain);
    let by_strain = if turned == 0.0 {
        "a strain does not turn it".to_owned()
    } else {
        format!("by a strain up to {turned:.4} rad a unit")
    };
    format!("Imprisoned: it turns with the medium, {by_strain}")
}

fn alpha(report: &DefectReport) -> String {
    let cell = number(report.cell);
    match (report.alpha, report.alpha_min, report.alpha_max) {
        (Some(alpha), Some(min), Some(max)) => format!(
            "alpha = {} at a = {cell} (over directions {} to {})",
            power(alpha),
            power(min),
            power(max)
        ),
        _ => format!("No alpha without a medium; a = {cell}"),
    }
}
