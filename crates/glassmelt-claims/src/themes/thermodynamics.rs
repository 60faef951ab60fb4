//! Heat and entropy: what stands below Eq. 23.

use std::f64::consts::LN_10;

use glassmelt::{ConfigurationalHeat, HeatForm, VogelFulcher};

use crate::error::Result;
use crate::finding::{Criterion, Finding};
use crate::statement::{Precision, Statement};

pub(crate) const CLAIMS: [Statement; 3] = [
    Statement {
        id: "heat-goes-as-volume",
        claim: "The free energy changes near T0 and therefore the heat is proportional to (a/xi)^3.",
        equation: "below 23",
        computation: "heat of f = -k_B T/xi^3 over xi^-3: change of log10 of it from 1.5 T0 to 1.01 T0, strength 10",
        quantity: "change of the ratio",
        unit: "decades",
        precision: Precision::Digits(3),
        erratum: "E26",
        judge: heat_goes_as_volume,
    },
    Statement {
        id: "entropy-vanishes",
        claim: "The configurational entropy goes to zero at T0.",
        equation: "below 23",
        computation: "integral of C/T from T0, C = C0 (a/xi)^3, at 1.05 T0 in units of C0, strength 10",
        quantity: "S/C0",
        unit: "",
        precision: Precision::Decimals(9),
        erratum: "E27",
        judge: entropy_vanishes,
    },
    Statement {
        id: "adam-gibbs",
        claim: "Heat and viscosity correspond to the relation of Adam and Gibbs.",
        equation: "below 24",
        computation: "change of log10 of T S ln(eta/eta0), which is constant in that relation, from 1.05 T0 to 1.5 T0, strength 5",
        quantity: "change of the product",
        unit: "decades",
        precision: Precision::Digits(3),
        erratum: "E28",
        judge: adam_gibbs,
    },
];

fn liquid(strength: f64) -> Result<ConfigurationalHeat> {
    let law = VogelFulcher::from_strength(-4.0, strength, 100.0)?;
    Ok(ConfigurationalHeat::of(law)?)
}

fn heat_goes_as_volume() -> Result<Finding> {
    let heat = liquid(10.0)?;
    let decades = |t: f64| -> Result<f64> {
        let ln = |form| heat.ln_abs_heat(form, t);
        Ok((ln(HeatForm::Singular)? - ln(HeatForm::Printed)?) / LN_10)
    };
    let change = decades(101.0)? - decades(150.0)?;
    Ok(Finding::of(change, Criterion::AtMost(0.3)))
}

fn entropy_vanishes() -> Result<Finding> {
    let entropy = liquid(10.0)?.entropy(HeatForm::Printed, 105.0)?;
    Ok(Finding::assuming(
        "no entropy is left at T0, where the integral begins",
        entropy,
        None,
        Criterion::AtMost(1e-6),
    ))
}

fn adam_gibbs() -> Result<Finding> {
    let heat = liquid(5.0)?;
    let product = |t: f64| heat.ln_adam_gibbs_product(HeatForm::Printed, t);
    let change = (product(150.0)? - product(105.0)?).abs() / LN_10;
    Ok(Finding::of(change, Criterion::AtMost(0.3)))
}
