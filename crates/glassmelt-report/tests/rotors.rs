//! The page of a run of many rotors: what it claims, what it must not claim, and that nothing breaks it.

use std::collections::BTreeSet;

use glassmelt_report::figures::rotors::{self, theory_couplings};
use glassmelt_report::{
    Figure, ReportMeta, ReportOptions, RotorsPictures, RotorsRun, Sweeps, render_rotors_page,
    write_rotors_report,
};
use glassmelt_runs::{
    Along, AtDistance, AtFrequency, AtTime, AtWaveNumber, CouplingResult, DynamicsResult, Notice,
    OrderResult, PopulationResult, Quantity, RunResults, Theory, TheoryPoint,
};

/// The softening at X0 = 1 and the one at which the mean field ends, for lambda = mu on a full lattice.
const SOFTENING: f64 = 1.6755;
const CRITICAL: f64 = 1.9565;

const DONE: Sweeps = Sweeps {
    done: 900,
    total: 900,
};

fn number(mean: f64, error: f64) -> Quantity {
    Quantity {
        mean: Some(mean),
        error: Some(error),
        independent_samples: 120.0,
        correlation_sweeps: Some(3.0),
    }
}

const NOTHING: Quantity = Quantity {
    mean: None,
    error: None,
    independent_samples: 0.0,
    correlation_sweeps: None,
};

fn notice(code: &str, message: &str) -> Notice {
    Notice {
        code: code.into(),
        message: message.into(),
    }
}

fn at(x0: f64, mu_r: f64, equilibrated: bool) -> CouplingResult {
    let x = SOFTENING * x0;
    let reason = notice(
        "replicas_keep_apart",
        "The replicas are apart by 0.3 +- 0.1",
    );
    let theory = Theory {
        theory: "clausius_mossotti".into(),
        layer: "elastic".into(),
        mu_r: Some(1.0 - x / (1.0 + 0.489 * x)),
        warnings: vec![notice("modulus_negative", &format!("It gives {x} at mu0"))],
    };
    CouplingResult {
        x0,
        kt: 0.04 / x0,
        temperature_k: None,
        softening: x,
        equilibrated,
        reasons: if equilibrated {
            Vec::new()
        } else {
            vec![reason]
        },
        mu_r_k0: number(mu_r, 0.02),
        mu_r_k0_of_each: vec![number(mu_r, 0.05); 5],
        mu_r_q: (1..4)
            .map(|i| AtWaveNumber {
                q: f64::from(i),
                waves: 3,
                mu_r: number(0.5 + 0.1 * f64::from(i), 0.01),
            })
            .collect(),
        mu_r_along: Vec::new(),
        mu_r_r: vec![AtDistance {
            radius: 1.5,
            mu_r: number(0.8, 0.02),
            mu_r_of_medium: number(0.6, 0.02),
        }],
        xi: None,
        energy: number(-0.05, 0.001),
        heat_capacity: number(0.7, 0.05),
        order: OrderResult {
            edwards_anderson: number(0.01, 0.02),
            self_overlap: number(0.02, 0.02),
            self_minus_cross: number(0.01, 0.03),
            ferroelastic: number(0.0, 0.004),
            ferroelastic_square: number(0.03, 0.004),
        },
        acceptance: Some(0.8),
        exchange: Some(0.2),
        independent: Some(1.0 - x),
        clausius_mossotti: Some(1.0 - x / (1.0 + 0.489 * x)),
        virial: None,
        flow: Some(0.99),
        theories: vec![theory],
        population: None,
        dynamics: None,
    }
}

fn results(couplings: Vec<CouplingResult>) -> RunResults {
    RunResults {
        results: couplings,
        rotors: 64,
        density: 1.0,
        sides: [4.0; 3],
        hold: "strain".into(),
        samples: 2,
        thermalized: 100,
        measured: 300,
        critical_softening: Some(CRITICAL),
        warnings: vec![notice("rungs_far_apart", "put couplings between them")],
    }
}

/// Two couplings in equilibrium, one of them beyond the mean field's end, and one that is not.
fn usual() -> RunResults {
    results(vec![
        at(0.5, 0.4, true),
        at(2.0, 0.1, true),
        at(3.0, -7.3, false),
    ])
}

fn moving(mut at: CouplingResult) -> CouplingResult {
    let time = |i: i32| AtTime {
        time: 0.1 * f64::from(i),
        g: number(0.3 + 0.7 * (-0.1 * f64::from(i)).exp(), 0.01),
    };
    let frequency = |i: i32| {
        let omega = 10f64.powi(i);
        AtFrequency {
            omega,
            storage: number(omega * omega / (1.0 + omega * omega), 0.01),
            loss: number(omega / (1.0 + omega * omega), 0.01),
            unrelaxed: 0.01,
        }
    };
    at.dynamics = Some(DynamicsResult {
        kind: "overdamped".into(),
        mu_r: number(0.3, 0.02),
        g_t: (0..40).map(time).collect(),
        relaxation_time: Some(number(1.25, 0.1)),
        eta: None,
        moduli: (-2..3).map(frequency).collect(),
        warnings: vec![notice("not_decayed", "C(t) has not decayed")],
    });
    at
}

/// Rotors that come and go: fewer of them where it is cold.
fn coming_and_going() -> RunResults {
    let with = |x0: f64, density: f64| {
        let mut at = at(x0, 0.9, true);
        at.softening = SOFTENING * x0 * density;
        at.heat_capacity = NOTHING;
        at.order.edwards_anderson = NOTHING;
        at.order.self_minus_cross = NOTHING;
        at.order.ferroelastic = NOTHING;
        at.exchange = None;
        at.population = Some(PopulationResult {
            activity: 1.1 * density,
            ideal_density: Some(0.9 * density),
            density: number(density, 0.001),
            core_fraction: number(0.52 * density, 0.0005),
            number_fluctuation: number(0.87, 0.02),
            energy_density: number(-0.003, 0.0001),
            insertion: Some(0.625),
            deletion: Some(0.626),
            hop: Some(0.627),
        });
        at
    };
    results(vec![with(1.0, 0.4), with(4.0, 0.1), with(8.0, 0.2)])
}

fn run_of(results: &RunResults) -> RotorsRun<'_> {
    RotorsRun {
        results,
        sweeps: DONE,
        theories: &[],
    }
}

fn meta() -> ReportMeta {
    ReportMeta {
        title: "melting".into(),
        command: "glassmelt rotors run run.toml --out again".into(),
        version: "0.0.0".into(),
        ..ReportMeta::default()
    }
}

fn page_of(run: &RotorsRun) -> String {
    let pictures = RotorsPictures::of(run);
    render_rotors_page(run, &pictures, &meta(), ReportOptions::default()).unwrap()
}

/// The page; every figure and table can be made, and no number in them is none.
fn sensible(run: &RotorsRun) -> String {
    let pictures = RotorsPictures::of(run);
    for figure in &pictures.figures {
        let svg = figure.svg();
        assert!(
            !svg.contains("NaN") && !svg.contains("inf"),
            "{}",
            figure.name
        );
        assert_eq!(&figure.png().unwrap()[..4], b"\x89PNG");
    }
    for table in &pictures.tables {
        let text = String::from_utf8(table.csv().unwrap()).unwrap();
        assert!(!text.contains("NaN"), "{}: {text}", table.name);
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    }
    let page = page_of(run);
    for word in ["NaN", ">inf", "-inf", "None", "Some(", "undefined"] {
        assert!(!page.contains(word), "{word} stands on the page");
    }
    page
}

/// Circles of a figure with this fill, those of the legend among them.
fn circles(figure: &Figure, fill: &str) -> usize {
    let svg = figure.svg().to_lowercase();
    let circles = svg.split("<circle ").skip(1);
    let fill = format!("fill=\"{fill}\"");
    circles
        .filter(|rest| rest.split('>').next().unwrap().contains(&fill))
        .count()
}

const INK: &str = "#222222";
const WAVES: &str = "#882255";
const PAPER: &str = "#ffffff";

#[test]
fn every_coupling_is_a_point_filled_where_it_is_equilibrated() {
    let mut all = usual();
    all.results[2].mu_r_k0 = number(-0.3, 0.02);
    let figure = rotors::coupling(&run_of(&all)).unwrap();
    // Two points and one of the legend; open: one at k = 0, one at the smallest q, one of the legend.
    assert_eq!(circles(&figure, INK), 3);
    assert_eq!(circles(&figure, WAVES), 3);
    assert_eq!(circles(&figure, PAPER), 3);
}

#[test]
fn a_modulus_far_below_zero_is_an_arrow_with_its_number() {
    let figure = rotors::coupling(&run_of(&usual())).unwrap();
    assert!(figure.svg().contains(">−7.3</text>"));
    assert_eq!(circles(&figure, PAPER), 2, "its circle would lie outside");
    assert!(figure.caption.contains("Below zero no medium stands"));
}

#[test]
fn the_end_of_the_mean_field_is_marked_at_its_coupling() {
    let all = usual();
    let figure = rotors::coupling(&run_of(&all)).unwrap();
    let critical = format!("X_{{0}} = {:.3}", CRITICAL / SOFTENING);
    assert!(figure.caption.contains(&critical), "{}", figure.caption);
    assert!(page_of(&run_of(&all)).contains("μ<sub>R</sub>"));
}

#[test]
fn what_came_out_says_no_more_than_the_run_shows() {
    let page = page_of(&run_of(&usual()));
    let said = |words: &str| assert!(page.contains(words), "{words}");
    said(
        "Nothing speaks against equilibrium at X<sub>0</sub> = 0.5 and 2; at X<sub>0</sub> = 3 something does",
    );
    said("at X<sub>0</sub> = 2, beyond that, these rotors are still solid");
    said("is 0.100 ± 0.020 at k = 0");
    said("put couplings between them.");
    said("The replicas are apart by 0.3 ± 0.1.");
    let late = results(vec![at(0.5, 0.4, true), at(2.0, 0.1, false)]);
    let page = page_of(&run_of(&late));
    assert!(page.contains("whether the rotors melt this run cannot say"));
    let none = results(vec![at(2.0, 0.1, false)]);
    let page = page_of(&run_of(&none));
    assert!(page.contains("Something speaks against equilibrium at it"));
    assert!(!page.contains("a solid at this size"));
    let weak = results(vec![at(0.5, 0.03, true)]);
    let page = page_of(&run_of(&weak));
    assert!(page.contains("cannot be told from zero"));
    assert!(page.contains("this run does not go so far"));
}

#[test]
fn a_run_on_its_way_says_how_far_it_is() {
    let all = usual();
    let run = RotorsRun {
        sweeps: Sweeps {
            done: 400,
            total: 900,
        },
        ..run_of(&all)
    };
    assert!(page_of(&run).contains("not finished: 400 of 900 sweeps"));
    assert!(!page_of(&run_of(&all)).contains("not finished"));
}

#[test]
fn nothing_measured_yet_is_a_page_that_says_so() {
    let page = sensible(&run_of(&results(Vec::new())));
    assert!(page.contains("Nothing was measured yet"));
    assert!(!page.contains("<figure"));
    assert!(theory_couplings(&results(Vec::new())).is_empty());
}

#[test]
fn one_coupling_alone_has_all_its_figures() {
    let page = sensible(&run_of(&results(vec![moving(at(1.0, 0.2, true))])));
    for name in rotors_figures() {
        assert!(page.contains(&format!("<figure id=\"{name}\"")), "{name}");
    }
}

fn rotors_figures() -> [&'static str; 5] {
    [
        "modulus-coupling",
        "modulus-wave",
        "modulus-distance",
        "order-coupling",
        "motion",
    ]
}

#[test]
fn numbers_that_are_missing_are_dashes_and_question_marks() {
    let mut all = usual();
    let first = &mut all.results[0];
    first.mu_r_k0 = NOTHING;
    first.mu_r_q.clear();
    first.heat_capacity = NOTHING;
    first.order.edwards_anderson = NOTHING;
    first.acceptance = None;
    first.independent = None;
    first.clausius_mossotti = None;
    first.mu_r_k0_of_each.truncate(2);
    all.results[1].mu_r_k0.error = None;
    all.results[2].mu_r_q[0].mu_r.mean = Some(f64::NAN);
    all.results[2].energy.error = Some(f64::INFINITY);
    all.critical_softening = None;
    let page = sensible(&run_of(&all));
    assert!(page.contains("0.1 ± ?"));
    assert!(page.contains("there is no modulus at k = 0 with an error"));
    assert!(page.contains('—'));
}

#[test]
fn a_run_without_any_number_still_has_a_page() {
    let mut bare = at(1.0, 0.0, false);
    bare.mu_r_k0 = NOTHING;
    bare.mu_r_k0_of_each.clear();
    bare.mu_r_q.clear();
    bare.mu_r_r.clear();
    bare.energy = NOTHING;
    bare.heat_capacity = NOTHING;
    let order = &mut bare.order;
    order.edwards_anderson = NOTHING;
    order.self_minus_cross = NOTHING;
    order.ferroelastic = NOTHING;
    let page = sensible(&run_of(&results(vec![bare])));
    assert!(!page.contains("<figure"));
}

#[test]
fn motion_is_drawn_and_its_missing_viscosity_is_a_dash() {
    let all = results(vec![moving(at(1.0, 0.2, true)), at(2.0, 0.1, true)]);
    let page = sensible(&run_of(&all));
    assert!(page.contains("<figure id=\"motion\""));
    assert!(page.contains("1.25 ± 0.10"));
    assert!(page.contains("C(t) has not decayed."));
    assert!(!sensible(&run_of(&usual())).contains("<figure id=\"motion\""));
}

#[test]
fn couplings_over_decades_stand_on_a_logarithmic_axis() {
    let all = results(vec![at(0.01, 0.9, true), at(10.0, 0.1, true)]);
    let couplings = theory_couplings(&all);
    assert!(couplings[0] > 0.0 && couplings[0] < 0.01);
    assert!(couplings.last().unwrap() > &10.0);
    let ratio = couplings[1] / couplings[0];
    assert!((couplings[2] / couplings[1] - ratio).abs() < 1e-12);
    let svg = rotors::coupling(&run_of(&all)).unwrap().svg();
    assert!(svg.contains(">10<tspan"), "powers of ten");
    sensible(&run_of(&all));
}

#[test]
fn theories_between_couplings_are_drawn_where_they_answer() {
    let all = usual();
    let straight = rotors::coupling(&run_of(&all)).unwrap().svg().len();
    let theories: Vec<TheoryPoint> = theory_couplings(&all)
        .into_iter()
        .map(|x0| TheoryPoint {
            x0,
            independent: Some(1.0 - SOFTENING * x0),
            clausius_mossotti: Some(1.0 / (1.0 + x0)),
            virial: (x0 < 1.0).then_some(0.5),
            flow: None,
            ideal_density: None,
        })
        .collect();
    let run = RotorsRun {
        theories: &theories,
        ..run_of(&all)
    };
    assert!(rotors::coupling(&run).unwrap().svg().len() > straight + 1000);
    sensible(&run);
}

#[test]
fn whatever_comes_from_outside_is_escaped() {
    let poison = "<script>alert('x')</script>\"&";
    let mut all = results(vec![moving(at(1.0, 0.2, false))]);
    all.hold = poison.into();
    all.warnings.push(notice("poison", poison));
    let first = &mut all.results[0];
    first.reasons.push(notice("poison", poison));
    first.theories[0].warnings.push(notice("other", poison));
    first.theories[0].theory = poison.into();
    first.dynamics.as_mut().unwrap().kind = poison.into();
    assert!(!page_of(&run_of(&all)).contains("<script"));
}

#[test]
fn the_page_needs_no_network_and_its_references_are_unique() {
    let page = page_of(&run_of(&results(vec![moving(at(1.0, 0.2, true))])));
    for word in [
        "<script", "<link", "<iframe", " src=", "@import", "https://",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    let ids = page.split(" id=\"").skip(1);
    let ids: Vec<&str> = ids.map(|rest| rest.split('"').next().unwrap()).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
}

#[test]
fn tables_hold_the_results_to_the_last_digit() {
    let all = usual();
    let pictures = RotorsPictures::of(&run_of(&all));
    let table = pictures
        .tables
        .iter()
        .find(|t| t.name == "modulus")
        .unwrap();
    let column = |name: &str| table.header.iter().position(|h| h == name).unwrap();
    let means: Vec<&Vec<String>> = table
        .rows
        .iter()
        .filter(|row| row[column("shear")] == "mean")
        .collect();
    assert_eq!(means.len(), all.results.len());
    for (row, at) in means.iter().zip(&all.results) {
        let told: f64 = row[column("mu_r")].parse().unwrap();
        assert_eq!(Some(told), at.mu_r_k0.mean);
        assert_eq!(row[column("equilibrated")], at.equilibrated.to_string());
    }
}

#[test]
fn a_later_report_replaces_an_earlier_one_and_leaves_the_run_alone() {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("results.json"), "{}").unwrap();
    let write = |results: &RunResults| {
        let options = ReportOptions::default();
        write_rotors_report(&run_of(results), &meta(), scratch.path(), options).unwrap()
    };
    let first = write(&results(vec![moving(at(1.0, 0.2, true))]));
    assert_eq!(first[0], scratch.path().join("report.html"));
    assert!(scratch.path().join("figures/motion.svg").is_file());
    write(&usual());
    assert!(!scratch.path().join("figures/motion.svg").exists());
    assert!(!scratch.path().join("tables/relaxation.csv").exists());
    let kept = std::fs::read_to_string(scratch.path().join("results.json")).unwrap();
    assert_eq!(kept, "{}");
}

#[test]
fn the_answer_in_json_has_the_keys_that_were_promised_and_makes_the_same_page() {
    let mut all = usual();
    all.results[1].mu_r_k0.error = None;
    let json = serde_json::to_value(&all).unwrap();
    let first = &json["results"][0];
    for key in ["x0", "clausius_mossotti", "independent"] {
        assert!(first[key].is_f64(), "{key}");
    }
    assert!(first["equilibrated"].is_boolean());
    assert!(first.get("virial").is_some_and(serde_json::Value::is_null));
    for key in ["mean", "error", "independent_samples"] {
        assert!(
            first["mu_r_k0"][key].is_f64() && first["energy"][key].is_f64(),
            "{key}"
        );
    }
    for key in ["q", "mean", "error"] {
        assert!(first["mu_r_q"][0][key].is_f64(), "{key}");
    }
    let back: RunResults = serde_json::from_value(json).unwrap();
    assert_eq!(page_of(&run_of(&back)), page_of(&run_of(&all)));
}

#[test]
fn couplings_share_their_colour_between_figures() {
    let all = usual();
    let run = run_of(&all);
    let [wave, distance] = [rotors::wave(&run), rotors::distance(&run)].map(Option::unwrap);
    for figure in [wave, distance] {
        let svg = figure.svg().to_lowercase();
        assert!(
            svg.contains("#0d0887") && svg.contains("#f89441"),
            "{}",
            figure.name
        );
    }
}

#[test]
fn numbers_of_rotors_that_come_and_go_are_drawn_listed_and_kept() {
    let all = coming_and_going();
    let run = run_of(&all);
    let page = sensible(&run);
    for words in [
        "How many rotors there are",
        "0.4000 ± 0.0010",
        "0.36",
        "0.626",
        "places in equilibrium",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("Edwards–Anderson</th>") && !page.contains("places frozen"));
    assert!(page.contains("64 rotors at the start, which come and go"));
    let figure = rotors::density(&run).unwrap();
    // Three points and one of the legend.
    assert_eq!(circles(&figure, INK), 4);
    assert!(rotors::density(&run_of(&usual())).is_none());
    let tables = RotorsPictures::of(&run).tables;
    let table = tables
        .iter()
        .find(|table| table.name == "population")
        .unwrap();
    assert_eq!(table.rows.len(), 3);
    assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    assert!(
        RotorsPictures::of(&run_of(&usual()))
            .tables
            .iter()
            .all(|table| table.name != "population")
    );
}

/// x = 1.6755 X0 n is 0.6702 at all three but the last, 2.68: the mean field's end is between the last two.
#[test]
fn where_rotors_come_and_go_the_end_of_the_mean_field_is_looked_for_between_couplings() {
    let mut all = coming_and_going();
    let [low, high] = [&all.results[1], &all.results[2]].map(|at| at.softening);
    let part = (CRITICAL / low).ln() / (high / low).ln();
    let expected = 4.0 * 2.0_f64.powf(part);
    let page = page_of(&run_of(&all));
    assert!(page.contains(&format!("{expected:.3}")), "{expected}");
    all.critical_softening = Some(100.0);
    assert!(!page_of(&run_of(&all)).contains("End of the solid"));
}

#[test]
fn runs_side_by_side_tell_the_measured_density_of_rotors_that_come_and_go() {
    let (all, folder) = (coming_and_going(), tempfile::tempdir().unwrap());
    let runs = [glassmelt_report::NamedRun {
        name: "gas",
        results: &all,
    }];
    glassmelt_report::write_comparison(&runs, folder.path()).unwrap();
    let table = std::fs::read_to_string(folder.path().join("runs.csv")).unwrap();
    let column = |row: &str| row.split(',').nth(2).map(str::to_owned);
    let densities: Vec<String> = table.lines().skip(1).filter_map(column).collect();
    assert_eq!(densities, ["0.4", "0.1", "0.2"]);
}

#[test]
fn every_modulus_says_which_shear_it_is_that_of() {
    let mut all = usual();
    for at in &mut all.results {
        let family = |direction: &str, wave: usize| Along {
            direction: direction.into(),
            mu_r_q: vec![at.mu_r_q[wave]],
        };
        at.mu_r_along = vec![family("100", 0), family("110", 1), family("111", 2)];
        at.mu_r_k0_of_each[..2].fill(number(0.31, 0.04));
        at.mu_r_k0_of_each[2..].fill(number(0.71, 0.03));
    }
    let page = sensible(&run_of(&all));
    for words in [
        "0.310 ± 0.028",
        "0.710 ± 0.017",
        "q along [100]",
        "all shears",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let tables = RotorsPictures::of(&run_of(&all)).tables;
    let waves = tables
        .iter()
        .find(|table| table.name == "modulus_wave")
        .unwrap();
    let shear = waves
        .header
        .iter()
        .position(|name| name == "shear")
        .unwrap();
    let seen: Vec<&str> = waves.rows[..6]
        .iter()
        .map(|row| row[shear].as_str())
        .collect();
    let each = ["C44", "C44 and C'", "(2C'+C44)/3"];
    assert_eq!(seen, [each, each].concat());
}
