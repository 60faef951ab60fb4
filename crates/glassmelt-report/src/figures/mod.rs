//! The figures of a report, each a pure function of the analysis in a file of its own.

mod angell;
pub mod chain;
pub(crate) mod curves;
pub mod elastic;
mod flow;
mod frequency;
mod heat;
mod length;
mod modulus;
mod parts;
pub(crate) mod posterior;
mod residuals;
pub mod rotors;
pub mod survey;
pub mod trajectory;
mod withheld;

use glassmelt_fit::answer::Analysis;

use crate::ReportError;
use crate::canvas::Canvas;

pub(crate) use parts::{law_name, main_prediction, ruled_out};

pub use angell::angell;
pub use flow::flow;
pub use frequency::frequency;
pub use heat::heat;
pub use length::length;
pub use modulus::modulus;
pub use residuals::residuals;
pub use withheld::withheld;

/// A drawn figure with the words around it.
#[derive(Debug)]
pub struct Figure {
    /// Its word: the stem of its files.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub title: String,
    /// How to read it, in plain words; scripts as `_{...}` and `^{...}`.
    pub caption: String,
    canvas: Canvas,
}

impl Figure {
    /// The figure as SVG, 89 mm or 180 mm wide: one or two columns of a journal.
    pub fn svg(&self) -> String {
        self.canvas.svg()
    }

    /// The figure as PNG, 384 dots an inch.
    ///
    /// # Errors
    /// When the renderer refuses.
    pub fn png(&self) -> Result<Vec<u8>, ReportError> {
        self.canvas.png().map_err(|reason| ReportError::Picture {
            figure: self.name,
            reason,
        })
    }

    /// Whether it is two columns wide.
    pub fn is_wide(&self) -> bool {
        self.canvas.is_wide()
    }
}

/// The words of all figures that a report can have.
pub(crate) const NAMES: [&str; 8] = [
    "angell",
    "length",
    "residuals",
    "withheld",
    "flow",
    "modulus",
    "heat",
    "frequency",
];

/// Every figure that the analysis has the numbers for, in the order of the report.
pub fn all(analysis: &Analysis) -> Vec<Figure> {
    [
        angell, length, residuals, withheld, flow, modulus, heat, frequency,
    ]
    .into_iter()
    .filter_map(|draw| draw(analysis))
    .collect()
}

/// The lengths of dynamically correlated regions that experiments find near Tg, nm.
pub(crate) fn known_lengths_nm() -> (f64, f64) {
    length::KNOWN_LENGTHS_NM
}
