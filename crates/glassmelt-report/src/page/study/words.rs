//! What came out of a study and what was put in by hand, in plain words.

use glassmelt::melting::Melting;
use glassmelt_study::{Study, StudyPlan};

use super::hottest;
use crate::defect::{Units, told};
use crate::figures::known_lengths_nm;
use crate::number::significant;
use crate::page::answer::length_text;

/// The verdict: the defect, the flow, each closure.
pub(super) fn verdict(study: &Study) -> String {
    let units = Units::of(study.defect.units);
    let mut sentences = vec![crate::page::defect::came_out(&study.defect, units)];
    sentences.extend(hottest(study).map(|last| {
        format!(
            "With these defects the flow keeps {}\u{a0}% of the shear modulus at {}: by itself the glass stays \
             solid at every temperature.",
            significant(100.0 * last.mu_ratio, 3),
            told(last.t, "K")
        )
    }));
    sentences.extend(
        study
            .closures
            .iter()
            .filter_map(|m| closure_words(study, m)),
    );
    sentences.join(" ")
}

/// What a closure makes of it.
fn closure_words(study: &Study, melting: &Melting) -> Option<String> {
    match (melting.closure, melting.t0) {
        ("linear", Some(t0)) => Some(match (melting.tg, melting.m) {
            (Some(tg), Some(m)) => format!(
                "Only with T_{{0}}\u{a0}=\u{a0}{} put in by hand does it melt: the linear closure then gives \
                 T_{{g}}\u{a0}=\u{a0}{} and a fragility m\u{a0}=\u{a0}{}{}.",
                told(t0, "K"),
                told(tg, "K"),
                significant(m, 3),
                length_words(study)
            ),
            _ => format!(
                "With T_{{0}}\u{a0}=\u{a0}{} put in by hand it melts, but its viscosity does not reach 10^{{12}} Pa s.",
                told(t0, "K")
            ),
        }),
        ("clausius-mossotti", Some(t0)) => Some(format!(
            "The mean field of the same dipoles derives a T_{{0}} of its own, {}{}.",
            told(t0, "K"),
            if study.closures.iter().any(|m| m.closure == "linear") {
                ": another number, and one below which, not above which, the glass is soft"
            } else {
                ", below which the glass is soft"
            }
        )),
        _ => None,
    }
}

/// How the length at Tg compares with experiment.
fn length_words(study: &Study) -> String {
    let (low, high) = known_lengths_nm();
    length_at_tg(study).map_or_else(String::new, |(xi, _)| {
        format!(", with ξ(T_{{g}})\u{a0}=\u{a0}{xi}, where experiments see {low} to {high}\u{a0}nm")
    })
}

/// The correlation length at Tg: `xi = a (eta/eta0)^(1/2)` at 10^12 Pa s.
pub(super) fn length_at_tg(study: &Study) -> Option<(String, String)> {
    study.closures.iter().find_map(|m| m.tg)?;
    let liquid = &study.liquid;
    let decades = glassmelt::angell::GLASS_LEVEL - liquid.eta0_pa_s.log10();
    let (low, high) = known_lengths_nm();
    let xi = length_text(liquid.a_nm.log10() + 0.5 * decades);
    Some((
        xi,
        format!("linear closure; experiments see {low} to {high} nm"),
    ))
}

/// What was put in by hand: name, number, what it does and where it stands in the file.
pub(super) fn put_in(plan: &StudyPlan, study: &Study) -> Vec<Vec<String>> {
    let coupling = &study.coupling;
    let liquid = &study.liquid;
    let row =
        |name: &str, value: String, what: &str| vec![name.to_string(), value, what.to_string()];
    let given = |told: bool| {
        if told {
            "given"
        } else {
            "by η_{0} = μ_{0}/ω_{s}, Eq. 24"
        }
    };
    let mut rows = vec![
        row(
            "n a^{3}",
            told(coupling.n_a3, ""),
            "how many defects there are in a cell",
        ),
        row(
            "y_{0}",
            told(coupling.y0, ""),
            if plan.y0_from_density {
                "fugacity at T = 0; taken from the density, for want of a number"
            } else {
                "fugacity at T = 0; the paper leaves open how it follows from the density"
            },
        ),
        row(
            "n′",
            told(coupling.n_prime, ""),
            "weight of the defects that heat creates, Eq. 11",
        ),
        row(
            "E_{d}/k_{B}",
            told(coupling.e_d_k, "K"),
            "energy of one of them, Eq. 11",
        ),
        row(
            "a",
            told(coupling.a_nm, "nm"),
            "the cut-off; α goes as its sixth power downwards",
        ),
        row(
            "ω_{s}",
            told(liquid.omega_s, "rad/s"),
            given(plan.omega_s.is_some()),
        ),
        row(
            "η_{0}",
            told(liquid.eta0_pa_s, "Pa s"),
            given(plan.eta0_pa_s.is_some()),
        ),
    ];
    if let Some(t0) = plan.t0 {
        rows.push(row(
            "T_{0}",
            told(t0, "K"),
            "where the linear closure lets the modulus vanish: the temperature dependence of its viscosity \
             comes in here, not from the defect",
        ));
    }
    rows
}
