//! Defects from files: the shipped ones, the audit's numbers, units, cells, warnings.

mod common;

use approx::assert_relative_eq;
use common::{codes, example, examples, model, report, with};
use glassmelt_study::{DefectModel, DefectReport, SolvedDefect};

#[test]
fn every_shipped_defect_relaxes() {
    assert_eq!(examples().len(), 7);
    for path in examples() {
        let solved = SolvedDefect::new(DefectModel::read(&path).unwrap()).unwrap();
        let report = solved.report();
        assert_eq!(report.failed, 0, "{}", path.display());
        for minimum in &report.minima {
            assert!(
                minimum.hessian_min > 0.0 || minimum.zero_modes > 0,
                "{}",
                path.display()
            );
        }
    }
}

/// The audit: the tetrahedron with printed springs has its ground state at 63.8 degrees.
#[test]
fn the_printed_tetrahedron_has_the_ground_state_of_the_audit() {
    let report = report(&with("", ""));
    let ground = &report.minima[0];
    assert_relative_eq!(ground.energy, 1.8833810917431015, max_relative = 1e-12);
    assert!((ground.dipole_deviator_norm - 1.985).abs() < 5e-4);
    let angle = nalgebra::Vector3::from(ground.rotation_vector)
        .norm()
        .to_degrees();
    assert!((angle - 63.8).abs() < 0.05, "{angle}");
    assert_eq!(report.kinds().len(), 1);
    assert_eq!(codes(&report), ["unstable_reference", "multistable"]);
}

#[test]
fn a_stress_free_symmetric_defect_is_imprisoned_and_makes_no_dipole() {
    let report = example("tetrahedron-stress-free").report();
    assert_eq!((report.minima.len(), report.alpha), (1, Some(0.0)));
    assert_eq!(report.minima[0].dipole.0.norm(), 0.0);
    assert!(report.minima[0].energy.abs() < 1e-20);
    assert_eq!(codes(&report), ["no_dipole"]);
}

#[test]
fn a_misfit_alike_in_all_directions_dilates_and_does_not_shear() {
    let report = example("icosahedron").report();
    assert_eq!(report.alpha, Some(0.0));
    assert!(report.minima[0].trace > 1.0);
    assert_eq!(codes(&report), ["no_dipole"]);
    assert!(report.warnings[0].message.contains("dilates"));
}

#[test]
fn a_single_bond_has_a_rotation_that_moves_nothing_and_a_uniaxial_dipole() {
    let report = example("single-bond").report();
    let ground = &report.minima[0];
    assert_eq!((ground.null_rotations, ground.zero_modes), (1, 0));
    let [low, middle, high] = ground.principal;
    assert_relative_eq!(low, middle, max_relative = 1e-9);
    assert!(high > 2.0 * middle);
    // |p n|^2 of a uniaxial deviator: 1, 2 and 4 parts over directions.
    assert_relative_eq!(
        report.alpha_max.unwrap(),
        2.0 * report.alpha.unwrap(),
        max_relative = 1e-9
    );
    assert_relative_eq!(
        report.alpha_min.unwrap(),
        0.5 * report.alpha.unwrap(),
        max_relative = 1e-9
    );
}

#[test]
fn without_symmetry_the_minima_have_different_energies() {
    let report = example("asymmetric").report();
    assert!(report.kinds().len() > 3);
    let codes = codes(&report);
    assert!(
        codes.contains(&"multistable") && codes.contains(&"cell_from_cage"),
        "{codes:?}"
    );
    let energies: Vec<f64> = report.minima.iter().map(|minimum| minimum.energy).collect();
    assert!(energies.windows(2).all(|pair| pair[0] <= pair[1]));
}

/// The audit: clamped and as printed, the reference is torsionally unstable if kc > ks for a = 2, b = 1.
#[test]
fn the_reference_orientation_is_unstable_from_the_stiffness_of_the_audit_on() {
    let clamped = |stretch: &str| {
        let text = with("\"springs\"\nstiffness = 5.0", "\"clamped\"");
        codes(&report(
            &text.replace("stretch = 10.0", &format!("stretch = {stretch}")),
        ))
    };
    assert!(!clamped("0.99").contains(&"unstable_reference"));
    assert!(clamped("1.01").contains(&"unstable_reference"));
}

#[test]
fn soft_surroundings_let_dipole_and_far_dipole_part() {
    let soft = report(&with("stiffness = 5.0", "stiffness = 2.0"));
    assert!(
        codes(&soft).contains(&"large_displacements"),
        "{:?}",
        codes(&soft)
    );
}

#[test]
fn alpha_falls_as_the_sixth_power_of_the_cell() {
    let alpha = |text: &str| report(text).alpha.unwrap();
    let doubled = alpha(&with("length = 2.0", "length = 4.0"));
    assert_relative_eq!(alpha(&with("", "")), 64.0 * doubled, max_relative = 1e-12);
}

#[test]
fn without_a_cell_it_is_the_sphere_through_the_neighbours() {
    let report = report(&with("[cell]\nlength = 2.0\n", ""));
    let volume = 4.0 / 3.0 * std::f64::consts::PI * 8.0;
    assert_relative_eq!(report.cell.powi(3), volume, max_relative = 1e-13);
    assert_eq!(codes(&report)[0], "cell_from_cage");
}

#[test]
fn without_a_medium_there_are_minima_and_no_alpha() {
    let report = report(&with("[medium]\nlambda = 1.0\nmu = 1.0\n", ""));
    assert_eq!(report.alpha, None);
    assert!(report.minima[0].dipole_deviator_norm > 1.0);
    assert!(codes(&report).contains(&"no_medium"));
}

/// The same defect in units of eV and nm as in any others: moduli are GPa at the door.
#[test]
fn laboratory_units_change_the_door_and_not_the_defect() {
    let laboratory = |text: String| format!("{text}\n[units]\nsystem = \"laboratory\"\n");
    // 1 eV/nm^3 is 0.1602176634 GPa.
    let text = with(
        "lambda = 1.0\nmu = 1.0",
        "lambda = 0.1602176634\nmu = 0.1602176634",
    );
    let (ours, reduced) = (report(&laboratory(text)), report(&with("", "")));
    assert_relative_eq!(
        ours.alpha.unwrap(),
        reduced.alpha.unwrap(),
        max_relative = 1e-12
    );
    assert_relative_eq!(
        ours.minima[0].energy,
        reduced.minima[0].energy,
        max_relative = 1e-12
    );
    let units = ours.units.unwrap();
    assert!((units.energy_k - 11604.51812155).abs() < 1e-7);
    assert_eq!((units.length_nm, reduced.units), (1.0, None));
}

#[test]
fn one_number_for_all_bonds_is_the_list_of_the_same_numbers() {
    let list = with("stretch = 10.0", "stretch = [10, 10.0, 1e1, 10]");
    assert_eq!(model(&list).unwrap(), model(&with("", "")).unwrap());
}

#[test]
fn given_corners_and_neighbours_are_those_of_the_shape() {
    let third = 3.0_f64.sqrt().recip();
    let signs = [
        [1.0, 1.0, 1.0],
        [1.0, -1.0, -1.0],
        [-1.0, 1.0, -1.0],
        [-1.0, -1.0, 1.0],
    ];
    let rows = |radius: f64| format!("{:?}", signs.map(|row| row.map(|x| x * third * radius)));
    let text = with(
        "shape = \"tetrahedron\"\nradius = 1.0",
        &format!("corners = {}", rows(1.0)),
    );
    let text = text.replace("distance = 2.0", &format!("neighbours = {}", rows(2.0)));
    assert_relative_eq!(
        report(&text).minima[0].energy,
        report(&with("", "")).minima[0].energy,
        max_relative = 1e-12
    );
}

/// Three neighbours a corner, on the side of the other corners: the tetrahedron's symmetry stays.
#[test]
fn a_cone_of_neighbours_keeps_the_symmetry_of_the_shape() {
    let text = with(
        "distance = 2.0",
        "distance = 2.0\nneighbours_per_corner = 3\nopening_angle = 20",
    );
    let text = text.replace("\"as_printed\"", "1.2");
    let report = report(&text);
    assert_eq!((report.neighbours, report.bonds), (12, 12));
    let reference: Vec<&glassmelt_study::Minimum> = report
        .minima
        .iter()
        .filter(|m| m.rotation_vector.iter().all(|x| x.abs() < 1e-6))
        .collect();
    assert_eq!(reference.len(), 1);
    assert!(reference[0].dipole_deviator_norm < 1e-9 * reference[0].trace);
}

#[test]
fn the_default_radius_of_the_sites_is_half_of_the_smallest_distance() {
    let text = with("\"springs\"\nstiffness = 5.0", "\"continuum\"");
    let report: DefectReport = report(&text);
    let glassmelt::defect::Surroundings::Continuum { site_radius, .. } = report.surroundings else {
        panic!("{:?}", report.surroundings);
    };
    assert_relative_eq!(site_radius, 0.5, max_relative = 1e-14);
    assert!(codes(&report).contains(&"site_radius_from_geometry"));
}

#[test]
fn bonds_that_are_bent_in_the_reference_state_are_told() {
    let text = with(
        "distance = 2.0",
        "distance = 2.0\nneighbours_per_corner = 3\nopening_angle = 20",
    );
    let bent = report(&text.replace("\"as_printed\"", "\"stress_free\""));
    assert!(codes(&bent).contains(&"bent_reference"));
    let straight = report(&with("\"as_printed\"", "\"stress_free\""));
    assert!(!codes(&straight).contains(&"bent_reference"));
}

#[test]
fn stiffnesses_a_million_times_apart_are_told_and_no_state_is_called_free_of_stress_for_it() {
    let stiff = report(&with("bend = 1.0", "bend = 1e12"));
    assert!(codes(&stiff).contains(&"unlike_stiffnesses"));
    let told: Vec<&str> = stiff.warnings.iter().map(|w| w.message.as_str()).collect();
    assert!(
        !told
            .iter()
            .any(|message| message.contains("free of stress"))
    );
    assert!(!codes(&report(&with("", ""))).contains(&"unlike_stiffnesses"));
}

/// The smallest rotation that puts a bond where it is has no part about the bond itself.
#[test]
fn a_bond_is_not_said_to_turn_about_itself() {
    let bond = "corners = [[0.0, 0.0, 1.0], [0.0, 0.0, -1.0]]";
    let report = report(&with("shape = \"tetrahedron\"\nradius = 1.0", bond));
    for minimum in &report.minima {
        assert_eq!(minimum.null_rotations, 1);
        let turned = nalgebra::Vector3::from(minimum.rotation_vector);
        assert!(turned.z.abs() < 1e-9, "{turned}");
    }
}

#[test]
fn a_cell_far_from_the_size_of_the_cage_is_refused() {
    let text = with("[cell]\nlength = 2.0", "[cell]\nlength = 1e-60");
    let message = model(&text).unwrap_err().to_string();
    assert!(message.contains("line 22"), "{message}");
    assert!(message.contains("length = 1e-60"), "{message}");
    assert!(message.contains("near that of the cage"), "{message}");
}
