//! Any flow, step by step: the explicit Runge-Kutta pair of Tsitouras through the crate diffsol.

use diffsol::{NalgebraMat, OdeBuilder, OdeSolverMethod, OdeSolverStopReason, Vector};

use super::Flow;
use crate::error::{Error, Result, non_negative, require};

/// Steps after which an integration is given up.
const MOST_STEPS: usize = 5_000_000;

/// How closely to integrate: each step's error is kept below `relative * |state| + absolute`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance {
    /// Relative to each quantity.
    pub relative: f64,
    /// In the units of each quantity.
    pub absolute: f64,
}

impl Default for Tolerance {
    /// 1e-12 relative, 1e-14 absolute.
    fn default() -> Self {
        Self {
            relative: 1e-12,
            absolute: 1e-14,
        }
    }
}

/// States of a flow at the scales asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    /// One state for each scale, in the order asked for.
    pub states: Vec<Vec<f64>>,
    /// The largest change of the flow's invariant along the way, where it has one.
    pub invariant_drift: Option<f64>,
}

/// Follows `flow` from `start` at `ell = 0` to each of the scales `ells`, which must rise.
///
/// The solver is explicit: meant for flows that are not stiff. Errors name the scale reached.
pub fn integrate(
    flow: &impl Flow,
    start: &[f64],
    ells: &[f64],
    tolerance: Tolerance,
) -> Result<Trajectory> {
    check(flow, start, ells)?;
    let problem = OdeBuilder::<NalgebraMat<f64>>::new()
        .rtol(tolerance.relative)
        .atol([tolerance.absolute])
        .rhs(|state: &[f64], _: &[f64], ell: f64, slope: &mut [f64]| flow.slope(ell, state, slope))
        .init(
            |_: &[f64], _: f64, state: &mut [f64]| state.copy_from_slice(start),
            start.len(),
        )
        .build()
        .map_err(|error| failed(0.0, &error))?;
    let mut solver = problem.tsit45().map_err(|error| failed(0.0, &error))?;
    let mut states = Vec::with_capacity(ells.len());
    let mut steps = 0;
    for &ell in ells {
        if ell > solver.state().t {
            solver
                .set_stop_time(ell)
                .map_err(|error| failed(ell, &error))?;
            loop {
                let reason = solver
                    .step()
                    .map_err(|error| failed(solver.state().t, &error))?;
                steps += 1;
                if matches!(reason, OdeSolverStopReason::TstopReached) {
                    break;
                }
                if steps > MOST_STEPS {
                    let reason = "five million steps were not enough: is the flow stiff?".into();
                    return Err(Error::Integration {
                        ell: solver.state().t,
                        reason,
                    });
                }
            }
        }
        states.push(solver.state().y.clone_as_vec());
    }
    let invariant_drift = drift(flow, start, &states);
    Ok(Trajectory {
        states,
        invariant_drift,
    })
}

fn check(flow: &impl Flow, start: &[f64], ells: &[f64]) -> Result<()> {
    let same = start.len() == flow.dimension();
    require(
        "dimension of the start",
        start.len() as f64,
        same,
        "the dimension of the flow",
    )?;
    for (i, &ell) in ells.iter().enumerate() {
        non_negative("ell", ell)?;
        require(
            "ell",
            ell,
            i == 0 || ell >= ells[i - 1],
            "no smaller than the scale before it",
        )?;
    }
    Ok(())
}

fn failed(ell: f64, error: &diffsol::error::DiffsolError) -> Error {
    Error::Integration {
        ell,
        reason: error.to_string(),
    }
}

/// The largest deviation of the invariant from its value at the start.
fn drift(flow: &impl Flow, start: &[f64], states: &[Vec<f64>]) -> Option<f64> {
    let constant = flow.invariant(start)?;
    states
        .iter()
        .filter_map(|state| flow.invariant(state))
        .map(|value| (value - constant).abs())
        .reduce(f64::max)
}
