//! Two dipoles, Eqs. 9 and 10: closed form, point forces, invariances, and what the page prints instead.

#[path = "common/elastic.rs"]
mod elastic;

use std::f64::consts::PI;

use elastic::{
    Scatter, apart, assert_close, medium, number, numbers, reference, separation, tensor,
};
use glassmelt::interaction::{
    PairInteraction, pair_energy, pair_interaction, point_forces, printed,
};
use glassmelt::medium::{Medium, Separation};
use glassmelt::special::quadrature::{GAUSS_16, integrate};
use glassmelt::{Error, SymmetricTensor};
use nalgebra::{Rotation3, Vector3};

const ISO: [f64; 6] = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
const SHEAR_XY: [f64; 6] = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
const GEN1: [f64; 6] = [1.0, -0.3, 0.2, 0.25, 0.1, 0.4];
const GEN2: [f64; 6] = [-0.2, 0.9, -0.4, 0.3, -0.5, 0.7];

/// lambda, mu, r, a, b, exact, printed: the table beside the audit of the paper (mpmath, 50 digits).
type Row = (f64, f64, [f64; 3], [f64; 6], [f64; 6], f64, f64);

#[rustfmt::skip]
const TABLE: [Row; 18] = [
    (1.0, 1.0, [0.3, -0.7, 1.1], ISO, ISO, 0.0, -0.03322848872955862146031642),
    (1.0, 1.0, [0.3, -0.7, 1.1], SHEAR_XY, SHEAR_XY, -0.02377221594159865256580672, -0.007787640773794998327746826),
    (1.0, 1.0, [0.3, -0.7, 1.1], GEN1, GEN2, 0.04591158022051900232505624, 0.00198865883408490112437465),
    (1.0, 1.0, [0.0, 0.0, 2.0], ISO, ISO, 0.0, -0.009947183943243458485555235),
    (1.0, 1.0, [0.0, 0.0, 2.0], SHEAR_XY, SHEAR_XY, -0.006631455962162305657036823, 0.0),
    (1.0, 1.0, [0.0, 0.0, 2.0], GEN1, GEN2, 0.0002486795985810864621388809, 0.0006299883164054190374184982),
    (1.0, 1.0, [1.0, 1.0, 1.0], ISO, ISO, 0.0, -0.01531469153949422359753685),
    (1.0, 1.0, [1.0, 1.0, 1.0], SHEAR_XY, SHEAR_XY, 0.01361305914621708764225498, -0.00907537276414472509483665),
    (1.0, 1.0, [1.0, 1.0, 1.0], GEN1, GEN2, 0.01625909751776303405271829, -0.002909791392503902483532001),
    (2.5, 0.8, [0.3, -0.7, 1.1], ISO, ISO, 0.0, -0.04153561091194827682539552),
    (2.5, 0.8, [0.3, -0.7, 1.1], SHEAR_XY, SHEAR_XY, -0.02702417955060382495833825, -0.008962519780034436282713034),
    (2.5, 0.8, [0.3, -0.7, 1.1], GEN1, GEN2, 0.07351945174066007592083683, 0.001762678556257345922776756),
    (2.5, 0.8, [0.0, 0.0, 2.0], ISO, ISO, 0.0, -0.01243397992905432310694404),
    (2.5, 0.8, [0.0, 0.0, 2.0], SHEAR_XY, SHEAR_XY, -0.004852284850362662675880603, 0.0),
    (2.5, 0.8, [0.0, 0.0, 2.0], GEN1, GEN2, 0.0009552935799151492143139936, 0.0008089668648964001679944692),
    (2.5, 0.8, [1.0, 1.0, 1.0], ISO, ISO, 0.0, -0.01914336442436777949692106),
    (2.5, 0.8, [1.0, 1.0, 1.0], SHEAR_XY, SHEAR_XY, 0.02054409840663859263084211, -0.01105023474902530361204386),
    (2.5, 0.8, [1.0, 1.0, 1.0], GEN1, GEN2, 0.02344595230657629383994856, -0.003948124366139428019415813),
];

#[test]
fn exact_and_printed_energies_meet_the_reference_values() {
    for (lambda, mu, r, a, b, exact, as_printed) in TABLE {
        let medium = Medium::new(lambda, mu).unwrap();
        let (a, b) = (
            SymmetricTensor::from_components(a),
            SymmetricTensor::from_components(b),
        );
        let r = Separation::new(r.into()).unwrap();
        let unit = (8.0 * PI * mu * r.distance().powi(3)).recip();
        let found = pair_energy(&medium, &a, &b, &r);
        assert!(
            (found - exact).abs() <= 1e-14 * exact.abs().max(unit),
            "{found} {exact}"
        );
        let found = printed::pair_energy(&medium, &a, &b, &r);
        assert!((found - as_printed).abs() <= 1e-14 * as_printed.abs().max(unit));
    }
}

/// Energy, forces and torques by differences of point forces at 120 digits.
#[test]
fn energy_force_and_torques_meet_the_point_forces_of_mpmath() {
    for row in reference()["pairs"].as_array().unwrap() {
        let found = pair_interaction(
            &medium(row),
            &tensor(&row["dipole_a"]),
            &tensor(&row["dipole_b"]),
            &separation(row),
        );
        assert_close(&[found.energy], &[number(&row["energy"])], 2e-14);
        assert_close(found.force.as_slice(), &numbers(&row["force"]), 5e-15);
        assert_close(found.torque_a.as_slice(), &numbers(&row["torque_a"]), 1e-14);
        assert_close(found.torque_b.as_slice(), &numbers(&row["torque_b"]), 1e-14);
    }
}

/// The library's own slow truth, in doubles.
#[test]
fn the_limit_of_point_forces_is_the_closed_form() {
    for_pairs(20, |medium, a, b, r| {
        let limit = point_forces::pair_energy_limit(medium, a, b, r).unwrap();
        let exact = pair_energy(medium, a, b, r);
        let unit = size(medium, a, b, r);
        assert!(
            (limit.value - exact).abs() < 1e-9 * unit,
            "{} {exact}",
            limit.value
        );
        assert!(limit.last_change < 1e-6 * unit);
    });
}

#[test]
fn arms_that_reach_the_other_dipole_are_refused() {
    let (medium, one, r) = (
        Medium::new(1.0, 1.0).unwrap(),
        SymmetricTensor::IDENTITY,
        apart(1.0, 0.0, 0.0),
    );
    for arm in [0.0, -0.1, 0.5, f64::NAN] {
        let error = point_forces::pair_energy(&medium, &one, &one, &r, arm).unwrap_err();
        assert!(matches!(error, Error::Domain { name: "arm", .. }));
    }
}

/// Media, dipoles and places of every kind.
fn for_pairs(
    count: usize,
    mut check: impl FnMut(&Medium, &SymmetricTensor, &SymmetricTensor, &Separation),
) {
    let mut scatter = Scatter::new();
    for _ in 0..count {
        let (medium, a, b) = (scatter.medium(), scatter.tensor(), scatter.tensor());
        check(&medium, &a, &b, &scatter.separation());
    }
}

/// `|a||b|/(8 pi mu r^3)`.
fn size(medium: &Medium, a: &SymmetricTensor, b: &SymmetricTensor, r: &Separation) -> f64 {
    a.norm() * b.norm() / (8.0 * PI * medium.mu() * r.distance().powi(3))
}

/// Errata E41: the energy at constant forces is minus dipole times strain.
#[test]
fn the_energy_is_minus_the_dipole_in_the_strain_of_the_other() {
    for_pairs(50, |medium, a, b, r| {
        let expected = -b.contract(&medium.strain(a, r));
        let found = pair_energy(medium, a, b, r);
        assert!((found - expected).abs() < 2e-14 * size(medium, a, b, r));
    });
}

#[test]
fn turning_everything_turns_force_and_torques_and_leaves_the_energy() {
    let turn = Rotation3::new(Vector3::new(0.3, -1.1, 2.0)).into_inner();
    for_pairs(50, |medium, a, b, r| {
        let before = pair_interaction(medium, a, b, r);
        let turned_r = Separation::new(turn * r.vector()).unwrap();
        let after = pair_interaction(medium, &a.rotated(&turn), &b.rotated(&turn), &turned_r);
        let unit = size(medium, a, b, r);
        assert!((after.energy - before.energy).abs() < 1e-13 * unit);
        assert!((after.force - turn * before.force).norm() < 1e-13 * unit / r.distance());
        assert!((after.torque_a - turn * before.torque_a).norm() < 1e-13 * unit);
        assert!((after.torque_b - turn * before.torque_b).norm() < 1e-13 * unit);
    });
}

/// Seen from b, the force is the opposite one and the torques change places.
#[test]
fn action_is_reaction_and_angular_momentum_is_kept() {
    for_pairs(50, |medium, a, b, r| {
        let here = pair_interaction(medium, a, b, r);
        let there = pair_interaction(medium, b, a, &r.reversed());
        let unit = size(medium, a, b, r);
        assert!((here.energy - there.energy).abs() < 1e-14 * unit);
        assert!((here.force + there.force).norm() < 1e-14 * unit / r.distance());
        assert!((here.torque_a - there.torque_b).norm() < 1e-14 * unit);
        let whole = here.torque_a + here.torque_b + r.vector().cross(&here.force);
        assert!(whole.norm() < 1e-13 * unit, "{whole}");
    });
}

/// Energies fall with the third power of the distance, forces with the fourth; powers of two are exact.
#[test]
fn the_energy_scales_as_one_over_r_cubed() {
    for_pairs(20, |medium, a, b, r| {
        let near = pair_interaction(medium, a, b, r);
        let far = pair_interaction(medium, a, b, &Separation::new(r.vector() * 8.0).unwrap());
        assert_close(&[far.energy * 512.0], &[near.energy], 1e-13);
        assert_close(
            (far.force * 4096.0).as_slice(),
            near.force.as_slice(),
            1e-13,
        );
        assert_close(
            (far.torque_a * 512.0).as_slice(),
            near.torque_a.as_slice(),
            1e-13,
        );
    });
}

/// Energies are linear in each dipole and, in units of mu, depend on lambda/mu alone.
#[test]
fn dipoles_and_moduli_may_be_in_any_unit() {
    for_pairs(20, |medium, a, b, r| {
        let stiffer = Medium::new(16.0 * medium.lambda(), 16.0 * medium.mu()).unwrap();
        let (one, other) = (
            pair_energy(medium, a, b, r),
            pair_energy(&stiffer, &(*a * 4.0), &(*b * 4.0), r),
        );
        assert_eq!(one, other);
    });
}

/// Bitter and Crum: exactly zero, not by cancellation; the page has `-(A + B)/(8 pi mu r^3)`.
#[test]
fn two_dilatation_centres_do_not_interact_but_do_so_on_the_page() {
    for_pairs(20, |medium, _, _, r| {
        let (a, b) = (
            SymmetricTensor::IDENTITY * 0.7,
            SymmetricTensor::IDENTITY * -1.3,
        );
        let none = pair_interaction(medium, &a, &b, r);
        assert_eq!((none.energy, none.force.norm()), (0.0, 0.0));
        assert_eq!((none.torque_a.norm(), none.torque_b.norm()), (0.0, 0.0));
        let as_printed = printed::pair_energy(medium, &a, &b, r);
        let expected = 2.0 * 0.91 / (8.0 * PI * medium.mu() * r.distance().powi(3));
        assert_close(&[as_printed], &[expected], 1e-14);
    });
}

/// The mean over directions of `f(n)`, exact for the polynomials of degree four that occur.
fn mean_over_directions(f: impl Fn(&Separation) -> f64) -> f64 {
    let ring = |cosine: f64| {
        let sine = (1.0 - cosine * cosine).sqrt();
        let at = |k: i32| {
            let phi = PI / 8.0 * f64::from(k);
            f(&apart(sine * phi.cos(), sine * phi.sin(), cosine))
        };
        (0..16).map(at).sum::<f64>() / 32.0
    };
    integrate(&GAUSS_16, -1.0, 1.0, ring)
}

#[test]
fn the_energy_averages_to_zero_over_directions_for_any_dipoles() {
    for_pairs(20, |medium, a, b, _| {
        let mean = mean_over_directions(|r| pair_energy(medium, a, b, r));
        assert!(mean.abs() < 1e-15 * a.norm() * b.norm(), "{mean}");
    });
}

/// Errata E42: `-(1/(8 pi mu))` times `(A/3 + 2 B/15) a:b + (B/15) tr a tr b`, of which the part off the
/// diagonal is `-2 (7 lambda + 17 mu)/(15 (lambda + 2 mu)) (a_yz b_yz + a_xz b_xz + a_xy b_xy)`.
#[test]
fn the_printed_energy_does_not_average_to_zero() {
    for_pairs(20, |medium, a, b, _| {
        let mean = mean_over_directions(|r| printed::pair_energy(medium, a, b, r)) * 8.0 * PI;
        let (big_a, big_b) = (medium.a(), medium.b());
        let shared = (big_a / 3.0 + 2.0 * big_b / 15.0) * a.contract(b);
        let expected = -(shared + big_b / 15.0 * a.trace() * b.trace());
        assert!((mean - expected).abs() < 1e-14 * a.norm() * b.norm());
        let (lambda, mu) = (medium.lambda(), medium.mu());
        let audit = -2.0 * (7.0 * lambda + 17.0 * mu) / (15.0 * (lambda + 2.0 * mu));
        assert_close(
            &[-2.0 * (big_a / 3.0 + 2.0 * big_b / 15.0)],
            &[audit],
            1e-14,
        );
    });
}

/// Unit deviators of order m about r: A + 5B once, (A - 7B)/2 twice, B - A twice; their sum is zero.
#[test]
fn the_five_shears_about_r_are_eigenmodes() {
    let medium = Medium::new(2.5, 0.8).unwrap();
    let (a, b, half) = (medium.a(), medium.b(), 0.5_f64.sqrt());
    let modes = [
        (
            [-1.0, -1.0, 2.0, 0.0, 0.0, 0.0].map(|x: f64| x / 6.0_f64.sqrt()),
            a + 5.0 * b,
        ),
        ([0.0, 0.0, 0.0, half, 0.0, 0.0], 0.5 * (a - 7.0 * b)),
        ([0.0, 0.0, 0.0, 0.0, half, 0.0], 0.5 * (a - 7.0 * b)),
        ([0.0, 0.0, 0.0, 0.0, 0.0, half], b - a),
        ([half, -half, 0.0, 0.0, 0.0, 0.0], b - a),
    ];
    let r = apart(0.0, 0.0, 2.0);
    let unit = 8.0 * PI * medium.mu() * 8.0;
    for (i, (one, value)) in modes.iter().enumerate() {
        for (k, (other, _)) in modes.iter().enumerate() {
            let (p, q) = (
                SymmetricTensor::from_components(*one),
                SymmetricTensor::from_components(*other),
            );
            let expected = if i == k { *value } else { 0.0 };
            assert!((pair_energy(&medium, &p, &q, &r) * unit - expected).abs() < 1e-14);
        }
    }
    assert!(modes.iter().map(|(_, value)| value).sum::<f64>().abs() < 1e-14);
}

/// Central differences of eighth order of the energy.
fn slope(energy: impl Fn(f64) -> f64) -> f64 {
    let weights = [4.0 / 5.0, -1.0 / 5.0, 4.0 / 105.0, -1.0 / 280.0];
    let step = 0.01;
    let side = |k: i32| energy(step * f64::from(k)) - energy(-step * f64::from(k));
    weights
        .iter()
        .zip(1..)
        .map(|(w, k)| w * side(k))
        .sum::<f64>()
        / step
}

#[test]
fn force_and_torques_are_the_slopes_of_the_energy() {
    for_pairs(20, |medium, a, b, r| {
        let r = &Separation::new(r.direction() * 1.5).unwrap();
        let PairInteraction {
            force,
            torque_a,
            torque_b,
            ..
        } = pair_interaction(medium, a, b, r);
        let unit = size(medium, a, b, r);
        for axis in 0..3 {
            let e = Vector3::ith(axis, 1.0);
            let turned =
                |q: &SymmetricTensor, w: f64| q.rotated(&Rotation3::new(e * w).into_inner());
            let moved = |s: f64| Separation::new(r.vector() + e * s).unwrap();
            let by_shift = slope(|s| pair_energy(medium, a, b, &moved(s)));
            let by_turn_a = slope(|w| pair_energy(medium, &turned(a, w), b, r));
            let by_turn_b = slope(|w| pair_energy(medium, a, &turned(b, w), r));
            assert!((force[axis] + by_shift).abs() < 1e-11 * unit);
            assert!((torque_a[axis] + by_turn_a).abs() < 1e-11 * unit);
            assert!((torque_b[axis] + by_turn_b).abs() < 1e-11 * unit);
        }
    });
}

/// The force is made of third derivatives of the Green function: `-Q^a_ij Q^b_kl d_m d_j d_l G_ik`.
#[test]
fn the_force_is_the_third_derivative_of_the_green_function() {
    for_pairs(20, |medium, a, b, r| {
        let (third, a_full, b_full) = (medium.green_third(r), a.matrix(), b.matrix());
        let force = Vector3::from_fn(|m, _| {
            let pairs = (0..9).map(|k| (k / 3, k % 3));
            -pairs
                .map(|(j, l)| a_full.column(j).dot(&(third[m][j][l] * b_full.column(l))))
                .sum::<f64>()
        });
        let found = pair_interaction(medium, a, b, r).force;
        assert!((found - force).norm() < 5e-13 * size(medium, a, b, r) / r.distance());
    });
}

/// In a nearly incompressible medium a dilatation hardly acts on a shear: in proportion to 1/lambda, to
/// the last digits.
#[test]
fn a_dilatation_in_a_hard_medium_acts_as_one_over_lambda() {
    let (one, q) = (
        SymmetricTensor::IDENTITY,
        SymmetricTensor::from_components(GEN2),
    );
    let r = apart(0.3, -0.7, 1.1);
    let energy = |lambda: f64| pair_energy(&Medium::new(lambda, 1.0).unwrap(), &one, &q, &r);
    assert_close(&[energy(1e10) * (1e10 + 2.0)], &[energy(1.0) * 3.0], 2e-15);
}
