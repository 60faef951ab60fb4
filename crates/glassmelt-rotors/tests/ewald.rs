//! The slow truth against itself split elsewhere, sums in real space alone, exact limits, symmetries.

mod common;

use std::f64::consts::PI;

use common::{Scatter, boundaries, difference, ewald, medium, torques_by_differences};
use glassmelt::interaction::pair_energy;
use glassmelt::medium::Separation;
use glassmelt::{Medium, SymmetricTensor};
use glassmelt_rotors::{Boundary, Cell, Error, Ewald, Splitting};
use nalgebra::{Matrix3, Vector3};

/// From no resistance to compression to almost no compression.
const MEDIA: [(f64, f64); 4] = [(-0.6, 1.0), (1.0, 1.0), (2.5, 0.8), (1e6, 1.0)];

#[test]
fn the_answer_does_not_depend_on_how_it_is_split() {
    let mut scatter = Scatter(1);
    let cell = Cell::new([3.0, 4.0, 5.5]).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 7), scatter.tensors(7));
    for (lambda, mu) in MEDIA {
        for boundary in boundaries(&mut scatter) {
            let at = |s| {
                let sum = ewald(medium(lambda, mu), cell, s);
                sum.interaction(&places, &dipoles, &boundary).unwrap()
            };
            let expected = at(0.5);
            for s in [0.3, 0.4, 0.7, 1.0] {
                let off = difference(&at(s), &expected);
                assert!(off < 1e-12, "lambda {lambda}, s {s}: {off:e}");
            }
        }
    }
}

#[test]
fn a_looser_tolerance_is_kept() {
    let mut scatter = Scatter(2);
    let cell = Cell::cubic(4.0).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 10), scatter.tensors(10));
    let at = |tolerance| {
        let splitting = Splitting::new(0.5, tolerance).unwrap();
        Ewald::new(medium(1.0, 1.0), cell, splitting)
            .unwrap()
            .interaction(&places, &dipoles, &Boundary::CLAMPED)
            .unwrap()
    };
    let exact = at(1e-16);
    let mut before = f64::INFINITY;
    for tolerance in [1e-3, 1e-5, 1e-7, 1e-9, 1e-11] {
        let off = difference(&at(tolerance), &exact);
        assert!(off < tolerance, "{tolerance:e}: {off:e}");
        assert!(off < before);
        before = off;
    }
}

/// `a:<Gamma>:b`, from the strain of Eq. 8 over the directions of Gauss and Legendre times a circle, which
/// hold all of fourth order exactly.
fn mean_over_directions(medium: &Medium, a: &SymmetricTensor, b: &SymmetricTensor) -> f64 {
    let (outer, weight) = (0.6_f64.sqrt(), [5.0 / 18.0, 8.0 / 18.0, 5.0 / 18.0]);
    let mut mean = 0.0;
    for (z, w) in [-outer, 0.0, outer].into_iter().zip(weight) {
        for step in 0..8 {
            let (sine, cosine) = (f64::from(step) * PI / 4.0).sin_cos();
            let rho = (1.0 - z * z).sqrt();
            let q = Vector3::new(rho * cosine, rho * sine, z);
            mean += w / 8.0 * a.contract(&medium.strain_fourier(b, &q).unwrap());
        }
    }
    mean
}

/// `e^(-t) (1 + t + ... + t^8/8!)` with `t = r^2/R^2`: flat at the origin, so that a sum under it is the
/// sum of spheres up to the 18th power of `1/R`.
fn window(t: f64) -> f64 {
    let terms = (1..=8).scan(1.0, |term, k| {
        *term *= t / f64::from(k);
        Some(*term)
    });
    (-t).exp() * (1.0 + terms.sum::<f64>())
}

/// All images of b as a sees them, one by one by the closed form of the library, in spheres without an
/// edge; and the mean strain of spheres taken away, `a:<Gamma>:b/V`.
fn images_one_by_one(
    medium: &Medium,
    cell: &Cell,
    (a, b): (&SymmetricTensor, &SymmetricTensor),
    r: Vector3<f64>,
) -> f64 {
    let radius = 3.0 * cell.sides().max();
    let reach = 8.0 * radius;
    let steps = |side: f64| {
        let last = (reach / side).ceil();
        std::iter::successors(Some(-last), move |x| (*x < last).then_some(x + 1.0))
    };
    let mut sum = mean_over_directions(medium, a, b) / cell.volume();
    for x in steps(cell.sides().x) {
        for y in steps(cell.sides().y) {
            for z in steps(cell.sides().z) {
                let image = Vector3::new(x, y, z);
                let r = r + image.component_mul(&cell.sides());
                let t = r.norm_squared() / (radius * radius);
                if let Ok(apart) = Separation::new(r)
                    && t < 64.0
                {
                    sum += window(t) * pair_energy(medium, a, b, &apart);
                }
            }
        }
    }
    sum
}

#[test]
fn images_summed_one_by_one_in_spheres_give_the_same_energy() {
    let mut scatter = Scatter(3);
    for (sides, (lambda, mu)) in [([1.0; 3], MEDIA[1]), ([1.0, 1.3, 0.8], MEDIA[2])] {
        let (medium, cell) = (medium(lambda, mu), Cell::new(sides).unwrap());
        let (a, b, r) = (
            scatter.tensor(),
            scatter.tensor(),
            Vector3::new(0.3, -0.2, 0.4),
        );
        let pair = |one, other, r| images_one_by_one(&medium, &cell, (one, other), r);
        let none = Vector3::zeros();
        let expected = pair(&a, &b, r) + 0.5 * (pair(&a, &a, none) + pair(&b, &b, none));
        let found = ewald(medium, cell, 0.3)
            .interaction(&[r, none], &[a, b], &Boundary::CLAMPED)
            .unwrap()
            .energy;
        assert!(
            (found - expected).abs() < 1e-9 * expected.abs(),
            "{found} {expected}"
        );
    }
}

#[test]
fn in_a_large_cell_two_dipoles_have_their_pair_energy_and_an_image_term_that_falls_as_the_volume() {
    let mut scatter = Scatter(4);
    let (medium, a, b) = (medium(1.0, 1.0), scatter.tensor(), scatter.tensor());
    let r = Vector3::new(0.3, -0.7, 1.1);
    let exact = pair_energy(&medium, &a, &b, &Separation::new(r).unwrap());
    let excess = |side: f64| {
        let sum = ewald(medium, Cell::cubic(side).unwrap(), 0.125 * side);
        let energy = |places: &[Vector3<f64>], dipoles: &[SymmetricTensor]| {
            sum.interaction(places, dipoles, &Boundary::CLAMPED)
                .unwrap()
                .energy
        };
        let alone = energy(&[r], &[a]) + energy(&[r], &[b]);
        (energy(&[r, Vector3::zeros()], &[a, b]) - alone - exact) * side.powi(3)
    };
    // What a sphere of images leaves, `a:<Gamma>:b`, and the images' own cubic part: together one number.
    let images = images_one_by_one(
        &medium,
        &Cell::cubic(1.0).unwrap(),
        (&a, &b),
        Vector3::zeros(),
    );
    for side in [100.0, 400.0] {
        // The next order falls as (r/L)^2.
        let next = (r.norm() / side).powi(2) * 40.0 * images.abs();
        assert!(
            (excess(side) - images).abs() < next,
            "{} {images}",
            excess(side)
        );
    }
}

/// `Gamma` of pure dilatation does not depend on direction: the pair energy vanishes (Bitter and Crum), and
/// the clamped medium leaves `c t_a t_b/(9 mu V)`.
#[test]
fn centres_of_dilatation_feel_the_clamped_volume_alone() {
    let mut scatter = Scatter(5);
    let cell = Cell::new([2.0, 3.0, 2.5]).unwrap();
    let places = scatter.places(&cell, 4);
    let traces: Vec<f64> = (0..4).map(|_| scatter.number()).collect();
    let dipoles: Vec<_> = traces
        .iter()
        .map(|t| SymmetricTensor::IDENTITY * (t / 3.0))
        .collect();
    for (lambda, mu) in MEDIA {
        let medium = medium(lambda, mu);
        let answer = ewald(medium, cell, 0.4)
            .interaction(&places, &dipoles, &Boundary::CLAMPED)
            .unwrap();
        let scale = medium.sound_ratio() / (9.0 * mu * cell.volume());
        let total: f64 = traces.iter().sum();
        let expected = 0.5 * scale * total * total;
        assert!((answer.energy - expected).abs() < 1e-13 / mu);
    }
}

/// With `B = 0` the rows of Q are electric dipoles, `E = -(1/4 pi mu) sum of their energies`; E is linear in
/// B, so that two media give that limit, which no stable medium has.
#[test]
fn the_vector_dipole_limit_has_the_constant_of_luttinger_and_tisza() {
    let dipole = SymmetricTensor::from_components([0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
    let strings = [
        (0.0, 0.0, 1.0),
        (1.0, 0.0, -1.0),
        (0.0, 1.0, -1.0),
        (1.0, 1.0, 1.0),
    ];
    let places = strings.map(|(x, y, _)| Vector3::new(x, y, 0.0));
    let dipoles = strings.map(|(.., sign)| dipole * sign);
    let cell = Cell::new([2.0, 2.0, 1.0]).unwrap();
    let energy = |lambda: f64| {
        ewald(medium(lambda, 1.0), cell, 0.3)
            .interaction(&places, &dipoles, &Boundary::CLAMPED)
            .unwrap()
            .energy
    };
    // B = 1/2 and B = 2/3.
    let without_b = 4.0 * energy(0.0) - 3.0 * energy(1.0);
    let per_dipole = -4.0 * PI * without_b / 4.0;
    assert!((per_dipole + 2.676788684).abs() < 1e-9, "{per_dipole}");
}

#[test]
fn torques_are_the_slopes_of_the_energy() {
    let mut scatter = Scatter(6);
    let cell = Cell::new([2.0, 3.0, 2.5]).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 4), scatter.tensors(4));
    let sum = ewald(medium(1.0, 1.0), cell, 0.4);
    for boundary in boundaries(&mut scatter) {
        let at =
            |dipoles: &[SymmetricTensor]| sum.interaction(&places, dipoles, &boundary).unwrap();
        let found = at(&dipoles).torques(&dipoles);
        let expected = torques_by_differences(&dipoles, |d| at(d).energy);
        for (found, expected) in found.iter().zip(&expected) {
            assert!((found - expected).norm() < 1e-10 * (1.0 + expected.norm()));
        }
    }
}

#[test]
fn strains_are_the_slopes_of_the_energy() {
    let mut scatter = Scatter(7);
    let cell = Cell::new([2.0, 3.0, 2.5]).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 3), scatter.tensors(3));
    let sum = ewald(medium(2.5, 0.8), cell, 0.4);
    for boundary in boundaries(&mut scatter) {
        let strain = sum
            .interaction(&places, &dipoles, &boundary)
            .unwrap()
            .strains[1];
        let change = scatter.tensor();
        let energy = |sign: f64| {
            let mut changed = dipoles.clone();
            changed[1] = changed[1] + change * sign;
            sum.interaction(&places, &changed, &boundary)
                .unwrap()
                .energy
        };
        // The energy is of second order, so that this difference is its slope.
        let slope = 0.5 * (energy(1.0) - energy(-1.0));
        assert!((slope + strain.contract(&change)).abs() < 1e-12);
    }
}

#[test]
fn a_shift_of_all_places_and_a_step_to_an_image_change_nothing() {
    let mut scatter = Scatter(8);
    let cell = Cell::new([2.0, 3.0, 2.5]).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 5), scatter.tensors(5));
    let sum = ewald(medium(1.0, 1.0), cell, 0.4);
    let at = |places: &[Vector3<f64>]| sum.interaction(places, &dipoles, &Boundary::FREE).unwrap();
    let expected = at(&places);
    let shift = scatter.vector();
    let shifted: Vec<_> = places.iter().map(|r| r + shift).collect();
    assert!(difference(&at(&shifted), &expected) < 1e-12);
    let mut stepped = places.clone();
    stepped[2] += Vector3::new(-4.0, 3.0, 7.5);
    assert!(difference(&at(&stepped), &expected) < 1e-12);
}

#[test]
fn a_cube_turned_by_a_right_angle_has_the_same_energy_and_turned_strains() {
    let mut scatter = Scatter(9);
    let cell = Cell::cubic(2.7).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 5), scatter.tensors(5));
    let sum = ewald(medium(1.0, 1.0), cell, 0.4);
    let turn = Matrix3::new(0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, -1.0, 0.0);
    let expected = sum.interaction(&places, &dipoles, &Boundary::FREE).unwrap();
    let places: Vec<_> = places.iter().map(|r| turn * r).collect();
    let dipoles: Vec<_> = dipoles.iter().map(|q| q.rotated(&turn)).collect();
    let mut turned = sum.interaction(&places, &dipoles, &Boundary::FREE).unwrap();
    for strain in &mut turned.strains {
        *strain = strain.rotated(&turn.transpose());
    }
    assert!(difference(&turned, &expected) < 1e-12);
}

#[test]
fn eight_cells_are_one_cell_eight_times() {
    let mut scatter = Scatter(10);
    let cell = Cell::new([1.0, 1.2, 1.4]).unwrap();
    let twice = Cell::new([2.0, 2.4, 2.8]).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 3), scatter.tensors(3));
    for boundary in boundaries(&mut scatter) {
        let one = ewald(medium(1.0, 1.0), cell, 0.25)
            .interaction(&places, &dipoles, &boundary)
            .unwrap();
        let corner = |i: u32| Vector3::from_fn(|axis, _| f64::from(i >> axis & 1));
        let shifts = (0..8).map(|i| corner(i).component_mul(&cell.sides()));
        let all: Vec<_> = shifts
            .flat_map(|s| places.iter().map(move |r| r + s))
            .collect();
        let eight = ewald(medium(1.0, 1.0), twice, 0.25)
            .interaction(&all, &dipoles.repeat(8), &boundary)
            .unwrap();
        assert!((eight.energy - 8.0 * one.energy).abs() < 1e-11 * one.energy.abs());
    }
}

#[test]
fn the_free_medium_takes_the_strain_that_costs_least_under_its_load() {
    let mut scatter = Scatter(11);
    let cell = Cell::new([2.0, 3.0, 2.5]).unwrap();
    let (places, dipoles) = (scatter.places(&cell, 4), scatter.tensors(4));
    let sum = ewald(medium(2.5, 0.8), cell, 0.4);
    for stress in [SymmetricTensor::ZERO, scatter.tensor()] {
        let free = sum
            .interaction(&places, &dipoles, &Boundary::Stress(stress))
            .unwrap();
        let held = |strain: SymmetricTensor| {
            let answer = sum
                .interaction(&places, &dipoles, &Boundary::Strain(strain))
                .unwrap();
            answer.energy - cell.volume() * stress.contract(&strain)
        };
        let least = held(free.mean_strain);
        assert!((free.energy - least).abs() < 1e-12 * least.abs());
        for _ in 0..5 {
            let change = scatter.tensor();
            let (up, down) = (
                held(free.mean_strain + change),
                held(free.mean_strain - change),
            );
            assert!(up > least && (up - down).abs() < 1e-12 * (up.abs() + least.abs()));
        }
    }
}

#[test]
fn questions_without_an_answer_are_errors_that_say_why() {
    let sum = ewald(medium(1.0, 1.0), Cell::cubic(2.0).unwrap(), 0.4);
    let one = SymmetricTensor::IDENTITY;
    let ask = |places: &[Vector3<f64>], dipoles: &[SymmetricTensor]| {
        sum.interaction(places, dipoles, &Boundary::CLAMPED)
            .unwrap_err()
    };
    let far = Vector3::new(2.0, -4.0, 0.0);
    assert_eq!(
        ask(&[Vector3::zeros(), far], &[one, one]),
        Error::NotApart {
            first: 0,
            second: 1,
            distance: 0.0
        }
    );
    assert_eq!(
        ask(&[far], &[one, one]),
        Error::UnequalCounts {
            dipoles: 2,
            places: 1
        }
    );
    let nowhere = Vector3::new(f64::NAN, 0.0, 0.0);
    assert!(matches!(
        ask(&[nowhere], &[one]),
        Error::Domain {
            name: "position",
            ..
        }
    ));
    assert!(matches!(
        ask(&[far], &[one * f64::INFINITY]),
        Error::Domain { name: "dipole", .. }
    ));
    assert!(matches!(
        Cell::new([1.0, 0.0, 1.0]),
        Err(Error::Domain { name: "side", .. })
    ));
    assert!(matches!(
        Splitting::new(-1.0, 1e-9),
        Err(Error::Domain { .. })
    ));
    assert!(matches!(
        Splitting::new(1.0, 0.5),
        Err(Error::Domain {
            name: "tolerance",
            ..
        })
    ));
}

#[test]
fn sums_without_an_end_are_not_begun() {
    for length in [1e-300, 1e-6, 1e6, 1e300] {
        let splitting = Splitting::new(length, 1e-10).unwrap();
        let sum = Ewald::new(medium(1.0, 1.0), Cell::cubic(1.0).unwrap(), splitting);
        assert!(matches!(
            sum,
            Err(Error::Domain {
                name: "splitting length",
                ..
            })
        ));
    }
}

#[test]
fn no_dipoles_have_no_energy() {
    let sum = ewald(medium(1.0, 1.0), Cell::cubic(2.0).unwrap(), 0.4);
    let answer = sum.interaction(&[], &[], &Boundary::FREE).unwrap();
    assert_eq!((answer.energy, answer.strains.len()), (0.0, 0));
}
