//! What the paper says of Eqs. 12-15 and of compression, held against elasticity: claims that fail.

use std::f64::consts::PI;

use approx::assert_relative_eq;
use glassmelt::dilute::printed::{WEIGHTS, first_order_correlation, prefactor_ratio};
use glassmelt::dilute::{Gas, TurningPair, average};
use glassmelt::interaction::pair_energy;
use glassmelt::medium::Separation;
use glassmelt::special::quadrature::{GAUSS_10, GAUSS_16, integrate};
use glassmelt::{DipoleTensor, Medium, SymmetricTensor};
use nalgebra::{Rotation3, Vector3};

fn equal() -> Medium {
    Medium::new(1.0, 1.0).expect("stable")
}

/// The mean over the unit sphere: exact for polynomials up to degree 15.
fn mean_over_sphere(mut f: impl FnMut(Vector3<f64>) -> f64) -> f64 {
    integrate(&GAUSS_10, -1.0, 1.0, |cos| {
        let sin = (1.0 - cos * cos).sqrt();
        let around = (0..16).map(|k| {
            let phi = 2.0 * PI * f64::from(k) / 16.0;
            f(Vector3::new(sin * phi.cos(), sin * phi.sin(), cos))
        });
        around.sum::<f64>() / 32.0
    })
}

/// The mean over directions n and dipole vectors p, both free.
fn mean_over_both(f: impl Fn(&Vector3<f64>, &Vector3<f64>) -> f64) -> f64 {
    mean_over_sphere(|n| mean_over_sphere(|p| f(&n, &p)))
}

#[test]
fn the_terms_in_ab_and_b_squared_make_a_third_of_eq_14_and_fall_no_faster() {
    let first = |n: &Vector3<f64>, p: &Vector3<f64>| n.x * p.y + n.y * p.x;
    let second = |n: &Vector3<f64>, p: &Vector3<f64>| 2.0 * n.x * n.y * n.dot(p);
    let aa = mean_over_both(|n, p| first(n, p).powi(2));
    let ab = mean_over_both(|n, p| 2.0 * first(n, p) * second(n, p));
    let bb = mean_over_both(|n, p| second(n, p).powi(2));
    assert_relative_eq!(WEIGHTS.aa, aa, max_relative = 1e-13);
    assert_relative_eq!(WEIGHTS.ab, ab, max_relative = 1e-13);
    assert_relative_eq!(WEIGHTS.bb, bb, max_relative = 1e-13);
    let shares = WEIGHTS.shares(&equal());
    assert_relative_eq!(shares.aa, 2.0 / 3.0, max_relative = 1e-14);
    assert!((shares.ab - 0.267).abs() < 5e-4 && (shares.bb - 0.067).abs() < 5e-4);
}

#[test]
fn the_prefactor_of_eq_15_is_22_times_smaller_than_that_of_eqs_12_and_14() {
    let squared_strain = mean_over_both(|n, p| (n.x * p.y + n.y * p.x).powi(2));
    let by_eqs_12_and_14 = 4.0 * 4.0 * PI * squared_strain;
    let by_eq_15 = 16.0 * PI / (32.0 * PI);
    assert_relative_eq!(
        prefactor_ratio(),
        by_eqs_12_and_14 / by_eq_15,
        max_relative = 1e-13
    );
    assert_relative_eq!(prefactor_ratio(), 64.0 * PI / 9.0, max_relative = 1e-14);
}

#[test]
fn even_the_printed_energy_averaged_freely_gives_no_logarithm() {
    // <p.p'> = 0 without the energy; to first order in it <p.p' (-E)>/X = A/3 + B/9.
    for (medium, audit) in [
        (equal(), 0.5185185185185197),
        (Medium::new(1e12, 1.0).expect("stable"), 0.4444444444444463),
    ] {
        let (a, b) = (medium.a(), medium.b());
        let n = Vector3::z();
        let zeroth = mean_over_both(Vector3::dot);
        let first = mean_over_both(|p, q| p.dot(q) * (a * p.dot(q) + b * p.dot(&n) * q.dot(&n)));
        assert!(zeroth.abs() < 1e-15);
        assert_relative_eq!(
            first_order_correlation(&medium),
            first,
            max_relative = 1e-13
        );
        assert_relative_eq!(first, audit, max_relative = 1e-10);
    }
}

#[test]
fn the_exponent_of_eq_15_is_the_largest_of_eq_10_and_not_its_average() {
    // A = B = 1, 8 pi |p|^2 mu_bar (a/r)^3 = 1: the mean of e^{-E} is 1.376, Eq. 15 has e^2 = 7.389.
    let n = Vector3::z();
    let mean = mean_over_both(|p, q| (p.dot(q) + p.dot(&n) * q.dot(&n)).exp());
    assert!((mean - 1.376).abs() < 5e-4, "{mean}");
    assert!(2.0_f64.exp() / mean > 5.0);
}

/// `-k_B T ln <exp(h.Q/k_B T)>` of a rod that turns freely, in a field h conjugate to its dipole.
fn free_energy_of_a_rod(strength: f64, field: &SymmetricTensor) -> f64 {
    -mean_over_sphere(|n| SymmetricTensor::uniaxial(strength, n).contract(field).exp()).ln()
}

#[test]
fn eq_12_misses_the_term_of_first_order_and_counts_its_strains_twice() {
    // One rod in a volume V, k_B T = 1: mu_R V = d^2F/d gamma^2, a shear gamma meets -gamma Q_xy.
    let (volume, mu0, strength) = (50.0, 1.0, 2.0);
    let step = 1e-3;
    let sheared = |gamma: f64| {
        let field = SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 0.5 * gamma]);
        0.5 * mu0 * volume * gamma * gamma + free_energy_of_a_rod(strength, &field)
    };
    let mu_r = (sheared(step) + sheared(-step) - 2.0 * sheared(0.0)) / (step * step * volume);
    let gas = Gas::new(
        equal(),
        DipoleTensor(SymmetricTensor::uniaxial(strength, Vector3::z())),
        1.0,
        1.0,
        1.0 / volume,
    )
    .expect("a gas");
    let x = gas.shear_softening();
    assert_relative_eq!(1.0 - mu_r / mu0, x, max_relative = 1e-6);
    // The strain of the defects is Q_xy/2 mu_0; Eq. 12 with 4/k_B T and one component is x/mu_0, and with
    // both terms of the contraction of Eq. 13 twice that.
    let squared_strain =
        mean_over_sphere(|n| (SymmetricTensor::uniaxial(strength, n).xy / (2.0 * mu0)).powi(2))
            / volume;
    assert_relative_eq!(4.0 * squared_strain, x / mu0, max_relative = 1e-12);
    assert_relative_eq!(
        4.0 * (squared_strain + squared_strain),
        2.0 * x / mu0,
        max_relative = 1e-12
    );
}

#[test]
fn what_eq_12_leaves_out_is_hundreds_of_times_what_it_keeps() {
    let answer = average(
        &equal(),
        &DipoleTensor(SymmetricTensor::uniaxial(5.0, Vector3::z())),
        1.0,
        1.0,
        0.02,
    )
    .expect("a gas");
    let pairs = answer.pairs.expect("rods turn");
    assert!(
        pairs.relative_softening.abs() < 1.0 / 500.0,
        "{}",
        pairs.relative_softening
    );
}

/// Rotations over which products of two components average exactly: the 24 of the cube, seen askew.
fn rotations() -> Vec<Rotation3<f64>> {
    let quarter =
        |axis: Vector3<f64>, times: u8| Rotation3::new(axis * (f64::from(times) * 0.5 * PI));
    let mut all = Vec::new();
    for k in 0..4 {
        for face in 0..4 {
            all.push(quarter(Vector3::z(), k) * quarter(Vector3::y(), face));
        }
        for face in [1, 3] {
            all.push(quarter(Vector3::z(), k) * quarter(Vector3::x(), face));
        }
    }
    let askew = Rotation3::new(Vector3::new(0.3, -0.5, 0.2));
    all.into_iter().map(|turn| turn * askew).collect()
}

/// `d^2 ln Z/dh^2` of two interacting dipoles at a frozen distance that turn, in a field `h shape`.
fn response_of_a_pair(medium: &Medium, dipole: &SymmetricTensor, shape: &SymmetricTensor) -> f64 {
    let r = Separation::new(Vector3::new(0.3, -0.7, 1.1)).expect("apart");
    let turned: Vec<_> = rotations()
        .iter()
        .map(|turn| dipole.rotated(turn.matrix()))
        .collect();
    let ln_z = |h: f64| {
        let mut z = 0.0;
        for a in &turned {
            for b in &turned {
                let energy = pair_energy(medium, a, b, &r);
                z += (-energy + h * (*a + *b).contract(shape)).exp();
            }
        }
        z.ln()
    };
    let step = 1e-2;
    (ln_z(step) + ln_z(-step) - 2.0 * ln_z(0.0)) / (step * step)
}

#[test]
fn the_bulk_modulus_does_not_soften_when_defects_only_turn() {
    let dipole = SymmetricTensor::from_components([1.5, 0.2, -0.4, 0.3, 0.1, 0.4]);
    let compression = SymmetricTensor::IDENTITY * (1.0 / 3.0);
    let shear = SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 0.5]);
    assert!(response_of_a_pair(&equal(), &dipole, &compression).abs() < 1e-10);
    assert!(response_of_a_pair(&equal(), &dipole, &shear) > 0.1);
    let answer = average(&equal(), &DipoleTensor(dipole * 4.0), 1.0, 1.0, 0.02).expect("a gas");
    assert!(answer.modulus_ratio < 0.95);
    assert_eq!(answer.bulk.ratio_at_fixed_number, 1.0);
}

#[test]
fn the_longitudinal_modulus_softens_through_mu_alone_and_lambda_rises() {
    // The longitudinal modulus loses <Q_zz^2>_c/(V k_B T), which is 4/3 of what mu loses.
    let dipole = SymmetricTensor::from_components([1.5, 0.2, -0.4, 0.3, 0.1, 0.4]);
    let turned: Vec<_> = rotations()
        .iter()
        .map(|turn| dipole.rotated(turn.matrix()))
        .collect();
    let mean = |f: &dyn Fn(&SymmetricTensor) -> f64| turned.iter().map(f).sum::<f64>() / 24.0;
    let deviator = dipole.deviator();
    let isotropic = |i: &dyn Fn(&SymmetricTensor) -> f64| mean(&|q| i(q).powi(2)) - mean(i).powi(2);
    // Three axes and three planes: the cube's group alone is not isotropic to fourth order, their sum is.
    let along = isotropic(&|q| q.xx) + isotropic(&|q| q.yy) + isotropic(&|q| q.zz);
    let across = isotropic(&|q| q.xy) + isotropic(&|q| q.yz) + isotropic(&|q| q.xz);
    assert_relative_eq!(
        along + 2.0 * across,
        deviator.contract(&deviator),
        max_relative = 1e-12
    );
    let answer = average(&equal(), &DipoleTensor(dipole * 4.0), 1.0, 1.0, 0.02).expect("a gas");
    let bulk = answer.bulk;
    let lost = (5.0 / 3.0 + 4.0 / 3.0) * (1.0 - bulk.longitudinal_ratio);
    assert_relative_eq!(
        lost,
        4.0 / 3.0 * (1.0 - answer.modulus_ratio),
        max_relative = 1e-12
    );
    assert!(bulk.lambda_r > 1.0);
}

#[test]
fn compression_softens_only_as_far_as_the_number_of_defects_is_free_and_not_in_step_with_shear() {
    let answer = |dipole: SymmetricTensor| {
        average(&equal(), &DipoleTensor(dipole), 1.0, 1.0, 0.02).expect("a gas")
    };
    let rod = SymmetricTensor::uniaxial(12.0, Vector3::z());
    let without_trace = answer(rod);
    assert!(without_trace.modulus_ratio < 0.85);
    assert_relative_eq!(
        without_trace.bulk.ratio_at_free_number,
        1.0,
        epsilon = 1e-15
    );
    // The ratio of the two softenings, (tr Q/3)^2/K over (Q_dev:Q_dev/10)/mu, takes any value.
    let ratios: Vec<f64> = [0.3, 3.0, 30.0]
        .into_iter()
        .map(|pressure| {
            answer(rod + SymmetricTensor::IDENTITY * pressure)
                .bulk
                .relative_to_shear
                .expect("rods turn")
        })
        .collect();
    assert_relative_eq!(ratios[1] / ratios[0], 100.0, max_relative = 1e-10);
    assert!(ratios[0] < 0.01 && ratios[2] > 10.0, "{ratios:?}");
}

#[test]
fn eshelbys_ball_under_pressure_is_the_kernel_averaged_over_directions() {
    for lambda_over_mu in [-0.4, 0.0, 1.0, 20.0] {
        let medium = Medium::new(lambda_over_mu, 1.0).expect("stable");
        // Q:Gamma:Q = (|Q q|^2 - B (q Q q)^2)/mu of a unit dilatation centre; x = (1/3)^2 tr^2/K.
        let kernel = mean_over_sphere(|q| q.norm_squared() - medium.b() * q.norm_squared().powi(2));
        let gas = Gas::new(
            medium,
            DipoleTensor(SymmetricTensor::IDENTITY),
            1.0,
            1.0,
            0.01,
        )
        .expect("a gas");
        let bulk = glassmelt::dilute::bulk(&gas, 1.0, None);
        assert_relative_eq!(
            bulk.beta,
            kernel * medium.bulk_modulus(),
            max_relative = 1e-12
        );
    }
}

#[test]
fn pairs_of_defects_gather_more_than_they_exclude_only_when_bound() {
    // 3 int x^2 (<e^{-E}> - 1) dx against 1, the volume within contact.
    let pair = TurningPair::new(
        &equal(),
        &DipoleTensor(SymmetricTensor::uniaxial(1.0, Vector3::z())),
    )
    .expect("it turns");
    let excess = |x0: f64| pair.integral(x0).expect("within reach").excess.value;
    assert!(
        excess(1.0) < 0.3 && excess(3.0) > 1.0,
        "{} {}",
        excess(1.0),
        excess(3.0)
    );
    // To lowest order <g^2> X0^2/2, summed over shells: Gauss in s = 1/x^3 agrees.
    let shells = integrate(&GAUSS_16, 0.0, 1.0, |s| {
        pair.boltzmann(s).expect("within reach").excess.value / (s * s)
    });
    assert_relative_eq!(excess(1.0), shells, max_relative = 1e-9);
}
