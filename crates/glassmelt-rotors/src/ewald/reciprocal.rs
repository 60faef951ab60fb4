//! The part of Ewald's sum in Fourier space: all dipoles with all wave vectors but zero.

use glassmelt::SymmetricTensor;
use nalgebra::Vector3;
use rayon::prelude::*;

use super::Ewald;

/// The strain that a wave q carries: `cosine cos(q r) + sine sin(q r)`.
struct Wave {
    q: Vector3<f64>,
    cosine: SymmetricTensor,
    sine: SymmetricTensor,
}

impl Ewald {
    /// At each dipole the smooth strain of all dipoles, its own included.
    pub(super) fn reciprocal_strains(
        &self,
        positions: &[Vector3<f64>],
        dipoles: &[SymmetricTensor],
    ) -> Vec<SymmetricTensor> {
        let vectors = self.cell.half_of_wave_vectors(self.splitting.wave_cutoff());
        let waves: Vec<Wave> = vectors
            .par_iter()
            .map(|q| self.wave(q, positions, dipoles))
            .collect();
        positions.par_iter().map(|r| strain_at(r, &waves)).collect()
    }

    /// `(2/V) Gamma phi` times the sums of `Q cos(q r)` and `Q sin(q r)`; twice, for q and -q.
    fn wave(
        &self,
        q: &Vector3<f64>,
        positions: &[Vector3<f64>],
        dipoles: &[SymmetricTensor],
    ) -> Wave {
        let zero = (SymmetricTensor::ZERO, SymmetricTensor::ZERO);
        let pairs = positions.iter().zip(dipoles);
        let (cosine, sine) = pairs.fold(zero, |(cosine, sine), (r, dipole)| {
            let (s, c) = q.dot(r).sin_cos();
            (cosine + *dipole * c, sine + *dipole * s)
        });
        let (form, weight) = (
            self.splitting.smooth(&self.medium, q),
            2.0 / self.cell.volume(),
        );
        Wave {
            q: *q,
            cosine: form.strain(&cosine, q) * weight,
            sine: form.strain(&sine, q) * weight,
        }
    }
}

/// All waves at one place.
fn strain_at(r: &Vector3<f64>, waves: &[Wave]) -> SymmetricTensor {
    waves.iter().fold(SymmetricTensor::ZERO, |strain, wave| {
        let (s, c) = wave.q.dot(r).sin_cos();
        strain + wave.cosine * c + wave.sine * s
    })
}
