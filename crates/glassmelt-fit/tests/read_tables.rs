//! One curve, however it is written down, is one curve.

use glassmelt_fit::read::{
    Measure, ReadOptions, Reading, TemperatureUnit, ValueUnit, read_curve, read_file,
};
use glassmelt_fit::{Curve, EntropyOrigin, Quantity};
use proptest::prelude::*;

fn read(text: impl AsRef<[u8]>) -> Reading {
    read_with(text, &ReadOptions::default())
}

fn read_with(text: impl AsRef<[u8]>, options: &ReadOptions) -> Reading {
    match read_curve("folder/glycerol.v2.csv", text.as_ref(), options) {
        Ok(reading) => reading,
        Err(error) => panic!("{error}"),
    }
}

fn codes(reading: &Reading) -> Vec<&'static str> {
    reading.notes.iter().map(|note| note.code).collect()
}

const PLAIN: &str = "T_K,log10_eta_Pa_s\n300,1\n290,2\n280,3\n270,4\n";

#[test]
fn the_plain_table_is_read_without_a_note() {
    let Reading { curve, notes, .. } = read(PLAIN);
    assert_eq!(curve.name, "glycerol.v2");
    assert_eq!(curve.quantity, Quantity::Viscosity);
    assert_eq!(curve.temperatures, [300.0, 290.0, 280.0, 270.0]);
    assert_eq!(curve.log10_values, [1.0, 2.0, 3.0, 4.0]);
    assert_eq!(
        (curve.errors, curve.modulus_gpa, curve.entropy),
        (None, None, None)
    );
    assert!(notes.is_empty());
}

#[test]
fn points_are_sorted_hottest_first_and_equal_temperatures_keep_their_order() {
    let curve = read("T_K,eta_Pa_s\n280,100\n300,1\n280,10\n290,1000\n").curve;
    assert_eq!(curve.temperatures, [300.0, 290.0, 280.0, 280.0]);
    assert_eq!(curve.log10_values, [0.0, 3.0, 2.0, 1.0]);
}

#[test]
fn separators_line_ends_and_encodings_do_not_matter() {
    let expected = read(PLAIN).curve;
    let utf16: Vec<u8> = format!("\u{FEFF}{PLAIN}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for text in [
        PLAIN.replace(',', "\t"),
        PLAIN.replace(',', ";"),
        PLAIN.replace(',', "   "),
        PLAIN.replace(',', " , "),
        PLAIN.replace('\n', "\r\n"),
        PLAIN.replace('\n', "\r"),
        PLAIN.replace('\n', ",,\n"),
        PLAIN.replace('\n', "\n\n # a \"remark\n"),
        format!("\u{FEFF}{PLAIN}"),
        format!("sep=;\n{}", PLAIN.replace(',', ";")),
        PLAIN.trim_end().to_owned(),
        PLAIN.replace("300,1", "\"300\",\" 1 \""),
        PLAIN.replace("T_K", "\"temperature, K\""),
        format!("{PLAIN},,,\n"),
    ] {
        assert_eq!(read(&text).curve, expected, "{text}");
    }
    assert_eq!(read(utf16).curve, expected);
}

#[test]
fn decimal_commas_are_read_between_semicolons_and_tabs_with_a_note() {
    let expected = read("T_K,log10_eta_Pa_s\n300.25,-1.5\n290,2e-1\n280,3\n270,4\n").curve;
    for separator in [";", "\t"] {
        let text =
            "T_K|log10_eta_Pa_s\n300,25|-1,5\n290|2e-1\n280|3\n270|4\n".replace('|', separator);
        let reading = read(text);
        assert_eq!(reading.curve, expected);
        assert_eq!(codes(&reading), ["decimal_commas"]);
    }
}

#[test]
fn a_header_in_a_comment_is_found_and_said() {
    let reading = read("# NETZSCH\n# T_K log10_eta_Pa_s\n300 1\n290 2\n280 3\n270 4\n");
    assert_eq!(reading.curve, read(PLAIN).curve);
    assert_eq!(codes(&reading), ["header_in_comment"]);
}

#[test]
fn a_table_without_names_is_read_by_numbers_and_units() {
    let options = ReadOptions {
        temperature_column: Some("2".into()),
        temperature_unit: Some(TemperatureUnit::Kelvin),
        value_column: Some("1".into()),
        value_unit: Some(ValueUnit::Log10(Measure::PascalSecond)),
        ..ReadOptions::default()
    };
    let reading = read_with("1,300\n2,290\n3,280\n4,270\n", &options);
    assert_eq!(reading.curve, read(PLAIN).curve);
}

#[test]
fn columns_that_are_not_used_are_named() {
    let reading = read(",T_K,sample,log10_eta_Pa_s\n0,300,a,1\n1,290,,2\n2,280,c,3\n3,270,d,4\n");
    assert_eq!(reading.curve, read(PLAIN).curve);
    assert_eq!(codes(&reading), ["ignored_columns"]);
    assert_eq!(
        reading.notes[0].message,
        "Columns that are not used: 1, sample."
    );
}

#[test]
fn options_choose_among_columns_by_name_by_number_and_by_unit() {
    let text = "T_C,T_K,eta_Pa_s,log10_eta_Pa_s,tau_s\n\
                26.85,300,1,0,1e-9\n16.85,290,10,1,1e-8\n6.85,280,100,2,1e-7\n-3.15,270,1000,3,1e-6\n";
    let choose = |temperature: &str, value: &str| {
        let options = ReadOptions {
            temperature_column: Some(temperature.into()),
            value_column: Some(value.into()),
            ..ReadOptions::default()
        };
        read_with(text, &options).curve
    };
    let expected = choose("T_K", "log10_eta_Pa_s");
    assert_eq!(choose("2", "ETA_PA_S"), expected);
    assert_close(&choose("1", "4"), &expected, 1e-12);
    assert_eq!(choose("T_K", "tau_s").quantity, Quantity::RelaxationTime);
    let options = ReadOptions {
        temperature_unit: Some(TemperatureUnit::Kelvin),
        value_unit: Some(ValueUnit::Log10(Measure::PascalSecond)),
        ..ReadOptions::default()
    };
    assert_eq!(read_with(text, &options).curve, expected);
}

#[test]
fn an_error_of_another_quantity_is_left_alone() {
    let text = "T_K,tau_s,tau_error_s,eta_Pa_s,eta_error_Pa_s\n\
                300,1,.1,10,1\n290,1,.1,10,1\n280,1,.1,10,1\n270,1,.1,10,1\n";
    let options = ReadOptions {
        value_column: Some("eta_Pa_s".into()),
        ..ReadOptions::default()
    };
    let reading = read_with(text, &options);
    assert_eq!(
        reading.notes[0].message,
        "Columns that are not used: tau_s, tau_error_s."
    );
}

#[test]
fn ten_percent_is_the_same_error_however_it_is_written() {
    let decades = 0.1 / std::f64::consts::LN_10;
    for (header, row) in [
        ("eta_Pa_s,error", "50,5".to_owned()),
        ("eta_poise,eta_error_Pa_s", "500,5".to_owned()),
        ("log10_eta_Pa_s,eta_error_poise", "2,100".to_owned()),
        ("eta_Pa_s,log10_eta_error", format!("50,{decades}")),
        ("eta_Pa_s,error_dex", format!("50,{decades}")),
        ("ln_eta_Pa_s,error", "3,0.1".to_owned()),
        ("tau_s,error_percent", "7e-9,10".to_owned()),
    ] {
        let rows = format!("300,{row}\n").repeat(4);
        let curve = read(format!("T_K,{header}\n{rows}")).curve;
        for error in curve.errors.unwrap() {
            assert!((error / decades - 1.0).abs() < 1e-12, "{header}: {error}");
        }
    }
}

#[test]
fn a_modulus_is_read_in_gigapascals() {
    let rows = "300,1,2500\n290,2,2600\n280,3,2700\n270,4,2800\n";
    let curve = read(format!("T_K,log10_eta_Pa_s,G_inf (MPa)\n{rows}")).curve;
    assert_eq!(curve.modulus_gpa, Some(vec![2.5, 2.6, 2.7, 2.8]));
}

#[test]
fn an_entropy_column_is_absolute() {
    let rows = "270,4,20\n280,3,22\n290,2,24\n300,1,26\n";
    let curve = read(format!("T_K,log10_eta_Pa_s,S_J_mol_K\n{rows}")).curve;
    let entropy = curve.entropy.unwrap();
    assert_eq!(entropy.origin, EntropyOrigin::Absolute);
    assert_eq!(entropy.values, [26.0, 24.0, 22.0, 20.0]);
}

#[test]
fn heat_capacities_give_the_entropy_above_the_coldest_point_and_say_so() {
    let rows = "270,4,180,100\n290,2,180,100\n280,3,180,100\n300,1,180,100\n";
    let header = "T_K,log10_eta_Pa_s,cp_liquid_J_mol_K,cp_glass_J_mol_K";
    let reading = read(format!("{header}\n{rows}"));
    assert_eq!(codes(&reading), ["entropy_up_to_a_constant"]);
    let entropy = reading.curve.entropy.clone().unwrap();
    assert_eq!(entropy.origin, EntropyOrigin::ZeroAt(270.0));
    for (t, s) in reading.curve.temperatures.iter().zip(&entropy.values) {
        assert!((s - 80.0 * (t / 270.0_f64).ln()).abs() < 1e-12);
    }
    let excess = rows.replace(",180,100", ",80");
    let by_excess = read(format!("T_K,log10_eta_Pa_s,cp_excess_J_mol_K\n{excess}"));
    assert_eq!(by_excess.curve, reading.curve);
}

#[test]
fn a_selection_of_points_keeps_the_origin_of_its_entropy() {
    let rows = "270,4,80\n280,3,80\n290,2,80\n300,1,80\n";
    let curve = read(format!("T_K,log10_eta_Pa_s,cp_excess_J_mol_K\n{rows}")).curve;
    let hot = curve.select(&[0, 1]).entropy.unwrap();
    assert_eq!(hot.origin, EntropyOrigin::ZeroAt(270.0));
    assert_eq!(hot.values, curve.entropy.unwrap().values[..2]);
}

#[test]
fn half_a_heat_capacity_gives_no_entropy_and_says_what_is_missing() {
    let rows = "270,4,80\n280,3,80\n290,2,80\n300,1,80\n";
    let reading = read(format!("T_K,log10_eta_Pa_s,cp_liquid_J_mol_K\n{rows}"));
    assert_eq!(reading.curve.entropy, None);
    assert_eq!(
        codes(&reading),
        ["ignored_columns", "incomplete_heat_capacity"]
    );
}

#[test]
fn a_glass_with_more_heat_capacity_than_its_liquid_is_noted() {
    let rows = "270,4,80\n280,3,-80\n290,2,-80\n300,1,80\n";
    let reading = read(format!("T_K,log10_eta_Pa_s,cp_excess_J_mol_K\n{rows}"));
    assert!(codes(&reading).contains(&"entropy_falls_on_heating"));
}

#[test]
fn molecular_liquids_are_not_taken_for_celsius_but_a_polymer_below_100_is() {
    let glycerol = "T_K,log10_eta_Pa_s\n300,0\n253,2\n210,7\n187,12\n";
    assert!(codes(&read(glycerol)).is_empty());
    let ethanol = "T_K,log10_eta_Pa_s\n150,1\n120,3\n105,8\n96,12\n";
    assert!(codes(&read(ethanol)).is_empty());
    let polymer = "T_K,log10_eta_Pa_s\n95,4\n80,6\n60,9\n45,12\n";
    assert_eq!(codes(&read(polymer)), ["looks_like_celsius"]);
}

#[test]
fn columns_that_run_the_wrong_way_are_noted() {
    let inverse = "T_K,log10_eta_Pa_s\n300,9\n290,8\n280,7\n270,6\n";
    assert_eq!(codes(&read(inverse)), ["rises_with_temperature"]);
    let large = "T_K,log10_eta_Pa_s\n300,9\n290,18\n280,27\n270,36\n";
    assert_eq!(codes(&read(large)), ["looks_linear"]);
}

#[test]
fn linear_errors_that_are_not_small_are_noted() {
    let text = "T_K,eta_Pa_s,error\n300,9,8\n290,18,1\n280,27,1\n270,36,1\n";
    assert_eq!(codes(&read(text)), ["large_linear_errors"]);
}

fn assert_close(left: &Curve, right: &Curve, tolerance: f64) {
    let close = |a: &[f64], b: &[f64]| {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(a, b)| (a - b).abs() <= tolerance * b.abs().max(1.0))
    };
    let close_or_none = |a: &Option<Vec<f64>>, b: &Option<Vec<f64>>| match (a, b) {
        (Some(a), Some(b)) => close(a, b),
        (None, None) => true,
        _ => false,
    };
    assert_eq!(left.quantity, right.quantity);
    assert!(
        close(&left.temperatures, &right.temperatures),
        "{left:?} {right:?}"
    );
    assert!(
        close(&left.log10_values, &right.log10_values),
        "{left:?} {right:?}"
    );
    assert!(
        close_or_none(&left.errors, &right.errors),
        "{left:?} {right:?}"
    );
}

/// How a number of the table is written.
type Write = fn(f64) -> f64;

const TEMPERATURES: [(&str, Write); 3] = [
    ("T_K", |t| t),
    ("T [°C]", |t| t - 273.15),
    ("\"temperature (K)\"", |t| t),
];

const VISCOSITIES: [(&str, Write); 6] = [
    ("log10_eta_Pa_s", |x| x),
    ("log10(eta/poise)", |x| x + 1.0),
    ("eta_Pa_s", |x| 10f64.powf(x)),
    ("viscosity (P)", |x| 10f64.powf(x + 1.0)),
    ("eta (mPa s)", |x| 10f64.powf(x + 3.0)),
    ("ln_eta_Pa_s", |x| x * std::f64::consts::LN_10),
];

/// Points at least a millikelvin apart, so that rounding does not change their order.
fn curves() -> impl Strategy<Value = Vec<(f64, f64, f64)>> {
    prop::collection::vec((1e-3..50.0, -5.0..14.0, 1e-3..0.1), 4..40).prop_map(|steps| {
        let mut t = 150.0;
        let climb = |(step, x, e): (f64, f64, f64)| {
            t += step;
            (t, x, e)
        };
        steps.into_iter().map(climb).collect()
    })
}

proptest! {
    #[test]
    fn a_curve_reads_back_the_same_from_every_unit_and_dialect(
        points in curves(),
        temperature in 0..TEMPERATURES.len(),
        viscosity in 0..VISCOSITIES.len(),
        separator in prop::sample::select(vec![",", ";", "\t", ";,", "\t,"]),
        ending in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        mark in prop::sample::select(vec!["", "\u{FEFF}"]),
    ) {
        let (t_name, write_t) = TEMPERATURES[temperature];
        let (x_name, write_x) = VISCOSITIES[viscosity];
        let decimal_comma = separator.len() == 2;
        let s = &separator[..1];
        let number = |value: f64| {
            let text = value.to_string();
            if decimal_comma { text.replace('.', ",") } else { text }
        };
        let mut text = format!("{mark}{t_name}{s}{x_name}{s}log10_eta_error{ending}");
        for &(t, x, e) in &points {
            let cells = [number(write_t(t)), number(write_x(x)), number(e)];
            text += &cells.join(s);
            text += ending;
        }
        let mut expected = read(PLAIN).curve;
        let hottest_first = || points.iter().rev();
        expected.temperatures = hottest_first().map(|p| p.0).collect();
        expected.log10_values = hottest_first().map(|p| p.1).collect();
        expected.errors = Some(hottest_first().map(|p| p.2).collect());
        assert_close(&read(&text).curve, &expected, 1e-12);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_curve("f", &bytes, &ReadOptions::default());
    }

    #[test]
    fn tables_of_nonsense_never_panic_and_are_refused_in_one_line(
        text in "\u{FEFF}?(T_K|eta_Pa_s|log|T|error|G_GPa|S_J_mol_K|[0-9]{1,4}|[-+.eE°;,\t \"#\r\n\\x00]|n/a|inf){0,60}",
        column in prop::option::of("[0-9]|T_K|eta_Pa_s|"),
    ) {
        let options = ReadOptions { value_column: column, ..ReadOptions::default() };
        match read_curve("f", text.as_bytes(), &options) {
            Ok(reading) => prop_assert!(reading.curve.len() >= 4),
            Err(error) => {
                let sentence = error.to_string();
                prop_assert!(sentence.starts_with('f') && !sentence.contains('\n'), "{}", sentence);
            }
        }
    }

    #[test]
    fn a_good_header_over_random_rows_gives_a_curve_of_finite_numbers_or_a_refusal(
        rows in prop::collection::vec("[0-9.e,-]{1,5}[;\t,][0-9.e,-]{1,5}([;\t,][0-9]{0,2})?", 4..9),
        header in prop::sample::select(vec![
            "T_K;eta_Pa_s;error", "T_C\tlog10_eta_poise\tG_GPa", "T_K,tau_s,cp_excess_J_mol_K",
        ]),
    ) {
        let text = format!("{header}\n{}\n", rows.join("\n"));
        if let Ok(Reading { curve, .. }) = read_curve("f", text.as_bytes(), &ReadOptions::default()) {
            prop_assert!(curve.temperatures.iter().all(|t| *t > 0.0 && t.is_finite()));
            prop_assert!(curve.temperatures.is_sorted_by(|a, b| a >= b));
            prop_assert!(curve.log10_values.iter().all(|x| x.is_finite()));
            prop_assert!(curve.errors.iter().flatten().all(|e| *e > 0.0 && e.is_finite()));
        }
    }
}

#[test]
fn every_shipped_curve_reads_without_a_note() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let tables = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let tables: Vec<_> = tables
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .collect();
    assert!(tables.len() >= 6);
    for path in tables {
        let reading = read_file(&path, &ReadOptions::default()).unwrap();
        assert_eq!(reading.notes, [], "{}", path.display());
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert_eq!(reading.curve.len(), lines - 1, "{}", path.display());
    }
}
