//! The figures of a survey, each a pure function of its answer.

mod strength;
mod temperatures;
mod winners;

use glassmelt_survey::Origin;

use super::Figure;
use crate::survey::SurveyAnswer;

pub use strength::strength;
pub use temperatures::temperatures;
pub(crate) use winners::short;
pub use winners::winners;

/// The words of all figures of a survey.
pub(crate) const NAMES: [&str; 3] = ["winners", "t0-over-tg", "strength-modulus"];

/// Every figure that the survey has numbers for.
pub(crate) fn all(survey: SurveyAnswer) -> Vec<Figure> {
    [winners(survey), temperatures(survey), strength(survey)]
        .into_iter()
        .flatten()
        .collect()
}

/// What the points of a kind are called in figures and on the page.
pub(crate) fn points_of(origin: Origin) -> &'static str {
    match origin {
        Origin::Measured => "measured points",
        Origin::Levels => "levels of a table",
        Origin::Smoothed => "values of a fitted law",
    }
}

/// The colour of a kind (Okabe and Ito's).
fn color(origin: Origin) -> &'static str {
    match origin {
        Origin::Measured => "#0072B2",
        Origin::Levels => "#D55E00",
        Origin::Smoothed => "#8a8a8a",
    }
}
