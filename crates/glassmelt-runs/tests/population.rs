//! Rotors that come and go as a run: ideal limits, what heat and attraction do, and bits that stay.

mod common;

use common::{folder, plan, with};
use glassmelt_runs::{
    Crowd, Ending, Engine, Nobody, PopulationResult, RunEngine, RunFolder, RunResults, Simulation,
    Watcher, drive, look, theories_at,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rotors on a lattice at two couplings.
const LATTICE: &str = "\
[sites]
kind = \"lattice\"
size = 4
occupation = 0.2

[coupling]
x0 = [1e-6, 0.5]

[run]
thermalize = 50
measure = 500
every = 2

[look]
waves = 1
frames = 100

[population]
y0 = 0.25
";

/// Hard cores anywhere, few of them.
const ANYWHERE: &str = "\
[sites]
kind = \"random\"
count = 4
density = 0.02

[coupling]
x0 = [1e-6]

[run]
thermalize = 20
measure = 1000
every = 1

[look]
waves = 0

[population]
y0 = 0.02
";

/// The answer of a whole run, read from its folder.
fn answer(text: &str) -> RunResults {
    let scratch = tempfile::tempdir().unwrap();
    let run = folder(scratch.path(), text);
    let mut engine = RunEngine::new(run.plan()).unwrap();
    assert_eq!(drive(&mut engine, &run, &Nobody).unwrap(), Ending::Finished);
    serde_json::from_value(look(scratch.path()).unwrap().results.unwrap()).unwrap()
}

fn populations(results: &RunResults) -> Vec<PopulationResult> {
    let all = results.results.iter();
    all.map(|result| result.population.unwrap()).collect()
}

fn agrees(found: glassmelt_runs::Quantity, expected: f64) {
    let (mean, error) = (found.mean.unwrap(), found.error.unwrap());
    assert!(
        (mean - expected).abs() < 5.0 * error,
        "{found:?} {expected}"
    );
    assert!(error < 0.05 * expected.abs(), "{found:?}");
}

#[test]
fn rotors_that_do_not_feel_each_other_take_each_site_by_itself() {
    let results = answer(LATTICE);
    let ideal = &results.results[0];
    let population = ideal.population.unwrap();
    let taken = 0.25 / 1.25;
    assert_eq!(population.activity, 0.25);
    agrees(population.density, taken);
    agrees(population.core_fraction, taken * std::f64::consts::PI / 6.0);
    let fluctuation = population.number_fluctuation;
    let off = fluctuation.mean.unwrap() - (1.0 - taken);
    assert!(off.abs() < 5.0 * fluctuation.error.unwrap() && fluctuation.error.unwrap() < 0.15);
    assert!(ideal.equilibrated, "{:?}", ideal.reasons);
    // Rotors so weak leave the medium as it is.
    assert!((ideal.mu_r_k0.mean.unwrap() - 1.0).abs() < 1e-5);
    assert_eq!(ideal.mu_r_q.len(), 1);
    assert!(ideal.order.edwards_anderson.mean.is_none());
    assert!(ideal.exchange.is_none() && ideal.acceptance.unwrap() > 0.9);
}

#[test]
fn a_dilute_gas_of_hard_cores_has_the_density_of_its_activity_less_the_excluded_volume() {
    let population = populations(&answer(ANYWHERE))[0];
    // n = z - 2 B2 z^2 with 2 B2 = 4 pi/3 for cores of diameter one; the next order is a tenth of that.
    let activity = 0.02;
    let expected = activity * (1.0 - 4.0 * std::f64::consts::PI / 3.0 * activity);
    let (mean, error) = (
        population.density.mean.unwrap(),
        population.density.error.unwrap(),
    );
    let next = 0.2 * (activity - expected);
    assert!(
        (mean - expected).abs() < 5.0 * error + next,
        "{mean} {error} {expected}"
    );
    assert!(error < 0.04 * mean && (mean - activity).abs() < 0.2 * activity);
}

#[test]
fn weak_rotors_soften_the_medium_as_the_mean_field_says_at_their_measured_density() {
    let text = with(LATTICE, "x0 = [1e-6, 0.5]", "x0 = [0.05]");
    let results = answer(&text);
    let result = &results.results[0];
    let (found, theory) = (result.mu_r_k0, result.clausius_mossotti.unwrap());
    let off = (found.mean.unwrap() - theory).abs();
    assert!(off < 5.0 * found.error.unwrap(), "{found:?} {theory}");
    assert!(
        found.error.unwrap() < 0.2 * (1.0 - theory),
        "{found:?} {theory}"
    );
    assert!(theory < 0.99);
}

/// Where the dipoles are weak, each temperature has the number of Eq. 11.
#[test]
fn heat_creates_rotors_as_eq_11_says() {
    let text = with(LATTICE, "x0 = [1e-6, 0.5]", "x0 = [2e-6, 1e-6, 5e-7]");
    let kt = plan(&text).unwrap().couplings[1].kt;
    let heat = format!("y0 = 0.05\nn_prime = 100.0\ne_d = {kt}\n");
    let found = populations(&answer(&with(&text, "y0 = 0.25\n", &heat)));
    for (population, warmth) in found.iter().zip([0.5, 1.0, 2.0_f64]) {
        let z = 0.05 * (1.0 + 100.0 * (-2.0 / warmth).exp()).sqrt();
        assert!((population.activity - z).abs() < 1e-14);
        agrees(population.density, z / (1.0 + z));
    }
}

#[test]
fn rotors_that_attract_each_other_are_more() {
    let text = with(LATTICE, "x0 = [1e-6, 0.5]", "x0 = [1e-6, 1.0]");
    let found = populations(&answer(&text));
    let [ideal, bound] =
        [found[0].density, found[1].density].map(|n| (n.mean.unwrap(), n.error.unwrap()));
    assert!(
        bound.0 - ideal.0 > 5.0 * ideal.1.hypot(bound.1),
        "{ideal:?} {bound:?}"
    );
    assert!(found[1].energy_density.mean.unwrap() < 0.0);
}

/// Every file below a folder but the lock.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = files(&path).into_iter();
            found.extend(below.map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else if name != ".lock" {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// Stops after some blocks.
struct Stop(AtomicU64);

impl Watcher for Stop {
    fn interrupted(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }

    fn save_is_due(&self) -> bool {
        self.0.fetch_sub(1, Ordering::Relaxed);
        false
    }
}

/// Short runs on a lattice and off it, whose rotors feel each other.
fn short() -> [String; 2] {
    let run = "thermalize = 6\nmeasure = 12\nevery = 2\nsamples = 2\n";
    let lattice = with(LATTICE, "thermalize = 50\nmeasure = 500\nevery = 2\n", run);
    let anywhere = with(
        ANYWHERE,
        "thermalize = 20\nmeasure = 1000\nevery = 1\n",
        run,
    );
    let anywhere = with(&anywhere, "x0 = [1e-6]", "x0 = [0.7]");
    [
        with(&lattice, "frames = 100", "frames = 4\nradii = [1.0, 2.0]"),
        with(&anywhere, "y0 = 0.02", "y0 = 0.08"),
    ]
}

fn go_on(path: &Path, watcher: &dyn Watcher) -> Ending {
    let run = RunFolder::open(path).unwrap();
    let mut engine = RunEngine::new(run.plan()).unwrap();
    drive(&mut engine, &run, watcher).unwrap()
}

fn whole_run(text: &str) -> BTreeMap<String, Vec<u8>> {
    let scratch = tempfile::tempdir().unwrap();
    drop(folder(scratch.path(), text));
    assert_eq!(go_on(scratch.path(), &Nobody), Ending::Finished);
    files(scratch.path())
}

#[test]
fn a_run_that_was_stopped_goes_on_to_the_same_bytes() {
    for text in short() {
        let expected = whole_run(&text);
        for blocks in [1, 7, 17] {
            let scratch = tempfile::tempdir().unwrap();
            drop(folder(scratch.path(), &text));
            let stopped = go_on(scratch.path(), &Stop(AtomicU64::new(blocks)));
            assert!(matches!(stopped, Ending::Interrupted { .. }));
            assert_eq!(go_on(scratch.path(), &Nobody), Ending::Finished);
            assert!(files(scratch.path()) == expected, "stopped after {blocks}");
        }
    }
}

#[test]
fn the_files_do_not_depend_on_the_number_of_threads() {
    let on = |threads, text: &str| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap().install(|| whole_run(text))
    };
    for text in short() {
        assert!(on(1, &text) == on(3, &text));
    }
}

#[test]
fn series_tell_the_number_of_rotors_and_frames_hold_as_many() {
    let files = whole_run(&short()[0]);
    let name = "sample1-replica0-coupling1";
    let series = String::from_utf8(files[&format!("series/{name}.csv")].clone()).unwrap();
    let rows: Vec<Vec<&str>> = series.lines().map(|row| row.split(',').collect()).collect();
    assert_eq!(rows[0][..4], ["sweep", "walker", "count", "energy"]);
    assert_eq!(rows.len(), 7);
    let frames = String::from_utf8(files[&format!("trajectory/{name}.extxyz")].clone()).unwrap();
    let counts = frames.lines().filter(|line| line.parse::<usize>().is_ok());
    let told = rows[1..]
        .iter()
        .filter(|row| row[0].parse::<u64>().unwrap() % 4 == 0);
    assert!(counts.eq(told.map(|row| row[2])));
}

#[test]
fn what_does_not_go_with_a_population_is_refused_by_name() {
    for (more, words) in [
        (
            "[dynamics]\nkind = \"overdamped\"\ntime_step = 0.1\nduration = 1.0\n",
            "dynamics",
        ),
        ("[sampler]\nkind = \"hybrid\"\n", "metropolis"),
        ("[sampler]\nexchange = true\n", "exchange"),
        ("[field]\nmethod = \"mesh\"\n", "\"lattice\""),
        (
            "[boundary]\ntensor = [0, 0, 0, 0, 0, 0.1]\n[sampler]\nlength = 1.0\n",
            "length",
        ),
    ] {
        let refused = plan(&format!("{LATTICE}{more}")).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
    let held = with(LATTICE, "frames = 100", "radii = [1.0]");
    let held = held + "[boundary]\ntensor = [0, 0, 0, 0, 0, 0.1]\n";
    assert!(plan(&held).unwrap_err().to_string().contains("radii"));
    let population = plan(LATTICE).unwrap();
    assert!(Simulation::new(&population).is_err());
    let frozen = with(LATTICE, "[population]\ny0 = 0.25\n", "");
    assert!(Crowd::new(&plan(&frozen).unwrap()).is_err());
    let mut other = Crowd::new(&plan(&short()[0]).unwrap()).unwrap();
    assert!(
        other
            .restore(&Crowd::new(&population).unwrap().save())
            .is_err()
    );
}

/// The places of the first frame of each walker, before rotors have moved far.
fn beginnings(text: &str) -> Vec<String> {
    let files = whole_run(text);
    let frames = files
        .iter()
        .filter(|(name, _)| name.starts_with("trajectory/"));
    let first = |bytes: &Vec<u8>| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let rows = text.lines().skip(2).map_while(|row| row.strip_prefix("X "));
        let places = rows.map(|row| row.split(' ').take(3).collect::<Vec<_>>().join(" "));
        places.collect::<Vec<_>>().join("\n")
    };
    frames.map(|(_, bytes)| first(bytes)).collect()
}

/// With so small an activity of hardly anything that moves: turns alone.
#[test]
fn each_population_begins_at_places_of_its_own() {
    let text = with(
        LATTICE,
        "thermalize = 50\nmeasure = 500\nevery = 2\n",
        "thermalize = 0\nmeasure = 1\nevery = 1\nsamples = 2\n",
    );
    let text = with(&text, "frames = 100", "frames = 1");
    let all = beginnings(&text);
    assert_eq!(all.len(), 8);
    let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
    // The draws themselves, before any move.
    let plan = plan(&text).unwrap();
    let draws: Vec<_> = (0..8).map(|walker| plan.places(walker).unwrap()).collect();
    let state = Crowd::new(&plan).unwrap().save();
    for (walker, places) in draws.iter().enumerate() {
        let glassmelt_runs::Places::OnLattice(_, sites) = places else {
            panic!("sites of a lattice");
        };
        let sites: Vec<f64> = sites.iter().map(|&site| site as f64).collect();
        let name = format!("walker{walker}/places");
        let begun = state.arrays.iter().find(|(found, _)| *found == name);
        assert_eq!(begun.unwrap().1, glassmelt_runs::Numbers::Real(sites));
        assert!(draws.iter().skip(walker + 1).all(|other| other != places));
    }
}

#[test]
fn theories_between_couplings_are_those_of_the_measured_density() {
    let text = with(LATTICE, "x0 = [1e-6, 0.5]", "x0 = [0.1, 0.4]");
    let text = with(&text, "y0 = 0.25", "y0 = 0.05\nn_prime = 100.0\ne_d = 0.2");
    let plan = plan(&text).unwrap();
    let results = answer(&text);
    let densities: Vec<f64> = populations(&results)
        .iter()
        .map(|population| population.density.mean.unwrap())
        .collect();
    assert!(densities[0] > 1.3 * densities[1], "{densities:?}");
    let points = theories_at(&plan, &results, &[0.05, 0.1, 0.2, 0.4, 0.5]).unwrap();
    for (point, at) in [
        (points[1], &results.results[0]),
        (points[3], &results.results[1]),
    ] {
        assert_eq!(point.clausius_mossotti, at.clausius_mossotti);
        assert_eq!((point.virial, point.flow), (at.virial, at.flow));
        assert_eq!(point.ideal_density, at.population.unwrap().ideal_density);
    }
    // Halfway in ln X0 the density is the geometric mean; independent rotors at fixed strain have 1 - x.
    let halfway = results.measured_density(0.2).unwrap();
    assert!((halfway - (densities[0] * densities[1]).sqrt()).abs() < 1e-12);
    let at = &results.results[0];
    let expected = at.softening * (0.2 / 0.1) * halfway / densities[0];
    assert!((1.0 - points[2].independent.unwrap() - expected).abs() < 1e-12);
    for beyond in [points[0], points[4]] {
        assert!(beyond.independent.is_none() && beyond.ideal_density.is_some());
    }
}

#[test]
fn samples_that_are_few_are_told() {
    let few = |text: &str| -> Vec<String> {
        let warnings = answer(text).warnings.into_iter();
        let few = warnings.filter(|warning| warning.code == "few_samples");
        few.map(|warning| warning.message).collect()
    };
    let short = with(
        LATTICE,
        "thermalize = 50\nmeasure = 500\nevery = 2\n",
        "thermalize = 0\nmeasure = 8\nevery = 2\nsamples = 1\n",
    );
    let samples = |text: &str, n: u32| with(text, "samples = 1", &format!("samples = {n}"));
    assert!(few(&short).is_empty(), "nothing is frozen");
    assert!(few(&samples(&short, 2))[0].contains("1.84"));
    assert!(few(&samples(&short, 4)).is_empty());
    let frozen = with(&short, "[population]\ny0 = 0.25\n", "");
    assert!(few(&frozen)[0].contains("one sample"));
    assert!(few(&samples(&frozen, 3))[0].contains("1.32"));
    assert!(few(&samples(&frozen, 4)).is_empty());
    assert!(few(&with(&frozen, "occupation = 0.2", "occupation = 1.0")).is_empty());
}
