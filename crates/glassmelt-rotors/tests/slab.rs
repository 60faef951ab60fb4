//! A lattice over several ranks is the lattice of one process.

mod common;

use common::slabs::{Kind, Whole};
use common::threads::side_by_side;
use common::{Scatter, boundaries, medium};
use glassmelt::SymmetricTensor;
use glassmelt_rotors::{Boundary, Core, Error, Interaction, Lattice, Result, SlabSum};

/// Dipoles on about this share of the sites.
fn whole(scatter: &mut Scatter, shape: [usize; 3], share: f64) -> Whole {
    let lattice = Lattice::new(shape, 1.3).unwrap();
    let taken = |scatter: &mut Scatter| 0.5 * (1.0 + scatter.number()) < share;
    let sites: Vec<_> = (0..lattice.sites()).filter(|_| taken(scatter)).collect();
    Whole {
        lattice,
        medium: medium(2.5, 0.8),
        core: Core::Smeared(0.9),
        dipoles: scatter.tensors(sites.len()),
        sites,
    }
}

/// Whether all ranks have their part of the answer of one process.
fn is_shared(whole: &Whole, count: usize, kind: Kind, boundary: &Boundary) -> bool {
    let alone = whole.alone(kind, boundary).unwrap();
    let parts = side_by_side(count, |ranks| {
        let found = whole.shared(ranks, kind, boundary).unwrap_or_default();
        whole.is_part(ranks, &found, &alone)
    });
    parts.into_iter().all(|part| part)
}

#[test]
fn any_number_of_ranks_has_the_answer_of_one_process_bit_for_bit() {
    let mut scatter = Scatter(60);
    let shapes = [
        [4, 4, 4],
        [5, 3, 4],
        [2, 7, 6],
        [1, 1, 1],
        [3, 1, 5],
        [1, 8, 2],
        [9, 8, 7],
    ];
    for (first, shape) in shapes.into_iter().enumerate() {
        let mut whole = whole(&mut scatter, shape, 0.6);
        let held = boundaries(&mut scatter);
        let held = held.iter().cycle().skip(first);
        for (count, boundary) in [1, 2, 3, 4, 7].into_iter().zip(held) {
            for kind in [Kind::Any, Kind::Turning] {
                let same = is_shared(&whole, count, kind, boundary);
                assert!(same, "{shape:?}, {count} ranks, {kind:?}, {boundary:?}");
            }
        }
        whole.core = Core::Point;
        assert!(
            is_shared(&whole, 3, Kind::Any, &Boundary::FREE),
            "{shape:?}"
        );
    }
}

/// Energy and sum are added over rows of waves, one for each `k_z`, and what fixed traces cost over planes:
/// here ranks have some of each, most often not equally many.
#[test]
fn sums_are_those_of_one_process_where_ranks_have_unlike_numbers_of_rows_and_planes() {
    let mut scatter = Scatter(61);
    for (shape, share) in [
        ([20, 23, 24], 1.0),
        ([13, 30, 31], 0.8),
        ([16, 16, 32], 1.0),
    ] {
        let whole = whole(&mut scatter, shape, share);
        assert!(whole.sites.len() > 8000);
        for count in [2, 3, 4, 11] {
            for kind in [Kind::Any, Kind::Turning] {
                let same = is_shared(&whole, count, kind, &Boundary::FREE);
                assert!(same, "{shape:?}, {count} ranks, {kind:?}");
            }
        }
    }
}

#[test]
fn dipoles_without_traces_turn_over_ranks_as_on_one() {
    let mut scatter = Scatter(62);
    let mut whole = whole(&mut scatter, [6, 5, 4], 0.7);
    for dipole in &mut whole.dipoles {
        *dipole = dipole.deviator();
    }
    assert!(is_shared(&whole, 3, Kind::Turning, &Boundary::FREE));
    // Traces on one rank alone concern all.
    whole.dipoles[0] = whole.dipoles[0] + SymmetricTensor::IDENTITY;
    assert!(is_shared(&whole, 3, Kind::Turning, &Boundary::FREE));
}

/// Planes go over in rounds of eight where a plane is large: here in three, the last one not full.
#[test]
fn lattices_that_go_over_in_rounds_are_those_of_one_process() {
    let mut scatter = Scatter(63);
    let whole = whole(&mut scatter, [21, 16, 512], 0.05);
    assert!(is_shared(&whole, 1, Kind::Turning, &Boundary::CLAMPED));
    assert!(is_shared(&whole, 2, Kind::Any, &Boundary::CLAMPED));
}

#[test]
fn a_lattice_without_dipoles_is_shared_too() {
    let mut scatter = Scatter(64);
    let empty = whole(&mut scatter, [4, 3, 2], 0.0);
    assert!(empty.sites.is_empty());
    assert!(is_shared(&empty, 3, Kind::Turning, &Boundary::FREE));
}

/// The errors of all ranks.
fn errors<T>(answers: Vec<Result<T>>) -> Vec<Option<Error>> {
    answers.into_iter().map(Result::err).collect()
}

#[test]
fn a_site_of_another_rank_is_an_error_on_all() {
    let lattice = Lattice::new([4, 2, 2], 1.0).unwrap();
    let answers = side_by_side(2, |ranks| {
        let sites = [4, 5];
        SlabSum::new(ranks, lattice, medium(1.0, 1.0), Core::Point, &sites).map(|_| ())
    });
    let own = Error::NotOwn {
        index: 0,
        site: 4,
        first: 8,
        end: 16,
    };
    assert_eq!(
        errors(answers),
        [Some(Error::Elsewhere { rank: 1 }), Some(own)]
    );
}

/// The answers of three ranks that have one dipole each.
fn asked(
    dipole: impl Fn(usize) -> SymmetricTensor + Sync,
    boundary: impl Fn(usize) -> Boundary + Sync,
) -> Vec<Option<Error>> {
    let lattice = Lattice::new([3, 2, 2], 1.0).unwrap();
    let answers = side_by_side(3, |ranks| {
        let sites = [lattice.slab(ranks).start];
        let mut sum = SlabSum::new(ranks, lattice, medium(1.0, 1.0), Core::Point, &sites)?;
        sum.interaction(&[dipole(ranks.rank())], &boundary(ranks.rank()))
    });
    errors::<Interaction>(answers)
}

#[test]
fn a_dipole_that_is_no_number_is_an_error_on_all() {
    let broken = |rank| match rank {
        1 => SymmetricTensor::IDENTITY * f64::INFINITY,
        _ => SymmetricTensor::IDENTITY,
    };
    let errors = asked(broken, |_| Boundary::CLAMPED);
    let elsewhere = Some(Error::Elsewhere { rank: 1 });
    assert_eq!([&errors[0], &errors[2]], [&elsewhere, &elsewhere]);
    assert!(matches!(
        errors[1],
        Some(Error::Domain { name: "dipole", .. })
    ));
}

#[test]
fn ranks_that_are_held_differently_are_told_so() {
    let strain = |rank| match rank {
        2 => Boundary::FREE,
        _ => Boundary::CLAMPED,
    };
    let unlike = Some(Error::Unlike {
        what: "boundary",
        rank: 2,
    });
    let errors = asked(|_| SymmetricTensor::IDENTITY, strain);
    assert_eq!(errors, [unlike.clone(), unlike.clone(), unlike]);
}

#[test]
fn slabs_together_are_the_lattice_and_differ_by_a_plane_at_most() {
    for (shape, count) in [([7, 2, 3], 3), ([4, 4, 4], 4), ([2, 3, 3], 5)] {
        let lattice = Lattice::new(shape, 1.0).unwrap();
        let slabs = side_by_side(count, |ranks| lattice.slab(ranks));
        assert!(slabs.iter().cloned().flatten().eq(0..lattice.sites()));
        let lengths = || slabs.iter().map(ExactSizeIterator::len);
        let plane = shape[1] * shape[2];
        assert!(lengths().max() <= lengths().min().map(|least| least + plane));
    }
}
