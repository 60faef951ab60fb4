//! Viscosity of stresses whose memory is known, and series of stress from files.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use glassmelt::SymmetricTensor;
use glassmelt_trajectory::dynamics::{
    Clock, Column, GreenKubo, LaboratoryScale, Relaxation, RelaxationPoint, ShearViscosity,
    StressColumns, StressConditions, StressCorrelator, StressRows, StressSeries, table, viscosity,
};
use glassmelt_trajectory::{Dimension, Error, Place, Units};

/// Numbers from a counter (splitmix64, Steele et al. 2014).
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E3779B97F4A7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58476D1CE4E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D049BB133111EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }
}

/// A tensor with five shears of variance one each, by an isotropic law, beside a pressure.
fn tensor(shears: [f64; 5], pressure: f64) -> SymmetricTensor {
    let [xy, xz, yz, planar, axial] = shears;
    let third = axial / 3.0_f64.sqrt();
    SymmetricTensor::from_components([
        pressure + planar - third,
        pressure - planar - third,
        pressure + 2.0 * third,
        yz,
        xz,
        xy,
    ])
}

/// Stress that forgets as exp(-t/tau) (Ornstein and Uhlenbeck), with the variance one.
fn forgetful(steps: usize, interval: f64, tau: f64, seed: u64) -> StressSeries {
    let mut random = Random(seed);
    let keep = (-interval / tau).exp();
    let kick = (1.0 - keep * keep).sqrt();
    let mut shears: [f64; 5] = std::array::from_fn(|_| random.normal());
    let mut values = Vec::with_capacity(steps);
    for _ in 0..steps {
        values.push(tensor(shears, 7.0 + random.normal()));
        shears = shears.map(|s| keep * s + kick * random.normal());
    }
    StressSeries {
        dimension: Dimension::Three,
        interval,
        values,
        broken: None,
    }
}

const CONDITIONS: StressConditions = StressConditions {
    volume: 30.0,
    kt: 1.5,
};

/// The trapezoid's own integral of `20 exp(-t/tau)`, which is what a series with this interval can say.
fn truth(interval: f64, tau: f64) -> f64 {
    20.0 * 0.5 * interval / (0.5 * interval / tau).tanh()
}

#[test]
fn five_shears_of_a_tensor_are_what_it_was_made_of() {
    let shears = [1.0, -2.0, 3.0, 0.5, -0.7];
    for (found, made) in tensor(shears, 11.0).shears().iter().zip(shears) {
        assert!((found - made).abs() < 1e-14);
    }
}

#[test]
fn the_viscosity_of_forgetful_stress_is_modulus_times_time() {
    let series = forgetful(60_000, 0.1, 1.0, 1);
    let answer = viscosity(&series, CONDITIONS, Some(20.0)).expect("a series");
    let ShearViscosity::Measured {
        eta,
        upper_limit,
        relaxation_time,
        left_out,
        helfand,
    } = answer.viscosity
    else {
        panic!("{:?}", answer.viscosity);
    };
    let expected = truth(0.1, 1.0);
    assert!((eta.mean - expected).abs() < 4.5 * eta.error, "{eta:?}");
    assert!(eta.error < 0.05 * expected);
    assert!(
        (helfand.mean - expected).abs() < 4.5 * helfand.error,
        "{helfand:?}"
    );
    assert!(helfand.error < 0.1 * expected);
    assert!((relaxation_time - 1.0).abs() < 0.2);
    assert!((upper_limit - 5.0 * relaxation_time).abs() < 0.11);
    assert!(left_out.mean.abs() < 4.5 * left_out.error);
    assert!(answer.warnings.is_empty(), "{:?}", answer.warnings);
    let g0 = answer.infinite_frequency_modulus;
    assert!((g0.mean - 20.0).abs() < 4.5 * g0.error);
    for point in answer.modulus.iter().filter(|p| p.time < 3.0) {
        let g = 20.0 * (-point.time).exp();
        assert!(
            (point.value.mean - g).abs() < 4.5 * point.value.error,
            "{point:?}"
        );
    }
}

#[test]
fn errors_cover_the_truth_over_a_hundred_series() {
    let (mut kubo, mut walk) = (0, 0);
    for seed in 0..100 {
        let series = forgetful(4000, 0.1, 1.0, 500 + seed);
        let answer = viscosity(&series, CONDITIONS, Some(25.0)).expect("a series");
        let ShearViscosity::Measured { eta, helfand, .. } = answer.viscosity else {
            continue;
        };
        kubo += usize::from((eta.mean - truth(0.1, 1.0)).abs() < 2.0 * eta.error);
        walk += usize::from((helfand.mean - truth(0.1, 1.0)).abs() < 2.0 * helfand.error);
    }
    // 95 of 100; the choice of the limit, from the same data, takes a little.
    assert!(kubo >= 85, "{kubo}");
    assert!(walk >= 85, "{walk}");
}

#[test]
fn each_lag_is_the_direct_sum_over_all_its_origins() {
    let series = forgetful(3000, 0.1, 1.0, 9);
    for dimension in [Dimension::Three, Dimension::Two] {
        let mut correlator = StressCorrelator::new(dimension, 0.1, 40).expect("lags");
        for value in &series.values {
            correlator.add(value);
        }
        let correlation = correlator.finish().expect("long enough");
        let chosen: &[usize] = match dimension {
            Dimension::Three => &[0, 1, 2, 3, 4],
            Dimension::Two => &[0, 3],
        };
        for lag in [0, 1, 17, 40] {
            let pairs = series.values.iter().zip(&series.values[lag..]);
            let product = |(a, b): (&SymmetricTensor, &SymmetricTensor)| {
                let of = |shear: &usize| a.shears()[*shear] * b.shears()[*shear];
                chosen.iter().map(of).sum::<f64>()
            };
            let sum: f64 = pairs.map(product).sum();
            let direct = sum / ((3000 - lag) * chosen.len()) as f64;
            assert!((correlation.values()[lag] - direct).abs() < 1e-12);
        }
    }
}

#[test]
fn a_long_series_keeps_few_blocks_and_the_same_sums() {
    let series = forgetful(40_000, 0.1, 1.0, 10);
    let of = |values: &[SymmetricTensor]| {
        let mut correlator = StressCorrelator::new(Dimension::Three, 0.1, 20).expect("lags");
        for value in values {
            correlator.add(value);
        }
        correlator.finish().expect("long enough")
    };
    let correlation = of(&series.values);
    let sum: f64 = series
        .values
        .windows(8)
        .map(|w| {
            w[0].shears()
                .iter()
                .zip(w[7].shears())
                .map(|(a, b)| a * b)
                .sum::<f64>()
        })
        .sum();
    assert!((correlation.values()[7] - sum / (5.0 * 39_993.0)).abs() < 1e-12);
    let kubo = GreenKubo::new(&correlation, CONDITIONS).expect("conditions");
    let at = kubo.modulus(7);
    assert!(at.error > 0.0 && at.error < 0.1 * at.mean, "{at:?}");
}

#[test]
fn frozen_stress_has_no_viscosity() {
    let mut series = forgetful(5000, 0.1, 1.0, 3);
    for value in &mut series.values {
        value.xy += 2.0;
    }
    let answer = viscosity(&series, CONDITIONS, None).expect("a series");
    assert!(matches!(
        answer.viscosity,
        ShearViscosity::NotDecayed { .. }
    ));
    assert_eq!(answer.warnings[0].code, "not_decayed");
}

#[test]
fn a_short_series_is_told_so() {
    let series = forgetful(150, 0.1, 1.0, 4);
    let answer = viscosity(&series, CONDITIONS, Some(13.0)).expect("a series");
    assert!(!answer.warnings.is_empty());
}

#[test]
fn turning_the_box_does_not_change_five_shears_together() {
    let series = forgetful(2000, 0.1, 1.0, 5);
    let turn = nalgebra::Rotation3::from_euler_angles(0.3, -1.1, 2.0);
    let mut turned = series.clone();
    for value in &mut turned.values {
        *value = value.rotated(turn.matrix());
    }
    let running = |series: &StressSeries| {
        let answer = viscosity(series, CONDITIONS, Some(5.0)).expect("a series");
        answer.running[20].value.mean
    };
    assert!((running(&series) / running(&turned) - 1.0).abs() < 1e-10);
}

fn columns(clock: Clock) -> StressColumns {
    StressColumns {
        names: None,
        clock,
        dimension: Dimension::Three,
        units: Units::Lj,
    }
}

fn rows(text: &str, columns: &StressColumns) -> Result<Vec<SymmetricTensor>, Error> {
    let text = Box::new(Cursor::new(text.to_owned()));
    StressRows::from_reader(text, Path::new("stress.txt"), columns)?.collect()
}

const LAMMPS: &str = "# Time-averaged data for fix stress
# TimeStep v_pxx v_pyy v_pzz v_pxy v_pxz v_pyz
50800 9.9 9.7 10.2 0.06 0.09 0.12
50805 9.8 9.6 10.1 -0.01 0.05 0.16
50810 9.7 9.5 10.0 -0.04 -0.07 0.15
";

#[test]
fn a_file_of_lammps_is_read_with_its_names() {
    let values = rows(LAMMPS, &columns(Clock::Step(0.005))).expect("three rows");
    assert_eq!(values.len(), 3);
    let expected = SymmetricTensor::from_components([9.9, 9.7, 10.2, 0.12, 0.09, 0.06]);
    assert_eq!(values[0], expected);
}

#[test]
fn csv_may_have_its_columns_in_any_order_and_names_of_its_own() {
    let text = "temperature,time,Pyz,Pxz,Pxy,Pzz,Pyy,Pxx\n1,0.0,6,5,4,3,2,1\n1,0.1,6,5,4,3,2,1\n";
    let values = rows(text, &columns(Clock::Frames)).expect("two rows");
    assert_eq!(values[1].components(), [1.0, 2.0, 3.0, 6.0, 5.0, 4.0]);
    let own = "step;a b c d e f\n".replace(';', " ") + "0 1 2 3 4 5 6\n10 1 2 3 4 5 6\n";
    let mut columns = columns(Clock::Step(1.0));
    columns.names = Some(["a", "b", "c", "d", "e", "f"].map(str::to_owned));
    let values = rows(&own, &columns).expect("two rows");
    assert_eq!(values[0].components(), [1.0, 2.0, 3.0, 6.0, 5.0, 4.0]);
}

#[test]
fn units_of_pressure_become_energies_over_volumes() {
    let mut columns = columns(Clock::Step(0.005));
    columns.units = Units::Metal;
    let values = rows(LAMMPS, &columns).expect("three rows");
    // LAMMPS: nktv2p = 1.6021765e6 bar A^3/eV.
    assert!((values[0].xx * 1.6021765e6 / 9.9 - 1.0).abs() < 1e-6);
}

#[test]
fn a_plane_needs_only_its_own_components() {
    let text = "time,sxx,syy,sxy\n0,1,2,3\n1,1,2,3\n";
    let mut columns = columns(Clock::Frames);
    assert!(rows(text, &columns).is_err());
    columns.dimension = Dimension::Two;
    assert_eq!(rows(text, &columns).expect("two rows")[0].xy, 3.0);
}

#[test]
fn errors_name_the_line_what_stands_there_and_what_would_be_right() {
    for (text, line, words) in [
        (LAMMPS.replace("50810", "50811"), 5, "equal steps"),
        (LAMMPS.replace("50810", "50805"), 5, "equal steps"),
        (LAMMPS.replace("9.6", "nine"), 4, "a finite number"),
        (LAMMPS.replace("9.6", "nan"), 4, "a finite number"),
        (LAMMPS.replace(" 0.16", ""), 4, "7 values"),
        (LAMMPS.replace("v_pxy", "v_shear"), 2, "pxy"),
        (LAMMPS.replace("TimeStep", "Time"), 2, "timestep"),
        ("1 2 3\n".to_owned(), 1, "names of columns"),
    ] {
        let error = rows(&text, &columns(Clock::Step(0.005))).expect_err("malformed");
        assert!(
            matches!(&error, Error::Malformed { place: Place::Line(at), .. } if *at == line),
            "{error}"
        );
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(rows("", &columns(Clock::Frames)).is_err());
    assert!(rows(&"x".repeat(100_000), &columns(Clock::Frames)).is_err());
}

#[test]
fn a_file_packed_by_gzip_is_the_same_series_and_a_cut_one_keeps_what_came_before() {
    let scratch = tempfile::tempdir().expect("a folder");
    let plain = scratch.path().join("stress.txt");
    let mut text = "# TimeStep v_pxx v_pyy v_pzz v_pxy v_pxz v_pyz\n".to_owned();
    let mut random = Random(5);
    for step in 0..5000 {
        let numbers: Vec<String> = (0..6).map(|_| format!("{:.6}", random.normal())).collect();
        writeln!(text, "{} {}", 10 * step, numbers.join(" ")).expect("memory");
    }
    std::fs::write(&plain, &text).expect("a file");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).expect("memory");
    let packed = packer.finish().expect("memory");
    let gzip = scratch.path().join("stress.txt.gz");
    std::fs::write(&gzip, &packed).expect("a file");
    let columns = columns(Clock::Step(0.005));
    let series = StressSeries::read(&plain, &columns).expect("a series");
    assert_eq!(series, StressSeries::read(&gzip, &columns).expect("packed"));
    assert_eq!(series.values.len(), 5000);
    std::fs::write(&gzip, &packed[..packed.len() / 2]).expect("a file");
    let cut = StressSeries::read(&gzip, &columns).expect("half of it");
    let told = cut.broken.expect("it is cut").to_string();
    assert!(told.contains("stress.txt.gz"), "{told}");
    assert!(cut.values.len() > 1000);
    assert_eq!(cut.values, series.values[..cut.values.len()]);
}

#[test]
fn a_file_whose_last_line_is_half_written_keeps_what_came_before() {
    let path = std::env::temp_dir().join(format!("glassmelt-stress-{}.txt", std::process::id()));
    let half = format!("{LAMMPS}50815 9.7 9");
    std::fs::File::create(&path)
        .and_then(|mut file| file.write_all(half.as_bytes()))
        .expect("a file");
    let series = StressSeries::read(&path, &columns(Clock::Step(0.005))).expect("three rows");
    assert_eq!(series.values.len(), 3);
    assert!((series.interval - 0.025).abs() < 1e-12);
    assert!(matches!(
        series.broken,
        Some(Error::Malformed {
            place: Place::Line(6),
            ..
        })
    ));
    std::fs::remove_file(&path).expect("it was there");
}

#[test]
fn a_table_holds_what_was_measured_and_says_what_was_not() {
    let estimate = |mean: f64| glassmelt::Estimate {
        mean,
        error: 0.1 * mean,
        independent_samples: 9.0,
    };
    let point = |temperature, tau_alpha| RelaxationPoint {
        temperature,
        tau_alpha,
        viscosity: None,
    };
    let points = [
        point(
            1.0,
            Relaxation::Reached {
                tau: estimate(10.0),
            },
        ),
        point(
            0.4,
            Relaxation::NotReached {
                longer_than: 900.0,
                left: estimate(0.5),
            },
        ),
    ];
    let scale = LaboratoryScale::argon();
    // The unit of time of argon is 2.16 ps (Allen and Tildesley, appendix B).
    assert!((scale.seconds / 2.16e-12 - 1.0).abs() < 3e-3);
    let text = table(&points, scale, Column::RelaxationTime);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], "T_K,log10_tau_s,log10_tau_error");
    let numbers: Vec<f64> = lines[2]
        .split(',')
        .map(|x| x.parse().expect("a number"))
        .collect();
    assert!((numbers[0] - 119.8).abs() < 1e-9);
    assert!((numbers[1] - (10.0 * scale.seconds).log10()).abs() < 1e-12);
    assert!((numbers[2] - 0.1 / std::f64::consts::LN_10).abs() < 1e-12);
    assert!(lines[3].starts_with("# 47.92 K: tau is longer than"));
    assert!(LaboratoryScale::of(Units::Lj).is_err());
    let metal = LaboratoryScale::of(Units::Metal).expect("not reduced");
    assert!((metal.pascal_seconds - 0.1602176634).abs() < 1e-9);
}
