//! Defects at rest, Eq. 5: minima, dipoles by two methods, what the medium carries far away.

mod common;

use common::defects::{
    REST_LENGTHS, SPRINGS, all_potentials, all_surroundings, continuum, irregular, kind,
    tetrahedron,
};
use common::{number, relative_error};
use glassmelt::defect::{
    BondKind, Cage, Configuration, Defect, HeldDefect, Polyhedron, Potential, RelaxedDefect,
    RestLength, Surroundings,
};
use glassmelt::medium::Separation;
use glassmelt::{DipoleTensor, Error, Medium};
use nalgebra::{DVector, Matrix3, SymmetricEigen, UnitQuaternion, Vector3};
use serde_json::Value;

fn table(group: &str) -> Vec<Value> {
    let table: Value = serde_json::from_str(include_str!("reference/defects.json")).unwrap();
    table[group].as_array().unwrap().clone()
}

fn potential_of(case: &Value) -> Potential {
    let rest_length = match case["rest_length"].as_str() {
        Some("as_printed") => RestLength::AsPrinted,
        _ => RestLength::StressFree,
    };
    let defect = match case["defect"].as_str() {
        Some("tetrahedron") => tetrahedron(rest_length),
        _ => irregular(rest_length),
    };
    let surroundings = match case["surroundings"].as_str() {
        Some("springs") => SPRINGS,
        _ => continuum(),
    };
    Potential::new(&defect, surroundings).unwrap()
}

fn vector(value: &Value) -> Vector3<f64> {
    Vector3::from_fn(|i, _| number(&value[i]))
}

fn matrix(value: &Value) -> Matrix3<f64> {
    Matrix3::from_fn(|i, j| number(&value[i][j]))
}

fn energy(case: &Value) -> f64 {
    number(&case["bond_energy"]) + number(&case["elastic_energy"])
}

fn relaxed(defect: &Defect, surroundings: Surroundings) -> RelaxedDefect {
    let potential = Potential::new(defect, surroundings).unwrap();
    potential.minima(12).unwrap().lowest().clone()
}

#[test]
fn with_the_orientation_held_the_balance_of_forces_meets_mpmath() {
    for case in table("held") {
        let potential = potential_of(&case);
        let near = |value: &Value| vector(value).map(|x| (x * 50.0).round() / 50.0);
        let sites = case["displacements"].as_array().unwrap();
        let start = Configuration {
            rotation: UnitQuaternion::from_scaled_axis(vector(&case["rotation_vector"])),
            translation: near(&case["translation"]),
            displacements: sites.iter().map(near).collect(),
        };
        let held = potential.balance_held(&start).unwrap();
        assert!((held.energy - energy(&case)).abs() < 1e-12);
        assert!((held.moment - matrix(&case["moment"])).norm() < 1e-11);
        assert!((held.torque - vector(&case["torque"])).norm() < 1e-11);
        assert!((held.configuration.translation - vector(&case["translation"])).norm() < 1e-11);
    }
}

#[test]
fn the_minima_meet_mpmath_and_are_found_from_many_starts() {
    for case in table("free") {
        let potential = potential_of(&case);
        let minima = potential.minima(24).unwrap();
        assert_eq!(minima.failed, 0);
        let lowest = minima.lowest();
        assert!((lowest.energy - energy(&case)).abs() < 1e-13);
        let dipole = lowest.dipole();
        assert!((dipole.trace() - number(&case["trace"])).abs() < 1e-12);
        assert!((dipole.0.contract(&dipole.0) - number(&case["square"])).abs() < 1e-12);
        // Among the copies that symmetry makes stands the one of the table.
        let found = minima.basins().iter().any(|basin| {
            let minimum = &basin.minimum;
            (minimum.dipole().0.matrix() - matrix(&case["moment"])).norm() < 1e-11
                && (minimum.translation() - vector(&case["translation"])).norm() < 1e-11
                && (minimum.rotation_vector() - vector(&case["rotation_vector"])).norm() < 1e-11
        });
        assert!(found, "{case}");
    }
}

#[test]
fn the_printed_tetrahedron_is_multistable_and_the_stress_free_one_rests_where_it_stands() {
    let printed = Potential::new(&tetrahedron(RestLength::AsPrinted), SPRINGS).unwrap();
    let minima = printed.minima(48).unwrap();
    assert_eq!(
        minima.basins().len(),
        8,
        "one for each sense of turning about each threefold axis"
    );
    for basin in minima.basins() {
        let minimum = &basin.minimum;
        assert!((minimum.energy - 1.8833810917431015).abs() < 1e-13);
        assert!((minimum.rotation_vector().norm().to_degrees() - 63.8).abs() < 0.05);
        assert!((minimum.dipole().deviator().norm() - 1.985).abs() < 1e-3);
        assert!(minimum.is_minimum() && minimum.hessian_min() > 1.0);
    }
    let stress_free = relaxed(&tetrahedron(RestLength::StressFree), SPRINGS);
    assert!(stress_free.energy < 1e-28 && stress_free.dipole().0.norm() < 1e-13);
    assert!((stress_free.hessian_min() - 3.1409236454681695).abs() < 1e-10);
}

#[test]
fn under_pressure_the_middle_of_the_cage_is_a_saddle_by_rotation_and_by_translation() {
    let potential = Potential::new(&tetrahedron(RestLength::AsPrinted), SPRINGS).unwrap();
    let held = potential
        .balance_held(&potential.defect().reference())
        .unwrap();
    let middle = potential.balance_free(&held.configuration).unwrap();
    assert!((middle.energy - 20.0 / 3.0).abs() < 1e-13 && !middle.is_minimum());
    let negative = middle
        .hessian_eigenvalues
        .iter()
        .filter(|&&l| l < 0.0)
        .count();
    assert_eq!(negative, 6);
    // Three ways to turn: the softening by pressure beats the bending by a factor of four.
    assert!((middle.hessian_min() + 11.236258222294627).abs() < 1e-10);
    // A saddle has a dipole, too, and the strain of its energy agrees.
    let by_strain = potential.dipole_by_strain(&middle).unwrap();
    assert!((by_strain.0 - middle.dipole().0).norm() < 1e-9);
    let held = potential.relax_at(UnitQuaternion::identity()).unwrap();
    assert!(held.energy < 2.48 && held.configuration.translation.norm() > 1.6);
    assert!(held.hessian_eigenvalues[0] > 0.0);
}

#[test]
fn at_rest_no_force_and_no_torque_is_left() {
    for potential in all_potentials() {
        let minima = potential.minima(6).unwrap();
        assert_eq!(minima.failed, 0);
        for basin in minima.basins() {
            let minimum = &basin.minimum;
            let stiffest = minimum.hessian_eigenvalues.last().unwrap();
            assert!(minimum.is_minimum());
            assert!(minimum.residual <= 1e-13 * stiffest, "{}", minimum.residual);
            assert!(minimum.residual_force().norm() < 1e-12 * stiffest);
            assert!(minimum.residual_torque().norm() < 1e-12 * stiffest);
            assert!(
                relative_error(minimum.energy, minimum.bond_energy + minimum.elastic_energy)
                    < 1e-15
                    || minimum.energy < 1e-25
            );
        }
    }
}

#[test]
fn the_dipole_by_forces_is_that_by_the_strain_of_the_relaxed_energy() {
    for potential in all_potentials() {
        for basin in potential.minima(4).unwrap().basins() {
            let minimum = &basin.minimum;
            let unit = 1.0 + minimum.dipole().0.norm();
            let near = potential.dipole_by_strain(minimum).unwrap();
            let error = (near.0 - minimum.dipole().0).norm();
            assert!(error < 1e-10 * unit);
            let far = potential.far_dipole_by_strain(minimum).unwrap();
            assert!((far.0 - minimum.far_dipole().0).norm() < 1e-10 * unit);
        }
    }
}

#[test]
fn near_and_far_dipole_differ_at_second_order_in_the_displacements() {
    // A misfit makes displacements in proportion to itself.
    let difference = |misfit: f64| {
        let kind = kind(RestLength::Given(1.0 + misfit));
        let corners = Polyhedron::Tetrahedron.corners(1.0).unwrap();
        let defect = Cage::straight(2.0).around(corners, kind).unwrap();
        let potential = Potential::new(&defect, continuum()).unwrap();
        let minimum = potential.relax(&defect.reference()).unwrap();
        (minimum.dipole().0 - minimum.far_dipole().0).norm()
    };
    let ratio = difference(2e-3) / difference(1e-3);
    assert!((ratio - 4.0).abs() < 0.02, "{ratio}");
}

#[test]
fn a_misfit_pushes_outwards_with_a_positive_trace() {
    let trace = |rest: f64| {
        let corners = Polyhedron::Octahedron.corners(1.0).unwrap();
        let defect = Cage::straight(2.0)
            .around(corners, kind(RestLength::Given(rest)))
            .unwrap();
        relaxed(&defect, continuum()).dipole().trace()
    };
    assert!(trace(1.01) > 0.0 && trace(0.99) < 0.0);
}

/// The displacement of the forces on the neighbours, each at its site.
fn of_forces(
    medium: &Medium,
    potential: &Potential,
    forces: &[Vector3<f64>],
    r: &Vector3<f64>,
) -> Vector3<f64> {
    let sites = potential.defect().neighbours().iter();
    sites
        .zip(forces)
        .map(|(a, f)| medium.green(&(r - a)) * f)
        .sum()
}

#[test]
fn far_away_the_forces_displace_the_medium_as_their_far_dipole_and_torque_do() {
    let medium = Medium::new(1.0, 1.0).unwrap();
    for rest_length in REST_LENGTHS {
        for defect in [tetrahedron(rest_length), irregular(RestLength::AsPrinted)] {
            let potential = Potential::new(&defect, continuum()).unwrap();
            let minimum = potential.minima(8).unwrap().lowest().clone();
            let Some(unit) = Some(minimum.far_dipole().0.norm()).filter(|&q| q > 1e-9) else {
                continue; // the stress-free tetrahedron displaces nothing
            };
            let direction = Vector3::new(0.3, -0.5, 0.8).normalize();
            let deviation = |distance: f64| {
                let r = direction * distance;
                let torque = minimum.far_torque();
                // A torque turns the medium as `u = T x r/(8 pi mu r^3)`.
                let turning = torque.cross(&r) / (8.0 * std::f64::consts::PI * distance.powi(3));
                let dipole =
                    medium.displacement(&minimum.far_dipole().0, &Separation::new(r).unwrap());
                let exact = of_forces(&medium, &potential, &minimum.forces, &r);
                (exact - dipole - turning).norm() * distance * distance / unit
            };
            let (near, far) = (deviation(1e2), deviation(1e3));
            assert!(far < 1e-3, "{far}");
            assert!(
                (near / far).log10() > 0.9,
                "the next term falls one order faster: {near} {far}"
            );
        }
    }
}

#[test]
fn the_torque_that_a_linear_medium_carries_is_of_second_order_and_zero_in_regular_cages() {
    let regular = relaxed(&tetrahedron(RestLength::AsPrinted), continuum());
    assert!(regular.far_torque().norm() < 1e-12);
    let irregular = relaxed(&irregular(RestLength::AsPrinted), continuum());
    let share = irregular.far_torque().norm() / irregular.far_dipole().0.norm();
    assert!(share > 1e-6 && share < 1e-3, "{share}");
}

#[test]
fn a_held_tetrahedron_shears_its_cage_at_second_order_in_the_angle_an_irregular_one_at_first() {
    let shear = |held: HeldDefect| DipoleTensor(held.moment.into_symmetric()).deviator();
    let tetrahedron = Potential::new(&tetrahedron(RestLength::StressFree), SPRINGS).unwrap();
    let axis = Vector3::new(0.3, -0.2, 0.9).normalize();
    let at = |potential: &Potential, from: UnitQuaternion<f64>, angle: f64| {
        let rotation = UnitQuaternion::from_scaled_axis(axis * angle) * from;
        shear(potential.relax_at(rotation).unwrap())
    };
    let one = UnitQuaternion::identity();
    let ratio = at(&tetrahedron, one, 2e-2).norm() / at(&tetrahedron, one, 1e-2).norm();
    assert!((ratio - 4.0).abs() < 0.02, "{ratio}");

    let potential = Potential::new(&irregular(RestLength::StressFree), SPRINGS).unwrap();
    let rest = potential.relax(&potential.defect().reference()).unwrap();
    let from = rest.configuration.rotation;
    let change = |angle| (at(&potential, from, angle) - rest.dipole().deviator()).norm();
    let ratio = change(2e-3) / change(1e-3);
    assert!((ratio - 2.0).abs() < 0.02, "{ratio}");
}

/// The symmetric part, as the crate's own type.
trait IntoSymmetric {
    fn into_symmetric(self) -> glassmelt::SymmetricTensor;
}

impl IntoSymmetric for Matrix3<f64> {
    fn into_symmetric(self) -> glassmelt::SymmetricTensor {
        glassmelt::SymmetricTensor::symmetric_part(&self)
    }
}

#[test]
fn the_torque_on_a_held_defect_is_the_slope_of_its_relaxed_energy() {
    for surroundings in all_surroundings() {
        let potential = Potential::new(&irregular(RestLength::StressFree), surroundings).unwrap();
        let from = UnitQuaternion::from_scaled_axis(Vector3::new(0.2, 0.1, -0.3));
        let held = potential.relax_at(from).unwrap();
        for k in 0..3 {
            let energy = |angle: f64| {
                let turn = UnitQuaternion::from_scaled_axis(Vector3::ith(k, angle));
                potential.relax_at(turn * from).unwrap().energy
            };
            let h = 1e-3;
            let slope =
                (8.0 * (energy(h) - energy(-h)) - energy(2.0 * h) + energy(-2.0 * h)) / (12.0 * h);
            assert!(
                (slope - held.torque[k]).abs() < 1e-9,
                "{slope} {}",
                held.torque[k]
            );
        }
        assert!(held.forces.iter().sum::<Vector3<f64>>().norm() < 1e-12);
    }
}

#[test]
fn a_defect_in_other_units_gives_the_same_answer_in_them() {
    // Energies times e, lengths times c: a modulus is an energy over a length cubed.
    let (e, c) = (1e-3, 40.0);
    let original = irregular(RestLength::AsPrinted);
    let scaled = |sites: &[Vector3<f64>]| sites.iter().map(|x| x * c).collect::<Vec<_>>();
    let mut bonds = original.bonds().to_vec();
    for bond in &mut bonds {
        bond.bend *= e;
        bond.stretch *= e / (c * c);
    }
    let corners = scaled(original.corners());
    let defect = Defect::new(corners, scaled(original.neighbours()), bonds).unwrap();
    let modulus = e / (c * c * c);
    let surroundings = Surroundings::Continuum {
        medium: Medium::new(modulus, modulus).unwrap(),
        site_radius: 0.4 * c,
    };
    let one = relaxed(&original, continuum());
    let other = relaxed(&defect, surroundings);
    assert!(relative_error(other.energy, e * one.energy) < 1e-12);
    assert!((other.dipole().0 - one.dipole().0 * e).norm() < 1e-10 * e);
    assert!((other.translation() - one.translation() * c).norm() < 1e-10 * c);
    for (a, b) in other
        .hessian_eigenvalues
        .iter()
        .zip(&one.hessian_eigenvalues)
    {
        assert!((a - b * e / (c * c)).abs() < 1e-9 * e / (c * c));
    }
}

#[test]
fn a_turned_defect_relaxes_to_the_turned_answer() {
    let by = UnitQuaternion::from_scaled_axis(Vector3::new(0.4, -1.1, 0.7));
    for surroundings in all_surroundings() {
        let defect = irregular(RestLength::StressFree);
        let turn = |sites: &[Vector3<f64>]| sites.iter().map(|x| by * x).collect::<Vec<_>>();
        let corners = turn(defect.corners());
        let other =
            Defect::new(corners, turn(defect.neighbours()), defect.bonds().to_vec()).unwrap();
        let (one, other) = (
            relaxed(&defect, surroundings),
            relaxed(&other, surroundings),
        );
        let expected = one.dipole().0.rotated(by.to_rotation_matrix().matrix());
        assert!((other.dipole().0 - expected).norm() < 1e-12);
        assert!((other.rotation_vector() - by * one.rotation_vector()).norm() < 1e-12);
    }
}

fn strong_bond(rest_length: RestLength) -> Defect {
    let corners = Polyhedron::StrongBond.corners(1.0).unwrap();
    let cage = Cage {
        distance: 2.0,
        per_corner: 3,
        opening: 0.5,
    };
    cage.around(corners, kind(rest_length)).unwrap()
}

#[test]
fn a_single_strong_bond_has_one_rotation_that_moves_nothing_and_it_does_not_count() {
    for surroundings in all_surroundings() {
        let potential = Potential::new(&strong_bond(RestLength::StressFree), surroundings).unwrap();
        let minima = potential.minima(16).unwrap();
        let minimum = minima.lowest();
        assert_eq!((minimum.null_rotations, minimum.zero_modes), (1, 0));
        assert!(minimum.hessian_min() > 0.1);
        assert_eq!(minimum.hessian_eigenvalues.len(), potential.dimension() - 1);
        // Turned about itself it is the same minimum.
        let about = UnitQuaternion::from_axis_angle(&Vector3::z_axis(), 1.0);
        let mut start = minimum.configuration.clone();
        start.rotation *= about;
        let again = potential.relax(&start).unwrap();
        assert!(relative_error(again.energy, minimum.energy) < 1e-13 || again.energy < 1e-25);
        assert_eq!(minima.failed, 0);
        for (i, one) in minima.basins().iter().enumerate() {
            for other in &minima.basins()[..i] {
                let moved = one.minimum.translation() - other.minimum.translation();
                let ends = |m: &RelaxedDefect| m.configuration.rotation * Vector3::z();
                let elsewhere = moved.norm() + (ends(&one.minimum) - ends(&other.minimum)).norm();
                let cage = one.minimum.configuration.displacements[0]
                    - other.minimum.configuration.displacements[0];
                assert!(
                    elsewhere + cage.norm() > 1e-4,
                    "one minimum is listed twice"
                );
            }
        }
    }
}

#[test]
fn a_ring_of_equal_minima_is_one_family_and_has_no_derivative_by_strain() {
    // One corner on a spring to one neighbour, clamped: the core moves and turns freely around it.
    let bonds = vec![glassmelt::defect::Bond {
        corner: 0,
        neighbour: 0,
        bend: 0.0,
        stretch: 1.0,
        rest_length: RestLength::AsPrinted,
    }];
    let defect = Defect::new(vec![Vector3::x()], vec![Vector3::x() * 2.0], bonds).unwrap();
    let potential = Potential::new(&defect, Surroundings::Clamped).unwrap();
    let minima = potential.minima(8).unwrap();
    assert_eq!(minima.basins().len(), 1);
    let basin = &minima.basins()[0];
    assert!(basin.is_family() && basin.starts == 8);
    // Of d and the two ways to turn only the length of the bond resists.
    assert_eq!(
        (basin.minimum.zero_modes, basin.minimum.null_rotations),
        (4, 1)
    );
    let answer = potential.dipole_by_strain(&basin.minimum);
    assert!(matches!(
        answer,
        Err(Error::NotIsolated { zero_modes: 4, .. })
    ));
}

#[test]
fn relaxation_goes_down_from_a_saddle_and_from_anywhere() {
    for potential in all_potentials() {
        let size = potential.dimension();
        for seed in 0..20 {
            let wave = |i: usize, _| 2.0 * ((i * 7 + seed * 13) as f64 * 1.3).sin();
            let step = DVector::from_fn(size, wave);
            let start = potential.displaced(&potential.defect().reference(), &step);
            let end = potential.relax(&start).unwrap();
            assert!(end.energy <= potential.energy(&start));
            let curvatures = SymmetricEigen::new(potential.hessian(&end.configuration)).eigenvalues;
            assert!(curvatures.min() > -1e-8 * curvatures.max());
        }
    }
}

#[test]
fn a_start_that_is_not_finite_is_an_error_and_none_is_asked_for() {
    let potential = Potential::new(&tetrahedron(RestLength::StressFree), SPRINGS).unwrap();
    let mut start = potential.defect().reference();
    start.translation.x = f64::NAN;
    // The number told is that of the steps taken: none.
    assert!(matches!(
        potential.relax(&start),
        Err(Error::NotAtRest { iterations: 0, .. })
    ));
    assert!(potential.balance_free(&start).is_err());
    assert!(potential.minima(0).is_err());
}

#[test]
fn bodies_of_all_kinds_relax_in_the_continuum_from_every_start() {
    let medium = Medium::new(1.0, 1.0).unwrap();
    for body in [
        Polyhedron::Octahedron,
        Polyhedron::Cube,
        Polyhedron::Icosahedron,
    ] {
        for rest_length in REST_LENGTHS {
            let kind = BondKind {
                bend: 1.0,
                stretch: 3.0,
                rest_length,
            };
            let corners = body.corners(1.0).unwrap();
            let defect = Cage::straight(2.0).around(corners, kind).unwrap();
            let surroundings = Surroundings::Continuum {
                medium,
                site_radius: 0.5,
            };
            let minima = Potential::new(&defect, surroundings)
                .unwrap()
                .minima(6)
                .unwrap();
            assert_eq!(minima.failed, 0);
            let caught: usize = minima.basins().iter().map(|basin| basin.starts).sum();
            assert_eq!(caught, 6);
        }
    }
}

#[test]
fn the_squared_length_over_directions_is_what_brute_sampling_finds() {
    let medium = Medium::new(1.0, 0.8).unwrap();
    let minimum = relaxed(&irregular(RestLength::AsPrinted), continuum());
    let (dipole, cell) = (minimum.dipole(), 1.7_f64);
    let unit = 8.0 * std::f64::consts::PI * medium.mu() * cell.powi(3);
    let told = dipole.squared_length(&medium, cell).unwrap();
    let n = 20_000;
    let squares: Vec<f64> = (0..n)
        .map(|k| {
            // Points of a golden spiral.
            let z = -1.0 + f64::from(2 * k + 1) / f64::from(n);
            let (sine, cosine) = (f64::from(k) * 2.399_963_229_728_653).sin_cos();
            let s = (1.0 - z * z).sqrt();
            dipole
                .0
                .apply(&(Vector3::new(s * cosine, s * sine, z) / unit))
                .norm_squared()
        })
        .collect();
    let mean = squares.iter().sum::<f64>() / f64::from(n);
    assert!(relative_error(mean, told.mean) < 1e-6);
    let largest = squares.iter().copied().fold(0.0, f64::max);
    let smallest = squares.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(largest <= told.max * (1.0 + 1e-12) && largest > told.max * 0.999);
    assert!(smallest >= told.min * (1.0 - 1e-12) && smallest < told.min + 1e-3 * told.max);

    // The smallest and largest length stand along principal axes.
    for (value, axis) in dipole.principal() {
        assert!((dipole.0.apply(&axis) - axis * value).norm() < 1e-13);
        assert!(value * value <= told.max * unit * unit * (1.0 + 1e-12));
    }

    let deviator = dipole.deviator();
    let alpha = dipole.alpha(&medium, cell).unwrap();
    let expected = 16.0 * std::f64::consts::PI * deviator.contract(&deviator) / (3.0 * unit * unit);
    assert!(relative_error(alpha.mean, expected) < 1e-14);
    assert!(dipole.alpha(&medium, 0.0).is_err());
}
