//! Neighbours: the fast lists are the slow ones in every kind of cell, and g(r) is that of lattices and of gases.

use glassmelt_trajectory::{
    Cell, Dimension, Frame, Neighbours, RadialDistribution, first_minimum, first_shell,
};
use nalgebra::Vector3;

/// Numbers between 0 and 1 from a counter (splitmix64).
fn random(counter: u64) -> f64 {
    let mut z = counter.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A gas that spreads over several cells on each side.
fn gas(atoms: u64, cell: Option<Cell>, dimension: Dimension, spread: f64) -> Frame {
    let mut frame = Frame::empty();
    let coordinate = |atom: u64, axis| spread * (random(3 * atom + axis) - 0.5);
    frame.positions = (0..atoms)
        .map(|atom| {
            Vector3::new(
                coordinate(atom, 0),
                coordinate(atom, 1),
                coordinate(atom, 2),
            )
        })
        .collect();
    (frame.cell, frame.dimension) = (cell, dimension);
    frame
}

fn tilted(periodic: [bool; 3]) -> Cell {
    let vectors = [
        Vector3::new(5.0, 0.0, 0.0),
        Vector3::new(2.4, 4.0, 0.0),
        Vector3::new(-1.9, 1.7, 6.0),
    ];
    Cell::new(vectors, Vector3::new(1.0, -2.0, 0.5), periodic).expect("it spans a volume")
}

fn both_agree(frame: &Frame, cutoff: f64) {
    let fast = Neighbours::within(frame, cutoff).expect("a good question");
    let slow = Neighbours::slowly(frame, cutoff).expect("a good question");
    assert!(
        fast.offsets().last() > Some(&0),
        "no pairs: nothing was tested"
    );
    assert_eq!(fast, slow);
}

#[test]
fn bins_find_what_all_pairs_find_in_a_tilted_cell_for_short_and_for_long_cutoffs() {
    let frame = gas(90, Some(tilted([true; 3])), Dimension::Three, 40.0);
    for cutoff in [0.9, 1.7, 2.6, 4.1, 9.0] {
        both_agree(&frame, cutoff);
    }
}

#[test]
fn bins_find_what_all_pairs_find_whatever_repeats() {
    for bits in 0..8 {
        let periodic = [bits & 1 > 0, bits & 2 > 0, bits & 4 > 0];
        for cutoff in [0.8, 2.2, 5.5] {
            both_agree(
                &gas(120, Some(tilted(periodic)), Dimension::Three, 9.0),
                cutoff,
            );
        }
    }
}

#[test]
fn bins_find_what_all_pairs_find_in_a_plane_and_without_a_cell() {
    for cutoff in [0.7, 2.2, 5.5] {
        both_agree(
            &gas(150, Some(tilted([true; 3])), Dimension::Two, 9.0),
            cutoff,
        );
        both_agree(&gas(150, None, Dimension::Two, 9.0), cutoff);
        both_agree(&gas(150, None, Dimension::Three, 9.0), cutoff);
    }
}

#[test]
fn a_plane_does_not_see_z() {
    let mut frame = gas(60, Some(tilted([true; 3])), Dimension::Two, 9.0);
    let flat = Neighbours::within(&frame, 1.5).expect("a good question");
    for (atom, r) in frame.positions.iter_mut().enumerate() {
        r.z = random(7000 + atom as u64) * 100.0;
    }
    assert_eq!(Neighbours::within(&frame, 1.5), Ok(flat));
}

/// fcc with cubes of side 1.
fn fcc(cubes: usize) -> Frame {
    let mut frame = Frame::empty();
    frame.cell = Cell::orthorhombic([cubes as f64; 3]).ok();
    let basis = [
        [0.0, 0.0, 0.0],
        [0.0, 0.5, 0.5],
        [0.5, 0.0, 0.5],
        [0.5, 0.5, 0.0],
    ];
    for cube in 0..cubes.pow(3) {
        let corner = [cube % cubes, cube / cubes % cubes, cube / cubes.pow(2)];
        let corner = Vector3::from(corner.map(|x| x as f64));
        frame
            .positions
            .extend(basis.iter().map(|b| corner + Vector3::from(*b)));
    }
    frame
}

#[test]
fn an_fcc_crystal_has_12_6_and_24_neighbours_also_where_one_cube_is_the_cell() {
    for cubes in [1, 2, 5] {
        for (cutoff, count) in [(0.72, 12), (1.01, 18), (1.23, 42)] {
            let neighbours = Neighbours::within(&fcc(cubes), cutoff).expect("a good question");
            assert!((0..neighbours.len()).all(|atom| neighbours.indices(atom).len() == count));
        }
    }
}

#[test]
fn pairs_are_pairs_from_both_ends() {
    let frame = gas(
        200,
        Some(tilted([true, false, true])),
        Dimension::Three,
        12.0,
    );
    let neighbours = Neighbours::within(&frame, 2.0).expect("a good question");
    for atom in 0..neighbours.len() {
        for (other, vector) in neighbours
            .indices(atom)
            .iter()
            .zip(neighbours.vectors(atom))
        {
            let back = neighbours.vectors(*other as usize);
            assert!(back.iter().any(|way| (way + vector).norm() < 1e-12));
        }
    }
}

#[test]
fn a_cutoff_without_meaning_is_refused() {
    let frame = gas(10, Some(tilted([true; 3])), Dimension::Three, 9.0);
    for cutoff in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e4] {
        assert!(Neighbours::within(&frame, cutoff).is_err());
    }
}

#[test]
fn a_position_that_is_no_number_is_refused_and_a_lonely_or_absent_atom_is_not() {
    let mut frame = gas(2, None, Dimension::Three, 9.0);
    frame.positions[1].y = f64::NAN;
    assert!(Neighbours::within(&frame, 1.0).is_err());
    frame.positions.truncate(1);
    assert_eq!(
        Neighbours::within(&frame, 1.0).map(|n| n.indices(0).len()),
        Ok(0)
    );
    frame.positions.clear();
    assert_eq!(Neighbours::within(&frame, 1.0).map(|n| n.len()), Ok(0));
}

#[test]
fn atoms_thrown_very_far_are_no_danger() {
    let mut frame = gas(50, None, Dimension::Three, 9.0);
    frame.positions[0] *= 1e200;
    frame.positions[1] *= -1e12;
    both_agree(&frame, 2.0);
}

#[test]
fn a_gas_has_g_of_one_within_its_errors() {
    let mut radial = RadialDistribution::new(2.5, 25).expect("bins");
    for seed in 0..60 {
        let mut frame = gas(0, Some(tilted([true; 3])), Dimension::Three, 1.0);
        let cell = tilted([true; 3]);
        frame.species = vec!["A".into(), "B".into()];
        for atom in 0..200 {
            let s = |axis: u64| random(1_000_000 * (seed + 1) + 3 * atom + axis);
            frame
                .positions
                .push(cell.cartesian(&Vector3::new(s(0), s(1), s(2))));
            frame.kinds.push(u16::from(atom % 4 == 0));
        }
        radial.add(&frame).expect("a good frame");
    }
    let radial = radial.finish().expect("frames");
    assert_eq!(radial.pairs.len(), 3);
    // An atom is no partner of itself: g of unlike species is 1, of like ones 1 - 1/N.
    let unlike = &radial.pairs[1];
    assert_eq!(unlike.species, ["A", "B"]);
    for shell in unlike.shells.iter().skip(3) {
        let (mean, error) = (shell.g.mean, shell.g.error);
        assert!(
            (mean - 1.0).abs() < 5.0 * error && error < 0.2,
            "{mean} {error}"
        );
    }
    for shell in radial.all.iter().skip(3) {
        assert!((shell.g.mean - (1.0 - 1.0 / 200.0)).abs() < 5.0 * shell.g.error);
    }
}

#[test]
fn the_default_cutoff_of_a_crystal_lies_between_its_first_two_shells() {
    let cutoff = first_shell(&fcc(4)).expect("a crystal has shells");
    assert!(
        (cutoff - 0.5 * (0.5_f64.sqrt() + 1.0)).abs() < 0.03,
        "{cutoff}"
    );
}

#[test]
fn the_default_cutoff_of_two_atoms_is_an_error_that_asks_for_one() {
    let lonely = gas(2, None, Dimension::Three, 1.0);
    let error = first_shell(&lonely).expect_err("two atoms have no shells");
    assert!(error.to_string().contains("give a cutoff"));
}

#[test]
fn the_first_minimum_is_the_middle_of_a_flat_gap_and_absent_in_a_gas() {
    let mut g = vec![0.0; 100];
    g[20] = 9.0;
    g[40] = 7.0;
    let minimum = first_minimum(&g).expect("a gap");
    assert!((minimum - 30.5).abs() < 0.6, "{minimum}");
    assert_eq!(first_minimum(&[1.0; 50]), None);
}
