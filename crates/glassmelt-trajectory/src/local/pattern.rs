//! The angular pattern of a shear strain around its source: constant, l = 2, l = 4 in space; constant and
//! cos 4 theta in a plane; taken from data and from the elastic medium by one and the same fit.

use std::f64::consts::{FRAC_PI_2, PI};

use glassmelt::SymmetricTensor;
use glassmelt::medium::{Medium, Separation};
use nalgebra::{Matrix3, Vector3};
use serde::{Deserialize, Serialize};

use crate::frame::Dimension;

/// Which shear: the two axes of the strain component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plane {
    /// `e_xy`, the one of a plane.
    Xy,
    /// `e_yz`.
    Yz,
    /// `e_xz`.
    Xz,
}

impl Plane {
    /// The axes.
    pub fn axes(self) -> (usize, usize) {
        match self {
            Self::Xy => (0, 1),
            Self::Yz => (1, 2),
            Self::Xz => (0, 2),
        }
    }

    /// The component of a tensor.
    pub fn of(self, tensor: &SymmetricTensor) -> f64 {
        tensor.matrix()[self.axes()]
    }
}

/// A function of direction, written in the only patterns that a shear ab can have around a shear ab:
/// `constant + quadratic (n_a^2 + n_b^2 - 2/3) + quartic (n_a^2 n_b^2 - (n_a^2 + n_b^2)/7 + 1/35)`, which are
/// l = 0, 2, 4; in a plane `constant + quartic (n_a^2 n_b^2 - 1/8)`, which is `-quartic cos(4 theta)/8`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pattern {
    /// l = 0.
    pub constant: f64,
    /// l = 2; zero in a plane.
    pub quadratic: f64,
    /// l = 4; in a plane cos 4 theta.
    pub quartic: f64,
}

/// Sums for the least-squares fit of a pattern: it does not mind in which directions data happen to lie.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PatternSum {
    /// `b_k b_l` (six), `b_k value` (three).
    pub(super) sums: [f64; 9],
}

/// Where the products of two functions stand among the sums.
const PRODUCTS: [(usize, usize); 6] = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)];

impl PatternSum {
    /// One value seen along `n`, a unit vector.
    pub fn add(&mut self, n: &Vector3<f64>, value: f64, plane: Plane, dimension: Dimension) {
        let functions = Pattern::functions(n, plane, dimension);
        for (sum, (k, l)) in self.sums.iter_mut().zip(PRODUCTS) {
            *sum += functions[k] * functions[l];
        }
        for (sum, function) in self.sums[6..].iter_mut().zip(functions) {
            *sum += function * value;
        }
    }

    /// The best pattern; none where the directions do not tell the functions apart.
    pub fn pattern(&self) -> Option<Pattern> {
        let mut products = Matrix3::zeros();
        for (sum, (k, l)) in self.sums.iter().zip(PRODUCTS) {
            (products[(k, l)], products[(l, k)]) = (*sum, *sum);
        }
        let values = Vector3::new(self.sums[6], self.sums[7], self.sums[8]);
        // In a plane there is no second function.
        if products[(1, 1)] == 0.0 {
            products[(1, 1)] = products[(0, 0)];
        }
        let scale = products.diagonal().product();
        if products.determinant().abs() <= 1e-9 * scale {
            return None;
        }
        let solved = products.try_inverse()? * values;
        Some(Pattern {
            constant: solved.x,
            quadratic: solved.y,
            quartic: solved.z,
        })
    }
}

impl Pattern {
    /// The three functions along `n`.
    pub fn functions(n: &Vector3<f64>, plane: Plane, dimension: Dimension) -> [f64; 3] {
        let (a, b) = plane.axes();
        let (a, b) = (n[a] * n[a], n[b] * n[b]);
        match dimension {
            Dimension::Two => [1.0, 0.0, a * b - 0.125],
            Dimension::Three => [1.0, a + b - 2.0 / 3.0, a * b - (a + b) / 7.0 + 1.0 / 35.0],
        }
    }

    /// The value along `n`.
    pub fn along(&self, n: &Vector3<f64>, plane: Plane, dimension: Dimension) -> f64 {
        let [one, two, four] = Self::functions(n, plane, dimension);
        self.constant * one + self.quadratic * two + self.quartic * four
    }

    /// The strain ab at distance 1 of a dipole with `Q_ab = Q_ba = 1` and no other components, by
    /// [`Medium::strain`]; it falls as `r^-d`. In a plane it is that of a line of such dipoles across, one a unit
    /// of length: the plane strain of a medium with the same Lamé coefficients.
    ///
    /// The strain ab at r of a source that is strained by ab at its place is a multiple of this.
    pub fn of_dipole(medium: &Medium, plane: Plane, dimension: Dimension) -> Option<Self> {
        let (a, b) = plane.axes();
        let mut dipole = Matrix3::zeros();
        (dipole[(a, b)], dipole[(b, a)]) = (1.0, 1.0);
        let dipole = SymmetricTensor::symmetric_part(&dipole);
        let strain = |n: Vector3<f64>| {
            let separation = Separation::new(n).ok()?;
            Some(plane.of(&medium.strain(&dipole, &separation)))
        };
        let mut sum = PatternSum::default();
        for n in directions(dimension) {
            let value = match dimension {
                Dimension::Three => strain(n)?,
                Dimension::Two => line(&n, &strain)?,
            };
            sum.add(&n, value, plane, dimension);
        }
        sum.pattern()
    }
}

/// Directions enough to tell the patterns apart: the fit is exact, so that they need no weights.
fn directions(dimension: Dimension) -> Vec<Vector3<f64>> {
    let around = |k: u32| 2.0 * PI * f64::from(k) / 16.0 + 0.1;
    let heights: &[f64] = match dimension {
        Dimension::Two => &[0.0],
        Dimension::Three => &[-0.9, -0.5, -0.2, 0.1, 0.4, 0.7],
    };
    let on_circle = |z: f64| {
        let rho = (1.0 - z * z).sqrt();
        (0..16).map(move |k| Vector3::new(rho * around(k).cos(), rho * around(k).sin(), z))
    };
    heights.iter().flat_map(|z| on_circle(*z)).collect()
}

/// The integral along z of a strain that falls as `r^-3`, at distance 1 from the line: with `z = tan t` it is that
/// of `cos t` times the strain along `(n cos t, sin t)`. Midpoints give it to 1e-7 of itself.
fn line(n: &Vector3<f64>, strain: &impl Fn(Vector3<f64>) -> Option<f64>) -> Option<f64> {
    const STEPS: u32 = 4096;
    let width = 2.0 * FRAC_PI_2 / f64::from(STEPS);
    (0..STEPS)
        .map(|k| {
            let t = -FRAC_PI_2 + (f64::from(k) + 0.5) * width;
            let direction = n * t.cos() + Vector3::z() * t.sin();
            strain(direction).map(|strain| strain * t.cos() * width)
        })
        .sum()
}
