//! Lists of numbers on the command line: `0.5,1,10` or `150:200:5`.

/// The numbers of a list with commas, or of a range `start:stop:step` that includes its stop.
pub(crate) fn numbers(text: &str) -> Result<Vec<f64>, String> {
    let parts: Vec<&str> = text.split(':').collect();
    match parts.as_slice() {
        [list] => list.split(',').map(number).collect(),
        [start, stop, step] => range(number(start)?, number(stop)?, number(step)?),
        _ => Err(format!(
            "\"{text}\" is neither a list such as 1,2,5 nor a range such as 150:200:5"
        )),
    }
}

fn number(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(format!(
            "\"{text}\" is not a finite number; expected a number such as 12.5"
        )),
    }
}

/// The most numbers that a range may have.
const MOST: f64 = 1e6;

fn range(start: f64, stop: f64, step: f64) -> Result<Vec<f64>, String> {
    let steps = (stop - start) / step;
    if step == 0.0 || steps < 0.0 {
        return Err(format!(
            "a step of {step} does not lead from {start} to {stop}"
        ));
    }
    if steps > MOST {
        return Err(format!(
            "a range of {steps:.0} numbers is too long; at most a million"
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to a million"
    )]
    let count = (steps + 1e-9).floor() as u32;
    Ok((0..=count).map(|i| start + step * f64::from(i)).collect())
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_range_includes_its_stop() {
        assert_eq!(numbers("150:200:25").unwrap(), [150.0, 175.0, 200.0]);
        assert_eq!(numbers("0:0.3:0.1").unwrap().len(), 4);
        assert_eq!(numbers("3:1:-1").unwrap(), [3.0, 2.0, 1.0]);
    }

    #[test]
    fn a_list_keeps_its_order_and_what_is_no_number_is_named() {
        assert_eq!(numbers("0.5, 1,10").unwrap(), [0.5, 1.0, 10.0]);
        for wrong in [
            "",
            "1,,2",
            "a",
            "1:2",
            "1:2:0",
            "1:2:-1",
            "nan",
            "0:1:1e-12",
        ] {
            assert!(numbers(wrong).is_err(), "{wrong}");
        }
    }
}
