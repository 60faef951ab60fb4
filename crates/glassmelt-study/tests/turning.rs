//! The energy against the angle of the core: continuity, minima, symmetry, and what other bonds make of it.

mod common;

use common::{example, examples, with};
use glassmelt_study::{AxisOrigin, DefectModel, SolvedDefect, Turning, TurningPoint};

fn turning(name: &str) -> Turning {
    example(name).turning().unwrap()
}

fn energy_at(path: &[TurningPoint], angle: f64) -> f64 {
    path.iter()
        .find(|p| (p.angle - angle).abs() < 1e-9)
        .unwrap()
        .energy
}

#[test]
fn the_path_goes_through_the_ground_state_and_nowhere_below_it() {
    for path in examples() {
        let solved = SolvedDefect::new(DefectModel::read(&path).unwrap()).unwrap();
        let (turning, ground) = (solved.turning().unwrap(), solved.minima().lowest().energy);
        let scale = turning
            .path
            .iter()
            .map(|p| p.energy.abs())
            .fold(0.0, f64::max);
        let lowest = turning
            .path
            .iter()
            .map(|p| p.energy)
            .fold(f64::INFINITY, f64::min);
        assert!(
            (lowest - ground).abs() <= 1e-10 * scale,
            "{}",
            path.display()
        );
        let marked = turning
            .minima
            .iter()
            .any(|p| (p.energy - ground).abs() <= 1e-12 * scale);
        assert!(marked, "{}", path.display());
        assert!(turning.path.windows(2).all(|w| w[0].angle < w[1].angle));
    }
}

#[test]
fn what_is_marked_as_a_minimum_lies_below_its_sides_and_a_saddle_at_the_top() {
    let turning = turning("tetrahedron");
    assert_eq!((turning.minima.len(), turning.saddles.len()), (2, 1));
    let near = |at: &TurningPoint| {
        let close = |p: &&TurningPoint| {
            let away = (p.angle - at.angle).abs();
            away > 0.1 && away < 5.0
        };
        turning
            .path
            .iter()
            .filter(close)
            .map(|p| p.energy - at.energy)
            .collect::<Vec<_>>()
    };
    assert!(
        turning
            .minima
            .iter()
            .all(|p| near(p).iter().all(|above| *above > 0.0))
    );
    assert!(
        turning
            .saddles
            .iter()
            .all(|p| near(p).iter().all(|above| *above < 0.0))
    );
}

/// A turn by an angle about a two-fold axis and one by its opposite are mirror images.
#[test]
fn a_tetrahedron_turns_alike_both_ways_and_comes_back_to_itself() {
    for name in ["tetrahedron", "tetrahedron-stress-free", "octahedron"] {
        let turning = turning(name);
        assert!(turning.closes(), "{name}");
        for angle in [20.0, 60.0, 120.0, 180.0] {
            let [plus, minus] = [angle, -angle].map(|angle| energy_at(&turning.path, angle));
            assert!(
                (plus - minus).abs() <= 1e-9 * plus.abs(),
                "{name} at {angle}"
            );
        }
    }
}

#[test]
fn bonds_free_of_stress_cost_nothing_at_the_reference_and_are_the_other_examples_own_path() {
    let other = turning("tetrahedron").counterpart.unwrap();
    assert_eq!(other.rest_length, "stress_free");
    assert!(energy_at(&other.path, 0.0).abs() < 1e-20);
    let back = turning("tetrahedron-stress-free").counterpart.unwrap();
    assert_eq!(back.rest_length, "as_printed");
}

#[test]
fn the_axis_is_that_of_the_ground_state_or_of_the_softest_turn() {
    let turned = turning("tetrahedron");
    assert_eq!(turned.origin, AxisOrigin::GroundState);
    assert!((turned.axis.x.abs() - 3f64.sqrt().recip()).abs() < 1e-6);
    let still = turning("single-bond");
    assert_eq!(still.origin, AxisOrigin::Softest);
    // A turn about the bond itself moves nothing and is no answer.
    assert!(still.axis.z.abs() < 1e-6);
}

#[test]
fn a_cage_too_large_to_relax_hundreds_of_times_is_not_turned() {
    let corners: Vec<String> = (0..99)
        .map(|i| {
            let (s, c) = (0.3 * f64::from(i)).sin_cos();
            format!("[{}, {}, {}]", c, s, 0.02 * f64::from(i) - 1.0)
        })
        .collect();
    let shape = format!("corners = [{}]", corners.join(", "));
    let text = with("shape = \"tetrahedron\"\nradius = 1.0", &shape)
        .replace("\"as_printed\"", "\"stress_free\"")
        + "[search]\nstarts = 1\n";
    let model = common::model(&text).unwrap();
    assert!(model.defect.neighbours().len() > 98);
    let clamped = text.replace("kind = \"springs\"\nstiffness = 5.0", "kind = \"clamped\"");
    let solved = SolvedDefect::new(common::model(&clamped).unwrap()).unwrap();
    assert!(solved.turning().is_some());
    let large = SolvedDefect {
        potential: glassmelt::defect::Potential::new(&model.defect, model.surroundings).unwrap(),
        ..solved
    };
    assert!(large.turning().is_none());
}
