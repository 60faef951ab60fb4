//! The shear modulus from fluctuations: at k = 0, at each wave vector, in shells.

use std::ops::Range;

use serde::Serialize;

use super::connected;
use super::measured::Setting;
use super::record::Record;
use crate::boundary::Boundary;
use crate::statistics::{Columns, Measurement, of_means};

/// `mu_R(q)/mu0` at one wave vector.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtWave {
    /// `(i, j, k)` of `q = 2 pi (i/L_x, j/L_y, k/L_z)`.
    pub indices: [i32; 3],
    /// |q|, an inverse length.
    pub q: f64,
    /// `mu_R/mu0`, the mean over both directions across.
    pub mu_r: Measurement,
}

/// `mu_R(q)/mu0` of several wave vectors of one length: their mean fluctuation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Averaged {
    /// |q|, an inverse length.
    pub q: f64,
    /// How many wave vectors, q and -q counted once.
    pub waves: usize,
    /// `mu_R/mu0`.
    pub mu_r: Measurement,
}

/// `1/(1 + c)`: what a fluctuation at given stress, or at finite q, leaves of the modulus.
pub(super) fn softened(c: f64) -> f64 {
    1.0 / (1.0 + c)
}

impl Setting<'_> {
    /// `1/(V k_B T mu0)`: what makes a mean square of `Q_xy` a pure number.
    pub(super) fn weight(&self) -> f64 {
        1.0 / (self.probe.cell().volume() * self.kt * self.medium.mu())
    }

    /// `mu_R/mu0` at k = 0 from the shear components in `which`, with `c^2/2` for `Q_xy^2`.
    pub(super) fn modulus_of_total(
        &self,
        records: [&Record; 2],
        which: Range<usize>,
    ) -> Measurement {
        let weight = self.weight() / (2.0 * which.len() as f64);
        let totals = records.map(|record| {
            let members = which.clone().map(|component| record.total(component));
            connected::columns(members.collect())
        });
        of_means(&totals, |means| {
            let c = weight * connected::of(means);
            match self.boundary {
                Boundary::Strain(_) => 1.0 - c,
                Boundary::Stress(_) => softened(c),
            }
        })
    }

    /// `mu_R/mu0` from the mean over some waves.
    pub(super) fn modulus_of_waves(&self, records: [&Record; 2], waves: &[usize]) -> Measurement {
        let weight = self.fluctuation_weight(waves);
        of_means(&wave_columns(records, waves), |means| {
            softened(weight * connected::of(means))
        })
    }

    /// What makes the sum over real and imaginary parts of some waves a mean fluctuation: both directions
    /// across count.
    pub(super) fn fluctuation_weight(&self, waves: &[usize]) -> f64 {
        self.weight() / (2.0 * waves.len() as f64)
    }

    pub(super) fn at_waves(&self, records: [&Record; 2]) -> Vec<AtWave> {
        let waves = self.probe.waves().waves().iter().enumerate();
        waves
            .map(|(index, wave)| AtWave {
                indices: wave.indices,
                q: wave.q.norm(),
                mu_r: self.modulus_of_waves(records, &[index]),
            })
            .collect()
    }

    pub(super) fn averaged(&self, records: [&Record; 2], groups: &[Vec<usize>]) -> Vec<Averaged> {
        let groups = groups.iter().filter(|group| !group.is_empty());
        groups
            .map(|group| Averaged {
                q: self.probe.waves().waves()[group[0]].q.norm(),
                waves: group.len(),
                mu_r: self.modulus_of_waves(records, group),
            })
            .collect()
    }
}

/// The columns of the mean fluctuation of some waves.
pub(super) fn wave_columns(records: [&Record; 2], waves: &[usize]) -> [Columns; 2] {
    records.map(|record| {
        let members = waves.iter().flat_map(|wave| record.modes(*wave));
        connected::columns(members.collect())
    })
}
