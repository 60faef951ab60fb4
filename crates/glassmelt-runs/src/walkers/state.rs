//! The state of all walkers: what the rest of the run depends on.

use glassmelt_rotors::{Sweep, Tuning};
use nalgebra::{Quaternion, UnitQuaternion};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::walker::Walker;
use crate::checkpoint::{Numbers, State};
use crate::error::{Result, RunError};

const ORIENTATIONS: &str = "orientations";

/// One walker but its orientations.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Kept {
    tuning: Tuning,
    accepted: f64,
    energy: f64,
    acceptance: f64,
}

pub(super) fn save(sweeps: u64, walkers: &[Walker]) -> State {
    let kept = walkers.iter().map(|walker| Kept {
        tuning: walker.tuning,
        accepted: walker.accepted,
        energy: walker.last.energy,
        acceptance: walker.last.acceptance,
    });
    let kept: Vec<Kept> = kept.collect();
    let all = walkers
        .iter()
        .flat_map(|walker| walker.rotors.orientations());
    let numbers = all.flat_map(|orientation| <[f64; 4]>::from(orientation.coords));
    State {
        values: json!({"sweeps": sweeps, "walkers": kept}),
        arrays: vec![(ORIENTATIONS.to_owned(), Numbers::Real(numbers.collect()))],
    }
}

/// Puts the walkers where they were; their sweeps, at most `each`.
pub(super) fn restore(state: &State, each: u64, walkers: &mut [Walker]) -> Result<u64> {
    let sweeps: u64 = state.value("sweeps")?;
    let kept: Vec<Kept> = state.value("walkers")?;
    let numbers = state.real(ORIENTATIONS)?;
    let rotors: usize = walkers.iter().map(|walker| walker.rotors.count()).sum();
    if kept.len() != walkers.len() || numbers.len() != 4 * rotors || sweeps > each {
        return Err(RunError::State {
            what: format!(
                "it has {} walkers with {} rotors after {sweeps} sweeps, the run {} with {rotors} and \
                 {each} sweeps in all",
                kept.len(),
                numbers.len() / 4,
                walkers.len()
            ),
        });
    }
    // Of length one to the last bit as they were: another normalization would change them.
    let orientation =
        |q: &[f64]| UnitQuaternion::new_unchecked(Quaternion::new(q[3], q[0], q[1], q[2]));
    let mut orientations = numbers.chunks_exact(4).map(orientation);
    for (walker, kept) in walkers.iter_mut().zip(kept) {
        for place in walker.rotors.orientations_mut() {
            if let Some(orientation) = orientations.next() {
                *place = orientation;
            }
        }
        walker.tuning = kept.tuning;
        walker.accepted = kept.accepted;
        walker.last = Sweep {
            energy: kept.energy,
            acceptance: kept.acceptance,
        };
    }
    Ok(sweeps)
}
