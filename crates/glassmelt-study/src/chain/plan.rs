//! What a study file asks for: the defect's model, densities, closures, temperatures, all checked.

use std::path::Path;

use glassmelt::Medium;

use crate::document::Document;
use crate::error::Result;
use crate::file::{ClosureKind, FlowLayer, StudyFile, Temperatures};
use crate::mistake::{Checked, Mistake, check, needed, non_negative, positive, unused};
use crate::model::{DefectModel, Scale, model};

/// The most temperatures.
const MOST_POINTS: usize = 100_000;

/// A study that can be run: every number of the file checked.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyPlan {
    /// The defect.
    pub model: DefectModel,
    /// The file of the defect, where it has one of its own.
    pub defect_file: Option<Document>,
    /// Its medium far away.
    pub medium: Medium,
    /// Its units in the laboratory.
    pub scale: Scale,
    /// Which minimum feeds the chain, from zero in order of energy.
    pub minimum: usize,
    /// Density n a^3.
    pub n_a3: f64,
    /// Fugacity at T = 0, with `n'` and `E_d` (K) of Eq. 11.
    pub y0: f64,
    /// Weight of the defects that heat creates.
    pub n_prime: f64,
    /// Energy of one of them, K.
    pub e_d_k: f64,
    /// Whether y0 was taken from the density.
    pub y0_from_density: bool,
    /// The closures to ask.
    pub closures: Vec<ClosureKind>,
    /// T0 of the linear closure, K.
    pub t0: Option<f64>,
    /// The layer of the linear closure.
    pub layer: FlowLayer,
    /// Frequency of local shear phonons, rad/s, if given.
    pub omega_s: Option<f64>,
    /// Viscosity where xi = a, Pa s, if given.
    pub eta0_pa_s: Option<f64>,
    /// Temperatures, K.
    pub temperatures: Vec<f64>,
}

impl StudyPlan {
    /// Reads a file such as `study.toml`, and the file of its defect.
    ///
    /// # Errors
    /// When a file cannot be read or understood, or a number in it is out of its domain.
    pub fn read(path: &Path) -> Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::of(&Document::read(path)?, folder)
    }

    /// The plan that a document describes; the path of its defect is seen from `folder`.
    ///
    /// # Errors
    /// As for [`StudyPlan::read`].
    pub fn of(document: &Document, folder: &Path) -> Result<Self> {
        let file: StudyFile = document.parse(&crate::schema::study())?;
        let explain = |mistake: Mistake| document.explain(&mistake);
        let own = own_file(&file).map_err(explain)?;
        let own = own
            .map(|name| Document::read(&folder.join(name)))
            .transpose()?;
        let model = match &own {
            Some(own) => DefectModel::of(own)?,
            None => inline(&file).map_err(explain)?,
        };
        let plan = plan(&file, model).map_err(explain)?;
        Ok(StudyPlan {
            defect_file: own,
            ..plan
        })
    }
}

/// The name of the defect's file; none where its tables are in the study.
fn own_file(file: &StudyFile) -> Checked<Option<&str>> {
    let Some(name) = &file.defect.file else {
        return Ok(None);
    };
    match file
        .defect
        .tables()
        .into_iter()
        .find(|(_, given, _)| *given)
    {
        Some((table, _, _)) => Err(Mistake::at(
            &format!("defect.{table}"),
            "stands in the file of the defect already; expected either [defect] file or the tables \
             of a defect",
        )),
        None => Ok(Some(name)),
    }
}

fn inline(file: &StudyFile) -> Checked<DefectModel> {
    let tables = file.defect.tables();
    let Some(defect) = file.defect.inline() else {
        let missing = tables.iter().find(|(_, given, needed)| *needed && !given);
        let table = missing.map_or("core", |(table, _, _)| table);
        return Err(Mistake::at(
            "defect",
            format!(
                "expected file = \"defect.toml\", or the table [defect.{table}] beside the others"
            ),
        ));
    };
    model(&defect).map_err(|mistake| mistake.below("defect"))
}

fn plan(file: &StudyFile, model: DefectModel) -> Checked<StudyPlan> {
    let n_a3 = non_negative("density.n_a3", file.density.n_a3)?;
    let y0 = file.density.y0.map(|y0| non_negative("density.y0", y0));
    let scale = needed(
        "defect",
        model.scale,
        "a study needs laboratory units; expected [units] system = \"laboratory\" in the defect, or \
         its energy_k and length_nm",
    )?;
    let medium = needed(
        "defect",
        model.medium,
        "alpha needs the elastic medium; expected [medium] lambda and mu in the defect",
    )?;
    Ok(StudyPlan {
        defect_file: None,
        medium,
        scale,
        minimum: file.defect.minimum,
        n_a3,
        y0: y0.transpose()?.unwrap_or(n_a3),
        y0_from_density: file.density.y0.is_none(),
        n_prime: non_negative("density.n_prime", file.density.n_prime)?,
        e_d_k: non_negative("density.e_d_k", file.density.e_d_k)?,
        closures: closures(file)?,
        t0: file
            .closure
            .t0
            .map(|t0| positive("closure.t0", t0))
            .transpose()?,
        layer: file.closure.layer,
        omega_s: liquid("liquid.omega_s", file, file.liquid.omega_s)?,
        eta0_pa_s: liquid("liquid.eta0_pa_s", file, file.liquid.eta0_pa_s)?,
        temperatures: temperatures(&file.temperatures)?,
        model,
    })
}

fn closures(file: &StudyFile) -> Checked<Vec<ClosureKind>> {
    let table = &file.closure;
    check(
        "closure.kinds",
        (),
        !table.kinds.is_empty(),
        "at least one closure",
    )?;
    if table.kinds.contains(&ClosureKind::Linear) {
        let why = "the linear closure has its T0 put in by hand; expected t0 = a temperature in K, or \
                   kinds without \"linear\"";
        needed("closure", table.t0, why)?;
    } else {
        let why = "belongs to the closure \"linear\"; expected none without it";
        unused("closure.t0", table.t0.as_ref(), why)?;
    }
    let mut once = Vec::new();
    for &kind in &table.kinds {
        if once.contains(&kind) {
            let why = format!("\"{}\" twice; expected each closure once", kind.word());
            return Err(Mistake::at("closure.kinds", why));
        }
        once.push(kind);
    }
    Ok(once)
}

/// A positive number; at least one of the two must be given.
fn liquid(path: &str, file: &StudyFile, value: Option<f64>) -> Checked<Option<f64>> {
    if file.liquid.omega_s.is_none() && file.liquid.eta0_pa_s.is_none() {
        return Err(Mistake::at(
            "liquid",
            "expected omega_s in rad/s, or eta0_pa_s in Pa s, or both",
        ));
    }
    value.map(|value| positive(path, value)).transpose()
}

fn temperatures(table: &Temperatures) -> Checked<Vec<f64>> {
    let from = positive("temperatures.from", table.from)?;
    let to = positive("temperatures.to", table.to)?;
    check(
        "temperatures.to",
        (),
        to >= from,
        "at least the temperature of from",
    )?;
    match (table.step, table.points) {
        (Some(step), None) => {
            let steps = (to - from) / positive("temperatures.step", step)?;
            let right = steps < MOST_POINTS as f64;
            check(
                "temperatures.step",
                (),
                right,
                "a step of which at most 100000 lead to the end",
            )?;
            Ok((0..MOST_POINTS)
                .take_while(|&i| i as f64 <= steps + 1e-9)
                .map(|i| from + step * i as f64)
                .collect())
        }
        (None, Some(points)) => {
            let right = (1..=MOST_POINTS).contains(&points);
            check("temperatures.points", (), right, "1 to 100000 points")?;
            let share = |i: usize| i as f64 / (points.max(2) - 1) as f64;
            Ok((0..points).map(|i| from + (to - from) * share(i)).collect())
        }
        (Some(_), Some(_)) => Err(Mistake::at(
            "temperatures.points",
            "expected either a step or a number of points, not both",
        )),
        (None, None) => Err(Mistake::at(
            "temperatures",
            "expected step = a difference in K, or points = a number of temperatures",
        )),
    }
}
