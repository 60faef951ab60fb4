//! Colour maps whose steps look even, also to colour-blind readers, in a whole number of bands.

use kuva::render::color::Color;

/// A red, a green and a blue part, 0 to 255.
type Rgb = [u8; 3];

/// Which colours a number gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColorMap {
    /// From dark violet (little) to yellow (much).
    Sequential,
    /// From blue (negative) over white (zero) to red (positive).
    Diverging,
}

/// Every sixteenth of matplotlib's `viridis` (van der Walt and Smith 2015).
const VIRIDIS: [Rgb; 17] = [
    [68, 1, 84],
    [72, 24, 106],
    [71, 45, 123],
    [66, 64, 134],
    [59, 82, 139],
    [51, 99, 141],
    [44, 114, 142],
    [38, 130, 142],
    [33, 145, 140],
    [31, 160, 136],
    [40, 174, 128],
    [63, 188, 115],
    [94, 201, 98],
    [132, 212, 75],
    [173, 220, 48],
    [216, 226, 25],
    [253, 231, 37],
];

/// Every sixteenth of `vik`, version 8 (Crameri 2018), but for the middle: there it is a warm grey
/// (236, 229, 224), and here white, so that nothing leaves the paper as it is.
const VIK: [Rgb; 17] = [
    [0, 18, 97],
    [2, 43, 113],
    [3, 68, 129],
    [12, 94, 146],
    [48, 125, 166],
    [97, 158, 189],
    [148, 190, 210],
    [198, 219, 230],
    [255, 255, 255],
    [233, 202, 184],
    [219, 170, 141],
    [207, 140, 102],
    [194, 112, 65],
    [178, 81, 29],
    [145, 45, 6],
    [115, 20, 6],
    [89, 0, 8],
];

impl ColorMap {
    /// How many bands it is drawn in: an odd number with zero in the middle one where it diverges.
    pub(crate) fn bands(self) -> usize {
        match self {
            Self::Sequential => 30,
            Self::Diverging => 33,
        }
    }

    /// The colour of a band, from zero.
    pub(crate) fn color(self, band: usize) -> Color {
        let nodes = match self {
            Self::Sequential => &VIRIDIS,
            Self::Diverging => &VIK,
        };
        let [red, green, blue] = mixed(nodes, band as f64 / (self.bands() - 1) as f64);
        Color::Rgb(red, green, blue)
    }
}

/// The colour at a part, 0 to 1, of the way through evenly spaced nodes.
fn mixed(nodes: &[Rgb], part: f64) -> Rgb {
    let last = nodes.len() - 1;
    let place = part.clamp(0.0, 1.0) * last as f64;
    let below = (0..last).rfind(|&i| i as f64 <= place).unwrap_or(0);
    mix(nodes[below], nodes[below + 1], place - below as f64)
}

/// So much of the second colour, 0 to 1, in the first.
pub(crate) fn mix(first: Rgb, second: Rgb, part: f64) -> Rgb {
    std::array::from_fn(|i| {
        let value = f64::from(first[i]) * (1.0 - part) + f64::from(second[i]) * part;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 255
        let byte = value.round() as u8;
        byte
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of the sRGB standard, 0 to 1.
    fn luminance(color: &Color) -> f64 {
        let Color::Rgb(r, g, b) = color else {
            return f64::NAN;
        };
        let linear = |byte: u8| (f64::from(byte) / 255.0).powf(2.2);
        0.2126 * linear(*r) + 0.7152 * linear(*g) + 0.0722 * linear(*b)
    }

    #[test]
    fn more_is_lighter_without_exception() {
        let map = ColorMap::Sequential;
        for band in 1..map.bands() {
            assert!(luminance(&map.color(band)) > luminance(&map.color(band - 1)));
        }
    }

    #[test]
    fn zero_is_white_and_both_signs_grow_darker_away_from_it() {
        let map = ColorMap::Diverging;
        let middle = map.bands() / 2;
        assert_eq!(map.color(middle), Color::Rgb(255, 255, 255));
        for band in 1..=middle {
            assert!(luminance(&map.color(band)) > luminance(&map.color(band - 1)));
            let above = middle + band;
            assert!(luminance(&map.color(above)) < luminance(&map.color(above - 1)));
        }
    }
}
