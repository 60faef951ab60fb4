//! Moduli of theory, rotors and trajectories held against each other.

use glassmelt::modulus_curve::{ModulusCurve, ModulusPoint, Scale};
use glassmelt::{Estimate, Layer};
use glassmelt_report::{
    CurvesPictures, NamedCurve, ReportMeta, ReportOptions, render_curves_page, write_curves,
};

fn estimated(at: f64, ratio: f64, error: f64) -> ModulusPoint {
    let estimate = Estimate {
        mean: ratio,
        error,
        independent_samples: 40.0,
    };
    ModulusPoint::estimated(at, &estimate)
}

fn flow() -> ModulusCurve {
    let at = |i: u32| {
        let length = 1.0 + 0.5 * f64::from(i);
        ModulusPoint::exact(length, 1.0 - 0.05 * length)
    };
    ModulusCurve::new(
        "flow",
        Layer::Exact,
        Scale::Length,
        (0..30).map(at).collect(),
    )
}

/// Waves of 4, 8 and 20 a: the last is longer than the flow reaches.
fn rotors() -> ModulusCurve {
    let wave = |length: f64| std::f64::consts::TAU / length;
    let points = [4.0, 8.0, 20.0].map(|length| estimated(wave(length), 0.7, 0.1));
    ModulusCurve::new("rotors", Layer::Elastic, Scale::WaveNumber, points.to_vec())
}

fn named<'a>(name: &'a str, curve: &'a ModulusCurve) -> NamedCurve<'a> {
    NamedCurve {
        name,
        curve,
        note: "a note",
    }
}

fn page_of(curves: &[NamedCurve]) -> String {
    let pictures = CurvesPictures::of(curves);
    for figure in &pictures.figures {
        let svg = figure.svg();
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
    let (meta, options) = (ReportMeta::default(), ReportOptions::default());
    let page = render_curves_page(curves, &[], &pictures, &meta, options).unwrap();
    assert!(!page.contains("NaN") && !page.contains("inf<"));
    page
}

#[test]
fn curves_are_compared_where_both_have_lengths() {
    let (flow, rotors) = (flow(), rotors());
    let curves = [named("flow", &flow), named("rotors", &rotors)];
    let tables = CurvesPictures::of(&curves).tables;
    assert_eq!(tables[0].rows.len(), 33);
    assert_eq!(tables[1].rows.len(), 2, "20 a lie beyond the flow");
    let difference: f64 = tables[1].rows[1][3].parse().unwrap();
    assert!((difference - (0.6 - 0.7)).abs() < 1e-9, "flow minus rotors");
    let page = page_of(&curves);
    assert!(page.contains("From 4 to 8 a, flow and rotors differ by at most 0.1"));
    assert!(page.contains("<figure id=\"curves\"") && page.contains("<figure id=\"deviations\""));
    assert!(page.contains("a note"));
}

#[test]
fn warnings_of_the_answers_stand_on_the_page() {
    let flow = flow();
    let curves = [named("flow", &flow)];
    let pictures = CurvesPictures::of(&curves);
    let (meta, options) = (ReportMeta::default(), ReportOptions::default());
    let page = |warnings: &[String]| {
        render_curves_page(&curves, warnings, &pictures, &meta, options).unwrap()
    };
    let warned = page(&["flow: the coupling is large".to_owned()]);
    assert!(warned.contains("Before you use these numbers"));
    assert!(warned.contains("flow: the coupling is large."));
    assert!(!page(&[]).contains("Before you use these numbers"));
}

#[test]
fn curves_that_share_no_length_say_so() {
    let flow = flow();
    let far = ModulusCurve::new(
        "far",
        Layer::Elastic,
        Scale::Length,
        vec![estimated(40.0, 0.2, 0.1), estimated(80.0, 0.1, 0.1)],
    );
    let page = page_of(&[named("flow", &flow), named("far", &far)]);
    assert!(page.contains("flow and far share no length"));
    assert!(!page.contains("<figure id=\"deviations\""));
}

#[test]
fn no_curve_one_curve_and_curves_full_of_gaps_have_a_page() {
    assert!(page_of(&[]).contains("There are no curves"));
    let flow = flow();
    assert!(page_of(&[named("flow", &flow)]).contains("nothing to hold it against"));
    let gaps = vec![
        estimated(2.0, f64::NAN, f64::NAN),
        estimated(3.0, 0.5, f64::INFINITY),
        estimated(4.0, 0.5, 0.1),
        estimated(5.0, f64::INFINITY, 0.1),
    ];
    let gaps = ModulusCurve::new("gaps", Layer::Elastic, Scale::Length, gaps);
    let page = page_of(&[named("flow", &flow), named("gaps", &gaps)]);
    assert!(page.contains("<figure id=\"curves\""));
    let nothing = ModulusCurve::new("nothing", Layer::Elastic, Scale::Length, Vec::new());
    assert!(!page_of(&[named("nothing", &nothing)]).contains("<figure"));
}

#[test]
fn the_report_of_curves_is_a_folder() {
    let scratch = tempfile::tempdir().unwrap();
    let (flow, rotors) = (flow(), rotors());
    let curves = [named("flow", &flow), named("rotors", &rotors)];
    let (meta, options) = (ReportMeta::default(), ReportOptions::default());
    let written = write_curves(&curves, &[], &meta, scratch.path(), options).unwrap();
    assert_eq!(written[0], scratch.path().join("report.html"));
    for name in [
        "figures/curves.svg",
        "figures/deviations.svg",
        "tables/curves.csv",
    ] {
        assert!(scratch.path().join(name).is_file(), "{name}");
    }
}
