//! The energy of a defect against the angle by which its core is turned, all else relaxed.

use std::f64::consts::PI;

use glassmelt::defect::{Bond, Configuration, Defect, Potential, RelaxedDefect, RestLength};
use nalgebra::{Matrix3, SymmetricEigen, Unit, UnitQuaternion, Vector3};

use crate::solved::SolvedDefect;

/// Rotations below this angle, rad, and axes that differ by less, are the same.
const SAME: f64 = 1e-4;
/// Energies that differ by less than this share of their scale are one.
const SAME_ENERGY: f64 = 1e-6;
/// Degrees below which two angles of a path are one.
const SAME_ANGLE: f64 = 1e-6;
/// Stiffnesses that differ by less than this share of the largest are one.
const SAME_STIFFNESS: f64 = 1e-6;
/// The most coordinates that are relaxed every two degrees; beyond, every ten.
const FINE: usize = 90;
/// The most coordinates that are relaxed at all.
const MOST: usize = 300;

/// Why an axis was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisOrigin {
    /// The axis by which the ground state is turned out of the reference orientation.
    GroundState,
    /// The ground state is not turned: the axis about which its core turns most easily.
    Softest,
    /// Neither tells one.
    Conventional,
}

/// A relaxed energy at an angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurningPoint {
    /// Angle from the reference orientation, degrees.
    pub angle: f64,
    /// The energy with this orientation held; NaN where nothing came to rest.
    pub energy: f64,
}

/// The same core and cage with bonds of other rest lengths.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterpart {
    /// `stress_free`, or `as_printed` where the defect itself is free of stress.
    pub rest_length: &'static str,
    /// Its path, followed from the reference orientation.
    pub path: Vec<TurningPoint>,
}

/// Energies on the way around one axis, from -180 to 180 degrees, through the reference orientation.
///
/// At each angle the orientation is held while the core's place and the neighbours relax, from where the
/// angle before left them: one branch is followed, from the ground state in both directions.
#[derive(Debug, Clone, PartialEq)]
pub struct Turning {
    /// The unit vector turned about.
    pub axis: Vector3<f64>,
    /// Why this one.
    pub origin: AxisOrigin,
    /// The path, by angle.
    pub path: Vec<TurningPoint>,
    /// What other rest lengths would make of it.
    pub counterpart: Option<Counterpart>,
    /// The minima that lie on the path.
    pub minima: Vec<TurningPoint>,
    /// The saddles that lie on the path.
    pub saddles: Vec<TurningPoint>,
}

impl Turning {
    /// Whether the energies at -180 and 180 degrees, one orientation, are the same: else the branch that
    /// is followed depends on the way.
    pub fn closes(&self) -> bool {
        let energies = || {
            let finite = |p: &&TurningPoint| p.energy.is_finite();
            self.path.iter().filter(finite).map(|p| p.energy)
        };
        let low = energies().fold(f64::INFINITY, f64::min);
        let high = energies().fold(f64::NEG_INFINITY, f64::max);
        match (self.path.first(), self.path.last()) {
            (Some(a), Some(b)) => (a.energy - b.energy).abs() <= 1e-4 * (high - low),
            _ => true,
        }
    }
}

impl SolvedDefect {
    /// Turns the core about the axis of its ground state's rotation, from -180 to 180 degrees.
    ///
    /// None for a cage so large that relaxing it hundreds of times takes too long.
    pub fn turning(&self) -> Option<Turning> {
        let size = self.potential.dimension();
        let step = match size {
            _ if size > MOST => return None,
            _ if size > FINE => 10,
            _ => 2,
        };
        let ground = self.minima().lowest();
        let (axis, origin) = self.axis(ground);
        let scale = SAME_ENERGY * self.energy_scale();
        let basins = self.minima().basins().iter();
        let known_minima = on_axis(
            &axis,
            basins.map(|b| (&b.minimum.configuration, b.minimum.energy)),
        );
        let saddles = self.landscape.saddles.iter();
        let known_saddles = on_axis(&axis, saddles.map(|s| (&s.configuration, s.energy)));
        let extra: Vec<f64> = known_minima
            .iter()
            .chain(&known_saddles)
            .map(|p| p.angle)
            .collect();
        let start = angle_about(&axis, &ground.configuration.rotation).unwrap_or(0.0);
        let angles = angles(step, &extra);
        let path = path(
            &self.potential,
            &axis,
            &ground.configuration,
            start,
            &angles,
        );
        let meets = |p: &TurningPoint| {
            path.iter().any(|q| {
                (q.angle - p.angle).abs() < SAME_ANGLE && (q.energy - p.energy).abs() <= scale
            })
        };
        // Several that differ in the core's place alone are one mark.
        let lies_on_it = |known: Vec<TurningPoint>| {
            let mut marks: Vec<TurningPoint> = known.into_iter().filter(meets).collect();
            marks.sort_by(|a, b| a.angle.total_cmp(&b.angle));
            marks.dedup_by(|b, a| (b.angle - a.angle).abs() < SAME_ANGLE);
            marks
        };
        Some(Turning {
            counterpart: self.counterpart(&axis, &angles),
            minima: lies_on_it(known_minima),
            saddles: lies_on_it(known_saddles),
            path,
            axis,
            origin,
        })
    }

    /// The axis to turn about.
    fn axis(&self, ground: &RelaxedDefect) -> (Vector3<f64>, AxisOrigin) {
        let turned = ground.rotation_vector();
        if turned.norm() > SAME {
            return (forward(turned.normalize()), AxisOrigin::GroundState);
        }
        let held = self.potential.imprisonment(ground).ok();
        match held.and_then(|held| softest(&held.stiffness)) {
            Some(axis) => (forward(axis), AxisOrigin::Softest),
            None => (Vector3::z(), AxisOrigin::Conventional),
        }
    }

    /// The path of the same defect with bonds at rest in the reference state, or as printed.
    fn counterpart(&self, axis: &Vector3<f64>, angles: &[f64]) -> Option<Counterpart> {
        let defect = &self.model.defect;
        let at_rest = |bond: &Bond| bond.rest_length == RestLength::StressFree;
        let (other, rest_length) = if defect.bonds().iter().all(at_rest) {
            (RestLength::AsPrinted, "as_printed")
        } else {
            (RestLength::StressFree, "stress_free")
        };
        let bonds = defect.bonds().iter().map(|bond| Bond {
            rest_length: other,
            ..*bond
        });
        let (corners, neighbours) = (defect.corners().to_vec(), defect.neighbours().to_vec());
        let defect = Defect::new(corners, neighbours, bonds.collect()).ok()?;
        let potential = Potential::new(&defect, self.model.surroundings).ok()?;
        Some(Counterpart {
            path: path(&potential, axis, &defect.reference(), 0.0, angles),
            rest_length,
        })
    }
}

/// The same line with its first component that is not nothing forward.
fn forward(axis: Vector3<f64>) -> Vector3<f64> {
    let first = axis.iter().copied().find(|c| c.abs() > SAME);
    axis * first.map_or(1.0, f64::signum)
}

/// Energies at ascending angles, followed from `start`, at the angle `from`, in both directions.
fn path(
    potential: &Potential,
    axis: &Vector3<f64>,
    start: &Configuration,
    from: f64,
    angles: &[f64],
) -> Vec<TurningPoint> {
    let up = angles.iter().copied().filter(|angle| *angle >= from);
    let down = angles.iter().rev().copied().filter(|angle| *angle < from);
    let mut points = branch(potential, axis, start, down);
    points.reverse();
    points.extend(branch(potential, axis, start, up));
    points
}

/// Energies at one angle after the other, each relaxed from where the one before left off.
fn branch(
    potential: &Potential,
    axis: &Vector3<f64>,
    start: &Configuration,
    angles: impl Iterator<Item = f64>,
) -> Vec<TurningPoint> {
    let mut at = start.clone();
    let mut point = |angle: f64| {
        at.rotation =
            UnitQuaternion::from_axis_angle(&Unit::new_normalize(*axis), angle.to_radians());
        let energy = match potential.relax_held(&at) {
            Ok(held) => {
                at = held.configuration;
                held.energy
            }
            Err(_) => f64::NAN,
        };
        TurningPoint { angle, energy }
    };
    angles.map(&mut point).collect()
}

/// Every so many degrees from -180 to 180, and these besides.
fn angles(step: i32, extra: &[f64]) -> Vec<f64> {
    let even = (-180 / step..=180 / step).map(|i| f64::from(i * step));
    let mut angles: Vec<f64> = even.chain(extra.iter().copied()).collect();
    angles.sort_by(f64::total_cmp);
    angles.dedup_by(|b, a| (*b - *a).abs() < SAME_ANGLE);
    angles
}

/// Those turned about the axis alone, with their angles and energies; a half-turn stands at both ends.
fn on_axis<'a>(
    axis: &Vector3<f64>,
    places: impl Iterator<Item = (&'a Configuration, f64)>,
) -> Vec<TurningPoint> {
    let points = places.filter_map(|(at, energy)| {
        let angle = angle_about(axis, &at.rotation)?;
        Some(TurningPoint { angle, energy })
    });
    let twice = |p: TurningPoint| {
        let half_turn = (p.angle.abs() - 180.0).abs() < SAME.to_degrees();
        let ends: &[f64] = if half_turn {
            &[-180.0, 180.0]
        } else {
            &[p.angle]
        };
        ends.iter()
            .map(|&angle| TurningPoint { angle, ..p })
            .collect::<Vec<_>>()
    };
    points.flat_map(twice).collect()
}

/// The angle of a rotation about this axis, degrees; none for one about another.
fn angle_about(axis: &Vector3<f64>, rotation: &UnitQuaternion<f64>) -> Option<f64> {
    let vector = rotation.scaled_axis();
    let along = vector.dot(axis);
    let across = (vector - axis * along).norm();
    (across <= SAME * along.abs().max(1.0)).then(|| along.clamp(-PI, PI).to_degrees())
}

/// The axis of the smallest stiffness that is not zero; of several alike the one nearest to z, x or y.
fn softest(stiffness: &Matrix3<f64>) -> Option<Vector3<f64>> {
    let eigen = SymmetricEigen::new(*stiffness);
    let near = SAME_STIFFNESS * eigen.eigenvalues.amax();
    let held = eigen.eigenvalues.iter().copied().filter(|k| *k > near);
    let least = held.fold(f64::INFINITY, f64::min);
    let alike = (0..3).filter(|&i| (eigen.eigenvalues[i] - least).abs() <= near);
    let onto: Matrix3<f64> = alike
        .map(|i| eigen.eigenvectors.column(i) * eigen.eigenvectors.column(i).transpose())
        .sum();
    let [z, x, y] = [Vector3::z(), Vector3::x(), Vector3::y()].map(|axis| onto * axis);
    let longest = [x, y].into_iter().fold(z, |longest, other| {
        if other.norm() > longest.norm() + SAME {
            other
        } else {
            longest
        }
    });
    longest.try_normalize(SAME)
}
