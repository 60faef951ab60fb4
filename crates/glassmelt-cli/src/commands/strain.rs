//! `glassmelt strain`: what a dipole does to the medium at one point.

use glassmelt::medium::{Separation, printed};
use glassmelt::{Layer, SymmetricTensor, Warning};
use serde::Serialize;

use super::elastic::{MediumWords, all_finite, vectors};
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::value;

/// The field of a dipole: displacement, strain, rotation, stress.
///
/// Any units do, as long as they agree: the dipole is an energy, moduli and stress are energies per volume
/// of the unit of length. The dipole is at the origin.
#[derive(Debug, clap::Args)]
#[command(
    allow_negative_numbers = true,
    after_help = "Example:\n  glassmelt strain --lambda 1 --mu 1 --dipole 0,0,0,0,0,1 --r 0.3,-0.7,1.1"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    medium: MediumWords,
    /// The dipole as xx,yy,zz,yz,xz,xy: positive where it pushes outwards.
    #[arg(long, value_parser = value::tensor, allow_hyphen_values = true, value_name = "XX,YY,ZZ,YZ,XZ,XY")]
    dipole: SymmetricTensor,
    /// The point, as x,y,z.
    #[arg(long, value_parser = value::separation, allow_hyphen_values = true, value_name = "X,Y,Z")]
    r: Separation,
    #[command(flatten)]
    form: Form,
}

type Rows = [[f64; 3]; 3];

#[derive(Debug, Serialize)]
struct Answer {
    glassmelt: &'static str,
    layer: Layer,
    strain: Rows,
    displacement: [f64; 3],
    rotation: [f64; 3],
    stress: Rows,
    /// Eq. 7 as the page has it: the distortion, rows i, columns j of `du_i/dr_j`.
    strain_printed: Rows,
    warnings: Vec<Warning>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let medium = arguments.medium.medium()?;
    let field = medium.dipole_field(&arguments.dipole, &arguments.r);
    let as_printed = printed::strain(&medium, &arguments.dipole, &arguments.r);
    let answer = Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        strain: field.strain.into(),
        displacement: field.displacement.into(),
        rotation: field.rotation.into(),
        stress: field.stress.into(),
        strain_printed: as_printed.transpose().into(),
        warnings: warnings(&field.rotation.into()),
    };
    let tensors = [answer.strain, answer.stress, answer.strain_printed];
    let vectors = [answer.displacement, answer.rotation];
    let numbers = tensors.as_flattened().as_flattened();
    all_finite(numbers, vectors.as_flattened())?;
    print(arguments.form, &answer, text)
}

fn warnings(rotation: &[f64; 3]) -> Vec<Warning> {
    let turns = rotation.iter().any(|&component| component != 0.0);
    let warning = Warning::new(
        "printed_is_distortion",
        "Eq. 7 as printed is the distortion, which also holds the rotation curl u/2; it is not symmetric \
         here, and the strain is its symmetric part (errata E39).",
    );
    if turns { vec![warning] } else { Vec::new() }
}

fn text(answer: &Answer) -> String {
    let whole = |name: &'static str, rows: &Rows| {
        let named: Vec<(&str, [f64; 3])> = ["x", "y", "z"].into_iter().zip(*rows).collect();
        format!("{name}\n{}", vectors(&named))
    };
    let shifted = [
        ("displacement", answer.displacement),
        ("rotation", answer.rotation),
    ];
    format!(
        "{}\n\n{}\n\n{}\n{}",
        vectors(&shifted),
        whole("Strain", &answer.strain),
        whole("Stress", &answer.stress),
        warning_list(&answer.warnings)
    )
}
