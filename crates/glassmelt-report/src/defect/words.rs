//! Units and directions of a defect in words.

use glassmelt::units::KELVIN_PER_ELECTRON_VOLT;
use glassmelt_study::Scale;
use nalgebra::Vector3;

use crate::number::significant;

/// The names of a defect's units; empty where its file is in reduced units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Units {
    /// Of energies.
    pub energy: &'static str,
    /// Of lengths.
    pub length: &'static str,
}

impl Units {
    /// eV and nm for laboratory units, none for reduced ones.
    pub(crate) fn of(scale: Option<Scale>) -> Self {
        let laboratory = |s: Scale| s.energy_k == KELVIN_PER_ELECTRON_VOLT && s.length_nm == 1.0;
        if scale.is_some_and(laboratory) {
            Self {
                energy: "eV",
                length: "nm",
            }
        } else {
            Self {
                energy: "",
                length: "",
            }
        }
    }

    /// An energy in four digits, with its unit.
    pub(crate) fn energy(self, value: f64) -> String {
        told(value, self.energy)
    }

    /// A length in four digits, with its unit.
    pub(crate) fn length(self, value: f64) -> String {
        told(value, self.length)
    }

    /// Whether they are those of the laboratory.
    pub(crate) fn in_laboratory(self) -> bool {
        !self.energy.is_empty()
    }
}

/// A number in four digits, with its unit where it has one; zero as 0.
pub(crate) fn told(value: f64, unit: &str) -> String {
    let number = if value == 0.0 {
        "0".into()
    } else {
        without_zeros(&significant(value, 4))
    };
    if unit.is_empty() {
        number
    } else {
        format!("{number}\u{a0}{unit}")
    }
}

/// A number without the zeros that its decimals end in.
fn without_zeros(number: &str) -> String {
    let (digits, power) = number.split_at(number.find('×').unwrap_or(number.len()));
    if digits.contains('.') {
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        format!("{digits}{power}")
    } else {
        number.into()
    }
}

/// A direction by small whole numbers, such as `[1, −1, 0]`, else by its unit vector.
pub(crate) fn axis_name(axis: &Vector3<f64>) -> String {
    let largest = axis.amax();
    let whole = |scale: f64| {
        let scaled = axis * (scale / largest);
        let near = scaled.iter().all(|c| (c - c.round()).abs() < 2e-3);
        near.then(|| scaled.map(|c| c.round() + 0.0))
    };
    let parts: Vec<String> = match (1..=3).find_map(|k| whole(f64::from(k))) {
        Some(numbers) => numbers
            .iter()
            .map(|c| format!("{c:.0}").replace('-', "−"))
            .collect(),
        None => axis.iter().map(|&c| significant(c, 3)).collect(),
    };
    format!("[{}]", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_of_decimals_are_not_told() {
        assert_eq!(told(130.0, "K"), "130\u{a0}K");
        assert_eq!(told(0.0203, ""), "0.0203");
        assert_eq!(told(1e13, ""), "1×10¹³");
        assert_eq!(told(0.0, "eV"), "0\u{a0}eV");
    }

    #[test]
    fn directions_of_symmetry_are_named_by_whole_numbers() {
        assert_eq!(axis_name(&Vector3::new(0.577, -0.577, 0.577)), "[1, −1, 1]");
        assert_eq!(axis_name(&Vector3::new(0.0, 0.1, -0.05)), "[0, 2, −1]");
        assert_eq!(
            axis_name(&Vector3::new(0.6, 0.4, 0.7)),
            "[0.600, 0.400, 0.700]"
        );
    }
}
