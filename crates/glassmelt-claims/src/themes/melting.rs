//! What melts the solid: fugacity, closure, T0.

use glassmelt::closure::{Closure, Fugacity, Linear};
use glassmelt::flow::ExactFlow;

use crate::error::Result;
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 5] = [
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
];

fn above_t0() -> Result<Finding> {
    let closure = Linear::new(100.0, 10.0)?;
    let end = closure.flow(110.0)?.fixed_point();
    Ok(Finding::of(
        end.m / closure.m0(110.0),
        Criterion::AtMost(0.0),
    ))
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
    let (alpha, mu0_bar, y0) = (0.05, 10.0, 3.0);
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
