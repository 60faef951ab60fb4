//! Local strain: exact for homogeneous deformations, unmoved by rotations, flagged where it cannot be told.

mod lattices;

use glassmelt_trajectory::Cell;
use glassmelt_trajectory::Frame;
use glassmelt_trajectory::local::Imprisonment;
use glassmelt_trajectory::local::{CellChange, LocalTotals, LogBins, Reference, Unit};
use lattices::{deformed, displaced, fcc, noise, triangular};
use nalgebra::{Matrix3, Rotation3, Vector3};

fn shear() -> Matrix3<f64> {
    Matrix3::new(1.10, 0.20, -0.03, 0.05, 0.95, 0.07, 0.0, -0.11, 1.02)
}

fn flat_shear() -> Matrix3<f64> {
    Matrix3::new(1.10, 0.20, 0.0, 0.05, 0.95, 0.0, 0.0, 0.0, 1.0)
}

fn reference(frame: &Frame, cutoff: f64) -> Reference {
    Reference::within(frame, cutoff).expect("a crystal")
}

#[test]
fn a_homogeneous_deformation_is_found_exactly_and_leaves_no_d2min() {
    let cases = [(fcc(3), shear(), 0.85), (triangular(6), flat_shear(), 1.2)];
    for (lattice, f, cutoff) in cases {
        let shaken = displaced(&lattice, |atom, _| noise(5, atom) * 0.03);
        let fits = reference(&shaken, cutoff).fits(&deformed(&shaken, &f), CellChange::Kept);
        for fit in fits.expect("the same atoms") {
            let fit = fit.expect("it spans");
            assert!((fit.deformation_gradient() - f).norm() < 1e-13);
            assert!(fit.d2min < 1e-26);
            let eta = (f.transpose() * f - Matrix3::identity()) * 0.5;
            assert!((fit.green_lagrange().matrix() - eta).norm() < 1e-13);
        }
    }
}

#[test]
fn a_change_of_the_cell_that_is_removed_leaves_no_strain_and_no_displacement() {
    for (lattice, f) in [(fcc(3), shear()), (triangular(6), flat_shear())] {
        let reference = reference(&lattice, 1.2);
        let later = deformed(&lattice, &f);
        for fit in reference
            .fits(&later, CellChange::Removed)
            .expect("the same atoms")
        {
            assert!(fit.expect("it spans").displacement_gradient.norm() < 1e-13);
        }
        let u = reference
            .displacements(&later, CellChange::Removed)
            .expect("the same atoms");
        assert!(u.iter().all(|u| u.norm() < 1e-13));
    }
}

#[test]
fn a_cutoff_beyond_half_of_the_cell_fits_images_too() {
    let lattice = fcc(1);
    let later = deformed(&lattice, &shear());
    for fit in reference(&lattice, 1.3)
        .fits(&later, CellChange::Kept)
        .expect("the same atoms")
    {
        let fit = fit.expect("it spans");
        assert_eq!(fit.neighbours, 42);
        assert!((fit.deformation_gradient() - shear()).norm() < 1e-13);
    }
}

#[test]
fn d2min_and_green_lagrange_strain_do_not_see_a_rotation() {
    let before = displaced(&fcc(3), |atom, _| noise(1, atom) * 0.03);
    let after = displaced(&before, |atom, _| noise(900, atom) * 0.05);
    let turned = deformed(
        &after,
        Rotation3::new(Vector3::new(0.7, -1.9, 0.4)).matrix(),
    );
    let reference = reference(&before, 0.85);
    let fits = |later| {
        reference
            .fits(later, CellChange::Kept)
            .expect("the same atoms")
    };
    for (one, other) in fits(&after).iter().zip(fits(&turned)) {
        let (one, other) = (one.expect("it spans"), other.expect("it spans"));
        assert!((one.d2min / other.d2min - 1.0).abs() < 1e-11 && one.d2min > 1e-3);
        let difference = one.green_lagrange().matrix() - other.green_lagrange().matrix();
        assert!(difference.norm() < 1e-13);
    }
}

#[test]
fn wrapped_and_unwrapped_frames_give_the_same_fits() {
    use glassmelt_trajectory::Places;
    let before = displaced(&fcc(3), |atom, _| noise(1, atom) * 0.03);
    let after = displaced(&before, |atom, _| noise(900, atom) * 0.3);
    let wrapped = |frame: &Frame| {
        let cell = frame.cell.expect("a cell");
        let mut wrapped = frame.clone();
        wrapped
            .positions
            .iter_mut()
            .for_each(|r| *r = cell.wrapped(r));
        wrapped.places = Places::Wrapped;
        wrapped
    };
    let unwrapped = reference(&before, 0.85)
        .fits(&after, CellChange::Kept)
        .expect("fits");
    let wrapped = reference(&wrapped(&before), 0.85).fits(&wrapped(&after), CellChange::Kept);
    for (one, other) in unwrapped.iter().zip(wrapped.expect("fits")) {
        let (one, other) = (one.expect("it spans"), other.expect("it spans"));
        assert!((one.displacement_gradient - other.displacement_gradient).norm() < 1e-12);
        assert!((one.d2min - other.d2min).abs() < 1e-12);
    }
}

#[test]
fn one_atom_that_jumps_is_seen_by_itself_and_its_neighbours_only() {
    let lattice = fcc(3);
    let jump = Vector3::new(0.1, 0.02, -0.05);
    let later = displaced(
        &lattice,
        |atom, _| if atom == 17 { jump } else { Vector3::zeros() },
    );
    let reference = reference(&lattice, 0.85);
    let fits = reference
        .fits(&later, CellChange::Kept)
        .expect("the same atoms");
    // All 12 neighbours of the jumper go by -jump, which no strain of a symmetric shell follows.
    let own = fits[17].expect("it spans");
    assert!((own.d2min - 12.0 * jump.norm_squared()).abs() < 1e-13);
    for (atom, fit) in fits.iter().enumerate().filter(|(atom, _)| *atom != 17) {
        let near = reference.neighbours().indices(atom).contains(&17);
        // One of 12: its own u less what the fit takes, u^2 (1 - d V^-1 d) with V = 2 on the diagonal and d^2 = 1/2.
        let expected = if near {
            jump.norm_squared() * 0.75
        } else {
            0.0
        };
        assert!((fit.expect("it spans").d2min - expected).abs() < 1e-13);
    }
}

#[test]
fn simple_shear_by_gamma_has_the_invariant_half_gamma() {
    let gamma = 1e-5;
    let f = Matrix3::new(1.0, gamma, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0);
    for lattice in [fcc(3), triangular(6)] {
        let fits = reference(&lattice, 1.2).fits(&deformed(&lattice, &f), CellChange::Kept);
        let fit = fits.expect("the same atoms")[0].expect("it spans");
        assert!((fit.shear_strain() / (0.5 * gamma) - 1.0).abs() < 1e-5);
        assert!(fit.volumetric_strain().abs() < gamma * gamma);
        assert!((fit.half_curl().z / (-0.5 * gamma) - 1.0).abs() < 1e-9);
    }
}

#[test]
fn atoms_whose_neighbours_lie_in_a_plane_or_are_absent_are_flagged() {
    let mut sheet = triangular(6);
    sheet.dimension = glassmelt_trajectory::Dimension::Three;
    let fits = reference(&sheet, 1.2)
        .fits(&sheet, CellChange::Kept)
        .expect("the same atoms");
    assert!(fits.iter().all(Option::is_none));
    let fits = reference(&fcc(2), 0.3)
        .fits(&fcc(2), CellChange::Kept)
        .expect("the same atoms");
    assert!(fits.iter().all(Option::is_none));
}

#[test]
fn other_atoms_or_another_kind_of_boundary_are_refused() {
    let reference = reference(&fcc(2), 0.85);
    assert!(reference.fits(&fcc(3), CellChange::Kept).is_err());
    let mut open = fcc(2);
    open.cell = None;
    assert!(reference.fits(&open, CellChange::Kept).is_err());
    let mut broken = fcc(2);
    broken.positions[3].x = f64::NAN;
    assert!(reference.fits(&broken, CellChange::Kept).is_err());
}

#[test]
fn a_rigid_rotation_of_all_is_the_rotation_of_the_units_and_of_the_medium() {
    let angle = Vector3::new(0.3, -0.5, 0.2);
    let flat = Vector3::new(0.0, 0.0, 0.4);
    for (lattice, angle, cutoff) in [(fcc(4), angle, 0.85), (triangular(8), flat, 1.2)] {
        let reference = reference(&lattice, cutoff);
        let units: Vec<Unit> = (0..lattice.len())
            .filter_map(|atom| Unit::of_shell(&reference, atom))
            .collect();
        assert_eq!(units.len(), lattice.len());
        let later = deformed(&lattice, Rotation3::new(angle).matrix());
        let turns = reference
            .turns(&units, &later, CellChange::Kept)
            .expect("the same atoms");
        for turn in turns.iter().flatten() {
            assert!((turn.unit - angle).norm() < 1e-12 && (turn.medium - angle).norm() < 1e-12);
        }
        let mut imprisonment = Imprisonment::new();
        imprisonment.add(&turns);
        let answer = imprisonment.finish().expect("a frame");
        assert!((answer.slope.mean - 1.0).abs() < 1e-12);
        assert!((answer.correlation.mean - 1.0).abs() < 1e-12);
        assert_eq!(answer.measured.mean, 1.0);
    }
}

#[test]
fn a_unit_that_turns_alone_is_seen_to_turn_and_its_medium_is_not() {
    let lattice = fcc(5);
    let reference = reference(&lattice, 0.85);
    let unit = Unit::of_shell(&reference, 60).expect("a shell");
    let rotation = Rotation3::new(Vector3::new(0.0, 0.1, 0.2));
    let cell = lattice.cell.expect("a cell");
    let centre = lattice.positions[60];
    let later = displaced(&lattice, |_, r| {
        let d = cell.nearest(&(r - centre));
        if d.norm() < 0.85 {
            rotation * d - d
        } else {
            Vector3::zeros()
        }
    });
    let turns = reference
        .turns(&[unit], &later, CellChange::Kept)
        .expect("the same atoms");
    let turn = turns[0].expect("no inversion");
    assert!((turn.unit - rotation.scaled_axis()).norm() < 1e-12);
    assert!(turn.medium.norm() < 1e-12);
}

#[test]
fn units_that_turn_by_half_with_their_medium_and_by_noise_have_a_slope_of_a_half() {
    use glassmelt_trajectory::local::Turn;
    let mut imprisonment = Imprisonment::new();
    for frame in 0..100 {
        let turn = |unit| {
            let medium = noise(1000 * frame, unit);
            Some(Turn {
                medium,
                unit: medium * 0.5 + noise(1000 * frame + 500_000_000, unit),
            })
        };
        imprisonment.add(&(0..50).map(turn).collect::<Vec<_>>());
    }
    let answer = imprisonment.finish().expect("frames");
    assert!(
        (answer.slope.mean - 0.5).abs() < 4.0 * answer.slope.error && answer.slope.error < 0.02
    );
    let expected = 0.5 / 1.25_f64.sqrt();
    assert!((answer.correlation.mean - expected).abs() < 4.0 * answer.correlation.error);
}

#[test]
fn a_group_across_the_boundary_is_one_unit_and_a_group_in_pieces_is_refused() {
    let lattice = fcc(4);
    let reference = reference(&lattice, 0.85);
    let mut shell: Vec<u32> = reference.neighbours().indices(0).to_vec();
    shell.push(0);
    let unit = Unit::of_group(&reference, &shell)
        .expect("linked")
        .expect("it spans");
    let angle = Vector3::new(0.1, 0.0, -0.2);
    let later = deformed(&lattice, Rotation3::new(angle).matrix());
    let turns = reference
        .turns(&[unit], &later, CellChange::Kept)
        .expect("the same atoms");
    assert!((turns[0].expect("a rotation").unit - angle).norm() < 1e-12);
    assert!(Unit::of_group(&reference, &[0, 130]).is_err());
    assert!(Unit::of_group(&reference, &[0, 100_000]).is_err());
}

#[test]
fn fits_do_not_depend_on_the_number_of_threads() {
    let before = displaced(&fcc(8), |atom, _| noise(1, atom) * 0.03);
    let after = displaced(&before, |atom, _| noise(9000, atom) * 0.05);
    let totals = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| {
            let fits = reference(&before, 0.85)
                .fits(&after, CellChange::Kept)
                .expect("fits");
            let bins = LogBins::new(1e-4, 1.0, 30).expect("bins");
            let mut totals = LocalTotals::new(0.04, bins).expect("a threshold");
            totals.add(&fits);
            totals.finish().expect("a frame")
        })
    };
    assert_eq!(totals(1), totals(3));
}

#[test]
fn d2min_of_small_random_steps_is_that_of_its_degrees_of_freedom() {
    // 12 neighbours with u = step(neighbour) - step(centre): the step of the centre, common to a symmetric shell,
    // is all rest (12 x 3 s^2); those of the neighbours leave 36 - 9 of 36.
    let (lattice, s) = (fcc(5), 0.01);
    let reference = reference(&lattice, 0.85);
    let bins = LogBins::new(1e-6, 1.0, 24).expect("bins");
    let expected = (36.0 + 27.0) * s * s;
    let mut totals = LocalTotals::new(expected, bins).expect("a threshold");
    for frame in 0..40 {
        let later = displaced(&lattice, |atom, _| noise(1_000_000 * (frame + 1), atom) * s);
        totals.add(&reference.fits(&later, CellChange::Kept).expect("fits"));
    }
    let means = totals.finish().expect("frames");
    assert!((means.d2min.mean - expected).abs() < 4.5 * means.d2min.error);
    assert!(means.d2min.error < 0.01 * expected);
    assert!((means.d2min_a_neighbour.mean * 12.0 / means.d2min.mean - 1.0).abs() < 1e-12);
    let all: f64 = means.histogram.iter().map(|bin| bin.part.mean).sum();
    assert!((all - 1.0).abs() < 1e-12);
    assert!(means.mobile.mean > 0.3 && means.mobile.mean < 0.6);
}

#[test]
fn a_cell_that_shrinks_where_it_does_not_repeat_changes_nothing() {
    let mut before = fcc(3);
    let cell = |height| {
        let vectors = [
            Vector3::x() * 3.0,
            Vector3::y() * 3.0,
            Vector3::z() * height,
        ];
        Cell::new(vectors, Vector3::zeros(), [true, true, false]).ok()
    };
    before.cell = cell(3.0);
    let mut after = before.clone();
    after.cell = cell(2.5);
    let reference = reference(&before, 0.85);
    for change in [CellChange::Kept, CellChange::Removed] {
        let fits = reference.fits(&after, change).expect("the same atoms");
        assert!(
            fits.iter()
                .flatten()
                .all(|fit| fit.displacement_gradient.norm() < 1e-13)
        );
    }
}
