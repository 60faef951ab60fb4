//! The file of a potential: TOML, each table with its line in the errors.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::Potential;
use super::form::{Form, Pair, Shift};
use crate::error::{Error, Place, Result};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pair: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(tag = "form", rename_all = "snake_case", deny_unknown_fields)]
enum Entry {
    LennardJones {
        species: [String; 2],
        epsilon: f64,
        sigma: f64,
        cutoff: f64,
        shift: Shift,
    },
    Morse {
        species: [String; 2],
        depth: f64,
        stiffness: f64,
        distance: f64,
        cutoff: f64,
        shift: Shift,
    },
    InversePower {
        species: [String; 2],
        epsilon: f64,
        sigma: f64,
        exponent: f64,
        cutoff: f64,
        shift: Shift,
    },
    Yukawa {
        species: [String; 2],
        strength: f64,
        screening: f64,
        cutoff: f64,
        shift: Shift,
    },
    /// Ends with its last point.
    Table {
        species: [String; 2],
        r: Vec<f64>,
        u: Vec<f64>,
        shift: Shift,
    },
}

pub(super) fn parsed(text: &str, file: &Path) -> Result<Potential> {
    let malformed = |span: Option<std::ops::Range<usize>>, found: String, expected: &str| {
        let before = span.and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() as u64 + 1);
        Error::Malformed {
            file: file.to_owned(),
            place: line.map_or(Place::Whole, Place::Line),
            found,
            expected: expected.to_owned(),
        }
    };
    let tables: File = toml::from_str(text).map_err(|error| {
        let expected = "tables [[pair]] with species, form, its parameters, cutoff and shift";
        malformed(error.span(), error.message().to_owned(), expected)
    })?;
    let mut potential = Potential::new(Vec::new());
    for entry in tables.pair {
        let span = Some(entry.span());
        let (species, pair) = entry.into_inner().pair().map_err(|error| {
            malformed(
                span.clone(),
                error.to_string(),
                "parameters inside their domain",
            )
        })?;
        if potential.pair(&species[0], &species[1]).is_some() {
            let found = format!("the pair {} - {} a second time", species[0], species[1]);
            return Err(malformed(span, found, "each pair of species once"));
        }
        potential.pairs.push((species, pair));
    }
    Ok(potential)
}

impl Entry {
    fn pair(self) -> Result<([String; 2], Pair)> {
        let (species, form, cutoff, shift) = match self {
            Self::LennardJones {
                species,
                epsilon,
                sigma,
                cutoff,
                shift,
            } => {
                finite(epsilon)?;
                let sigma = positive(sigma)?;
                (
                    species,
                    Form::LennardJones { epsilon, sigma },
                    cutoff,
                    shift,
                )
            }
            Self::Morse {
                species,
                depth,
                stiffness,
                distance,
                cutoff,
                shift,
            } => {
                let form = Form::Morse {
                    depth: finite(depth)?,
                    stiffness: positive(stiffness)?,
                    distance: positive(distance)?,
                };
                (species, form, cutoff, shift)
            }
            Self::InversePower {
                species,
                epsilon,
                sigma,
                exponent,
                cutoff,
                shift,
            } => {
                let form = Form::InversePower {
                    epsilon: finite(epsilon)?,
                    sigma: positive(sigma)?,
                    exponent: positive(exponent)?,
                };
                (species, form, cutoff, shift)
            }
            Self::Yukawa {
                species,
                strength,
                screening,
                cutoff,
                shift,
            } => {
                let form = Form::Yukawa {
                    strength: finite(strength)?,
                    screening: positive(screening)?,
                };
                (species, form, cutoff, shift)
            }
            Self::Table {
                species,
                r,
                u,
                shift,
            } => {
                let form = Form::table(&r, &u)?;
                let cutoff = r.last().copied().unwrap_or(0.0);
                (species, form, cutoff, shift)
            }
        };
        Ok((species, Pair::new(form, positive(cutoff)?, shift)?))
    }
}

fn finite(value: f64) -> Result<f64> {
    let error = Error::Domain {
        name: "a parameter of a pair",
        value,
        domain: "finite",
    };
    value.is_finite().then_some(value).ok_or(error)
}

fn positive(value: f64) -> Result<f64> {
    let error = Error::Domain {
        name: "a length or exponent of a pair",
        value,
        domain: "positive and finite",
    };
    (value > 0.0 && value.is_finite())
        .then_some(value)
        .ok_or(error)
}
