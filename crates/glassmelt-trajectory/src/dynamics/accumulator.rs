//! Frames one after the other, held against those that the plan keeps, and the curves that come out.

use std::collections::BTreeMap;

use glassmelt::Warning;
use rayon::prelude::*;

use super::answer::{Against, DynamicsAnswer, Motion};
use super::cage::Cages;
use super::curves::{Atoms, Curves, Selection};
use super::displacement::{Bins, FIRST_BIN, Snapshot, Sums};
use super::neighbours::cages;
use super::plan::{Pair, Plan};
use super::relaxation::{Relaxation, to_four_digits};
use super::settings::{Cage, Drift, VanHove};
use super::tally::{BLOCKS, Columns, Tallies, Tally};
use crate::cell_change::{CellVolume, CellVolumes, six_digits};
use crate::error::{Error, Result};
use crate::frame::{Frame, Places};
use crate::neighbours::first_shell;

/// What displacements are looked at with.
#[derive(Debug, Clone, PartialEq)]
pub struct MotionOptions {
    /// The wave number, radians over the unit of length.
    pub wave_number: f64,
    /// What is taken from all displacements.
    pub drift: Drift,
    /// Motion seen from the cage.
    pub cage: Cage,
    /// Distributions of distances.
    pub van_hove: VanHove,
}

/// An origin in memory.
struct Stored {
    snapshot: Snapshot,
    cages: Option<Cages>,
    last: usize,
}

/// Motion of atoms, frame by frame.
///
/// In memory are at most [`Plan::most_stored`] frames, and 32 numbers of each sum, species and lag.
pub struct Dynamics {
    plan: Plan,
    options: MotionOptions,
    atoms: Option<Atoms>,
    range: Option<f64>,
    stored: BTreeMap<usize, Stored>,
    tallies: [Vec<Tally>; 2],
    seen: usize,
    volumes: CellVolumes,
    bins: Vec<Bins>,
}

impl Dynamics {
    /// Motion along the frames of a plan.
    ///
    /// # Errors
    /// When the wave number, the range of the cage or the width of the bins is not finite and positive.
    pub fn new(plan: Plan, options: MotionOptions) -> Result<Self> {
        positive("wave number", options.wave_number)?;
        if let Cage::Within(range) = options.cage {
            positive("range of neighbours", range)?;
        }
        if !options.van_hove.lags.is_empty() {
            positive("width of the bins", options.van_hove.width)?;
        }
        let bins = bins(plan.lags(), &options.van_hove);
        Ok(Self {
            plan,
            options,
            atoms: None,
            range: None,
            stored: BTreeMap::new(),
            tallies: [Vec::new(), Vec::new()],
            seen: 0,
            volumes: CellVolumes::new(),
            bins,
        })
    }

    /// Adds the next frame of the plan; one beyond its end is left out.
    ///
    /// # Errors
    /// When positions are not unwrapped, or the atoms are not those of the first frame.
    pub fn add(&mut self, frame: &Frame) -> Result<()> {
        if frame.places == Places::Wrapped {
            return Err(Error::Missing {
                missing: "unwrapped positions",
                purpose: "displacements",
                remedy: "unwrap them first",
            });
        }
        if self.atoms.is_none() {
            self.begin(frame)?;
        }
        let lost = frame.positions.iter().flat_map(|r| r.iter());
        if let Some(value) = lost.copied().find(|x| !x.is_finite()) {
            return Err(Error::Domain {
                name: "position",
                value,
                domain: "finite",
            });
        }
        let number = self.seen;
        if let Some(atoms) = &self.atoms {
            same_atoms(atoms, frame, number)?;
            let now = Snapshot::new(&frame.positions, atoms.dimension, &atoms.weights);
            let sums = self.against_origins(atoms, &now, number);
            for (pair, [space, cage]) in sums {
                let block = self.block(pair.origin);
                self.tallies[0][pair.lag].add(block, &space);
                if !cage.is_empty() {
                    self.tallies[1][pair.lag].add(block, &cage);
                }
            }
            self.stored.retain(|_, stored| stored.last > number);
            if let Some(last) = self.plan.last_use(number) {
                let cages = self.range.map(|range| cages(frame, range)).transpose()?;
                let stored = Stored {
                    snapshot: now,
                    cages,
                    last,
                };
                self.stored.insert(number, stored);
            }
        }
        self.seen += 1;
        self.volumes.add(frame);
        Ok(())
    }

    fn begin(&mut self, frame: &Frame) -> Result<()> {
        let kinds = if frame.kinds.is_empty() {
            vec![0; frame.len()]
        } else {
            frame.kinds.clone()
        };
        let mut species = frame.species.clone();
        let needed = kinds.iter().map(|kind| usize::from(*kind) + 1).max();
        while species.len() < needed.unwrap_or(0) {
            species.push((species.len() + 1).to_string());
        }
        let columns = |bins: &Bins| species.len() * (FIRST_BIN + bins.count);
        let tallies: Vec<_> = self.bins.iter().map(|b| Tally::new(columns(b))).collect();
        self.tallies = [tallies.clone(), tallies];
        self.range = match self.options.cage {
            Cage::Ignored => None,
            Cage::FirstShell => Some(first_shell(frame)?),
            Cage::Within(range) => Some(range),
        };
        self.atoms = Some(Atoms {
            dimension: frame.dimension,
            weights: self.options.drift.weights(frame)?,
            species,
            kinds,
        });
        Ok(())
    }

    /// The sums of all pairs that end here, in the order of the plan, whatever the threads.
    fn against_origins(
        &self,
        atoms: &Atoms,
        now: &Snapshot,
        number: usize,
    ) -> Vec<(Pair, [Vec<Columns>; 2])> {
        let pairs = self.plan.ending(number).par_iter();
        pairs
            .filter_map(|pair| {
                let origin = self.stored.get(&pair.origin)?;
                let sums = Sums {
                    dimension: atoms.dimension,
                    wave_number: self.options.wave_number,
                    kinds: &atoms.kinds,
                    species: atoms.species.len(),
                    bins: self.bins[pair.lag],
                };
                let displacements = now.since(&origin.snapshot);
                let cage = origin
                    .cages
                    .as_ref()
                    .map(|cages| sums.of(&cages.relative(&displacements)));
                let space: Vec<_> = displacements.into_iter().map(Some).collect();
                Some((*pair, [sums.of(&space), cage.unwrap_or_default()]))
            })
            .collect()
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 15
    fn block(&self, origin: usize) -> usize {
        let times = self.plan.times();
        let part = (times[origin] - times[0]) / self.plan.duration();
        ((part * BLOCKS as f64) as usize).min(BLOCKS - 1)
    }

    /// The curves, from as many frames as were added.
    ///
    /// # Errors
    /// When no two frames with a lag of the plan were added.
    pub fn finish(self) -> Result<DynamicsAnswer> {
        let too_few = Error::TooFewFrames {
            frames: self.seen as u64,
            purpose: "displacements",
            needed: 2,
        };
        let Some(atoms) = &self.atoms else {
            return Err(too_few);
        };
        let times = self.plan.times();
        let duration = times[self.seen.clamp(1, times.len()) - 1] - times[0];
        let mut motions = Vec::new();
        for (against, tallies) in [Against::Space, Against::Cage].iter().zip(&self.tallies) {
            let kept: Vec<usize> = (0..tallies.len())
                .filter(|lag| tallies[*lag].pairs() > 0)
                .collect();
            if kept.is_empty() {
                continue;
            }
            let curves = Curves {
                tallies: Tallies {
                    lags: kept.iter().map(|lag| self.plan.lags()[*lag]).collect(),
                    sums: kept.iter().map(|lag| tallies[*lag].clone()).collect(),
                    duration,
                },
                bins: kept.iter().map(|lag| self.bins[*lag]).collect(),
                dimension: atoms.dimension,
                species: atoms.species.len(),
            };
            motions.extend(curves.motion(Selection::All, atoms, *against));
            if atoms.species.len() > 1 {
                for kind in 0..atoms.species.len() {
                    motions.extend(curves.motion(Selection::Kind(kind), atoms, *against));
                }
            }
        }
        if motions.is_empty() {
            return Err(too_few);
        }
        let volume = self.volumes.finish();
        let warnings = warnings(&motions, duration, self.options.wave_number, volume);
        Ok(DynamicsAnswer {
            dimension: atoms.dimension,
            wave_number: self.options.wave_number,
            structure: Vec::new(),
            frames: self.seen,
            duration,
            stored: self.plan.most_stored(),
            drift: self.options.drift,
            volume,
            cage: self.range,
            warnings,
            motions,
        })
    }
}

fn positive(name: &'static str, value: f64) -> Result<()> {
    if value.is_finite() && value > 0.0 {
        return Ok(());
    }
    Err(Error::Domain {
        name,
        value,
        domain: "finite and positive",
    })
}

fn same_atoms(atoms: &Atoms, frame: &Frame, number: usize) -> Result<()> {
    if frame.len() == atoms.kinds.len() {
        return Ok(());
    }
    Err(Error::OtherAtoms {
        frame: number as u64,
        difference: format!("{} atoms instead of {}", frame.len(), atoms.kinds.len()),
    })
}

/// Bins at the lags nearest to those asked for, none at the others.
fn bins(lags: &[f64], asked: &VanHove) -> Vec<Bins> {
    let mut bins = vec![
        Bins {
            width: asked.width,
            count: 0,
        };
        lags.len()
    ];
    for wanted in &asked.lags {
        let off = |lag: f64| (lag / wanted).ln().abs();
        let nearest = (0..lags.len()).min_by(|a, b| off(lags[*a]).total_cmp(&off(lags[*b])));
        if let Some(nearest) = nearest {
            bins[nearest].count = asked.bins;
        }
    }
    bins
}

fn warnings(
    motions: &[Motion],
    duration: f64,
    wave_number: f64,
    volume: Option<CellVolume>,
) -> Vec<Warning> {
    let carried = "atoms that it carries along count as moving, and a viscosity takes its mean";
    let changes = volume.and_then(|volume| volume.warning(carried));
    [
        short(motions, duration),
        not_reached(motions, wave_number),
        changes,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn short(motions: &[Motion], duration: f64) -> Option<Warning> {
    let slow = motions.iter().filter_map(|motion| match motion.relaxation {
        Relaxation::Reached { tau } if 10.0 * tau.mean > duration => Some(tau.mean),
        _ => None,
    });
    let longest = slow.fold(0.0, f64::max);
    (longest > 0.0).then(|| {
        Warning::new(
            "short_trajectory",
            format!(
                "the frames last {}, less than ten relaxation times of {}: curves beyond it rest on few time origins",
                six_digits(duration),
                six_digits(longest)
            ),
        )
    })
}

/// Why there is no relaxation time: what is left of `F_s`, and at which lag.
fn not_reached(motions: &[Motion], wave_number: f64) -> Option<Warning> {
    let reasons: Vec<String> = motions
        .iter()
        .filter_map(|motion| {
            let reason = motion.relaxation.reason()?;
            Some(format!("{}: {reason}", motion.name()))
        })
        .collect();
    (!reasons.is_empty()).then(|| {
        Warning::new(
            "tau_not_reached",
            format!(
                "there is no tau_alpha, where F_s at k = {} is 1/e = 0.368, of {}",
                to_four_digits(wave_number),
                reasons.join("; of ")
            ),
        )
    })
}
