//! Many rotatable elastic dipoles `Q = R Q0 R^T` in an isotropic medium under periodic boundaries: their
//! exact long-range energy, how they move at a temperature, and the shear modulus that they leave.
//!
//! | job | what | where |
//! | --- | --- | --- |
//! | energy, slow truth | any places, work as the square of the number | [`Ewald`] |
//! | on a lattice | work N log N, points exact or smeared | [`LatticeSum`], [`TurningSum`] |
//! | off it | any places that stay, work N log N, to an accuracy | [`ParticleMesh`], [`TurningMesh`] |
//! | pair by pair | work N for a change of one dipole | [`PairTable`], [`LatticeTable`] |
//! | over ranks | a lattice, each process with its slab | [`SlabSum`], [`SlabTurningSum`] |
//! | q = 0 | mean strain given, or the stress | [`Boundary`] |
//! | places | hard cores at random, random sites of a lattice | [`random_places`], [`random_sites`] |
//! | moving at a temperature | all at once, or one at a time | [`HybridMonteCarlo`], [`Metropolis`], [`HeatBath`] |
//! | many temperatures | replica exchange | [`Ladder`] |
//! | coming and going | grand canonical, Eq. 11 | [`population`] |
//! | times | with or without inertia | [`Langevin`], [`Inertial`] |
//! | measuring | moduli, order, heat, with errors | [`measure`], [`statistics`] |
//! | response | C(t), G(t), viscosity (Eq. 24), G*(omega) | [`Correlation`], [`Response`] |
//! | theories beside it | independent, virial, mean field, flow | [`Baselines`] |
//! | a run | places, two replicas, ladder, records | [`Sample`] |
//! | processes | one, or those of MPI | [`ranks`] |
//! | random numbers | by address, not by history | [`random`] |
//!
//! With the feature `mpi` there is `ranks::MpiRanks`, the processes that `mpirun` started. It needs Open MPI and
//! libclang to be built: the Debian packages `libopenmpi-dev`, `openmpi-bin` and `libclang-dev`.
//!
//! Lengths are in one unit of the caller's choice, dipoles in energy, elastic moduli in energy over volume.

mod answer;
mod baselines;
mod boundary;
mod cell;
mod coupling;
mod dynamics;
mod error;
mod ewald;
mod felt;
mod field;
mod form;
mod ladder;
mod lattice;
pub mod measure;
mod mesh;
mod pairs;
mod places;
pub mod population;
pub mod random;
pub mod ranks;
mod response;
mod rotors;
mod sampling;
mod simulation;
mod splitting;
pub use glassmelt_statistics as statistics;
mod sum;
mod traces;

pub use answer::{Interaction, torque};
pub use baselines::{Baseline, Baselines, Rival};
pub use boundary::Boundary;
pub use cell::Cell;
pub use coupling::{free_softening, thermal_energy};
pub use dynamics::{Dynamics, Inertial, Langevin, Moment};
pub use error::{Error, Result};
pub use ewald::Ewald;
pub use field::{EwaldAt, Field, Independent};
pub use ladder::{Crew, Exchange, Ladder, LadderPlan, Phase, Tally, Walker, block, is_own};
pub use lattice::{Core, Lattice, LatticeSum, SlabSum, SlabTurningSum, TurningSum};
pub use mesh::{MeshParameters, ParticleMesh, TurningMesh};
pub use pairs::{Couplings, LatticeTable, PairMatrix, PairTable};
pub use places::{DENSEST_RANDOM, closer_than, random_places, random_sites};
pub use response::{
    Conditions, Correlation, ModulusEstimate, Response, Viscosity, dynamic_modulus_of,
};
pub use rotors::{Rotors, strength, turned};
pub use sampling::{
    HeatBath, HybridMonteCarlo, Leaps, Metropolis, Sampler, Steps, Sweep, Tuning, Visits,
};
pub use simulation::{Part, REPLICAS, Sample, SamplePlan};
pub use splitting::Splitting;
