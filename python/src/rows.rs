//! Vectors and tensors from Python, a row each, and rows back.

use nalgebra::Vector3;
use numpy::{IntoPyArray, PyArrayMethods, PyReadonlyArray2};
use pyo3::prelude::*;

use glassmelt::{Error, SymmetricTensor};

use crate::errors;

/// Rows of `W` numbers; where there is one row, it is that of all.
#[derive(Debug)]
pub(crate) struct Rows<const W: usize>(Vec<[f64; W]>);

impl<const W: usize> Rows<W> {
    /// The rows of an array of the shape (n, W).
    pub(crate) fn of(array: &PyReadonlyArray2<'_, f64>) -> PyResult<Self> {
        let [_, width] = array.as_array().shape().try_into().unwrap_or([0, 0]);
        if width != W {
            let wrong = Error::UnequalColumns {
                length: width,
                expected: W,
            };
            return Err(errors::theory(wrong));
        }
        let view = array.as_array();
        let row = |row: numpy::ndarray::ArrayView1<f64>| std::array::from_fn(|k| row[k]);
        Ok(Self(view.outer_iter().map(row).collect()))
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The row at `index`.
    pub(crate) fn at(&self, index: usize) -> [f64; W] {
        self.0[if self.0.len() == 1 { 0 } else { index }]
    }
}

/// The vector of a row.
pub(crate) fn vector(row: [f64; 3]) -> Vector3<f64> {
    row.into()
}

/// The tensor of a row xx, yy, zz, yz, xz, xy.
pub(crate) fn tensor(row: [f64; 6]) -> SymmetricTensor {
    SymmetricTensor::from_components(row)
}

/// An array of the shape (n, W).
pub(crate) fn array<const W: usize>(
    py: Python<'_>,
    rows: Vec<[f64; W]>,
) -> PyResult<Bound<'_, PyAny>> {
    let count = rows.len();
    let flat = rows.into_flattened().into_pyarray(py);
    Ok(flat.reshape([count, W])?.into_any())
}
