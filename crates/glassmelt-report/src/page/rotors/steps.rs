//! The sections of the page: modulus, scales, energy and order, motion, theories, what cannot be said.

use glassmelt::Layer;
use glassmelt_runs::{CouplingResult, Quantity};

use super::theories::{gathered, theories};
use super::words::{couplings_text, quantity_text};
use crate::number::NONE;
use crate::page::steps::{Columns, Numbering, Step, StepTable};
use crate::rotors::{RotorsPictures, RotorsRun, plain, smallest_wave, unit_of_time};

/// All of them that have something to show.
pub(super) fn all(
    run: &RotorsRun,
    pictures: &RotorsPictures,
    numbering: &mut Numbering,
) -> Vec<Step> {
    let couplings = run.results.results.as_slice();
    if couplings.is_empty() {
        return Vec::new();
    }
    let mut draw = |step: &mut Step, names: &[&str]| {
        let chosen = pictures.figures.iter();
        step.figures = numbering.next(chosen.filter(|figure| names.contains(&figure.name)));
    };
    let mut steps = vec![modulus(run), scales(), energy(couplings)];
    draw(&mut steps[0], &["modulus-coupling"]);
    draw(&mut steps[1], &["modulus-wave", "modulus-distance"]);
    draw(&mut steps[2], &["order-coupling"]);
    if steps[1].figures.is_empty() {
        steps.remove(1);
    }
    if let Some(mut step) = motion(couplings) {
        draw(&mut step, &["motion"]);
        steps.push(step);
    }
    steps.extend(equilibrium(couplings));
    steps.extend([theories(couplings), open(run)]);
    steps
}

/// A column of measured numbers.
fn measured(couplings: &[CouplingResult], of: impl Fn(&CouplingResult) -> Quantity) -> Vec<String> {
    couplings.iter().map(|at| quantity_text(&of(at))).collect()
}

/// A column of numbers that may be missing.
fn plainly(
    couplings: &[CouplingResult],
    of: impl Fn(&CouplingResult) -> Option<f64>,
) -> Vec<Option<f64>> {
    couplings.iter().map(of).collect()
}

/// Columns that begin with the coupling.
fn by_coupling(couplings: &[CouplingResult]) -> Columns {
    let columns = Columns::default().numbers("X_{0}", &plainly(couplings, |at| Some(at.x0)), 6);
    columns.numbers("T (K)", &plainly(couplings, |at| at.temperature_k), 6)
}

/// No number at all.
const NOTHING: Quantity = Quantity {
    mean: None,
    error: None,
    independent_samples: 0.0,
    correlation_sweeps: None,
};

/// What was found.
fn modulus(run: &RotorsRun) -> Step {
    let couplings = run.results.results.as_slice();
    let mut step = Step::new(
        "modulus",
        "The shear modulus",
        "Eqs. 12-17",
        Some(Layer::Elastic),
    );
    step.words.push(
        "μ_{R}/μ_{0} from the fluctuations of all dipoles together (k = 0) and of their waves (smallest q), beside \
         theories without simulation. x = n⟨Q_{xy}^{2}⟩/(k_{B}T μ_{0}) is the softening by free rotors; C.–M. is Clausius–Mossotti, flow that of Eqs. 16-17 at R = L/2."
            .into(),
    );
    step.tables = vec![moduli(couplings), sampling(couplings)];
    step
}

/// What speaks against equilibrium, each kind once.
fn equilibrium(couplings: &[CouplingResult]) -> Option<Step> {
    let reasons = couplings.iter().flat_map(|at| {
        at.reasons
            .iter()
            .map(|reason| (String::new(), at.x0, reason))
    });
    let mut step = Step::new("equilibrium", "What speaks against equilibrium", "", None);
    step.cautions = gathered(reasons);
    step.words.push(
        "A coupling counts as equilibrated only where both replicas, which began apart, agree in every sample, \
         nothing drifts, and the records are long beside their memory."
            .into(),
    );
    (!step.cautions.is_empty()).then_some(step)
}

/// The moduli beside the theories.
fn moduli(couplings: &[CouplingResult]) -> StepTable {
    let wave = |at: &CouplingResult| smallest_wave(at).map_or(NOTHING, |wave| wave.mu_r);
    let yes = |at: &CouplingResult| if at.equilibrated { "yes" } else { "no" };
    by_coupling(couplings)
        .numbers("x", &plainly(couplings, |at| Some(at.softening)), 4)
        .words(
            "equilibrated",
            couplings.iter().map(|at| yes(at).into()).collect(),
        )
        .words("k = 0", measured(couplings, |at| at.mu_r_k0))
        .words("smallest q", measured(couplings, wave))
        .numbers("independent", &plainly(couplings, |at| at.independent), 4)
        .numbers("C.–M.", &plainly(couplings, |at| at.clausius_mossotti), 4)
        .numbers("with pairs", &plainly(couplings, |at| at.virial), 4)
        .numbers("flow", &plainly(couplings, |at| at.flow), 4)
        .table("Modulus over that of the medium alone")
}

/// How well the rotors moved.
fn sampling(couplings: &[CouplingResult]) -> StepTable {
    let wave = |at: &CouplingResult| smallest_wave(at).map(|wave| wave.mu_r.independent_samples);
    by_coupling(couplings)
        .numbers(
            "independent samples, k = 0",
            &plainly(couplings, |at| Some(at.mu_r_k0.independent_samples)),
            4,
        )
        .numbers("smallest q", &plainly(couplings, wave), 4)
        .numbers(
            "sweeps to forget",
            &plainly(couplings, |at| at.mu_r_k0.correlation_sweeps),
            3,
        )
        .numbers("acceptance", &plainly(couplings, |at| at.acceptance), 3)
        .numbers(
            "exchange with the next",
            &plainly(couplings, |at| at.exchange),
            2,
        )
        .table("Sampling")
}

fn scales() -> Step {
    let mut step = Step::new(
        "scales",
        "The modulus on different scales",
        "Eq. 12",
        Some(Layer::Elastic),
    );
    step.words.push(
        "A theory of melting by scale would show here: a modulus that is that of the medium at short lengths and \
         falls at long ones."
            .into(),
    );
    step
}

/// Energy, heat capacity, order, length, and the modulus of either group of shears.
fn energy(couplings: &[CouplingResult]) -> Step {
    let mut step = Step::new(
        "order",
        "Energy, order and isotropy",
        "",
        Some(Layer::Elastic),
    );
    let energies = by_coupling(couplings)
        .words("H per rotor", measured(couplings, |at| at.energy))
        .words(
            "C/k_{B} per rotor",
            measured(couplings, |at| at.heat_capacity),
        )
        .words(
            "Edwards–Anderson",
            measured(couplings, |at| at.order.edwards_anderson),
        )
        .words(
            "ferroelastic",
            measured(couplings, |at| at.order.ferroelastic),
        )
        .words("ξ (a)", measured(couplings, |at| at.xi.unwrap_or(NOTHING)))
        .table("Energy and order");
    let groups = by_coupling(couplings)
        .words(
            "xx−yy, 2zz−xx−yy",
            measured(couplings, |at| group(at, 0..2)),
        )
        .words("yz, xz, xy", measured(couplings, |at| group(at, 2..5)))
        .table("Modulus at k = 0 of both kinds of shear");
    step.words.push(
        "Where rotors stand on a cubic lattice, shears along its axes and shears between them may meet different \
         moduli; at random places they agree but for chance. Errors are those of shears that fluctuate \
         independently."
            .into(),
    );
    step.tables = vec![energies, groups];
    step
}

/// The mean over some of the five shears, as if their errors were independent.
fn group(at: &CouplingResult, which: std::ops::Range<usize>) -> Quantity {
    let Some(shears) = at.mu_r_k0_of_each.get(which).filter(|all| !all.is_empty()) else {
        return NOTHING;
    };
    let count = shears.len() as f64;
    let means: Option<Vec<f64>> = shears.iter().map(|shear| shear.mean).collect();
    let errors: Option<Vec<f64>> = shears.iter().map(|shear| shear.error).collect();
    let squares = |errors: Vec<f64>| errors.iter().map(|e| e * e).sum::<f64>();
    Quantity {
        mean: means.map(|means| means.iter().sum::<f64>() / count),
        error: errors.map(|errors| squares(errors).sqrt() / count),
        ..NOTHING
    }
}

/// Viscosity and relaxation, where motion was followed.
fn motion(couplings: &[CouplingResult]) -> Option<Step> {
    let moving: Vec<CouplingResult> = couplings
        .iter()
        .filter(|at| at.dynamics.is_some())
        .cloned()
        .collect();
    let first = moving.first()?.dynamics.as_ref()?;
    let unit = unit_of_time(&first.kind);
    let of = |at: &CouplingResult,
              which: fn(&glassmelt_runs::DynamicsResult) -> Option<Quantity>| {
        at.dynamics.as_ref().and_then(which).unwrap_or(NOTHING)
    };
    let mut step = Step::new("time", "Motion in time", "Eq. 24", Some(Layer::Elastic));
    step.words.push(format!(
        "The motion is {}, times are in {unit}. A viscosity and a relaxation time are told only where the stress \
         forgets within the time that was followed.",
        first.kind
    ));
    let table = by_coupling(&moving)
        .words(
            "G(∞)/μ_{0} from the motion",
            measured(&moving, |at| of(at, |d| Some(d.mu_r))),
        )
        .words(
            "relaxation time",
            measured(&moving, |at| of(at, |d| d.relaxation_time)),
        )
        .words("η/μ_{0}", measured(&moving, |at| of(at, |d| d.eta)))
        .table("Viscosity and relaxation time");
    step.tables = vec![table];
    let told = moving.iter().flat_map(|at| {
        let warnings = at.dynamics.iter().flat_map(|motion| &motion.warnings);
        warnings.map(|warning| (at.x0, warning))
    });
    step.cautions = gathered(told.map(|(x0, warning)| (String::new(), x0, warning)));
    Some(step)
}

/// What this run cannot say.
fn open(run: &RotorsRun) -> Step {
    let results = run.results;
    let mut step = Step::new("open", "What this run cannot say", "", None);
    let late: Vec<f64> = results
        .results
        .iter()
        .filter(|at| !at.equilibrated)
        .map(|at| at.x0)
        .collect();
    if !late.is_empty() {
        step.words.push(format!(
            "What the rotors do in equilibrium at {}: there the numbers depend on how long was waited and on where the \
             rotors began.",
            couplings_text(&late)
        ));
    }
    let waves = results.results.iter().filter_map(smallest_wave);
    let longest = waves
        .map(|wave| std::f64::consts::TAU / wave.q)
        .fold(f64::NAN, f64::max);
    let reach = if longest.is_finite() {
        format!(" The longest wave here is {} a long.", plain(longest))
    } else {
        String::new()
    };
    step.words.push(format!(
        "What a larger medium does: this is one size, {} rotors. Whether a modulus stays, or falls on as the cell \
         grows, takes runs of several sizes.{reach}",
        results.rotors
    ));
    if results.samples == 1 {
        step.words.push(
            "How much other places would change: there is one sample, and the errors are those of its rotors moving."
                .into(),
        );
    }
    if results.results.iter().all(|at| at.dynamics.is_none()) {
        step.words.push(
            "How fast anything relaxes: sweeps are no time. A viscosity takes [dynamics] in the run file.".into(),
        );
    }
    let unknown = |at: &&CouplingResult| {
        quantity_text(&at.mu_r_k0).ends_with('?') || at.mu_r_k0.mean.is_none()
    };
    let unknown: Vec<f64> = results
        .results
        .iter()
        .filter(unknown)
        .map(|at| at.x0)
        .collect();
    if !unknown.is_empty() {
        step.words.push(format!(
            "How well the modulus at k = 0 is known at {}: the data tell no error there (± ?), or no number ({NONE}).",
            couplings_text(&unknown)
        ));
    }
    step
}
