//! How rigid units turn and move in time, and how many are mobile.

use glassmelt::Estimate;
use glassmelt_statistics::estimate;
use rayon::prelude::*;
use serde::Serialize;

use super::over_units;
use super::pose::Pose;
use crate::error::{Error, Result};
use crate::frame::{Dimension, Frame};

/// At least so many units are one piece of work.
const CHUNK: usize = 64;

/// When a unit counts as mobile: at the end of a window it has turned, or moved, farther than this since its
/// beginning.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mobile {
    /// An angle in radians.
    pub angle: f64,
    /// A distance in the unit of length.
    pub distance: f64,
}

/// What to follow.
#[derive(Debug, Clone, PartialEq)]
pub struct TurningPlan {
    /// The atoms of each unit, three or more.
    pub units: Vec<Vec<u32>>,
    /// How many frames a window has, its first among them: each window begins anew.
    pub window: usize,
    /// What counts as mobile.
    pub mobile: Mobile,
}

/// What the units did after one lag, averaged over units and windows. The errors are those of independent units:
/// where units share atoms, or turn together, they are too small.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurnedAt {
    /// The lag in steps of the simulation, from the first frame of the first window.
    pub steps: i64,
    /// How many frames it spans.
    pub frames: usize,
    /// Mean square angle.
    pub angle_squared: Estimate,
    /// `C_1`: the mean of `(1 + 2 cos w)/3` in space, `cos w` in the plane, of the angle w.
    pub c1: Estimate,
    /// `C_2`: the mean of `(1 + 2 cos w + 2 cos 2w)/5` in space, `cos 2w` in the plane: how far a second-rank
    /// tensor that turns with the unit, its dipole, has kept its direction.
    pub c2: Estimate,
    /// Mean square displacement of the centres.
    pub displacement_squared: Estimate,
}

/// What the units of a trajectory did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turned {
    /// After each lag, shortest first.
    pub lags: Vec<TurnedAt>,
    /// How many units were followed.
    pub units: usize,
    /// How many whole windows there were.
    pub windows: usize,
    /// Which part of the units was mobile at the end of a window; with one window its error is infinite.
    pub mobile_part: Estimate,
    /// How many mobile units there were in a unit of volume, or of area in the plane; none without a cell.
    pub mobile_density: Option<Estimate>,
    /// What counted as mobile.
    pub mobile: Mobile,
}

/// Follows units frame by frame. The memory is that of the units times the lags, which are eight a decade.
#[derive(Debug, Clone)]
pub struct Turning {
    plan: TurningPlan,
    lags: Vec<usize>,
    /// Steps of the simulation that the lags took in the first window.
    steps: Vec<i64>,
    /// Sums over windows: of each lag, of each unit.
    sums: Vec<Vec<[f64; 4]>>,
    /// How many windows reached the lag.
    reached: Vec<f64>,
    origin: Option<Origin>,
    /// Mobile part and mobile density of each window.
    mobile: Vec<(f64, Option<f64>)>,
}

/// The first frame of a window.
#[derive(Debug, Clone)]
struct Origin {
    step: i64,
    /// How many frames ago.
    age: usize,
    poses: Vec<Pose>,
}

impl Turning {
    /// Nothing yet.
    ///
    /// # Errors
    /// Without units, with a unit of fewer than three atoms, a window of fewer than two frames, or an angle or
    /// distance that is not positive.
    pub fn new(plan: TurningPlan) -> Result<Self> {
        let domain = |name, value, domain| {
            Err(Error::Domain {
                name,
                value,
                domain,
            })
        };
        let smallest = plan.units.iter().map(Vec::len).min().unwrap_or(0);
        if smallest < 3 {
            return domain(
                "atoms of a unit",
                smallest as f64,
                "at least 3, in at least one unit",
            );
        }
        if plan.window < 2 {
            return domain("window", plan.window as f64, "at least 2 frames");
        }
        for (name, value) in [
            ("mobile angle", plan.mobile.angle),
            ("mobile distance", plan.mobile.distance),
        ] {
            if value.is_nan() || value <= 0.0 {
                return domain(name, value, "positive");
            }
        }
        let lags = spread(plan.window - 1);
        Ok(Self {
            steps: vec![0; lags.len()],
            sums: vec![vec![[0.0; 4]; plan.units.len()]; lags.len()],
            reached: vec![0.0; lags.len()],
            origin: None,
            mobile: Vec::new(),
            lags,
            plan,
        })
    }

    /// Looks at one more frame, unwrapped, with the atoms in the order of the first.
    ///
    /// # Errors
    /// When it holds fewer atoms than the units name, or a unit's atoms lie on a line.
    pub fn add(&mut self, frame: &Frame) -> Result<()> {
        self.check(frame)?;
        let units = self.plan.units.par_iter().with_min_len(CHUNK);
        let poses: Vec<Pose> = units.map(|unit| Pose::of(unit, frame)).collect();
        let Some(mut origin) = self.origin.take() else {
            self.origin = Some(Origin {
                step: frame.step,
                age: 0,
                poses,
            });
            return Ok(());
        };
        origin.age += 1;
        if let Ok(lag) = self.lags.binary_search(&origin.age) {
            self.compare(lag, &origin, &poses, frame)?;
        }
        // The next window begins with the frame after.
        if origin.age + 1 < self.plan.window {
            self.origin = Some(origin);
        }
        Ok(())
    }

    fn compare(
        &mut self,
        lag: usize,
        origin: &Origin,
        poses: &[Pose],
        frame: &Frame,
    ) -> Result<()> {
        let both = origin.poses.par_iter().with_min_len(CHUNK).zip(poses);
        let moves: Vec<(Option<f64>, f64)> = both
            .map(|(before, now)| {
                let moved = (now.centre - before.centre).norm_squared();
                (before.angle_to(now, frame.dimension), moved)
            })
            .collect();
        let mut mobile = 0_u32;
        for (unit, (angle, moved)) in moves.into_iter().enumerate() {
            let angle = angle.ok_or(Error::Domain {
                name: "a unit on a line, of atom",
                value: f64::from(self.plan.units[unit][0]),
                domain: "three atoms that do not lie on a line",
            })?;
            let [c1, c2] = kept(angle, frame.dimension);
            let new = [angle * angle, c1, c2, moved];
            for (sum, new) in self.sums[lag][unit].iter_mut().zip(new) {
                *sum += new;
            }
            let far = moved.sqrt() > self.plan.mobile.distance;
            mobile += u32::from(far || angle > self.plan.mobile.angle);
        }
        if self.reached[lag] == 0.0 {
            self.steps[lag] = frame.step - origin.step;
        }
        self.reached[lag] += 1.0;
        if origin.age + 1 == self.plan.window {
            let part = f64::from(mobile) / self.plan.units.len() as f64;
            let extent = frame.extent();
            self.mobile
                .push((part, extent.map(|extent| f64::from(mobile) / extent)));
        }
        Ok(())
    }

    fn check(&self, frame: &Frame) -> Result<()> {
        let last = self.plan.units.iter().flatten().max().copied().unwrap_or(0);
        if last as usize >= frame.len() {
            return Err(Error::OtherAtoms {
                frame: self.mobile.len() as u64,
                difference: format!("{} atoms instead of more than {last}", frame.len()),
            });
        }
        Ok(())
    }

    /// What was found.
    ///
    /// # Errors
    /// With fewer frames than one window.
    pub fn finish(self) -> Result<Turned> {
        if self.mobile.is_empty() {
            let frames = self.origin.map_or(0, |origin| origin.age as u64 + 1);
            return Err(Error::TooFewFrames {
                frames,
                purpose: "a window of turning units",
                needed: self.plan.window as u64,
            });
        }
        let parts: Vec<f64> = self.mobile.iter().map(|window| window.0).collect();
        let densities: Option<Vec<f64>> = self.mobile.iter().map(|window| window.1).collect();
        let lags = (0..self.lags.len()).map(|lag| self.turned_at(lag));
        Ok(Turned {
            lags: lags.collect(),
            units: self.plan.units.len(),
            windows: self.mobile.len(),
            mobile_part: estimate(&parts),
            mobile_density: densities.map(|series| estimate(&series)),
            mobile: self.plan.mobile,
        })
    }

    fn turned_at(&self, lag: usize) -> TurnedAt {
        let of = |what: usize| {
            let means = self.sums[lag]
                .iter()
                .map(|sums| sums[what] / self.reached[lag]);
            over_units(&means.collect::<Vec<_>>())
        };
        TurnedAt {
            steps: self.steps[lag],
            frames: self.lags[lag],
            angle_squared: of(0),
            c1: of(1),
            c2: of(2),
            displacement_squared: of(3),
        }
    }
}

/// How far first- and second-rank tensors have kept their direction through a turn by `angle`: the characters of the
/// rotation over their dimensions.
fn kept(angle: f64, dimension: Dimension) -> [f64; 2] {
    let (once, twice) = (angle.cos(), (2.0 * angle).cos());
    match dimension {
        Dimension::Two => [once, twice],
        Dimension::Three => [
            (1.0 + 2.0 * once) / 3.0,
            (1.0 + 2.0 * once + 2.0 * twice) / 5.0,
        ],
    }
}

/// Whole numbers from 1 to `last`, both among them, some eight a decade.
fn spread(last: usize) -> Vec<usize> {
    // (4/3)^8 is 10 but for one part in a thousand.
    let mut numbers = Vec::new();
    let mut next = 1;
    while next < last {
        numbers.push(next);
        next += (next / 3).max(1);
    }
    numbers.push(last);
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lags_rise_from_one_frame_to_the_whole_window() {
        assert_eq!(spread(1), [1]);
        let lags = spread(1000);
        assert!(lags.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!((lags[0], lags[lags.len() - 1]), (1, 1000));
        assert!(lags.len() < 30);
    }

    #[test]
    fn a_turn_that_comes_back_keeps_everything_and_a_half_turn_what_its_character_says() {
        assert_eq!(kept(0.0, Dimension::Three), [1.0, 1.0]);
        let half = kept(std::f64::consts::PI, Dimension::Three);
        assert!((half[0] + 1.0 / 3.0).abs() < 1e-15 && (half[1] - 0.2).abs() < 1e-15);
        let half = kept(std::f64::consts::PI, Dimension::Two);
        assert!((half[0] + 1.0).abs() < 1e-15 && (half[1] - 1.0).abs() < 1e-15);
    }
}
