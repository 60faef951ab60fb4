//! What a person looks at: figures, tables and self-contained pages of a fit, a defect, a study.
//!
//! [`write_report`] turns an [`Analysis`](glassmelt_fit::answer::Analysis) into a folder: `report.html`,
//! which opens from disk and needs nothing else, every figure once more as SVG (and PNG when asked),
//! every table as CSV. [`figures`] are pure functions from an analysis to a [`Figure`]; [`tables`] to
//! a [`Table`]; [`number`] rounds a value to its error.
//!
//! [`write_rotors_report`] shows a run of many rotors, [`write_trajectory_report`] what was found in a trajectory;
//! [`write_curves`] holds moduli of the theory, of rotors and of trajectories against each other.
//! [`write_survey`] shows what many measured curves say together.
//! [`write_defect_report`] and [`write_study_report`] do the same for a defect in its cage and for the chain
//! from a defect to a viscosity curve. [`figures::elastic`] draws what they show: a defect in its cage, the strain
//! around its dipole, its energy against angle, the energy of a pair over directions. [`extxyz`](mod@extxyz) writes
//! the cage for programs that show atoms, and [`write_files`] puts any files into a folder, all or none.

mod canvas;
mod compare;
mod defect;
mod error;
pub mod extxyz;
pub mod figures;
mod law_line;
mod meta;
pub mod number;
mod page;
mod posterior;
mod rotors;
mod study;
mod style;
mod survey;
pub mod tables;
mod trajectory;
mod write;

pub use compare::{CurvesPictures, NamedCurve, render_curves_page, write_curves};
pub use defect::{DefectPictures, write_defect_report};
pub use error::ReportError;
pub use figures::Figure;
pub use meta::{Pictures, ReportMeta, ReportOptions};
pub use page::render_page;
pub use posterior::write_posterior_report;
pub use rotors::{
    NamedRun, RotorsPictures, RotorsRun, Sweeps, render_rotors_page, write_comparison,
    write_rotors_report,
};
pub use study::{StudyPictures, write_study_report};
pub use survey::{SurveyAnswer, SurveyPictures, render_survey_page, write_survey};
pub use tables::Table;
pub use trajectory::{
    FurtherNumber, ShownUnit, TrajectoryAnswer, TrajectoryPictures, TrajectoryWords,
    render_trajectory_page, write_trajectory_report,
};
pub use write::{File, check_folder, write_files, write_report};
