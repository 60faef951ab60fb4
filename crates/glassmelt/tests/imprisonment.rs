//! Imprisonment: how a far distortion turns the core (below Eq. 4).

mod common;

use approx::assert_relative_eq;
use common::defects::{all_surroundings, irregular, tetrahedron};
use glassmelt::defect::{Defect, Potential, RelaxedDefect, RestLength, Surroundings};
use nalgebra::{Matrix3, Vector3};

fn at_rest(defect: &Defect, surroundings: Surroundings) -> (Potential, RelaxedDefect) {
    let potential = Potential::new(defect, surroundings).unwrap();
    let relaxed = potential.relax(&defect.reference()).unwrap();
    (potential, relaxed)
}

#[test]
fn a_rotation_of_the_medium_turns_the_core_with_the_coefficient_one() {
    for rest_length in [RestLength::StressFree, RestLength::AsPrinted] {
        for defect in [tetrahedron(rest_length), irregular(rest_length)] {
            for surroundings in all_surroundings() {
                let (potential, relaxed) = at_rest(&defect, surroundings);
                let imprisonment = potential.imprisonment(&relaxed).unwrap();
                assert_relative_eq!(
                    imprisonment.by_rotation,
                    Matrix3::identity(),
                    epsilon = 1e-10
                );
            }
        }
    }
}

#[test]
fn a_strain_does_not_turn_a_regular_tetrahedron() {
    for surroundings in all_surroundings() {
        let (potential, relaxed) = at_rest(&tetrahedron(RestLength::StressFree), surroundings);
        let imprisonment = potential.imprisonment(&relaxed).unwrap();
        assert!(imprisonment.coupling.amax() < 1e-12, "{surroundings:?}");
        assert!(imprisonment.stiffness.symmetric_eigenvalues().min() > 0.1);
    }
}

/// By our own numerical differentiation of the clamped equilibrium, in another language; the audit's
/// (0.0129, 0.147, 0.0258) is half the column xz in components of the rotation vector.
#[test]
fn a_strain_turns_an_asymmetric_core_by_the_numbers_of_the_audit() {
    let (potential, relaxed) = at_rest(&irregular(RestLength::StressFree), Surroundings::Clamped);
    let by_strain = potential.imprisonment(&relaxed).unwrap().by_strain;
    let theta = relaxed.rotation_vector();
    assert_relative_eq!(
        theta,
        Vector3::new(0.05531, -0.06831, -0.10423),
        epsilon = 1e-5
    );
    let xz: Vector3<f64> = by_strain.column(4).into();
    assert_relative_eq!(xz, Vector3::new(0.03896, 0.29070, 0.06085), epsilon = 1e-5);
    let half = xz * 0.5;
    let components = half - theta.cross(&half) * 0.5 + theta.cross(&theta.cross(&half)) / 12.0;
    assert_relative_eq!(
        components,
        Vector3::new(0.0129, 0.147, 0.0258),
        epsilon = 1e-3
    );
}

/// The linear answer against the finite one: the cage distorted for good, relaxed again.
#[test]
fn the_linear_answer_is_the_slope_of_the_relaxed_rotation() {
    let defect = irregular(RestLength::StressFree);
    let (potential, relaxed) = at_rest(&defect, Surroundings::Clamped);
    let imprisonment = potential.imprisonment(&relaxed).unwrap();
    let strain = glassmelt::SymmetricTensor::from_components([0.3, -0.2, 0.1, 0.4, -0.5, 0.2]);
    let turned = |h: f64| {
        let carry = strain.matrix() * h;
        let mut start = relaxed.configuration.clone();
        for (u, a) in start.displacements.iter_mut().zip(defect.neighbours()) {
            *u = carry * a;
        }
        let end = potential.relax(&start).unwrap();
        (end.configuration.rotation * relaxed.configuration.rotation.inverse()).scaled_axis()
    };
    let h = 1e-3;
    let slope = (turned(h) - turned(-h)) * (8.0 / 12.0 / h)
        - (turned(2.0 * h) - turned(-2.0 * h)) / (12.0 * h);
    let linear = imprisonment.rotation(&strain, &Vector3::zeros());
    assert_relative_eq!(slope, linear, epsilon = 1e-8);
}

#[test]
fn stiffness_and_coupling_belong_together() {
    for surroundings in all_surroundings() {
        let (potential, relaxed) = at_rest(&irregular(RestLength::StressFree), surroundings);
        let imprisonment = potential.imprisonment(&relaxed).unwrap();
        assert_relative_eq!(
            imprisonment.stiffness * imprisonment.by_strain,
            imprisonment.coupling,
            epsilon = 1e-12
        );
        let k = imprisonment.stiffness;
        assert_relative_eq!(k, k.transpose(), epsilon = 1e-12 * k.amax());
    }
}
