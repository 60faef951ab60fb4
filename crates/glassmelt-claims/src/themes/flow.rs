//! The flow of modulus and fugacity: Eqs. 16-22 and what is said of them.

use glassmelt::closure::{Closure, Fugacity, Linear};
use glassmelt::flow::small_coupling::largest_error_of_printed;
use glassmelt::flow::{ExactFlow, FUGACITY_UNIT, Flow, PrintedFlow, SmallCouplingFlow, ode};
use glassmelt::screening::screening_integral;
use glassmelt::special::{EULER_GAMMA, li};
use nalgebra::Complex;

use crate::error::{Error, Result};
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 15] = [
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
    Statement {
        id: "above-t0",
        claim: "For T above T0 the modulus flows to zero.",
        equation: "19, 20",
        computation: "end of the flow at 1.1 T0 under the paper's own closure",
        quantity: "mu_R/mu_0 at infinite length",
        unit: "",
        precision: Precision::Digits(4),
        erratum: "E14",
        judge: above_t0,
    },
    Statement {
        id: "melting-by-fugacity",
        claim: "Temperature melts the glass through the fugacity: above a T0 the length shrinks on heating.",
        equation: "11",
        computation: "Eq. 11 into Eqs. 16-17 (alpha = 0.02, mu_0/k_B = 2000 K, y0 = 1, n' = 1000, E_d/k_B = 1000 K): ln(xi/a) at 2000 K over that at 1000 K",
        quantity: "ratio of ln(xi/a)",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E11",
        judge: melting_by_fugacity,
    },
    Statement {
        id: "continuous-melting",
        claim: "The modulus falls continuously to zero as T rises to T0.",
        equation: "below 20",
        computation: "mu_c/mu_0 at 0.999 T0 under the closure, against the end of the flow at y0 = 3, alpha = 0.05, mu0_bar = 10",
        quantity: "mu_c/mu_0",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E18",
        judge: continuous_melting,
    },
    Statement {
        id: "glass-below-t0",
        claim: "Below T0 the line of fixed points is the glass.",
        equation: "below 20",
        computation: "the largest mu_c/mu_0 of the closure at any temperature below T0, where a glass keeps most of its modulus; on cooling it falls again, to zero at T = 0",
        quantity: "largest mu_c/mu_0",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E18",
        judge: glass_below_t0,
    },
    Statement {
        id: "dilute-expansion",
        claim: "A systematic theory for dilute defects, small y, melts the solid.",
        equation: "conclusions",
        computation: "share of the modulus that Eqs. 16-17 take at y0 = 1 and weak coupling",
        quantity: "1 - mu_c/mu_0",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E15",
        judge: dilute_expansion,
    },
    Statement {
        id: "small-coupling",
        claim: "For alpha mu_bar << 1, y^2 - 32 pi ln mu_bar is constant.",
        equation: "18",
        computation: "fixed point of Eq. 18 against that of Eqs. 16-17 at alpha mu0_bar = 0.001, y0 = 3",
        quantity: "relative difference",
        unit: "",
        precision: Precision::Digits(2),
        erratum: "E13",
        judge: small_coupling,
    },
    Statement {
        id: "eq-21",
        claim: "Eq. 21 integrates Eq. 20.",
        equation: "20, 21",
        computation: "Eq. 21 against Eq. 20 followed step by step, alpha = 0.05, mu0_bar = 10, mu_c_bar = 1, up to ell = 40",
        quantity: "largest relative difference",
        unit: "",
        precision: Precision::Decimals(6),
        erratum: "E16",
        judge: eq_21,
    },
    Statement {
        id: "series-of-li",
        claim: "li(x) = gamma + ln ln|x| + sum (ln|x|)^n/(n n!).",
        equation: "below 21",
        computation: "that series minus li at x = 1/2, where Eq. 21 needs it",
        quantity: "size of the difference",
        unit: "",
        precision: Precision::Digits(5),
        erratum: "E16",
        judge: series_of_li,
    },
    Statement {
        id: "two-terms-of-li",
        claim: "The first two terms of li suffice: Eq. 22 is the modulus against length.",
        equation: "22",
        computation: "largest excess of Eq. 22 over Eq. 21 at any length: mu_0/mu_c = 1.5 against 10",
        quantity: "relative excess",
        unit: "",
        precision: Precision::Digits(2),
        erratum: "E17",
        judge: two_terms_of_li,
    },
];

/// The case that most claims are computed at: alpha, `mu0_bar`, `y0`.
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

fn above_t0() -> Result<Finding> {
    let closure = Linear::new(100.0, 10.0)?;
    let end = closure.flow(110.0)?.fixed_point();
    Ok(Finding::of(end.m / closure.m0(110.0), NOTHING))
}

fn melting_by_fugacity() -> Result<Finding> {
    let glass = Fugacity {
        alpha: 0.02,
        mu0: 2000.0,
        y0: 1.0,
        n_prime: 1000.0,
        e_d: 1000.0,
    };
    let length = |t: f64| -> Result<f64> { Ok(glass.flow(t)?.healing_ell()) };
    let ratio = length(2000.0)? / length(1000.0)?;
    // A closure with a T0 would be judged above it.
    let shrinks = Criterion::AtMost(if glass.t0().is_some() {
        f64::INFINITY
    } else {
        1.0
    });
    Ok(Finding::of(ratio, shrinks))
}

fn continuous_melting() -> Result<Finding> {
    let (alpha, mu0_bar, y0) = CASE;
    let closure = Linear::new(100.0, 10.0)?;
    let near = closure.m_c(99.9).abs() / closure.m0(99.9);
    let flow_alone = ExactFlow::new(alpha, mu0_bar, y0)?.fixed_point().mu_bar / mu0_bar;
    Ok(Finding::assuming(
        "the closure mu_c = (mu_0/T0)(T - T0)/T0, put in by hand",
        near,
        Some(flow_alone),
        Criterion::AtMost(0.01),
    ))
}

fn glass_below_t0() -> Result<Finding> {
    let closure = Linear::new(1.0, 10.0)?;
    let share = |t: f64| closure.m_c(t).abs() / closure.m0(t);
    let largest = (1..1000)
        .map(|k| share(f64::from(k) * 1e-3))
        .fold(0.0, f64::max);
    Ok(Finding::of(largest, Criterion::AtLeast(0.5)))
}

fn dilute_expansion() -> Result<Finding> {
    let left = ExactFlow::new(1.0, 1e-3, 1.0)?.fixed_point().m / 1e-3;
    Ok(Finding::of(1.0 - left, Criterion::AtLeast(0.5)))
}

fn small_coupling() -> Result<Finding> {
    let (alpha, mu0_bar, y0) = (0.001, 1.0, 3.0);
    let exact = ExactFlow::new(alpha, mu0_bar, y0)?.fixed_point().mu_bar;
    let small = SmallCouplingFlow::new(alpha, mu0_bar, y0)?.mu_c_bar();
    Ok(Finding::of(
        (small / exact - 1.0).abs(),
        Criterion::AtMost(1e-3),
    ))
}

/// Eq. 20, `d mu_bar/d ell = -alpha mu_bar^2 ln(mu_bar/mu_c_bar)`, and nothing else.
struct Eq20 {
    alpha: f64,
    mu_c_bar: f64,
}

impl Flow for Eq20 {
    fn dimension(&self) -> usize {
        1
    }

    fn slope(&self, _ell: f64, state: &[f64], slope: &mut [f64]) {
        slope[0] = -self.alpha * state[0] * state[0] * (state[0] / self.mu_c_bar).ln();
    }
}

fn eq_21() -> Result<Finding> {
    let (alpha, mu0_bar, mu_c_bar) = (0.05, 10.0, 1.0);
    let ells = [0.5, 2.0, 10.0, 40.0];
    let flow = Eq20 { alpha, mu_c_bar };
    let path = ode::integrate(&flow, &[mu0_bar], &ells, ode::Tolerance::default())?;
    let closed = SmallCouplingFlow::towards(alpha, mu0_bar, mu_c_bar)?;
    let mut worst: f64 = 0.0;
    for (ell, state) in ells.into_iter().zip(&path.states) {
        worst = worst.max((closed.at(ell)?.mu_bar / state[0] - 1.0).abs());
    }
    Ok(Finding::of(worst, Criterion::AtMost(1e-8)))
}

fn series_of_li() -> Result<Finding> {
    let x: f64 = 0.5;
    let logarithm = Complex::new(x.ln(), 0.0);
    let mut power_over_factorial = 1.0;
    let terms = (1..30).map(|n| {
        power_over_factorial *= x.ln() / f64::from(n);
        power_over_factorial / f64::from(n)
    });
    let series = logarithm.ln() + EULER_GAMMA + terms.sum::<f64>();
    Ok(Finding::of(
        (series - li(x)).norm(),
        Criterion::AtMost(1e-9),
    ))
}

fn two_terms_of_li() -> Result<Finding> {
    Ok(Finding::assuming(
        "mu_0/mu_c near one, while the paper uses it where that ratio diverges",
        largest_error_of_printed(1.5)?,
        Some(largest_error_of_printed(10.0)?),
        Criterion::AtMost(0.05),
    ))
}
