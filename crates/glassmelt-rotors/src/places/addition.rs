//! Random sequential addition: hard spheres put down one after the other wherever there is room.

use nalgebra::Vector3;

use super::grid::Grid;
use crate::cell::Cell;
use crate::error::{Error, Result, finite, positive};
use crate::random::{Purpose, Stream};
use crate::rotors::address;

/// Density `n a^3` at which no room is left for another sphere of diameter a: `6/pi` of the volume fraction
/// 0.38413 (Zhang and Torquato 2013).
pub const DENSEST_RANDOM: f64 = 0.733_63;

/// How often a sphere is tried; near the highest density some thousand times are common.
const MOST_TRIES: u64 = 2_000_000;

/// The places of `count` spheres of diameter `core`, put down one after the other, each uniformly wherever no
/// earlier one is nearer than `core` (random sequential addition). They depend on the numbers of `stream`
/// alone, which are taken for [`Purpose::Places`].
///
/// # Errors
/// When `core` is no length, or a sphere finds no room: always above the density [`DENSEST_RANDOM`], and in
/// small cells somewhat below.
pub fn random_places(
    cell: &Cell,
    count: usize,
    core: f64,
    stream: Stream,
) -> Result<Vec<Vector3<f64>>> {
    positive("core", core)?;
    let stream = stream.with(Purpose::Places);
    let mut grid = Grid::new(*cell, core, count);
    let mut places: Vec<Vector3<f64>> = Vec::with_capacity(count);
    for index in 0..count {
        let place = (0..MOST_TRIES)
            .map(|attempt| somewhere(cell, stream.later(attempt), index))
            .find(|place| is_free(&grid, &places, place, core))
            .ok_or(Error::Crowded {
                placed: index,
                count,
                density: count as f64 * core.powi(3) / cell.volume(),
            })?;
        grid.add(index, &place);
        places.push(place);
    }
    Ok(places)
}

/// The first place, in order, that has another one before it nearer than `range`: both, from zero, the
/// earlier one first, and their distance.
///
/// # Errors
/// When `range` is no length or a place is not finite.
pub fn closer_than(
    cell: &Cell,
    places: &[Vector3<f64>],
    range: f64,
) -> Result<Option<(usize, usize, f64)>> {
    positive("range", range)?;
    finite("place", places.iter().flat_map(Vector3::iter))?;
    let mut grid = Grid::new(*cell, range, places.len());
    for (index, place) in places.iter().enumerate() {
        let distance = |other: usize| cell.nearest(&(places[other] - place)).norm();
        let near = grid.near(place).map(|other| (other, distance(other)));
        let near = near.filter(|(_, distance)| *distance < range);
        if let Some((other, distance)) = near.min_by_key(|(other, _)| *other) {
            return Ok(Some((other, index, distance)));
        }
        grid.add(index, place);
    }
    Ok(None)
}

/// Anywhere in the cell.
fn somewhere(cell: &Cell, stream: Stream, index: usize) -> Vector3<f64> {
    let mut draws = stream.of(address(index));
    cell.sides().map(|side| side * draws.uniform())
}

/// No place nearer than `core`, counting periodic images.
fn is_free(grid: &Grid, places: &[Vector3<f64>], place: &Vector3<f64>, core: f64) -> bool {
    let apart = |other: usize| {
        let between = grid.cell().nearest(&(places[other] - place));
        between.norm_squared() >= core * core
    };
    grid.near(place).all(apart)
}
