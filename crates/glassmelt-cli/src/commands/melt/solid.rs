//! The closures that give moduli and no viscosity: Eq. 11, and the mean field of rotors.

use std::f64::consts::LOG10_E;

use glassmelt::closure::{ClausiusMossotti, Closure, Fugacity};
use glassmelt::flow::Fate;

use super::Arguments;
use super::answer::{Answer, Point};
use crate::answer::VERSION;
use crate::error::Failure;
/// Eq. 11 drives the exact flow.
pub(super) fn fugacity(arguments: &Arguments) -> Result<Answer, Failure> {
    let closure = Fugacity {
        alpha: arguments.alpha,
        mu0: arguments.needed(arguments.mu0_k, "--mu0-k")?,
        y0: arguments.needed(arguments.y0, "--y0")?,
        n_prime: arguments.n_prime.unwrap_or(0.0),
        e_d: arguments.e_d_k.unwrap_or(0.0),
    };
    solid(arguments, &closure, |t| {
        let ell = closure.flow(t).ok()?.healing_ell();
        Some((closure.mu0 / t, Some(ell)))
    })
}

/// Rotors in an elastic mean field.
pub(super) fn clausius_mossotti(arguments: &Arguments) -> Result<Answer, Failure> {
    let mu0 = arguments.needed(arguments.mu0_k, "--mu0-k")?;
    let closure = ClausiusMossotti::new(
        arguments.needed(arguments.density, "--density")?,
        arguments.needed(arguments.dipole_squared_k2, "--dipole-squared-k2")?,
        mu0,
        arguments.lambda_over_mu.unwrap_or(1.0),
    )?;
    solid(arguments, &closure, |t| Some((mu0 / t, None)))
}

/// A closure without a viscosity: moduli, and the healing length where there is one.
fn solid(
    arguments: &Arguments,
    closure: &dyn Closure,
    modulus_and_length: impl Fn(f64) -> Option<(f64, Option<f64>)>,
) -> Result<Answer, Failure> {
    let points = arguments
        .temperatures
        .0
        .iter()
        .map(|&t| {
            let (mu_bar_0, ell) = modulus_and_length(t).unzip();
            let log10_xi_nm = ell
                .flatten()
                .map(|ell| arguments.a_nm.log10() + ell * LOG10_E);
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
        .collect::<Result<Vec<Point>, Failure>>()?;
    let hottest = points.iter().fold(0.0, |hottest: f64, p| hottest.max(p.t));
    Ok(Answer {
        glassmelt: VERSION,
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
