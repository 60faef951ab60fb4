//! The numbers of a run as tables, in long form where there are many of a kind.

use glassmelt_runs::{AtWaveNumber, CouplingResult, DynamicsResult, Quantity};

use super::{NamedRun, RotorsRun};
use crate::Table;
use crate::tables::{header, maybe, number};

/// The words of all tables of a run.
pub(super) const NAMES: [&str; 9] = [
    "modulus",
    "population",
    "modulus_wave",
    "modulus_distance",
    "order",
    "theories",
    "relaxation",
    "storage_loss",
    "viscosity",
];

/// The moduli of several runs, a row for each coupling of each.
pub(super) fn runs(runs: &[NamedRun]) -> Table {
    let of_run = |run| NamedRun::couplings(run).map(move |at| moduli_of(run, at));
    Table {
        name: "runs",
        title: "Runs side by side",
        header: header(&[
            "run",
            "rotors",
            "density",
            "x0",
            "softening",
            "equilibrated",
            "mu_r_k0",
            "mu_r_k0_error",
            "q",
            "mu_r_q",
            "mu_r_q_error",
        ]),
        rows: runs.iter().flat_map(of_run).collect(),
    }
}

/// A coupling of a run, its modulus at k = 0 and at the smallest q.
fn moduli_of(run: &NamedRun, at: &CouplingResult) -> Vec<String> {
    let wave = at.smallest_wave();
    let mut row = vec![run.name.to_owned(), run.results.rotors.to_string()];
    let measured = at.population.map(|population| population.density.mean);
    row.push(maybe(measured.unwrap_or(Some(run.results.density))));
    row.extend([at.x0, at.softening].map(number));
    row.push(at.equilibrated.to_string());
    row.extend([at.mu_r_k0.mean, at.mu_r_k0.error].map(maybe));
    row.push(maybe(wave.map(|wave| wave.q)));
    row.push(maybe(wave.and_then(|wave| wave.mu_r.mean)));
    row.push(maybe(wave.and_then(|wave| wave.mu_r.error)));
    row
}

/// The names of the five shears, in the order of the answer.
const SHEARS: [&str; 5] = ["xx-yy", "2zz-xx-yy", "yz", "xz", "xy"];

/// Every table that has rows.
pub(super) fn all(run: &RotorsRun) -> Vec<Table> {
    let couplings = &run.results.results;
    let mut tables = vec![
        modulus(couplings),
        population(couplings),
        waves(couplings),
        distances(couplings),
        order(couplings),
        theories(couplings),
        relaxation(couplings),
        storage_loss(couplings),
        viscosity(couplings),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// A mean, its error and its independent samples.
fn three(quantity: &Quantity) -> [String; 3] {
    [
        maybe(quantity.mean),
        maybe(quantity.error),
        number(quantity.independent_samples),
    ]
}

/// Modulus at k = 0, of all shears and of each.
fn modulus(couplings: &[CouplingResult]) -> Table {
    let rows = couplings.iter().flat_map(|at| {
        let each = SHEARS.iter().zip(&at.mu_r_k0_of_each);
        let named = std::iter::once((&"mean", &at.mu_r_k0)).chain(each);
        named.map(|(shear, mu_r)| {
            let mut row = vec![number(at.x0), maybe(at.temperature_k), number(at.softening)];
            row.extend([at.equilibrated.to_string(), (*shear).to_string()]);
            row.extend(three(mu_r));
            row.push(maybe(mu_r.correlation_sweeps));
            row
        })
    });
    Table {
        name: "modulus",
        title: "Modulus at k = 0",
        rows: rows.collect(),
        header: header(&[
            "x0",
            "T_K",
            "softening",
            "equilibrated",
            "shear",
            "mu_r",
            "error",
            "independent_samples",
            "correlation_sweeps",
        ]),
    }
}

/// Numbers of rotors, where they come and go, and how often an attempt was accepted.
fn population(couplings: &[CouplingResult]) -> Table {
    let row = |at: &CouplingResult| {
        let population = at.population?;
        let mut row = vec![number(at.x0), maybe(at.temperature_k)];
        row.extend([at.equilibrated.to_string(), number(population.activity)]);
        row.push(maybe(population.ideal_density));
        row.extend(three(&population.density));
        let two = |quantity: &Quantity| [maybe(quantity.mean), maybe(quantity.error)];
        row.extend(two(&population.core_fraction));
        row.extend(two(&population.number_fluctuation));
        row.extend(two(&population.energy_density));
        let rates = [population.insertion, population.deletion, population.hop];
        row.extend(rates.map(maybe));
        row.push(maybe(at.acceptance));
        Some(row)
    };
    Table {
        name: "population",
        title: "Numbers of rotors",
        rows: couplings.iter().filter_map(row).collect(),
        header: header(&[
            "x0",
            "T_K",
            "equilibrated",
            "activity",
            "ideal_density",
            "density",
            "error",
            "independent_samples",
            "core_fraction",
            "core_fraction_error",
            "number_fluctuation",
            "number_fluctuation_error",
            "energy_density",
            "energy_density_error",
            "insertion",
            "deletion",
            "hop",
            "turn",
        ]),
    }
}

/// What shear waves along a direction see, in a cubic crystal with `C' = (C11 - C12)/2`.
fn seen_along(direction: &str) -> &'static str {
    match direction {
        "100" => "C44",
        "110" => "C44 and C'",
        "111" => "(2C'+C44)/3",
        _ => "several",
    }
}

/// What a shell sees: as its direction where all its waves are of one.
fn seen_by(at: &CouplingResult, shell: &AtWaveNumber) -> &'static str {
    let alike = |wave: &&AtWaveNumber| wave.waves == shell.waves && wave.mu_r == shell.mu_r;
    let mut families = at.mu_r_along.iter();
    let family = families.find(|along| along.mu_r_q.iter().any(|wave| alike(&wave)));
    seen_along(family.map_or("", |along| along.direction.as_str()))
}

/// Modulus against wave number, over shells and along directions.
fn waves(couplings: &[CouplingResult]) -> Table {
    let rows = couplings.iter().flat_map(|at| {
        let shells = at.mu_r_q.iter();
        let shells = shells.map(|wave| (["shell", seen_by(at, wave)], wave));
        let along = at.mu_r_along.iter().flat_map(|along| {
            let words = [along.direction.as_str(), seen_along(&along.direction)];
            along.mu_r_q.iter().map(move |wave| (words, wave))
        });
        let row = |([direction, shear], wave): ([&str; 2], &AtWaveNumber)| {
            let mut row = vec![number(at.x0), at.equilibrated.to_string()];
            row.extend([
                direction.to_string(),
                shear.to_string(),
                number(wave.q),
                wave.waves.to_string(),
            ]);
            row.extend(three(&wave.mu_r));
            row
        };
        shells.chain(along).map(row).collect::<Vec<_>>()
    });
    Table {
        name: "modulus_wave",
        title: "Modulus against wave number",
        rows: rows.collect(),
        header: header(&[
            "x0",
            "equilibrated",
            "direction",
            "shear",
            "q",
            "waves",
            "mu_r",
            "error",
            "independent_samples",
        ]),
    }
}

/// Modulus against distance.
fn distances(couplings: &[CouplingResult]) -> Table {
    let rows = couplings.iter().flat_map(|at| {
        at.mu_r_r.iter().map(|r| {
            let mut row = vec![number(at.x0), at.equilibrated.to_string(), number(r.radius)];
            row.extend(three(&r.mu_r));
            row.extend([r.mu_r_of_medium.mean, r.mu_r_of_medium.error].map(maybe));
            row
        })
    });
    Table {
        name: "modulus_distance",
        title: "Modulus against distance",
        rows: rows.collect(),
        header: header(&[
            "x0",
            "equilibrated",
            "radius",
            "mu_r",
            "error",
            "independent_samples",
            "mu_r_of_medium",
            "mu_r_of_medium_error",
        ]),
    }
}

/// Energy, heat capacity, order, length and how rotors moved.
fn order(couplings: &[CouplingResult]) -> Table {
    let row = |at: &CouplingResult| {
        let order = &at.order;
        let mut row = vec![number(at.x0), maybe(at.temperature_k)];
        row.push(at.equilibrated.to_string());
        let two = |quantity: &Quantity| [maybe(quantity.mean), maybe(quantity.error)];
        let all = [&at.energy, &at.heat_capacity, &order.edwards_anderson];
        row.extend(all.into_iter().flat_map(two));
        let all = [&order.self_minus_cross, &order.ferroelastic];
        row.extend(all.into_iter().flat_map(two));
        row.extend(two(&order.ferroelastic_square));
        row.extend([at.xi.and_then(|xi| xi.mean), at.xi.and_then(|xi| xi.error)].map(maybe));
        row.extend([at.acceptance, at.exchange].map(maybe));
        row
    };
    Table {
        name: "order",
        title: "Energy, heat capacity and order",
        rows: couplings.iter().map(row).collect(),
        header: header(&[
            "x0",
            "T_K",
            "equilibrated",
            "energy",
            "energy_error",
            "heat_capacity",
            "heat_capacity_error",
            "edwards_anderson",
            "edwards_anderson_error",
            "self_minus_cross",
            "self_minus_cross_error",
            "ferroelastic",
            "ferroelastic_error",
            "ferroelastic_square",
            "ferroelastic_square_error",
            "xi",
            "xi_error",
            "acceptance",
            "exchange",
        ]),
    }
}

/// What every theory says at every coupling.
fn theories(couplings: &[CouplingResult]) -> Table {
    let rows = couplings.iter().flat_map(|at| {
        at.theories.iter().map(|theory| {
            let codes: Vec<&str> = theory.warnings.iter().map(|w| w.code.as_str()).collect();
            vec![
                number(at.x0),
                number(at.softening),
                theory.theory.clone(),
                theory.layer.clone(),
                maybe(theory.mu_r),
                codes.join(" "),
            ]
        })
    });
    Table {
        name: "theories",
        title: "Theories",
        rows: rows.collect(),
        header: header(&["x0", "softening", "theory", "layer", "mu_r", "warnings"]),
    }
}

/// The couplings whose motion was followed.
fn moving(couplings: &[CouplingResult]) -> impl Iterator<Item = (f64, &DynamicsResult)> {
    couplings
        .iter()
        .filter_map(|at| Some((at.x0, at.dynamics.as_ref()?)))
}

/// The modulus against time.
fn relaxation(couplings: &[CouplingResult]) -> Table {
    let rows = moving(couplings).flat_map(|(x0, motion)| {
        motion.g_t.iter().map(move |at| {
            let mut row = vec![number(x0), number(at.time)];
            row.extend(three(&at.g));
            row
        })
    });
    Table {
        name: "relaxation",
        title: "Modulus against time",
        rows: rows.collect(),
        header: header(&["x0", "time", "g", "error", "independent_samples"]),
    }
}

/// The modulus against frequency.
fn storage_loss(couplings: &[CouplingResult]) -> Table {
    let rows = moving(couplings).flat_map(|(x0, motion)| {
        motion.moduli.iter().map(move |at| {
            let mut row = vec![number(x0), number(at.omega)];
            let [storage, error, _] = three(&at.storage);
            row.extend([storage, error]);
            let [loss, error, _] = three(&at.loss);
            row.extend([loss, error, number(at.unrelaxed)]);
            row
        })
    });
    Table {
        name: "storage_loss",
        title: "Storage and loss modulus",
        rows: rows.collect(),
        header: header(&[
            "x0",
            "omega",
            "storage",
            "storage_error",
            "loss",
            "loss_error",
            "unrelaxed",
        ]),
    }
}

/// Viscosity, relaxation time and what is left of the modulus.
fn viscosity(couplings: &[CouplingResult]) -> Table {
    let row = |(x0, motion): (f64, &DynamicsResult)| {
        let mut row = vec![number(x0), motion.kind.clone()];
        let all = [Some(motion.mu_r), motion.relaxation_time, motion.eta];
        row.extend(all.into_iter().flat_map(|quantity| {
            let quantity = quantity.as_ref();
            [
                quantity.and_then(|q| q.mean),
                quantity.and_then(|q| q.error),
            ]
            .map(maybe)
        }));
        row
    };
    Table {
        name: "viscosity",
        title: "Viscosity and relaxation time",
        rows: moving(couplings).map(row).collect(),
        header: header(&[
            "x0",
            "motion",
            "mu_r",
            "mu_r_error",
            "relaxation_time",
            "relaxation_time_error",
            "eta_over_mu0",
            "eta_over_mu0_error",
        ]),
    }
}
