//! What to know about the answers of a population.

use glassmelt::Warning;

use super::{Population, PopulationOptions, prediction};
use crate::Origin;

/// A bootstrap over fewer groups gives errors that are too small.
const LEAST_GROUPS: usize = 10;

pub(super) fn of(answer: &Population, options: &PopulationOptions) -> Vec<Warning> {
    [
        refused(answer),
        duplicates(answer),
        smoothed(answer),
        levels(answer),
        unranked(answer),
        few_glasses(answer),
        few_groups(answer),
        at_zero(answer),
        modulus(answer),
        length(answer, options),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn refused(answer: &Population) -> Option<Warning> {
    let count = answer.refused.len();
    (count > 0).then(|| {
        let message = format!(
            "{count} of {} curves have no answer; each is listed with its reason.",
            answer.curves
        );
        Warning::new("curves_refused", message)
    })
}

fn duplicates(answer: &Population) -> Option<Warning> {
    let count = answer.duplicates.len();
    (count > 0).then(|| {
        let message = format!(
            "{count} curves share 80 percent of their points with another and count in no answer about the \
             population."
        );
        Warning::new("curves_repeated", message)
    })
}

fn smoothed(answer: &Population) -> Option<Warning> {
    let count = curves(answer, Origin::Smoothed);
    (count > 0).then(|| {
        let message = format!(
            "{count} curves are values of a fitted law: their source says so, or a Vogel-Fulcher law meets each point \
             to 0.001 decades. Who wins on them says nothing; they are kept apart."
        );
        Warning::new("smoothed_curves", message)
    })
}

fn levels(answer: &Population) -> Option<Warning> {
    let count = curves(answer, Origin::Levels);
    (count > 0).then(|| {
        let message = format!(
            "{count} curves are levels of a table, interpolated by whoever made it: their scatter is not that of a \
             measurement, errors of their fits are too small, and who wins on them says little of nature."
        );
        Warning::new("levels_are_interpolated", message)
    })
}

fn unranked(answer: &Population) -> Option<Warning> {
    let count: usize = answer.winners.iter().map(|w| w.curves - w.ranked).sum();
    (count > 0).then(|| {
        let message = format!(
            "{count} curves have too few points to rank the laws; shares are of the others."
        );
        Warning::new("curves_not_ranked", message)
    })
}

fn few_glasses(answer: &Population) -> Option<Warning> {
    let count = answer.glasses.len();
    let least = prediction::LEAST_GLASSES;
    (answer.prediction.is_none() && count > 0).then(|| {
        let message = format!(
            "{count} glasses have a strength and a shear modulus; the prediction is held against {least} at least."
        );
        Warning::new("few_glasses", message)
    })
}

fn few_groups(answer: &Population) -> Option<Warning> {
    let distributions = answer.t0_over_tg.iter().map(|of| of.groups);
    let prediction = answer.prediction.map(|prediction| prediction.groups);
    let fewest = distributions.chain(prediction).min()?;
    (fewest < LEAST_GROUPS).then(|| {
        let message = if fewest < 2 {
            "All that is resampled belongs to one group: the bootstrap knows no errors.".to_owned()
        } else {
            format!("The bootstrap over {fewest} groups understates errors.")
        };
        Warning::new("few_groups", message)
    })
}

fn at_zero(answer: &Population) -> Option<Warning> {
    let count = answer.left_out.t0_at_zero + answer.left_out.uncertain;
    (answer.prediction.is_some() && count > 0).then(|| {
        let message = format!(
            "{count} glasses with a modulus have T0 at zero or D/T0 known to no better than a factor of e, and are \
             left out: the strongest ones are missing from the prediction."
        );
        Warning::new("strongest_left_out", message)
    })
}

fn modulus(answer: &Population) -> Option<Warning> {
    answer.prediction.map(|_| {
        Warning::new(
            "modulus_as_given",
            "mu0 of the theory is the modulus of the solid just where it melts. The moduli are taken as they are \
             given; those of glasses at room temperature are larger, by a factor that differs from glass to glass.",
        )
    })
}

fn length(answer: &Population, options: &PopulationOptions) -> Option<Warning> {
    answer.prediction.map(|prediction| {
        let a = options.a_nm;
        let [short, long] = [0.3, 1.0].map(|other| prediction.one_alpha.alpha_a3_nm3.value / f64::powi(other, 3));
        let message = format!(
            "The length a = {a} nm is assumed, the same in every glass. The data know alpha a^3 alone: with a from 0.3 \
             to 1 nm alpha goes from {short:.2e} to {long:.2e}. A length that differs from glass to glass is part of \
             the scatter."
        );
        Warning::new("length_assumed", message)
    })
}

fn curves(answer: &Population, origin: Origin) -> usize {
    let of = answer
        .winners
        .iter()
        .find(|winners| winners.origin == origin);
    of.map_or(0, |winners| winners.curves)
}
