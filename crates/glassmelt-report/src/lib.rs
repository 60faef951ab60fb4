//! The picture of a fit: figures, tables and a self-contained HTML report; pictures of defects and pairs.
//!
//! [`write_report`] turns an [`Analysis`](glassmelt_fit::answer::Analysis) into a folder: `report.html`,
//! which opens from disk and needs nothing else, every figure once more as SVG (and PNG when asked),
//! every table as CSV. [`figures`] are pure functions from an analysis to a [`Figure`]; [`tables`] to
//! a [`Table`]; [`number`] rounds a value to its error.
//!
//! [`figures::elastic`] draws what needs no fit: a defect in its cage, the strain around its dipole, its
//! energy against angle, the energy of a pair over directions. [`extxyz`](mod@extxyz) writes the cage
//! for programs that show atoms, and [`write_files`] puts any files into a folder, all or none.

mod canvas;
mod error;
pub mod extxyz;
pub mod figures;
mod law_line;
mod meta;
pub mod number;
mod page;
mod style;
pub mod tables;
mod write;

pub use error::ReportError;
pub use figures::Figure;
pub use meta::{Pictures, ReportMeta, ReportOptions};
pub use page::render_page;
pub use tables::Table;
pub use write::{File, check_folder, write_files, write_report};
