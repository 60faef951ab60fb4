//! Series of stress and Born term into moduli with errors.

use glassmelt::{Estimate, Warning};
use glassmelt_statistics::{Columns, estimate, of_means};
use serde::Serialize;

use super::look::Look;
use super::voigt::{Modulus, Six, Weights, contract, isotropic, of_identity, pairs, single};
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};
use crate::frames::Frames;
use crate::modulus::measure::Windows;
use crate::potential::Potential;
use crate::watch::{Ending, Outcome, Watch};

/// The fewest frames of a window: its variance must be told.
const SHORTEST: usize = 4;
/// From so many windows on their scatter gives the error.
const MANY: usize = 16;
/// The volume moves when it does by this part.
const SAME_VOLUME: f64 = 1e-6;
/// A mean shear stress of so many of its errors is there.
const BEYOND: f64 = 5.0;

/// Whether all elastic constants are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tensor {
    /// Moduli only.
    Skip,
    /// `C_IJ` too.
    All,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct StressQuestion {
    /// The potential, in the units of the file.
    pub potential: Potential,
    /// `k_B T`, in the unit of energy.
    pub thermal_energy: f64,
    /// Which observation times.
    pub windows: Windows,
    /// Whether all elastic constants are wanted.
    pub tensor: Tensor,
}

/// Moduli from the fluctuations of the stress: energies per volume (in a plane: per area).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StressAnswer {
    /// Plane or space.
    pub dimension: Dimension,
    /// How many atoms.
    pub atoms: usize,
    /// The mean volume, or area.
    pub volume: f64,
    /// `k_B T`.
    pub thermal_energy: f64,
    /// How many frames.
    pub frames: usize,
    /// `rho_n k_B T - tr<s>/d`.
    pub pressure: Estimate,
    /// The energy of the pairs over the volume, shifts included.
    pub energy_density: Estimate,
    /// mu without the fluctuation: of a medium that deforms affinely, at times too short to relax.
    pub mu_affine: Estimate,
    /// lambda + 2 mu without the fluctuation.
    pub lambda_plus_2mu_affine: Estimate,
    /// The part of `mu_affine` that comes from the jump of the force at the cutoff.
    pub mu_of_the_cut: f64,
    /// One for each observation time, from short to long.
    pub windows: Vec<StressWindow>,
    /// `C_IJ` of all frames together, I, J = xx, yy, zz, yz, xz, xy, if asked for; the pressure is not in it.
    pub elastic_constants: Option<[[Estimate; 6]; 6]>,
    /// What to mind.
    pub warnings: Vec<Warning>,
}

/// The moduli of one observation time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StressWindow {
    /// Frames of a window.
    pub frames: usize,
    /// How many windows.
    pub windows: usize,
    /// `C44 - p`, averaged over directions.
    pub mu: Estimate,
    /// `C11 - p`, averaged over directions.
    pub lambda_plus_2mu: Estimate,
}

/// Moduli from the fluctuations of the stress in a trajectory (see the [module](super)). Of each frame 400 bytes
/// are kept.
///
/// # Errors
/// When `thermal_energy` is not positive and finite, or fewer than four frames could be used: then what ended the
/// reading, or that there are too few; no pair of the species interacts. A frame without a cell, of other atoms, or with a cell much smaller than
/// the cutoff ends it.
pub fn stress_modulus(
    frames: &mut dyn Frames,
    question: &StressQuestion,
    watch: Watch,
) -> Result<Outcome<StressAnswer>> {
    let energy = question.thermal_energy;
    if !(energy > 0.0 && energy.is_finite()) {
        return Err(Error::Domain {
            name: "k_B T",
            value: energy,
            domain: "positive and finite",
        });
    }
    let (mut looks, mut frame, mut atoms) = (Vec::new(), Frame::empty(), 0);
    let mut unnamed = None;
    let ending = loop {
        match next(
            frames,
            &mut frame,
            &question.potential,
            looks.len(),
            &mut atoms,
        ) {
            Ok(None) => break Ending::Whole,
            Ok(Some(look)) => {
                if looks.is_empty() {
                    unnamed = question.potential.warning(&frame);
                }
                looks.push(look);
            }
            Err(error) => break Ending::Broken(error),
        }
        if watch(frames.progress().unwrap_or(0.0)).is_break() {
            break Ending::Cancelled;
        }
    };
    match ending {
        Ending::Broken(error) if looks.len() < SHORTEST => Err(error),
        _ if looks.len() < SHORTEST => Err(Error::TooFewFrames {
            frames: looks.len() as u64,
            purpose: "a modulus from stress",
            needed: SHORTEST as u64,
        }),
        ending => {
            let series = Series::new(&looks, atoms, frame.dimension, energy);
            let mut answer = series.answer(question);
            answer.warnings.extend(unnamed);
            Ok(Outcome { answer, ending })
        }
    }
}

fn next(
    frames: &mut dyn Frames,
    frame: &mut Frame,
    potential: &Potential,
    number: usize,
    atoms: &mut usize,
) -> Result<Option<Look>> {
    if !frames.next_into(frame)? {
        return Ok(None);
    }
    if frame.cell.is_none() {
        return Err(Error::Missing {
            missing: "cell",
            purpose: "a stress",
            remedy: "write the cell with the frames",
        });
    }
    if number == 0 {
        potential.knows(&frame.species)?;
        *atoms = frame.len();
    }
    if frame.len() != *atoms {
        return Err(Error::OtherAtoms {
            frame: number as u64,
            difference: format!("it has {} atoms, not {atoms}", frame.len()),
        });
    }
    Look::at(frame, potential).map(Some)
}

/// All frames.
struct Series<'a> {
    looks: &'a [Look],
    atoms: usize,
    dimension: Dimension,
    thermal_energy: f64,
    volume: f64,
    /// `rho_n k_B T`.
    ideal: f64,
    /// The mean stress, taken out of products for the sake of their digits.
    middle: Six,
}

/// Columns of one modulus: Born term, `w:ss`, pressure of the pairs, and s.
const BORN: usize = 0;
const PRODUCT: usize = 1;
const PULL: usize = 2;
const STRESS: usize = 3;

impl<'a> Series<'a> {
    fn new(looks: &'a [Look], atoms: usize, dimension: Dimension, thermal_energy: f64) -> Self {
        let count = looks.len() as f64;
        let volume = looks.iter().map(|look| look.volume).sum::<f64>() / count;
        let mut middle = [0.0; 6];
        for (i, mean) in middle.iter_mut().enumerate() {
            *mean = looks.iter().map(|look| look.stress[i]).sum::<f64>() / count;
        }
        Self {
            looks,
            atoms,
            dimension,
            thermal_energy,
            volume,
            ideal: atoms as f64 / volume * thermal_energy,
            middle,
        }
    }

    fn answer(&self, question: &StressQuestion) -> StressAnswer {
        let [mu, longitudinal] =
            [Modulus::Mu, Modulus::LambdaPlus2Mu].map(|modulus| isotropic(modulus, self.dimension));
        let cut = self.looks.iter().map(|look| of_pairs(&mu, &look.impulse));
        let column =
            |of: &dyn Fn(&Look) -> f64| -> Vec<f64> { self.looks.iter().map(of).collect() };
        StressAnswer {
            dimension: self.dimension,
            atoms: self.atoms,
            volume: self.volume,
            thermal_energy: self.thermal_energy,
            frames: self.looks.len(),
            pressure: estimate(&column(&|look| self.ideal - self.pull(look))),
            energy_density: estimate(&column(&|look| look.energy)),
            mu_affine: estimate(&column(&|look| self.affine(&mu, look))),
            lambda_plus_2mu_affine: estimate(&column(&|look| self.affine(&longitudinal, look))),
            mu_of_the_cut: cut.sum::<f64>() / self.looks.len() as f64,
            windows: lengths(&question.windows, self.looks.len())
                .into_iter()
                .map(|length| StressWindow {
                    frames: length,
                    windows: self.looks.len() / length,
                    mu: self.modulus(&mu, length, Pressure::Counts),
                    lambda_plus_2mu: self.modulus(&longitudinal, length, Pressure::Counts),
                })
                .collect(),
            elastic_constants: (question.tensor == Tensor::All).then(|| self.tensor()),
            warnings: self.warnings(),
        }
    }

    /// `tr s/d`.
    fn pull(&self, look: &Look) -> f64 {
        let axes = self.dimension.count();
        look.stress[..axes].iter().sum::<f64>() / axes as f64
    }

    fn affine(&self, weights: &Weights, look: &Look) -> f64 {
        let kinetic = of_identity(weights) * self.ideal;
        of_pairs(weights, &look.born) + kinetic - (self.ideal - self.pull(look))
    }

    fn columns(&self, weights: &Weights, looks: &[Look]) -> Columns {
        let mut columns = vec![Vec::new(); STRESS + 6];
        for look in looks {
            let mut s = look.stress;
            s.iter_mut()
                .zip(self.middle)
                .for_each(|(s, middle)| *s -= middle);
            columns[BORN].push(of_pairs(weights, &look.born));
            columns[PRODUCT].push(contract(weights, &s, &s));
            columns[PULL].push(self.pull(look));
            for (column, s) in columns[STRESS..].iter_mut().zip(s) {
                column.push(s);
            }
        }
        columns
    }

    /// `B + kinetic - V/(k_B T) fluctuation (- p)` of the means of one window.
    fn of_means(&self, weights: &Weights, means: &[f64], pressure: Pressure) -> f64 {
        let mut s = [0.0; 6];
        s.copy_from_slice(&means[STRESS..]);
        let fluctuation = means[PRODUCT] - contract(weights, &s, &s);
        let c = means[BORN] + of_identity(weights) * self.ideal
            - self.volume / self.thermal_energy * fluctuation;
        match pressure {
            Pressure::Counts => c - (self.ideal - means[PULL]),
            Pressure::Not => c,
        }
    }

    /// The mean over windows: their scatter gives the error where there are many, what happens inside them where
    /// there are few.
    fn modulus(&self, weights: &Weights, length: usize, pressure: Pressure) -> Estimate {
        let windows = self.looks.chunks_exact(length);
        let records: Vec<Columns> = windows.map(|looks| self.columns(weights, looks)).collect();
        let one = |means: &[f64]| self.of_means(weights, means, pressure);
        if records.len() >= MANY {
            let mean = |column: &Vec<f64>| column.iter().sum::<f64>() / length as f64;
            let of = |columns: &Columns| one(&columns.iter().map(mean).collect::<Vec<_>>());
            return estimate(&records.iter().map(of).collect::<Vec<_>>());
        }
        let all = |means: &[Vec<f64>]| {
            means.iter().map(|means| one(means)).sum::<f64>() / means.len() as f64
        };
        of_means(&records, all).estimate
    }

    fn tensor(&self) -> [[Estimate; 6]; 6] {
        let none = Estimate {
            mean: 0.0,
            error: 0.0,
            independent_samples: 0.0,
        };
        let mut tensor = [[none; 6]; 6];
        for (i, j) in pairs() {
            tensor[i][j] = self.modulus(&single(i, j), self.looks.len(), Pressure::Not);
            tensor[j][i] = tensor[i][j];
        }
        tensor
    }

    fn warnings(&self) -> Vec<Warning> {
        let moves = |look: &Look| (look.volume / self.volume - 1.0).abs() > SAME_VOLUME;
        let moving = self.looks.iter().any(moves).then(|| {
            Warning::new(
                "cell_moves",
                "The volume changes: the fluctuation formula holds in a cell of fixed shape.",
            )
        });
        let shears = if self.dimension == Dimension::Two {
            5..6
        } else {
            3..6
        };
        let sheared = shears.into_iter().find_map(|i| {
            let s: Vec<f64> = self.looks.iter().map(|look| look.stress[i]).collect();
            let s = estimate(&s);
            let there = s.mean.abs() > BEYOND * s.error && s.mean.abs() > 1e-3 * self.ideal;
            there.then(|| {
                Warning::new(
                    "frozen_shear_stress",
                    format!(
                        "A mean shear stress of {:.4} +- {:.4} is frozen in: C44 - p holds under a pressure alone, \
                         and is off by about as much.",
                        s.mean, s.error
                    ),
                )
            })
        });
        moving.into_iter().chain(sheared).collect()
    }
}

/// Whether p is taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressure {
    Counts,
    Not,
}

fn of_pairs(weights: &Weights, values: &[f64]) -> f64 {
    pairs()
        .zip(values)
        .map(|((i, j), value)| weights[i][j] * value)
        .sum()
}

fn lengths(windows: &Windows, frames: usize) -> Vec<usize> {
    let mut lengths = match windows {
        Windows::PowersOfTwo => crate::modulus::measure::powers_of_two(frames),
        Windows::Lengths(lengths) => lengths.clone(),
    };
    lengths.retain(|length| (2..=frames).contains(length));
    lengths.sort_unstable();
    lengths.dedup();
    lengths
}
