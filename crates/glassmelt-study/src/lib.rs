//! Defects and studies in files: from a polyhedron in a TOML file to alpha, and on to a viscosity curve.
//!
//! | file | what it holds | becomes |
//! | --- | --- | --- |
//! | `defect.toml` | corners, cage, bonds, surroundings, units ([`DefectFile`]) | [`DefectModel`] |
//! | `study.toml` | a defect, its density, closures, temperatures ([`StudyFile`]) | [`Study`] |
//!
//! Whatever is wrong with a file is a [`StudyError`]: it names file, line, key and value, and says
//! what would be right. The schemas of both files are [`schema::defect`] and [`schema::study`].

mod chain;
mod document;
mod error;
mod file;
pub mod mistake;
mod model;
mod report;
pub mod schema;
mod solved;
mod turning;

pub use chain::{
    CouplingStep, Curves, DiluteStep, DipoleStep, FlowStep, ModulusAtTemperature, StepWarning,
    Study, StudyPlan,
};
pub use document::Document;
pub use error::{Result, StudyError};
pub use file::{
    Bonds, Cage, Cell, ClosureKind, ClosureTable, Core, DefectFile, Density, FlowLayer, Kind,
    LiquidTable, MediumTable, NumberOrList, RestLengths, Search, Shape, StudyDefect, StudyFile,
    SurroundingsTable, System, Temperatures, Units,
};
pub use model::{DefectModel, Scale};
pub use report::{DefectReport, Imprisoned, Minimum, Pass};
pub use solved::SolvedDefect;
pub use turning::{AxisOrigin, Counterpart, Turning, TurningPoint};
