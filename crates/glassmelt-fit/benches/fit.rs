//! How long fits, bootstrap and reading take: `cargo bench -p glassmelt-fit`.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use glassmelt_fit::bootstrap::bootstrap;
use glassmelt_fit::read::{ReadOptions, read_curve};
use glassmelt_fit::task::Task;
use glassmelt_fit::{Curve, FitOptions, Law, Quantity, Silent, fit, laws};

/// Points of a Vogel-Fulcher liquid from 1700 K down to 950 K with a fixed scatter of 0.03 decades.
fn curve(points: u32) -> Curve {
    let temperatures: Vec<f64> = (0..points)
        .map(|i| 1700.0 - 750.0 * f64::from(i) / f64::from(points - 1))
        .collect();
    let scatter = |i: usize| 0.05 * ((i * 7919 % 101) as f64 / 50.0 - 1.0);
    Curve {
        name: "a liquid".to_owned(),
        quantity: Quantity::Viscosity,
        log10_values: temperatures
            .iter()
            .enumerate()
            .map(|(i, t)| -4.5 + 5000.0 / (t - 620.0) + scatter(i))
            .collect(),
        temperatures,
        errors: None,
        modulus_gpa: None,
        entropy: None,
    }
}

fn laws_for(curve: &Curve) -> impl Iterator<Item = &'static dyn Law> {
    laws::all()
        .into_iter()
        .filter(move |law| law.needs(curve).is_none())
}

fn fits(criterion: &mut Criterion) {
    let curve = curve(40);
    let mut group = criterion.benchmark_group("fit with covariance, 40 points");
    for law in laws_for(&curve) {
        group.bench_function(law.name(), |bench| {
            bench.iter(|| fit(black_box(&curve), law, FitOptions::default()));
        });
    }
    group.finish();
}

fn bootstraps(criterion: &mut Criterion) {
    let curve = curve(40);
    let mut group = criterion.benchmark_group("bootstrap of 1000, 40 points");
    group.sample_size(10);
    for law in laws_for(&curve) {
        let task = Task::new(law, &curve, FitOptions::default()).expect("a curve to fit");
        let (minimum, loss) = task.solve().expect("a minimum");
        group.bench_function(law.name(), |bench| {
            bench.iter(|| bootstrap(&task, black_box(&minimum), loss, 1000, 1, &Silent));
        });
    }
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let curve = curve(100_000);
    let mut table = "T_K,log10_eta_Pa_s\n".to_owned();
    for (t, value) in curve.temperatures.iter().zip(&curve.log10_values) {
        writeln!(table, "{t:.4},{value:.5}").expect("a string takes all that fits in memory");
    }
    let mut group = criterion.benchmark_group("read");
    group.sample_size(20);
    group.bench_function("100000 rows", |bench| {
        bench.iter(|| {
            read_curve(
                "table.csv",
                black_box(table.as_bytes()),
                &ReadOptions::default(),
            )
        });
    });
    group.finish();
}

criterion_group!(fit_and_read, fits, bootstraps, reading);
criterion_main!(fit_and_read);
