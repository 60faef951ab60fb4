//! One file a theme, each with its claims in the order of the paper.
#![allow(clippy::unnecessary_wraps)] // all claims are judged by functions of one type

mod compression;
mod data;
mod defects;
mod elasticity;
mod flow;
mod length;
mod melting;
mod screening;
mod thermodynamics;
mod viscosity;
mod weak_coupling;

use crate::statement::Statement;

/// All themes.
pub(crate) const ALL: [&[Statement]; 11] = [
    &defects::CLAIMS,
    &elasticity::CLAIMS,
    &screening::CLAIMS,
    &flow::CLAIMS,
    &melting::CLAIMS,
    &weak_coupling::CLAIMS,
    &length::CLAIMS,
    &thermodynamics::CLAIMS,
    &viscosity::CLAIMS,
    &compression::CLAIMS,
    &data::CLAIMS,
];
