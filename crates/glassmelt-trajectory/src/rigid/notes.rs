//! What to know about rigid units that were found.

use glassmelt::Warning;

use super::analyse::{UnitsAnswer, UnitsBy};

/// Below this separation a border does not part two kinds of bonds: uniform fluctuations have 0.75.
const SEPARATED: f64 = 0.8;
/// Below this part, forces are not those of pairs.
const PAIRS: f64 = 0.9;

impl UnitsAnswer {
    /// What to know about units that were told from the rest in this way.
    pub fn warnings(&self, by: &UnitsBy) -> Vec<Warning> {
        let rigid = &self.found;
        let still = (rigid.moving_bonds == 0 && rigid.bonds > 0).then(|| {
            Warning::new(
                "atoms_do_not_move",
                "No distance between neighbours fluctuates: the frames are the same, or written with too few digits, and \
                 nothing tells which atoms are rigid.",
            )
        });
        let fluctuates = matches!(by, UnitsBy::Fluctuation { .. });
        let told = rigid
            .separation
            .filter(|part| fluctuates && *part < SEPARATED);
        let one_kind = told.map(|separation| {
            Warning::new(
                "bonds_of_one_kind",
                format!(
                    "The border between stiff and soft bonds explains {separation:.2} of the variance of the logarithms of their \
                     fluctuations (Gaussian and of one kind: 0.64; uniform: 0.75): these units are groups that happen to \
                     fluctuate less."
                ),
            )
        });
        let none = (rigid.units.is_empty() && still.is_none()).then(|| {
            Warning::new(
                "no_units",
                "No rigid unit was found: try a larger cutoff or border, or fewer atoms as the smallest unit.",
            )
        });
        let poor = self.force.as_ref().filter(|force| force.explained < PAIRS);
        let poor = poor.map(|force| {
            Warning::new(
                "not_pair_forces",
                format!(
                    "The fitted pair force explains {:.3} of the mean square force: the rest is not of pairs, or beyond its \
                     reach, and the dipoles lack it.",
                    force.explained
                ),
            )
        });
        [still, one_kind, none, poor]
            .into_iter()
            .flatten()
            .collect()
    }
}
