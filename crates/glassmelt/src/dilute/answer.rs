//! All that a dilute gas of turning dipoles says about Eqs. 12-15, with its warnings.

use std::f64::consts::PI;

use serde::Serialize;

use super::bulk::{Bulk, bulk};
use super::gas::Gas;
use super::integrals::{Boltzmann, Integral, PairIntegral};
use super::moments::Moments;
use super::pair::{Modes, TurningPair, reduced_norm};
use super::printed::PrintedAverage;
use crate::answer::{Layer, Warning};
use crate::closure::Closure;
use crate::dipole::DipoleTensor;
use crate::error::{Error, Result};
use crate::medium::Medium;

/// The largest volume of contact spheres, `(4 pi/3) n a^3`, that counts as dilute.
const DILUTE: f64 = 0.1;

/// Eqs. 12-15 of a dilute gas by elasticity itself, the paper's own averages beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dilute {
    /// The layer of all but `printed`.
    pub layer: Layer,
    /// `n a^3`.
    pub density: f64,
    /// `X0 = Q_norm^2/(8 pi mu k_B T a^3)`, the coupling at contact; `Q_norm^2 = (3/2) Q_dev:Q_dev`.
    pub coupling_at_contact: f64,
    /// `x = n <Q_xy^2>/(k_B T mu_0)`: each defect with itself, first order in the density.
    pub shear_softening: f64,
    /// Eshelby's factor of a sheared ball, `2 (1/3 - 2B/15)`.
    pub beta: f64,
    /// The softening at which the mean field's modulus vanishes, `1/(1 - beta)`.
    pub critical_softening: f64,
    /// `mu_R/mu_0 = 1 - x/(1 + beta x)` without pairs, Clausius-Mossotti.
    pub modulus_ratio: f64,
    /// The mean field's `k_B T0 = (1 - beta) n <Q_xy^2>/mu_0`, in the unit of `kt`.
    pub kt0: f64,
    /// What pairs add; absent for dilatation centres, and where the coupling is too strong to average.
    pub pairs: Option<PairAverage>,
    /// Compression.
    pub bulk: Bulk,
    /// The paper's own averages.
    pub printed: PrintedAverage,
    /// Where this breaks.
    pub warnings: Vec<Warning>,
}

/// Pairs of a dilute gas: second order in the density.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairAverage {
    /// Strengths of the energy by angular momentum about the line of centres.
    pub modes: Modes,
    /// Moments of the energy; `logarithm` is what Eq. 15 takes for one, and is zero.
    pub moments: Moments,
    /// The averages at contact.
    pub at_contact: Boltzmann,
    /// `3 c2 X0^2`: far out the integrand of J is this over the fourth power of `r/a`.
    pub tail: f64,
    /// Integrals over separations: J and that of the excess.
    pub integral: PairIntegral,
    /// J where positions are frozen.
    pub integral_frozen: Integral,
    /// `2 pi n a^3 J`: the factor `1 + ...` on x, positions in equilibrium.
    pub relative_softening: f64,
    /// The same, positions frozen.
    pub relative_softening_frozen: f64,
    /// `mu_R/mu_0` with pairs, positions in equilibrium; absent where they outweigh the first order.
    pub modulus_ratio: Option<f64>,
    /// `mu_R/mu_0` with pairs, positions frozen; absent where they outweigh the first order.
    pub modulus_ratio_frozen: Option<f64>,
}

/// All averages of a gas; arguments as of [`Gas::new`].
///
/// ```
/// use glassmelt::{DipoleTensor, Medium, SymmetricTensor, dilute};
///
/// let medium = Medium::new(1.0, 1.0)?;
/// let rod = DipoleTensor(SymmetricTensor::uniaxial(5.0, nalgebra::Vector3::z()));
/// let answer = dilute::average(&medium, &rod, 1.0, 1.0, 0.01)?;
/// let pairs = answer.pairs.expect("a rod turns");
/// assert_eq!(pairs.moments.logarithm, 0.0);
/// // Each defect by itself softens the glass, by 1.7 percent; pairs change that by 2 parts in 10,000.
/// assert!((answer.shear_softening - 1.0 / 60.0).abs() < 1e-12);
/// assert!(pairs.relative_softening.abs() < 3e-4);
/// // Turning leaves the trace alone: the bulk modulus stays.
/// assert_eq!(answer.bulk.ratio_at_fixed_number, 1.0);
/// # Ok::<(), glassmelt::Error>(())
/// ```
pub fn average(
    medium: &Medium,
    dipole: &DipoleTensor,
    cell: f64,
    kt: f64,
    density: f64,
) -> Result<Dilute> {
    let gas = Gas::new(*medium, *dipole, cell, kt, density)?;
    let field = gas.mean_field()?;
    let shear_softening = gas.shear_softening();
    let modulus_ratio = field.ratio_at(shear_softening);
    let mut warnings = Vec::new();
    warnings.extend(not_dilute(density));
    warnings.extend(field.warnings(kt));
    let (coupling, pairs) = pairs_of(&gas, &mut warnings)?;
    let excess = pairs.as_ref().map(|pairs| pairs.integral.excess.value);
    Ok(Dilute {
        layer: Layer::Elastic,
        density,
        coupling_at_contact: coupling,
        shear_softening,
        beta: field.beta(),
        critical_softening: field.critical_softening(),
        modulus_ratio,
        kt0: field.t0().unwrap_or(0.0),
        bulk: bulk(&gas, modulus_ratio, excess),
        pairs,
        printed: PrintedAverage::of(medium),
        warnings,
    })
}

/// The coupling at contact, and what pairs add where that can be said.
fn pairs_of(gas: &Gas, warnings: &mut Vec<Warning>) -> Result<(f64, Option<PairAverage>)> {
    if reduced_norm(&gas.dipole()) == 0.0 {
        warnings.push(nothing_turns());
        return Ok((0.0, None));
    }
    let pair = TurningPair::new(&gas.medium(), &gas.dipole())?;
    let x0 = pair.coupling(gas.kt(), gas.cell())?;
    match PairAverage::of(&pair, gas, x0) {
        Ok(average) => {
            warnings.extend(average.warnings(x0));
            Ok((x0, Some(average)))
        }
        Err(Error::Domain {
            name: "coupling", ..
        }) => {
            warnings.push(out_of_reach(x0));
            Ok((x0, None))
        }
        Err(problem) => Err(problem),
    }
}

impl PairAverage {
    fn of(pair: &TurningPair, gas: &Gas, x0: f64) -> Result<Self> {
        let moments = pair.moments();
        let integral = pair.integral(x0)?;
        let integral_frozen = pair.frozen_integral(x0)?;
        let relative = |j: Integral| 2.0 * PI * gas.density() * j.value;
        let field = gas.mean_field()?;
        let x = gas.shear_softening();
        let ratio = |j| {
            Some(relative(j))
                .filter(|r| r.abs() < 1.0)
                .map(|r| field.ratio_at(x * (1.0 + r)))
        };
        Ok(Self {
            modes: pair.modes(),
            moments,
            at_contact: pair.boltzmann(x0)?,
            tail: 3.0 * moments.c2 * x0 * x0,
            integral,
            integral_frozen,
            relative_softening: relative(integral.correlation),
            relative_softening_frozen: relative(integral_frozen),
            modulus_ratio: ratio(integral.correlation),
            modulus_ratio_frozen: ratio(integral_frozen),
        })
    }

    /// The first of the averages whose error is larger than asked, with its words.
    fn missed(&self) -> Option<(&'static str, Integral)> {
        [
            ("J of pairs", self.integral.correlation),
            ("the excess of pairs", self.integral.excess),
            ("J of pairs at frozen positions", self.integral_frozen),
            ("the correlation at contact", self.at_contact.correlation),
            ("the excess at contact", self.at_contact.excess),
        ]
        .into_iter()
        .find(|(_, integral)| !integral.met)
    }

    fn warnings(&self, x0: f64) -> impl Iterator<Item = Warning> {
        let spread = x0 * self.moments.g2.sqrt();
        let strong = (spread > 1.0).then(|| strong_coupling(x0, spread));
        let missed = self.missed().map(tolerance_not_met);
        strong.into_iter().chain(missed)
    }
}

fn not_dilute(density: f64) -> Option<Warning> {
    let filled = 4.0 * PI / 3.0 * density;
    (filled > DILUTE).then(|| {
        Warning::new(
            "density_too_high",
            format!(
                "The defects are not dilute: n a^3 = {density:.4} puts {filled:.2} others within contact \
                 of each, while an expansion to pairs asks for less than {DILUTE}."
            ),
        )
    })
}

fn strong_coupling(x0: f64, spread: f64) -> Warning {
    Warning::new(
        "strong_coupling",
        format!(
            "Pairs at contact are bound: X0 = {x0:.3}, and their energy varies by {spread:.2} k_B T over \
             orientations. Groups of three and more, left out here, matter as much."
        ),
    )
}

fn tolerance_not_met((name, integral): (&str, Integral)) -> Warning {
    Warning::new(
        "tolerance_not_met",
        format!(
            "The averages over pairs are not as accurate as asked: {name} is {:.6e} with an error of {:.1e}.",
            integral.value, integral.error
        ),
    )
}

fn out_of_reach(x0: f64) -> Warning {
    Warning::new(
        "coupling_out_of_reach",
        format!(
            "Pairs at contact are bound by hundreds of k_B T (X0 = {x0:.3e}): averages over free \
             orientations say nothing about them and are left out."
        ),
    )
}

fn nothing_turns() -> Warning {
    Warning::new(
        "no_shear",
        "The dipole is a dilatation centre: turning changes nothing, two of them do not see each other, and \
         the shear modulus does not soften.",
    )
}
