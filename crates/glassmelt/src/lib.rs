//! The theory of melting of glasses (C. M. Varma), equation by equation.
//!
//! Pure functions: no files, threads or random numbers. `k_B = 1` throughout; `mu_bar = mu a^3/(k_B T)`
//! is the shear modulus in thermal units, `m = alpha mu_bar` the coupling, `ell = ln(R/a)` the scale.
//!
//! | equations | what they say | module |
//! | --- | --- | --- |
//! | 1-5 | a rigid defect in its cage, its dipole | [`defect`], [`dipole`] |
//! | 6-8 | the elastic medium, strain of a dipole | [`medium`] |
//! | 9-10 | energy, force and torque of two dipoles | [`interaction`] |
//! | 11 | density of defects against temperature | [`fugacity`] |
//! | 12-15 | a dilute gas of turning dipoles, by elasticity itself | [`dilute`] |
//! | 15, 27 | first-order screening of the modulus | [`screening`] |
//! | 16-22 | the flow of modulus and fugacity | [`flow`] |
//! | below 20 | what ties the flow to temperature | [`closure`] |
//! | 21, 23 | the correlation length | [`length`], [`liquid`] |
//! | below 23 | specific heat and entropy | [`thermodynamics`], [`liquid`] |
//! | 24 | viscosity, relaxation time, frequency | [`viscosity`], [`dynamic_modulus`] |
//! | 21-24 together | a glass heated under a closure | [`melting`] |
//! | `mu_R` against scale | one curve for flow, rotors, trajectory | [`modulus_curve`] |
//! | f, D, m | strength and fragility | [`angell`] |
//!
//! Each result says its [`Layer`]: printed, exact (what follows from the printed flow), or elastic
//! (what follows from elasticity itself). Where an assumption breaks, [`validity`] says so with the
//! numbers.
//!
//! ```
//! use glassmelt::flow::ExactFlow;
//!
//! let flow = ExactFlow::new(0.05, 10.0, 3.0)?;
//! let fixed = flow.fixed_point();
//! // The modulus falls by a tenth and stays: at finite fugacity this flow has no liquid.
//! assert!((fixed.mu_bar - 8.937288203827486).abs() < 1e-12);
//! assert!((fixed.rate - fixed.m.exp_m1()).abs() < 1e-15);
//! # Ok::<(), glassmelt::Error>(())
//! ```

mod answer;
mod error;

pub mod special;
pub mod units;

pub mod tensor;

pub mod medium;

pub mod defect;
pub mod dipole;

pub mod interaction;

pub mod fugacity;
pub mod screening;

pub mod dilute;

pub mod flow;

pub mod closure;
pub mod length;
mod length_heat;
pub mod liquid;
pub mod melting;
pub mod modulus_curve;

pub mod angell;
pub mod dynamic_modulus;
pub mod thermodynamics;
pub mod validity;
pub mod viscosity;

pub use angell::{Myega, VogelFulcher};
pub use answer::{Estimate, Layer, Warning};
pub use dipole::DipoleTensor;
pub use dynamic_modulus::DynamicModulus;
pub use error::{Error, Result};
pub use length_heat::{LengthAndSlope, LnHeatAndEntropy};
pub use liquid::Liquid;
pub use medium::Medium;
pub use tensor::SymmetricTensor;
pub use thermodynamics::{ConfigurationalHeat, HeatForm};

/// The Rust blocks of the book compile and hold.
#[cfg(doctest)]
#[doc = include_str!("../../../book/src/tutorials/theorist.md")]
struct BookForTheorists;
