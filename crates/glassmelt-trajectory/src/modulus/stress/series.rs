//! Series of stress and Born term into moduli with errors.

use glassmelt::Estimate;
use glassmelt_statistics::{Columns, estimate, of_means};

use super::answer::{StressAnswer, StressWindow};
use super::look::Look;
use super::question::{StressQuestion, Tensor};
use super::voigt::{
    Modulus, Six, Weights, contract, isotropic, of_identity, of_pairs, pairs, single,
};
use super::warnings;
use crate::frame::Dimension;
use crate::modulus::Windows;

/// From so many windows on their scatter gives the error.
const MANY: usize = 16;

/// All frames.
pub(super) struct Series<'a> {
    pub(super) looks: &'a [Look],
    atoms: usize,
    pub(super) dimension: Dimension,
    thermal_energy: f64,
    pub(super) volume: f64,
    /// `rho_n k_B T`.
    pub(super) ideal: f64,
    /// The mean stress, taken out of products for the sake of their digits.
    middle: Six,
}

/// Columns of one modulus: Born term, `w:ss`, pressure of the pairs, and s.
const BORN: usize = 0;
const PRODUCT: usize = 1;
const PULL: usize = 2;
const STRESS: usize = 3;

impl<'a> Series<'a> {
    pub(super) fn new(
        looks: &'a [Look],
        atoms: usize,
        dimension: Dimension,
        thermal_energy: f64,
    ) -> Self {
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

    pub(super) fn answer(&self, question: &StressQuestion, time: Option<f64>) -> StressAnswer {
        let [mu, longitudinal] =
            [Modulus::Mu, Modulus::LambdaPlus2Mu].map(|modulus| isotropic(modulus, self.dimension));
        let cut = self.looks.iter().map(|look| look.mu_of_the_cut);
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
                    time: time.map(|time| time * length as f64),
                    windows: self.looks.len() / length,
                    mu: self.modulus(&mu, length, Pressure::Counts),
                    lambda_plus_2mu: self.modulus(&longitudinal, length, Pressure::Counts),
                })
                .collect(),
            elastic_constants: (question.tensor == Tensor::All).then(|| self.tensor()),
            warnings: warnings::of(self),
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
}

/// Whether p is taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressure {
    Counts,
    Not,
}

/// The lengths of windows that so many frames hold.
fn lengths(windows: &Windows, frames: usize) -> Vec<usize> {
    let mut lengths = windows.in_frames(frames);
    lengths.retain(|length| (2..=frames).contains(length));
    lengths
}
