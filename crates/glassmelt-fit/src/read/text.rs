//! From bytes to tidy text: UTF-8 or UTF-16, one kind of line end, comments and blank lines at the
//! margin.

use std::borrow::Cow;

use super::error::ReadError;

/// The text of a file; without its byte-order mark.
pub(super) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, ReadError> {
    if let Some(kind) = known_binary(bytes) {
        return Err(binary(file, kind));
    }
    let text = match utf16_units(bytes) {
        Some(units) => Cow::Owned(from_utf16(file, units)?),
        None => Cow::Borrowed(from_utf8(file, bytes)?),
    };
    if text.contains('\0') {
        return Err(binary(file, "a binary file"));
    }
    Ok(text)
}

fn binary(file: &str, kind: &'static str) -> ReadError {
    ReadError::Binary {
        file: file.to_owned(),
        kind,
    }
}

/// Files that people save beside their tables, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "a zip archive or a spreadsheet (xlsx, ods)"),
        (b"\xD0\xCF\x11\xE0", "an old spreadsheet (xls)"),
        (b"%PDF", "a PDF"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x89PNG", "a picture"),
        (b"\x89HDF", "an HDF5 file"),
    ];
    kinds
        .iter()
        .find_map(|(start, kind)| bytes.starts_with(start).then_some(*kind))
}

/// The code units of UTF-16, known by its byte-order mark or by two ASCII characters.
fn utf16_units(bytes: &[u8]) -> Option<Vec<u16>> {
    let units = |from: &[u8], unit: fn([u8; 2]) -> u16| {
        let mut units: Vec<u16> = from.chunks_exact(2).map(|p| unit([p[0], p[1]])).collect();
        if from.len() % 2 == 1 {
            units.push(0xD800); // half a unit: damaged, as a lone surrogate is
        }
        units
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => Some(units(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Some(units(rest, u16::from_be_bytes)),
        [1..=255, 0, 1..=255, 0, ..] => Some(units(bytes, u16::from_le_bytes)),
        [0, 1..=255, 0, 1..=255, ..] => Some(units(bytes, u16::from_be_bytes)),
        _ => None,
    }
}

fn from_utf16(file: &str, units: Vec<u16>) -> Result<String, ReadError> {
    let mut text = String::with_capacity(units.len());
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(character) => text.push(character),
            Err(_) => {
                return Err(ReadError::BrokenUtf16 {
                    file: file.to_owned(),
                    line: lines_before(text.as_bytes()) + 1,
                });
            }
        }
    }
    Ok(text)
}

fn from_utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let (good, bad) = bytes.split_at(error.valid_up_to());
        if bytes.contains(&0) {
            return binary(file, "a binary file");
        }
        ReadError::NotUtf8 {
            file: file.to_owned(),
            line: lines_before(good) + 1,
            byte: bad.first().copied().unwrap_or_default(),
        }
    })
}

/// How many lines have ended, by any of the three line ends.
fn lines_before(bytes: &[u8]) -> usize {
    let mut previous = 0;
    let mut lines = 0;
    for &byte in bytes {
        lines += usize::from(byte == b'\r' || (byte == b'\n' && previous != b'\r'));
        previous = byte;
    }
    lines
}

/// The same lines, each ended by a line feed; comments moved to the margin, blank lines emptied.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len() + 1);
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        let bare = line.trim_start();
        tidied.push_str(if bare.starts_with('#') || bare.is_empty() {
            bare
        } else {
            line
        });
        tidied.push('\n');
        rest = ["\r\n", "\n", "\r"]
            .iter()
            .find_map(|ending| tail.strip_prefix(ending))
            .unwrap_or_default();
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_line_ends_give_the_same_lines() {
        let expected = "a\n\nb\n";
        for text in ["a\n\nb", "a\r\n\r\nb\r\n", "a\r\rb\r", "a\n  \t \r\nb\r"] {
            assert_eq!(tidy(text), expected);
        }
    }

    #[test]
    fn a_comment_moves_to_the_margin_and_keeps_its_line() {
        assert_eq!(tidy("x\n  # say \"no\n y"), "x\n# say \"no\n y\n");
    }

    #[test]
    fn utf16_is_read_in_both_byte_orders_with_and_without_its_mark() {
        let text = "T_K;η\n1,5";
        for mark in ["", "\u{FEFF}"] {
            let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
            assert_eq!(decode("f", &little).unwrap(), text);
            assert_eq!(decode("f", &big).unwrap(), text);
        }
    }

    #[test]
    fn half_a_utf16_character_is_named_with_its_line() {
        let error = decode("f", b"\xFF\xFEa\0\n\0b").unwrap_err();
        assert!(matches!(error, ReadError::BrokenUtf16 { line: 2, .. }));
    }

    #[test]
    fn a_latin_degree_sign_is_named_with_its_line() {
        let error = decode("f.csv", b"# x\r\nT [\xB0C],eta").unwrap_err();
        assert_eq!(
            error.to_string(),
            "f.csv, line 2: the byte 0xB0 ('°' in Latin-1) is not UTF-8; expected UTF-8 text, \
             so save the table as \"CSV UTF-8\""
        );
    }
}
