//! Linear least squares of a few columns.

use nalgebra::{DMatrix, DVector};

/// The coefficients c that make `sum (y - X c)^2` least, for the columns of X; none where the columns are not
/// independent or there are fewer rows than columns.
///
/// ```
/// use glassmelt_survey::statistics::least_squares;
/// let line = least_squares(&[vec![1.0; 3], vec![0.0, 1.0, 2.0]], &[1.0, 3.0, 5.0]).unwrap();
/// assert!((line[0] - 1.0).abs() < 1e-12 && (line[1] - 2.0).abs() < 1e-12);
/// ```
pub fn least_squares(columns: &[Vec<f64>], y: &[f64]) -> Option<Vec<f64>> {
    let (rows, count) = (y.len(), columns.len());
    if rows < count || count == 0 {
        return None;
    }
    let matrix = DMatrix::from_fn(rows, count, |i, j| columns[j][i]);
    let qr = matrix.qr();
    let r = qr.r();
    let largest = r.diagonal().amax();
    if r.diagonal().iter().any(|d| d.abs() <= 1e-12 * largest) {
        return None;
    }
    let right = qr.q().transpose() * DVector::from_column_slice(y);
    let solution = r.solve_upper_triangular(&right)?;
    Some(solution.iter().copied().collect())
}
