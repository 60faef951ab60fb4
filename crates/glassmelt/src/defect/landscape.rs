//! Minima and the saddles between them: what barriers a defect must cross.

use super::climb::Pass;
use super::minima::Minima;
use super::model::Configuration;
use super::potential::Potential;
use crate::error::Result;

/// The states of rest of a defect and the passes that connect them.
#[derive(Debug, Clone, PartialEq)]
pub struct Landscape {
    /// The minima, the lowest first.
    pub minima: Minima,
    /// The saddles found, the lowest first.
    pub saddles: Vec<Saddle>,
    /// How many climbs were made; more saddles may exist than they found.
    pub climbs: usize,
    /// Whether climbs began wherever one was worth trying; false where the cage is so large, or the
    /// minima so many, that some were left out.
    pub all_climbed: bool,
}

/// A state of rest from which one direction leads down, to a minimum on either side.
#[derive(Debug, Clone, PartialEq)]
pub struct Saddle {
    /// Where everything is.
    pub configuration: Configuration,
    /// Its energy.
    pub energy: f64,
    /// The negative eigenvalue of its Hessian, in the unit of a relaxed defect's eigenvalues.
    pub curvature: f64,
    /// Directions that cost nothing: a continuous family of saddles, told apart by energy alone.
    pub zero_modes: usize,
    /// The minima on its two sides, by their place in the list; one and the same for a turn that ends
    /// where it began.
    pub between: [usize; 2],
}

/// How many of the nearest other minima each minimum is tried with.
const NEAREST: usize = 6;
/// How many soft directions each minimum is left by.
const SOFT: usize = 3;
/// How far one goes along them before the climb, relative to the length of the defect.
const OUT: f64 = 0.3;
/// At most so many climbs, and fewer in large cages: each of their steps costs the dimension's cube, and
/// all together are to take seconds.
const LARGEST_NUMBER_OF_CLIMBS: usize = 400;
const WORK: usize = 60_000_000;
/// Two saddles are one when they differ by less, relative to lengths and energies.
const SAME: f64 = 1e-5;

impl Potential {
    /// The minima from `starts` orientations and the saddles between them.
    ///
    /// Climbs start half-way between neighbouring minima and beside each minimum along its soft
    /// directions; from a saddle the two sides are followed down, and minima that were unknown are
    /// added and climbed from in their turn. What is found is there; that nothing else is there is not
    /// proven.
    ///
    /// # Errors
    /// As for [`Potential::minima`].
    pub fn landscape(&self, starts: usize) -> Result<Landscape> {
        let mut minima = self.minima(starts)?;
        let mut passes: Vec<(Pass, [usize; 2])> = Vec::new();
        let most = (WORK / self.dimension().pow(3)).min(LARGEST_NUMBER_OF_CLIMBS);
        let (mut climbs, mut left, mut all_climbed) = (0, 0, most > 0);
        while left < minima.basins.len() && climbs < most {
            let mut begin = self.beginnings(&minima, left);
            all_climbed &= climbs + begin.len() <= most;
            begin.truncate(most - climbs);
            climbs += begin.len();
            left = minima.basins.len();
            for start in &begin {
                self.cross(start, &mut minima, &mut passes);
            }
        }
        all_climbed &= left == minima.basins.len();
        let (minima, saddles) = self.renamed(minima, passes);
        Ok(Landscape {
            minima,
            saddles,
            climbs,
            all_climbed,
        })
    }

    /// One climb: a pass that was unknown is added with the minima on its two sides.
    fn cross(
        &self,
        start: &Configuration,
        minima: &mut Minima,
        passes: &mut Vec<(Pass, [usize; 2])>,
    ) {
        let new = |pass: &Pass| !passes.iter().any(|(known, _)| self.same_pass(known, pass));
        let Some(pass) = self.climb(start).filter(new) else {
            return;
        };
        if let [Ok(one), Ok(other)] = [1.0, -1.0].map(|side| self.foot(minima, &pass, side)) {
            passes.push((pass, [one, other]));
        }
    }

    /// Where climbs begin that leave one of the minima from place `first` on, or go between one of them
    /// and any other.
    fn beginnings(&self, minima: &Minima, first: usize) -> Vec<Configuration> {
        let places: Vec<&Configuration> = minima
            .basins
            .iter()
            .map(|b| &b.minimum.configuration)
            .collect();
        let halfway = pairs(&places, |a, b| self.distance(a, b))
            .into_iter()
            .filter(|&(i, j)| i.max(j) >= first)
            .map(|(i, j)| midway(places[i], places[j]));
        let out = OUT * self.length();
        let beside = places[first..].iter().flat_map(|at| {
            let soft = self.softest(at, SOFT);
            soft.into_iter()
                .flat_map(move |mode| [out, -out].map(|x| (*at, &mode * x)))
                .map(|(at, step)| self.displaced(at, &step))
                .collect::<Vec<_>>()
        });
        halfway.chain(beside).collect()
    }

    /// Minima and saddles in order, the saddles' ends renamed.
    fn renamed(
        &self,
        mut minima: Minima,
        passes: Vec<(Pass, [usize; 2])>,
    ) -> (Minima, Vec<Saddle>) {
        let order = self.order(&minima.basins);
        let place = |old: usize| order.iter().position(|&i| i == old).unwrap_or(old);
        let saddle = |(pass, ends): (Pass, [usize; 2])| Saddle {
            configuration: pass.at,
            energy: pass.energy,
            curvature: pass.curvature,
            zero_modes: pass.zero_modes,
            between: ends.map(place),
        };
        let mut saddles: Vec<Saddle> = passes.into_iter().map(saddle).collect();
        saddles.sort_by(|a, b| a.energy.total_cmp(&b.energy));
        minima.basins = order.iter().map(|&i| minima.basins[i].clone()).collect();
        (minima, saddles)
    }

    /// The minimum below one side of a pass, by its place in the list.
    fn foot(&self, minima: &mut Minima, pass: &Pass, side: f64) -> Result<usize> {
        let minimum = self.relax(&self.slide(pass, side))?;
        Ok(self.place_in(&mut minima.basins, minimum))
    }

    fn same_pass(&self, one: &Pass, other: &Pass) -> bool {
        let energy = SAME * one.curvature.abs() * self.length().powi(2);
        let families = one.zero_modes > 0 && other.zero_modes > 0;
        (one.energy - other.energy).abs() <= energy
            && (families || self.distance(&one.at, &other.at) <= SAME * self.length())
    }

    /// The largest distance between the same bonded end in two configurations.
    fn distance(&self, one: &Configuration, other: &Configuration) -> f64 {
        let ends = self.ends(one).zip(self.ends(other));
        ends.map(|(x, y)| (x - y).norm()).fold(0.0, f64::max)
    }
}

impl Landscape {
    /// The height above minimum `from` that must be crossed to reach minimum `to`: over the path of
    /// saddles whose highest is lowest. None when the saddles found do not connect the two.
    pub fn barrier(&self, from: usize, to: usize) -> Option<f64> {
        let base = self.minima.basins.get(from)?.minimum.energy;
        let mut reached: Vec<usize> = (0..self.minima.basins.len()).collect();
        if from == to {
            return Some(0.0);
        }
        for saddle in &self.saddles {
            let [one, other] = saddle.between.map(|i| reached[i]);
            for group in &mut reached {
                if *group == one {
                    *group = other;
                }
            }
            if reached.get(to) == reached.get(from) {
                return Some(saddle.energy - base);
            }
        }
        None
    }

    /// The height of the lowest saddle through which minimum `from` is left for another one.
    pub fn escape(&self, from: usize) -> Option<f64> {
        let base = self.minima.basins.get(from)?.minimum.energy;
        let leaves = |s: &&Saddle| s.between.contains(&from) && s.between[0] != s.between[1];
        self.saddles.iter().find(leaves).map(|s| s.energy - base)
    }
}

/// Each place with its nearest others, the closest pairs first, each pair once.
fn pairs(
    places: &[&Configuration],
    distance: impl Fn(&Configuration, &Configuration) -> f64,
) -> Vec<(usize, usize)> {
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in places.iter().enumerate() {
        let others = places.iter().enumerate().filter(|&(j, _)| j != i);
        let mut near: Vec<(f64, usize)> = others.map(|(j, b)| (distance(a, b), j)).collect();
        near.sort_by(|x, y| x.0.total_cmp(&y.0));
        found.extend(
            near.iter()
                .take(NEAREST)
                .map(|&(d, j)| (d, i.min(j), i.max(j))),
        );
    }
    found.sort_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    found.dedup_by_key(|&mut (_, i, j)| (i, j));
    found.into_iter().map(|(_, i, j)| (i, j)).collect()
}

/// The configuration half-way between two: the rotation along the shortest way.
fn midway(one: &Configuration, other: &Configuration) -> Configuration {
    let turn = (other.rotation * one.rotation.inverse()).powf(0.5);
    let displacements = one.displacements.iter().zip(&other.displacements);
    Configuration {
        rotation: turn * one.rotation,
        translation: (one.translation + other.translation) * 0.5,
        displacements: displacements.map(|(u, v)| (u + v) * 0.5).collect(),
    }
}
