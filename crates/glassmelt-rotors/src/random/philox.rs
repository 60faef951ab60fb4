//! Philox4x32-10: random numbers by their place in a list, not by their history (Salmon et al. 2011).

/// The multipliers and the steps of the key (Salmon et al. 2011).
const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const KEY_STEPS: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// The four words at a place of the list that belongs to a key.
pub fn philox(key: [u32; 2], counter: [u32; 4]) -> [u32; 4] {
    let (mut key, mut words) = (key, counter);
    for _ in 0..ROUNDS {
        words = round(key, words);
        key = [
            key[0].wrapping_add(KEY_STEPS[0]),
            key[1].wrapping_add(KEY_STEPS[1]),
        ];
    }
    words
}

fn round(key: [u32; 2], [a, b, c, d]: [u32; 4]) -> [u32; 4] {
    let (high_a, low_a) = product(MULTIPLIERS[0], a);
    let (high_c, low_c) = product(MULTIPLIERS[1], c);
    [high_c ^ b ^ key[0], low_c, high_a ^ d ^ key[1], low_a]
}

/// The high and the low word of a product.
fn product(a: u32, b: u32) -> (u32, u32) {
    let wide = u64::from(a) * u64::from(b);
    #[allow(clippy::cast_possible_truncation)]
    let low = wide as u32;
    ((wide >> 32) as u32, low)
}

#[cfg(test)]
mod tests {
    use super::philox;

    #[test]
    fn the_words_are_those_of_the_known_answers_of_random123() {
        let ones = u32::MAX;
        assert_eq!(
            philox([0; 2], [0; 4]),
            [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]
        );
        assert_eq!(
            philox([ones; 2], [ones; 4]),
            [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
        );
        assert_eq!(
            philox(
                [0xa4093822, 0x299f31d0],
                [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]
            ),
            [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
        );
    }
}
