//! Pairs of dipoles again and again for `benches/pairs.py`, which measures how long they take.
//!
//! The order comes as JSON on standard input, the pairs as raw doubles in a file, one column after the
//! other; the last answers go to another file in the same form. No clock runs here.
#![allow(clippy::inline_always)] // as the kernel itself

use std::fs;
use std::hint::black_box;
use std::io::stdin;

use glassmelt::SymmetricTensor;
use glassmelt::interaction::{PairAnswers, PairBatch, pair_interaction};
use glassmelt::medium::{Medium, Separation};
use nalgebra::Vector3;
use pulp::{Arch, Simd, WithSimd};
use serde::Deserialize;
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Order {
    repeat: usize,
    lambda: f64,
    mu: f64,
    /// Fifteen columns.
    pairs: String,
    /// Ten columns.
    answers: String,
    work: Work,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Work {
    /// `PairBatch::interactions`.
    Batch,
    /// `pair_interaction`, a pair at a time.
    One,
    /// As many bytes read and written, next to nothing computed: what the memory allows.
    Memory,
    /// [`PRODUCTS`] fused products and sums a pair, nothing read or written: what the processor allows.
    Arithmetic,
}

/// Rounds of sixteen independent chains.
const ROUNDS: usize = 31;
const CHAINS: usize = 16;
const PRODUCTS: usize = ROUNDS * CHAINS;

fn main() -> Result<(), Failure> {
    let order: Order = serde_json::from_reader(stdin())?;
    let columns = read(&order.pairs)?;
    let medium = Medium::new(order.lambda, order.mu)?;
    let mut answers = PairAnswers::default();
    for _ in 0..order.repeat {
        let columns = black_box(&columns);
        match order.work {
            Work::Batch => batch(columns).interactions(&medium, &mut answers)?,
            Work::One => one_by_one(columns, &medium, &mut answers)?,
            Work::Memory => passed_through(columns, &mut answers),
            Work::Arithmetic => {
                black_box(Arch::new().dispatch(Products(columns[0].len())));
            }
        }
        black_box(&mut answers);
    }
    write(&order.answers, &answers)?;
    println!(
        "{}",
        json!({"pairs": columns[0].len(), "products": PRODUCTS})
    );
    Ok(())
}

fn read(path: &str) -> Result<Vec<Vec<f64>>, Failure> {
    let bytes = fs::read(path)?;
    let eights = bytes.as_chunks().0.iter();
    let numbers: Vec<f64> = eights.map(|&eight| f64::from_le_bytes(eight)).collect();
    let columns = numbers.chunks(numbers.len() / 15);
    Ok(columns.map(<[f64]>::to_vec).collect())
}

fn write(path: &str, answers: &PairAnswers) -> Result<(), Failure> {
    let vectors = [&answers.force, &answers.torque_a, &answers.torque_b];
    let columns = std::iter::once(&answers.energy).chain(vectors.into_iter().flatten());
    let bytes: Vec<u8> = columns.flatten().flat_map(|x| x.to_le_bytes()).collect();
    fs::write(path, bytes)?;
    Ok(())
}

fn batch(columns: &[Vec<f64>]) -> PairBatch<'_> {
    PairBatch {
        dipole_a: std::array::from_fn(|i| &columns[i][..]),
        dipole_b: std::array::from_fn(|i| &columns[6 + i][..]),
        r: std::array::from_fn(|i| &columns[12 + i][..]),
    }
}

/// The ten columns of the answers, `count` long.
fn columns_of(answers: &mut PairAnswers, count: usize) -> Vec<&mut Vec<f64>> {
    let vectors = [
        &mut answers.force,
        &mut answers.torque_a,
        &mut answers.torque_b,
    ];
    let mut columns = vec![&mut answers.energy];
    columns.extend(vectors.into_iter().flatten());
    for column in &mut columns {
        column.resize(count, 0.0);
    }
    columns
}

fn one_by_one(
    columns: &[Vec<f64>],
    medium: &Medium,
    answers: &mut PairAnswers,
) -> Result<(), Failure> {
    let mut out = columns_of(answers, columns[0].len());
    for pair in 0..columns[0].len() {
        let tensor = |first: usize| {
            SymmetricTensor::from_components(std::array::from_fn(|i| columns[first + i][pair]))
        };
        let r = Separation::new(Vector3::from_fn(|i, _| columns[12 + i][pair]))?;
        let found = pair_interaction(medium, &tensor(0), &tensor(6), &r);
        let vectors = [found.force, found.torque_a, found.torque_b];
        let numbers = vectors.iter().flatten().copied();
        let all = std::iter::once(found.energy).chain(numbers);
        for (column, number) in out.iter_mut().zip(all) {
            column[pair] = number;
        }
    }
    Ok(())
}

/// Ten columns out of fifteen: five are sums of two, five are copies.
fn passed_through(columns: &[Vec<f64>], answers: &mut PairAnswers) {
    for (i, column) in columns_of(answers, columns[0].len())
        .into_iter()
        .enumerate()
    {
        if i < 5 {
            let pairs = columns[i].iter().zip(&columns[10 + i]);
            for (sum, (x, y)) in column.iter_mut().zip(pairs) {
                *sum = x + y;
            }
        } else {
            column.copy_from_slice(&columns[i]);
        }
    }
}

/// [`PRODUCTS`] products and sums for each of so many pairs.
struct Products(usize);

impl WithSimd for Products {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        let lanes = size_of::<S::f64s>() / size_of::<f64>();
        let factor = simd.splat_f64s(black_box(0.999_999));
        let mut chains = [simd.splat_f64s(black_box(1.0)); CHAINS];
        for _ in 0..self.0 / lanes {
            for _ in 0..ROUNDS {
                for chain in &mut chains {
                    *chain = simd.mul_add_e_f64s(*chain, factor, factor);
                }
            }
        }
        let sums = chains.into_iter().map(|chain| simd.reduce_sum_f64s(chain));
        sums.sum()
    }
}
