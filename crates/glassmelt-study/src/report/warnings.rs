//! What to know about a defect: each question answers with a warning or with nothing.

use glassmelt::Warning;
use glassmelt::defect::{Bond, RelaxedDefect, RestLength, Surroundings};

use super::Minimum;
use crate::solved::SolvedDefect;

/// Dipole and far dipole that differ by more than this share are told.
const LARGE_DIFFERENCE: f64 = 0.1;
/// A torque, or an eigenvalue, below this share of its scale is rounding.
const ROUNDING: f64 = 1e-7;
/// Springs that are softer than the stiffest bond by more than this cannot be told from rounding.
const TOO_FAR_APART: f64 = 1e6;
/// Energies that differ by less than this share of their scale are those of one kind of minimum.
const SAME_ENERGY: f64 = 1e-6;

/// Every warning about the minima, the ground state first.
pub(super) fn all(solved: &SolvedDefect, minima: &[Minimum]) -> Vec<Warning> {
    let mut warnings = solved.model.warnings.clone();
    let ground = solved.minima().lowest();
    warnings.extend(
        [
            site_radius_from_geometry(solved),
            no_medium(solved),
            unstable_reference(solved),
            multistable(minima),
            no_dipole(solved, ground),
            bent_reference(solved),
            unlike_stiffnesses(solved),
            large_displacements(solved, ground),
            zero_modes(ground),
            starts_failed(solved),
            found_by_no_start(solved),
            not_all_climbed(solved),
        ]
        .into_iter()
        .flatten(),
    );
    warnings
}

/// The radius of the spheres that carry the forces, where the file gives none.
fn site_radius_from_geometry(solved: &SolvedDefect) -> Option<Warning> {
    let Surroundings::Continuum { site_radius, .. } = solved.model.surroundings else {
        return None;
    };
    solved.model.site_radius_assumed.then(|| {
        Warning::new(
            "site_radius_from_geometry",
            format!(
                "The forces spread over spheres of radius {site_radius:.4}, half of the smallest bond \
                 length or distance between neighbours, for want of [surroundings] site_radius: \
                 smaller spheres make the continuum softer at the neighbours."
            ),
        )
    })
}

fn no_medium(solved: &SolvedDefect) -> Option<Warning> {
    solved.model.medium.is_none().then(|| {
        Warning::new(
            "no_medium",
            "The file has no [medium], so there is no alpha: give lambda and mu.",
        )
    })
}

/// The reference orientation at rest, but in no minimum.
fn unstable_reference(solved: &SolvedDefect) -> Option<Warning> {
    let potential = &solved.potential;
    let ground = solved.minima().lowest();
    let held = potential
        .balance_held(&solved.model.defect.reference())
        .ok()?;
    if held.torque.norm() > ROUNDING * solved.energy_scale() {
        return None;
    }
    let reference = potential.balance_free(&held.configuration).ok()?;
    (!reference.is_minimum()).then(|| {
        Warning::new(
            "unstable_reference",
            format!(
                "The reference orientation is at rest but is no minimum: the lowest eigenvalue of its \
                 Hessian is {:.4}, at an energy {:.4} above the ground state.",
                reference.hessian_min(),
                reference.energy - ground.energy
            ),
        )
    })
}

/// More than one minimum; those of one energy count as one kind.
fn multistable(minima: &[Minimum]) -> Option<Warning> {
    let kinds = kinds(minima);
    let first = minima.first()?;
    (minima.len() > 1).then(|| {
        let energies = match minima.get(kinds.first().map_or(1, Vec::len)) {
            Some(next) => format!(
                "of {} energies, the second one {:.4} above the first",
                kinds.len(),
                next.energy - first.energy
            ),
            None => "all of one energy".to_owned(),
        };
        Warning::new(
            "multistable",
            format!(
                "The defect has {} minima, {energies}. The alpha told is that of the ground state.",
                minima.len()
            ),
        )
    })
}

/// The minima, sorted by energy, in groups of one energy.
pub(super) fn kinds(minima: &[Minimum]) -> Vec<Vec<&Minimum>> {
    let scale = minima
        .iter()
        .map(|m| m.bond_energy.abs() + m.elastic_energy.abs() + m.dipole.0.norm())
        .fold(0.0, f64::max);
    let mut kinds: Vec<Vec<&Minimum>> = Vec::new();
    for minimum in minima {
        let same = |kind: &Vec<&Minimum>| minimum.energy - kind[0].energy <= SAME_ENERGY * scale;
        match kinds.last_mut() {
            Some(kind) if same(kind) => kind.push(minimum),
            _ => kinds.push(vec![minimum]),
        }
    }
    kinds
}

/// The part that shears vanishes: alpha is zero.
fn no_dipole(solved: &SolvedDefect, ground: &RelaxedDefect) -> Option<Warning> {
    (!solved.shears(ground)).then(|| {
        let (_, softest) = solved.stiffnesses();
        let free = ground.energy.abs() <= ROUNDING * softest * solved.length().powi(2);
        let why = match (free, ground.zero_modes) {
            (true, 0) => "it is free of stress: fully imprisoned in its cage, it pushes nowhere",
            (true, _) => "it is free of stress, and pushes nowhere",
            (false, _) => "its forces are the same in all directions: it dilates and does not shear",
        };
        Warning::new(
            "no_dipole",
            format!(
                "The ground state makes no dipole that shears, which is alpha = 0 in any medium; {why}. A dipole needs a \
                 misfit, a bond under pressure or a minimum that is less symmetric."
            ),
        )
    })
}

/// Bonds at their length that are bent all the same, as several neighbours of one corner make them.
fn bent_reference(solved: &SolvedDefect) -> Option<Warning> {
    let free = |bond: &Bond| bond.rest_length == RestLength::StressFree;
    let energy = solved.potential.energy(&solved.model.defect.reference());
    let stressed = energy > ROUNDING * solved.energy_scale();
    (solved.model.defect.bonds().iter().all(free) && stressed).then(|| {
        Warning::new(
            "bent_reference",
            format!(
                "Every bond has its length at rest and yet the reference state holds an energy of {energy:.4}: \
                 a bond bends unless its neighbour lies straight outwards of the corner."
            ),
        )
    })
}

/// Stiffnesses so far apart that soft directions drown in the rounding of stiff ones.
fn unlike_stiffnesses(solved: &SolvedDefect) -> Option<Warning> {
    let (most, least) = solved.stiffnesses();
    let bonds = solved.potential.bond_stiffness();
    (bonds > TOO_FAR_APART * least).then(|| {
        Warning::new(
            "unlike_stiffnesses",
            format!(
                "The softest of all springs ({least:.1e} a length squared) is {:.0e} times softer than the \
                 stiffest bond (of all: {most:.1e}): what it does is told as nothing where it falls below \
                 1e-8 of the stiffest, and minima and dipoles are not to be trusted.",
                bonds / least
            ),
        )
    })
}

/// The dipole of Eq. 5 and the one that the linear medium carries differ.
fn large_displacements(solved: &SolvedDefect, ground: &RelaxedDefect) -> Option<Warning> {
    if !matches!(
        solved.model.surroundings,
        Surroundings::Continuum { .. } | Surroundings::Springs { .. }
    ) {
        return None;
    }
    let (near, far) = (ground.dipole().0, ground.far_dipole().0);
    let share = (near - far).norm() / near.norm().max(far.norm());
    (solved.pushes(ground) && share > LARGE_DIFFERENCE).then(|| {
        let longest = ground.configuration.displacements.iter().map(nalgebra::Vector3::norm);
        Warning::new(
            "large_displacements",
            format!(
                "The dipole at the displaced neighbours (Eq. 5) and the one at their sites, which a \
                 linear medium carries to infinity, differ by {:.0} %: the neighbours move by up to \
                 {:.4}, too far for linear elasticity.",
                100.0 * share,
                longest.fold(0.0, f64::max)
            ),
        )
    })
}

fn zero_modes(ground: &RelaxedDefect) -> Option<Warning> {
    (ground.zero_modes > 0).then(|| {
        Warning::new(
            "zero_modes",
            format!(
                "The ground state can move along {} direction(s) at no cost: it is one of a continuous \
                 family of minima, of which one is listed.",
                ground.zero_modes
            ),
        )
    })
}

/// A minimum that only a saddle led to: others may have been missed.
fn found_by_no_start(solved: &SolvedDefect) -> Option<Warning> {
    let missed = solved
        .minima()
        .basins()
        .iter()
        .filter(|basin| basin.starts == 0)
        .count();
    let starts = solved.minima().starts;
    (missed > 0).then(|| {
        Warning::new(
            "found_by_no_start",
            format!(
                "{missed} of the minima were found below a saddle and by none of the {starts} starts: more                  starts may find others still."
            ),
        )
    })
}

/// Saddles that were not looked for.
fn not_all_climbed(solved: &SolvedDefect) -> Option<Warning> {
    (!solved.landscape.all_climbed).then(|| {
        Warning::new(
            "not_all_climbed",
            format!(
                "Saddles were searched from {} places and not from all that are worth it: the cage is                  large or the minima are many. Lower barriers may exist.",
                solved.landscape.climbs
            ),
        )
    })
}

fn starts_failed(solved: &SolvedDefect) -> Option<Warning> {
    let (failed, starts) = (solved.minima().failed, solved.minima().starts);
    (failed > 0).then(|| {
        Warning::new(
            "starts_failed",
            format!("{failed} of {starts} starts did not come to rest; minima may be missing."),
        )
    })
}
