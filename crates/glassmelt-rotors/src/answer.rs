//! What a set of dipoles has: its energy, and the strain in which each of them sits.

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;
use rayon::prelude::*;

use crate::boundary::Boundary;
use crate::error::{Error, Result, finite};
use crate::traces::Traces;

/// How many dipoles one task takes; fixed, so that sums do not depend on the number of threads.
pub(crate) const CHUNK: usize = 4096;

/// The medium, its volume, and what holds it.
pub(crate) type AtLarge<'a> = (&'a Medium, f64, &'a Boundary);

/// The energy of some dipoles, and their sum.
pub(crate) type EnergyAndSum = (f64, SymmetricTensor);

/// Energy and strains of all dipoles; the torques follow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Interaction {
    /// H, in the unit of energy of the dipoles: each dipole with all images of all others and of itself, and
    /// the mean strain. The energy of a dipole with itself alone, infinite and the same however it turns, is
    /// left out.
    pub energy: f64,
    /// For each dipole the strain of all else at its place, mean strain included: `-dH/dQ`.
    pub strains: Vec<SymmetricTensor>,
    /// The mean strain of the medium.
    pub mean_strain: SymmetricTensor,
}

impl Interaction {
    /// The torque on each dipole, an energy: turned by a small angle w, a dipole changes H by `-torque w`.
    pub fn torques(&self, dipoles: &[SymmetricTensor]) -> Vec<Vector3<f64>> {
        let mut torques = Vec::new();
        self.torques_into(dipoles, &mut torques);
        torques
    }

    /// The same into a list that is used again and again.
    pub fn torques_into(&self, dipoles: &[SymmetricTensor], torques: &mut Vec<Vector3<f64>>) {
        let pairs = dipoles.par_iter().zip(&self.strains).with_min_len(CHUNK);
        pairs
            .map(|(q, strain)| torque(q, strain))
            .collect_into_vec(torques);
    }

    /// Energy and mean strain, where the strains so far are those of q other than zero.
    pub(crate) fn complete(&mut self, dipoles: &[SymmetricTensor], at_large: AtLarge) {
        let parts = dipoles
            .par_chunks(CHUNK)
            .zip(self.strains.par_chunks(CHUNK));
        let sums: Vec<_> = parts
            .map(|(q, strains)| energy_and_sum(q.iter().copied(), strains))
            .collect();
        let (internal, total) = added(sums);
        let mean = self.hold(internal, &total, at_large);
        self.add(&mean);
    }

    /// The same of deviators in the strains of `traces`, whose own energy and sum are added.
    pub(crate) fn complete_turning(
        &mut self,
        dipoles: &[SymmetricTensor],
        traces: &Traces,
        at_large: AtLarge,
    ) {
        let parts = dipoles
            .par_chunks(CHUNK)
            .zip(self.strains.par_chunks_mut(CHUNK));
        let sums = parts.enumerate().map(|(chunk, (q, strains))| {
            let deviators = || q.iter().map(SymmetricTensor::deviator);
            let (own, sum) = energy_and_sum(deviators(), strains);
            let fixed = traces.strains.get(chunk * CHUNK..).unwrap_or_default();
            let mut energy = own;
            for ((q, strain), fixed) in deviators().zip(strains).zip(fixed) {
                energy -= q.contract(fixed);
                *strain = *strain + *fixed;
            }
            (energy, sum)
        });
        let mut sums: Vec<_> = sums.collect();
        sums.push(traces.energy_and_sum);
        let (internal, total) = added(sums);
        let mean = self.hold(internal, &total, at_large);
        self.add(&mean.deviator());
    }

    /// Sets energy and mean strain.
    pub(crate) fn hold(
        &mut self,
        internal: f64,
        total: &SymmetricTensor,
        (medium, volume, boundary): AtLarge,
    ) -> SymmetricTensor {
        let (mean_strain, energy) = boundary.at_large(medium, total, volume);
        self.energy = internal + energy;
        self.mean_strain = mean_strain;
        mean_strain
    }

    /// Adds one to each strain, or nothing where there are none.
    pub(crate) fn add_each(&mut self, more: &[SymmetricTensor]) {
        let pairs = self.strains.par_iter_mut().zip(more).with_min_len(CHUNK);
        pairs.for_each(|(strain, more)| *strain = *strain + *more);
    }

    /// Adds to each strain.
    pub(crate) fn add(&mut self, mean: &SymmetricTensor) {
        if *mean != SymmetricTensor::ZERO {
            let strains = self.strains.par_iter_mut().with_min_len(CHUNK);
            strains.for_each(|strain| *strain = *strain + *mean);
        }
    }
}

/// The sums of both.
pub(crate) fn added(parts: Vec<EnergyAndSum>) -> EnergyAndSum {
    let zero = (0.0, SymmetricTensor::ZERO);
    parts
        .into_iter()
        .fold(zero, |(h, m), (e, q)| (h + e, m + q))
}

/// `-sum Q:strain/2` and `sum Q`.
fn energy_and_sum(
    dipoles: impl Iterator<Item = SymmetricTensor>,
    strains: &[SymmetricTensor],
) -> (f64, SymmetricTensor) {
    let zero = (0.0, SymmetricTensor::ZERO);
    dipoles
        .zip(strains)
        .fold(zero, |(energy, total), (q, strain)| {
            (energy - 0.5 * q.contract(strain), total + q)
        })
}

/// One finite dipole for each place, and a finite boundary.
pub(crate) fn check(places: usize, dipoles: &[SymmetricTensor], boundary: &Boundary) -> Result<()> {
    check_counts(places, dipoles, boundary)?;
    // Rayon's short cut would name the wrong number that comes first in time; this one is the first in order.
    let wrong = dipoles.par_chunks(CHUNK).find_map_first(|chunk| {
        let mut wrongs = chunk.iter().map(|q| finite("dipole", &q.components()));
        wrongs.find_map(Result::err)
    });
    wrong.map_or(Ok(()), Err)
}

/// One dipole for each place, and a finite boundary.
pub(crate) fn check_counts(
    places: usize,
    dipoles: &[SymmetricTensor],
    boundary: &Boundary,
) -> Result<()> {
    if dipoles.len() != places {
        return Err(Error::UnequalCounts {
            dipoles: dipoles.len(),
            places,
        });
    }
    finite("boundary", &boundary.tensor().components())
}

/// The torque of a strain on a dipole, `2 eps_ijk (Q strain)_jk`: the derivative of `Q:strain` by a
/// rotation of Q.
pub fn torque(dipole: &SymmetricTensor, strain: &SymmetricTensor) -> Vector3<f64> {
    let (q, e) = (dipole, strain);
    let [x, y, z] = [
        Vector3::new(q.xx, q.xy, q.xz),
        Vector3::new(q.xy, q.yy, q.yz),
        Vector3::new(q.xz, q.yz, q.zz),
    ];
    let [ex, ey, ez] = [
        Vector3::new(e.xx, e.xy, e.xz),
        Vector3::new(e.xy, e.yy, e.yz),
        Vector3::new(e.xz, e.yz, e.zz),
    ];
    2.0 * Vector3::new(
        y.dot(&ez) - z.dot(&ey),
        z.dot(&ex) - x.dot(&ez),
        x.dot(&ey) - y.dot(&ex),
    )
}
