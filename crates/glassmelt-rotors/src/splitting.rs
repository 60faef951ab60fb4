//! Ewald's splitting of the dipoles' energy into a part for real space and one for Fourier space.
//!
//! In Fourier space the energy of two dipoles is `-a:Gamma(q):b`, with
//!
//! ```text
//! a:Gamma:b = ((a n).(b n) - B (n a n)(n b n))/mu,   n = q/|q|.
//! ```
//!
//! It depends on the direction of q alone. The smooth part is Gamma phi with
//! `phi = (1 + q^2 s^2) exp(-q^2 s^2)`: a Gaussian alone would leave a tail of `s^2/r^5`, for the part of
//! `8 pi mu G = 2 delta/r - B d d r` that comes from r has `1/q^4`; with phi that part is
//! `-8 pi phi/q^4`, whose change with `s^2` is a Gaussian. What remains in real space is, with `x = r/(2 s)`,
//!
//! ```text
//! 1/r  becomes  erfc(x)/r - exp(-x^2)/(2 s sqrt(pi)),
//! r    becomes  r erfc(x) - 2 s exp(-x^2)/sqrt(pi),
//! ```
//!
//! and `(1/r) d/dr` of the second is `erfc(x)/r`, of which all derivatives follow by Ewald's recursion.

use std::f64::consts::PI;

use glassmelt::Medium;
use nalgebra::Vector3;

use crate::error::{Error, Result, positive};
use crate::form::Form;

/// How the energy is split, and where both parts are cut off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Splitting {
    length: f64,
    cut: f64,
}

impl Splitting {
    /// The splitting at the length s, positive, in the unit of the positions; and the `tolerance`, between
    /// 1e-17 and 0.1.
    ///
    /// Both sums end at the y where `y^3 (1 + y^2) exp(-y^2) = tolerance`: at `r = 2 s y` and `q = y/s`. What
    /// is left out of the strain at one dipole is then at most of the order `tolerance sum |Q|/(mu s^3)`.
    ///
    /// # Errors
    /// When one of the two is outside its domain.
    pub fn new(length: f64, tolerance: f64) -> Result<Self> {
        positive("splitting length", length)?;
        if (1e-17..=0.1).contains(&tolerance) {
            let cut = cut(tolerance);
            Ok(Self { length, cut })
        } else {
            Err(Error::Domain {
                name: "tolerance",
                value: tolerance,
                domain: "between 1e-17 and 0.1",
            })
        }
    }

    /// s.
    pub fn length(&self) -> f64 {
        self.length
    }

    /// Up to which r real space is summed, `2 s y`.
    pub fn range(&self) -> f64 {
        2.0 * self.length * self.cut
    }

    /// Up to which q Fourier space is summed, `y/s`.
    pub fn wave_cutoff(&self) -> f64 {
        self.cut / self.length
    }

    /// The real-space part of the energy at r, which is not zero.
    pub(crate) fn short(&self, medium: &Medium, r: &Vector3<f64>) -> Form {
        let (distance, s) = (r.norm(), self.length);
        let gaussian = (-(0.5 * distance / s).powi(2)).exp() / (s * PI.sqrt());
        let derivatives = screened(distance, s, gaussian);
        form_of_derivatives(medium, derivatives, gaussian, 0.5 / (s * s))
    }

    /// The Fourier-space part at q, which is not zero: `-Gamma(q) phi(q)`.
    pub(crate) fn smooth(&self, medium: &Medium, q: &Vector3<f64>) -> Form {
        let square = q.norm_squared();
        let reduced = square * self.length * self.length;
        let vw = -(1.0 + reduced) * (-reduced).exp() / (medium.mu() * square);
        Form {
            pp: 0.0,
            tt: 0.0,
            vw,
            ts: 0.0,
            ss: -medium.b() * vw / square,
        }
    }

    /// The smooth part at r = 0, which a dipole has with itself: `-<Gamma> 5/(16 pi^(3/2) s^3)`. It is
    /// isotropic: its energy is the same however a dipole turns.
    pub(crate) fn with_itself(&self, medium: &Medium) -> Form {
        let weight = 5.0 / (16.0 * PI.powf(1.5) * self.length.powi(3));
        let mean = mean_over_directions(medium);
        Form {
            pp: -weight * mean.pp,
            tt: -weight * mean.tt,
            ..mean
        }
    }
}

/// The mean of Gamma over all directions: `a:<Gamma>:b = ((1/3 - 2B/15) a:b - (B/15) t_a t_b)/mu`.
pub(crate) fn mean_over_directions(medium: &Medium) -> Form {
    Form {
        pp: (1.0 / 3.0 - 2.0 * medium.b() / 15.0) / medium.mu(),
        tt: -medium.b() / (15.0 * medium.mu()),
        vw: 0.0,
        ts: 0.0,
        ss: 0.0,
    }
}

/// `B_0..B_3` of Ewald's recursion: `B_n = (-1)^n ((1/r) d/dr)^n` of `B_0 = erfc(r/2s)/r`, each from the one
/// before by `r^2 B_n = (2n - 1) B_(n-1) + (1/2s^2)^(n-1) gaussian`.
fn screened(r: f64, s: f64, gaussian: f64) -> [f64; 4] {
    let (inverse_square, w) = (1.0 / (r * r), 0.5 / (s * s));
    let zeroth = libm::erfc(0.5 * r / s) / r;
    let first = (zeroth + gaussian) * inverse_square;
    let second = (3.0 * first + w * gaussian) * inverse_square;
    let third = (5.0 * second + w * w * gaussian) * inverse_square;
    [zeroth, first, second, third]
}

/// `(2 a:b d d (1/r) - B a b d d d d r)/(8 pi mu)` with both functions screened, `c = 1 - B`.
fn form_of_derivatives(
    medium: &Medium,
    [_, first, second, third]: [f64; 4],
    gaussian: f64,
    w: f64,
) -> Form {
    let (b, c) = (medium.b(), medium.sound_ratio());
    let unit = (8.0 * PI * medium.mu()).recip();
    Form {
        pp: unit * (w * gaussian - 2.0 * c * first),
        tt: unit * b * first,
        vw: unit * ((4.0 * c - 2.0) * second - w * w * gaussian),
        ts: -unit * b * second,
        ss: unit * b * third,
    }
}

/// The y at which `y^3 (1 + y^2) exp(-y^2)` has fallen to the tolerance, by a rapid fixed point.
fn cut(tolerance: f64) -> f64 {
    let next = |y: f64| (y.powi(3) * (1.0 + y * y) / tolerance).ln().sqrt();
    (0..60).fold(4.0, |y, _| next(y))
}
