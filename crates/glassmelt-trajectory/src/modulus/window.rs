//! One window as its frames come: the power of each wave, and its amplitudes, whose memory is bounded.

use super::amplitudes::Amplitudes;
use super::correlate::Correlate;

/// Transverse and longitudinal.
pub(crate) const KINDS: usize = 2;
/// Bytes of the amplitude of a wave in one frame.
const BYTES: usize = size_of::<[nalgebra::Complex<f64>; 3]>();
/// However small the memory, so many blocks of frames are kept.
const FEWEST_BLOCKS: usize = 256;

/// How many frames a block has, one or a power of two, so that the amplitudes of a window fit into so many bytes.
pub(crate) fn frames_of_a_block(length: usize, waves: usize, bytes: usize) -> usize {
    let most = (bytes / (BYTES * waves.max(1))).max(FEWEST_BLOCKS);
    length.div_ceil(most).next_power_of_two()
}

/// The frames so far.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OpenWindow {
    /// Frames of a block.
    each: usize,
    /// Sums of the amplitudes over blocks of frames.
    blocks: Vec<Amplitudes>,
    /// The power of each wave, summed over frames.
    power: Vec<[f64; KINDS]>,
    frames: usize,
    /// One along the wave, the others across.
    directions: usize,
}

impl OpenWindow {
    pub(crate) fn new(each: usize, waves: usize, directions: usize) -> Self {
        Self {
            each,
            blocks: Vec::new(),
            power: vec![[0.0; KINDS]; waves],
            frames: 0,
            directions,
        }
    }

    /// The amplitudes of one more frame; the power of each wave in it, a transverse direction on average.
    pub(crate) fn add(&mut self, amplitudes: Amplitudes) -> Vec<[f64; KINDS]> {
        let parts = [1..self.directions, 0..1];
        let power: Vec<[f64; KINDS]> = amplitudes
            .iter()
            .map(|wave| {
                parts.clone().map(|parts| {
                    let weight = 1.0 / parts.len() as f64;
                    let squares = wave[parts].iter().map(nalgebra::Complex::norm_sqr);
                    weight * squares.sum::<f64>()
                })
            })
            .collect();
        for (sums, power) in self.power.iter_mut().zip(&power) {
            sums.iter_mut().zip(power).for_each(|(sum, p)| *sum += p);
        }
        match self.blocks.last_mut() {
            Some(block) if !self.frames.is_multiple_of(self.each) => {
                let sums = block.iter_mut().flatten();
                let parts = amplitudes.iter().flatten();
                sums.zip(parts).for_each(|(sum, part)| *sum += part);
            }
            _ => self.blocks.push(amplitudes),
        }
        self.frames += 1;
        power
    }

    /// The mean power of a wave.
    pub(crate) fn mean_power(&self, wave: usize) -> [f64; KINDS] {
        self.power[wave].map(|sum| sum / self.frames as f64)
    }

    /// `A(k)` of the means of a wave over blocks, summed over its directions of each kind as their mean, real and
    /// imaginary parts together; k to half of the whole blocks.
    pub(crate) fn products(&self, wave: usize) -> [Vec<f64>; KINDS] {
        let whole = self.frames / self.each;
        let mut correlate = Correlate::new(whole);
        [1..self.directions, 0..1].map(|parts| {
            let weight = 1.0 / parts.len() as f64;
            let mut products = vec![0.0; whole / 2 + 1];
            for part in parts {
                for value in [re, im] {
                    let series = self.series(wave, part, value);
                    correlate.add(series.into_iter(), weight, &mut products);
                }
            }
            products
        })
    }

    /// One part of the amplitude: its means over whole blocks, about their mean where frames are left over.
    fn series(&self, wave: usize, part: usize, value: fn(&Number) -> f64) -> Vec<f64> {
        let whole = self.blocks[..self.frames / self.each].iter();
        let mut series: Vec<f64> = whole.map(|block| value(&block[wave][part])).collect();
        if self.each > 1 {
            let each = self.each as f64;
            let mean = series.iter().sum::<f64>() / series.len() as f64;
            let left_over = !self.frames.is_multiple_of(self.each);
            let middle = if left_over { mean } else { 0.0 };
            for x in &mut series {
                *x = (*x - middle) / each;
            }
        }
        series
    }
}

type Number = nalgebra::Complex<f64>;

fn re(number: &Number) -> f64 {
    number.re
}

fn im(number: &Number) -> f64 {
    number.im
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_kept_frame_by_frame_until_its_memory_would_be_more() {
        assert_eq!(BYTES, 48);
        assert_eq!(frames_of_a_block(1000, 10, 480_000), 1);
        assert_eq!(frames_of_a_block(1001, 10, 480_000), 2);
        assert_eq!(frames_of_a_block(2001, 10, 480_000), 4);
        assert_eq!(frames_of_a_block(1 << 20, 1000, 0), 4096, "256 blocks");
        for length in [1, 7, 300, 1 << 30] {
            let each = frames_of_a_block(length, 100, 512 << 20);
            assert!(length.div_ceil(each) * 100 * BYTES <= 512 << 20);
        }
    }
}
