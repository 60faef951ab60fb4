//! Numbers that stay: the moduli of the crystal in `examples/trajectories`, as they were before memory was bounded.

use std::ops::ControlFlow;
use std::path::Path;

use glassmelt::Estimate;
use glassmelt_trajectory::modulus::stress::{StressQuestion, Tensor, stress_modulus};
use glassmelt_trajectory::modulus::{Question, WaveChoice, Windows, modulus};
use glassmelt_trajectory::potential::Potential;
use glassmelt_trajectory::{Places, Stream, Trajectory};

/// The generator: `examples/trajectories/crystal.in`.
fn crystal() -> Stream {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/trajectories/crystal.lammpstrj.gz");
    let trajectory = Trajectory::new([file]).places(Places::Unwrapped);
    trajectory.open().expect("the crystal")
}

#[track_caller]
fn is(found: &Estimate, [mean, error]: [f64; 2]) {
    for (one, other) in [(found.mean, mean), (found.error, error)] {
        assert!((one / other - 1.0).abs() < 1e-9, "{one} is not {other}");
    }
}

#[test]
fn moduli_from_displacements_are_those_of_before() {
    let mut question = Question::new(0.1);
    question.waves = WaveChoice::Shells(4);
    question.windows = Windows::Lengths(vec![16, 64]);
    let outcome = modulus(&crystal(), &question, &mut |_| ControlFlow::Continue(()));
    let answer = outcome.expect("an answer").answer;
    let [short, long] = answer.windows.as_slice() else {
        panic!("two windows")
    };
    let last = &short.shells[3];
    is(&short.shells[0].mu, [40.78264648946358, 2.10384199893762]);
    is(
        &last.lambda_plus_2mu,
        [68.67640264619949, 7.056586334867565],
    );
    assert!((last.transverse.share.expect("told") / 0.03539504404594063 - 1.0).abs() < 1e-9);
    is(&long.shells[0].mu, [41.33427018522906, 2.034829958373524]);
    is(&long.shells[2].mu, [18.96231835559679, 1.3347320177065227]);
    is(
        &long.mean_square_displacement,
        [0.0014772012646415305, 1.865034430317275e-05],
    );
    assert!((long.wandering / 0.061110484163026835 - 1.0).abs() < 1e-9);
    let line = long.lambda_plus_2mu_zero.expect("four shells");
    is(&line.at_zero, [92.97469222508268, 7.300747973927047]);
    is(&line.slope, [-2.782385859854041, 1.6088696962807778]);
}

#[test]
fn moduli_from_stress_are_those_of_before() {
    let text = include_str!("../../../examples/potentials/lennard-jones.toml");
    let question = StressQuestion {
        potential: Potential::from_toml(text, Path::new("lennard-jones.toml"))
            .expect("a potential"),
        thermal_energy: 0.1,
        windows: Windows::Lengths(vec![16, 64]),
        tensor: Tensor::All,
    };
    let outcome = stress_modulus(
        &mut crystal(),
        &question,
        &mut |_| ControlFlow::Continue(()),
    );
    let answer = outcome.expect("an answer").answer;
    is(
        &answer.windows[0].mu,
        [34.092081348280125, 0.22692247254072487],
    );
    is(
        &answer.windows[1].lambda_plus_2mu,
        [100.20054334707324, 0.8147477575881387],
    );
    is(
        &answer.mu_affine,
        [36.092292757050885, 0.012366060649222844],
    );
    assert!((answer.mu_of_the_cut / -0.3787779793323411 - 1.0).abs() < 1e-9);
    let constants = answer.elastic_constants.expect("asked for");
    is(&constants[0][0], [77.40251824093924, 0.8867918496971826]);
    is(&constants[3][3], [45.02489119090776, 0.482493322128673]);
}
