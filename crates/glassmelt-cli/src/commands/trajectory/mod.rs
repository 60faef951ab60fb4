//! `glassmelt trajectory`: what somebody's atoms say of the theory.

mod atoms;
mod dipoles;
mod drift;
mod dynamics;
mod local;
mod modulus;
mod relaxation;
mod source;
mod text;

use crate::error::Failure;

/// Reads trajectories of simulations and microscopes: moduli, local strain, motion, dipoles.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt trajectory modulus glass.lammpstrj --units lj --temperature 0.3\n  glassmelt trajectory dynamics liquid.xtc --units gromacs --temperature 300 --out report"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// The shear modulus against wavelength and observation time.
    Modulus(modulus::Arguments),
    /// Strain, rotation and D2min around each atom, and their correlations.
    Local(local::Arguments),
    /// Displacements, scattering, relaxation times, viscosity.
    Dynamics(dynamics::Arguments),
    /// Rigid units: which there are, how they turn, which dipoles they carry.
    Dipoles(dipoles::Arguments),
    /// A table of relaxation times or viscosities for `glassmelt fit`, from answers of `dynamics`.
    Relaxation(relaxation::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Modulus(arguments) => modulus::run(arguments),
        Command::Local(arguments) => local::run(arguments),
        Command::Dynamics(arguments) => dynamics::run(arguments),
        Command::Dipoles(arguments) => dipoles::run(arguments),
        Command::Relaxation(arguments) => relaxation::run(arguments),
    }
}
