//! The chain from a defect to a viscosity curve, against closed forms of each step.

mod common;

use std::path::Path;

use approx::assert_relative_eq;
use common::{TETRAHEDRON, repository};
use glassmelt::viscosity::strength_from_coupling;
use glassmelt_study::{Document, SolvedDefect, Study, StudyError, StudyPlan};

fn run(plan: &StudyPlan) -> Result<Study, StudyError> {
    Study::run(plan, &SolvedDefect::new(plan.model.clone())?)
}

fn shipped() -> (StudyPlan, Study) {
    let plan = StudyPlan::read(&repository().join("examples/study.toml")).unwrap();
    let study = run(&plan).unwrap();
    (plan, study)
}

/// A study of the small tetrahedron, its tables below [defect].
fn inline(units: &str, more: &str) -> Result<StudyPlan, StudyError> {
    let defect = TETRAHEDRON
        .replace("\n[", "\n[defect.")
        .replace("[core]", "[defect.core]");
    let text = format!(
        "{defect}\n{units}\n[density]\nn_a3 = 0.01\n[liquid]\nomega_s = 1e13\n[temperatures]\n\
         from = 100\nto = 200\npoints = 3\n[closure]\n{more}\n"
    );
    StudyPlan::of(&Document::new("study.toml", text), Path::new(""))
}

const UNITS: &str = "[defect.units]\nenergy_k = 2000\nlength_nm = 0.2\n";

#[test]
fn the_shipped_study_runs_from_a_tetrahedron_to_a_viscosity_curve() {
    let (plan, study) = shipped();
    assert_eq!(study.defect.corners, 4);
    assert!(study.coupling.alpha > 1e-4 && study.coupling.alpha < 1e-3);
    assert_eq!(study.flow.len(), plan.temperatures.len());
    let curve = &study.closures[0];
    assert!(
        curve
            .points
            .iter()
            .all(|point| point.log10_eta.is_some_and(f64::is_finite))
    );
    assert!(curve.tg.is_some_and(|tg| (150.0..250.0).contains(&tg)));
    for code in [
        "unstable_reference",
        "curve_rests_on_assumption",
        "flow_stays_solid",
        "no_t0",
    ] {
        assert!(
            study.warnings.iter().any(|warning| warning.code == code),
            "{code}"
        );
    }
}

#[test]
fn alpha_is_sixteen_pi_times_the_squared_reduced_dipole() {
    let (_, study) = shipped();
    let p = study.dipole.reduced.deviator();
    let alpha = 16.0 * std::f64::consts::PI / 3.0 * p.contract(&p);
    assert_relative_eq!(study.coupling.alpha, alpha, max_relative = 1e-12);
    assert_relative_eq!(study.coupling.mu0_gpa, 3.5, max_relative = 1e-12);
    let kelvin = glassmelt::units::modulus_in_kelvin(3.5, 0.495).unwrap();
    assert_relative_eq!(study.coupling.mu0_k, kelvin, max_relative = 1e-12);
}

#[test]
fn the_strength_of_the_linear_closure_is_that_of_alpha() {
    let (plan, study) = shipped();
    let (alpha, mu0) = (study.coupling.alpha, study.coupling.mu0_k);
    let strength = strength_from_coupling(alpha, mu0, plan.t0.unwrap()).unwrap();
    let curve = &study.closures[0];
    assert_eq!(curve.strength, Some(strength));
    let log10_eta0 = study.liquid.eta0_pa_s.log10();
    for point in &curve.points {
        let law = strength * 130.0 / ((point.t - 130.0) * std::f64::consts::LN_10);
        assert_relative_eq!(
            point.log10_eta.unwrap(),
            log10_eta0 + law,
            max_relative = 1e-12
        );
    }
}

#[test]
fn the_flow_keeps_its_first_integral_and_stays_solid() {
    let (_, study) = shipped();
    for step in &study.flow {
        let coupling = &study.coupling;
        let flow = glassmelt::flow::ExactFlow::new(coupling.alpha, step.mu0_bar, step.y).unwrap();
        assert_relative_eq!(
            flow.fixed_point().mu_bar,
            step.mu_c_bar,
            max_relative = 1e-10
        );
        assert_relative_eq!(
            step.kappa,
            (coupling.alpha * step.mu_c_bar).exp_m1(),
            max_relative = 1e-9
        );
        assert!(step.fate == "solid" && step.mu_ratio < 1.0);
    }
}

#[test]
fn the_mean_field_and_the_dilute_gas_agree_on_their_t0() {
    let (_, study) = shipped();
    let mean_field = study
        .closures
        .iter()
        .find(|c| c.closure == "clausius-mossotti")
        .unwrap();
    for step in &study.dilute {
        assert_relative_eq!(step.gas.kt0, mean_field.t0.unwrap(), max_relative = 1e-10);
    }
    assert_eq!(
        study.dilute.iter().map(|step| step.t).collect::<Vec<_>>(),
        [130.0, 150.0, 210.0]
    );
}

#[test]
fn a_defect_in_the_study_is_the_one_in_a_file() {
    let plan = inline(UNITS, "t0 = 90").unwrap();
    assert_eq!(
        plan.model.defect,
        common::model(TETRAHEDRON).unwrap().defect
    );
    assert_eq!(plan.temperatures, [100.0, 150.0, 200.0]);
}

#[test]
fn units_of_the_defect_do_not_reach_alpha_and_set_the_kelvins() {
    let one = run(&inline(UNITS, "t0 = 90").unwrap()).unwrap();
    let two = run(&inline(&UNITS.replace("2000", "4000"), "t0 = 90").unwrap()).unwrap();
    assert_relative_eq!(one.coupling.alpha, two.coupling.alpha, max_relative = 1e-14);
    assert_relative_eq!(
        2.0 * one.coupling.mu0_k,
        two.coupling.mu0_k,
        max_relative = 1e-13
    );
    // mu a^3 = 8 units of energy.
    assert_relative_eq!(one.coupling.mu0_k, 16000.0, max_relative = 1e-13);
    assert_relative_eq!(one.coupling.a_nm, 0.4, max_relative = 1e-14);
}

#[test]
fn a_study_without_units_or_without_what_a_closure_needs_is_refused() {
    for (units, more, words) in [
        ("", "t0 = 90", "[defect]: a study needs laboratory units"),
        (UNITS, "", "the linear closure has its T0 put in by hand"),
        (
            UNITS,
            "kinds = [\"fugacity\"]\nt0 = 90",
            "belongs to the closure \"linear\"",
        ),
        (UNITS, "kinds = []", "at least one closure"),
        (UNITS, "kinds = [\"fugacity\", \"fugacity\"]", "twice"),
        (UNITS, "kinds = [\"linaer\"]", "did you mean `linear`?"),
    ] {
        let told = inline(units, more).unwrap_err().to_string();
        assert!(
            told.contains(words) && told.contains("study.toml, line"),
            "{told}"
        );
    }
}

#[test]
fn a_minimum_that_was_not_found_is_told_with_their_number() {
    let mut plan = inline(UNITS, "t0 = 90").unwrap();
    plan.minimum = 400;
    let told = run(&plan).unwrap_err().to_string();
    assert!(
        told.contains("minimum = 400: the search found 8; expected 0 to 7"),
        "{told}"
    );
}

#[test]
fn minima_that_symmetry_makes_alike_give_the_same_chain() {
    let mut plan = inline(UNITS, "t0 = 90").unwrap();
    let first = run(&plan).unwrap();
    plan.minimum = 5;
    let other = run(&plan).unwrap();
    assert_relative_eq!(
        first.coupling.alpha,
        other.coupling.alpha,
        max_relative = 1e-8
    );
    assert_relative_eq!(
        first.closures[0].tg.unwrap(),
        other.closures[0].tg.unwrap(),
        max_relative = 1e-8
    );
}

#[test]
fn without_a_dipole_there_is_no_flow_and_no_viscosity_and_it_is_said() {
    let mut plan = inline(UNITS, "t0 = 90").unwrap();
    let stress_free = TETRAHEDRON.replace("as_printed", "stress_free");
    plan.model.defect = common::model(&stress_free).unwrap().defect;
    let study = run(&plan).unwrap();
    assert_eq!((study.coupling.alpha, study.flow.len()), (0.0, 0));
    let words: Vec<&str> = study.closures.iter().map(|curve| curve.closure).collect();
    assert_eq!(words, ["clausius-mossotti"]);
    let codes: Vec<&str> = study.warnings.iter().map(|warning| warning.code).collect();
    for code in ["no_dipole", "no_coupling", "no_curve"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
}

#[test]
fn one_of_frequency_and_viscosity_gives_the_other() {
    let mut plan = inline(UNITS, "t0 = 90").unwrap();
    let liquid = run(&plan).unwrap().liquid;
    (plan.omega_s, plan.eta0_pa_s) = (None, Some(liquid.eta0_pa_s));
    assert_relative_eq!(
        run(&plan).unwrap().liquid.omega_s,
        1e13,
        max_relative = 1e-12
    );
}

#[test]
fn the_curves_pass_through_the_points_that_were_asked_for() {
    let (plan, study) = shipped();
    let curves = study.curves(&plan).unwrap();
    let finer = curves.closures[0].points.iter();
    let finer: Vec<_> = finer.filter(|p| (p.t - 180.0).abs() < 1e-9).collect();
    let asked = study.closures[0]
        .points
        .iter()
        .find(|p| p.t == 180.0)
        .unwrap();
    assert_relative_eq!(
        finer[0].log10_eta.unwrap(),
        asked.log10_eta.unwrap(),
        max_relative = 1e-12
    );
    let flow = study.flow.first().unwrap();
    assert_relative_eq!(curves.flow[0].mu_ratio, flow.mu_ratio, max_relative = 1e-14);
    let coldest = study.dilute.iter().find(|step| step.t == 150.0).unwrap();
    assert_eq!(curves.dilute[0].gas, coldest.gas);
}

#[test]
fn the_modulus_falls_from_the_bare_one_towards_the_fixed_point_of_its_temperature() {
    let (plan, study) = shipped();
    let curves = study.curves(&plan).unwrap();
    assert_eq!(curves.flow_modulus.len(), 4);
    for curve in curves.flow_modulus.iter().chain(&curves.linear_modulus) {
        assert_relative_eq!(curve.mu_over_mu0[0], 1.0, max_relative = 1e-12);
        assert!(
            curve.mu_over_mu0.windows(2).all(|w| w[0] >= w[1]),
            "{} K",
            curve.t
        );
        assert_relative_eq!(
            10f64.powf(curve.log10_length_nm[0]),
            study.coupling.a_nm,
            max_relative = 1e-12
        );
    }
    for curve in &curves.flow_modulus {
        let step = study.flow.iter().find(|step| step.t == curve.t).unwrap();
        let last = *curve.mu_over_mu0.last().unwrap();
        assert!(last > step.mu_ratio && last - step.mu_ratio < 0.01 * (1.0 - step.mu_ratio));
    }
}

#[test]
fn a_study_without_y0_takes_the_density_and_says_so() {
    let study = run(&inline(UNITS, "kinds = [\"fugacity\"]").unwrap()).unwrap();
    assert_eq!((study.coupling.n_a3, study.coupling.y0), (0.01, 0.01));
    let told = |study: &Study| study.warnings.iter().any(|w| w.code == "y0_from_density");
    assert!(told(&study));
    let (_, given) = shipped();
    assert!(!told(&given));
}
