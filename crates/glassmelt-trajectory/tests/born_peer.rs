//! The Born term of the elastic constants is that of LAMMPS for frames of Kob and Andersen's mixture.

mod lattices;

use std::ops::ControlFlow;
use std::path::Path;

use glassmelt_trajectory::modulus::Windows;
use glassmelt_trajectory::modulus::stress::{StressAnswer, StressQuestion, Tensor, stress_modulus};
use glassmelt_trajectory::potential::Potential;
use glassmelt_trajectory::{Frame, InMemory};
use lattices::{deformed, displaced, fcc, random};
use nalgebra::{Matrix3, Vector3};

/// Made by `tools/born_values.py`, which holds the same frames.
const TABLE: &str = include_str!("data/born_lammps.csv");

/// fcc of density 1.2, each fifth atom small, displaced within a cube of this size.
fn mixture(size: f64) -> Frame {
    let side = (4.0_f64 / 1.2).cbrt();
    let rest = deformed(&fcc(4), &(Matrix3::identity() * side));
    let mut frame = displaced(&rest, |atom, _| {
        let component = |axis| size * (random(3 * atom as u64 + axis) - 0.5);
        Vector3::new(component(0), component(1), component(2))
    });
    frame.species = vec!["1".to_owned(), "2".to_owned()];
    frame.kinds = (0..frame.len())
        .map(|atom| u16::from(atom % 5 == 0))
        .collect();
    frame.ids = (1..).take(frame.len()).collect();
    frame
}

/// Of frames that stay as they are, so that nothing fluctuates, without motion: what remains is the Born term.
fn of(frame: &Frame) -> StressAnswer {
    let text = include_str!("../../../examples/potentials/kob-andersen.toml");
    let question = StressQuestion {
        potential: Potential::from_toml(text, Path::new("ka.toml")).expect("it is right"),
        thermal_energy: 1e-9,
        windows: Windows::Lengths(vec![4]),
        tensor: Tensor::All,
    };
    let mut frames = InMemory::new(vec![frame.clone(); 4]);
    let outcome = stress_modulus(&mut frames, &question, &mut |_| ControlFlow::Continue(()));
    outcome.expect("an answer").answer
}

/// `B_IJ` (both triangles) of LAMMPS for one of the frames, and the pressure of the pairs.
fn table(wanted: usize) -> ([[f64; 6]; 6], f64) {
    let (mut born, mut pressure, mut rows) = ([[f64::NAN; 6]; 6], f64::NAN, 0);
    for line in TABLE.lines().skip(2) {
        let row: Vec<&str> = line.split(',').collect();
        let whole = |column: usize| row[column].parse::<usize>().expect("a whole number");
        let value = row[3].parse().expect("a number");
        match (whole(0) == wanted, whole(1), whole(2)) {
            (true, 6, 6) => pressure = value,
            (true, i, j) => (born[i][j], born[j][i], rows) = (value, value, rows + 1),
            _ => {}
        }
    }
    assert_eq!(rows, 21);
    (born, pressure)
}

#[test]
fn all_components_of_the_born_term_are_those_of_lammps_where_no_pair_is_at_its_cutoff() {
    let answer = of(&mixture(0.03));
    assert_eq!(answer.mu_of_the_cut, 0.0);
    let (born, pressure) = table(0);
    let ours = answer.elastic_constants.expect("asked for");
    for i in 0..6 {
        for j in 0..6 {
            assert!((ours[i][j].mean - born[i][j]).abs() < 1e-6, "{i} {j}");
        }
    }
    assert!((answer.pressure.mean - pressure).abs() < 1e-7);
}

#[test]
fn without_what_the_cut_adds_the_affine_moduli_are_those_of_lammps_in_a_disordered_frame() {
    let answer = of(&mixture(0.3));
    assert!(answer.mu_of_the_cut.abs() > 1e-3);
    let (b, pressure) = table(1);
    let mu = (b[0][0] + b[1][1] + b[2][2] - b[0][1] - b[1][2] - b[0][2]
        + 3.0 * (b[3][3] + b[4][4] + b[5][5]))
        / 15.0;
    let ours = answer.mu_affine.mean - answer.mu_of_the_cut + answer.pressure.mean;
    assert!((ours / mu - 1.0).abs() < 1e-8, "{ours} {mu}");
    assert!((answer.pressure.mean / pressure - 1.0).abs() < 1e-9);
}
