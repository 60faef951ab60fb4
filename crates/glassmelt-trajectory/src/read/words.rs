//! Words of a line, and numbers in them: the common ones fast, all of them rounded correctly.

use crate::read::lines::Fault;

/// The words of a line, one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    line: &'a [u8],
    at: usize,
}

/// Powers of ten that are exact as floating-point numbers.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];
/// Whole numbers up to here are exact as floating-point numbers.
const EXACT: u64 = 1 << 53;
/// So many digits fit into 64 bits.
const DIGITS: usize = 19;

impl<'a> Words<'a> {
    /// The words of this line.
    pub(crate) fn new(line: &'a [u8]) -> Self {
        Self { line, at: 0 }
    }

    /// The next word.
    #[inline]
    pub(crate) fn word(&mut self) -> Option<&'a [u8]> {
        self.pass_blanks();
        let start = self.at;
        while self.at < self.line.len() && !blank(self.line[self.at]) {
            self.at += 1;
        }
        (self.at > start).then(|| &self.line[start..self.at])
    }

    /// The next number, which must be finite.
    #[inline]
    pub(crate) fn float(&mut self, name: &'static str) -> Result<f64, Fault> {
        self.pass_blanks();
        if let Some((value, length)) = plain_decimal(&self.line[self.at..]) {
            self.at += length;
            return Ok(value);
        }
        let word = self.word().unwrap_or_default();
        float(word).ok_or_else(|| Fault::text(word, format!("a finite number for {name}")))
    }

    /// The next whole number.
    #[inline]
    pub(crate) fn integer(&mut self, name: &'static str) -> Result<i64, Fault> {
        let word = self.word().unwrap_or_default();
        integer(word).ok_or_else(|| Fault::text(word, format!("a whole number for {name}")))
    }

    /// The rest of the line, without the blanks before and after it.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.line[self.at..].trim_ascii()
    }

    #[inline]
    fn pass_blanks(&mut self) {
        while self.at < self.line.len() && blank(self.line[self.at]) {
            self.at += 1;
        }
    }
}

#[inline]
fn blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// A finite number that takes the whole word.
pub(crate) fn float(word: &[u8]) -> Option<f64> {
    let value: f64 = fast_float2::parse(word).ok()?;
    value.is_finite().then_some(value)
}

/// A whole number that takes the whole word.
#[inline]
pub(crate) fn integer(word: &[u8]) -> Option<i64> {
    let (negative, digits) = match word {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value: i64 = 0;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value.checked_mul(10)?.checked_sub(i64::from(digit))?;
    }
    if negative {
        Some(value)
    } else {
        value.checked_neg()
    }
}

/// Sign, digits, a point, digits, and a blank or the end: with at most 2^53 in the digits, both they and the power
/// of ten are exact, so that the one division is the correctly rounded value. None for all other numbers.
#[inline]
fn plain_decimal(text: &[u8]) -> Option<(f64, usize)> {
    let negative = text.first() == Some(&b'-');
    let start = usize::from(negative);
    let mut at = start;
    let mut digits: u64 = 0;
    at = take_digits(text, at, &mut digits);
    let mut decimals = 0;
    let mut count = at - start;
    if text.get(at) == Some(&b'.') {
        let point = at;
        at = take_digits(text, at + 1, &mut digits);
        decimals = at - point - 1;
        count += decimals;
    }
    let ended = text.get(at).is_none_or(|byte| blank(*byte));
    if !ended || count == 0 || count > DIGITS || digits > EXACT {
        return None;
    }
    let value = digits as f64 / POWERS[decimals];
    Some((if negative { -value } else { value }, at))
}

#[inline]
fn take_digits(text: &[u8], mut at: usize, digits: &mut u64) -> usize {
    while let Some(byte) = text.get(at) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        *digits = digits.wrapping_mul(10).wrapping_add(u64::from(digit));
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same_as_std(text: &str) {
        let ours = Words::new(text.as_bytes()).float("x").ok();
        let theirs: Option<f64> = text.parse().ok().filter(|x: &f64| x.is_finite());
        assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{text}");
    }

    #[test]
    fn numbers_at_the_edges_of_the_fast_way_are_those_of_the_standard_library() {
        for text in [
            "0",
            "-0",
            "-0.0",
            "0.1",
            ".5",
            "5.",
            "9007199254740992",
            "9007199254740993",
            "90071992547409.93",
            "0.9007199254740993",
            "0.0000000000000000001",
            "00000000000000000000001.5",
            "1e5",
            "1e-400",
            "1e400",
            "nan",
            "inf",
            "-",
            ".",
            "-.",
            "1.2.3",
            "1-2",
            "+1.5",
            "4.9406564584124654e-324",
            "1,5",
            "123456789012345678901234567890",
            "0.30000000000000004",
            "18446744073709551616",
            "",
        ] {
            same_as_std(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn decimals_are_those_of_the_standard_library(
            whole in 0u64..100_000, decimals in "[0-9]{0,20}", sign in "-?"
        ) {
            same_as_std(&format!("{sign}{whole}.{decimals}"));
        }

        #[test]
        fn each_floating_point_number_comes_back_as_it_was(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            for text in [format!("{value}"), format!("{value:e}"), format!("{value:.6}")] {
                same_as_std(&text);
            }
        }

        #[test]
        fn whole_numbers_are_those_of_the_standard_library(value in any::<i64>()) {
            prop_assert_eq!(integer(value.to_string().as_bytes()), Some(value));
        }
    }

    #[test]
    fn a_whole_number_that_does_not_fit_is_none() {
        assert_eq!(integer(b"9223372036854775808"), None);
        assert_eq!(integer(b"-9223372036854775808"), Some(i64::MIN));
        assert_eq!(integer(b"12x"), None);
        assert_eq!(integer(b"+"), None);
    }
}
