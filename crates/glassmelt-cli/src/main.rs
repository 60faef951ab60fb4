//! The glassmelt command line: it parses, calls, prints.
#![allow(clippy::doc_markdown)] // the comments on arguments are the words of --help

mod answer;
mod commands;
mod error;
mod folder;
mod list;
mod progress;
mod screen;
mod stop;
mod value;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use error::Failure;

/// The theory of melting of glasses, from the flow of the shear modulus to measured viscosity.
#[derive(Debug, Parser)]
#[command(
    name = "glassmelt",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "Example:\n  glassmelt fit data/diopside.csv --out report"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant)] // there is one, once
enum Command {
    /// Follow the renormalization flow of the shear modulus, Eqs. 16-22.
    Flow(commands::flow::Arguments),
    /// Find the correlation length of a flow, Eqs. 21 and 23.
    Length(commands::length::Arguments),
    /// Heat a glass through T0 under a closure: length, viscosity, heat, entropy.
    Melt(commands::melt::Arguments),
    /// Relax a rigid defect in its cage: minima, dipole, alpha, Eqs. 1-5.
    Defect(commands::defect::Arguments),
    /// Walk the whole chain from a defect to a viscosity curve, Eqs. 1-24.
    Study(commands::study::Arguments),
    /// Print the JSON Schema of a file.
    Schema(commands::schema::Arguments),
    /// Find energy, force and torques of two elastic dipoles, Eqs. 9 and 10.
    Pair(commands::pair::Arguments),
    /// Find the strain, displacement and stress of an elastic dipole, Eq. 7.
    Strain(commands::strain::Arguments),
    /// Run many rotors, go on with a run, show what it found.
    Rotors(commands::rotors::Arguments),
    /// Read somebody's atoms: moduli, local strain, motion, dipoles.
    Trajectory(commands::trajectory::Arguments),
    /// Hold theory, rotors and trajectories against each other in one figure.
    Compare(commands::compare::Arguments),
    /// Fit every law to a measured curve, compare them, write a report.
    Fit(commands::fit::Arguments),
    /// Fit every law to many measured curves, and ask what they say together.
    Survey(commands::survey::Arguments),
    /// Recompute what the paper claims, with a verdict each.
    Claims(commands::claims::Arguments),
    /// Draw from the posterior of every law, compare laws by what they foretell.
    Posterior(commands::posterior::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Flow(arguments) => commands::flow::run(&arguments),
        Command::Length(arguments) => commands::length::run(&arguments),
        Command::Melt(arguments) => commands::melt::run(&arguments),
        Command::Defect(arguments) => commands::defect::run(&arguments),
        Command::Study(arguments) => commands::study::run(&arguments),
        Command::Schema(arguments) => commands::schema::run(&arguments),
        Command::Pair(arguments) => commands::pair::run(&arguments),
        Command::Strain(arguments) => commands::strain::run(&arguments),
        Command::Rotors(arguments) => commands::rotors::run(&arguments),
        Command::Trajectory(arguments) => commands::trajectory::run(&arguments),
        Command::Compare(arguments) => commands::compare::run(&arguments),
        Command::Fit(arguments) => commands::fit::run(&arguments),
        Command::Survey(arguments) => commands::survey::run(&arguments),
        Command::Claims(arguments) => commands::claims::run(&arguments),
        Command::Posterior(arguments) => commands::posterior::run(&arguments),
    };
    match outcome {
        Ok(()) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Told(code)) => ExitCode::from(code),
        Err(failure) => {
            tell(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Says on standard error what went wrong, in one piece. Nobody may be listening; the exit code still tells.
fn tell(failure: &Failure) {
    let line = format!("glassmelt: {failure}\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
}
