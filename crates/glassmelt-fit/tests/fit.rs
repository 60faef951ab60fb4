//! Claims about fits: truth recovered, invariances, honest bounds, coverage.

mod common;

use approx::assert_relative_eq;
use common::{bare_curve, diopside, exact, example, measured, noisy, weighted_diopside};
use glassmelt_fit::answer::{Fit, FittedParameter};
use glassmelt_fit::covariance::leverages;
use glassmelt_fit::solve::Robust;
use glassmelt_fit::task::Task;
use glassmelt_fit::{
    Curve, FitError, FitOptions, Law, Options, Quantity, Silent, Weighting, analyse::complete, fit,
    laws,
};
use rayon::prelude::*;

fn synthetic(law: &dyn Law, sigma: f64, seed: u64) -> Curve {
    let bare = bare_curve(Quantity::Viscosity, 1800.0, 900.0, 30);
    noisy(exact(law, &example(law.name()), bare), sigma, seed)
}

fn plain(curve: &Curve, law: &dyn Law) -> Fit {
    fit(curve, law, FitOptions::default()).unwrap_or_else(|e| panic!("{}: {e}", law.name()))
}

fn full(curve: &Curve, law: &dyn Law) -> Fit {
    complete(curve, law, &Options::default(), &Silent).expect("a fit")
}

#[test]
fn every_law_recovers_the_parameters_that_made_the_curve() {
    for law in laws::all() {
        let fit = plain(&synthetic(law, 0.0, 0), law);
        for (parameter, truth) in fit.parameters.iter().zip(example(law.name())) {
            assert_relative_eq!(parameter.value, truth, max_relative = 1e-6);
        }
        assert!(fit.rms_dex < 1e-9, "{}: {}", law.name(), fit.rms_dex);
    }
}

#[test]
fn every_law_recovers_noisy_parameters_within_five_errors() {
    for law in laws::all() {
        let fit = plain(&synthetic(law, 0.03, 11), law);
        for (parameter, truth) in fit.parameters.iter().zip(example(law.name())) {
            let error = parameter
                .error
                .unwrap_or_else(|| panic!("{} {}", law.name(), parameter.name));
            assert!(
                (parameter.value - truth).abs() < 5.0 * error,
                "{}: {} = {} +- {error}, truth {truth}",
                law.name(),
                parameter.name,
                parameter.value
            );
        }
    }
}

#[test]
fn relaxation_times_are_viscosities_ten_decades_lower() {
    // Tg moves from 1e12 Pa s to 100 s, so every law keeps its shape.
    let viscosities = Curve {
        modulus_gpa: None,
        entropy: None,
        ..synthetic(&laws::Myega, 0.03, 5)
    };
    let times = Curve {
        quantity: Quantity::RelaxationTime,
        log10_values: viscosities.log10_values.iter().map(|y| y - 10.0).collect(),
        ..viscosities.clone()
    };
    for law in laws::all()
        .into_iter()
        .filter(|law| law.needs(&times).is_none())
    {
        let (eta, tau) = (plain(&viscosities, law), plain(&times, law));
        assert!(
            tau.parameters[0].name.starts_with("log10_tau"),
            "{}",
            tau.parameters[0].name
        );
        assert!(tau.equation.starts_with("log10 tau"), "{}", tau.equation);
        assert_relative_eq!(
            eta.parameters[0].value - 10.0,
            tau.parameters[0].value,
            max_relative = 1e-6
        );
        assert_relative_eq!(eta.rss, tau.rss, max_relative = 1e-8);
        if let (Some(a), Some(b)) = (eta.derived.m, tau.derived.m) {
            assert_relative_eq!(a, b, max_relative = 1e-6);
        }
    }
}

#[test]
fn the_order_of_the_points_does_not_matter() {
    let curve = weighted_diopside();
    let backwards: Vec<usize> = (0..curve.len()).rev().collect();
    let reversed = curve.select(&backwards);
    for law in [
        &laws::Vft as &dyn Law,
        &laws::Myega,
        &laws::Parabolic,
        &laws::ModeCoupling,
    ] {
        let (a, b) = (plain(&curve, law), plain(&reversed, law));
        for (x, y) in a.parameters.iter().zip(&b.parameters) {
            assert_relative_eq!(x.value, y.value, max_relative = 1e-7);
            assert_relative_eq!(x.error.unwrap(), y.error.unwrap(), max_relative = 1e-5);
        }
    }
}

#[test]
fn temperatures_in_another_unit_scale_the_parameters_that_are_temperatures() {
    // Rankine instead of kelvin: b and t0 are 1.8 times larger, the rest stays.
    let curve = diopside();
    let rankine = Curve {
        temperatures: curve.temperatures.iter().map(|t| 1.8 * t).collect(),
        ..curve.clone()
    };
    let (kelvin, other) = (plain(&curve, &laws::Vft), plain(&rankine, &laws::Vft));
    for (j, factor) in [1.0, 1.8, 1.8].into_iter().enumerate() {
        let (a, b) = (&kelvin.parameters[j], &other.parameters[j]);
        assert_relative_eq!(factor * a.value, b.value, max_relative = 1e-8);
        assert_relative_eq!(
            factor * a.error.unwrap(),
            b.error.unwrap(),
            max_relative = 1e-6
        );
    }
    assert_relative_eq!(
        kelvin.derived.m.unwrap(),
        other.derived.m.unwrap(),
        max_relative = 1e-8
    );
}

#[test]
fn poise_instead_of_pascal_seconds_moves_the_hot_limit_by_one_decade() {
    let curve = diopside();
    let poise = Curve {
        log10_values: curve.log10_values.iter().map(|y| y + 1.0).collect(),
        ..curve.clone()
    };
    let (a, b) = (plain(&curve, &laws::Vft), plain(&poise, &laws::Vft));
    assert_relative_eq!(
        a.parameters[0].value + 1.0,
        b.parameters[0].value,
        max_relative = 1e-8
    );
    assert_relative_eq!(
        a.parameters[2].value,
        b.parameters[2].value,
        max_relative = 1e-8
    );
}

#[test]
fn equal_errors_change_the_errors_of_parameters_but_not_their_values() {
    let curve = diopside();
    let given = Curve {
        errors: Some(vec![0.1; curve.len()]),
        ..curve.clone()
    };
    let (free, stated) = (plain(&curve, &laws::Vft), plain(&given, &laws::Vft));
    let scatter = (free.rss / free.degrees_of_freedom as f64).sqrt();
    for (a, b) in free.parameters.iter().zip(&stated.parameters) {
        assert_relative_eq!(a.value, b.value, max_relative = 1e-8);
        assert_relative_eq!(
            a.error.unwrap() / scatter,
            b.error.unwrap() / 0.1,
            max_relative = 1e-6
        );
    }
    assert_relative_eq!(
        stated.reduced_chi_square.unwrap(),
        (scatter / 0.1).powi(2),
        max_relative = 1e-8
    );
    assert_eq!(free.reduced_chi_square, None);
    let ignored = FitOptions {
        weighting: Weighting::Equal,
        ..FitOptions::default()
    };
    let equal = fit(&given, &laws::Vft, ignored).unwrap();
    assert_relative_eq!(equal.rss, free.rss, max_relative = 1e-12);
}

#[test]
fn errors_that_are_far_too_small_are_called_so() {
    let given = Curve {
        errors: Some(vec![0.005; 38]),
        ..diopside()
    };
    let codes: Vec<_> = plain(&given, &laws::Vft)
        .warnings
        .iter()
        .map(|w| w.code)
        .collect();
    assert!(codes.contains(&"errors_too_small"), "{codes:?}");
    let given = Curve {
        errors: Some(vec![1.0; 38]),
        ..diopside()
    };
    let codes: Vec<_> = plain(&given, &laws::Vft)
        .warnings
        .iter()
        .map(|w| w.code)
        .collect();
    assert!(codes.contains(&"errors_too_large"), "{codes:?}");
}

/// A strong liquid whose best Vogel-Fulcher curve would have a negative T0.
fn stronger_than_arrhenius() -> Curve {
    let bare = bare_curve(Quantity::Viscosity, 2700.0, 1400.0, 20);
    let mut curve = exact(&laws::Arrhenius, &[-7.0, 27000.0], bare);
    for (y, t) in curve.log10_values.iter_mut().zip(&curve.temperatures) {
        *y -= 2e-7 * (t - 2000.0).powi(2);
    }
    noisy(curve, 0.05, 3)
}

fn t0(fit: &Fit) -> &FittedParameter {
    fit.parameters
        .iter()
        .find(|p| p.name == "t0")
        .expect("a t0")
}

#[test]
fn a_strong_liquid_ends_in_an_upper_bound_on_t0() {
    let curve = stronger_than_arrhenius();
    let fit = full(&curve, &laws::Vft);
    let t0 = t0(&fit);
    assert!(
        t0.at_bound && t0.value == 0.0 && t0.error.is_none(),
        "{t0:?}"
    );
    assert_eq!(t0.low, None);
    let high = t0.high.expect("an upper end");
    assert!(0.0 < high && high < 900.0, "{high}");
    let note = fit
        .warnings
        .iter()
        .find(|w| w.code == "open_interval")
        .expect("a note");
    assert!(note.message.starts_with("t0 <= "), "{}", note.message);
    assert!(
        note.message.contains("do not bound it from below"),
        "{}",
        note.message
    );
    assert!(
        fit.covariance[2]
            .iter()
            .chain(&fit.correlations[2])
            .all(|&c| c == 0.0)
    );
    // With t0 held at zero the other two are those of an Arrhenius fit.
    let arrhenius = plain(&curve, &laws::Arrhenius);
    for (a, b) in fit.parameters.iter().zip(&arrhenius.parameters) {
        assert_relative_eq!(a.value, b.value, max_relative = 1e-8);
        assert_relative_eq!(a.error.unwrap(), b.error.unwrap(), max_relative = 1e-6);
    }
}

#[test]
fn the_upper_bound_of_t0_is_where_the_fit_has_become_too_bad() {
    let curve = stronger_than_arrhenius();
    let fit = full(&curve, &laws::Vft);
    let high = t0(&fit).high.unwrap();
    // At fixed T0 the law is a straight line: its sum of squares by the textbook formula.
    let x: Vec<f64> = curve
        .temperatures
        .iter()
        .map(|t| 1.0 / (t - high))
        .collect();
    let n = x.len() as f64;
    let (mean_x, mean_y) = (
        x.iter().sum::<f64>() / n,
        curve.log10_values.iter().sum::<f64>() / n,
    );
    let sxx: f64 = x.iter().map(|x| (x - mean_x).powi(2)).sum();
    let sxy: f64 = x
        .iter()
        .zip(&curve.log10_values)
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum();
    let syy: f64 = curve
        .log10_values
        .iter()
        .map(|y| (y - mean_y).powi(2))
        .sum();
    let rss = syy - sxy * sxy / sxx;
    // Two free parameters are left at the bound: 18 degrees of freedom, t(97.5 %) = 2.100922.
    let expected = fit.rss * (1.0 + 2.10092204024104f64.powi(2) / 18.0);
    assert_relative_eq!(rss, expected, max_relative = 1e-6);
}

#[test]
fn a_strong_liquid_does_not_break_any_law() {
    let curve = stronger_than_arrhenius();
    for law in laws::all() {
        let fit = full(&curve, law);
        for parameter in &fit.parameters {
            assert!(
                parameter.value.is_finite(),
                "{} {}",
                law.name(),
                parameter.name
            );
            let runs_away = law
                .runaway()
                .is_some_and(|r| fit.parameters[r.bounded].at_bound)
                && parameter.name == "strength";
            let singular = fit.warnings.iter().any(|w| w.code == "singular");
            let without_error = parameter.at_bound || runs_away || singular;
            assert_eq!(without_error, parameter.error.is_none() || singular);
            assert!(
                !runs_away || parameter.high.is_none(),
                "the strength has no upper end"
            );
            let open = parameter.low.is_none() || parameter.high.is_none();
            let said = fit
                .warnings
                .iter()
                .any(|w| w.code == "open_interval" && w.message.contains(&parameter.name));
            assert!(
                !open || said,
                "{} {} is open in silence",
                law.name(),
                parameter.name
            );
        }
    }
}

#[test]
fn a_short_curve_is_told_about_its_ridge() {
    let bare = bare_curve(Quantity::Viscosity, 1000.0, 900.0, 20);
    let curve = noisy(exact(&laws::Vft, &example("vft"), bare), 0.02, 8);
    let fit = plain(&curve, &laws::Vft);
    let ridge = fit
        .warnings
        .iter()
        .find(|w| w.code == "ridge")
        .expect("a ridge");
    assert!(
        ridge.message.contains("log10_eta0, b and t0 move together"),
        "{}",
        ridge.message
    );
}

#[test]
fn intervals_are_nearly_symmetric_where_the_law_is_a_straight_line() {
    let fit = full(&synthetic(&laws::Arrhenius, 0.05, 2), &laws::Arrhenius);
    // 28 degrees of freedom: t(97.5 %) = 2.048407.
    for parameter in &fit.parameters {
        let reach = 2.048407141795244 * parameter.error.unwrap();
        assert_relative_eq!(
            parameter.low.unwrap(),
            parameter.value - reach,
            max_relative = 1e-6
        );
        assert_relative_eq!(
            parameter.high.unwrap(),
            parameter.value + reach,
            max_relative = 1e-6
        );
    }
}

#[test]
fn intervals_cover_the_truth_as_often_as_they_say() {
    let truth = example("vft");
    let counts = (0..300u64)
        .into_par_iter()
        .map(|seed| {
            let fit = full(&synthetic(&laws::Vft, 0.08, seed), &laws::Vft);
            let mut hits = [[0u32; 2]; 3];
            for (j, p) in fit.parameters.iter().enumerate() {
                hits[j][0] =
                    u32::from((p.value - truth[j]).abs() <= p.error.unwrap_or(f64::INFINITY));
                let above = p.low.is_none_or(|low| low <= truth[j]);
                hits[j][1] = u32::from(above && p.high.is_none_or(|high| truth[j] <= high));
            }
            hits
        })
        .reduce(
            || [[0; 2]; 3],
            |a, b| std::array::from_fn(|j| std::array::from_fn(|k| a[j][k] + b[j][k])),
        );
    for [one_error, profile] in counts {
        assert!(
            (180..=228).contains(&one_error),
            "{one_error} of 300 within one error"
        );
        assert!(
            (270..=298).contains(&profile),
            "{profile} of 300 within the 95 % interval"
        );
    }
}

#[test]
fn errors_of_tg_and_m_cover_the_truth_as_often_as_they_say() {
    let curve = synthetic(&laws::Vft, 0.0, 0);
    let truth = plain(&curve, &laws::Vft).derived;
    let hits = (0..300u64)
        .into_par_iter()
        .map(|seed| {
            let d = plain(&synthetic(&laws::Vft, 0.05, 1000 + seed), &laws::Vft).derived;
            let hit = |x: Option<f64>, e: Option<f64>, y: Option<f64>| {
                u32::from((x.unwrap() - y.unwrap()).abs() <= e.unwrap())
            };
            [
                hit(d.tg, d.tg_error, truth.tg),
                hit(d.m, d.m_error, truth.m),
                hit(d.strength_d, d.strength_d_error, truth.strength_d),
            ]
        })
        .reduce(|| [0; 3], |a, b| std::array::from_fn(|j| a[j] + b[j]));
    for count in hits {
        assert!((180..=228).contains(&count), "{count} of 300");
    }
}

#[test]
fn the_delta_method_gives_the_closed_form_errors() {
    // MYEGA has Tg and m as parameters; the rotor law has D.
    let fit = plain(&diopside(), &laws::Myega);
    assert_relative_eq!(
        fit.derived.tg_error.unwrap(),
        fit.parameters[1].error.unwrap(),
        max_relative = 1e-6
    );
    assert_relative_eq!(
        fit.derived.m_error.unwrap(),
        fit.parameters[2].error.unwrap(),
        max_relative = 1e-6
    );
    let rotor = plain(&diopside(), &laws::RotorPrinted);
    assert_relative_eq!(
        rotor.derived.strength_d_error.unwrap(),
        rotor.parameters[1].error.unwrap(),
        max_relative = 1e-6
    );
    // The same D and error from the Vogel-Fulcher parameters b and t0.
    let vft = plain(&diopside(), &laws::Vft);
    assert_relative_eq!(
        vft.derived.strength_d.unwrap(),
        rotor.derived.strength_d.unwrap(),
        max_relative = 1e-7
    );
    assert_relative_eq!(
        vft.derived.strength_d_error.unwrap(),
        rotor.derived.strength_d_error.unwrap(),
        max_relative = 1e-5
    );
}

#[test]
fn leverages_add_up_to_the_number_of_free_parameters() {
    let curve = weighted_diopside();
    let task = Task::new(&laws::Vft, &curve, FitOptions::default()).unwrap();
    let (minimum, _) = task.solve().unwrap();
    let objective = task.objective(&curve.log10_values, Robust::Squares);
    let sum: f64 = leverages(&objective, &minimum).iter().sum();
    assert_relative_eq!(sum, 3.0, max_relative = 1e-9);
}

#[test]
fn residuals_are_measured_minus_fitted() {
    let curve = weighted_diopside();
    let fit = plain(&curve, &laws::Myega);
    for (i, r) in fit.residuals.iter().enumerate() {
        let fitted = laws::Myega.log10_on(&fit.values(), &curve, i);
        assert_relative_eq!(curve.log10_values[i] - fitted, *r, epsilon = 1e-12);
    }
}

#[test]
fn curves_that_cannot_be_fitted_are_refused_with_their_numbers() {
    let refused =
        |curve: &Curve, law: &dyn Law| fit(curve, law, FitOptions::default()).unwrap_err();
    let few = measured("few", &[(1000.0, 1.0), (900.0, 3.0), (800.0, 6.0)]);
    assert!(matches!(
        refused(&few, &laws::Vft),
        FitError::TooFewPoints {
            needed: 4,
            points: 3,
            ..
        }
    ));
    let two = measured(
        "two",
        &[
            (1000.0, 1.0),
            (1000.0, 1.1),
            (900.0, 3.0),
            (900.0, 3.1),
            (900.0, 3.0),
        ],
    );
    assert!(matches!(
        refused(&two, &laws::Vft),
        FitError::TooFewTemperatures {
            temperatures: 2,
            ..
        }
    ));
    assert!(matches!(
        refused(&diopside(), &laws::Shoving),
        FitError::Needs { .. }
    ));
    let mut bad = diopside();
    bad.log10_values[4] = f64::NAN;
    assert!(matches!(
        refused(&bad, &laws::Vft),
        FitError::BadPoint {
            index: 4,
            column: "log10_values",
            ..
        }
    ));
    let mut ragged = diopside();
    ragged.errors = Some(vec![0.1; 3]);
    assert!(matches!(
        refused(&ragged, &laws::Vft),
        FitError::Ragged {
            column: "errors",
            length: 3,
            ..
        }
    ));
}

#[test]
fn points_on_a_horizontal_line_or_rising_with_temperature_do_not_break_any_law() {
    let flat: Vec<(f64, f64)> = (0..12)
        .map(|i| (1500.0 - 50.0 * f64::from(i), 3.0))
        .collect();
    let rising: Vec<(f64, f64)> = (0..12)
        .map(|i| (1500.0 - 50.0 * f64::from(i), 8.0 - 0.5 * f64::from(i)))
        .collect();
    for points in [flat, rising] {
        let curve = measured("odd", &points);
        for law in laws::all() {
            match complete(&curve, law, &Options::default(), &Silent) {
                Ok(fit) => assert!(fit.values().iter().all(|x| x.is_finite()), "{}", law.name()),
                Err(error) => assert!(
                    matches!(error, FitError::Needs { .. } | FitError::NoMinimum { .. }),
                    "{error}"
                ),
            }
        }
    }
}

#[test]
fn a_curve_without_scatter_gets_no_intervals_and_is_told_so() {
    let fit = full(&synthetic(&laws::Vft, 0.0, 0), &laws::Vft);
    assert!(
        fit.parameters
            .iter()
            .all(|p| p.low.is_none() && p.high.is_none())
    );
    let codes: Vec<_> = fit.warnings.iter().map(|w| w.code).collect();
    assert!(
        codes.contains(&"no_scatter") && !codes.contains(&"open_interval"),
        "{codes:?}"
    );
}
