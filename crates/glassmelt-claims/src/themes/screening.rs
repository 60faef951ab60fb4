//! Many defects in the dilute limit: Eqs. 12-15 and 25-27.

use std::f64::consts::LN_10;

use glassmelt::dilute::printed::{WEIGHTS, prefactor_ratio};
use glassmelt::dilute::{Gas, TurningPair, average};
use glassmelt::flow::ExactFlow;
use glassmelt::screening::{fugacity_integral, screening_integral};
use glassmelt::{DipoleTensor, Medium, SymmetricTensor};
use nalgebra::Vector3;

use crate::average::{mean_over_both, mean_over_sphere};
use crate::error::{Error, Result};
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 11] = [
    Statement {
        id: "correlation-from-a",
        claim: "The defects change the modulus by the correlation of their strains from r = a on.",
        equation: "12",
        computation: "softening by pairs beyond a over the whole, each rod with itself included: X0 = P0^2/(8 pi mu k_B T a^3) = 1, n a^3 = 0.02, lambda = mu",
        quantity: "share of the pairs",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E43",
        judge: correlation_from_a,
    },
    Statement {
        id: "contraction",
        claim: "The shear strains enter contracted over both orders of their indices.",
        equation: "12, 13",
        computation: "Eqs. 12-13 for one rod with itself, over the slope of its free energy in a shear",
        quantity: "printed over exact",
        unit: "",
        precision: Precision::Digits(6),
        erratum: "E43",
        judge: contraction,
    },
    Statement {
        id: "terms-ab-and-b-squared",
        claim: "The terms in AB and B^2 are unimportant: they contribute at most at order 1/r^6.",
        equation: "14",
        computation: "their share of Eq. 14 averaged as the paper does, lambda = mu; all three terms fall alike",
        quantity: "share of the whole",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E44",
        judge: terms_ab_and_b_squared,
    },
    Statement {
        id: "prefactor",
        claim: "Eqs. 12 and 14 make the prefactor y^2 alpha/32 pi of Eq. 15.",
        equation: "15",
        computation: "4 * 4 pi (2/9) |p|^2 of Eqs. 12 and 14 over alpha/32 pi",
        quantity: "ratio of prefactors",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E45",
        judge: prefactor,
    },
    Statement {
        id: "exponent",
        claim: "Averaged over angles, Boltzmann's weight of a pair is exp(alpha mu_bar a^3/r^3).",
        equation: "15",
        computation: "that exponential over the average of exp(-E2/k_B T) with Eq. 10 itself, A = B = 1, 8 pi |p|^2 mu_bar (a/r)^3 = 1",
        quantity: "printed over average",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E45",
        judge: exponent,
    },
    Statement {
        id: "logarithm",
        claim: "The 1/r^3 interaction is marginal in three dimensions: the integral over pairs is dr/r.",
        equation: "15",
        computation: "coefficient of dr/r, -<(Q:Q') E2>, exact energy averaged over all rotations of a dipole without symmetry, by quadrature",
        quantity: "size of the coefficient",
        unit: "",
        precision: Precision::Decimals(9),
        erratum: "E45",
        judge: logarithm,
    },
    Statement {
        id: "pairs-soften",
        claim: "Pairs soften the solid, the more the stronger they interact.",
        equation: "15",
        computation: "correlation of two rods turning freely at X = P0^2/(8 pi mu k_B T r^3) = 3, exact energy, lambda = mu; positive where they soften",
        quantity: "<Q:Q' exp(-E2/k_B T)>/P0^2",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E46",
        judge: pairs_soften,
    },
    Statement {
        id: "upper-limit",
        claim: "The integral of Eq. 15 runs to infinity.",
        equation: "15",
        computation: "growth of the integral when its cut-off R grows tenfold, at alpha mu_bar = 0.5 and R = 10^10 a",
        quantity: "growth by a decade of R",
        unit: "",
        precision: Precision::Digits(5),
        erratum: "E5",
        judge: upper_limit,
    },
    Statement {
        id: "eq-27",
        claim: "The integral of Eq. 27 is (m/3)(1 - e^m).",
        equation: "27",
        computation: "printed over exact, (e^m - 1)/(3 m), at m = 0.7",
        quantity: "printed over exact",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E8",
        judge: eq_27,
    },
    Statement {
        id: "independent-of-concentration",
        claim: "In the dilute limit the results are independent of the concentration of defects.",
        equation: "below 14",
        computation: "modulus lost under Eqs. 16-17 for y0 = 1 over that for y0 = 0.5, alpha mu_bar = 0.1",
        quantity: "ratio of the losses",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E15",
        judge: independent_of_concentration,
    },
    Statement {
        id: "higher-density",
        claim: "The theory stays consistent at a higher density of defects.",
        equation: "conclusions",
        computation: "softening by Eqs. 16-17 over that of Clausius and Mossotti, rods at n a^3 = 0.2, X0 = 1, y0 = n a^3; the simulation of rotors agrees with the latter (docs/results/melting-of-rotors.md)",
        quantity: "flow over mean field",
        unit: "",
        precision: Precision::Digits(2),
        erratum: "E43",
        judge: higher_density,
    },
];

const ONE: Criterion = Criterion::Near {
    value: 1.0,
    within: 0.05,
};

fn equal() -> Result<Medium> {
    Ok(Medium::new(1.0, 1.0)?)
}

fn rod(strength: f64) -> DipoleTensor {
    DipoleTensor(SymmetricTensor::uniaxial(strength, Vector3::z()))
}

/// `P0` of a rod with coupling X0 at contact, in units of `k_B T = mu = a = 1`.
fn strength_of(x0: f64) -> f64 {
    (8.0 * std::f64::consts::PI * x0).sqrt()
}

fn correlation_from_a() -> Result<Finding> {
    let gas = average(&equal()?, &rod(strength_of(1.0)), 1.0, 1.0, 0.02)?;
    let pairs = gas.pairs.ok_or(Error::Missing("average over pairs"))?;
    let share = pairs.relative_softening.abs() / (1.0 + pairs.relative_softening.abs());
    Ok(Finding::of(share, Criterion::AtLeast(0.5)))
}

fn contraction() -> Result<Finding> {
    let (strength, mu, volume) = (2.0, 1.0, 50.0);
    let gas = Gas::new(equal()?, rod(strength), 1.0, 1.0, 1.0 / volume)?;
    let strain_squared = mean_over_sphere(|n| {
        let strain = SymmetricTensor::uniaxial(strength, n).xy / (2.0 * mu);
        strain * strain / volume
    });
    // Both terms of the contraction of Eq. 13, with the 4 of Eq. 12.
    let as_printed = 4.0 * (strain_squared + strain_squared);
    Ok(Finding::of(as_printed / gas.shear_softening(), ONE))
}

fn terms_ab_and_b_squared() -> Result<Finding> {
    let shares = WEIGHTS.shares(&equal()?);
    Ok(Finding::of(shares.ab + shares.bb, Criterion::AtMost(0.05)))
}

fn prefactor() -> Result<Finding> {
    Ok(Finding::of(prefactor_ratio(), ONE))
}

fn exponent() -> Result<Finding> {
    let n = Vector3::z();
    let mean = mean_over_both(|p, q| (p.dot(q) + p.dot(&n) * q.dot(&n)).exp());
    Ok(Finding::of(2.0_f64.exp() / mean, ONE))
}

fn logarithm() -> Result<Finding> {
    let dipole = SymmetricTensor::from_components([1.5, 0.2, -0.4, 0.3, 0.1, 0.4]);
    let pair = TurningPair::new(&equal()?, &DipoleTensor(dipole))?;
    let coefficient = pair.moments_by_quadrature().logarithm;
    Ok(Finding::of(coefficient.abs(), Criterion::AtLeast(1e-6)))
}

fn pairs_soften() -> Result<Finding> {
    let pair = TurningPair::new(&equal()?, &rod(1.0))?;
    let correlation = pair.boltzmann(3.0)?.correlation.value;
    Ok(Finding::of(correlation, Criterion::AtLeast(0.0)))
}

fn upper_limit() -> Result<Finding> {
    let ell = 10.0 * LN_10;
    let growth = screening_integral(0.5, ell + LN_10)? - screening_integral(0.5, ell)?;
    Ok(Finding::of(growth, Criterion::AtMost(1e-3)))
}

fn eq_27() -> Result<Finding> {
    let m: f64 = 0.7;
    let as_printed = m / 3.0 * (1.0 - m.exp());
    Ok(Finding::of(as_printed / fugacity_integral(m)?, ONE))
}

fn independent_of_concentration() -> Result<Finding> {
    let lost =
        |y0: f64| -> Result<f64> { Ok(1.0 - ExactFlow::new(0.1, 1.0, y0)?.fixed_point().mu_bar) };
    Ok(Finding::of(lost(1.0)? / lost(0.5)?, ONE))
}

fn higher_density() -> Result<Finding> {
    let (medium, density, dipole) = (equal()?, 0.2, rod(strength_of(1.0)));
    let alpha = dipole.alpha(&medium, 1.0)?.mean;
    let by_the_flow = 1.0 - ExactFlow::new(alpha, 1.0, density)?.fixed_point().mu_bar;
    let mean_field = average(&medium, &dipole, 1.0, 1.0, density)?;
    let ratio = by_the_flow / (1.0 - mean_field.modulus_ratio);
    Ok(Finding::of(ratio, Criterion::AtLeast(0.5)))
}
