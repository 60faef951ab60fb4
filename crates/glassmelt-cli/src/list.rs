//! Lists of numbers on the command line: `0.5,1,10` or `150:200:5`.

use crate::value;

/// The numbers of a list or a range, in its order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List(pub(crate) Vec<f64>);

/// Scales `ln(R/a)`: zero or larger.
pub(crate) fn scales(text: &str) -> Result<List, String> {
    list(text, value::non_negative)
}

/// Temperatures in K: above absolute zero.
pub(crate) fn temperatures(text: &str) -> Result<List, String> {
    list(text, value::positive)
}

/// A list with commas, or a range `start:stop:step` that includes its stop.
fn list(text: &str, domain: fn(&str) -> Result<f64, String>) -> Result<List, String> {
    let number = |part: &str| {
        domain(part).map_err(|expected| format!("{expected} in place of \"{}\"", part.trim()))
    };
    let parts: Vec<&str> = text.split(':').collect();
    match parts.as_slice() {
        [list] => list.split(',').map(number).collect(),
        [start, stop, step] => range(number(start)?, number(stop)?, value::finite(step)?),
        _ => Err("expected a list such as 1,2,5 or a range such as 150:200:5".to_owned()),
    }
    .map(List)
}

/// The most numbers that a range may have.
const MOST: f64 = 1e6;

fn range(start: f64, stop: f64, step: f64) -> Result<Vec<f64>, String> {
    let steps = (stop - start) / step;
    if step == 0.0 || steps < 0.0 {
        return Err(format!(
            "a step of {step} does not lead from {start} to {stop}; expected start:stop:step such \
             as 150:200:5"
        ));
    }
    if steps > MOST {
        return Err(format!(
            "steps of {step} from {start} to {stop} are more than a million; expected a larger step"
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
    use super::{List, scales, temperatures};

    #[test]
    fn a_range_includes_its_stop() {
        assert_eq!(scales("150:200:25"), Ok(List(vec![150.0, 175.0, 200.0])));
        assert_eq!(scales("0:0.3:0.1").unwrap().0.len(), 4);
        assert_eq!(scales("3:1:-1"), Ok(List(vec![3.0, 2.0, 1.0])));
    }

    #[test]
    fn a_list_keeps_its_order_and_what_is_no_number_is_named() {
        assert_eq!(scales("0.5, 1,10"), Ok(List(vec![0.5, 1.0, 10.0])));
        for wrong in [
            "",
            "1,,2",
            "a",
            "1:2",
            "1:2:0",
            "1:2:-1",
            "nan",
            "0:1:1e-12",
            "0:1:nan",
        ] {
            assert!(scales(wrong).is_err(), "{wrong}");
        }
        assert!(scales("1,a,2").unwrap_err().contains("\"a\""));
    }

    #[test]
    fn absolute_zero_is_a_scale_but_no_temperature() {
        assert!(scales("0").is_ok());
        assert!(temperatures("300,0").unwrap_err().contains("\"0\""));
    }
}
