//! The pages of trajectories: every number has its point, gaps stay gaps, and nothing breaks them.

mod moduli;

use std::collections::BTreeSet;

use glassmelt::Estimate;
use glassmelt_report::figures::trajectory;
use glassmelt_report::{
    Figure, FurtherNumber, ReportMeta, ReportOptions, TrajectoryAnswer, TrajectoryPictures,
    TrajectoryWords, render_trajectory_page, write_trajectory_report,
};
use glassmelt_trajectory::cell_change::CellVolume;
use glassmelt_trajectory::dipoles::{DipolesOfUnits, ForceTable, Matched};
use glassmelt_trajectory::dynamics::{
    Against, AtTime, Distribution, Drift, DynamicsAnswer, LagPoint, Motion, Of, Relaxation,
    ShearViscosity, StructurePoint, ViscosityAnswer,
};
use glassmelt_trajectory::local::{
    AngleBin, CellChange, DisplacementCorrelations, DisplacementShell, HistogramBin, Imprisoned,
    LocalAnswer, LocalMeans, Plane, StrainCorrelations, StrainShell,
};
use glassmelt_trajectory::modulus::ModulusAnswer;
use glassmelt_trajectory::modulus::stress::{StressAnswer, StressWindow};
use glassmelt_trajectory::rigid::{Mobile, RigidUnit, RigidUnits, Turned, TurnedAt, UnitsAnswer};
use glassmelt_trajectory::{Dimension, Units};
use moduli::{moduli, of, timeless};

const INK: &str = "#222222";
const PAPER: &str = "#ffffff";
const PALE: &str = "#b8b8b8";
const STRESS: &str = "#882255";
const BLUE: &str = "#0072b2";
const ORANGE: &str = "#d55e00";

const NOTHING: Estimate = Estimate {
    mean: f64::NAN,
    error: f64::INFINITY,
    independent_samples: 0.0,
};

fn stress() -> StressAnswer {
    let window = |frames: usize, mu: f64| StressWindow {
        frames,
        time: Some(0.5 * frames as f64),
        windows: 2,
        mu: of(mu, 0.5),
        lambda_plus_2mu: of(62.0, 0.5),
    };
    StressAnswer {
        dimension: Dimension::Three,
        atoms: 4000,
        volume: 3333.3,
        thermal_energy: 0.3,
        frames: 64,
        pressure: of(7.8, 0.01),
        energy_density: of(-8.0, 0.01),
        mu_affine: of(40.0, 0.1),
        lambda_plus_2mu_affine: of(90.0, 0.1),
        mu_of_the_cut: 0.2,
        windows: vec![window(16, 21.0), window(64, 16.0)],
        elastic_constants: Some([[of(1.0, 0.1); 6]; 6]),
        warnings: Vec::new(),
    }
}

/// Distances of a Gaussian of mean square `0.01 time`.
fn distances(time: f64) -> Distribution {
    let square = 0.01 * time;
    let density = |bin: i32| {
        let r = 0.05 * (f64::from(bin) + 0.5);
        let norm = 4.0 * std::f64::consts::PI * (1.5 / std::f64::consts::PI / square).powf(1.5);
        let value = norm * r * r * (-1.5 * r * r / square).exp();
        of(value, 0.1 * value)
    };
    Distribution {
        time,
        width: 0.05,
        density: (0..40).map(density).collect(),
    }
}

fn motion(of_whom: Of, against: Against, relaxation: Relaxation) -> Motion {
    let point = |i: i32| {
        let time = 10f64.powf(0.5 * f64::from(i));
        LagPoint {
            time,
            origins: 10,
            msd: of(0.01 * time, 0.001 * time),
            non_gaussian: (i > -3).then(|| of(0.2, 0.02)),
            scattering: of((-time / 50.0).exp(), 0.01),
        }
    };
    Motion {
        of: of_whom,
        against,
        atoms: 2000,
        points: (-4..=6).map(point).collect(),
        relaxation,
        stretched: None,
        van_hove: [1.0, 10.0].map(distances).to_vec(),
    }
}

fn dynamics() -> DynamicsAnswer {
    let reached = Relaxation::Reached { tau: of(50.0, 2.0) };
    let species = |name: &str| Of::Species(name.into());
    DynamicsAnswer {
        dimension: Dimension::Three,
        wave_number: 7.25,
        structure: (0..9)
            .map(|i| StructurePoint {
                k: 5.0 + 0.5 * f64::from(i),
                s: 1.0 + f64::from(i % 5),
                vectors: 20,
            })
            .collect(),
        frames: 900,
        duration: 1000.0,
        stored: 40,
        drift: Drift::Mean,
        volume: Some(CellVolume {
            mean: 1000.0,
            smallest: 990.0,
            largest: 1010.0,
        }),
        cage: Some(1.4),
        motions: vec![
            motion(Of::All, Against::Space, reached),
            motion(species("A"), Against::Space, reached),
            motion(species("B"), Against::Space, reached),
            motion(Of::All, Against::Cage, reached),
        ],
        warnings: Vec::new(),
    }
}

fn viscosity(outcome: ShearViscosity) -> ViscosityAnswer {
    let at = |i: i32, value: f64| AtTime {
        time: f64::from(i),
        value: of(value, 0.1),
    };
    ViscosityAnswer {
        dimension: Dimension::Three,
        duration: 1000.0,
        interval: 1.0,
        infinite_frequency_modulus: of(30.0, 0.3),
        modulus: (0..30)
            .map(|i| at(i, 30.0 * (-f64::from(i) / 5.0).exp()))
            .collect(),
        running: (0..30)
            .map(|i| at(i, 150.0 * (1.0 - (-f64::from(i) / 5.0).exp())))
            .collect(),
        viscosity: outcome,
        warnings: Vec::new(),
    }
}

fn measured() -> ShearViscosity {
    ShearViscosity::Measured {
        eta: of(150.0, 6.0),
        upper_limit: 25.0,
        relaxation_time: 5.0,
        left_out: of(0.5, 2.0),
        helfand: of(148.0, 8.0),
    }
}

fn local() -> LocalAnswer {
    let shells = |i: i32| 0.5 + 0.25 * f64::from(i);
    let strain = |i: i32| StrainShell {
        r: shells(i),
        covariance: of(1e-4, 1e-5),
        constant: Some(of(1e-4, 1e-5)),
        quadratic: Some(of(1e-4, 1e-5)),
        quartic: Some(match i {
            3 => of(-1e-3, 1e-5),
            5 => of(1e-6, 1e-5),
            _ => of(1e-3 / shells(i).powi(3), 1e-7),
        }),
        angles: (0..12)
            .map(|k| AngleBin {
                theta: std::f64::consts::PI * f64::from(k) / 12.0,
                covariance: of(1e-4 * f64::from(k - 6), 1e-5),
            })
            .collect(),
    };
    LocalAnswer {
        lag: None,
        change: CellChange::Removed,
        dimension: Dimension::Three,
        atoms: 4000,
        cutoff: 1.4,
        compared: 10,
        steps: None,
        means: LocalMeans {
            frames: 10,
            measured: of(1.0, 0.0),
            shear_strain: of(0.1, 0.01),
            volumetric_strain: of(0.001, 0.01),
            d2min: of(0.3, 0.01),
            d2min_a_neighbour: of(0.02, 0.001),
            threshold: 1.0,
            mobile: of(0.05, 0.004),
            histogram: (0..12)
                .map(|i| HistogramBin {
                    low: 10f64.powf(-3.0 + 0.5 * f64::from(i)),
                    high: 10f64.powf(-2.5 + 0.5 * f64::from(i)),
                    part: of(if i < 8 { 0.125 } else { 0.0 }, 0.01),
                })
                .collect(),
        },
        mobile_density: Some(0.06),
        displacements: DisplacementCorrelations {
            frames: 10,
            mean_square: of(0.2, 0.01),
            shells: (0..20)
                .map(|i| DisplacementShell {
                    r: shells(i),
                    correlation: of((-shells(i)).exp(), 0.01),
                    along: of(0.4 * (-shells(i)).exp(), 0.01),
                })
                .collect(),
        },
        strains: StrainCorrelations {
            plane: Plane::Xy,
            frames: 10,
            mean: of(0.0, 0.001),
            mean_square: of(0.004, 0.0001),
            shells: (0..20).map(strain).collect(),
        },
        imprisonment: Imprisoned {
            frames: 10,
            slope: of(0.7, 0.02),
            reverse_slope: of(0.6, 0.02),
            correlation: of(0.65, 0.02),
            unit: of(0.01, 0.001),
            medium: of(0.01, 0.001),
            measured: of(1.0, 0.0),
        },
    }
}

fn units() -> UnitsAnswer {
    let unit = |first: u32| RigidUnit {
        atoms: (first..first + 4).collect(),
        inner: 0.05,
        outer: Some(0.2),
    };
    let lag = |i: i32| TurnedAt {
        steps: 10 * i64::from(i + 1),
        frames: 1,
        angle_squared: of(0.01 * f64::from(i + 1), 0.001),
        c1: of(1.0 - 0.01 * f64::from(i), 0.002),
        c2: of(1.0 - 0.03 * f64::from(i), 0.002),
        displacement_squared: of(0.02, 0.001),
    };
    UnitsAnswer {
        dimension: Dimension::Three,
        cutoff: 1.4,
        frames: 200,
        found: RigidUnits {
            units: vec![unit(0), unit(4)],
            border: Some(0.08),
            separation: Some(0.66),
            stiff_bonds: 12,
            moving_bonds: 100,
            bonds: 100,
        },
        turned: Some(Turned {
            lags: (0..6).map(lag).collect(),
            units: 2,
            windows: 4,
            mobile_part: of(0.25, f64::INFINITY),
            mobile_density: None,
            mobile: Mobile {
                angle: 0.5,
                distance: 0.4,
            },
        }),
        force: Some(Matched {
            table: ForceTable {
                step: 0.5,
                species: 2,
                rows: vec![
                    vec![0.0, 3.0, 1.0, -0.5],
                    vec![0.0; 4],
                    vec![0.0, 9.0, 2.0, -1.0],
                ],
            },
            errors: vec![
                vec![None, Some(0.1), Some(0.1), Some(0.1)],
                vec![None; 4],
                vec![None, None, Some(0.1), Some(0.1)],
            ],
            explained: 0.98,
            components: 12_000,
        }),
        dipoles: Some(DipolesOfUnits {
            units: Vec::new(),
            carried_strength_squared: of(120.0, 9.0),
            fixed_strength_squared: of(110.0, 9.0),
            strength_squared: of(400.0, 9.0),
            trace: of(30.0, 1.0),
            frames: 200,
        }),
    }
}

fn words() -> TrajectoryWords {
    TrajectoryWords {
        step: Some(0.005),
        species: vec!["A".into(), "B".into()],
        reading: "LAMMPS dump, unwrapped".into(),
        ..TrajectoryWords::of(Units::Lj, Dimension::Three)
    }
}

fn page_of(answer: TrajectoryAnswer, words: &TrajectoryWords) -> String {
    let meta = ReportMeta {
        title: "glass".into(),
        ..ReportMeta::default()
    };
    let pictures = TrajectoryPictures::of(answer, words);
    render_trajectory_page(answer, words, &pictures, &meta, ReportOptions::default()).unwrap()
}

/// The page; every figure and table can be made, and no number in them is none.
fn sensible(answer: TrajectoryAnswer) -> String {
    let words = words();
    let pictures = TrajectoryPictures::of(answer, &words);
    for figure in &pictures.figures {
        let svg = figure.svg();
        let name = figure.name;
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}");
    }
    for table in &pictures.tables {
        let text = String::from_utf8(table.csv().unwrap()).unwrap();
        assert!(!text.contains("NaN"), "{}: {text}", table.name);
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    }
    let page = page_of(answer, &words);
    for word in [
        "NaN",
        ">inf",
        "-inf",
        "None",
        "Some(",
        "undefined",
        "<script",
    ] {
        assert!(!page.contains(word), "{word} stands on the page");
    }
    let ids = page.split(" id=\"").skip(1);
    let ids: Vec<&str> = ids.map(|rest| rest.split('"').next().unwrap()).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "references are unique");
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

fn modulus_of<'a>(
    displacements: &'a ModulusAnswer,
    stress: Option<&'a StressAnswer>,
) -> TrajectoryAnswer<'a> {
    TrajectoryAnswer::Modulus {
        displacements,
        stress,
    }
}

#[test]
fn every_shell_is_a_point_of_both_moduli_and_each_has_its_limit() {
    let figure = trajectory::modulus_wave(&moduli(), &words()).unwrap();
    // Four shells in each panel and one of the legend; a limit in each panel and one of the legend.
    assert_eq!(circles(&figure, INK), 9);
    assert_eq!(circles(&figure, BLUE), 3);
}

#[test]
fn every_observation_time_is_a_point_and_one_without_a_limit_a_gap() {
    let (answer, of_stress) = (moduli(), stress());
    let figure = trajectory::modulus_time(&answer, Some(&of_stress), &words()).unwrap();
    assert_eq!(circles(&figure, INK), 3, "two limits and the legend");
    assert_eq!(
        circles(&figure, BLUE),
        4,
        "three smallest shells and the legend"
    );
    assert_eq!(circles(&figure, STRESS), 3, "two windows and the legend");
    assert!(figure.svg().contains("observation time (τ)"));
    let figure = trajectory::modulus_time(&timeless(answer), None, &words()).unwrap();
    assert!(figure.svg().contains("observation time (frames)"));
    assert_eq!(circles(&figure, STRESS), 0);
}

#[test]
fn a_modulus_of_unknown_error_is_open_and_one_that_is_no_number_a_gap() {
    let mut answer = moduli();
    let shells = &mut answer.windows[2].shells;
    shells[0].mu.error = f64::INFINITY;
    shells[1].mu = NOTHING;
    shells[2].mu.mean = f64::INFINITY;
    let figure = trajectory::modulus_wave(&answer, &words()).unwrap();
    assert_eq!(circles(&figure, INK), 6);
    assert_eq!(circles(&figure, PAPER), 2, "one open point and the legend");
    let page = sensible(modulus_of(&answer, Some(&stress())));
    assert!(page.contains("± ?") && page.contains('—'));
}

#[test]
fn the_page_of_moduli_tells_them_in_the_unit_that_was_chosen() {
    let (answer, of_stress) = (moduli(), stress());
    let page = sensible(modulus_of(&answer, Some(&of_stress)));
    for words in [
        "14.50 ± 0.40",
        "σ<sup>3</sup>",
        "is still falling",
        "LAMMPS dump, unwrapped",
        "14 ± 1",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let mut words = TrajectoryWords::of(Units::Metal, Dimension::Three);
    words.further.push(FurtherNumber {
        name: "Correlation length",
        symbol: "ξ",
        value: of(2.5, 0.3),
        unit: "Å".into(),
        note: "for the bare modulus 40 GPa".into(),
    });
    let page = page_of(modulus_of(&answer, None), &words);
    assert!(
        page.contains("GPa") && page.contains("2323 ± 64"),
        "14.5 eV/Å^3"
    );
    assert!(page.contains("2.50 ± 0.30") && page.contains("for the bare modulus"));
}

#[test]
fn every_lag_is_a_point_of_every_species_and_the_relaxation_times_are_circles() {
    let answer = dynamics();
    let displacement = trajectory::displacement(&answer, &words()).unwrap();
    // All atoms in space and against the cage; either species in space.
    assert_eq!(circles(&displacement, INK), 22);
    assert_eq!(circles(&displacement, BLUE), 11);
    assert_eq!(circles(&displacement, ORANGE), 11);
    let scattering = trajectory::scattering(&answer, &words()).unwrap();
    assert_eq!(circles(&scattering, PAPER), 4);
    let alpha2 = trajectory::non_gaussian(&answer, &words()).unwrap();
    assert_eq!(
        circles(&alpha2, BLUE),
        9,
        "two lags have nothing that moved"
    );
    let structure = trajectory::structure(&answer, &words()).unwrap();
    assert_eq!(circles(&structure, INK), 10);
}

#[test]
fn distances_are_drawn_beside_their_gaussians_down_to_four_decades() {
    let mut answer = dynamics();
    let figure = trajectory::van_hove(&answer, &words()).unwrap();
    let svg = figure.svg();
    assert!(svg.contains("t = 1 τ") && svg.contains("t = 10 τ"), "{svg}");
    assert!(!figure.caption.contains("Beyond the last bin"));
    // Half of the atoms are further away than the last bin.
    for density in &mut answer.motions[0].van_hove[1].density {
        density.mean *= 0.5;
    }
    let caption = trajectory::van_hove(&answer, &words()).unwrap().caption;
    assert!(
        caption.contains("Beyond the last bin are 0.50 of the atoms at t = 10"),
        "{caption}"
    );
    let page = sensible(TrajectoryAnswer::Dynamics {
        motion: &answer,
        viscosity: None,
    });
    assert!(page.contains("<figure id=\"van-hove\""));
    answer.motions[0].van_hove.clear();
    assert!(trajectory::van_hove(&answer, &words()).is_none());
}

#[test]
fn a_time_that_was_not_reached_says_what_is_left_and_viscosities_are_in_pascal_seconds() {
    let mut answer = dynamics();
    answer.motions[0].relaxation = Relaxation::NotReached {
        longer_than: 1000.0,
        left: of(0.61, 0.02),
    };
    answer.drift = Drift::CentreOfMass(vec![("A".into(), 28.085)]);
    let of_stress = viscosity(measured());
    let told = TrajectoryAnswer::Dynamics {
        motion: &answer,
        viscosity: Some(&of_stress),
    };
    let page = sensible(told);
    for words in [
        "at the longest lag it is still 0.610 ± 0.020",
        "masses A = 28.085",
        "F<sub>s</sub> at the end",
        "from 990 to 1010",
    ] {
        assert!(page.contains(words), "{words}");
    }
    // An electron volt per cubic angstrom for a picosecond is 0.16 Pa s.
    let metal = TrajectoryWords::of(Units::Metal, Dimension::Three);
    assert!(page_of(told, &metal).contains("(24.03 ± 0.96)\u{a0}Pa s"));
    let tables = TrajectoryPictures::of(told, &metal).tables;
    let times = tables.iter().find(|table| table.name == "relaxation_times");
    let times = times.unwrap();
    let column = times
        .header
        .iter()
        .position(|h| h == "scattering_at_longest_lag");
    assert_eq!(times.rows[0][column.unwrap()], "0.61");
    let plane = TrajectoryWords::of(Units::Metal, Dimension::Two);
    assert_eq!(plane.viscosity.name, "eV/Å^{2} ps");
}

#[test]
fn a_single_species_is_not_drawn_twice() {
    let mut answer = dynamics();
    answer.motions.remove(2);
    let figure = trajectory::displacement(&answer, &words()).unwrap();
    assert_eq!(circles(&figure, BLUE), 0);
    assert_eq!(circles(&figure, INK), 22);
}

#[test]
fn a_viscosity_is_told_where_stress_forgets_and_only_there() {
    let motion = dynamics();
    let of_stress = viscosity(measured());
    let page = sensible(TrajectoryAnswer::Dynamics {
        motion: &motion,
        viscosity: Some(&of_stress),
    });
    for words in ["150.0 ± 6.0", "50.0 ± 2.0", "stress-relaxation"] {
        assert!(page.contains(words), "{words}");
    }
    let of_stress = viscosity(ShearViscosity::NotDecayed {
        until: 29.0,
        left: of(0.4, 0.1),
        so_far: of(90.0, 4.0),
    });
    let page = sensible(TrajectoryAnswer::Dynamics {
        motion: &motion,
        viscosity: Some(&of_stress),
    });
    assert!(page.contains("there is no viscosity"));
}

#[test]
fn strain_correlations_show_their_signs_and_the_histogram_its_border() {
    let answer = local();
    let figure = trajectory::strain_correlation(&answer, &words()).unwrap();
    assert_eq!(circles(&figure, INK), 19, "eighteen shells and the legend");
    assert_eq!(circles(&figure, ORANGE), 2, "one shell and the legend");
    assert_eq!(circles(&figure, PALE), 2, "one within noise and the legend");
    assert!(figure.svg().contains("stroke-dasharray"));
    let figure = trajectory::d2min(&answer, &words()).unwrap();
    assert!(figure.svg().contains("mobile from here"));
    let figure = trajectory::displacement_correlation(&answer, &words()).unwrap();
    assert_eq!(circles(&figure, INK), 20);
    assert_eq!(circles(&figure, BLUE), 20);
    let page = sensible(TrajectoryAnswer::Local(&answer));
    assert!(page.contains("turn with the medium in part"));
    assert!(page.contains("0.700 ± 0.020"));
    assert!(page.contains("a part of 0.58 is its own"), "1 - 0.65^2");
}

#[test]
fn imprisonment_is_only_claimed_with_an_error() {
    let mut answer = local();
    let mut slope = |value: Estimate| {
        answer.imprisonment.slope = value;
        sensible(TrajectoryAnswer::Local(&answer))
    };
    assert!(slope(of(1.01, 0.02)).contains("imprisonment asks (1)"));
    assert!(slope(of(0.01, 0.02)).contains("no more with the medium than by chance"));
    assert!(slope(of(1.0, f64::INFINITY)).contains("nothing is said of it"));
}

#[test]
fn units_show_how_they_turn_their_dipoles_and_the_force() {
    let answer = units();
    let page = sensible(TrajectoryAnswer::Units(&answer));
    for words in [
        "2 rigid units were found",
        "a matter of the border",
        "120.0 ± 9.0",
        "110.0 ± 9.0",
        "400.0 ± 9.0",
        "A–A",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("A–B"), "a pair that was never seen");
    let figure = trajectory::turning(&answer, &words()).unwrap();
    assert_eq!(
        circles(&figure, INK),
        13,
        "six lags in each panel and the legend"
    );
    assert_eq!(circles(&figure, ORANGE), 7);
    let figure = trajectory::force(&answer, &words()).unwrap();
    assert_eq!(circles(&figure, BLUE), 3);
}

#[test]
fn answers_without_numbers_still_have_a_page() {
    let empty = ModulusAnswer {
        windows: Vec::new(),
        ..moduli()
    };
    let page = sensible(modulus_of(&empty, None));
    assert!(page.contains("Nothing was measured") && !page.contains("<figure"));
    let still = DynamicsAnswer {
        motions: Vec::new(),
        structure: Vec::new(),
        ..dynamics()
    };
    let page = sensible(TrajectoryAnswer::Dynamics {
        motion: &still,
        viscosity: None,
    });
    assert!(!page.contains("<figure"));
    let none = UnitsAnswer {
        found: RigidUnits {
            units: Vec::new(),
            ..units().found
        },
        turned: None,
        force: None,
        dipoles: None,
        ..units()
    };
    let page = sensible(TrajectoryAnswer::Units(&none));
    assert!(page.contains("No rigid units were found") && !page.contains("<figure"));
    let mut bare = local();
    bare.means.histogram.clear();
    bare.displacements.shells.clear();
    bare.strains.shells.clear();
    let page = sensible(TrajectoryAnswer::Local(&bare));
    assert!(!page.contains("<figure"));
}

#[test]
fn answers_full_of_gaps_still_have_a_page() {
    let mut answer = local();
    for shell in &mut answer.strains.shells {
        shell.quartic = Some(NOTHING);
        shell.angles[0].covariance = NOTHING;
    }
    answer.means.histogram[2].part = NOTHING;
    answer.displacements.shells[4].correlation = NOTHING;
    answer.means.mobile = NOTHING;
    sensible(TrajectoryAnswer::Local(&answer));
    let mut motion = dynamics();
    for point in &mut motion.motions[0].points {
        point.msd = of(0.0, 0.0);
        point.scattering = NOTHING;
    }
    let mut of_stress = viscosity(measured());
    of_stress.modulus[3].value = NOTHING;
    of_stress.running[5].value.error = f64::INFINITY;
    sensible(TrajectoryAnswer::Dynamics {
        motion: &motion,
        viscosity: Some(&of_stress),
    });
}

#[test]
fn every_figure_can_be_drawn_in_pixels() {
    let (moduli, stress, motion, local, units) = (moduli(), stress(), dynamics(), local(), units());
    let viscosity = viscosity(measured());
    let answers = [
        modulus_of(&moduli, Some(&stress)),
        TrajectoryAnswer::Dynamics {
            motion: &motion,
            viscosity: Some(&viscosity),
        },
        TrajectoryAnswer::Local(&local),
        TrajectoryAnswer::Units(&units),
    ];
    let figures = answers.map(|answer| TrajectoryPictures::of(answer, &words()).figures);
    let drawn: Vec<&Figure> = figures.iter().flatten().collect();
    assert_eq!(drawn.len(), 14);
    for figure in drawn {
        assert_eq!(&figure.png().unwrap()[..4], b"\x89PNG", "{}", figure.name);
    }
}

#[test]
fn tables_name_units_and_hold_every_number() {
    let (answer, of_stress) = (moduli(), stress());
    let tables = TrajectoryPictures::of(modulus_of(&answer, Some(&of_stress)), &words()).tables;
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    assert_eq!(
        names,
        ["shells", "windows", "stress_windows", "elastic_constants"]
    );
    let shells = &tables[0];
    let column = shells
        .header
        .iter()
        .position(|h| h == "mu (ε/σ^3)")
        .unwrap();
    assert_eq!(shells.rows.len(), 12);
    assert_eq!(shells.rows[0][column], "14");
    assert!(shells.header.contains(&"q (1/σ)".to_owned()));
    assert_eq!(tables[3].rows.len(), 36);
}

#[test]
fn a_report_of_another_kind_replaces_the_earlier_one() {
    let scratch = tempfile::tempdir().unwrap();
    let meta = ReportMeta::default();
    let write = |answer| {
        let options = ReportOptions::default();
        write_trajectory_report(answer, &words(), &meta, scratch.path(), options).unwrap()
    };
    let (first, second) = (moduli(), local());
    let written = write(modulus_of(&first, None));
    assert_eq!(written[0], scratch.path().join("report.html"));
    assert!(scratch.path().join("figures/modulus-wave.svg").is_file());
    write(TrajectoryAnswer::Local(&second));
    assert!(!scratch.path().join("figures/modulus-wave.svg").exists());
    assert!(!scratch.path().join("tables/shells.csv").exists());
    assert!(scratch.path().join("tables/means.csv").is_file());
}
