//! Means over directions, exact for polynomials up to degree 15.

use std::f64::consts::PI;

use glassmelt::special::quadrature::{GAUSS_10, integrate};
use nalgebra::Vector3;

/// The mean of `f` over the unit sphere.
pub(crate) fn mean_over_sphere(mut f: impl FnMut(Vector3<f64>) -> f64) -> f64 {
    integrate(&GAUSS_10, -1.0, 1.0, |cosine| {
        let sine = (1.0 - cosine * cosine).sqrt();
        let around = (0..16).map(|k| {
            let phi = PI / 8.0 * f64::from(k);
            f(Vector3::new(sine * phi.cos(), sine * phi.sin(), cosine))
        });
        around.sum::<f64>() / 32.0
    })
}

/// The mean over two directions, each free.
pub(crate) fn mean_over_both(f: impl Fn(&Vector3<f64>, &Vector3<f64>) -> f64) -> f64 {
    mean_over_sphere(|n| mean_over_sphere(|p| f(&n, &p)))
}
