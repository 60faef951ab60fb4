//! The matrix of each wave vector of the grid: from dipoles shared out by splines to strains gathered by them.
//!
//! ```text
//! K(k) = (1/V) sum_m W(k_m)^2 Gamma phi(k_m) / (sum_m W(k_m)^2)^2,
//! ```
//!
//! over the aliases `k_m` of k, with W the transform of the spline: of all matrices the one with the smallest
//! mean square error of the strain over the places of both dipoles on the grid (Hockney and Eastwood).

use std::f64::consts::PI;

use glassmelt::Medium;
use nalgebra::Vector3;

use super::spline::{squared_transform, sum_over_aliases};
use crate::cell::Cell;
use crate::lattice::basis::PAIRS;
use crate::lattice::kernel::Kernel;
use crate::lattice::terms::{Packed, packed};
use crate::splitting::Splitting;

/// One alias along an axis: its wave number, and the square of the spline's transform there.
type Alias = (f64, f64);

/// The aliases of each wave number of the octant along an axis, as far as the smooth part reaches, and the sum
/// of the squares over all.
struct Axis(Vec<(Vec<Alias>, f64)>);

/// The kernel of a grid of so many points along the sides of the cell.
pub(super) fn kernel<const P: usize>(
    medium: &Medium,
    cell: &Cell,
    splitting: &Splitting,
    (grid, order): ([usize; 3], usize),
) -> Kernel<P> {
    let cutoff = splitting.wave_cutoff();
    let axes: [Axis; 3] =
        std::array::from_fn(|axis| Axis::new(grid[axis], cell.sides()[axis], order, cutoff));
    let per_volume = cell.volume().recip();
    Kernel::of(grid, 0..grid[2] / 2 + 1, |k| {
        let [(xs, x), (ys, y), (zs, z)] = std::array::from_fn(|axis| &axes[axis].0[k[axis]]);
        let weight = per_volume / (x * y * z).powi(2);
        let mut sum = [0.0; PAIRS];
        for (qx, wx) in xs {
            for (qy, wy) in ys {
                for (qz, wz) in zs {
                    let q = Vector3::new(*qx, *qy, *qz);
                    add(&mut sum, medium, splitting, (&q, weight * wx * wy * wz));
                }
            }
        }
        sum
    })
}

/// One alias, if it is not zero nor beyond the cutoff.
fn add(
    sum: &mut Packed,
    medium: &Medium,
    splitting: &Splitting,
    (q, weight): (&Vector3<f64>, f64),
) {
    let cutoff = splitting.wave_cutoff();
    if *q != Vector3::zeros() && q.norm_squared() <= cutoff * cutoff {
        let term = packed(&splitting.smooth(medium, q), q);
        for (number, term) in sum.iter_mut().zip(term) {
            *number += weight * term;
        }
    }
}

impl Axis {
    fn new(count: usize, side: f64, order: usize, cutoff: f64) -> Self {
        let step = 2.0 * PI / side;
        let at = |k: usize| {
            let t = k as f64 / count as f64;
            let last = (cutoff / (step * count as f64)).ceil() + 1.0;
            let all = std::iter::successors(Some(-last), |m| (*m < last).then_some(m + 1.0));
            let waves = all.map(|m| (step * (k as f64 + m * count as f64), t + m));
            let near = waves.filter(|(q, _)| q.abs() <= cutoff);
            let aliases = near.map(|(q, t)| (q, squared_transform(order, t)));
            (aliases.collect(), sum_over_aliases(order, t))
        };
        Self((0..=count / 2).map(at).collect())
    }
}
