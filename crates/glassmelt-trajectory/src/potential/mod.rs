//! Pair potentials: which pairs feel what, from a file of tables `[[pair]]`.
//!
//! ```
//! use glassmelt_trajectory::potential::Potential;
//!
//! let text = r#"
//! [[pair]]
//! species = ["1", "1"]
//! form = "lennard_jones"
//! epsilon = 1.0
//! sigma = 1.0
//! cutoff = 2.5
//! shift = "energy"
//! "#;
//! let potential = Potential::from_toml(text, "argon.toml".as_ref())?;
//! let pair = potential.pair("1", "1").expect("it is there");
//! let at_minimum = pair.at(2.0_f64.powf(1.0 / 6.0));
//! assert!(at_minimum.first.abs() < 1e-12);
//! # Ok::<(), glassmelt_trajectory::Error>(())
//! ```

mod file;
mod form;
mod spline;

pub use form::{Derivatives, Form, Pair, Shift};

use std::path::Path;

use glassmelt::Warning;

use crate::error::{Error, Result};
use crate::frame::Frame;

/// Potentials of pairs of species, each pair once. A pair that is not named does not interact, see
/// [`Potential::warning`].
#[derive(Debug, Clone, PartialEq)]
pub struct Potential {
    pairs: Vec<([String; 2], Pair)>,
}

impl Potential {
    /// From these pairs of species.
    pub fn new(pairs: Vec<([String; 2], Pair)>) -> Self {
        Self { pairs }
    }

    /// From the text of a file; its name is for the errors.
    ///
    /// # Errors
    /// [`crate::Error::Malformed`] with the line, for text that is not TOML, keys that are unknown or missing,
    /// parameters outside their domain, and pairs that are there twice.
    pub fn from_toml(text: &str, file: &Path) -> Result<Self> {
        file::parsed(text, file)
    }

    /// The potential of two species, in either order.
    pub fn pair(&self, one: &str, other: &str) -> Option<&Pair> {
        let named = |names: &[String; 2]| {
            (names[0] == one && names[1] == other) || (names[0] == other && names[1] == one)
        };
        let found = self.pairs.iter().find(|(names, _)| named(names));
        found.map(|(_, pair)| pair)
    }

    /// Refuses species of which no pair interacts: they are called otherwise here.
    pub(crate) fn knows(&self, species: &[String]) -> Result<()> {
        let one = |name: &String| species.iter().any(|other| self.pair(name, other).is_some());
        if species.iter().any(one) {
            return Ok(());
        }
        let known = match species {
            [] => "atoms without species".to_owned(),
            several => several.join(", "),
        };
        let name = self.pairs.first().map_or_else(
            || "in a pair of the potential".to_owned(),
            |(names, _)| names[0].clone(),
        );
        Err(Error::UnknownSpecies { name, known })
    }

    /// Pairs of species that a frame holds and this does not name: such pairs do not interact. A species of one atom
    /// makes no pair with itself.
    pub fn unnamed(&self, frame: &Frame) -> Vec<[String; 2]> {
        let mut atoms = vec![0_u64; frame.species.len()];
        for kind in &frame.kinds {
            if let Some(count) = atoms.get_mut(usize::from(*kind)) {
                *count += 1;
            }
        }
        let pairs = (0..atoms.len()).flat_map(|high| (0..=high).map(move |low| [low, high]));
        pairs
            .filter(|[low, high]| {
                let there = atoms[*low] > 0 && atoms[*high] > u64::from(low == high);
                there
                    && self
                        .pair(&frame.species[*low], &frame.species[*high])
                        .is_none()
            })
            .map(|pair| pair.map(|kind| frame.species[kind].clone()))
            .collect()
    }

    /// The warning `pairs_without_potential`, where a frame holds pairs of species that this does not name.
    pub fn warning(&self, frame: &Frame) -> Option<Warning> {
        let unnamed = self.unnamed(frame);
        let pairs: Vec<String> = unnamed
            .iter()
            .map(|[one, other]| format!("{one} - {other}"))
            .collect();
        (!pairs.is_empty()).then(|| {
            Warning::new(
                "pairs_without_potential",
                format!(
                    "the potential names no pair of the species {}: they count as not interacting",
                    pairs.join(", ")
                ),
            )
        })
    }

    /// The longest cutoff; zero without pairs.
    pub fn cutoff(&self) -> f64 {
        let cutoffs = self.pairs.iter().map(|(_, pair)| pair.cutoff());
        cutoffs.fold(0.0, f64::max)
    }
}
