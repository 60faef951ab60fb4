//! Answers with several parts: named tuples of the Python package.

use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// A named tuple of `glassmelt._results` with these parts.
pub(crate) fn named<'py>(
    py: Python<'py>,
    name: &str,
    parts: &[Bound<'py, PyAny>],
) -> PyResult<Bound<'py, PyAny>> {
    let class = py.import("glassmelt._results")?.getattr(name)?;
    class.call1(PyTuple::new(py, parts)?)
}
