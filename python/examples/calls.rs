//! The calls of `benches/python.py` without Python: `calls NAME RUNS`, each run making its array anew.

use std::hint::black_box;

use glassmelt::closure::Linear;
use glassmelt::flow::ExactFlow;
use glassmelt::{Layer, Liquid, Result, special};

/// As many numbers as the bench takes.
const COUNT: usize = 1_000_000;

/// Evenly spaced numbers.
fn even(low: f64, high: f64, count: usize) -> Vec<f64> {
    let last = (count - 1) as f64;
    let at = |i| low + (high - low) * f64::from(i) / last;
    (0..count as u32).map(at).collect()
}

/// ln(xi/a) of a layer at each temperature.
fn lengths(layer: Layer, t: &[f64]) -> Result<Vec<f64>> {
    let liquid = Liquid::new(Linear::new(130.0, 20.0)?, layer)?;
    Ok(t.iter().map(|&t| liquid.log_length(t)).collect())
}

/// The modulus at each scale.
fn flow(ell: &[f64]) -> Result<Vec<f64>> {
    let flow = ExactFlow::new(0.05, 10.0, 3.0)?;
    ell.iter().map(|&ell| Ok(flow.at(ell)?.mu_bar)).collect()
}

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let runs: u32 = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
    let (t, x) = (even(131.0, 195.0, COUNT), even(0.01, 20.0, COUNT));
    let ell = even(0.0, 10.0, COUNT / 10);
    for _ in 0..runs {
        let (t, x) = (black_box(&t), black_box(&x));
        black_box(match name.as_str() {
            "e1" => x.iter().map(|&x| special::e1(x)).collect(),
            "length, printed" => lengths(Layer::Printed, t)?,
            "length, small-coupling" => lengths(Layer::SmallCoupling, t)?,
            "length, exact" => lengths(Layer::Exact, t)?,
            _ => flow(&ell)?,
        });
    }
    Ok(())
}
