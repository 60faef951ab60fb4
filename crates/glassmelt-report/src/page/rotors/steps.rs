//! The sections of the page: modulus, scales, energy and order, motion, theories, what cannot be said.

use glassmelt::Layer;
use glassmelt_runs::{CouplingResult, PopulationResult, Quantity, RunResults};

use super::theories::{gathered, theories};
use super::words::{couplings_text, quantity_text};
use crate::number::NONE;
use crate::page::steps::{Columns, Numbering, Step, StepTable};
use crate::rotors::{RotorsPictures, RotorsRun, counted_rotors, plain, unit_of_time};

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
    let mut counts = population(couplings);
    if let Some(step) = &mut counts {
        draw(step, &["density-coupling"]);
    }
    draw(&mut steps[1], &["modulus-wave", "modulus-distance"]);
    draw(&mut steps[2], &["order-coupling"]);
    if steps[1].figures.is_empty() {
        steps.remove(1);
    }
    if let Some(step) = counts {
        steps.insert(1, step);
    }
    if let Some(mut step) = motion(couplings) {
        draw(&mut step, &["motion"]);
        steps.push(step);
    }
    steps.extend(equilibrium(couplings));
    steps.extend([theories(run.results), open(run)]);
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
const NOTHING: Quantity = Quantity::ABSENT;

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
         theories without simulation. At k = 0 stands the mean over all five shears; waves of the smallest q run along \
         the axes and see the shears yz, xz and xy, C_{44} of a cubic lattice. x = n⟨Q_{xy}^{2}⟩/(k_{B}T μ_{0}) is the softening by free rotors; C.–M. is Clausius–Mossotti, flow that of Eqs. 16-17 at R = L/2."
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
    let wave = |at: &CouplingResult| at.smallest_wave().map_or(NOTHING, |wave| wave.mu_r);
    let yes = |at: &CouplingResult| if at.equilibrated { "yes" } else { "no" };
    by_coupling(couplings)
        .numbers("x", &plainly(couplings, |at| Some(at.softening)), 4)
        .words(
            "equilibrated",
            couplings.iter().map(|at| yes(at).into()).collect(),
        )
        .words("k = 0, all shears", measured(couplings, |at| at.mu_r_k0))
        .words("smallest q, C_{44}", measured(couplings, wave))
        .numbers("independent", &plainly(couplings, |at| at.independent), 4)
        .numbers("C.–M.", &plainly(couplings, |at| at.clausius_mossotti), 4)
        .numbers("with pairs", &plainly(couplings, |at| at.virial), 4)
        .numbers("flow", &plainly(couplings, |at| at.flow), 4)
        .table("Modulus over that of the medium alone")
}

/// How well the rotors moved.
fn sampling(couplings: &[CouplingResult]) -> StepTable {
    let wave = |at: &CouplingResult| at.smallest_wave().map(|wave| wave.mu_r.independent_samples);
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
        .told("H per rotor", measured(couplings, |at| at.energy))
        .told(
            "C/k_{B} per rotor",
            measured(couplings, |at| at.heat_capacity),
        )
        .told(
            "Edwards–Anderson",
            measured(couplings, |at| at.order.edwards_anderson),
        )
        .told(
            "ferroelastic",
            measured(couplings, |at| at.order.ferroelastic),
        )
        .told("ξ (a)", measured(couplings, |at| at.xi.unwrap_or(NOTHING)))
        .table("Energy and order");
    step.words.push(
        "Where rotors stand on a cubic lattice there are two moduli of shear: C′ = (C_{11} − C_{12})/2 of \
         the shears xx−yy and 2zz−xx−yy, and C_{44} of yz, xz and xy. The mean over the five at k = 0 is (2C′ + \
         3C_{44})/5. Waves along an axis [100] see C_{44} alone, along [110] both, along [111] (2C′ + C_{44})/3: only \
         alike shears may be compared. At random places all agree but for chance. Errors of means over shears are \
         those of shears that fluctuate independently."
            .into(),
    );
    step.tables = vec![energies, shears(couplings)];
    step
}

/// The modulus of each kind of shear, at k = 0 and at the smallest q along each direction.
fn shears(couplings: &[CouplingResult]) -> StepTable {
    let along = |direction: &str| {
        let wave = |at: &CouplingResult| at.smallest_along(direction).map(|wave| wave.mu_r);
        measured(couplings, |at| wave(at).unwrap_or(NOTHING))
    };
    by_coupling(couplings)
        .told("k = 0: C′", measured(couplings, CouplingResult::along_axes))
        .told(
            "k = 0: C_{44}",
            measured(couplings, CouplingResult::between_axes),
        )
        .told("q along [100]: C_{44}", along("100"))
        .told("[110]: both", along("110"))
        .told("[111]: (2C′ + C_{44})/3", along("111"))
        .table("Modulus by shear, at k = 0 and at the smallest q of each direction")
}

/// How many rotors there are, where they come and go.
fn population(couplings: &[CouplingResult]) -> Option<Step> {
    let found: Vec<CouplingResult> = couplings
        .iter()
        .filter(|at| at.population.is_some())
        .cloned()
        .collect();
    let known = |at: &CouplingResult| at.population;
    let of = |number: fn(&PopulationResult) -> Option<f64>| {
        plainly(&found, |at| known(at).as_ref().and_then(number))
    };
    let told = |number: fn(&PopulationResult) -> Quantity| {
        measured(&found, |at| known(at).as_ref().map_or(NOTHING, number))
    };
    let mut step = Step::new(
        "population",
        "How many rotors there are",
        "Eq. 11",
        Some(Layer::Elastic),
    );
    step.words.push(
        "Rotors come and go at the activity z that is the y of Eq. 11. Beside their number n a^{3} stands that of \
         rotors that do not feel each other at the same z. The fluctuation (⟨N^{2}⟩ − ⟨N⟩^{2})/⟨N⟩ is one for an \
         ideal gas, smaller where cores keep rotors apart. Every theory on this page is told at the number that was \
         measured."
            .into(),
    );
    let numbers = by_coupling(&found)
        .numbers("z", &of(|p| Some(p.activity)), 4)
        .words("n a^{3}", told(|p| p.density))
        .numbers("n a^{3} by Eq. 11 alone", &of(|p| p.ideal_density), 4)
        .told("part inside cores", told(|p| p.core_fraction))
        .told("fluctuation", told(|p| p.number_fluctuation))
        .told("H per a^{3}", told(|p| p.energy_density))
        .table("Numbers of rotors");
    let moves = by_coupling(&found)
        .numbers("insertions", &of(|p| p.insertion), 3)
        .numbers("deletions", &of(|p| p.deletion), 3)
        .numbers("hops", &of(|p| p.hop), 3)
        .numbers("turns", &plainly(&found, |at| at.acceptance), 3)
        .table("Part of each kind of move that was accepted");
    step.tables = vec![numbers, moves];
    (!found.is_empty()).then_some(step)
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

/// How large a run is.
fn size(results: &RunResults) -> String {
    if results.have_populations() {
        let sides: Vec<String> = results.sides.iter().copied().map(plain).collect();
        format!("a cell of {} a", sides.join(" × "))
    } else {
        counted_rotors(results)
    }
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
    let waves = results
        .results
        .iter()
        .filter_map(CouplingResult::smallest_wave);
    let longest = waves
        .map(|wave| std::f64::consts::TAU / wave.q)
        .fold(f64::NAN, f64::max);
    let reach = if longest.is_finite() {
        format!(" The longest wave here is {} a long.", plain(longest))
    } else {
        String::new()
    };
    step.words.push(format!(
        "What a larger medium does: this is one size, {}. Whether a modulus stays, or falls on as the cell \
         grows, takes runs of several sizes.{reach}",
        size(results)
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
