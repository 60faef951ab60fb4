//! How many dipoles a second get their energy, strain and torque:
//! `cargo run --release -p glassmelt-rotors --example speed`.
//!
//! Beside the fast path stand the bare one-dimensional transforms that it needs, done one after the other on
//! rows that stay in the cache; the time to move the bytes of a step through memory once each, at the speed
//! at which this machine copies; and the slow truth where it ends within seconds.

use std::time::Instant;

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::{Boundary, Core, Ewald, Interaction, Lattice, LatticeSum, Splitting};
use nalgebra::Vector3;
use realfft::RealFftPlanner;
use rustfft::{FftPlanner, num_complex::Complex64};

type Answer = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// How many numbers of a tensor are transformed, there and back.
const COMPONENTS: usize = 5;
/// The bytes of a step for each site: the waves written, read and written, read; the kernel's octant twice;
/// dipoles read twice and strains written and read twice, torques written.
const BYTES: f64 = 4.0 * 8.0 * 5.0 + 2.0 * 15.0 + 5.0 * 48.0 + 24.0;
/// The largest lattice that the slow truth is asked about.
const SLOW: usize = 8;

fn main() -> Answer {
    let threads = std::thread::available_parallelism()?.get();
    println!(
        "threads  sites   kernel s   step ms   bare FFTs ms   share   memory ms   dipoles/s a core   Ewald dipoles/s"
    );
    for threads in [1, threads] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()?;
        for count in [8, 16, 32, 64, 128] {
            pool.install(|| row(threads, count))?;
        }
    }
    Ok(())
}

/// One line of the table, every site taken.
fn row(threads: usize, count: usize) -> Answer {
    let (lattice, medium) = (Lattice::new([count; 3], 1.0)?, Medium::new(1.0, 1.0)?);
    let sites: Vec<usize> = (0..lattice.sites()).collect();
    let dipoles: Vec<_> = sites.iter().map(|site| dipole(*site)).collect();
    let start = Instant::now();
    let mut sum = LatticeSum::new(lattice, medium, Core::Point, &sites)?.turning(&dipoles)?;
    let kernel = start.elapsed().as_secs_f64();
    let (mut answer, mut torques) = (Interaction::default(), Vec::new());
    let step = shortest(|| {
        sum.interaction_into(&dipoles, &Boundary::CLAMPED, &mut answer)?;
        answer.torques_into(&dipoles, &mut torques);
        Ok::<(), glassmelt_rotors::Error>(())
    })?;
    let bare = bare_transforms(count) / threads as f64;
    let rate = lattice.sites() as f64 / step / threads as f64;
    let slow = if count <= SLOW {
        let rate = lattice.sites() as f64 / slow(&lattice, medium, &dipoles)? / threads as f64;
        format!("{rate:.3e}")
    } else {
        "-".to_owned()
    };
    println!(
        "{threads:7} {count:4}^3 {kernel:10.3} {:9.3} {:14.3} {:7.2} {:11.3} {rate:18.3e} {slow:>17}",
        1e3 * step,
        1e3 * bare,
        bare / step,
        1e3 * BYTES * lattice.sites() as f64 / copied_bytes_a_second(),
    );
    Ok(())
}

/// Uniaxial, along directions without order.
fn dipole(site: usize) -> SymmetricTensor {
    let phase = site as f64;
    SymmetricTensor::uniaxial(
        1.0,
        Vector3::new(phase.sin(), (1.7 * phase).cos(), (2.3 * phase).sin()),
    )
}

/// The shortest of several runs, in seconds: what the machine can do when nothing disturbs it.
fn shortest<E>(mut run: impl FnMut() -> Result<(), E>) -> Result<f64, E> {
    let mut best = f64::INFINITY;
    let begin = Instant::now();
    while begin.elapsed().as_secs_f64() < 1.0 {
        let start = Instant::now();
        run()?;
        best = best.min(start.elapsed().as_secs_f64());
    }
    Ok(best)
}

/// Read and written, by one core, from lists too long for the cache.
fn copied_bytes_a_second() -> f64 {
    let (from, mut to) = (vec![1.0_f64; 1 << 23], vec![0.0_f64; 1 << 23]);
    let copy = || {
        to.copy_from_slice(std::hint::black_box(&from));
        std::hint::black_box(&to);
        Ok::<(), std::convert::Infallible>(())
    };
    let bytes = 2.0 * 8.0 * f64::from(1 << 23);
    bytes / shortest(copy).unwrap_or(f64::NAN)
}

/// All rows and columns of the transforms there and back, on one core.
fn bare_transforms(count: usize) -> f64 {
    let half = count / 2 + 1;
    let (mut real, mut complex) = (RealFftPlanner::<f64>::new(), FftPlanner::<f64>::new());
    let (there, back) = (real.plan_fft_forward(count), real.plan_fft_inverse(count));
    let (forward, backward) = (
        complex.plan_fft_forward(count),
        complex.plan_fft_inverse(count),
    );
    let (mut row, mut wave) = (there.make_input_vec(), there.make_output_vec());
    let mut scratch = there.make_scratch_vec();
    let mut scratch_back = back.make_scratch_vec();
    let mut columns = vec![Complex64::new(1.0, 0.5); 8 * count];
    let mut rest = vec![Complex64::default(); forward.get_inplace_scratch_len()];
    let mut bare = || {
        for _ in 0..COMPONENTS * count * count {
            row.fill(1.0);
            let _ = there.process_with_scratch(&mut row, &mut wave, &mut scratch);
            let _ = back.process_with_scratch(&mut wave, &mut row, &mut scratch_back);
        }
        for _ in 0..COMPONENTS * 2 * count * half / 8 {
            columns.fill(Complex64::new(1.0, 0.5));
            forward.process_with_scratch(&mut columns, &mut rest);
            backward.process_with_scratch(&mut columns, &mut rest);
        }
        Ok::<(), std::convert::Infallible>(())
    };
    shortest(&mut bare).unwrap_or(f64::NAN)
}

/// Seconds for all dipoles by the slow truth, at ten digits.
fn slow(
    lattice: &Lattice,
    medium: Medium,
    dipoles: &[SymmetricTensor],
) -> Result<f64, Box<dyn std::error::Error + Send + Sync>> {
    let splitting = Splitting::new(0.5 * lattice.spacing(), 1e-10)?;
    let places: Vec<_> = (0..lattice.sites())
        .map(|site| lattice.position(site))
        .collect();
    let ewald = Ewald::new(medium, lattice.cell()?, splitting)?;
    let start = Instant::now();
    let answer: Interaction = ewald.interaction(&places, dipoles, &Boundary::CLAMPED)?;
    std::hint::black_box(answer.torques(dipoles));
    Ok(start.elapsed().as_secs_f64())
}
