//! How long a step takes over ranks, and what memory a rank needs:
//!
//! ```text
//! cargo build --release -p glassmelt-rotors --features mpi --example slab_speed
//! for n in 1 2; do RAYON_NUM_THREADS=1 mpirun -n $n target/release/examples/slab_speed 64; done
//! ```
//!
//! A step is energy, strains and torques of dipoles that turn, one on each site. The number is that of sites
//! along each side.

use std::time::Instant;

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::ranks::{MpiRanks, Ranks};
use glassmelt_rotors::{Boundary, Core, Interaction, Lattice, LatticeSum, SlabSum};
use nalgebra::Vector3;

type Answer<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Answer<()> {
    let ranks = MpiRanks::world()?;
    let side = std::env::args()
        .nth(1)
        .map_or(Ok(64), |side| side.parse())?;
    let lattice = Lattice::new([side; 3], 1.0)?;
    let (shared, memory) = over_ranks(&ranks, lattice)?;
    let largest = ranks.all_gather(&[memory]).into_iter().flatten();
    let largest = largest.fold(0.0, f64::max);
    let (count, threads) = (ranks.count(), rayon::current_num_threads());
    if ranks.rank() == 0 {
        println!(
            "{side}^3 sites, {count} ranks of {threads} threads: {:.1} ms a step, {largest:.0} MiB in the \
             largest rank",
            1e3 * shared
        );
    }
    // Ranks that wait take cores: a process that does not share is timed where there are none.
    if count == 1 {
        println!("the same without sharing: {:.1} ms", 1e3 * alone(lattice)?);
    }
    Ok(())
}

/// Seconds of a step, and the most memory that this process had by then, in MiB.
fn over_ranks(ranks: &MpiRanks, lattice: Lattice) -> Answer<(f64, f64)> {
    let sites: Vec<usize> = lattice.slab(ranks).collect();
    let dipoles: Vec<_> = sites.iter().map(|site| dipole(*site)).collect();
    let medium = Medium::new(1.0, 1.0)?;
    let mut sum = SlabSum::new(ranks, lattice, medium, Core::Point, &sites)?.turning(&dipoles)?;
    let (mut answer, mut torques) = (Interaction::default(), Vec::new());
    let step = shortest(|| {
        ranks.barrier();
        sum.interaction_into(&dipoles, &Boundary::CLAMPED, &mut answer)?;
        answer.torques_into(&dipoles, &mut torques);
        ranks.barrier();
        Ok(())
    })?;
    Ok((step, most_memory()))
}

fn alone(lattice: Lattice) -> Answer<f64> {
    let sites: Vec<usize> = (0..lattice.sites()).collect();
    let dipoles: Vec<_> = sites.iter().map(|site| dipole(*site)).collect();
    let medium = Medium::new(1.0, 1.0)?;
    let mut sum = LatticeSum::new(lattice, medium, Core::Point, &sites)?.turning(&dipoles)?;
    let (mut answer, mut torques) = (Interaction::default(), Vec::new());
    shortest(|| {
        sum.interaction_into(&dipoles, &Boundary::CLAMPED, &mut answer)?;
        answer.torques_into(&dipoles, &mut torques);
        Ok(())
    })
}

/// The shortest time of ten, in seconds; the same number of turns on all ranks.
fn shortest(mut step: impl FnMut() -> Answer<()>) -> Answer<f64> {
    let mut shortest = f64::INFINITY;
    for _ in 0..10 {
        let start = Instant::now();
        step()?;
        shortest = shortest.min(start.elapsed().as_secs_f64());
    }
    Ok(shortest)
}

/// What Linux says of this process; nothing elsewhere.
fn most_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    number.map_or(f64::NAN, |kib| kib / 1024.0)
}

fn dipole(site: usize) -> SymmetricTensor {
    let turn = site as f64;
    SymmetricTensor::uniaxial(
        1.0,
        Vector3::new(turn.sin(), turn.cos(), (2.0 * turn).sin()),
    )
}
