//! What one look sees: waves, totals, pairs.

use crate::common::{hard_core_places, of_shears};
use crate::{BIAXIAL, at_random, probe};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::Cell;
use glassmelt_rotors::measure::{Family, Probe, WaveVectors, shear_components};
use nalgebra::{Complex, Matrix3, Vector3};

#[test]
fn the_shears_are_an_orthonormal_basis_of_tensors_without_trace() {
    for c in 0..5 {
        let mut unit = [0.0; 5];
        unit[c] = 1.0;
        let tensor = of_shears(&unit);
        assert!((tensor.norm() - 1.0).abs() < 1e-15 && tensor.trace().abs() < 1e-15);
        let found = shear_components(&tensor);
        assert!(found.iter().zip(unit).all(|(x, y)| (x - y).abs() < 1e-15));
    }
    let squares: f64 = shear_components(&BIAXIAL).iter().map(|c| c * c).sum();
    assert!((squares - BIAXIAL.deviator().norm().powi(2)).abs() < 1e-14);
    assert!((shear_components(&BIAXIAL)[4].powi(2) / 2.0 - BIAXIAL.xy.powi(2)).abs() < 1e-15);
}

#[test]
fn wave_vectors_come_in_whole_shells_and_along_lines() {
    let waves = WaveVectors::new(&Cell::cubic(7.0).unwrap(), 3, 2);
    let shells = waves.shells();
    let counts: Vec<usize> = shells.iter().map(Vec::len).collect();
    // Half of 6, 12, 8, 6: the neighbours of a simple cubic lattice.
    assert_eq!(counts, [3, 6, 4, 3]);
    for (family, count) in [
        (Family::Axis, 3),
        (Family::FaceDiagonal, 6),
        (Family::BodyDiagonal, 4),
    ] {
        let lines = waves.family(family);
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [count; 3]);
    }
    for wave in waves.waves() {
        let [t, s] = wave.across;
        let q = wave.q.normalize();
        let products = [t.dot(&q), s.dot(&q), t.dot(&s)];
        assert!(products.iter().all(|product| product.abs() < 1e-15));
        assert!((t.norm() - 1.0).abs() < 1e-15 && (s.norm() - 1.0).abs() < 1e-15);
    }
    let flat = WaveVectors::new(&Cell::new([8.0, 8.0, 4.0]).unwrap(), 1, 2);
    let axis: Vec<usize> = flat.family(Family::Axis).iter().map(Vec::len).collect();
    // (1,0,0), (0,1,0); then (2,0,0), (0,2,0) and (0,0,1), which are of one length.
    assert_eq!(axis, [2, 3]);
}

#[test]
fn a_look_is_the_plain_sum_over_rotors_and_over_pairs() {
    let cell = Cell::new([6.0, 7.0, 9.0]).unwrap();
    let radii = [1.2, 2.0, 3.0];
    for count in [1, 50] {
        let places = hard_core_places(&cell, count, 3);
        let shifted: Vec<Vector3<f64>> = places
            .iter()
            .enumerate()
            .map(|(a, r)| r + cell.sides() * (a as f64 - 3.0))
            .collect();
        let waves = WaveVectors::new(&cell, 4, 2);
        let probe = Probe::new(cell, &shifted, waves, radii.to_vec()).unwrap();
        let dipoles = at_random(count, 1, 0);
        let look = probe.look(&dipoles, -2.5).unwrap();
        assert_eq!(look.energy, -2.5);
        let total = dipoles.iter().fold(SymmetricTensor::ZERO, |m, q| m + *q);
        let off = (of_shears(&look.total) - total.deviator()).norm();
        assert!(off < 1e-13, "{off}");
        for (wave, modes) in probe.waves().waves().iter().zip(&look.modes) {
            for (t, mode) in wave.across.iter().zip(modes) {
                let sum: Complex<f64> = places
                    .iter()
                    .zip(&dipoles)
                    .map(|(r, q)| {
                        let shear = t.dot(&q.apply(&wave.q.normalize()));
                        Complex::from_polar(shear, -wave.q.dot(r))
                    })
                    .sum();
                assert!((mode - sum).norm() < 1e-12, "{:?}", wave.indices);
            }
        }
        for (radius, found) in radii.iter().zip(&look.pairs) {
            let mut sum = 0.0;
            for (r, q) in places.iter().zip(&dipoles) {
                for (s, p) in places.iter().zip(&dipoles) {
                    if cell.nearest(&(r - s)).norm() <= *radius {
                        sum += q.deviator().contract(&p.deviator());
                    }
                }
            }
            assert!((found - sum).abs() < 1e-12, "{radius}: {found}, {sum}");
        }
    }
}

#[test]
fn pairs_found_in_boxes_are_those_of_the_double_loop() {
    // Wide enough for boxes: ten along each side.
    let cell = Cell::new([16.0, 17.0, 15.0]).unwrap();
    let places = hard_core_places(&cell, 1000, 9);
    let dipoles = at_random(1000, 9, 0);
    let near = Probe::new(cell, &places, WaveVectors::new(&cell, 0, 0), vec![1.3]).unwrap();
    // One box: the whole cell.
    let wide = Probe::new(cell, &places, WaveVectors::new(&cell, 0, 0), vec![1.3, 7.0]).unwrap();
    let (near, wide) = (
        near.look(&dipoles, 0.0).unwrap(),
        wide.look(&dipoles, 0.0).unwrap(),
    );
    assert!((near.pairs[0] - wide.pairs[0]).abs() < 1e-10);
    let itself: f64 = dipoles.iter().map(|q| q.deviator().norm().powi(2)).sum();
    assert!((near.pairs[0] - itself).abs() > 1.0);
}

#[test]
fn a_look_does_not_depend_on_the_number_of_threads() {
    let cell = Cell::cubic(22.0).unwrap();
    let probe = probe(cell, 2000, &[1.5, 3.0]);
    let dipoles = at_random(2000, 2, 0);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().unwrap();
        pool.install(|| probe.look(&dipoles, 0.0).unwrap())
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn turning_the_cube_leaves_shells_pairs_and_the_total_as_they_are() {
    let cell = Cell::cubic(6.0).unwrap();
    let places = hard_core_places(&cell, 30, 5);
    let dipoles = at_random(30, 3, 0);
    let turns = [
        Matrix3::new(0.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Matrix3::new(0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
        Matrix3::new(-1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
    ];
    let seen = |turn: &Matrix3<f64>| {
        let places: Vec<_> = places.iter().map(|r| turn * r).collect();
        let dipoles: Vec<_> = dipoles.iter().map(|q| q.rotated(turn)).collect();
        let waves = WaveVectors::new(&cell, 3, 3);
        let probe = Probe::new(cell, &places, waves, vec![1.5, 2.5]).unwrap();
        let look = probe.look(&dipoles, 0.0).unwrap();
        let power = |wave: &usize| look.modes[*wave].iter().map(Complex::norm_sqr).sum::<f64>();
        let shells = probe.waves().shells();
        let mut numbers: Vec<f64> = shells
            .iter()
            .map(|shell| shell.iter().map(power).sum())
            .collect();
        numbers.extend(&look.pairs);
        numbers.push(look.total.iter().map(|c| c * c).sum());
        numbers
    };
    let expected = seen(&Matrix3::identity());
    for turn in turns {
        for (x, y) in seen(&turn).iter().zip(&expected) {
            assert!((x - y).abs() < 1e-11 * y.abs().max(1.0), "{x}, {y}");
        }
    }
}

#[test]
fn radii_out_of_order_or_beyond_half_the_cell_are_refused() {
    let cell = Cell::cubic(6.0).unwrap();
    let places = hard_core_places(&cell, 5, 0);
    for radii in [vec![2.0, 1.0], vec![3.1], vec![0.0], vec![f64::NAN]] {
        let waves = WaveVectors::new(&cell, 1, 1);
        assert!(Probe::new(cell, &places, waves, radii).is_err());
    }
}
