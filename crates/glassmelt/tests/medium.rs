//! Kelvin's solution and the field of a dipole, Eqs. 6-8: against mpmath, elaston, and their own equations.

#[path = "common/elastic.rs"]
mod elastic;

use std::f64::consts::PI;

use elastic::{
    Scatter, apart, assert_close, elaston, medium, number, numbers, reference, rows, separation,
    tensor, vector,
};
use glassmelt::medium::{Medium, Separation, printed};
use glassmelt::special::quadrature::{GAUSS_16, integrate};
use glassmelt::{Error, SymmetricTensor};
use nalgebra::{Matrix3, Rotation3, Vector3};
use serde_json::Value;

/// Rows of the table by mpmath.
fn fields() -> Vec<Value> {
    reference()["fields"].as_array().unwrap().clone()
}

/// Calls `check` with each medium, place, dipole and its row.
fn for_each_dipole(check: impl Fn(&Medium, &Separation, &SymmetricTensor, &Value)) {
    for row in fields() {
        for (_, expected) in row["dipoles"].as_object().unwrap() {
            check(
                &medium(&row),
                &separation(&row),
                &tensor(&expected["dipole"]),
                expected,
            );
        }
    }
}

#[test]
fn the_green_function_and_its_derivatives_meet_mpmath() {
    for row in fields() {
        let (medium, r) = (medium(&row), separation(&row));
        let gradient: Vec<f64> = medium.green_gradient(&r).iter().flat_map(rows).collect();
        let second: Vec<f64> = medium
            .green_second(&r)
            .iter()
            .flatten()
            .flat_map(rows)
            .collect();
        let third = medium.green_third(&r);
        let third: Vec<f64> = third.iter().flatten().flatten().flat_map(rows).collect();
        let green = rows(&medium.green(&r.vector()));
        assert_close(&green, &numbers(&row["green"]), 1e-15);
        assert_close(&gradient, &numbers(&row["gradient"]), 1e-15);
        assert_close(&second, &numbers(&row["second"]), 2e-15);
        assert_close(&third, &numbers(&row["third"]), 2e-15);
    }
}

/// Media from nearly collapsing to nearly incompressible, with dipoles that do nothing there.
#[test]
fn the_fields_of_a_dipole_meet_mpmath_from_soft_to_incompressible_media() {
    for_each_dipole(|medium, r, dipole, expected| {
        let field = medium.dipole_field(dipole, r);
        let distortion = medium.distortion(dipole, r);
        let displacement = numbers(&expected["displacement"]);
        assert_close(field.displacement.as_slice(), &displacement, 2e-15);
        assert_close(&rows(&distortion), &numbers(&expected["distortion"]), 2e-15);
        assert_close(
            &rows(&field.stress.matrix()),
            &numbers(&expected["stress"]),
            1e-14,
        );
    });
}

/// Strain and rotation are the distortion, taken apart.
#[test]
fn strain_and_rotation_make_up_the_distortion() {
    for_each_dipole(|medium, r, dipole, expected| {
        let field = medium.dipole_field(dipole, r);
        assert_eq!(field.strain, medium.strain(dipole, r));
        let whole = field.strain.matrix() + field.rotation.cross_matrix();
        assert_close(&rows(&whole), &numbers(&expected["distortion"]), 2e-15);
    });
}

#[test]
fn elaston_says_the_same() {
    for row in elaston()["rows"].as_array().unwrap() {
        let (medium, r, dipole) = (medium(row), separation(row), tensor(&row["dipole"]));
        let field = medium.dipole_field(&dipole, &r);
        assert_close(
            &rows(&medium.green(&r.vector())),
            &numbers(&row["green"]),
            2e-15,
        );
        assert_close(
            field.displacement.as_slice(),
            &numbers(&row["displacement"]),
            5e-15,
        );
        assert_close(
            &rows(&field.strain.matrix()),
            &numbers(&row["strain"]),
            5e-15,
        );
        assert_close(
            &rows(&field.stress.matrix()),
            &numbers(&row["stress"]),
            1e-14,
        );
    }
}

/// The audit of the paper, which has these numbers from a program of its own, at
/// `lambda = mu = 1, r = (0.3, -0.7, 1.1)`.
#[test]
fn the_green_function_and_the_strain_of_a_shear_meet_the_audit() {
    let (medium, r) = (Medium::new(1.0, 1.0).unwrap(), apart(0.3, -0.7, 1.1));
    #[rustfmt::skip]
    let green = [
        0.04064951787916004691978708, -0.002325994211069103502222149, 0.003655133760251448360634806,
        -0.002325994211069103502222149, 0.04507998304310119644782927, -0.008528645440586712841481213,
        0.003655133760251448360634806, -0.008528645440586712841481213, 0.05305482033819526559830521,
    ];
    #[rustfmt::skip]
    let strain = [
        -0.009734896654422982417776917, 0.01188610797079932628290336, 0.00003992686920158568478581137,
        0.01188610797079932628290336, -0.001023579737713378464508982, -0.01370632381305862864861496,
        0.00003992686920158568478581137, -0.01370632381305862864861496, 0.0185551050325914564204607,
    ];
    let shear = SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    assert_close(&rows(&medium.green(&r.vector())), &green, 1e-15);
    assert_close(&rows(&medium.strain(&shear, &r).matrix()), &strain, 1e-15);
}

/// `mu d_j d_j G_ik + (lambda + mu) d_i d_j G_jk = 0` away from the force.
#[test]
fn the_green_function_solves_navier() {
    let mut scatter = Scatter::new();
    for _ in 0..50 {
        let (medium, r) = (scatter.medium(), scatter.separation());
        let d = medium.green_second(&r);
        let size = d.iter().flatten().map(Matrix3::amax).fold(0.0, f64::max);
        let residual = Matrix3::from_fn(|i, k| {
            let laplacian: f64 = (0..3).map(|j| d[j][j][(i, k)]).sum();
            let divergence: f64 = (0..3).map(|j| d[i][j][(j, k)]).sum();
            medium.mu() * laplacian + (medium.lambda() + medium.mu()) * divergence
        });
        let scale = size * (medium.lambda().abs() + medium.mu());
        assert!(residual.amax() < 1e-14 * scale, "{residual}");
    }
}

/// The same for the dipole, whose displacement is `-G_ik,l Q_kl`.
#[test]
fn the_stress_of_a_dipole_is_in_equilibrium() {
    let mut scatter = Scatter::new();
    for _ in 0..50 {
        let (medium, r, q) = (
            scatter.medium(),
            scatter.separation(),
            scatter.tensor().matrix(),
        );
        let third = medium.green_third(&r);
        let bent = |i: usize, m: usize, j: usize| -> f64 {
            -(0..3).map(|l| (third[m][j][l] * q)[(i, l)]).sum::<f64>()
        };
        let size = third
            .iter()
            .flatten()
            .flatten()
            .map(Matrix3::amax)
            .fold(0.0, f64::max);
        for i in 0..3 {
            let laplacian: f64 = (0..3).map(|j| bent(i, j, j)).sum();
            let divergence: f64 = (0..3).map(|j| bent(j, i, j)).sum();
            let force = medium.mu() * laplacian + (medium.lambda() + medium.mu()) * divergence;
            assert!(force.abs() < 1e-13 * size * (medium.lambda().abs() + medium.mu()));
        }
    }
}

/// Over a sphere of radius 2: Gauss in cos theta, equal steps around.
fn over_the_sphere(mut f: impl FnMut(&Vector3<f64>) -> f64) -> f64 {
    let around = 24;
    integrate(&GAUSS_16, -1.0, 1.0, |cosine| {
        let sine = (1.0 - cosine * cosine).sqrt();
        let ring = (0..around).map(|k| {
            let phi = 2.0 * PI * f64::from(k) / f64::from(around);
            f(&Vector3::new(sine * phi.cos(), sine * phi.sin(), cosine))
        });
        ring.sum::<f64>() * 2.0 * PI / f64::from(around)
    })
}

#[test]
fn the_traction_of_a_unit_force_through_a_sphere_is_minus_one() {
    let (medium, radius) = (Medium::new(2.5, 0.8).unwrap(), 2.0);
    let flux = Matrix3::from_fn(|i, k| {
        over_the_sphere(|n| {
            let gradient = medium.green_gradient(&Separation::new(n * radius).unwrap());
            let distortion = Matrix3::from_fn(|i, l| gradient[l][(i, k)]);
            let stress = medium.stress(&SymmetricTensor::symmetric_part(&distortion));
            stress.apply(n)[i] * radius * radius
        })
    });
    assert_close(&rows(&flux), &rows(&-Matrix3::identity()), 1e-13);
}

/// `int u_i n_j dA` over a sphere is linear in Q; its trace is the volume that a dilatation pushes out,
/// `tr Q c/(3 mu)`, at any distance.
#[test]
fn a_dipole_pushes_the_same_volume_through_every_sphere() {
    let (medium, dipole) = (Medium::new(2.5, 0.8).unwrap(), Scatter::new().tensor());
    let expected = dipole.trace() * medium.sound_ratio() / (3.0 * medium.mu());
    for radius in [0.1, 1.0, 50.0] {
        let volume = over_the_sphere(|n| {
            let r = Separation::new(n * radius).unwrap();
            medium.displacement(&dipole, &r).dot(n) * radius * radius
        });
        assert_close(&[volume], &[expected], 1e-12);
    }
}

/// Turning the dipole and the place turns the field.
#[test]
fn the_field_turns_with_the_dipole() {
    let mut scatter = Scatter::new();
    for _ in 0..20 {
        let (medium, r, dipole) = (scatter.medium(), scatter.vector(), scatter.tensor());
        let turn = Rotation3::new(scatter.vector() * 3.0).into_inner();
        let at = |r| Separation::new(r).unwrap();
        let expected = medium.strain(&dipole, &at(r)).rotated(&turn);
        let found = medium.strain(&dipole.rotated(&turn), &at(turn * r));
        assert_close(&found.components(), &expected.components(), 1e-14);
    }
}

/// Eq. 8 transformed back. A Gaussian of width w in place of the point makes the integral over |q|
/// elementary, `(pi/2)^(1/2) w^-3 (1 - t^2/w^2) exp(-t^2/(2 w^2))` with `t = n r`; and since the field is
/// biharmonic it adds `w^2/2` times the Laplacian, which two widths take away, and no more than
/// `exp(-r^2/(2 w^2))`.
#[test]
fn the_strain_in_real_space_is_the_inverse_fourier_transform() {
    let mut scatter = Scatter::new();
    for _ in 0..4 {
        let (medium, dipole) = (scatter.medium(), scatter.tensor());
        let r = Separation::new(scatter.vector().normalize() * 2.0).unwrap();
        let (narrow, wide) = (
            smeared(&medium, &dipole, &r, 0.15),
            smeared(&medium, &dipole, &r, 0.2),
        );
        let share = 0.2_f64.powi(2) / (0.2_f64.powi(2) - 0.15_f64.powi(2));
        let found = wide + (narrow - wide) * share;
        let expected = medium.strain(&dipole, &r);
        assert_close(&found.components(), &expected.components(), 1e-11);
    }
}

fn smeared(
    medium: &Medium,
    dipole: &SymmetricTensor,
    r: &Separation,
    width: f64,
) -> SymmetricTensor {
    let frame = Rotation3::rotation_between(&Vector3::z(), &r.direction()).unwrap();
    let around = 12;
    let component = |index: usize| {
        let ring = |cosine: f64| {
            let sine = (1.0 - cosine * cosine).sqrt();
            let at = |k: i32| {
                let phi = 2.0 * PI * f64::from(k) / f64::from(around);
                let n = frame * Vector3::new(sine * phi.cos(), sine * phi.sin(), cosine);
                medium.strain_fourier(dipole, &n).unwrap().components()[index]
            };
            let t = cosine * r.distance() / width;
            let radial = (0.5 * PI).sqrt() / width.powi(3) * (1.0 - t * t) * (-0.5 * t * t).exp();
            (0..around).map(at).sum::<f64>() * 2.0 * PI / f64::from(around) * radial
        };
        let panels = 40;
        let edge = |k: i32| -1.0 + 2.0 * f64::from(k) / f64::from(panels);
        let sum: f64 = (0..panels)
            .map(|k| integrate(&GAUSS_16, edge(k), edge(k + 1), ring))
            .sum();
        sum / (2.0 * PI).powi(3)
    };
    SymmetricTensor::from_components(std::array::from_fn(component))
}

/// The Christoffel matrix `C_ijkl q_j q_l` times G(q) is the unit matrix.
#[test]
fn the_green_function_in_fourier_space_inverts_the_stiffness() {
    let mut scatter = Scatter::new();
    for _ in 0..20 {
        let (medium, q) = (scatter.medium(), scatter.vector());
        let stiffness = Matrix3::identity() * (medium.mu() * q.norm_squared())
            + q * q.transpose() * (medium.lambda() + medium.mu());
        let product = stiffness * medium.green_fourier(&q).unwrap();
        assert_close(&rows(&product), &rows(&Matrix3::identity()), 1e-14);
    }
}

/// Errata E39: Eq. 7 prints the distortion; far from a shear the medium also turns.
#[test]
fn eq_7_as_printed_is_the_distortion_and_its_symmetric_part_the_strain() {
    for_each_dipole(|medium, r, dipole, expected| {
        let as_printed = rows(&printed::strain(medium, dipole, r));
        let unit = dipole.norm() / (8.0 * PI * medium.mu() * r.distance().powi(3));
        for (found, expected) in as_printed.iter().zip(numbers(&expected["distortion"])) {
            assert!(
                (found - expected).abs() < 1e-13 * unit,
                "{found} {expected}"
            );
        }
    });
    let medium = Medium::new(1.0, 1.0).unwrap();
    let shear = SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let as_printed = printed::strain(&medium, &shear, &apart(2.0, 3.0, 6.0));
    let skew = (as_printed - as_printed.transpose()).amax();
    assert!(skew > 0.1 * as_printed.amax(), "{as_printed}");
    // The audit: curl u of this dipole at (2, 3, 6)/7.
    let near = apart(2.0 / 7.0, 3.0 / 7.0, 6.0 / 7.0);
    let curl = medium.dipole_field(&shear, &near).rotation * (2.0 * PI);
    let expected = [9.0 / 49.0, -27.0 / 98.0, 15.0 / 196.0];
    assert_close(curl.as_slice(), &expected, 1e-14);
}

/// Errata E40: opposite sign, and no factor that would mend it.
#[test]
fn eq_8_as_printed_has_another_sign_and_is_no_multiple_of_the_strain() {
    let medium = Medium::new(1.0, 1.0).unwrap();
    let q = Vector3::new(0.0, 0.0, 1.0);
    let along = SymmetricTensor::from_components([0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
    let across = SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    let ratio = |dipole: &SymmetricTensor, i: usize| {
        let right = medium.strain_fourier(dipole, &q).unwrap().matrix();
        let as_printed = printed::strain_fourier(&medium, dipole, &q).unwrap();
        0.5 * (as_printed[(i, 2)] + as_printed[(2, i)]) / right[(i, 2)]
    };
    // -(A + B)/(8 pi (1 - B)) = -6/(8 pi) along q, -A/(8 pi) across.
    assert_close(&[ratio(&along, 2)], &[-6.0 / (8.0 * PI)], 1e-14);
    assert_close(&[ratio(&across, 0)], &[-4.0 / (24.0 * PI)], 1e-14);
}

/// In an incompressible medium a dilatation does nothing, and lambda tr(u) stays finite.
#[test]
fn the_incompressible_limit_keeps_its_digits() {
    let r = apart(0.3, -0.7, 1.1);
    let (hard, harder) = (
        Medium::new(1e12, 1.0).unwrap(),
        Medium::new(1e15, 1.0).unwrap(),
    );
    let (a, b) = (
        hard.displacement(&SymmetricTensor::IDENTITY, &r) * 1e12,
        harder.displacement(&SymmetricTensor::IDENTITY, &r) * 1e15,
    );
    assert_close(a.as_slice(), b.as_slice(), 3e-12);
    let shear = SymmetricTensor::from_components([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let stress = |medium: Medium| medium.dipole_field(&shear, &r).stress.components();
    assert_close(&stress(hard), &stress(harder), 3e-12);
    assert!(
        stress(Medium::new(1e300, 1.0).unwrap())
            .iter()
            .all(|s| s.is_finite())
    );
}

#[test]
fn a_place_at_the_dipole_or_nowhere_is_refused_with_its_number() {
    for r in [
        [0.0, 0.0, 0.0],
        [f64::NAN, 0.0, 1.0],
        [f64::INFINITY, 0.0, 0.0],
        [1e-61, 0.0, 0.0],
    ] {
        let error = Separation::new(Vector3::from(r)).unwrap_err();
        assert!(
            matches!(error, Error::Domain { name: "|r|", .. }),
            "{error}"
        );
    }
    let (medium, one) = (Medium::new(1.0, 1.0).unwrap(), SymmetricTensor::IDENTITY);
    for q in [Vector3::zeros(), Vector3::new(f64::NAN, 0.0, 0.0)] {
        assert!(medium.green_fourier(&q).is_err());
        assert!(medium.strain_fourier(&one, &q).is_err());
        assert!(printed::strain_fourier(&medium, &one, &q).is_err());
    }
}

#[test]
fn a_medium_that_would_collapse_is_refused_with_its_numbers() {
    for (lambda, mu) in [
        (1.0, 0.0),
        (1.0, -1.0),
        (-0.67, 1.0),
        (f64::NAN, 1.0),
        (1.0, f64::INFINITY),
    ] {
        let error = Medium::new(lambda, mu).unwrap_err();
        assert!(matches!(error, Error::UnstableMedium { .. }), "{error}");
        assert!(
            error
                .to_string()
                .contains(&format!("lambda = {lambda}, mu = {mu}")),
            "{error}"
        );
    }
    let soft = Medium::new(-0.66, 1.0).unwrap();
    assert_close(
        &[soft.a() + soft.b(), soft.a() - soft.b()],
        &[2.0, 2.0 / 1.34],
        1e-15,
    );
}

/// The row's vector goes through the door unchanged.
#[test]
fn a_separation_is_its_direction_times_its_distance() {
    for row in fields() {
        let r = separation(&row);
        assert_close(r.vector().as_slice(), vector(&row["r"]).as_slice(), 1e-15);
        assert_eq!(r.reversed().vector(), -r.vector());
        assert!((number(&row["mu"])) > 0.0);
    }
}
