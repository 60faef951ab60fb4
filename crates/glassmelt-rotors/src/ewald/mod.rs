//! The slow truth: point dipoles at any places under periodic boundaries, by Ewald's sum.
//!
//! ```text
//! H = 1/2 sum_ab sum_images E_short(r_ab + R) - (1/2V) sum_(q not 0) Q(q)*:Gamma phi:Q(q)
//!   + (5/(32 pi^(3/2) s^3)) sum_a Q_a:<Gamma>:Q_a + the mean strain,     Q(q) = sum_a Q_a e^(-i q r_a).
//! ```
//!
//! It does not depend on s. At `q -> 0` the short part vanishes like `q^4`, so that no further term belongs
//! to q = 0 than the one that [`Boundary`] states.

mod images;
mod real;
mod reciprocal;

use std::f64::consts::PI;

use glassmelt::{Medium, SymmetricTensor};
use nalgebra::Vector3;

use crate::answer::Interaction;
use crate::boundary::Boundary;
use crate::cell::Cell;
use crate::error::{Error, Result, finite};
use crate::splitting::Splitting;

pub(crate) use images::Images;

/// The longest sums that are begun.
const MOST_TERMS: f64 = 1e7;

/// Point dipoles in a periodic cell of an elastic medium, summed exactly; work grows as the square of
/// their number.
///
/// ```
/// use glassmelt::{Medium, SymmetricTensor};
/// use glassmelt_rotors::{Boundary, Cell, Ewald, Splitting};
/// use nalgebra::Vector3;
///
/// let ewald = Ewald::new(Medium::new(1.0, 1.0)?, Cell::cubic(8.0)?, Splitting::new(1.0, 1e-14)?)?;
/// let dipoles = [SymmetricTensor::uniaxial(1.0, Vector3::x()), SymmetricTensor::uniaxial(1.0, Vector3::z())];
/// let places = [Vector3::zeros(), Vector3::new(1.0, 0.5, 0.0)];
/// let answer = ewald.interaction(&places, &dipoles, &Boundary::FREE)?;
/// assert_eq!(answer.torques(&dipoles).len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ewald {
    medium: Medium,
    cell: Cell,
    splitting: Splitting,
}

impl Ewald {
    /// The sum over `cell` in `medium`, split as given. Short splitting lengths give Fourier space the work,
    /// long ones real space; about half the mean distance of dipoles is even.
    ///
    /// # Errors
    /// When the splitting length is so far from the sides of the cell that a sum has more than ten million
    /// terms for each dipole.
    pub fn new(medium: Medium, cell: Cell, splitting: Splitting) -> Result<Self> {
        let boxes =
            |sides: Vector3<f64>, reach: f64| sides.map(|side| 1.0 + 2.0 * reach / side).product();
        let images: f64 = boxes(cell.sides(), splitting.range());
        let waves = boxes(
            cell.sides().map(|side| 2.0 * PI / side),
            splitting.wave_cutoff(),
        );
        if images.max(waves) <= MOST_TERMS {
            Ok(Self {
                medium,
                cell,
                splitting,
            })
        } else {
            Err(Error::Domain {
                name: "splitting length",
                value: splitting.length(),
                domain: "neither so short nor so long beside the cell that a sum has over 10^7 terms",
            })
        }
    }

    /// The medium.
    pub fn medium(&self) -> &Medium {
        &self.medium
    }

    /// The cell.
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Energy and strains of `dipoles` (energies) at `positions`, inside the cell or not.
    ///
    /// # Errors
    /// When there are not as many dipoles as positions, when two of them are at one place, or when a number
    /// is not finite.
    pub fn interaction(
        &self,
        positions: &[Vector3<f64>],
        dipoles: &[SymmetricTensor],
        boundary: &Boundary,
    ) -> Result<Interaction> {
        check(positions, dipoles, boundary)?;
        let real = self.real_strains(positions, dipoles)?;
        let reciprocal = self.reciprocal_strains(positions, dipoles);
        let itself = self.splitting.with_itself(&self.medium);
        let own = |q: &SymmetricTensor| itself.strain(q, &Vector3::zeros());
        let parts = real.into_iter().zip(reciprocal).zip(dipoles);
        let strains = parts.map(|((near, far), q)| near + far - own(q)).collect();
        let at_large = (&self.medium, self.cell.volume(), boundary);
        let mut answer = Interaction {
            strains,
            ..Interaction::default()
        };
        answer.complete(dipoles, at_large);
        Ok(answer)
    }
}

/// One finite dipole for each finite position.
fn check(
    positions: &[Vector3<f64>],
    dipoles: &[SymmetricTensor],
    boundary: &Boundary,
) -> Result<()> {
    if dipoles.len() != positions.len() {
        return Err(Error::UnequalCounts {
            dipoles: dipoles.len(),
            places: positions.len(),
        });
    }
    finite("boundary", &boundary.tensor().components())?;
    for position in positions {
        finite("position", position.iter())?;
    }
    for dipole in dipoles {
        finite("dipole", &dipole.components())?;
    }
    Ok(())
}
