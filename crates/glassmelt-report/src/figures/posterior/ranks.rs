//! Ranks of the draws of each chain among all: even where the chains agree.

use glassmelt_bayes::Posterior;
use kuva::render::render::TextAnchor;

use super::short;
use crate::Figure;
use crate::canvas::{Axis, Canvas, Frame, Key, Line, legend_height};
use crate::style::{INK, LABEL_SIZE, PAGE, temperature_color};

/// Bins of ranks.
const BINS: usize = 20;
/// Panels side by side.
const ACROSS: usize = 3;
/// Most variables that are shown.
const MOST: usize = 6;

/// The share of each chain in each bin of ranks, over its even share.
///
/// None where nothing was drawn.
pub(super) fn ranks(posterior: &Posterior) -> Option<Figure> {
    let draws = &posterior.draws;
    if draws.chains() == 0 {
        return None;
    }
    let count = draws.variables.len().min(MOST);
    let (width, height) = (176.0, 110.0);
    let chains = draws.chains();
    let color = |chain: usize| temperature_color(chain, chains);
    let key = |chain: usize| Key::line(Line::full(color(chain), 1.4), format!("chain {chain}"));
    let keys: Vec<Key> = (0..chains).map(key).collect();
    let rows = count.div_ceil(ACROSS);
    let foot = rows as f64 * (height + 62.0) + 2.0;
    let inner = PAGE - 12.0;
    let mut canvas = Canvas::new("posterior-ranks", PAGE, foot + legend_height(&keys, inner));
    for index in 0..count {
        let frame = Frame {
            left: 42.0 + (index % ACROSS) as f64 * (width + 40.0),
            top: 22.0 + (index / ACROSS) as f64 * (height + 62.0),
            width,
            height,
        };
        let shares = shares(&draws.values[index]);
        let highest = shares.iter().flatten().copied().fold(1.0, f64::max);
        let x = Axis::exactly("rank", (0.0, 1.0), 3);
        let y = Axis::exactly("", (0.0, (1.1 * highest).max(2.0)), 3);
        let panel = canvas.panel(frame, &x, &y);
        canvas.level(&panel, 1.0);
        for (chain, shares) in shares.iter().enumerate() {
            let edge = |i: usize| i as f64 / BINS as f64;
            let bins = shares.iter().enumerate();
            let line: Vec<(f64, f64)> = bins
                .flat_map(|(i, s)| [(edge(i), *s), (edge(i + 1), *s)])
                .collect();
            canvas.line(&panel, &line, &Line::full(color(chain), 1.0));
        }
        let place = (frame.left, frame.top - 6.0);
        let name = draws.variables[index].name.as_str();
        canvas.text(place, name, LABEL_SIZE, TextAnchor::Start, INK);
    }
    canvas.legend(&keys, (6.0, foot), inner);
    Some(Figure {
        name: "posterior-ranks",
        title: format!("Do the chains agree: {}", short(&posterior.title)),
        caption: "How often each chain has draws of a rank among the draws of all chains, over its even share: all lines \
                  scatter about one where the chains have found the same distribution."
            .into(),
        canvas,
    })
}

/// For each chain: how often its draws fall into each bin of ranks, over the mean.
fn shares(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut all: Vec<(f64, usize)> = chains
        .iter()
        .enumerate()
        .flat_map(|(chain, draws)| draws.iter().map(move |x| (*x, chain)))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut shares = vec![vec![0.0; BINS]; chains.len()];
    for (rank, (_, chain)) in all.iter().enumerate() {
        let even = chains[*chain].len() as f64 / BINS as f64;
        shares[*chain][rank * BINS / all.len()] += 1.0 / even;
    }
    shares
}
