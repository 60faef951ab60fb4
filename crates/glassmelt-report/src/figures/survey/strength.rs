//! The paper's strength: D against T0/mu0, with the line of one alpha for all glasses.

use glassmelt::units::modulus_in_kelvin;
use glassmelt_survey::population::Glass;

use super::{color, points_of};
use crate::canvas::{Axis, Key, Line, Marker, extent};
use crate::figures::Figure;
use crate::figures::parts::single;
use crate::number::{fixed, with_error};
use crate::style::INK;
use crate::survey::SurveyAnswer;

/// D against T0/mu0 on logarithmic axes, the line `D = (2/alpha)(k_B T0/(mu0 a^3))` with its scatter.
///
/// None where there is no prediction.
pub fn strength(survey: SurveyAnswer) -> Option<Figure> {
    let prediction = survey.population.prediction?;
    let glasses = &survey.population.glasses;
    let place = |glass: &Glass| ((glass.t0 / glass.mu0_gpa).log10(), glass.strength_d.log10());
    let places: Vec<(f64, f64)> = glasses.iter().map(place).collect();
    let (low, high) = extent(places.iter().map(|at| at.0))?;
    // One GPa at the length assumed, in K: D = (2/alpha) (T0/mu0)/unit.
    let one = prediction.one_alpha;
    let unit = modulus_in_kelvin(1.0, one.a_nm).ok()?;
    let height = (2.0 / one.alpha.value / unit).log10();
    let scatter = one.scatter.value / std::f64::consts::LN_10;
    let x = Axis::linear("log_{10} T_{0}/μ_{0} (K/GPa)", (low, high), 5);
    let y = Axis::linear(
        "log_{10} strength D",
        extent(places.iter().map(|at| at.1))?,
        5,
    );
    let line = Line::full(INK, 1.4);
    let mut keys = Vec::new();
    let mut kinds: Vec<_> = glasses.iter().map(|glass| glass.origin).collect();
    kinds.sort();
    kinds.dedup();
    let looks = |origin| Marker {
        opacity: 0.55,
        ..Marker::filled(color(origin), if glasses.len() > 100 { 1.7 } else { 2.4 })
    };
    for origin in &kinds {
        let count = glasses
            .iter()
            .filter(|glass| glass.origin == *origin)
            .count();
        keys.push(Key::marker(
            looks(*origin),
            format!("{} ({count})", points_of(*origin)),
        ));
    }
    keys.push(Key::line(line.clone(), "one α for all"));
    keys.push(Key::band(INK, "its scatter"));
    let (mut canvas, panel) = single("strength-modulus", (&x, &y), 230.0, 0.0, &keys);
    let (left, right) = panel.x_range();
    let band = [left, right].map(|x| (x, x + height - scatter, x + height + scatter));
    canvas.band(&panel, &band, INK);
    for origin in &kinds {
        let of = glasses.iter().filter(|glass| glass.origin == *origin);
        canvas.points(&panel, &of.map(place).collect::<Vec<_>>(), &looks(*origin));
    }
    canvas.line(
        &panel,
        &[(left, left + height), (right, right + height)],
        &line,
    );
    Some(Figure {
        name: "strength-modulus",
        title: "Strength against T₀/μ₀".into(),
        caption: format!(
            "D = B/T_{{0}} of Vogel, Fulcher and Tammann for {} glasses. The line is the paper's D = (2/α)(k_{{B}}T_{{0}}/\
             (μ_{{0}}a^{{3}})) with one α for all, the band one standard deviation of its scatter. Both axes hold T_{{0}}: \
             independent B, T_{{0}} and μ_{{0}} give a rank correlation of {}, found is {}.",
            prediction.glasses,
            fixed(Some(prediction.rank_correlation.all_independent.mean), 2),
            with_error(
                prediction.rank_correlation.found.value,
                Some(prediction.rank_correlation.found.error)
            )
        ),
        canvas,
    })
}
