//! What a run answers: at each coupling what was measured, and what the theories say.

mod combine;
mod curves;
mod notice;
mod population;
mod shear;
mod theories;

use serde::{Deserialize, Serialize};

pub use combine::combine;
pub(crate) use combine::{doubt_the_colder, quantity};
pub use curves::{TheoryPoint, power_between, theories_at};
pub use population::{PopulationResult, combine_population};
pub use theories::Theory;
pub(crate) use theories::word;

/// The answer of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunResults {
    /// At each coupling, in the order of the run file.
    pub results: Vec<CouplingResult>,
    /// Rotors in each sample; those at the start where they come and go.
    pub rotors: usize,
    /// Their `n a^3`.
    pub density: f64,
    /// The sides of the cell, in hard cores.
    pub sides: [f64; 3],
    /// What held the medium: `strain` or `stress`.
    pub hold: String,
    /// Independent sets of places.
    pub samples: u32,
    /// Sweeps of each walker before measuring, as far as they are done.
    pub thermalized: u64,
    /// Sweeps of each walker while measuring, as far as they are done.
    pub measured: u64,
    /// The x at which the mean field's modulus vanishes.
    pub critical_softening: Option<f64>,
    /// What to know before believing.
    pub warnings: Vec<Notice>,
}

/// A warning with a stable word for machines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// The word.
    pub code: String,
    /// The sentence.
    pub message: String,
}

/// A measured number. What is not a finite number is absent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The estimate.
    pub mean: Option<f64>,
    /// Its standard error; absent where the data tell none.
    pub error: Option<f64>,
    /// How many independent samples stand behind it.
    pub independent_samples: f64,
    /// The integrated autocorrelation time, in sweeps, the longest of all records; absent where nothing moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation_sweeps: Option<f64>,
}

impl Quantity {
    /// What was not measured, or has no meaning.
    pub const ABSENT: Self = Self {
        mean: None,
        error: None,
        independent_samples: 0.0,
        correlation_sweeps: None,
    };
}

/// The modulus at one length of wave vector.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AtWaveNumber {
    /// |q|, over hard cores.
    pub q: f64,
    /// How many wave vectors were averaged, q and -q counted once.
    pub waves: usize,
    /// `mu_R/mu0`.
    #[serde(flatten)]
    pub mu_r: Quantity,
}

/// The modulus of the pairs up to a radius.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AtDistance {
    /// R, in hard cores.
    pub radius: f64,
    /// `mu_R(R)/mu0`: Eq. 12 cut at R, each rotor with itself included.
    #[serde(flatten)]
    pub mu_r: Quantity,
    /// `mu_R/mu0` of the medium in which a ball of this radius fluctuates as much.
    pub mu_r_of_medium: Quantity,
}

/// The modulus along one family of directions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Along {
    /// `100`, `110` or `111`.
    pub direction: String,
    /// At each length.
    pub mu_r_q: Vec<AtWaveNumber>,
}

/// Order parameters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OrderResult {
    /// Edwards and Anderson's, from both replicas.
    pub edwards_anderson: Quantity,
    /// The same within one replica.
    pub self_overlap: Quantity,
    /// The difference: zero in equilibrium.
    pub self_minus_cross: Quantity,
    /// The mean dipoles of both replicas, multiplied.
    pub ferroelastic: Quantity,
    /// The mean square of the mean dipole.
    pub ferroelastic_square: Quantity,
}

/// Everything at one coupling. Moduli are in units of `mu0`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CouplingResult {
    /// X0.
    pub x0: f64,
    /// `k_B T` in the unit of energy of the dipole.
    pub kt: f64,
    /// T in K, where the run file tells units.
    pub temperature_k: Option<f64>,
    /// `x = n <Q_xy^2>/(k_B T mu0)` of free rotors, at the measured density where they come and go.
    pub softening: f64,
    /// Whether nothing speaks against equilibrium, in any sample.
    pub equilibrated: bool,
    /// What speaks against it, and in how many samples.
    pub reasons: Vec<Notice>,
    /// `mu_R` at k = 0, the mean over the five shears.
    pub mu_r_k0: Quantity,
    /// The same of `(xx - yy)/sqrt 2`, `(2 zz - xx - yy)/sqrt 6`, yz, xz, xy alone.
    pub mu_r_k0_of_each: Vec<Quantity>,
    /// `mu_R(q)` averaged over shells.
    pub mu_r_q: Vec<AtWaveNumber>,
    /// `mu_R(q)` along axes and diagonals.
    pub mu_r_along: Vec<Along>,
    /// `mu_R(R)` of the pairs up to R, Eq. 12.
    pub mu_r_r: Vec<AtDistance>,
    /// The correlation length from `mu_R(q)`, in hard cores, where there is one.
    pub xi: Option<Quantity>,
    /// H per rotor, in the unit of energy of the dipole.
    pub energy: Quantity,
    /// Heat capacity per rotor, over `k_B`; absent where rotors come and go.
    pub heat_capacity: Quantity,
    /// Order; absent where rotors come and go.
    pub order: OrderResult,
    /// The probability with which moves were accepted; turns alone where rotors come and go.
    pub acceptance: Option<f64>,
    /// The same of exchanges with the next coupling.
    pub exchange: Option<f64>,
    /// Rotors that do not feel each other: `1 - x` at fixed strain, `1/(1 + x)` at fixed stress.
    pub independent: Option<f64>,
    /// The mean field.
    pub clausius_mossotti: Option<f64>,
    /// The mean field with pairs, places frozen; in equilibrium with the rotors where they come and go.
    pub virial: Option<f64>,
    /// Eqs. 16-17 at R = L/2.
    pub flow: Option<f64>,
    /// Every theory with its warnings.
    pub theories: Vec<Theory>,
    /// Motion in time, where it was asked for and is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dynamics: Option<DynamicsResult>,
    /// Numbers of rotors, where they come and go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<PopulationResult>,
}

/// The modulus at a time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AtTime {
    /// t, in the unit of time of the law of motion.
    pub time: f64,
    /// `G(t)/mu0`.
    #[serde(flatten)]
    pub g: Quantity,
}

/// The modulus at a frequency.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AtFrequency {
    /// omega, radians over the unit of time.
    pub omega: f64,
    /// `G'/mu0`.
    pub storage: Quantity,
    /// `G''/mu0`.
    pub loss: Quantity,
    /// What had not relaxed at the end of the window, over mu0: at low frequencies both can be off by so much.
    pub unrelaxed: f64,
}

/// Motion in time at one coupling. Moduli are in units of `mu0`, times in those of the law of motion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DynamicsResult {
    /// `overdamped` or `inertial`.
    pub kind: String,
    /// `G(inf) = 1 - C(0)/(V k_B T mu0)`, from the motion alone.
    pub mu_r: Quantity,
    /// `G(t)`.
    pub g_t: Vec<AtTime>,
    /// `int C dt/C(0)`, where C decayed.
    pub relaxation_time: Option<Quantity>,
    /// Eq. 24 over mu0, a time; absent where C did not decay.
    pub eta: Option<Quantity>,
    /// `G*(omega)`.
    pub moduli: Vec<AtFrequency>,
    /// What to know before believing.
    pub warnings: Vec<Notice>,
}
