//! Draws the figures of defects and pairs to be looked at, into the folder given as the argument.
//!
//! Displacements, forces and energies are made up, not relaxed: only what the figures look like is meant.

use std::error::Error;
use std::path::Path;

use glassmelt::defect::{Bond, Configuration, Defect, RestLength};
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_report::extxyz::{Frame, extxyz};
use glassmelt_report::figures::elastic::{
    AngleMark, AnglePlot, AngleSeries, CagePlot, MarkKind, PairMap, Plane, StrainMeasure,
    StrainSlices, cage, energy_against_angle, pair_map, strain_slices,
};
use glassmelt_report::{Figure, write_files};
use nalgebra::{UnitQuaternion, Vector3};

type Files = Vec<(String, Vec<u8>)>;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "figures".into());
    let mut files = Files::new();
    for (name, corners) in cores() {
        let defect = defect(&corners)?;
        let before = defect.reference();
        let after = moved(&defect, 0.02);
        let figure = cage(&CagePlot {
            name,
            defect: &defect,
            before: &before,
            after: &after,
            headings: ["as built", "at rest"],
            length_unit: "nm",
        });
        add(&mut files, name, &figure)?;
        let dipole = SymmetricTensor::from_components([1.0, 0.9, 1.1, 0.1, 0.2, 0.3]);
        let known = Frame {
            energy: Some(-0.25),
            dipole: Some(&dipole),
            forces: &after.displacements,
            ..Frame::new("after", &after)
        };
        let frames = [Frame::new("before", &before), known];
        files.push((
            format!("{name}.extxyz"),
            extxyz(&defect, &frames).into_bytes(),
        ));
    }
    strains(&mut files)?;
    odd(&mut files)?;
    angles(&mut files)?;
    pairs(&mut files)?;
    write_files(Path::new(&folder), &files)?;
    Ok(())
}

/// Adds a figure as SVG and as PNG.
fn add(files: &mut Files, name: &str, figure: &Figure) -> Result<(), Box<dyn Error>> {
    files.push((format!("{name}.svg"), figure.svg().into_bytes()));
    files.push((format!("{name}.png"), figure.png()?));
    files.push((format!("{name}.txt"), figure.caption.clone().into_bytes()));
    Ok(())
}

/// Corners of several cores, nm.
fn cores() -> Vec<(&'static str, Vec<Vector3<f64>>)> {
    let golden = 0.5 * (1.0 + 5f64.sqrt());
    let signs = [-1.0, 1.0];
    let tetrahedron = [[1., 1., 1.], [1., -1., -1.], [-1., 1., -1.], [-1., -1., 1.]];
    let octahedron = signs
        .iter()
        .flat_map(|&s| [[s, 0., 0.], [0., s, 0.], [0., 0., s]]);
    let icosahedron = signs.iter().flat_map(|&s| {
        signs.map(|t| {
            let g = t * golden;
            [[0., s, g], [s, g, 0.], [g, 0., s]]
        })
    });
    let irregular = [
        [0.9, 0.1, 0.3],
        [-0.4, 0.8, 0.1],
        [-0.5, -0.7, 0.4],
        [0.1, 0.2, -1.0],
        [0.2, 0.1, 0.9],
    ];
    let scaled = |rows: Vec<[f64; 3]>| -> Vec<Vector3<f64>> {
        rows.into_iter()
            .map(|row| Vector3::from(row).normalize() * 0.16)
            .collect()
    };
    vec![
        ("tetrahedron", scaled(tetrahedron.to_vec())),
        ("octahedron", scaled(octahedron.collect())),
        ("icosahedron", scaled(icosahedron.flatten().collect())),
        (
            "two-corners",
            scaled(vec![[0.3, 0.2, 1.0], [-0.3, -0.2, -1.0]]),
        ),
        ("irregular", scaled(irregular.to_vec())),
    ]
}

/// A core with a neighbour outside each corner.
fn defect(corners: &[Vector3<f64>]) -> Result<Defect, glassmelt::Error> {
    let bond = |i| Bond {
        corner: i,
        neighbour: i,
        bend: 1.0,
        stretch: 10.0,
        rest_length: RestLength::StressFree,
    };
    let neighbours = corners.iter().map(|b| b * 2.3).collect();
    let bonds = (0..corners.len()).map(bond).collect();
    Defect::new(corners.to_vec(), neighbours, bonds)
}

/// A made-up configuration: turned by 17 degrees, neighbours moved by up to a length.
fn moved(defect: &Defect, length: f64) -> Configuration {
    let axis = nalgebra::Unit::new_normalize(Vector3::new(1.0, 2.0, 3.0));
    let push = |(i, a): (usize, &Vector3<f64>)| {
        let wave = (1.7 * i as f64).sin();
        a.normalize() * (length * wave) + Vector3::new(0.3, -0.2, 0.4) * (length * (1.0 - wave))
    };
    Configuration {
        rotation: UnitQuaternion::from_axis_angle(&axis, 17f64.to_radians()),
        translation: Vector3::new(0.004, 0.0, -0.002),
        displacements: defect.neighbours().iter().enumerate().map(push).collect(),
    }
}

/// Strains of a uniaxial dipole in slices, by each measure.
fn strains(files: &mut Files) -> Result<(), Box<dyn Error>> {
    let medium = Medium::new(40.0, 30.0)?;
    let tilted = SymmetricTensor::uniaxial(2.0, Vector3::new(0.4, 0.3, 1.0));
    let dipole = tilted + SymmetricTensor::IDENTITY * 0.3;
    let measures = [
        ("strain-deviator", StrainMeasure::Deviator),
        ("strain-dilatation", StrainMeasure::Dilatation),
        ("strain-zz", StrainMeasure::Component(2)),
    ];
    for (name, measure) in measures {
        let figure = strain_slices(&StrainSlices {
            name,
            medium: &medium,
            dipole: &dipole,
            core: 0.4,
            reach: 2.0,
            measure,
            planes: &[Plane::XY, Plane::XZ, Plane::YZ],
            length_unit: "nm",
        });
        add(files, name, &figure)?;
    }
    Ok(())
}

/// Energies that are not finite, and one slice alone.
fn odd(files: &mut Files) -> Result<(), Box<dyn Error>> {
    let infinite = |n: Vector3<f64>| if n.z > 0.5 { f64::INFINITY } else { n.x };
    let unknown = |n: Vector3<f64>| if n.y > 0.5 { f64::NAN } else { n.z };
    let figure = pair_map(&PairMap {
        name: "pair-odd",
        headings: ["infinite above 30° of latitude", "unknown around y"],
        energies: [&infinite, &unknown],
        energy_unit: "",
        nothing: 0.0,
        pair: "Made up to be odd.",
    });
    add(files, "pair-odd", &figure)?;
    let figure = strain_slices(&StrainSlices {
        name: "strain-alone",
        medium: &Medium::new(40.0, 30.0)?,
        dipole: &(SymmetricTensor::uniaxial(2.0, Vector3::z()) * 1e3),
        core: 0.1,
        reach: 2.0,
        measure: StrainMeasure::Deviator,
        planes: &[Plane::XZ],
        length_unit: "",
    });
    add(files, "strain-alone", &figure)
}

/// Energies against angle about two axes, with marks.
fn angles(files: &mut Files) -> Result<(), Box<dyn Error>> {
    let curve = |label: &str, folds: f64, height: f64| AngleSeries {
        label: label.into(),
        points: (0..=360)
            .map(|a| {
                (
                    f64::from(a),
                    height * (1.0 - (f64::from(a).to_radians() * folds).cos()),
                )
            })
            .collect(),
    };
    let series = [
        curve("about [001], cage relaxed", 4.0, 0.11),
        curve("about [111], cage relaxed", 3.0, 0.16),
        curve("about [001], cage clamped", 4.0, 0.29),
    ];
    let mark = |angle, energy, kind, label: &str| AngleMark {
        angle,
        energy,
        kind,
        label: label.into(),
    };
    let marks = [
        mark(0.0, 0.0, MarkKind::Minimum, "A"),
        mark(90.0, 0.0, MarkKind::Minimum, "B"),
        mark(45.0, 0.22, MarkKind::Saddle, "A to B"),
        mark(60.0, 0.32, MarkKind::Saddle, "A to C"),
    ];
    let figure = energy_against_angle(&AnglePlot {
        name: "angle",
        angle_label: "angle of rotation",
        energy_unit: "eV",
        series: &series,
        marks: &marks,
    });
    add(files, "angle", &figure)
}

/// Energies of pairs over directions: of two uniaxial dipoles, and of two centres of dilatation.
fn pairs(files: &mut Files) -> Result<(), Box<dyn Error>> {
    let medium = Medium::new(40.0, 30.0)?;
    let uniaxial = |axis: [f64; 3]| SymmetricTensor::uniaxial(2.0, Vector3::from(axis));
    let cases = [
        ("pair", uniaxial([0.0, 0.0, 1.0]), uniaxial([0.6, 0.0, 1.0])),
        (
            "pair-centres",
            SymmetricTensor::IDENTITY,
            SymmetricTensor::IDENTITY * 2.0,
        ),
    ];
    for (name, a, b) in cases {
        let exact = |n: Vector3<f64>| -b.contract(&medium.strain(&a, &n));
        // Two numbers side by side, to see two maps: the same with the sign of the trace kept apart.
        let other =
            |n: Vector3<f64>| 0.4 * exact(n) - 1e-3 * n.dot(&a.apply(&n)) * b.trace().max(0.2);
        let figure = pair_map(&PairMap {
            name,
            headings: ["exact", "another form"],
            energies: [&exact, &other],
            energy_unit: "eV",
            nothing: 1e-12,
            pair: "The pair is 1 nm apart.",
        });
        add(files, name, &figure)?;
    }
    Ok(())
}
