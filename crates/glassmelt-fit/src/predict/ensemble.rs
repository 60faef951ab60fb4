//! The rotors that a fit's uncertainty allows, and the bands of whatever is computed from them.

use glassmelt::Warning;
use nalgebra::DMatrix;

use super::{PredictOptions, Rotor};
use crate::answer::{Band, Fit};
use crate::curve::Quantity;

/// The best rotor, and pairs of rotors one standard error away along each principal direction of the
/// covariance.
pub(super) struct Ensemble {
    pub(super) best: Rotor,
    pairs: Vec<[Rotor; 2]>,
    outside: usize,
}

impl Ensemble {
    /// From a fit of a rotor law; none for any other law.
    pub(super) fn of(fit: &Fit, quantity: Quantity, options: PredictOptions) -> Option<Self> {
        let values = fit.values();
        let rotor = |shift: &[f64]| {
            let shifted: Vec<f64> = values.iter().zip(shift).map(|(v, s)| v + s).collect();
            Rotor::new(fit.law, quantity, &shifted, options)
        };
        let best = Rotor::new(fit.law, quantity, &values, options)?;
        let mut outside = 0;
        let pairs = principal_directions(&fit.covariance)
            .into_iter()
            .map(|direction| {
                let back: Vec<f64> = direction.iter().map(|d| -d).collect();
                [direction, back].map(|shift| {
                    rotor(&shift).unwrap_or_else(|| {
                        outside += 1;
                        best
                    })
                })
            })
            .collect();
        Some(Self {
            best,
            pairs,
            outside,
        })
    }

    /// Says when the error of a parameter is as large as the parameter, so that a rotor one standard
    /// error away has no meaning and the bands lack that side.
    pub(super) fn warning(&self) -> Option<Warning> {
        (self.outside > 0).then(|| {
            Warning::new(
                "bands_cut_short",
                "One standard error away the strength or T0 is no longer positive: the bands of the \
                 predictions lack that side and are too narrow.",
            )
        })
    }

    /// The band of each number that `quantity` computes: for a linear quantity exactly one standard
    /// error to each side, and lopsided where the quantity is curved.
    pub(super) fn bands(&self, quantity: impl Fn(&Rotor) -> Vec<f64>) -> Vec<Band> {
        let centre = quantity(&self.best);
        let mut below = vec![0.0; centre.len()];
        let mut above = vec![0.0; centre.len()];
        for pair in &self.pairs {
            let [one, other] = [quantity(&pair[0]), quantity(&pair[1])];
            for i in 0..centre.len() {
                let (low, high) = (one[i].min(other[i]), one[i].max(other[i]));
                below[i] += (centre[i] - low).max(0.0).powi(2);
                above[i] += (high - centre[i]).max(0.0).powi(2);
            }
        }
        (0..centre.len())
            .map(|i| Band {
                value: centre[i],
                low: centre[i] - below[i].sqrt(),
                high: centre[i] + above[i].sqrt(),
            })
            .collect()
    }
}

/// Eigenvectors of the covariance, each as long as one standard error along it.
fn principal_directions(covariance: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = covariance.len();
    let matrix = DMatrix::from_fn(n, n, |i, j| covariance[i][j]);
    if matrix.iter().any(|x| !x.is_finite()) {
        return Vec::new();
    }
    let eigen = matrix.symmetric_eigen();
    (0..n)
        .filter(|&k| eigen.eigenvalues[k] > 0.0)
        .map(|k| {
            (eigen.eigenvectors.column(k) * eigen.eigenvalues[k].sqrt())
                .iter()
                .copied()
                .collect()
        })
        .collect()
}
