//! Which groups of atoms are rigid, by how their distances fluctuate, or by name.

use serde::Serialize;

use super::cliques::Graph;
use super::fluctuations::{Bond, between};
use crate::error::{Error, Result};
use crate::frame::Frame;

/// From which fluctuation on a bond is not stiff.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stiff {
    /// Bonds that fluctuate less than this length are stiff.
    Below(f64),
    /// The border that parts the logarithms of the fluctuations best into two classes: the one with the largest
    /// variance between them (Otsu, IEEE Trans. SMC 9, 62 (1979)).
    BestBorder,
}

/// A group of atoms, each a stiff neighbour of all others; an atom may belong to several.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RigidUnit {
    /// The atoms, by their numbers in the frame, ascending; a polyhedron's centre comes first.
    pub atoms: Vec<u32>,
    /// Root mean square fluctuation of the distances inside.
    pub inner: f64,
    /// The same of the distances to neighbours outside; none where there are none.
    pub outer: Option<f64>,
}

/// The rigid units of a trajectory, and by what border they were told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RigidUnits {
    /// The units, in the order of their first atoms.
    pub units: Vec<RigidUnit>,
    /// From this fluctuation on a bond is not stiff, in the unit of length; none where units are told by names, or
    /// fewer than two bonds fluctuate.
    pub border: Option<f64>,
    /// Which part of the variance of the logarithms of all fluctuations lies between the two sides of the border:
    /// 0.64 where they are Gaussian and of one kind, 0.75 where they are uniform, near 1 where there are two kinds;
    /// none without a border.
    pub separation: Option<f64>,
    /// How many of the bonds are stiff.
    pub stiff_bonds: usize,
    /// How many of the bonds fluctuate at all: none of atoms that do not move, which have no units.
    pub moving_bonds: usize,
    /// How many bonds there are.
    pub bonds: usize,
}

/// More stiff neighbours than this of one atom are no unit, and would take for ever.
const CROWD: usize = 64;

/// The rigid units among `atoms` atoms: maximal groups of at least `smallest` atoms in which every distance is that
/// of a stiff bond, and fluctuates (root mean square) less than the distances to neighbours outside.
///
/// The `bonds` are all pairs of neighbours, from [`Fluctuations`](super::Fluctuations): out to where the distances
/// inside a unit end, and a shell beyond.
///
/// # Errors
/// Without bonds; when the border is not positive, `smallest` is below three, or an atom has more than 64 stiff
/// neighbours.
pub fn rigid_units(
    bonds: &[Bond],
    atoms: usize,
    stiff: Stiff,
    smallest: usize,
) -> Result<RigidUnits> {
    let domain = |name, value, domain| {
        Err(Error::Domain {
            name,
            value,
            domain,
        })
    };
    if smallest < 3 {
        return domain(
            "smallest",
            smallest as f64,
            "at least 3: two atoms do not tell how they turn",
        );
    }
    if bonds.is_empty() {
        return domain("bonds", 0.0, "at least 1: choose a larger cutoff");
    }
    let moving_bonds = moving(bonds);
    let border = match stiff {
        Stiff::Below(length) if length > 0.0 => Some(length),
        Stiff::Below(length) => return domain("border", length, "positive"),
        Stiff::BestBorder => best_border(bonds),
    };
    let Some(border) = border.filter(|_| moving_bonds > 0) else {
        return Ok(RigidUnits {
            units: Vec::new(),
            border: None,
            separation: None,
            stiff_bonds: 0,
            moving_bonds,
            bonds: bonds.len(),
        });
    };
    let is_stiff = |bond: &&Bond| bond.fluctuation < border;
    let edges = bonds.iter().filter(is_stiff).map(|bond| bond.atoms);
    let graph = Graph::new(atoms, edges.clone());
    if graph.degree() > CROWD {
        let degree = graph.degree() as f64;
        return domain(
            "stiff neighbours of an atom",
            degree,
            "at most 64: choose a smaller border or cutoff",
        );
    }
    let around = Around::new(bonds, atoms);
    let units = graph.maximal_cliques(smallest).into_iter();
    let units = units
        .map(|atoms| around.unit(atoms))
        .filter(RigidUnit::is_stiffer_inside);
    Ok(RigidUnits {
        units: units.collect(),
        border: Some(border),
        separation: Some(separation(bonds, border)),
        stiff_bonds: edges.count(),
        moving_bonds,
        bonds: bonds.len(),
    })
}

impl RigidUnit {
    fn is_stiffer_inside(&self) -> bool {
        self.outer.is_none_or(|outer| self.inner < outer)
    }

    /// Outer over inner fluctuation; none where there is no outside, or nothing fluctuates inside.
    pub fn contrast(&self) -> Option<f64> {
        self.outer
            .map(|outer| outer / self.inner)
            .filter(|ratio| ratio.is_finite())
    }
}

/// The same units with the fluctuations of these bonds, among so many atoms.
pub(super) fn measured(units: Vec<RigidUnit>, bonds: &[Bond], atoms: usize) -> Vec<RigidUnit> {
    let around = Around::new(bonds, atoms);
    units
        .into_iter()
        .map(|unit| around.unit(unit.atoms))
        .collect()
}

/// The bonds of each atom.
struct Around<'a> {
    bonds: Vec<Vec<&'a Bond>>,
}

impl<'a> Around<'a> {
    fn new(bonds: &'a [Bond], atoms: usize) -> Self {
        let mut around = vec![Vec::new(); atoms];
        for bond in bonds {
            for atom in bond.atoms {
                around[atom as usize].push(bond);
            }
        }
        Self { bonds: around }
    }

    fn unit(&self, atoms: Vec<u32>) -> RigidUnit {
        let bonds = || {
            atoms
                .iter()
                .flat_map(|&atom| self.bonds[atom as usize].iter().copied())
        };
        let is_inside = |bond: &&Bond| bond.atoms.iter().all(|atom| atoms.contains(atom));
        let square = |bond: &Bond| bond.fluctuation * bond.fluctuation;
        let inner = root_of_mean(bonds().filter(is_inside).map(square));
        let outer = root_of_mean(bonds().filter(|bond| !is_inside(bond)).map(square));
        RigidUnit {
            inner: inner.unwrap_or(0.0),
            outer,
            atoms,
        }
    }
}

fn root_of_mean(squares: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = squares.fold((0.0, 0_u32), |(sum, count), x| (sum + x, count + 1));
    (count > 0).then(|| (sum / f64::from(count)).sqrt())
}

/// Logarithms of the fluctuations, ascending; those that are zero are left out.
fn logarithms(bonds: &[Bond]) -> Vec<f64> {
    let moving = bonds
        .iter()
        .map(|bond| bond.fluctuation)
        .filter(|&f| f > 0.0);
    let mut logarithms: Vec<f64> = moving.map(f64::ln).collect();
    logarithms.sort_by(f64::total_cmp);
    logarithms
}

/// How many bonds fluctuate.
pub(super) fn moving(bonds: &[Bond]) -> usize {
    bonds.iter().filter(|bond| bond.fluctuation > 0.0).count()
}

/// Midway between the two neighbouring fluctuations that part all of them best; none for fewer than two.
fn best_border(bonds: &[Bond]) -> Option<f64> {
    let all = logarithms(bonds);
    let total: f64 = all.iter().sum();
    let mut below = 0.0;
    let (mut most, mut border) = (f64::NEG_INFINITY, None);
    for (index, pair) in all.windows(2).enumerate() {
        below += pair[0];
        let between = between_classes((index + 1, below), (all.len(), total));
        if between > most {
            (most, border) = (between, Some(0.5 * (pair[0] + pair[1])));
        }
    }
    border.map(f64::exp)
}

/// The variance between two classes, of the count and sum of the first and of both.
fn between_classes((below, sum): (usize, f64), (all, total): (usize, f64)) -> f64 {
    let (below, all) = (below as f64, all as f64);
    let above = all - below;
    let difference = sum / below - (total - sum) / above;
    below * above / (all * all) * difference * difference
}

fn separation(bonds: &[Bond], border: f64) -> f64 {
    let all = logarithms(bonds);
    let count = all.len() as f64;
    let mean = all.iter().sum::<f64>() / count;
    let variance = all.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
    let below = all.partition_point(|&x| x < border.ln());
    if below == 0 || below == all.len() || variance == 0.0 {
        return 0.0;
    }
    let sum = all[..below].iter().sum();
    between_classes((below, sum), (all.len(), mean * count)) / variance
}

/// Polyhedra by name: each atom of the species `centre` with all its neighbours of the species `corner` within
/// `cutoff`, where there are at least `smallest` of these. The pairs are those of neighbours, in any order.
///
/// The fluctuations of the units are zero: nothing was measured.
///
/// # Errors
/// When a species is not in the frame, which is told with those that are.
pub fn polyhedra(
    frame: &Frame,
    pairs: &[[u32; 2]],
    (centre, corner): (&str, &str),
    cutoff: f64,
    smallest: usize,
) -> Result<Vec<RigidUnit>> {
    let [centre, corner] = [kind(frame, centre)?, kind(frame, corner)?];
    let mut corners: Vec<Vec<u32>> = vec![Vec::new(); frame.len()];
    for &[i, j] in pairs {
        if between(frame, i, j).norm() >= cutoff {
            continue;
        }
        for (from, to) in [(i, j), (j, i)] {
            if frame.kinds[from as usize] == centre && frame.kinds[to as usize] == corner {
                corners[from as usize].push(to);
            }
        }
    }
    let whole = (0_u32..)
        .zip(corners)
        .filter(|(_, corners)| corners.len() >= smallest);
    let unit = |(atom, mut corners): (u32, Vec<u32>)| {
        corners.sort_unstable();
        corners.dedup();
        RigidUnit {
            atoms: std::iter::once(atom).chain(corners).collect(),
            inner: 0.0,
            outer: None,
        }
    };
    Ok(whole.map(unit).collect())
}

fn kind(frame: &Frame, name: &str) -> Result<u16> {
    let index = frame.species.iter().position(|species| species == name);
    let index = index.and_then(|index| u16::try_from(index).ok());
    index.ok_or_else(|| Error::UnknownSpecies {
        name: name.to_owned(),
        known: frame.species.join(", "),
    })
}
