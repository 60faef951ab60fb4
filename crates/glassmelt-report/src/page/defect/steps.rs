//! The sections of a defect's page: minima, dipole, energy against angle, imprisonment, pairs, files.

use glassmelt::{Layer, SymmetricTensor};
use glassmelt_study::{DefectReport, Imprisoned, Minimum, Pass, SolvedDefect};

use super::words::degrees;
use crate::Figure;
use crate::defect::{ATOMS, DefectPictures, Units, axis_name};
use crate::number::{NONE, significant};
use crate::page::shared::ShownFigure;
use crate::page::steps::{Columns, Numbering, Step, StepTable, list, matrix};

/// The most kinds of saddles in the table of the page; the CSV has all.
const MOST_SADDLES: usize = 12;
/// Saddles whose energies differ by less than this share are one kind.
const SAME: f64 = 1e-6;

/// All sections, in order; each figure stands in the one that it belongs to.
pub(super) fn all(
    solved: &SolvedDefect,
    report: &DefectReport,
    pictures: &DefectPictures,
    numbering: &mut Numbering,
) -> Vec<Step> {
    let units = Units::of(report.units);
    let mut drawn = |name: &str| -> Vec<ShownFigure> {
        let named = |figure: &&Figure| figure.name == name;
        numbering.next(pictures.figures.iter().filter(named))
    };
    let mut steps = vec![Step {
        words: vec![minima_words(report)],
        tables: vec![minima_table(report, units)],
        figures: drawn("cage"),
        ..Step::new("minima", "The minima", "Eqs. 1–4", Some(Layer::Elastic))
    }];
    steps.push(Step {
        words: vec![turning_words(report, pictures)],
        tables: saddles(report, units).into_iter().collect(),
        figures: drawn("energy-angle"),
        ..Step::new(
            "turning",
            "What it costs to turn",
            "Eqs. 1–4",
            Some(Layer::Elastic),
        )
    });
    if let Some(ground) = report.minima.first() {
        steps.push(dipole(report, ground, units, drawn("strain")));
        steps.push(imprisonment(ground, units));
    }
    let pair = drawn("pair");
    if !pair.is_empty() {
        steps.push(Step {
            words: vec![
                "The exact energy follows from Kelvin’s solution; the printed Eq. 10 does not follow from \
                 the equations before it, and stands beside for comparison."
                    .into(),
            ],
            figures: pair,
            ..Step::new("pair", "Two such defects", "Eqs. 9–10", Some(Layer::Elastic))
        });
    }
    steps.push(files(solved));
    steps
}

fn minima_words(report: &DefectReport) -> String {
    let failed = match report.failed {
        0 => String::new(),
        count => format!(" {count} of them did not come to rest."),
    };
    format!(
        "From {} orientations the core and its neighbours were relaxed until no force and no torque was \
         left.{failed} Minima of one energy, such as symmetry makes, share a row.",
        report.starts
    )
}

/// The minima in groups of one energy.
pub(in crate::page) fn minima_table(report: &DefectReport, units: Units) -> StepTable {
    let kinds = report.kinds();
    let of = |of: &dyn Fn(&Minimum) -> Option<f64>| -> Vec<Option<f64>> {
        kinds.iter().map(|kind| of(kind[0])).collect()
    };
    let counted = |count: &dyn Fn(&[&Minimum]) -> usize| -> Vec<String> {
        kinds.iter().map(|kind| count(kind).to_string()).collect()
    };
    let turned = kinds.iter().map(|kind| least_turned(kind)).collect();
    let named = |name: &str| with_unit(name, units.energy);
    Columns::default()
        .numbers(&named("energy"), &of(&|m| Some(m.energy)), 7)
        .words("minima", counted(&|kind| kind.len()))
        .words(
            "from starts",
            counted(&|kind| kind.iter().map(|m| m.found_from).sum()),
        )
        .words("turned", turned)
        .numbers("softest mode", &of(&|m| Some(m.hessian_min)), 4)
        .numbers(&named("lowest barrier"), &of(&|m| m.escape), 4)
        .numbers(&named("tr Q"), &of(&|m| Some(m.trace)), 5)
        .numbers(
            &named("|Q_{dev}|"),
            &of(&|m| Some(m.dipole_deviator_norm)),
            5,
        )
        .numbers("α", &of(&|m| m.alpha), 4)
        .table("")
}

/// The smallest turn among the minima of one energy.
fn least_turned(kind: &[&Minimum]) -> String {
    let size = |m: &&&Minimum| m.rotation_vector.iter().map(|x| x * x).sum::<f64>();
    let least = kind.iter().min_by(|a, b| size(a).total_cmp(&size(b)));
    least.map_or(NONE.into(), |minimum| degrees(minimum))
}

fn with_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        name.into()
    } else {
        format!("{name} ({unit})")
    }
}

fn turning_words(report: &DefectReport, pictures: &DefectPictures) -> String {
    let path = match &pictures.turning {
        Some(turning) => format!("The core is turned about {}.", axis_name(&turning.axis)),
        None => "The cage is too large to turn the core through all angles.".into(),
    };
    let saddles = match report.saddles.len() {
        0 => " No saddle was found: no way to another minimum is known.".to_string(),
        1 => " One saddle was found; others may exist.".into(),
        count => format!(" {count} saddles were found; others may exist."),
    };
    path + &saddles
}

/// The saddles in groups of one energy: how high they are and what they connect.
fn saddles(report: &DefectReport, units: Units) -> Option<StepTable> {
    let ground = report.minima.first()?.energy;
    let size = report
        .saddles
        .iter()
        .map(|s| s.energy.abs())
        .fold(0.0, f64::max);
    let mut kinds: Vec<Vec<&Pass>> = Vec::new();
    for pass in &report.saddles {
        match kinds.last_mut() {
            Some(kind) if pass.energy - kind[0].energy <= SAME * size => kind.push(pass),
            _ => kinds.push(vec![pass]),
        }
    }
    let more = kinds.len().saturating_sub(MOST_SADDLES);
    kinds.truncate(MOST_SADDLES);
    let of = |of: &dyn Fn(&Pass) -> f64| -> Vec<Option<f64>> {
        kinds.iter().map(|kind| Some(of(kind[0]))).collect()
    };
    let title = match more {
        0 => "Barriers: the saddles found".to_string(),
        _ => format!("Barriers: the lowest saddles found; {more} higher ones are in saddles.csv"),
    };
    let columns = Columns::default()
        .numbers(&with_unit("saddle", units.energy), &of(&|s| s.energy), 6)
        .numbers(
            &with_unit("above the ground state", units.energy),
            &of(&|s| s.energy - ground),
            4,
        )
        .words(
            "saddles",
            kinds.iter().map(|kind| kind.len().to_string()).collect(),
        )
        .numbers("curvature", &of(&|s| s.curvature), 4)
        .words(
            "between minima",
            kinds.iter().map(|kind| connected(kind)).collect(),
        );
    (!kinds.is_empty()).then(|| columns.table(&title))
}

/// The pairs of minima that saddles of one kind connect, the first few.
fn connected(kind: &[&Pass]) -> String {
    const FEW: usize = 4;
    let mut pairs: Vec<[usize; 2]> = kind.iter().map(|s| s.between).collect();
    for pair in &mut pairs {
        pair.sort_unstable();
    }
    pairs.sort_unstable();
    pairs.dedup();
    let told: Vec<String> = pairs
        .iter()
        .take(FEW)
        .map(|[a, b]| {
            if a == b {
                format!("{a} and itself")
            } else {
                format!("{a}–{b}")
            }
        })
        .collect();
    let more = if pairs.len() > FEW { ", …" } else { "" };
    told.join(", ") + more
}

/// The dipole, its principal values, alpha.
fn dipole(
    report: &DefectReport,
    ground: &Minimum,
    units: Units,
    figures: Vec<ShownFigure>,
) -> Step {
    let pushes = ground.dipole.0.norm() > 0.0;
    let mut words = vec![if pushes {
        "The dipole of the ground state by the forces on its neighbours, once no force and no torque is \
         left: positive where it pushes outwards."
            .to_string()
    } else {
        "No force is left on any neighbour: there is no dipole to show.".into()
    }];
    words.extend(alpha_words(report));
    Step {
        words,
        tables: if pushes {
            dipole_tables(ground, units)
        } else {
            Vec::new()
        },
        figures,
        ..Step::new(
            "dipole",
            "The dipole and α",
            "Eqs. 5–8, 15",
            Some(Layer::Elastic),
        )
    }
}

/// Alpha with its range over directions and its dependence on the cut-off.
fn alpha_words(report: &DefectReport) -> Option<String> {
    let alpha = report.alpha.filter(|alpha| *alpha > 0.0)?;
    Some(format!(
        "α = 16π|p|^{{2}} = {} with p = Q_{{dev}}/(8πμa^{{3}}) and |p|^{{2}} = p:p/3, the mean over directions; over them \
         α goes from {} to {}. α goes as a^{{−6}}: with a cut-off a 10 % larger it would be \
         {}, with one 10 % smaller {}.",
        significant(alpha, 4),
        significant(report.alpha_min?, 4),
        significant(report.alpha_max?, 4),
        significant(alpha * 1.1f64.powi(-6), 3),
        significant(alpha * 0.9f64.powi(-6), 3),
    ))
}

/// The tensor, and its principal values with their axes.
pub(in crate::page) fn dipole_tables(ground: &Minimum, units: Units) -> Vec<StepTable> {
    let tensor = |tensor: &SymmetricTensor, title: &str| {
        let rows: [[f64; 3]; 3] = (*tensor).into();
        matrix(&with_unit(title, units.energy), ["x", "y", "z"], rows, 5)
    };
    let values: Vec<Option<f64>> = ground.principal.iter().copied().map(Some).collect();
    let axes = ground.principal_axes.iter();
    let axes = axes.map(|axis| axis_name(&forward(nalgebra::Vector3::from(*axis))));
    vec![
        tensor(&ground.dipole.0, "The dipole Q"),
        Columns::default()
            .words("", ["1", "2", "3"].map(String::from).into())
            .numbers(&with_unit("principal value", units.energy), &values, 5)
            .words("axis", axes.collect())
            .table("Principal values"),
        tensor(
            &ground.far_dipole.0,
            "What a linear medium carries to infinity; it differs at second order",
        ),
    ]
}

/// The same line with its first component that is not nothing forward.
fn forward(axis: nalgebra::Vector3<f64>) -> nalgebra::Vector3<f64> {
    let first = axis.iter().copied().find(|c| c.abs() > 1e-6);
    axis * first.map_or(1.0, f64::signum)
}

/// How a far strain turns the core.
fn imprisonment(ground: &Minimum, units: Units) -> Step {
    let step = Step::new(
        "imprisonment",
        "How a strain turns the core",
        "",
        Some(Layer::Elastic),
    );
    let Some(held) = &ground.imprisonment else {
        return Step {
            words: vec![
                "The core turns at no cost in some direction: no strain tells where it turns."
                    .into(),
            ],
            ..step
        };
    };
    let turns = held.by_strain.iter().flatten().any(|x| *x != 0.0);
    let first = "To first order in a far distortion of the medium the core turns by θ = ½ curl u + K^{−1}L : \
                 strain. Turned together, core, cage and medium cost nothing, so the coefficient of ½ curl u is \
                 the unit matrix, not one that depends on anisotropy as the paper claims.";
    let second = if turns {
        "A strain turns the core as the tables tell."
    } else {
        "By its symmetry no strain turns this core at all: L is zero."
    };
    Step {
        words: vec![format!("{first} {second}")],
        tables: imprisonment_tables(held, turns, units),
        ..step
    }
}

fn imprisonment_tables(held: &Imprisoned, turns: bool, units: Units) -> Vec<StepTable> {
    let title = "K, the torque that a turn of the core meets while all else relaxes";
    let title = with_unit(title, units.energy);
    let mut tables = vec![matrix(&title, ["x", "y", "z"], held.stiffness, 4)];
    if turns {
        let title = "K^{−1}L, rad by a unit of each strain (rows: the axis turned about)";
        let strains = ["xx", "yy", "zz", "yz", "xz", "xy"];
        tables.push(matrix(title, strains, held.by_strain, 4));
    }
    tables
}

/// What lies beside the page, how to open it, how to cite.
fn files(solved: &SolvedDefect) -> Step {
    let frames = solved.minima().basins().len() + 1;
    let row = |name: &str, what: String| vec![name.to_string(), what];
    let rows = vec![
        row(
            ATOMS,
            format!(
                "{frames} frames: the reference state, then every minimum in order of energy. In OVITO: File, \
                 Load File; colour by particle type, show the property displacement as vectors. In Python: \
                 ase.io.read(\"{ATOMS}\", \":\")."
            ),
        ),
        row(
            "defect.json",
            "Every number of this page, as glassmelt defect --json prints it.".into(),
        ),
        row(
            "tables",
            "All minima, saddles and energies against angle as CSV, with full precision.".into(),
        ),
    ];
    Step {
        words: vec![
            "To cite: glassmelt with its version, and C. M. Varma, “Theory of melting of glasses”, \
             arXiv:2208.11648 (2022), whose equations these are."
                .into(),
        ],
        tables: vec![list("", &["file", "what it holds"], rows)],
        ..Step::new(
            "files",
            "The files beside this page, and how to cite",
            "",
            None,
        )
    }
}
