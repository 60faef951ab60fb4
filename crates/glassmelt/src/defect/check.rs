//! What a defect must be before Eqs. 1-4 mean anything: the checks of its input.

use nalgebra::Vector3;

use super::model::{Bond, RestLength};
use crate::error::{Error, Result};

/// Places must be finite.
pub(super) fn sites(name: &'static str, sites: &[Vector3<f64>]) -> Result<()> {
    for (index, site) in sites.iter().enumerate() {
        if let Some(&value) = site.iter().find(|x| !x.is_finite()) {
            return Err(Error::Coordinate { name, index, value });
        }
    }
    Ok(())
}

/// There must be bonds, and each must be one.
pub(super) fn bonds(
    corners: &[Vector3<f64>],
    neighbours: &[Vector3<f64>],
    bonds: &[Bond],
) -> Result<()> {
    if bonds.is_empty() {
        return Err(Error::NoBonds);
    }
    for (index, bond) in bonds.iter().enumerate() {
        let ends = corners.get(bond.corner).zip(neighbours.get(bond.neighbour));
        let (b, a) = ends.ok_or(Error::BondToNowhere { index })?;
        let require = |name, value: f64, ok: bool, domain| {
            if ok && value.is_finite() {
                Ok(())
            } else {
                Err(Error::BondDomain {
                    index,
                    name,
                    value,
                    domain,
                })
            }
        };
        let natural = "finite and zero or larger";
        require("bend", bond.bend, bond.bend >= 0.0, natural)?;
        require("stretch", bond.stretch, bond.stretch >= 0.0, natural)?;
        let sum = bond.bend + bond.stretch;
        let resists = "positive, or the bond resists nothing";
        require("bend + stretch", sum, sum > 0.0, resists)?;
        if let RestLength::Given(rest) = bond.rest_length {
            require("rest_length", rest, rest > 0.0, "finite and positive")?;
        }
        let apart = (a - b).norm();
        let distinct = "positive: its corner and its neighbour must not coincide";
        require("|a - b|", apart, apart > 0.0, distinct)?;
        let directed = bond.bend == 0.0 || b.norm() > 0.0;
        let direction = "positive where a bond bends: a corner at the centre has no direction";
        require("|b|", b.norm(), directed, direction)?;
    }
    Ok(())
}
