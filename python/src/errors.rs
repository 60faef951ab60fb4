//! Errors of the crates as exceptions of Python: each a `GlassmeltError`, with its numbers as attributes.

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// An exception of `glassmelt.errors` by its name, with its message and its numbers.
pub(crate) fn raise<'py>(
    name: &str,
    message: &str,
    numbers: Vec<(&str, Py<PyAny>)>,
    py: Python<'py>,
) -> PyErr {
    let made = || -> PyResult<Bound<'py, PyAny>> {
        let keywords = PyDict::new(py);
        for (key, value) in numbers {
            keywords.set_item(key, value)?;
        }
        let class = py.import("glassmelt.errors")?.getattr(name)?;
        class.call((message,), Some(&keywords))
    };
    made().map_or_else(|error| error, PyErr::from_value)
}

/// Numbers of an exception: `numbers!(py, name, value)`.
macro_rules! numbers {
    ($py:ident, $($key:ident),*) => {
        vec![$((stringify!($key), crate::errors::object($py, $key))),*]
    };
}

/// As an object of Python; nothing where it cannot be one.
pub(crate) fn object<'py>(py: Python<'py>, value: impl IntoPyObject<'py>) -> Py<PyAny> {
    value.into_py_any(py).unwrap_or_else(|_| py.None())
}

/// What the theory has no answer to.
pub(crate) fn theory(error: glassmelt::Error) -> PyErr {
    theory_at(error, None)
}

/// The same, for the element `index` of the arrays, counted in a row.
pub(crate) fn theory_at(error: glassmelt::Error, index: Option<usize>) -> PyErr {
    use glassmelt::Error as E;
    let message = match index {
        Some(index) => format!("{error} (element {index}, from zero)"),
        None => error.to_string(),
    };
    Python::attach(|py| {
        let (name, mut numbers) = match error {
            E::Domain {
                name,
                value,
                domain,
            } => ("DomainError", numbers!(py, name, value, domain)),
            E::UnstableMedium { lambda, mu } => (
                "UnstableMediumError",
                vec![("lambda_", object(py, lambda)), ("mu", object(py, mu))],
            ),
            E::NotOnFlow { mu_bar, from, to } => {
                let mut all = numbers!(py, mu_bar, to);
                all.push(("from_", object(py, from)));
                ("NotOnFlowError", all)
            }
            E::NotInLayer { layer, quantity } => {
                let layer = layer.to_string();
                ("NotInLayerError", numbers!(py, layer, quantity))
            }
            E::PairNotApart { index, distance } => {
                ("PairNotApartError", numbers!(py, index, distance))
            }
            E::Diverges(_) => ("DivergesError", Vec::new()),
            E::Integration { ell, reason } => ("IntegrationError", numbers!(py, ell, reason)),
            E::NotAtRest {
                iterations,
                gradient,
                tolerance,
            } => (
                "NotAtRestError",
                numbers!(py, iterations, gradient, tolerance),
            ),
            E::NotIsolated { zero_modes, lowest } => {
                ("NotIsolatedError", numbers!(py, zero_modes, lowest))
            }
            E::SitesOverlap {
                first,
                second,
                distance,
                site_radius,
                largest,
            } => (
                "DefectError",
                numbers!(py, first, second, distance, site_radius, largest),
            ),
            E::BondDomain {
                index,
                name,
                value,
                domain,
            } => ("DefectError", numbers!(py, index, name, value, domain)),
            E::Coordinate { name, index, value } => {
                ("DefectError", numbers!(py, name, index, value))
            }
            E::BondToNowhere { index } => ("DefectError", numbers!(py, index)),
            E::NoBonds => ("DefectError", Vec::new()),
            E::UnequalColumns { length, expected } => {
                ("ShapeError", numbers!(py, length, expected))
            }
        };
        if name == "DomainError" || index.is_some() && name != "PairNotApartError" {
            numbers.push(("index", object(py, index)));
        }
        raise(name, &message, numbers, py)
    })
}

/// A word that is none of those known.
pub(crate) fn word(name: &str, value: &str, expected: &str) -> PyErr {
    let message = format!("{name} = {value:?} is no word for it: expected {expected}");
    Python::attach(|py| {
        raise(
            "WordError",
            &message,
            numbers!(py, name, value, expected),
            py,
        )
    })
}

/// What is wrong with a curve or its fit.
pub(crate) fn fit(error: glassmelt_fit::FitError) -> PyErr {
    use glassmelt_fit::FitError as E;
    let message = error.to_string();
    Python::attach(|py| {
        let numbers = match error {
            E::UnknownLaw {
                name,
                nearest,
                known,
            } => {
                return raise(
                    "UnknownLawError",
                    &message,
                    numbers!(py, name, nearest, known),
                    py,
                );
            }
            E::TooFewPoints {
                law,
                parameters,
                needed,
                points,
            } => {
                numbers!(py, law, parameters, needed, points)
            }
            E::TooFewTemperatures {
                law,
                parameters,
                temperatures,
            } => {
                numbers!(py, law, parameters, temperatures)
            }
            E::Needs { law, reason } => numbers!(py, law, reason),
            E::BadPoint {
                index,
                column,
                value,
                domain,
            } => {
                numbers!(py, index, column, value, domain)
            }
            E::Ragged {
                column,
                points,
                length,
            } => numbers!(py, column, points, length),
            E::NoMinimum {
                law,
                starts,
                reason,
            } => numbers!(py, law, starts, reason),
            E::NothingFitted(reason) => numbers!(py, reason),
        };
        raise("FitError", &message, numbers, py)
    })
}

/// An error that is told by its sentence, as this exception.
pub(crate) fn told(name: &'static str) -> impl Fn(&dyn std::error::Error) -> PyErr {
    move |error| Python::attach(|py| raise(name, &error.to_string(), Vec::new(), py))
}
