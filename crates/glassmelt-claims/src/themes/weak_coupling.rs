//! The flow at weak coupling: Eqs. 18-22.

use glassmelt::flow::small_coupling::largest_error_of_printed;
use glassmelt::flow::{ExactFlow, Flow, SmallCouplingFlow, ode};
use glassmelt::special::{EULER_GAMMA, li};
use nalgebra::Complex;

use crate::error::Result;
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 4] = [
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
