//! One look for every figure: sizes, colours that colour-blind readers tell apart, dashes by law.

/// One column of a journal, 89 mm, in px of 1/96 in.
pub(crate) const COLUMN: f64 = 336.0;
/// Two columns of a journal, 180 mm.
pub(crate) const PAGE: f64 = 680.0;

/// Size of tick labels and legends, px: 7.5 pt.
pub(crate) const TICK_SIZE: u32 = 10;
/// Size of axis labels, px: 8.25 pt.
pub(crate) const LABEL_SIZE: u32 = 11;
/// Size of notes inside a figure, px: 6.75 pt.
pub(crate) const NOTE_SIZE: u32 = 9;

/// Frames and text.
pub(crate) const INK: &str = "#222222";
/// Notes and marks that stay behind the data.
pub(crate) const GREY: &str = "#6b6b6b";
/// Thin lines that stay behind the data.
pub(crate) const PALE: &str = "#b8b8b8";
/// What is known from elsewhere.
pub(crate) const KNOWN: &str = "#009E73";

/// The fonts of labels: narrow ones first, so that measured widths are upper bounds.
pub(crate) const FONTS: &str =
    "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

/// How a law's line looks, everywhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LawStyle {
    /// Colour as `#rrggbb`.
    pub color: &'static str,
    /// Lengths drawn and left out in turn, px; empty for a full line.
    pub dash: &'static [f64],
}

/// A law's colour and dash by its word.
///
/// Colours of Okabe and Ito (2008), and two of Tol's muted scheme (2021); laws that often lie on each
/// other differ in dash too.
pub(crate) fn law_style(law: &str) -> LawStyle {
    let (color, dash): (_, &[f64]) = match law {
        "rotor" | "rotor-exact" => ("#D55E00", &[9.0, 3.0]),
        "rotor-printed" => ("#E69F00", &[3.0, 4.0]),
        "vft" => ("#0072B2", &[]),
        "myega" => ("#009E73", &[10.0, 2.0]),
        "avramov" => ("#CC79A7", &[4.0, 2.0]),
        "arrhenius" => ("#7F7F7F", &[1.5, 1.5]),
        "parabolic" => ("#56B4E9", &[8.0, 2.0, 1.5, 2.0]),
        "mct" => ("#000000", &[3.0, 2.0, 1.0, 2.0]),
        "adam-gibbs" => ("#882255", &[6.0, 2.0]),
        "shoving" => ("#999933", &[2.5, 1.5]),
        _ => ("#332288", &[2.0, 3.0]),
    };
    LawStyle { color, dash }
}

/// A colour for one of `count` temperatures, coldest first: from dark blue over magenta to orange.
///
/// Points of matplotlib's perceptually uniform map `plasma` (van der Walt and Smith 2015), which
/// colour-blind readers see as a change of lightness.
pub(crate) fn temperature_color(index: usize, count: usize) -> String {
    const PLASMA: [[f64; 3]; 6] = [
        [13.0, 8.0, 135.0],
        [106.0, 0.0, 168.0],
        [156.0, 23.0, 158.0],
        [203.0, 70.0, 121.0],
        [229.0, 107.0, 93.0],
        [248.0, 148.0, 65.0],
    ];
    let last = PLASMA.len() - 1;
    let place = index as f64 / (count.max(2) - 1) as f64 * last as f64;
    let below = (0..last).rfind(|&i| i as f64 <= place).unwrap_or(0);
    let part = (place - below as f64).clamp(0.0, 1.0);
    let mix =
        |channel: usize| PLASMA[below][channel] * (1.0 - part) + PLASMA[below + 1][channel] * part;
    let hex = |channel: usize| {
        format!("{:02x}", {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 255
            let byte = mix(channel).round() as u8;
            byte
        })
    };
    format!("#{}{}{}", hex(0), hex(1), hex(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coldest_is_dark_blue_and_the_hottest_orange() {
        assert_eq!(temperature_color(0, 5), "#0d0887");
        assert_eq!(temperature_color(4, 5), "#f89441");
        assert_eq!(temperature_color(0, 1), "#0d0887");
    }

    #[test]
    fn no_two_laws_look_alike() {
        let laws = [
            "rotor-exact",
            "rotor-printed",
            "vft",
            "myega",
            "avramov",
            "arrhenius",
            "parabolic",
            "mct",
            "adam-gibbs",
            "shoving",
        ];
        for (i, a) in laws.iter().enumerate() {
            for b in &laws[..i] {
                assert_ne!(law_style(a).color, law_style(b).color);
            }
        }
    }
}
