//! The three passes over ranks: the planes of own x, the columns of own `k_z`, the planes of own x.
//!
//! What goes over in one round are a few planes of each rank, so that a rank holds little more than its waves
//! in columns.

use std::ops::Range;

use glassmelt::SymmetricTensor;
use rustfft::num_complex::Complex64;

use super::super::convolution::Passes;
use super::super::kernel::Kernel;
use super::super::occupied::{PlaneOfDipoles, PlaneOfStrains};
use super::parcels::{read, read_rows, write, write_rows};
use super::shares::shares;
use crate::answer::{EnergyAndSum, added};
use crate::ranks::{Parts, Ranks};

/// About how many waves of a rank go over in one round, unless that is less than a few planes.
const ROUND: usize = 1 << 16;
/// At least so many planes, that threads have something to share.
const PLANES: usize = 8;

/// The waves of own `k_z` as `[x][component][k_z][k_y]`, and what is needed to send them.
pub(super) struct SlabConvolution<const C: usize, const P: usize> {
    passes: Passes<C, P>,
    rank: usize,
    /// The planes and the rows of each rank.
    planes: Vec<Range<usize>>,
    rows: Vec<Range<usize>>,
    /// How many planes of each rank go over in one round.
    step: usize,
    waves: Vec<Complex64>,
    /// The waves of the own planes of a round, as above but with all `k_z`.
    in_planes: Vec<Complex64>,
    /// Their rows in the order of the ranks that have them in columns, and what those ranks have for this one.
    parcels: [Parts; 2],
}

impl<const C: usize, const P: usize> SlabConvolution<C, P> {
    pub(super) fn new(ranks: &dyn Ranks, shape: [usize; 3]) -> Self {
        let passes = Passes::new(shape);
        let (rank, count) = (ranks.rank(), ranks.count());
        let rows = shares(passes.half_width(), count);
        let of_column = C * rows[rank].len() * passes.of_row();
        Self {
            rank,
            planes: shares(shape[0], count),
            step: (ROUND / passes.of_plane()).max(PLANES),
            waves: vec![Complex64::default(); shape[0] * of_column],
            in_planes: Vec::new(),
            parcels: Default::default(),
            rows,
            passes,
        }
    }

    /// The rows that this rank has in columns.
    pub(super) fn rows(&self) -> Range<usize> {
        self.rows[self.rank].clone()
    }

    /// From this rank's dipoles, one plane for each x of the whole lattice, to the waves of the strains; the
    /// energy of the dipoles of all ranks, and their sum.
    pub(super) fn forward(
        &mut self,
        ranks: &dyn Ranks,
        kernel: &Kernel<P>,
        dipoles: &[PlaneOfDipoles],
    ) -> EnergyAndSum {
        for round in self.rounds() {
            self.arrange(&round);
            let own = round[self.rank].clone();
            self.passes
                .planes_forward(&mut self.in_planes, &dipoles[own]);
            self.send_to_columns(ranks, &round);
        }
        let rows = self.rows();
        let sums = self.passes.multiply(&mut self.waves, rows, kernel);
        added(of_all(ranks, &sums))
    }

    /// From the waves, which are overwritten, to the strains of this rank's dipoles.
    pub(super) fn backward(&mut self, ranks: &dyn Ranks, strains: &mut [PlaneOfStrains]) {
        for round in self.rounds() {
            self.arrange(&round);
            self.send_to_planes(ranks, &round);
            let own = round[self.rank].clone();
            self.passes
                .planes_backward(&mut self.in_planes, &mut strains[own]);
        }
    }

    /// The planes of each rank, round by round; equally many rounds on all ranks.
    fn rounds(&self) -> Vec<Vec<Range<usize>>> {
        let most = self.planes.iter().map(ExactSizeIterator::len).max();
        let starts = (0..most.unwrap_or(0)).step_by(self.step);
        let piece = |planes: &Range<usize>, start: usize| {
            let at = |steps: usize| (planes.start + steps).min(planes.end);
            at(start)..at(start + self.step)
        };
        let round = |start| self.planes.iter().map(|own| piece(own, start)).collect();
        starts.map(round).collect()
    }

    /// Makes room for a round.
    fn arrange(&mut self, round: &[Range<usize>]) {
        let row = 2 * C * self.passes.of_row();
        let (planes, rows) = (round[self.rank].len(), self.rows().len());
        let size = planes * self.passes.of_plane();
        self.in_planes.resize(size, Complex64::default());
        let [by_rows, by_planes] = &mut self.parcels;
        by_rows.arrange(self.rows.iter().map(|rows| planes * rows.len() * row));
        by_planes.arrange(round.iter().map(|planes| planes.len() * rows * row));
    }

    /// From own planes with all `k_z` to all planes with own `k_z`.
    fn send_to_columns(&mut self, ranks: &dyn Ranks, round: &[Range<usize>]) {
        let [by_rows, by_planes] = &mut self.parcels;
        let component = self.passes.of_plane() / C;
        for (rank, rows) in self.rows.iter().enumerate() {
            let place = within(rows, self.passes.of_row());
            write_rows(&self.in_planes, (component, place), by_rows.part_mut(rank));
        }
        ranks.exchange(by_rows, by_planes);
        let plane = C * self.rows[self.rank].len() * self.passes.of_row();
        for (rank, planes) in round.iter().enumerate() {
            read(by_planes.part(rank), &mut self.waves[within(planes, plane)]);
        }
    }

    /// And back.
    fn send_to_planes(&mut self, ranks: &dyn Ranks, round: &[Range<usize>]) {
        let [by_rows, by_planes] = &mut self.parcels;
        let plane = C * self.rows[self.rank].len() * self.passes.of_row();
        for (rank, planes) in round.iter().enumerate() {
            write(&self.waves[within(planes, plane)], by_planes.part_mut(rank));
        }
        ranks.exchange(by_planes, by_rows);
        let component = self.passes.of_plane() / C;
        for (rank, rows) in self.rows.iter().enumerate() {
            let place = within(rows, self.passes.of_row());
            read_rows(by_rows.part(rank), (component, place), &mut self.in_planes);
        }
    }
}

/// Where things in a row are that take `size` each.
fn within(things: &Range<usize>, size: usize) -> Range<usize> {
    things.start * size..things.end * size
}

/// The sums of all rows, in the order of the rows.
fn of_all(ranks: &dyn Ranks, own: &[EnergyAndSum]) -> Vec<EnergyAndSum> {
    let numbers = own.iter().flat_map(|(energy, sum)| {
        let [a, b, c, d, e, f] = sum.components();
        [*energy, a, b, c, d, e, f]
    });
    let all = ranks.all_gather(&numbers.collect::<Vec<_>>());
    let sums = all.iter().flat_map(|list| list.as_chunks().0);
    sums.map(|&[energy, a, b, c, d, e, f]| {
        let sum = SymmetricTensor::from_components([a, b, c, d, e, f]);
        (energy, sum)
    })
    .collect()
}
