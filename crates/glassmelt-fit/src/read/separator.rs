//! What separates the columns of a table.

use super::number::Commas;

/// What stands between two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Tab,
    Semicolon,
    Comma,
    Blanks,
}

impl Separator {
    /// The separator of a table, from its first line: a tab beats `;` beats `,` beats blanks.
    pub(super) fn of(line: &str) -> Self {
        let outside: String = line.split('"').step_by(2).collect();
        match outside.trim() {
            line if line.contains('\t') => Self::Tab,
            line if line.contains(';') => Self::Semicolon,
            line if line.contains(',') => Self::Comma,
            _ => Self::Blanks,
        }
    }

    /// The byte that the splitting is told; blanks have become tabs by then.
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Tab | Self::Blanks => b'\t',
            Self::Semicolon => b';',
            Self::Comma => b',',
        }
    }

    pub(super) fn commas(self) -> Commas {
        match self {
            Self::Tab | Self::Semicolon => Commas::Decimal,
            Self::Comma | Self::Blanks => Commas::Refused,
        }
    }
}

/// The separator that a first line `sep=;` announces, as some spreadsheets write it; the line is
/// emptied.
pub(super) fn take_separator_line(text: &mut String) -> Option<Separator> {
    let line = text.lines().next()?;
    let separator = match line.strip_prefix("sep=")? {
        "\t" => Separator::Tab,
        ";" => Separator::Semicolon,
        "," => Separator::Comma,
        _ => return None,
    };
    text.replace_range(..line.len(), "");
    Some(separator)
}

/// The same lines with a tab for each run of blanks outside quotes, and none at the margins.
pub(super) fn blanks_to_tabs(text: &str) -> String {
    let mut tabbed = String::with_capacity(text.len());
    for line in text.lines() {
        push_with_tabs(&mut tabbed, line);
        tabbed.push('\n');
    }
    tabbed
}

fn push_with_tabs(tabbed: &mut String, line: &str) {
    if line.starts_with('#') {
        return tabbed.push_str(line);
    }
    let mut quoted = false;
    let mut after_blank = false;
    for character in line.trim().chars() {
        quoted ^= character == '"';
        let blank = character.is_whitespace() && !quoted;
        if !blank {
            tabbed.push(character);
        } else if !after_blank {
            tabbed.push('\t');
        }
        after_blank = blank;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_beats_a_semicolon_beats_a_comma_beats_blanks() {
        assert_eq!(Separator::of("T (K)\teta, Pa s;"), Separator::Tab);
        assert_eq!(Separator::of("T, K;eta, Pa s"), Separator::Semicolon);
        assert_eq!(Separator::of("T_K, eta_Pa_s\t"), Separator::Comma);
        assert_eq!(Separator::of("T_K  eta_Pa_s"), Separator::Blanks);
        assert_eq!(Separator::of("\"T; K\",eta_Pa_s"), Separator::Comma);
    }

    #[test]
    fn runs_of_blanks_become_one_tab_except_in_quotes_and_comments() {
        let text = "  \"T (K)\" \t  eta\n# a  b\n 1   2  \n";
        assert_eq!(blanks_to_tabs(text), "\"T (K)\"\teta\n# a  b\n1\t2\n");
    }
}
