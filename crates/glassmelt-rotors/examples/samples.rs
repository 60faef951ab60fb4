//! One way to move rotors, again and again, for `benches/rotors.py samples`, which measures how long that takes.
//!
//! The first line of standard input is the order, as JSON; it is answered when the rotors are in equilibrium
//! and the stride is tuned. Each further line says how many sweeps are to be done, and is answered when that
//! is so; nothing is an order to say what they were worth. No clock runs here.

use std::io::stdin;

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::measure::shear_components;
use glassmelt_rotors::random::{Purpose, Seed, Stream};
use glassmelt_rotors::statistics::{
    Columns, Measurement, correlation_time, correlation_time_error, drift, estimate, of_means,
};
use glassmelt_rotors::{
    Boundary, Cell, Core, Couplings, Ewald, Field, HeatBath, HybridMonteCarlo, Lattice, LatticeSum,
    LatticeTable, Leaps, Metropolis, PairTable, ParticleMesh, Rotors, Sampler, Splitting, Steps,
    Tuning, Visits, random_places, thermal_energy,
};
use nalgebra::Vector3;
use serde::Deserialize;
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The hard core, and the lattice constant.
const CORE: f64 = 1.0;
/// The accuracy of strains off the lattice.
const ACCURACY: f64 = 1e-4;
/// As runs have them if nothing else is asked for.
const LEAPS: Leaps = Leaps {
    stride: 0.3,
    length: 1.5,
    most: 20,
};

#[derive(Deserialize)]
struct Order {
    x0: f64,
    sampler: Kind,
    /// Trajectories from random rotations towards equilibrium, whatever sampler follows.
    trajectories: u64,
    /// Sweeps of the sampler itself before anything is kept; strides are tuned in the first half.
    sweeps: u64,
    #[serde(flatten)]
    system: System,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Hybrid,
    HeatBath,
    Metropolis,
}

#[derive(Deserialize)]
#[serde(tag = "system", rename_all = "snake_case")]
enum System {
    /// All sites of a cube.
    Lattice { side: usize },
    /// Hard cores at random.
    Random { count: usize, density: f64 },
}

/// Rotors, what moves them, and what was seen of them.
struct Chain {
    rotors: Rotors,
    kt: f64,
    stream: Stream,
    step: u64,
    energies: Vec<f64>,
    /// The five shear components of the total, and the sum of their squares.
    totals: Columns,
    acceptance: f64,
}

fn main() -> Result<(), Failure> {
    let mut lines = stdin().lines();
    let order: Order = serde_json::from_str(&lines.next().ok_or("no order")??)?;
    let medium = Medium::new(1.0, 1.0)?;
    let dipole = SymmetricTensor::uniaxial(1.0, Vector3::z());
    let kt = thermal_energy(order.x0, &dipole, &medium, CORE)?;
    let Samplers {
        mut hybrid,
        mut single,
        volume,
    } = samplers(&order, medium, &dipole)?;
    let mut chain = Chain::new(&order, dipole, kt)?;
    chain.tuned(hybrid.as_mut(), order.trajectories, hybrid_tuning())?;
    let sampler = match &mut single {
        Some((sampler, tuning)) => {
            chain.tuned(sampler.as_mut(), order.sweeps, *tuning)?;
            sampler.as_mut()
        }
        None => hybrid.as_mut(),
    };
    println!("{}", json!({"dipoles": chain.rotors.count()}));
    for line in lines {
        match line?.trim().parse()? {
            0 => println!("{}", chain.worth(1.0 / (volume * kt * medium.mu()))),
            count => {
                chain.advance(sampler, count)?;
                println!("{}", json!({"sweeps": chain.energies.len()}));
            }
        }
    }
    Ok(())
}

impl Chain {
    fn new(order: &Order, dipole: SymmetricTensor, kt: f64) -> Result<Self, Failure> {
        let count = match order.system {
            System::Lattice { side } => side.pow(3),
            System::Random { count, .. } => count,
        };
        let stream = Seed(2026).stream(Purpose::Moves, 0, 0);
        Ok(Self {
            rotors: Rotors::random(dipole, count, stream)?,
            kt,
            stream,
            step: 0,
            energies: Vec::new(),
            totals: vec![Vec::new(); 6],
            acceptance: 0.0,
        })
    }

    /// Sweeps of which nothing is kept: the stride follows the acceptance in the first half.
    fn tuned(
        &mut self,
        sampler: &mut dyn Sampler,
        sweeps: u64,
        mut tuning: Tuning,
    ) -> Result<(), Failure> {
        for _ in 0..sweeps.div_ceil(2) {
            sampler.set_stride(tuning.stride());
            self.sweeps(sampler, 1, &mut |acceptance, _, _| tuning.saw(acceptance))?;
        }
        sampler.set_stride(tuning.frozen());
        self.sweeps(sampler, sweeps / 2, &mut |_, _, _| ())
    }

    /// Sweeps that are kept.
    fn advance(&mut self, sampler: &mut dyn Sampler, count: u64) -> Result<(), Failure> {
        let mut energies = std::mem::take(&mut self.energies);
        let mut totals = std::mem::take(&mut self.totals);
        let mut sum = 0.0;
        self.sweeps(sampler, count, &mut |acceptance, energy, rotors| {
            sum += acceptance;
            energies.push(energy);
            let dipoles = rotors.dipoles().into_iter();
            let total = dipoles.fold(SymmetricTensor::ZERO, |m, q| m + q);
            let shears = shear_components(&total);
            let square = shears.iter().map(|c| c * c).sum();
            let numbers = shears.into_iter().chain([square]);
            numbers.zip(&mut totals).for_each(|(x, list)| list.push(x));
        })?;
        (self.energies, self.totals) = (energies, totals);
        self.acceptance += sum;
        Ok(())
    }

    fn sweeps(
        &mut self,
        sampler: &mut dyn Sampler,
        count: u64,
        watch: &mut dyn FnMut(f64, f64, &Rotors),
    ) -> Result<(), Failure> {
        let stream = self.stream.later(self.step);
        let steps = Steps { stream, count };
        self.step += count;
        sampler.sweeps(&mut self.rotors, self.kt, steps, &mut |_, sweep, rotors| {
            watch(sweep.acceptance, sweep.energy, rotors);
        })?;
        Ok(())
    }

    /// The energy and `mu_R/mu0` at k = 0 with their memories; `weight` is `1/(V k_B T mu)`.
    fn worth(&self, weight: f64) -> Value {
        let count = self.energies.len();
        let known = |estimate: glassmelt::Estimate, time: f64| {
            let time_error = correlation_time_error(time, count);
            json!({"mean": estimate.mean, "error": estimate.error, "time": time, "time_error": time_error})
        };
        let modulus: Measurement = of_means(std::slice::from_ref(&self.totals), |means| {
            let squares: f64 = means[0][..5].iter().map(|c| c * c).sum();
            1.0 - 0.1 * weight * (means[0][5] - squares)
        });
        json!({
            "sweeps": count,
            "acceptance": self.acceptance / count as f64,
            "drift": drift(&self.energies),
            "energy": known(estimate(&self.energies), correlation_time(&self.energies)),
            "modulus": known(modulus.estimate, modulus.correlation_time),
        })
    }
}

type Tuned = (Box<dyn Sampler>, Tuning);

fn hybrid_tuning() -> Tuning {
    Tuning::new(LEAPS.stride, 0.6, 0.8)
}

/// What moves the rotors of an order.
struct Samplers {
    /// Every chain begins with it.
    hybrid: Box<dyn Sampler>,
    /// The one of single rotors, where that is wanted.
    single: Option<Tuned>,
    volume: f64,
}

fn samplers(order: &Order, medium: Medium, dipole: &SymmetricTensor) -> Result<Samplers, Failure> {
    match order.system {
        System::Lattice { side } => {
            let lattice = Lattice::new([side; 3], CORE)?;
            let sites: Vec<usize> = (0..lattice.sites()).collect();
            let sum = LatticeSum::new(lattice, medium, Core::Point, &sites)?;
            let field = sum.turning(&vec![*dipole; sites.len()])?;
            let table = || LatticeTable::new(lattice, medium, Core::Point, &sites);
            Ok(Samplers {
                hybrid: hybrid(field)?,
                single: single(order.sampler, || Ok(table()?))?,
                volume: lattice.cell()?.volume(),
            })
        }
        System::Random { count, density } => {
            let cell = Cell::cubic((count as f64 / density).cbrt())?;
            let stream = Seed(7).stream(Purpose::Places, 0, 0);
            let places = random_places(&cell, count, CORE, stream)?;
            let mesh = ParticleMesh::new(medium, cell, &places, ACCURACY)?;
            let field = mesh.turning(&vec![*dipole; count])?;
            let reach = Splitting::new(1.0, ACCURACY)?.range();
            let splitting = Splitting::new(0.5 * cell.sides().min() / reach, ACCURACY)?;
            let ewald = Ewald::new(medium, cell, splitting)?;
            let table = || PairTable::new(&ewald, &places);
            Ok(Samplers {
                hybrid: hybrid(field)?,
                single: single(order.sampler, || Ok(table()?))?,
                volume: cell.volume(),
            })
        }
    }
}

fn hybrid(field: impl Field + 'static) -> Result<Box<dyn Sampler>, Failure> {
    let boundary = Boundary::CLAMPED;
    Ok(Box::new(HybridMonteCarlo::new(field, boundary, LEAPS)?))
}

fn single<C: Couplings + 'static>(
    kind: Kind,
    couplings: impl Fn() -> Result<C, Failure>,
) -> Result<Option<Tuned>, Failure> {
    let (boundary, visits) = (Boundary::CLAMPED, Visits::InTurn);
    let tuning = Tuning::new(0.5, 1.5, 0.4);
    Ok(match kind {
        Kind::Hybrid => None,
        Kind::HeatBath => Some((
            Box::new(HeatBath::new(couplings()?, boundary, visits)),
            tuning,
        )),
        Kind::Metropolis => Some((
            Box::new(Metropolis::new(
                couplings()?,
                boundary,
                tuning.stride(),
                visits,
            )?),
            tuning,
        )),
    })
}
