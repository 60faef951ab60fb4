//! The sections of a study's page, each with its numbers, its figures and its own warnings.

use glassmelt::Layer;
use glassmelt_study::{DiluteStep, FlowStep, Study, StudyPlan};

use super::{closures, words};
use crate::Figure;
use crate::defect::{ATOMS, Units, told};
use crate::number::NONE;
use crate::page::defect::{dipole_tables, minima_table};
use crate::page::shared::{Notice, ShownFigure};
use crate::page::steps::{Columns, Numbering, Step, cautions, list};
use crate::study::StudyPictures;

/// The most temperatures in a table of the page; the CSV has more.
const MOST_ROWS: usize = 25;
/// The words of the steps that have a section.
const HOMES: [&str; 6] = ["defect", "dipole", "coupling", "dilute", "flow", "closure"];

/// The word of the section that a warning of this step stands in.
fn home(step: &str) -> &str {
    step.split(' ').next().unwrap_or(step)
}

/// Whether a step of this word has a section.
pub(super) fn has_home(step: &str) -> bool {
    HOMES.contains(&home(step))
}

/// All sections, in the order of the chain.
pub(super) fn all(
    plan: &StudyPlan,
    study: &Study,
    pictures: &StudyPictures,
    numbering: &mut Numbering,
) -> Vec<Step> {
    let mut steps = vec![by_hand(plan, study)];
    steps.push(defect(
        study,
        numbering.next(named(pictures, &["cage", "energy-angle"])),
    ));
    steps.push(dipole(study, numbering.next(named(pictures, &["strain"]))));
    steps.push(coupling(study, numbering.next(named(pictures, &["pair"]))));
    steps.push(dilute(study, numbering.next(of_chain(pictures, "dilute"))));
    steps.push(flow(study, numbering.next(of_chain(pictures, "flow"))));
    steps.push(closures::step(
        study,
        numbering.next(of_chain(pictures, "closure")),
    ));
    steps.push(files(study));
    for (number, step) in steps
        .iter_mut()
        .filter(|s| HOMES.contains(&s.id))
        .enumerate()
    {
        step.heading = format!("{}. {}", number + 1, step.heading);
        step.cautions = about(study, step.id);
    }
    steps
}

/// The defect's figures of these names.
fn named<'a>(pictures: &'a StudyPictures, names: &'a [&str]) -> impl Iterator<Item = &'a Figure> {
    let figures = pictures.defect.figures.iter();
    figures.filter(move |figure| names.contains(&figure.name))
}

/// The chain's figures of a step.
fn of_chain<'a>(pictures: &'a StudyPictures, step: &'a str) -> impl Iterator<Item = &'a Figure> {
    let of_step = pictures.chain.iter().filter(move |(word, _)| *word == step);
    of_step.map(|(_, figure)| figure)
}

/// The warnings of a step; those of closures with their names before them.
fn about(study: &Study, step: &str) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for warning in study.warnings.iter().filter(|w| home(&w.step) == step) {
        let whose = warning.step.strip_prefix("closure ").unwrap_or_default();
        for mut notice in cautions(std::iter::once(warning.message.as_str())) {
            notice.laws = match whose {
                "" => String::new(),
                name => format!("Closure {name}"),
            };
            match notices.iter_mut().find(|known| known.laws == notice.laws) {
                Some(known) => known.messages.extend(notice.messages),
                None => notices.push(notice),
            }
        }
    }
    notices
}

fn by_hand(plan: &StudyPlan, study: &Study) -> Step {
    Step {
        words: vec![
            "The defect and its medium come from the file; these numbers the theory does not derive, and all \
             that follows from them rests on them."
                .into(),
        ],
        tables: vec![list("", &["number", "value", "what it does"], words::put_in(plan, study))],
        ..Step::new("by-hand", "What was put in by hand", "", None)
    }
}

fn defect(study: &Study, figures: Vec<ShownFigure>) -> Step {
    let units = Units::of(study.defect.units);
    let minimum = match study.dipole.minimum {
        0 => "The ground state".to_string(),
        index => format!("Minimum {index}, in order of energy,"),
    };
    Step {
        words: vec![format!(
            "The core was relaxed in its cage from {} orientations. {minimum} feeds the chain.",
            study.defect.starts
        )],
        tables: vec![minima_table(&study.defect, units)],
        figures,
        ..Step::new("defect", "The defect", "Eqs. 1–4", Some(study.defect.layer))
    }
}

fn dipole(study: &Study, figures: Vec<ShownFigure>) -> Step {
    let dipole = &study.dipole;
    let units = Units::of(study.defect.units);
    let fed = study.defect.minima.get(dipole.minimum);
    let row = |name: &str, value: String| vec![name.to_string(), value];
    let [low, middle, high] = dipole.principal_k.map(|value| told(value, "K"));
    let rows = vec![
        row("trace, tr Q/k_{B}", told(dipole.trace_k, "K")),
        row(
            "shearing part, |Q_{dev}|/k_{B}",
            told(dipole.deviator_norm_k, "K"),
        ),
        row(
            "principal values /k_{B}",
            format!("{low}, {middle}, {high}"),
        ),
        row(
            "|p|^{2} in units of (8πμa^{3})^{2}",
            format!(
                "{} ({} to {} over directions)",
                told(dipole.squared_length.mean, ""),
                told(dipole.squared_length.min, ""),
                told(dipole.squared_length.max, "")
            ),
        ),
    ];
    let mut tables = vec![list("", &["number", "value"], rows)];
    tables.extend(
        fed.filter(|m| m.dipole.0.norm() > 0.0)
            .into_iter()
            .flat_map(|m| dipole_tables(m, units)),
    );
    Step {
        words: vec![
            "The forces on the neighbours, once no force and no torque is left, make the dipole that the glass \
             far away feels."
                .into(),
        ],
        tables,
        figures,
        ..Step::new("dipole", "The dipole", "Eqs. 5–8", Some(dipole.layer))
    }
}

fn coupling(study: &Study, figures: Vec<ShownFigure>) -> Step {
    let coupling = &study.coupling;
    let row = |name: &str, value: String| vec![name.to_string(), value];
    let rows = vec![
        row(
            "α = 16π p:p/3, p = Q_{dev}/(8πμa^{3}), mean over directions",
            told(coupling.alpha, ""),
        ),
        row(
            "α over directions",
            format!(
                "{} to {}",
                told(coupling.alpha_min, ""),
                told(coupling.alpha_max, "")
            ),
        ),
        row("μ_{0}", told(coupling.mu0_gpa, "GPa")),
        row("μ_{0}a^{3}/k_{B}", told(coupling.mu0_k, "K")),
        row("λ/μ", told(coupling.lambda_over_mu, "")),
        row("n a^{3}", told(coupling.n_a3, "")),
        row("y_{0}", told(coupling.y0, "")),
    ];
    Step {
        words: vec![
            "Two of these dipoles in the medium feel each other; α is how strongly, and with the fugacity it \
             is all that the flow knows of the defect. α goes as a^{−6}: 10 % more of a are 44 % less of α."
                .into(),
        ],
        tables: vec![list("", &["number", "value"], rows)],
        figures,
        ..Step::new("coupling", "The coupling α and the fugacity", "Eqs. 9–11, 15", Some(coupling.layer))
    }
}

fn dilute(study: &Study, figures: Vec<ShownFigure>) -> Step {
    let steps = &study.dilute;
    let of = |of: fn(&DiluteStep) -> Option<f64>| steps.iter().map(of).collect::<Vec<_>>();
    let pairs = steps.iter().map(|step| {
        let pairs = step.gas.pairs.as_ref();
        pairs.map_or(NONE.into(), |p| told(p.relative_softening, ""))
    });
    let table = Columns::default()
        .numbers("T (K)", &of(|s| Some(s.t)), 5)
        .numbers(
            "X_{0} at contact",
            &of(|s| Some(s.gas.coupling_at_contact)),
            5,
        )
        .numbers("x, each alone", &of(|s| Some(s.gas.shear_softening)), 4)
        .words("change of x by pairs", pairs.collect())
        .numbers("μ_{R}/μ_{0}", &of(|s| Some(s.gas.modulus_ratio)), 6)
        .table("");
    let words = if steps.is_empty() {
        "At none of the temperatures can the averages be taken: pairs at contact are bound."
    } else {
        "What elasticity itself says of a dilute gas of such defects that turn freely. x is what each defect \
         does alone, of first order in the density, which Eq. 12 leaves out; pairs are what Eqs. 12 to 15 are \
         about. There is no logarithm for a flow to add up: compare the size of the two."
    };
    Step {
        words: vec![words.into()],
        tables: vec![table],
        figures,
        ..Step::new(
            "dilute",
            "A dilute gas of them",
            "Eqs. 12–15",
            Some(Layer::Elastic),
        )
    }
}

/// At most so many rows, the first and the last among them; whether some are left out.
pub(super) fn thinned<T>(rows: &[T]) -> (Vec<&T>, bool) {
    let step = rows.len().div_ceil(MOST_ROWS).max(1);
    let last = rows.len().saturating_sub(1);
    let kept = rows
        .iter()
        .enumerate()
        .filter(|(i, _)| i % step == 0 || *i == last);
    (kept.map(|(_, row)| row).collect(), step > 1)
}

fn flow(study: &Study, figures: Vec<ShownFigure>) -> Step {
    let (steps, left_out) = thinned(&study.flow);
    let of = |of: fn(&FlowStep) -> f64| -> Vec<Option<f64>> {
        steps.iter().map(|step| Some(of(step))).collect()
    };
    let table = Columns::default()
        .numbers("T (K)", &of(|s| s.t), 5)
        .words("fate", steps.iter().map(|s| s.fate.to_string()).collect())
        .numbers("y", &of(|s| s.y), 4)
        .numbers("αμ_{0}a^{3}/k_{B}T", &of(|s| s.m0), 4)
        .numbers("μ_{c}/μ_{0}", &of(|s| s.mu_ratio), 6)
        .numbers("rate κ", &of(|s| s.kappa), 4)
        .numbers("log_{10} ξ (nm)", &of(|s| s.log10_healing_nm), 5)
        .table(if left_out {
            "Some of the temperatures; all are in study.json"
        } else {
            ""
        });
    let words = if study.flow.is_empty() {
        "Without coupling there is no flow: the modulus stays what it is."
    } else {
        "Eq. 11 gives the fugacity at each temperature, and the flow follows from there to infinite length. \
         ξ is the length at which the modulus is within 1.303 of where it ends; where it starts there, ξ = a."
    };
    Step {
        words: vec![words.into()],
        tables: vec![table],
        figures,
        ..Step::new("flow", "The flow", "Eqs. 11, 16–17", Some(Layer::Exact))
    }
}

fn files(study: &Study) -> Step {
    let frames = study.defect.minima.len() + 1;
    let row = |name: &str, what: String| vec![name.to_string(), what];
    let rows = vec![
        row(
            ATOMS,
            format!(
                "{frames} frames: the reference state, then every minimum in order of energy. In OVITO: File, \
                 Load File. In Python: ase.io.read(\"{ATOMS}\", \":\")."
            ),
        ),
        row(
            "study.json",
            "Every number of this page, as glassmelt study --json prints it.".into(),
        ),
        row(
            "tables",
            "Every curve of the figures as CSV, with full precision.".into(),
        ),
    ];
    Step {
        words: vec![
            "A layer says where a number comes from: printed is each equation as the paper has it, only \
             unambiguous misprints mended; exact follows from the same flow without further approximation; \
             elastic follows from elasticity itself. They are never mixed. To cite: glassmelt with its \
             version, and C. M. Varma, “Theory of melting of glasses”, arXiv:2208.11648 (2022)."
                .into(),
        ],
        tables: vec![list("", &["file", "what it holds"], rows)],
        ..Step::new("files", "Layers, files beside this page, and how to cite", "", None)
    }
}
