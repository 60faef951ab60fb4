//! The elastic medium, dipoles and their pairs: Eqs. 5-10. Arrays come from `glassmelt.elastic`, a row each.

use glassmelt as rust;
use glassmelt::interaction::{PairAnswers, PairBatch, printed};
use glassmelt::medium::Separation;
use numpy::PyReadonlyArray2;
use pyo3::prelude::*;

use crate::errors::{theory, theory_at};
use crate::results::named;
use crate::rows::{Rows, array, tensor, vector};
use crate::threads::beside;

/// An isotropic elastic medium by its Lame coefficients, in one unit of pressure.
///
/// Stable: mu and 3 lambda + 2 mu positive. Raises UnstableMediumError otherwise.
#[pyclass(frozen, module = "glassmelt.medium", from_py_object)]
#[derive(Clone, Copy)]
pub(crate) struct Medium(pub(crate) rust::Medium);

#[pymethods]
impl Medium {
    #[new]
    fn new(lambda_: f64, mu: f64) -> PyResult<Self> {
        rust::Medium::new(lambda_, mu).map(Self).map_err(theory)
    }

    /// The first Lame coefficient.
    #[getter]
    fn lambda_(&self) -> f64 {
        self.0.lambda()
    }

    /// The shear modulus.
    #[getter]
    fn mu(&self) -> f64 {
        self.0.mu()
    }

    /// A = (lambda + 3 mu)/(lambda + 2 mu) of Eq. 6.
    #[getter]
    fn a(&self) -> f64 {
        self.0.a()
    }

    /// B = (lambda + mu)/(lambda + 2 mu) of Eq. 6.
    #[getter]
    fn b(&self) -> f64 {
        self.0.b()
    }

    /// lambda + 2 mu/3.
    #[getter]
    fn bulk_modulus(&self) -> f64 {
        self.0.bulk_modulus()
    }

    /// lambda/(2 lambda + 2 mu).
    #[getter]
    fn poisson_ratio(&self) -> f64 {
        self.0.poisson_ratio()
    }

    fn __repr__(&self) -> String {
        let (lambda, mu) = (self.0.lambda(), self.0.mu());
        format!("Medium: stress = {lambda} tr(strain) 1 + 2 {mu} strain")
    }

    fn __reduce__(&self, py: Python<'_>) -> PyResult<(Py<PyAny>, (f64, f64))> {
        let class = py.import("glassmelt.medium")?.getattr("Medium")?;
        Ok((class.unbind(), (self.0.lambda(), self.0.mu())))
    }
}

/// So many pairs are answered between two looks for Ctrl-C.
const PAIRS: usize = 1 << 16;

/// Energies (n,), forces on b, torques on a and on b (n, 3) of pairs, from rows (n, 6), (n, 6), (n, 3).
#[pyfunction]
pub(crate) fn pair_rows<'py>(
    py: Python<'py>,
    medium: Medium,
    dipole_a: PyReadonlyArray2<'py, f64>,
    dipole_b: PyReadonlyArray2<'py, f64>,
    r: PyReadonlyArray2<'py, f64>,
) -> PyResult<Bound<'py, PyAny>> {
    let (a, b, r) = (
        Rows::<6>::of(&dipole_a)?,
        Rows::<6>::of(&dipole_b)?,
        Rows::<3>::of(&r)?,
    );
    let count = a.len().max(b.len()).max(r.len());
    let answered = beside(py, move |talk| {
        let mut whole = Pairs::default();
        for from in (0..count).step_by(PAIRS) {
            if talk.asked_to_stop() {
                break;
            }
            whole.add(&medium.0, from..count.min(from + PAIRS), (&a, &b, &r))?;
        }
        Ok(whole)
    })?;
    let Pairs {
        energy,
        force,
        torque_a,
        torque_b,
    } = answered.map_err(theory)?;
    let shape = [energy.len()];
    let energy = crate::numbers::array(py, energy, &shape)?;
    let rest = [force, torque_a, torque_b].map(|rows| array(py, rows));
    let [force, torque_a, torque_b] = rest;
    named(
        py,
        "PairInteraction",
        &[energy, force?, torque_a?, torque_b?],
    )
}

/// Answers of pairs, a row each.
#[derive(Default)]
struct Pairs {
    energy: Vec<f64>,
    force: Vec<[f64; 3]>,
    torque_a: Vec<[f64; 3]>,
    torque_b: Vec<[f64; 3]>,
}

impl Pairs {
    /// The pairs of a range, in the columns that the fast kernel takes.
    fn add(
        &mut self,
        medium: &rust::Medium,
        range: std::ops::Range<usize>,
        (a, b, r): (&Rows<6>, &Rows<6>, &Rows<3>),
    ) -> rust::Result<()> {
        let from = range.start;
        let dipoles = |rows: &Rows<6>| -> [Vec<f64>; 6] {
            std::array::from_fn(|k| range.clone().map(|index| rows.at(index)[k]).collect())
        };
        let (a, b) = (dipoles(a), dipoles(b));
        let r: [Vec<f64>; 3] =
            std::array::from_fn(|k| range.clone().map(|index| r.at(index)[k]).collect());
        let batch = PairBatch {
            dipole_a: a.each_ref().map(Vec::as_slice),
            dipole_b: b.each_ref().map(Vec::as_slice),
            r: r.each_ref().map(Vec::as_slice),
        };
        let mut answers = PairAnswers::default();
        batch
            .interactions(medium, &mut answers)
            .map_err(|error| match error {
                rust::Error::PairNotApart { index, distance } => rust::Error::PairNotApart {
                    index: from + index,
                    distance,
                },
                other => other,
            })?;
        let rows = |columns: &[Vec<f64>; 3]| -> Vec<[f64; 3]> {
            let row = |index: usize| std::array::from_fn(|k| columns[k][index]);
            (0..range.len()).map(row).collect()
        };
        self.energy.extend(&answers.energy);
        self.force.extend(rows(&answers.force));
        self.torque_a.extend(rows(&answers.torque_a));
        self.torque_b.extend(rows(&answers.torque_b));
        Ok(())
    }
}

/// Energies (n,) of pairs by Eq. 10 as printed, from rows (n, 6), (n, 6), (n, 3).
#[pyfunction]
pub(crate) fn printed_pair_rows<'py>(
    py: Python<'py>,
    medium: Medium,
    dipole_a: PyReadonlyArray2<'py, f64>,
    dipole_b: PyReadonlyArray2<'py, f64>,
    r: PyReadonlyArray2<'py, f64>,
) -> PyResult<Bound<'py, PyAny>> {
    let (a, b, r) = (
        Rows::<6>::of(&dipole_a)?,
        Rows::<6>::of(&dipole_b)?,
        Rows::<3>::of(&r)?,
    );
    let count = a.len().max(b.len()).max(r.len());
    let at = move |index: usize| {
        let apart = Separation::new(vector(r.at(index))).map_err(|error| (index, error))?;
        Ok(printed::pair_energy(
            &medium.0,
            &tensor(a.at(index)),
            &tensor(b.at(index)),
            &apart,
        ))
    };
    let energy: Result<Vec<f64>, (usize, rust::Error)> =
        beside(py, move |_| (0..count).map(at).collect())?;
    let energy = energy.map_err(|(index, error)| theory_at(error, Some(index)))?;
    crate::numbers::array(py, energy, &[count])
}

/// Displacement (n, 3), strain (n, 6), rotation (n, 3), stress (n, 6) of dipoles at the origin, from rows (n, 6), (n, 3).
#[pyfunction]
pub(crate) fn dipole_field_rows<'py>(
    py: Python<'py>,
    medium: Medium,
    dipole: PyReadonlyArray2<'py, f64>,
    r: PyReadonlyArray2<'py, f64>,
) -> PyResult<Bound<'py, PyAny>> {
    let (dipole, r) = (Rows::<6>::of(&dipole)?, Rows::<3>::of(&r)?);
    let count = dipole.len().max(r.len());
    let at = move |index: usize| {
        let apart = Separation::new(vector(r.at(index))).map_err(|error| (index, error))?;
        Ok(medium.0.dipole_field(&tensor(dipole.at(index)), &apart))
    };
    let fields: Result<Vec<_>, (usize, rust::Error)> =
        beside(py, move |_| (0..count).map(at).collect())?;
    let fields = fields.map_err(|(index, error)| theory_at(error, Some(index)))?;
    let vectors =
        |of: fn(&rust::medium::DipoleField) -> [f64; 3]| array(py, fields.iter().map(of).collect());
    let tensors =
        |of: fn(&rust::medium::DipoleField) -> [f64; 6]| array(py, fields.iter().map(of).collect());
    let parts = [
        vectors(|field| field.displacement.into())?,
        tensors(|field| field.strain.components())?,
        vectors(|field| field.rotation.into())?,
        tensors(|field| field.stress.components())?,
    ];
    named(py, "DipoleField", &parts)
}

/// alpha = 16 pi |p|^2, below Eq. 15, of a dipole (six components): smallest, mean, largest over directions.
#[pyfunction]
pub(crate) fn alpha_of(medium: Medium, dipole: [f64; 6], cell: f64) -> PyResult<(f64, f64, f64)> {
    let dipole = rust::DipoleTensor(tensor(dipole));
    let alpha = dipole.alpha(&medium.0, cell).map_err(theory)?;
    Ok((alpha.min, alpha.mean, alpha.max))
}
