//! Claims about samples: the same on any number of ranks, and taken up again to the last bit.

mod common;

use common::threads::side_by_side;
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::measure::{Probe, WaveVectors};
use glassmelt_rotors::random::Seed;
use glassmelt_rotors::ranks::{Alone, Ranks};
use glassmelt_rotors::{
    Boundary, Core, Crew, Error, Exchange, HybridMonteCarlo, Lattice, LatticeSum, Leaps, Phase,
    Result, Rotors, Sample, SamplePlan, Sampler, Steps, Sweep, Tuning, thermal_energy,
};
use nalgebra::Vector3;

fn needle() -> SymmetricTensor {
    SymmetricTensor::uniaxial(1.0, Vector3::z())
}

/// Twelve defects on a lattice of 3 by 3 by 2 sites, three temperatures.
fn sample(number: u32) -> Sample {
    moved_by(number, |sampler| sampler)
}

/// The same, moved by what `of` makes of a sampler.
fn moved_by(number: u32, of: impl Fn(Box<dyn Sampler>) -> Box<dyn Sampler>) -> Sample {
    let medium = Medium::new(1.0, 1.0).unwrap();
    let lattice = Lattice::new([3, 3, 2], 1.0).unwrap();
    let sites = [0, 1, 3, 4, 6, 7, 9, 11, 12, 14, 15, 17];
    let places: Vec<_> = sites.iter().map(|site| lattice.position(*site)).collect();
    let cell = lattice.cell().unwrap();
    let probe = Probe::new(cell, &places, WaveVectors::new(&cell, 1, 1), vec![0.5, 1.0]).unwrap();
    let leaps = Leaps {
        stride: 0.2,
        length: 1.0,
        most: 20,
    };
    let sampler = || -> Box<dyn Sampler> {
        let sum = LatticeSum::new(lattice, medium, Core::Point, &sites).unwrap();
        of(Box::new(
            HybridMonteCarlo::new(sum, Boundary::CLAMPED, leaps).unwrap(),
        ))
    };
    let plan = SamplePlan {
        dipole: needle(),
        kts: [0.8, 1.0, 1.3]
            .map(|x0| thermal_energy(x0, &needle(), &medium, 1.0).unwrap())
            .into(),
        tuning: Tuning::new(0.2, 0.5, 0.85),
        exchange: Exchange::Neighbours,
        seed: Seed(11),
        blocks: 8,
    };
    Sample::new(&plan, number, probe, Crew::new(vec![sampler(), sampler()])).unwrap()
}

fn run(sample: &mut Sample, blocks: [u64; 2], ranks: &dyn Ranks) {
    for _ in 0..blocks[0] {
        sample.advance(2, Phase::Thermalize, ranks).unwrap();
    }
    for _ in 0..blocks[1] {
        sample.advance(2, Phase::Measure, ranks).unwrap();
        sample.look(ranks).unwrap();
    }
}

#[test]
fn any_number_of_ranks_gives_the_same_sample() {
    let mut alone = sample(0);
    run(&mut alone, [10, 15], &Alone);
    let expected = alone.parts(&Alone);
    for count in [2, 4, 7] {
        let parts = side_by_side(count, |ranks| {
            let mut sample = sample(0);
            run(&mut sample, [10, 15], ranks);
            sample.parts(ranks)
        });
        assert!(parts[0] == expected, "{count} ranks");
    }
}

#[test]
fn a_sample_that_is_taken_up_goes_on_as_if_nothing_had_been() {
    for blocks in [[4, 0], [10, 3], [10, 12]] {
        let mut straight = sample(2);
        run(&mut straight, blocks, &Alone);
        let parts = straight.parts(&Alone);
        let mut resumed = sample(2);
        resumed.restore(&parts).unwrap();
        assert!(resumed.parts(&Alone) == parts);
        run(&mut straight, [0, 9], &Alone);
        run(&mut resumed, [0, 9], &Alone);
        assert!(straight.parts(&Alone) == resumed.parts(&Alone));
    }
}

#[test]
fn samples_with_other_numbers_walk_elsewhere() {
    let (mut one, mut other) = (sample(0), sample(1));
    run(&mut one, [2, 2], &Alone);
    run(&mut other, [2, 2], &Alone);
    assert!(one.parts(&Alone) != other.parts(&Alone));
}

#[test]
fn the_replicas_of_a_sample_never_meet() {
    let mut sample = sample(0);
    run(&mut sample, [3, 5], &Alone);
    for rung in 0..3 {
        let [one, other] = sample.records(rung);
        assert!(one.energies() != other.energies());
    }
}

#[test]
fn parts_that_are_missing_or_of_another_sample_are_refused() {
    let mut sample = sample(0);
    run(&mut sample, [1, 3], &Alone);
    let parts = sample.parts(&Alone);
    for missing in 0..parts.len() {
        let mut fewer = parts.clone();
        fewer.remove(missing);
        assert!(sample.restore(&fewer).is_err(), "{}", parts[missing].0);
        let mut shorter = parts.clone();
        if shorter[missing].1.pop().is_some() {
            assert!(sample.restore(&shorter).is_err(), "{}", parts[missing].0);
        }
    }
    sample.restore(&parts).unwrap();
}

/// A sampler whose energies are not numbers after so many calls.
struct Failing(Box<dyn Sampler>, u64);

impl Sampler for Failing {
    fn sweeps(
        &mut self,
        rotors: &mut Rotors,
        kt: f64,
        steps: Steps,
        watch: &mut dyn FnMut(u64, Sweep, &Rotors),
    ) -> Result<()> {
        if self.1 == 0 {
            return Err(nothing());
        }
        self.1 -= 1;
        self.0.sweeps(rotors, kt, steps, watch)
    }

    fn set_stride(&mut self, stride: f64) {
        self.0.set_stride(stride);
    }
}

fn nothing() -> Error {
    Error::Isotropic { trace: 0.0 }
}

#[test]
fn a_rank_that_fails_ends_the_block_on_all_of_them() {
    for failing in 0..3 {
        let ends = side_by_side(3, |ranks| {
            let own = ranks.rank() == failing;
            let mut sample = moved_by(0, |sampler| -> Box<dyn Sampler> {
                if own {
                    Box::new(Failing(sampler, 3))
                } else {
                    sampler
                }
            });
            let mut blocks = (0..9).map(|_| sample.advance(2, Phase::Thermalize, ranks));
            blocks.find_map(Result::err)
        });
        for (rank, end) in ends.into_iter().enumerate() {
            let told = Error::Elsewhere { rank: failing };
            assert_eq!(end, Some(if rank == failing { nothing() } else { told }));
        }
    }
}
