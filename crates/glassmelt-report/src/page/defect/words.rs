//! What was asked of a defect and what came out, in plain words.

use glassmelt::defect::Surroundings;
use glassmelt::units::ELECTRON_VOLT_PER_GPA_NM3;
use glassmelt_study::{DefectReport, Minimum};

use crate::defect::{Units, told};
use crate::number::significant;

/// The defect in one line.
pub(in crate::page) fn asked(report: &DefectReport) -> String {
    let units = Units::of(report.units);
    let held = match report.surroundings {
        Surroundings::Clamped => "a clamped cage".to_string(),
        Surroundings::Springs { stiffness } => {
            let unit = if units.in_laboratory() { "eV/nm²" } else { "" };
            format!("a cage on springs of {}", told(stiffness, unit))
        }
        Surroundings::Continuum { site_radius, .. } => {
            let radius = units.length(site_radius);
            format!("the elastic continuum, sites of radius {radius}")
        }
    };
    format!(
        "{}, {}, {}, in {held}. {} {}",
        count(report.corners, "corner"),
        count(report.neighbours, "neighbour"),
        count(report.bonds, "bond"),
        medium(report, units),
        scale(report, units),
    )
}

/// `1 corner`, `4 corners`.
fn count(number: usize, name: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {name}{plural}")
}

/// The medium far away and the cell.
fn medium(report: &DefectReport, units: Units) -> String {
    let cell = units.length(report.cell);
    let Some(medium) = report.medium else {
        return format!("No medium far away; a\u{a0}=\u{a0}{cell}.");
    };
    let (unit, factor) = if units.in_laboratory() {
        ("GPa", ELECTRON_VOLT_PER_GPA_NM3)
    } else {
        ("", 1.0)
    };
    format!(
        "Medium: λ\u{a0}=\u{a0}{}, μ\u{a0}=\u{a0}{}; a\u{a0}=\u{a0}{cell}.",
        told(medium.lambda() / factor, unit),
        told(medium.mu() / factor, unit)
    )
}

/// The units.
fn scale(report: &DefectReport, units: Units) -> String {
    match report.units {
        _ if units.in_laboratory() => "Units: eV and nm.".into(),
        Some(scale) => format!(
            "Reduced units: energies of {} × k_B, lengths of {}.",
            told(scale.energy_k, "K"),
            told(scale.length_nm, "nm")
        ),
        None => "Reduced units: those of the file.".into(),
    }
}

/// How far the core of a minimum is turned.
pub(in crate::page) fn degrees(minimum: &Minimum) -> String {
    let vector = minimum.rotation_vector.iter();
    let angle = vector.map(|x| x * x).sum::<f64>().sqrt().to_degrees();
    if angle < 1e-6 {
        "0°".into()
    } else {
        format!("{}°", significant(angle, 3))
    }
}

/// The ground state, its dipole and alpha in two or three sentences.
pub(in crate::page) fn came_out(report: &DefectReport, units: Units) -> String {
    let Some(ground) = report.minima.first() else {
        return "No minimum was found.".into();
    };
    let turned = match degrees(ground).as_str() {
        "0°" => "The core stays in its reference orientation".to_string(),
        angle => format!("The core turns by {angle} out of its reference orientation"),
    };
    let among = match (
        report.minima.len(),
        report.kinds().first().map_or(1, Vec::len),
    ) {
        (1, _) => ", the only minimum found".to_string(),
        (all, same) if all == same => format!(", one of {all} minima of the same energy"),
        (all, 1) => format!(", the lowest of {all} minima"),
        (all, same) => format!(", one of {same} lowest of {all} minima"),
    };
    format!("{turned}{among}. {}", pushes(report, ground, units))
}

/// Whether and how the ground state pushes on the glass.
fn pushes(report: &DefectReport, ground: &Minimum, units: Units) -> String {
    if ground.dipole.0.norm() == 0.0 {
        return "It pushes nowhere: it makes no dipole, and other defects do not feel it.".into();
    }
    if ground.dipole_deviator_norm == 0.0 {
        return format!(
            "It pushes alike in all directions, with a dipole of trace {}, and does not shear the glass: \
             turning changes nothing, and α is zero.",
            units.energy(ground.trace)
        );
    }
    let dipole = format!(
        "It shears the glass around it with a dipole of {}",
        units.energy(ground.dipole_deviator_norm)
    );
    match (report.alpha, report.alpha_min, report.alpha_max) {
        (Some(alpha), Some(low), Some(high)) => format!(
            "{dipole}, which makes α\u{a0}=\u{a0}{} ({} to {} over directions).",
            significant(alpha, 3),
            significant(low, 2),
            significant(high, 2)
        ),
        _ => format!("{dipole}; without a medium there is no α."),
    }
}
