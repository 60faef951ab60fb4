//! Messages written for a terminal, set as sentences of a page.

/// Words of messages and how a page sets them; scripts as `_{...}`.
const WORDS: [(&str, &str); 19] = [
    ("mu", "μ"),
    ("lambda", "λ"),
    ("Tg", "T_{g}"),
    ("T0", "T_{0}"),
    ("Tc", "T_{c}"),
    ("k_B", "k_{B}"),
    ("mu_c", "μ_{c}"),
    ("mu_0", "μ_{0}"),
    ("mu0", "μ_{0}"),
    ("y0", "y_{0}"),
    ("m0", "m_{0}"),
    ("xi", "ξ"),
    ("eta", "η"),
    ("eta0", "η_{0}"),
    ("tau", "τ"),
    ("tau0", "τ_{0}"),
    ("alpha", "α"),
    ("omega_s", "ω_{s}"),
    ("log10", "log_{10}"),
];

/// Words that begin with a capital letter where they open a sentence; a parameter's name does not.
const OPENINGS: [&str; 6] = ["the", "these", "this", "a", "no", "only"];

/// A message with its signs, powers and symbols set properly and a full stop at its end.
///
/// Names of parameters such as `t0` or `log10_eta0` stay as they are in tables and JSON.
pub(super) fn sentence(message: &str) -> String {
    let signs = message
        .replace("+-", "±")
        .replace("<=", "≤")
        .replace(">=", "≥")
        .replace(" -> ", " → ")
        .replace(" - ", " − ")
        .replace(" %", "\u{a0}%");
    let mut text = powers(&words(&minus_signs(&signs)));
    if !text.is_empty() && !text.ends_with(['.', '!', '?', ':']) {
        text.push('.');
    }
    text
}

/// A hyphen before a digit, after a blank, a bracket or a power's sign, is a minus sign.
fn minus_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let opens = matches!(before, ' ' | '(' | '^' | '\u{a0}');
        let digit = letters.peek().is_some_and(char::is_ascii_digit);
        out.push(if letter == '-' && opens && digit {
            '−'
        } else {
            letter
        });
        before = letter;
    }
    out
}

/// Whole words of the list in their set form.
fn words(text: &str) -> String {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(inside) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !inside(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        out.push_str(before);
        match WORDS.iter().find(|(plain, _)| *plain == word) {
            Some((_, set)) => out.push_str(set),
            None if out.is_empty() && OPENINGS.contains(&word) => {
                out.push_str(&word[..1].to_uppercase());
                out.push_str(&word[1..]);
            }
            None => out.push_str(&power_of_ten(word)),
        }
        rest = after;
    }
    out + rest
}

/// `1e12` as `10^12`.
fn power_of_ten(word: &str) -> String {
    match word.strip_prefix("1e") {
        Some(power) if !power.is_empty() && power.chars().all(|c| c.is_ascii_digit()) => {
            format!("10^{power}")
        }
        _ => word.to_string(),
    }
}

/// `^` and the number after it become a raised number.
fn powers(text: &str) -> String {
    let mut pieces = text.split('^');
    let mut out = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let number = |c: char| c.is_ascii_digit() || matches!(c, '−' | '.');
        let end = piece.find(|c| !number(c)).unwrap_or(piece.len());
        // A full stop that ends the sentence is no part of the number.
        let exponent = piece[..end].trim_end_matches('.');
        if exponent.is_empty() {
            out.push('^');
            out.push_str(piece);
        } else {
            out.push_str("^{");
            out.push_str(exponent);
            out.push('}');
            out.push_str(&piece[exponent.len()..]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn signs_and_powers_are_set_and_a_full_stop_ends_the_sentence() {
        assert_eq!(
            sentence("t0 <= 166 K (correlation -0.99), 0.07 +- 0.01, Adam-2"),
            "t0 ≤ 166 K (correlation −0.99), 0.07 ± 0.01, Adam-2."
        );
        assert_eq!(
            sentence("(a/xi)^3 at Tg is 10^-25.2 k_B, by 10^23."),
            "(a/ξ)^{3} at T_{g} is 10^{−25.2} k_{B}, by 10^{23}."
        );
        assert_eq!(
            sentence("the closure (T - T0)/T0 at 1e12 Pa s"),
            "The closure (T − T_{0})/T_{0} at 10^{12} Pa s."
        );
        assert_eq!(
            sentence("mu(q -> 0) falls, lambda + 2 mu stays"),
            "μ(q → 0) falls, λ + 2 μ stays."
        );
        assert_eq!(sentence("Done."), "Done.");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn names_of_parameters_stay_as_they_are() {
        let names = "log10_eta0, t0, t_onset and strength, e^x.";
        assert_eq!(sentence(names), names);
    }
}
