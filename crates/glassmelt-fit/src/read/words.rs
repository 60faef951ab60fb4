//! The words of a column's name: logarithms, errors, units and quantities.

use super::units::{Measure, TemperatureUnit};
use crate::Quantity;

/// What a name says about a logarithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Logarithm {
    /// Nothing: the column is linear.
    Absent,
    /// `log`, its base left open.
    Open,
    /// `log10` or `lg`.
    Base10,
    /// `ln`.
    Natural,
}

/// A unit at the end of a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    /// Of temperature.
    Temperature(TemperatureUnit),
    /// Of viscosity or time.
    Measure(Measure),
    /// Of a modulus; how many of it make a gigapascal.
    PerGigapascal(f64),
    /// J/(mol K).
    JoulePerMoleKelvin,
    /// Decades, of an error.
    Decades,
    /// Percent, of an error.
    Percent,
}

/// Whether a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Yes,
    No,
}

/// A name without its logarithm, error words and unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Temperature,
    Value(Quantity),
    Modulus,
    Entropy,
    LiquidHeatCapacity,
    GlassHeatCapacity,
    ExcessHeatCapacity,
}

/// The words of a name, in their own case; Greek letters and small digits spelled out.
pub(super) fn words(name: &str) -> Vec<String> {
    const SMALL_DIGITS: [&str; 2] = ["⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"];
    let mut spaced = String::with_capacity(name.len());
    for character in name.chars() {
        let small_digit = SMALL_DIGITS
            .iter()
            .find_map(|digits| digits.chars().position(|digit| digit == character));
        match character {
            'η' => spaced.push_str(" eta "),
            'τ' => spaced.push_str(" tau "),
            'α' => spaced.push_str(" alpha "),
            'σ' | '±' => spaced.push_str(" error "),
            '%' => spaced.push_str(" percent "),
            '∞' => spaced.push_str(" inf "),
            '\u{2103}' => spaced.push_str(" C "),
            '\u{212A}' => spaced.push('K'),
            '\'' | '’' | '′' => spaced.push_str(" prime "),
            _ if small_digit.is_some() => spaced.extend(
                small_digit
                    .and_then(|digit| u32::try_from(digit).ok())
                    .and_then(|digit| char::from_digit(digit, 10)),
            ),
            _ if character == 'º' || !character.is_alphanumeric() => spaced.push(' '),
            _ => spaced.push(character),
        }
    }
    spaced
        .split_whitespace()
        .filter(|word| !["in", "of"].contains(&word.to_lowercase().as_str()))
        .flat_map(split_logarithm)
        .collect()
}

/// `log10eta` and `logeta` in two words.
fn split_logarithm(word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    for prefix in ["log10", "log", "ln", "lg"] {
        if let Some(rest) = lower.strip_prefix(prefix)
            && matches!(name_of(&[rest.to_owned()]), Some(Name::Value(_)))
        {
            return vec![prefix.to_owned(), rest.to_owned()];
        }
    }
    vec![word.to_owned()]
}

/// The words without those for a logarithm, and what these say.
pub(super) fn without_logarithm(words: Vec<String>) -> (Logarithm, Vec<String>) {
    let mut logarithm = Logarithm::Absent;
    let mut left: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        match word.to_lowercase().as_str() {
            "log10" | "lg" => logarithm = Logarithm::Base10,
            "ln" | "loge" => logarithm = Logarithm::Natural,
            "log" => logarithm = Logarithm::Open,
            "10" if logarithm == Logarithm::Open => logarithm = Logarithm::Base10,
            _ => left.push(word),
        }
    }
    (logarithm, left)
}

/// The words without those for an error, and whether there were any.
pub(super) fn without_error(words: Vec<String>) -> (Found, Vec<String>) {
    const WORDS: [&str; 13] = [
        "error",
        "errors",
        "err",
        "stderr",
        "sigma",
        "sd",
        "std",
        "se",
        "stdev",
        "uncertainty",
        "unc",
        "standard",
        "deviation",
    ];
    let all = words.len();
    let left: Vec<String> = words
        .into_iter()
        .filter(|word| !WORDS.contains(&word.to_lowercase().as_str()))
        .collect();
    let found = if left.len() < all {
        Found::Yes
    } else {
        Found::No
    };
    (found, left)
}

/// The longest unit at the end of the words, and the words before it.
pub(super) fn without_unit(words: &[String]) -> (Option<Unit>, &[String]) {
    (0..words.len())
        .find_map(|start| unit_of(&words[start..]).map(|unit| (Some(unit), &words[..start])))
        .unwrap_or((None, words))
}

/// The unit that some words name as a whole; capitals count only between milli and mega.
fn unit_of(words: &[String]) -> Option<Unit> {
    let exact = words.join(" ");
    let lower = exact.to_lowercase();
    let measure = |measure| Some(Unit::Measure(measure));
    match exact.as_str() {
        "mPa s" | "mPas" => return measure(Measure::MillipascalSecond),
        "MPa" => return Some(Unit::PerGigapascal(1e3)),
        _ => {}
    }
    match lower.as_str() {
        "k" | "kelvin" => Some(Unit::Temperature(TemperatureUnit::Kelvin)),
        "c" | "celsius" | "degc" | "deg c" | "degree c" | "degrees c" | "degree celsius"
        | "degrees celsius" => Some(Unit::Temperature(TemperatureUnit::Celsius)),
        "pa s" | "pas" | "pa sec" | "pascal second" | "pascal seconds" => {
            measure(Measure::PascalSecond)
        }
        "p" | "poise" | "poises" | "dpa s" | "dpas" => measure(Measure::Poise),
        "cp" | "centipoise" => measure(Measure::MillipascalSecond),
        "s" | "sec" | "second" | "seconds" => measure(Measure::Second),
        "gpa" => Some(Unit::PerGigapascal(1.0)),
        "pa" => Some(Unit::PerGigapascal(1e9)),
        "j mol k" | "j mol 1 k 1" | "j k mol" | "j k 1 mol 1" | "j per mol k"
        | "j per mol per k" => Some(Unit::JoulePerMoleKelvin),
        "dex" | "decade" | "decades" => Some(Unit::Decades),
        "percent" => Some(Unit::Percent),
        _ => None,
    }
}

/// The quantity that some words name as a whole.
pub(super) fn name_of(words: &[String]) -> Option<Name> {
    match words.join(" ").to_lowercase().as_str() {
        "t" | "temp" | "temperature" | "temperature t" => Some(Name::Temperature),
        "eta"
        | "viscosity"
        | "viscosity eta"
        | "shear viscosity"
        | "dynamic viscosity"
        | "newtonian viscosity"
        | "equilibrium viscosity" => Some(Name::Value(Quantity::Viscosity)),
        "tau"
        | "tau alpha"
        | "relaxation time"
        | "relaxation time tau"
        | "alpha relaxation time"
        | "structural relaxation time" => Some(Name::Value(Quantity::RelaxationTime)),
        "g" | "g inf" | "ginf" | "modulus" | "shear modulus" | "shear modulus g" => {
            Some(Name::Modulus)
        }
        "s"
        | "sc"
        | "s c"
        | "s conf"
        | "s exc"
        | "s excess"
        | "configurational entropy"
        | "excess entropy" => Some(Name::Entropy),
        "cp liquid" | "cp liq" | "cp melt" => Some(Name::LiquidHeatCapacity),
        "cp glass" | "cp crystal" => Some(Name::GlassHeatCapacity),
        "cp excess" | "cp exc" | "cp conf" | "delta cp" => Some(Name::ExcessHeatCapacity),
        _ => None,
    }
}
