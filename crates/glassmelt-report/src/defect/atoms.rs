//! The reference state and every minimum of a defect as frames of an extended XYZ file.

use glassmelt::SymmetricTensor;
use glassmelt_study::SolvedDefect;

use crate::extxyz::{Frame, extxyz};

/// The text of the file.
pub(super) fn text(solved: &SolvedDefect) -> String {
    let defect = &solved.model.defect;
    let reference = defect.reference();
    let basins = solved.minima().basins();
    let named: Vec<(String, SymmetricTensor)> = basins
        .iter()
        .enumerate()
        .map(|(i, basin)| (format!("minimum {i}"), solved.dipole(&basin.minimum).0))
        .collect();
    let mut frames = vec![Frame {
        energy: Some(solved.potential.energy(&reference)),
        ..Frame::new("reference", &reference)
    }];
    frames.extend(basins.iter().zip(&named).map(|(basin, (label, dipole))| {
        let minimum = &basin.minimum;
        Frame {
            energy: Some(minimum.energy),
            dipole: Some(dipole),
            forces: &minimum.forces,
            ..Frame::new(label, &minimum.configuration)
        }
    }));
    extxyz(defect, &frames)
}
