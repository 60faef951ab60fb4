//! The checks that turn a run file into a plan: medium, dipole, couplings, schedule.

use std::f64::consts::PI;

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::random::Seed;
use glassmelt_rotors::{strength, thermal_energy};
use glassmelt_study::Document;
use glassmelt_study::mistake::{
    Checked, Mistake, check, finite, needed, non_negative, positive, unused,
};
use nalgebra::Vector3;

use super::units::{Door, door};
use super::{Coupling, Exchange, PlacesAt, RunPlan, Schedule, options, population, sites};
use crate::error::Result;
use crate::file::{CouplingTable, DipoleShape, DipoleTable, MediumTable, RunFile, RunTable};

/// Strengths of dipoles whose squares stay finite numbers.
const STRENGTHS: std::ops::RangeInclusive<f64> = 1e-100..=1e100;
/// The most couplings.
const MOST_COUPLINGS: usize = 1000;
/// The most sweeps: they number random numbers, below 2^48.
const MOST_SWEEPS: u64 = 1_000_000_000_000;

/// The plan of a file.
pub(super) fn plan(file: &RunFile, document: &Document, at: &PlacesAt) -> Result<RunPlan> {
    let explain = |mistake: &Mistake| document.explain(mistake);
    let sites = sites::sites(file, at, &explain)?;
    let rest = || -> Checked<RunPlan> {
        let door = door(&file.units)?;
        let medium = medium(&file.medium, &door)?;
        let dipole = dipole(&file.dipole)?;
        population::goes_with(file)?;
        let couplings = couplings(&file.coupling, &dipole, &medium, &door)?;
        let sampler = options::sampler(&population::sampler(file))?;
        in_order(&couplings, sampler.exchange)?;
        Ok(RunPlan {
            medium,
            dipole,
            couplings,
            schedule: schedule(&file.run)?,
            sampler,
            boundary: options::boundary(&file.boundary, &door)?,
            field: options::field(&file.field, &sites)?,
            look: options::look(&file.look, file.run.every, &sites)?,
            dynamics: file.dynamics.as_ref().map(options::dynamics).transpose()?,
            population: file
                .population
                .as_ref()
                .map(options::population)
                .transpose()?,
            scale: door.scale,
            sites,
        })
    };
    Ok(rest().map_err(|mistake| explain(&mistake))?)
}

/// Neighbours in the file exchange their rotors: they must be neighbours in coupling too.
fn in_order(couplings: &[Coupling], exchange: Exchange) -> Checked<()> {
    let rises = couplings.is_sorted_by(|a, b| a.x0 < b.x0);
    let falls = couplings.is_sorted_by(|a, b| a.x0 > b.x0);
    check(
        "coupling",
        (),
        rises || falls || exchange == Exchange::None,
        "couplings in order, since neighbours exchange their rotors; or [sampler] exchange = false",
    )
}

fn medium(table: &MediumTable, door: &Door) -> Checked<Medium> {
    let MediumTable { lambda, mu } = *table;
    finite("medium.lambda", lambda)?;
    positive("medium.mu", mu)?;
    let stable = format!(
        "3 lambda + 2 mu above zero, that is lambda above {}",
        -2.0 * mu / 3.0
    );
    check("medium.lambda", (), 3.0 * lambda + 2.0 * mu > 0.0, &stable)?;
    let medium = Medium::new(lambda * door.modulus, mu * door.modulus);
    medium.map_err(|error| Mistake::at("medium", error.to_string()))
}

/// `P0 (n n - 1/3)` along z, `P0 (u u - v v)/sqrt(3)` along x and y, or what is given.
fn dipole(table: &DipoleTable) -> Checked<SymmetricTensor> {
    let Some(components) = table.tensor else {
        let strength = positive("dipole.strength", table.strength.unwrap_or(1.0))?;
        let expected = "a strength from 1e-100 to 1e100";
        check(
            "dipole.strength",
            (),
            STRENGTHS.contains(&strength),
            expected,
        )?;
        return Ok(match table.shape.unwrap_or_default() {
            DipoleShape::Uniaxial => SymmetricTensor::uniaxial(strength, Vector3::z()),
            DipoleShape::Biaxial => {
                let shear = strength / 3.0_f64.sqrt();
                SymmetricTensor::from_components([shear, -shear, 0.0, 0.0, 0.0, 0.0])
            }
        });
    };
    let why = "belongs to a shape; expected either a shape with its strength or a tensor, not both";
    unused("dipole.shape", table.shape.as_ref(), why)?;
    unused("dipole.strength", table.strength.as_ref(), why)?;
    let right = components.iter().all(|number| number.is_finite());
    check("dipole.tensor", (), right, "six finite numbers")?;
    let tensor = SymmetricTensor::from_components(components);
    let turns = !tensor.is_isotropic() && STRENGTHS.contains(&strength(&tensor));
    let expected =
        "a tensor that is not the same however it turns, its deviator from 1e-100 to 1e100";
    check("dipole.tensor", tensor, turns, expected)
}

fn couplings(
    table: &CouplingTable,
    dipole: &SymmetricTensor,
    medium: &Medium,
    door: &Door,
) -> Checked<Vec<Coupling>> {
    match (&table.x0, &table.temperatures_k) {
        (Some(_), Some(_)) => Err(Mistake::at(
            "coupling.temperatures_k",
            "expected either x0 or temperatures_k, not both",
        )),
        (None, None) => Err(Mistake::at(
            "coupling",
            "expected x0 = a list of couplings, or temperatures_k with [units]",
        )),
        (Some(x0), None) => list("coupling.x0", x0)?
            .iter()
            .map(|&x0| coupling(x0, dipole, medium, door))
            .collect(),
        (None, Some(temperatures)) => {
            let why =
                "temperatures_k needs [units]: system = \"laboratory\" with a_nm, or energy_k";
            let energy_k = needed("coupling", door.scale.energy_k, why)?;
            let temperatures = list("coupling.temperatures_k", temperatures)?;
            let hot = |&temperature: &f64| warm(temperature, energy_k, dipole, medium);
            temperatures.iter().map(hot).collect()
        }
    }
}

/// Not empty, all above zero, none twice.
fn list<'a>(path: &str, numbers: &'a [f64]) -> Checked<&'a [f64]> {
    let counted = (1..=MOST_COUPLINGS).contains(&numbers.len());
    check(path, (), counted, "a list of 1 to 1000 numbers")?;
    let right = numbers.iter().all(|x| x.is_finite() && *x > 0.0);
    check(path, (), right, "finite numbers above zero")?;
    let twice = |(i, number): (usize, &f64)| numbers[..i].contains(number).then_some(*number);
    match numbers.iter().enumerate().find_map(twice) {
        None => Ok(numbers),
        Some(number) => Err(Mistake::at(
            path,
            format!("{number} stands there twice; expected each number once"),
        )),
    }
}

fn coupling(x0: f64, dipole: &SymmetricTensor, medium: &Medium, door: &Door) -> Checked<Coupling> {
    let kt = thermal_energy(x0, dipole, medium, 1.0);
    let kt = kt.map_err(|error| Mistake::at("coupling.x0", error.to_string()))?;
    Ok(Coupling {
        x0,
        kt,
        temperature_k: door.scale.energy_k.map(|energy_k| kt * energy_k),
    })
}

/// `X0 = P0^2/(8 pi mu k_B T a^3)` at a temperature.
fn warm(
    temperature: f64,
    energy_k: f64,
    dipole: &SymmetricTensor,
    medium: &Medium,
) -> Checked<Coupling> {
    let kt = temperature / energy_k;
    let x0 = strength(dipole).powi(2) / (8.0 * PI * medium.mu() * kt);
    let right = kt.is_normal() && x0.is_normal();
    let expected = "temperatures whose couplings are finite numbers above zero";
    check("coupling.temperatures_k", (), right, expected)?;
    Ok(Coupling {
        x0,
        kt,
        temperature_k: Some(temperature),
    })
}

fn schedule(table: &RunTable) -> Checked<Schedule> {
    let RunTable {
        thermalize,
        measure,
        every,
        ..
    } = *table;
    let most = "at most 1000000000000 sweeps";
    check("run.thermalize", (), thermalize <= MOST_SWEEPS, most)?;
    check("run.measure", (), measure <= MOST_SWEEPS, most)?;
    check(
        "run.measure",
        (),
        measure >= 1,
        "at least one sweep to measure",
    )?;
    let expected = format!("1 to {measure}, so that something is looked at");
    check("run.every", (), (1..=measure).contains(&every), &expected)?;
    let samples = u32::try_from(table.samples).unwrap_or(u32::MAX);
    check(
        "run.samples",
        (),
        (1..=100_000).contains(&samples),
        "1 to 100000 samples",
    )?;
    Ok(Schedule {
        thermalize,
        measure,
        every,
        samples,
        seed: Seed(table.seed),
        checkpoint_seconds: non_negative("run.checkpoint_seconds", table.checkpoint_seconds)?,
    })
}
