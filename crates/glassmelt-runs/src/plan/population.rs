//! What goes together with `[population]`, and what a run file with it leaves to us.

use glassmelt_study::mistake::{Checked, Mistake, unused};

use crate::file::{Method, RunFile, SamplerKind, SamplerTable, SitesKind};

/// The sampler of a file: rotors that come and go make moves of single rotors at their own coupling.
pub(super) fn sampler(file: &RunFile) -> SamplerTable {
    match file.population {
        None => file.sampler,
        Some(_) => SamplerTable {
            kind: Some(SamplerKind::Metropolis),
            exchange: Some(false),
            ..file.sampler
        },
    }
}

/// Whether all that is asked for besides `[population]` can be had with it.
pub(super) fn goes_with(file: &RunFile) -> Checked<()> {
    if file.population.is_none() {
        return Ok(());
    }
    let why = "moves rotors in time; those of [population] come and go without a time: expected one of both";
    unused("dynamics", file.dynamics.as_ref(), why)?;
    let other = |kind: &SamplerKind| *kind != SamplerKind::Metropolis;
    let why = "does not let rotors come and go; expected none or \"metropolis\" with [population]";
    unused(
        "sampler.kind",
        file.sampler.kind.filter(other).as_ref(),
        why,
    )?;
    let why =
        "exchanges all rotors, whose number [population] changes; expected none or false with it";
    let exchange = file.sampler.exchange.filter(|exchange| *exchange);
    unused("sampler.exchange", exchange.as_ref(), why)?;
    method(file)?;
    let held = file
        .boundary
        .tensor
        .iter()
        .any(|component| *component != 0.0);
    let why = "needs rotors without mean dipoles where they come and go; expected none with [population] and a \
               [boundary] tensor";
    let radii = Some(&file.look.radii).filter(|radii| held && !radii.is_empty());
    unused("look.radii", radii, why)
}

/// Places that change need the pairs themselves.
fn method(file: &RunFile) -> Checked<()> {
    let (own, word) = match file.sites.kind {
        SitesKind::Lattice => (Method::Lattice, "lattice"),
        SitesKind::Random | SitesKind::File => (Method::Pairs, "pairs"),
    };
    if [Method::Auto, own].contains(&file.field.method) {
        return Ok(());
    }
    Err(Mistake::at(
        "field.method",
        format!(
            "does not follow places that change; expected \"auto\" or \"{word}\" with [population]"
        ),
    ))
}
