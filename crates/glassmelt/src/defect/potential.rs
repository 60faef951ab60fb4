//! The energy of a core in its cage, Eqs. 1-4 corrected, with forces, gradient and exact Hessian.

use nalgebra::{DMatrix, DVector, Matrix3, UnitQuaternion, Vector3};

use super::bond::Link;
use super::model::{Configuration, Defect, RestLength, Surroundings};
use super::null::NullRotations;
use super::surroundings::stiffness;
use crate::error::Result;

/// The potential `V = sum over bonds [bend/2 (1 - cos omega) + stretch/2 (|l| - rest)^2] + u K u/2`.
///
/// `l = a + u - d - R b` runs from corner to neighbour, `cos omega = (R b).l/(|b| |l|)`. Derivatives
/// are taken by these coordinates, in this order: translation d (3), the rotation vector w of an
/// increment on the left `R <- exp(w) R` (3), displacements u (3 a neighbour; absent when clamped).
#[derive(Debug, Clone, PartialEq)]
pub struct Potential {
    pub(super) defect: Defect,
    pub(super) surroundings: Surroundings,
    /// Where the neighbours are while nothing is displaced.
    pub(super) sites: Vec<Vector3<f64>>,
    pub(super) links: Vec<Link>,
    pub(super) stiffness: Option<DMatrix<f64>>,
    pub(super) null_rotations: NullRotations,
}

impl Potential {
    /// The potential of a defect in its surroundings.
    ///
    /// # Errors
    /// When the springs' stiffness or the site radius is not positive, or spheres overlap in the
    /// continuum.
    pub fn new(defect: &Defect, surroundings: Surroundings) -> Result<Self> {
        let links = links(defect);
        Ok(Self {
            surroundings,
            sites: defect.neighbours().to_vec(),
            stiffness: stiffness(defect.neighbours(), &surroundings)?,
            null_rotations: NullRotations::of(&links),
            links,
            defect: defect.clone(),
        })
    }

    /// The defect.
    pub fn defect(&self) -> &Defect {
        &self.defect
    }

    /// What holds its neighbours.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// The stiffness K of `u K u/2`, 3 n by 3 n, energy per length squared; none when clamped.
    pub fn stiffness(&self) -> Option<&DMatrix<f64>> {
        self.stiffness.as_ref()
    }

    /// How many coordinates: 6, and 3 a neighbour unless clamped.
    pub fn dimension(&self) -> usize {
        6 + self.stiffness.as_ref().map_or(0, DMatrix::nrows)
    }

    /// The whole energy.
    pub fn energy(&self, at: &Configuration) -> f64 {
        self.bond_energy(at) + self.elastic_energy(at)
    }

    /// The energy in the bonds, Eq. 4.
    pub fn bond_energy(&self, at: &Configuration) -> f64 {
        let terms = self.placed(at);
        terms.map(|(link, c, l)| link.energy(&c, &l)).sum()
    }

    /// The energy in the surroundings, `u K u/2`.
    pub fn elastic_energy(&self, at: &Configuration) -> f64 {
        let energy = |k| 0.5 * self.stacked(at).dot(&(k * self.stacked(at)));
        self.stiffness.as_ref().map_or(0.0, energy)
    }

    /// `cos omega` of each bond, Eq. 3 corrected.
    pub fn cos_omega(&self, at: &Configuration) -> Vec<f64> {
        let terms = self.placed(at);
        terms.map(|(link, c, l)| link.cos_omega(&c, &l)).collect()
    }

    /// The force `F_p = -dV/du_p` by the defect on each neighbour (Kanzaki's).
    pub fn forces(&self, at: &Configuration) -> Vec<Vector3<f64>> {
        let mut forces = vec![Vector3::zeros(); self.sites.len()];
        for (link, c, l) in self.placed(at) {
            forces[link.neighbour] -= link.slopes(&c, &l).by_bond;
        }
        forces
    }

    /// `sum_p F_pi (a_p + u_p)_j`, Eq. 5: rows i. Symmetric only where no torque is left.
    pub fn moment(&self, at: &Configuration) -> Matrix3<f64> {
        let forces = self.forces(at).into_iter().enumerate();
        forces
            .map(|(p, f)| f * self.neighbour(at, p).transpose())
            .sum()
    }

    /// The torque of the forces on the neighbours about the reference centre, `sum_p (a_p + u_p) x F_p`.
    pub fn torque(&self, at: &Configuration) -> Vector3<f64> {
        let forces = self.forces(at).into_iter().enumerate();
        forces.map(|(p, f)| self.neighbour(at, p).cross(&f)).sum()
    }

    /// The first derivatives of the energy by d, w, u.
    pub fn gradient(&self, at: &Configuration) -> DVector<f64> {
        let mut gradient = DVector::zeros(self.dimension());
        for (link, c, l) in self.placed(at) {
            let slopes = link.slopes(&c, &l);
            let turning = c.cross(&(slopes.by_corner - slopes.by_bond));
            add(&mut gradient, 0, &-slopes.by_bond);
            add(&mut gradient, 3, &turning);
            if self.stiffness.is_some() {
                add(&mut gradient, 6 + 3 * link.neighbour, &slopes.by_bond);
            }
        }
        if let Some(k) = &self.stiffness {
            let mut cage = gradient.rows_mut(6, k.nrows());
            cage.gemv(1.0, k, &self.stacked(at), 1.0);
        }
        gradient
    }

    /// The configuration after a step along the coordinates d, w, u.
    pub fn displaced(&self, at: &Configuration, step: &DVector<f64>) -> Configuration {
        let part = |i: usize| Vector3::from_fn(|k, _| step.get(i + k).copied().unwrap_or(0.0));
        let moved = |p: usize| match self.stiffness {
            None => displacement(at, p),
            Some(_) => displacement(at, p) + part(6 + 3 * p),
        };
        let mut rotation = UnitQuaternion::from_scaled_axis(part(3)) * at.rotation;
        rotation.renormalize();
        Configuration {
            rotation,
            translation: at.translation + part(0),
            displacements: (0..self.sites.len()).map(moved).collect(),
        }
    }

    /// Each bond with its corner vector `c = R b` and bond vector `l`, Eqs. 1 and 2 corrected.
    pub(super) fn placed(
        &self,
        at: &Configuration,
    ) -> impl Iterator<Item = (&Link, Vector3<f64>, Vector3<f64>)> {
        let rotation = at.rotation.to_rotation_matrix();
        self.links.iter().map(move |link| {
            let c = rotation * link.corner;
            (
                link,
                c,
                self.neighbour(at, link.neighbour) - at.translation - c,
            )
        })
    }

    /// `a_p + u_p`.
    pub(super) fn neighbour(&self, at: &Configuration, p: usize) -> Vector3<f64> {
        self.sites[p] + displacement(at, p)
    }

    /// The displacements one below the other.
    pub(super) fn stacked(&self, at: &Configuration) -> DVector<f64> {
        DVector::from_fn(3 * self.sites.len(), |i, _| displacement(at, i / 3)[i % 3])
    }
}

/// u of neighbour p; zero where the configuration names none.
fn displacement(at: &Configuration, p: usize) -> Vector3<f64> {
    at.displacements.get(p).copied().unwrap_or_default()
}

fn add(vector: &mut DVector<f64>, start: usize, part: &Vector3<f64>) {
    let mut rows = vector.fixed_rows_mut::<3>(start);
    rows += part;
}

/// The bonds with their lengths at rest.
fn links(defect: &Defect) -> Vec<Link> {
    let link = |bond: &super::Bond| {
        let (b, a) = (
            defect.corners()[bond.corner],
            defect.neighbours()[bond.neighbour],
        );
        Link {
            corner: b,
            neighbour: bond.neighbour,
            bend: bond.bend,
            stretch: bond.stretch,
            rest: match bond.rest_length {
                RestLength::StressFree => (a - b).norm(),
                RestLength::AsPrinted => a.norm(),
                RestLength::Given(rest) => rest,
            },
        }
    };
    defect.bonds().iter().map(link).collect()
}
