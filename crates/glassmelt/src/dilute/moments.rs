//! Moments of the pair's energy over free rotations: closed forms by invariants, and by exact quadrature.
//!
//! A rotation averages the products of components of a deviator D in five dimensions to invariants:
//! `<D_i D_j> = (s/5) delta_ij`, `<D_i D_j D_k> = (12/35) tr(D^3) d_ijk`, where `d_ijk` is
//! `tr(e_i e_j e_k)` made symmetric and `d:d = 35/12`, and, since `tr D^4 = s^2/2`,
//! `<D_i D_j D_k D_l> = (s^2/35)(delta_ij delta_kl + two more)`, with `s = D:D = 2/3` in reduced units.

use serde::Serialize;

use super::orientations::{Point, average};
use super::pair::{Modes, TurningPair};

/// The order of the rule that has no error on the moments: four factors of each dipole.
const ORDER: usize = 8;
/// `D:D` of the reduced deviator.
const SQUARE: f64 = 2.0 / 3.0;

/// Averages over both orientations, in reduced units; PP is `Q_dev^a:Q_dev^b/Q_norm^2`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Moments {
    /// `<g>`: zero.
    pub g: f64,
    /// `<g^2>`.
    pub g2: f64,
    /// `<g^3>`.
    pub g3: f64,
    /// `-<PP g>`, the coefficient of the logarithm of Eq. 15: zero for any dipole.
    pub logarithm: f64,
    /// `<PP g^2>/2`, the first term of `c(X) = c2 X^2 + c3 X^3 + ...`.
    pub c2: f64,
    /// `-<PP g^3>/6`.
    pub c3: f64,
    /// The first term at frozen positions, where each sample's own mean is taken off.
    pub c2_frozen: f64,
}

impl TurningPair {
    /// The moments in closed form, for any dipole.
    ///
    /// ```
    /// use glassmelt::dilute::TurningPair;
    /// use glassmelt::{DipoleTensor, Medium, SymmetricTensor};
    ///
    /// let rod = DipoleTensor(SymmetricTensor::uniaxial(1.0, nalgebra::Vector3::z()));
    /// let moments = TurningPair::new(&Medium::new(1.0, 1.0)?, &rod)?.moments();
    /// assert_eq!(moments.logarithm, 0.0);
    /// assert!((moments.c2 - 904.0 / 99225.0).abs() < 1e-17);
    /// # Ok::<(), glassmelt::Error>(())
    /// ```
    pub fn moments(&self) -> Moments {
        let Modes { m0, m1, m2, .. } = self.modes();
        let field = self.trace_field();
        let two = SQUARE / 5.0;
        let three = 12.0 / 35.0 * self.determinant_trace();
        let four = SQUARE * SQUARE / 35.0;
        // Sums of M, M^2 over d_ii0, and of products of M over d_ijk^2.
        let first = three / 6.0_f64.sqrt() * (m0 + m1 - 2.0 * m2);
        let second = three / 6.0_f64.sqrt() * (m0 * m0 + m1 * m1 - 2.0 * m2 * m2);
        let axial = three * three * (m0 / 6.0 + m1 / 12.0 + m2 / 3.0);
        let pairs = m0 * m0 / 6.0
            + m0 * m1 / 6.0
            + 2.0 * m0 * m2 / 3.0
            + 7.0 * m1 * m1 / 12.0
            + m1 * m2
            + m2 * m2 / 3.0;
        let triples = m0.powi(3) / 6.0 + 0.25 * m0 * m1 * m1 + m0 * m2 * m2 + 1.5 * m1 * m1 * m2;
        let cubed = three / 6.0_f64.sqrt();

        let pp_g2 = three * three * pairs + 4.0 * field * two * first + 2.0 * (field * two).powi(2);
        let pp_g3 = 6.0 * four * four * (m0.powi(3) + 2.0 * m1.powi(3) + 2.0 * m2.powi(3))
            + 6.0 * field * four * (2.0 * m0 * first + second)
            + 3.0 * field * field * (4.0 * two * four * m0 + 2.0 * axial)
            + 6.0 * field.powi(3) * cubed * two;
        Moments {
            g: 0.0,
            g2: two * two * (m0 * m0 + 2.0 * m1 * m1 + 2.0 * m2 * m2) + 2.0 * field * field * two,
            g3: three * three * triples
                + 6.0 * field * two * second
                + 6.0 * (field * two).powi(2) * m0
                + 2.0 * field.powi(3) * cubed,
            logarithm: 0.0,
            c2: 0.5 * pp_g2,
            c3: -pp_g3 / 6.0,
            c2_frozen: 0.5 * pp_g2 - 2.0 * (field * two).powi(2),
        }
    }

    /// The same by quadrature over the rotations, without error but rounding: the slow truth.
    pub fn moments_by_quadrature(&self) -> Moments {
        let powers = |Point {
                          overlap,
                          energy,
                          alignment,
                      }: Point| {
            let squared = energy * energy;
            [
                energy,
                squared,
                energy * squared,
                overlap * energy,
                overlap * squared,
                overlap * energy * squared,
                alignment * energy,
            ]
        };
        let [g, g2, g3, pp_g, pp_g2, pp_g3, aligned] =
            average(self, ORDER, powers).map(|(value, _)| value);
        Moments {
            g,
            g2,
            g3,
            logarithm: -pp_g,
            c2: 0.5 * pp_g2,
            c3: -pp_g3 / 6.0,
            c2_frozen: 0.5 * pp_g2 - 2.0 * aligned * aligned,
        }
    }

    /// `tr(D^3) = 3 det D` of the reduced deviator: 2/9 for a rod, -2/9 for a disc, zero for pure shear.
    fn determinant_trace(&self) -> f64 {
        let body = self.body();
        3.0 * body.xx * body.yy * body.zz
    }
}
