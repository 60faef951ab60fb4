//! How many dipoles at random places a second get their energy, strain and torque, and how exactly:
//! `cargo run --release -p glassmelt-rotors --example mesh_speed`.
//!
//! Accuracies are measured against the slow truth, at fewer rotors of the same density where there are many.
//! The shares come from the same sum without neighbours, and with one rotor on the whole grid.

use std::time::Instant;

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::{
    Boundary, Cell, Ewald, Interaction, MeshParameters, ParticleMesh, Splitting,
};
use nalgebra::Vector3;

type Answer<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The most rotors that the slow truth is asked about.
const SLOW: usize = 1000;
/// Densities, and accuracies with the numbers of rotors asked about.
const DENSITIES: [f64; 3] = [0.05, 0.2, 0.5];
const ASKED: [(f64, &[usize]); 3] = [
    (1e-4, &[500, 4000, 32_000]),
    (1e-6, &[4000]),
    (1e-10, &[4000]),
];

/// All densities, or the one given.
fn main() -> Answer<()> {
    let given = std::env::args().skip(1).map(|density| density.parse());
    let given: Vec<f64> = given.collect::<Result<_, _>>()?;
    let densities = if given.is_empty() {
        DENSITIES.to_vec()
    } else {
        given
    };
    println!(
        "density accuracy      N  threads  strains off   torques off  rotor-steps/s/core    us  mesh FFT  spread  near     s  cutoff  grid order"
    );
    let all = std::thread::available_parallelism()?.get();
    for density in densities {
        for (accuracy, counts) in ASKED {
            for &count in counts {
                for threads in [1, all] {
                    let pool = rayon::ThreadPoolBuilder::new()
                        .num_threads(threads)
                        .build()?;
                    pool.install(|| row(threads, count, density, accuracy))?;
                }
            }
        }
    }
    Ok(())
}

fn row(threads: usize, count: usize, density: f64, accuracy: f64) -> Answer<()> {
    let medium = Medium::new(1.0, 1.0)?;
    let cell = Cell::cubic((count as f64 / density).cbrt())?;
    let (places, dipoles) = scattered(&cell, count);
    let mesh = ParticleMesh::new(medium, cell, &places, accuracy)?;
    let parameters = *mesh.parameters();
    let whole = seconds(mesh, &dipoles)?;
    let short = MeshParameters {
        cutoff: 1e-3,
        ..parameters
    };
    let smooth = seconds(
        ParticleMesh::with_parameters(medium, cell, &places, short)?,
        &dipoles,
    )?;
    let grid = seconds(
        ParticleMesh::with_parameters(medium, cell, &places[..1], short)?,
        &dipoles[..1],
    )?;
    let (strains, torques) = errors(medium, density, count.min(SLOW), accuracy)?;
    println!(
        "{density:7} {accuracy:8.0e} {count:6} {threads:8} {strains:12.1e} {torques:13.1e} {:19.3e} {:5.2} {:9.2} {:7.2} {:5.2} {:5.2} {:7.2} {:5?} {:3}",
        count as f64 / whole / threads as f64,
        1e6 * whole * threads as f64 / count as f64,
        grid / whole,
        (smooth - grid) / whole,
        (whole - smooth) / whole,
        parameters.splitting,
        parameters.cutoff,
        parameters.grid[0],
        parameters.order,
    );
    Ok(())
}

/// The shortest time of one evaluation, torques included.
fn seconds(mesh: ParticleMesh, dipoles: &[SymmetricTensor]) -> Answer<f64> {
    let mut mesh = mesh.turning(dipoles)?;
    let (mut answer, mut torques) = (Interaction::default(), Vec::new());
    let (begin, mut best) = (Instant::now(), f64::INFINITY);
    while begin.elapsed().as_secs_f64() < 0.7 {
        let start = Instant::now();
        mesh.interaction_into(dipoles, &Boundary::CLAMPED, &mut answer)?;
        answer.torques_into(dipoles, &mut torques);
        best = best.min(start.elapsed().as_secs_f64());
    }
    Ok(best)
}

/// Root mean square errors of strains and torques over the root mean squares of both.
fn errors(medium: Medium, density: f64, count: usize, accuracy: f64) -> Answer<(f64, f64)> {
    let cell = Cell::cubic((count as f64 / density).cbrt())?;
    let (places, dipoles) = scattered(&cell, count);
    let splitting = Splitting::new(0.6 * density.cbrt().recip(), (1e-4 * accuracy).max(1e-16))?;
    let boundary = Boundary::CLAMPED;
    let slow = Ewald::new(medium, cell, splitting)?.interaction(&places, &dipoles, &boundary)?;
    let fast =
        ParticleMesh::new(medium, cell, &places, accuracy)?.interaction(&dipoles, &boundary)?;
    let mut sums = [0.0; 4];
    for (a, b) in fast.strains.iter().zip(&slow.strains) {
        sums[0] += (*a - *b).norm().powi(2);
        sums[1] += b.norm().powi(2);
    }
    for (a, b) in fast.torques(&dipoles).iter().zip(slow.torques(&dipoles)) {
        sums[2] += (a - b).norm_squared();
        sums[3] += b.norm_squared();
    }
    Ok(((sums[0] / sums[1]).sqrt(), (sums[2] / sums[3]).sqrt()))
}

/// Uniaxial dipoles without order at places at least one apart, one after the other where there is room.
fn scattered(cell: &Cell, count: usize) -> (Vec<Vector3<f64>>, Vec<SymmetricTensor>) {
    let beyond = |n: &usize| *n as f64 > cell.sides().x;
    let boxes = (1..count + 2).find(beyond).map_or(1, |n| (n - 1).max(1));
    let mut taken: Vec<Vec<Vector3<f64>>> = vec![Vec::new(); boxes.pow(3)];
    let (mut places, mut dipoles) = (Vec::new(), Vec::new());
    let mut state = 1_u64;
    let mut number = || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    while places.len() < count {
        let place = Vector3::from_fn(|axis, _| number() * cell.sides()[axis]);
        let home = place.map(|x| {
            let below = |i: &usize| *i as f64 * cell.sides().x <= x * boxes as f64;
            (1..boxes).take_while(below).count()
        });
        let near = |step: usize, x: usize| (x + boxes + step - 1) % boxes;
        let free = (0..27).all(|i| {
            let at = [
                near(i / 9, home.x),
                near(i / 3 % 3, home.y),
                near(i % 3, home.z),
            ];
            let others = &taken[(at[0] * boxes + at[1]) * boxes + at[2]];
            others
                .iter()
                .all(|other| cell.nearest(&(place - other)).norm() >= 1.0)
        });
        if free {
            taken[(home.x * boxes + home.y) * boxes + home.z].push(place);
            places.push(place);
            let axis = Vector3::from_fn(|_, _| number() - 0.5);
            dipoles.push(SymmetricTensor::uniaxial(1.0, axis));
        }
    }
    (places, dipoles)
}
