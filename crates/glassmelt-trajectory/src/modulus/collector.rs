//! What windows of one length add up to: powers of the shells in time, their correlations, and how far atoms went.

use rayon::prelude::*;

use super::amplitudes::Amplitudes;
use super::series::Series;
use super::waves::Waves;
use super::window::{KINDS, OpenWindow, frames_of_a_block};

/// One shell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ShellRecord {
    /// Mean power of a direction, frame by frame.
    pub(crate) power: [Series; KINDS],
    /// `sum over windows of the mean over series of A(k)`, of blocks of frames.
    pub(crate) products: [Vec<f64>; KINDS],
    /// Mean power of each wave, summed over windows.
    pub(crate) by_wave: [Vec<f64>; KINDS],
}

/// All windows of one length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collector {
    pub(crate) length: usize,
    /// Frames of a block whose amplitudes are kept as one.
    pub(crate) each: usize,
    pub(crate) windows: usize,
    pub(crate) shells: Vec<ShellRecord>,
    /// `<|u_i|^2>` over the atoms, frame by frame.
    pub(crate) squares: Series,
    /// `<|mean of the second half - mean of the first|^2>` over the atoms, summed over windows.
    pub(crate) shift: f64,
}

impl Collector {
    /// Nothing yet; the amplitudes of a window take so many bytes.
    pub(crate) fn new(length: usize, waves: &Waves, bytes: usize) -> Self {
        let each = frames_of_a_block(length, waves.all().len(), bytes);
        let lags = length / each / 2 + 1;
        let shells = waves.shells().iter().map(|shell| ShellRecord {
            power: [Series::new(), Series::new()],
            products: [vec![0.0; lags], vec![0.0; lags]],
            by_wave: [
                vec![0.0; shell.members.len()],
                vec![0.0; shell.members.len()],
            ],
        });
        Self {
            length,
            each,
            windows: 0,
            shells: shells.collect(),
            squares: Series::new(),
            shift: 0.0,
        }
    }

    /// A window that begins.
    pub(crate) fn open(&self, waves: &Waves) -> OpenWindow {
        let directions = waves.dimension().count();
        OpenWindow::new(self.each, waves.all().len(), directions)
    }

    /// More of its frames: their amplitudes and mean squares.
    pub(crate) fn add(
        &mut self,
        window: &mut OpenWindow,
        waves: &Waves,
        amplitudes: Vec<Amplitudes>,
        squares: &[f64],
    ) {
        for square in squares {
            self.squares.push(*square);
        }
        for frame in amplitudes {
            let power = window.add(frame);
            for (record, shell) in self.shells.iter_mut().zip(waves.shells()) {
                let members = &power[shell.members.clone()];
                for (kind, series) in record.power.iter_mut().enumerate() {
                    let sum: f64 = members.iter().map(|wave| wave[kind]).sum();
                    series.push(sum / members.len() as f64);
                }
            }
        }
    }

    /// The window is whole.
    pub(crate) fn close(&mut self, window: &OpenWindow, waves: &Waves, shift: f64) {
        self.windows += 1;
        self.shift += shift;
        let products: Vec<[Vec<f64>; KINDS]> = (0..waves.all().len())
            .into_par_iter()
            .map(|wave| window.products(wave))
            .collect();
        for (record, shell) in self.shells.iter_mut().zip(waves.shells()) {
            let count = shell.members.len() as f64;
            for (number, wave) in shell.members.clone().enumerate() {
                let power = window.mean_power(wave);
                for kind in 0..KINDS {
                    record.by_wave[kind][number] += power[kind];
                    let sums = record.products[kind].iter_mut().zip(&products[wave][kind]);
                    sums.for_each(|(sum, product)| *sum += product / count);
                }
            }
        }
    }

    /// Frames in all windows.
    pub(crate) fn frames(&self) -> usize {
        self.length * self.windows
    }
}
