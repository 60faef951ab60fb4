//! Moduli from displacements of harmonic lattices whose moduli at each wave are known, and invariances.

mod springs;

use std::f64::consts::TAU;

use glassmelt_trajectory::modulus::{
    ModulusAnswer, Reference, WaveChoice, Waves, amplitudes_by_sum,
};
use glassmelt_trajectory::{Cell, Dimension, Frame};
use nalgebra::Complex;
use rand_chacha::ChaCha8Rng;
use springs::{Point, answer, cubic, frame_of, normals, question, rng, triangular};

#[test]
fn the_fast_amplitudes_are_those_of_the_sum_over_atoms() {
    let mut rng = rng(3);
    let vectors = [
        Point::new(9.0, 0.0, 0.0),
        Point::new(2.0, 8.0, 0.0),
        Point::new(-1.0, 3.0, 7.0),
    ];
    let cell = Cell::new(vectors, Point::new(1.0, 2.0, 3.0), [true; 3]).expect("a volume");
    let means: Vec<Point> = (0..700).map(|_| 10.0 * normals(&mut rng)).collect();
    let one = |sign: f64, rng: &mut ChaCha8Rng| -> (Vec<Point>, Vec<Point>) {
        let both = means.iter().map(|r| {
            let u = normals(rng) * (0.3 * sign);
            (r + u, r - u)
        });
        both.unzip()
    };
    let (up, down) = one(1.0, &mut rng);
    let waves = Waves::new(&cell, Dimension::Three, WaveChoice::Shells(30)).expect("waves");
    // The two frames lie on either side of the means.
    let slow = amplitudes_by_sum(&waves, &means, &up);
    let frames = [up, down].into_iter().enumerate();
    let frames: Vec<Frame> = frames
        .map(|(number, positions)| frame_of(number, cell, Dimension::Three, positions))
        .collect();
    let answer = answer(&frames, &question(1.0, 30, &[2]));
    for (shell, found) in waves.shells().iter().zip(&answer.windows[0].shells) {
        let members = &slow[shell.members.clone()];
        let power = |u: &[Complex<f64>; 3]| 0.5 * (u[1].norm_sqr() + u[2].norm_sqr());
        let mean = members.iter().map(power).sum::<f64>() / members.len() as f64;
        let mu = answer.number_density / (shell.q * shell.q * mean);
        assert!((found.transverse.as_observed.mean / mu - 1.0).abs() < 1e-9);
    }
}

#[test]
fn a_single_transverse_wave_has_its_amplitude() {
    let lattice = cubic(8);
    let (sites, cell) = (lattice.sites(), lattice.cell());
    let q = TAU / 8.0;
    let amplitude = 1e-3;
    // u = +- A y cos(q x): u(q) = N^(1/2) A/2 in each frame.
    let frame = |number: usize| {
        let sign = if number.is_multiple_of(2) { 1.0 } else { -1.0 };
        let positions = sites
            .iter()
            .map(|r| r + Point::y() * (sign * amplitude * (q * r.x).cos()));
        frame_of(number, cell, Dimension::Three, positions.collect())
    };
    let frames: Vec<Frame> = (0..8).map(frame).collect();
    let answer = answer(&frames, &question(1.0, 1, &[8]));
    let shell = &answer.windows[0].shells[0];
    assert_eq!(shell.wavevectors, 3);
    // One of three waves, one of its two directions.
    let power = 512.0 * amplitude * amplitude / 4.0 / 6.0;
    let mu = 1.0 / (q * q * power);
    assert!((shell.transverse.as_observed.mean / mu - 1.0).abs() < 1e-12);
    assert!(shell.longitudinal.as_observed.mean > 1e15 * mu);
}

/// The same lattice in a sheared cell, moved, drifting, and turned, has the same modulus.
#[test]
fn motion_and_rotation_of_the_whole_and_another_cell_of_the_lattice_change_nothing() {
    let lattice = cubic(6);
    let mut rng = rng(11);
    let frames = lattice.frames(32, 0.0, &mut rng);
    let asked = question(lattice.kt, 4, &[16]);
    let plain = answer(&frames, &asked);
    let turn = nalgebra::Rotation3::from_euler_angles(0.3, -1.1, 2.0);
    let columns: [Point; 3] = [0, 1, 2].map(|axis| lattice.cell().vectors().column(axis).into());
    let sheared = [columns[0], columns[1] + columns[0], columns[2] - columns[1]];
    let changed = |cell: [Point; 3], map: &dyn Fn(&Point, f64) -> Point| {
        let cell = Cell::new(cell, Point::new(0.1, 0.2, 0.3), [true; 3]).expect("a volume");
        let frames: Vec<Frame> = frames
            .iter()
            .enumerate()
            .map(|(number, frame)| {
                let positions = frame.positions.iter().map(|r| map(r, number as f64));
                frame_of(number, cell, Dimension::Three, positions.collect())
            })
            .collect();
        answer(&frames, &asked)
    };
    let same = |other: &ModulusAnswer| {
        for (one, two) in plain.windows[0].shells.iter().zip(&other.windows[0].shells) {
            assert_eq!(one.wavevectors, two.wavevectors);
            for (a, b) in [(one.mu, two.mu), (one.lambda_plus_2mu, two.lambda_plus_2mu)] {
                assert!((a.mean / b.mean - 1.0).abs() < 1e-6, "{a:?} {b:?}");
                assert!((a.error / b.error - 1.0).abs() < 1e-4, "{a:?} {b:?}");
            }
        }
    };
    same(&changed(columns, &|r, time| {
        r + Point::new(5.0, -3.0, 1.0) * (1.0 + 0.1 * time)
    }));
    same(&changed(sheared, &|r, _| *r));
    same(&changed(columns.map(|v| turn * v), &|r, _| turn * r));
}

#[test]
fn a_modulus_is_an_energy_over_a_volume() {
    let lattice = cubic(4);
    let mut rng = rng(12);
    let frames = lattice.frames(20, 0.0, &mut rng);
    let plain = answer(&frames, &question(lattice.kt, 3, &[20]));
    let larger = lattice.cell().vectors() * 2.0;
    let columns: [Point; 3] = [0, 1, 2].map(|axis| larger.column(axis).into());
    let cell = Cell::new(columns, Point::zeros(), [true; 3]).expect("a volume");
    let scaled: Vec<Frame> = frames
        .iter()
        .enumerate()
        .map(|(n, f)| {
            frame_of(
                n,
                cell,
                Dimension::Three,
                f.positions.iter().map(|r| r * 2.0).collect(),
            )
        })
        .collect();
    let scaled = answer(&scaled, &question(3.0 * lattice.kt, 3, &[20]));
    for (one, two) in plain.windows[0]
        .shells
        .iter()
        .zip(&scaled.windows[0].shells)
    {
        assert!((two.q / one.q - 0.5).abs() < 1e-12);
        assert!((two.mu.mean / one.mu.mean - 3.0 / 8.0).abs() < 1e-9);
    }
}

#[test]
fn mu_at_zero_is_that_of_the_elastic_limit() {
    let lattice = triangular(24);
    let mut rng = rng(15);
    let frames = lattice.frames(60, 0.0, &mut rng);
    let answer = answer(&frames, &question(lattice.kt, 4, &[60]));
    // Isotropic: D(q) -> q^2/rho mu as q -> 0, from far below the first shell.
    let q = Point::new(1e-4, 0.0, 0.0);
    let d = lattice.dynamical(&q) * (answer.number_density / q.norm_squared());
    let (mu, longitudinal) = (d[(1, 1)], d[(0, 0)]);
    let window = answer.longest().expect("one window");
    let found = window.mu_zero.expect("two shells").at_zero;
    assert!(
        (found.mean - mu).abs() < 4.0 * found.error,
        "{found:?} {mu}"
    );
    assert!(found.error < 0.1 * mu);
    let found = window.lambda_plus_2mu_zero.expect("two shells").at_zero;
    assert!(
        (found.mean - longitudinal).abs() < 4.0 * found.error,
        "{found:?} {longitudinal}"
    );
    let reference = Reference {
        modulus: 2.0,
        length: 3.0,
    };
    let curve = window.curve("springs", reference);
    assert_eq!(curve.points.len(), 4);
    let (point, shell) = (&curve.points[0], &window.shells[0]);
    assert!(
        (point.at - 3.0 * shell.q).abs() < 1e-12
            && (point.ratio - 0.5 * shell.mu.mean).abs() < 1e-12
    );
}

#[test]
fn shells_of_a_tilted_cell_are_those_of_the_lattice_that_it_spans() {
    let cube = Cell::orthorhombic([5.0; 3]).expect("a box");
    let [a, b, c] = [Point::x() * 5.0, Point::y() * 5.0, Point::z() * 5.0];
    let tilted = Cell::new([a, b + a, c - a - b], Point::zeros(), [true; 3]).expect("a volume");
    let of = |cell: &Cell| -> Vec<(f64, usize)> {
        let waves = Waves::new(cell, Dimension::Three, WaveChoice::Shells(7)).expect("waves");
        let members = waves.shells().iter();
        members
            .map(|shell| (shell.q, shell.members.len()))
            .collect()
    };
    let (one, other) = (of(&cube), of(&tilted));
    // Of the simple cubic lattice, one of each pair: 6, 12, 8, 6, 24, 24, 12 halved.
    let counts: Vec<usize> = one.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [3, 6, 4, 3, 12, 12, 6]);
    for ((q, count), (q_other, count_other)) in one.iter().zip(&other) {
        assert!((q / q_other - 1.0).abs() < 1e-12);
        assert_eq!(count, count_other);
    }
    let q = TAU / 5.0;
    let up_to = Waves::new(
        &tilted,
        Dimension::Three,
        WaveChoice::UpTo(1.01 * q * 6.0_f64.sqrt()),
    );
    assert_eq!(up_to.expect("waves").all().len(), 3 + 6 + 4 + 3 + 12 + 12);
}
