//! How long two dipoles take, one pair and a batch: `cargo bench -p glassmelt --bench pair_energy`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use glassmelt::SymmetricTensor;
use glassmelt::interaction::{PairAnswers, PairBatch, pair_energy, pair_interaction, point_forces};
use glassmelt::medium::{Medium, Separation};
use nalgebra::Vector3;

fn one_pair(criterion: &mut Criterion) {
    let medium = Medium::new(2.5, 0.8).expect("stable");
    let a = SymmetricTensor::from_components([1.0, -0.3, 0.2, 0.25, 0.1, 0.4]);
    let b = SymmetricTensor::from_components([-0.2, 0.9, -0.4, 0.3, -0.5, 0.7]);
    let r = Separation::new(Vector3::new(0.3, -0.7, 1.1)).expect("apart");
    let mut group = criterion.benchmark_group("one pair");
    group.bench_function("energy", |bench| {
        bench.iter(|| pair_energy(black_box(&medium), &a, &b, &r));
    });
    group.bench_function("energy, force, torques", |bench| {
        bench.iter(|| pair_interaction(black_box(&medium), &a, &b, &r));
    });
    group.bench_function("limit of point forces", |bench| {
        bench.iter(|| point_forces::pair_energy_limit(black_box(&medium), &a, &b, &r));
    });
    group.finish();
}

/// A thousand stay in the cache, a million come from memory.
fn batches(criterion: &mut Criterion) {
    let medium = Medium::new(2.5, 0.8).expect("stable");
    let mut group = criterion.benchmark_group("batch");
    for count in [1_000_u32, 1_000_000] {
        let column = |c: u32| -> Vec<f64> {
            (0..count)
                .map(|i| f64::from(c + 1) + f64::from((i * 7919 + c * 104_729) % 1009) / 1009.0)
                .collect()
        };
        let columns: Vec<Vec<f64>> = (0..15).map(column).collect();
        let batch = PairBatch {
            dipole_a: std::array::from_fn(|i| &columns[i][..]),
            dipole_b: std::array::from_fn(|i| &columns[6 + i][..]),
            r: std::array::from_fn(|i| &columns[12 + i][..]),
        };
        let mut answers = PairAnswers::default();
        group.throughput(Throughput::Elements(u64::from(count)));
        group.bench_function(format!("{count} pairs"), |bench| {
            bench.iter(|| black_box(&batch).interactions(&medium, &mut answers));
        });
    }
    group.finish();
}

criterion_group!(benches, one_pair, batches);
criterion_main!(benches);
