//! `glassmelt melt`: what a closure makes of the flow at each temperature.

mod answer;

use glassmelt::closure::{ClausiusMossotti, Fugacity, Linear};
use glassmelt::melting::{self, Laboratory, Melting};

pub(super) use answer::curve;

use super::LayerWord;
use crate::answer::{Form, VERSION, print};
use crate::error::Failure;
use crate::list::{self, List};
use crate::value;

/// Heats a glass under a closure, the assumption that ties the flow to temperature.
#[derive(Debug, clap::Args)]
#[command(
    allow_negative_numbers = true,
    after_help = "Examples:\n  glassmelt melt --t0 130 --strength 20 --eta0-pa-s 1e-4 --a-nm 0.5 --temperatures 150:200:5 --closure linear\n  glassmelt melt --closure fugacity --alpha 0.02 --mu0-k 2000 --y0 1 --n-prime 1000 --e-d-k 1000 --temperatures 200:2000:200\n  glassmelt melt --closure clausius-mossotti --density 0.2 --dipole-squared-k2 3e6 --mu0-k 2000 --temperatures 50:300:50"
)]
pub(crate) struct Arguments {
    /// Temperatures in K: a list 150,160 or a range 150:200:5.
    #[arg(long, value_parser = list::temperatures, allow_hyphen_values = true)]
    temperatures: List,
    /// What ties the flow to temperature.
    #[arg(long, value_enum, default_value = "linear")]
    closure: ClosureWord,
    /// Which layer gives the length (linear closure); `printed` by default.
    #[arg(long, value_enum)]
    layer: Option<LayerWord>,
    /// Viscosity where xi = a, Pa s.
    #[arg(long, default_value = "1e-4", value_parser = value::positive)]
    eta0_pa_s: f64,
    /// Cut-off length a, nm.
    #[arg(long, default_value = "0.5", value_parser = value::positive)]
    a_nm: f64,
    /// Frequency of local shear phonons, rad/s.
    #[arg(long, default_value = "1e13", value_parser = value::positive)]
    omega_s: f64,
    /// Vogel temperature T0, K (linear).
    #[arg(long, value_parser = value::positive)]
    t0: Option<f64>,
    /// Strength D = 2 T0/(alpha mu_0), the paper's f (linear).
    #[arg(long, value_parser = value::positive)]
    strength: Option<f64>,
    /// Coupling 16 pi |p|^2; with the linear closure it only sets the unit of mu_bar.
    #[arg(long, default_value = "1", value_parser = value::positive)]
    alpha: f64,
    /// Bare shear modulus mu_0 a^3/k_B, K (fugacity, clausius-mossotti).
    #[arg(long, value_parser = value::positive)]
    mu0_k: Option<f64>,
    /// Bare fugacity (fugacity).
    #[arg(long, value_parser = value::non_negative)]
    y0: Option<f64>,
    /// Weight n' of thermal defects, Eq. 11 (fugacity); none by default.
    #[arg(long, value_parser = value::non_negative)]
    n_prime: Option<f64>,
    /// Energy E_d of a thermal defect, K (fugacity); 0 by default.
    #[arg(long, value_parser = value::non_negative)]
    e_d_k: Option<f64>,
    /// Density n a^3 of the rotors (clausius-mossotti).
    #[arg(long, value_parser = value::non_negative)]
    density: Option<f64>,
    /// Squared deviator Q_dev:Q_dev of one rotor's dipole, K^2 (clausius-mossotti).
    #[arg(long, value_parser = value::non_negative)]
    dipole_squared_k2: Option<f64>,
    /// lambda/mu of the medium (clausius-mossotti); 1 by default.
    #[arg(long, value_parser = value::finite)]
    lambda_over_mu: Option<f64>,
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

impl ClosureWord {
    fn word(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Fugacity => "fugacity",
            Self::ClausiusMossotti => "clausius-mossotti",
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.refuse_flags_of_others()?;
    let answer = answer::Answer {
        glassmelt: VERSION,
        melting: melting(arguments)?,
    };
    print(arguments.form, &answer, answer::text)
}

fn melting(arguments: &Arguments) -> Result<Melting, Failure> {
    let (laboratory, temperatures) = (arguments.laboratory(), &arguments.temperatures.0);
    Ok(match arguments.closure {
        ClosureWord::Linear => {
            let layer = arguments.layer.unwrap_or(LayerWord::Printed).into();
            melting::linear(arguments.linear()?, layer, laboratory, temperatures)
        }
        ClosureWord::Fugacity => {
            melting::fugacity(&arguments.fugacity()?, laboratory, temperatures)
        }
        ClosureWord::ClausiusMossotti => {
            melting::clausius_mossotti(&arguments.clausius_mossotti()?, laboratory, temperatures)
        }
    }?)
}

impl Arguments {
    fn laboratory(&self) -> Laboratory {
        Laboratory {
            a_nm: self.a_nm,
            eta0_pa_s: self.eta0_pa_s,
            omega_s: self.omega_s,
        }
    }

    fn linear(&self) -> Result<Linear, Failure> {
        let t0 = self.needed(self.t0, "--t0")?;
        let strength = self.needed(self.strength, "--strength")?;
        Ok(Linear::new(t0, strength)?.with_alpha(self.alpha)?)
    }

    fn fugacity(&self) -> Result<Fugacity, Failure> {
        Ok(Fugacity {
            alpha: self.alpha,
            mu0: self.needed(self.mu0_k, "--mu0-k")?,
            y0: self.needed(self.y0, "--y0")?,
            n_prime: self.n_prime.unwrap_or(0.0),
            e_d: self.e_d_k.unwrap_or(0.0),
        })
    }

    fn clausius_mossotti(&self) -> Result<ClausiusMossotti, Failure> {
        let mu0 = self.needed(self.mu0_k, "--mu0-k")?;
        Ok(ClausiusMossotti::new(
            self.needed(self.density, "--density")?,
            self.needed(self.dipole_squared_k2, "--dipole-squared-k2")?,
            mu0,
            self.lambda_over_mu.unwrap_or(1.0),
        )?)
    }

    /// A flag that the closure would pass over in silence is a misunderstanding.
    fn refuse_flags_of_others(&self) -> Result<(), Failure> {
        use ClosureWord::{ClausiusMossotti, Fugacity, Linear};
        let flags: [(&str, bool, &[ClosureWord]); 9] = [
            ("--layer", self.layer.is_some(), &[Linear]),
            ("--t0", self.t0.is_some(), &[Linear]),
            ("--strength", self.strength.is_some(), &[Linear]),
            (
                "--mu0-k",
                self.mu0_k.is_some(),
                &[Fugacity, ClausiusMossotti],
            ),
            ("--y0", self.y0.is_some(), &[Fugacity]),
            ("--n-prime", self.n_prime.is_some(), &[Fugacity]),
            ("--e-d-k", self.e_d_k.is_some(), &[Fugacity]),
            ("--density", self.density.is_some(), &[ClausiusMossotti]),
            (
                "--lambda-over-mu",
                self.lambda_over_mu.is_some(),
                &[ClausiusMossotti],
            ),
        ];
        let foreign = flags
            .into_iter()
            .find(|(_, given, closures)| *given && !closures.contains(&self.closure));
        match foreign {
            None => Ok(()),
            Some((flag, _, closures)) => {
                let words: Vec<&str> = closures.iter().map(|c| c.word()).collect();
                Err(Failure::Question(format!(
                    "{flag} has no part in the closure {}; expected --closure {} beside it",
                    self.closure.word(),
                    words.join(" or ")
                )))
            }
        }
    }

    /// The value of a flag that the closure cannot do without.
    fn needed(&self, value: Option<f64>, flag: &str) -> Result<f64, Failure> {
        value.ok_or_else(|| {
            Failure::Question(format!(
                "the closure {} needs {flag}; expected {flag} and its value",
                self.closure.word()
            ))
        })
    }
}
