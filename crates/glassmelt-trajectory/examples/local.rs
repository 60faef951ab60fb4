//! How fast neighbours, D2min and rotations are found: `cargo run --release --example local [cubes] [frames]`.

use std::time::Instant;

use glassmelt_trajectory::{
    Cell, CellChange, Frame, Neighbours, RadialDistribution, Reference, Unit,
};
use nalgebra::Vector3;

/// An fcc crystal of side 1 whose atoms are somewhat displaced, in the order of the lattice or mixed.
fn crystal(cubes: usize, seed: u64, mixed: bool) -> Frame {
    let mut frame = Frame::empty();
    frame.cell = Cell::orthorhombic([cubes as f64; 3]).ok();
    let basis = [
        [0.0, 0.0, 0.0],
        [0.0, 0.5, 0.5],
        [0.5, 0.0, 0.5],
        [0.5, 0.5, 0.0],
    ];
    for cube in 0..cubes.pow(3) {
        let corner = [cube % cubes, cube / cubes % cubes, cube / cubes.pow(2)];
        let corner = Vector3::from(corner.map(|x| x as f64));
        for b in basis {
            let atom = frame.positions.len() as u64;
            let shake =
                Vector3::from([0, 1, 2].map(|axis| 0.1 * (random(seed + 3 * atom + axis) - 0.5)));
            frame.positions.push(corner + Vector3::from(b) + shake);
        }
    }
    if mixed {
        let count = frame.positions.len();
        // A shuffle that is the same for each seed: atoms of a liquid have no order in space.
        for atom in (1..count).rev() {
            let other = (random(1 << 40 | atom as u64) * (atom + 1) as f64) as usize;
            frame.positions.swap(atom, other);
        }
    }
    frame
}

fn random(counter: u64) -> f64 {
    let mut z = counter.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Million atoms a second, the best of some runs.
fn speed(atoms: usize, runs: usize, mut work: impl FnMut()) -> f64 {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    1e-6 * atoms as f64 / times.fold(f64::INFINITY, f64::min)
}

fn main() -> Result<(), glassmelt_trajectory::Error> {
    let argument = |k, default| {
        std::env::args()
            .nth(k)
            .and_then(|x| x.parse().ok())
            .unwrap_or(default)
    };
    let (cubes, runs) = (argument(1, 30), argument(2, 10));
    println!(
        "million atoms a second on {} threads, best of {runs}",
        rayon::current_num_threads()
    );
    println!("{:<24}{:>12}{:>12}", "", "in order", "mixed");
    let mut rows: Vec<(&str, Vec<f64>)> = [
        "neighbours (12)",
        "g(r) to 2.5 distances",
        "D2min, list reused",
        "strain invariants",
        "units' turns",
    ]
    .map(|name| (name, Vec::new()))
    .into();
    for mixed in [false, true] {
        let (before, after) = (crystal(cubes, 0, mixed), crystal(cubes, 1 << 50, mixed));
        let atoms = before.len();
        let reference = Reference::within(&before, 0.85)?;
        let fits = reference.fits(&after, CellChange::Kept)?;
        let units: Vec<Unit> = (0..atoms.min(20_000))
            .filter_map(|atom| Unit::of_shell(&reference, atom))
            .collect();
        let mut sum = 0.0;
        rows[0].1.push(speed(atoms, runs, || {
            sum += Neighbours::within(&before, 0.85).map_or(0.0, |n| n.cutoff())
        }));
        rows[1].1.push(speed(atoms, runs.min(3), || {
            if let Ok(mut radial) = RadialDistribution::new(1.6, 250) {
                sum += radial.add(&before).map_or(0.0, |()| 1.0);
            }
        }));
        rows[2].1.push(speed(atoms, runs, || {
            sum += reference
                .fits(&after, CellChange::Kept)
                .map_or(0.0, |fits| fits.len() as f64);
        }));
        rows[3].1.push(speed(atoms, runs, || {
            sum += fits
                .iter()
                .flatten()
                .map(|fit| fit.shear_strain() + fit.volumetric_strain())
                .sum::<f64>();
        }));
        rows[4].1.push(speed(units.len(), runs, || {
            sum += reference
                .turns(&units, &after, CellChange::Kept)
                .map_or(0.0, |turns| turns.len() as f64);
        }));
        std::hint::black_box(sum);
    }
    for (name, speeds) in rows {
        println!("{name:<24}{:>12.2}{:>12.2}", speeds[0], speeds[1]);
    }
    Ok(())
}
