//! The curves of a study as tables in long form.

use glassmelt::melting::Point;
use glassmelt_study::{Curves, DiluteStep, FlowStep, ModulusAtTemperature};

use crate::Table;
use crate::tables::{header, maybe, number};

/// The words of all tables of a chain.
pub(super) const NAMES: [&str; 4] = [
    "closure_curves",
    "flow_curve",
    "flow_modulus",
    "dilute_curve",
];

/// Every table that has rows.
pub(super) fn all(curves: &Curves) -> Vec<Table> {
    let mut tables = vec![
        closures(curves),
        flow(curves),
        modulus(curves),
        dilute(curves),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Length, viscosity, time, heat and entropy of each closure.
fn closures(curves: &Curves) -> Table {
    let row = |closure: &str, layer: String, p: &Point| {
        let mut row = vec![closure.to_string(), layer, number(p.t), p.fate.to_string()];
        row.extend(
            [
                p.mu_bar_0,
                p.mu_bar_c,
                p.log10_xi_nm,
                p.log10_eta,
                p.log10_tau_s,
                p.log10_cv,
                p.log10_entropy,
                p.cv_singular,
                p.entropy_singular,
            ]
            .map(maybe),
        );
        row
    };
    let rows = curves.closures.iter().flat_map(|m| {
        let one = move |p| row(m.closure, m.layer.to_string(), p);
        m.points.iter().map(one)
    });
    Table {
        name: "closure_curves",
        title: "Length, viscosity and heat of each closure",
        header: header(&[
            "closure",
            "layer",
            "T_K",
            "fate",
            "mu_bar_0",
            "mu_bar_c",
            "log10_xi_nm",
            "log10_eta_Pa_s",
            "log10_tau_s",
            "log10_cv",
            "log10_entropy",
            "cv_singular",
            "entropy_singular",
        ]),
        rows: rows.collect(),
    }
}

/// The exact flow under Eq. 11.
fn flow(curves: &Curves) -> Table {
    let row = |s: &FlowStep| {
        let numbers = [
            s.t,
            s.y,
            s.mu0_bar,
            s.m0,
            s.mu_c_bar,
            s.mu_ratio,
            s.kappa,
            s.healing_ell,
            s.log10_healing_nm,
        ];
        numbers.map(number).to_vec()
    };
    Table {
        name: "flow_curve",
        title: "The flow driven by Eq. 11",
        header: header(&[
            "T_K",
            "y",
            "mu0_bar",
            "m0",
            "mu_c_bar",
            "mu_c_over_mu_0",
            "kappa",
            "healing_ell",
            "log10_healing_nm",
        ]),
        rows: curves.flow.iter().map(row).collect(),
    }
}

/// The modulus against length.
fn modulus(curves: &Curves) -> Table {
    let rows = |name: &'static str, curve: &ModulusAtTemperature| -> Vec<Vec<String>> {
        let points = curve.log10_length_nm.iter().zip(&curve.mu_over_mu0);
        let layer = curve.layer.to_string();
        let row = |(&length, &ratio): (&f64, &f64)| {
            vec![
                name.into(),
                layer.clone(),
                number(curve.t),
                number(length),
                number(ratio),
            ]
        };
        points.map(row).collect()
    };
    let exact = curves.flow_modulus.iter().flat_map(|c| rows("fugacity", c));
    let linear = curves.linear_modulus.iter().flat_map(|c| rows("linear", c));
    Table {
        name: "flow_modulus",
        title: "Shear modulus against length",
        header: header(&["closure", "layer", "T_K", "log10_length_nm", "mu_over_mu0"]),
        rows: exact.chain(linear).collect(),
    }
}

/// The dilute gas.
fn dilute(curves: &Curves) -> Table {
    let row = |step: &DiluteStep| {
        let gas = &step.gas;
        let pairs = gas.pairs.as_ref();
        let mut row = [
            step.t,
            gas.coupling_at_contact,
            gas.shear_softening,
            1.0 - gas.shear_softening,
            gas.modulus_ratio,
        ]
        .map(number)
        .to_vec();
        row.extend(
            [
                pairs.and_then(|p| p.modulus_ratio),
                pairs.map(|p| p.relative_softening),
                pairs.map(|p| p.relative_softening_frozen),
            ]
            .map(maybe),
        );
        row
    };
    Table {
        name: "dilute_curve",
        title: "The dilute gas",
        header: header(&[
            "T_K",
            "coupling_at_contact",
            "shear_softening",
            "mu_ratio_alone",
            "mu_ratio_clausius_mossotti",
            "mu_ratio_with_pairs",
            "share_of_pairs",
            "share_of_pairs_frozen",
        ]),
        rows: curves.dilute.iter().map(row).collect(),
    }
}
