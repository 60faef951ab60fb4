//! One law on one curve from priors to answer, and all laws against each other.

use glassmelt::Warning;
use glassmelt_fit::bootstrap::percentile;
use glassmelt_fit::derived::fragility;
use glassmelt_fit::law::in_words_of;
use glassmelt_fit::{Curve, Law, Quantity};

use crate::answer::{Analysis, Posterior, PredictiveBand, Sampling, Summary};
use crate::curve::{CurveModel, CurveOptions};
use crate::diagnostics::{e_bfmi, mean_and_variance};
use crate::error::BayesError;
use crate::joint::{JointFile, JointModel};
use crate::loo::{self, LooStanding};
use crate::measured::Measured;
use crate::notes;
use crate::priors::Chosen;
use crate::random::{Purpose, normal, stream};
use crate::sample::{Draws, Settings, Watch, sample};

/// The posterior of one law.
///
/// # Errors
/// See [`CurveModel::new`] and [`sample`].
pub fn posterior(
    law: &dyn Law,
    data: &Measured,
    options: &CurveOptions,
    settings: Settings,
    watch: Watch,
) -> Result<Posterior, BayesError> {
    let model = CurveModel::new(law, data, options)?;
    let draws = sample(&model, settings, watch)?;
    let (variables, correlations, sampling) = summarised(&draws);
    let loo = loo::of(&model, &draws);
    let warnings = notes::of_draws(&variables, &sampling, draws.chains())
        .into_iter()
        .chain(notes::ridge(&variables, &correlations))
        .chain(notes::untrusted(&loo))
        .collect();
    Ok(Posterior {
        law: law.name().to_owned(),
        title: law.title().to_owned(),
        equation: in_words_of(law.equation(), data.curve.quantity),
        parameters: model.parameters(),
        derived: derived(&model, &draws),
        band: band(&model, &draws, settings.seed),
        variables,
        correlations,
        sampling,
        loo,
        draws,
        warnings,
    })
}

/// The posterior of a joint fit; `curve` is the table that the law is drawn over, where there is one.
///
/// # Errors
/// See [`sample`].
pub fn joint_posterior(
    model: &JointModel,
    curve: Option<&Measured>,
    settings: Settings,
    watch: Watch,
) -> Result<Posterior, BayesError> {
    let draws = sample(model, settings, watch)?;
    let (variables, correlations, sampling) = summarised(&draws);
    let loo = loo::of(model, &draws);
    let law = model.law();
    let warnings = notes::of_draws(&variables, &sampling, draws.chains())
        .into_iter()
        .chain(notes::ridge(&variables, &correlations))
        .chain(notes::untrusted(&loo))
        .collect();
    let along = curve.map(|data| {
        let quantity = data.curve.quantity;
        let name = match quantity {
            Quantity::Viscosity => "sigma_viscosity",
            Quantity::RelaxationTime => "sigma_time",
        };
        let typical = model.typical_error(quantity);
        let drawn = draws.variables.iter().position(|v| v.name == name);
        let of_draw = |draw: Vec<f64>| {
            let width = drawn.map_or(typical, |j| draw[j]);
            Some((Vec::from(model.of_law(&draw, quantity)?), width))
        };
        let (draws, scatter): (Vec<Vec<f64>>, Vec<f64>) = representatives(&draws)
            .into_iter()
            .filter_map(of_draw)
            .unzip();
        (
            of_liquid(law, &data.curve, &draws),
            along_temperature(law, data, &draws, &scatter, settings.seed),
        )
    });
    let (derived, band) = along.unwrap_or_default();
    Ok(Posterior {
        law: law.name().to_owned(),
        title: law.title().to_owned(),
        equation: law.equation().to_owned(),
        parameters: variables.len(),
        derived,
        band,
        variables,
        correlations,
        sampling,
        loo,
        draws,
        warnings,
    })
}

/// Variables with their diagnostics, correlations, and how the draws went.
pub fn summarised(draws: &Draws) -> (Vec<Summary>, Vec<Vec<f64>>, Sampling) {
    let variables = draws.variables.iter().zip(&draws.values);
    let summaries = variables.map(|(variable, chains)| Summary::of(variable, chains));
    let sampling = Sampling {
        divergences: draws.divergences(),
        cut_paths: draws.cut_paths,
        e_bfmi: draws.energies.iter().map(|e| e_bfmi(e)).collect(),
        evaluations: draws.evaluations,
    };
    (summaries.collect(), correlations(draws), sampling)
}

fn correlations(draws: &Draws) -> Vec<Vec<f64>> {
    let standard: Vec<Vec<f64>> = draws
        .values
        .iter()
        .map(|chains| {
            let all: Vec<f64> = chains.iter().flatten().copied().collect();
            let (mean, variance) = mean_and_variance(&all);
            let sd = variance.sqrt();
            all.iter().map(|x| (x - mean) / sd).collect()
        })
        .collect();
    let product = |a: &[f64], b: &[f64]| {
        let sum: f64 = a.iter().zip(b).map(|(x, y)| x * y).sum();
        sum / (a.len() as f64 - 1.0)
    };
    let row = |a: &Vec<f64>| standard.iter().map(|b| product(a, b)).collect();
    standard.iter().map(row).collect()
}

/// At most this many draws, evenly from all, stand for the posterior where each costs much.
const REPRESENTATIVES: usize = 400;

fn representatives(draws: &Draws) -> Vec<Vec<f64>> {
    let step = (draws.chains() * draws.length()).div_ceil(REPRESENTATIVES);
    draws.each().step_by(step.max(1)).collect()
}

/// Tg, m and D, where nine draws of ten have them.
fn derived(model: &CurveModel, draws: &Draws) -> Vec<Summary> {
    let k = model.parameters();
    let draws: Vec<Vec<f64>> = representatives(draws)
        .into_iter()
        .map(|draw| draw[..k].to_vec())
        .collect();
    of_liquid(model.law(), &model.data().curve, &draws)
}

/// The same for draws of the law's parameters.
fn of_liquid(law: &dyn Law, curve: &Curve, draws: &[Vec<f64>]) -> Vec<Summary> {
    let of = |name, unit, f: &dyn Fn(&[f64]) -> Option<f64>| {
        let values: Vec<f64> = draws.iter().filter_map(|draw| f(draw)).collect();
        let enough = 10 * values.len() >= 9 * draws.len() && values.len() > 1;
        enough.then(|| Summary::of_values(name, unit, &values))
    };
    [
        of("tg", "K", &|p| law.tg(p, curve)),
        of("m", "", &|p| fragility(law, curve, p)),
        of("strength_d", "", &|p| law.strength(p, curve)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many temperatures the band has.
const BAND: usize = 61;

/// The law and a new measurement along the measured temperatures.
fn band(model: &CurveModel, draws: &Draws, seed: u64) -> Vec<PredictiveBand> {
    let (data, k) = (model.data(), model.parameters());
    let typical = typical_error(data);
    let draws = representatives(draws);
    // Where every point has an error, the scatter is what is added to it.
    let given = data.errors.iter().all(Option::is_some);
    let own = if given { typical } else { 0.0 };
    let scatter = |draw: &Vec<f64>| model.scatter().map_or(typical, |j| draw[j].hypot(own));
    let scatter: Vec<f64> = draws.iter().map(scatter).collect();
    let draws: Vec<Vec<f64>> = draws.iter().map(|draw| draw[..k].to_vec()).collect();
    along_temperature(model.law(), data, &draws, &scatter, seed)
}

fn typical_error(data: &Measured) -> f64 {
    median_or_zero(&data.errors.iter().filter_map(|e| *e).collect::<Vec<_>>())
}

/// The median of the errors that were given; zero where there are none.
pub(crate) fn median_or_zero(given: &[f64]) -> f64 {
    if given.is_empty() {
        0.0
    } else {
        percentile(given, 0.5)
    }
}

/// The same for draws of the law's parameters and of the scatter, even in 1/T.
fn along_temperature(
    law: &dyn Law,
    data: &Measured,
    draws: &[Vec<f64>],
    scatter: &[f64],
    seed: u64,
) -> Vec<PredictiveBand> {
    let curve = &data.curve;
    // At a limit from below a law may have diverged: then the band ends at what was measured.
    let bounding = data.without_upper_points();
    let finite = |draw: &Vec<f64>| law.log10_along(draw, curve, curve.t_min()).is_finite();
    let whole = bounding.is_empty() || draws.iter().all(finite);
    let range = if whole { curve } else { &bounding };
    let (cold, hot) = (range.t_min(), range.t_max());
    let mut rng = stream(seed, Purpose::Predictive, 0);
    let (first, last) = (1.0 / hot, 1.0 / cold);
    let inverse = |i: usize| first + (last - first) * i as f64 / (BAND - 1) as f64;
    let at = |i: usize| (1.0 / inverse(i)).clamp(cold, hot);
    let mut one = |t: f64| {
        let law = draws.iter().map(|draw| law.log10_along(draw, curve, t));
        let law: Vec<f64> = law.collect();
        let points = law.iter().zip(scatter);
        let points: Vec<f64> = points
            .map(|(value, width)| value + width * normal(&mut rng))
            .collect();
        PredictiveBand {
            t,
            median: percentile(&law, 0.5),
            low: percentile(&law, 0.05),
            high: percentile(&law, 0.95),
            point_low: percentile(&points, 0.05),
            point_high: percentile(&points, 0.95),
        }
    };
    (0..BAND).map(|i| one(at(i))).collect()
}

/// Every law on one curve, one after the other, compared by leave-one-out.
///
/// A law without a posterior becomes a warning. `watch` takes the part of all laws that is done.
///
/// # Errors
/// The first error where no law has a posterior; at once [`BayesError::Stopped`] and what is wrong with the priors.
pub fn analyse(
    laws: &[&dyn Law],
    data: &Measured,
    options: &CurveOptions,
    settings: Settings,
    watch: Watch,
) -> Result<Analysis, BayesError> {
    let mut posteriors = Vec::new();
    let mut warnings = notes::of_data(data);
    let mut failure = None;
    let quantity = data.curve.quantity;
    let parameters = laws.iter().flat_map(|law| law.parameters(&data.curve));
    let known: Vec<String> = parameters.map(|p| p.name_for(quantity)).collect();
    options.priors.check_names_of_all("priors", &known)?;
    for (i, law) in laws.iter().enumerate() {
        let part = |done: f64| watch((i as f64 + done) / laws.len() as f64);
        match posterior(*law, data, options, settings, &part) {
            Ok(posterior) => posteriors.push(posterior),
            // Another law would not mend what somebody wrote, or called off.
            Err(
                error @ (BayesError::Stopped
                | BayesError::File { .. }
                | BayesError::BadPrior { .. }
                | BayesError::NoOverlap { .. }),
            ) => return Err(error),
            Err(error) => {
                let message = format!("{}: {error}", law.name());
                warnings.push(Warning::new("law_without_posterior", message));
                failure.get_or_insert(error);
            }
        }
    }
    if let (true, Some(error)) = (posteriors.is_empty(), failure) {
        return Err(error);
    }
    Ok(compared(posteriors, warnings))
}

/// A joint fit under each of its laws, compared by leave-one-out.
///
/// # Errors
/// See [`JointModel::new`] and [`sample`].
pub fn analyse_joint(
    file: &JointFile,
    priors: &Chosen,
    settings: Settings,
    watch: Watch,
) -> Result<Analysis, BayesError> {
    let mut posteriors = Vec::new();
    for (i, law) in file.laws.iter().enumerate() {
        let part = |done: f64| watch((i as f64 + done) / file.laws.len() as f64);
        let model = JointModel::new(*law, &file.observations, priors)?;
        posteriors.push(joint_posterior(
            &model,
            file.curve.as_ref(),
            settings,
            &part,
        )?);
    }
    Ok(compared(posteriors, file.warnings.clone()))
}

fn compared(posteriors: Vec<Posterior>, warnings: Vec<Warning>) -> Analysis {
    let loos: Vec<_> = posteriors
        .iter()
        .map(|p| (p.law.clone(), p.loo.clone()))
        .collect();
    let comparison = loo::compare(&loos);
    Analysis {
        verdict: verdict(&posteriors, &comparison),
        posteriors,
        comparison,
        warnings,
    }
}

fn verdict(posteriors: &[Posterior], standings: &[LooStanding]) -> String {
    let title = |law: &str| {
        let found = posteriors.iter().find(|p| p.law == law);
        found.map_or_else(|| law.to_owned(), |p| p.title.clone())
    };
    let Some((best, rivals)) = standings.split_first() else {
        return "No law has a posterior, so there is nothing to compare.".to_owned();
    };
    let tied: Vec<String> = rivals
        .iter()
        .filter(|s| s.tied)
        .map(|s| title(&s.law))
        .collect();
    match (rivals.first(), tied.is_empty()) {
        (None, _) => format!(
            "Only {} was drawn from: there is no rival to compare it with.",
            title(&best.law)
        ),
        (Some(next), true) => format!(
            "Left-out points prefer {}: the next law, {}, foretells them worse by {:.1} ± {:.1}.",
            title(&best.law),
            title(&next.law),
            next.elpd_diff,
            next.diff_error
        ),
        (Some(_), false) => format!(
            "{} foretells left-out points best, but these data cannot tell it from {}.",
            title(&best.law),
            tied.join(", ")
        ),
    }
}
