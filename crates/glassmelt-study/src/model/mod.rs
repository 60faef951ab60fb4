//! What a file means: the defect, what holds it, its medium, its cell and its units.

mod cage;
mod check;
mod shape;
mod units;

use std::path::Path;

use glassmelt::defect::{Defect, Surroundings};
use glassmelt::{Medium, Warning};

use crate::document::Document;
use crate::error::Result;
use crate::file::DefectFile;
pub(crate) use check::model;
pub use units::Scale;

/// A defect as a file describes it, in the file's own consistent units.
///
/// In laboratory units lengths are nm and energies eV, so that moduli are eV/nm^3.
#[derive(Debug, Clone, PartialEq)]
pub struct DefectModel {
    /// Corners, neighbours and bonds.
    pub defect: Defect,
    /// What holds the neighbours.
    pub surroundings: Surroundings,
    /// Whether the radius of the continuum's sites was taken from the geometry.
    pub site_radius_assumed: bool,
    /// The medium far away, if the file has one.
    pub medium: Option<Medium>,
    /// The cut-off length a.
    pub cell: f64,
    /// From how many orientations the minima are searched.
    pub starts: usize,
    /// What the units of the file are in the laboratory, where it says so.
    pub scale: Option<Scale>,
    /// What the reader of the file assumed.
    pub warnings: Vec<Warning>,
}

impl DefectModel {
    /// Reads a file such as `defect.toml`.
    ///
    /// # Errors
    /// When the file cannot be read or understood, or a number in it is out of its domain.
    pub fn read(path: &Path) -> Result<Self> {
        Self::of(&Document::read(path)?)
    }

    /// The model that a document describes.
    ///
    /// # Errors
    /// As for [`DefectModel::read`].
    pub fn of(document: &Document) -> Result<Self> {
        let file: DefectFile = document.parse(&crate::schema::defect())?;
        model(&file).map_err(|mistake| document.explain(&mistake))
    }
}
