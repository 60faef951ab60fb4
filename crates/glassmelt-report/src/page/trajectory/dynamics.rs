//! Motion, relaxation times and viscosity in words and tables.

use glassmelt_trajectory::dynamics::{
    Against, Drift, DynamicsAnswer, Motion, Of, Relaxation, ShearViscosity, ViscosityAnswer,
};

use super::Told;
use super::words::{estimate_or_dash, estimate_text, in_unit};
use crate::number::NONE;
use crate::page::shared::Item;
use crate::page::steps::{Columns, Step};
use crate::trajectory::{TrajectoryWords, plain};

/// A relaxation time or its bound, without unit.
fn time_told(relaxation: &Relaxation) -> String {
    match relaxation {
        Relaxation::Reached { tau } => estimate_text(tau),
        Relaxation::NotReached { longer_than, .. } => format!("> {}", plain(*longer_than)),
        Relaxation::TooFast { shorter_than } => format!("< {}", plain(*shorter_than)),
    }
}

/// What is left of `F_s` at the longest lag, where that is why there is no time.
fn left_of(relaxation: &Relaxation) -> String {
    match relaxation {
        Relaxation::NotReached { left, .. } => {
            format!("; at the longest lag it is still {}", estimate_text(left))
        }
        _ => String::new(),
    }
}

pub(super) fn told(
    answer: &DynamicsAnswer,
    stress: Option<&ViscosityAnswer>,
    words: &TrajectoryWords,
) -> Told {
    let mut steps = vec![(
        motion(answer, words),
        [
            "displacement",
            "scattering",
            "non-gaussian",
            "van-hove",
            "structure",
        ]
        .as_slice(),
    )];
    steps.extend(stress.map(|stress| (viscosity(stress, words), ["stress-relaxation"].as_slice())));
    let of_stress = stress.into_iter().flat_map(|stress| &stress.warnings);
    Told {
        data: format!(
            "{} frames over {} {}, at most {} of them in memory at once",
            answer.frames,
            plain(answer.duration),
            words.time,
            answer.stored
        ),
        verdict: verdict(answer, stress, words),
        answer: items(answer, stress, words),
        steps,
        warnings: answer.warnings.iter().chain(of_stress).cloned().collect(),
    }
}

fn whole(answer: &DynamicsAnswer) -> Option<&Motion> {
    answer.motion(&Of::All, Against::Space)
}

fn verdict(
    answer: &DynamicsAnswer,
    stress: Option<&ViscosityAnswer>,
    words: &TrajectoryWords,
) -> Vec<String> {
    let k = format!("k = {}/{}", plain(answer.wave_number), words.length);
    let Some(motion) = whole(answer) else {
        return vec!["No motion was measured.".into()];
    };
    let mut sentences = vec![match &motion.relaxation {
        Relaxation::Reached { tau } => format!(
            "Atoms forget their places at {k} in τ_{{α}} = {}.",
            in_unit(tau, &words.time)
        ),
        Relaxation::NotReached { longer_than, left } => format!(
            "Atoms have not forgotten their places at {k} after {} {}: {} is left of F_{{s}}, and τ_{{α}} is longer.",
            plain(*longer_than),
            words.time,
            estimate_text(left)
        ),
        Relaxation::TooFast { shorter_than } => format!(
            "Atoms have forgotten their places at {k} before the shortest lag, {} {}: frames are too far apart.",
            plain(*shorter_than),
            words.time
        ),
    }];
    sentences.extend(stress.map(|stress| match &stress.viscosity {
        ShearViscosity::Measured { eta, .. } => format!(
            "The viscosity is {}.",
            in_unit(&words.shown_viscosity(eta), &words.viscosity.name)
        ),
        ShearViscosity::NotDecayed { until, left, .. } => format!(
            "Stress has not forgotten by t = {} {}, where {} of G(0) is left: there is no viscosity.",
            plain(*until),
            words.time,
            estimate_text(left)
        ),
    }));
    sentences
}

fn items(
    answer: &DynamicsAnswer,
    stress: Option<&ViscosityAnswer>,
    words: &TrajectoryWords,
) -> Vec<Item> {
    let mut items = Vec::new();
    items.extend(whole(answer).map(|motion| Item {
        symbol: "τ_{α}",
        name: "Relaxation time",
        value: match &motion.relaxation {
            Relaxation::Reached { tau } => in_unit(tau, &words.time),
            bound => format!("{} {}", time_told(bound), words.time),
        },
        note: format!(
            "where F_{{s}} of all atoms is 1/e, k = {}/{}{}",
            plain(answer.wave_number),
            words.length,
            left_of(&motion.relaxation)
        ),
    }));
    let stretched = whole(answer).and_then(|motion| motion.stretched);
    items.extend(stretched.map(|fit| Item {
        symbol: "β",
        name: "Stretching",
        value: estimate_text(&fit.beta),
        note: format!(
            "of f exp(−(t/τ)^{{β}}) from {} to {} {}",
            plain(fit.from),
            plain(fit.to),
            words.time
        ),
    }));
    items.extend(stress.map(|stress| match &stress.viscosity {
        ShearViscosity::Measured {
            eta,
            upper_limit,
            helfand,
            ..
        } => Item {
            symbol: "η",
            name: "Viscosity",
            value: in_unit(&words.shown_viscosity(eta), &words.viscosity.name),
            note: format!(
                "the integral to W = {} {}; by Helfand {}",
                plain(*upper_limit),
                words.time,
                estimate_text(&words.shown_viscosity(helfand))
            ),
        },
        ShearViscosity::NotDecayed { until, .. } => Item {
            symbol: "η",
            name: "Viscosity",
            value: NONE.into(),
            note: format!(
                "stress has not forgotten by {} {}",
                plain(*until),
                words.time
            ),
        },
    }));
    items
}

/// What was taken from all displacements.
fn drift(drift: &Drift) -> String {
    match drift {
        Drift::Mean => "The mean motion of all atoms was taken from each.".to_owned(),
        Drift::Kept => "A motion that all atoms share counts.".to_owned(),
        Drift::CentreOfMass(masses) => {
            let masses: Vec<String> = masses
                .iter()
                .map(|(name, mass)| format!("{name} = {mass}"))
                .collect();
            format!(
                "The motion of the centre of mass was taken from each atom (masses {}).",
                masses.join(", ")
            )
        }
    }
}

fn motion(answer: &DynamicsAnswer, words: &TrajectoryWords) -> Step {
    let mut step = Step::new("motion", "How atoms move", "", None);
    let cage = answer.cage.map_or_else(String::new, |range| {
        format!(
            " Against the cage means less the mean displacement of the neighbours within {} {} at the beginning.",
            plain(range),
            words.length
        )
    });
    step.words.push(format!(
        "⟨r^{{2}}⟩, α_{{2}} = d⟨r^{{4}}⟩/((d + 2)⟨r^{{2}}⟩^{{2}}) − 1 and F_{{s}}(k, t) = ⟨exp(i k·r)⟩ of displacements r in a lag \
         t, averaged over atoms and time origins. τ_{{α}} is where F_{{s}} is 1/e.{cage} {}",
        drift(&answer.drift)
    ));
    step.words.extend(answer.volume.map(|volume| {
        let range = if volume.change() > 0.0 {
            format!(
                " in the mean, from {} to {}",
                plain(volume.smallest),
                plain(volume.largest)
            )
        } else {
            String::new()
        };
        format!(
            "The volume of the cell is {} {}{range}.",
            plain(volume.mean),
            words.extent(answer.dimension)
        )
    }));
    let all = answer.motions.as_slice();
    let cells = |cell: &dyn Fn(&Motion) -> String| all.iter().map(cell).collect::<Vec<_>>();
    let atoms: Vec<Option<f64>> = all.iter().map(|motion| Some(motion.atoms as f64)).collect();
    step.tables = vec![
        Columns::default()
            .words(
                "of",
                cells(&|motion| match &motion.of {
                    Of::All => "all atoms".into(),
                    Of::Species(name) => name.clone(),
                }),
            )
            .words(
                "against",
                cells(&|motion| match motion.against {
                    Against::Space => "space".into(),
                    Against::Cage => "cage".into(),
                }),
            )
            .numbers("atoms", &atoms, 7)
            .words(
                &format!("τ_{{α}} ({})", words.time),
                cells(&|motion| time_told(&motion.relaxation)),
            )
            .told(
                "F_{s} at the end",
                cells(&|motion| match &motion.relaxation {
                    Relaxation::NotReached { left, .. } => estimate_text(left),
                    _ => NONE.into(),
                }),
            )
            .told(
                "plateau f",
                cells(&|motion| estimate_or_dash(motion.stretched.map(|fit| fit.plateau).as_ref())),
            )
            .told(
                &format!("stretched τ ({})", words.time),
                cells(&|motion| estimate_or_dash(motion.stretched.map(|fit| fit.tau).as_ref())),
            )
            .told(
                "β",
                cells(&|motion| estimate_or_dash(motion.stretched.map(|fit| fit.beta).as_ref())),
            )
            .table("Relaxation times"),
    ];
    step
}

fn viscosity(stress: &ViscosityAnswer, words: &TrajectoryWords) -> Step {
    let mut step = Step::new("viscosity", "How stress relaxes", "", None);
    step.words.push(format!(
        "From a series of stress of {} {}, a value each {} {}. G at once is {}.",
        plain(stress.duration),
        words.time,
        plain(stress.interval),
        words.time,
        in_unit(
            &words.shown(&stress.infinite_frequency_modulus),
            &words.modulus.name
        )
    ));
    step.words.push(match &stress.viscosity {
        ShearViscosity::Measured {
            upper_limit,
            relaxation_time,
            left_out,
            helfand,
            ..
        } => format!(
            "The integral was read at W = {} {}, five times the mean relaxation time ∫t G dt/∫G dt = {} {}. From there to \
             2W it grows by {}. By Helfand, how fast the squared integral of stress grows between W and 2W, η is {}.",
            plain(*upper_limit),
            words.time,
            plain(*relaxation_time),
            words.time,
            in_unit(&words.shown_viscosity(left_out), &words.viscosity.name),
            in_unit(&words.shown_viscosity(helfand), &words.viscosity.name)
        ),
        ShearViscosity::NotDecayed { so_far, .. } => format!(
            "Up to the longest lag the integral is {}, which is no viscosity.",
            in_unit(&words.shown_viscosity(so_far), &words.viscosity.name)
        ),
    });
    step
}
