//! `glassmelt pair` and `glassmelt strain`: the numbers of the paper's audit, wrong questions.

mod common;

use common::{all_are_refused, ask, assert_close, assert_fits, json, number, text, warning_codes};
use serde_json::Value;

const SHEAR: &str = "0,0,0,0,0,1";
const GEN1: &str = "1,-0.3,0.2,0.25,0.1,0.4";
const GEN2: &str = "-0.2,0.9,-0.4,0.3,-0.5,0.7";
const ISO: &str = "1,1,1,0,0,0";

fn pair(a: &str, b: &str, r: &str) -> Value {
    json(&format!(
        "pair --lambda 1 --mu 1 --dipole-a {a} --dipole-b {b} --r {r}"
    ))
}

fn vector(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

#[test]
fn the_energies_are_those_of_the_audit() {
    for (a, b, r, exact, printed) in [
        (
            SHEAR,
            SHEAR,
            "0.3,-0.7,1.1",
            -0.02377221594159865256580672,
            -0.007787640773794998327746826,
        ),
        (
            GEN1,
            GEN2,
            "0.3,-0.7,1.1",
            0.04591158022051900232505624,
            0.00198865883408490112437465,
        ),
        (
            GEN1,
            GEN2,
            "0,0,2",
            0.0002486795985810864621388809,
            0.0006299883164054190374184982,
        ),
        (
            GEN1,
            GEN2,
            "1,1,1",
            0.01625909751776303405271829,
            -0.002909791392503902483532001,
        ),
    ] {
        let answer = pair(a, b, r);
        assert_eq!(answer["layer"], "elastic");
        assert_close(number(&answer["energy_exact"]), exact, 1e-13);
        assert_close(number(&answer["energy_printed"]), printed, 1e-13);
    }
}

/// Seen from b with the sign of r in either way of writing it.
#[test]
fn the_force_turns_around_and_the_torques_change_places_with_the_dipoles() {
    let here = pair(GEN1, GEN2, "-1,0,2");
    let line = format!("pair --lambda 1 --mu 1 --dipole-a={GEN2} --dipole-b={GEN1} --r=1,-0,-2");
    let there = json(&line);
    assert_close(
        number(&here["energy_exact"]),
        number(&there["energy_exact"]),
        1e-14,
    );
    for (one, other) in vector(&here["force"]).iter().zip(vector(&there["force"])) {
        assert_close(-one, other, 1e-13);
    }
    for (one, other) in vector(&here["torque_a"])
        .iter()
        .zip(vector(&there["torque_b"]))
    {
        assert_close(*one, other, 1e-13);
    }
    assert_eq!(vector(&here["torque_b"]).len(), 3);
}

#[test]
fn dilatation_centres_do_not_interact_and_the_answer_says_why() {
    let answer = pair(ISO, ISO, "0,0,2");
    assert_eq!(number(&answer["energy_exact"]), 0.0);
    assert_close(
        number(&answer["energy_printed"]),
        -0.009947183943243458,
        1e-13,
    );
    assert_eq!(warning_codes(&answer), ["bitter_crum"]);
}

#[test]
fn a_printed_energy_of_the_other_sign_is_said() {
    assert_eq!(warning_codes(&pair(GEN1, GEN2, "1,1,1")), ["printed_sign"]);
    assert_eq!(warning_codes(&pair(GEN1, GEN2, "0,0,2")), [""; 0]);
}

#[test]
fn the_strain_is_that_of_the_audit() {
    let answer = json(&format!(
        "strain --lambda 1 --mu 1 --dipole {SHEAR} --r 0.3,-0.7,1.1"
    ));
    assert_eq!(answer["layer"], "elastic");
    #[rustfmt::skip]
    let expected = [
        [-0.009734896654422982417776917, 0.01188610797079932628290336, 0.00003992686920158568478581137],
        [0.01188610797079932628290336, -0.001023579737713378464508982, -0.01370632381305862864861496],
        [0.00003992686920158568478581137, -0.01370632381305862864861496, 0.0185551050325914564204607],
    ];
    let printed = [0.0007480670558634755140822147, 0.0230241488857351770517245];
    for (i, row) in expected.iter().enumerate() {
        for (j, &value) in row.iter().enumerate() {
            assert_close(number(&answer["strain"][i][j]), value, 1e-12);
        }
    }
    assert_close(number(&answer["strain_printed"][0][1]), printed[0], 1e-12);
    assert_close(number(&answer["strain_printed"][1][0]), printed[1], 1e-12);
    assert_eq!(warning_codes(&answer), ["printed_is_distortion"]);
    let [u, turn] = ["displacement", "rotation"].map(|key| vector(&answer[key]));
    assert_close(turn[2], 0.5 * (printed[1] - printed[0]), 1e-12);
    assert_eq!(u.len(), 3);
    // Hooke: an off-diagonal stress is twice mu times the strain.
    assert_close(number(&answer["stress"][0][1]), 2.0 * expected[0][1], 1e-12);
}

/// A dilatation turns nothing and dilates nothing.
#[test]
fn a_dilatation_makes_a_field_without_rotation() {
    let answer = json(&format!(
        "strain --lambda 1 --mu 1 --dipole {ISO} --r 0,0,2"
    ));
    assert_eq!(warning_codes(&answer), [""; 0]);
    assert_eq!(vector(&answer["rotation"]), [0.0; 3]);
    let u = vector(&answer["displacement"]);
    assert!(u[2] > 0.0 && u[0] == 0.0);
}

#[test]
fn wrong_questions_are_refused_with_name_value_and_what_would_be_right() {
    let pair = "pair --lambda 1 --mu 1 --dipole-a 0,0,0,0,0,1 --dipole-b 0,0,0,0,0,1 --r";
    let strain = "strain --lambda 1 --mu 1 --r 1,0,0 --dipole";
    let rest = "--dipole 0,0,0,0,0,1 --r 1,0,0";
    all_are_refused(&[
        (
            &format!("{pair} 0,0,0"),
            &["--r", "0,0,0", "|r| = 0", "between"],
        ),
        (
            &format!("{pair} 1,2"),
            &["--r", "1,2", "2 numbers", "three finite numbers"],
        ),
        (
            &format!("{pair} nan,0,1"),
            &["--r", "nan", "three finite numbers"],
        ),
        (
            &format!("{pair} inf,0,1"),
            &["--r", "inf", "three finite numbers"],
        ),
        (&format!("{pair} 1e-200,0,0"), &["--r", "1e-200", "between"]),
        (
            &format!("{strain} 1,2,3,4,5"),
            &["--dipole", "5 numbers", "xx,yy,zz,yz,xz,xy"],
        ),
        (
            &format!("{strain} 1,2,3,x,5,6"),
            &["--dipole", "\"x\"", "xx,yy,zz,yz,xz,xy"],
        ),
        (
            &format!("{strain} 1e300,0,0,0,0,0 --mu 1e-300 --lambda 1e-300"),
            &["--mu"],
        ),
        (
            &format!("strain --lambda 1 --mu -1 {rest}"),
            &["mu = -1", "positive"],
        ),
        (
            &format!("strain --lambda -0.7 --mu 1 {rest}"),
            &["lambda = -0.7", "3 lambda + 2 mu", "positive"],
        ),
        (
            &format!("strain --lambda nan --mu 1 {rest}"),
            &["--lambda", "nan", "finite"],
        ),
        (
            "strain --lambda 1e-300 --mu 1e-300 --dipole 1e300,0,0,0,0,0 --r 1,0,0",
            &["inf", "expected"],
        ),
        (
            "pair --lambda 1 --mu 1",
            &["--dipole-a", "--dipole-b", "--r"],
        ),
    ]);
}

#[test]
fn the_tables_fit_on_a_screen() {
    for line in [
        format!("pair --lambda 1 --mu 1 --dipole-a {GEN1} --dipole-b {GEN2} --r 1,1,1"),
        format!("strain --lambda 1 --mu 1 --dipole {GEN1} --r -1,1,1"),
    ] {
        let output = ask(&line);
        let screen = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0));
        assert_fits(&screen, 80);
        assert!(screen.contains("What to know"), "{screen}");
    }
}
