//! All that changes in a sample as named lists of numbers, for checkpoints.

use super::{Sample, told};
use crate::error::Result;
use crate::measure::{Record, named};
use crate::ranks::Ranks;

/// A list of numbers with its name, such as `replica1/rung2/energies`.
pub type Part = (String, Vec<f64>);

impl Sample {
    /// Everything that changes, whole on the root: the walkers of other ranks are told to it.
    pub fn parts(&self, ranks: &dyn Ranks) -> Vec<Part> {
        let mut parts = Vec::new();
        for (replica, ladder) in self.replicas.iter().enumerate() {
            parts.push((format!("replica{replica}/ladder"), ladder.numbers()));
            for walker in 0..ladder.rungs() {
                let name = format!("replica{replica}/walker{walker}");
                parts.push((name, told(ladder, walker, ranks)));
            }
            for (rung, record) in self.records[replica].iter().enumerate() {
                let named = record.parts().into_iter();
                parts.extend(
                    named.map(|(name, list)| (format!("replica{replica}/rung{rung}/{name}"), list)),
                );
            }
        }
        parts
    }

    /// Goes back to the walkers of these parts, but not to what was seen of them: all that a rank needs which
    /// is not the root.
    ///
    /// # Errors
    /// When one is missing or belongs to another sample.
    pub fn restore_walkers(&mut self, parts: &[Part]) -> Result<()> {
        for (replica, ladder) in self.replicas.iter_mut().enumerate() {
            let walkers = (0..ladder.rungs())
                .map(|walker| named(parts, &format!("replica{replica}/walker{walker}")))
                .collect::<Result<Vec<_>>>()?;
            ladder.restore(
                &named(parts, &format!("replica{replica}/ladder"))?,
                &walkers,
            )?;
        }
        Ok(())
    }

    /// Goes back to these parts, in any order.
    ///
    /// # Errors
    /// When one is missing or belongs to another sample; the sample is then not to be used.
    pub fn restore(&mut self, parts: &[Part]) -> Result<()> {
        self.restore_walkers(parts)?;
        for (replica, records) in self.records.iter_mut().enumerate() {
            for (rung, kept) in records.iter_mut().enumerate() {
                let of_rung = under(parts, &format!("replica{replica}/rung{rung}/"));
                let record = Record::from_parts(&of_rung)?;
                record.belongs_to(&self.probe)?;
                *kept = record;
            }
        }
        Ok(())
    }
}

/// The parts whose names begin so, with the rest of their names.
fn under(parts: &[Part], prefix: &str) -> Vec<Part> {
    let stripped =
        |(name, list): &Part| Some((name.strip_prefix(prefix)?.to_owned(), list.clone()));
    parts.iter().filter_map(stripped).collect()
}
