//! The flow of modulus and fugacity: Eqs. 16-17, their line of fixed points and its end.

use glassmelt::flow::{ExactFlow, FUGACITY_UNIT, Flow, PrintedFlow, ode};
use glassmelt::screening::screening_integral;

use crate::error::{Error, Result};
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 6] = [
    Statement {
        id: "renormalization",
        claim: "Eqs. 16-17 are the renormalization of Eq. 15.",
        equation: "15, 16, 17",
        computation: "softening to lowest order in y^2 by the flow, over that by Eq. 15, at alpha mu_bar = 0.1 and ell = 50",
        quantity: "flow over Eq. 15",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E9",
        judge: renormalization,
    },
    Statement {
        id: "a-is-one",
        claim: "A = 1 + mu/(lambda + 2 mu) may be taken as 1.",
        equation: "29",
        computation: "fixed point with A^2 kept in Eq. 17 over that without, followed step by step, lambda = mu_0, alpha = 0.2, mu0_bar = 10, y0 = 15",
        quantity: "ratio of moduli",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E6",
        judge: a_is_one,
    },
    Statement {
        id: "line-of-fixed-points",
        claim: "The flow ends on a line of fixed points, y = 0 at a modulus mu_c.",
        equation: "16-19",
        computation: "y^2 - 32 pi F(alpha mu_bar) along Eqs. 16-17 followed step by step to ell = 40, alpha = 0.05, mu0_bar = 10, y0 = 3: its largest change over its value",
        quantity: "relative drift",
        unit: "",
        precision: Precision::Decimals(6),
        erratum: "E10",
        judge: line_of_fixed_points,
    },
    Statement {
        id: "scale-invariant",
        claim: "The modulus falls without a scale: as a power of length.",
        equation: "22",
        computation: "slope of ln y^2 against ln R between ell = 14 and 16 of the same flow, over e^{alpha mu_c} - 1",
        quantity: "power over exact rate",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E12",
        judge: scale_invariant,
    },
    Statement {
        id: "rate-of-approach",
        claim: "The modulus comes to its fixed point as (a/R)^(alpha mu_c).",
        equation: "below 22",
        computation: "rate of the exact flow over alpha mu_c: alpha mu0_bar = 0.02 against 2, y0 = 3",
        quantity: "exact rate over alpha mu_c",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E12",
        judge: rate_of_approach,
    },
    Statement {
        id: "critical-point",
        claim: "The line ends at a critical point where mu = y = 0: above it the solid is a liquid.",
        equation: "below 20",
        computation: "what the flow leaves of the modulus at alpha = 0.001, mu0_bar = 160, y0 = 10; F(m_c) = F(m_0) - y0^2/32 pi has a root above zero for every y0",
        quantity: "mu_c/mu_0",
        unit: "",
        precision: Precision::Digits(6),
        erratum: "E10",
        judge: critical_point,
    },
];

/// The flow that several claims are computed at: alpha, `mu0_bar`, `y0`.
const CASE: (f64, f64, f64) = (0.05, 10.0, 3.0);
const ONE: Criterion = Criterion::Near {
    value: 1.0,
    within: 0.05,
};
const NOTHING: Criterion = Criterion::AtMost(0.0);

fn renormalization() -> Result<Finding> {
    let (m, ell, y0) = (0.1, 50.0, 0.01);
    let softened = ExactFlow::new(m, 1.0, y0)?.at(ell)?.mu_bar;
    let by_the_flow = FUGACITY_UNIT * (1.0 / softened - 1.0) / (m * y0 * y0);
    Ok(Finding::of(by_the_flow / screening_integral(m, ell)?, ONE))
}

/// Eqs. 16-17 with the `A^2` of Eq. 25 in the second.
struct WithA {
    alpha: f64,
    lambda_bar: f64,
}

impl Flow for WithA {
    fn dimension(&self) -> usize {
        2
    }

    fn slope(&self, _ell: f64, state: &[f64], slope: &mut [f64]) {
        let (mu_bar, y2) = (state[0], state[1]);
        let weight = (self.alpha * mu_bar).exp();
        let a = 1.0 + mu_bar / (self.lambda_bar + 2.0 * mu_bar);
        slope[0] = -a * a * mu_bar * mu_bar * self.alpha / FUGACITY_UNIT * y2 * weight;
        slope[1] = y2 * (1.0 - weight);
    }
}

/// The last state of a flow at scale `ell`.
fn end_of(flow: &impl Flow, start: &[f64], ell: f64) -> Result<Vec<f64>> {
    let path = ode::integrate(flow, start, &[ell], ode::Tolerance::default())?;
    path.states
        .into_iter()
        .next_back()
        .ok_or(Error::Missing("state of the flow"))
}

fn a_is_one() -> Result<Finding> {
    let (alpha, mu0_bar, y0) = (0.2, 10.0, 15.0);
    let flow = WithA {
        alpha,
        lambda_bar: mu0_bar,
    };
    // Far enough: deviations fall as exp(-0.06 ell).
    let kept = end_of(&flow, &[mu0_bar, y0 * y0], 500.0)?[0];
    let dropped = ExactFlow::new(alpha, mu0_bar, y0)?.fixed_point().mu_bar;
    Ok(Finding::of(kept / dropped, ONE))
}

fn line_of_fixed_points() -> Result<Finding> {
    let (alpha, mu0_bar, y0) = CASE;
    let path = ode::integrate(
        &PrintedFlow::new(alpha)?,
        &[mu0_bar, y0 * y0],
        &[40.0],
        ode::Tolerance::default(),
    )?;
    let drift = path.invariant_drift.ok_or(Error::Missing("invariant"))?;
    let constant = ExactFlow::new(alpha, mu0_bar, y0)?.first_integral();
    Ok(Finding::of(drift / constant.abs(), Criterion::AtMost(1e-8)))
}

fn scale_invariant() -> Result<Finding> {
    let (alpha, mu0_bar, y0) = CASE;
    let path = ode::integrate(
        &PrintedFlow::new(alpha)?,
        &[mu0_bar, y0 * y0],
        &[14.0, 16.0],
        ode::Tolerance::default(),
    )?;
    let power = 0.5 * (path.states[0][1] / path.states[1][1]).ln();
    let rate = ExactFlow::new(alpha, mu0_bar, y0)?.fixed_point().rate;
    let one = Criterion::Near {
        value: 1.0,
        within: 0.01,
    };
    Ok(Finding::of(power / rate, one))
}

fn rate_of_approach() -> Result<Finding> {
    let ratio = |m0: f64| -> Result<f64> {
        let end = ExactFlow::new(1.0, m0, 3.0)?.fixed_point();
        Ok(end.rate / end.m)
    };
    Ok(Finding::assuming(
        "alpha mu_c << 1",
        ratio(0.02)?,
        Some(ratio(2.0)?),
        ONE,
    ))
}

fn critical_point() -> Result<Finding> {
    let end = ExactFlow::new(0.001, 160.0, 10.0)?.fixed_point();
    Ok(Finding::of(end.mu_bar / 160.0, NOTHING))
}
