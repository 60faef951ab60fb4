//! One file a command: its arguments, its answer in JSON, its table.

pub(crate) mod claims;
pub(crate) mod compare;
pub(crate) mod defect;
mod elastic;
pub(crate) mod fit;
pub(crate) mod flow;
pub(crate) mod length;
pub(crate) mod melt;
pub(crate) mod pair;
pub(crate) mod posterior;
pub(crate) mod rotors;
pub(crate) mod schema;
pub(crate) mod strain;
pub(crate) mod study;
pub(crate) mod survey;
pub(crate) mod trajectory;

use glassmelt::Layer;

/// The layers of the flow on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum LayerWord {
    /// What follows exactly from Eqs. 16-17.
    Exact,
    /// The equations as the paper prints them.
    Printed,
    /// Eqs. 18-21, for small alpha mu_bar.
    SmallCoupling,
}

impl From<LayerWord> for Layer {
    fn from(word: LayerWord) -> Self {
        match word {
            LayerWord::Exact => Self::Exact,
            LayerWord::Printed => Self::Printed,
            LayerWord::SmallCoupling => Self::SmallCoupling,
        }
    }
}
