//! What to know about a table that could be read: columns left out, units that look wrong,
//! constants left open.

use glassmelt::Warning;

use super::columns::Layout;
use super::header::Meaning;
use super::number::Mark;
use super::table::{Names, Table};
use super::units::{Spread, TemperatureUnit, ValueUnit};
use crate::{Curve, EntropyOrigin};

/// A whole curve below this, K, is more likely in Celsius: even ethanol, a glass below 97 K, is
/// measured above it.
const COLDEST_CURVE: f64 = 100.0;
/// Twice the 15 decades or so that measured curves span.
const LARGEST_LOG10: f64 = 30.0;
/// One standard error, in decades, beyond which a linear error is no longer small.
const LARGE_ERROR: f64 = 0.2;

/// All notes on a table, its layout and its curve.
pub(super) fn notes(
    table: &Table<'_>,
    layout: &Layout,
    mark: Option<Mark>,
    curve: &Curve,
) -> Vec<Warning> {
    [
        header_in_comment(table),
        ignored_columns(layout),
        incomplete_heat_capacity(table, layout),
        decimal_commas(mark),
        looks_like_celsius(layout, curve),
        looks_linear(layout, curve),
        rises_with_temperature(curve),
        large_linear_errors(layout, curve),
        entropy_up_to_a_constant(curve),
        entropy_falls_on_heating(curve),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn note_if(ok: bool, code: &'static str, message: impl FnOnce() -> String) -> Option<Warning> {
    ok.then(|| Warning::new(code, message()))
}

fn header_in_comment(table: &Table<'_>) -> Option<Warning> {
    note_if(table.names == Names::Comment, "header_in_comment", || {
        format!(
            "The names of the columns come from the comment above line {}: {}.",
            table.line,
            table.found()
        )
    })
}

fn ignored_columns(layout: &Layout) -> Option<Warning> {
    note_if(!layout.ignored.is_empty(), "ignored_columns", || {
        format!("Columns that are not used: {}.", layout.ignored.join(", "))
    })
}

fn incomplete_heat_capacity(table: &Table<'_>, layout: &Layout) -> Option<Warning> {
    let is_half = |meaning| {
        matches!(
            meaning,
            Meaning::LiquidHeatCapacity | Meaning::GlassHeatCapacity
        )
    };
    let half = table.headings.iter().find(|h| is_half(h.meaning))?;
    note_if(layout.entropy.is_none(), "incomplete_heat_capacity", || {
        format!(
            "Column {} alone gives no configurational entropy: that needs cp_liquid_J_mol_K and \
             cp_glass_J_mol_K, or cp_excess_J_mol_K.",
            half.name
        )
    })
}

fn decimal_commas(mark: Option<Mark>) -> Option<Warning> {
    note_if(mark == Some(Mark::Comma), "decimal_commas", || {
        "Commas in numbers are read as decimal marks: 1,234 is 1.234.".to_owned()
    })
}

fn looks_like_celsius(layout: &Layout, curve: &Curve) -> Option<Warning> {
    let kelvin = layout.temperature.1 == TemperatureUnit::Kelvin;
    let cold = curve.t_max() < COLDEST_CURVE;
    note_if(kelvin && cold, "looks_like_celsius", || {
        format!(
            "Every temperature in column {} lies below {COLDEST_CURVE} K, from {} K to {} K; if \
             they are in Celsius, name the column T_C.",
            layout.temperature.0.name,
            curve.t_min(),
            curve.t_max()
        )
    })
}

fn looks_linear(layout: &Layout, curve: &Curve) -> Option<Warning> {
    let logarithms = !matches!(layout.value.1, ValueUnit::Linear(_));
    let largest = curve
        .log10_values
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    note_if(
        logarithms && largest > LARGEST_LOG10,
        "looks_linear",
        || {
            format!(
                "Column {} reaches a decimal logarithm of {largest}, more than was ever \
                 measured; if it is no logarithm, name it eta_Pa_s, tau_s or so.",
                layout.value.0.name
            )
        },
    )
}

fn rises_with_temperature(curve: &Curve) -> Option<Warning> {
    let hottest = *curve.log10_values.first()?;
    let coldest = *curve.log10_values.last()?;
    note_if(hottest > coldest, "rises_with_temperature", || {
        format!(
            "The value is larger at the hottest point ({}) than at the coldest ({}) by {:.3} \
             decades; a liquid's falls on heating, so look whether the columns are what their \
             names say.",
            kelvin(curve.t_max()),
            kelvin(curve.t_min()),
            hottest - coldest
        )
    })
}

fn large_linear_errors(layout: &Layout, curve: &Curve) -> Option<Warning> {
    let (column, spread) = layout.error.as_ref()?;
    let errors = curve.errors.as_ref()?;
    let linear = !matches!(spread, Spread::Decades | Spread::Natural);
    let large = errors.iter().filter(|&&error| error > LARGE_ERROR).count();
    note_if(linear && large > 0, "large_linear_errors", || {
        format!(
            "{large} of {} linear errors in column {} exceed {LARGE_ERROR} decades, where \
             turning them into decades by their first order is rough.",
            errors.len(),
            column.name
        )
    })
}

fn entropy_up_to_a_constant(curve: &Curve) -> Option<Warning> {
    let EntropyOrigin::ZeroAt(origin) = curve.entropy.as_ref()?.origin else {
        return None;
    };
    let widest = curve
        .temperatures
        .windows(2)
        .map(|pair| pair[0] / pair[1] - 1.0)
        .fold(0.0, f64::max);
    Some(Warning::new(
        "entropy_up_to_a_constant",
        format!(
            "Heat capacities give the configurational entropy only above its value at {}, which \
             a law has to fit; they are integrated between the table's own temperatures, at most \
             {:.1} percent apart.",
            kelvin(origin),
            100.0 * widest
        ),
    ))
}

fn entropy_falls_on_heating(curve: &Curve) -> Option<Warning> {
    let values = &curve.entropy.as_ref()?.values;
    let falls = |i: &usize| values[*i] > values[i - 1];
    let at = (1..values.len()).find(falls)?;
    Some(Warning::new(
        "entropy_falls_on_heating",
        format!(
            "The configurational entropy falls on heating from {} to {}: there the liquid's heat \
             capacity would lie below the glass's.",
            kelvin(curve.temperatures[at]),
            kelvin(curve.temperatures[at - 1])
        ),
    ))
}

fn kelvin(t: f64) -> String {
    format!("{t:.2} K")
}
