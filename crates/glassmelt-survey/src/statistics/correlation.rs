//! Correlation of numbers and of their ranks, and what is left of it when a third is held.

/// Ranks from 1; equal numbers share the mean of their places.
///
/// ```
/// assert_eq!(glassmelt_survey::statistics::ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
/// ```
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0.0;
    for equal in order.chunk_by(|&i, &j| values[i] == values[j]) {
        let count = equal.len() as f64;
        for &i in equal {
            ranks[i] = before + 0.5 * (count + 1.0);
        }
        before += count;
    }
    ranks
}

/// Pearson's `sum (x - <x>)(y - <y>)/(sum (x - <x>)^2 sum (y - <y>)^2)^(1/2)`; NaN where one of them never changes.
///
/// ```
/// let r = glassmelt_survey::statistics::pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]);
/// assert!((r - 1.0).abs() < 1e-15);
/// ```
pub fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let count = x.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (mx, my) = (mean(x), mean(y));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (&x, &y) in x.iter().zip(y) {
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
        xy += (x - mx) * (y - my);
    }
    xy / (xx * yy).sqrt()
}

/// Spearman's rank correlation (Spearman 1904): Pearson's of the ranks.
pub fn spearman(x: &[f64], y: &[f64]) -> f64 {
    pearson(&ranks(x), &ranks(y))
}

/// Correlation of x and y with z held: `(r_xy - r_xz r_yz)/((1 - r_xz^2)(1 - r_yz^2))^(1/2)`.
pub fn partial(xy: f64, xz: f64, yz: f64) -> f64 {
    (xy - xz * yz) / ((1.0 - xz * xz) * (1.0 - yz * yz)).sqrt()
}

/// Rank correlation of x and y with the ranks of z held.
pub fn partial_spearman(x: &[f64], y: &[f64], z: &[f64]) -> f64 {
    let (x, y, z) = (ranks(x), ranks(y), ranks(z));
    partial(pearson(&x, &y), pearson(&x, &z), pearson(&y, &z))
}
