//! The closures that give moduli and no viscosity: Eq. 11, and the mean field of rotors.

use std::f64::consts::LOG10_E;

use super::{Laboratory, Melting, Point};
use crate::closure::{ClausiusMossotti, Closure, Fugacity};
use crate::error::Result;
use crate::flow::Fate;

/// Eq. 11 drives the exact flow: moduli and healing lengths, no liquid.
///
/// # Errors
/// Where a temperature or a number of the closure or the laboratory is out of its domain.
pub fn fugacity(
    closure: &Fugacity,
    laboratory: Laboratory,
    temperatures: &[f64],
) -> Result<Melting> {
    solid(laboratory, temperatures, closure, |t| {
        let ell = closure.flow(t).ok()?.healing_ell();
        Some((closure.mu0 / t, Some(ell)))
    })
}

/// Rotors in an elastic mean field: moduli and a T0, no length.
///
/// # Errors
/// Where a temperature or a number of the laboratory is not positive.
pub fn clausius_mossotti(
    closure: &ClausiusMossotti,
    laboratory: Laboratory,
    temperatures: &[f64],
) -> Result<Melting> {
    solid(laboratory, temperatures, closure, |t| {
        Some((closure.mu0() / t, None))
    })
}

/// A closure without a viscosity: moduli, and the healing length where there is one.
fn solid(
    laboratory: Laboratory,
    temperatures: &[f64],
    closure: &dyn Closure,
    modulus_and_length: impl Fn(f64) -> Option<(f64, Option<f64>)>,
) -> Result<Melting> {
    let laboratory = laboratory.checked()?;
    let points = temperatures
        .iter()
        .map(|&t| {
            let (mu_bar_0, ell) = modulus_and_length(t).unzip();
            let log10_xi_nm = ell
                .flatten()
                .map(|ell| laboratory.a_nm.log10() + ell * LOG10_E);
            let fate = closure.fate(t)?;
            Ok(Point {
                t,
                fate: fate.word(),
                xi_nm: log10_xi_nm
                    .map(|x| 10_f64.powf(x))
                    .filter(|xi| xi.is_finite()),
                log10_xi_nm,
                mu_bar_c: match fate {
                    Fate::Solid { mu_bar } => Some(mu_bar),
                    Fate::Liquid | Fate::Undecided => None,
                },
                mu_bar_0,
                ..Point::default()
            })
        })
        .collect::<Result<Vec<Point>>>()?;
    let hottest = points.iter().fold(0.0, |hottest: f64, p| hottest.max(p.t));
    Ok(Melting {
        layer: closure.layer(),
        closure: closure.name(),
        t0: closure.t0(),
        strength: None,
        tg: None,
        m: None,
        points,
        warnings: closure.warnings(hottest),
    })
}
