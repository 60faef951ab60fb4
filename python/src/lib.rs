//! The native half of the Python package `glassmelt`: the crates on numpy arrays, with Python going on meanwhile.
//!
//! | job | file |
//! | --- | --- |
//! | numbers of any shape in and out, Ctrl-C between blocks | `numbers.rs`, `rows.rs` |
//! | work beside Python, and after a fork | `threads.rs` |
//! | exceptions with their numbers, words, answers in JSON | `errors.rs`, `words.rs`, `json.rs`, `results.rs` |
//! | the theory | `special.rs`, `equations.rs`, `elastic.rs`, `flow.rs`, `liquid.rs`, `angell.rs` |
//! | where its assumptions break, the dilute gas | `validity.rs` |
//! | curves, fits, their report | `fits.rs` |
//! | defects, studies, rotors, atoms | `study.rs`, `rotors.rs`, `trajectory.rs` |
//! | what reports say of files | `files.rs` |

mod angell;
mod elastic;
mod equations;
mod errors;
mod files;
mod fits;
mod flow;
mod json;
mod liquid;
mod numbers;
mod results;
mod rotors;
mod rows;
mod special;
mod study;
mod threads;
mod trajectory;
mod validity;
mod words;

/// The native half of the package `glassmelt`; use the modules of the package.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::angell::{ConfigurationalHeat, Myega, VogelFulcher};
    #[pymodule_export]
    use crate::elastic::{Medium, alpha_of, dipole_field_rows, pair_rows, printed_pair_rows};
    #[pymodule_export]
    use crate::equations::{
        coupling_from_strength, fragility_from_strength, fugacity_integral, fugacity_squared,
        largest_strength_of_the_linear_closure, liquid_viscosity, ln_correlation_length,
        log_length, log10_relaxation_time, log10_viscosity, maxwell, maxwell_at,
        modulus_in_gigapascal, modulus_in_kelvin, screened_modulus, screening_integral,
        screening_integral_as_printed, stopping_scale, strength_from_coupling,
        strength_from_fragility, tg_over_t0,
    };
    #[pymodule_export]
    use crate::fits::{
        Analysis, Curve, Fit, analyse, compare, fit, law_words, predictions, read_curve,
    };
    #[pymodule_export]
    use crate::flow::{
        ExactFlow, PrintedFlow, SmallCouplingFlow, largest_error_of_printed, late_amplitude_ratio,
    };
    #[pymodule_export]
    use crate::liquid::{ClausiusMossotti, Fugacity, Linear, Liquid, melt_json};
    #[pymodule_export]
    use crate::rotors::{rotors_resume, rotors_run, rotors_show};
    #[pymodule_export]
    use crate::special::{
        e1, e1_inverse, e1_scaled, ei, flow_primitive, flow_primitive_inverse,
        flow_primitive_slope, li, li_two_terms,
    };

    #[pymodule_export]
    use crate::study::{defect, file_schema, study};
    #[pymodule_export]
    use crate::trajectory::{
        trajectory_dipoles, trajectory_dynamics, trajectory_local, trajectory_modulus,
    };
    #[pymodule_export]
    use crate::validity::{
        adam_gibbs_not_constant, correlation_length_at_tg, dilute_json, negative_fugacity,
        not_dilute, outside_closure, strength_outside_closure,
    };

    #[pymodule_export]
    const VERSION: &str = crate::json::VERSION;
}
