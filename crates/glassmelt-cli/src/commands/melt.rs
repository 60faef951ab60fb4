//! `glassmelt melt`: what a closure makes of the flow at each temperature.

use std::f64::consts::{LN_10, LOG10_E};

use glassmelt::closure::{ClausiusMossotti, Closure, Fugacity, Linear};
use glassmelt::flow::Fate;
use glassmelt::special::FIXED_LINE_FACTOR;
use glassmelt::validity::{
    adam_gibbs_not_constant, correlation_length_at_tg, curve_rests_on_assumption,
    strength_outside_closure,
};
use glassmelt::{ConfigurationalHeat, HeatForm, Layer, Liquid, VogelFulcher, Warning, angell};
use serde::Serialize;

use super::LayerWord;
use crate::answer::{Form, VERSION, print, warning_list};
use crate::error::Failure;
use crate::list;
use crate::screen::{number, table};

/// Heats a glass under a closure, the assumption that ties the flow to temperature.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  glassmelt melt --t0 130 --strength 20 --eta0-pa-s 1e-4 --a-nm 0.5 --temperatures 150:200:5 --closure linear\n  glassmelt melt --closure fugacity --alpha 0.02 --mu0-k 2000 --y0 1 --n-prime 1000 --e-d-k 1000 --temperatures 200:2000:200\n  glassmelt melt --closure clausius-mossotti --density 0.2 --dipole-squared-k2 3e6 --mu0-k 2000 --temperatures 50:300:50"
)]
pub(crate) struct Arguments {
    /// Temperatures in K: a list 150,160 or a range 150:200:5.
    #[arg(long)]
    temperatures: String,
    /// What ties the flow to temperature.
    #[arg(long, value_enum, default_value = "linear")]
    closure: ClosureWord,
    /// Which layer gives the length (linear closure).
    #[arg(long, value_enum, default_value = "printed")]
    layer: LayerWord,
    /// Viscosity where xi = a, Pa s.
    #[arg(long, default_value_t = 1e-4)]
    eta0_pa_s: f64,
    /// Cut-off length a, nm.
    #[arg(long, default_value_t = 0.5)]
    a_nm: f64,
    /// Frequency of local shear phonons, rad/s.
    #[arg(long, default_value_t = 1e13)]
    omega_s: f64,
    /// Vogel temperature T0, K (linear).
    #[arg(long)]
    t0: Option<f64>,
    /// Strength D = 2 T0/(alpha mu_0), the paper's f (linear).
    #[arg(long)]
    strength: Option<f64>,
    /// Coupling 16 pi |p|^2; with the linear closure it only sets the unit of mu_bar.
    #[arg(long, default_value_t = 1.0)]
    alpha: f64,
    /// Bare shear modulus mu_0 a^3/k_B, K (fugacity, clausius-mossotti).
    #[arg(long)]
    mu0_k: Option<f64>,
    /// Bare fugacity (fugacity).
    #[arg(long)]
    y0: Option<f64>,
    /// Weight n' of thermal defects, Eq. 11 (fugacity).
    #[arg(long, default_value_t = 0.0)]
    n_prime: f64,
    /// Energy E_d of a thermal defect, K (fugacity).
    #[arg(long, default_value_t = 0.0)]
    e_d_k: f64,
    /// Density n a^3 of the rotors (clausius-mossotti).
    #[arg(long)]
    density: Option<f64>,
    /// Squared deviator Q_dev:Q_dev of one rotor's dipole, K^2 (clausius-mossotti).
    #[arg(long)]
    dipole_squared_k2: Option<f64>,
    /// lambda/mu of the medium (clausius-mossotti).
    #[arg(long, default_value_t = 1.0)]
    lambda_over_mu: f64,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ClosureWord {
    /// The paper's: mu_c = (mu_0/T0)(T - T0)/T0, T0 put in by hand.
    Linear,
    /// Eq. 11 drives the exact flow; it has no T0.
    Fugacity,
    /// Mean field of freely rotating dipoles; derives a T0.
    ClausiusMossotti,
}

/// One temperature. What the closure does not give is null.
#[derive(Debug, Serialize)]
struct Point {
    t: f64,
    fate: &'static str,
    xi_nm: Option<f64>,
    log10_xi_nm: Option<f64>,
    log10_eta: Option<f64>,
    tau_s: Option<f64>,
    log10_tau_s: Option<f64>,
    cv: Option<f64>,
    entropy: Option<f64>,
    cv_singular: Option<f64>,
    entropy_singular: Option<f64>,
    mu_bar_c: Option<f64>,
    mu_bar_0: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Answer {
    glassmelt: &'static str,
    layer: Layer,
    closure: &'static str,
    t0: Option<f64>,
    strength: Option<f64>,
    tg: Option<f64>,
    m: Option<f64>,
    points: Vec<Point>,
    warnings: Vec<Warning>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let temperatures = list::numbers(&arguments.temperatures)
        .map_err(|reason| Failure::Question(format!("--temperatures: {reason}")))?;
    for &t in &temperatures {
        if t <= 0.0 {
            let reason = format!("--temperatures: {t} K is not above absolute zero");
            return Err(Failure::Question(reason));
        }
    }
    for (name, value) in [
        ("--eta0-pa-s", arguments.eta0_pa_s),
        ("--a-nm", arguments.a_nm),
        ("--omega-s", arguments.omega_s),
    ] {
        if !(value.is_finite() && value > 0.0) {
            return Err(Failure::Question(format!(
                "{name}: {value} must be finite and positive"
            )));
        }
    }
    let answer = match arguments.closure {
        ClosureWord::Linear => linear(arguments, &temperatures)?,
        ClosureWord::Fugacity => fugacity(arguments, &temperatures)?,
        ClosureWord::ClausiusMossotti => clausius_mossotti(arguments, &temperatures)?,
    };
    print(arguments.form, &answer, text)
}

fn needed(value: Option<f64>, flag: &str, closure: &str) -> Result<f64, Failure> {
    value.ok_or_else(|| Failure::Question(format!("the closure {closure} needs {flag}")))
}

fn linear(arguments: &Arguments, temperatures: &[f64]) -> Result<Answer, Failure> {
    let t0 = needed(arguments.t0, "--t0", "linear")?;
    let strength = needed(arguments.strength, "--strength", "linear")?;
    let closure = Linear::new(t0, strength)?.with_alpha(arguments.alpha)?;
    let liquid = Liquid::new(closure, arguments.layer.into())?;
    let log10_eta0 = arguments.eta0_pa_s.log10();
    let (tg, m) = glass_transition(&liquid, log10_eta0);
    let points = temperatures
        .iter()
        .map(|&t| liquid_point(arguments, &liquid, t))
        .collect::<Result<Vec<_>, Failure>>()?;
    Ok(Answer {
        glassmelt: VERSION,
        layer: liquid.layer(),
        closure: closure.name(),
        t0: Some(t0),
        strength: Some(strength),
        tg,
        m,
        points,
        warnings: linear_warnings(arguments, &liquid, temperatures, tg),
    })
}

/// One temperature of the linear closure. On the glass side xi is the healing length of the flow to
/// its fixed point, and nothing flows.
fn liquid_point(arguments: &Arguments, liquid: &Liquid, t: f64) -> Result<Point, Failure> {
    let closure = liquid.closure();
    let fate = closure.fate(t)?;
    let ell = Some(liquid.log_length(t)).filter(|ell| ell.is_finite());
    let log10_xi_nm = ell.map(|ell| arguments.a_nm.log10() + ell * LOG10_E);
    let log10_tau_s = ell.map(|ell| 2.0 * ell * LOG10_E - arguments.omega_s.log10());
    let ln = ell.map(|_| liquid.ln_heat_and_entropy(t));
    let finite = |value: f64| Some(value).filter(|value| value.is_finite());
    Ok(Point {
        t,
        fate: fate.word(),
        xi_nm: log10_xi_nm.and_then(|log10| finite(10_f64.powf(log10))),
        log10_xi_nm,
        log10_eta: ell.map(|ell| arguments.eta0_pa_s.log10() + 2.0 * ell * LOG10_E),
        tau_s: log10_tau_s.and_then(|log10| finite(10_f64.powf(log10))),
        log10_tau_s,
        cv: ln.and_then(|ln| finite(ln.heat.exp())),
        entropy: ln.and_then(|ln| finite(ln.entropy.exp())),
        cv_singular: ln.and_then(|ln| finite(ln.heat_singular.exp())),
        entropy_singular: ln.and_then(|ln| finite(ln.entropy_singular.exp())),
        mu_bar_c: Some(closure.mu_c_bar(t)),
        mu_bar_0: Some(closure.mu0_bar(t)),
    })
}

/// Tg and m at 1e12 Pa s: in closed form where the law is Vogel-Fulcher, else by bisection and the
/// slope of the length.
fn glass_transition(liquid: &Liquid, log10_eta0: f64) -> (Option<f64>, Option<f64>) {
    let closure = liquid.closure();
    let (t0, strength) = (closure.temperature(), closure.strength());
    let level = angell::GLASS_LEVEL;
    if liquid.layer() == Layer::Printed {
        let law = VogelFulcher::from_strength(log10_eta0, strength, t0);
        let of = |quantity: fn(&VogelFulcher, f64) -> glassmelt::Result<f64>| {
            law.as_ref().ok().and_then(|law| quantity(law, level).ok())
        };
        return (of(VogelFulcher::tg), of(VogelFulcher::fragility));
    }
    let target = 0.5 * (level - log10_eta0) * LN_10;
    if target <= 0.0 {
        return (None, None);
    }
    let (mut cold, mut hot) = (t0, closure.end_of_length(FIXED_LINE_FACTOR));
    for _ in 0..200 {
        let middle = 0.5 * (cold + hot);
        if liquid.log_length(middle) > target {
            cold = middle;
        } else {
            hot = middle;
        }
    }
    let tg = 0.5 * (cold + hot);
    (Some(tg), Some(-2.0 * LOG10_E * tg * liquid.length(tg).by_t))
}

fn linear_warnings(
    arguments: &Arguments,
    liquid: &Liquid,
    temperatures: &[f64],
    tg: Option<f64>,
) -> Vec<Warning> {
    let closure = liquid.closure();
    let hottest = temperatures
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let coldest_liquid = temperatures
        .iter()
        .copied()
        .filter(|&t| t > closure.temperature())
        .fold(f64::INFINITY, f64::min);
    let decades = angell::GLASS_LEVEL - arguments.eta0_pa_s.log10();
    let mut warnings = closure.warnings(hottest);
    warnings.extend(strength_outside_closure(closure.strength(), decades));
    let at_tg = |tg| correlation_length_at_tg(arguments.a_nm, liquid.log_length(tg));
    warnings.extend(tg.and_then(at_tg));
    warnings.extend(adam_gibbs(&closure, coldest_liquid, hottest));
    warnings.push(curve_rests_on_assumption(
        "the closure mu_c = (mu_0/T0)(T - T0)/T0, with T0 put in by hand",
    ));
    warnings
}

fn adam_gibbs(closure: &Linear, cold: f64, hot: f64) -> Option<Warning> {
    let natural_b = closure.strength() * closure.temperature();
    let heat = ConfigurationalHeat::new(natural_b, closure.temperature()).ok()?;
    let product = |t: f64| heat.ln_adam_gibbs_product(HeatForm::Printed, t).ok();
    (hot > cold).then(|| adam_gibbs_not_constant(cold, hot, product(hot)? - product(cold)?))?
}

fn fugacity(arguments: &Arguments, temperatures: &[f64]) -> Result<Answer, Failure> {
    let closure = Fugacity {
        alpha: arguments.alpha,
        mu0: needed(arguments.mu0_k, "--mu0-k", "fugacity")?,
        y0: needed(arguments.y0, "--y0", "fugacity")?,
        n_prime: arguments.n_prime,
        e_d: arguments.e_d_k,
    };
    solid(arguments, &closure, temperatures, |t| {
        let ell = closure.flow(t).ok()?.healing_ell();
        Some((closure.mu0 / t, Some(ell)))
    })
}

fn clausius_mossotti(arguments: &Arguments, temperatures: &[f64]) -> Result<Answer, Failure> {
    let word = "clausius-mossotti";
    let mu0 = needed(arguments.mu0_k, "--mu0-k", word)?;
    let closure = ClausiusMossotti::new(
        needed(arguments.density, "--density", word)?,
        needed(arguments.dipole_squared_k2, "--dipole-squared-k2", word)?,
        mu0,
        arguments.lambda_over_mu,
    )?;
    solid(arguments, &closure, temperatures, |t| Some((mu0 / t, None)))
}

/// A closure without a viscosity: moduli, and the healing length where there is one.
fn solid(
    arguments: &Arguments,
    closure: &dyn Closure,
    temperatures: &[f64],
    modulus_and_length: impl Fn(f64) -> Option<(f64, Option<f64>)>,
) -> Result<Answer, Failure> {
    let mut points = Vec::new();
    for &t in temperatures {
        let fate = closure.fate(t)?;
        let (mu0_bar, ell) = modulus_and_length(t).unzip();
        let log10_xi_nm = ell
            .flatten()
            .map(|ell| arguments.a_nm.log10() + ell * LOG10_E);
        points.push(Point {
            t,
            fate: fate.word(),
            xi_nm: log10_xi_nm
                .map(|x| 10_f64.powf(x))
                .filter(|xi| xi.is_finite()),
            log10_xi_nm,
            log10_eta: None,
            tau_s: None,
            log10_tau_s: None,
            cv: None,
            entropy: None,
            cv_singular: None,
            entropy_singular: None,
            mu_bar_c: match fate {
                Fate::Solid { mu_bar } => Some(mu_bar),
                Fate::Liquid | Fate::Undecided => None,
            },
            mu_bar_0: mu0_bar,
        });
    }
    let hottest = temperatures
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    Ok(Answer {
        glassmelt: VERSION,
        layer: closure.layer(),
        closure: closure.name(),
        t0: closure.t0(),
        strength: None,
        tg: None,
        m: None,
        points,
        warnings: closure.warnings(hottest),
    })
}

fn text(answer: &Answer) -> String {
    let cell = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), number);
    let rows = answer
        .points
        .iter()
        .map(|p| {
            vec![
                number(p.t),
                p.fate.to_owned(),
                cell(p.mu_bar_c),
                cell(p.log10_xi_nm),
                cell(p.log10_eta),
                cell(p.log10_tau_s),
                cell(p.cv),
                cell(p.entropy),
            ]
        })
        .collect();
    let headers = [
        "T (K)",
        "fate",
        "mu_bar_c",
        "log10 xi (nm)",
        "log10 eta (Pa s)",
        "log10 tau (s)",
        "Cv (k_B a cell)",
        "S (k_B a cell)",
    ];
    let transition = match (answer.tg, answer.m) {
        (Some(tg), Some(m)) => {
            format!(
                "\nTg = {} K at 1e12 Pa s, fragility m = {}",
                number(tg),
                number(m)
            )
        }
        _ => String::new(),
    };
    let t0 = match answer.t0 {
        Some(t0) => format!("T0 = {} K", number(t0)),
        None => "No T0".to_owned(),
    };
    let warnings = warning_list(&answer.warnings);
    format!("{}\n{t0}{transition}\n{warnings}", table(&headers, rows))
}
