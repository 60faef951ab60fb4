//! Elastic constants from the fluctuations of the stress, where the pair potential is known.
//!
//! In a cell of fixed shape the free energy as a function of the Lagrangian strain has the second derivative
//! (Squire, Holt and Hoover, Physica 42, 388 (1969))
//!
//! ```text
//! C_abcd = <B_abcd> + rho_n k_B T (delta_ac delta_bd + delta_ad delta_bc)
//!          - V/(k_B T) (<s_ab s_cd> - <s_ab><s_cd>),
//! B_abcd = 1/V sum over pairs (u'' - u'/r) r_a r_b r_c r_d/r^2,     s_ab = 1/V sum over pairs u' r_a r_b/r.
//! ```
//!
//! The stress s is that of the pairs alone: the momenta, integrated, leave the second term (of the two that
//! their own stress would bring one goes into its fluctuation). An ideal gas has `F = -N k_B T ln V` with
//! `ln V = tr(eta) - tr(eta^2) + ...`, which is this term.
//!
//! **Pressure.** With `p = rho_n k_B T - tr<s>/d`, what displacements and stress-strain curves show is
//! `mu = C44 - p` and `lambda + 2 mu = C11 - p`; an ideal gas has mu = 0. The moduli here are these, with C averaged
//! over all directions (Voigt). The tensor is C itself. A mean stress that is not a pressure is not taken into
//! account.
//!
//! **Cut potentials.** Where u' jumps from u'(`r_c`) to zero, u'' holds `-u'(r_c) delta(r - r_c)` and the Born term
//! the pairs at the cutoff (Xu, Wittmer, Polinska and Baschnagel, Phys. Rev. E 86, 046705 (2012)). The density of pairs
//! there is that within one percent of `r_c` on both sides.
//!
//! **Observation time.** In windows of W frames the fluctuation is that about the window's own mean: mu falls
//! with W from the affine modulus (that without a fluctuation) to the modulus at rest (Wittmer, Xu and Baschnagel,
//! Phys. Rev. E 91, 022107 (2015)). For frames that know nothing of each other it is too large by 1/W of the
//! fluctuation.
//!
//! **Memory.** 240 bytes of each frame are kept, of at most [`MOST_FRAMES`].

mod answer;
mod look;
mod measure;
mod question;
mod series;
mod voigt;
mod warnings;

pub use answer::{StressAnswer, StressWindow};
pub use measure::{MOST_FRAMES, stress_modulus};
pub use question::{StressQuestion, Tensor};
