//! What happens around each atom between two frames: strain, rotation, what no strain explains, and how all of
//! these are correlated over distances.
//!
//! | question | answer |
//! | --- | --- |
//! | best-fit deformation gradient and D2min of Falk and Langer | [`Reference::fits`], [`LocalFit`] |
//! | strains and rotation from a deformation gradient | [`LocalFit`] |
//! | the displacement that is not affine, and its correlation C(r) | [`Reference::displacements`], [`DisplacementCorrelation`] |
//! | strain-strain correlation, in angle and in the pattern of an elastic dipole | [`StrainCorrelation`], [`Pattern`] |
//! | what the elastic medium predicts for that pattern | [`Pattern::of_dipole`] |
//! | rotation of a unit against that of the medium around it | [`Unit`], [`Imprisonment`] |
//! | means and histograms over atoms and frames | [`LocalTotals`] |
//!
//! Source of D2min: Falk and Langer, Phys. Rev. E 57, 7192 (1998), Eqs. 2.11 to 2.14.

mod correlation;
mod drive;
mod fit;
mod follow;
mod imprisonment;
mod pairs;
mod pattern;
mod reference;
mod shells;
mod strain_correlation;
mod totals;
mod unit;

pub use correlation::{DisplacementCorrelation, DisplacementCorrelations, DisplacementShell};
pub use fit::LocalFit;
pub use follow::CellChange;
pub use imprisonment::{Imprisoned, Imprisonment};
pub use pattern::{Pattern, PatternSum, Plane};
pub use reference::Reference;
pub use shells::Shells;
pub use strain_correlation::{AngleBin, StrainCorrelation, StrainCorrelations, StrainShell};
pub use totals::{HistogramBin, LocalMeans, LocalTotals, LogBins};
pub use unit::{Turn, Unit};
