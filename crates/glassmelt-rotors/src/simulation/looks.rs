//! Looks at all walkers, told to the root, which keeps the records.

use glassmelt::SymmetricTensor;
use nalgebra::Complex;

use super::Sample;
use crate::error::Result;
use crate::ladder::is_own;
use crate::measure::{Look, OF_WAVE, SHEARS};
use crate::ranks::{Ranks, gathered};

/// Replica, rung and energy, then the total.
const HEAD: usize = 3 + SHEARS;
/// Components of a tensor.
const COMPONENTS: usize = 6;

/// What one walker looks like, with its place in the records.
struct Seen {
    replica: usize,
    rung: usize,
    look: Look,
    dipoles: Vec<SymmetricTensor>,
}

impl Sample {
    /// Looks at every walker where it is, and adds what was seen to the records of the root.
    ///
    /// # Errors
    /// When a look does not belong to its record; a rank that cannot look is told to all.
    pub fn look(&mut self, ranks: &dyn Ranks) -> Result<()> {
        let own = self.seen(ranks);
        if ranks.count() == 1 {
            return own?.iter().try_for_each(|seen| self.add(seen));
        }
        let told = own.map(|own| own.iter().flat_map(Seen::numbers).collect());
        let all = gathered(ranks, told)?;
        if ranks.rank() != 0 {
            return Ok(());
        }
        let (radii, waves) = (self.probe.radii().len(), self.probe.waves().waves().len());
        let length = HEAD + radii + OF_WAVE * waves + COMPONENTS * self.probe.places();
        let lists = all.iter().flat_map(|list| list.chunks_exact(length));
        lists
            .map(|numbers| Seen::from_numbers(numbers, radii, waves))
            .collect::<Vec<_>>()
            .iter()
            .try_for_each(|seen| self.add(seen))
    }

    fn add(&mut self, seen: &Seen) -> Result<()> {
        self.records[seen.replica][seen.rung].add(&seen.look, &seen.dipoles)
    }

    /// The walkers of this rank.
    fn seen(&self, ranks: &dyn Ranks) -> Result<Vec<Seen>> {
        let mut all = Vec::new();
        for (replica, ladder) in self.replicas.iter().enumerate() {
            for rung in 0..ladder.rungs() {
                let walker = ladder.walker(rung);
                if is_own(walker.number, ranks) {
                    let dipoles = walker.rotors.dipoles();
                    all.push(Seen {
                        replica,
                        rung,
                        look: self.probe.look(&dipoles, walker.energy)?,
                        dipoles,
                    });
                }
            }
        }
        Ok(all)
    }
}

impl Seen {
    fn numbers(&self) -> Vec<f64> {
        let Look {
            energy,
            total,
            pairs,
            modes,
        } = &self.look;
        let mut numbers = vec![self.replica as f64, self.rung as f64, *energy];
        numbers.extend(total);
        numbers.extend(pairs);
        let modes = modes.iter().flatten();
        numbers.extend(modes.flat_map(|mode| [mode.re, mode.im]));
        numbers.extend(self.dipoles.iter().flat_map(SymmetricTensor::components));
        numbers
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn from_numbers(numbers: &[f64], radii: usize, waves: usize) -> Self {
        let (head, rest) = numbers.split_at(HEAD);
        let (pairs, rest) = rest.split_at(radii);
        let (modes, dipoles) = rest.split_at(OF_WAVE * waves);
        let (modes, _) = modes.as_chunks::<OF_WAVE>();
        let (dipoles, _) = dipoles.as_chunks::<COMPONENTS>();
        let wave = |m: &[f64; OF_WAVE]| [Complex::new(m[0], m[1]), Complex::new(m[2], m[3])];
        Self {
            replica: head[0] as usize,
            rung: head[1] as usize,
            look: Look {
                energy: head[2],
                total: std::array::from_fn(|c| head[3 + c]),
                pairs: pairs.to_vec(),
                modes: modes.iter().map(wave).collect(),
            },
            dipoles: dipoles
                .iter()
                .map(|c| SymmetricTensor::from_components(*c))
                .collect(),
        }
    }
}
