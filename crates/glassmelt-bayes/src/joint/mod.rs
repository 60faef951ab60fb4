//! One liquid, many measurements: viscosity, relaxation time, heat capacity and G* with shared parameters.
//!
//! The rotor law gives the length: `ln(xi/a)` from T0 and the strength D (printed: `D T0/(2 (T - T0))`;
//! exact: the flow solved). All that is measured follows from it:
//!
//! | table | law | parameters |
//! | --- | --- | --- |
//! | relaxation time | `tau = tau0 (xi/a)^2` | `log10_tau0` (s) |
//! | viscosity | `eta = G_inf tau` | `log10_g_inf` (Pa) |
//! | `G*(omega, T)` | `G_inf [1 - (1 + i omega tau/beta)^-beta]` (Davidson and Cole 1951) | `beta`, one is Maxwell |
//! | heat capacity | `cp = cp0 + cp_amplitude (a/xi)^3` | `cp0`, `cp_amplitude`, J/(mol K) |
//!
//! T0 and D are shared by all; `tau0` by the first three; `G_inf` by viscosity and `G*`. The mean relaxation
//! time of `G*` is tau whatever beta, so `eta = G_inf tau` holds between the tables. Each kind of table has
//! a scatter of its own where it gives no errors. `G'` and `G''` scatter in their logarithms.

mod file;
mod model;
mod modulus;

pub use file::{JointFile, read};
pub use model::{JointModel, Kind, Observation};
