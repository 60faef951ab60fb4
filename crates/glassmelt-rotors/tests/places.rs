//! Random places: hard cores kept, counts exact, uniform, and a function of the seed alone.

use std::f64::consts::PI;

use glassmelt_rotors::random::{Purpose, Seed, Stream};
use glassmelt_rotors::{
    Cell, DENSEST_RANDOM, Error, Lattice, closer_than, random_places, random_sites,
};
use nalgebra::Vector3;

fn stream(seed: u64, walker: u32) -> Stream {
    Seed(seed).stream(Purpose::Places, walker, 0)
}

/// The cell in which `count` hard cores have the density `n a^3`, twice as long as wide.
fn cell(count: usize, density: f64) -> Cell {
    let width = (count as f64 / density / 2.0).cbrt();
    Cell::new([width, 2.0 * width, width]).unwrap()
}

/// All distances, counting periodic images, the slow way.
fn distances(cell: &Cell, places: &[Vector3<f64>]) -> Vec<f64> {
    let pairs = (0..places.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    pairs
        .map(|(i, j)| cell.nearest(&(places[i] - places[j])).norm())
        .collect()
}

#[test]
fn hard_cores_are_kept_at_any_density_up_to_almost_the_highest() {
    for (count, density) in [(1, 0.5), (2, 0.6), (9, 0.5), (300, 0.01), (500, 0.68)] {
        let cell = cell(count, density);
        let places = random_places(&cell, count, 1.0, stream(7, 0)).unwrap();
        assert_eq!(places.len(), count);
        let nearest = distances(&cell, &places).into_iter().fold(2.0, f64::min);
        assert!(nearest >= 1.0, "{nearest} at {density}");
        let inside =
            |place: &Vector3<f64>| (0..3).all(|k| place[k] > 0.0 && place[k] < cell.sides()[k]);
        assert!(places.iter().all(inside));
    }
}

#[test]
fn there_is_no_room_above_the_highest_density_of_random_places() {
    let count = 40;
    let crowded = random_places(&cell(count, 1.1 * DENSEST_RANDOM), count, 1.0, stream(1, 0));
    match crowded {
        Err(Error::Crowded { placed, .. }) => assert!((20..count).contains(&placed), "{placed}"),
        other => panic!("{other:?}"),
    }
}

/// Of N points at random, `N (N - 1)/2` times a shell's share of the volume are pairs at its distance.
#[test]
fn dilute_places_have_a_flat_pair_distribution_outside_the_core() {
    let (count, cell) = (2000, Cell::cubic(40.0).unwrap());
    let places = random_places(&cell, count, 1.0, stream(3, 0)).unwrap();
    let found = distances(&cell, &places);
    // The first sphere excludes 4 pi/3 of 64000 for each other one: a share of 6e-5, below what is seen.
    let pairs = (count * (count - 1) / 2) as f64;
    for shell in 4..20 {
        let (inner, outer) = (f64::from(shell), f64::from(shell + 1));
        let share = 4.0 * PI / 3.0 * (outer.powi(3) - inner.powi(3)) / cell.volume();
        let seen = found.iter().filter(|&&r| r >= inner && r < outer).count() as f64;
        let (mean, error) = (pairs * share, (pairs * share).sqrt());
        assert!(
            (seen - mean).abs() < 4.5 * error,
            "{inner}: {seen} for {mean}"
        );
    }
}

/// In one dimension of counting: each eighth of the cell gets its share of the places.
#[test]
fn dilute_places_are_uniform_in_the_cell() {
    let (count, cell) = (4000, cell(4000, 0.01));
    let places = random_places(&cell, count, 1.0, stream(11, 0)).unwrap();
    let mut octants = [0.0_f64; 8];
    for place in &places {
        let half = |k: usize| usize::from(place[k] > 0.5 * cell.sides()[k]);
        octants[half(0) + 2 * half(1) + 4 * half(2)] += 1.0;
    }
    let mean = count as f64 / 8.0;
    let chi2: f64 = octants.iter().map(|n| (n - mean).powi(2) / mean).sum();
    assert!(chi2 < 30.0, "{chi2} for 7 degrees of freedom");
}

#[test]
fn places_depend_on_seed_and_walker_and_on_nothing_else() {
    let cell = cell(100, 0.3);
    let places = |seed, walker| random_places(&cell, 100, 1.0, stream(seed, walker)).unwrap();
    let once = places(5, 2);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build();
    assert_eq!(once, pool.unwrap().install(|| places(5, 2)));
    assert_ne!(once, places(6, 2));
    assert_ne!(once, places(5, 3));
}

#[test]
fn the_first_places_do_not_depend_on_how_many_follow() {
    let cell = cell(100, 0.3);
    let few = random_places(&cell, 20, 1.0, stream(5, 0)).unwrap();
    let many = random_places(&cell, 100, 1.0, stream(5, 0)).unwrap();
    assert_eq!(few, many[..20]);
}

#[test]
fn the_nearest_of_two_is_found_through_the_walls_as_by_the_slow_way() {
    let cell = Cell::new([3.0, 11.0, 5.0]).unwrap();
    let places = random_places(&cell, 60, 0.6, stream(9, 0)).unwrap();
    for range in [0.5, 0.61, 0.7, 1.4, 2.9] {
        let pairs = (0..60).flat_map(|i| (0..i).map(move |j| (j, i)));
        let distance = |(j, i): (usize, usize)| cell.nearest(&(places[i] - places[j])).norm();
        let slow = pairs
            .map(|pair| (pair, distance(pair)))
            .find(|(_, d)| *d < range);
        let found = closer_than(&cell, &places, range).unwrap();
        let found = found.map(|(j, i, distance)| ((j, i), distance));
        assert_eq!(found.map(|f| f.0), slow.map(|s| s.0), "{range}");
    }
    let outside = [Vector3::new(-0.1, 0.0, 0.0), Vector3::new(3.1, 11.0, -5.0)];
    let (_, _, distance) = closer_than(&cell, &outside, 0.5).unwrap().unwrap();
    assert!((distance - 0.2).abs() < 1e-12);
    assert!(closer_than(&cell, &[Vector3::repeat(f64::NAN)], 0.5).is_err());
}

#[test]
fn random_sites_are_exactly_as_many_as_asked_for_and_ascend() {
    let lattice = Lattice::new([4, 5, 6], 1.0).unwrap();
    for count in [0, 1, 37, 119, 120] {
        let sites = random_sites(&lattice, count, stream(2, 0)).unwrap();
        assert_eq!(sites.len(), count);
        assert!(sites.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(sites.iter().all(|&site| site < 120));
    }
    assert!(random_sites(&lattice, 121, stream(2, 0)).is_err());
}

/// Each site is taken with the probability k/n, each pair of sites with `k (k - 1)/(n (n - 1))`.
#[test]
fn every_choice_of_sites_is_equally_likely() {
    let lattice = Lattice::new([2, 3, 1], 1.0).unwrap();
    let trials = 6000_u32;
    let mut counts = [[0.0_f64; 6]; 6];
    for walker in 0..trials {
        let sites = random_sites(&lattice, 3, stream(4, walker)).unwrap();
        for &i in &sites {
            for &j in &sites {
                counts[i][j] += 1.0;
            }
        }
    }
    for (i, row) in counts.iter().enumerate() {
        for (j, count) in row.iter().enumerate() {
            let chance: f64 = if i == j { 0.5 } else { 0.2 };
            let mean = f64::from(trials) * chance;
            let error = (mean * (1.0 - chance)).sqrt();
            assert!(
                (count - mean).abs() < 4.5 * error,
                "{i} {j}: {count} for {mean}"
            );
        }
    }
}
