//! The answer in a box: T0, D, m, Tg, the length at Tg, and the law that the data prefer.

use glassmelt_fit::answer::{Analysis, Band, Fit, FittedParameter, Prediction};

use super::shared::Item;
use crate::figures::{known_lengths_nm, law_name, main_prediction, ruled_out};
use crate::law_line::{best_first, tg, tg_of};
use crate::number::{NONE, Rounding, significant, with_error};

/// The lines of the box.
pub(super) fn items(analysis: &Analysis) -> Vec<Item> {
    let mut items = vec![preferred(analysis)];
    items.extend(t0(analysis));
    items.extend(strength(analysis));
    items.extend(fragility(analysis));
    items.push(glass_transition(analysis));
    items.extend(length_at_tg(analysis));
    items
}

/// The law that the data prefer.
fn preferred(analysis: &Analysis) -> Item {
    let comparison = &analysis.comparison;
    let title = |law: &str| {
        analysis
            .fits
            .iter()
            .find(|fit| fit.law == law)
            .map_or(law.to_string(), |fit| fit.title.to_string())
    };
    let (value, note) = match comparison.preferred {
        Some(law) if analysis.fits.len() > 1 => (
            title(law),
            "stands out from the other laws that were fitted",
        ),
        Some(law) => (title(law), "the only law that was fitted"),
        None if comparison.tied.is_empty() => (NONE.into(), "no law could be fitted"),
        None => (
            "cannot be told apart".into(),
            "several laws describe these data equally well",
        ),
    };
    Item {
        symbol: "",
        name: "Preferred law",
        value,
        note: note.into(),
    }
}

/// The best law that has a Vogel temperature, with it: T0 and D are told of the same law.
fn vogel(analysis: &Analysis) -> Option<(&Fit, &FittedParameter)> {
    best_first(analysis).into_iter().find_map(|fit| {
        let t0 = fit.parameters.iter().find(|p| p.name == "t0")?;
        t0.value.is_finite().then_some((fit, t0))
    })
}

/// The Vogel temperature, or that there is none.
fn t0(analysis: &Analysis) -> Option<Item> {
    let (fit, t0) = vogel(analysis)?;
    let item = |value: String, note: String| Item {
        symbol: "T_{0}",
        name: "Vogel temperature",
        value,
        note,
    };
    if t0.at_bound || t0.value <= 0.0 {
        let below = match t0.high.filter(|high| high.is_finite()) {
            Some(high) => format!("; 95\u{a0}%: below {}\u{a0}K", significant(high, 3)),
            None => String::new(),
        };
        let value = format!("{}\u{a0}K, at its bound", significant(t0.value, 4));
        return Some(item(value, format!("{}{below}", fit.title)));
    }
    let value = format!("{}\u{a0}K", with_error(t0.value, t0.error));
    Some(item(value, fit.title.to_string() + &interval(t0)))
}

/// The 95 percent interval in words, open ends said.
fn interval(parameter: &FittedParameter) -> String {
    let rounding = Rounding::by_error(parameter.value, parameter.error);
    let end = |end: Option<f64>| end.filter(|e| e.is_finite()).map(|e| rounding.text(e));
    match (end(parameter.low), end(parameter.high)) {
        (Some(low), Some(high)) => format!("; 95\u{a0}%: {low} to {high}\u{a0}K"),
        (Some(low), None) => format!("; 95\u{a0}%: above {low}\u{a0}K"),
        (None, Some(high)) => format!("; 95\u{a0}%: below {high}\u{a0}K"),
        (None, None) => String::new(),
    }
}

/// The strength D, of the law that T0 is of.
fn strength(analysis: &Analysis) -> Option<Item> {
    let (fit, _) = vogel(analysis)?;
    let own = fit.parameters.iter().find(|p| p.name == "strength");
    let (value, error) = match own {
        Some(strength) => (strength.value, strength.error),
        None => (fit.derived.strength_d?, fit.derived.strength_d_error),
    };
    value.is_finite().then(|| Item {
        symbol: "D",
        name: "Strength",
        value: with_error(value, error),
        note: format!("{}; large for strong liquids", fit.title),
    })
}

/// Angell's fragility, of the best law that has it.
fn fragility(analysis: &Analysis) -> Option<Item> {
    best_first(analysis).into_iter().find_map(|fit| {
        let m = fit.derived.m.filter(|m| m.is_finite())?;
        Some(Item {
            symbol: "m",
            name: "Angell fragility",
            value: with_error(m, fit.derived.m_error),
            note: format!("{}; slope of Angell's plot at T_{{g}}", fit.title),
        })
    })
}

/// The glass transition temperature.
fn glass_transition(analysis: &Analysis) -> Item {
    let at = format!(
        "where the curve reaches 10{} {}",
        match analysis.curve.quantity {
            glassmelt_fit::Quantity::Viscosity => "¹²",
            glassmelt_fit::Quantity::RelaxationTime => "²",
        },
        super::unit(analysis.curve.quantity)
    );
    Item {
        symbol: "T_{g}",
        name: "Glass transition",
        value: tg(analysis).map_or(NONE.into(), |(tg, error)| {
            format!("{}\u{a0}K", with_error(tg, error))
        }),
        note: at,
    }
}

/// The correlation length at Tg, beside the lengths that experiments know.
fn length_at_tg(analysis: &Analysis) -> Option<Item> {
    let prediction = main_prediction(analysis)?;
    let tg = tg_of(analysis, prediction.law)?;
    let xi = interpolated(prediction, tg)?;
    let (low, high) = known_lengths_nm();
    let band = if xi.low.is_finite() && xi.high.is_finite() {
        format!(
            "68\u{a0}%: {} to {}; ",
            length_text(xi.low),
            length_text(xi.high)
        )
    } else {
        String::new()
    };
    let ruled_out = if ruled_out(analysis, prediction.law) {
        ", which the data rule out"
    } else {
        ""
    };
    Some(Item {
        symbol: "ξ(T_{g})",
        name: "Correlation length",
        value: length_text(xi.value),
        note: format!(
            "{}{ruled_out}; {band}for a = {}\u{a0}nm; experiments see {low} to {high}\u{a0}nm",
            law_name(analysis, prediction.law),
            prediction.a_nm
        ),
    })
}

/// log10 of the length in nm at a temperature within the grid, straight between its points.
fn interpolated(prediction: &Prediction, t: f64) -> Option<Band> {
    prediction.states.windows(2).find_map(|pair| {
        let [cold, hot] = pair else { return None };
        let (first, second) = if cold.t <= hot.t {
            (cold, hot)
        } else {
            (hot, cold)
        };
        let inside = first.t <= t && t <= second.t && second.t > first.t;
        let part = (t - first.t) / (second.t - first.t);
        let mix = |a: f64, b: f64| a + (b - a) * part;
        let (a, b) = (first.log10_xi_nm, second.log10_xi_nm);
        (inside && mix(a.value, b.value).is_finite()).then(|| Band {
            value: mix(a.value, b.value),
            low: mix(a.low, b.low),
            high: mix(a.high, b.high),
        })
    })
}

/// A length in the unit that people would use for it, two digits.
pub(super) fn length_text(log10_nm: f64) -> String {
    let (unit, power) = [
        ("nm", 0.0),
        ("μm", 3.0),
        ("mm", 6.0),
        ("cm", 7.0),
        ("m", 9.0),
        ("km", 12.0),
    ]
    .into_iter()
    .rfind(|(_, power)| log10_nm >= *power)
    .unwrap_or(("nm", 0.0));
    format!(
        "{}\u{a0}{unit}",
        significant(10f64.powf(log10_nm - power), 2)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_in_the_unit_that_people_use() {
        assert_eq!(length_text(0.3), "2.0\u{a0}nm");
        assert_eq!(length_text(6.2), "1.6\u{a0}mm");
        assert_eq!(length_text(8.08), "12\u{a0}cm");
        assert_eq!(length_text(-0.5), "0.32\u{a0}nm");
        assert_eq!(length_text(4.0), "10\u{a0}μm");
    }
}
