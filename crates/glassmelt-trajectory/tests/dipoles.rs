//! Dipoles of units: exact for single pairs, the pressure of a crystal, the same however one looks; and a force that
//! is fitted to forces is the force that made them.

use glassmelt_trajectory::Neighbours;
use glassmelt_trajectory::dipoles::{
    CentralForce, ForceMatching, UnitDipoles, UnitDipolesPlan, kanzaki,
};
use glassmelt_trajectory::{Cell, Error, Frame};
use nalgebra::{Matrix3, Rotation3, Vector3};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Lennard-Jones in reduced units, cut.
struct LennardJones {
    cutoff: f64,
}

impl LennardJones {
    fn energy(&self, r: f64) -> f64 {
        if r < self.cutoff {
            4.0 * (r.powi(-12) - r.powi(-6))
        } else {
            0.0
        }
    }
}

impl CentralForce for LennardJones {
    fn cutoff(&self) -> f64 {
        self.cutoff
    }

    fn push(&self, _: [u16; 2], r: f64) -> f64 {
        if r < self.cutoff {
            24.0 * (2.0 * r.powi(-13) - r.powi(-7))
        } else {
            0.0
        }
    }
}

/// A force that each species pair has its own strength of, constant within its reach.
struct Steady;

impl CentralForce for Steady {
    fn cutoff(&self) -> f64 {
        1.6
    }

    fn push(&self, _: [u16; 2], r: f64) -> f64 {
        if r < 1.6 { 2.0 } else { 0.0 }
    }
}

fn framed(positions: Vec<Vector3<f64>>, cell: Option<Cell>) -> Frame {
    let mut frame = Frame::empty();
    frame.kinds = vec![0; positions.len()];
    frame.species = vec!["A".to_owned()];
    frame.ids = (1..).take(positions.len()).collect();
    frame.cell = cell;
    frame.positions = positions;
    frame
}

/// Face-centred cubic, `cells` along each axis, of lattice constant `a`, with shaken atoms.
fn crystal(cells: u32, a: f64, shake: f64) -> Frame {
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let basis = [
        [0.0, 0.0, 0.0],
        [0.0, 0.5, 0.5],
        [0.5, 0.0, 0.5],
        [0.5, 0.5, 0.0],
    ];
    let corners = (0..cells.pow(3))
        .map(|k| Vector3::new(k % cells, k / cells % cells, k / cells / cells).map(f64::from));
    let mut off = || Vector3::from_fn(|_, _| shake * (random.random::<f64>() - 0.5));
    let places: Vec<_> = corners
        .flat_map(|corner| basis.map(|site| corner + Vector3::from(site)))
        .map(|place| a * place + off())
        .collect();
    framed(places, Cell::orthorhombic([f64::from(cells) * a; 3]).ok())
}

fn forces(frame: &Frame, force: &dyn CentralForce) -> Vec<Vector3<f64>> {
    let neighbours = Neighbours::within(frame, force.cutoff()).expect("neighbours");
    let on = |atom: usize| {
        let lines = neighbours.vectors(atom).iter();
        lines
            .map(|line| -line.normalize() * force.push([0; 2], line.norm()))
            .sum()
    };
    (0..frame.len()).map(on).collect()
}

#[test]
fn one_neighbour_pushed_outwards_makes_its_distance_times_the_force() {
    let places = [[0.0; 3], [0.3, 0.0, 0.0], [0.0, 0.3, 0.0], [1.5, 0.0, 0.0]];
    let frame = framed(places.map(Vector3::from).to_vec(), None);
    let neighbours = Neighbours::within(&frame, 1.6).expect("no cell is needed");
    let arms = [Vector3::zeros()];
    let found = kanzaki(&frame, &neighbours, &[0, 1, 2], &arms, &Steady);
    // Only the first atom was given an arm: it alone pushes the fourth.
    let expected = Matrix3::from_diagonal(&Vector3::new(3.0, 0.0, 0.0));
    assert!((found.moment - expected).norm() < 1e-14);
    assert!((found.force - Vector3::new(2.0, 0.0, 0.0)).norm() < 1e-14);
    assert!(found.torque().norm() < 1e-14);
}

/// Each pair counts from both of its atoms: `sum of traces = 2 sum r f = 6 p V`.
#[test]
fn the_traces_of_all_atoms_of_a_crystal_are_its_pressure() {
    let force = LennardJones { cutoff: 2.2 };
    let energy = |a: f64| {
        let frame = crystal(4, a, 0.0);
        let neighbours = Neighbours::within(&frame, force.cutoff).expect("neighbours");
        let lines = (0..frame.len()).flat_map(|atom| neighbours.vectors(atom));
        0.5 * lines.map(|line| force.energy(line.norm())).sum::<f64>()
    };
    let (a, h) = (1.5, 1e-5);
    let volume = |a: f64| (4.0 * a).powi(3);
    let pressure = -(energy(a + h) - energy(a - h)) / (volume(a + h) - volume(a - h));
    let frame = crystal(4, a, 0.0);
    let neighbours = Neighbours::within(&frame, force.cutoff).expect("neighbours");
    let one = |atom: u32| kanzaki(&frame, &neighbours, &[atom], &[Vector3::zeros()], &force);
    let traces: f64 = (0..256).map(|atom| one(atom).moment.trace()).sum();
    assert!((traces / (6.0 * volume(a)) / pressure - 1.0).abs() < 1e-7);
    // Cubic symmetry leaves no shear.
    let shear = one(17).moment - Matrix3::identity() * (one(17).moment.trace() / 3.0);
    assert!(shear.norm() < 1e-11 && one(17).force.norm() < 1e-11);
}

#[test]
fn the_moment_turns_with_the_atoms() {
    let force = LennardJones { cutoff: 1.9 };
    let mut frame = crystal(2, 1.6, 0.2);
    frame.cell = None;
    let rotation = Rotation3::new(Vector3::new(0.3, -1.1, 0.7));
    let mut turned = frame.clone();
    for place in &mut turned.positions {
        *place = rotation * *place;
    }
    let unit = [3_u32, 9, 12];
    let moment = |frame: &Frame| {
        let neighbours = Neighbours::within(frame, force.cutoff).expect("neighbours");
        let centre = unit
            .map(|atom| frame.positions[atom as usize])
            .iter()
            .sum::<Vector3<f64>>()
            / 3.0;
        let arms = unit.map(|atom| frame.positions[atom as usize] - centre);
        kanzaki(frame, &neighbours, &unit, &arms, &force)
    };
    let (before, after) = (moment(&frame), moment(&turned));
    let expected = rotation.matrix() * before.moment * rotation.matrix().transpose();
    assert!((after.moment - expected).norm() < 1e-11 * before.moment.norm());
    assert!((after.torque() - rotation * before.torque()).norm() < 1e-10 * before.moment.norm());
}

#[test]
fn a_force_fitted_to_forces_is_the_one_that_made_them() {
    let force = LennardJones { cutoff: 1.9 };
    let mut frame = crystal(4, 1.6, 0.25);
    frame.forces = forces(&frame, &force);
    let mut matching = ForceMatching::new(1.9, 190, 1).expect("a table");
    matching.add(&frame).expect("forces are there");
    let matched = matching.finish().expect("pairs");
    assert!(matched.explained > 0.9999, "{}", matched.explained);
    // Straight lines between entries: where many pairs are, within the curvature of the force.
    for r in [1.05, 1.1, 1.15, 1.2] {
        let off = matched.table.push([0, 0], r) - force.push([0, 0], r);
        assert!(off.abs() < 0.06, "{off} at {r}");
    }
    assert_eq!(matched.table.push([0, 0], 2.5), 0.0);
    assert_eq!(matched.errors[0][0], None);
}

#[test]
fn forces_that_are_no_pair_forces_are_not_explained() {
    let mut random = ChaCha8Rng::seed_from_u64(2);
    let mut frame = crystal(4, 1.6, 0.25);
    frame.forces = frame
        .positions
        .iter()
        .map(|_| Vector3::from_fn(|_, _| random.random::<f64>() - 0.5))
        .collect();
    let mut matching = ForceMatching::new(1.9, 19, 1).expect("a table");
    matching.add(&frame).expect("forces are there");
    assert!(matching.finish().expect("pairs").explained < 0.1);
}

#[test]
fn without_forces_there_is_nothing_to_fit() {
    let mut matching = ForceMatching::new(1.9, 19, 1).expect("a table");
    let missing = matching.add(&crystal(3, 1.6, 0.1));
    assert!(matches!(
        missing,
        Err(Error::Missing {
            missing: "forces",
            ..
        })
    ));
    assert!(ForceMatching::new(-1.0, 19, 1).is_err() && ForceMatching::new(1.0, 5000, 3).is_err());
}

/// Three atoms of a unit and two neighbours of the first that turn with them.
fn rotor(rotation: &Rotation3<f64>) -> Frame {
    let places = [
        [0.0, 0.0, 0.0],
        [0.3, 0.0, 0.0],
        [0.0, 0.3, 0.0],
        [0.1, 0.1, 1.2],
        [0.1, 0.1, -1.2],
    ];
    framed(
        places.map(|place| rotation * Vector3::from(place)).to_vec(),
        None,
    )
}

#[test]
fn a_unit_that_turns_carries_its_dipole_and_leaves_none_behind() {
    let mut random = ChaCha8Rng::seed_from_u64(23);
    let mut gathered = UnitDipoles::new(UnitDipolesPlan {
        units: vec![vec![0, 1, 2]],
        window: 1,
    })
    .expect("a plan");
    let mut any = || {
        let normal =
            Vector3::from_fn(|_, _| (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0);
        let axis: Vector3<f64> = normal.normalize();
        let around = Rotation3::new(Vector3::z() * std::f64::consts::TAU * random.random::<f64>());
        Rotation3::rotation_between(&Vector3::z(), &axis).unwrap_or_else(Rotation3::identity)
            * around
    };
    for _ in 0..4000 {
        gathered.add(&rotor(&any()), &Steady).expect("five atoms");
    }
    let found = gathered.finish().expect("frames");
    let unit = &found.units[0];
    assert!((unit.carried_squared / unit.squared - 1.0).abs() < 1e-10);
    assert!(unit.fixed_squared.abs() < 0.01 * unit.squared);
    assert!((unit.fixed.trace() - unit.carried.trace()).abs() < 1e-10);
    let coupling = found.coupling(2.0, 0.5, 1.5).expect("positive");
    let by_hand =
        1.5 * unit.carried_squared / (8.0 * std::f64::consts::PI * 2.0 * 0.5 * 1.5_f64.powi(3));
    assert!((coupling.mean / by_hand - 1.0).abs() < 1e-12);
    assert!(found.coupling(0.0, 0.5, 1.5).is_err());
}

#[test]
fn a_unit_that_lies_still_has_a_fixed_dipole_that_is_its_own() {
    let mut gathered = UnitDipoles::new(UnitDipolesPlan {
        units: vec![vec![0, 1, 2]],
        window: 2,
    })
    .expect("a plan");
    for _ in 0..8 {
        gathered
            .add(&rotor(&Rotation3::identity()), &Steady)
            .expect("five atoms");
    }
    let unit = gathered.finish().expect("frames").units.remove(0);
    assert!((unit.fixed_squared - unit.carried_squared).abs() < 1e-12);
    assert!((unit.fixed_squared - unit.squared).abs() < 1e-12);
}

/// TRR names no species: all atoms are of one kind.
#[test]
fn forces_are_fitted_to_atoms_without_species() {
    let mut frame = Frame::empty();
    let away = Vector3::new(2.0, 0.0, 0.0);
    frame.positions = vec![Vector3::zeros(), Vector3::new(1.1, 0.0, 0.0)];
    frame.ids = vec![1, 2];
    frame.forces = vec![-away, away];
    let mut matching = ForceMatching::new(1.5, 10, 1).unwrap();
    matching.add(&frame).unwrap();
    let found = matching.finish().unwrap();
    assert!((found.table.push([0, 0], 1.1) - 2.0).abs() < 1e-6);
}
