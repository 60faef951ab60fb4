//! Rotors whose fluctuations are known: what one look sees, what a record keeps, what two replicas say.

#[path = "../common/mod.rs"]
mod common;

mod length;
mod looks;
mod moduli;
mod records;
mod verdict;

use common::{hard_core_places, medium};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::measure::{Measured, Probe, Record, Setting, WaveVectors};
use glassmelt_rotors::random::{Purpose, Seed, Stream};
use glassmelt_rotors::statistics::Measurement;
use glassmelt_rotors::{Boundary, Cell, Rotors};

/// Three different principal values, turned, with a trace.
const BIAXIAL: SymmetricTensor = SymmetricTensor::from_components([1.1, -0.4, 0.5, 0.2, -0.3, 0.6]);

fn stream(walker: u32, step: u64) -> Stream {
    Seed(4).stream(Purpose::Start, walker, step)
}

/// Dipoles turned at random, anew at each step.
fn at_random(count: usize, walker: u32, step: u64) -> Vec<SymmetricTensor> {
    Rotors::random(BIAXIAL, count, stream(walker, step))
        .unwrap()
        .dipoles()
}

fn probe(cell: Cell, count: usize, radii: &[f64]) -> Probe {
    let places = hard_core_places(&cell, count, 0);
    Probe::new(cell, &places, WaveVectors::new(&cell, 2, 2), radii.to_vec()).unwrap()
}

/// A record of dipoles that `at` gives for each look.
fn record(probe: &Probe, looks: u64, at: impl Fn(u64) -> Vec<SymmetricTensor>) -> Record {
    let mut record = Record::new(probe);
    for step in 0..looks {
        let dipoles = at(step);
        let energy = stream(77, step).of(0).normal_pair()[0];
        record
            .add(&probe.look(&dipoles, energy).unwrap(), &dipoles)
            .unwrap();
    }
    record
}

/// What is needed to read records of the probe: a medium that is held, of lambda and mu one.
fn held(probe: &Probe, kt: f64) -> Setting<'_> {
    Setting {
        probe,
        medium: medium(1.0, 1.0),
        dipole: BIAXIAL,
        kt,
        boundary: Boundary::CLAMPED,
    }
}

/// In units of the standard error.
fn off(measured: &Measurement, expected: f64) -> f64 {
    (measured.estimate.mean - expected) / measured.estimate.error
}

fn codes(measured: &Measured) -> Vec<&'static str> {
    let reasons = measured.verdict.reasons.iter();
    reasons.map(|warning| warning.code).collect()
}
