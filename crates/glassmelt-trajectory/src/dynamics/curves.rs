//! From sums to curves: what each lag says of some atoms, and the times of the whole.

use super::answer::{Against, Distribution, LagPoint, Motion, Of};
use super::displacement::{Bins, COUNT, FIRST_BIN, FOURTH, SQUARE, WAVE};
use super::relaxation::{Relaxation, Stretched, crossing, late, stretched};
use super::tally::{Columns, Tallies};
use crate::frame::Dimension;

/// What the first frame fixes for all.
pub(super) struct Atoms {
    pub(super) dimension: Dimension,
    pub(super) species: Vec<String>,
    pub(super) kinds: Vec<u16>,
    pub(super) weights: Vec<f64>,
}

/// Which columns of the sums.
#[derive(Clone, Copy)]
pub(super) enum Selection {
    All,
    Kind(usize),
}

/// The sums of all lags, and how to read them.
pub(super) struct Curves {
    pub(super) tallies: Tallies,
    pub(super) bins: Vec<Bins>,
    pub(super) dimension: Dimension,
    pub(super) species: usize,
}

impl Curves {
    /// None where there are no such atoms.
    pub(super) fn motion(
        &self,
        selection: Selection,
        atoms: &Atoms,
        against: Against,
    ) -> Option<Motion> {
        let lags = self.tallies.lags.len();
        let (of, count) = match selection {
            Selection::All => (Of::All, atoms.kinds.len()),
            Selection::Kind(kind) => {
                let those = atoms.kinds.iter().filter(|k| usize::from(**k) == kind);
                (Of::Species(atoms.species[kind].clone()), those.count())
            }
        };
        let points: Option<Vec<_>> = (0..lags).map(|lag| self.point(selection, lag)).collect();
        let points = points?;
        let relaxation = self.relaxation(selection, &points);
        Some(Motion {
            of,
            against,
            atoms: count,
            relaxation,
            stretched: self.stretched(selection, &points, relaxation),
            van_hove: (0..lags)
                .filter_map(|lag| self.distribution(selection, lag))
                .collect(),
            points,
        })
    }

    /// One column, summed over the species that are selected.
    fn column(&self, selection: Selection, lag: usize, sums: &Columns, column: usize) -> f64 {
        let width = FIRST_BIN + self.bins[lag].count;
        match selection {
            Selection::All => (0..self.species)
                .map(|kind| sums[kind * width + column])
                .sum(),
            Selection::Kind(kind) => sums[kind * width + column],
        }
    }

    /// A column over the count; none without atoms.
    fn mean(&self, selection: Selection, lag: usize, sums: &Columns, column: usize) -> Option<f64> {
        let count = self.column(selection, lag, sums, COUNT);
        (count > 0.0).then(|| self.column(selection, lag, sums, column) / count)
    }

    fn point(&self, selection: Selection, lag: usize) -> Option<LagPoint> {
        let mean = |column| {
            self.tallies
                .at(lag, |sums| self.mean(selection, lag, sums, column))
        };
        let dimension = self.dimension.count() as f64;
        let non_gaussian = self.tallies.at(lag, |sums| {
            let square = self.mean(selection, lag, sums, SQUARE)?;
            let fourth = self.mean(selection, lag, sums, FOURTH)?;
            (square > 0.0).then(|| dimension / (dimension + 2.0) * fourth / (square * square) - 1.0)
        });
        Some(LagPoint {
            time: self.tallies.lags[lag],
            origins: self.tallies.sums[lag].pairs(),
            msd: mean(SQUARE)?,
            non_gaussian,
            scattering: mean(WAVE)?,
        })
    }

    /// Lags and `F_s` there, from sums of all lags: a part left out may take a lag with it, and those that are left
    /// are enough.
    fn waves(
        &self,
        selection: Selection,
        sums: &[Columns],
        lags: std::ops::Range<usize>,
    ) -> (Vec<f64>, Vec<f64>) {
        let wave = |lag: usize| self.mean(selection, lag, &sums[lag], WAVE);
        lags.filter_map(|lag| Some((self.tallies.lags[lag], wave(lag)?)))
            .unzip()
    }

    fn relaxation(&self, selection: Selection, points: &[LagPoint]) -> Relaxation {
        let lags = &self.tallies.lags;
        let all: Vec<f64> = points.iter().map(|point| point.scattering.mean).collect();
        let (first, last) = (&points[0], &points[points.len() - 1]);
        let Some(tau) = crossing(lags, &all) else {
            return if first.scattering.mean < 1.0 / std::f64::consts::E {
                Relaxation::TooFast {
                    shorter_than: first.time,
                }
            } else {
                Relaxation::NotReached {
                    longer_than: last.time,
                    left: last.scattering,
                }
            };
        };
        let number = |sums: &[Columns]| {
            let (times, values) = self.waves(selection, sums, 0..lags.len());
            crossing(&times, &values)
        };
        match self.tallies.estimate(tau, number) {
            Some(tau) => Relaxation::Reached { tau },
            None => Relaxation::NotReached {
                longer_than: last.time,
                left: last.scattering,
            },
        }
    }

    fn stretched(
        &self,
        selection: Selection,
        points: &[LagPoint],
        relaxation: Relaxation,
    ) -> Option<Stretched> {
        let memory = relaxation.tau()?.mean;
        let all: Vec<f64> = points.iter().map(|point| point.scattering.mean).collect();
        let range = late(&all)?;
        let times = &self.tallies.lags[range.clone()];
        let part = |which: usize| {
            self.tallies.estimate(memory, |sums| {
                let (times, values) = self.waves(selection, sums, range.clone());
                stretched(&times, &values).map(|parameters| parameters[which])
            })
        };
        Some(Stretched {
            plateau: part(0)?,
            tau: part(1)?,
            beta: part(2)?,
            from: times[0],
            to: times[times.len() - 1],
        })
    }

    fn distribution(&self, selection: Selection, lag: usize) -> Option<Distribution> {
        let bins = self.bins[lag];
        let density = |bin| {
            self.tallies.at(lag, |sums| {
                let part = self.mean(selection, lag, sums, FIRST_BIN + bin)?;
                Some(part / bins.width)
            })
        };
        let density: Option<Vec<_>> = (0..bins.count).map(density).collect();
        density
            .filter(|density| !density.is_empty())
            .map(|density| Distribution {
                time: self.tallies.lags[lag],
                width: bins.width,
                density,
            })
    }
}
