//! What a run found as text: tables of the moduli, of the order, of the sampling, and what speaks against them.

use glassmelt_report::Sweeps;
use glassmelt_report::number::with_error;
use glassmelt_runs::{CouplingResult, Notice, PopulationResult, Quantity, RunPlan, RunResults};

use crate::screen::{Column, NONE, at_the_sign, number, table, width, wrapped};

/// How far the run is, then everything that it found.
pub(super) fn whole(plan: &RunPlan, (results, sweeps): (Option<&RunResults>, Sweeps)) -> String {
    let head = head(plan, sweeps);
    let Some(results) = results.filter(|results| !results.results.is_empty()) else {
        return head + "\nNo results yet.";
    };
    let couplings = results.results.as_slice();
    let mut parts = vec![
        format!(
            "{head}\n\nModulus over that of the medium alone\n{}",
            moduli(couplings)
        ),
        format!("Modulus by shear\n{}", shears(couplings)),
        format!("Energy and order\n{}", order(couplings)),
        format!("Sampling\n{}", sampling(couplings)),
    ];
    if let Some(numbers) = numbers(couplings) {
        parts.insert(1, numbers);
    }
    parts.extend(motion(couplings));
    parts.extend(against(couplings));
    parts.extend(list("What to know", &results.warnings));
    parts.join("\n\n")
}

fn head(plan: &RunPlan, sweeps: Sweeps) -> String {
    let sides = plan.cell().sides();
    let far = match sweeps.total {
        0 => "nothing is saved yet".to_owned(),
        total if sweeps.done < total => format!(
            "not finished: {} of {total} sweeps ({:.0} %)",
            sweeps.done,
            (100.0 * sweeps.done as f64 / total as f64).floor()
        ),
        total => format!("all {total} sweeps are done"),
    };
    let text = format!(
        "{}{} in {} by {} by {} a, {}, {}; {far}",
        counted(plan.count(), "rotor"),
        if plan.population.is_some() {
            " at the start, which come and go,"
        } else {
            ""
        },
        number(sides.x),
        number(sides.y),
        number(sides.z),
        counted(plan.couplings.len(), "coupling"),
        counted(plan.schedule.samples as usize, "sample"),
    );
    wrapped(&text, "", "", width())
}

/// `1 sample`, `2 samples`.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// A column of numbers with as many decimals as six or fewer digits need.
fn plain(
    header: &'static str,
    couplings: &[CouplingResult],
    digits: i32,
    of: impl Fn(&CouplingResult) -> Option<f64>,
) -> Column {
    let values: Vec<Option<f64>> = couplings.iter().map(of).collect();
    Column::decimals(header, &values, digits)
}

/// A column of measured numbers.
fn measured(
    header: &'static str,
    couplings: &[CouplingResult],
    of: impl Fn(&CouplingResult) -> Option<Quantity>,
) -> Column {
    let cells: Vec<String> = couplings.iter().map(|at| quantity(of(at))).collect();
    Column::numbers(header, at_the_sign(&cells))
}

/// `0.396 ± 0.016`, `0.396 ± ?` without an error, a dash for nothing.
fn quantity(quantity: Option<Quantity>) -> String {
    let Some((mean, error)) = quantity.and_then(|q| Some((q.mean?, q.error))) else {
        return NONE.to_owned();
    };
    let text = with_error(mean, error).replace('−', "-");
    if error.is_none() {
        text + " ± ?"
    } else {
        text
    }
}

/// The coupling, and T where it is told.
fn coupling(couplings: &[CouplingResult]) -> Vec<Column> {
    vec![
        plain("X0", couplings, 6, |at| Some(at.x0)),
        plain("T (K)", couplings, 6, |at| at.temperature_k),
    ]
}

pub(super) fn moduli(couplings: &[CouplingResult]) -> String {
    let stands = |at: &CouplingResult| if at.equilibrated { "yes" } else { "no" };
    let mut columns = coupling(couplings);
    columns.extend([
        plain("x", couplings, 4, |at| Some(at.softening)),
        measured("k = 0", couplings, |at| Some(at.mu_r_k0)),
        measured("smallest q", couplings, |at| {
            at.smallest_wave().map(|wave| wave.mu_r)
        }),
        Column::words(
            "equil.",
            couplings.iter().map(|at| stands(at).to_owned()).collect(),
        ),
        plain("alone", couplings, 4, |at| at.independent),
        plain("C.-M.", couplings, 4, |at| at.clausius_mossotti),
        plain("virial", couplings, 4, |at| at.virial),
        plain("flow", couplings, 4, |at| at.flow),
    ]);
    let legend = "k = 0: the mean over all shears; smallest q: waves along an axis, C44; equil.: whether nothing speaks against equilibrium; alone: independent rotors; C.-M.: Clausius-Mossotti; virial: \
                  the same with pairs; flow: Eqs. 16-17 at R = L/2";
    format!("{}\n{}", table(&columns), wrapped(legend, "", "", width()))
}

/// The modulus of each kind of shear.
fn shears(couplings: &[CouplingResult]) -> String {
    let along = |at: &CouplingResult, direction: &str| {
        let wave = at.smallest_along(direction)?;
        Some(wave.mu_r)
    };
    let mut columns = coupling(couplings);
    columns.extend([
        measured("k = 0, C'", couplings, |at| Some(at.along_axes())),
        measured("k = 0, C44", couplings, |at| Some(at.between_axes())),
        measured("q [100]: C44", couplings, |at| along(at, "100")),
        measured("[110]: both", couplings, |at| along(at, "110")),
        measured("[111]: mixed", couplings, |at| along(at, "111")),
    ]);
    let legend = "C': shears xx-yy and 2zz-xx-yy, (C11 - C12)/2 of a cubic crystal; C44: shears yz, xz, xy; the \
                  mean at k = 0 is (2 C' + 3 C44)/5; q: the smallest along each direction; mixed: (2 C' + C44)/3";
    format!("{}\n{}", table(&columns), wrapped(legend, "", "", width()))
}

/// Numbers of rotors and their moves, where they come and go.
fn numbers(couplings: &[CouplingResult]) -> Option<String> {
    if couplings.iter().all(|at| at.population.is_none()) {
        return None;
    }
    let mut columns = coupling(couplings);
    let told =
        |at: &CouplingResult, of: fn(&PopulationResult) -> Quantity| at.population.as_ref().map(of);
    let rated = |at: &CouplingResult, of: fn(&PopulationResult) -> Option<f64>| {
        at.population.as_ref().and_then(of).map(rate)
    };
    columns.extend([
        plain("z", couplings, 4, |at| Some(at.population?.activity)),
        measured("n a^3", couplings, |at| told(at, |p| p.density)),
        plain("alone", couplings, 4, |at| at.population?.ideal_density),
        measured("fluct.", couplings, |at| told(at, |p| p.number_fluctuation)),
        measured("H/a^3", couplings, |at| told(at, |p| p.energy_density)),
        plain("inserted", couplings, 3, |at| rated(at, |p| p.insertion)),
        plain("deleted", couplings, 3, |at| rated(at, |p| p.deletion)),
        plain("hopped", couplings, 3, |at| rated(at, |p| p.hop)),
    ]);
    let legend = "z: activity, the y of Eq. 11; alone: n a^3 of rotors that do not feel each other, by Eq. 11; fluct.: \
                  (<N^2> - <N>^2)/<N>; inserted, deleted, hopped: the part of attempts that was accepted";
    let table = table(&columns);
    let legend = wrapped(legend, "", "", width());
    Some(format!("Numbers of rotors\n{table}\n{legend}"))
}

fn order(couplings: &[CouplingResult]) -> String {
    let mut columns = coupling(couplings);
    columns.extend([
        measured("H/rotor", couplings, |at| Some(at.energy)),
        measured("C/k_B", couplings, |at| Some(at.heat_capacity)),
        measured("Edwards-A.", couplings, |at| {
            Some(at.order.edwards_anderson)
        }),
        measured("ferroelastic", couplings, |at| Some(at.order.ferroelastic)),
        measured("xi/a", couplings, |at| at.xi),
    ]);
    table(&columns)
}

fn sampling(couplings: &[CouplingResult]) -> String {
    let mut columns = coupling(couplings);
    let waving = |at: &CouplingResult| at.smallest_wave().map(|wave| wave.mu_r.independent_samples);
    columns.extend([
        plain("independent, k = 0", couplings, 4, |at| {
            Some(at.mu_r_k0.independent_samples)
        }),
        plain("smallest q", couplings, 4, waving),
        plain("sweeps to forget", couplings, 4, |at| {
            at.mu_r_k0.correlation_sweeps
        }),
        plain("accepted", couplings, 4, |at| at.acceptance),
        plain("exchanged", couplings, 4, |at| at.exchange.map(rate)),
    ]);
    table(&columns)
}

/// A rate in ten-thousandths.
fn rate(rate: f64) -> f64 {
    (1e4 * rate).round() / 1e4
}

/// Where motion was followed.
fn motion(couplings: &[CouplingResult]) -> Option<String> {
    let moving: Vec<CouplingResult> = couplings
        .iter()
        .filter(|at| at.dynamics.is_some())
        .cloned()
        .collect();
    let kind = moving.first()?.dynamics.as_ref()?.kind.clone();
    let mut columns = coupling(&moving);
    columns.extend([
        measured("G(inf)/mu0", &moving, |at| Some(at.dynamics.as_ref()?.mu_r)),
        measured("relaxation time", &moving, |at| {
            at.dynamics.as_ref()?.relaxation_time
        }),
        measured("eta/mu0", &moving, |at| at.dynamics.as_ref()?.eta),
    ]);
    let warnings = moving.iter().flat_map(|at| {
        let warnings = at.dynamics.iter().flat_map(|motion| &motion.warnings);
        warnings.map(|warning| (at.x0, warning))
    });
    let warnings = gathered(warnings);
    let mut text = format!("Motion in time, {kind}\n{}", table(&columns));
    if let Some(list) = list("What to know of the motion", &warnings) {
        text.push_str("\n\n");
        text.push_str(&list);
    }
    Some(text)
}

/// What speaks against equilibrium.
fn against(couplings: &[CouplingResult]) -> Option<String> {
    let all = couplings.iter();
    let all = all.flat_map(|at| at.reasons.iter().map(|reason| (at.x0, reason)));
    list("What speaks against equilibrium", &gathered(all))
}

/// Each kind of notice once: in the words of the first coupling that has it, with the others.
fn gathered<'a>(all: impl Iterator<Item = (f64, &'a Notice)>) -> Vec<Notice> {
    let mut kinds: Vec<(f64, &Notice, Vec<String>)> = Vec::new();
    for (x0, notice) in all {
        match kinds.iter_mut().find(|kind| kind.1.code == notice.code) {
            Some(kind) => kind.2.push(number(x0)),
            None => kinds.push((x0, notice, Vec::new())),
        }
    }
    let told = |(x0, notice, others): (f64, &Notice, Vec<String>)| {
        let message = notice.message.trim_end_matches('.');
        let others = match others.as_slice() {
            [] => String::new(),
            others => format!(" The like at X0 = {}.", others.join(", ")),
        };
        Notice {
            code: notice.code.clone(),
            message: format!("X0 = {}: {message}.{others}", number(x0)),
        }
    };
    kinds.into_iter().map(told).collect()
}

/// Notices under a heading; nothing where there are none.
fn list(heading: &str, notices: &[Notice]) -> Option<String> {
    let item = |notice: &Notice| {
        let stop = if notice.message.ends_with('.') {
            ""
        } else {
            "."
        };
        wrapped(
            &format!("{}{stop}", notice.message),
            "  - ",
            "    ",
            width(),
        )
    };
    let items: Vec<String> = notices.iter().map(item).collect();
    (!items.is_empty()).then(|| format!("{heading}\n{}", items.join("\n")))
}
