//! `glassmelt trajectory local`: strain, rotation, D2min around each atom, and how they are correlated.

use glassmelt::{Layer, Warning};
use glassmelt_report::TrajectoryAnswer;
use glassmelt_trajectory::local::{
    CellChange, Compared, LastCompared, LocalAnswer, LocalFit, LocalQuestion, Plane, Shells, local,
};
use glassmelt_trajectory::{AtomColumn, Quantity, Values};
use nalgebra::Vector3;
use serde::Serialize;

use super::atoms::AtomFiles;
use super::source::{Source, Told, conclude, cut_short, report};
use super::text::{estimates, head, number};
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::folder::{Folder, written_line};
use crate::progress::Part;
use crate::screen::{Column, table};
use crate::value;

/// Strain, rotation and D2min around each atom (Falk and Langer 1998), their means, distributions and correlations.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  glassmelt trajectory local sheared.lammpstrj --units metal --atoms sheared.extxyz"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Out to where atoms are neighbours; by default to the first minimum of g(r).
    #[arg(long, value_parser = value::positive)]
    cutoff: Option<f64>,
    /// Compare frames that lie so many frames apart, again and again, instead of all with the first.
    #[arg(long, value_name = "FRAMES")]
    lag: Option<u64>,
    /// D2min from which an atom is mobile, a squared length; by default 0.04 of the squared cutoff for each neighbour.
    #[arg(long, value_parser = value::positive)]
    mobile: Option<f64>,
    /// Which strain is correlated with itself.
    #[arg(long, value_enum, default_value_t = PlaneWord::Xy)]
    plane: PlaneWord,
    /// Out to where correlations go; by default eight cutoffs, at most half of the cell.
    #[arg(long, value_parser = value::positive, value_name = "DISTANCE")]
    reach: Option<f64>,
    /// Keep the change of the cell in strains and displacements; by default they are taken relative to it.
    #[arg(long)]
    keep_cell_change: bool,
    #[command(flatten)]
    atoms: AtomFiles,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    form: Form,
}

/// A shear by its plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum PlaneWord {
    /// e_xy.
    Xy,
    /// e_xz.
    Xz,
    /// e_yz.
    Yz,
}

impl From<PlaneWord> for Plane {
    fn from(word: PlaneWord) -> Self {
        match word {
            PlaneWord::Xy => Self::Xy,
            PlaneWord::Xz => Self::Xz,
            PlaneWord::Yz => Self::Yz,
        }
    }
}

/// So many shells a reach that somebody gives.
const SHELLS: usize = 64;

#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    layer: Layer,
    #[serde(flatten)]
    told: &'a Told,
    local: &'a LocalAnswer,
    warnings: Vec<Warning>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let source = &arguments.source;
    arguments.folder.check()?;
    arguments.atoms.check()?;
    let trajectory = source
        .trajectory()
        .without(Quantity::Velocities)
        .without(Quantity::Forces);
    let mut stream = trajectory.open()?;
    let told = source.told(&stream);
    let shells = arguments.reach.map(|reach| Shells::new(reach, SHELLS));
    let question = LocalQuestion {
        cutoff: arguments.cutoff,
        compared: arguments
            .lag
            .map_or(Compared::WithFirst, Compared::AfterLag),
        mobile: arguments.mobile,
        plane: arguments.plane.into(),
        shells: shells.transpose()?,
        change: if arguments.keep_cell_change {
            CellChange::Kept
        } else {
            CellChange::Removed
        },
    };
    let bar = Part::new("local strain")?;
    let (outcome, last) = local(&mut stream, &question, &mut |part| bar.watch(part))?;
    drop(bar);
    write_atoms(&arguments.atoms, &last, &told)?;
    let mut warnings = stream.warnings();
    warnings.extend(cut_short(&outcome.ending));
    let answer = Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        local: &outcome.answer,
        told: &told,
        warnings,
    };
    let words = source.words(&stream, &last.frame.species, &answer.warnings);
    let meta = source.meta();
    let written = report(
        &arguments.folder,
        (TrajectoryAnswer::Local(&outcome.answer), &words, &meta),
        &answer,
    )?;
    print(arguments.form, &answer, |answer| {
        text(answer) + "\n" + &written_line(&written)
    })?;
    conclude(outcome.ending)
}

/// Atoms whose neighbours do not span the space have no numbers: nan.
fn write_atoms(files: &AtomFiles, last: &LastCompared, told: &Told) -> Result<(), Failure> {
    let scalar = |of: fn(&LocalFit) -> f64| -> Vec<f64> {
        let fits = last.fits.iter();
        fits.map(|fit| fit.as_ref().map_or(f64::NAN, of)).collect()
    };
    let rotation: Vec<Vector3<f64>> = last
        .fits
        .iter()
        .map(|fit| fit.as_ref().and_then(LocalFit::rotation))
        .map(|rotation| rotation.unwrap_or_else(|| Vector3::repeat(f64::NAN)))
        .collect();
    let d2min = scalar(|fit| fit.d2min);
    let shear = scalar(LocalFit::shear_strain);
    let volumetric = scalar(LocalFit::volumetric_strain);
    let neighbours = scalar(|fit| fit.neighbours.into());
    let columns = [
        ("d2min", Values::Scalars(&d2min)),
        ("shear_strain", Values::Scalars(&shear)),
        ("volumetric_strain", Values::Scalars(&volumetric)),
        ("neighbours", Values::Scalars(&neighbours)),
        ("rotation", Values::Vectors(&rotation)),
    ]
    .map(|(name, values)| AtomColumn { name, values });
    files.write(&last.frame, &columns, &told.files)
}

fn text(answer: &Answer) -> String {
    let (told, local) = (answer.told, answer.local);
    let length = told.units.length;
    let means = &local.means;
    let turning = &local.imprisonment;
    let rows = [
        ("von Mises shear strain", &means.shear_strain),
        ("volumetric strain", &means.volumetric_strain),
        ("D2min", &means.d2min),
        ("D2min a neighbour", &means.d2min_a_neighbour),
        ("mobile part", &means.mobile),
        ("turn of shells against the medium: slope", &turning.slope),
        ("the same: correlation", &turning.correlation),
    ];
    let names = rows.iter().map(|(name, _)| (*name).to_owned()).collect();
    let steps = local
        .steps
        .map_or_else(String::new, |steps| format!(", {steps} steps apart"));
    let cell = match local.change {
        CellChange::Removed => ", relative to the strain of the cell",
        CellChange::Kept => "",
    };
    let density = local.mobile_density.map_or_else(String::new, |density| {
        format!(
            "\nMobile atoms: {} per {}",
            crate::screen::number(density),
            match local.dimension {
                glassmelt_trajectory::Dimension::Two => format!("{length}^2"),
                glassmelt_trajectory::Dimension::Three => format!("{length}^3"),
            }
        )
    });
    format!(
        "{}\n{} atoms, {} pairs of frames{steps}{cell}; neighbours within {} {length}\n\n{}{density}\n\n\
         Correlation of the strain, over its mean square {}\n{}\n{}",
        head(told),
        local.atoms,
        local.compared,
        crate::screen::number(local.cutoff),
        table(&[
            Column::words("", names),
            estimates("mean", rows.iter().map(|(_, value)| Some(*value)))
        ]),
        number(&local.strains.mean_square),
        correlations(local),
        warning_list(&answer.warnings)
    )
}

/// At most so many rows on the screen; all of them are in the JSON.
const ROWS: usize = 16;

fn correlations(local: &LocalAnswer) -> String {
    let square = local.strains.mean_square.mean;
    let every = local.strains.shells.len().div_ceil(ROWS).max(1);
    let shells: Vec<_> = local.strains.shells.iter().step_by(every).collect();
    let over = |value: &glassmelt::Estimate| super::text::times(value, 1.0 / square);
    let covariance: Vec<_> = shells.iter().map(|shell| over(&shell.covariance)).collect();
    let quartic: Vec<_> = shells
        .iter()
        .map(|shell| shell.quartic.as_ref().map(over))
        .collect();
    let quadratic: Vec<_> = shells
        .iter()
        .map(|shell| shell.quadratic.as_ref().map(over))
        .collect();
    let r: Vec<Option<f64>> = shells.iter().map(|shell| Some(shell.r)).collect();
    table(&[
        Column::decimals("r", &r, 4),
        estimates("mean", covariance.iter().map(Some)),
        estimates("l = 2", quadratic.iter().map(Option::as_ref)),
        estimates("l = 4", quartic.iter().map(Option::as_ref)),
    ])
}
