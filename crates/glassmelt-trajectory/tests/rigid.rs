//! Rigid units: groups put into a shaking crowd are found again, and turn as they were turned.

use glassmelt_trajectory::rigid::{
    Bond, Fluctuations, Mobile, Stiff, Turning, TurningPlan, polyhedra, rigid_units,
};
use glassmelt_trajectory::{Cell, Dimension, Error, Frame};
use nalgebra::{Quaternion, Rotation3, UnitQuaternion, Vector3};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const SIDE: f64 = 12.0;

fn normal(random: &mut ChaCha8Rng) -> Vector3<f64> {
    // Twelve uniform numbers: their sum has variance one.
    Vector3::from_fn(|_, _| (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0)
}

fn tetrahedron() -> [Vector3<f64>; 4] {
    let corners = [
        [1.0, 1.0, 1.0],
        [1.0, -1.0, -1.0],
        [-1.0, 1.0, -1.0],
        [-1.0, -1.0, 1.0],
    ];
    corners.map(|corner| 0.5 * Vector3::from(corner))
}

/// Twenty-seven tetrahedra on a lattice, each turned by its own rotation and shaken as one, its atoms a little.
fn frame(step: i64, turn: f64, shake: (f64, f64), random: &mut ChaCha8Rng) -> Frame {
    let mut frame = Frame::empty();
    frame.step = step;
    frame.cell = Cell::orthorhombic([SIDE; 3]).ok();
    for unit in 0..27_u32 {
        let site = Vector3::new(unit % 3, unit / 3 % 3, unit / 9).map(f64::from) * 4.0;
        let axis = Vector3::new(1.0, f64::from(unit), 2.0).normalize();
        let rotation = Rotation3::new(turn * axis) * Rotation3::new(normal(random) * shake.0);
        let centre = site + normal(random) * shake.0;
        for corner in tetrahedron() {
            frame
                .positions
                .push(centre + rotation * corner + normal(random) * shake.1);
            frame.kinds.push(0);
        }
    }
    frame.species = vec!["X".to_owned()];
    frame.ids = (1..=108).collect();
    frame
}

fn pairs(frame: &Frame, cutoff: f64) -> Vec<[u32; 2]> {
    let cell = frame.cell.expect("it has a cell");
    let count = u32::try_from(frame.len()).expect("few atoms");
    let all = (0..count).flat_map(|i| (i + 1..count).map(move |j| [i, j]));
    let near = |&[i, j]: &[u32; 2]| {
        let difference = frame.positions[j as usize] - frame.positions[i as usize];
        cell.nearest(&difference).norm() < cutoff
    };
    all.filter(near).collect()
}

fn bonds(shake: (f64, f64)) -> Vec<Bond> {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let first = frame(0, 0.0, (0.0, 0.0), &mut random);
    let mut gathered = Fluctuations::new(pairs(&first, 4.1));
    for step in 0..60 {
        gathered
            .add(&frame(step, 0.0, shake, &mut random))
            .expect("the same atoms");
    }
    gathered.finish().expect("enough frames")
}

#[test]
fn molecules_that_shake_as_one_are_found_without_a_border_given() {
    let found = rigid_units(&bonds((0.15, 0.01)), 108, Stiff::BestBorder, 3).expect("bonds");
    let units: Vec<Vec<u32>> = found.units.iter().map(|unit| unit.atoms.clone()).collect();
    let expected: Vec<Vec<u32>> = (0..27)
        .map(|unit| (4 * unit..4 * unit + 4).collect())
        .collect();
    assert_eq!(units, expected);
    let separation = found.separation.expect("a border");
    assert!(separation > 0.9, "{separation}");
    assert_eq!(found.moving_bonds, found.bonds);
    assert!(
        found
            .units
            .iter()
            .all(|unit| unit.contrast().is_some_and(|c| c > 5.0))
    );
}

#[test]
fn where_all_bonds_fluctuate_alike_the_border_parts_little() {
    let found = rigid_units(&bonds((0.0, 0.05)), 108, Stiff::BestBorder, 3).expect("bonds");
    let separation = found.separation.expect("a border");
    assert!(separation < 0.75, "{separation}");
}

#[test]
fn a_border_below_all_fluctuations_finds_nothing() {
    let found = rigid_units(&bonds((0.15, 0.01)), 108, Stiff::Below(1e-6), 3).expect("bonds");
    assert!(found.units.is_empty() && found.stiff_bonds == 0);
}

#[test]
fn atoms_that_do_not_move_have_no_border_and_no_units() {
    let mut random = ChaCha8Rng::seed_from_u64(8);
    let still = frame(0, 0.0, (0.1, 0.1), &mut random);
    let mut gathered = Fluctuations::new(pairs(&still, 4.1));
    for _ in 0..5 {
        gathered.add(&still).expect("the same atoms");
    }
    let bonds = gathered.finish().expect("enough frames");
    for stiff in [Stiff::BestBorder, Stiff::Below(0.1)] {
        let found = rigid_units(&bonds, 108, stiff, 3).expect("an answer");
        assert_eq!((found.border, found.separation), (None, None));
        assert!(found.units.is_empty() && found.moving_bonds == 0 && found.bonds > 0);
    }
    // One bond that moves tells no border either.
    let mut one = bonds;
    one[3].fluctuation = 0.1;
    let found = rigid_units(&one, 108, Stiff::BestBorder, 3).expect("an answer");
    assert_eq!((found.border, found.moving_bonds), (None, 1));
}

#[test]
fn questions_without_sense_are_refused() {
    let all = bonds((0.15, 0.01));
    assert!(rigid_units(&all, 108, Stiff::Below(-1.0), 3).is_err());
    assert!(rigid_units(&all, 108, Stiff::Below(f64::NAN), 3).is_err());
    assert!(rigid_units(&all, 108, Stiff::BestBorder, 2).is_err());
    assert!(rigid_units(&[], 108, Stiff::BestBorder, 3).is_err());
}

#[test]
fn polyhedra_are_a_centre_with_its_corners() {
    let mut frame = Frame::empty();
    frame.cell = Cell::orthorhombic([SIDE; 3]).ok();
    frame.species = vec!["Si".into(), "O".into()];
    frame.positions = std::iter::once(Vector3::zeros())
        .chain(tetrahedron())
        .collect();
    frame.kinds = vec![0, 1, 1, 1, 1];
    let near = pairs(&frame, 2.0);
    let found = polyhedra(&frame, &near, ("Si", "O"), 1.0, 4).expect("both are there");
    assert_eq!(found[0].atoms, [0, 1, 2, 3, 4]);
    assert!(
        polyhedra(&frame, &near, ("O", "Si"), 1.0, 4)
            .expect("both")
            .is_empty()
    );
    let unknown = polyhedra(&frame, &near, ("Ge", "O"), 1.0, 4);
    assert!(matches!(unknown, Err(Error::UnknownSpecies { known, .. }) if known == "Si, O"));
}

fn plan(window: usize) -> TurningPlan {
    TurningPlan {
        units: (0..27)
            .map(|unit| (4 * unit..4 * unit + 4).collect())
            .collect(),
        window,
        mobile: Mobile {
            angle: 0.35,
            distance: 1.0,
        },
    }
}

#[test]
fn units_that_turn_steadily_have_turned_by_so_much_after_each_lag() {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let mut turning = Turning::new(plan(11)).expect("a plan");
    for step in 0..22_i32 {
        let frame = frame(
            10 * i64::from(step),
            0.05 * f64::from(step),
            (0.0, 0.0),
            &mut random,
        );
        turning.add(&frame).expect("the same atoms");
    }
    let turned = turning.finish().expect("two windows");
    assert_eq!((turned.windows, turned.units), (2, 27));
    for lag in &turned.lags {
        let angle = 0.05 * lag.frames as f64;
        assert_eq!(u64::try_from(lag.steps), Ok(10 * lag.frames as u64));
        assert!((lag.angle_squared.mean - angle * angle).abs() < 1e-12);
        let c2 = (1.0 + 2.0 * angle.cos() + 2.0 * (2.0 * angle).cos()) / 5.0;
        assert!((lag.c2.mean - c2).abs() < 1e-12);
        assert!(lag.displacement_squared.mean < 1e-24);
    }
    // 0.5 rad at the end of a window is more than 0.35.
    assert_eq!(turned.mobile_part.mean, 1.0);
    let density = turned.mobile_density.expect("a cell").mean;
    assert!((density - 27.0 / SIDE.powi(3)).abs() < 1e-12);
}

/// A rotation that is as likely as any other (Shoemake, Graphics Gems III (1992), 124).
fn any_rotation(random: &mut ChaCha8Rng) -> Rotation3<f64> {
    let [part, one, two] = [0; 3].map(|_| random.random::<f64>());
    let turn = |part: f64, angle: f64| {
        let (sine, cosine) = (std::f64::consts::TAU * angle).sin_cos();
        (part.sqrt() * sine, part.sqrt() * cosine)
    };
    let ((a, b), (c, d)) = (turn(1.0 - part, one), turn(part, two));
    UnitQuaternion::new_normalize(Quaternion::new(a, b, c, d)).to_rotation_matrix()
}

#[test]
fn a_dipole_forgets_its_direction_where_units_turn_at_random() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let mut turning = Turning::new(plan(2)).expect("a plan");
    for step in 0..400 {
        let mut frame = frame(step, 0.0, (0.0, 0.0), &mut random);
        for unit in frame.positions.chunks_mut(4) {
            let centre = unit.iter().sum::<Vector3<f64>>() / 4.0;
            let rotation = any_rotation(&mut random);
            for place in unit {
                *place = centre + rotation * (*place - centre);
            }
        }
        turning.add(&frame).expect("the same atoms");
    }
    let turned = turning.finish().expect("windows");
    let last = &turned.lags[0];
    assert!(last.c2.mean.abs() < 5.0 * last.c2.error, "{:?}", last.c2);
    assert!(last.c1.mean.abs() < 5.0 * last.c1.error, "{:?}", last.c1);
}

#[test]
fn in_the_plane_the_angle_counts_and_the_density_is_an_area_one() {
    let at = |step: i32| {
        let turn = Rotation3::new(Vector3::z() * 0.1 * f64::from(step));
        let mut frame = Frame::empty();
        frame.dimension = Dimension::Two;
        frame.cell = Cell::orthorhombic([10.0, 5.0, 1.0]).ok();
        frame.step = step.into();
        let corners = [[0.5, 0.0, 0.0], [-0.3, 0.4, 0.0], [-0.3, -0.4, 0.0]];
        frame.positions = corners
            .iter()
            .map(|&corner| turn * Vector3::from(corner))
            .collect();
        frame
    };
    let plan = TurningPlan {
        units: vec![vec![0, 1, 2]],
        ..plan(5)
    };
    let mut turning = Turning::new(plan).expect("a plan");
    for step in 0..5 {
        turning.add(&at(step)).expect("three atoms");
    }
    let turned = turning.finish().expect("a window");
    let last = turned.lags.last().expect("lags");
    assert!((last.c2.mean - 0.8_f64.cos()).abs() < 1e-12);
    let density = turned.mobile_density.expect("a cell").mean;
    assert!((density - 1.0 / 50.0).abs() < 1e-15);
}

#[test]
fn fewer_frames_than_a_window_are_told() {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut turning = Turning::new(plan(10)).expect("a plan");
    for step in 0..4 {
        turning
            .add(&frame(step, 0.0, (0.0, 0.0), &mut random))
            .expect("the same atoms");
    }
    let short = turning.finish();
    assert!(matches!(
        short,
        Err(Error::TooFewFrames {
            frames: 4,
            needed: 10,
            ..
        })
    ));
}
