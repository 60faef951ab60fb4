//! `glassmelt pair`: energy, force and torques of two dipoles, beside what Eq. 10 prints.

use glassmelt::interaction::{PairInteraction, pair_interaction, printed};
use glassmelt::medium::{Medium, Separation};
use glassmelt::{Layer, SymmetricTensor, Warning};
use serde::Serialize;

use super::elastic::{MediumWords, all_finite, vectors};
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::screen::{number, precise};
use crate::value;

/// Two dipoles in the medium: energy, force and torques.
///
/// Any units do, as long as they agree: dipoles are energies, moduli energies per volume of the unit of
/// length. Dipole a is at the origin, b at r; the force is that on b.
#[derive(Debug, clap::Args)]
#[command(
    allow_negative_numbers = true,
    after_help = "Example:\n  glassmelt pair --lambda 1 --mu 1 --dipole-a 0,0,0,0,0,1 --dipole-b 1,-0.3,0.2,0.25,0.1,0.4 --r 0.3,-0.7,1.1"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    medium: MediumWords,
    /// Dipole a as xx,yy,zz,yz,xz,xy: positive where it pushes outwards.
    #[arg(long, value_parser = value::tensor, allow_hyphen_values = true, value_name = "XX,YY,ZZ,YZ,XZ,XY")]
    dipole_a: SymmetricTensor,
    /// Dipole b, the same.
    #[arg(long, value_parser = value::tensor, allow_hyphen_values = true, value_name = "XX,YY,ZZ,YZ,XZ,XY")]
    dipole_b: SymmetricTensor,
    /// From a to b, as x,y,z.
    #[arg(long, value_parser = value::separation, allow_hyphen_values = true, value_name = "X,Y,Z")]
    r: Separation,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, Serialize)]
struct Answer {
    glassmelt: &'static str,
    layer: Layer,
    energy_exact: f64,
    energy_printed: f64,
    force: [f64; 3],
    torque_a: [f64; 3],
    torque_b: [f64; 3],
    warnings: Vec<Warning>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let medium: Medium = arguments.medium.medium()?;
    let (a, b, r) = (&arguments.dipole_a, &arguments.dipole_b, &arguments.r);
    let PairInteraction {
        energy,
        force,
        torque_a,
        torque_b,
    } = pair_interaction(&medium, a, b, r);
    let energy_printed = printed::pair_energy(&medium, a, b, r);
    let answer = Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        energy_exact: energy + 0.0,
        energy_printed: energy_printed + 0.0,
        force: unsigned(force),
        torque_a: unsigned(torque_a),
        torque_b: unsigned(torque_b),
        warnings: warnings(a, b, energy, energy_printed),
    };
    let vectors = [answer.force, answer.torque_a, answer.torque_b];
    all_finite(&[energy, energy_printed], vectors.as_flattened())?;
    print(arguments.form, &answer, text)
}

fn warnings(a: &SymmetricTensor, b: &SymmetricTensor, exact: f64, printed: f64) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if a.is_isotropic() && b.is_isotropic() {
        warnings.push(Warning::new(
            "bitter_crum",
            format!(
                "Both dipoles are pure centres of dilatation, which do not interact (Bitter and Crum); \
                 Eq. 10 as printed gives {}.",
                number(printed)
            ),
        ));
    } else if exact * printed < 0.0 {
        warnings.push(Warning::new(
            "printed_sign",
            format!(
                "Eq. 10 as printed has the other sign, {} where elasticity gives {}: it does not follow \
                 from Eqs. 6, 7 and 9 (errata E42).",
                number(printed),
                number(exact)
            ),
        ));
    }
    warnings
}

fn text(answer: &Answer) -> String {
    let rows = [
        ("force on b", answer.force),
        ("torque on a", answer.torque_a),
        ("torque on b", answer.torque_b),
    ];
    format!(
        "energy             {}\nenergy as printed  {}\n\n{}\n{}",
        precise(answer.energy_exact),
        precise(answer.energy_printed),
        vectors(&rows),
        warning_list(&answer.warnings)
    )
}

/// The components, zeros without a sign.
fn unsigned(vector: impl Into<[f64; 3]>) -> [f64; 3] {
    vector.into().map(|x| x + 0.0)
}
