//! What a shear does that is so weak that rotors answer in proportion: from the fluctuations of M = sum Q.
//!
//! A shear strain gamma adds `-M_xy gamma` to the energy, and the stress of the dipoles is `-M_xy/V`. With
//! `C(t) = <M_xy(t) M_xy(0)> - <M_xy>^2` at fixed strain:
//!
//! ```text
//! G(t) = mu0 - [C(0) - C(t)]/(V k_B T),      eta = int_0^inf C(t) dt/(V k_B T)   (Eq. 24, classical),
//! G*(omega) = mu0 - C(0)/(V k_B T) + i omega int_0^inf C(t) exp(-i omega t) dt/(V k_B T).
//! ```
//!
//! Eta is the viscosity of what flows beside the elastic modulus `mu_R = G(inf)`; the whole flows only where
//! `mu_R` is zero.

mod correlation;
mod modulus;
mod products;
mod transform;
mod viscosity;

pub use correlation::Correlation;
pub use modulus::{Conditions, ModulusEstimate, Response};
pub use transform::dynamic_modulus_of;
pub use viscosity::Viscosity;
