//! A rigid core in its cage, Eqs. 1-4: energy, forces, gradient, Hessian, surroundings, input.

mod common;

use common::defects::{
    REST_LENGTHS, SPRINGS, all_potentials, all_surroundings, bond, continuum, irregular, kind,
    somewhere, tetrahedron, vectors,
};
use common::{number, relative_error};
use glassmelt::defect::{
    Cage, Configuration, Defect, Polyhedron, Potential, RestLength, Surroundings, mobility,
    orientations, self_response,
};
use glassmelt::medium::Separation;
use glassmelt::{Error, Medium};
use nalgebra::{Cholesky, DMatrix, DVector, Matrix3, UnitQuaternion, Vector3};
use serde_json::Value;

pub(crate) fn table() -> Value {
    serde_json::from_str(include_str!("reference/defects.json")).unwrap()
}

pub(crate) fn vector(value: &Value) -> Vector3<f64> {
    Vector3::from_fn(|i, _| number(&value[i]))
}

pub(crate) fn list(value: &Value) -> Vec<Vector3<f64>> {
    value.as_array().unwrap().iter().map(vector).collect()
}

/// The potential of a case of the table and its configuration.
fn case(case: &Value) -> (Potential, Configuration) {
    let rest_length = match case["rest_length"].as_str() {
        Some("as_printed") => RestLength::AsPrinted,
        _ => RestLength::StressFree,
    };
    let surroundings = match case["surroundings"].as_str() {
        Some("springs") => SPRINGS,
        Some("continuum") => continuum(),
        _ => Surroundings::Clamped,
    };
    let bonds = (0..4).map(|p| bond(p, p, rest_length)).collect();
    let defect = Defect::new(list(&case["corners"]), list(&case["neighbours"]), bonds).unwrap();
    let at = Configuration {
        rotation: UnitQuaternion::from_scaled_axis(vector(&case["rotation_vector"])),
        translation: vector(&case["translation"]),
        displacements: list(&case["displacements"]),
    };
    (Potential::new(&defect, surroundings).unwrap(), at)
}

fn all_cases() -> Vec<Value> {
    ["clamped", "held", "free"]
        .iter()
        .flat_map(|group| table()[group].as_array().unwrap().clone())
        .collect()
}

#[test]
fn energies_forces_torques_and_angles_meet_mpmath() {
    for reference in all_cases() {
        let (potential, at) = case(&reference);
        let bonds = number(&reference["bond_energy"]);
        assert!((potential.bond_energy(&at) - bonds).abs() < 1e-13 * (1.0 + bonds));
        let elastic = number(&reference["elastic_energy"]);
        assert!((potential.elastic_energy(&at) - elastic).abs() < 1e-12 * (1.0 + elastic));
        for (force, expected) in potential.forces(&at).iter().zip(list(&reference["forces"])) {
            assert!((force - expected).norm() < 1e-13 * (1.0 + expected.norm()));
        }
        let moment = Matrix3::from_fn(|i, j| number(&reference["moment"][i][j]));
        assert!((potential.moment(&at) - moment).norm() < 1e-13 * (1.0 + moment.norm()));
        let torque = vector(&reference["torque"]);
        assert!((potential.torque(&at) - torque).norm() < 1e-13 * (1.0 + moment.norm()));
        for (p, cosine) in potential.cos_omega(&at).into_iter().enumerate() {
            assert!((cosine - number(&reference["cos_omega"][p])).abs() < 1e-14);
        }
    }
}

/// Central differences of eighth order along step `i`.
fn slope(i: usize, size: usize, f: impl Fn(&DVector<f64>) -> DVector<f64>) -> DVector<f64> {
    let h = 4e-3;
    let at = |k: f64| {
        let mut step = DVector::zeros(size);
        step[i] = k * h;
        f(&step)
    };
    [0.8, -0.2, 4.0 / 105.0, -1.0 / 280.0]
        .iter()
        .zip([1.0, 2.0, 3.0, 4.0])
        .map(|(weight, k)| (at(k) - at(-k)) * (weight / h))
        .sum()
}

#[test]
fn the_gradient_is_the_slope_of_the_energy() {
    for potential in all_potentials() {
        let at = somewhere(&potential);
        let gradient = potential.gradient(&at);
        for i in 0..potential.dimension() {
            let energy = |step: &DVector<f64>| {
                DVector::from_element(1, potential.energy(&potential.displaced(&at, step)))
            };
            let expected = slope(i, potential.dimension(), energy)[0];
            assert!((gradient[i] - expected).abs() < 3e-11 * (1.0 + gradient.norm()));
        }
    }
}

#[test]
fn the_hessian_is_the_curvature_of_the_energy() {
    // Twice the slope of V along a straight path in (d, w, u): for rotations the path is exp(t w) R.
    for potential in all_potentials() {
        let (at, size) = (somewhere(&potential), potential.dimension());
        let hessian = potential.hessian(&at);
        assert!((&hessian - hessian.transpose()).norm() < 1e-14 * hessian.norm());
        for i in 0..size {
            // The curvature along e_i + e_j and e_i - e_j gives the entry (i, j).
            for j in 0..=i {
                let along = |sign: f64| {
                    let mut direction = DVector::zeros(size);
                    direction[i] += 1.0;
                    direction[j] += sign;
                    let value =
                        |t: f64| potential.energy(&potential.displaced(&at, &(&direction * t)));
                    curvature(value)
                };
                let entry = 0.25 * (along(1.0) - along(-1.0));
                assert!(
                    (entry - hessian[(i, j)]).abs() < 1e-8 * (1.0 + hessian.norm()),
                    "{i} {j}"
                );
            }
        }
    }
}

/// The second derivative at 0 by central differences of eighth order.
fn curvature(f: impl Fn(f64) -> f64) -> f64 {
    let h = 1e-2;
    let pairs = [
        (1.0, 8.0 / 5.0),
        (2.0, -1.0 / 5.0),
        (3.0, 8.0 / 315.0),
        (4.0, -1.0 / 560.0),
    ];
    let sum: f64 = pairs.iter().map(|(k, w)| w * (f(k * h) + f(-k * h))).sum();
    (sum - 205.0 / 72.0 * f(0.0)) / (h * h)
}

#[test]
fn the_rows_of_the_hessian_are_slopes_of_the_gradient() {
    for potential in all_potentials() {
        let (at, size) = (somewhere(&potential), potential.dimension());
        let hessian = potential.hessian(&at);
        for i in (0..3).chain(6..size) {
            let gradient =
                |step: &DVector<f64>| potential.gradient(&potential.displaced(&at, step));
            let expected = slope(i, size, gradient);
            assert!((hessian.column(i) - &expected).norm() < 1e-9 * hessian.norm());
        }
        // Along a rotation the frame turns too: the mean of row and column is what is symmetric, and
        // the difference is half the bracket of the rotations with the torque.
        let torque: Vector3<f64> = potential.gradient(&at).fixed_rows::<3>(3).into();
        for i in 3..6 {
            let gradient =
                |step: &DVector<f64>| potential.gradient(&potential.displaced(&at, step));
            let mut expected = slope(i, size, gradient);
            let bracket = Vector3::ith(i - 3, 0.5).cross(&torque);
            for k in 0..3 {
                expected[3 + k] -= bracket[k];
            }
            assert!((hessian.column(i) - &expected).norm() < 1e-9 * hessian.norm());
        }
    }
}

/// The same physical configuration turned as a whole: core, cage, and displacements.
fn co_rotated(
    potential: &Potential,
    at: &Configuration,
    by: &UnitQuaternion<f64>,
) -> Configuration {
    let sites = potential.defect().neighbours().iter();
    Configuration {
        rotation: by * at.rotation,
        translation: by * at.translation,
        displacements: sites
            .zip(&at.displacements)
            .map(|(a, u)| by * (a + u) - a)
            .collect(),
    }
}

#[test]
fn a_cage_that_turns_with_the_core_costs_nothing_at_all() {
    for potential in all_potentials() {
        let at = somewhere(&potential);
        let (energy, moment) = (potential.bond_energy(&at), potential.moment(&at));
        for by in orientations(7) {
            let turned = co_rotated(&potential, &at, &by);
            assert!((potential.bond_energy(&turned) - energy).abs() < 1e-13 * (1.0 + energy));
            let r = by.to_rotation_matrix();
            let expected = r * moment * r.transpose();
            assert!((potential.moment(&turned) - expected).norm() < 1e-12 * (1.0 + moment.norm()));
        }
    }
}

#[test]
fn moving_core_and_cage_together_costs_nothing_in_the_bonds() {
    let shift = Vector3::new(0.3, -0.7, 0.2);
    for potential in all_potentials() {
        let mut at = somewhere(&potential);
        let energy = potential.bond_energy(&at);
        at.translation += shift;
        at.displacements.iter_mut().for_each(|u| *u += shift);
        assert!((potential.bond_energy(&at) - energy).abs() < 1e-13 * (1.0 + energy));
    }
}

#[test]
fn a_defect_described_in_a_turned_frame_has_the_same_energy() {
    let by = UnitQuaternion::from_scaled_axis(Vector3::new(0.4, -1.1, 0.7));
    for rest_length in REST_LENGTHS {
        let defect = irregular(rest_length);
        let turn = |sites: &[Vector3<f64>]| sites.iter().map(|x| by * x).collect::<Vec<_>>();
        let corners = turn(defect.corners());
        let turned =
            Defect::new(corners, turn(defect.neighbours()), defect.bonds().to_vec()).unwrap();
        for surroundings in all_surroundings() {
            let potential = Potential::new(&defect, surroundings).unwrap();
            let other = Potential::new(&turned, surroundings).unwrap();
            let at = somewhere(&potential);
            let there = Configuration {
                rotation: by * at.rotation * by.inverse(),
                translation: by * at.translation,
                displacements: turn(&at.displacements),
            };
            assert!(relative_error(potential.energy(&at), other.energy(&there)) < 1e-13);
        }
    }
}

#[test]
fn a_stress_free_defect_rests_in_its_reference_state_only_where_corner_and_neighbour_line_up() {
    let force = |defect: &Defect| {
        let potential = Potential::new(defect, Surroundings::Clamped).unwrap();
        potential.gradient(&defect.reference()).norm()
    };
    assert!(force(&tetrahedron(RestLength::StressFree)) < 1e-15);
    assert!(force(&irregular(RestLength::StressFree)) > 0.1);
}

#[test]
fn without_a_translation_of_the_core_the_forces_of_an_irregular_defect_do_not_sum_to_zero() {
    let defect = irregular(RestLength::StressFree);
    let potential = Potential::new(&defect, Surroundings::Clamped).unwrap();
    let sum: Vector3<f64> = potential.forces(&defect.reference()).iter().sum();
    assert!(
        (sum - Vector3::new(-0.109, -0.006, -0.086)).norm() < 1e-3,
        "{sum}"
    );
}

#[test]
fn under_pressure_a_clamped_tetrahedron_turns_away_above_the_threshold_of_stretch_over_bend() {
    // kc > ks a/(2 b^2 (a - b)); with b = 1.
    for distance in [1.5, 2.0, 3.0] {
        let threshold = distance / (2.0 * (distance - 1.0));
        let stiffness_against_rotation = |factor: f64| {
            let mut kind = kind(RestLength::AsPrinted);
            kind.stretch = factor * threshold;
            let corners = Polyhedron::Tetrahedron.corners(1.0).unwrap();
            let defect = Cage::straight(distance).around(corners, kind).unwrap();
            let potential = Potential::new(&defect, Surroundings::Clamped).unwrap();
            potential.hessian(&defect.reference())[(3, 3)]
        };
        assert!(stiffness_against_rotation(0.99) > 0.0);
        assert!(stiffness_against_rotation(1.0).abs() < 1e-14);
        assert!(stiffness_against_rotation(1.01) < 0.0);
    }
}

#[test]
fn a_tenth_of_a_radian_costs_what_the_audit_of_the_paper_found() {
    let turned = |rest_length| {
        let defect = tetrahedron(rest_length);
        let potential = Potential::new(&defect, Surroundings::Clamped).unwrap();
        let mut at = defect.reference();
        let before = potential.energy(&at);
        at.rotation = UnitQuaternion::from_scaled_axis(Vector3::new(0.0, 0.0, 0.1));
        (before, potential.energy(&at))
    };
    let (before, after) = turned(RestLength::AsPrinted);
    assert!((before - 20.0).abs() < 1e-13 && (after - 19.762).abs() < 1e-3);
    let (before, after) = turned(RestLength::StressFree);
    assert!(before < 1e-30 && (after - 0.0273).abs() < 1e-4);
}

/// Points of the unit sphere with weights: Gauss in z, evenly in azimuth.
fn sphere() -> Vec<(Vector3<f64>, f64)> {
    const GAUSS: [(f64, f64); 5] = [
        (0.148_874_338_981_631_22, 0.295_524_224_714_752_87),
        (0.433_395_394_129_247_2, 0.269_266_719_309_996_35),
        (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
        (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
        (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
    ];
    let heights = GAUSS.iter().flat_map(|&(z, w)| [(z, w), (-z, w)]);
    heights
        .flat_map(|(z, w)| {
            (0..20).map(move |k| {
                let (sine, cosine) = (std::f64::consts::TAU * f64::from(k) / 20.0).sin_cos();
                let s = (1.0 - z * z).sqrt();
                (Vector3::new(s * cosine, s * sine, z), w / 40.0)
            })
        })
        .collect()
}

#[test]
fn the_response_between_spheres_is_kelvins_function_averaged_over_both() {
    let medium = Medium::new(0.7, 1.3).unwrap();
    let (sites, radius) = (vectors(&[[0.0, 0.0, 0.0], [0.6, -1.1, 0.8]]), 0.35);
    let mut mean = Matrix3::zeros();
    for (x, w) in sphere() {
        for (y, v) in sphere() {
            mean += medium.green(&(sites[0] - sites[1] + (x - y) * radius)) * (w * v);
        }
    }
    let matrix = mobility(&medium, &sites, radius).unwrap();
    let block = matrix.fixed_view::<3, 3>(0, 3);
    assert!((block - mean).norm() < 1e-9 * mean.norm());
}

#[test]
fn the_response_of_a_sphere_on_itself_is_kelvins_function_averaged_over_its_surface() {
    // Of a point on the sphere, by symmetry the mean over all others is a function of direction whose
    // trace is that of `(A + B/3)`; the mean of 1/r over a sphere seen from its own pole is 1/s.
    let (medium, s) = (Medium::new(0.7, 1.3).unwrap(), 0.3);
    let n = 20_000;
    let trace = (0..n).map(|k| {
        let cosine = -1.0 + f64::from(2 * k + 1) / f64::from(n);
        let point = Vector3::new((1.0 - cosine * cosine).sqrt(), 0.0, cosine) * s;
        medium.green(&(point - Vector3::z() * s)).trace() / f64::from(n)
    });
    let mean: f64 = trace.sum::<f64>() / 3.0;
    assert!(relative_error(mean, self_response(&medium, s)) < 5e-3);
}

#[test]
fn the_continuum_resists_every_displacement() {
    for (lambda, mu) in [(1.0, 1.0), (-0.6, 1.0), (100.0, 1.0)] {
        let medium = Medium::new(lambda, mu).unwrap();
        for body in [
            Polyhedron::Tetrahedron,
            Polyhedron::Icosahedron,
            Polyhedron::Cube,
        ] {
            let sites = body.corners(1.0).unwrap();
            let closest = (1..sites.len())
                .map(|i| (sites[0] - sites[i]).norm())
                .fold(f64::INFINITY, f64::min);
            let matrix = mobility(&medium, &sites, 0.5 * closest * (1.0 - 1e-12)).unwrap();
            assert!((&matrix - matrix.transpose()).norm() < 1e-15);
            assert!(Cholesky::new(matrix).is_some(), "{lambda} {body:?}");
        }
    }
}

#[test]
fn far_apart_the_sites_of_the_continuum_hang_on_springs_of_their_own() {
    let medium = Medium::new(2.0, 1.0).unwrap();
    let spring = 1.0 / self_response(&medium, 0.3);
    let deviation = |distance: f64| {
        let sites = Polyhedron::Tetrahedron.corners(distance).unwrap();
        let corners = Polyhedron::Tetrahedron.corners(0.5).unwrap();
        let bonds = (0..4).map(|p| bond(p, p, RestLength::StressFree)).collect();
        let defect = Defect::new(corners, sites, bonds).unwrap();
        let surroundings = Surroundings::Continuum {
            medium,
            site_radius: 0.3,
        };
        let potential = Potential::new(&defect, surroundings).unwrap();
        (potential.stiffness().unwrap() / spring - DMatrix::identity(12, 12)).norm()
    };
    let (near, far) = (deviation(1e3), deviation(1e5));
    assert!(far < 1e-4 && (near / far / 100.0 - 1.0).abs() < 1e-2);
}

#[test]
fn spheres_that_overlap_are_refused_with_the_largest_radius_that_fits() {
    let defect = tetrahedron(RestLength::StressFree);
    let surroundings = |site_radius| Surroundings::Continuum {
        medium: Medium::new(1.0, 1.0).unwrap(),
        site_radius,
    };
    let Err(Error::SitesOverlap { largest, .. }) = Potential::new(&defect, surroundings(5.0))
    else {
        panic!("spheres of radius 5 overlap")
    };
    assert!(relative_error(largest, 2.0 * (2.0_f64 / 3.0).sqrt()) < 1e-15);
    assert!(Potential::new(&defect, surroundings(largest)).is_ok());
    for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(Potential::new(&defect, surroundings(wrong)).is_err());
        let springs = Surroundings::Springs { stiffness: wrong };
        assert!(Potential::new(&defect, springs).is_err());
    }
}

#[test]
fn every_wrong_defect_is_refused_with_the_number_that_is_wrong() {
    let good = bond(0, 0, RestLength::StressFree);
    let (b, a) = (vectors(&[[1.0, 0.0, 0.0]]), vectors(&[[2.0, 0.0, 0.0]]));
    let with = |bond| Defect::new(b.clone(), a.clone(), vec![bond]);
    assert!(with(good).is_ok());
    assert_eq!(
        Defect::new(b.clone(), a.clone(), vec![]),
        Err(Error::NoBonds)
    );
    let nowhere = Err(Error::BondToNowhere { index: 0 });
    assert_eq!(with(bond(1, 0, RestLength::StressFree)), nowhere);
    assert_eq!(with(bond(0, 1, RestLength::StressFree)), nowhere);

    let mut wrong = vec![("bend", good), ("stretch", good), ("bend + stretch", good)];
    wrong[0].1.bend = -1.0;
    wrong[1].1.stretch = f64::NAN;
    (wrong[2].1.bend, wrong[2].1.stretch) = (0.0, 0.0);
    wrong.push(("rest_length", bond(0, 0, RestLength::Given(0.0))));
    for (expected, bond) in wrong {
        let Err(Error::BondDomain { index: 0, name, .. }) = with(bond) else {
            panic!("{expected}")
        };
        assert_eq!(name, expected);
    }
    let refused = |b: [f64; 3], a: [f64; 3]| {
        Defect::new(vectors(&[b]), vectors(&[a]), vec![good]).unwrap_err()
    };
    let at = |name| move |error| matches!(error, Error::BondDomain { name: n, .. } if n == name);
    assert!(at("|a - b|")(refused([1.0, 0.0, 0.0], [1.0, 0.0, 0.0])));
    assert!(at("|b|")(refused([0.0; 3], [1.0, 0.0, 0.0])));
    let message = refused([1.0, f64::INFINITY, 0.0], [2.0, 0.0, 0.0]).to_string();
    assert!(
        message.contains("corner 0") && message.contains("inf"),
        "{message}"
    );
}

#[test]
fn corners_and_neighbours_without_bonds_are_carried_along_and_change_nothing() {
    let defect = irregular(RestLength::StressFree);
    let more = |sites: &[Vector3<f64>]| [sites, &[Vector3::new(4.0, 4.0, 4.0)]].concat();
    let larger = Defect::new(
        more(defect.corners()),
        more(defect.neighbours()),
        defect.bonds().to_vec(),
    )
    .unwrap();
    for surroundings in all_surroundings() {
        let relaxed = |defect| {
            let potential = Potential::new(defect, surroundings).unwrap();
            potential.relax(&defect.reference()).unwrap()
        };
        let (one, other) = (relaxed(&defect), relaxed(&larger));
        assert!((one.energy - other.energy).abs() < 1e-15);
        assert!((one.dipole().0 - other.dipole().0).norm() < 1e-12);
    }
}

#[test]
fn regular_bodies_have_their_corners_at_equal_distances_and_their_centre_in_the_middle() {
    for (body, count, closest) in [
        (Polyhedron::StrongBond, 2, 1),
        (Polyhedron::Tetrahedron, 4, 3),
        (Polyhedron::Octahedron, 6, 4),
        (Polyhedron::Cube, 8, 3),
        (Polyhedron::Icosahedron, 12, 5),
    ] {
        let corners = body.corners(1.5).unwrap();
        assert_eq!(corners.len(), count);
        assert!(corners.iter().sum::<Vector3<f64>>().norm() < 1e-14);
        for b in &corners {
            assert!((b.norm() - 1.5).abs() < 1e-15);
            let mut apart: Vec<f64> = corners.iter().map(|c| (b - c).norm()).collect();
            apart.sort_by(f64::total_cmp);
            let equal = apart[1..].iter().filter(|&&d| (d - apart[1]).abs() < 1e-12);
            assert_eq!(equal.count(), closest, "{body:?}");
        }
    }
    assert!(Polyhedron::Cube.corners(0.0).is_err());
}

#[test]
fn several_neighbours_of_a_corner_lie_on_a_cone_around_its_direction() {
    let corners = Polyhedron::Octahedron.corners(1.0).unwrap();
    let cage = Cage {
        distance: 2.5,
        per_corner: 3,
        opening: 0.4,
    };
    let defect = cage
        .around(corners.clone(), kind(RestLength::StressFree))
        .unwrap();
    assert_eq!((defect.neighbours().len(), defect.bonds().len()), (18, 18));
    for bond in defect.bonds() {
        let (b, a) = (corners[bond.corner], defect.neighbours()[bond.neighbour]);
        assert!((a.norm() - 2.5).abs() < 1e-14 && (a.angle(&b) - 0.4).abs() < 1e-14);
    }
    let wrong = [(0.0, 1, 0.4), (2.0, 0, 0.4), (2.0, 2, 0.0), (2.0, 1, 4.0)];
    for (distance, per_corner, opening) in wrong {
        let cage = Cage {
            distance,
            per_corner,
            opening,
        };
        assert!(
            cage.around(corners.clone(), kind(RestLength::StressFree))
                .is_err()
        );
    }
}

#[test]
fn starting_orientations_are_spread_evenly_over_all_rotations() {
    // Over SO(3) the mean of each entry of R is 0 and of its square 1/3.
    let count = 500;
    let mut mean = Matrix3::zeros();
    let mut square = Matrix3::zeros();
    for rotation in orientations(count) {
        let r = rotation.to_rotation_matrix().into_inner();
        mean += r / count as f64;
        square += r.component_mul(&r) / count as f64;
    }
    assert!(mean.amax() < 0.02, "{mean}");
    assert!((square.add_scalar(-1.0 / 3.0)).amax() < 0.02, "{square}");
    assert_eq!(orientations(3).next(), Some(UnitQuaternion::identity()));
    assert_eq!(orientations(0).count(), 0);
}

#[test]
fn eq_3_as_printed_has_the_bond_bent_by_half_a_turn_where_it_is_straight() {
    // Printed at R = 1 without strain: the numerator `b^2 - b.a`, which wants b.(a - b).
    let defect = tetrahedron(RestLength::StressFree);
    let potential = Potential::new(&defect, Surroundings::Clamped).unwrap();
    let (a, b) = (defect.neighbours()[0], defect.corners()[0]);
    let printed = (b.norm_squared() - b.dot(&a)) / ((a - b).norm() * b.norm());
    assert!((printed + 1.0).abs() < 1e-15);
    assert!((potential.cos_omega(&defect.reference())[0] - 1.0).abs() < 1e-15);
}

#[test]
fn an_irregular_defect_feels_a_torque_at_rest_that_eq_3_as_printed_drops() {
    // The term w.(b x a) of R b.a, which vanishes where each a is parallel to its b.
    let static_torque = |defect: &Defect| {
        let gradient = Potential::new(defect, Surroundings::Clamped)
            .unwrap()
            .gradient(&defect.reference());
        gradient.fixed_rows::<3>(3).norm()
    };
    assert!(static_torque(&tetrahedron(RestLength::StressFree)) < 1e-15);
    assert!(static_torque(&irregular(RestLength::StressFree)) > 0.1);
}

#[test]
fn the_transposed_gradient_of_eq_2_turns_the_cage_the_wrong_way() {
    // An affine rotation of the cage by w, `u = w x a`, with the core turned by w costs a fourth power;
    // with the gradient transposed the cage turns by -w, which costs as much as turning by 2 w.
    let potential =
        Potential::new(&tetrahedron(RestLength::StressFree), Surroundings::Clamped).unwrap();
    let cost = |angle: f64, sense: f64| {
        let w = Vector3::new(0.3, -0.2, 0.9).normalize() * angle;
        let sites = potential.defect().neighbours().iter();
        potential.bond_energy(&Configuration {
            rotation: UnitQuaternion::from_scaled_axis(w),
            translation: Vector3::zeros(),
            displacements: sites.map(|a| w.cross(a) * sense).collect(),
        })
    };
    assert!(cost(1e-2, 1.0) < 1e-3 * cost(1e-2, -1.0));
    let reference = potential.defect().reference();
    let turned = |angle: f64| {
        let w = Vector3::new(0.3, -0.2, 0.9).normalize() * angle;
        potential.bond_energy(&Configuration {
            rotation: UnitQuaternion::from_scaled_axis(w),
            ..reference.clone()
        })
    };
    assert!(relative_error(cost(1e-3, -1.0), turned(2e-3)) < 1e-4);
}

#[test]
fn a_symmetric_dipole_turns_the_medium_far_away() {
    // Curl of the displacement of P_xy = P_yx = 1 at (2, 3, 6)/7, times pi mu.
    let medium = Medium::new(1.0, 1.0).unwrap();
    let dipole = glassmelt::SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let curl = |dipole| {
        let g = medium.distortion(
            dipole,
            &Separation::new(Vector3::new(2.0 / 7.0, 3.0 / 7.0, 6.0 / 7.0)).unwrap(),
        );
        Vector3::new(
            g[(2, 1)] - g[(1, 2)],
            g[(0, 2)] - g[(2, 0)],
            g[(1, 0)] - g[(0, 1)],
        )
    };
    let expected = Vector3::new(9.0 / 49.0, -27.0 / 98.0, 15.0 / 196.0) / std::f64::consts::PI;
    assert!((curl(&dipole) - expected).norm() < 1e-15);
    assert!(curl(&glassmelt::SymmetricTensor::IDENTITY).norm() < 1e-15);
}
