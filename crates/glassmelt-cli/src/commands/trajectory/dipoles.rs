//! `glassmelt trajectory dipoles`: rigid units, how they turn, and which dipoles they carry.

use std::path::PathBuf;

use glassmelt::{Estimate, Layer, Warning};
use glassmelt_report::{FurtherNumber, TrajectoryAnswer};
use glassmelt_trajectory::dipoles::DipolesOfUnits;
use glassmelt_trajectory::rigid::{
    Forces, Mobile, Stiff, Turned, UnitsAnswer, UnitsBy, UnitsQuestion, units,
};
use glassmelt_trajectory::{AtomColumn, Frame, Frames, Places, Quantity, Values};
use serde::Serialize;

use super::atoms::AtomFiles;
use super::source::{Source, Told, conclude, cut_short, potential, report};
use super::text::{estimates, head, number};
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::folder::{Folder, written_line};
use crate::progress::Part;
use crate::screen::{Column, table, width, wrapped};
use crate::value;

/// Rigid units, found by how their distances fluctuate or named as polyhedra; how they turn, how many are mobile; their dipoles, where forces are known.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt trajectory dipoles silica.lammpstrj --units metal --polyhedra Si,O --cutoff 2.2 --fit-forces 5.5\n  glassmelt trajectory dipoles glass.lammpstrj --units lj --temperature 0.3 --potential examples/potentials/kob-andersen.toml --mu 15 --a 1"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The temperature, for the coupling X0: in K, reduced for --units lj.
    #[arg(long, value_parser = value::positive)]
    temperature: Option<f64>,
    /// Out to where atoms are neighbours; by default to the first minimum of g(r).
    #[arg(long, value_parser = value::positive)]
    cutoff: Option<f64>,
    /// Bonds that fluctuate less than this length are stiff; by default less than the border that parts all best.
    #[arg(long, value_parser = value::positive, conflicts_with = "polyhedra")]
    border: Option<f64>,
    /// Units are polyhedra: each atom of the first species with its neighbours of the second.
    #[arg(long, value_name = "CENTRE,CORNER", value_parser = two_words)]
    polyhedra: Option<[String; 2]>,
    /// The fewest atoms of a unit, or corners of a polyhedron.
    #[arg(long, default_value_t = 4)]
    smallest: usize,
    /// Frames of a window in which units turn; by default all.
    #[arg(long, value_name = "FRAMES")]
    window: Option<usize>,
    /// A unit is mobile that has turned by more than this in a window, in degrees ...
    #[arg(long, default_value_t = 20.0, value_parser = value::positive, value_name = "DEGREES")]
    mobile_angle: f64,
    /// ... or moved farther than this; by default a third of the cutoff.
    #[arg(long, value_parser = value::positive, value_name = "DISTANCE")]
    mobile_distance: Option<f64>,
    /// A pair potential, for the dipoles.
    #[arg(long, value_name = "FILE")]
    potential: Option<PathBuf>,
    /// Fit a pair force to those of the frames, out to this distance, for the dipoles.
    #[arg(long, value_name = "DISTANCE", value_parser = value::positive, conflicts_with = "potential")]
    fit_forces: Option<f64>,
    /// Intervals of the fitted force.
    #[arg(long, default_value_t = 100, requires = "fit_forces")]
    intervals: usize,
    /// The shear modulus, in energy per volume of the files (as eV/A^3 for metal), for the coupling X0.
    #[arg(long, value_parser = value::positive, requires_all = ["a", "temperature"])]
    mu: Option<f64>,
    /// The hard core a, for the coupling X0.
    #[arg(long, value_parser = value::positive, requires = "mu")]
    a: Option<f64>,
    #[command(flatten)]
    atoms: AtomFiles,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    form: Form,
}

fn two_words(text: &str) -> Result<[String; 2], String> {
    match text
        .split(',')
        .map(str::trim)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [one, other] if !one.is_empty() && !other.is_empty() => {
            Ok([(*one).to_owned(), (*other).to_owned()])
        }
        _ => Err("expected two species such as Si,O".to_owned()),
    }
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    glassmelt: &'static str,
    layer: Layer,
    #[serde(flatten)]
    told: &'a Told,
    #[serde(flatten)]
    units_found: &'a UnitsAnswer,
    x0: Option<Estimate>,
    x0_of: Option<CouplingOf>,
    warnings: Vec<Warning>,
}

/// What a coupling was taken with.
#[derive(Debug, Clone, Copy, Serialize)]
struct CouplingOf {
    mu: f64,
    mu_unit: &'static str,
    a: f64,
    a_unit: &'static str,
    temperature: f64,
}

impl std::fmt::Display for CouplingOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [mu, a, temperature] = [self.mu, self.a, self.temperature].map(crate::screen::number);
        write!(
            f,
            "mu = {mu} {}, a = {a} {}, T = {temperature}",
            self.mu_unit, self.a_unit
        )
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let source = &arguments.source;
    arguments.folder.check()?;
    arguments.atoms.check()?;
    let known = arguments.potential.as_deref().map(potential).transpose()?;
    let mut trajectory = source
        .trajectory()
        .places(Places::Unwrapped)
        .without(Quantity::Velocities);
    if arguments.fit_forces.is_none() {
        trajectory = trajectory.without(Quantity::Forces);
    }
    let mut stream = trajectory.open()?;
    let told = source.told(&stream);
    let mut first = Frame::empty();
    stream.next_into(&mut first)?;
    let cutoff = arguments
        .cutoff
        .map_or_else(|| glassmelt_trajectory::first_shell(&first), Ok)?;
    let question = UnitsQuestion {
        by: by(arguments),
        cutoff: Some(cutoff),
        window: arguments.window,
        mobile: Mobile {
            angle: arguments.mobile_angle.to_radians(),
            distance: arguments.mobile_distance.unwrap_or(cutoff / 3.0),
        },
        forces: match (&known, arguments.fit_forces) {
            (Some(potential), _) => Forces::Known(potential),
            (None, Some(cutoff)) => Forces::Fitted {
                cutoff,
                intervals: arguments.intervals,
            },
            (None, None) => Forces::None,
        },
    };
    let bar = Part::new("rigid units")?;
    let outcome = units(&stream, &question, &mut |part| bar.watch(part))?;
    drop(bar);
    let found = outcome.answer;
    write_atoms(&arguments.atoms, &first, &found, &told)?;
    let mut warnings = found.warnings(&question.by);
    warnings.extend(known.as_ref().and_then(|known| known.warning(&first)));
    warnings.extend(stream.warnings());
    warnings.extend(cut_short(&outcome.ending));
    let x0 = coupling(arguments, found.dipoles.as_ref())?;
    let answer = Answer {
        glassmelt: VERSION,
        layer: Layer::Elastic,
        x0_of: x0.and_then(|_| coupling_of(arguments, &told)),
        x0,
        units_found: &found,
        told: &told,
        warnings,
    };
    let mut words = source.words(&stream, &first.species, &answer.warnings);
    words.further.extend(answer.x0.map(|value| FurtherNumber {
        name: "coupling",
        symbol: "X_{0}",
        value,
        unit: String::new(),
        note: format!(
            "P0^2/(8 pi mu k_B T a^3) of the dipoles that units carry{}",
            answer.x0_of.map_or_else(String::new, |of| format!(", {of}"))
        ),
    }));
    let meta = source.meta();
    let written = report(
        &arguments.folder,
        (TrajectoryAnswer::Units(&found), &words, &meta),
        &answer,
    )?;
    print(arguments.form, &answer, |answer| {
        text(answer) + "\n" + &written_line(&written)
    })?;
    conclude(outcome.ending)
}

fn by(arguments: &Arguments) -> UnitsBy {
    match &arguments.polyhedra {
        Some([centre, corner]) => UnitsBy::Polyhedra {
            centre: centre.clone(),
            corner: corner.clone(),
            smallest: arguments.smallest,
        },
        None => UnitsBy::Fluctuation {
            stiff: arguments.border.map_or(Stiff::BestBorder, Stiff::Below),
            smallest: arguments.smallest,
        },
    }
}

fn coupling(
    arguments: &Arguments,
    dipoles: Option<&DipolesOfUnits>,
) -> Result<Option<Estimate>, Failure> {
    match (dipoles, arguments.mu, arguments.a, arguments.temperature) {
        (Some(dipoles), Some(mu), Some(a), Some(temperature)) => {
            let thermal_energy = arguments.source.thermal_energy(temperature);
            Ok(Some(dipoles.coupling(mu, thermal_energy, a)?))
        }
        _ => Ok(None),
    }
}

/// What the coupling was taken with, in the units of the files.
fn coupling_of(arguments: &Arguments, told: &Told) -> Option<CouplingOf> {
    Some(CouplingOf {
        mu: arguments.mu?,
        mu_unit: told.units.modulus,
        a: arguments.a?,
        a_unit: told.units.length,
        temperature: arguments.temperature?,
    })
}

fn write_atoms(
    files: &AtomFiles,
    first: &Frame,
    found: &UnitsAnswer,
    told: &Told,
) -> Result<(), Failure> {
    let mut number = vec![0_i64; first.len()];
    let mut unit = vec![0_i64; first.len()];
    for (label, rigid) in (1..).zip(&found.found.units) {
        for &atom in &rigid.atoms {
            number[atom as usize] += 1;
            unit[atom as usize] = label;
        }
    }
    let columns = [
        ("units", Values::Whole(&number)),
        ("last_unit", Values::Whole(&unit)),
    ]
    .map(|(name, values)| AtomColumn { name, values });
    files.write(first, &columns, &told.files)
}

fn text(answer: &Answer) -> String {
    let (told, found) = (answer.told, answer.units_found);
    let length = told.units.length;
    let units = &found.found;
    let atoms: usize = units.units.iter().map(|unit| unit.atoms.len()).sum();
    let mean = match units.units.len() {
        0 => String::new(),
        count => format!(" of {:.2} atoms in the mean", atoms as f64 / count as f64),
    };
    let by = units.border.map_or_else(String::new, |border| {
        format!(
            "; bonds below {} {length} are stiff: {} of {} (separation {:.2})",
            crate::screen::number(border),
            units.stiff_bonds,
            units.bonds,
            units.separation.unwrap_or(0.0)
        )
    });
    let seen = format!(
        "{} frames; {} rigid units{mean}; neighbours within {} {length}{by}",
        found.frames,
        units.units.len(),
        crate::screen::number(found.cutoff)
    );
    let seen = wrapped(&seen, "", "", width());
    let mut parts = vec![format!("{}\n{seen}", head(told))];
    parts.extend(found.turned.as_ref().map(|turned| turning(turned, length)));
    if let Some(force) = &found.force {
        parts.push(format!(
            "The fitted pair force explains {:.4} of the mean square force",
            force.explained
        ));
    }
    parts.extend(
        found
            .dipoles
            .as_ref()
            .map(|dipoles| strengths(dipoles, told)),
    );
    parts.extend(
        answer
            .x0
            .as_ref()
            .zip(answer.x0_of)
            .map(|(x0, of)| format!("Coupling X0 = {} for {of}", number(x0))),
    );
    parts.join("\n\n") + "\n" + &warning_list(&answer.warnings)
}

fn turning(turned: &Turned, length: &str) -> String {
    let lags = &turned.lags;
    let steps = lags.iter().map(|lag| lag.steps.to_string()).collect();
    let density = turned
        .mobile_density
        .as_ref()
        .map_or_else(String::new, |density| {
            format!(", {} per unit of volume (in {length})", number(density))
        });
    format!(
        "Turning\n{}\nMobile part {}{density}",
        table(&[
            Column::numbers("steps", steps),
            estimates("<angle^2>", lags.iter().map(|lag| Some(&lag.angle_squared))),
            estimates("C_1", lags.iter().map(|lag| Some(&lag.c1))),
            estimates("C_2", lags.iter().map(|lag| Some(&lag.c2))),
            estimates(
                "<r^2>",
                lags.iter().map(|lag| Some(&lag.displacement_squared))
            ),
        ]),
        number(&turned.mobile_part)
    )
}

fn strengths(dipoles: &DipolesOfUnits, told: &Told) -> String {
    let rows = [
        ("carried as units turn", &dipoles.carried_strength_squared),
        ("fixed in the laboratory", &dipoles.fixed_strength_squared),
        ("of single frames", &dipoles.strength_squared),
        ("trace", &dipoles.trace),
    ];
    let names = rows.iter().map(|(name, _)| (*name).to_owned()).collect();
    let energy = told.units.energy;
    format!(
        "Dipoles: P0^2 of deviators in ({energy})^2, the trace in {energy}\n{}",
        table(&[
            Column::words("", names),
            estimates("mean", rows.iter().map(|(_, value)| Some(*value)))
        ])
    )
}
