//! Numbers from Python, one or arrays of any shape, broadcast against each other as numpy does, and the answers back.

use std::ops::Range;
use std::time::{Duration, Instant};

use numpy::{
    IntoPyArray, PyArrayDyn, PyArrayMethods, PyReadonlyArrayDyn, PyUntypedArray,
    PyUntypedArrayMethods,
};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyFloat;
use rayon::prelude::*;

use crate::errors;
use crate::threads::pool;

/// One number, or an array of float64.
#[derive(Debug)]
pub(crate) enum Numbers<'py> {
    /// A Python number.
    One(f64),
    /// An array; of a list, its copy.
    Many(PyReadonlyArrayDyn<'py, f64>),
}

impl<'py> FromPyObject<'_, 'py> for Numbers<'py> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(number) = object.cast::<PyFloat>() {
            return Ok(Self::One(number.value()));
        }
        if let Ok(array) = object.cast::<PyArrayDyn<f64>>() {
            return Ok(Self::Many(array.try_readonly()?));
        }
        let numpy = object.py().import("numpy")?;
        let array = numpy.call_method1("asarray", (object,))?;
        let kind: String = array.getattr("dtype")?.getattr("kind")?.extract()?;
        if !matches!(kind.as_str(), "i" | "u" | "f") {
            return Err(PyTypeError::new_err(format!(
                "expected real numbers, one or an array of them; got {} of dtype {}",
                object.get_type().qualname()?,
                array.getattr("dtype")?
            )));
        }
        let is_array = object.cast::<PyUntypedArray>().is_ok();
        let array = array.call_method1("astype", ("float64",))?;
        let array = array.cast_into::<PyArrayDyn<f64>>()?;
        if array.ndim() == 0 && !is_array {
            return Ok(Self::One(array.item()?));
        }
        Ok(Self::Many(array.try_readonly()?))
    }
}

/// The item of an array without dimensions.
trait Item {
    fn item(&self) -> PyResult<f64>;
}

impl Item for Bound<'_, PyArrayDyn<f64>> {
    fn item(&self) -> PyResult<f64> {
        self.call_method0("item")?.extract()
    }
}

impl Numbers<'_> {
    fn shape(&self) -> &[usize] {
        match self {
            Self::One(_) => &[],
            Self::Many(array) => array.shape(),
        }
    }

    /// All of them in a row, repeated to this shape where the shape asks for it.
    fn column(&self, shape: &[usize]) -> PyResult<Column<'_>> {
        let array = match self {
            Self::One(value) => return Ok(Column::One(*value)),
            Self::Many(array) => array,
        };
        if array.shape() == shape
            && let Ok(slice) = array.as_slice()
        {
            return Ok(Column::Slice(slice));
        }
        let view = array.as_array();
        let view = view
            .broadcast(shape)
            .ok_or_else(|| PyValueError::new_err("the shapes do not broadcast"))?;
        Ok(Column::Copy(view.iter().copied().collect()))
    }

    /// All of them in a row.
    pub(crate) fn flat(&self) -> Vec<f64> {
        match self {
            Self::One(value) => vec![*value],
            Self::Many(array) => array.as_array().iter().copied().collect(),
        }
    }
}

/// Numbers in a row: the same one always, those of Python, or a copy.
#[derive(Debug)]
enum Column<'a> {
    One(f64),
    Slice(&'a [f64]),
    Copy(Vec<f64>),
}

impl Column<'_> {
    #[inline]
    fn at(&self, index: usize) -> f64 {
        match self {
            Self::One(value) => *value,
            Self::Slice(values) => values[index],
            Self::Copy(values) => values[index],
        }
    }
}

/// The shape of all together, as numpy broadcasts: equal lengths, or one of them 1, from the last on.
fn broadcast(shapes: &[&[usize]]) -> PyResult<Vec<usize>> {
    let dimensions = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    let mut together = vec![1; dimensions];
    for shape in shapes {
        let first = dimensions - shape.len();
        for (length, &own) in together[first..].iter_mut().zip(*shape) {
            if own != *length && own != 1 && *length != 1 {
                return Err(PyValueError::new_err(format!(
                    "the shapes {shapes:?} do not broadcast together"
                )));
            }
            if *length == 1 {
                *length = own;
            }
        }
    }
    Ok(together)
}

/// Up to so many numbers are not worth another thread.
const FEW: usize = 64;
/// A block is so many parcels, for threads to take one after the other.
const PARCELS: usize = 64;
/// The first block, and the shortest: slow equations too are left soon after Ctrl-C.
const SHORTEST: usize = 256;
/// Between two looks for Ctrl-C, about.
const BETWEEN: Duration = Duration::from_millis(50);

/// `K` answers of `equation` for each set of `N` numbers, one array an answer, or one float; Python goes on
/// meanwhile, and the first number without an answer is the error.
pub(crate) fn map<'py, const N: usize, const K: usize, F>(
    py: Python<'py>,
    inputs: [&Numbers<'py>; N],
    equation: F,
) -> PyResult<[Bound<'py, PyAny>; K]>
where
    F: Fn([f64; N]) -> glassmelt::Result<[f64; K]> + Sync + Send,
{
    let shapes: Vec<&[usize]> = inputs.iter().map(|input| input.shape()).collect();
    let shape = broadcast(&shapes)?;
    let single = inputs.iter().all(|input| matches!(input, Numbers::One(_)));
    let mut columns = Vec::with_capacity(N);
    for input in inputs {
        columns.push(input.column(&shape)?);
    }
    let at = |index: usize| equation(std::array::from_fn(|n| columns[n].at(index)));
    if single {
        let answers = at(0).map_err(errors::theory)?;
        return Ok(answers.map(|answer| PyFloat::new(py, answer).into_any()));
    }
    let count = shape.iter().product();
    let answers = rows(py, count, at).map_err(|failure| match failure {
        Failure::At(index, error) => errors::theory_at(error, Some(index)),
        Failure::Python(error) => error,
    })?;
    arrays(py, answers, &shape)
}

/// Why there is no row of answers.
enum Failure {
    /// The theory has none for this number.
    At(usize, glassmelt::Error),
    /// Ctrl-C, or no threads.
    Python(PyErr),
}

/// The answers for `0..count`, block after block; between blocks Python may interrupt.
fn rows<const K: usize>(
    py: Python<'_>,
    count: usize,
    at: impl Fn(usize) -> glassmelt::Result<[f64; K]> + Sync + Send,
) -> Result<Vec<[f64; K]>, Failure> {
    let mut answers = vec![[0.0; K]; count];
    if count <= FEW {
        fill(0, &mut answers, &at)?;
        return Ok(answers);
    }
    let threads = pool().map_err(Failure::Python)?;
    let (mut done, mut length) = (0, SHORTEST);
    while done < count {
        let block = done..count.min(done + length);
        let began = Instant::now();
        py.detach(|| threads.install(|| in_parcels(block.clone(), &mut answers, &at)))?;
        py.check_signals().map_err(Failure::Python)?;
        done = block.end;
        length = next_length(length, began.elapsed());
    }
    Ok(answers)
}

/// Longer blocks where they took less than the time between two looks, shorter ones where more.
fn next_length(length: usize, took: Duration) -> usize {
    if took < BETWEEN / 2 {
        2 * length
    } else if took > 2 * BETWEEN {
        (length / 2).max(SHORTEST)
    } else {
        length
    }
}

fn in_parcels<const K: usize>(
    block: Range<usize>,
    answers: &mut [[f64; K]],
    at: &(impl Fn(usize) -> glassmelt::Result<[f64; K]> + Sync),
) -> Result<(), Failure> {
    let (begin, parcel) = (block.start, block.len().div_ceil(PARCELS));
    answers[block]
        .par_chunks_mut(parcel)
        .enumerate()
        .map(|(index, answers)| fill(begin + index * parcel, answers, at))
        // The first number that has no answer, whichever thread finds one.
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

fn fill<const K: usize>(
    begin: usize,
    answers: &mut [[f64; K]],
    at: &impl Fn(usize) -> glassmelt::Result<[f64; K]>,
) -> Result<(), Failure> {
    for (index, answer) in (begin..).zip(answers) {
        *answer = at(index).map_err(|error| Failure::At(index, error))?;
    }
    Ok(())
}

/// One array an answer.
fn arrays<'py, const K: usize>(
    py: Python<'py>,
    answers: Vec<[f64; K]>,
    shape: &[usize],
) -> PyResult<[Bound<'py, PyAny>; K]> {
    if K == 1 {
        let only = array(py, answers.into_flattened(), shape)?;
        return Ok(std::array::from_fn(|_| only.clone()));
    }
    let mut all = Vec::with_capacity(K);
    for k in 0..K {
        let column = answers.iter().map(|answer| answer[k]).collect();
        all.push(array(py, column, shape)?);
    }
    <[_; K]>::try_from(all).map_err(|_| PyValueError::new_err("an answer is missing"))
}

/// An array of this shape.
pub(crate) fn array<'py>(
    py: Python<'py>,
    values: Vec<f64>,
    shape: &[usize],
) -> PyResult<Bound<'py, PyAny>> {
    Ok(values.into_pyarray(py).reshape(shape)?.into_any())
}

/// The one answer of [`map`].
pub(crate) fn one<'py, const N: usize, F>(
    py: Python<'py>,
    inputs: [&Numbers<'py>; N],
    equation: F,
) -> PyResult<Bound<'py, PyAny>>
where
    F: Fn([f64; N]) -> glassmelt::Result<f64> + Sync + Send,
{
    map(py, inputs, |numbers| {
        equation(numbers).map(|answer| [answer])
    })
    .map(|[answer]| answer)
}

/// `fn name(a, b) = an equation of a and b;` as functions of Python on numbers of any shape.
macro_rules! elementwise {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident),+) = $equation:expr;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        pub(crate) fn $name<'py>(
            py: Python<'py>,
            $($argument: crate::numbers::Numbers<'py>),+
        ) -> PyResult<Bound<'py, PyAny>> {
            crate::numbers::one(py, [$(&$argument),+], |[$($argument),+]| $equation)
        }
    )+};
}
pub(crate) use elementwise;
