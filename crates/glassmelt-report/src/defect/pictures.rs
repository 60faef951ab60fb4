//! The figures of a solved defect: its cage, its energy against angle, its strain, its pair energy.

use glassmelt::defect::RelaxedDefect;
use glassmelt::interaction::{pair_energy, printed};
use glassmelt::medium::Separation;
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_study::{AxisOrigin, SolvedDefect, Turning, TurningPoint};
use nalgebra::Vector3;

use super::{Units, axis_name};
use crate::Figure;
use crate::figures::elastic::{
    AngleMark, AnglePlot, AngleSeries, CagePlot, MarkKind, PairMap, Plane, StrainMeasure,
    StrainSlices, cage, energy_against_angle, pair_map, strain_slices,
};

/// Half a side of a slice of the strain, in radii of the cage.
const REACH: f64 = 3.5;
/// A pair energy below this share of `Q^2/(8 pi mu a^3)` is rounding.
const ROUNDING: f64 = 1e-12;

/// Those that the defect has something for, in the order of the page.
pub(super) fn all(
    solved: &SolvedDefect,
    minimum: &RelaxedDefect,
    turning: Option<&Turning>,
) -> Vec<Figure> {
    let units = Units::of(solved.model.scale);
    let dipole = solved.dipole(minimum).0;
    let pushed = solved.model.medium.filter(|_| dipole.norm() > 0.0);
    let mut figures = vec![before_and_after(solved, minimum, units)];
    figures.extend(turning.map(|turning| against_angle(turning, units)));
    if let Some(medium) = pushed {
        figures.push(strain(solved, &medium, &dipole, units));
        figures.push(pair(solved, &medium, &dipole, units));
    }
    figures
}

fn before_and_after(solved: &SolvedDefect, minimum: &RelaxedDefect, units: Units) -> Figure {
    let defect = &solved.model.defect;
    cage(&CagePlot {
        name: "cage",
        defect,
        before: &defect.reference(),
        after: &minimum.configuration,
        headings: ["The reference state", "At rest"],
        length_unit: units.length,
    })
}

fn against_angle(turning: &Turning, units: Units) -> Figure {
    let line = |path: &[TurningPoint]| path.iter().map(|p| (p.angle, p.energy)).collect();
    let mut series = vec![AngleSeries {
        label: "this defect".into(),
        points: line(&turning.path),
    }];
    series.extend(turning.counterpart.as_ref().map(|other| {
        AngleSeries {
            label: match other.rest_length {
                "as_printed" => "bonds as long at rest as Eq. 4 prints",
                _ => "bonds at rest in the reference state",
            }
            .into(),
            points: line(&other.path),
        }
    }));
    let mark = |kind: MarkKind| {
        move |p: &TurningPoint| AngleMark {
            angle: p.angle,
            energy: p.energy,
            kind,
            label: String::new(),
        }
    };
    let minima = turning.minima.iter().map(mark(MarkKind::Minimum));
    let saddles = turning.saddles.iter().map(mark(MarkKind::Saddle));
    let marks: Vec<AngleMark> = minima.chain(saddles).collect();
    let axis = axis_name(&turning.axis);
    let mut figure = energy_against_angle(&AnglePlot {
        name: "energy-angle",
        angle_label: &format!("angle about {axis}"),
        energy_unit: units.energy,
        series: &series,
        marks: &marks,
    });
    figure.caption = format!("{} {}", figure.caption, path_words(turning));
    figure
}

/// Which way was followed.
fn path_words(turning: &Turning) -> String {
    let axis = match turning.origin {
        AxisOrigin::GroundState => "The axis is that of the ground state’s rotation",
        AxisOrigin::Softest => {
            "The ground state is not turned; the axis is the one about which its core turns most easily"
        }
        AxisOrigin::Conventional => "The ground state prefers no axis; this one is z",
    };
    let ends = if turning.closes() {
        ""
    } else {
        " At −180° and 180°, one and the same orientation, the two ways end on different branches."
    };
    let other = match &turning.counterpart {
        Some(other) if other.rest_length == "as_printed" => {
            " The second line has the same core and cage with bonds under the pressure that Eq. 4 prints, \
             followed from the reference orientation."
        }
        Some(_) => {
            " The second line has the same core and cage with bonds free of stress in the reference \
             orientation, followed from there."
        }
        None => "",
    };
    format!(
        "{axis}. At each angle the orientation is held while the core’s place and the neighbours relax, \
         starting from where the angle before left them. One branch is followed, from the ground state in \
         both directions: where it ends, the energy steps down to another.{ends}{other}"
    )
}

fn strain(
    solved: &SolvedDefect,
    medium: &Medium,
    dipole: &SymmetricTensor,
    units: Units,
) -> Figure {
    let distances = solved.model.defect.neighbours().iter().map(Vector3::norm);
    let cage = distances.fold(0.0, f64::max);
    let mut figure = strain_slices(&StrainSlices {
        name: "strain",
        medium,
        dipole,
        core: cage,
        reach: REACH * cage,
        measure: StrainMeasure::Deviator,
        planes: &[Plane::XY, Plane::XZ, Plane::YZ],
        length_unit: units.length,
    });
    figure.caption += " The dipole is that of Eq. 5.";
    figure
}

fn pair(solved: &SolvedDefect, medium: &Medium, dipole: &SymmetricTensor, units: Units) -> Figure {
    let a = solved.model.cell;
    let apart = |n: Vector3<f64>| Separation::new(n * a).ok();
    let exact = |n| apart(n).map_or(f64::NAN, |r| pair_energy(medium, dipole, dipole, &r));
    let as_printed = |n| {
        apart(n).map_or(f64::NAN, |r| {
            printed::pair_energy(medium, dipole, dipole, &r)
        })
    };
    let unit = dipole.contract(dipole) / (8.0 * std::f64::consts::PI * medium.mu() * a.powi(3));
    pair_map(&PairMap {
        name: "pair",
        headings: ["exact, Eq. 9", "as printed, Eq. 10"],
        energies: [&exact, &as_printed],
        energy_unit: units.energy,
        nothing: ROUNDING * unit,
        pair: &format!(
            "Two of these defects, turned alike, at contact, {} apart.",
            units.length(a)
        ),
    })
}
