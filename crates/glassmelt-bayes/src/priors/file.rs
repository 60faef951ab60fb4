//! Priors that a person chose: a TOML file with a table for each law.

use std::collections::BTreeMap;

use glassmelt_fit::laws;

use crate::error::BayesError;
use crate::prior::Prior;

/// Priors by law (or `all`) and parameter, in place of the default ones.
///
/// ```
/// use glassmelt_bayes::priors::Chosen;
///
/// let text = r#"
/// [all]
/// sigma = { family = "half-normal", sd = 0.05 }
/// [vft]
/// t0 = { family = "normal", mean = 700.0, sd = 60.0 }
/// "#;
/// let chosen = Chosen::from_toml("priors.toml", text)?;
/// assert_eq!(chosen.of("vft", "t0").unwrap().to_string(), "normal(700, 60)");
/// assert!(chosen.of("vft", "sigma").is_some() && chosen.of("myega", "t0").is_none());
/// # Ok::<(), glassmelt_bayes::BayesError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chosen {
    tables: BTreeMap<String, BTreeMap<String, Prior>>,
}

/// The table that holds for every law.
const EVERY_LAW: &str = "all";

/// Parameters that no law has but every posterior may.
const BESIDE_THE_LAW: [&str; 2] = ["sigma", "batch_spread"];

impl Chosen {
    /// Reads a file's text; `file` is what errors call it.
    ///
    /// # Errors
    /// [`BayesError::File`] where the text is no TOML, or names a law or a number that does not exist;
    /// [`BayesError::BadPrior`] for a number without a meaning.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, BayesError> {
        let refuse = |message: String| BayesError::File {
            file: file.to_owned(),
            message,
        };
        let tables: BTreeMap<String, BTreeMap<String, Prior>> =
            toml::from_str(text).map_err(|error| refuse(error.to_string()))?;
        for (law, table) in &tables {
            if law != EVERY_LAW {
                laws::by_name(law).map_err(|error| refuse(format!("[{law}]: {error}")))?;
            }
            for (parameter, prior) in table {
                prior.check(&format!("{law}.{parameter}"))?;
            }
        }
        Ok(Self { tables })
    }

    /// The prior of a parameter, its law's before that of all laws.
    pub fn of(&self, law: &str, parameter: &str) -> Option<Prior> {
        [law, EVERY_LAW]
            .iter()
            .find_map(|table| self.tables.get(*table)?.get(parameter))
            .copied()
    }

    /// Sets one prior; `law` may be `all`.
    #[must_use]
    pub fn with(mut self, law: &str, parameter: &str, prior: Prior) -> Self {
        let table = self.tables.entry(law.to_owned()).or_default();
        table.insert(parameter.to_owned(), prior);
        self
    }

    /// Refuses names of parameters that a law does not have; `known` are those of the law.
    ///
    /// # Errors
    /// [`BayesError::File`] with the names that would be right.
    pub fn check_names(&self, file: &str, law: &str, known: &[String]) -> Result<(), BayesError> {
        match self.unknown(law, known) {
            Some(name) => Err(BayesError::File {
                file: file.to_owned(),
                message: format!(
                    "[{law}] has no parameter {name}; it has {}, sigma, batch_spread",
                    known.join(", ")
                ),
            }),
            None => Ok(()),
        }
    }

    /// Refuses names of parameters in the table for all laws that none of them has.
    ///
    /// # Errors
    /// [`BayesError::File`] with the name.
    pub fn check_names_of_all(&self, file: &str, known: &[String]) -> Result<(), BayesError> {
        match self.unknown(EVERY_LAW, known) {
            Some(name) => Err(BayesError::File {
                file: file.to_owned(),
                message: format!("[{EVERY_LAW}]: no law here has a parameter {name}"),
            }),
            None => Ok(()),
        }
    }

    fn unknown(&self, table: &str, known: &[String]) -> Option<&String> {
        let mut names = self.tables.get(table)?.keys();
        names.find(|name| !known.contains(name) && !BESIDE_THE_LAW.contains(&name.as_str()))
    }
}
