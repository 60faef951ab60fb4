//! Correlations over distances: patterns are those of the elastic medium, and sums are those of all pairs.

mod lattices;

use glassmelt::medium::Separation;
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_trajectory::{
    CellChange, Dimension, DisplacementCorrelation, Frame, Pattern, PatternSum, Plane, Reference,
    Shells, StrainCorrelation,
};
use lattices::{displaced, fcc, noise, random, triangular};
use nalgebra::{Matrix3, Vector3};

const PLANES: [Plane; 3] = [Plane::Xy, Plane::Yz, Plane::Xz];

fn medium() -> Medium {
    Medium::new(1.7, 0.9).expect("stable")
}

fn dipole(plane: Plane) -> SymmetricTensor {
    let (a, b) = plane.axes();
    let mut q = Matrix3::zeros();
    (q[(a, b)], q[(b, a)]) = (1.0, 1.0);
    SymmetricTensor::symmetric_part(&q)
}

fn strain(plane: Plane, r: Vector3<f64>) -> f64 {
    let r = Separation::new(r).expect("not zero");
    plane.of(&medium().strain(&dipole(plane), &r))
}

#[test]
fn constant_quadratic_and_quartic_are_all_that_a_dipole_in_space_has() {
    for plane in PLANES {
        let pattern = Pattern::of_dipole(&medium(), plane, Dimension::Three).expect("a pattern");
        for k in 0..50 {
            let n = noise(77, k).normalize();
            let fitted = pattern.along(&n, plane, Dimension::Three);
            assert!((fitted - strain(plane, n)).abs() < 1e-13);
        }
        assert!(pattern.quartic.abs() > 0.1 * pattern.constant.abs());
    }
}

/// Kelvin's function of the plane, `4 pi mu G = -(1 + c) ln r + (1 - c) n n`, differentiated by differences.
fn strain_in_plane(r: Vector3<f64>) -> f64 {
    let c = medium().sound_ratio();
    let green = |r: Vector3<f64>| {
        let n = r.normalize();
        let matrix =
            Matrix3::identity() * (-(1.0 + c) * r.norm().ln()) + n * n.transpose() * (1.0 - c);
        matrix / (4.0 * std::f64::consts::PI * medium().mu())
    };
    let h = 1e-3;
    let axes = [Vector3::x() * h, Vector3::y() * h];
    let slope = |f: &dyn Fn(Vector3<f64>) -> f64, r: Vector3<f64>, axis: usize| {
        (f(r + axes[axis]) - f(r - axes[axis])) / (2.0 * h)
    };
    let u = |r: Vector3<f64>, i: usize| {
        -slope(&|r| green(r)[(i, 0)], r, 1) - slope(&|r| green(r)[(i, 1)], r, 0)
    };
    0.5 * (slope(&|r| u(r, 0), r, 1) + slope(&|r| u(r, 1), r, 0))
}

#[test]
fn a_line_of_dipoles_is_the_dipole_of_a_plane_and_has_cos_4_theta() {
    let pattern = Pattern::of_dipole(&medium(), Plane::Xy, Dimension::Two).expect("a pattern");
    for k in 0..12 {
        let theta = 0.1 + 0.5 * f64::from(k);
        let n = Vector3::new(theta.cos(), theta.sin(), 0.0);
        let fitted = pattern.along(&n, Plane::Xy, Dimension::Two);
        assert!(
            (fitted - strain_in_plane(n)).abs() < 2e-5,
            "{fitted} {}",
            strain_in_plane(n)
        );
        let waves = pattern.constant - pattern.quartic * (4.0 * theta).cos() / 8.0;
        assert!((fitted - waves).abs() < 1e-13);
    }
    assert_eq!(pattern.quadratic, 0.0);
}

#[test]
fn the_field_of_one_dipole_on_a_lattice_returns_its_strain_its_pattern_and_its_inverse_cube() {
    let mut lattice = fcc(14);
    lattice.cell = None;
    let source = Vector3::new(6.9, 7.05, 6.8);
    let (q, size) = (dipole(Plane::Xy), 1e-4);
    let u = |_: usize, r: &Vector3<f64>| {
        let r = Separation::new(r - source).expect("between the atoms");
        medium().displacement(&q, &r) * size
    };
    let reference = Reference::within(&lattice, 0.85).expect("a crystal");
    let fits = reference
        .fits(&displaced(&lattice, u), CellChange::Kept)
        .expect("the same atoms");
    let predicted = Pattern::of_dipole(&medium(), Plane::Xy, Dimension::Three).expect("a pattern");
    let mut worst: f64 = 0.0;
    for (inner, outer) in [(3.0, 4.0), (4.0, 5.0), (5.0, 6.0)] {
        let mut sum = PatternSum::default();
        for (atom, fit) in fits.iter().enumerate() {
            let r = lattice.positions[atom] - source;
            if (inner..outer).contains(&r.norm()) {
                let e = Plane::Xy.of(&fit.expect("it spans").strain()) / size;
                worst = worst.max((e - strain(Plane::Xy, r)).abs() * r.norm().powi(3));
                sum.add(
                    &r.normalize(),
                    e * r.norm().powi(3),
                    Plane::Xy,
                    Dimension::Three,
                );
            }
        }
        let found = sum.pattern().expect("many directions");
        // Differences over a lattice replace slopes: errors of (0.7/r)^2, some percent at r = 3.
        let close = |a: f64, b: f64| (a / b - 1.0).abs() < 0.8 / (inner * inner);
        assert!(
            close(found.quartic, predicted.quartic),
            "{found:?} {predicted:?}"
        );
        assert!(
            close(found.quadratic, predicted.quadratic),
            "{found:?} {predicted:?}"
        );
    }
    let scale = predicted.quartic.abs();
    assert!(worst < 0.2 * scale, "{worst} of {scale}");
}

#[test]
fn strain_around_strained_sources_is_correlated_as_a_dipole_predicts() {
    let lattice = triangular(24);
    let (plane, dimension) = (Plane::Xy, Dimension::Two);
    let predicted = Pattern::of_dipole(&medium(), plane, dimension).expect("a pattern");
    // No distance of the lattice lies at an edge of a shell.
    let shells = Shells::new(8.1, 9).expect("shells");
    let mut correlation = StrainCorrelation::new(&lattice, shells, plane).expect("a crystal");
    let cell = lattice.cell.expect("a cell");
    let core = 1e4;
    for frame in 0..40 {
        let source = (random(frame) * lattice.len() as f64) as usize;
        let sign = if random(1000 + frame) > 0.5 {
            1.0
        } else {
            -1.0
        };
        let strain = |r: &Vector3<f64>| {
            let d = cell.nearest(&(r - lattice.positions[source]));
            let field = |d: Vector3<f64>| predicted.along(&d.normalize(), plane, dimension);
            if d.norm() > 0.5 {
                sign * field(d) / d.norm_squared()
            } else {
                sign * core
            }
        };
        let strains: Vec<f64> = lattice.positions.iter().map(strain).collect();
        correlation.add_strains(&strains).expect("as many as atoms");
    }
    let answer = correlation.finish().expect("frames");
    assert_eq!(answer.frames, 40);
    // A pair holds the source in 2 cases of N.
    let factor = 2.0 * core / lattice.len() as f64;
    let mut compared = 0;
    for shell in &answer.shells {
        let mut sum = PatternSum::default();
        for r in &lattice.positions {
            let d = cell.nearest(r);
            if d.norm() > 0.5 && (d.norm() - shell.r).abs() < 0.45 {
                let field = predicted.along(&d.normalize(), plane, dimension) / d.norm_squared();
                sum.add(&d.normalize(), field, plane, dimension);
            }
        }
        let expected = sum.pattern().expect("directions enough").quartic;
        let quartic = shell.quartic.expect("directions enough").mean / factor;
        assert!(
            (quartic / expected - 1.0).abs() < 1e-3,
            "{} {quartic} {expected}",
            shell.r
        );
        let falls = quartic * shell.r.powi(2) / predicted.quartic;
        assert!((falls - 1.0).abs() < 0.5 / shell.r, "{} {falls}", shell.r);
        assert!(shell.quadratic.is_none());
        // cos 4 theta is 1 along an axis and -1/2 at 30 degrees: directions that the lattice has.
        let at = |theta: f64| {
            let near = |bin: &&glassmelt_trajectory::AngleBin| (bin.theta - theta).abs() < 1e-9;
            shell
                .angles
                .iter()
                .find(near)
                .map(|bin| bin.covariance.mean)
        };
        if let (Some(axis), Some(aside)) = (at(0.0), at(std::f64::consts::FRAC_PI_6)) {
            assert_eq!(axis > aside, predicted.quartic < 0.0);
            compared += 1;
        }
    }
    assert!(compared > 3);
}

/// Sums over all pairs of a shell, the slow way: `f(vector)`.
fn mean_over_pairs(frame: &Frame, inner: f64, outer: f64, f: impl Fn(&Vector3<f64>) -> f64) -> f64 {
    let cell = frame.cell.expect("a cell");
    let (mut sum, mut count) = (0.0, 0.0);
    for (first, a) in frame.positions.iter().enumerate() {
        for b in &frame.positions[first + 1..] {
            let d = cell.nearest(&(b - a));
            if d.norm() >= inner && d.norm() < outer {
                (sum, count) = (sum + f(&d), count + 1.0);
            }
        }
    }
    sum / count
}

#[test]
fn waves_of_random_phase_have_the_correlation_of_their_wave_vector() {
    let mut lattice = displaced(&fcc(5), |atom, _| noise(3, atom) * 0.02);
    lattice.dimension = Dimension::Three;
    let k = Vector3::new(2.0, 0.0, 0.0) * std::f64::consts::PI / 5.0;
    let shells = Shells::new(2.45, 5).expect("shells");
    let mut displacements = DisplacementCorrelation::new(&lattice, shells).expect("a crystal");
    let mut strains = StrainCorrelation::new(&lattice, shells, Plane::Xy).expect("a crystal");
    for frame in 0..200 {
        let phase = 2.0 * std::f64::consts::PI * random(frame);
        let wave = |r: &Vector3<f64>| (k.dot(r) + phase).cos();
        let u: Vec<_> = lattice
            .positions
            .iter()
            .map(|r| Vector3::y() * wave(r))
            .collect();
        displacements.add(&u).expect("as many as atoms");
        let e: Vec<f64> = lattice.positions.iter().map(wave).collect();
        strains.add_strains(&e).expect("as many as atoms");
    }
    let (displacements, strains) = (displacements.finish(), strains.finish());
    let (displacements, strains) = (displacements.expect("frames"), strains.expect("frames"));
    assert!((displacements.mean_square.mean - 0.5).abs() < 1e-3);
    let shells = displacements.shells.iter().zip(&strains.shells);
    for (shell, strain) in shells {
        let (inner, outer) = (shell.r - 0.245, shell.r + 0.245);
        let all = mean_over_pairs(&lattice, inner, outer, |d| k.dot(d).cos());
        let along = mean_over_pairs(&lattice, inner, outer, |d| {
            k.dot(d).cos() * (d.y / d.norm()).powi(2)
        });
        let close = |found: &glassmelt::Estimate, expected: f64| {
            (found.mean - expected).abs() < 4.5 * found.error + 1e-6
        };
        assert!(close(&shell.correlation, all), "{shell:?} {all}");
        assert!(close(&shell.along, along), "{shell:?} {along}");
        assert!(shell.correlation.error < 0.01);
        assert!(close(&strain.covariance, 0.5 * all), "{strain:?} {all}");
    }
}

#[test]
fn correlations_do_not_depend_on_the_number_of_threads() {
    let lattice = fcc(6);
    let later = displaced(&lattice, |atom, _| noise(9, atom) * 0.03);
    let answer = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| {
            let reference = Reference::within(&lattice, 0.85).expect("a crystal");
            let shells = Shells::new(2.0, 6).expect("shells");
            let mut strains =
                StrainCorrelation::new(&lattice, shells, Plane::Xz).expect("a crystal");
            strains
                .add(&reference.fits(&later, CellChange::Removed).expect("fits"))
                .expect("count");
            let mut moves = DisplacementCorrelation::new(&lattice, shells).expect("a crystal");
            let u = reference
                .displacements(&later, CellChange::Removed)
                .expect("displacements");
            moves.add(&u).expect("count");
            (strains.finish(), moves.finish())
        })
    };
    assert_eq!(format!("{:?}", answer(1)), format!("{:?}", answer(3)));
}

#[test]
fn shells_without_meaning_and_answers_without_frames_are_refused() {
    assert!(Shells::new(-1.0, 5).is_err() && Shells::new(f64::NAN, 5).is_err());
    assert!(Shells::new(1.0, 0).is_err());
    let shells = Shells::new(1.0, 5).expect("shells");
    let correlation = StrainCorrelation::new(&fcc(2), shells, Plane::Xy).expect("a crystal");
    assert!(correlation.finish().is_err());
    let mut moves = DisplacementCorrelation::new(&fcc(2), shells).expect("a crystal");
    assert!(moves.add(&[Vector3::zeros()]).is_err());
}
