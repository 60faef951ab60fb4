//! A straight line through points with errors: `y = at_zero + slope x` by least squares.

/// A point and the standard error of y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) error: f64,
}

/// The line, its errors, and how well it goes through.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    pub(crate) at_zero: f64,
    pub(crate) at_zero_error: f64,
    pub(crate) slope: f64,
    pub(crate) slope_error: f64,
    pub(crate) covariance: f64,
    /// chi^2 over the points beyond two; none for two.
    pub(crate) chi_squared: Option<f64>,
    pub(crate) points: usize,
}

/// A line goes through its points while chi^2 a degree of freedom is at most this.
const GOES_THROUGH: f64 = 2.0;

impl Line {
    /// The weighted line; none for fewer than two different x, or an error that is none.
    pub(crate) fn through(points: &[Point]) -> Option<Self> {
        let mut sums = [0.0; 5];
        for Point { x, y, error } in points {
            let weight = error.powi(-2);
            let terms = [1.0, *x, x * x, *y, x * y].map(|term| weight * term);
            for (sum, term) in sums.iter_mut().zip(terms) {
                *sum += term;
            }
        }
        let [s, sx, sxx, sy, sxy] = sums;
        let determinant = s * sxx - sx * sx;
        let spread = determinant > 1e-12 * s * sxx && determinant.is_finite();
        spread.then(|| {
            let at_zero = (sxx * sy - sx * sxy) / determinant;
            let slope = (s * sxy - sx * sy) / determinant;
            let square = |p: &Point| ((p.y - at_zero - slope * p.x) / p.error).powi(2);
            let degrees = points.len().saturating_sub(2);
            let squares: f64 = points.iter().map(square).sum();
            Self {
                at_zero,
                at_zero_error: (sxx / determinant).sqrt(),
                slope,
                slope_error: (s / determinant).sqrt(),
                covariance: -sx / determinant,
                chi_squared: (degrees > 0).then(|| squares / degrees as f64),
                points: points.len(),
            }
        })
    }

    /// The line through the most points from the first on through which it goes; at least two.
    pub(crate) fn through_the_first(points: &[Point]) -> Option<Self> {
        let lines = (2..=points.len()).rev();
        let lines = lines.filter_map(|count| Self::through(&points[..count]));
        let mut lines = lines.skip_while(|line| line.chi_squared.is_some_and(|c| c > GOES_THROUGH));
        lines.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_scatter_is_found_and_a_bend_is_left_out() {
        let error = 0.01;
        let point = |x: f64| Point {
            x,
            y: 2.0 - 0.5 * x,
            error,
        };
        let mut points = vec![point(1.0), point(2.0), point(3.0)];
        points.push(Point {
            x: 6.0,
            y: 7.0,
            error,
        });
        let line = Line::through_the_first(&points).expect("two points");
        assert_eq!(line.points, 3);
        assert!((line.at_zero - 2.0).abs() < 1e-12 && (line.slope + 0.5).abs() < 1e-12);
        // Errors of three equally spaced points: sigma sqrt(14/6), sigma/sqrt 2.
        assert!((line.at_zero_error - error * (7.0_f64 / 3.0).sqrt()).abs() < 1e-14);
        assert!((line.slope_error - error / 2.0_f64.sqrt()).abs() < 1e-14);
    }

    #[test]
    fn one_point_is_no_line() {
        let one = Point {
            x: 1.0,
            y: 1.0,
            error: 1.0,
        };
        assert_eq!(Line::through(&[one, one]), None);
        assert_eq!(Line::through_the_first(&[one]), None);
    }
}
