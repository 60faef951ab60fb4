//! A dilute gas of identical elastic dipoles that turn freely: what Eqs. 12-15 become with the exact energy.
//!
//! Each defect carries `Q = R Q0 R^T` with its own free rotation R; any symmetric `Q0` is allowed,
//! uniaxial or not, with a trace or not. The layer is elastic unless a name says `printed`.
//!
//! **Reduced numbers.** With `Q_norm^2 = (3/2) Q_dev:Q_dev` (so that the uniaxial `P0 (n n - 1/3)` has
//! `Q_norm = P0`) the coupling is `X = Q_norm^2/(8 pi mu k_B T r^3)` and the energy of a pair is
//! `E2/k_B T = X g`, where g depends on the two orientations and on `lambda/mu` alone.
//!
//! **The sum of Eq. 12, rightly counted.** Linear response gives, for one shear component,
//! `1/mu_R = 1/mu_0 + (4/k_B T) int d^3r <u_xy(r) u_xy(0)>` with `u_xy = Q_xy/2 mu_0` of the defects,
//! that is `<Q_xy^2>/(V k_B T mu_0^2)` of the total dipole. To second order in the density n:
//!
//! 1. Each defect with itself: `x = n <Q_xy^2>/(k_B T mu_0)`, `<Q_xy^2> = Q_dev:Q_dev/10`. The lower
//!    limit a of Eq. 12 leaves this out; it is of first order in n and the largest.
//! 2. Pairs: `n^2 int_{r>a} d^3r <Q_xy^a Q_xy^b (e^{-E2/k_B T} - 1)>`. A common rotation turns
//!    `Q_xy^a Q_xy^b` into `Q_dev^a:Q_dev^b/10`, and with `c(X) = <(Q_dev^a:Q_dev^b)/Q_norm^2 e^{-X g}>`
//!    and `J(X0) = 3 int_1^inf x^2 c(X0/x^3) dx` the two together are `x (1 + 2 pi n a^3 J(X0))`, with X0 at
//!    contact, `r = a`.
//! 3. The energy falls as `1/r^3`, so the shape of what lies far away matters. Summed shell by
//!    shell the above is the response of a ball of defects in the bare medium (the construction of
//!    `Kirkwood1939`); the ball of modulus `mu_R` answers by the factor beta of `Eshelby1957`, and
//!    `mu_R/mu_0 = 1 - x/(1 + beta x)` with the x of both terms: Clausius-Mossotti.
//!
//! Since `<Q_dev^a:Q_dev^b g> = 0` for any dipole, `c(X) = c2 X^2 + c3 X^3 + ...`: the integrand of Eq. 15
//! falls as `r^-4`, and there is no logarithm to renormalise (errata E43 to E47).
//!
//! | question | answer |
//! | --- | --- |
//! | moments of g, exactly | [`TurningPair::moments`], [`TurningPair::moments_by_quadrature`] |
//! | c(X), with its error | [`TurningPair::boltzmann`] |
//! | J(X0), with its error | [`TurningPair::integral`], [`TurningPair::integral_up_to`] |
//! | the same at frozen positions | [`TurningPair::frozen_correlation`], [`TurningPair::frozen_integral`] |
//! | moduli of the gas | [`Gas`], [`Bulk`], [`average`] |
//! | the paper's own averages | [`printed`] |

mod answer;
mod bulk;
mod gas;
mod integrals;
mod moments;
mod orientations;
mod pair;
pub mod printed;

pub use answer::{Dilute, PairAverage, average};
pub use bulk::{Bulk, bulk};
pub use gas::Gas;
pub use integrals::{Boltzmann, Integral, PairIntegral};
pub use moments::Moments;
pub use pair::{Modes, TurningPair};
