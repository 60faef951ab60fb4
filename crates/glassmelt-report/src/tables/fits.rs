//! Data, comparison, parameters and the withheld test as tables.

use glassmelt_fit::Quantity;
use glassmelt_fit::answer::Analysis;

use super::{Table, header, maybe, number};
use crate::law_line::best_first;

/// The data as read, and the residual of each law; its first columns can be read in again.
pub(super) fn data(analysis: &Analysis) -> Table {
    let curve = &analysis.curve;
    let value = match curve.quantity {
        Quantity::Viscosity => "log10_eta_Pa_s",
        Quantity::RelaxationTime => "log10_tau_s",
    };
    let mut names = header(&["T_K", value]);
    if curve.errors.is_some() {
        names.push(format!("{value}_error"));
    }
    let fits = &analysis.fits;
    names.extend(fits.iter().map(|fit| format!("residual_{}", fit.law)));
    let rows = (0..curve.len())
        .map(|i| {
            let mut row = vec![
                number(curve.temperatures[i]),
                maybe(curve.log10_values.get(i).copied()),
            ];
            if let Some(errors) = &curve.errors {
                row.push(maybe(errors.get(i).copied()));
            }
            row.extend(fits.iter().map(|fit| maybe(fit.residuals.get(i).copied())));
            row
        })
        .collect();
    Table {
        name: "data",
        title: "Data and residuals",
        header: names,
        rows,
    }
}

/// One row a law, best first.
pub(super) fn comparison(analysis: &Analysis) -> Table {
    let rows = best_first(analysis)
        .into_iter()
        .map(|fit| {
            let standing = analysis
                .comparison
                .standings
                .iter()
                .find(|s| s.law == fit.law);
            vec![
                fit.law.to_string(),
                fit.parameters.len().to_string(),
                number(fit.rss),
                maybe(fit.reduced_chi_square),
                number(fit.rms_dex),
                number(fit.aicc),
                maybe(standing.map(|s| s.delta_aicc)),
                maybe(standing.map(|s| s.delta_error)),
                maybe(standing.map(|s| s.weight)),
                number(fit.bic),
                maybe(fit.withheld_rms_dex),
                maybe(fit.withheld_error),
                maybe(fit.derived.tg),
                maybe(fit.derived.tg_error),
                maybe(fit.derived.m),
                maybe(fit.derived.m_error),
                maybe(fit.derived.strength_d),
                maybe(fit.derived.strength_d_error),
            ]
        })
        .collect();
    Table {
        name: "comparison",
        title: "Comparison of the laws",
        header: header(&[
            "law",
            "parameters",
            "rss",
            "reduced_chi_square",
            "rms_dex",
            "aicc",
            "delta_aicc",
            "delta_aicc_error",
            "weight",
            "bic",
            "withheld_rms_dex",
            "withheld_error",
            "tg_K",
            "tg_error_K",
            "m",
            "m_error",
            "strength_d",
            "strength_d_error",
        ]),
        rows,
    }
}

/// One row a parameter.
pub(super) fn parameters(analysis: &Analysis) -> Table {
    let rows = best_first(analysis)
        .into_iter()
        .flat_map(|fit| fit.parameters.iter().map(move |p| (fit.law, p)))
        .map(|(law, p)| {
            vec![
                law.to_string(),
                p.name.clone(),
                p.unit.to_string(),
                number(p.value),
                maybe(p.error),
                maybe(p.low),
                maybe(p.high),
                maybe(p.bootstrap.map(|b| b[0])),
                maybe(p.bootstrap.map(|b| b[1])),
                p.at_bound.to_string(),
            ]
        })
        .collect();
    Table {
        name: "parameters",
        title: "Parameters of the laws",
        header: header(&[
            "law",
            "parameter",
            "unit",
            "value",
            "error",
            "low",
            "high",
            "bootstrap_low",
            "bootstrap_high",
            "at_bound",
        ]),
        rows,
    }
}

/// The predictions of the withheld points.
pub(super) fn withheld(analysis: &Analysis) -> Table {
    let mut names = header(&["T_K"]);
    let mut rows = Vec::new();
    if let Some(test) = &analysis.withheld {
        names.extend(test.predictions.iter().map(|p| format!("log10_{}", p.0)));
        rows.extend(test.temperatures.iter().enumerate().map(|(i, &t)| {
            let predicted = test.predictions.iter().map(|p| maybe(p.1.get(i).copied()));
            std::iter::once(number(t)).chain(predicted).collect()
        }));
    }
    Table {
        name: "withheld",
        title: "Predictions of the withheld points",
        header: names,
        rows,
    }
}
