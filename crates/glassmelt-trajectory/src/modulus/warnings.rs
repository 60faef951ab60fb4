//! What to mind about a modulus: no solid, frames that are uneven, a cell that moves or does not repeat.

use glassmelt::Warning;

use super::answer::{ShellModulus, WindowModulus};
use super::reader::{Setting, Steps};

/// Half of the way to the value 2 of diffusion would be 1; a solid seen for eight correlation times has 0.5.
const WANDERS: f64 = 0.5;
/// Shorter windows wander without any memory, by 4/W.
const FEWEST: usize = 16;
/// mu at the smallest q has fallen when it did by so many standard errors, and by this part of itself.
const BEYOND: f64 = 4.0;
const PART: f64 = 0.1;
/// Waves of a shell differ when their scatter is so many times the error in time.
const DIFFERS: f64 = 4.0;
pub(super) fn of(
    windows: &[WindowModulus],
    setting: &Setting,
    (steps, moves): (Steps, bool),
) -> Vec<Warning> {
    let axes = setting.dimension.count();
    let open = setting.cell.periodic()[..axes].contains(&false);
    [
        wandering(windows),
        falling(windows),
        uncorrected(windows),
        waves_differ(windows),
        no_line(windows),
        steps.uneven.then(uneven),
        moves.then(moving_cell),
        open.then(open_cell),
    ]
    .into_iter()
    .flatten()
    .collect()
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

/// From a window to one of at least four times its length.
fn falling(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last()?;
    let longest = last.shells.first()?.mu;
    let before = windows
        .iter()
        .rev()
        .find(|window| 4 * window.frames <= last.frames)?;
    let shorter = before.shells.first()?.mu;
    let fall = shorter.mean - longest.mean;
    let falls =
        fall > BEYOND * shorter.error.hypot(longest.error) && fall > PART * shorter.mean.abs();
    falls.then(|| {
        Warning::new(
            "modulus_falls_with_time",
            format!(
                "mu at the smallest q falls from {:.4} in windows of {} frames to {:.4} in windows of {}: it is not that of \
                 a solid at rest, or the shorter windows end before its waves forget.",
                shorter.mean, before.frames, longest.mean, last.frames
            ),
        )
    })
}

/// Where waves do not forget within a quarter of the window, its own mean has taken an unknown part of their power.
fn uncorrected(windows: &[WindowModulus]) -> Option<Warning> {
    let last = windows.last()?;
    let shell = last.shells.first()?;
    shell.transverse.share.is_none().then(|| {
        Warning::new(
            "upper_bound",
            format!(
                "In windows of {} frames the longest waves do not forget within a quarter of the window: mu is as \
                 observed about the window's own mean, an upper bound.",
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
    let known = |shell: &&ShellModulus| shell.mu.error.is_finite() && shell.mu.error > 0.0;
    let enough = last.shells.iter().filter(known).count() > 2;
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

fn moving_cell() -> Warning {
    Warning::new(
        "cell_moves",
        "The cell changes: positions are mapped with it onto the first frame's.",
    )
}

fn open_cell() -> Warning {
    Warning::new(
        "cell_does_not_repeat",
        "The cell does not repeat along each vector: its waves are those of a piece cut out, and neighbouring ones \
         mix.",
    )
}
