//! What the rotor laws predict, as tables in long form: one row a law, temperature and point.

use glassmelt_fit::answer::{Analysis, Band};

use super::{Table, header, number};

/// A number and its band as three cells.
fn band(band: &Band) -> [String; 3] {
    [number(band.value), number(band.low), number(band.high)]
}

/// `name`, `name_low`, `name_high`.
fn band_header(name: &str) -> [String; 3] {
    [name.into(), format!("{name}_low"), format!("{name}_high")]
}

/// Length, specific heat, entropy and couplings against temperature.
pub(super) fn states(analysis: &Analysis) -> Table {
    let mut names = header(&["law", "T_K"]);
    for name in [
        "log10_value",
        "log10_xi_nm",
        "log10_cv",
        "log10_cv_singular",
        "log10_entropy",
        "log10_entropy_singular",
    ] {
        names.extend(band_header(name));
    }
    names.extend(header(&["m_c", "m_0"]));
    let mut rows = Vec::new();
    for prediction in &analysis.predictions {
        for state in &prediction.states {
            let mut row = vec![prediction.law.to_string(), number(state.t)];
            for value in [
                &state.log10_value,
                &state.log10_xi_nm,
                &state.log10_cv,
                &state.log10_cv_singular,
                &state.log10_entropy,
                &state.log10_entropy_singular,
            ] {
                row.extend(band(value));
            }
            row.extend([number(state.m_c), number(state.m0)]);
            rows.push(row);
        }
    }
    Table {
        name: "predictions",
        title: "Length, specific heat and entropy",
        header: names,
        rows,
    }
}

/// The modulus against length.
pub(super) fn modulus(analysis: &Analysis) -> Table {
    let mut names = header(&["law", "T_K", "log10_length_nm"]);
    names.extend(band_header("mu_over_mu0"));
    let mut rows = Vec::new();
    for prediction in &analysis.predictions {
        for curve in &prediction.modulus {
            for (length, value) in curve.log10_length_nm.iter().zip(&curve.mu_over_mu0) {
                let mut row = vec![prediction.law.into(), number(curve.t), number(*length)];
                row.extend(band(value));
                rows.push(row);
            }
        }
    }
    Table {
        name: "modulus",
        title: "Shear modulus against length",
        header: names,
        rows,
    }
}

/// The complex modulus against frequency.
pub(super) fn complex_modulus(analysis: &Analysis) -> Table {
    let mut names = header(&["law", "T_K", "log10_omega_rad_per_s"]);
    names.extend(band_header("storage"));
    names.extend(band_header("loss"));
    names.push("stopped_flow_extension".into());
    let mut rows = Vec::new();
    for prediction in &analysis.predictions {
        for curve in &prediction.complex_modulus {
            let values = curve.storage.iter().zip(&curve.loss);
            for (i, (omega, (storage, loss))) in curve.log10_omega.iter().zip(values).enumerate() {
                let mut row = vec![prediction.law.into(), number(curve.t), number(*omega)];
                row.extend(band(storage));
                row.extend(band(loss));
                row.push(super::maybe(curve.stopped_flow.get(i).copied()));
                rows.push(row);
            }
        }
    }
    Table {
        name: "complex_modulus",
        title: "Complex shear modulus against frequency",
        header: names,
        rows,
    }
}

/// The flow lines.
pub(super) fn flow_lines(analysis: &Analysis) -> Table {
    let mut rows = Vec::new();
    for prediction in &analysis.predictions {
        for line in &prediction.flow_lines {
            for (m, y) in line.m.iter().zip(&line.y) {
                rows.push(vec![
                    prediction.law.into(),
                    number(line.t),
                    number(*m),
                    number(*y),
                ]);
            }
        }
    }
    Table {
        name: "flow_lines",
        title: "Flow lines",
        header: header(&["law", "T_K", "m", "y"]),
        rows,
    }
}
