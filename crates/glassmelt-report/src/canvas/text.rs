//! Labels with raised and lowered parts: `log_{10} η`, `10^{−24}`, in SVG and in pixels.

use std::fmt::Write as _;

use kuva::render::render::{Primitive, TextAnchor};

/// Raised and lowered parts are this much smaller.
const SCRIPT: f64 = 0.72;
/// How far they are raised, in sizes of the label.
const RISE: f64 = 0.36;
/// How far they are lowered.
const DROP: f64 = 0.18;

/// Advance widths of the printable ASCII characters in `DejaVu` Sans 2.37, the font that kuva draws
/// PNG with, in 1/2048 of the size (its `hmtx` table).
#[rustfmt::skip]
const ADVANCE: [u16; 95] = [
    651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690,
    1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087,
    2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540, 604, 604, 1343, 1141, 1767, 1532, 1612,
    1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024,
    1024, 1255, 1300, 1126, 1300, 1260, 721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253,
    1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212, 1075, 1303, 690, 1303, 1716,
];

/// Where a part of a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// On the line.
    Line,
    /// Above it, smaller.
    Raised,
    /// Below it, smaller.
    Lowered,
}

/// The parts of a label: `^{...}` is raised, `_{...}` lowered, all else on the line.
pub(crate) fn parts(label: &str) -> Vec<(Place, &str)> {
    let mut parts = Vec::new();
    let mut rest = label;
    while let Some((before, place, script, after)) = next_script(rest) {
        if !before.is_empty() {
            parts.push((Place::Line, before));
        }
        parts.push((place, script));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push((Place::Line, rest));
    }
    parts
}

/// The text before the first script, the script, and the text after it.
fn next_script(text: &str) -> Option<(&str, Place, &str, &str)> {
    let start = [text.find("^{"), text.find("_{")]
        .into_iter()
        .flatten()
        .min()?;
    let place = if text[start..].starts_with('^') {
        Place::Raised
    } else {
        Place::Lowered
    };
    let end = start + text[start..].find('}')?;
    Some((
        &text[..start],
        place,
        &text[start + 2..end],
        &text[end + 1..],
    ))
}

/// Width of a label at a font size, in the same unit as the size; other fonts are as wide or
/// narrower.
pub(crate) fn width(label: &str, size: f64) -> f64 {
    parts(label)
        .iter()
        .map(|(place, text)| match place {
            Place::Line => plain_width(text, size),
            _ => plain_width(text, SCRIPT * size),
        })
        .sum()
}

/// Width of a text without scripts; characters beyond ASCII count as wide as a Greek letter.
fn plain_width(text: &str, size: f64) -> f64 {
    let advance = |c: char| match (c as usize).checked_sub(32).and_then(|i| ADVANCE.get(i)) {
        Some(units) => *units,
        None if matches!(c, '−' | '×' | '±' | '∞' | 'ω') => 1716,
        None => 1300,
    };
    text.chars().map(|c| f64::from(advance(c))).sum::<f64>() / 2048.0 * size
}

/// Puts `tspan`s in place of `^{...}` and `_{...}` in a finished SVG.
pub(crate) fn scripts_in_svg(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for (i, piece) in svg.split("<text ").enumerate() {
        if i > 0 {
            out.push_str("<text ");
        }
        match piece.split_once("</text>") {
            Some((label, rest)) if i > 0 => {
                out.push_str(&scripts_in_label(label));
                out.push_str("</text>");
                out.push_str(rest);
            }
            _ => out.push_str(piece),
        }
    }
    out
}

/// The same for one text element, from its attributes on.
fn scripts_in_label(element: &str) -> String {
    let Some((attributes, label)) = element.split_once('>') else {
        return element.to_string();
    };
    let size = attributes
        .split_once("font-size=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .and_then(|(size, _)| size.parse::<f64>().ok())
        .unwrap_or(10.0);
    let mut out = format!("{attributes}>");
    let mut shift = 0.0;
    for (place, text) in parts(label) {
        let wanted = match place {
            Place::Line => 0.0,
            Place::Raised => -RISE * size,
            Place::Lowered => DROP * size,
        };
        let dy = wanted - shift;
        shift = wanted;
        // Writing to a String cannot fail.
        let _ = match place {
            Place::Line if dy.abs() < 1e-9 => write!(out, "{text}"),
            Place::Line => write!(out, "<tspan dy=\"{dy:.2}\">{text}</tspan>"),
            _ => {
                let small = SCRIPT * size;
                write!(
                    out,
                    "<tspan dy=\"{dy:.2}\" font-size=\"{small:.2}\">{text}</tspan>"
                )
            }
        };
    }
    out
}

/// A text element as plain text elements, its scripts placed by hand: for pixels.
pub(crate) fn scripts_in_pixels(element: &Primitive) -> Option<Vec<Primitive>> {
    let Primitive::Text {
        x,
        y,
        content,
        size,
        anchor,
        rotate,
        bold,
        color,
    } = element
    else {
        return None;
    };
    next_script(content)?;
    let (sin, cos) = rotate.unwrap_or(0.0).to_radians().sin_cos();
    let full = f64::from(*size);
    let mut along = match anchor {
        TextAnchor::Start => 0.0,
        TextAnchor::Middle => -0.5 * width(content, full),
        TextAnchor::End => -width(content, full),
    };
    let mut elements = Vec::new();
    for (place, text) in parts(content) {
        let (scale, up) = match place {
            Place::Line => (1.0, 0.0),
            Place::Raised => (SCRIPT, RISE * full),
            Place::Lowered => (SCRIPT, -DROP * full),
        };
        elements.push(Primitive::Text {
            x: x + along * cos + up * sin,
            y: y + along * sin - up * cos,
            content: text.to_string(),
            size: whole(scale * full),
            anchor: TextAnchor::Start,
            rotate: *rotate,
            bold: *bold,
            color: color.clone(),
        });
        along += plain_width(text, f64::from(whole(scale * full)));
    }
    Some(elements)
}

/// A font size as kuva takes it.
fn whole(size: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 1 and 100
    let whole = size.round().clamp(1.0, 100.0) as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_exponent_becomes_a_small_tspan_and_the_line_comes_back_down() {
        let svg = r#"<svg><text x="1" font-size="10">10^{−24} nm</text></svg>"#;
        assert_eq!(
            scripts_in_svg(svg),
            "<svg><text x=\"1\" font-size=\"10\">10<tspan dy=\"-3.60\" font-size=\"7.20\">−24\
             </tspan><tspan dy=\"3.60\"> nm</tspan></text></svg>"
        );
    }

    #[test]
    fn a_label_without_scripts_is_left_alone() {
        let svg = r#"<svg><text x="1" font-size="10">T (K)</text><path d="M 1 2"/></svg>"#;
        assert_eq!(scripts_in_svg(svg), svg);
    }

    #[test]
    fn scripts_are_narrower_than_the_same_text_on_the_line() {
        assert!(width("10^{24}", 10.0) < width("1024", 10.0));
        assert!((width("1024", 10.0) - 40.0 * 1303.0 / 2048.0).abs() < 1e-9);
    }

    #[test]
    fn an_unclosed_brace_is_plain_text() {
        assert_eq!(parts("a^{b"), vec![(Place::Line, "a^{b")]);
    }
}
