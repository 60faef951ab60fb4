//! Moduli from stress: a crystal at rest against its energy under strain, and a fluid, whose mu is zero.

use std::ops::ControlFlow;
use std::path::Path;

use glassmelt_trajectory::Ending;
use glassmelt_trajectory::modulus::Windows;
use glassmelt_trajectory::modulus::stress::{StressAnswer, StressQuestion, Tensor, stress_modulus};
use glassmelt_trajectory::potential::{Form, Pair, Potential, Shift};
use glassmelt_trajectory::{Cell, Dimension, Error, Frame, InMemory, Place};
use nalgebra::{Matrix3, Vector3};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

type Point = Vector3<f64>;

fn one_kind(pair: Pair) -> Potential {
    Potential::new(vec![(["1".to_owned(), "1".to_owned()], pair)])
}

fn lennard_jones(cutoff: f64, shift: Shift) -> Pair {
    let form = Form::LennardJones {
        epsilon: 1.0,
        sigma: 1.0,
    };
    Pair::new(form, cutoff, shift).expect("a pair")
}

fn frame_of(cell: Cell, dimension: Dimension, positions: Vec<Point>) -> Frame {
    let mut frame = Frame::empty();
    frame.cell = Some(cell);
    frame.dimension = dimension;
    frame.species = vec!["1".to_owned()];
    frame.kinds = vec![0; positions.len()];
    frame.ids = (1..).take(positions.len()).collect();
    frame.positions = positions;
    frame
}

fn ask(
    frames: &[Frame],
    potential: Potential,
    kt: f64,
    lengths: &[usize],
    tensor: Tensor,
) -> StressAnswer {
    let question = StressQuestion {
        potential,
        thermal_energy: kt,
        windows: Windows::Lengths(lengths.to_vec()),
        tensor,
    };
    let outcome = stress_modulus(&mut InMemory::new(frames), &question, &mut |_| {
        ControlFlow::Continue(())
    });
    let outcome = outcome.expect("an answer");
    assert_eq!(outcome.ending, Ending::Whole);
    outcome.answer
}

/// The primitive, tilted cell of fcc with one atom.
fn fcc(side: f64) -> [Point; 3] {
    let h = 0.5 * side;
    [
        Point::new(0.0, h, h),
        Point::new(h, 0.0, h),
        Point::new(h, h, 0.0),
    ]
}

/// Energy per reference volume of fcc under the Lagrangian strain eta: `r^2 = R (1 + 2 eta) R`.
fn energy_under(side: f64, eta: &Matrix3<f64>, pair: &Pair) -> f64 {
    let [a, b, c] = fcc(side);
    let metric = Matrix3::identity() + eta * 2.0;
    let range = 8;
    let mut sum = 0.0;
    for i in -range..=range {
        for j in -range..=range {
            for k in -range..=range {
                let r = a * f64::from(i) + b * f64::from(j) + c * f64::from(k);
                if (i, j, k) != (0, 0, 0) {
                    sum += 0.5 * pair.at(r.dot(&(metric * r)).sqrt()).value;
                }
            }
        }
    }
    sum / (side.powi(3) / 4.0)
}

/// p, C11, C12, C44 of fcc from differences of the energy.
fn by_differences(side: f64, pair: &Pair) -> [f64; 4] {
    let h = 1e-3;
    let e = |xx: f64, yy: f64, xy: f64| {
        let eta = Matrix3::new(xx, xy, 0.0, xy, yy, 0.0, 0.0, 0.0, 0.0);
        energy_under(side, &eta, pair)
    };
    let zero = e(0.0, 0.0, 0.0);
    let p = -(e(h, 0.0, 0.0) - e(-h, 0.0, 0.0)) / (2.0 * h);
    let c11 = (e(h, 0.0, 0.0) + e(-h, 0.0, 0.0) - 2.0 * zero) / (h * h);
    let c12 = (e(h, h, 0.0) - e(h, -h, 0.0) - e(-h, h, 0.0) + e(-h, -h, 0.0)) / (4.0 * h * h);
    // eta_xy = eta_yx = xy: the energy is 1/2 C44 (2 xy)^2.
    let c44 = (e(0.0, 0.0, h) + e(0.0, 0.0, -h) - 2.0 * zero) / (4.0 * h * h);
    [p, c11, c12, c44]
}

#[test]
fn constants_of_fcc_lennard_jones_at_rest_are_those_of_its_energy_under_strain() {
    // The force is continuous at the cutoff, which lies between shells for both sides.
    let pair = lennard_jones(3.1, Shift::Force);
    for side in [1.56, 1.48] {
        let cell = Cell::new(fcc(side), Point::zeros(), [true; 3]).expect("a volume");
        let frames = vec![frame_of(cell, Dimension::Three, vec![Point::zeros()]); 4];
        let kt = 1e-12;
        let answer = ask(&frames, one_kind(pair.clone()), kt, &[4], Tensor::All);
        let [p, c11, c12, c44] = by_differences(side, &pair);
        let c = answer.elastic_constants.expect("asked for");
        let close = |ours: f64, theirs: f64| (ours - theirs).abs() < 1e-3 * c11.abs();
        assert!(
            close(answer.pressure.mean, p),
            "{} {p}",
            answer.pressure.mean
        );
        for axes in [(0, 0), (1, 1), (2, 2)] {
            assert!(close(c[axes.0][axes.1].mean, c11), "{} {c11}", c[0][0].mean);
        }
        assert!(close(c[0][1].mean, c12) && close(c[2][1].mean, c12));
        assert!(close(c[3][3].mean, c44) && close(c[5][5].mean, c44));
        assert!(close(c[0][3].mean, 0.0) && close(c[4][5].mean, 0.0));
        // Means over directions, p taken off.
        let mu = (c11 - c12 + 3.0 * c44) / 5.0 - p;
        let longitudinal = (3.0 * c11 + 2.0 * c12 + 4.0 * c44) / 5.0 - p;
        assert!(close(answer.windows[0].mu.mean, mu));
        assert!(close(answer.windows[0].lambda_plus_2mu.mean, longitudinal));
        assert!(close(
            answer.energy_density.mean,
            energy_under(side, &Matrix3::zeros(), &pair)
        ));
    }
}

/// Central forces: C12 = C44, and what a stress-strain curve shows differs by `B12 - B44 = 2 p` (Cauchy).
#[test]
fn stress_strain_coefficients_under_pressure_are_c44_minus_p_and_obey_cauchy() {
    let pair = lennard_jones(3.1, Shift::Force);
    let side = 1.48;
    // The Cauchy stress of the deformed lattice by its own sum.
    let stress = |gradient: &Matrix3<f64>| -> Matrix3<f64> {
        let vectors = fcc(side).map(|v| gradient * v);
        let volume = Matrix3::from_columns(&vectors).determinant().abs();
        let mut sum = Matrix3::zeros();
        for i in -8..=8 {
            for j in -8..=8 {
                for k in -8..=8 {
                    let r = vectors[0] * f64::from(i)
                        + vectors[1] * f64::from(j)
                        + vectors[2] * f64::from(k);
                    if r.norm() > 0.0 {
                        sum += r * r.transpose() * (0.5 * pair.at(r.norm()).first / r.norm());
                    }
                }
            }
        }
        sum / volume
    };
    let h = 1e-4;
    let strain = |i: usize, j: usize, h: f64| {
        let mut gradient = Matrix3::identity();
        gradient[(i, j)] += h;
        stress(&gradient)
    };
    let b12 = (strain(1, 1, h) - strain(1, 1, -h))[(0, 0)] / (2.0 * h);
    // A simple shear: d_y u_x = h.
    let b44 = (strain(0, 1, h) - strain(0, 1, -h))[(0, 1)] / (2.0 * h);
    let cell = Cell::new(fcc(side), Point::zeros(), [true; 3]).expect("a volume");
    let frames = vec![frame_of(cell, Dimension::Three, vec![Point::zeros()]); 4];
    let answer = ask(&frames, one_kind(pair), 1e-12, &[4], Tensor::All);
    let c = answer.elastic_constants.expect("asked for");
    let p = answer.pressure.mean;
    assert!(p > 5.0, "{p}");
    assert!((c[0][1].mean - c[3][3].mean).abs() < 1e-9 * c[0][0].mean);
    assert!(
        (b44 - (c[3][3].mean - p)).abs() < 1e-5 * b44,
        "{b44} {}",
        c[3][3].mean - p
    );
    assert!((b12 - (c[0][1].mean + p)).abs() < 1e-5 * b12);
    assert!((b12 - b44 - 2.0 * p).abs() < 1e-5 * b12);
}

/// Metropolis steps of a fluid of one kind.
fn fluid(
    dimension: Dimension,
    per_side: i32,
    density: f64,
    pair: &Pair,
    kt: f64,
    frames: usize,
) -> Vec<Frame> {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let axes = dimension.count();
    let atoms = per_side.pow(u32::try_from(axes).expect("2 or 3"));
    let side = (f64::from(atoms) / density).powf(1.0 / axes as f64);
    let height = if axes == 3 { side } else { 1.0 };
    let cell = Cell::orthorhombic([side, side, height]).expect("a box");
    let step = side / f64::from(per_side);
    let place = |n: i32| {
        let z = if axes == 3 {
            n / (per_side * per_side)
        } else {
            0
        };
        Point::new(
            f64::from(n % per_side),
            f64::from(n / per_side % per_side),
            f64::from(z),
        ) * step
    };
    let mut positions: Vec<Point> = (0..atoms).map(place).collect();
    let mut all = Vec::new();
    for sweep in 0..frames + 100 {
        for _ in 0..3 {
            for atom in 0..positions.len() {
                let mut new = positions[atom];
                for axis in 0..axes {
                    new[axis] += 0.5 * step * (rng.random::<f64>() - 0.5);
                }
                let energy = |r: &Point| -> f64 {
                    let others = positions
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != atom);
                    others
                        .map(|(_, other)| {
                            let d = other - r;
                            let d =
                                Point::from_fn(|axis, _| d[axis] - side * (d[axis] / side).round());
                            pair.at(d.norm()).value
                        })
                        .sum()
                };
                let rise = energy(&new) - energy(&positions[atom]);
                if rng.random::<f64>() < (-rise / kt).exp() {
                    positions[atom] = new;
                }
            }
        }
        if sweep >= 100 {
            all.push(frame_of(cell, dimension, positions.clone()));
        }
    }
    all
}

fn soft(cutoff: f64) -> Pair {
    let form = Form::Yukawa {
        strength: 8.0,
        screening: 1.0,
    };
    Pair::new(form, cutoff, Shift::Energy).expect("a pair")
}

#[test]
fn a_fluid_in_space_has_no_shear_modulus_and_its_cut_counts() {
    let pair = soft(1.5);
    let frames = fluid(Dimension::Three, 4, 0.7, &pair, 1.0, 2000);
    let answer = ask(&frames, one_kind(pair), 1.0, &[4, 2000], Tensor::Skip);
    let [short, long] = [answer.windows[0], answer.windows[1]];
    let cut = answer.mu_of_the_cut;
    println!(
        "affine {:?} cut {cut} short {:?} long {:?}",
        answer.mu_affine, short.mu, long.mu
    );
    assert!(long.mu.mean.abs() < 4.0 * long.mu.error, "{:?}", long.mu);
    // Told to a tenth of what it is made of, and without the cut it would not be zero.
    assert!(long.mu.error < 0.1 * answer.mu_affine.mean);
    assert!(cut.abs() > 6.0 * long.mu.error, "{cut}");
    // In short windows a fluid is still stiff.
    assert!(short.mu.mean - long.mu.mean > 4.0 * short.mu.error.hypot(long.mu.error));
    assert!(long.lambda_plus_2mu.mean > 0.0);
}

#[test]
fn a_fluid_in_a_plane_has_no_shear_modulus() {
    let pair = soft(2.0);
    let frames = fluid(Dimension::Two, 6, 0.6, &pair, 1.0, 3000);
    let answer = ask(&frames, one_kind(pair), 1.0, &[3000], Tensor::Skip);
    let mu = answer.windows[0].mu;
    println!("affine {:?} mu {mu:?}", answer.mu_affine);
    assert!(mu.mean.abs() < 4.0 * mu.error, "{mu:?}");
    assert!(mu.error < 0.1 * answer.mu_affine.mean);
}

#[test]
fn an_ideal_gas_has_its_pressure_and_no_shear_modulus() {
    let cell = Cell::orthorhombic([3.0, 4.0, 5.0]).expect("a box");
    let places = (0..30)
        .map(|n| Point::new(0.1, 0.1, 0.15) * f64::from(n))
        .collect();
    let frames = vec![frame_of(cell, Dimension::Three, places); 5];
    let answer = ask(&frames, one_kind(soft(1e-9)), 2.0, &[5], Tensor::All);
    assert!((answer.pressure.mean - 1.0).abs() < 1e-12);
    assert!(answer.windows[0].mu.mean.abs() < 1e-12);
    assert!((answer.windows[0].lambda_plus_2mu.mean - 1.0).abs() < 1e-12);
}

#[test]
fn derivatives_are_those_of_the_energy() {
    let table: Vec<f64> = (0..400).map(|i| 0.8 + 0.005 * f64::from(i)).collect();
    let energies: Vec<f64> = table.iter().map(|r| (2.0 * r).sin()).collect();
    let forms = [
        Form::LennardJones {
            epsilon: 1.3,
            sigma: 0.9,
        },
        Form::Morse {
            depth: 0.7,
            stiffness: 2.0,
            distance: 1.2,
        },
        Form::InversePower {
            epsilon: 0.4,
            sigma: 1.1,
            exponent: 7.5,
        },
        Form::Yukawa {
            strength: 3.0,
            screening: 0.6,
        },
        Form::table(&table, &energies).expect("a table"),
    ];
    for form in forms {
        for shift in [Shift::None, Shift::Energy, Shift::Force] {
            let pair = Pair::new(form.clone(), 2.5, shift).expect("a pair");
            let (r, h) = (1.3021, 1e-5);
            let (below, at, above) = (pair.at(r - h), pair.at(r), pair.at(r + h));
            assert!(
                ((above.value - below.value) / (2.0 * h) - at.first).abs()
                    < 1e-7 * (1.0 + at.first.abs())
            );
            assert!(
                ((above.first - below.first) / (2.0 * h) - at.second).abs()
                    < 1e-5 * (1.0 + at.second.abs())
            );
            assert_eq!(pair.at(2.5).value, 0.0);
            let edge = pair.at(2.5 - 1e-9);
            assert!(shift == Shift::None || edge.value.abs() < 1e-8);
            assert!((edge.first - pair.jump()).abs() < 1e-7);
        }
    }
}

#[test]
fn the_potential_of_kob_and_andersen_is_read_and_a_wrong_one_is_told_by_its_line() {
    let text = include_str!("../../../examples/potentials/kob-andersen.toml");
    let potential = Potential::from_toml(text, Path::new("ka.toml")).expect("it is right");
    assert_eq!(potential.cutoff(), 2.5);
    let mixed = potential.pair("2", "1").expect("either order");
    let minimum = mixed.at(0.8 * 2.0_f64.powf(1.0 / 6.0));
    // -epsilon less the value at 2.5 sigma, 4 (2.5^-12 - 2.5^-6).
    assert!(
        (minimum.value + 1.5 * (1.0 - 0.016316891136)).abs() < 1e-9,
        "{}",
        minimum.value
    );
    assert!(potential.pair("1", "3").is_none());
    let line = |text: &str| match Potential::from_toml(text, Path::new("x.toml")) {
        Err(Error::Malformed {
            place: Place::Line(line),
            ..
        }) => line,
        other => panic!("{other:?}"),
    };
    let last = text.lines().count() as u64 - 6;
    let twice = format!(
        "{text}\n{}",
        &text[text.rfind("[[pair]]").expect("pairs")..]
    );
    assert_eq!(line(&twice), last + 8);
    assert_eq!(line(&text.replace("sigma = 0.88", "sigma = -0.88")), last);
    assert!(line(&text.replace("\"lennard_jones\"", "\"lennard\"")) > 0);
    assert!(line(&text.replace("epsilon = 0.5", "epsilom = 0.5")) > 0);
}

#[test]
fn pairs_that_a_potential_does_not_name_are_told_and_do_not_interact() {
    let mut frame = frame_of(
        Cell::orthorhombic([9.0; 3]).expect("a box"),
        Dimension::Three,
        (0..6).map(|n| Point::new(f64::from(n), 0.0, 0.0)).collect(),
    );
    frame.species = ["1", "2", "3"].map(str::to_owned).to_vec();
    // A single atom of 3 makes no pair with itself.
    frame.kinds = vec![0, 1, 0, 1, 0, 2];
    let pair = || soft(2.0);
    let name = |one: &str, other: &str| [one.to_owned(), other.to_owned()];
    let all = [("1", "1"), ("2", "1"), ("2", "2"), ("1", "3"), ("3", "2")];
    let of = |count: usize| {
        let named = all[..count].iter();
        Potential::new(named.map(|(a, b)| (name(a, b), pair())).collect())
    };
    assert_eq!(of(5).unnamed(&frame), Vec::<[String; 2]>::new());
    assert_eq!(of(5).warning(&frame), None);
    assert_eq!(of(4).unnamed(&frame), [name("2", "3")]);
    let frames = vec![frame; 8];
    let known = ask(&frames, of(5), 1.0, &[8], Tensor::Skip);
    assert!(
        known
            .warnings
            .iter()
            .all(|w| w.code != "pairs_without_potential")
    );
    let partly = ask(&frames, of(1), 1.0, &[8], Tensor::Skip);
    let told = partly
        .warnings
        .iter()
        .find(|w| w.code == "pairs_without_potential");
    let told = &told.expect("four pairs").message;
    for pair in ["1 - 2", "2 - 2", "1 - 3", "2 - 3", "not interacting"] {
        assert!(told.contains(pair), "{told}");
    }
    // 1 and 2 stand one apart, 1 and 1 two apart: beyond the cutoff.
    assert_eq!(partly.energy_density.mean, 0.0);
    assert!(known.energy_density.mean > 0.0);
}
