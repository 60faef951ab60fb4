//! Where a posterior is highest and how wide it is there: the frame that the sampler works in.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use crate::density::Density;

/// A maximum of a density, and directions of unit width around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mode {
    /// Its coordinates.
    pub at: Vec<f64>,
    /// ln of the density there.
    pub log_density: f64,
    /// Columns are the directions in which the density falls like a standard normal one.
    pub directions: DMatrix<f64>,
}

/// Curvature below this counts as this: no direction is wider than this many coordinates.
const WIDEST: f64 = 5.0;
/// Step of the differences that make the curvature.
const STEP: f64 = 1e-5;
/// A Newton step that promises less than this has arrived.
const ARRIVED: f64 = 1e-9;
const MOST_STEPS: usize = 200;

impl Mode {
    /// Climbs from a start by Newton's method; none where the density there is not finite.
    ///
    /// Directions that curve upwards are followed by the size of their curvature, and a step is halved
    /// until it rises.
    pub fn from<D: Density>(density: &mut D, start: &[f64]) -> Option<Self> {
        let n = density.dimension();
        let mut at = DVector::from_column_slice(start);
        let mut gradient = DVector::zeros(n);
        let mut height = finite(density.evaluate(at.as_slice(), gradient.as_mut_slice()))?;
        let mut frame = Frame::at(density, &at)?;
        for _ in 0..MOST_STEPS {
            let step = frame.newton_step(&gradient);
            if step.dot(&gradient) < ARRIVED {
                break;
            }
            let Some((next, higher)) = rise(density, &at, &step, height, &mut gradient) else {
                break;
            };
            (at, height) = (next, higher);
            frame = Frame::at(density, &at)?;
        }
        Some(Self {
            at: at.as_slice().to_vec(),
            log_density: height,
            directions: frame.directions(),
        })
    }

    /// The modes worth sampling from: the highest, then others that are neither it nor lost far below.
    pub fn all<D: Density>(density: &mut D, starts: &[Vec<f64>]) -> Vec<Self> {
        let mut found: Vec<Self> = starts
            .iter()
            .filter_map(|start| Self::from(density, start))
            .collect();
        found.sort_by(|a, b| b.log_density.total_cmp(&a.log_density));
        let mut kept: Vec<Self> = Vec::new();
        for mode in found {
            let new = kept.iter().all(|known| known.distance(&mode.at) > APART);
            let near = kept
                .first()
                .is_none_or(|best| best.log_density - mode.log_density < LOST);
            if new && near {
                kept.push(mode);
            }
        }
        kept
    }

    /// How many widths a point is away.
    fn distance(&self, other: &[f64]) -> f64 {
        let away = DVector::from_column_slice(other) - DVector::from_column_slice(&self.at);
        let inverse = self.directions.clone().try_inverse();
        inverse.map_or(f64::INFINITY, |inverse| (inverse * away).norm())
    }
}

/// Widths between maxima that are two.
const APART: f64 = 3.0;
/// ln of the density ratio beyond which a lower maximum holds next to nothing.
const LOST: f64 = 12.0;

fn finite(x: f64) -> Option<f64> {
    x.is_finite().then_some(x)
}

/// The first of the halved steps that rises, with its height; the gradient becomes the one there.
fn rise<D: Density>(
    density: &mut D,
    at: &DVector<f64>,
    step: &DVector<f64>,
    height: f64,
    gradient: &mut DVector<f64>,
) -> Option<(DVector<f64>, f64)> {
    let mut there = gradient.clone();
    let mut share = 1.0;
    for _ in 0..40 {
        let next = at + share * step;
        let higher = density.evaluate(next.as_slice(), there.as_mut_slice());
        if higher > height && there.iter().all(|g| g.is_finite()) {
            *gradient = there;
            return Some((next, higher));
        }
        share *= 0.5;
    }
    None
}

/// Principal directions of the curvature and its sizes, none smaller than that of [`WIDEST`].
struct Frame {
    vectors: DMatrix<f64>,
    curvatures: DVector<f64>,
}

impl Frame {
    fn at<D: Density>(density: &mut D, at: &DVector<f64>) -> Option<Self> {
        let n = at.len();
        let mut hessian = DMatrix::zeros(n, n);
        let (mut above, mut below) = (DVector::zeros(n), DVector::zeros(n));
        let mut moved = at.clone();
        for j in 0..n {
            let step = STEP * (1.0 + 1e-2 * at[j].abs());
            moved[j] = at[j] + step;
            density.evaluate(moved.as_slice(), above.as_mut_slice());
            moved[j] = at[j] - step;
            density.evaluate(moved.as_slice(), below.as_mut_slice());
            moved[j] = at[j];
            hessian.set_column(j, &((&above - &below) / (2.0 * step)));
        }
        if hessian.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let eigen = SymmetricEigen::new(-0.5 * (&hessian + hessian.transpose()));
        Some(Self {
            curvatures: eigen.eigenvalues.map(|c| c.abs().max(WIDEST.powi(-2))),
            vectors: eigen.eigenvectors,
        })
    }

    fn newton_step(&self, gradient: &DVector<f64>) -> DVector<f64> {
        let along = self.vectors.tr_mul(gradient);
        &self.vectors * along.component_div(&self.curvatures)
    }

    fn directions(&self) -> DMatrix<f64> {
        let mut directions = self.vectors.clone();
        for (mut column, curvature) in directions.column_iter_mut().zip(&self.curvatures) {
            column /= curvature.sqrt();
        }
        directions
    }
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;

    use super::*;

    /// Two correlated normal coordinates of very unequal width.
    #[derive(Clone)]
    struct Ridge;

    impl Density for Ridge {
        fn dimension(&self) -> usize {
            2
        }

        fn evaluate(&mut self, u: &[f64], gradient: &mut [f64]) -> f64 {
            let (along, across) = (u[0] + u[1] - 3.0, 1e3 * (u[0] - u[1]));
            gradient.copy_from_slice(&[-along - 1e3 * across, -along + 1e3 * across]);
            -0.5 * (along * along + across * across)
        }
    }

    #[test]
    fn the_mode_of_a_ridge_and_its_widths_are_found() {
        let mode = Mode::from(&mut Ridge, &[40.0, -7.0]).expect("finite");
        assert_relative_eq!(mode.at[0], 1.5, epsilon = 1e-6);
        assert_relative_eq!(mode.at[1], 1.5, epsilon = 1e-6);
        let covariance = &mode.directions * mode.directions.transpose();
        assert_relative_eq!(covariance[(0, 1)], 0.25, max_relative = 1e-4);
        assert_relative_eq!(covariance[(0, 0)], 0.25, max_relative = 1e-4);
        assert_eq!(
            Mode::all(&mut Ridge, &[vec![9.0, 9.0], vec![0.0, 1.0]]).len(),
            1
        );
    }
}
