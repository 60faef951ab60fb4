//! What the programs of the benchmarks share: atoms from a counter, and processor time.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "each example uses a part of it"
)]

use glassmelt_trajectory::{Cell, Frame};
use nalgebra::Vector3;

/// Numbers between 0 and 1 from a counter (splitmix64), the same as in `benches/trajectory_atoms.py`.
pub fn random(counter: u64) -> f64 {
    let mut z = counter.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Places in cubes of side 1 with four atoms each, as in fcc: `atom` counts on beyond the last cube.
pub fn site(atom: usize, cubes: usize) -> Vector3<f64> {
    const BASIS: [[f64; 3]; 4] = [
        [0.0, 0.0, 0.0],
        [0.0, 0.5, 0.5],
        [0.5, 0.0, 0.5],
        [0.5, 0.5, 0.0],
    ];
    let cube = atom / 4;
    let corner = [cube % cubes, cube / cubes % cubes, cube / cubes.pow(2)];
    Vector3::from(corner.map(|x| x as f64)) + Vector3::from(BASIS[atom % 4])
}

/// fcc of so many cubes a side; each atom is displaced within a cube of side `size` by numbers of its own.
pub fn shaken(cubes: usize, size: f64, seed: u64) -> Frame {
    let mut frame = Frame::empty();
    frame.cell = Cell::orthorhombic([cubes as f64; 3]).ok();
    let count = 4 * cubes.pow(3);
    frame.ids = (1..).take(count).collect();
    frame.kinds = vec![0; count];
    frame.species = vec!["1".to_owned()];
    let first = 3 * seed * count as u64;
    let place = |atom: usize| {
        let counter = first + 3 * atom as u64;
        let shake = [0, 1, 2].map(|axis| size * (random(counter + axis) - 0.5));
        site(atom, cubes) + Vector3::from(shake)
    };
    frame.positions = (0..count).map(place).collect();
    frame
}

/// Seconds of processor time of all threads of this process so far, on Linux; zero elsewhere.
pub fn processor_seconds() -> f64 {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else {
        return 0.0;
    };
    let nanoseconds = |task: std::fs::DirEntry| -> Option<f64> {
        let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse().ok()
    };
    let all: f64 = tasks.flatten().filter_map(nanoseconds).sum();
    1e-9 * all
}

/// The median of so many runs (at least one), in seconds of processor time, with what the last of them gave.
pub fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let mut timed = || {
        let start = processor_seconds();
        let found = work();
        (processor_seconds() - start, found)
    };
    let (first, mut found) = timed();
    let mut all = vec![first];
    for _ in 1..runs {
        let (seconds, other) = timed();
        all.push(seconds);
        found = other;
    }
    all.sort_by(f64::total_cmp);
    (all[all.len() / 2], found)
}

/// An argument of the program, or what stands for it.
pub fn argument<T: std::str::FromStr>(number: usize, default: T) -> T {
    let given = std::env::args().nth(number);
    given.and_then(|word| word.parse().ok()).unwrap_or(default)
}

/// Numbers as a list in JSON, with all their digits.
pub fn list(numbers: impl IntoIterator<Item = f64>) -> String {
    let words: Vec<String> = numbers.into_iter().map(|x| format!("{x:e}")).collect();
    format!("[{}]", words.join(","))
}
