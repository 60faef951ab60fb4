//! Numbers on the command line, single or in rows, each with its domain: what is outside is refused by
//! its flag.

use glassmelt::SymmetricTensor;
use glassmelt::medium::Separation;

/// A finite number.
pub(crate) fn finite(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err("expected a finite number such as 12.5".to_owned()),
    }
}

/// A finite number above zero.
pub(crate) fn positive(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value > 0.0)
        .ok_or_else(|| "expected a finite number above zero".to_owned())
}

/// A finite number that is zero or larger.
pub(crate) fn non_negative(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value >= 0.0)
        .ok_or_else(|| "expected a finite number, zero or larger".to_owned())
}

/// A number above one.
pub(crate) fn above_one(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value > 1.0)
        .ok_or_else(|| "expected a finite number above 1".to_owned())
}

/// A number between zero and one, neither of them included.
pub(crate) fn fraction(text: &str) -> Result<f64, String> {
    finite(text)
        .ok()
        .filter(|&value| value > 0.0 && value < 1.0)
        .ok_or_else(|| "expected a number between 0 and 1".to_owned())
}

/// A symmetric tensor as xx,yy,zz,yz,xz,xy.
pub(crate) fn tensor(text: &str) -> Result<SymmetricTensor, String> {
    row(
        text,
        "six finite numbers xx,yy,zz,yz,xz,xy such as 1,-0.3,0.2,0.25,0.1,0.4",
    )
    .map(SymmetricTensor::from_components)
}

/// A vector x,y,z that is not zero.
pub(crate) fn separation(text: &str) -> Result<Separation, String> {
    let r: [f64; 3] = row(text, "three finite numbers x,y,z such as 0.3,-0.7,1.1")?;
    Separation::new(r.into()).map_err(|error| error.to_string())
}

/// `N` finite numbers between commas; otherwise what is wrong, and that `right` is expected.
fn row<const N: usize>(text: &str, right: &str) -> Result<[f64; N], String> {
    let parts: Vec<&str> = text.split(',').collect();
    if let Some(part) = parts.iter().find(|part| finite(part).is_err()) {
        return Err(format!(
            "{:?} is no finite number; expected {right}",
            part.trim()
        ));
    }
    let numbers: Vec<f64> = parts.iter().filter_map(|part| finite(part).ok()).collect();
    let count = numbers.len();
    let expected = |_| format!("it has {count} numbers; expected {right}");
    numbers.try_into().map_err(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_domain_belong_to_it_only_where_it_says_so() {
        assert_eq!(non_negative("0"), Ok(0.0));
        assert!(positive("0").is_err() && above_one("1").is_err());
        assert!(fraction("0").is_err() && fraction("1").is_err());
        assert_eq!(fraction(" 0.9"), Ok(0.9));
    }

    #[test]
    fn rows_have_as_many_numbers_as_they_need() {
        let shear = tensor("0, 0,0,0,-1e-3,2").unwrap();
        assert_eq!((shear.xz, shear.xy), (-1e-3, 2.0));
        assert_eq!(separation("-3,0,4").unwrap().distance(), 5.0);
        assert!(tensor("1,2,3").unwrap_err().contains("3 numbers"));
        assert!(separation("1,2,3,4").is_err() && separation("1,,3").is_err());
        assert!(separation("0,0,0").unwrap_err().contains("|r| = 0"));
    }

    #[test]
    fn what_is_no_number_is_in_no_domain() {
        for parse in [finite, positive, non_negative, above_one, fraction] {
            for text in ["", "nan", "inf", "-inf", "1e999", "1,5", "ten"] {
                assert!(parse(text).is_err(), "{text}");
            }
        }
    }
}
