//! What to mind about a modulus: no solid, atoms that do not move, a cell that moves or does not repeat.

use glassmelt::Warning;

use super::answer::WindowModulus;
use super::cells::Cells;
use super::passes::Run;
use super::reader::Setting;
use super::shell::ShellModulus;

/// Half of the way to the value 2 of diffusion would be 1; a solid seen for eight correlation times has 0.5.
const WANDERS: f64 = 0.5;
/// Shorter windows wander without any memory, by 4/W.
const FEWEST: usize = 16;
/// mu has fallen when it did by so many standard errors, and by this part of itself.
const BEYOND: f64 = 4.0;
const PART: f64 = 0.1;
/// Waves of a shell differ when their scatter is so many times the error in time.
const DIFFERS: f64 = 4.0;
/// A cell that is strained by more than this, 3 % in its volume, is no longer one: more than a barostat makes of a
/// thousand atoms of a solid at rest.
const CHANGES: f64 = 0.01;

pub(super) fn of(windows: &[WindowModulus], setting: &Setting, run: &Run) -> Vec<Warning> {
    let axes = setting.dimension.count();
    let open = setting.cell.periodic()[..axes].contains(&false);
    let all = [
        still(windows),
        wandering(windows),
        falling(windows),
        upper_bound(windows),
        no_corrected_shells(windows),
        waves_differ(windows),
        no_line(windows),
        run.pace.is_uneven().then(uneven),
        moving_cell(&run.cells),
        open.then(open_cell),
    ];
    all.into_iter().flatten().collect()
}

fn still(windows: &[WindowModulus]) -> Option<Warning> {
    let longest = windows.iter().rev().find(|window| window.is_still())?;
    Some(Warning::new(
        "atoms_do_not_move",
        format!(
            "In windows of {} frames no atom moves about its mean position: the frames are the same, or written with too \
             few digits, and there is no modulus to be told.",
            longest.frames
        ),
    ))
}

fn wandering(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last()?;
    let wanders = last.frames >= FEWEST && last.wandering > WANDERS;
    wanders.then(|| {
        Warning::new(
            "atoms_wander",
            format!(
                "In windows of {} frames mean positions move between the halves by {:.2} of the mean square \
                 displacement (2 for diffusion): the medium is not solid for so long, or forgets too slowly, and its \
                 modulus is that of the window.",
                last.frames, last.wandering
            ),
        )
    })
}

/// From a window to one of at least four times its length, at the smallest q that is corrected in both.
fn falling(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last()?;
    let before = windows
        .iter()
        .rev()
        .find(|window| 4 * window.frames <= last.frames)?;
    if before.is_still() || last.is_still() {
        return None;
    }
    let mut shells = before.shells.iter().zip(&last.shells);
    let Some((shorter, longest)) = shells.find(|(one, other)| one.corrected && other.corrected)
    else {
        let [one, other] = [before, last].map(|window| &window.shells[0].transverse.as_observed);
        return Some(Warning::new(
            "fall_not_told",
            format!(
                "No shell can be corrected for its finite time both in windows of {} frames and in windows of {}: \
                 whether mu falls with time is not told. As observed, at the smallest q, it is {:.4} and {:.4}, upper \
                 bounds.",
                before.frames, last.frames, one.mean, other.mean
            ),
        ));
    };
    let fall = shorter.mu.mean - longest.mu.mean;
    let falls = fall > BEYOND * shorter.mu.error.hypot(longest.mu.error)
        && fall > PART * shorter.mu.mean.abs();
    falls.then(|| {
        Warning::new(
            "modulus_falls_with_time",
            format!(
                "mu at q = {:.4} falls from {:.4} in windows of {} frames to {:.4} in windows of {}: it is not that of \
                 a solid at rest, or the shorter windows end before its waves forget.",
                shorter.q, shorter.mu.mean, before.frames, longest.mu.mean, last.frames
            ),
        )
    })
}

/// Where waves do not forget within a quarter of the window, its own mean has taken an unknown part of their power.
fn upper_bound(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last().filter(|window| !window.is_still())?;
    let count = |told: fn(&ShellModulus) -> bool| last.shells.iter().filter(|s| !told(s)).count();
    let transverse = count(|shell| shell.corrected);
    let longitudinal = count(|shell| shell.lambda_plus_2mu_corrected);
    (transverse + longitudinal > 0).then(|| {
        Warning::new(
            "upper_bound",
            format!(
                "In windows of {} frames the transverse waves of {transverse} and the longitudinal ones of {longitudinal} of \
                 {} shells do not forget within a quarter of the window: their moduli (≤) are as observed about the \
                 window's own mean, upper bounds, and are left out of the limits q -> 0.",
                last.frames,
                last.shells.len()
            ),
        )
    })
}

fn has_error(shell: &ShellModulus) -> bool {
    shell.mu.error.is_finite() && shell.mu.error > 0.0
}

/// Shells whose mu is told with its error, but too few that are more than a bound.
fn no_corrected_shells(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last()?;
    let known = || last.shells.iter().filter(|shell| has_error(shell));
    let corrected = known().filter(|shell| shell.corrected).count();
    (known().count() > 1 && corrected < 2).then(|| {
        Warning::new(
            "no_corrected_shells",
            format!(
                "In windows of {} frames fewer than two shells are corrected for their finite time: there is no \
                 mu(q -> 0).",
                last.frames
            ),
        )
    })
}

fn waves_differ(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last()?;
    let shell = last.shells.iter().find(|shell| {
        let scatter = shell.transverse.scatter_of_waves.unwrap_or(0.0);
        scatter > DIFFERS * shell.transverse.as_observed.error
    })?;
    Some(Warning::new(
        "waves_differ",
        format!(
            "The {} waves of q = {:.4} differ by more than their errors in time tell: directions of a crystal, or \
             waves that were not averaged. The harmonic mean over them is given.",
            shell.wavevectors, shell.q
        ),
    ))
}

/// Two shells always have a line through them: where the third is not on it, mu(0) is not told.
fn no_line(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last()?;
    let known = last.shells.iter().filter(|shell| has_error(shell));
    let enough = known.filter(|shell| shell.corrected).count() > 2;
    (enough && last.mu_zero.is_none()).then(|| {
        Warning::new(
            "no_line_in_q2",
            "The three shells of smallest q are on no line in q^2, and there is no mu(q -> 0): those of a crystal hold \
             unlike directions, or the waves are too short.",
        )
    })
}

fn uneven() -> Warning {
    Warning::new(
        "uneven_frames",
        "Frames are not equally far apart in time: correlation times, and what they correct, are in frames.",
    )
}

/// A cell that breathes is said, one that becomes another is warned of.
fn moving_cell(cells: &Cells) -> Option<Warning> {
    let percent = 100.0 * cells.change();
    let mapped =
        "positions are mapped with it onto the mean cell, whose density and wave vectors are taken";
    if !cells.moves() {
        None
    } else if cells.change() <= CHANGES {
        Some(Warning::new(
            "cell_moves",
            format!(
                "The cell is strained by up to {percent:.2} % against that of the first frame: {mapped}."
            ),
        ))
    } else {
        Some(Warning::new(
            "cell_changes",
            format!(
                "The cell is strained by up to {percent:.2} % against that of the first frame, more than {:.0} %: {mapped}, \
                 but the modulus is that of no one state.",
                100.0 * CHANGES
            ),
        ))
    }
}

fn open_cell() -> Warning {
    Warning::new(
        "cell_does_not_repeat",
        "The cell does not repeat along each vector: its waves are those of a piece cut out, and neighbouring ones \
         mix.",
    )
}
