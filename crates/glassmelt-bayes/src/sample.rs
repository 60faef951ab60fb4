//! Draws from a posterior by the no-U-turn sampler, the same for a seed whatever the threads.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use nalgebra::DVector;
use nuts_rs::{
    Chain, CpuLogpFunc, CpuMath, CpuMathError, DiagNutsSettings, HasDims, LogpError, Settings as _,
};
use rayon::prelude::*;
use serde::Serialize;

use crate::density::{Density, Model, Variable};
use crate::error::BayesError;
use crate::mode::Mode;
use crate::random::{Purpose, normal, stream};

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Settings {
    /// Independent chains, at least two.
    pub chains: usize,
    /// Draws kept of each chain, at least eight.
    pub draws: usize,
    /// Draws before them that tune step size and widths, at least fifty.
    pub tune: usize,
    /// The acceptance that the step size is tuned to.
    pub target_accept: f64,
    /// Seed of all random numbers.
    pub seed: u64,
}

impl Default for Settings {
    /// Four chains of a thousand draws after five hundred, seed 1.
    fn default() -> Self {
        Self {
            chains: 4,
            draws: 1000,
            tune: 500,
            target_accept: 0.8,
            seed: 1,
        }
    }
}

impl Settings {
    fn check(&self) -> Result<(), BayesError> {
        let least = |what, value, least, domain| {
            if value >= least {
                return Ok(());
            }
            Err(BayesError::Settings {
                what,
                value,
                domain,
            })
        };
        least("chains", self.chains, 2, "at least 2")?;
        least("draws", self.draws, 8, "at least 8")?;
        least("tune", self.tune, 50, "at least 50")
    }
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    /// What each value is of.
    pub variables: Vec<Variable>,
    /// For each variable, for each chain: the values in order.
    pub values: Vec<Vec<Vec<f64>>>,
    /// For each chain: energy of each draw, the negative log density with that of the momentum.
    pub energies: Vec<Vec<f64>>,
    /// For each chain: whether the path to each draw diverged.
    pub divergent: Vec<Vec<bool>>,
    /// How many paths were cut at the largest depth of the tree.
    pub cut_paths: usize,
    /// Evaluations of the density in all, tuning included.
    pub evaluations: u64,
}

impl Draws {
    /// How many chains there are.
    pub fn chains(&self) -> usize {
        self.energies.len()
    }

    /// How many draws each chain has.
    pub fn length(&self) -> usize {
        self.energies.first().map_or(0, Vec::len)
    }

    /// The chains of the variable of that name.
    pub fn of(&self, name: &str) -> Option<&[Vec<f64>]> {
        let index = self.variables.iter().position(|v| v.name == name)?;
        Some(&self.values[index])
    }

    /// The values of all variables at one draw.
    pub fn at(&self, chain: usize, draw: usize) -> Vec<f64> {
        self.values.iter().map(|v| v[chain][draw]).collect()
    }

    /// Every draw, chain after chain.
    pub fn each(&self) -> impl Iterator<Item = Vec<f64>> + '_ {
        let places = (0..self.chains()).flat_map(|c| (0..self.length()).map(move |d| (c, d)));
        places.map(|(chain, draw)| self.at(chain, draw))
    }

    /// How many paths diverged.
    pub fn divergences(&self) -> usize {
        self.divergent.iter().flatten().filter(|d| **d).count()
    }
}

/// Watches the work: takes the part done, from 0 to 1, and says whether to go on.
pub type Watch<'a> = &'a (dyn Fn(f64) -> ControlFlow<()> + Sync);

/// Paths are no longer than two to this.
const MAX_DEPTH: u64 = 10;

/// Draws from a model.
///
/// Each chain begins about a maximum of the posterior, in turn where there are several, one and a half
/// widths wide, and works in the frame of the posterior's widths there ([`Mode`]). Chains run in
/// parallel, each with random numbers of its own: the draws do not depend on the threads.
///
/// # Errors
/// [`BayesError::Settings`] for too few chains or draws, [`BayesError::NoStart`] where the density is
/// nowhere finite, [`BayesError::Stopped`] when the watcher says so.
pub fn sample<M: Model>(model: &M, settings: Settings, watch: Watch) -> Result<Draws, BayesError> {
    settings.check()?;
    let starts = model.starts();
    let modes = Mode::all(&mut model.clone(), &starts);
    if modes.is_empty() {
        return Err(BayesError::NoStart {
            model: model.name(),
            starts: starts.len(),
        });
    }
    let done = AtomicU64::new(0);
    let chains: Vec<OneChain> = (0..settings.chains)
        .into_par_iter()
        .map(|index| one_chain(model, &modes, index, settings, &done, watch))
        .collect::<Result<_, _>>()?;
    Ok(together(model.variables(), chains))
}

/// What one chain drew: all variables of a draw side by side.
struct OneChain {
    values: Vec<Vec<f64>>,
    energies: Vec<f64>,
    divergent: Vec<bool>,
    cut_paths: usize,
    evaluations: u64,
}

fn together(variables: Vec<Variable>, chains: Vec<OneChain>) -> Draws {
    let of = |index: usize| {
        let chain = |chain: &OneChain| chain.values.iter().map(|draw| draw[index]).collect();
        chains.iter().map(chain).collect()
    };
    Draws {
        values: (0..variables.len()).map(of).collect(),
        variables,
        cut_paths: chains.iter().map(|chain| chain.cut_paths).sum(),
        evaluations: chains.iter().map(|chain| chain.evaluations).sum(),
        divergent: chains.iter().map(|chain| chain.divergent.clone()).collect(),
        energies: chains.into_iter().map(|chain| chain.energies).collect(),
    }
}

/// How many draws pass between two questions to the watcher.
const BETWEEN_LOOKS: usize = 50;

fn one_chain<M: Model>(
    model: &M,
    modes: &[Mode],
    index: usize,
    settings: Settings,
    done: &AtomicU64,
    watch: Watch,
) -> Result<OneChain, BayesError> {
    let gave_up = |reason: String| BayesError::Sampler {
        model: model.name(),
        reason,
    };
    let mode = &modes[index % modes.len()];
    let mut whitened = Whitened::new(model.clone(), mode);
    let begin = whitened.start(settings.seed, index as u64);
    let mut rng = stream(settings.seed, Purpose::Chain, index as u64);
    let mut chain = nuts_settings(settings)
        .new_chain(index as u64, CpuMath::new(whitened.clone()), &mut rng)
        .map_err(|error| gave_up(error.to_string()))?;
    let set = chain.set_position(&begin);
    set.map_err(|error| gave_up(error.to_string()))?;
    let mut one = OneChain::with_room(settings.draws);
    let all = settings.tune + settings.draws;
    for draw in 0..all {
        let drawn = chain.expanded_draw();
        let (position, _, stats, progress) = drawn.map_err(|error| gave_up(error.to_string()))?;
        one.evaluations += progress.num_gradients;
        if draw >= settings.tune {
            one.values.push(model.values(&whitened.place(&position)));
            one.energies.push(stats.point.energy);
            one.divergent.push(progress.diverging);
            one.cut_paths += usize::from(stats.maxdepth_reached);
        }
        if (draw + 1).is_multiple_of(BETWEEN_LOOKS) {
            look(done, all * settings.chains, watch)?;
        }
    }
    Ok(one)
}

impl OneChain {
    fn with_room(draws: usize) -> Self {
        Self {
            values: Vec::with_capacity(draws),
            energies: Vec::with_capacity(draws),
            divergent: Vec::with_capacity(draws),
            cut_paths: 0,
            evaluations: 0,
        }
    }
}

fn look(done: &AtomicU64, all: usize, watch: Watch) -> Result<(), BayesError> {
    let step = BETWEEN_LOOKS as u64;
    let done = done.fetch_add(step, Ordering::Relaxed) + step;
    match watch(done as f64 / all as f64) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(BayesError::Stopped),
    }
}

fn nuts_settings(settings: Settings) -> DiagNutsSettings {
    let mut nuts = DiagNutsSettings {
        num_tune: settings.tune as u64,
        num_draws: settings.draws as u64,
        num_chains: settings.chains,
        maxdepth: MAX_DEPTH,
        seed: settings.seed,
        ..DiagNutsSettings::default()
    };
    nuts.adapt_options.step_size_settings.target_accept = settings.target_accept;
    nuts
}

/// A density in the frame of a mode: a standard normal where the density is one.
#[derive(Debug, Clone)]
struct Whitened<D> {
    density: D,
    origin: Vec<f64>,
    /// Directions row after row.
    rows: Vec<f64>,
    place: Vec<f64>,
    slope: Vec<f64>,
}

/// Tries to begin where the density is finite, each half as far from the mode.
const TRIES: usize = 60;
/// How many widths about a mode the chains begin.
const OVERDISPERSED: f64 = 1.5;

impl<D: Density> Whitened<D> {
    fn new(density: D, mode: &Mode) -> Self {
        let n = mode.at.len();
        Self {
            density,
            origin: mode.at.clone(),
            rows: mode.directions.transpose().as_slice().to_vec(),
            place: vec![0.0; n],
            slope: vec![0.0; n],
        }
    }

    /// Coordinates of the density for those of the frame.
    fn place(&self, position: &[f64]) -> Vec<f64> {
        let mut place = self.origin.clone();
        self.add_to(position, &mut place);
        place
    }

    fn add_to(&self, position: &[f64], place: &mut [f64]) {
        for (x, row) in place.iter_mut().zip(self.rows.chunks_exact(position.len())) {
            *x += row.iter().zip(position).map(|(a, b)| a * b).sum::<f64>();
        }
    }

    /// Where a chain begins: normal numbers about the mode, nearer where the density ends.
    fn start(&mut self, seed: u64, chain: u64) -> Vec<f64> {
        let mut rng = stream(seed, Purpose::Start, chain);
        let n = self.origin.len();
        let mut begin = DVector::from_iterator(n, (0..n).map(|_| OVERDISPERSED * normal(&mut rng)));
        let mut gradient = vec![0.0; n];
        for _ in 0..TRIES {
            if self.logp(begin.as_slice(), &mut gradient).is_ok() {
                break;
            }
            begin *= 0.5;
        }
        begin.as_slice().to_vec()
    }
}

/// No density here: the sampler counts it as a divergence and turns back.
#[derive(Debug, thiserror::Error)]
#[error("the density is not finite")]
struct NoDensity;

impl LogpError for NoDensity {
    fn is_recoverable(&self) -> bool {
        true
    }
}

impl<D: Density> HasDims for Whitened<D> {
    fn dim_sizes(&self) -> HashMap<String, u64> {
        let n = self.origin.len() as u64;
        HashMap::from([("unconstrained_parameter".to_owned(), n)])
    }
}

impl<D: Density> CpuLogpFunc for Whitened<D> {
    type LogpError = NoDensity;
    type FlowParameters = ();
    type ExpandedVector = Vec<f64>;

    fn dim(&self) -> usize {
        self.origin.len()
    }

    fn logp(&mut self, position: &[f64], gradient: &mut [f64]) -> Result<f64, NoDensity> {
        let mut place = std::mem::take(&mut self.place);
        place.copy_from_slice(&self.origin);
        self.add_to(position, &mut place);
        let log_density = self.density.evaluate(&place, &mut self.slope);
        self.place = place;
        if !log_density.is_finite() {
            return Err(NoDensity);
        }
        gradient.fill(0.0);
        for (slope, row) in self
            .slope
            .iter()
            .zip(self.rows.chunks_exact(position.len()))
        {
            for (g, a) in gradient.iter_mut().zip(row) {
                *g += a * slope;
            }
        }
        if gradient.iter().all(|g| g.is_finite()) {
            Ok(log_density)
        } else {
            Err(NoDensity)
        }
    }

    fn expand_vector<R: nuts_rs::rand::Rng + ?Sized>(
        &mut self,
        _rng: &mut R,
        _position: &[f64],
    ) -> Result<Vec<f64>, CpuMathError> {
        Ok(Vec::new())
    }
}
