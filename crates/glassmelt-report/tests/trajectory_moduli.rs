//! The page of moduli: upper bounds are told from moduli, observation times are times, nothing moves and that is said.

mod moduli;

use glassmelt_report::figures::trajectory;
use glassmelt_report::{
    Figure, ReportMeta, ReportOptions, TrajectoryAnswer, TrajectoryPictures, TrajectoryWords,
    render_trajectory_page,
};
use glassmelt_trajectory::modulus::ModulusAnswer;
use glassmelt_trajectory::{Dimension, Units};
use moduli::{moduli, of, timeless};

const INK: &str = "#222222";
const PALE: &str = "#b8b8b8";

fn words() -> TrajectoryWords {
    TrajectoryWords::of(Units::Lj, Dimension::Three)
}

fn asked(displacements: &ModulusAnswer) -> TrajectoryAnswer<'_> {
    TrajectoryAnswer::Modulus {
        displacements,
        stress: None,
    }
}

fn page(answer: &ModulusAnswer) -> String {
    let (answer, words) = (asked(answer), words());
    let pictures = TrajectoryPictures::of(answer, &words);
    let (meta, options) = (ReportMeta::default(), ReportOptions::default());
    let page = render_trajectory_page(answer, &words, &pictures, &meta, options).unwrap();
    assert!(!page.contains("NaN") && !page.contains(">inf"));
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

/// The smallest shell of the longest window does not forget; none of the shortest does.
fn with_bounds() -> ModulusAnswer {
    let mut answer = moduli();
    answer.windows[2].shells[0].corrected = false;
    for shell in &mut answer.windows[0].shells {
        shell.corrected = false;
    }
    answer.windows[0].mu_zero = None;
    answer
}

#[test]
fn upper_bounds_are_pale_points_and_cells_with_a_sign() {
    let answer = with_bounds();
    let figure = trajectory::modulus_wave(&answer, &words()).unwrap();
    assert_eq!(circles(&figure, PALE), 2, "one bound and the legend");
    assert_eq!(
        circles(&figure, INK),
        8,
        "three and four shells and the legend"
    );
    let figure = trajectory::modulus_time(&answer, None, &words()).unwrap();
    assert_eq!(circles(&figure, PALE), 3, "two bounds and the legend");
    let text = page(&answer);
    // The shell of the longest window, and the smallest shells of two windows.
    assert_eq!(text.matches("≤\u{a0}14.00").count(), 3);
    let none = moduli();
    assert!(!page(&none).contains("≤\u{a0}"));
    let figure = trajectory::modulus_wave(&none, &words()).unwrap();
    assert_eq!(circles(&figure, PALE), 0);
}

#[test]
fn a_window_of_bounds_alone_says_that_they_are() {
    let mut answer = with_bounds();
    let last = &mut answer.windows[2];
    last.mu_zero = None;
    for shell in &mut last.shells {
        shell.corrected = false;
    }
    let text = page(&answer);
    assert!(
        text.contains("moduli are upper bounds, the lowest"),
        "{text}"
    );
}

#[test]
fn the_line_to_zero_is_full_as_far_as_the_shells_that_it_goes_through() {
    // The first shell is a bound: the three of the line are those after it.
    let mut answer = with_bounds();
    let mut drawn_to = |last_q: f64| {
        answer.windows[2].mu_zero.as_mut().unwrap().last_q = last_q;
        let figure = trajectory::modulus_wave(&answer, &words());
        figure.unwrap().svg()
    };
    let (full, half) = (drawn_to(1.6), drawn_to(0.8));
    assert_ne!(full, half);
}

#[test]
fn observation_times_are_times_where_frames_tell_them() {
    let answer = moduli();
    let svg = trajectory::modulus_wave(&answer, &words()).unwrap().svg();
    assert!(svg.contains("waves, over 32 τ"));
    assert!(page(&answer).contains("Over 32 τ the shear modulus"));
    let timeless = timeless(answer);
    let svg = trajectory::modulus_wave(&timeless, &words()).unwrap().svg();
    assert!(svg.contains("waves, over 64 frames"));
    assert!(page(&timeless).contains("Over 64 frames the shear modulus"));
}

#[test]
fn a_window_of_bounds_alone_has_no_key_of_moduli() {
    let mut answer = with_bounds();
    for shell in answer
        .windows
        .iter_mut()
        .flat_map(|window| &mut window.shells)
    {
        (shell.corrected, shell.lambda_plus_2mu_corrected) = (false, false);
    }
    let svg = trajectory::modulus_wave(&answer, &words()).unwrap().svg();
    assert!(svg.contains("upper bounds, over 32 τ") && !svg.contains("waves, over"));
    let svg = trajectory::modulus_time(&answer, None, &words())
        .unwrap()
        .svg();
    assert!(svg.contains("upper bounds, q = 0.4/σ") && !svg.contains("displacements, q = 0.4"));
}

#[test]
fn the_tables_say_which_moduli_are_corrected() {
    let answer = with_bounds();
    let tables = TrajectoryPictures::of(asked(&answer), &words()).tables;
    let shells = &tables[0];
    let column = |name: &str| shells.header.iter().position(|h| h == name).unwrap();
    let (mu, time) = (column("mu_corrected"), column("observation_time (τ)"));
    let told: Vec<&str> = shells.rows[8..]
        .iter()
        .map(|row| row[mu].as_str())
        .collect();
    assert_eq!(told, ["false", "true", "true", "true"]);
    assert_eq!(shells.rows[8][time], "32");
    assert_eq!(shells.rows[8][column("lambda_plus_2mu_corrected")], "true");
}

#[test]
fn atoms_that_do_not_move_have_a_page_without_numbers() {
    let mut answer = moduli();
    let nothing = of(f64::NAN, f64::INFINITY);
    for window in &mut answer.windows {
        window.mean_square_displacement = of(0.0, f64::INFINITY);
        (window.mu_zero, window.lambda_plus_2mu_zero) = (None, None);
        for shell in &mut window.shells {
            (shell.mu, shell.lambda_plus_2mu) = (nothing, nothing);
            (shell.corrected, shell.lambda_plus_2mu_corrected) = (false, false);
            shell.transverse.as_observed = nothing;
            shell.longitudinal.as_observed = nothing;
        }
    }
    let text = page(&answer);
    assert!(
        text.contains("no atom moves about its mean position"),
        "{text}"
    );
    assert!(!text.contains("≤\u{a0}"));
    assert!(trajectory::modulus_wave(&answer, &words()).is_none());
}
