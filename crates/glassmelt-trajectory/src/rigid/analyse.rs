//! The rigid units of a trajectory, how they turn, how many are mobile, and which dipoles they carry.

use serde::Serialize;

use super::fluctuations::Fluctuations;
use super::turning::{Mobile, Turned, Turning, TurningPlan};
use super::units::{RigidUnits, Stiff, measured, moving, polyhedra, rigid_units};
use crate::dipoles::{
    CentralForce, DipolesOfUnits, ForceMatching, Matched, PairForces, UnitDipoles, UnitDipolesPlan,
};
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};
use crate::frames::Frames;
use crate::neighbours::{Neighbours, first_shell};
use crate::potential::Potential;
use crate::watch::{Ending, Outcome, Watch, each_frame};

/// How units are told from the rest.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitsBy {
    /// By the fluctuations of their distances.
    Fluctuation {
        /// From when on a bond is not stiff.
        stiff: Stiff,
        /// The fewest atoms of a unit, three at least.
        smallest: usize,
    },
    /// By name: a centre with its corners.
    Polyhedra {
        /// The species of the centre.
        centre: String,
        /// The species of the corners.
        corner: String,
        /// The fewest corners.
        smallest: usize,
    },
}

/// Where forces come from.
#[derive(Clone, Copy)]
pub enum Forces<'a> {
    /// There are none: no dipoles.
    None,
    /// From a pair potential.
    Known(&'a Potential),
    /// Fitted to those of the trajectory, out to this distance in so many intervals.
    Fitted {
        /// Out to where pairs push each other.
        cutoff: f64,
        /// Entries of the table but one.
        intervals: usize,
    },
}

/// What is asked.
#[derive(Clone)]
pub struct UnitsQuestion<'a> {
    /// How units are told.
    pub by: UnitsBy,
    /// Out to where atoms are neighbours; none: to the first minimum of g(r) of the first frame.
    pub cutoff: Option<f64>,
    /// Frames of a window in which units turn; none: all.
    pub window: Option<usize>,
    /// What counts as mobile.
    pub mobile: Mobile,
    /// Where forces come from.
    pub forces: Forces<'a>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitsAnswer {
    /// Plane or space.
    pub dimension: Dimension,
    /// Out to where atoms are neighbours.
    pub cutoff: f64,
    /// How many frames were seen.
    pub frames: u64,
    /// The units, and by what border they were told; for polyhedra there is none.
    pub found: RigidUnits,
    /// How they turn; none without units.
    pub turned: Option<Turned>,
    /// The force that was fitted, where one was.
    pub force: Option<Matched>,
    /// The dipoles they carry, where forces are known.
    pub dipoles: Option<DipolesOfUnits>,
}

/// Finds units in a first pass over the frames and follows them in a second one; a third one in between fits forces
/// where that is asked.
///
/// # Errors
/// When fewer than two frames can be read, the cutoff cannot be found, forces are asked of frames that hold none, or
/// an argument lies outside its domain.
pub fn units(
    frames: &dyn Frames,
    question: &UnitsQuestion,
    watch: Watch,
) -> Result<Outcome<UnitsAnswer>> {
    let fits = matches!(question.forces, Forces::Fitted { .. });
    let ends = if fits { [0.3, 0.6] } else { [0.5, 0.5] };
    let (survey, mut ending) = Survey::of(frames, question, (0.0, ends[0]), &mut *watch)?;
    let mut answer = UnitsAnswer {
        dimension: survey.first.dimension,
        cutoff: survey.cutoff,
        frames: survey.frames,
        found: survey.found,
        turned: None,
        force: None,
        dipoles: None,
    };
    let known = match question.forces {
        Forces::Known(potential) => Some(PairForces::new(potential, &survey.first.species)?),
        _ => None,
    };
    if answer.found.units.is_empty() || ending == Ending::Cancelled {
        return Ok(Outcome { answer, ending });
    }
    if let Forces::Fitted { cutoff, intervals } = question.forces {
        let species = survey.first.species.len().max(1);
        let mut matching = ForceMatching::new(cutoff, intervals, species)?;
        let again = &mut *frames.again()?;
        let fitted = each_frame(again, (ends[0], ends[1]), &mut *watch, &mut |frame| {
            matching.add(frame)
        });
        if let Ending::Broken(error @ Error::Missing { .. }) = fitted {
            return Err(error);
        }
        answer.force = Some(matching.finish()?);
        if fitted == Ending::Cancelled {
            return Ok(Outcome {
                answer,
                ending: fitted,
            });
        }
    }
    let table = answer.force.as_ref().map(|force| &force.table);
    let force: Option<&dyn CentralForce> = match question.forces {
        Forces::None => None,
        Forces::Known(_) => known.as_ref().map(|known| known as &dyn CentralForce),
        Forces::Fitted { .. } => table.map(|table| table as &dyn CentralForce),
    };
    let units: Vec<Vec<u32>> = answer
        .found
        .units
        .iter()
        .map(|unit| unit.atoms.clone())
        .collect();
    // At most as many frames as memory has addresses.
    let all = usize::try_from(answer.frames).unwrap_or(usize::MAX);
    let window = question.window.unwrap_or(all);
    let mut turning = Turning::new(TurningPlan {
        units: units.clone(),
        window,
        mobile: question.mobile,
    })?;
    // Two windows at least, so that the one half is not the other.
    let window = window.min(all / 2).max(1);
    let mut dipoles = UnitDipoles::new(UnitDipolesPlan { units, window })?;
    let again = &mut *frames.again()?;
    let followed = each_frame(again, (ends[1], 1.0), watch, &mut |frame| {
        turning.add(frame)?;
        force.map_or(Ok(()), |force| dipoles.add(frame, force))
    });
    // What broke the first pass breaks this one at the same place.
    if followed != Ending::Whole {
        ending = followed;
    }
    answer.turned = turning.finish().ok();
    answer.dipoles = force.and_then(|_| dipoles.finish().ok());
    Ok(Outcome { answer, ending })
}

/// What the first pass tells.
struct Survey {
    first: Frame,
    cutoff: f64,
    frames: u64,
    found: RigidUnits,
}

impl Survey {
    fn of(
        frames: &dyn Frames,
        question: &UnitsQuestion,
        part: (f64, f64),
        watch: Watch,
    ) -> Result<(Self, Ending)> {
        let mut begun: Option<(Frame, f64, Fluctuations)> = None;
        let mut count = 0;
        let again = &mut *frames.again()?;
        let ending = each_frame(again, part, watch, &mut |frame| {
            count += 1;
            if begun.is_none() {
                let cutoff = question.cutoff.map_or_else(|| first_shell(frame), Ok)?;
                let pairs = pairs(&Neighbours::within(frame, cutoff)?);
                begun = Some((frame.clone(), cutoff, Fluctuations::new(pairs)));
            }
            begun
                .as_mut()
                .map_or(Ok(()), |(_, _, gathered)| gathered.add(frame))
        });
        let too_few = Error::TooFewFrames {
            frames: count,
            purpose: "rigid units",
            needed: 2,
        };
        let found = begun.ok_or(too_few).and_then(|(first, cutoff, gathered)| {
            let found = found(&first, cutoff, gathered, &question.by)?;
            Ok(Self {
                first,
                cutoff,
                frames: count,
                found,
            })
        });
        let outcome = ending.with(found)?;
        Ok((outcome.answer, outcome.ending))
    }
}

fn found(first: &Frame, cutoff: f64, gathered: Fluctuations, by: &UnitsBy) -> Result<RigidUnits> {
    let bonds = gathered.finish()?;
    match by {
        UnitsBy::Fluctuation { stiff, smallest } => {
            rigid_units(&bonds, first.len(), *stiff, *smallest)
        }
        UnitsBy::Polyhedra {
            centre,
            corner,
            smallest,
        } => {
            let pairs: Vec<[u32; 2]> = bonds.iter().map(|bond| bond.atoms).collect();
            let named = polyhedra(first, &pairs, (centre, corner), cutoff, *smallest)?;
            Ok(RigidUnits {
                units: measured(named, &bonds, first.len()),
                border: None,
                separation: None,
                stiff_bonds: 0,
                moving_bonds: moving(&bonds),
                bonds: bonds.len(),
            })
        }
    }
}

/// Each pair once, the smaller number first; no atom with its own image.
fn pairs(neighbours: &Neighbours) -> Vec<[u32; 2]> {
    let mut pairs: Vec<[u32; 2]> = (0_u32..)
        .take(neighbours.len())
        .flat_map(|i| neighbours.indices(i as usize).iter().map(move |&j| [i, j]))
        .filter(|[i, j]| i < j)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
