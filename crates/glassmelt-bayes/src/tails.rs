//! The normal distribution below a point, far into its tail.

use std::f64::consts::{SQRT_2, TAU};

use statrs::function::erf::erfc;

/// Beyond this many deviations a continued fraction takes over from the error function.
const FAR: f64 = -5.0;
/// Levels of the continued fraction: twelve digits from five deviations on.
const LEVELS: u32 = 60;

/// ln of the share of a standard normal distribution below `w`, and its derivative by w.
pub(crate) fn log_below(w: f64) -> (f64, f64) {
    let log_density = -0.5 * (w * w + TAU.ln());
    if w < FAR {
        // Mills' ratio 1/(x + 1/(x + 2/(x + 3/...))) with x = -w (Laplace).
        let x = -w;
        let below = (1..=LEVELS).rev();
        let hazard = x + below.fold(0.0, |rest, level| f64::from(level) / (x + rest));
        return (log_density - hazard.ln(), hazard);
    }
    let log = (0.5 * erfc(-w / SQRT_2)).ln();
    (log, (log_density - log).exp())
}

#[cfg(test)]
mod tests {
    use approx::assert_relative_eq;

    use super::*;

    /// SciPy's `scipy.stats.norm.logcdf`.
    #[test]
    fn the_tail_meets_scipy() {
        for (w, log) in [
            (1.5, -0.06914345561222503),
            (-1.0, -1.841021645009264),
            (-4.0, -10.360101486527292),
            (-6.0, -20.736768949974707),
            (-30.0, -454.32124395634324),
        ] {
            assert_relative_eq!(log_below(w).0, log, max_relative = 1e-10);
        }
    }

    #[test]
    fn the_slope_is_that_of_the_logarithm_on_both_sides_of_the_seam() {
        for w in [2.0, -3.0, -4.999, -5.001, -12.0] {
            let h = 1e-5;
            let slope = (log_below(w + h).0 - log_below(w - h).0) / (2.0 * h);
            assert_relative_eq!(log_below(w).1, slope, max_relative = 1e-6);
        }
    }
}
