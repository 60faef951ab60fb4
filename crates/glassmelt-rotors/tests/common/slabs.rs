//! What must hold on any kind of ranks: what arrives where, and that slabs together are the whole lattice.

use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::ranks::{Parts, Ranks};
use glassmelt_rotors::{Boundary, Core, Interaction, Lattice, LatticeSum, Result, SlabSum};

/// A number that tells from which rank it comes, to which it goes, and its place in the list.
fn labelled(from: usize, to: usize, place: usize) -> f64 {
    (from * 1_000_003 + to * 1009 + place) as f64 + 1.0 / 3.0
}

fn list(from: usize, to: usize, length: usize) -> Vec<f64> {
    (0..length).map(|place| labelled(from, to, place)).collect()
}

/// Lists of all lengths, empty ones too, arrive whole and in order.
pub(crate) fn wrong_messages(ranks: &dyn Ranks) -> Vec<&'static str> {
    let (rank, count) = (ranks.rank(), ranks.count());
    let length = |from: usize, to: usize| (7 * from + 5 * to) % 11 * (from + 2 * to) % 40;
    let mut wrong = Vec::new();
    let gathered = ranks.all_gather(&list(rank, 0, length(rank, 0)));
    let expected: Vec<_> = (0..count)
        .map(|from| list(from, 0, length(from, 0)))
        .collect();
    if gathered != expected {
        wrong.push("all_gather");
    }
    let mut said = list(rank, 1, 10 + 3 * rank);
    ranks.broadcast(&mut said);
    if said != list(0, 1, 10) {
        wrong.push("broadcast");
    }
    let mut to = Parts::new((0..count).map(|to| length(rank, to)));
    for there in 0..count {
        to.part_mut(there)
            .copy_from_slice(&list(rank, there, length(rank, there)));
    }
    let mut from = Parts::new((0..count).map(|from| length(from, rank)));
    ranks.exchange(&to, &mut from);
    let arrived = |there: usize| from.part(there) == list(there, rank, length(there, rank));
    if !(0..count).all(arrived) {
        wrong.push("exchange");
    }
    ranks.barrier();
    wrong
}

/// A lattice, which of its sites are taken, by dipoles which may turn, and the answer of one process.
pub(crate) struct Whole {
    pub(crate) lattice: Lattice,
    pub(crate) medium: Medium,
    pub(crate) core: Core,
    pub(crate) sites: Vec<usize>,
    pub(crate) dipoles: Vec<SymmetricTensor>,
}

/// Whether the dipoles are summed as they are, or as ones that only turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Any,
    Turning,
}

impl Whole {
    pub(crate) fn alone(&self, kind: Kind, boundary: &Boundary) -> Result<Interaction> {
        let (lattice, medium) = (self.lattice, self.medium);
        let mut sum = LatticeSum::new(lattice, medium, self.core, &self.sites)?;
        let mut answer = Interaction::default();
        if kind == Kind::Any {
            sum.interaction_into(&self.dipoles, boundary, &mut answer)?;
        } else {
            let mut sum = sum.turning(&self.dipoles)?;
            sum.interaction_into(&self.dipoles, boundary, &mut answer)?;
        }
        Ok(answer)
    }

    /// The same over ranks: energy and mean strain of all, strains of this rank alone.
    pub(crate) fn shared(
        &self,
        ranks: &dyn Ranks,
        kind: Kind,
        boundary: &Boundary,
    ) -> Result<Interaction> {
        let own = self.own(ranks);
        let (sites, dipoles) = (&self.sites[own.clone()], &self.dipoles[own]);
        let mut sum = SlabSum::new(ranks, self.lattice, self.medium, self.core, sites)?;
        let mut answer = Interaction::default();
        if kind == Kind::Any {
            sum.interaction_into(dipoles, boundary, &mut answer)?;
        } else {
            let mut sum = sum.turning(dipoles)?;
            sum.interaction_into(dipoles, boundary, &mut answer)?;
        }
        Ok(answer)
    }

    /// Which defects a rank has.
    pub(crate) fn own(&self, ranks: &dyn Ranks) -> std::ops::Range<usize> {
        let slab = self.lattice.slab(ranks);
        let before = |end: usize| self.sites.partition_point(|site| *site < end);
        before(slab.start)..before(slab.end)
    }

    /// Whether what this rank has found is its part of the answer of one process, bit for bit.
    pub(crate) fn is_part(
        &self,
        ranks: &dyn Ranks,
        found: &Interaction,
        alone: &Interaction,
    ) -> bool {
        found.energy.to_bits() == alone.energy.to_bits()
            && bits(&[found.mean_strain]) == bits(&[alone.mean_strain])
            && bits(&found.strains) == bits(&alone.strains[self.own(ranks)])
    }
}

fn bits(tensors: &[SymmetricTensor]) -> Vec<[u64; 6]> {
    let numbers = tensors.iter().map(SymmetricTensor::components);
    numbers.map(|six| six.map(f64::to_bits)).collect()
}
