//! Particle-mesh against the slow truth, its own derivatives, and itself with other parameters.

mod common;

use common::{Scatter, boundaries, difference, ewald, medium, torques_by_differences};
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::{
    Boundary, Cell, Core, Error, Interaction, Lattice, LatticeSum, MeshParameters, ParticleMesh,
};
use nalgebra::{Rotation3, Vector3};

/// Rotors at least one apart in a box of this density, with sides in the ratios given.
fn scattered(
    scatter: &mut Scatter,
    count: usize,
    density: f64,
    ratios: [f64; 3],
) -> (Cell, Vec<Vector3<f64>>) {
    let unit = (count as f64 / density / ratios.iter().product::<f64>()).cbrt();
    let cell = Cell::new(ratios.map(|ratio| unit * ratio)).unwrap();
    let mut places: Vec<Vector3<f64>> = Vec::new();
    while places.len() < count {
        let place = scatter.vector().component_mul(&cell.sides());
        let apart = |other: &Vector3<f64>| cell.nearest(&(place - other)).norm() >= 1.0;
        if places.iter().all(apart) {
            places.push(place);
        }
    }
    (cell, places)
}

/// Uniaxial, along directions without order.
fn uniaxial(scatter: &mut Scatter, count: usize) -> Vec<SymmetricTensor> {
    let mut one = || SymmetricTensor::uniaxial(1.0, scatter.vector());
    (0..count).map(|_| one()).collect()
}

/// Root mean square errors of strains and of torques over the root mean squares of both, and the error of the
/// energy over the number of dipoles and the root mean square strain.
fn errors(found: &Interaction, expected: &Interaction, dipoles: &[SymmetricTensor]) -> [f64; 3] {
    let count = dipoles.len() as f64;
    let pairs = found.strains.iter().zip(&expected.strains);
    let off: f64 = pairs.map(|(a, b)| (*a - *b).norm().powi(2)).sum();
    let all: f64 = expected.strains.iter().map(|b| b.norm().powi(2)).sum();
    let (torques, exact) = (found.torques(dipoles), expected.torques(dipoles));
    let pairs = torques.iter().zip(&exact);
    let turned: f64 = pairs.map(|(a, b)| (a - b).norm_squared()).sum();
    let scale: f64 = exact.iter().map(Vector3::norm_squared).sum();
    let energy = (found.energy - expected.energy).abs() / count;
    [
        (off / all).sqrt(),
        (turned / scale).sqrt(),
        energy / (all / count).sqrt(),
    ]
}

fn slow(
    medium: Medium,
    cell: Cell,
    (places, dipoles): (&[Vector3<f64>], &[SymmetricTensor]),
    boundary: &Boundary,
) -> Interaction {
    let spacing = (cell.volume() / places.len() as f64).cbrt();
    ewald(medium, cell, 0.35 * spacing.min(cell.sides().min()))
        .interaction(places, dipoles, boundary)
        .unwrap()
}

#[test]
fn random_places_at_several_densities_have_the_strains_torques_and_energy_of_ewald() {
    let mut scatter = Scatter(40);
    let densities = [0.05, 0.2, 0.5];
    let ratios = [[1.0, 1.0, 1.0], [1.0, 1.6, 0.8], [1.0, 0.6, 1.9]];
    for (count, (lambda, mu)) in [(60, (1.0, 1.0)), (200, (-0.6, 1.0)), (110, (1e6, 0.7))] {
        for (density, ratios) in densities.into_iter().zip(ratios) {
            let (cell, places) = scattered(&mut scatter, count, density, ratios);
            let dipoles = uniaxial(&mut scatter, count);
            let medium = medium(lambda, mu);
            let boundary = Boundary::CLAMPED;
            let expected = slow(medium, cell, (&places, &dipoles), &boundary);
            for accuracy in [1e-4, 1e-6, 1e-10] {
                let mut mesh = ParticleMesh::new(medium, cell, &places, accuracy).unwrap();
                let found = mesh.interaction(&dipoles, &boundary).unwrap();
                let off = errors(&found, &expected, &dipoles);
                assert!(off.iter().all(|e| *e < accuracy), "{accuracy:e}: {off:?}");
            }
        }
    }
}

/// With few dipoles the images of each are what there is, its own included.
#[test]
fn few_dipoles_in_small_boxes_feel_all_images_their_own_included() {
    let mut scatter = Scatter(41);
    for (count, sides) in [
        (1, [1.0, 1.0, 1.0]),
        (1, [1.0, 1.7, 0.8]),
        (2, [2.0, 2.0, 3.1]),
        (3, [5.0, 1.3, 1.9]),
        (7, [2.5, 3.0, 2.0]),
    ] {
        let cell = Cell::new(sides).unwrap();
        let (places, dipoles) = (scatter.places(&cell, count), scatter.tensors(count));
        for boundary in boundaries(&mut scatter) {
            let medium = medium(2.5, 0.8);
            let expected = slow(medium, cell, (&places, &dipoles), &boundary);
            for accuracy in [1e-4, 1e-6, 1e-10] {
                let mut mesh = ParticleMesh::new(medium, cell, &places, accuracy).unwrap();
                let found = mesh.interaction(&dipoles, &boundary).unwrap();
                let off = difference(&found, &expected);
                assert!(off < accuracy, "{count} {accuracy:e}: {off:e}");
            }
        }
    }
}

#[test]
fn torques_are_the_slopes_of_the_energy_however_coarse_the_mesh() {
    let mut scatter = Scatter(42);
    let (cell, places) = scattered(&mut scatter, 9, 0.3, [1.0, 1.4, 0.8]);
    let dipoles = scatter.tensors(9);
    let medium = medium(1.0, 1.0);
    for boundary in [Boundary::CLAMPED, Boundary::FREE] {
        for accuracy in [1e-2, 1e-6] {
            let mesh = ParticleMesh::new(medium, cell, &places, accuracy).unwrap();
            let mesh = std::cell::RefCell::new(mesh);
            let answer =
                |q: &[SymmetricTensor]| mesh.borrow_mut().interaction(q, &boundary).unwrap();
            let slopes = torques_by_differences(&dipoles, |q| answer(q).energy);
            let torques = answer(&dipoles).torques(&dipoles);
            let largest = torques.iter().fold(0.0_f64, |m, t| m.max(t.norm()));
            for (torque, slope) in torques.iter().zip(&slopes) {
                assert!((torque - slope).norm() < 1e-8 * largest);
            }
        }
    }
}

#[test]
fn strains_are_the_exact_derivative_of_a_quadratic_energy() {
    let mut scatter = Scatter(43);
    let (cell, places) = scattered(&mut scatter, 20, 0.3, [1.0, 1.4, 0.8]);
    let mut mesh = ParticleMesh::new(medium(1.0, 1.0), cell, &places, 1e-2).unwrap();
    let (a, b) = (scatter.tensors(20), scatter.tensors(20));
    let mut strains = |q: &[SymmetricTensor]| {
        let answer = mesh.interaction(q, &Boundary::FREE).unwrap();
        answer.strains
    };
    let work = |q: &[SymmetricTensor], e: &[SymmetricTensor]| {
        q.iter().zip(e).map(|(q, e)| q.contract(e)).sum::<f64>()
    };
    let (there, back) = (work(&a, &strains(&b)), work(&b, &strains(&a)));
    assert!(
        (there - back).abs() < 1e-13 * work(&a, &a),
        "{there} {back}"
    );
}

#[test]
fn the_answer_does_not_depend_on_where_the_sum_is_split() {
    let mut scatter = Scatter(44);
    let (cell, places) = scattered(&mut scatter, 30, 0.2, [1.0, 1.2, 0.9]);
    let (medium, dipoles) = (medium(1.0, 1.0), scatter.tensors(30));
    let expected = slow(medium, cell, (&places, &dipoles), &Boundary::FREE);
    // The longest cutoff is beyond twice the longest side: many images of each pair.
    for (splitting, cutoff, points) in [(0.35, 4.2, 54), (0.6, 7.2, 32), (1.2, 14.0, 18)] {
        let parameters = MeshParameters {
            splitting,
            cutoff,
            grid: [points, points + 6, points - 2],
            order: 16,
        };
        let mut mesh = ParticleMesh::with_parameters(medium, cell, &places, parameters).unwrap();
        let found = mesh.interaction(&dipoles, &Boundary::FREE).unwrap();
        let off = difference(&found, &expected);
        assert!(off < 1e-9, "{splitting}: {off:e}");
    }
}

#[test]
fn dipoles_that_stand_on_a_lattice_are_those_of_the_sum_for_lattices() {
    let mut scatter = Scatter(45);
    let (lattice, medium) = (Lattice::new([6, 5, 4], 1.1).unwrap(), medium(2.5, 0.8));
    let sites: Vec<usize> = (0..lattice.sites()).step_by(2).collect();
    let places: Vec<_> = sites.iter().map(|site| lattice.position(*site)).collect();
    let dipoles = scatter.tensors(sites.len());
    let mut sum = LatticeSum::new(lattice, medium, Core::Point, &sites).unwrap();
    let cell = lattice.cell().unwrap();
    let mut mesh = ParticleMesh::new(medium, cell, &places, 1e-8).unwrap();
    let expected = sum.interaction(&dipoles, &Boundary::FREE).unwrap();
    let found = mesh.interaction(&dipoles, &Boundary::FREE).unwrap();
    let off = difference(&found, &expected);
    assert!(off < 1e-8, "{off:e}");
}

#[test]
fn dipoles_that_only_turn_need_five_components_for_energy_and_torques() {
    let mut scatter = Scatter(46);
    let (cell, places) = scattered(&mut scatter, 40, 0.3, [1.0, 1.4, 0.8]);
    let medium = medium(2.5, 0.8);
    let start = scatter.tensors(40);
    let without: Vec<_> = start.iter().map(SymmetricTensor::deviator).collect();
    let turn = Rotation3::new(scatter.vector());
    for start in [start, without] {
        let whole = || ParticleMesh::new(medium, cell, &places, 1e-4).unwrap();
        let (mut sum, mut turning) = (whole(), whole().turning(&start).unwrap());
        let turned: Vec<_> = start.iter().map(|q| q.rotated(turn.matrix())).collect();
        let mut found = Interaction::default();
        for boundary in boundaries(&mut scatter) {
            let mut expected = sum.interaction(&turned, &boundary).unwrap();
            let torques = expected.torques(&turned);
            for strain in &mut expected.strains {
                *strain = strain.deviator();
            }
            turning
                .interaction_into(&turned, &boundary, &mut found)
                .unwrap();
            assert!(difference(&found, &expected) < 1e-13);
            assert!((found.mean_strain - expected.mean_strain).norm() < 1e-14);
            for (found, expected) in found.torques(&turned).iter().zip(&torques) {
                assert!((found - expected).norm() < 1e-12 * (1.0 + expected.norm()));
            }
        }
    }
}

#[test]
fn the_answer_does_not_depend_on_the_image_nor_on_the_order_in_which_places_are_given() {
    let mut scatter = Scatter(47);
    let (cell, places) = scattered(&mut scatter, 25, 0.3, [1.0, 1.4, 0.8]);
    let (medium, dipoles) = (medium(1.0, 1.0), scatter.tensors(25));
    let answer = |places: &[Vector3<f64>], dipoles: &[SymmetricTensor]| {
        let mut mesh = ParticleMesh::new(medium, cell, places, 1e-4).unwrap();
        mesh.interaction(dipoles, &Boundary::FREE).unwrap()
    };
    let expected = answer(&places, &dipoles);
    let moved: Vec<_> = places
        .iter()
        .enumerate()
        .map(|(i, r)| r + cell.sides() * (i as f64 - 9.0))
        .collect();
    assert!(difference(&answer(&moved, &dipoles), &expected) < 1e-11);
    let backwards = |list: &[SymmetricTensor]| list.iter().rev().copied().collect::<Vec<_>>();
    let reversed: Vec<_> = places.iter().rev().copied().collect();
    let mut found = answer(&reversed, &backwards(&dipoles));
    found.strains.reverse();
    assert!(difference(&found, &expected) < 1e-13);
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let mut scatter = Scatter(48);
    let (cell, places) = scattered(&mut scatter, 300, 0.2, [1.0, 1.4, 0.8]);
    let dipoles = scatter.tensors(300);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let mut mesh = ParticleMesh::new(medium(1.0, 1.0), cell, &places, 1e-4).unwrap();
            mesh.interaction(&dipoles, &Boundary::FREE).unwrap()
        })
    };
    let one = on(1);
    for threads in [2, 3, 7] {
        assert_eq!(on(threads), one);
    }
}

#[test]
fn without_rotors_the_medium_is_left() {
    let cell = Cell::cubic(3.0).unwrap();
    let mut mesh = ParticleMesh::new(medium(1.0, 1.0), cell, &[], 1e-4).unwrap();
    let strain = SymmetricTensor::IDENTITY * 0.1;
    let answer = mesh.interaction(&[], &Boundary::Strain(strain)).unwrap();
    let stored = 0.5 * 27.0 * medium(1.0, 1.0).stress(&strain).contract(&strain);
    assert!((answer.energy - stored).abs() < 1e-14);
    assert_eq!(answer.mean_strain, strain);
}

#[test]
fn questions_without_an_answer_are_errors_that_say_why() {
    let (medium, cell) = (medium(1.0, 1.0), Cell::cubic(4.0).unwrap());
    let ask = |places: &[Vector3<f64>]| ParticleMesh::new(medium, cell, places, 1e-4).err();
    let (x, y) = (Vector3::x(), Vector3::y());
    let wrong = |first, second| {
        Some(Error::NotApart {
            first,
            second,
            distance: 0.0,
        })
    };
    assert_eq!(ask(&[x, y, x]), wrong(0, 2));
    assert_eq!(ask(&[2.0 * x, y, x, y + 4.0 * x, x]), wrong(1, 3));
    assert_eq!(ask(&[x, y]), None);
    assert!(matches!(
        ask(&[x * f64::NAN]),
        Some(Error::Domain {
            name: "position",
            ..
        })
    ));
    for accuracy in [0.0, -1e-4, 0.5, f64::NAN] {
        let mesh = ParticleMesh::new(medium, cell, &[x], accuracy);
        assert!(matches!(
            mesh.err(),
            Some(Error::Domain {
                name: "accuracy",
                ..
            })
        ));
    }
    let good = *ParticleMesh::new(medium, cell, &[x], 1e-4)
        .unwrap()
        .parameters();
    let with = |parameters| ParticleMesh::with_parameters(medium, cell, &[x], parameters).err();
    assert_eq!(with(good), None);
    let grid = MeshParameters {
        grid: [4, 0, 4],
        ..good
    };
    assert_eq!(with(grid), Some(Error::Shape { x: 4, y: 0, z: 4 }));
    for bad in [
        MeshParameters { order: 5, ..good },
        MeshParameters {
            cutoff: 1e9,
            ..good
        },
        MeshParameters {
            cutoff: f64::NAN,
            ..good
        },
        MeshParameters {
            splitting: 0.0,
            ..good
        },
    ] {
        assert!(matches!(with(bad), Some(Error::Domain { .. })));
    }
    let mut mesh = ParticleMesh::new(medium, cell, &[x, y], 1e-4).unwrap();
    let dipole = SymmetricTensor::IDENTITY;
    let error = mesh.interaction(&[dipole], &Boundary::FREE).unwrap_err();
    assert_eq!(
        error,
        Error::UnequalCounts {
            dipoles: 1,
            places: 2
        }
    );
    let error = mesh.interaction(&[dipole, dipole * f64::NAN], &Boundary::FREE);
    assert!(matches!(error, Err(Error::Domain { name: "dipole", .. })));
}
