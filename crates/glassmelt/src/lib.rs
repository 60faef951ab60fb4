//! The theory of melting of glasses (C. M. Varma), equation by equation.
//!
//! Pure functions: no files, threads or random numbers. `k_B = 1` throughout; `mu_bar = mu a^3/(k_B T)`
//! is the shear modulus in thermal units, `m = alpha mu_bar` the coupling, `ell = ln(R/a)` the scale.

pub mod angell;
mod answer;
pub mod closure;
pub mod dynamic_modulus;
mod error;
pub mod flow;
pub mod fugacity;
pub mod length;
mod length_heat;
pub mod liquid;
pub mod screening;
pub mod special;
pub mod thermodynamics;
pub mod units;
pub mod validity;
pub mod viscosity;

pub use angell::{Myega, VogelFulcher};
pub use answer::{Estimate, Layer, Warning};
pub use dynamic_modulus::DynamicModulus;
pub use error::{Error, Result};
pub use length_heat::{LengthAndSlope, LnHeatAndEntropy};
pub use liquid::Liquid;
pub use thermodynamics::{ConfigurationalHeat, HeatForm};
