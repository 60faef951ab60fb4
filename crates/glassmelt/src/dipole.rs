//! The elastic dipole of Eq. 5 and the coupling alpha that it makes.

use std::f64::consts::PI;

use nalgebra::Vector3;
use serde::{Deserialize, Serialize};

use crate::error::{Result, positive};
use crate::medium::Medium;
use crate::tensor::SymmetricTensor;

/// An elastic dipole `Q = v_d P`, an energy: positive when the defect pushes outwards.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DipoleTensor(pub SymmetricTensor);

/// A number that depends on direction: its smallest, mean and largest value over all directions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OverDirections {
    /// The smallest.
    pub min: f64,
    /// The mean over the sphere.
    pub mean: f64,
    /// The largest.
    pub max: f64,
}

impl OverDirections {
    /// `|T eta|^2` of a symmetric tensor over the unit vectors eta.
    fn of_squared_length(tensor: &SymmetricTensor) -> Self {
        let squares = tensor.principal().map(|(value, _)| value * value);
        Self {
            min: squares.into_iter().fold(f64::INFINITY, f64::min),
            mean: tensor.contract(tensor) / 3.0,
            max: squares.into_iter().fold(0.0, f64::max),
        }
    }

    fn times(self, factor: f64) -> Self {
        Self {
            min: self.min * factor,
            mean: self.mean * factor,
            max: self.max * factor,
        }
    }
}

impl DipoleTensor {
    /// The part that shears, without trace.
    pub fn deviator(&self) -> SymmetricTensor {
        self.0.deviator()
    }

    /// The part that dilates: positive when the defect expands.
    pub fn trace(&self) -> f64 {
        self.0.trace()
    }

    /// The principal values, an energy each, in ascending order with their unit axes.
    pub fn principal(&self) -> [(f64, Vector3<f64>); 3] {
        self.0.principal()
    }

    /// `|p eta|^2` over directions eta for the reduced dipole `p = Q/(8 pi mu a^3)` of Eq. 10.
    ///
    /// `cell` is the cut-off length a, positive, in the medium's unit of length.
    pub fn squared_length(&self, medium: &Medium, cell: f64) -> Result<OverDirections> {
        squared_length(&self.0, medium, cell)
    }

    /// The coupling `alpha = 16 pi |p|^2` (below Eq. 15), p of the deviator in units of `8 pi mu a^3`.
    ///
    /// The length of p depends on direction; the flow takes the mean over directions (decision 13).
    pub fn alpha(&self, medium: &Medium, cell: f64) -> Result<OverDirections> {
        Ok(squared_length(&self.deviator(), medium, cell)?.times(16.0 * PI))
    }
}

/// `|T eta|^2/(8 pi mu a^3)^2` over directions.
fn squared_length(tensor: &SymmetricTensor, medium: &Medium, cell: f64) -> Result<OverDirections> {
    positive("a", cell)?;
    let tensor = tensor.finite("dipole")?;
    let unit = medium.scale() * cell.powi(3);
    Ok(OverDirections::of_squared_length(&tensor).times(unit.powi(-2)))
}

impl From<SymmetricTensor> for DipoleTensor {
    fn from(tensor: SymmetricTensor) -> Self {
        Self(tensor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dipole_that_is_no_number_has_no_alpha() {
        let medium = Medium::new(1.0, 1.0).unwrap();
        for component in [f64::NAN, f64::INFINITY] {
            let mut dipole = DipoleTensor(SymmetricTensor::uniaxial(1.0, Vector3::z()));
            assert!(dipole.alpha(&medium, 1.0).is_ok());
            dipole.0.xy = component;
            assert!(dipole.alpha(&medium, 1.0).is_err());
            assert!(dipole.squared_length(&medium, 1.0).is_err());
        }
    }
}
