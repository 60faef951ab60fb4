//! The file of a joint fit: which tables, of which kind, under which laws.

use std::path::{Path, PathBuf};

use glassmelt::Warning;
use glassmelt_fit::read::ReadOptions;
use glassmelt_fit::{Law, Quantity, laws};
use serde::Deserialize;

use super::{Kind, Observation};
use crate::error::BayesError;
use crate::measured::{Knowledge, Measured};
use crate::table::read_measured;

/// A joint fit as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Option<String>,
    #[serde(default = "both")]
    laws: Vec<String>,
    table: Vec<WrittenTable>,
}

fn both() -> Vec<String> {
    ["rotor-printed", "rotor-exact"].map(str::to_owned).to_vec()
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    file: PathBuf,
    kind: WrittenKind,
    /// One standard error of every number: decades, or J/(mol K) for heat capacities.
    sigma: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WrittenKind {
    Viscosity,
    RelaxationTime,
    HeatCapacity,
    Modulus,
}

/// A joint fit with its tables read.
pub struct JointFile {
    /// What people call the liquid.
    pub title: Option<String>,
    /// The rotor laws to draw from.
    pub laws: Vec<&'static dyn Law>,
    /// Every number of every table.
    pub observations: Vec<Observation>,
    /// The first table of viscosities or relaxation times, to draw the laws over.
    pub curve: Option<Measured>,
    /// What to know about the tables.
    pub warnings: Vec<Warning>,
}

/// Reads a joint fit; its tables lie relative to it.
///
/// Tables of viscosity and relaxation time are those of every other command. A table of heat capacities
/// has the columns `T_K` and `cp_J_mol_K`; one of moduli `T_K`, `omega_rad_s`, `storage_GPa` and
/// `loss_GPa`.
///
/// # Errors
/// [`BayesError::File`] for what is not understood, with its place; errors of the tables.
pub fn read(path: &Path) -> Result<JointFile, BayesError> {
    let name = path.display().to_string();
    let refuse = |message: String| BayesError::File {
        file: name.clone(),
        message,
    };
    let text = text_of(path)?;
    let written: Written = toml::from_str(&text).map_err(|e| refuse(e.to_string()))?;
    if written.laws.is_empty() {
        return Err(refuse(
            "laws is empty; expected rotor-printed, rotor-exact or both".to_owned(),
        ));
    }
    let named = written.laws.iter().map(|law| laws::by_name(law));
    let mut file = JointFile {
        title: written.title,
        laws: named.collect::<Result<_, _>>()?,
        observations: Vec::new(),
        curve: None,
        warnings: Vec::new(),
    };
    for table in &written.table {
        if let Some(sigma) = table.sigma.filter(|s| !(s.is_finite() && *s > 0.0)) {
            return Err(refuse(format!(
                "sigma = {sigma}: expected a number above zero"
            )));
        }
        let at = path.parent().unwrap_or(Path::new("")).join(&table.file);
        match table.kind {
            WrittenKind::Viscosity => file.add_curve(&at, Quantity::Viscosity, table.sigma)?,
            WrittenKind::RelaxationTime => {
                file.add_curve(&at, Quantity::RelaxationTime, table.sigma)?;
            }
            WrittenKind::HeatCapacity => file.add_heats(&at, table.sigma)?,
            WrittenKind::Modulus => file.add_moduli(&at, table.sigma)?,
        }
    }
    Ok(file)
}

fn text_of(path: &Path) -> Result<String, BayesError> {
    std::fs::read_to_string(path).map_err(|source| BayesError::Unreadable {
        file: path.display().to_string(),
        source,
    })
}

impl JointFile {
    fn add_curve(
        &mut self,
        path: &Path,
        quantity: Quantity,
        sigma: Option<f64>,
    ) -> Result<(), BayesError> {
        let file = path.display().to_string();
        let text = text_of(path)?;
        let (data, notes) = read_measured(&file, text.as_bytes(), &ReadOptions::default())?;
        if data.curve.quantity != quantity {
            let message = format!("expected {quantity:?}, found {:?}", data.curve.quantity);
            return Err(BayesError::File { file, message });
        }
        let refuse = |what: &str| BayesError::File {
            file: file.clone(),
            message: format!(
                "a joint fit has no {what}: draw from this table alone, or take the column out"
            ),
        };
        if data.temperature_errors.iter().any(|error| *error > 0.0) {
            return Err(refuse("errors of temperature"));
        }
        if data.sources.len() > 1 {
            return Err(refuse("offsets of laboratories"));
        }
        let kind = match quantity {
            Quantity::Viscosity => Kind::Viscosity,
            Quantity::RelaxationTime => Kind::RelaxationTime,
        };
        self.observations
            .extend((0..data.len()).map(|i| Observation {
                kind,
                t: data.curve.temperatures[i],
                log10_omega: 0.0,
                value: data.curve.log10_values[i],
                knowledge: data.knowledge[i],
                error: data.errors[i].or(sigma),
            }));
        self.warnings.extend(notes);
        self.curve.get_or_insert(data);
        Ok(())
    }

    fn add_heats(&mut self, path: &Path, sigma: Option<f64>) -> Result<(), BayesError> {
        for [t, cp] in rows(path, ["T_K", "cp_J_mol_K"])? {
            self.observations.push(Observation {
                kind: Kind::HeatCapacity,
                t,
                log10_omega: 0.0,
                value: cp,
                knowledge: Knowledge::Measured,
                error: sigma,
            });
        }
        Ok(())
    }

    fn add_moduli(&mut self, path: &Path, sigma: Option<f64>) -> Result<(), BayesError> {
        let columns = ["T_K", "omega_rad_s", "storage_GPa", "loss_GPa"];
        for [t, omega, storage, loss] in rows(path, columns)? {
            for (kind, value) in [(Kind::Storage, storage), (Kind::Loss, loss)] {
                self.observations.push(Observation {
                    kind,
                    t,
                    log10_omega: omega.log10(),
                    value: value.log10() + 9.0,
                    knowledge: Knowledge::Measured,
                    error: sigma,
                });
            }
        }
        Ok(())
    }
}

/// The columns of these names, row after row; all numbers above zero.
fn rows<const N: usize>(path: &Path, names: [&str; N]) -> Result<Vec<[f64; N]>, BayesError> {
    let file = path.display().to_string();
    let refuse = |message: String| BayesError::File {
        file: file.clone(),
        message,
    };
    let text = text_of(path)?;
    let content =
        |(_, line): &(usize, &str)| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let mut lines = text.lines().enumerate().filter(content);
    let (_, header) = lines
        .next()
        .ok_or_else(|| refuse("it is empty".to_owned()))?;
    let heads: Vec<&str> = header.split(',').map(str::trim).collect();
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        let found = heads.iter().position(|head| *head == name);
        *place = found.ok_or_else(|| {
            refuse(format!(
                "no column {name}; expected {} with commas between",
                names.join(", ")
            ))
        })?;
    }
    let mut rows = Vec::new();
    for (number, line) in lines {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let mut row = [0.0; N];
        for ((value, place), name) in row.iter_mut().zip(places).zip(names) {
            let cell = cells.get(place).copied().unwrap_or("");
            let read = cell
                .parse::<f64>()
                .ok()
                .filter(|x| x.is_finite() && *x > 0.0);
            *value = read.ok_or_else(|| {
                let line = number + 1;
                refuse(format!(
                    "line {line} has {name} = \"{cell}\"; expected a number above zero"
                ))
            })?;
        }
        rows.push(row);
    }
    Ok(rows)
}
