//! Figures of defects and pairs: what they claim to show, and that nothing breaks them.

use glassmelt::defect::{Bond, Defect, RestLength};
use glassmelt::medium::Separation;
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_report::Figure;
use glassmelt_report::figures::elastic::{
    AngleMark, AnglePlot, AngleSeries, CagePlot, MarkKind, PairMap, Plane, StrainMeasure,
    StrainSlices, cage, energy_against_angle, pair_map, strain_slices,
};
use nalgebra::Vector3;

/// A rod along x with a neighbour beyond each end.
fn rod() -> Defect {
    let bond = |i| Bond {
        corner: i,
        neighbour: i,
        bend: 1.0,
        stretch: 1.0,
        rest_length: RestLength::StressFree,
    };
    let at = |length: f64| vec![Vector3::x() * length, Vector3::x() * -length];
    Defect::new(at(1.0), at(2.5), vec![bond(0), bond(1)]).unwrap()
}

/// Its cage with these displacements.
fn cage_of(displacements: [Vector3<f64>; 2]) -> Figure {
    let defect = rod();
    let before = defect.reference();
    let mut after = defect.reference();
    after.displacements = displacements.to_vec();
    cage(&CagePlot {
        name: "cage",
        defect: &defect,
        before: &before,
        after: &after,
        headings: ["before", "after"],
        length_unit: "nm",
    })
}

fn map_of(energies: [&dyn Fn(Vector3<f64>) -> f64; 2]) -> Figure {
    pair_map(&PairMap {
        name: "pair",
        headings: ["exact", "printed"],
        energies,
        energy_unit: "eV",
        nothing: 1e-12,
        pair: "The pair is 1 nm apart.",
    })
}

fn slices(dipole: SymmetricTensor, measure: StrainMeasure) -> Figure {
    strain_slices(&StrainSlices {
        name: "strain",
        medium: &Medium::new(40.0, 30.0).unwrap(),
        dipole: &dipole,
        core: 0.4,
        reach: 2.0,
        measure,
        planes: &[Plane::XY, Plane::XZ, Plane::YZ],
        length_unit: "nm",
    })
}

/// The values of an attribute of all elements of a kind, in order.
fn all(svg: &str, element: &str, attribute: &str) -> Vec<String> {
    let start = format!("{attribute}=\"");
    svg.split(&format!("<{element} "))
        .skip(1)
        .filter_map(|rest| rest.split_once("/>"))
        .filter_map(|(inside, _)| inside.split_once(&start))
        .filter_map(|(_, value)| value.split_once('"'))
        .map(|(value, _)| value.to_string())
        .collect()
}

/// Colours of filled areas.
fn fills(figure: &Figure) -> Vec<String> {
    let fills = all(&figure.svg(), "path", " fill").into_iter();
    fills.filter(|fill| fill != "none").collect()
}

fn assert_draws(figure: &Figure) {
    let svg = figure.svg();
    for word in ["NaN", "inf\"", "inf "] {
        assert!(!svg.contains(word), "{} holds {word}", figure.name);
    }
    assert!(
        svg.len() < 400_000,
        "{} has {} bytes",
        figure.name,
        svg.len()
    );
    assert_eq!(&figure.png().unwrap()[..4], b"\x89PNG");
}

fn apart(r: Vector3<f64>) -> Separation {
    Separation::new(r).unwrap()
}

#[test]
fn the_map_of_two_dilatation_centres_is_blank() {
    let medium = Medium::new(40.0, 30.0).unwrap();
    let center = SymmetricTensor::IDENTITY;
    let energy = |n: Vector3<f64>| -center.contract(&medium.strain(&center, &apart(n)));
    let figure = map_of([&energy, &energy]);
    assert!(fills(&figure).iter().all(|fill| fill == "#ffffff"));
    assert!(figure.caption.contains("Both maps are blank"));
    let shear = SymmetricTensor::uniaxial(1.0, Vector3::z());
    let energy = |n: Vector3<f64>| -shear.contract(&medium.strain(&shear, &apart(n)));
    assert!(fills(&map_of([&energy, &energy])).len() > 20);
}

#[test]
fn the_mean_over_directions_stands_below_its_map() {
    let exact = |n: Vector3<f64>| n.z * n.z - 1.0 / 3.0;
    let printed = |n: Vector3<f64>| n.z * n.z;
    let svg = map_of([&exact, &printed]).svg();
    assert!(svg.contains("mean 0, least −0.333, most 0.667 (eV)"));
    assert!(svg.contains("mean 0.333, least 0, most 1.00 (eV)"), "{svg}");
}

#[test]
fn both_maps_have_one_scale() {
    let large = |n: Vector3<f64>| 10.0 * n.z;
    let small = |n: Vector3<f64>| 0.1 * n.z;
    let nothing = |_: Vector3<f64>| 0.0;
    // Beside the large energies the small ones are hardly more than white, as nothing is.
    let count = |figure: &Figure| fills(figure).len();
    assert_eq!(
        count(&map_of([&large, &small])),
        count(&map_of([&large, &nothing]))
    );
}

#[test]
fn energies_that_are_not_finite_still_make_a_map() {
    let odd = |n: Vector3<f64>| if n.z > 0.5 { f64::INFINITY } else { n.x };
    let odder = |n: Vector3<f64>| {
        if n.y > 0.5 {
            f64::NAN
        } else {
            f64::NEG_INFINITY
        }
    };
    assert_draws(&map_of([&odd, &odder]));
}

#[test]
fn strains_of_nothing_and_of_much_make_slices_of_moderate_size() {
    let uniaxial = SymmetricTensor::uniaxial(2.0, Vector3::new(0.4, 0.3, 1.0));
    for measure in [
        StrainMeasure::Deviator,
        StrainMeasure::Dilatation,
        StrainMeasure::Component(4),
    ] {
        assert_draws(&slices(uniaxial, measure));
    }
    assert_draws(&slices(SymmetricTensor::ZERO, StrainMeasure::Deviator));
    let blank = slices(SymmetricTensor::ZERO, StrainMeasure::Dilatation);
    assert!(fills(&blank).iter().all(|fill| fill == "#ffffff"));
    assert_draws(&slices(uniaxial * f64::INFINITY, StrainMeasure::Dilatation));
}

#[test]
fn a_center_of_dilatation_dilates_nothing_around_it() {
    let center = SymmetricTensor::IDENTITY * 3.0;
    // Rounding leaves 1e-19: the strain's other components tell how little that is.
    let medium = Medium::new(40.0, 30.0).unwrap();
    let strain = medium.strain(&center, &apart(Vector3::new(0.3, 0.5, 0.7)));
    assert!(strain.trace().abs() < 1e-14 * strain.norm());
    let figure = slices(center, StrainMeasure::Dilatation);
    assert!(fills(&figure).iter().all(|fill| fill == "#ffffff"));
}

#[test]
fn an_infinite_energy_breaks_the_line_and_sets_no_range() {
    let series = AngleSeries {
        label: "about z".into(),
        points: vec![
            (0.0, 0.0),
            (10.0, 1.0),
            (20.0, f64::INFINITY),
            (30.0, 1.0),
            (40.0, 0.0),
        ],
    };
    let mark = AngleMark {
        angle: 0.0,
        energy: f64::NAN,
        kind: MarkKind::Saddle,
        label: "nowhere".into(),
    };
    let plot = |series: &[AngleSeries], marks: &[AngleMark]| {
        energy_against_angle(&AnglePlot {
            name: "angle",
            angle_label: "angle about z",
            energy_unit: "eV",
            series,
            marks,
        })
    };
    let figure = plot(std::slice::from_ref(&series), &[mark]);
    assert_draws(&figure);
    assert!(!figure.svg().contains("nowhere"));
    assert!(figure.svg().contains(">1.0<"));
    assert_draws(&plot(&[], &[]));
}

#[test]
fn near_atoms_cover_far_ones() {
    // The view has x towards the reader and a little to the left: the near neighbour of the right
    // panel is the last ball drawn, left of that panel's middle.
    let svg = cage_of([Vector3::zeros(); 2]).svg();
    let across =
        |values: Vec<String>| -> Vec<f64> { values.iter().map(|v| v.parse().unwrap()).collect() };
    let radii = across(all(&svg, "circle", " r"));
    let balls = across(all(&svg, "circle", "cx"));
    let largest = radii.iter().copied().fold(0.0, f64::max);
    let neighbours: Vec<f64> = (0..balls.len())
        .filter(|&i| radii[i] == largest)
        .map(|i| balls[i])
        .collect();
    assert_eq!(neighbours.len(), 4);
    assert!(neighbours[0] > neighbours[1] && neighbours[2] > neighbours[3]);
}

#[test]
fn a_neighbour_that_is_nowhere_is_left_out() {
    let whole = cage_of([Vector3::zeros(); 2]);
    let broken = cage_of([Vector3::new(f64::NAN, 0.0, 0.0), Vector3::zeros()]);
    assert_draws(&broken);
    let circles = |figure: &Figure| figure.svg().matches("<circle").count();
    assert_eq!(circles(&whole), circles(&broken) + 6);
}

#[test]
fn lengthened_arrows_say_by_how_much() {
    let small = cage_of([Vector3::z() * 0.01, Vector3::zeros()]);
    assert!(small.svg().contains("drawn 100 times as long"));
    assert!(small.caption.contains("100 times"), "{}", small.caption);
    let large = cage_of([Vector3::z() * 2.0, Vector3::zeros()]);
    assert!(!large.svg().contains("times as long"));
    assert!(large.caption.contains("true length"));
    let still = cage_of([Vector3::z() * 1e-15, Vector3::zeros()]);
    assert!(!still.svg().contains("displacement"));
    assert!(still.caption.contains("the core stayed as it was"));
    assert!(still.caption.contains("the neighbours did not move"));
}

#[test]
fn a_defect_whose_neighbours_are_all_lost_is_drawn_without_them() {
    let nowhere = Vector3::repeat(f64::INFINITY);
    let lost = cage_of([nowhere, nowhere]);
    assert_draws(&lost);
    assert!(!lost.caption.contains("NaN"), "{}", lost.caption);
}
