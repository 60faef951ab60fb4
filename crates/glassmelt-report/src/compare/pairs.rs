//! Each two curves on the lengths that they share.

use glassmelt::modulus_curve::{Deviation, Knowledge, ModulusCurve, Scale};

use super::NamedCurve;
use crate::canvas::extent;

/// Two curves and their differences.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    /// Their places in the list: the first minus the second.
    pub curves: [usize; 2],
    /// The first minus the second, at points of one of them; finite all.
    pub deviations: Vec<Deviation>,
}

impl Pair {
    /// The lengths that both have, from short to long, as far as points of one lie on the other.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        extent(self.deviations.iter().map(|deviation| deviation.at))
    }

    /// The largest difference by its size.
    pub(crate) fn largest(&self) -> Option<&Deviation> {
        let all = self.deviations.iter();
        all.max_by(|a, b| a.difference.abs().total_cmp(&b.difference.abs()))
    }

    /// The root mean square difference.
    pub(crate) fn root_mean_square(&self) -> Option<f64> {
        let squares: f64 = self.deviations.iter().map(|d| d.difference.powi(2)).sum();
        let count = self.deviations.len() as f64;
        (count > 0.0).then(|| (squares / count).sqrt())
    }

    /// The mean square of differences in units of their errors, where errors are known and not zero.
    pub(crate) fn in_errors(&self) -> Option<f64> {
        let known = self.deviations.iter().filter(|d| d.error > 0.0);
        let squares: Vec<f64> = known.map(|d| (d.difference / d.error).powi(2)).collect();
        (!squares.is_empty()).then(|| squares.iter().sum::<f64>() / squares.len() as f64)
    }
}

/// All pairs of curves, against length.
pub(crate) fn pairs(curves: &[NamedCurve]) -> Vec<Pair> {
    let firsts = 0..curves.len();
    let both = firsts.flat_map(|one| (one + 1..curves.len()).map(move |other| [one, other]));
    both.map(|[one, other]| {
        let [a, b] = [one, other].map(|i| curves[i].curve.along(Scale::Length));
        // The points of a measured curve on the line of a theory rather than the other way.
        let swapped = measured(&b) && !measured(&a);
        let deviations = if swapped {
            negated(b.minus(&a))
        } else {
            a.minus(&b)
        };
        let finite = |d: &Deviation| d.at.is_finite() && d.difference.is_finite();
        Pair {
            curves: [one, other],
            deviations: deviations.into_iter().filter(finite).collect(),
        }
    })
    .collect()
}

fn measured(curve: &ModulusCurve) -> bool {
    let mut points = curve.points.iter();
    points.any(|point| matches!(point.known, Knowledge::Estimated { .. }))
}

fn negated(deviations: Vec<Deviation>) -> Vec<Deviation> {
    let turned = deviations.into_iter().map(|deviation| Deviation {
        difference: -deviation.difference,
        ..deviation
    });
    turned.collect()
}

#[cfg(test)]
mod tests {
    use glassmelt::modulus_curve::ModulusPoint;
    use glassmelt::{Estimate, Layer};

    use super::*;

    fn estimated(at: f64, ratio: f64) -> ModulusPoint {
        let estimate = Estimate {
            mean: ratio,
            error: 0.1,
            independent_samples: 10.0,
        };
        ModulusPoint::estimated(at, &estimate)
    }

    #[test]
    fn differences_stand_at_the_measured_points_and_keep_their_sign() {
        let exact = vec![ModulusPoint::exact(1.0, 1.0), ModulusPoint::exact(5.0, 0.6)];
        let flow = ModulusCurve::new("flow", Layer::Exact, Scale::Length, exact);
        let points = vec![estimated(2.0, 0.7), estimated(9.0, 0.1)];
        let rotors = ModulusCurve::new("rotors", Layer::Elastic, Scale::Length, points);
        let named = |curve| NamedCurve {
            name: "",
            curve,
            note: "",
        };
        let both = pairs(&[named(&flow), named(&rotors)]);
        assert_eq!(both.len(), 1);
        let [only] = both[0].deviations.as_slice() else {
            panic!("one measured point lies on the flow");
        };
        assert!((only.difference - 0.2).abs() < 1e-12 && (only.error - 0.1).abs() < 1e-12);
        assert!((both[0].in_errors().expect("an error") - 4.0).abs() < 1e-9);
        assert_eq!(both[0].range(), Some((2.0, 2.0)));
    }
}
