//! How long the relaxation of a tetrahedron takes: `cargo bench -p glassmelt --bench defect`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use glassmelt::Medium;
use glassmelt::defect::{BondKind, Cage, Polyhedron, Potential, RestLength, Surroundings};

/// The regular body of radius 1 with neighbours straight out at 2, in the medium `lambda = mu = 1`.
fn in_the_continuum(body: Polyhedron, rest_length: RestLength) -> Potential {
    let kind = BondKind {
        bend: 1.0,
        stretch: 10.0,
        rest_length,
    };
    let corners = body.corners(1.0).expect("a positive radius");
    let defect = Cage::straight(2.0)
        .around(corners, kind)
        .expect("a sound defect");
    let surroundings = Surroundings::Continuum {
        medium: Medium::new(1.0, 1.0).expect("a stable medium"),
        site_radius: 0.4,
    };
    Potential::new(&defect, surroundings).expect("spheres that do not overlap")
}

fn relaxation(criterion: &mut Criterion) {
    for (name, rest_length) in [
        ("stress_free", RestLength::StressFree),
        ("as_printed", RestLength::AsPrinted),
    ] {
        let tetrahedron = in_the_continuum(Polyhedron::Tetrahedron, rest_length);
        criterion.bench_function(&format!("tetrahedron, 24 starts, {name}"), |bencher| {
            bencher.iter(|| black_box(&tetrahedron).minima(24));
        });
    }
    let icosahedron = in_the_continuum(Polyhedron::Icosahedron, RestLength::AsPrinted);
    criterion.bench_function("icosahedron, 1 start, as_printed", |bencher| {
        bencher.iter(|| black_box(&icosahedron).minima(1));
    });
    let tetrahedron = in_the_continuum(Polyhedron::Tetrahedron, RestLength::AsPrinted);
    let minima = tetrahedron.minima(24).expect("minima");
    criterion.bench_function("tetrahedron, dipole by strain", |bencher| {
        bencher.iter(|| tetrahedron.dipole_by_strain(black_box(minima.lowest())));
    });
}

criterion_group!(benches, relaxation);
criterion_main!(benches);
