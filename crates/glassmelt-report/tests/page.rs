//! The page: complete, self-contained, escaped, and sensible for every odd analysis.

mod fixture;

use std::collections::BTreeSet;

use glassmelt::Warning;
use glassmelt_fit::Quantity;
use glassmelt_fit::answer::{Analysis, Band, Comparison, Derived};
use glassmelt_report::number::with_error;
use glassmelt_report::{ReportMeta, ReportOptions, figures, render_page, tables};

/// The page of an analysis.
fn page_with(analysis: &Analysis, meta: &ReportMeta) -> String {
    let (figures, tables) = (figures::all(analysis), tables::all(analysis));
    render_page(analysis, meta, &figures, &tables, ReportOptions::default()).unwrap()
}

/// The page of an analysis with the usual words around it.
fn page(analysis: &Analysis) -> String {
    page_with(analysis, &fixture::meta())
}

/// The figures and tables can be drawn, and no number on the page is none.
fn is_sensible(analysis: &Analysis) -> String {
    let page = page(analysis);
    for figure in figures::all(analysis) {
        let svg = figure.svg();
        assert!(
            !svg.contains("NaN") && !svg.contains("inf"),
            "{}",
            figure.name
        );
    }
    for table in tables::all(analysis) {
        table.csv().unwrap();
    }
    for word in ["NaN", ">inf", "-inf", "None", "undefined"] {
        assert!(!page.contains(word), "{word} stands on the page");
    }
    page
}

#[test]
fn the_page_holds_every_figure_and_every_section() {
    let analysis = fixture::analysis();
    let page = is_sensible(&analysis);
    for name in [
        "angell",
        "length",
        "residuals",
        "withheld",
        "flow",
        "modulus",
        "heat",
        "frequency",
    ] {
        assert!(page.contains(&format!("<figure id=\"{name}\"")), "{name}");
    }
    for heading in [
        "Which law the data prefer",
        "Where the theory’s own assumptions break on these data",
        "What these data cannot decide",
        "How to reproduce",
    ] {
        assert!(page.contains(heading), "{heading}");
    }
    let t0 = &analysis.fits[0].parameters[2];
    assert_eq!(t0.name, "t0");
    assert!(page.contains(&with_error(t0.value, t0.error)));
    assert!(page.contains("glassmelt fit data"));
    assert!(page.contains("seed 7"));
}

#[test]
fn the_page_needs_no_network_and_runs_no_script() {
    let page = page(&fixture::analysis());
    for word in [
        "<script", "<link", "<iframe", " src=", "@import", "url(http", "https://",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    let outside = page.matches("http://").count();
    assert_eq!(
        outside,
        page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count()
    );
}

#[test]
fn whatever_comes_from_outside_is_escaped() {
    let poison = "<script>alert('x')</script>\"&";
    let mut analysis = fixture::analysis();
    analysis.curve.name = poison.into();
    analysis.comparison.verdict = poison.into();
    analysis.warnings.push(Warning::new("poison", poison));
    analysis.predictions[0]
        .warnings
        .push(Warning::new("poison", poison));
    analysis.fits[0]
        .warnings
        .push(Warning::new("poison", poison));
    analysis.fits[0].parameters[0].name = poison.into();
    let text = poison.to_string();
    let meta = ReportMeta {
        title: text.clone(),
        command: text.clone(),
        version: text.clone(),
        data_name: text.clone(),
        digest: text.clone(),
        source: Some(text.clone()),
        inputs: Vec::new(),
        generated: Some(text),
    };
    let page = page_with(&analysis, &meta);
    assert!(!page.contains("<script"));
    assert!(page.matches("&lt;script&gt;").count() >= 12);
}

#[test]
fn every_reference_inside_the_page_is_unique() {
    let page = page(&fixture::analysis());
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(id, _)| id))
        .collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    for used in page.split("url(#").skip(1) {
        let id = used.split_once(')').unwrap().0;
        assert!(unique.contains(id), "{id}");
    }
}

#[test]
fn a_law_has_the_same_colour_in_every_figure_and_table() {
    let analysis = fixture::analysis();
    for figure in ["angell", "residuals", "withheld"] {
        let svg = figures::all(&analysis)
            .into_iter()
            .find(|f| f.name == figure)
            .unwrap()
            .svg()
            .to_lowercase();
        assert!(
            svg.contains("#d55e00") && svg.contains("#0072b2"),
            "{figure}"
        );
    }
    assert!(page(&analysis).contains("stroke=\"#D55E00\""));
}

#[test]
fn what_many_fits_say_of_their_ridges_is_one_sentence() {
    let mut analysis = fixture::analysis();
    for fit in &mut analysis.fits {
        fit.warnings
            .push(Warning::new("ridge", "these move together"));
        fit.warnings
            .push(Warning::new("open_interval", "t0 <= 3 K"));
    }
    let page = page(&analysis);
    assert!(!page.contains("hese move together"));
    assert_eq!(page.matches("Quote them with their covariance").count(), 1);
    assert_eq!(page.matches("<li>t0 ≤ 3 K.</li>").count(), 1);
}

#[test]
fn the_same_analysis_makes_the_same_page() {
    assert_eq!(page(&fixture::analysis()), page(&fixture::analysis()));
}

#[test]
fn without_a_rotor_law_the_page_says_that_the_theory_was_not_tested() {
    let mut analysis = fixture::analysis();
    analysis.predictions.clear();
    let page = is_sensible(&analysis);
    assert!(page.contains("Nothing was predicted from the rotor law"));
    analysis.fits.retain(|fit| !fit.law.starts_with("rotor"));
    assert!(is_sensible(&analysis).contains("No rotor law was fitted"));
    assert!(!page.contains("<figure id=\"length\""));
}

#[test]
fn one_law_alone_needs_no_comparison() {
    let mut analysis = fixture::analysis();
    analysis.fits.truncate(1);
    analysis
        .comparison
        .standings
        .retain(|s| s.law == "rotor-printed");
    analysis.comparison.tied = vec!["rotor-printed"];
    analysis.comparison.preferred = Some("rotor-printed");
    analysis.withheld = None;
    let page = is_sensible(&analysis);
    assert!(page.contains("the only law that was fitted"));
    assert!(!page.contains("withheld error"));
}

#[test]
fn an_analysis_without_fits_or_points_still_has_a_page() {
    let mut analysis = fixture::analysis_of(fixture::curve(0, 0));
    analysis.fits.clear();
    analysis.predictions.clear();
    analysis.withheld = None;
    analysis.comparison = Comparison {
        standings: Vec::new(),
        preferred: None,
        tied: Vec::new(),
        verdict: String::new(),
    };
    let page = is_sensible(&analysis);
    assert!(page.contains("No points."));
    assert!(page.contains("no law could be fitted"));
}

#[test]
fn a_strong_liquid_whose_t0_runs_to_zero_gets_a_bound_and_not_a_number() {
    let mut analysis = fixture::analysis();
    analysis.predictions.clear();
    for fit in &mut analysis.fits {
        for parameter in fit.parameters.iter_mut().filter(|p| p.name == "t0") {
            parameter.value = 0.0;
            parameter.error = None;
            parameter.low = None;
            parameter.high = Some(212.0);
            parameter.at_bound = true;
        }
        fit.derived.strength_d = Some(f64::INFINITY);
    }
    let page = is_sensible(&analysis);
    assert!(page.contains("at its bound"));
    assert!(page.contains("below 212\u{a0}K"));
    assert!(page.contains("open … 212"));
}

#[test]
fn missing_and_broken_numbers_are_dashes() {
    let mut analysis = fixture::analysis();
    for fit in &mut analysis.fits {
        fit.derived = Derived::default();
        fit.rms_dex = f64::NAN;
        fit.aicc = f64::INFINITY;
        fit.residuals[3] = f64::NAN;
        fit.withheld_rms_dex = None;
        fit.parameters[0].error = Some(f64::NAN);
        fit.correlations.clear();
    }
    for state in analysis.predictions.iter_mut().flat_map(|p| &mut p.states) {
        state.log10_cv.low = f64::NEG_INFINITY;
        state.log10_xi_nm.high = f64::INFINITY;
    }
    let nothing = Band {
        value: f64::NAN,
        low: f64::NAN,
        high: f64::NAN,
    };
    analysis.predictions[0].states[2].log10_xi_nm = nothing;
    analysis.predictions[1].modulus[0].mu_over_mu0[5] = nothing;
    let page = is_sensible(&analysis);
    assert!(page.contains('—'));
    assert!(
        page.contains("1000 K/T"),
        "without Tg the plot is against 1000 K/T"
    );
}

#[test]
fn a_prediction_of_nothing_but_broken_numbers_is_left_out() {
    let mut analysis = fixture::analysis();
    let nothing = Band {
        value: f64::NAN,
        low: f64::NAN,
        high: f64::NAN,
    };
    for state in analysis.predictions.iter_mut().flat_map(|p| &mut p.states) {
        state.log10_xi_nm = nothing;
        state.log10_cv = nothing;
        state.log10_cv_singular = nothing;
    }
    let page = is_sensible(&analysis);
    assert!(!page.contains("<figure id=\"length\""));
    assert!(!page.contains("<figure id=\"heat\""));
}

#[test]
fn a_thousand_points_with_errors_and_a_relaxation_time_are_drawn() {
    let mut curve = fixture::curve(400, 600);
    curve.quantity = Quantity::RelaxationTime;
    curve.errors = Some(vec![0.05; curve.len()]);
    let page = is_sensible(&fixture::analysis_of(curve));
    assert!(page.contains("1000 points"));
    assert!(page.contains("relaxation time, with stated errors"));
    assert!(page.len() < 4_000_000, "{} bytes", page.len());
}

#[test]
fn broken_numbers_do_not_stop_a_picture_in_pixels() {
    let mut analysis = fixture::analysis_of(fixture::curve(2, 3));
    analysis.fits[0].residuals[1] = f64::NAN;
    analysis.predictions[0].states[0].log10_xi_nm.high = f64::INFINITY;
    for figure in figures::all(&analysis) {
        assert!(figure.png().unwrap().starts_with(b"\x89PNG"));
    }
}

#[test]
fn a_single_point_is_drawn() {
    is_sensible(&fixture::analysis_of(fixture::curve(0, 1)));
}

#[test]
fn many_laws_still_fit_on_the_sheet() {
    let analysis = fixture::analysis();
    for figure in figures::all(&analysis) {
        let svg = figure.svg();
        let width = if figure.is_wide() { 680.0 } else { 336.0 };
        for text in svg.split("<text x=\"").skip(1) {
            let x: f64 = text.split_once('"').unwrap().0.parse().unwrap();
            assert!((0.0..=width).contains(&x), "{} of {}", x, figure.name);
        }
    }
}
