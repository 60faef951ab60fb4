//! Outlines of the regions where numbers on a grid reach a level, by marching squares.

use std::collections::BTreeMap;

/// Numbers on a grid of columns and rows, row after row.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

/// A side of a grid's cell: from a node to the next in its row or in its column.
type Side = (usize, usize, Next);

/// Where a side leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Column,
    Row,
}

impl Grid {
    /// The numbers `value(column, row)`, at least two columns and two rows.
    pub(crate) fn from_fn(
        columns: usize,
        rows: usize,
        value: impl Fn(usize, usize) -> f64,
    ) -> Self {
        let (columns, rows) = (columns.max(2), rows.max(2));
        let values = (0..columns * rows)
            .map(|i| value(i % columns, i / columns))
            .collect();
        Self {
            columns,
            rows,
            values,
        }
    }

    /// The same grid with another number in each place.
    pub(crate) fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        Self {
            values: self.values.iter().map(|&v| change(v)).collect(),
            ..*self
        }
    }

    /// Its numbers.
    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The last column and the last row.
    pub(crate) fn last(&self) -> (f64, f64) {
        ((self.columns - 1) as f64, (self.rows - 1) as f64)
    }

    /// Closed outlines, in columns and rows, of the region with values at or above the level: inner
    /// ones run the other way round. What is not a number lies outside; the grid's edge closes.
    pub(crate) fn outlines(&self, level: f64) -> Vec<Vec<(f64, f64)>> {
        let mut steps = BTreeMap::new();
        for row in 0..=self.rows {
            for column in 0..=self.columns {
                self.steps_in_cell(column, row, level, &mut steps);
            }
        }
        let mut outlines = Vec::new();
        while let Some((&start, _)) = steps.iter().next() {
            let mut outline = Vec::new();
            let mut side = start;
            while let Some(next) = steps.remove(&side) {
                outline.push(self.crossing(side, level));
                side = next;
            }
            outlines.push(outline);
        }
        outlines
    }

    /// The value at a node of the grid with one more ring around it, which is outside.
    fn ringed(&self, column: usize, row: usize) -> f64 {
        let inside = (1..=self.columns).contains(&column) && (1..=self.rows).contains(&row);
        if inside {
            let value = self.values[(row - 1) * self.columns + column - 1];
            if value.is_nan() {
                f64::NEG_INFINITY
            } else {
                value
            }
        } else {
            f64::NEG_INFINITY
        }
    }

    /// The pieces of outline through a cell of the ringed grid, the region at their left hand (rows
    /// upwards).
    fn steps_in_cell(
        &self,
        column: usize,
        row: usize,
        level: f64,
        steps: &mut BTreeMap<Side, Side>,
    ) {
        let nodes =
            [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(dc, dr)| self.ringed(column + dc, row + dr));
        let high = nodes.map(|value| value > f64::NEG_INFINITY && value >= level);
        let sides = [
            (column, row, Next::Column),
            (column + 1, row, Next::Row),
            (column, row + 1, Next::Column),
            (column, row, Next::Row),
        ];
        // Side i lies between nodes i and i + 1. Going round, the outline enters the cell where the
        // region ends and leaves where it begins again.
        let ends: Vec<usize> = (0..4).filter(|&i| high[i] && !high[(i + 1) % 4]).collect();
        let begins: Vec<usize> = (0..4).filter(|&i| !high[i] && high[(i + 1) % 4]).collect();
        let joined = ends.len() == 2 && nodes.iter().sum::<f64>() >= 4.0 * level;
        for &end in &ends {
            // Two corners of the region opposite each other: joined where the middle is high.
            let wanted = |begin: &&usize| {
                let ahead = (**begin + 4 - end) % 4;
                ends.len() == 1 || (ahead == 1) == joined
            };
            if let Some(&begin) = begins.iter().find(wanted) {
                steps.insert(sides[end], sides[begin]);
            }
        }
    }

    /// Where the level crosses a side of the ringed grid, in columns and rows of the grid itself.
    fn crossing(&self, (column, row, next): Side, level: f64) -> (f64, f64) {
        let (dc, dr) = match next {
            Next::Column => (1, 0),
            Next::Row => (0, 1),
        };
        let (from, to) = (self.ringed(column, row), self.ringed(column + dc, row + dr));
        let part = match (from.is_finite(), to.is_finite()) {
            (true, true) => ((level - from) / (to - from)).clamp(0.0, 1.0),
            (true, false) => 0.0,
            _ => 1.0,
        };
        let at = |node: usize, step: usize, last: usize| {
            let place = node as f64 + step as f64 * part - 1.0;
            place.clamp(0.0, (last - 1) as f64)
        };
        (at(column, dc, self.columns), at(row, dr, self.rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Area inside, counted positive where it is left of the outline.
    fn area(outline: &[(f64, f64)]) -> f64 {
        let next = outline.iter().cycle().skip(1);
        let cross = outline.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1);
        0.5 * cross.sum::<f64>()
    }

    fn total_area(grid: &Grid, level: f64) -> f64 {
        grid.outlines(level).iter().map(|o| area(o)).sum()
    }

    #[test]
    fn a_cone_is_cut_in_circles() {
        let cone = Grid::from_fn(101, 101, |c, r| -(c as f64 - 50.0).hypot(r as f64 - 50.0));
        let outlines = cone.outlines(-30.0);
        assert_eq!(outlines.len(), 1);
        assert!((area(&outlines[0]) / (std::f64::consts::PI * 900.0) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn a_hole_counts_against_the_region_around_it() {
        let funnel = Grid::from_fn(101, 101, |c, r| (c as f64 - 50.0).hypot(r as f64 - 50.0));
        let expected = 100.0 * 100.0 - std::f64::consts::PI * 900.0;
        assert_eq!(funnel.outlines(30.0).len(), 2);
        assert!((total_area(&funnel, 30.0) / expected - 1.0).abs() < 1e-3);
    }

    #[test]
    fn a_region_and_its_complement_make_the_whole() {
        let waves = |sign: f64| {
            Grid::from_fn(40, 30, move |c, r| {
                sign * ((c as f64).sin() + (1.3 * r as f64).cos())
            })
        };
        let sum = total_area(&waves(1.0), 0.0) + total_area(&waves(-1.0), 0.0);
        assert!((sum - 39.0 * 29.0).abs() < 1e-9, "{sum}");
    }

    #[test]
    fn what_is_not_a_number_is_outside_and_infinity_inside() {
        let flat = |value: f64| Grid::from_fn(3, 3, move |_, _| value);
        assert!(flat(f64::NAN).outlines(0.0).is_empty());
        assert!((total_area(&flat(f64::INFINITY), 0.0) - 4.0).abs() < 1e-12);
    }
}
