//! What the theories say, as it is kept with a run.

use glassmelt_rotors::Baselines;
use serde::{Deserialize, Serialize};

use super::Notice;

/// The answer of one theory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Theory {
    /// Which, in the words of the answer in JSON: `clausius_mossotti`, `virial` and so on.
    pub theory: String,
    /// `printed`, `exact` or `elastic`.
    pub layer: String,
    /// `mu_R/mu0`, where it answers.
    pub mu_r: Option<f64>,
    /// Why not, or what it breaks.
    pub warnings: Vec<Notice>,
}

/// All of them.
pub(super) fn theories(baselines: &Baselines) -> Vec<Theory> {
    let all = baselines.theories.iter();
    all.map(|theory| Theory {
        theory: word(theory.rival),
        layer: theory.layer.to_string(),
        mu_r: theory.mu_r.filter(|mu_r| mu_r.is_finite()),
        warnings: theory.warnings.iter().map(Notice::from).collect(),
    })
    .collect()
}

/// The word of an enum in JSON.
pub(crate) fn word(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

impl From<&glassmelt::Warning> for Notice {
    fn from(warning: &glassmelt::Warning) -> Self {
        Self {
            code: warning.code.to_owned(),
            message: warning.message.clone(),
        }
    }
}
