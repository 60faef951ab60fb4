//! What the displacements of the neighbours cost: the elastic energy `u K u/2` of each surrounding.

use nalgebra::{Cholesky, DMatrix, Matrix3, Vector3};

use super::model::Surroundings;
use crate::error::{Error, Result, positive};
use crate::medium::Medium;

/// The stiffness K of the neighbours against displacement, 3 n by 3 n; none when they are clamped.
pub(super) fn stiffness(
    sites: &[Vector3<f64>],
    surroundings: &Surroundings,
) -> Result<Option<DMatrix<f64>>> {
    let size = 3 * sites.len();
    match *surroundings {
        Surroundings::Clamped => Ok(None),
        Surroundings::Springs { stiffness } => {
            let stiffness = positive("stiffness", stiffness)?;
            Ok(Some(DMatrix::from_diagonal_element(size, size, stiffness)))
        }
        Surroundings::Continuum {
            medium,
            site_radius,
        } => {
            let mobility = mobility(&medium, sites, site_radius)?;
            // Positive definite for spheres that do not overlap; rounding cannot change that before
            // the numbers themselves overflow.
            let factor = Cholesky::new(mobility).ok_or(Error::Domain {
                name: "site_radius",
                value: site_radius,
                domain: "large enough that the stiffness of a site stays a finite number",
            })?;
            Ok(Some(factor.inverse()))
        }
    }
}

/// The response of small spheres in the infinite medium, `u = G F`: 3 n by 3 n, length over force.
///
/// Each force is spread evenly over a sphere of radius s and each displacement averaged over one.
/// Because Kelvin's function is biharmonic, both together are `1 + s^2/3 laplacian`, exactly:
/// `(1/8 pi mu)[(A + B n n)/r + (2 B s^2/3)(1 - 3 n n)/r^3]` between two spheres and
/// `(A + B/3)/(8 pi mu s)` of one on itself, the elastic analogue of the tensor of
/// Rotne and Prager (1969). The matrix is symmetric and positive definite.
///
/// # Errors
/// When the radius is not positive or two spheres overlap.
pub fn mobility(medium: &Medium, sites: &[Vector3<f64>], site_radius: f64) -> Result<DMatrix<f64>> {
    positive("site_radius", site_radius)?;
    apart(sites, site_radius)?;
    let own = Matrix3::identity() * self_response(medium, site_radius);
    let mut matrix = DMatrix::zeros(3 * sites.len(), 3 * sites.len());
    for (i, x) in sites.iter().enumerate() {
        matrix.fixed_view_mut::<3, 3>(3 * i, 3 * i).copy_from(&own);
        for (j, y) in sites.iter().enumerate().skip(i + 1) {
            let between = sphere_to_sphere(medium, &(x - y), site_radius);
            matrix
                .fixed_view_mut::<3, 3>(3 * i, 3 * j)
                .copy_from(&between);
            matrix
                .fixed_view_mut::<3, 3>(3 * j, 3 * i)
                .copy_from(&between);
        }
    }
    Ok(matrix)
}

/// `(A + B/3)/(8 pi mu s)`: the displacement of a sphere of radius s by a unit force spread over it.
pub fn self_response(medium: &Medium, site_radius: f64) -> f64 {
    (medium.a() + medium.b() / 3.0) / (medium.scale() * site_radius)
}

/// `(1 + s^2/3 laplacian) G`.
fn sphere_to_sphere(medium: &Medium, r: &Vector3<f64>, site_radius: f64) -> Matrix3<f64> {
    let n = r.normalize();
    let spread = 2.0 * medium.b() * site_radius.powi(2) / (3.0 * medium.scale());
    let quadrupole = Matrix3::identity() - n * n.transpose() * 3.0;
    medium.green(r) + quadrupole * (spread / r.norm().powi(3))
}

/// No two spheres overlap; otherwise an error with the closest pair.
fn apart(sites: &[Vector3<f64>], site_radius: f64) -> Result<()> {
    let pairs = (0..sites.len()).flat_map(|i| (i + 1..sites.len()).map(move |j| (i, j)));
    let closest = pairs
        .map(|(i, j)| ((sites[i] - sites[j]).norm(), i, j))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    match closest {
        Some((distance, first, second)) if distance < 2.0 * site_radius => {
            Err(Error::SitesOverlap {
                first,
                second,
                distance,
                site_radius,
                largest: 0.5 * distance,
            })
        }
        _ => Ok(()),
    }
}
