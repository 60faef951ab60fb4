//! What these data cannot decide, in plain words.

mod on_curve;
mod on_fit;

pub(crate) use on_curve::of_curve;
pub(crate) use on_fit::{of_fit, of_intervals, robust_scale};

/// A number in four digits: as it stands, or with a power of ten where it is very large or small.
fn rounded(value: f64) -> String {
    let scientific = format!("{value:.3e}");
    match scientific.parse::<f64>() {
        Ok(number) if number == 0.0 || (1e-4..1e6).contains(&number.abs()) => number.to_string(),
        _ => scientific,
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn four_digits_are_enough_for_a_sentence() {
        for (value, text) in [
            (166.569588, "166.6"),
            (27550.0, "27550"),
            (-0.000_123_456, "-0.0001235"),
            (0.0, "0"),
            (1.234_56e9, "1.235e9"),
        ] {
            assert_eq!(rounded(value), text);
        }
    }
}
