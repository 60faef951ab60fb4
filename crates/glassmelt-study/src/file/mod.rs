//! The files as they are written: one struct a table, every key documented for the schema.
#![allow(clippy::doc_markdown)] // the comments on keys are the words of schema and messages

mod defect;
mod numbers;
mod study;
mod tables;

pub use defect::DefectFile;
pub use numbers::{NumberOrList, RestLengths};
pub use study::{
    ClosureKind, ClosureTable, Density, FlowLayer, LiquidTable, StudyDefect, StudyFile,
    Temperatures,
};
pub use tables::{
    Bonds, Cage, Cell, Core, Kind, MediumTable, Search, Shape, SurroundingsTable, System, Units,
};
