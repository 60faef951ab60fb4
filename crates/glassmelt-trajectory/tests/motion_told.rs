//! What an answer about motion says of itself: the cell it was in, what drifted, why there is no time, which lags its
//! distances are of.

use std::ops::ControlFlow;

use glassmelt_trajectory::dynamics::{
    Against, Clock, DECADES, Distances, Drift, DynamicsAnswer, DynamicsOptions, Of, Relaxation,
    WAVE_BINS, WAVES, WaveNumber, dynamics,
};
use glassmelt_trajectory::{
    Cell, Dimension, Error, Frame, InMemory, Places, Result, Trajectory, atomic_weight,
};
use nalgebra::Vector3;

/// Atoms of two species that each go straight on, in a cube whose side is a function of the frame.
fn flight(frames: i64, velocities: &[Vector3<f64>], side: impl Fn(i64) -> f64) -> Vec<Frame> {
    let at = |step: i64| Frame {
        step,
        cell: Cell::orthorhombic([side(step); 3]).ok(),
        places: Places::Unwrapped,
        species: vec!["Si".into(), "O".into()],
        ids: (1..).take(velocities.len()).collect(),
        kinds: (0..2).cycle().take(velocities.len()).collect(),
        positions: velocities.iter().map(|v| v * step as f64).collect(),
        ..Frame::empty()
    };
    (0..frames).map(at).collect()
}

fn ask(frames: Vec<Frame>, options: &DynamicsOptions) -> Result<DynamicsAnswer> {
    let mut frames = InMemory::new(frames);
    let watch = &mut |_| ControlFlow::Continue(());
    dynamics(&mut frames, options, watch).map(|outcome| outcome.answer)
}

fn options(k: f64, drift: Drift) -> DynamicsOptions {
    DynamicsOptions {
        wave_number: WaveNumber::Given(k),
        drift,
        ..DynamicsOptions::new(Clock::Step(0.1))
    }
}

/// Four atoms along x.
fn slow() -> [Vector3<f64>; 4] {
    [1.0, 2.0, 3.0, 4.0].map(|x| Vector3::new(0.01 * x, 0.0, 0.0))
}

#[test]
fn a_cell_that_changes_tells_its_mean_volume_and_one_that_stays_does_not_warn() {
    let codes = |answer: &DynamicsAnswer| -> Vec<&str> {
        answer.warnings.iter().map(|warning| warning.code).collect()
    };
    let kept = options(1.0, Drift::Kept);
    let grows = |step: i64| 10.0 + 0.1 * step as f64;
    let answer = ask(flight(11, &slow(), grows), &kept).expect("frames");
    let volume = answer.volume.expect("a cell");
    let mean = (0..11).map(|n| grows(n).powi(3)).sum::<f64>() / 11.0;
    assert!((volume.mean / mean - 1.0).abs() < 1e-12);
    assert_eq!((volume.smallest, volume.largest), (1000.0, 1331.0));
    assert!(codes(&answer).contains(&"cell_changes"));
    let still = ask(flight(11, &slow(), |_| 10.0), &kept).expect("frames");
    assert_eq!(still.volume.expect("a cell").change(), 0.0);
    assert!(!codes(&still).contains(&"cell_changes"));
}

#[test]
fn the_centre_of_mass_stays_where_it_is_only_by_the_true_masses() {
    // Two atoms that part with opposite momenta: m_Si v_Si = -m_O v_O.
    let [silicon, oxygen] = ["Si", "O"].map(|name| atomic_weight(name).expect("an element"));
    let parting = [
        Vector3::new(0.1 / silicon, 0.0, 0.0),
        Vector3::new(-0.1 / oxygen, 0.0, 0.0),
    ];
    let carried: Vec<_> = parting
        .iter()
        .map(|v| v + Vector3::new(0.0, 0.3, 0.0))
        .collect();
    let masses = vec![("Si".to_owned(), silicon), ("O".to_owned(), oxygen)];
    let by_mass = options(1.0, Drift::CentreOfMass(masses.clone()));
    let found = ask(flight(6, &carried, |_| 9.0), &by_mass).expect("frames");
    let alone = ask(flight(6, &parting, |_| 9.0), &options(1.0, Drift::Kept)).expect("frames");
    for (one, other) in found.motions[0].points.iter().zip(&alone.motions[0].points) {
        assert!((one.msd.mean / other.msd.mean - 1.0).abs() < 1e-9);
    }
    let equal = ask(flight(6, &carried, |_| 9.0), &options(1.0, Drift::Mean)).expect("frames");
    let [one, other] = [&equal, &alone].map(|answer| answer.motions[0].points[0].msd.mean);
    assert!((one / other - 1.0).abs() > 0.05, "{one} {other}");
    assert_eq!(found.drift, Drift::CentreOfMass(masses));
}

#[test]
fn an_unknown_mass_is_named_beside_those_that_are_known() {
    let some = Drift::CentreOfMass(vec![("Si".to_owned(), 28.085)]);
    let error = ask(flight(4, &slow(), |_| 9.0), &options(1.0, some)).expect_err("no oxygen");
    assert!(matches!(error, Error::UnknownMass { .. }));
    let told = error.to_string();
    assert!(told.contains("the species O are not known"), "{told}");
    assert!(told.contains("known: Si = 28.085"), "{told}");
}

#[test]
fn atoms_without_species_are_of_one_mass() {
    let mut frames = flight(4, &slow(), |_| 9.0);
    for frame in &mut frames {
        frame.species.clear();
        frame.kinds.clear();
    }
    // A power of two: the same to the last bit.
    let one = Drift::CentreOfMass(vec![("1".to_owned(), 4.0)]);
    let by_mass = ask(frames.clone(), &options(1.0, one)).expect("frames");
    let mean = ask(frames, &options(1.0, Drift::Mean)).expect("frames");
    assert_eq!(by_mass.motions, mean.motions);
}

#[test]
fn a_data_file_tells_the_masses_of_its_types_and_of_labels() {
    let text = "title\n\n1 atoms\n2 atom types\n\n0 9 xlo xhi\n0 9 ylo yhi\n0 9 zlo zhi\n\nMasses\n\n\
                1 28.085 # Si\nOx 15.999\n\nAtoms # atomic\n\n1 1 1 2 3\n";
    let stream = Trajectory::in_memory("a.data", text.as_bytes());
    let stream = stream.open().expect("a data file");
    let expected = [("1".to_owned(), 28.085), ("Ox".to_owned(), 15.999)];
    assert_eq!(stream.masses(), expected);
    let dump = "ITEM: TIMESTEP\n5\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 9\n0 9\n0 9\n\
                ITEM: ATOMS id type x y z\n1 1 1 2 3\n";
    let both = Trajectory::in_memory("a.data", text.as_bytes())
        .then_in_memory("b.lammpstrj", dump.as_bytes());
    assert_eq!(both.open().expect("both").masses(), expected);
    let alone = Trajectory::in_memory("b.lammpstrj", dump.as_bytes());
    assert!(alone.open().expect("a dump").masses().is_empty());
}

#[test]
fn a_time_that_is_not_reached_says_what_is_left_and_at_which_lag() {
    let answer = ask(flight(9, &slow(), |_| 9.0), &options(0.5, Drift::Kept)).expect("frames");
    let motion = answer.motion(&Of::All, Against::Space).expect("all");
    let Relaxation::NotReached { longer_than, left } = motion.relaxation else {
        panic!("{:?}", motion.relaxation);
    };
    let last = motion.points.last().expect("lags");
    assert_eq!((longer_than, left), (last.time, last.scattering));
    let reason = motion.relaxation.reason().expect("no time");
    assert!(reason.starts_with("F_s is still 0.99"), "{reason}");
    assert!(reason.ends_with("at the longest lag, 0.8"), "{reason}");
    let warning = answer.warnings.iter().find(|w| w.code == "tau_not_reached");
    let message = &warning.expect("a warning").message;
    for words in ["k = 0.5", "all atoms: F_s is still", "species Si: F_s"] {
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_time_that_is_reached_needs_no_reason() {
    let fast = slow().map(|v| v * 100.0);
    let answer = ask(flight(40, &fast, |_| 9.0), &options(0.3, Drift::Kept)).expect("frames");
    for motion in &answer.motions {
        assert!(motion.relaxation.tau().is_some() && motion.relaxation.reason().is_none());
    }
    assert!(answer.warnings.iter().all(|w| w.code != "tau_not_reached"));
}

#[test]
fn distances_are_told_at_one_lag_a_decade_in_bins_that_follow_the_wave() {
    let asked = |distances| DynamicsOptions {
        distances,
        ..options(2.0, Drift::Kept)
    };
    let frames = flight(2000, &slow(), |_| 9.0);
    let answer = ask(frames.clone(), &asked(Distances::EachDecade)).expect("frames");
    let found = &answer
        .motion(&Of::All, Against::Space)
        .expect("all")
        .van_hove;
    assert!((3..=DECADES).contains(&found.len()), "{}", found.len());
    assert!((found[0].time - 0.1).abs() < 1e-9);
    for pair in found.windows(2) {
        assert!(pair[1].time > 5.0 * pair[0].time);
    }
    for at in found {
        assert_eq!(at.density.len(), WAVE_BINS);
        let reach = at.width * WAVE_BINS as f64;
        assert!((reach / (WAVES * std::f64::consts::PI) - 1.0).abs() < 1e-12);
    }
    let at = ask(frames.clone(), &asked(Distances::At(vec![0.1, 3.0]))).expect("frames");
    assert_eq!(at.motions[0].van_hove.len(), 2);
    let none = ask(frames, &asked(Distances::Unasked)).expect("frames");
    assert!(none.motions[0].van_hove.is_empty());
    assert_eq!(none.dimension, Dimension::Three);
}
