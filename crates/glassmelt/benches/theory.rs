//! How long the theory's own functions take: `cargo bench -p glassmelt`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use glassmelt::flow::exact::scale_interval;
use glassmelt::flow::{ExactFlow, PrintedFlow, ode};
use glassmelt::special::{e1, ei, flow_primitive, flow_primitive_inverse, li};

/// Name, alpha, `mu0_bar` and y0 of flows that differ in what they cost.
const FLOWS: [(&str, f64, f64, f64); 4] = [
    ("weak coupling", 0.01, 10.0, 1.0),
    ("the paper's coupling", 0.05, 10.0, 3.0),
    ("strong coupling", 0.5, 20.0, 2.0),
    ("far from the line", 0.05, 10.0, 30.0),
];

type Function = fn(f64) -> f64;

fn special_functions(criterion: &mut Criterion) {
    let functions: [(&str, Function, [f64; 3]); 5] = [
        ("E1", e1, [0.1, 1.5, 20.0]),
        ("Ei", ei, [0.1, 5.0, 60.0]),
        ("li", li, [0.5, 3.0, 1e30]),
        ("F", flow_primitive, [0.1, 3.0, 20.0]),
        ("inverse of F", flow_primitive_inverse, [-3.0, -0.4, -0.01]),
    ];
    let mut group = criterion.benchmark_group("special functions");
    for (name, function, arguments) in functions {
        for x in arguments {
            group.bench_function(format!("{name}({x})"), |bench| {
                bench.iter(|| function(black_box(x)));
            });
        }
    }
    group.finish();
}

fn exact_flow(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("exact flow");
    for (name, alpha, mu0_bar, y0) in FLOWS {
        group.bench_function(format!("solve, {name}"), |bench| {
            bench.iter(|| ExactFlow::new(black_box(alpha), mu0_bar, y0));
        });
        let flow = ExactFlow::new(alpha, mu0_bar, y0).expect("inside the domain");
        group.bench_function(format!("one point, {name}"), |bench| {
            bench.iter(|| flow.at(black_box(1.0)));
        });
    }
    for (name, z_far) in [("near the line", 0.8), ("far from the line", 3.0)] {
        group.bench_function(format!("interval by quadrature, {name}"), |bench| {
            bench.iter(|| scale_interval(black_box(0.2), 0.26, z_far));
        });
    }
    group.finish();
}

fn printed_flow(criterion: &mut Criterion) {
    let (alpha, mu0_bar, y0) = (0.05, 10.0, 3.0);
    let flow = PrintedFlow::new(alpha).expect("inside the domain");
    let start = [mu0_bar, y0 * y0];
    criterion.bench_function("printed flow to ell = 20, step by step at 1e-12", |bench| {
        bench.iter(|| ode::integrate(&flow, black_box(&start), &[20.0], ode::Tolerance::default()));
    });
}

criterion_group!(theory, special_functions, exact_flow, printed_flow);
criterion_main!(theory);
