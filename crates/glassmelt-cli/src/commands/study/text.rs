//! The answer of a study as text, step by step.

use glassmelt::Warning;
use glassmelt_study::{DiluteStep, FlowStep, Study};

use crate::answer::list;
use crate::commands::{defect, melt};
use crate::screen::{Column, NONE, number, power, table};

/// Each step with its numbers, the warnings with their steps.
pub(super) fn whole(study: &Study) -> String {
    let mut parts = vec![
        format!("Defect, Eqs. 1-4\n{}", defect::minima(&study.defect)),
        dipole(study),
        coupling(study),
    ];
    if !study.dilute.is_empty() {
        parts.push(format!(
            "Dilute gas of these defects, Eqs. 12-15 by elasticity itself\n{}",
            dilute(&study.dilute)
        ));
    }
    if !study.flow.is_empty() {
        parts.push(format!(
            "Flow driven by Eq. 11, exact\n{}",
            flow(&study.flow)
        ));
    }
    for melting in &study.closures {
        parts.push(format!(
            "Closure {}, {}\n{}",
            melting.closure,
            melting.layer,
            melt::curve(melting)
        ));
    }
    format!("{}\n{}", parts.join("\n\n"), warnings(study))
}

fn dipole(study: &Study) -> String {
    let dipole = &study.dipole;
    let [low, middle, high] = dipole.principal_k.map(number);
    format!(
        "Dipole, Eq. 5, of minimum {}\n  trace            {} K\n  deviator         {} K\n  principal \
         values {low}, {middle}, {high} K\n  |p|^2            {} (over directions {} to {})",
        dipole.minimum,
        number(dipole.trace_k),
        number(dipole.deviator_norm_k),
        power(dipole.squared_length.mean),
        power(dipole.squared_length.min),
        power(dipole.squared_length.max),
    )
}

fn coupling(study: &Study) -> String {
    let coupling = &study.coupling;
    format!(
        "Coupling, Eqs. 10-15\n  alpha            {} (over directions {} to {})\n  a                \
         {} nm\n  mu_0             {} GPa, mu_0 a^3/k_B = {} K\n  n a^3            {}\n  y0               {}",
        power(coupling.alpha),
        power(coupling.alpha_min),
        power(coupling.alpha_max),
        number(coupling.a_nm),
        number(coupling.mu0_gpa),
        number(coupling.mu0_k),
        number(coupling.n_a3),
        number(coupling.y0),
    )
}

fn dilute(steps: &[DiluteStep]) -> String {
    let column = |header, of: fn(&DiluteStep) -> Option<f64>| {
        Column::decimals(header, &steps.iter().map(of).collect::<Vec<_>>(), 6)
    };
    let pairs = steps.iter().map(|step| {
        let pairs = step.gas.pairs.as_ref();
        pairs.map_or_else(|| NONE.to_owned(), |pairs| power(pairs.relative_softening))
    });
    table(&[
        column("T/K", |step| Some(step.t)),
        column("X0 at\ncontact", |step| Some(step.gas.coupling_at_contact)),
        column("softening\nalone", |step| Some(step.gas.shear_softening)),
        Column::numbers("share of\npairs", pairs.collect()),
        column("mu_R/mu_0", |step| Some(step.gas.modulus_ratio)),
    ])
}

fn flow(steps: &[FlowStep]) -> String {
    let column = |header, of: fn(&FlowStep) -> f64| {
        let values: Vec<Option<f64>> = steps.iter().map(|step| Some(of(step))).collect();
        Column::decimals(header, &values, 6)
    };
    let fates = steps.iter().map(|step| step.fate.to_owned()).collect();
    table(&[
        column("T/K", |step| step.t),
        Column::words("fate", fates),
        column("y", |step| step.y),
        column("alpha\nmu_bar_0", |step| step.m0),
        column("mu_c/mu_0", |step| step.mu_ratio),
        column("kappa", |step| step.kappa),
        column("log10\nhealing/nm", |step| step.log10_healing_nm),
    ])
}

fn warnings(study: &Study) -> String {
    let with_step = |warning: &glassmelt_study::StepWarning| {
        Warning::new(
            warning.code,
            format!("{}: {}", warning.step, warning.message),
        )
    };
    let warnings: Vec<Warning> = study.warnings.iter().map(with_step).collect();
    list("What to know", &warnings)
}
