//! The checks of what says how: sampler, boundary, field, looks, dynamics, population.

use glassmelt::SymmetricTensor;
use glassmelt_rotors::{Boundary, Core};
use glassmelt_study::mistake::{Checked, Mistake, check, non_negative, positive, unused};

use super::units::Door;
use super::{DynamicsPlan, Exchange, FieldPlan, LookPlan, PopulationPlan, SamplerPlan, Sites};
use crate::file::{
    BoundaryTable, CoreWord, DynamicsTable, FieldTable, Hold, LookTable, Method, PopulationTable,
    SamplerKind, SamplerTable,
};

/// Defaults of the samplers, choices that decide the efficiency and nothing else: a free rotor of unit velocity
/// turns by 1.5 in a trajectory; acceptances are those of hybrid and of single-rotor moves.
const LENGTH: f64 = 1.5;
const LEAP: f64 = 0.3;
const MOVE: f64 = 0.5;
const ACCEPTANCES: [f64; 2] = [0.8, 0.4];

pub(super) fn sampler(table: &SamplerTable) -> Checked<SamplerPlan> {
    let kind = table.kind.unwrap_or_default();
    if kind != SamplerKind::Hybrid {
        let why = "belongs to kind = \"hybrid\"; expected none with another kind";
        unused("sampler.length", table.length.as_ref(), why)?;
    }
    if kind == SamplerKind::HeatBath {
        let why =
            "belongs to kind = \"hybrid\" or \"metropolis\"; expected none with \"heat-bath\"";
        unused("sampler.stride", table.stride.as_ref(), why)?;
        unused("sampler.acceptance", table.acceptance.as_ref(), why)?;
    }
    let (stride, acceptance) = match kind {
        SamplerKind::Hybrid => (LEAP, ACCEPTANCES[0]),
        SamplerKind::Metropolis | SamplerKind::HeatBath => (MOVE, ACCEPTANCES[1]),
    };
    let length = table.length.unwrap_or(LENGTH);
    check(
        "sampler.length",
        (),
        length > 0.0 && length <= 1e3,
        "above zero, at most 1000",
    )?;
    let stride = table.stride.unwrap_or(stride);
    check(
        "sampler.stride",
        (),
        stride > 0.0 && stride <= 10.0,
        "above zero, at most 10",
    )?;
    let acceptance = table.acceptance.unwrap_or(acceptance);
    let right = acceptance > 0.0 && acceptance < 1.0;
    check("sampler.acceptance", (), right, "above zero and below one")?;
    Ok(SamplerPlan {
        kind,
        length,
        stride,
        acceptance,
        exchange: if table.exchange.unwrap_or(true) {
            Exchange::Neighbours
        } else {
            Exchange::None
        },
    })
}

pub(super) fn boundary(table: &BoundaryTable, door: &Door) -> Checked<Boundary> {
    let right = table.tensor.iter().all(|number| number.is_finite());
    check("boundary.tensor", (), right, "six finite numbers")?;
    let tensor = SymmetricTensor::from_components(table.tensor);
    Ok(match table.hold {
        Hold::Strain => Boundary::Strain(tensor),
        Hold::Stress => Boundary::Stress(tensor * door.modulus),
    })
}

pub(super) fn field(table: &FieldTable, sites: &Sites) -> Checked<FieldPlan> {
    let inside = (1e-14..=1e-2).contains(&table.accuracy);
    check("field.accuracy", (), inside, "from 1e-14 to 0.01")?;
    let lattice = sites.lattice();
    if table.method == Method::Lattice && lattice.is_none() {
        return Err(Mistake::at(
            "field.method",
            "needs [sites] kind = \"lattice\"; expected \"auto\", \"ewald\" or \"mesh\" for other places",
        ));
    }
    let core = match table.core {
        CoreWord::Point => Core::Point,
        CoreWord::Smeared(length) => {
            let shortest = lattice.map_or(0.0, |lattice| 0.1 * lattice.spacing());
            let longest = 0.25 * sites.cell().sides().min();
            let expected = format!(
                "\"point\", or a length above zero from {shortest} to {longest} (a tenth of the lattice \
                 constant, a quarter of the shortest side)"
            );
            let right = length > 0.0 && (shortest..=longest).contains(&length);
            Core::Smeared(check("field.core", length, right, &expected)?)
        }
    };
    Ok(FieldPlan {
        method: table.method,
        accuracy: table.accuracy,
        core,
    })
}

pub(super) fn look(table: &LookTable, every: u64, sites: &Sites) -> Checked<LookPlan> {
    let waves = u32::try_from(table.waves).unwrap_or(u32::MAX);
    check("look.waves", (), waves <= 64, "at most 64")?;
    let half = 0.5 * sites.cell().sides().min();
    let inside = |radius: &f64| *radius > 0.0 && *radius <= half;
    let expected = format!("radii above zero, at most half of the shortest side, {half}");
    check("look.radii", (), table.radii.iter().all(inside), &expected)?;
    let fits = |frames: u64| frames > 0 && frames.checked_rem(every) == Some(0);
    let expected = format!("a multiple of [run] every, {every}");
    check("look.frames", (), table.frames.is_none_or(fits), &expected)?;
    Ok(LookPlan {
        waves,
        radii: table.radii.clone(),
        frames: table.frames,
    })
}

/// The fewest looks at a motion of which C(t) can be told: sixteen blocks of origins beside the lags.
const FEWEST_LOOKS: u64 = 24;

pub(super) fn dynamics(table: &DynamicsTable) -> Checked<DynamicsPlan> {
    positive("dynamics.time_step", table.time_step)?;
    positive("dynamics.duration", table.duration)?;
    let steps = (table.duration / table.time_step).round();
    let right = (1.0..=1e12).contains(&steps);
    check(
        "dynamics.duration",
        (),
        right,
        "1 to 1000000000000 time steps",
    )?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let steps = steps as u64;
    let expected = format!("1 to {steps}, all steps of the duration");
    check(
        "dynamics.every",
        (),
        (1..=steps).contains(&table.every),
        &expected,
    )?;
    let expected = format!(
        "at least {FEWEST_LOOKS} looks, that is {} of time or more at this time_step and every",
        FEWEST_LOOKS as f64 * table.time_step * table.every as f64
    );
    check(
        "dynamics.duration",
        (),
        steps / table.every >= FEWEST_LOOKS,
        &expected,
    )?;
    Ok(DynamicsPlan {
        kind: table.kind,
        time_step: table.time_step,
        steps,
        every: table.every,
    })
}

pub(super) fn population(table: &PopulationTable) -> Checked<PopulationPlan> {
    Ok(PopulationPlan {
        y0: positive("population.y0", table.y0)?,
        n_prime: non_negative("population.n_prime", table.n_prime)?,
        e_d: non_negative("population.e_d", table.e_d)?,
    })
}
