//! One wave vector's matrix from dipoles to strains, an Ewald sum over the infinite lattice.
//!
//! ```text
//! K(k) = (1/a^3) sum_G Gamma phi(k + G) + sum_(R not 0) K_short(R) e^(-i k R) - the smooth part with itself,
//! ```
//!
//! over the reciprocal lattice G (without G = 0 at k = 0) and the lattice R.

use std::f64::consts::PI;

use glassmelt::Medium;
use nalgebra::Vector3;

use super::basis::{MIRROR, PAIRS, pairs, units};
use super::shape::Lattice;
use crate::cell::multiples;
use crate::error::{Error, Result};
use crate::form::Form;
use crate::splitting::Splitting;

/// Where the sums of the kernel end: what is left out is below the last digit.
const TOLERANCE: f64 = 1e-17;
/// The splitting length in units of the lattice constant; the answer does not depend on it.
const SPLITTING: f64 = 0.45;
/// More lattice constants than the real-space part reaches at that splitting.
const FAR: usize = 20;

/// The shortest smearing in units of the lattice constant; shorter ones are points at any distance.
const SHARPEST: f64 = 0.1;

/// What a dipole is near its own centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Core {
    /// A point: between two sites the exact energy of two dipoles.
    Point,
    /// Smeared over this length s, at least a tenth of the lattice constant: the energy at q has the factor `(1 + q^2 s^2) exp(-q^2 s^2)`.
    /// At the distance r the energy of two is that of points but for a share of the order `x^5 exp(-x^2)`,
    /// `x = r/(2 s)`.
    Smeared(f64),
}

/// A symmetric matrix of six components by its lower half.
pub(crate) type Packed = [f64; PAIRS];

/// What the sums for all k have in common.
pub(super) struct Terms {
    shape: [usize; 3],
    spacing: f64,
    medium: Medium,
    splitting: Splitting,
    /// The reciprocal lattice as far as it matters for any k.
    reciprocal: Vec<Vector3<f64>>,
    /// One octant of the lattice: steps, and `K_short` times the number of its mirror images.
    near: Vec<([usize; 3], Packed)>,
    /// The farthest of them along one axis, in steps.
    steps: usize,
    /// The mirror class of each number of a matrix.
    mirrors: [usize; PAIRS],
    itself: Packed,
}

impl Terms {
    pub(super) fn new(lattice: &Lattice, medium: &Medium, core: Core) -> Result<Self> {
        let splitting = Splitting::new(length(lattice, core)?, TOLERANCE)?;
        let step = 2.0 * PI / lattice.spacing();
        let steps = match core {
            Core::Point => (1..FAR)
                .filter(|&i| i as f64 * lattice.spacing() <= splitting.range())
                .count(),
            Core::Smeared(_) => 0,
        };
        let reach = splitting.wave_cutoff() + step * 3.0_f64.sqrt();
        Ok(Self {
            shape: lattice.shape(),
            spacing: lattice.spacing(),
            medium: *medium,
            splitting,
            reciprocal: multiples(Vector3::repeat(step), reach).collect(),
            near: near(lattice.spacing(), medium, &splitting, steps),
            steps,
            mirrors: mirrors(),
            itself: packed(&splitting.with_itself(medium), &Vector3::zeros()),
        })
    }

    pub(super) fn shape(&self) -> [usize; 3] {
        self.shape
    }

    /// K at the wave vector `2 pi k_i/(n_i a)`.
    pub(super) fn at(&self, k: [usize; 3]) -> Packed {
        let (smooth, short) = (self.smooth(k), self.short(k));
        std::array::from_fn(|i| smooth[i] + short[i] - self.itself[i])
    }

    /// The sum over the reciprocal lattice.
    fn smooth(&self, k: [usize; 3]) -> Packed {
        let along =
            |axis: usize| 2.0 * PI * k[axis] as f64 / (self.shape[axis] as f64 * self.spacing);
        let (wave, cutoff) = (
            Vector3::new(along(0), along(1), along(2)),
            self.splitting.wave_cutoff(),
        );
        let waves = self.reciprocal.iter().map(|g| wave + g);
        let kept = waves.filter(|q| q.norm_squared() <= cutoff * cutoff && *q != Vector3::zeros());
        let sum = kept.fold([0.0; PAIRS], |sum, q| {
            let term = packed(&self.splitting.smooth(&self.medium, &q), &q);
            std::array::from_fn(|i| sum[i] + term[i])
        });
        sum.map(|number| number / self.spacing.powi(3))
    }

    /// The sum over the lattice, all mirror images of a site at once.
    fn short(&self, k: [usize; 3]) -> Packed {
        let phases: [Vec<(f64, f64)>; 3] = std::array::from_fn(|axis| {
            let turn = 2.0 * PI * k[axis] as f64 / self.shape[axis] as f64;
            (0..=self.steps)
                .map(|step| (turn * step as f64).sin_cos())
                .collect()
        });
        let mut sum = [0.0; PAIRS];
        for (site, matrix) in &self.near {
            let phase = mirrored_phases(std::array::from_fn(|axis| phases[axis][site[axis]]));
            for (i, number) in sum.iter_mut().enumerate() {
                *number += matrix[i] * phase[self.mirrors[i]];
            }
        }
        sum
    }
}

/// The splitting length, which is that of the smearing where there is one.
fn length(lattice: &Lattice, core: Core) -> Result<f64> {
    match core {
        Core::Point => Ok(SPLITTING * lattice.spacing()),
        Core::Smeared(length) if length >= SHARPEST * lattice.spacing() => Ok(length),
        Core::Smeared(length) => Err(Error::Domain {
            name: "smearing length",
            value: length,
            domain: "at least a tenth of the lattice constant; points have none",
        }),
    }
}

/// The mean of `e^(-i k R)` over the mirror images of R, each with the sign of the mirror class: even, and
/// odd as yz, xz, xy are.
fn mirrored_phases([(sx, cx), (sy, cy), (sz, cz)]: [(f64, f64); 3]) -> [f64; 4] {
    [cx * cy * cz, -cx * sy * sz, -sx * cy * sz, -sx * sy * cz]
}

/// The lattice sites of one octant within `steps` lattice constants, but the origin.
fn near(
    spacing: f64,
    medium: &Medium,
    splitting: &Splitting,
    steps: usize,
) -> Vec<([usize; 3], Packed)> {
    let along = 0..=steps;
    let plane = along.clone().flat_map(|y| (0..=steps).map(move |z| (y, z)));
    let octant = plane.flat_map(|(y, z)| along.clone().map(move |x| [x, y, z]));
    let within =
        |site: &[usize; 3]| (1..=steps * steps).contains(&site.iter().map(|i| i * i).sum());
    octant
        .filter(within)
        .map(|site| {
            let images: f64 = site
                .map(|i| if i == 0 { 1.0 } else { 2.0 })
                .iter()
                .product();
            let r = Vector3::from(site.map(|i| i as f64)) * spacing;
            let matrix = packed(&splitting.short(medium, &r), &r);
            (site, matrix.map(|number| images * number))
        })
        .collect()
}

/// The matrix from the components of a dipole to those of its strain.
pub(crate) fn packed(form: &Form, r: &Vector3<f64>) -> Packed {
    let units = units();
    let across = units.map(|unit| unit.apply(r));
    let along = across.map(|v| r.dot(&v));
    let traces = units.map(|unit| unit.trace());
    let mut matrix = [0.0; PAIRS];
    for (number, (i, j)) in matrix.iter_mut().zip(pairs()) {
        let same = if i == j { form.pp } else { 0.0 };
        let dilation = form.tt * traces[i] * traces[j];
        let mixed = form.ts * (traces[i] * along[j] + traces[j] * along[i]);
        let facing = form.vw * across[i].dot(&across[j]) + form.ss * along[i] * along[j];
        *number = -(same + dilation + mixed + facing);
    }
    matrix
}

/// The mirror class of each number of a matrix.
fn mirrors() -> [usize; PAIRS] {
    let mut classes = [0; PAIRS];
    for (class, (row, column)) in classes.iter_mut().zip(pairs()) {
        *class = MIRROR[row] ^ MIRROR[column];
    }
    classes
}
