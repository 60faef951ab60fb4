//! Viscosity, strength and fragility: Eq. 24 and the text around it.

use glassmelt::angell::{
    GLASS_LEVEL, fragility_from_strength, largest_strength_of_the_linear_closure,
};
use glassmelt::dynamic_modulus::maxwell;
use glassmelt::special::quadrature::{GAUSS_16, integrate};
use glassmelt::validity::MEASURED_DYNAMIC_LENGTHS_NM;
use glassmelt::viscosity::{
    liquid_viscosity, ln_correlation_length, log10_relaxation_time, log10_viscosity,
};

use crate::error::Result;
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 7] = [
    Statement {
        id: "maxwell",
        claim: "Maxwell's eta = mu tau follows from the correlation of stress.",
        equation: "below 24",
        computation: "loss over frequency of Maxwell's liquid at omega tau = 1e-6, over mu tau",
        quantity: "eta/(mu tau)",
        unit: "",
        precision: Precision::Digits(6),
        erratum: "E25",
        judge: maxwell_viscosity,
    },
    Statement {
        id: "prefactor-of-the-viscosity",
        claim: "The viscosity is 1/k_B T times the integral of the anticommutator.",
        equation: "24",
        computation: "2/k_B T times the integral of the classical correlation of a stress that decays with tau, over mu tau",
        quantity: "printed over Maxwell's",
        unit: "",
        precision: Precision::Digits(6),
        erratum: "E25",
        judge: prefactor_of_the_viscosity,
    },
    Statement {
        id: "viscosity-goes-as-xi-squared",
        claim: "The viscosity is proportional to xi^2.",
        equation: "below 24",
        computation: "mu tau over eta0 (xi/a)^2 at xi = 10^8 a, with tau = (xi/a)^2/omega_s and eta0 = mu/omega_s",
        quantity: "difference",
        unit: "decades",
        precision: Precision::Decimals(9),
        erratum: "E3",
        judge: viscosity_goes_as_xi_squared,
    },
    Statement {
        id: "hot-viscosity",
        claim: "At xi = a the viscosity is that of the liquid, about 0.1 poise.",
        equation: "below 24",
        computation: "0.1 poise over mu_0/omega_s for 3 GPa and 1e13 rad/s",
        quantity: "printed over mu_0/omega_s",
        unit: "",
        precision: Precision::Digits(2),
        erratum: "E3",
        judge: hot_viscosity,
    },
    Statement {
        id: "length-at-tg",
        claim: "xi is the length over which shear is correlated in the liquid.",
        equation: "23, 24",
        computation: "xi at Tg by eta = eta0 (xi/a)^2, 16 decades of viscosity and a = 0.5 nm; experiments find 1 to 4 nm (Ediger 2000; Berthier and Biroli 2011)",
        quantity: "xi at Tg",
        unit: "nm",
        precision: Precision::Digits(2),
        erratum: "E29",
        judge: length_at_tg,
    },
    Statement {
        id: "f-is-fragility",
        claim: "f = (2/alpha)(T0/mu) is the fragility of a glass.",
        equation: "below 24",
        computation: "Angell's fragility at f = 100 over that at f = 3, 16 decades; f is the strength D",
        quantity: "ratio of fragilities",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E4",
        judge: f_is_fragility,
    },
    Statement {
        id: "large-f-is-arrhenius",
        claim: "A large Tg compared to the shear modulus changes the Vogel-Fulcher law to that of Arrhenius.",
        equation: "below 24",
        computation: "excess of the fragility over that of Arrhenius, m/K - 1, 16 decades: f = 1000 against 22.8, the largest that the closure allows",
        quantity: "m/K - 1",
        unit: "",
        precision: Precision::Digits(3),
        erratum: "E18",
        judge: large_f_is_arrhenius,
    },
];

/// Decades of viscosity from the hot liquid to Tg.
const DECADES: f64 = 16.0;
const ONE: Criterion = Criterion::Near {
    value: 1.0,
    within: 0.01,
};

fn maxwell_viscosity() -> Result<Finding> {
    let omega_tau = 1e-6;
    Ok(Finding::of(maxwell(omega_tau)?.loss / omega_tau, ONE))
}

fn prefactor_of_the_viscosity() -> Result<Finding> {
    // In units of mu and tau; 40 relaxation times are all of them.
    let correlation = |t: f64| (-t).exp();
    let panels = (0..40).map(f64::from);
    let integral: f64 = panels
        .map(|t| integrate(&GAUSS_16, t, t + 1.0, correlation))
        .sum();
    Ok(Finding::of(2.0 * integral, ONE))
}

fn viscosity_goes_as_xi_squared() -> Result<Finding> {
    let (mu_gpa, omega_s) = (3.0, 1e13);
    let ln_xi = 8.0 * std::f64::consts::LN_10;
    let log10_eta0 = liquid_viscosity(mu_gpa, omega_s)?.log10();
    let by_maxwell = (mu_gpa * 1e9).log10() + log10_relaxation_time(omega_s, ln_xi)?;
    let difference = by_maxwell - log10_viscosity(log10_eta0, ln_xi);
    Ok(Finding::assuming(
        "shear leaves a correlated region by a random walk",
        difference.abs(),
        None,
        Criterion::AtMost(1e-9),
    ))
}

fn hot_viscosity() -> Result<Finding> {
    let printed_pa_s = 0.01;
    let ratio = printed_pa_s / liquid_viscosity(3.0, 1e13)?;
    Ok(Finding::of(ratio, Criterion::AtMost(3.0)))
}

fn length_at_tg() -> Result<Finding> {
    let a_nm = 0.5;
    let xi = a_nm * ln_correlation_length(GLASS_LEVEL, GLASS_LEVEL - DECADES).exp();
    Ok(Finding::of(
        xi,
        Criterion::AtMost(MEASURED_DYNAMIC_LENGTHS_NM.1),
    ))
}

fn f_is_fragility() -> Result<Finding> {
    let m = |f: f64| fragility_from_strength(f, DECADES);
    Ok(Finding::of(m(100.0)? / m(3.0)?, Criterion::AtLeast(1.0)))
}

fn large_f_is_arrhenius() -> Result<Finding> {
    let excess =
        |f: f64| -> Result<f64> { Ok(fragility_from_strength(f, DECADES)? / DECADES - 1.0) };
    Ok(Finding::assuming(
        "the law is used where its closure has ended",
        excess(1000.0)?,
        Some(excess(largest_strength_of_the_linear_closure(DECADES)?)?),
        Criterion::AtMost(0.05),
    ))
}
