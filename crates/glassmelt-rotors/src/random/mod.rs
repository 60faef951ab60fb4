//! Random numbers that depend on what they are for, and on nothing else.
//!
//! Each number has an address: the seed of the run, the purpose, the walker, the step, the rotor, and its
//! place among the draws there. Whoever asks, in whatever order and on whatever thread, gets the same.

mod philox;

use std::f64::consts::PI;

use nalgebra::{Quaternion, UnitQuaternion, Vector3};

pub use philox::philox;

/// What random numbers are for; numbers of different purposes are independent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// Where the defects are.
    Places = 1,
    /// How they are turned at the start.
    Start = 2,
    /// The momenta of a trajectory of hybrid Monte Carlo.
    Momenta = 3,
    /// Whether a move is accepted.
    Acceptance = 4,
    /// How long a trajectory is.
    Length = 5,
    /// The moves of single rotors.
    Moves = 6,
    /// Which rotor moves.
    Order = 7,
    /// Exchanges of replicas.
    Exchange = 8,
    /// The noise of Langevin's equation.
    Noise = 9,
    /// Insertions and deletions of defects.
    Population = 10,
    /// Resampling of data.
    Resampling = 11,
}

/// All random numbers of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seed(pub u64);

/// The random numbers of one walker at one step, for one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    seed: Seed,
    purpose: Purpose,
    walker: u32,
    step: u64,
}

impl Seed {
    /// The numbers of `walker` for the `purpose` at the `step`, which is below 2^48.
    pub const fn stream(self, purpose: Purpose, walker: u32, step: u64) -> Stream {
        Stream {
            seed: self,
            purpose,
            walker,
            step,
        }
    }
}

impl Stream {
    /// The same walker at the same step, for another purpose.
    #[must_use]
    pub const fn with(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    /// The same walker and purpose, so many steps later.
    #[must_use]
    pub const fn later(self, steps: u64) -> Self {
        let step = self.step + steps;
        Self { step, ..self }
    }

    /// The number of the step.
    pub const fn step(self) -> u64 {
        self.step
    }

    /// The numbers of one rotor: its first 2^9 draws of a double.
    pub const fn of(self, rotor: u32) -> Draws {
        Draws {
            stream: self,
            rotor,
            drawn: 0,
            left: None,
        }
    }
}

/// Random numbers one after the other, each from its own address.
#[derive(Debug, Clone)]
pub struct Draws {
    stream: Stream,
    rotor: u32,
    drawn: u8,
    left: Option<f64>,
}

impl Draws {
    /// Uniform, above zero and below one.
    pub fn uniform(&mut self) -> f64 {
        if let Some(left) = self.left.take() {
            return left;
        }
        let [a, b, c, d] = self.words();
        self.left = Some(unit(c, d));
        unit(a, b)
    }

    /// Two independent normal numbers of mean zero and variance one (Box and Muller 1958).
    pub fn normal_pair(&mut self) -> [f64; 2] {
        let length = (-2.0 * self.uniform().ln()).sqrt();
        let (sine, cosine) = (2.0 * PI * self.uniform()).sin_cos();
        [length * cosine, length * sine]
    }

    /// Three independent normal numbers.
    pub fn normal_vector(&mut self) -> Vector3<f64> {
        let ([x, y], [z, _]) = (self.normal_pair(), self.normal_pair());
        Vector3::new(x, y, z)
    }

    /// A rotation, all equally likely (Shoemake 1992).
    pub fn rotation(&mut self) -> UnitQuaternion<f64> {
        let part = self.uniform();
        let (one, other) = ((1.0 - part).sqrt(), part.sqrt());
        let (s1, c1) = (2.0 * PI * self.uniform()).sin_cos();
        let (s2, c2) = (2.0 * PI * self.uniform()).sin_cos();
        let quaternion = Quaternion::new(other * c2, one * s1, one * c1, other * s2);
        UnitQuaternion::new_normalize(quaternion)
    }

    /// A direction, all equally likely.
    pub fn direction(&mut self) -> Vector3<f64> {
        let z = 2.0 * self.uniform() - 1.0;
        let (sine, cosine) = (2.0 * PI * self.uniform()).sin_cos();
        let across = (1.0 - z * z).sqrt();
        Vector3::new(across * cosine, across * sine, z)
    }

    /// One of `count` things, from zero; `count` is at least one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn index(&mut self, count: usize) -> usize {
        ((self.uniform() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// The next four words. The address is `[rotor, low step, walker, high step | purpose | draw]`.
    #[allow(clippy::cast_possible_truncation)]
    fn words(&mut self) -> [u32; 4] {
        let Stream {
            seed: Seed(seed),
            purpose,
            walker,
            step,
        } = self.stream;
        let high = ((step >> 32) as u32) << 16;
        let last = high | (u32::from(purpose as u8) << 8) | u32::from(self.drawn);
        self.drawn = self.drawn.wrapping_add(1);
        let key = [seed as u32, (seed >> 32) as u32];
        philox(key, [self.rotor, step as u32, walker, last])
    }
}

/// 52 bits of two words, in the middle of their interval of (0, 1).
fn unit(high: u32, low: u32) -> f64 {
    let bits = (u64::from(high) << 32 | u64::from(low)) >> 12;
    (bits as f64 + 0.5) / (1_u64 << 52) as f64
}
