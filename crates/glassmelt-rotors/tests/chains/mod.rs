//! Means of chains with their errors, and Boltzmann means by quadrature.
#![allow(dead_code)] // each test binary uses its own part of it

use std::f64::consts::PI;

use glassmelt::SymmetricTensor;
use glassmelt_rotors::random::{Purpose, Seed, Stream};
use glassmelt_rotors::{Boundary, Field, Interaction, Rotors, Sampler, Steps, Sweep};
use nalgebra::Vector3;

pub(crate) fn stream(seed: u64, step: u64) -> Stream {
    Seed(seed).stream(Purpose::Start, 3, step)
}

/// Without the cost of waking other threads, which small systems do not need.
pub(crate) fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(work)
}

/// A mean, and its standard error from the scatter of fifty blocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mean {
    pub(crate) mean: f64,
    pub(crate) error: f64,
}

const BLOCKS: usize = 50;

impl Mean {
    pub(crate) fn of(numbers: &[f64]) -> Self {
        let blocks = numbers.chunks_exact(numbers.len() / BLOCKS);
        let means: Vec<f64> = blocks
            .map(|block| block.iter().sum::<f64>() / block.len() as f64)
            .collect();
        let count = means.len() as f64;
        let mean = means.iter().sum::<f64>() / count;
        let variance = means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / (count - 1.0);
        Self {
            mean,
            error: (variance / count).sqrt(),
        }
    }

    /// Within five standard errors.
    pub(crate) fn agrees(&self, expected: f64) -> bool {
        (self.mean - expected).abs() < 5.0 * self.error
    }

    pub(crate) fn agrees_with(&self, other: &Self) -> bool {
        (self.mean - other.mean).abs() < 5.0 * self.error.hypot(other.error)
    }
}

/// Numbers of the states that a sampler leaves behind, each list in the order of the sweeps, after a fifth
/// more for a start.
pub(crate) fn chain<const K: usize>(
    sampler: &mut dyn Sampler,
    rotors: &mut Rotors,
    (kt, seed, count): (f64, u64, u64),
    numbers: impl Fn(Sweep, &Rotors) -> [f64; K],
) -> [Vec<f64>; K] {
    let mut all: [Vec<f64>; K] = std::array::from_fn(|_| Vec::new());
    let first = count / 5;
    let steps = Steps {
        stream: stream(seed, 0),
        count: count + first,
    };
    let mut watch = |step: u64, sweep: Sweep, rotors: &Rotors| {
        if step >= first {
            let found = numbers(sweep, rotors);
            all.iter_mut().zip(found).for_each(|(list, x)| list.push(x));
        }
    };
    sampler
        .sweeps(rotors, kt, steps, &mut watch)
        .expect("a chain");
    all
}

/// Energy as the quadratic form of the dipoles that it is.
pub(crate) struct Quadratic {
    constant: f64,
    strains: Vec<SymmetricTensor>,
    /// `[place][component of the dipole]`: the strains at all places.
    columns: Vec<[Vec<SymmetricTensor>; 6]>,
}

impl Quadratic {
    /// Of `count` places, by the strains of dipoles with one component.
    pub(crate) fn of(field: &mut dyn Field, count: usize, boundary: &Boundary) -> Self {
        let mut at = |dipoles: &[SymmetricTensor]| {
            let mut answer = Interaction::default();
            let done = field.interaction_into(dipoles, boundary, &mut answer);
            done.expect("an interaction");
            answer
        };
        let nothing = vec![SymmetricTensor::ZERO; count];
        let none = at(&nothing);
        let columns = (0..count).map(|place| {
            std::array::from_fn(|component| {
                let one = |c| if c == component { 1.0 } else { 0.0 };
                let mut dipoles = nothing.clone();
                dipoles[place] = SymmetricTensor::from_components(std::array::from_fn(one));
                let strains = at(&dipoles).strains.into_iter();
                strains.zip(&none.strains).map(|(x, y)| x - *y).collect()
            })
        });
        Self {
            columns: columns.collect(),
            constant: none.energy,
            strains: none.strains,
        }
    }

    /// The strain at place a from the dipole at place b.
    pub(crate) fn strain(&self, a: usize, b: usize, q: &SymmetricTensor) -> SymmetricTensor {
        let terms = q.components().into_iter().zip(&self.columns[b]);
        terms.fold(SymmetricTensor::ZERO, |sum, (c, column)| {
            sum + column[a] * c
        })
    }

    /// The energy of the dipole at place a with itself and with what is fixed.
    pub(crate) fn alone(&self, a: usize, q: &SymmetricTensor) -> f64 {
        -q.contract(&(self.strains[a] + self.strain(a, a, q) * 0.5))
    }

    pub(crate) fn constant(&self) -> f64 {
        self.constant
    }
}

/// Axes over half the sphere with their weights, which sum to one: Gauss and Legendre in z, evenly about it.
pub(crate) fn axes(count: usize) -> Vec<(Vector3<f64>, f64)> {
    let mut all = Vec::new();
    for (x, weight) in gauss_legendre(count) {
        let (z, around) = (0.5 * (1.0 + x), 2 * count);
        for step in 0..around {
            let angle = 2.0 * PI * (step as f64 + 0.5) / around as f64;
            let rho = (1.0 - z * z).sqrt();
            let axis = Vector3::new(rho * angle.cos(), rho * angle.sin(), z);
            all.push((axis, 0.5 * weight / around as f64));
        }
    }
    all
}

/// Nodes and weights on (-1, 1), by Newton's method on Legendre's polynomial.
fn gauss_legendre(count: usize) -> Vec<(f64, f64)> {
    let polynomial = |x: f64| {
        let (mut before, mut now) = (1.0, x);
        for k in 2..=count {
            let k = k as f64;
            (before, now) = (now, ((2.0 * k - 1.0) * x * now - (k - 1.0) * before) / k);
        }
        (now, count as f64 * (x * now - before) / (x * x - 1.0))
    };
    let node = |i: usize| {
        let guess = (PI * (i as f64 + 0.75) / (count as f64 + 0.5)).cos();
        (0..50).fold(guess, |x, _| {
            let (value, slope) = polynomial(x);
            x - value / slope
        })
    };
    (0..count)
        .map(|i| {
            let x = node(i);
            (x, 2.0 / ((1.0 - x * x) * polynomial(x).1.powi(2)))
        })
        .collect()
}

/// The means of energy and of `Q1:Q2` of two uniaxial rotors, and the partition sum over all orientations of
/// total weight one.
pub(crate) fn two_rotors(energy: &Quadratic, strength: f64, kt: f64) -> [f64; 3] {
    let states: Vec<_> = axes(20)
        .into_iter()
        .map(|(axis, weight)| (SymmetricTensor::uniaxial(strength, axis), weight))
        .collect();
    let [mut sum, mut of_energy, mut of_product] = [0.0; 3];
    let alone: Vec<f64> = states.iter().map(|(q, _)| energy.alone(0, q)).collect();
    for (second, other) in &states {
        let strain = energy.strain(0, 1, second);
        let fixed = energy.constant() + energy.alone(1, second);
        for ((first, one), alone) in states.iter().zip(&alone) {
            let h = fixed + alone - first.contract(&strain);
            let weight = one * other * (-h / kt).exp();
            sum += weight;
            of_energy += weight * h;
            of_product += weight * first.contract(second);
        }
    }
    [of_energy / sum, of_product / sum, sum]
}
