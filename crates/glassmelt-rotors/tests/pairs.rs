//! Interactions looked up pair by pair against the slow truth.

mod common;

use common::{Scatter, boundaries, difference, ewald, medium};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::{
    Boundary, Cell, Core, Couplings, Error, Field, Interaction, Lattice, LatticeSum, LatticeTable,
    PairTable,
};
use nalgebra::Vector3;

/// From no resistance to compression to almost no compression.
const MEDIA: [(f64, f64); 4] = [(-0.6, 1.0), (1.0, 1.0), (2.5, 0.8), (1e6, 1.0)];

fn answer(
    field: &mut dyn Field,
    dipoles: &[SymmetricTensor],
    boundary: &Boundary,
) -> glassmelt_rotors::Result<Interaction> {
    let mut answer = Interaction::default();
    field.interaction_into(dipoles, boundary, &mut answer)?;
    Ok(answer)
}

#[test]
fn the_table_of_pairs_is_the_slow_truth_for_all_boundaries() {
    let mut scatter = Scatter(31);
    for sides in [[3.0, 4.0, 5.5], [4.0, 4.0, 4.0], [1.0, 9.0, 2.0]] {
        let cell = Cell::new(sides).unwrap();
        let (places, dipoles) = (scatter.places(&cell, 40), scatter.tensors(40));
        for (lambda, mu) in MEDIA {
            let sum = ewald(medium(lambda, mu), cell, 0.5);
            let mut table = PairTable::new(&sum, &places).unwrap();
            for boundary in boundaries(&mut scatter) {
                let expected = sum.interaction(&places, &dipoles, &boundary).unwrap();
                let found = answer(&mut table, &dipoles, &boundary).unwrap();
                let off = difference(&found, &expected);
                assert!(off < 1e-12, "{sides:?}, lambda {lambda}: {off:e}");
                let mean = found.mean_strain - expected.mean_strain;
                assert!(mean.norm() <= 1e-13 * expected.mean_strain.norm());
            }
        }
    }
}

#[test]
fn a_dipole_alone_has_the_energy_of_its_images() {
    let mut scatter = Scatter(32);
    let (cell, place) = (Cell::new([2.0, 2.5, 3.0]).unwrap(), [Vector3::zeros()]);
    let sum = ewald(medium(2.5, 0.8), cell, 0.4);
    let dipole = scatter.tensor();
    let table = PairTable::new(&sum, &place).unwrap();
    let images = -0.5 * dipole.contract(&table.between(0, 0).strain(&dipole));
    let expected = sum.interaction(&place, &[dipole], &Boundary::CLAMPED);
    let expected = expected.unwrap().energy;
    assert!(
        (images - expected).abs() < 1e-13 * expected.abs(),
        "{images} {expected}"
    );
}

#[test]
fn the_table_of_a_lattice_is_the_slow_truth_for_any_occupation_in_any_order() {
    let mut scatter = Scatter(33);
    for (shape, (lambda, mu)) in [[4, 4, 4], [2, 3, 5], [1, 1, 1], [6, 1, 3]]
        .into_iter()
        .zip(MEDIA)
    {
        let (lattice, medium) = (Lattice::new(shape, 1.3).unwrap(), medium(lambda, mu));
        let mut sites: Vec<usize> = (0..lattice.sites()).step_by(2).collect();
        sites.reverse();
        let places: Vec<_> = sites.iter().map(|site| lattice.position(*site)).collect();
        let dipoles = scatter.tensors(sites.len());
        let sum = ewald(medium, lattice.cell().unwrap(), 0.6);
        let mut table = LatticeTable::new(lattice, medium, Core::Point, &sites).unwrap();
        for boundary in boundaries(&mut scatter) {
            let expected = sum.interaction(&places, &dipoles, &boundary).unwrap();
            let found = answer(&mut table, &dipoles, &boundary).unwrap();
            let off = difference(&found, &expected);
            assert!(off < 1e-12, "{shape:?} {boundary:?}: {off:e}");
        }
    }
}

#[test]
fn the_table_of_a_lattice_smears_as_the_sum_over_the_lattice_does() {
    let mut scatter = Scatter(34);
    let (lattice, medium) = (Lattice::new([4, 3, 5], 1.0).unwrap(), medium(2.5, 0.8));
    let (core, sites) = (Core::Smeared(0.3), [0, 7, 8, 21, 44, 59]);
    let dipoles = scatter.tensors(sites.len());
    let mut table = LatticeTable::new(lattice, medium, core, &sites).unwrap();
    let mut sum = LatticeSum::new(lattice, medium, core, &sites).unwrap();
    for boundary in boundaries(&mut scatter) {
        let expected = sum.interaction(&dipoles, &boundary).unwrap();
        let found = answer(&mut table, &dipoles, &boundary).unwrap();
        assert!(difference(&found, &expected) < 1e-12);
    }
}

#[test]
fn each_pair_is_the_same_seen_from_both_ends() {
    let mut scatter = Scatter(35);
    let cell = Cell::new([3.0, 4.0, 5.5]).unwrap();
    let places = scatter.places(&cell, 9);
    let sum = ewald(medium(1.0, 1.0), cell, 0.5);
    let table = PairTable::new(&sum, &places).unwrap();
    let backwards: Vec<_> = places.iter().rev().copied().collect();
    let mirrored = PairTable::new(&sum, &backwards).unwrap();
    for a in 0..9 {
        for b in 0..9 {
            assert_eq!(table.between(a, b), mirrored.between(8 - a, 8 - b));
            assert_eq!(table.between(a, b), table.between(b, a));
        }
    }
}

#[test]
fn the_sum_over_all_pairs_has_the_same_bits_on_one_and_on_three_threads() {
    let mut scatter = Scatter(36);
    let cell = Cell::cubic(6.0).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 90), scatter.tensors(90));
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| {
            let sum = ewald(medium(1.0, 1.0), cell, 0.7);
            let mut table = PairTable::new(&sum, &places).unwrap();
            answer(&mut table, &dipoles, &Boundary::FREE).unwrap()
        })
    };
    assert_eq!(on(1), on(3));
}

/// So many that several threads share the work.
#[test]
fn a_change_of_one_dipole_spreads_to_all_places_as_its_strain() {
    let mut scatter = Scatter(37);
    let lattice = Lattice::new([16, 16, 17], 1.0).unwrap();
    let sites: Vec<usize> = (0..lattice.sites()).collect();
    let table = LatticeTable::new(lattice, medium(1.0, 1.0), Core::Point, &sites).unwrap();
    let (before, change) = (scatter.tensors(sites.len()), scatter.tensor());
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let mut strains = before.clone();
        let spread = || table.spread(2222, &change, &mut strains);
        pool.unwrap().install(spread);
        strains
    };
    let expected = (0..sites.len()).map(|a| before[a] + table.between(a, 2222).strain(&change));
    let expected: Vec<_> = expected.collect();
    assert_eq!(on(1), expected);
    assert_eq!(on(3), expected);
}

#[test]
fn questions_without_an_answer_are_refused() {
    let sum = ewald(medium(1.0, 1.0), Cell::cubic(3.0).unwrap(), 0.5);
    let (here, image) = (Vector3::new(0.5, 0.0, 0.0), Vector3::new(3.5, 0.0, 3.0));
    assert_eq!(
        PairTable::new(&sum, &[here, Vector3::zeros(), image]).unwrap_err(),
        Error::NotApart {
            first: 0,
            second: 2,
            distance: 0.0
        }
    );
    assert!(PairTable::new(&sum, &[Vector3::repeat(f64::NAN)]).is_err());
    let lattice = Lattice::new([2, 2, 2], 1.0).unwrap();
    let on = |sites: &[usize]| LatticeTable::new(lattice, medium(1.0, 1.0), Core::Point, sites);
    for (sites, index) in [([1, 8], 1), ([3, 3], 1), ([9, 0], 0)] {
        let expected = Error::Taken {
            index,
            site: sites[index],
            count: 8,
        };
        assert_eq!(on(&sites).unwrap_err(), expected);
    }
    let mut table = on(&[0, 5]).unwrap();
    let one = [SymmetricTensor::IDENTITY];
    assert!(answer(&mut table, &one, &Boundary::FREE).is_err());
    let wrong = [SymmetricTensor::IDENTITY * f64::NAN; 2];
    assert!(answer(&mut table, &wrong, &Boundary::FREE).is_err());
}
