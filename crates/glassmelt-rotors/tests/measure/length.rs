//! The correlation length, from amplitudes of a known one.

use std::f64::consts::PI;

use crate::{at_random, held, off, probe, stream};
use glassmelt_rotors::Cell;
use glassmelt_rotors::measure::{Measured, Record};
use glassmelt_rotors::random::Purpose;
use nalgebra::Complex;

#[test]
fn the_length_of_ornstein_and_zernike_is_found_where_it_was_put_in() {
    let cell = Cell::cubic(10.0).unwrap();
    let probe = probe(cell, 20, &[]);
    let setting = held(&probe, 1.0);
    let xi = 1.5;
    // Amplitudes drawn with the variance of chi(q) = 0.8/(1 + xi^2 q^2).
    let drawn = |walker: u32| {
        let mut record = Record::new(&probe);
        for step in 0..2000 {
            let dipoles = at_random(20, walker, step);
            let mut look = probe.look(&dipoles, 0.0).unwrap();
            let waves = probe.waves().waves().iter().zip(&mut look.modes);
            for (index, (wave, modes)) in (0_u32..).zip(waves) {
                let chi = 0.8 / (1.0 + (xi * wave.q.norm()).powi(2));
                let scale = (0.5 * chi * cell.volume()).sqrt();
                let mut draws = stream(walker, step).with(Purpose::Noise).of(index);
                for mode in modes {
                    let [re, im] = draws.normal_pair();
                    *mode = Complex::new(re, im) * scale;
                }
            }
            record.add(&look, &dipoles).unwrap();
        }
        record
    };
    let found = Measured::of(&setting, [&drawn(100), &drawn(101)]).unwrap();
    let length = found.correlation_length;
    let found_xi = length.xi.unwrap();
    assert!(off(&found_xi, xi).abs() < 4.5, "{found_xi:?}");
    assert!(found_xi.estimate.error < 0.2, "{found_xi:?}");
    let smallest = &found.mu_r_q[0];
    let chi = 0.8 / (1.0 + (xi * 2.0 * PI / 10.0).powi(2));
    assert!(off(&smallest.mu_r, 1.0 / (1.0 + chi)).abs() < 4.5);
}
