//! Moduli of a solid from a trajectory: against wavelength from displacements, and at q = 0 from the stress.
//!
//! # From displacements
//!
//! In a window of W frames `u_i = r_i - <r_i>`, and with `R_i` the mean position
//!
//! ```text
//! u(q) = N^(-1/2) sum_i u_i exp(-i q.R_i),
//! <|u_T(q)|^2> = rho_n k_B T/(mu(q) q^2)              for each transverse direction,
//! <|u_L(q)|^2> = rho_n k_B T/((lambda + 2 mu)(q) q^2)
//! ```
//!
//! with the number density `rho_n = N/V` (in a plane, over an area): with `u(r) = N^(-1/2) sum_q u(q) exp(i q.r)` the
//! elastic energy `1/2 mu integral |grad u_T|^2` is `1/2 mu/rho_n sum_q q^2 |u_T(q)|^2`, and each of its squares has
//! `1/2 k_B T` (`mu/rho_n` is an energy and q u a number, which settles on which side `rho_n` stands). See Klix,
//! Ebert, Weysser, Fuchs, Maret and Keim, Phys. Rev. Lett. 109, 178301 (2012); Klix, Maret and Keim, Phys. Rev. X
//! 5, 041033 (2015).
//!
//! **What modulus.** A displacement gradient at fixed cell costs `1/2 (C_ijkl + sigma_jl delta_ik) d_j u_i d_l u_k`,
//! with C the second derivative of the free energy by the Lagrangian strain and sigma the stress in the reference
//! state. Under a pressure `sigma = -p delta` a transverse wave of unit direction e has
//! `(C_ijkl - p delta_jl delta_ik) e_i n_j e_k n_l = C44 - p`, a longitudinal one `C11 - p`: these are the
//! stress-strain coefficients of Birch, `B44 = C44 - p`, `B11 = C11 - p`, `B12 = C12 + p`, which are also what a
//! sound wave and a rheometer under the same pressure see, and they keep `B11 = B12 + 2 B44` where
//! `C11 = C12 + 2 C44`. So mu is `C44 - p` and lambda + 2 mu is `C11 - p`.
//!
//! **In a crystal** a shell holds unlike directions; its number is the harmonic mean
//! `1/mu = mean over q of tr(P_T A(q)^-1)/(d - 1)`, `A_ik = (C_ijkl - p delta_jl delta_ik) n_j n_l`, `P_T` the
//! projection on what is transverse.
//!
//! **At finite q** `mu(q)` is defined by the power of the wave; it is an elastic modulus as q -> 0. Displacements
//! that no elastic wave carries (cages, optical modes, frozen disorder) add a power without the 1/q^2, hence
//! `1/mu(q) = 1/mu + const q^2`, and discreteness adds terms of the same order: `mu(q) = mu(0) + c q^2` is fitted.
//! Where a lattice repeats within the wavelength the numbers still are those of its dynamical matrix,
//! `k_B T D(q)^-1 = <u u^+>`.
//!
//! **Several species.** Atoms are counted, not weighed: as q -> 0 an elastic wave moves all species alike, and any
//! weights that add up to N give the same; at finite q other weights would move `c`, not `mu(0)`.
//!
//! **Finite time.** The window's own mean takes the part `v/c(0)` (`2 tau/W` where the window is long) out of the
//! power, and the modulus comes out too large by `1/(1 - v/c(0))`. The correlation of u(q, t) is measured, and the
//! part put back; both values are given. See [`Memory`]. Where u(q, t) does not forget within a quarter of
//! the window no correction is possible: `mu` is then as observed, an upper bound, and the shell, which says
//! `corrected: false`, is left out of mu(q -> 0), of the correlation length and of whether mu falls with time.
//!
//! **Observation time.** Each length of window has its own mean positions. In a glass mu(q, t) falls to a plateau;
//! in a liquid it goes on falling to zero. Frames that tell their time, and are evenly apart, tell that of a window.
//!
//! **Memory** is bounded by [`Question::buffer`], twice over, and by a few arrays over atoms.
//!
//! **Cell.** Where the cell moves, positions are mapped with it onto the mean cell, whose density and wave vectors are
//! taken; one that is strained by more than a hundredth is warned of.
//!
//! **Drift.** The mean displacement of each frame is taken out. A turning of all atoms about an axis is not: in a
//! periodic cell there is none.
//!
//! **Errors** are those of the time series of the power of a shell, with its correlation time; the scatter of the
//! waves of a shell is given beside it. The modulus is one over a mean power: its own bias, one over the number of
//! independent samples, is not taken out.
//!
//! # From stress
//!
//! Born term minus fluctuations, where a pair potential is given: see [`stress`].

mod amplitudes;
mod answer;
mod cells;
mod collector;
mod correlate;
mod extrapolation;
mod finite_time;
mod length;
mod line;
mod means;
mod measure;
mod pace;
mod passes;
mod question;
mod reader;
mod series;
mod shell;
pub mod stress;
mod warnings;
mod waves;
mod window;

pub use amplitudes::{Amplitudes, amplitudes_by_sum};
pub use answer::{ModulusAnswer, Reference, WindowModulus};
pub use extrapolation::Extrapolation;
pub use finite_time::Memory;
pub use length::CorrelationLength;
pub use measure::modulus;
pub use question::{Question, Windows};
pub use shell::{Observed, ShellModulus};
pub use waves::{SHELL_TOLERANCE, Shell, Wave, WaveChoice, Waves};
